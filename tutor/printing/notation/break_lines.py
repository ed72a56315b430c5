"""A long chain over several rows: one relation a row, and a row that is still too long broken before + and −.

No later stage wraps a display, so what every format shows is decided here.
"""

from __future__ import annotations

from collections.abc import Callable

from tutor.page.layout import Fenced, Layout, Operator, Row, Space, row
from tutor.printing.notation.binding import SUM_SIGNS, items
from tutor.printing.notation.measure import width as estimate

SCREEN_WIDTH = 62  # glyphs of a column of text at reading size
LEAST_ROOM = 20  # a left side that leaves less for the right side stands on a row of its own
WIDE_LEFT = 0.3  # of the width: so wide a left side stands alone too where that keeps the rest in one piece
NOTHING: Layout = Row(())
INDENT = Space("wide")

Rows = tuple[tuple[Layout, Layout], ...]
Measure = Callable[[Layout], float]


def broken(terms: tuple[Layout, ...], relations: tuple[str, ...], width: float = SCREEN_WIDTH, measure: Measure = estimate) -> Rows:
    """Rows of (left, right), to be aligned where they meet; a single row is the whole chain in one piece."""
    signs = tuple(Operator(r, "relation") for r in relations)
    whole = row(terms[0], *(part for sign, term in zip(signs, terms[1:], strict=True) for part in (sign, term)))
    if measure(whole) <= width:
        return ((NOTHING, whole),)
    if not signs:
        return tuple((NOTHING, line) for line in lines(terms[0], width, INDENT, measure))
    left, *rights = terms
    room = width - measure(left)
    heads = (left, *(NOTHING,) * len(rights))
    beside = tuple(r for head, sign, term in zip(heads, signs, rights, strict=False) for r in _right(head, (sign,), term, room, measure))
    fits = all(measure(line) <= room for _, line in beside)
    if room >= LEAST_ROOM and fits and (len(beside) == len(rights) or width - room < WIDE_LEFT * width):
        return beside
    head = [(NOTHING, line) for line in lines(left, width, INDENT, measure)]
    below = [r for sign, term in zip(signs, rights, strict=True) for r in _right(NOTHING, (INDENT, sign), term, width, measure)]
    narrower = not fits and all(measure(line) <= width for _, line in (*head, *below))
    return (*head, *below) if room < LEAST_ROOM or narrower or len(head) + len(below) <= len(beside) else beside


def _right(head: Layout, start: tuple[Layout, ...], term: Layout, room: float, measure: Measure) -> list[tuple[Layout, Layout]]:
    first, *rest = lines(term, room - measure(row(*start)), INDENT, measure)
    return [(head, row(*start, first)), *((NOTHING, row(*(INDENT for _ in start), line)) for line in rest)]


def lines(layout: Layout, room: float, indent: Layout, measure: Measure) -> list[Layout]:
    """The layout on lines no wider than the room, where it can be broken; every line but the first is indented."""
    if measure(layout) <= room:
        return [layout]
    out: list[Layout] = []
    current: Layout | None = None
    for piece in _pieces(layout, room, measure):
        if current is not None and measure(row(current, piece)) > room:
            out.append(current)
            current = row(indent, piece)
        else:
            current = piece if current is None else row(current, piece)
    return [*out, current] if current is not None else out


def _pieces(layout: Layout, room: float, measure: Measure) -> list[Layout]:
    """Where a layout may be broken: after commas, before top-level signs, and inside a part that is too long by itself."""
    parts = items(layout)
    for signs in ((",",), SUM_SIGNS, ("·", "×")):
        cut = _split(parts, signs)
        if len(cut) > 1:
            return [p for c in cut for p in ([c] if measure(c) <= room else _pieces(c, room, measure))]
    k = max(range(len(parts)), key=lambda k: measure(parts[k]), default=0)
    bracket = parts[k] if parts else NOTHING
    if not isinstance(bracket, Fenced):
        return [layout]
    first, *rest = _pieces(bracket.body, room, measure)
    if not rest:
        return [layout]
    # Each line has its own half of the brackets, so that each can grow with what it holds.
    opened = row(*parts[:k], Fenced(bracket.open, first, ""))
    closed = row(Fenced("", rest[-1], bracket.close), *parts[k + 1 :])
    return [opened, *rest[:-1], closed]


def _split(parts: tuple[Layout, ...], signs: tuple[str, ...]) -> list[Layout]:
    """The parts cut before these infix signs, after a comma."""
    out: list[list[Layout]] = [[]]
    for k, part in enumerate(parts):
        sign = isinstance(part, Operator) and part.symbol in signs and part.role in ("infix", "separator")
        if sign and k and out[-1] and part != Operator(",", "separator"):
            out.append([])
        out[-1].append(part)
        if sign and part == Operator(",", "separator") and k + 1 < len(parts):
            out.append([])
    return [row(*p) for p in out if p]
