"""Presentation MathML in the Core subset that browsers draw: spacing and stretching are spelled out, nothing is left to guess."""

from __future__ import annotations

from functools import lru_cache
from html import escape

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
from tutor.printing.notation.compose import compose, compose_chain
from tutor.printing.notation.measure import tall
from tutor.printing.notation.spoken import spoken

THIN = '<mspace width="0.1667em"/>'  # three eighteenths of an em, TeX's thin space
WIDE = '<mspace width="1em"/>'
BAR_HEIGHT = "1.7em"  # the bar of "evaluated at": a little taller than a line, as in print
# The elements for a script below, above, and both.
BESIDE, OVER = ("msub", "msup", "msubsup"), ("munder", "mover", "munderover")
_ROLES = {"infix": "infix", "relation": "infix", "separator": "infix", "prefix": "prefix", "postfix": "postfix"}
_MARKS = {"¯": "‾", "^": "ˆ", "~": "˜"}  # as they stand above a letter in STIX Two: neither touching it nor off its middle
_BOLD_UPPER, _BOLD_LOWER = 0x1D400, 0x1D41A  # Core has no bold style: bold letters are characters of their own


def mathml(obj: object, display: bool = False) -> str:
    """A `<math>` element for a formula, with its spoken form as `alttext`."""
    layout = compose(obj)
    return _math(_write(layout), layout, display)


def mathml_display(terms: tuple[object, ...], relations: tuple[str, ...] = (), width: float = SCREEN_WIDTH) -> str:
    """A `<math display="block">` for a chain: one formula, or rows aligned at the relations."""
    chain = compose_chain(terms, relations)
    rows = broken(tuple(chain[::2]), relations, width)
    whole = row(*chain)
    if len(rows) == 1:
        return _math(_write(whole), whole, True)
    body = "".join(
        f'<mtr><mtd style="text-align:right;padding:.35em 0">{_write(left)}</mtd>'
        f'<mtd style="text-align:left;padding:.35em 0">{_write(right)}</mtd></mtr>'
        for left, right in rows
    )
    return _math(f'<mtable displaystyle="true" columnalign="right left">{body}</mtable>', whole, True)


def _math(body: str, layout: Layout, display: bool) -> str:
    block = ' display="block"' if display else ""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"{block} alttext="{escape(spoken(layout))}">{body}</math>'


@lru_cache(maxsize=4096)
def _write(layout: Layout, small: bool = False) -> str:
    """The element of a layout; `small` is the size of scripts, where TeX leaves no space round signs."""
    match layout:
        case Row(parts):
            return f"<mrow>{_inside(parts, small)}</mrow>"
        case Ident(name, style):
            return _ident(name, style)
        case Number(digits):
            return f"<mn>{escape(digits)}</mn>"
        case Operator(symbol, role):
            return _operator(symbol, role, small)
        case FunctionName(name):
            return f"<mi>{escape(name)}</mi>"
        case Words(text):
            # Spaces at the ends of a text are drawn only where they do not break.
            return f"<mtext>{escape(text.replace(' ', chr(0xA0)))}</mtext>"
        case Space(size):
            return THIN if size == "thin" else WIDE
        case Fraction(over, under):
            return f"<mfrac>{_half(over, small)}{_half(under, small)}</mfrac>"
        case Script(base, sub, sup):
            return _script(_evaluated(base) if _is_evaluation(base) else _write(base, small), sub, sup)
        case Root(radicand, None):
            return f"<msqrt>{_write(radicand, small)}</msqrt>"
        case Root(radicand, index):
            return f"<mroot>{_write(radicand, small)}{_write(index, True)}</mroot>"
        case Fenced(open, body, close):
            grows = tall(body)
            return f"<mrow>{_fence(open, 'prefix', grows)}{_body(body, small)}{_fence(close, 'postfix', grows)}</mrow>"
        case Grid(rows, open, close):
            return _grid(rows, open, close)
        case BigOperator(symbol, below, above, limits):
            return _script(_write(symbol), below, above, OVER if limits else BESIDE)
        case Accent(body, mark):
            return f'<mover accent="true">{_write(body, small)}<mo stretchy="false">{_MARKS.get(mark, mark)}</mo></mover>'


def _inside(parts: tuple[Layout, ...], small: bool) -> str:
    """The parts of a row, with the thin spaces that TeX puts round a function's name."""
    out: list[str] = []
    for k, part in enumerate(parts):
        out.append(_write(part, small))
        if part in (TIMES, APPLY) and k + 1 < len(parts):
            after = parts[k + 1]
            named = isinstance(after, FunctionName) or (isinstance(after, Script) and isinstance(after.base, FunctionName))
            if named or (part == APPLY and not isinstance(after, Fenced)):
                out.append(THIN)
    return "".join(out)


def _body(layout: Layout, small: bool = False) -> str:
    return _inside(layout.items, small) if isinstance(layout, Row) else _write(layout, small)


def _half(part: Layout, small: bool) -> str:
    """What is over or under a bar; a fraction there has room at its sides, so that its own bar is the shorter one."""
    made = _write(part, small)
    return f"<mrow>{THIN}{made}{THIN}</mrow>" if isinstance(part, Fraction) else made


def _script(base: str, sub: Layout | None, sup: Layout | None, tags: tuple[str, str, str] = BESIDE) -> str:
    low, high, both = tags
    match sub, sup:
        case None, None:
            return base
        case _, None:
            return f"<{low}>{base}{_write(sub, True)}</{low}>"
        case None, _:
            return f"<{high}>{base}{_write(sup, True)}</{high}>"
    return f"<{both}>{base}{_write(sub, True)}{_write(sup, True)}</{both}>"


def _ident(name: str, style: str) -> str:
    if style == "bold":
        return f"<mi>{''.join(_bold(c) for c in escape(name))}</mi>"
    plain = ' mathvariant="normal"' if style == "upright" and len(name) == 1 else ""
    return f"<mi{plain}>{escape(name)}</mi>"


def _bold(char: str) -> str:
    if "A" <= char <= "Z":
        return chr(_BOLD_UPPER + ord(char) - ord("A"))
    return chr(_BOLD_LOWER + ord(char) - ord("a")) if "a" <= char <= "z" else char


def _operator(symbol: str, role: str, small: bool) -> str:
    match role:
        case "invisible":
            return f"<mo>{symbol}</mo>"
        case "infix" | "relation" | "separator" if small or symbol == "/":
            return f'<mo form="infix" lspace="0" rspace="0">{escape(symbol)}</mo>'
        case "postfix" if symbol == "′":
            return "<mo>′</mo>"
    return f'<mo form="{_ROLES[role]}">{escape(symbol)}</mo>'


def _fence(symbol: str, form: str, grows: bool) -> str:
    if not symbol:
        return ""
    stretchy = "true" if grows else "false"
    return f'<mo form="{form}" fence="true" stretchy="{stretchy}" lspace="0" rspace="0">{symbol}</mo>'


def _is_evaluation(base: Layout) -> bool:
    return isinstance(base, Fenced) and not base.open and base.close == "|"


def _evaluated(base: Layout) -> str:
    assert isinstance(base, Fenced)
    bar = f'<mo form="postfix" fence="true" stretchy="true" symmetric="true" minsize="{BAR_HEIGHT}" lspace="0" rspace="0">|</mo>'
    return f"<mrow>{_body(base.body)}{bar}</mrow>"


def _grid(rows: tuple[tuple[Layout, ...], ...], open: str, close: str) -> str:
    left = open == "{"
    style = ' style="text-align:left"' if left else ""
    body = "".join("<mtr>" + "".join(f"<mtd{style}>{_write(c)}</mtd>" for c in r) + "</mtr>" for r in rows)
    align = ' columnalign="left"' if left else ""
    return f"<mrow>{_fence(open, 'prefix', True)}<mtable{align}>{body}</mtable>{_fence(close, 'postfix', True)}</mrow>"
