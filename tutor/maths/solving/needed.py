"""A tree without lines that lead nowhere: a combination of equations that no later line speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import Basic, Eq

from tutor.maths.solving.tree import Branch, Deduction, Found, Nothing, Split
from tutor.trees.heads import Equation

FREE = ("combine", "eliminate")  # moves that add an equation and take none away that could not be left

Sides = frozenset[Basic]


def needed(branch: Branch) -> Branch:
    """The branch, and those below it, without such lines."""
    end, spoken = _end(branch.end)
    kept: list[Deduction] = []
    for line in reversed(branch.lines):
        if line.move in FREE and not spoken & set(_sides(line.shown)):
            continue
        kept.append(line)
        spoken |= set(_sides(line.facts))
    return replace(branch, lines=tuple(reversed(kept)), end=end)


def _end(end: Split | Found | Nothing) -> tuple[Split | Found | Nothing, set[Sides]]:
    match end:
        case Split(branches=branches, facts=facts):
            below = tuple(needed(b) for b in branches)
            spoken = set(_sides(facts))
            for b in below:
                spoken |= set(_mentioned(b))
            return replace(end, branches=below), spoken
        case Found(roots):
            return end, {s for r in roots for s in _sides(r.conditions)}
    return end, {*_sides(end.facts), *_sides(end.shown)}


def _mentioned(branch: Branch) -> Iterator[Sides]:
    """All equations of which a branch speaks."""
    yield from _sides(branch.case)
    for line in branch.lines:
        yield from _sides(line.facts)
    yield from _end(branch.end)[1]


def _sides(value: object) -> Iterator[Sides]:
    """The equations in facts, each by its two sides."""
    match value:
        case Equation() | Eq():
            yield frozenset(value.args[:2])
        case Mapping():
            for v in value.values():
                yield from _sides(v)
        case tuple() | list():
            for v in value:
                yield from _sides(v)
