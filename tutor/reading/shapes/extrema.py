"""Largest and smallest values: `max 4 at (2, 2), (-2, -2); min -4 at (2, -2)`, `f(2, 2) = 4 max`, `no maximum`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from tutor.reading.answers import Extrema, Extremum
from tutor.reading.draft import Draft, Span, listed
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels, placed
from tutor.reading.shapes.coordinates import points_of, separate_assignments
from tutor.reading.shapes.kinds import is_scalar
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import Apply, Node, PlusMinus, Prod, Relation, Sym, Tup, walk
from tutor.reading.vectors import collected

Side = Literal["max", "min"]
_LACKING = (
    r"\s*(?:value\s+)?(?:is\s+|:\s*|=\s*)?"
    r"(?:none|keine?s?|existiert\s+nicht|(?:wird\s+)?nicht\s+angenommen|unbeschränkt|d\.?n\.?e\.?|does\s*(?:n[o']t|\s+not)\s+exist|doesnt\s+exist|(?:is\s+)?not\s+attained|unbounded)(?![A-Za-z])"
)
_NO = r"(?:(?:there\s+is\s+)?no|(?:es\s+gibt\s+)?keine?[nms]?)"
_NAMED = r"(?:(?<![A-Za-z])f_\{?\s*)?"
LABEL = compiled(
    rf"(?:(?<![A-Za-z])|(?=@))(?:(?P<nomax>{_NO}\s+{labels.MAX}|{labels.MAX}{_LACKING})"
    rf"|(?P<nomin>{_NO}\s+{labels.MIN}|{labels.MIN}{_LACKING})"
    rf"|(?P<max>{_NAMED}{labels.MAX}\}}?)|(?P<min>{_NAMED}{labels.MIN}\}}?)|(?P<at>(?:{labels.PLACED}|at|in|for|when|where|bei|an)(?![A-Za-z])|@))",
    re.IGNORECASE,
)
_OF = compiled(r"(?<![A-Za-z])of(?:\s+(?:f(?:\s*\(\s*\w\s*(?:,\s*\w\s*)*\))?|the\s+function))?(?![A-Za-z(])")


_COLON = compiled(r"(?<=[\w)}\]]):(?=\s*(?:\\left\s*)?[(\[<⟨])")
# max (2, 2) -4: a value and no difference.
_VALUE_BEHIND = compiled(r"(?<=\))\s(?=\s*[-−–]\s?(?:\d|√|π|\\sqrt|\\frac)[^()=]*(?:[;\n]|\Z))")
_BRACKETED = compiled(r"\((?=\s*(?:at|for|when|in)(?![A-Za-z]))")
_MULTIPLIERS = frozenset(["lamda", "lamda_1", "lamda_2", "mu", "mu_1", "mu_2"])
# With lambda = 1/2, (mu1 = 2, mu2 = 0): the multipliers beside a value.
_NUMBER = r"(?:[-+−./*^\d√π ]|\([-+−./*^\d√π ]*\)|\\?(?:sqrt|pi|[dt]?frac)(?:\{[^{}\n]{1,20}\}){0,2}){1,40}"
_MULTIPLIER = (
    r"(?:(?:the\s)?(?:lagrange\s)?multipliers?\s?:?\s?)?(?:\\?(?:lambda|lamda|mu)|[λμµ])(?:_?\{?\d\}?|[₁₂₃₄])?\s?=\s?"
    rf"{_NUMBER}(?=\s*(?:[,;:()\n]|\Z|(?:at|in|for|when|where|with|and|min|max)))"
)
_BESIDE = compiled(
    rf"\(\s?{_MULTIPLIER}(?:,\s?{_MULTIPLIER})?\)"
    rf"|(?:[,;]\s?)?(?:(?<![A-Za-z])(?:with|where|and|for)\s)?(?<![A-Za-z\\]){_MULTIPLIER}",
    re.IGNORECASE,
)


def _without_multipliers(draft: Draft, span: Span) -> None:
    """Without the multipliers, unless nothing else was said, or the problem has such letters."""
    if draft.scope.variables & _MULTIPLIERS:
        return
    found = list(_BESIDE.finditer(draft.text, *span))
    text = list(draft.text)
    for m in found:
        text[m.start() : m.end()] = " " * len(m[0])
    if found and "".join(text[span[0] : span[1]]).strip(" ,;.:\n"):
        draft.notice("The multiplier is not asked here, and is left out.", found[0].span())
        draft.rewrite("".join(text))


def _open(draft: Draft, span: Span) -> None:
    """4 (at (2, 2)) without the outer brackets."""
    text = list(draft.text)
    for m in _BRACKETED.finditer(draft.text, *span):
        if draft.depth[m.start()] != 1:
            continue
        close = next((k for k in range(m.end(), span[1]) if text[k] == ")" and draft.depth[k] == 1), None)
        if close is not None:
            text[m.start()] = text[close] = " "
    draft.rewrite("".join(text))


_LOCAL = compiled(rf"(?<![A-Za-z])(?:lo[ck]|rel)[a-z.]*\s+(?:{labels.MAX}|{labels.MIN})", re.IGNORECASE)


def _refuse_local(draft: Draft, span: Span) -> None:
    """Raises Unreadable at a local extremum: the greatest and the smallest value of all are asked."""
    found = next(draft.outside(_LOCAL, span), None)
    if found is not None:
        raise draft.fail(
            "A local extremum is named here, and the greatest or smallest value of all is asked.", found.span(), "Write max 4 at (2, 2)."
        )


@dataclass(slots=True)
class _Found:
    """One extreme value as far as it is known; `places` says that what follows is where it is taken."""

    values: list[Node] = field(default_factory=list)
    at: list[tuple[Node, ...]] = field(default_factory=list)
    places: bool = False

    def __bool__(self) -> bool:
        return bool(self.values or self.at)


def extrema(draft: Draft, span: Span) -> Result:
    """Both sides as far as they were typed; without a label, one value and its places."""
    labels.worded(draft)
    placed.spell(draft)
    found = steps(draft, draft.trimmed(*span))
    last = found[-1]
    if last[1] - last[0] <= labels.LONGEST_PHRASE and labels.NONE.fullmatch(draft.text, *last):
        return Result(Extrema("none", "none"), None, (), tuple(found))
    _without_multipliers(draft, last)
    last = draft.trimmed(*last)
    labels.refuse_open(draft, last)
    _refuse_local(draft, last)
    labels.unbracketed(draft, LABEL)
    draft.rewrite(_COLON.sub("@", draft.text))
    draft.rewrite(_VALUE_BEHIND.sub(",", draft.text))
    _open(draft, last)
    draft.blank(_OF, last)
    labels.unfilled(draft, LABEL, last)
    separate_assignments(draft, last)
    return Result(_Reader(draft).read(rows(draft, draft.trimmed(*last))), None, (), tuple(found))


class _Reader:
    """Goes through labels and values from left to right."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sides: dict[Side, list[_Found]] = {"max": [], "min": []}
        self.none: set[Side] = set()
        self.loose: list[_Found] = []

    def read(self, lines: list[Span]) -> Extrema:
        current: _Found | None = None
        for line in lines:
            current = self.line(line, current)
        return Extrema(self.side("max"), self.side("min"), self.merged(self.loose))

    def line(self, line: Span, current: _Found | None) -> _Found | None:
        """One row; one without labels goes on with the row before."""
        row = labels.pieces(self.draft, LABEL, line)
        named = [k for k, p in enumerate(row) if p.label in ("max", "min")]
        first_value = next((k for k, p in enumerate(row) if p.label is None), len(row))
        behind = bool(named) and named[0] > first_value
        if behind and any(k + 1 < len(row) and self.adjacent(row[k], row[k + 1]) for k in named):
            return self.around(row)
        if current is None or behind:
            current = _Found()
        fresh = not any(current is f for f in self.all())
        for piece in row:
            match piece.label:
                case "nomax":
                    self.none.add("max")
                case "nomin":
                    self.none.add("min")
                case "max" | "min" as side:
                    if behind:
                        if not current:
                            raise self.draft.fail("Nothing stands before this word.", piece.span, "Write the value, as in max 4 at (2, 2).")
                        self.sides[side].append(current)
                        current, fresh = _Found(), True
                    else:
                        current, fresh = _Found(), False
                        self.sides[side].append(current)
                case "at":
                    current.places = True
                case None:
                    self.add(piece.span, current)
        if fresh and current:
            self.loose.append(current)
        return current

    def all(self) -> list[_Found]:
        """Everything found so far."""
        return [*self.sides["max"], *self.sides["min"], *self.loose]

    def adjacent(self, left: labels.Labelled, right: labels.Labelled) -> bool:
        """Whether a label goes on to its right: 4 max at (2, 2), or (2, 2) max 4."""
        return right.label in (None, "at") and not labels.separated(self.draft, left.span[1], right.span[0])

    def around(self, row: list[labels.Labelled]) -> _Found:
        """Labels in the middle of what they belong to: 4 max at (2, 2), -4 min at (2, -2)."""
        current, closed, point_first = _Found(), False, False
        for piece in row:
            match piece.label:
                case "max" | "min" as side:
                    self.sides[side].append(current)
                    closed = True
                case "nomax" | "nomin" as none:
                    self.none.add("max" if none == "nomax" else "min")
                case "at":
                    current.places = True
                case _:
                    for item in self.draft.items(piece.span):
                        made = _Found(places=current.places)
                        self.add(item, made)
                        if closed and current.values and (made.values or (made.at and point_first)):
                            current, closed, point_first = _Found(), False, False
                        point_first = point_first or (not current and bool(made.at) and not made.values)
                        current.values += made.values
                        current.at += made.at
        if not closed and current:
            self.loose.append(current)
        return current

    def add(self, span: Span, to: _Found) -> None:
        """Values and places of one stretch."""
        draft = self.draft
        places: list[Node] = []
        labels.refuse_words(draft, span)
        for item in listed(draft.parse(span)):
            match item:
                case Relation((Sym(name), _), ("=",)) if name in _MULTIPLIERS:
                    draft.notice("The multiplier is not asked here, and is left out.", (item.start, item.end))
                case Relation((*lefts, right), signs) if set(signs) == {"="} and is_scalar(right) and not self.is_coordinate(lefts[0]):
                    to.values.append(right)
                    known = tuple(m for m in (*lefts, right) if not any(isinstance(n, Sym | Apply) for n in walk(m)))
                    draft.chains += [known] if len(known) > 1 else []
                    for left in lefts:
                        if isinstance(left, Apply):
                            places.append(Tup(left.args, "(", ")", left.start, left.end))
                case Relation((Tup() as place, right), ("=",)) if is_scalar(right) and len(place.items) == draft.dimension:
                    to.values.append(right)
                    places.append(place)
                case Apply(args=args):
                    places.append(Tup(args, "(", ")", item.start, item.end))
                case Prod((Tup() as place, *scalars)) if scalars and all(map(is_scalar, scalars)):  # max (2, 2) 4
                    to.values.append(scalars[0] if len(scalars) == 1 else Prod(tuple(scalars), "", scalars[0].start, item.end))
                    places.append(place)
                case Prod((*scalars, Tup() as place)) if all(map(is_scalar, scalars)):  # max 4 (2, 2)
                    to.values.append(scalars[0] if len(scalars) == 1 else Prod(tuple(scalars), "", item.start, scalars[-1].end))
                    places.append(place)
                case _ if self.is_value(item, to):
                    to.values.append(item)
                case _:
                    places.append(item)
        to.at += points_of(draft, places)

    def is_coordinate(self, node: Node) -> bool:
        if isinstance(node, Tup):
            return True
        return isinstance(node, Sym) and node.name in (self.draft.names or self.draft.scope.variables)

    def is_value(self, node: Node, to: _Found) -> bool:
        if not is_scalar(collected(self.draft.text, node)):
            return False
        return not (to.places and self.draft.dimension == 1)

    def side(self, side: Side) -> Extremum | Literal["none"] | None:
        """What was said of one side. Errors: Unreadable where it was said to exist and not to exist."""
        found = self.sides[side]
        if side in self.none:
            if any(found):
                raise self.draft.fail(f"The answer gives a {side}imum and says that there is none.", self.draft.all)
            return "none"
        return self.merged(found)

    def merged(self, found: list[_Found]) -> Extremum | None:
        """One extreme value from all that was said of it."""
        values = list(dict.fromkeys(v for one in found for v in one.values))
        places = tuple(p for one in found for p in one.at)
        n = self.draft.dimension
        if n is not None and places and all(len(p) == n + 1 for p in places) and len({p[n] for p in places} | set(values)) == 1:
            values, places = [places[0][n]], tuple(p[:n] for p in places)  # (2, 2, 4): the value as a coordinate of its own
        if len(values) > 1:
            raise self.draft.fail(
                f"Two values, {self.draft.said(values[0])} and {self.draft.said(values[1])}, are given for the same side.",
                values[1], "Say which is the maximum and which the minimum, as in: max 4 at (2, 2); min -4 at (2, -2).",
            )  # fmt: skip
        for value in values:
            if any(isinstance(n, PlusMinus) for n in walk(value)):
                said = "One value is needed here, and ± makes two of it."
                raise self.draft.fail(said, value, "Give the maximum and the minimum separately.")
        if not found:
            return None
        if not values and not places:
            said = "A largest or smallest value is needed here, and there is only a word."
            raise self.draft.fail(said, self.draft.all, "Write max 4 at (2, 2).")
        return Extremum(values[0] if values else None, places)
