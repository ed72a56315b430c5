"""Every claim of every page of the bank is attacked numerically, by values that owe nothing to the evidence that made it.

Equalities and signs are tried at random points within their conditions, solutions are put into their equations and searched
for by Newton's method, extreme values are compared with those at random points of the region, and the class of a critical
point with the values around it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from bank import for_each, solved
from numerics import NoValue, close, limit, satisfied, value
from sympy.core.relational import Relational

from tutor.maths.solving.tree import Root, Solved
from tutor.model import Claim, Derivation, Step, stated
from tutor.reading.sets import Record
from tutor.trees.heads import Bounded, Diff, Equation, Lim, Solutions, System

DEEPEST = 2  # derivatives in one another: each takes eight values of what is inside
POINTS = 3  # that must agree
TRIES = 60
DIGITS = 40
SEED = "claims"  # one for all: to write a claim as text takes as long as to try it
TOLERANCE = 1e-5  # difference quotients have fewer digits than floats
RANGES = ((0.3, 2.2), (0.05, 0.9), (1.1, 4.0), (2.0, 9.0))


def derivation(record: Record) -> Derivation:
    return solved(record.id).derivation


def points(symbols: Sequence[sp.Basic]) -> Iterator[dict[sp.Basic, Any]]:
    draw = random.Random(SEED)
    for k in range(TRIES):
        low, high = RANGES[k % len(RANGES)]
        at: dict[sp.Basic, Any] = {}
        for s in symbols:
            sign = 1 if s.is_nonnegative or k % 3 == 0 else -1 if k % 3 == 1 else draw.choice((1, -1))
            at[s] = sign * (draw.randint(1, 5) if s.is_integer else draw.uniform(low, high))
        yield at


def letters(claim: Claim) -> list[sp.Basic]:
    found = claim.left.free_symbols | claim.right.free_symbols
    return sorted(found.union(*(c.free_symbols for c in claim.conditions)), key=str)


def refuted(claim: Claim) -> str | None:
    """What speaks against a claim; None where nothing does."""
    match claim.left:
        case Bounded():
            return beyond(claim.left)
        case System() | Solutions():
            return None  # looked at by themselves
        case Lim():
            return elsewhere(claim)
    if max(map(nested, (claim.left, claim.right))) > DEEPEST:
        return None
    symbols, seen = letters(claim), 0
    for at in points(symbols):
        try:
            if not all(satisfied(c, at, 1e-9) for c in claim.conditions):
                continue
            if claim.right is sp.true:
                wrong = not satisfied(claim.left, at, -1e-9)
            else:
                wrong = differs(claim, at, mpmath.fp) and differs(claim, at, mpmath.mp)  # floats may cancel
        except NoValue:
            continue
        if wrong:
            return f"{claim.left} = {claim.right} at {at}"
        seen += 1
        if seen == (TRIES if claim.right is sp.true else POINTS) or not symbols:
            break
    return None


def differs(claim: Claim, at: Mapping[sp.Basic, Any], numbers: Any) -> bool:
    with mpmath.workdps(DIGITS):
        return not close(value(claim.left, at, numbers), value(claim.right, at, numbers), TOLERANCE)


def nested(expr: sp.Basic) -> int:
    """How many derivatives are taken one in the other."""
    return isinstance(expr, Diff) + max(map(nested, expr.args), default=0)


def beyond(statement: Bounded) -> str | None:
    """A point near by where the expression is larger than its bound."""
    draw = random.Random(SEED)
    for _ in range(TRIES):
        r = 10.0 ** -draw.uniform(1.5, 4)
        at = {v: float(a) + draw.uniform(-r, r) for v, a in statement.point.items()}
        try:
            size, bound = abs(value(statement.expr, at)), value(statement.bound, at)
        except NoValue:
            continue
        if size > bound * (1 + 1e-9) + 1e-12:
            return f"|{statement.expr}| > {statement.bound} at {at}"
    return None


def elsewhere(claim: Claim) -> str | None:
    """A straight way on which the expression does not come near to the limit."""
    lim = claim.left
    if lim.free_symbols or lim.expr.has(Diff) or claim.right.has(Lim) or claim.right.free_symbols:
        return None
    draw = random.Random(SEED)
    for _ in range(4):
        try:
            values = limit(lim, draw)
            due = None if claim.right.is_infinite else value(claim.right, {})
        except NoValue:
            continue
        if due is None:
            if not abs(values[-1]) > abs(values[0]) or (values[-1] > 0) != (claim.right == sp.oo):
                return f"{lim}: {values}"
        elif not (close(values[-1], due, 1e-2) or abs(values[-1] - due) < abs(values[0] - due) / 1.5):
            return f"{lim}: {values}"
    return None


def claims(step: Step) -> Iterator[Claim]:
    if not isinstance(step.before, System | Solutions) and not step.rule.startswith("solve."):
        if step.after != step.before:
            yield Claim(step.before, step.after, step.conditions)
        if step.result != step.before:
            yield Claim(step.before, step.result, step.conditions)
    yield from step.claims
    yield from (Claim(c, sp.true) for c in step.conditions if isinstance(c, Bounded))


@for_each()
def test_no_claim_is_refuted(record: Record) -> None:
    found = dict.fromkeys(c for top in derivation(record).steps for step in top.walk() for c in claims(step))
    assert [said for c in found if (said := refuted(c))] == []


x, y = sp.Symbol("x", real=True), sp.Symbol("y", real=True)
WRONG = [
    Claim(Diff(sp.sin(x) * y, x, y), y * sp.sin(x)),
    Claim(sp.sqrt(x**2), x),
    stated(sp.Gt(x**2 - x + sp.Rational(1, 5), 0)),
    stated(sp.Lt(x, 1), sp.Gt(x, 0)),
    Claim(Bounded(x + y, x**2 + y**2, (x, y), (0, 0)), sp.true),
    Claim(Lim(sp.sin(2 * x) / x, (x,), (0,)), sp.S.One),
    Claim(Lim(x * y / (x**2 + y**2), (x, y), (0, 0)), sp.S.Zero),
]


@pytest.mark.parametrize("claim", WRONG, ids=lambda c: str(c.left))
def test_a_wrong_claim_is_refuted(claim: Claim) -> None:
    assert refuted(claim) is not None


# -- systems -------------------------------------------------------------------------------------------------------------

STARTS = 15
NEWTON = 40
FAR = 15.0  # solutions farther out are not looked for: there e^(-x) is as good as 0


def residuals(system: System, x: Sequence[float]) -> Any:
    at = dict(zip(system.unknowns, map(float, x), strict=True))
    return np.array([value(e, at) for e in system.equations], dtype=float)


def newton(system: System, start: Sequence[float]) -> Any:
    """A solution of the equations to many digits, None where none is reached."""
    x = np.array(start, dtype=float)
    for _ in range(NEWTON):
        r = residuals(system, x)
        columns = [(residuals(system, x + h) - residuals(system, x - h)) / 2e-6 for h in 1e-6 * np.eye(len(x))]
        step = np.linalg.lstsq(np.array(columns).T, -r, rcond=None)[0]
        x = x + step
        if np.max(np.abs(x)) > FAR:
            return None
        if np.max(np.abs(step)) < 1e-10 and np.max(np.abs(residuals(system, x))) < 1e-11:
            return x
    return None


def belongs(x: Sequence[float], unknowns: Sequence[sp.Basic], root: Root) -> bool:
    """Whether a point is, to some digits, the solution, or may be one of the family."""
    free = [p for p in root.parameters if not p.is_integer]
    if any(p not in unknowns for p in free):
        return True  # a curve in a letter of its own
    at: dict[sp.Basic, Any] = {p: a for p, a in zip(unknowns, x, strict=True) if p in free}
    whole = [p for p in root.parameters if p.is_integer]
    for numbers in np.ndindex(*(41,) * len(whole)):
        placed = at | {p: k - 20 for p, k in zip(whole, numbers, strict=True)}
        try:
            there = [value(root.at[v], placed) for v in unknowns]
        except NoValue:
            continue
        if all(close(a, float(b), 1e-3) for a, b in zip(there, x, strict=True)):
            return True
    return False


def systems(record: Record) -> Iterator[tuple[System, Solved]]:
    for top in derivation(record).steps:
        for step in top.walk():
            if isinstance(step.before, System):
                yield step.before, step.solved


SOLVING = ("critical_points", "lagrange", "extrema_on_region", "kkt", "implicit_derivative")


@for_each(lambda r: r.kind in SOLVING)
def test_solutions_satisfy_their_equations_and_none_is_missing(record: Record) -> None:
    for system, found in systems(record):
        if any(e.free_symbols - set(system.unknowns) for e in system.equations):
            continue  # letters are left
        for root in found.roots:
            if not root.parameters:
                x = [value(a, {}) for a in root.at.values()]
                at = dict(zip(root.at, x, strict=True))
                assert np.max(np.abs(residuals(system, [at[v] for v in system.unknowns]))) < 1e-9, root
                assert all(satisfied(c, at, -1e-9) for c in system.conditions), root
        draw = random.Random(str(system))
        for k in range(STARTS):
            try:
                x = newton(system, [draw.gauss(0, (0.7, 2.0, 6.0)[k % 3]) for _ in system.unknowns])
                if x is None or not all(satisfied(c, dict(zip(system.unknowns, x, strict=True)), 1e-6) for c in system.conditions):
                    continue
            except (NoValue, np.linalg.LinAlgError):
                continue
            assert any(belongs(x, system.unknowns, r) for r in found.roots), f"{system}: {x} is missing"


# -- extreme values ------------------------------------------------------------------------------------------------------


def sides(problem: Any) -> list[Relational]:
    return [r for name in ("region", "constraints") for r in problem.given.get(name, ()) if isinstance(r, Relational)]


def places(problem: Any) -> Iterator[dict[sp.Basic, float]]:
    """Random points that satisfy all relations: moved onto the equations by Newton's method."""
    relations = sides(problem)
    equal = [Equation(*r.args) for r in relations if r.rel_op == "=="]
    others = [r for r in relations if r.rel_op != "=="]
    system = System(equal, problem.variables)
    draw = random.Random(str(relations))
    for k in range(150):
        x: Any = [draw.gauss(0, (0.5, 1.5, 4.0, 12.0)[k % 4]) for _ in problem.variables]
        try:
            x = newton(system, x) if equal else x
            at = {} if x is None else dict(zip(problem.variables, map(float, x), strict=True))
            if at and all(satisfied(r, at) for r in others):
                yield at
        except (NoValue, np.linalg.LinAlgError):
            continue


@for_each(lambda r: r.kind in ("extrema_on_region", "lagrange", "kkt"))
def test_no_point_of_the_set_beats_an_extreme_value(record: Record) -> None:
    work = derivation(record)
    problem, answer = work.problem, work.answer
    f = problem.given.get("function", problem.given.get("objective"))
    if f.free_symbols - set(problem.variables):
        return
    limits = {word: answer.fields[word] for word in ("max", "min") if answer.fields.get(word)}
    for found in limits.values():
        for at in found["at"]:
            if not any(a.free_symbols for a in at.values()):
                there = {v: value(a, {}) for v, a in at.items()}
                assert close(value(f, there), value(found["value"], {}), 1e-3 if f.has(sp.Float) else 1e-6)
                assert all(satisfied(r, there, -1e-6) for r in sides(problem))
    for at in islice(places(problem), 40):
        try:
            seen = value(f, at)
        except NoValue:
            continue
        for word, found in limits.items():
            gain = (seen - value(found["value"], {})) * (1 if word == "max" else -1)
            assert gain <= 1e-5 * (1 + abs(seen)), f"{seen} at {at} beats the {word}imum {found['value']}"


# -- kinds of points -----------------------------------------------------------------------------------------------------


def around(at: Mapping[sp.Basic, float], draw: random.Random) -> Iterator[dict[sp.Basic, float]]:
    """Points near by on rays and on parabolas."""
    for k in range(400):
        r = 10.0 ** -draw.uniform(1, 2.5)
        powers = [1 if k % 3 == 0 else draw.choice((1, 2)) for _ in at]
        yield {v: a + draw.choice((1, -1)) * draw.uniform(0, 1.5) * r**p for (v, a), p in zip(at.items(), powers, strict=True)}


@for_each(lambda r: r.kind in ("critical_points",))
def test_the_values_around_a_point_agree_with_its_class(record: Record) -> None:
    work = derivation(record)
    f = work.problem.given["function"]
    if f.free_symbols - set(work.problem.variables):
        return
    for found in work.answer.fields["points"]:
        at = {v: value(a, {}) for v, a in found["at"].items()}
        base, draw = value(f, at), random.Random(str(found["at"]))
        assert close(base, value(found["value"], {}), 1e-9)
        changes = []
        for near in around(at, draw):
            try:
                changes.append(value(f, near) - base)
            except NoValue:
                continue
        room = 1e-12 * (1 + abs(base))
        match found["class"]:
            case "local_min":
                assert min(changes) >= -room
            case "local_max":
                assert max(changes) <= room
            case "saddle":
                assert min(changes) < 0 < max(changes)


@for_each(lambda r: r.kind in ("convexity",))
def test_the_chords_agree_with_the_class(record: Record) -> None:
    work = derivation(record)
    f, variables = work.problem.given["function"], work.problem.variables
    if f.free_symbols - set(variables):
        return
    domain, draw = work.problem.given.get("domain", ()), random.Random(record.id)
    word, seen = work.answer.fields["class"], []
    for k in range(600):
        ends = [{v: draw.gauss(0, (0.3, 1.0, 4.0)[k % 3]) for v in variables} for _ in range(2)]
        middle = {v: (ends[0][v] + ends[1][v]) / 2 for v in variables}
        try:
            if all(satisfied(r, at) for r in domain for at in (*ends, middle)):
                a, b, m = (value(f, at) for at in (*ends, middle))
                seen.append(((a + b) / 2 - m) / (1 + abs(a) + abs(b)))
        except NoValue:
            continue
    if word == "neither":
        assert min(seen) < -1e-12 and max(seen) > 1e-12
    else:
        sign = 1 if "convex" in word else -1
        assert min(sign * s for s in seen) >= -1e-12
