"""The walk of a solved problem, taken otherwise: what a student comes to who steps in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sympy import Matrix, Rational

from tutor.deriving.topics.gradient_descent import descent
from tutor.deriving.topics.newton_root import asked
from tutor.deriving.topics.regression_descent import posed
from tutor.errors import Unsupported
from tutor.maths.iteration.descent import Descent
from tutor.maths.iteration.newton import Newton
from tutor.maths.iteration.numbers import constant
from tutor.maths.iteration.quasi import Quasi
from tutor.maths.iteration.told import presented
from tutor.maths.iteration.walk import Walk
from tutor.model import Derivation, Problem
from tutor.trees import tree

MOST_STEPS = 200  # a longer walk is not taken again,
MOST_SEQUENTIAL = 4  # one in exact numbers
CLOSE = 24  # digits to which a zero is found,
SHORT = 100  # of which the denominators are no larger


def descents(derivation: Derivation, change: Callable[[Descent], Descent]) -> Iterator[Mapping[str, object]]:
    """Where a gradient descent comes to with something changed in it; nothing where it does not take all steps."""
    problem = derivation.problem
    if problem.kind not in ("gradient_descent", "regression_descent") or problem.given["steps"] > MOST_STEPS:
        return
    setting = posed(problem)[2] if problem.kind == "regression_descent" else descent(problem, _slopes(problem))
    changed = change(setting)
    steps = problem.given["steps"]
    for walk in _walked(lambda: changed.walk(steps)):
        if not walk.ended:
            yield _end(problem, walk, -1)


def newton_backwards(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """Where Newton's method comes to with every step turned round: after all of them, and after the first."""
    problem = derivation.problem
    steps, tolerance = asked(problem)
    slopes = _slopes(problem) if problem.kind == "newton_minimize" else tuple(map(tree.plain, problem.given["function"]))
    rows = tuple(tuple(f.diff(v) for v in problem.variables) for f in slopes)
    turned = Newton(tuple(-f for f in slopes), problem.variables, rows, _start(problem), tolerance)
    for walk in _walked(lambda: turned.walk(steps)):
        if not walk.ended:
            yield _end(problem, walk, -1)
        if len(walk.states) > 1:
            yield _end(problem, walk, 1)


def arrived(derivation: Derivation) -> Iterator[tuple[Rational, ...]]:
    """What a walk on polynomials makes for: their zero, or that of their slopes, beside its last point, where it is of short fractions."""
    problem, fields = derivation.problem, derivation.answer.fields if derivation.answer is not None else {}
    slopes = _slopes(problem) if problem.kind != "newton_root" else tuple(map(tree.plain, problem.given["function"]))
    if not fields.get("iterates") or not all(f.is_polynomial(*problem.variables) for f in slopes):
        return
    rows = tuple(tuple(f.diff(v) for v in problem.variables) for f in slopes)
    last = tuple(Rational(str(tree.plain(c).evalf(CLOSE))) for c in fields["iterates"][-1])
    for walk in _walked(lambda: Newton(slopes, problem.variables, rows, last, Rational(1, 10**CLOSE)).walk(None)):
        point = tuple(c.limit_denominator(SHORT) for c in walk.last.values)
        if not any(f.subs(dict(zip(problem.variables, point, strict=True))) for f in slopes):
            yield point


def one_by_one(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    """Where a plain descent comes to that steps one coordinate after the other, each from where the last one led."""
    problem = derivation.problem
    if problem.kind not in ("gradient_descent", "regression_descent") or problem.given["steps"] > MOST_SEQUENTIAL:
        return
    setting = posed(problem)[2] if problem.kind == "regression_descent" else descent(problem, _slopes(problem))
    if setting.method != "plain" or not all(tree.plain(s).is_polynomial(*setting.variables) for s in setting.gradient):
        return
    point = dict(zip(setting.variables, map(tree.plain, setting.start), strict=True))
    for _ in range(problem.given["steps"]):
        for v, slope in zip(setting.variables, setting.gradient, strict=True):
            point[v] += setting.sign * setting.rate * tree.plain(slope).subs(point)
    yield {"iterates": (point if problem.kind == "regression_descent" else tuple(point[v] for v in problem.variables),)}


def stepped(derivation: Derivation, step: Callable[[Matrix, Matrix], Matrix]) -> Iterator[Mapping[str, object]]:
    """Where Newton's method comes to with another step made from the values and the matrix of their derivatives."""
    problem = derivation.problem
    steps, _ = asked(problem)
    if steps is None or steps > MOST_SEQUENTIAL:
        return
    values = Matrix(_slopes(problem) if problem.kind == "newton_minimize" else tuple(map(tree.plain, problem.given["function"])))
    rows, point = values.jacobian(problem.variables), Matrix(_start(problem))
    if not all(f.is_polynomial(*problem.variables) for f in values):
        return
    for _ in range(steps):
        here = dict(zip(problem.variables, point, strict=True))
        point += step(values.subs(here), rows.subs(here))
    if all(c.is_finite for c in point):
        yield {"iterates": (tuple(point),)}


def quasi_walks(derivation: Derivation, update: Callable[[Matrix, Matrix, Matrix], list[Any]]) -> Iterator[Mapping[str, Any]]:
    """Where BFGS comes to with another update of the matrix."""
    problem = derivation.problem
    steps, tolerance = asked(problem)
    if steps is None or steps > MOST_SEQUENTIAL:
        return
    changed = Quasi(tree.plain(problem.given["function"]), problem.variables, _slopes(problem), _start(problem), tolerance, update)
    for walk in _walked(lambda: changed.walk(steps)):
        if not walk.ended:
            yield _end(problem, walk, -1)


def _walked(walk: Callable[[], Walk]) -> Iterator[Walk]:
    """A walk, where it can be taken."""
    try:
        yield walk()
    except Unsupported:
        return


def _slopes(problem: Problem) -> tuple[Any, ...]:
    f = tree.plain(problem.given["function"])
    return tuple(f.diff(v) for v in problem.variables)


def _start(problem: Problem) -> tuple[Any, ...]:
    return tuple(constant(problem.given["start"][v], "the start") for v in problem.variables)


def _end(problem: Problem, walk: Walk, k: int) -> Mapping[str, object]:
    """The fields of an answer by a state of a walk."""
    seen = presented(replace(walk, ended=""), problem.origin.decimals)
    point = seen.values(k % len(walk.states), slice(len(problem.variables)))
    named = problem.kind == "regression_descent"
    return {"iterates": (dict(zip(problem.variables, point, strict=True)) if named else point,)}
