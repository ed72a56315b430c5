"""A formula set in a drawing: its letters and rules with their places, for a format that cannot set formulas itself.

Enough for the labels of figures: fractions, scripts, roots, brackets, accents. What is rarer (matrices, integrals) is set
in one line. All lengths are in ems of the label; heights grow upwards from the line that letters stand on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from tutor.page.layout import Accent, Fenced, Fraction, FunctionName, Ident, Layout, Number, Operator, Root, Row, Script, Space, Words
from tutor.printing.figures.glyphs import slanted, width
from tutor.printing.notation.inline_text import line

AXIS = 0.25  # how high fractions and minus signs lie
RULE = 0.05  # how thick a line is
GAP = 0.13  # between the line of a fraction and what stands above and below
SCRIPT = 0.7  # the size of scripts
RAISED, LOWERED = 0.36, 0.18
ASCENT, DESCENT = 0.7, 0.2  # of a line of letters
SPACES = {"thin": 0.17, "wide": 1.0}
INVISIBLE = {"\u2062": 0.06, "\u2061": 0.14}  # between factors, and between a function and its argument
AROUND = {"relation": 0.28, "infix": 0.22}
LOW = frozenset("aceimnorsuvwxzgpqy")  # letters without a stem, above which an accent sits lower
ACCENTS = {"→": "→", "^": "^", "¯": "¯", "~": "~", "˙": "·"}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Letters: where they start, how high, how large, upright or slanted already."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line from one place to another."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class FormulaBox:
    """A formula that is set: its width, its height above and below the line, and its pieces."""

    width: float
    up: float
    down: float
    pieces: tuple[Glyphs | RuledLine, ...] = ()


def typeset(layout: Layout, size: float = 1.0) -> FormulaBox:
    """The formula in letters of that size."""
    match layout:
        case Row(items):
            return _beside([typeset(i, size) for i in items])
        case Ident(name, style):
            italic = style == "italic"
            return _letters(slanted(name) if italic else name, width(name, italic), size, bold=style == "bold")
        case Number(digits):
            return _letters(digits.replace("-", "−"), width(digits), size)
        case Operator(symbol, role):
            if role == "invisible":
                return FormulaBox(INVISIBLE[symbol] * size, 0, 0)
            space = AROUND.get(role, 0.0) if symbol != "/" else 0.0
            after = 0.17 if role == "separator" else space
            return _spaced(_letters(symbol, width(symbol), size), space * size, after * size)
        case FunctionName(name) | Words(name):
            return _letters(name, width(name), size)
        case Space(kind):
            return FormulaBox(SPACES[kind] * size, 0, 0)
        case Fraction(over, under):
            return _fraction(typeset(over, size), typeset(under, size), size)
        case Script(base, sub, sup):
            return _script(typeset(base, size), sub, sup, size)
        case Fenced(open, body, close):
            inner = typeset(body, size)
            return _beside([_bracket(open, inner, size), inner, _bracket(close, inner, size)])
        case Root(radicand, index):
            return _root(typeset(radicand, size), None if index is None else typeset(index, size * SCRIPT), size)
        case Accent(body, mark):
            inner, sign = typeset(body, size), ACCENTS[mark]
            low = isinstance(body, Ident) and body.name in LOW
            accent = Glyphs((inner.width - width(sign) * size) / 2, inner.up - (0.6 if low else 0.45) * size, size, sign)
            return replace(inner, up=inner.up + 0.15 * size, pieces=(*inner.pieces, accent))
    text = line(layout)
    return _letters(text, width(text), size)


def _letters(text: str, wide: float, size: float, bold: bool = False) -> FormulaBox:
    return FormulaBox(wide * size, ASCENT * size, DESCENT * size, (Glyphs(0, 0, size, text, bold),))


def _beside(boxes: list[FormulaBox]) -> FormulaBox:
    x = 0.0
    pieces: list[Glyphs | RuledLine] = []
    for box in boxes:
        pieces.extend(moved(box, x, 0).pieces)
        x += box.width
    return FormulaBox(x, max((b.up for b in boxes), default=0), max((b.down for b in boxes), default=0), tuple(pieces))


def _spaced(box: FormulaBox, before: float, after: float) -> FormulaBox:
    return replace(moved(box, before, 0), width=before + box.width + after)


def moved(box: FormulaBox, x: float, y: float) -> FormulaBox:
    """The box somewhere else; its width and heights are as they were, seen from the line that it is moved along."""
    pieces = tuple(
        replace(p, x=p.x + x, y=p.y + y) if isinstance(p, Glyphs) else RuledLine(p.x + x, p.y + y, p.to_x + x, p.to_y + y)
        for p in box.pieces
    )
    return FormulaBox(box.width, box.up + y, box.down - y, pieces)


def _fraction(over: FormulaBox, under: FormulaBox, size: float) -> FormulaBox:
    wide = max(over.width, under.width) + 0.1 * size
    high = AXIS * size
    above = moved(over, (wide - over.width) / 2, high + GAP * size + over.down)
    below = moved(under, (wide - under.width) / 2, high - GAP * size - under.up)
    rule = RuledLine(0, high, wide, high)
    return FormulaBox(wide, above.up, below.down, (*above.pieces, rule, *below.pieces))


def _script(base: FormulaBox, sub: Layout | None, sup: Layout | None, size: float) -> FormulaBox:
    up, down, right, pieces = base.up, base.down, 0.0, base.pieces
    tall = base.up > size
    if sup is not None:
        box = moved(typeset(sup, size * SCRIPT), base.width + 0.03 * size, base.up - 0.35 * size if tall else RAISED * size)
        up, right, pieces = max(up, box.up), max(right, box.width), (*pieces, *box.pieces)
    if sub is not None:
        box = moved(typeset(sub, size * SCRIPT), base.width + 0.02 * size, -base.down if tall else -LOWERED * size)
        down, right, pieces = max(down, box.down), max(right, box.width), (*pieces, *box.pieces)
    return FormulaBox(base.width + right + 0.05 * size, up, down, pieces)


def _bracket(sign: str, inner: FormulaBox, size: float) -> FormulaBox:
    """A bracket as high as what it holds; a bar is drawn."""
    if not sign:
        return FormulaBox(0, 0, 0)
    high = inner.up + inner.down
    if sign in "|‖":
        bars = [RuledLine(x * size, -inner.down, x * size, inner.up) for x in ((0.1,) if sign == "|" else (0.08, 0.22))]
        return FormulaBox((0.2 if sign == "|" else 0.3) * size, inner.up, inner.down, tuple(bars))
    grown = max(1.0, high / ((ASCENT + DESCENT) * size)) * size
    box = FormulaBox(width(sign) * grown, inner.up, inner.down)
    middle = (inner.up - inner.down) / 2
    return replace(box, pieces=(Glyphs(0, middle - AXIS * grown, grown, sign),))


def _root(inner: FormulaBox, index: FormulaBox | None, size: float) -> FormulaBox:
    left, high, low = 0.5 * size, inner.up + 0.12 * size, -inner.down
    zigzag = ((0, 0.25 * size), (0.14 * size, 0.32 * size), (0.28 * size, low), (left, high), (left + inner.width, high))
    rules = tuple(RuledLine(*a, *b) for a, b in pairwise(zigzag))
    raised = () if index is None else moved(index, 0, 0.45 * size).pieces
    return FormulaBox(left + inner.width + 0.05 * size, high, inner.down, (*rules, *raised, *moved(inner, left, 0).pieces))
