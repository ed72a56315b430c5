"""The stages of Newton's method after its derivatives: one step in full, all steps in a table, and how sure the end is."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import chain, pairwise

from flint import arb
from sympy import Abs, Eq, Expr, Gt, Integer, Lt, Matrix, Rational, S, Symbol, sign, sqrt

from tutor.maths.iteration.newton import Newton, arrival, repeated
from tutor.maths.iteration.numbers import CARRIED, NoNumber, RunAway, agrees, readable, shown
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
    size,
    stopped,
)
from tutor.maths.iteration.walk import Walk
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.decline import DeclineMap
from tutor.printing.figures.path import PathMap
from tutor.rule import Stage
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import At, Determinant, Diff, MatrixOf, Name, Norm, Vector

DIGITS = 12  # shown: enough to see how they double
NEAR = (Rational(1, 10**9), Rational(1, 10**6), Rational(1, 10**3))  # half widths of an interval in which the sign changes

Told = Generator[Stage, Expr, None]


def rooted(problem: Problem, newton: Newton, steps: int | None) -> Generator[Stage, Expr, Answer]:
    """All stages, and the answer."""
    decimals = problem.origin.decimals
    walk = newton.walk(steps)
    seen = presented(walk, decimals, DIGITS)
    if len(walk.states) > 1:
        yield from _first(problem, newton, seen)
    elif walk.ended in ("flat", "singular"):
        yield _stuck(problem, newton)
    at = arrival(newton, walk)
    yield _table(problem, newton, seen, at)
    bends = ""
    if newton.of is not None:
        bends = yield from _bowl(problem, newton, seen, at is not None)
    if len(newton.variables) == 1 and len(walk.states) > 1:
        yield from _enclosed(problem, newton, seen)
    points = seen.all()
    facts = {"cycle": repeated(walk), "found": at is not None, "bends": bends}
    return Answer({"iterates": points, **stopped(walk)}, ending(problem, walk, points) | facts)


def _first(problem: Problem, newton: Newton, seen: Presented) -> Told:
    """The first step with its numbers put in."""
    start, after = seen.walk.states[0], seen.walk.states[1]
    decimals = problem.origin.decimals
    values, matrix = newton.values(start.values, CARRIED), newton.matrix(start.values, CARRIED)
    heights = [beside(v, sure and start.exact, decimals, DIGITS) for v, sure in values]
    slopes = [[beside(v, sure and start.exact, decimals, DIGITS) for v, sure in row] for row in matrix]
    here, there = point_name(problem, 0), point_name(problem, 1)
    variables = newton.variables
    claims = [agrees(At(f, variables, start.values), v, sure) for f, (v, sure) in zip(newton.functions, values, strict=True)]
    for f, row in zip(newton.functions, matrix, strict=True):
        found = (At(Diff(f, v, *(u for u in variables if u != v)), variables, start.values) for v in variables)
        claims += [agrees(g, v, sure) for g, (v, sure) in zip(found, row, strict=True)]
    made, filled = seen.values(1), put_in(newton.functions, variables, start.values)
    if len(variables) == 1:
        bent = put_in(newton.rows[0], variables, start.values)
        name = _value_name(problem, newton, here)
        yield compared(
            "value_there",
            heights[0],
            {},
            equals=heights[0],
            claims=tuple(claims),
            terms=(name, *filled, heights[0]),
        )
        name = Name(problem.letter, "′", variables * (1 if newton.of is None else 2), (here,))
        yield compared(
            "slope_there",
            slopes[0][0],
            {},
            equals=slopes[0][0],
            terms=(name, *bent, slopes[0][0]),
        )
        x0 = seen.values(0)[0]
        line = tree.total(x0, tree.negative(tree.quotient(heights[0], slopes[0][0])))
        step = tree.total(start.values[0], tree.negative(tree.quotient(*(At(e, variables, start.values) for e in _both(newton)))))
        yield compared(
            "first",
            made[0],
            {},
            equals=made[0],
            claims=(agrees(step, after.values[0], after.exact, start.values),),
            terms=(there, line, made[0]),
        )
        return
    matrix_here, values_here = MatrixOf(*slopes), Vector(*heights)
    matrix_name, values_name = Name("J" if newton.of is None else "H", "", (), (here,)), _value_name(problem, newton, here)
    yield compared(
        "matrix_there",
        matrix_here,
        {},
        equals=matrix_here,
        claims=tuple(claims),
        terms=(matrix_name, matrix_here),
    )
    yield compared(
        "values_there",
        values_here,
        {},
        equals=values_here,
        terms=(values_name, *filled, values_here),
    )
    moved = [b - a for a, b in zip(start.values, after.values, strict=True)]
    exact = after.exact
    step_shown = Vector(*(beside(m, exact, decimals, DIGITS) for m in moved))
    products = []
    for row, (value, sure) in zip(matrix, values, strict=True):
        left = tree.total(*(tree.product(m, d) for m, (d, _) in zip(moved, row, strict=True)))
        products.append(agrees(left, -value, exact and sure, (*moved, value)))
    quotients = _by_determinants(slopes, heights)
    equations = tuple(map(_row, slopes, heights))
    facts = {"matrix": matrix_name, "values": values_name, "equations": equations, "quotients": bool(quotients)}
    terms = (Name("s"), *quotients, step_shown)
    yield compared("solved", step_shown, facts, equals=step_shown, claims=tuple(products), terms=terms)
    goal = Vector(*made)
    yield compared("first", goal, {}, equals=goal, terms=(there, tree.total(Vector(*seen.values(0)), step_shown), goal))


def _row(row: Sequence[Expr], height: Expr) -> Eq:
    """An equation of the linear system for the step: its letters s_1, s_2, ... are left out where they have no part in it."""
    letters = [Symbol(f"s_{k}") for k in range(1, len(row) + 1)]
    left = tree.total(*(tree.scaled(m, s) for m, s in zip(row, letters, strict=True) if m != 0))
    return Eq(left, tree.evaluated(tree.negative(height)), evaluate=False)


def _by_determinants(rows_: Sequence[Sequence[Expr]], heights: Sequence[Expr]) -> tuple[Expr, ...]:
    """The solution of two such equations as quotients of determinants; nothing for more, or where fractions make it long."""
    if len(rows_) != 2 or not all(e.is_Integer for e in (*heights, *chain(*rows_))):
        return ()
    (a, b), (c, d), (p, q) = *rows_, [-h for h in heights]
    under = _crossed(a, d, b, c)
    return (Vector(tree.quotient(_crossed(p, d, b, q), under), tree.quotient(_crossed(a, q, p, c), under)),)


def _crossed(a: Expr, d: Expr, b: Expr, c: Expr) -> Expr:
    """ad - bc."""
    return tree.total(tree.product(a, d), tree.negative(tree.product(b, c)))


def _value_name(problem: Problem, newton: Newton, here: Expr) -> Name:
    """f(x_0), F(p_0), or the derivative or gradient there where a function is minimised."""
    several = len(newton.variables) > 1
    if newton.of is None:
        return Name("F", "", (), (here,)) if several else Name(problem.letter, "scalar", (), (here,))
    return Name(problem.letter, "∇", (), (here,)) if several else Name(problem.letter, "′", newton.variables, (here,))


def _both(newton: Newton) -> tuple[Expr, Expr]:
    f = newton.functions[0]
    return f, Diff(f, newton.variables[0])


def _bowl(problem: Problem, newton: Newton, seen: Presented, found: bool) -> Generator[Stage, Expr, str]:
    """Whether the function bends upward where the walk ended: then a minimum is near, or `found`."""
    last, n = seen.walk.last, len(newton.variables)
    matrix = Matrix([[v for v, _ in row] for row in newton.matrix(last.values, CARRIED)])
    minors = [matrix[:k, :k].det() for k in range(1, n + 1)]
    signs = [int(sign(m)) for m in minors]
    bends = "up" if all(s > 0 for s in signs) else "down" if all(s == (-1) ** k for k, s in enumerate(signs, start=1)) else ""
    bends = bends or ("both" if n == 2 and signs[-1] < 0 else "open")
    variables = newton.variables
    rows_ = [[At(Diff(f, v, *(u for u in variables if u != v)), variables, last.values) for v in variables] for f in newton.functions]
    parts = [rows_[0][0], *(Determinant(MatrixOf(*(r[:k] for r in rows_[:k]))) for k in range(2, n + 1))]
    claims = tuple(stated((Gt if s > 0 else Lt)(p, 0, evaluate=False)) for p, s in zip(parts, signs, strict=True) if s)
    picture = None if newton.of is None else PathMap(newton.of, problem.letter, variables, seen.all(), letter(problem))
    values = tuple(shown(m, readable(m, problem.origin.decimals)) for m in minors)
    facts = {"bends": bends, "found": found, "here": point_name(problem, len(seen.walk.states) - 1), "minors": values}
    facts["told"] = told = bends != "open" and (found or _closing(seen))
    goal = bundle(seen.values(len(seen.walk.states) - 1))
    yield compared("bends", goal, facts, equals=goal, claims=claims if told else (), line=False, map=picture)
    return bends


def _stuck(problem: Problem, newton: Newton) -> Stage:
    """Why there is not even a first step."""
    start = newton.start
    facts: dict[str, object] = {"here": _placed(start)}
    goal = bundle(start)
    return compared("stuck", goal, facts, equals=goal, claims=(_zero(newton, [tree.evaluated(s) for s in start]),), line=False)


def _zero(newton: Newton, point: list[Expr]) -> Claim:
    """That the determinant of the derivatives is 0 at a point."""
    variables = newton.variables
    rows_ = [[At(Diff(f, v, *(u for u in variables if u != v)), variables, point) for v in variables] for f in newton.functions]
    return Claim(rows_[0][0] if len(variables) == 1 else Determinant(MatrixOf(*rows_)), S.Zero)


def _table(problem: Problem, newton: Newton, seen: Presented, at: int | None) -> Stage:
    """Every step with the values of the functions there; from step `at` on these are 0."""
    walk, decimals = seen.walk, problem.origin.decimals
    claims = list(newton.claims(walk))
    heights = {k: newton.values(walk.states[k].values, CARRIED) for k in kept_rows(len(walk.states))}
    slopes = {k: newton.matrix(walk.states[k].values, CARRIED) for k in heights} if len(newton.variables) == 1 else {}

    def row(k: int) -> tuple[object, ...]:
        state = walk.states[k]
        known = state.exact and k < seen.readable
        columns: list[object] = [Integer(k), place(seen.values(k))]
        if newton.of is not None:
            height, sure = newton.at(newton.of, state.values, CARRIED)
            columns.append(beside(height, sure and known, decimals))
        columns.append(bundle([beside(v, sure and known, decimals) for v, sure in heights[k]]))
        if slopes:
            ((slope, sure),) = slopes[k][0]
            columns.append(beside(slope, sure and known, decimals))
        return tuple(columns)

    if newton.of is not None:
        for k in heights:
            height, sure = newton.at(newton.of, walk.states[k].values, CARRIED)
            claims.append(agrees(At(newton.of, newton.variables, walk.states[k].values), height, sure and walk.states[k].exact))
    last = bundle(seen.values(len(walk.states) - 1))
    cycle = repeated(walk)
    moved = _last_move(seen)
    if walk.ended in ("flat", "singular") and walk.last.exact:
        claims.append(_zero(newton, list(walk.last.values)))
    if at is not None:
        claims += [Claim(At(f, newton.variables, walk.states[at].values), S.Zero) for f in newton.functions]
    reached = newton.tolerance if walk.ended == "done" and at is None else None
    if reached is not None:
        values = [At(f, newton.variables, walk.last.values) for f in newton.functions]
        claims += [stated(r) for v in values for r in (Lt(v, reached, evaluate=False), Gt(v, -reached, evaluate=False))]
    made = Table(rows(len(walk.states), row))
    facts = {
        "count": len(walk.states) - 1,
        "ended": walk.ended,
        **seen.rounding(made.rows),
        "cycle": cycle,
        "moved": moved,
        "arrived": at,
        "reached": None if reached is None else shown(reached, readable(reached, True)),
        "stays": at is not None and at < len(walk.states) - 1,
        "place": None if at is None else _placed(seen.values(at)) if at < seen.readable else point_name(problem, at),
        "settled": _settled(seen),
        "away": _away(seen),
        "here": point_name(problem, len(walk.states) - 1),
    }
    return compared("walk", last, facts, equals=last, claims=tuple(claims), table=made, line=False, map=_falling(problem, newton, walk))


def _placed(values: tuple[Expr, ...]) -> Expr:
    """A point in words: the number alone in one variable."""
    return place(values) if len(values) > 1 else values[0]


def _falling(problem: Problem, newton: Newton, walk: Walk) -> DeclineMap:
    """How the values of the functions, or the gradient of the one that is minimised, go to 0."""
    values = [newton.values(s.values, CARRIED) for s in walk.states]
    if newton.of is not None:
        return decline(problem, values)
    name = Name("F") if len(newton.variables) > 1 else Name(problem.letter)
    called = Norm(name) if len(newton.variables) > 1 else Abs(name, evaluate=False)
    return DeclineMap(tuple(size(v for v, _ in at) for at in values), called)


def _moves(seen: Presented) -> list[Rational]:
    """The square of the length of each step."""
    states = seen.walk.states
    return [sum(((b - a) ** 2 for a, b in zip(s.values, t.values, strict=True)), S.Zero) for s, t in pairwise(states)]


def _last_move(seen: Presented) -> Expr | None:
    moves = _moves(seen)
    return shown(Rational(sqrt(moves[-1]).evalf(CARRIED)), False, 2) if moves else None


def _settled(seen: Presented) -> bool:
    """Whether the steps become smaller and smaller to the end, and the last is small."""
    moves = _moves(seen)
    return len(moves) > 1 and moves[-1] < moves[-2] and moves[-1] < max(1, sum(v**2 for v in seen.walk.last.values)) / 1000**2


def _closing(seen: Presented) -> bool:
    """Whether the walk has settled, and its steps shrink as near a simple stationary point: where it is none, by no more than halves."""
    return _settled(seen) and 16 * _moves(seen)[-1] < _moves(seen)[-2]


def _away(seen: Presented) -> bool:
    """Whether every step is longer than the one before, or the numbers have passed all bounds."""
    moves = _moves(seen)
    return seen.walk.ended == "large" or (len(moves) > 2 and all(a < b for a, b in pairwise(moves)))


def _enclosed(problem: Problem, newton: Newton, seen: Presented) -> Iterator[Stage]:
    """An interval about the last point at whose ends the function has different signs, so that it has a zero in it."""
    f, x = newton.functions[0], newton.variables[0]
    last = seen.walk.last.values[0]
    for half in NEAR:
        low, high = last - half, last + half
        try:
            (a, _), (b, _) = newton.at(f, (low,), CARRIED), newton.at(f, (high,), CARRIED)
        except (NoNumber, RunAway):
            continue
        if a * b < 0 and _continuous(f, x, last, half):
            claims = (
                stated((Lt if a < 0 else Gt)(At(f, (x,), (low,)), 0, evaluate=False)),
                stated((Lt if b < 0 else Gt)(At(f, (x,), (high,)), 0, evaluate=False)),
            )
            facts = {
                "half": shown(half, False, 2),
                "rises": b > 0,
                "name": point_name(problem, len(seen.walk.states) - 1),
            }
            goal = seen.values(len(seen.walk.states) - 1)[0]
            yield compared("enclosed", goal, facts, equals=goal, claims=claims, line=False)
            return


def _continuous(f: Expr, x: Symbol, middle: Rational, half: Rational) -> bool:
    """Whether a function has a value everywhere so near to a number: then it is continuous there, being composed of such functions."""
    ball = BALLS.number(int(middle.p), int(middle.q)) + arb(0, 1) * BALLS.number(int(half.p), int(half.q))
    try:
        found = Evaluator(BALLS, {x: Jet({0: ball})})(f)
    except NoValue:
        return False
    return bool(found.parts[0].is_finite())
