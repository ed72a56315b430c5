"""What a student typed, read by the shape that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from importlib import import_module

from tutor.errors import Place, Unreadable
from tutor.frozen import dataclass
from tutor.reading.answers import Reading, Shape
from tutor.reading.characters import printable, unreadable
from tutor.reading.cleaned import Cleaned, cleaned
from tutor.reading.draft import Draft, Span
from tutor.reading.limits import check_length
from tutor.reading.names import Notice
from tutor.reading.patterns import compiled
from tutor.reading.scope import Scope
from tutor.reading.shapes.measured import DEGREES, measured
from tutor.reading.shapes.result import Result, Said
from tutor.reading.syntax import Node


@dataclass(frozen=True, slots=True)
class Typed:
    """The reading; what should be said of how it was read; the lines of a working as typed; the name before the answer.

    `chain` holds the members of `a = b = c`, the last of which is the reading; empty where there was none. `about` holds what
    stood behind ≈, `labels` everything that the answer was called, `unit` what stood behind the number, and `before` the
    lines of the working that give a value; `chains` are chains within its parts. `called` and `places` are those of the draft.
    """

    reading: Reading
    notices: tuple[Notice, ...] = ()
    lines: tuple[str, ...] = ()
    name: str | None = None
    chain: tuple[Node, ...] = ()
    about: tuple[Node, ...] = ()
    labels: tuple[str, ...] = ()
    unit: str | None = None
    before: tuple[Said, ...] = ()
    chains: tuple[tuple[Node, ...], ...] = ()
    called: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    read: Cleaned = field(default_factory=Cleaned)

    def place(self, node: Node) -> tuple[int, int]:
        """Where a node of the reading stands in what was typed."""
        return self.read.place(node.start, node.end)


# Where each shape is read: a module and a function of it. A module is loaded when its shape is asked for, with its patterns.
READERS: Mapping[Shape, tuple[str, str]] = {
    "expression": ("scalar", "expression"), "antiderivative": ("scalar", "expression"), "limit": ("scalar", "limit"),
    "improper": ("scalar", "limit"),
    "potential": ("scalar", "potential"), "equation": ("statements", "equation"), "inequality": ("inequalities", "inequality"),
    "system": ("statements", "system"), "set": ("statements", "values"), "vector": ("vector", "vector"), "matrix": ("matrix", "matrix"),
    "expressions": ("several", "expressions"), "parameters": ("several", "parameters"), "linear": ("several", "linear"),
    "steepest": ("several", "steepest"), "valued_gradient": ("several", "valued_gradient"), "line": ("line", "line"),
    "points": ("points", "points"), "extrema": ("extrema", "extrema"), "limits": ("ranges", "limits"), "class": ("classword", "class_word"),
    "uncertain": ("uncertain", "uncertain"), "holds": ("holds", "holds"), "vectors": ("vectors", "vectors"),
    "vector_potential": ("vector", "vector_potential"), "circle": ("circle", "circle"),
    "curve": ("traced", "curve"), "surface": ("traced", "surface"),
}  # fmt: skip

# Shapes in which words stand between the formulas.
_WORDED: frozenset[Shape] = frozenset(["circle", "points", "extrema", "steepest", "valued_gradient", "line"])
# Shapes with points, whose coordinates may be set apart by bars: (1|2).
_PLACED: frozenset[Shape] = frozenset(
    ["vector", "vectors", "vector_potential", "set", "points", "extrema", "steepest", "valued_gradient", "line"]
)
_BARRED = re.compile(r"\([^()|,;]{1,80}(?:\|[^()|,;]{1,80}){1,2}\)")
# An operation that is still to be done: the question itself, typed again.
_UNEVALUATED = compiled(
    r"(?<![A-Za-z])d\s*/\s*d[A-Za-z]\s*[\[({A-Za-z]|(?<![A-Za-z])(?:∂|\\partial)\s*/\s*(?:∂|\\partial)\s*[A-Za-z]\s*[\[({A-Za-z]"
    r"|\\[dt]?frac\s*\{\s*(?:d|\\partial|\\mathrm\s*\{\s*d\s*\})\s*\}\s*\{|(?<![A-Za-z\\])(?:diff|grad|integrate"
    r"|derivative|limit|lim|curl|div)\s*\("
    r"|(?:∇|\\nabla)\s*(?:\\cdot|\\times|·|×|\\left)?\s*\("
)
_GIVING_UP = compiled(
    r"[\s?.!…-]*(?:idk|i\s+(?:do\s*n[o']t|dont)\s+(?:know|understand|get\s+it)|no\s+(?:idea|clue)|see\s+(?:above"
    r"|below|attached|picture)|dunno|n\W?/?\W?a|skip(?:ped)?"
    r"|help(?:\s+me)?|not\s+sure|pass|unsure|weiß\s+nicht|keine\s+ahnung|siehe\s+oben|todo|tbd|\?|\.\.|…|-+)[\s?.!…-]*",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 60
_DEGREES = compiled(r"\d\s*(deg(?:rees?)?)(?![A-Za-z])")
_INDEXED = compiled(r"(?<![A-Za-z\\])([A-Za-z])\[(\d{1,2})\]")
_DOTTED = compiled(r"\\(d{1,4})ot(?![A-Za-z])\s*(?:\{\s*(?P<held>[A-Za-z])\s*\}|(?P<letter>[A-Za-z]))")
_PRIME = "'"
_ABOUT = compiled(r"~=|(?<=\s)~(?=\s)")
_EMPTY_BOX = compiled(r"\\placeholder(?![A-Za-z])(?:\s*\[[^\]]{0,40}\])?(?:\s*\{\s*\})?|□|▢|⬚|\\square(?![A-Za-z])")


def typed(
    text: str, shape: Shape, scope: Scope, dimension: int | None = None, names: Sequence[str] = (), strict_brackets: bool = False
) -> Typed:
    """The answer, read. `dimension` is that of vectors and points; `names` are the variables (or parameters), in order.

    With `strict_brackets`, {1, 2} is a set and no vector. Errors: Unreadable, with the place in `text` and what may be meant.
    """
    check_length(text)
    clean = cleaned(text)
    try:
        return _typed(clean, shape, scope, dimension, tuple(names), strict_brackets)
    except RecursionError:
        raise unreadable(text, "The formula is nested too deep.", 0, len(text)) from None
    except Unreadable as error:
        start, end = error.place.start or 0, error.place.end or 0
        start, end = clean.place(start, end)
        raise Unreadable(error.message, hint=error.hint, place=Place(text=printable(text), start=start, end=end)) from None


def _typed(clean: Cleaned, shape: Shape, scope: Scope, dimension: int | None, names: tuple[str, ...], strict: bool) -> Typed:
    text = clean.text
    if len(text) <= _LONGEST_PHRASE and _GIVING_UP.fullmatch(text):
        raise unreadable(text, "This is no answer that can be read.", 0, len(text), "Leave the answer empty, or ask for a hint.")
    draft = Draft(text, replace(scope, vectors=False) if scope.vectors else scope, dimension, names, strict)
    if "~" in draft.text and "\\" not in draft.text:
        draft.rewrite(_ABOUT.sub(lambda m: "≈".center(len(m[0])), draft.text))
    if "dot" in draft.text:
        draft.rewrite(_DOTTED.sub(lambda m: _primed(m, scope), draft.text))
    doubt = draft.text.find("?")
    if doubt >= 0 and draft.text.strip(" ?") != "":
        raise draft.fail("A question mark is a doubt.", (doubt, doubt + 1), "Leave it out where you are sure.")
    span = draft.all
    if span[0] >= span[1]:
        raise draft.fail("There is nothing to read: only punctuation.", (0, len(text)))
    if shape in _PLACED and "|" in draft.text:
        draft.rewrite(_BARRED.sub(_unbarred, draft.text))
    _refuse(draft, span)
    if shape in _WORDED:
        draft.check_closed()
    result = _reader(shape)(draft, span)
    lines = tuple(_as_typed(text, line) for line in result.lines)
    notices = draft.notices if clean.where is None else (Notice(n.message, *clean.place(n.start, n.end)) for n in draft.notices)
    return Typed(
        result.reading,
        tuple(notices),
        lines,
        result.name,
        result.chain,
        result.about,
        result.labels,
        result.unit,
        result.before,
        tuple(draft.chains),
        tuple(draft.called),
        tuple(draft.places),
        clean,
    )


def _primed(found: re.Match[str], scope: Scope) -> str:
    """x' for a dot over a function of the problem."""
    letter = found["held"] or found["letter"]
    return f"{letter}{_PRIME * len(found[1])}".ljust(len(found[0])) if letter in scope.functions else found[0]


def _unbarred(found: re.Match[str]) -> str:
    """(1|2) as (1,2); where a part is empty the bars are those of |x|."""
    parts = found[0][1:-1].split("|")
    return found[0].replace("|", ",") if all(part.strip() for part in parts) else found[0]


def _reader(shape: Shape) -> Callable[[Draft, Span], Result]:
    module, function = READERS[shape]
    found: Callable[[Draft, Span], Result] = getattr(import_module(f"tutor.reading.shapes.{module}"), function)
    return found


def _as_typed(text: str, line: Span) -> str:
    """A line with the dollars round it."""
    first, last = line
    while text[last : last + 1] == "$":
        last += 1
    while first and text[first - 1] == "$":
        first -= 1
    return text[first:last]


def _refuse(draft: Draft, span: Span) -> None:
    """What can be told from the text alone."""
    box = _EMPTY_BOX.search(draft.text)
    if box is not None:
        raise draft.fail("There is an empty box in the formula.", box.span(), "Fill it in, or delete it.")
    degrees = _DEGREES.search(draft.text)
    if degrees is not None and measured(draft, span)[1] != DEGREES:
        raise draft.fail("Angles are in radians here.", degrees.span(1), "Write pi/6, or 30° with the degree sign.")
    indexed = _INDEXED.search(draft.text, *span)
    if indexed is not None:
        letter, index = indexed[1], indexed[2]
        hint = f"Write {letter}_{index} for a subscript, {letter}*{index} for a product."
        raise draft.fail(f"{letter}[{index}] can mean two things.", indexed.span(), hint)
    repeated = None if "d" in draft.scope.variables else _UNEVALUATED.search(draft.text, *span)
    if repeated is not None and "=" not in draft.text[repeated.end() :]:
        raise draft.fail("This repeats the question: work it out.", repeated.span())
