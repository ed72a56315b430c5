"""Points with their classes: `(1, 0) local minimum, (-1, 0) saddle`, `saddle at (0, 0)`, `x = 1, y = 1: min`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tutor.reading.answers import ClassedPoint, PointClass, Points
from tutor.reading.draft import Draft, Span, listed
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import beside, labels, placed
from tutor.reading.shapes.coordinates import points_of, separate_assignments
from tutor.reading.shapes.families import INTEGERS
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import Node

_COMMA = compiled(",")
_EITHER = compiled(
    r"(?<![A-Za-z_\\,;])(?<![A-Za-z_\\,;]\s)([a-z])\s*=[^=,;()\n]{1,40}?\s(?:or|oder|\\lor|\\text\{\s*or\s*\})\s+([a-z])\s*=(?![^\n;]*,\s*[a-z]\s*=)"
)
# A function of two variables with more critical points than this is no exercise.
_MOST = 200
_BRACKET = compiled(r"\W*\s*(?:\\left\s*)?[(\[<⟨]|\W*\\langle")
_COORDINATE = compiled(r"(?<![A-Za-z_\\])(\\?[A-Za-z]+(?:_\w)?)\s*=")
_NUMBERED = compiled(r"(?:^|(?<=[\n;]))\s*(?:[*•‣▪◦-]\s+|\d{1,2}[.)]\s+(?=\S))")
_ORIGIN = compiled(r"(?<![A-Za-z])(?:the\s+)?origin(?![A-Za-z])", re.IGNORECASE)
_BOTH = compiled(r"\(\s*((?:and|also|and\s+also)\s+(?:an?\s+)?(?:global|absolute))\s*\)", re.IGNORECASE)
_EVERYWHERE = compiled(r"(?<![A-Za-z])(?:glob|abs)", re.IGNORECASE)
_EVERY = compiled(r"(?<![A-Za-z])(?:all|every|each|any)(?![A-Za-z])", re.IGNORECASE)
_NAMED = compiled(r"(?<![A-Za-z_\\])[PQABCS](?:_?\{?\d\}?)?\s*=?\s*(?=\()")


def points(draft: Draft, span: Span) -> Result:
    """All points of an answer, in the order typed."""
    labels.worded(draft)
    placed.spell(draft)
    draft.blank(_NUMBERED)
    draft.blank(INTEGERS)
    if draft.dimension == 2:
        draft.rewrite(_ORIGIN.sub(lambda m: "(0,0)".ljust(len(m[0])), draft.text))
    found = steps(draft, draft.trimmed(*span))
    last = found[-1]
    labels.refuse_open(draft, last)
    if last[1] - last[0] <= labels.LONGEST_PHRASE and labels.NONE.fullmatch(draft.text, *last):
        return Result(Points(()), None, (), tuple(found))
    draft.rewrite(_BOTH.sub(lambda m: f" {m[1]} ", draft.text))
    beside.without_reasons(draft, last)
    every = _EVERY.search(draft.text, *last) is not None
    labels.unbracketed(draft, labels.CLASS)
    absent = labels.ABSENT.search(draft.text, *last) is not None
    draft.blank(labels.ABSENT, last)
    given = beside.values(draft, last)
    labels.unfilled(draft, labels.CLASS, last)
    draft.blank(labels.AT, last)
    draft.blank(_NAMED, last)
    _refuse_lines(draft, last)
    separate_assignments(draft, last)
    last = draft.trimmed(*last)
    if last[0] == last[1] and (not absent or every):
        raise draft.fail("No point is named here.", found[-1], "Write the points as (1, 2), or 'none' where there is none.")
    if last[0] == last[1]:
        return Result(Points(()), None, (), tuple(found))
    lines = rows(draft, last)
    kept = _pointlike(draft, lines)
    items = beside.valued(draft, [point for row in _groups(draft, kept) for point in row], given)
    beside.check_classes(draft, items)
    if not items:
        raise draft.fail("A list of points is needed here.", last, "Write them as (1, 2), or 'none'.")
    if len(items) > _MOST:
        raise draft.fail("There are too many points.", last)
    return Result(Points(tuple(items)), None, (), tuple(lines if len(found) == 1 else found))


def _refuse_lines(draft: Draft, span: Span) -> None:
    """Raises Unreadable at `x = 0 or y = 0`: those are two lines of points, and not the point where they meet."""
    either = next(draft.outside(_EITHER, span), None)
    if either is not None and either[1] != either[2] and {either[1], either[2]} <= set(draft.names):
        hint = "Write a line of points with a letter for what is free, as in (0, t) and (t, 0)."
        raise draft.fail(
            f"With 'or' these are lines of points: all with {either[1]} as given, and all with {either[2]}.", either.span(), hint
        )


def _pointlike(draft: Draft, lines: list[Span]) -> list[Span]:
    """The last rows, as many as look like points or classes: working stands before them.

    A row with one of two coordinates is part of a point only among its like.
    """
    kept, whole = len(lines), False
    letters = set(draft.names) or draft.scope.variables | {"x", "y", "z"}
    partial: set[int] = set()
    while kept:
        row = lines[kept - 1]
        labelled = next(draft.outside(labels.CLASS, row), None) is not None
        coordinates = sum(m[1].lstrip("\\") in letters for m in draft.outside(_COORDINATE, row))
        if _BRACKET.match(draft.text, *row) or (coordinates and coordinates == (draft.dimension or max(coordinates, 2))):
            whole = True
        elif coordinates and not whole:
            partial.add(kept - 1)
        elif not labelled:
            break
        kept -= 1
    chosen = lines[kept:] or lines[-1:]
    if len(chosen) < len(lines):
        draft.notice("The lines before these are taken as working.", (chosen[0][0], chosen[-1][1]))
    joined = [k for k in partial if k + 1 in partial and k >= kept]
    if not joined:
        return chosen
    # x = 1 and y = 2 on a line each.
    text = list(draft.text)
    for k in joined:
        text[lines[k][1] : lines[k + 1][0]] = ",".ljust(lines[k + 1][0] - lines[k][1])
    draft.rewrite("".join(text))
    return rows(draft, (chosen[0][0], chosen[-1][1]))


def _groups(draft: Draft, lines: list[Span]) -> list[list[ClassedPoint]]:
    """Points and labels of each row. A row of only a label belongs to the points of the row before or after it."""
    found = [labels.pieces(draft, labels.CLASS, line) for line in lines]
    whole: list[list[labels.Labelled]] = []
    for row in found:
        alone = all(p.label for p in row) or not any(p.label for p in row)
        if whole and alone and (_alone(whole[-1]) != _alone(row) or (not any(p.label for p in row) and _heads(whole[-1]))):
            whole[-1].extend(row)
        else:
            whole.append(list(row))
    return [_classed(draft, row) for row in whole if row]


def _alone(row: list[labels.Labelled]) -> bool | None:
    """True for labels only, False for points only, None for both."""
    kinds = {p.label is not None for p in row}
    return kinds.pop() if len(kinds) == 1 else None


def _heads(row: list[labels.Labelled]) -> bool:
    return bool(row) and row[0].label is not None


class _Label(NamedTuple):
    """A class, and whether it is said to be a global one."""

    word: PointClass
    everywhere: bool


def _classed(draft: Draft, row: list[labels.Labelled]) -> list[ClassedPoint]:
    """Each label to the points beside it: to the side where no comma parts them, else as the row begins."""
    before = row[0].label is not None
    groups: list[tuple[list[tuple[Node, ...]], _Label | None]] = []
    pending: _Label | None = None
    for k, piece in enumerate(row):
        if piece.label is None:
            at = _points(draft, piece.span)
            groups.append((at, pending))
            pending = None
            continue
        label = _Label(piece.label, _EVERYWHERE.search(draft.text, *piece.span) is not None)  # type: ignore[arg-type]
        left = k > 0 and row[k - 1].label is None
        right = k + 1 < len(row) and row[k + 1].label is None
        if left and right:
            open_left = not labels.separated(draft, row[k - 1].span[1], piece.span[0])
            open_right = not labels.separated(draft, piece.span[1], row[k + 1].span[0])
            right = open_right if open_left != open_right else before
        if right:
            pending = label
        elif left and groups[-1][1] is None:
            groups[-1] = (groups[-1][0], label)
        elif (
            left
            and len(groups[-1][0]) > 1
            and not labels.separated(draft, row[k - 1].span[1], piece.span[0])
            and draft.pieces(_COMMA, row[k - 1].span)[1:]
        ):  # saddle (0, 0), (1, 1) minimum
            groups[-1][0].pop()
            groups.append((_points(draft, draft.pieces(_COMMA, row[k - 1].span)[-1]), label))
        else:
            raise draft.fail("This class belongs to no point.", piece.span, "Write the point beside it, as in (1, 0) saddle point.")
    return [ClassedPoint(at, None if a is None else a.word, None, a is not None and a.everywhere) for places, a in groups for at in places]


def _points(draft: Draft, span: Span) -> list[tuple[Node, ...]]:
    labels.refuse_words(draft, span)
    return points_of(draft, listed(draft.parse(span)))
