"""A layout in two dimensions of characters: fractions on a bar, exponents raised, matrices in tall brackets."""

from __future__ import annotations

from functools import lru_cache

from tutor.page.layout import APPLY, TIMES, BigOperator, Fenced, Fraction, Grid, Layout, Operator, Row, Script, Space
from tutor.printing.notation import inline_text
from tutor.printing.notation.binding import is_prime
from tutor.printing.notation.box import Box, beside, centred, columns, stacked
from tutor.printing.notation.letters import MINUS

# The pieces of a tall bracket: top, middle, bottom.
_TALL = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "|": "│││", "‖": "‖‖‖", "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥", "": "",
}  # fmt: skip
_BRACE = ("⎧", "⎪", "⎨", "⎩")
_BAR = "─"
_GAP = "  "  # between the columns of a matrix


@lru_cache(maxsize=2048)
def box(layout: Layout) -> Box:
    """The layout as a rectangle. What is flat is the line of `inline_text`."""
    match layout:
        case Fraction(over, under):
            halves = box(over), box(under)
            # The bar of a fraction in a fraction is the shorter one.
            bar = _BAR * (max(b.width for b in halves) + 2 * any(isinstance(p, Fraction) for p in (over, under)))
            return stacked((halves[0], Box((bar,)), halves[1]), halves[0].height)
        case Row(parts) if any(box(p).height > 1 for p in parts):
            return beside([b for k in range(len(parts)) for b in _part(parts, k)])
        case Script(base, sub, sup) if box(base).height > 1 or _must_stand(base, sub, sup):
            return _script(base, sub, sup)
        case Fenced(open, body, close) if box(body).height > 1:
            inner = box(body)
            return beside((_fence(open, inner), inner, _fence(close, inner)))
        case Grid() if layout.open != "{" or len(layout.rows) > 1:
            return _grid(layout)
        case BigOperator(symbol, below, above) if below is not None or above is not None:
            empty: Layout = Row(())
            parts_ = (box(above or empty), box(symbol), box(below or empty))
            return beside((stacked(parts_, parts_[0].height), Box((" ",))))
    return Box((inline_text.line(layout),))


def _part(parts: tuple[Layout, ...], k: int) -> list[Box]:
    """A part of a row, after a space where it would run into what stands before."""
    part = parts[k]
    if part in (TIMES, APPLY):
        return []
    made = box(part)
    if k and isinstance(part, Operator) and isinstance(parts[k - 1], Space):
        made = Box((made.lines[0].lstrip(),))
    if made.height == 1 and k and parts[k - 1] == APPLY and not isinstance(part, Fenced):
        made = Box((f"({made.lines[0]})",))
    if k and isinstance(part, Fraction) and parts[k - 1] == MINUS:
        return [Box((" ",)), made]  # a minus sign must not grow into the bar
    if k and parts[k - 1] == TIMES:
        before = box(parts[k - 2]) if k > 1 else made
        joins = before.lines[before.baseline].endswith(_BAR) or (before.height > 1 and made.height > 1)
        if joins or inline_text.needs_space(before.lines[before.baseline], part, made.lines[made.baseline]):
            return [Box((" ",)), made]
    return [made]


def _must_stand(base: Layout, sub: Layout | None, sup: Layout | None) -> bool:
    """Whether scripts need lines of their own: one without small characters, limits behind a bracket, values behind a bar."""
    if _is_evaluation(base) and sub is not None:
        return True
    if sup is None or is_prime(sup):
        return False
    return _must_rise(sup) or (isinstance(base, Fenced) and sub is not None and "_" in inline_text.lowered(sub))


def _is_evaluation(base: Layout) -> bool:
    return isinstance(base, Fenced) and not base.open and base.close == "|"


def _must_rise(sup: Layout) -> bool:
    """Whether an exponent has no small characters: e^(−x²) is raised as a whole."""
    return "^" in inline_text.raised(sup)


def _script(base: Layout, sub: Layout | None, sup: Layout | None) -> Box:
    body = box(base)
    if isinstance(base, Fenced) and _is_evaluation(base) and body.height == 1:
        body = beside((box(base.body), Box(("│", "│"))))  # it reaches down to the values
    high = box(sup) if sup is not None else None
    low = box(sub) if sub is not None else None
    width = max(b.width for b in (high, low) if b is not None)
    lines = [*(_wide(high, width) if high else ())]
    above = len(lines)
    # The scripts stand in a column of their own, above the first and below the last line of the base.
    lines += [" " * width] * (body.height if low is None or body.height == 1 else body.height - 1)
    lines += _wide(low, width) if low else []
    column = Box(tuple(lines), above + body.baseline)
    return beside((body, column))


def _wide(made: Box, width: int) -> list[str]:
    return [line + " " * (width - made.width) for line in made.lines]


def _fence(symbol: str, inner: Box) -> Box:
    if symbol in ("⟨", "⟩"):
        return Box((symbol,))
    pieces = _TALL.get(symbol)
    if not pieces:
        return Box((symbol,)) if symbol else Box(("",))
    return Box((pieces[0], *[pieces[1]] * (inner.height - 2), pieces[2]), inner.baseline)


def _grid(grid: Grid) -> Box:
    cells = [[box(c) for c in r] for r in grid.rows]
    widths = [max(c.width for c in column) for column in zip(*cells, strict=True)]
    lines: list[str] = []
    spread = any(c.height > 1 for r in cells for c in r)
    for k, r in enumerate(cells):
        if k and spread:
            lines.append(" " * columns(lines[0]))
        across = beside([_cell(c, w, grid.open) for c, w in zip(r, widths, strict=True)])
        lines.extend(across.lines)
    inner = Box(tuple(lines), (len(lines) - 1) // 2 if len(lines) % 2 else len(lines) // 2)
    if grid.open == "{":
        return beside((_brace(inner), Box((" ",)), inner))
    if inner.height == 1:
        return Box((f"{grid.open}{inner.lines[0]}{grid.close}",))
    return beside((_fence(grid.open, inner), inner, _fence(grid.close, inner)))


def _cell(made: Box, width: int, open: str) -> Box:
    if open == "{":
        return Box(tuple(_wide(made, width + len(_GAP))), made.baseline)
    return Box(tuple(" " + centred(line, width) + " " for line in made.lines), made.baseline)


def _brace(inner: Box) -> Box:
    top, run, middle, bottom = _BRACE
    pieces = [run] * inner.height
    pieces[inner.baseline] = middle
    pieces[0], pieces[-1] = top, bottom
    return Box(tuple(pieces), inner.baseline)
