"""Points that a line lists, and the class that its words give to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.checking.equal import equal
from tutor.checking.values import letters
from tutor.checking.working.findings import Finding, Teacher
from tutor.checking.working.worked import letters_in, put, worked
from tutor.checking.working.world import World, holds
from tutor.reading.syntax import Node, Tup
from tutor.reading.working.line import WorkingLine

CLASSES = {
    **dict.fromkeys(("minimum", "min", "minima", "tiefpunkt"), "local_min"),
    **dict.fromkeys(("maximum", "max", "maxima", "hochpunkt"), "local_max"),
    **dict.fromkeys(("saddle", "saddles", "sattel", "sattelpunkt", "sattelpunkte"), "saddle"),
}
CALLED = {"local_min": "local minimum", "local_max": "local maximum", "saddle": "saddle point"}


def points(value: Node, line: WorkingLine, worlds: Sequence[World], teacher: Teacher) -> Finding | None:
    """What is found of points that a line lists, where the problem asks for points; None where it does not list any."""
    world = worlds[0]
    if not world.solutions or not isinstance(value, Tup) or line.goes_on or letters_in(value) & set(world.order):
        return None  # a vector of formulas is no point
    listed = tuple(p for p in (value.items if all(isinstance(i, Tup) for i in value.items) else (value,)) if isinstance(p, Tup))
    if any(len(p.items) != len(world.order) for p in listed):
        return None
    classed = any(teacher.classes(tuple(s[n] for n in world.order)) for s in world.solutions if set(world.order) <= s.keys())
    said = class_said(line.words) if classed else None
    for point in listed:
        at = dict(zip(world.order, point.items, strict=True))
        if not _solves(at, world):
            if any(_solves(at, w) for w in worlds[1:]):  # of a point of the student's own no class is known
                return Finding("unknown" if said else "true", linked=True, value=value, own=True)
            return _no_solution(point, at, world)
    if said and len(listed) == 1:
        right = teacher.classes(listed[0].items)
        if right is not None and right != said:
            return Finding("false", name="class", inside=True, answered=True)
    return Finding("true", world.end if said else None, linked=True, value=value)


def _solves(at: Mapping[str, Node], world: World) -> bool:
    return any(all(equal(at[n], s[n], world.domain).outcome == "equal" for n in at if n in s) for s in world.solutions)


def _no_solution(point: Node, at: Mapping[str, Node], world: World) -> Finding:
    """A point that is none: with the sides of an equation that it does not satisfy."""
    for relation in world.equations:
        if set(letters(*relation.items)) <= set(at) and holds(relation, at, world).outcome == "different":
            left, right = (worked(put(side, at)) for side in relation.items)
            return Finding("suspect", value=point, left=left, right=right, where=at)
    return Finding("suspect", value=point)


def class_said(words: tuple[str, ...]) -> str | None:
    """The class that the words of a line give to a point, where they give one and deny none."""
    found = {CLASSES[w] for w in words if w in CLASSES}
    return found.pop() if len(found) == 1 and not {"not", "no", "neither", "nor", "kein", "keine", "nicht"} & set(words) else None
