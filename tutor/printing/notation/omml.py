"""Office mathematics (OMML), as Word and LibreOffice set and edit it."""

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
from tutor.printing.notation.compose import compose

THIN, WIDE = "\u2009", "\u2003"
FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
_STYLES = {"italic": "i", "upright": "p", "bold": "b"}
_MARKS = {"→": "\u20d7", "^": "\u0302", "¯": "\u0305", "~": "\u0303", "˙": "\u0307"}


def omml(obj: object) -> str:
    """An `<m:oMath>` for a formula."""
    return f"<m:oMath>{_write(compose(obj))}</m:oMath>"


def omml_display(terms: tuple[object, ...], relations: tuple[str, ...] = (), width: float = SCREEN_WIDTH) -> str:
    """An `<m:oMath>` for a displayed chain: one formula, or rows aligned at the relations."""
    rows = broken(tuple(compose(t) for t in terms), relations, width)
    if len(rows) == 1:
        return f"<m:oMath>{_write(row(*rows[0]))}</m:oMath>"
    lines = "".join(f"<m:e>{_write(left)}{_run('&')}{_write(right)}</m:e>" for left, right in rows)
    return f"<m:oMath><m:eqArr>{lines}</m:eqArr></m:oMath>"


@lru_cache(maxsize=4096)
def _write(layout: Layout) -> str:
    match layout:
        case Row(parts):
            return _inside(parts)
        case Ident(name, style):
            return _run(name, _STYLES[style])
        case Number(text) | FunctionName(text):
            return _run(text)
        case Operator(symbol, _):
            return "" if layout in (TIMES, APPLY) else _run(symbol)
        case Words(text):
            return f'<m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">{escape(text)}</m:t></m:r>'
        case Space(size):
            return _run(THIN if size == "thin" else WIDE)
        case Fraction(over, under):
            return f"<m:f>{_in('num', over)}{_in('den', under)}</m:f>"
        case Script(base, sub, sup):
            return _script(base, sub, sup)
        case Root(radicand, None):
            return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>{_in("e", radicand)}</m:rad>'
        case Root(radicand, index):
            return f"<m:rad>{_in('deg', index)}{_in('e', radicand)}</m:rad>"
        case Fenced(open, body, close):
            return _fenced(open, _write(body), close)
        case Grid(rows, open, close):
            cells = "".join(f"<m:mr>{''.join(_in('e', cell) for cell in cells)}</m:mr>" for cells in rows)
            side = "left" if open == "{" else "center"
            count = f'<m:mcPr><m:count m:val="{max(map(len, rows))}"/><m:mcJc m:val="{side}"/></m:mcPr>'
            return _fenced(open, f"<m:m><m:mPr><m:mcs><m:mc>{count}</m:mc></m:mcs></m:mPr>{cells}</m:m>", close)
        case BigOperator():
            return _big(layout, "")
        case Accent(body, mark):
            return f'<m:acc><m:accPr><m:chr m:val="{_MARKS.get(mark, mark)}"/></m:accPr>{_in("e", body)}</m:acc>'


def _inside(parts: tuple[Layout, ...]) -> str:
    """The parts of a row, with thin spaces round a function's name; what follows an integral sign stands inside its element."""
    out: list[str] = []
    for k, part in enumerate(parts):
        following = parts[k + 1 :]
        if isinstance(part, BigOperator) and isinstance(part.symbol, Operator):
            return "".join((*out, _big(part, _inside(following))))
        out.append(_write(part))
        if part in (TIMES, APPLY) and following and _apart(part, following[0]):
            out.append(_run(THIN))
    return "".join(out)


def _apart(sign: Layout, after: Layout) -> bool:
    named = isinstance(after, FunctionName) or (isinstance(after, Script) and isinstance(after.base, FunctionName))
    return named or (sign == APPLY and not isinstance(after, Fenced))


def _run(text: str, style: str = "p") -> str:
    return f'<m:r><m:rPr><m:sty m:val="{style}"/></m:rPr>{FONT}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'


def _in(name: str, layout: Layout | None) -> str:
    return f"<m:{name}></m:{name}>" if layout is None else f"<m:{name}>{_write(layout)}</m:{name}>"


def _script(base: Layout, sub: Layout | None, sup: Layout | None) -> str:
    match sub, sup:
        case None, None:
            return _write(base)
        case _, None:
            return f"<m:sSub>{_in('e', base)}{_in('sub', sub)}</m:sSub>"
        case None, _:
            return f"<m:sSup>{_in('e', base)}{_in('sup', sup)}</m:sSup>"
    return f"<m:sSubSup>{_in('e', base)}{_in('sub', sub)}{_in('sup', sup)}</m:sSubSup>"


def _fenced(open: str, body: str, close: str) -> str:
    if not (open or close):
        return body
    ends = f'<m:begChr m:val="{escape(open)}"/><m:endChr m:val="{escape(close)}"/>'
    return f"<m:d><m:dPr>{ends}</m:dPr><m:e>{body}</m:e></m:d>"


def _big(sign: BigOperator, body: str) -> str:
    if not isinstance(sign.symbol, Operator):  # lim, max: what it runs to stands below
        name = _write(sign.symbol)
        below = name if sign.below is None else f"<m:limLow><m:e>{name}</m:e>{_in('lim', sign.below)}</m:limLow>"
        return below if sign.above is None else f"<m:limUpp><m:e>{below}</m:e>{_in('lim', sign.above)}</m:limUpp>"
    place = "undOvr" if sign.limits else "subSup"
    hidden = [f'<m:{name}Hide m:val="1"/>' for name, at in (("sub", sign.below), ("sup", sign.above)) if at is None]
    properties = f'<m:chr m:val="{sign.symbol.symbol}"/><m:limLoc m:val="{place}"/>{"".join(hidden)}'
    ends = "".join(f"<m:{name}>{'' if at is None else _write(at)}</m:{name}>" for name, at in (("sub", sign.below), ("sup", sign.above)))
    return f"<m:nary><m:naryPr>{properties}</m:naryPr>{ends}<m:e>{body}</m:e></m:nary>"
