"""The BFGS method: downhill along a direction that the inverse Hessian matrix, as far as it is learnt, makes of the gradient."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import pairwise
from typing import Any

from sympy import Expr, Integer, Lt, Matrix, S, Symbol, log

from tutor.deriving.numerically import by_library, first, numerically
from tutor.deriving.topics.newton_root import asked
from tutor.deriving.topics.steepest_descent import by_powers, on_ray, parameter
from tutor.errors import Unsupported
from tutor.maths.extrema.asserted import convex_claim
from tutor.maths.iteration.libraries import least
from tutor.maths.iteration.numbers import CARRIED, agrees, constant, readable, shown
from tutor.maths.iteration.quadratic import Quadratic, quadratic
from tutor.maths.iteration.quasi import Quasi
from tutor.maths.iteration.rays import along
from tutor.maths.iteration.ridge import ridge_claims, ridges
from tutor.maths.iteration.spectrum import written
from tutor.maths.iteration.staged import compared
from tutor.maths.iteration.told import (
    Presented,
    beside,
    bundle,
    decline,
    ending,
    kept_rows,
    letter,
    place,
    point_name,
    presented,
    put_in,
    rows,
    stopped,
)
from tutor.maths.iteration.walk import WalkState
from tutor.maths.numbers import sign_of
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.path import PathMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, MatrixOf, Name, Rounded, Vector
from tutor.trees.heads.name import derivative_name

MOST_STEPS = 60
MOST_VARIABLES = 4  # of which a matrix is still read
DIGITS = 8  # shown
MOST_TRIED = 3  # lengths that are told one by one
Told = Generator[Stage, Expr, None]


def plan(problem: Problem) -> Plan:
    """The gradient, one step and what is learnt from it, the table of all steps, and the matrix at the end."""
    f, variables, of = problem.given["function"], problem.variables, problem.letter
    constant(f.subs(dict.fromkeys(variables, 1)), "the function")
    if len(variables) > MOST_VARIABLES:
        raise Unsupported(f"cannot do this: the matrix is only written for up to {MOST_VARIABLES} variables")
    if len(variables) == 1:
        slopes: tuple[Any, ...] = ((yield Stage("gradient", Diff(f, variables[0]), {}, derivative_name(of, variables, variables))),)
    else:
        slopes = (yield Stage("gradient", Vector(*(Diff(f, v, *problem.held(v)) for v in variables)), {}, Name(of, "∇"))).args
    steps, tolerance = asked(problem)
    quasi = Quasi(f, variables, slopes, tuple(constant(problem.given["start"][v], "the start") for v in variables), tolerance)
    walk = quasi.walk(steps)
    seen = presented(walk, _decimals(problem), DIGITS)
    if len(walk.states) > 1:
        yield from _first(problem, quasi, seen)
    if len(walk.states) > 2:
        yield from _second(problem, quasi, seen)
    yield _table(problem, quasi, seen)
    points, bowl = _points(problem, quasi, seen), quadratic(f, variables)
    arrived = bowl is not None and bowl.definite and points[-1] == bowl.centre
    if bowl is not None and arrived and len(points) > 1:
        yield _only(problem, bowl)
    yield _learnt(problem, quasi, seen)
    yield from numerically(problem, first(problem), "start")
    yield from by_library(problem, variables, points[-1], lambda: least(f, slopes, variables, quasi.start))
    value = f.subs(dict(zip(variables, points[-1], strict=True)), simultaneous=True) if arrived else None
    return Answer({"iterates": points, **stopped(walk)}, {**ending(problem, walk, points), "least": value})


def _decimals(problem: Problem) -> bool:
    return problem.origin.decimals


def _points(problem: Problem, quasi: Quasi, seen: Presented) -> tuple[tuple[Expr, ...], ...]:
    """The points as they are written."""
    return tuple(_point(problem, quasi, seen, k) for k in range(len(seen.walk.states)))


def _point(problem: Problem, quasi: Quasi, seen: Presented, k: int) -> tuple[Expr, ...]:
    """A point as it is written; the first one is exact also where nothing is that comes of it."""
    point = slice(0, len(quasi.variables))
    exact = k < seen.readable or (k == 1 and _exact_step(quasi, seen))
    return tuple(beside(v, exact, _decimals(problem), DIGITS) for v in seen.walk.states[k].values[point])


def _exact_step(quasi: Quasi, seen: Presented) -> bool:
    """Whether the numbers of the first step are exact: the slopes are, and the point is that many times them away from the start."""
    n, (start, after) = len(quasi.variables), seen.walk.states[:2]
    slopes, t = quasi.slopes(start.values[:n], CARRIED), after.values[-1]
    moves = zip(start.values[:n], after.values[:n], slopes, strict=True)
    return start.exact and all(sure and x - t * g == y for x, y, (g, sure) in moves)


def _matrix(quasi: Quasi, seen: Presented, k: int) -> MatrixOf:
    """The matrix after a step as it is written."""
    n = len(quasi.variables)
    entries = seen.values(k, slice(n, n + n * n))
    return MatrixOf(*(entries[i * n : (i + 1) * n] for i in range(n)))


def _first(problem: Problem, quasi: Quasi, seen: Presented) -> Told:
    """The first step, down the gradient, and the matrix that is learnt from it."""
    n, (start, after) = len(quasi.variables), seen.walk.states[:2]
    decimals, point, moved = _decimals(problem), start.values[:n], after.values[:n]
    slopes, then = quasi.slopes(point, CARRIED), quasi.slopes(moved, CARRIED)
    here, there = point_name(problem, 0), point_name(problem, 1)

    def bundled(values: list[Expr], exact: bool) -> Expr:
        return bundle([beside(v, exact, decimals, DIGITS) for v in values])

    at = bundled([v for v, _ in slopes], all(s for _, s in slopes))
    claims = tuple(agrees(g, v, sure) for g, (v, sure) in zip(quasi.sought(point), slopes, strict=True))
    yield compared(
        "slope_there", at, {}, equals=at, claims=claims, terms=(_slope(problem, here), *put_in(quasi.gradient, quasi.variables, point), at)
    )
    length = _lengths(quasi, seen, decimals)[0]
    made = bundle(_point(problem, quasi, seen, 1))
    line = tree.total(bundle(_point(problem, quasi, seen, 0)), tree.negative(tree.product(length, at)))
    facts: dict[str, object] = {"length": length, "exact": quasi.exact_search}
    claims = ()
    if quasi.exact_search:
        t = parameter(problem)
        poly = along(quasi.function, quasi.variables, point, [-g for g, _ in slopes], t)
        whole, rate = by_powers(poly, t), by_powers(poly.diff(t), t)
        ray = [on_ray(x, g, t) for x, (g, _) in zip(point, slopes, strict=True)]
        facts |= {"t": t, "whole": whole, "rate": rate}
        claims = (Claim(At(quasi.function, quasi.variables, ray), whole), Claim(Diff(whole, t), rate))
    else:
        told, claims = _too_long(quasi, point, [-g for g, _ in slopes], after.values[-1], decimals)
        facts |= told
    yield compared("first", made, facts, equals=made, claims=claims, terms=(there, line, made))
    step = bundled([b - a for a, b in zip(point, moved, strict=True)], after.exact or _exact_step(quasi, seen))
    change = bundled([b - a for (a, _), (b, _) in zip(slopes, then, strict=True)], after.exact)
    claims = tuple(agrees(g, v, sure and after.exact) for g, (v, sure) in zip(quasi.sought(moved), then, strict=True))
    less = tree.total(there, tree.negative(here))
    yield compared("moved", step, {}, equals=step, terms=(Name("s", "scalar"), less, step))
    yield compared(
        "changed",
        change,
        {},
        equals=change,
        claims=claims,
        terms=(_change(problem), tree.total(bundled([b for b, _ in then], after.exact), tree.negative(at)), change),
    )
    inner = sum((b - a) * (d - c) for a, b, (c, _), (d, _) in zip(point, moved, slopes, then, strict=True))
    learnt = _matrix(quasi, seen, 1)
    product_ = beside(inner, after.exact, decimals, DIGITS)
    along_it = Dot(step, change) if len(point) > 1 else tree.product(step, change)
    yield compared("inner", product_, {}, equals=product_, terms=(Name("r", "scalar"), along_it, product_))
    made_of = _made_of(step, change, product_) if after.exact and inner > 0 and len(point) == 2 else ()
    yield compared("update", learnt, {"inner": product_, "kept": inner <= 0}, equals=learnt, terms=(Name("B_1"), *made_of, learnt))


def _second(problem: Problem, quasi: Quasi, seen: Presented) -> Told:
    """The second step, the first along a way that the learnt matrix makes of the gradient."""
    n, now, decimals, known = len(quasi.variables), seen.walk.states[1], _decimals(problem), seen.readable > 1
    point, matrix = now.values[:n], quasi.matrix(now)
    slopes = quasi.slopes(point, CARRIED)
    way = list(-matrix * Matrix([g for g, _ in slopes]))
    at, along_it = (bundle([beside(v, known, decimals, DIGITS) for v in values]) for values in ([g for g, _ in slopes], way))
    sought, claims = quasi.sought(point), []
    for i, w in enumerate(way):
        left = tree.total(*(tree.product(-matrix[i, j], sought[j]) for j in range(n)))
        claims.append(agrees(left, w, known, (S.One, *matrix)))
    learnt = _matrix(quasi, seen, 1) if n > 1 else seen.values(1)[n]
    name = tree.negative(tree.product(Name("B_1"), _slope(problem, point_name(problem, 1))))
    terms = (name, tree.negative(tree.product(learnt, at)), along_it)
    yield compared("second_way", along_it, {}, equals=along_it, claims=tuple(claims), terms=terms)
    length = _lengths(quasi, seen, decimals)[1]
    made, t = bundle(seen.values(2, slice(0, n))), parameter(problem)
    poly = along(quasi.function, quasi.variables, point, way, t) if quasi.exact_search and known else None
    short = poly is not None and not length.has(Rounded) and all(readable(c, decimals) for c in poly.all_coeffs())
    facts: dict[str, object] = {"length": length, "searched": quasi.exact_search, "exact": short}
    claims = []
    if poly is not None and short:
        whole, rate = by_powers(poly, t), by_powers(poly.diff(t), t)
        ray = [on_ray(x, -w, t) for x, w in zip(point, way, strict=True)]
        facts |= {"t": t, "whole": whole, "rate": rate}
        claims = [Claim(At(quasi.function, quasi.variables, ray), whole), Claim(Diff(whole, t), rate)]
    elif not quasi.exact_search:
        told, tried = _too_long(quasi, point, way, seen.walk.states[2].values[-1], decimals)
        facts |= told
        claims += tried
    line = tree.total(bundle(_point(problem, quasi, seen, 1)), tree.product(length, along_it))
    yield compared("second", made, facts, equals=made, claims=tuple(claims), terms=(point_name(problem, 2), line, made))


def _too_long(
    quasi: Quasi, point: Sequence[Expr], way: Sequence[Expr], taken: Expr, decimals: bool
) -> tuple[dict[str, object], tuple[Claim, ...]]:
    """The value here and with the longer lengths, which do not bring enough; of many only the shortest."""
    ts = [S.One / 2**k for k in range(int(log(1 / taken, 2)))]
    places = [point, *([x + t * d for x, d in zip(point, way, strict=True)] for t in ts)]
    heights = [quasi.height(place, CARRIED) for place in places]
    claims = tuple(agrees(At(quasi.function, quasi.variables, p), v, sure) for p, (v, sure) in zip(places, heights, strict=True))
    here, *there = (beside(v, sure, decimals) for v, sure in heights)
    tried = tuple(zip((beside(t, True, decimals) for t in ts), there, strict=True))
    return {"here": here, "tried": tried if len(tried) <= MOST_TRIED else tried[-1:], "more": len(tried) > MOST_TRIED}, claims


def _made_of(step: Expr, change: Expr, inner: Expr) -> tuple[Expr, ...]:
    """The first matrix that is learnt, from the identity: (I - s y^T/r)(I - y s^T/r) + s s^T/r with the numbers put in."""
    s, y = Matrix(step.args), Matrix(change.args)
    left = Matrix.eye(len(s)) - s * y.T / inner
    return (tree.total(tree.product(_grid(left), _grid(left.T)), _grid(s * s.T / inner)),)


def _grid(matrix: Matrix) -> MatrixOf:
    return MatrixOf(*matrix.tolist())


def _slope(problem: Problem, here: Expr) -> Name:
    several = len(problem.variables) > 1
    return Name(problem.letter, "∇", (), (here,)) if several else Name(problem.letter, "′", problem.variables, (here,))


def _table(problem: Problem, quasi: Quasi, seen: Presented) -> Stage:
    """Every step with the value, the gradient and the length of the step that is taken next."""
    walk, n, decimals = seen.walk, len(quasi.variables), _decimals(problem)
    claims = list(quasi.claims(walk))
    heights = [quasi.height(s.values[:n], CARRIED) for s in walk.states]
    lengths = _lengths(quasi, seen, decimals)
    for k in kept_rows(len(walk.states)):
        point = walk.states[k].values[:n]
        claims.append(agrees(At(quasi.function, quasi.variables, point), heights[k][0], heights[k][1] and walk.states[k].exact))

    def row(k: int) -> tuple[object, ...]:
        state: WalkState = walk.states[k]
        known = state.exact and k < seen.readable
        slopes = quasi.slopes(state.values[:n], CARRIED)
        taken = lengths[k] if k < len(lengths) else ""
        height = beside(heights[k][0], heights[k][1] and known, decimals)
        return (
            Integer(k),
            place(_point(problem, quasi, seen, k)),
            height,
            bundle([beside(v, s and known, decimals) for v, s in slopes]),
            taken,
        )

    claims += [stated(Lt(b - a, 0, evaluate=False)) for (a, _), (b, _) in pairwise(heights) if a != b]
    last = bundle(_point(problem, quasi, seen, len(walk.states) - 1))
    end, bowl = walk.last.values[:n], quadratic(quasi.function, quasi.variables)
    passed = ridges(quasi.function, quasi.variables, end)
    claims += ridge_claims(quasi.function, quasi.variables, end, passed)
    falls = bowl is not None and sign_of(bowl.spectrum.least) == -1
    if bowl is not None and falls:
        claims.append(bowl.spectrum.claim)
    made = Table(rows(len(walk.states), row))
    facts = {
        "count": len(walk.states) - 1,
        "ended": walk.ended,
        "passed": passed,
        "falling": written(bowl.spectrum.least) if bowl is not None and falls else None,
        **seen.rounding(made.rows),
    }
    falling = decline(problem, (quasi.slopes(s.values[:n], CARRIED) for s in walk.states))
    return compared("walk", last, facts, equals=last, claims=tuple(claims), table=made, line=False, map=falling)


def _lengths(quasi: Quasi, seen: Presented, decimals: bool) -> tuple[Expr, ...]:
    """The lengths of the steps; those that are halved from 1 are exact, and stand all as fractions or all as decimals."""
    found = [s.values[-1] for s in seen.walk.states[1:]]
    if quasi.exact_search:
        return tuple(seen.values(k)[-1] for k in range(1, len(seen.walk.states)))
    return tuple(shown(t, all(readable(t, decimals) for t in found)) for t in found)


def _learnt(problem: Problem, quasi: Quasi, seen: Presented) -> Stage:
    """The matrix at the end; on a bowl after as many steps as variables it is the inverse of the Hessian matrix."""
    walk, n = seen.walk, len(quasi.variables)
    matrix = _matrix(quasi, seen, len(walk.states) - 1)
    bowl = quadratic(quasi.function, quasi.variables)
    claims: list[Claim] = []
    inverse = None
    if bowl is not None and bowl.definite and walk.last.exact:
        product_ = quasi.matrix(walk.last) * Matrix(bowl.matrix)
        if product_ == Matrix.eye(n):
            inverse = MatrixOf(*bowl.matrix)
            for i in range(n):
                for j in range(n):
                    left = tree.total(
                        *(
                            tree.product(quasi.matrix(walk.last)[i, m], Diff(Diff(quasi.function, quasi.variables[m]), quasi.variables[j]))
                            for m in range(n)
                        )
                    )
                    claims.append(Claim(left, Integer(i == j)))
    points = _points(problem, quasi, seen)
    centre = bowl.centre if bowl is not None and bowl.definite else None
    facts = {
        "inverse": inverse,
        "nothing": not any(_bends_up(quasi, a.values[:n], b.values[:n]) for a, b in pairwise(walk.states)),
        "taken_none": len(walk.states) == 1,
        "steps": len(walk.states) - 1,
        "done": walk.ended == "done",
    }
    return compared(
        "learnt",
        matrix,
        facts,
        equals=matrix,
        claims=tuple(claims),
        terms=(Name(f"B_{len(walk.states) - 1}"), matrix),
        map=PathMap(quasi.function, problem.letter, quasi.variables, points, letter(problem), centre),
    )


def _only(problem: Problem, bowl: Quadratic) -> Stage:
    """The second derivatives with their leading minors, which are positive."""
    f, variables, hessian = problem.given["function"], problem.variables, Matrix(bowl.matrix)
    minors = tuple(hessian[:k, :k].det() for k in range(1, len(variables) + 1))
    second = MatrixOf(*bowl.matrix) if len(variables) > 1 else hessian[0, 0]
    name = Name("H") if len(variables) > 1 else derivative_name(problem.letter, variables * 2, variables)
    entries = (
        Claim(Diff(Diff(f, u), v), e) for u, row in zip(variables, bowl.matrix, strict=True) for v, e in zip(variables, row, strict=True)
    )
    claims = (*entries, convex_claim(f, variables, True, True))
    return compared("only", second, {"minors": minors}, equals=second, claims=claims, terms=(name, second))


def _bends_up(quasi: Quasi, here: Sequence[Expr], there: Sequence[Expr]) -> bool:
    """Whether the gradient grows along a step, so that something is learnt from it."""
    slopes = zip(quasi.slopes(here, CARRIED), quasi.slopes(there, CARRIED), strict=True)
    return bool(sum((b - a) * (d - c) for a, b, ((c, _), (d, _)) in zip(here, there, slopes, strict=True)) > 0)


def _product(quasi: Quasi, learnt: Matrix, i: int, j: int) -> Expr:
    """An entry of the matrix that was learnt times that of the second derivatives, which are still to be found."""
    f, variables = quasi.function, quasi.variables
    return tree.total(*(tree.product(learnt[i, m], Diff(Diff(f, v), variables[j])) for m, v in enumerate(variables)))


def _change(problem: Problem) -> Name:
    """What the change of the gradient is called: y, or the next letter that the problem does not have."""
    return Name(next(c for c in ("y", "d", "g", "w", "D") if c not in problem.symbols and c != problem.letter), "scalar")


def _facts(problem: Problem) -> dict[str, object]:
    from tutor.maths.iteration.told import letter as called

    p, k = called(problem), Symbol("k", integer=True)
    steps, tolerance = asked(problem)
    bowl = quadratic(problem.given["function"], problem.variables)
    return {
        "now": Name(p, "", (k,)),
        "of": Symbol(problem.letter),
        "change_": _change(problem),
        "plural": len(problem.variables) > 1,
        "maximize": False,
        "tolerance": None if tolerance is None else shown(tolerance, readable(tolerance, True)),
        "asked_steps": steps,
        "bowl": bowl is not None and bowl.definite,
    }


TOPIC = Topic(
    "BFGS",
    (
        Field("function", "function"),
        Field("start", "point"),
        Field("steps", "count", required=False, most=MOST_STEPS),
        Field("tolerance", "scalar", required=False),
    ),
    plan,
    ("iterates",),
    facts=_facts,
    decimals=True,
)
