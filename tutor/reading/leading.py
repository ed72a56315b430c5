"""What stands before the answer itself: `f_x(1, 2) =`, `\\nabla f =`, `The slope is`, and chains a = b = c."""

from __future__ import annotations

import re
from typing import NamedTuple

from tutor.reading.calling import advice, names_only, unknown_word
from tutor.reading.draft import Draft, Span
from tutor.reading.functions import FUNCTIONS, GREEK
from tutor.reading.patterns import compiled
from tutor.reading.quantity import Operation, quantity
from tutor.reading.scope import Scope
from tutor.reading.syntax import Abs, Apply, DerivativeNode, Node, Norm, Relation, Sym, Tup, walk
from tutor.reading.words import split

_WORD_LENGTH = 4
# The longest name is a derivative of higher order at a point, set in LaTeX.
_LONGEST = 160
_EQUALS = compiled(r"(?<![<>!=:])(?::=|==?|≈)(?![=>])|\\approx(?![A-Za-z])")
# Operators whose value is asked: what stands before the equals sign then repeats the question.
_OPERATION = compiled(
    r"∇|∂|\\nabla|\\partial|\\operatorname\s*\{\s*(?:grad|div|curl|rot|det)|\\i+nt|∫|∬|∭|\\lim|\\det"
    r"|(?<![A-Za-z])(?:grad|gradient|div|curl|rot|det|lim|int|Hess|Jac)(?![A-Za-z])"
    r"|(?<![A-Za-z])D_|^\s*D[uv](?![A-Za-z])|(?<![A-Za-z])d\s*/\s*d\w|\\[dt]?frac\s*\{\s*(?:\\mathrm\s*\{\s*)?d"
    r"|\\differentialD|\|_|\\(?:big|Big)?r?vert_|\|\s*_"
)
_APPLIED = compiled(r"(\\?[A-Za-z]+)(?:_\{?\w{1,8}\}?|_\\\w+|'{1,4})*\s*(?:\\left\s*)?\([^=<>]*\)")
_DIFFERENTIAL = compiled(r"(?:d|Δ|δ|\\Delta\s|\\delta\s)\s?(?:[A-Za-z]|\\[a-z]+)")
_OF_FUNCTION = compiled("[DHJ][fgFGTruh]")  # Hf for the Hessian of f
_SAYING = compiled(
    r"\s*(?:(?:the|it|this|which|and|its)\s+){0,3}(?:[A-Za-z]+\s+){0,5}?"
    r"(?:is|are|equals)\s+(?:equal\s+to\s+|approximately\s+)?(?=\S)",
    re.IGNORECASE,
)
_TITLE = compiled(r"\s*([A-Za-z][A-Za-z ]{1,30}):(?!=)\s*")
_IS = compiled(r"(?<![A-Za-z])(?:is|equals)(?![A-Za-z])")
_COMMA = compiled(",")
_WORD = compiled(r"[A-Za-z]{2,}")


class Led(NamedTuple):
    """A stretch behind what led to it, the name that stood there, if any, and all names round it."""

    span: Span
    name: str | None
    labels: tuple[str, ...] = ()


def unled(draft: Draft, span: Span, equation: bool = False) -> Led:
    """The stretch without a leading `the slope is`, `slope:`, `\\nabla f =` or `=`. Of an equation only words are taken."""
    first, last = span
    name: str | None = None
    labels: list[str] = []
    said = None if {"i", "s"} <= draft.scope.variables else _SAYING.match(draft.text, first, min(last, first + _LONGEST))
    title = _TITLE.match(draft.text, first, min(last, first + _LONGEST))
    # x:y may be a quotient.
    found = said or (title if title and all(_is_word(w, draft.scope) for w in title[1].split()) else None)
    if found is not None and found.end() < last and not draft.depth[found.end() - 1]:
        _only_called(draft, found.span(), words=True)
        name, first = " ".join(found[0].split()), found.end()
    if equation:
        return Led(draft.trimmed(first, last), name)
    comma = next(draft.outside(_COMMA, (first, last)), None)
    if comma is not None and "=" in draft.text[comma.end() : last] and not _angled(draft, first, comma.start()):
        return Led(draft.trimmed(first, last), name)  # several names: each belongs to its own part
    first, spoken = _spoken(draft, first, last)
    labels += [spoken] if spoken else []
    name = name or spoken
    while (sign := next(draft.outside(_EQUALS, (first, min(last, first + _LONGEST))), None)) is not None:
        left = draft.text[first : sign.start()].strip()
        if left and not is_name(left, draft.scope):
            break
        if left:
            _only_called(draft, (first, sign.start()))
        if not draft.text[sign.end() : last].strip():
            raise draft.fail("Something is missing after '='.", (sign.start(), sign.end()))
        name, first = left or name, sign.end()
        labels += [left] if left else []
    last, behind = _unnamed(draft, first, last)
    return Led(draft.trimmed(first, last), name or behind, (*labels, *filter(None, (behind,))))


def _only_called(draft: Draft, span: Span, words: bool = False) -> None:
    """Keeps what an answer is called. Errors: Unreadable where it is denied, doubted or calculated with."""
    label = draft.text[span[0] : span[1]].strip()
    known = unknown_word(label, draft.scope) is None if words else names_only(label, draft.scope)
    if not known:
        message, hint = advice(draft.scope, label)
        raise draft.fail(message, draft.trimmed(*span), hint)
    draft.called.append(label)


def _spoken(draft: Draft, first: int, last: int) -> tuple[int, str | None]:
    """The beginning behind `f'(x) is`, and that name."""
    verb = None if {"i", "s"} <= draft.scope.variables else next(draft.outside(_IS, (first, min(last, first + _LONGEST))), None)
    if verb is None or not draft.text[verb.end() : last].strip():
        return first, None
    left = draft.text[first : verb.start()].strip()
    return (verb.end(), left) if _operation(left, draft.scope) is not None else (first, None)


def _unnamed(draft: Draft, first: int, last: int) -> tuple[int, str | None]:
    """The end without a name behind the last equals sign, 2x = f_x, and that name."""
    sign = next(reversed(list(draft.outside(_EQUALS, (first, last)))), None)
    if sign is None or last - sign.end() > _LONGEST or "d" in draft.scope.variables:
        return last, None
    right = draft.text[sign.end() : last].strip()
    if _operation(right, draft.scope) is None or not draft.text[first : sign.start()].strip():
        return last, None
    return sign.start(), right


def _operation(text: str, scope: Scope) -> Operation | None:
    """The operation that a name stands for; none for a letter, a known function or a product of letters."""
    found = quantity(text, scope.variables) if text not in scope.variables else None
    return None if found is None or found.operation in ("value", "differential") else found.operation


def _angled(draft: Draft, first: int, comma: int) -> bool:
    """Whether a comma stands between angles, as in <1, 2>."""
    before = draft.text[first:comma]
    return before.count("<") > before.count(">")


def is_name(left: str, scope: Scope) -> bool:
    """Whether what stands before an equals sign only says what the answer is called; what the grammar reads is left to it."""
    if _OPERATION.search(left) or _operation(left, scope) is not None:
        return True
    if _DIFFERENTIAL.fullmatch(left) and "d" not in scope.variables:
        return True
    if _OF_FUNCTION.fullmatch(left) and not set(left) & scope.variables:
        return True
    applied = _APPLIED.fullmatch(left)
    if applied:
        base = applied[1].lstrip("\\")
        return base not in FUNCTIONS and base not in scope.variables and (len(base) == 1 or base in scope.functions)
    words = _WORD.findall(left)
    return bool(words) and "\\" not in left and all(c.isalpha() or c in " _" for c in left) and all(_is_word(w, scope) for w in words)


def _is_word(word: str, scope: Scope) -> bool:
    """Whether letters in a row are no product: rate, area; a product of so many letters has them all declared."""
    if word.lower() in ("max", "min", "ans"):
        return True
    if len(word) >= _WORD_LENGTH and word not in FUNCTIONS and word not in GREEK:
        return not all(letter in scope.variables for letter in word)
    return len(word) > 1 and split(word, scope) is None


class Chain(NamedTuple):
    """A value with the name before it and all members `a = b = c` that should agree with it; no members where it stood alone.

    `about` is what stood behind ≈, `labels` are all names.
    """

    value: Node
    name: str | None
    members: tuple[Node, ...]
    about: tuple[Node, ...] = ()
    labels: tuple[str, ...] = ()


def chain(draft: Draft, tree: Node, name: str | None = None) -> Chain:
    """The last member of `name = a = b = c`; before ≈ stands the exact value, which counts."""
    match tree:
        case Relation(items, signs) if all(sign == "=" for sign in signs):
            members = list(items)
        case _:
            return Chain(tree, name, ())
    labels: list[str] = []
    about = [n.start for n in draft.notices if n.message.startswith("≈")]
    while len(members) > 1 and _names_something(members[0], draft):
        labels.append(draft.typed(members.pop(0)))
        name = name or labels[0]
    exact = members
    for k in range(1, len(members)):
        if any(members[k - 1].end <= start < members[k].start for start in about):
            exact = members[:k]
            draft.notices[:] = [n for n in draft.notices if not n.message.startswith("≈")]
            draft.notice("The exact value before ≈ is taken as the answer.", (exact[-1].start, exact[-1].end))
            break
    if len(exact) > 1:
        draft.notice(f"The last member, {draft.said(exact[-1])}, is taken as the answer.", (exact[-1].start, exact[-1].end))
    return Chain(exact[-1], name, tuple(exact) if len(exact) > 1 else (), tuple(members[len(exact) :]), tuple(labels))


def refuse_calculation(draft: Draft, read: Chain) -> None:
    """Raises Unreadable where a part begins with a calculation on a name: -dz/ds = 4s."""
    if not read.members or read.labels:
        return
    own = draft.scope.variables
    for node in walk(read.members[0]):
        if isinstance(node, DerivativeNode | Apply) or (
            isinstance(node, Sym) and node.name not in own and node.name not in _letters_of(read)
        ):
            message, hint = advice(draft.scope, "")
            raise draft.fail(message, read.members[0], hint)


def _letters_of(read: Chain) -> set[str]:
    """The letters of the value."""
    return {n.name for n in walk(read.value) if isinstance(n, Sym)}


def _names_something(node: Node, draft: Draft) -> bool:
    match node:
        case Sym() | DerivativeNode() | Apply():
            return True
        case Abs(of) | Norm(of):
            return isinstance(of, Sym) and of.name not in draft.scope.variables
        case Tup(items):
            return all(isinstance(item, Sym) for item in items)
    return False
