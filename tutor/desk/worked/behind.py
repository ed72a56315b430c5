"""Which stages of a way rest on which: a line makes those needless that it rests on, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sympy import Basic, Integer, Tuple

from tutor.model import Derivation, Step
from tutor.telling.prose import has
from tutor.trees.heads import At, Diff, Solutions, System, Vector
from tutor.trees.heads.region import PointSet, Ranges

SMALL = 12  # numbers up to this one stand anywhere


class Behind:
    """The stages of a way, checks aside, with what each is called together with its neighbours; hints are given to those that are told.

    `about`: the facts of the problem.
    """

    def __init__(self, steps: Sequence[Step], told: Sequence[int], groups: Mapping[int, str], about: Mapping[str, Any]) -> None:
        self.steps, self.told, self.groups, self.about = steps, told, groups, about

    def needless(self, reached: Iterable[int]) -> set[int]:
        """The stages that one of those reached rests on."""
        out: set[int] = set()
        left = sorted(reached)
        while left:
            k = left.pop()
            new = self.below[k] - out if k in self.below else set()
            out |= new
            left += new
        return out

    def next(self, reached: set[int], latest: int, paths: set[int]) -> int | None:
        """The stage to come: the first that is missing behind the latest, or what is missing before that; None where none is needed."""
        there = reached | self.needless(reached - paths)
        left = [k for k in self.told if k not in there]
        goal = next((k for k in left if k > latest), None)
        if goal is None:
            return next(iter(left), None)
        before = self.needless([goal]) | {goal}
        return next(k for k in left if k in before)

    def named(self, number: int) -> list[Basic]:
        """The names of the stages before that a stage has in it."""
        found = [self.steps[k].name for k in sorted(self.groups) if k < number and self._stands_in(k, number)]
        return list(dict.fromkeys(n for n in found if n is not None))

    @cached_property
    def below(self) -> dict[int, set[int]]:
        """The stages that each rests on itself."""
        out: dict[int, set[int]] = {k: set() for k in self.groups}
        for k in self.groups:
            later = [m for m in self.groups if m > k]
            for m in [m for m in later if self._stands_in(k, m)] or [m for m in later if self._may_need(k, m)]:
                out[m].add(k)
        return out

    def _stands_in(self, k: int, m: int) -> bool:
        """Whether a stage has the result of an earlier one in it, or its name. A system has all before it; small numbers say nothing."""
        first, then = self.steps[k], self.steps[m]
        if isinstance(then.before, System) or self._leads_to(k, m):
            return True
        if isinstance(first.result, Ranges | PointSet | Solutions):
            return False
        shown = [then.before, *then.shown.terms, *([then.shown.law] if then.shown.law is not None else [])]
        wanted = [first.name] if first.name is not None else []
        wanted += [] if isinstance(first.result, Integer) and abs(first.result) <= SMALL else [first.result]
        inner = bool(then.before.args) and first.result.has(then.before)
        by_entries = isinstance(first.result, Vector) and all(map(then.before.has, first.result.args))  # r_x, component by component
        return inner or by_entries or any(place.has(w) for place in shown for w in wanted)

    def _leads_to(self, k: int, m: int) -> bool:
        """Whether a stage is the value at a point that an earlier one found."""
        first, goal = self.steps[k], self.steps[m].before
        if not isinstance(goal, At):
            return False
        point = tuple(goal.point.values())
        if isinstance(first.result, Solutions) and first.solved is not None:
            return any(tuple(dict(root.values).get(x) for x in goal.point) == point for root in first.solved.roots)
        return isinstance(first.result, Tuple) and point in zip(*[iter(first.result.args)] * len(point), strict=False)

    def _may_need(self, k: int, m: int) -> bool:
        """Whether a stage that stands in no later one may be needed for one: not for its neighbours, nor a value for other values."""
        first, then = self.steps[k], self.steps[m]
        if isinstance(first.before, At) and isinstance(then.before, At | Diff):
            return False
        if any(self._leads_to(n, m) for n in self.groups if n < m):
            return False  # a value at a point that was found
        together = [n for n in self.groups if self.groups[n] == self.groups[m]]
        ends = m == together[-1] and not any(self.steps[n].rule == then.rule for n in together[:-1])
        return self.groups[k] != self.groups[m] or ends


def is_check(derivation: Derivation, step: Step) -> bool:
    """Whether a stage only checks."""
    return has(derivation.problem.kind, f"{block_of(step)}_check")


def block_of(step: Step) -> str:
    """The block of the kind's words that tells a stage."""
    return step.rule.partition(".")[2]
