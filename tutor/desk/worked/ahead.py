"""How far right lines have come where no stage has their value: equations of a system, its solutions, limits, a slope to solve for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sympy.core.relational import Equality

from tutor.checking.equal import equal
from tutor.checking.opinion import REAL
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.working.findings import Judged
from tutor.checking.working.ranges import ranges
from tutor.checking.working.relations import with_slopes
from tutor.checking.working.worked import letters_in, put
from tutor.desk.worked.reckoned import as_tree
from tutor.desk.worked.working import Working
from tutor.desk.worked.world import written
from tutor.model import Derivation, Problem, Step
from tutor.reading.syntax import IntegralNode, Neg, Node, Num, Relation, Sum, Tup, walk
from tutor.reading.working.line import listed, named
from tutor.trees.heads import Equation, Lim, System
from tutor.trees.heads.region import Ranges

NOUGHT = Num("0")


class Ahead:
    """The right lines before the first mistake, and what they state."""

    def __init__(self, derivation: Derivation, working: Working) -> None:
        self.derivation = derivation
        self.operations = working.operations
        self.variables = frozenset(v.name for v in derivation.problem.variables)
        self.lines: list[Judged] = [j for j in working.lines[: working.first_wrong] if j.word in ("follows", "skips")]
        self.equations = [e for j in self.lines for e in self._equations(j)]

    def reached(self) -> set[int]:
        """The stages whose names are given values, whose limits are stated, and the systems whose solutions are all listed."""
        steps = self.derivation.steps
        called = {c.members[0].name for j in self.lines for c in j.line.chains if c.signs and not c.members[0].at} - {""}
        named_ = {k for k, s in enumerate(steps) if s.name is not None and _plainly(written(s.name), self.variables) in called}
        names = {name for j in self.lines for name in ranges(j.line) or ()}
        limits = {k for k, s in enumerate(steps) if isinstance(s.result, Ranges) and s.result.pieces and names >= _coordinates(s.result)}
        system = next((k for k, s in enumerate(steps) if isinstance(s.before, System)), 0)
        before = set(range(system)) if system and self.is_set_up(steps[system]) else set()
        return (
            named_
            | limits
            | before
            | self._end()
            | self.paths()
            | {k for k, s in enumerate(steps) if isinstance(s.before, System) and self._is_solved(s)}
        )

    def mistaken(self, wrong: Judged) -> int | None:
        """The stage whose name a wrong line gives another value; None where it names none."""
        called = {c.members[0].name for c in wrong.line.chains if c.signs and not c.members[0].at} - {""}
        steps = enumerate(self.derivation.steps)
        return next((k for k, s in steps if s.name is not None and _plainly(written(s.name), self.variables) in called), None)

    def _end(self) -> set[int]:
        """The last stage with a line, where its number stands by itself, and no integral with that value."""
        last = next((k for k in reversed(range(len(self.derivation.steps))) if self.derivation.steps[k].shown.line), None)
        value = None if last is None else as_tree(self.derivation.steps[last].result)
        ends = [c.members[-1].tree for j in self.lines for c in j.line.chains]
        if last is None or value is None or isinstance(value, Relation) or letters_in(value):
            return set()
        numbers = [n for n in ends if n is not None and not letters_in(n) and not any(isinstance(k, IntegralNode | Tup) for k in walk(n))]
        return {last} if any(equal(n, value, REAL).outcome == "equal" for n in numbers) else set()

    def paths(self) -> set[int]:
        """The stages whose limit along a path is there; the others need not come behind them."""
        return {k for k, s in enumerate(self.derivation.steps) if isinstance(s.before, Lim) and self._is_along(as_tree(s.before.expr))}

    def is_torn(self) -> bool:
        """Whether the right lines have two values along paths to one point, or one that depends on the path."""
        values = [j.finding.value for j in self.lines if j.finding.path is not None and j.finding.value is not None]
        return any(letters_in(v) for v in values) or any(equal(v, values[0], REAL).outcome == "different" for v in values[1:])

    def _is_along(self, there: Node | None) -> bool:
        """Whether a right line has the limit along a path on which the function is this."""
        return there is not None and any(
            j.finding.path is not None and equal(j.finding.path, there, REAL).outcome == "equal" for j in self.lines
        )

    def is_set_up(self, step: Step) -> bool:
        """Whether all equations of a system are there, those of the problem itself aside."""
        stated = [*self.equations, *_given(self.derivation.problem)]
        return isinstance(step.before, System) and bool(self.equations) and all(_is_among(e, stated) for e in _of(step.before.equations))

    def next_in(self, step: Step) -> Step | None:
        """The step of solving a system that comes behind the last one whose equations are there; None where none does."""
        parts = list(step.walk())[1:]
        done = [k for k, s in enumerate(parts) if (said := equations_of(s)) and all(_is_among(e, self.equations) for e in said)]
        return next(iter(parts[max(done, default=-1) + 1 :]), None)

    def slope_to_solve_for(self) -> tuple[str, bool] | None:
        """The slope of a dependent letter in the equation of the last right line, and whether it is gathered on one side; else None."""
        last = self._equations(self.lines[-1]) if self.lines else []
        given = self.derivation.problem.given
        own = given.get("dependents") or ([given["dependent"]] if "dependent" in given else [])
        if len(last) != 1 or not own:
            return None
        left, right = last[0].items
        inside = letters_in(left, right)
        slopes = [n for n in inside for d in own if n == f"derivative_{d}" or n.startswith(f"derivative_{d}_")]
        if len(slopes) != 1 or any(a == slopes[0] for a in (getattr(left, "name", ""), getattr(right, "name", ""))):
            return None
        sides = [s for s in (left, right) if slopes[0] in letters_in(s)]
        gathered = len(sides) == 1 and equal(put(sides[0], {slopes[0]: NOUGHT}), NOUGHT, REAL).outcome == "equal"
        return slopes[0], gathered

    def _equations(self, j: Judged) -> list[Relation]:
        """The equations of a line, of a chain each with its sign, and its ends."""
        out = []
        for chain in j.line.chains:
            trees = [m.tree for m in chain.members]
            pairs = [*pairwise(trees), *([(trees[0], trees[-1])] if len(trees) > 2 else [])]
            signs = [*chain.signs, *chain.signs[:1]]
            out += [
                with_slopes(Relation((a, b), ("=",)), self._names)
                for (a, b), sign in zip(pairs, signs, strict=False)
                if sign == "=" and a is not None and b is not None
            ]
        return out

    def _names(self, letter: str) -> str:
        operation = self.operations.get(letter)
        if operation is not None:
            return named(operation.name, self.variables) if operation.kind == "name" else ""
        return listed(letter)

    def _is_solved(self, step: Step) -> bool:
        """Whether the right lines list all solutions of a system, by their points."""
        roots = step.solved.roots if step.solved is not None else ()
        if not roots or any(r.parameters for r in roots):
            return False
        listed_ = [n for j in self.lines for c in j.line.chains for m in c.members if m.tree is not None for n in walk(m.tree)]
        points = [n.items for n in listed_ if isinstance(n, Tup)]
        names = [v.name for v in self.derivation.problem.variables]
        for root in roots:
            at = {str(v): as_tree(value) for v, value in root.values}
            wanted = [at.get(n) for n in names]
            if not any(_is_point(wanted, p) for p in points):
                return False
        return True


def _plainly(called: str, variables: frozenset[str]) -> str:
    """The name of a stage; empty for one at a point."""
    return "" if called.endswith(")") else named(called, variables)


def equations_of(step: Step) -> list[Relation]:
    """The equations that a step of solving came to."""
    result = step.result
    return list(_of((result,) if isinstance(result, Equation | Equality) else result.args))


def _of(stated: tuple[object, ...]) -> Iterator[Relation]:
    for one in stated:
        if isinstance(one, Equation | Equality):
            sides = (as_tree(one.args[0]), as_tree(one.args[1]))
            if sides[0] is not None and sides[1] is not None:
                yield Relation((sides[0], sides[1]), ("=",))


def _given(problem: Problem) -> list[Relation]:
    """The equations of the problem."""
    found = problem.given.get("constraints", ())
    return list(_of(tuple(found) if isinstance(found, tuple | list) else (found,)))


def _is_among(wanted: Relation, stated: list[Relation]) -> bool:
    """Whether an equation is one of these, but for a number as factor."""
    return any(_difference_is(wanted, s) or same_up_to_factor(wanted, s, REAL) is not None for s in stated)


def _difference_is(a: Relation, b: Relation) -> bool:
    left, right = (Sum((r.items[0], Neg(r.items[1]))) for r in (a, b))
    return letters_in(left) == letters_in(right) and any(equal(left, o, REAL).outcome == "equal" for o in (right, Neg(right)))


def _is_point(wanted: list[Node | None], point: tuple[Node, ...]) -> bool:
    same = zip(wanted, point, strict=False)
    return len(wanted) == len(point) and all(
        a is not None and not isinstance(b, Tup) and equal(a, b, REAL).outcome == "equal" for a, b in same
    )


def _coordinates(result: Ranges) -> set[str]:
    return {str(x) for piece in result.pieces for x, _, _ in piece}
