"""A student's own system: the equations of the way with a wrong one among them, solved, so that what follows can be held against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from sympy import Symbol

from tutor.checking.values import letters
from tutor.checking.working.relations import are_alike
from tutor.checking.working.world import World
from tutor.desk.worked.reckoned import as_tree
from tutor.errors import TutorError
from tutor.maths.solving.solve import solve_system
from tutor.model import Problem
from tutor.reading.build import build, real
from tutor.reading.syntax import Node, Relation
from tutor.trees import tree
from tutor.trees.heads import Equation, System

STEPS = 1500  # of solving one system
MOST = 6  # systems that are tried


def own_system(world: World, before: tuple[Relation, ...], wrong: tuple[Relation, ...], problem: Problem) -> World | None:
    """The world in which the wrong equations of a line hold in the place of one of the way; None where that has no single solutions."""
    unknowns = sorted({name for s in world.solutions for name in s})
    new = tuple(r for r in wrong if not any(are_alike(r, e, world) for e in (*world.equations, *before)))
    kept = (*before, *(r for r in wrong if r not in new))
    if not new or not all(set(letters(*r.items)) <= set(unknowns) for r in (*new, *kept)):
        return None
    for system in islice(_systems(world, kept, new), MOST):
        found = _solutions(system, unknowns, problem)
        if found:
            asked = {name: found[0][name] for name in world.asked if len(found) == 1 and name in found[0]}
            return replace(world, known=(), keys={}, solutions=found, equations=system, asked=asked)
    return None


def _systems(world: World, kept: tuple[Relation, ...], new: tuple[Relation, ...]) -> Iterator[tuple[Relation, ...]]:
    """The equations of the way but for one, the most like the wrong ones first, with what was stated before, and without it."""
    way = tuple(dict.fromkeys(world.equations))
    for left_out in sorted(way, key=lambda e: _unlike(e, kept, new, world)):
        rest = tuple(e for e in way if e != left_out)
        yield from dict.fromkeys(((*rest, *_without(left_out, kept, world), *new), (*rest, *new)))


def _without(equation: Relation, kept: tuple[Relation, ...], world: World) -> tuple[Relation, ...]:
    return tuple(r for r in kept if not are_alike(r, equation, world))


def _unlike(equation: Relation, kept: tuple[Relation, ...], new: tuple[Relation, ...], world: World) -> tuple[bool, bool, bool]:
    """How little an equation may be the one that a wrong one stands for: stated rightly, with no side of it, with other letters."""
    stated = any(are_alike(equation, r, world) for r in kept)
    side = any(world.same(a, b).outcome == "equal" for r in new for a in r.items for b in equation.items if letters(a, b))
    alike = any(set(letters(*equation.items)) == set(letters(*r.items)) for r in new)
    return stated, not side, not alike


def _solutions(system: tuple[Relation, ...], unknowns: list[str], problem: Problem) -> tuple[Mapping[str, Node], ...]:
    """The solutions, where there are single ones only."""

    def symbol(name: str) -> Symbol:
        return problem.symbols.get(name) or real(name)

    try:
        sides = [tuple(tree.evaluated(build(s, symbol)) for s in r.items) for r in system]
        found = solve_system(System([Equation(a, b) for a, b in sides], [symbol(n) for n in unknowns]), steps=STEPS)
    except (TutorError, TypeError, ValueError):
        return ()
    out = []
    for root in found.roots:
        at = {str(v): as_tree(e) for v, e in root.values}
        values = {n: v for n, v in at.items() if v is not None}
        if root.parameters or len(values) < len(unknowns):
            return ()
        out.append(values)
    return tuple(out)
