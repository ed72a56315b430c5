"""Typst mathematics, written so that nothing is left to Typst's own reading.

Every sign is escaped and has its class, every letter and word stands in a call or in quotes, and no blanks are written:
a letter next to a letter would be a name, a blank next to a word would be a gap.
"""

from __future__ import annotations

from functools import lru_cache

from tutor.page.layout import (
    APPLY,
    TIMES,
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
    row,
)
from tutor.printing.notation.break_lines import SCREEN_WIDTH, broken
from tutor.printing.notation.compose import compose
from tutor.printing.notation.measure import tall
from tutor.printing.notation.typst_literal import literal

THIN, WIDE = "#h(1em/6)", "#h(1em)"  # TeX's thin space and quad
NOTHING = '""'  # an argument may not be left out
BAR_HEIGHT = "1.6em"  # the bar of "evaluated at": a little taller than a line, as in print
# The combining character of a mark is what Typst takes for an accent.
_ACCENTS = {"→": "20d7", "^": "302", "¯": "304", "~": "303", "˙": "307"}
_CLASSES = {"infix": "binary", "relation": "relation", "separator": "punctuation", "prefix": "unary"}
_BARS = "|‖"  # open and close look alike, so Typst must be told


def typst(obj: object) -> str:
    """A formula, without dollar signs."""
    return _write(compose(obj))


def typst_display(terms: tuple[object, ...], relations: tuple[str, ...] = (), width: float = SCREEN_WIDTH) -> str:
    """A displayed chain, without dollar signs: one formula, or rows aligned at the relations."""
    rows = broken(tuple(compose(t) for t in terms), relations, width)
    if len(rows) == 1:
        return _write(row(*rows[0]))
    return " \\\n".join(f"{_write(left).removesuffix(NOTHING)}&{_write(right)}" for left, right in rows)


@lru_cache(maxsize=4096)
def _write(layout: Layout) -> str:
    match layout:
        case Row(parts):
            return "".join(_write(part) for part in parts) or NOTHING
        case Ident(name, style):
            return _ident(name, style)
        case Number(digits):
            return literal(digits)
        case Operator(symbol, role):
            return "" if layout in (TIMES, APPLY) else _operator(symbol, role)
        case FunctionName(name):
            return f"op({literal(name)})"
        case Words(text):
            return literal(text)
        case Space(size):
            return THIN if size == "thin" else WIDE
        case Fraction(over, under):
            return f"frac({_write(over)},{_write(under)})"
        case Script(base, sub, sup):
            return _attached(_write(base), sub, sup)
        case Root(radicand, index):
            return f"root({_write(index)},{_write(radicand)})" if index else f"sqrt({_write(radicand)})"
        case Fenced(open, body, close):
            return _fenced(open, body, close)
        case Grid(rows, open, close):
            return _grid(rows, open, close)
        case BigOperator(symbol, below, above, limits):
            place = "limits" if limits else "scripts"
            return _attached(f"{place}({_big(symbol)})", below, above)
        case Accent(body, mark):
            return f"accent({_write(body)},\\u{{{_ACCENTS[mark]}}})"


def _ident(name: str, style: str) -> str:
    """One letter is a symbol, which has the font's italic correction and kerning; more are words. ∂ and ∇ have one style."""
    if not name.isalpha():
        return _escaped(name) if len(name) == 1 else f"upright({literal(name)})"
    letters = name if len(name) == 1 else literal(name)
    return f"bold(upright({letters}))" if style == "bold" and name.isascii() else f"{style}({letters})"


def _escaped(symbol: str) -> str:
    return "".join(f"\\{c}" for c in symbol)


def _operator(symbol: str, role: str) -> str:
    if symbol == "/":
        return f'class("normal",{_escaped(symbol)})'
    return f'class("{_CLASSES[role]}",{_escaped(symbol)})' if role in _CLASSES else _escaped(symbol)


def _big(symbol: Layout) -> str:
    # Without a class of our own: Typst makes the sign of a display larger by the class that the character has.
    return _escaped(symbol.symbol) if isinstance(symbol, Operator) else _write(symbol)


def _attached(base: str, sub: Layout | None, sup: Layout | None) -> str:
    below = f",b:{_write(sub)}" if sub is not None else ""
    above = f",t:{_write(sup)}" if sup is not None else ""
    return f"attach({base}{below}{above})" if below or above else base


def _fenced(open: str, body: Layout, close: str) -> str:
    left, right, inner = _fence(open, "opening"), _fence(close, "closing"), _write(body)
    if not open or not close:
        inner = f'class("normal",{inner})'  # `lr` would make a bracket that is first or last in the body grow too
    if tall(body):
        return f"lr({left}{inner}{right})"
    return f"lr({inner}{right},size:#{BAR_HEIGHT})" if close == "|" and not open else f"{left}{inner}{right}"


def _fence(symbol: str, role: str) -> str:
    return f'class("{role}",{_escaped(symbol)})' if symbol and symbol in _BARS else _escaped(symbol)


def _grid(rows: tuple[tuple[Layout, ...], ...], open: str, close: str) -> str:
    delimiters = "none" if not (open or close) else f"({', '.join(literal(f) if f else 'none' for f in (open, close))})"
    align = ",align:#left" if open == "{" else ""
    body = ";".join(",".join(f"inline({_write(cell)})" for cell in cells) for cells in rows)
    return f"mat(delim:#{delimiters}{align},{body})"
