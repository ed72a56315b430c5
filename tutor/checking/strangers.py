"""Letters of an answer that are none of the problem's: such an answer was misread or mistyped, and nothing is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tutor.checking.question import Question
from tutor.errors import Unreadable, nearest
from tutor.reading.answers import Shape, Traced
from tutor.reading.characters import unreadable
from tutor.reading.free import free_names
from tutor.reading.functions import FUNCTIONS, GREEK
from tutor.reading.patterns import later
from tutor.reading.syntax import Apply, Const, DerivativeNode, Neg, Node, Relation, Sum, Sym, Tup, walk
from tutor.reading.typed import Typed

# A constant of integration may be added anywhere; it is wrong there, but not strange.
CONSTANTS = frozenset({"C"})
# What a number is taken for where the problem has no letter at all: the function before the point was put in.
USUAL = frozenset({"x", "y", "z", "t"})
WHOLE = frozenset({"k", "l", "m", "n"})  # the integers of a family of solutions
PARAMETERS = frozenset({"s", "t", "u", "k", "lamda", "mu"})  # of a line
PLACES = frozenset({"x", "y", "z"})  # of an equation where the problem speaks of a parameter
CURVED = frozenset({"r", "theta", "rho", "phi"})  # of polar, cylindrical and spherical coordinates
_ADDED = ("antiderivative", "potential", "vector_potential")
_LETTERS: dict[Shape, frozenset[str]] = {
    "set": WHOLE,
    "points": WHOLE,
    "extrema": WHOLE,
    "line": PARAMETERS,
    "circle": PLACES,
    "limits": CURVED,
}
# Letters that look like something else.
_LIKE = {
    "l": "1", "I": "1", "O": "0", "o": "0", "alpha": "a", "chi": "x", "nu": "v", "upsilon": "u", "rho": "p", "omega": "w", "kappa": "k",
    "eta": "n", "tau": "t", "iota": "i", "gamma": "y",
}  # fmt: skip
_FORMULA = later(r"\$([^$]{1,400})\$")
_WORDS = later(r"\\(?:text|mathrm|operatorname)\s*\{[^{}]*\}")
_RUN = later(r"\\?[A-Za-z]+")
_MOST_NAMED = 6


def named_in(statement: Any) -> frozenset[str]:
    """The letters in the formulas of a statement."""
    found: set[str] = set()
    for formula in _FORMULA.findall(statement) if isinstance(statement, str) else ():
        for run in _RUN.findall(_WORDS.sub(" ", formula)):
            name = run.lstrip("\\")
            if name in GREEK:
                found.add(GREEK[name])
            elif not run.startswith("\\") and name not in FUNCTIONS:
                found.update(name)
    return frozenset(found)


def stranger(question: Question, read: Typed, answer: str) -> Unreadable | None:
    """The error at the first letter that the problem does not have; None where all are known."""
    known = _known(question)
    if isinstance(read.reading, Traced):
        known |= {name for name, _, _ in read.reading.ranges}  # a parameter may have any name
    for tree in trees(read.reading):
        free = set(free_names(tree)) - (_added(tree) if question.shape in _ADDED else set())
        called = tree.items[0] if isinstance(tree, Relation) else None  # f(x) = ...
        for node in walk(tree):
            if node is called and isinstance(node, Apply):
                continue
            if isinstance(node, Sym) and node.name in free - known and node.name.partition("_")[0] in question.scope.functions:
                return _unworked(answer, read.place(node))
            if isinstance(node, Sym) and node.name in free - known:
                return _unknown(node.name, answer, read.place(node), known)
            named = isinstance(node, DerivativeNode) and node.name not in known
            if named or (isinstance(node, Apply) and node.function not in question.scope.functions):
                return _unworked(answer, read.place(node))
    if question.shape == "expression" and _infinite(read.reading) and _letters(question.expected):
        return unreadable(answer, "Infinity is no formula.", 0, len(answer), _offered(known))
    return None


def trees(part: Any) -> Iterator[Node]:
    """The formulas in a reading of any shape."""
    if isinstance(part, Node):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from trees(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from trees(getattr(part, field.name))


def _letters(reading: Any) -> set[str]:
    return {name for tree in trees(reading) for name in free_names(tree)}


def _known(question: Question) -> set[str]:
    """The letters that an answer may hold, right or wrong."""
    own = {*question.scope.variables, *question.domain.letters, *question.letters, *question.names, *_letters(question.expected)}
    return own | CONSTANTS | _LETTERS.get(question.shape, frozenset()) | (frozenset() if own else USUAL)


def _added(tree: Node) -> set[str]:
    """Letters that are only added: constants of integration."""
    if isinstance(tree, Tup):
        return {name for item in tree.items for name in _added(item)}
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    return {term.name for term in terms if isinstance(term, Sym)}


def _infinite(reading: Any) -> bool:
    value = reading.of if isinstance(reading, Neg) else reading
    return isinstance(value, Const) and value.name == "oo"


def _unworked(answer: str, place: tuple[int, int]) -> Unreadable:
    """The error at f_x(1, 2) or dy/dx within an answer."""
    said = answer[slice(*place)]
    return unreadable(answer, f"'{said}' only names a value. Give the value itself.", *place)


def _unknown(name: str, answer: str, place: tuple[int, int], known: set[str]) -> Unreadable:
    word, first, last = _word_at(answer, place[0])
    if name in word and len(set(word) - known) > 1 and word not in GREEK:
        hint = nearest(word, [f for f in FUNCTIONS if len(f) > 2]) or "Words cannot be read as mathematics."
        return unreadable(answer, f"'{word}' is no product of letters of this problem.", first, last, hint)
    shown = {"lamda": "lambda"}.get(name, name)
    return unreadable(answer, f"There is no {shown} in this problem.", *place, _meant(name, known) or _offered(known))


def _word_at(answer: str, at: int) -> tuple[str, int, int]:
    """The run of letters at a place."""
    run = next((m for m in re.finditer(r"[A-Za-z]+", answer) if m.start() <= at < m.end()), None)
    return ("", at, at) if run is None else (run[0], *run.span())


def _meant(name: str, known: set[str]) -> str | None:
    """The letter or figure that looks like it, or differs only by case or by its subscript."""
    base, _, below = name.partition("_")
    for other in (name.swapcase(), _LIKE.get(name, ""), base, base + below):
        if other != name and (other in known - CONSTANTS or other.isdigit()):
            return f"Did you mean {other}?"
    return None


def _offered(known: set[str]) -> str | None:
    names = sorted(known - CONSTANTS - WHOLE)
    if not 0 < len(names) <= _MOST_NAMED:
        return None
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Its letter is {said}." if len(names) == 1 else f"Its letters are {said}."
