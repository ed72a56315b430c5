"""The solutions at the end of a branch: values put together, conditions kept, each put back into the system, none twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Basic, Eq, Expr, Pow, Symbol, false, nan, oo, simplify, zoo

from tutor.maths.solving import conditions
from tutor.maths.solving.families import contained, normalised
from tutor.maths.solving.polynomial import fraction_of, in_one_ring
from tutor.maths.solving.state import State
from tutor.maths.solving.tree import Root
from tutor.maths.solving.values import is_real, nice, same, vanishes
from tutor.trees.heads import System

SAMPLES = (-2, -1, 0, 1, 2, 3)  # whole numbers at which a family is put into the system
MOST_COMBINED = 400


class NotASolution(Exception):
    """A root that the solver found does not solve the system: the solver is broken."""


def combined(state: State) -> Iterator[dict[Symbol, Expr]]:
    """Every choice of values, those found last put into those found before; only real ones."""
    points: list[dict[Symbol, Expr]] = [{}]
    for x, values in reversed(state.values):
        made: list[dict[Symbol, Expr]] = []
        for point in points:
            mine: list[Expr] = []
            for v in values:
                placed = v.xreplace(point)
                if placed.has(nan, zoo, oo):  # divided by what this case says is not 0: such a point is not in this case
                    continue
                value = nice(placed)
                if is_real(value) is False or any(same(value, m) for m in mine if not (value.free_symbols or m.free_symbols)):
                    continue
                mine.append(value)
            made.extend({**point, x: value} for value in mine)
        points = made
    yield from points


def verified(system: System, root: Root) -> None:
    """`NotASolution` where a root does not satisfy an equation of the system; families at several of their members."""
    for member in members(root):
        at = member.at
        for e in system.equations:
            difference = (e.left - e.right).xreplace(at)
            holds = vanishes_on(difference, member) if difference.free_symbols else vanishes(difference)
            if not holds:
                raise NotASolution(f"{e.left} = {e.right} at {root.values}")


def members(root: Root) -> Iterator[Root]:
    """The point or curve itself, or members of a family."""
    whole = [p for p in root.parameters if p.is_integer]
    if not whole:
        yield root
        return
    rest = tuple(p for p in root.parameters if not p.is_integer)
    for k in SAMPLES:
        chosen = {p: k * (2 * i + 1) + i for i, p in enumerate(whole)}
        where = tuple(c.subs(chosen) for c in root.conditions)
        if false not in where:  # x² + y² is never negative: for some whole numbers there is no such curve
            yield Root(tuple((x, v.subs(chosen)) for x, v in root.values), rest, where)


def vanishes_on(difference: Expr, root: Root) -> bool:
    """Whether a function is 0 on a curve: it is a multiple of the equation of the curve."""
    ring, top, _, _ = fraction_of(difference)
    if top.is_zero():
        return True
    if any(v.has(Pow) and not v.is_polynomial() for _, v in root.values) and simplify(difference) == 0:
        return True
    for c in root.conditions:
        if isinstance(c, Eq):
            if difference.subs(c.lhs, c.rhs).is_zero:
                return True
            _, (f, g) = in_one_ring(ring.expression(top), c.lhs - c.rhs)
            if all(factor.gcd(f) == factor / factor.leading_coefficient() for factor, _ in g.factor()[1]):
                return True
    return False


def distinct(roots: tuple[Root, ...]) -> tuple[Root, ...]:
    """Each solution once, in the order of the tree; one that lies in a family or on a curve is left out."""
    roots = tuple(normalised(r) for r in roots)
    out: list[Root] = []
    for r in roots:
        if any(contained(r, o) for o in out):
            continue
        out = [o for o in out if not contained(o, r)]
        out.append(r)
    return tuple(out)


def keeps(found: tuple[Basic, ...], at: Mapping[Symbol, Expr]) -> tuple[Basic, ...]:
    """The conditions that a point certainly breaks."""
    return tuple(c for c in found if conditions.holds(c, at) is False)
