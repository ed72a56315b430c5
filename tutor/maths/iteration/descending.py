"""The stages of a descent after its gradient: one step in full, all steps in a table, and what becomes of them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from sympy import Abs, Expr, Gt, Le, Lt, Rational, S, Symbol, simplify

from tutor.maths.iteration import quadratic as bowls
from tutor.maths.iteration.descent import Descent
from tutor.maths.iteration.numbers import CARRIED, NOTHING, agrees, shown
from tutor.maths.iteration.ridge import ridge_claims, ridges
from tutor.maths.iteration.spectrum import legible, surd, written
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
)
from tutor.maths.iteration.walk import Walk
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.path import PathMap
from tutor.rule import Stage
from tutor.shown import Phrase, Table
from tutor.trees import tree
from tutor.trees.heads import At, MatrixOf, Name
from tutor.trees.heads.rounded import Rounded

SETTLED = 40  # digits of a value that no longer change: what is beyond them is rounding
Told = Generator[Stage, Expr, None]


def descended(problem: Problem, descent: Descent, steps: int) -> Generator[Stage, Expr, Answer]:
    """All stages, and the answer."""
    decimals = problem.origin.decimals
    walk = descent.walk(steps)
    seen = presented(walk, decimals)
    yield from _first(problem, descent, seen)
    heights = _heights(descent, walk)
    yield _table(problem, descent, seen, heights, steps)
    bowl = bowls.quadratic(descent.function, descent.variables, descent.sign)
    if bowl is not None and descent.method == "plain":
        yield from _curved(problem, descent, walk, bowl)
    elif bowl is not None and descent.method == "momentum" and bowl.definite:
        yield _heavy(descent, bowl)
    points = seen.all(descent.part(0))
    goal = bowl.centre if bowl is not None and bowl.definite else None
    path = PathMap(descent.function, problem.letter, descent.variables, points, letter(problem), goal)
    yield from _heading(descent, walk, heights, path, bowl is not None and bowl.definite and _outcome(descent, walk, bowl)[0] == "diverges")
    if bowl is not None and descent.method == "plain":
        yield from _closed(problem, descent, seen, bowl)
    fields: dict[str, object] = {"iterates": points, "values": tuple(beside(v, sure, decimals) for v, sure in heights)}
    if bowl is not None and descent.method == "plain" and bowl.centre is not None and bowl.spectrum.least.is_nonnegative:
        fields["stable_below"] = _limit(bowl)
    if walk.ended:
        fields["stopped"] = walk.ended
    return Answer(fields, ending(problem, walk, points))


def _limit(bowl: bowls.Quadratic) -> Expr:
    """The learning rate from which on a walk on a bowl does not converge."""
    return surd(2 / bowl.spectrum.most)


def _heights(descent: Descent, walk: Walk) -> list[tuple[Rational, bool]]:
    """The values of the function along the walk, each with whether it is exact."""
    found = ((state, *descent.height(state.values, CARRIED)) for state in walk.states)
    return [(value, sure and state.exact) for state, value, sure in found]


def _first(problem: Problem, descent: Descent, seen: Presented) -> Told:
    """The first step with its numbers put in."""
    if len(seen.walk.states) < 2:
        return
    start, after = seen.walk.states[0], seen.walk.states[1]
    slopes = descent.slopes(start.values[descent.part(0)], CARRIED)
    decimals = problem.origin.decimals
    at = tuple(beside(v, sure and start.exact, decimals) for v, sure in slopes)
    here = point_name(problem, 0)
    goals = tuple(descent.sought(start.values))
    filled = put_in(descent.gradient, descent.variables, start.values[descent.part(0)])
    for_slope = tuple(agrees(g, v, sure and start.exact) for g, (v, sure) in zip(goals, slopes, strict=True))
    name = Name(problem.letter, "∇", (), (here,)) if len(at) > 1 else Name(problem.letter, "′", descent.variables, (here,))
    yield compared("slope_there", bundle(at), {}, equals=bundle(at), claims=for_slope, terms=(name, *filled, bundle(at)))
    eta = descent.rate
    step = tree.product(eta, bundle(at))
    values = seen.values(1)
    made = bundle(values[descent.part(0)])
    claims = tuple(agrees(g, v, after.exact, start.values) for g, v in zip(_updated(descent, seen), after.values, strict=True))
    for k, kept in enumerate(descent.memory, start=1):
        found = bundle(values[descent.part(k)])
        yield compared("remembered", found, {"letter": Symbol(kept)}, equals=found, claims=claims, terms=(Name(f"{kept}_1"), found))
    if descent.method == "adam":
        yield from _put_right(descent, seen, claims)
    begun = bundle(seen.values(0, descent.part(0)))
    terms: list[Expr] = [point_name(problem, 1)]
    if descent.method == "plain":
        terms.append(tree.total(begun, step if descent.sign > 0 else tree.negative(step)))
    elif descent.method == "momentum":
        way = tree.product(eta, bundle(values[descent.part(1)]))
        terms.append(tree.total(begun, way if descent.sign > 0 else tree.negative(way)))
    yield compared("first", made, {"eta": eta}, equals=made, claims=claims, terms=(*terms, made))


def _put_right(descent: Descent, seen: Presented, claims: tuple[Claim, ...]) -> Told:
    """The running means after one step over the share that is not the 0 with which they began."""
    state = seen.walk.states[1]
    for k, (kept, share) in enumerate(zip(descent.memory, (descent.momentum, descent.decay), strict=True), start=1):
        counts = tree.evaluated(1 - share)
        found = bundle([shown(v / counts, state.exact, seen.digits) for v in state.values[descent.part(k)]])
        terms = (tree.quotient(Name(f"{kept}_1"), tree.total(S.One, tree.negative(share))), found)
        yield compared("put_right", found, {"letter": Symbol(kept)}, equals=found, claims=claims, terms=terms)


def _updated(descent: Descent, seen: Presented) -> Sequence[Expr]:
    start = seen.walk.states[0]
    return descent.update(start.values, descent.sought(start.values), 0)


def _table(problem: Problem, descent: Descent, seen: Presented, heights: Sequence[tuple[Rational, bool]], steps: int) -> Stage:
    """Every step in a table, long ones without their middle."""
    walk, decimals = seen.walk, problem.origin.decimals
    claims = list(descent.claims(walk))
    slopes = {}
    for k in kept_rows(len(walk.states)):
        state = walk.states[k]
        point = state.values[descent.part(0)]
        slopes[k] = [(v, sure and state.exact) for v, sure in descent.slopes(point, CARRIED)]
        claims += [agrees(g, v, sure, point) for g, (v, sure) in zip(descent.sought(state.values), slopes[k], strict=True)]
        value, sure = heights[k]
        claims.append(agrees(At(descent.function, descent.variables, point), value, sure))

    def row(k: int) -> tuple[object, ...]:
        exact = k < seen.readable
        columns = [
            tree.evaluated(Rational(k)),
            place(seen.values(k, descent.part(0))),
            shown(heights[k][0], exact and heights[k][1] and beside(heights[k][0], True, decimals) == heights[k][0]),
            bundle([beside(v, exact and sure, decimals) for v, sure in slopes[k]]),
        ]
        return (*columns, *(bundle(seen.values(k, descent.part(j))) for j in range(1, 1 + len(descent.memory))))

    made = Table(rows(len(walk.states), row))
    facts = {
        "count": len(walk.states) - 1,
        "steps": steps,
        "ended": walk.ended,
        **seen.rounding(made.rows),
        "memory": tuple(map(Symbol, descent.memory)),
        "of": Symbol(problem.letter),
    }
    last = bundle(seen.values(len(walk.states) - 1, descent.part(0)))
    falling = decline(problem, (descent.slopes(s.values[descent.part(0)], CARRIED) for s in walk.states))
    return compared("walk", last, facts, equals=last, claims=tuple(claims), table=made, line=False, map=falling)


def _outcome(descent: Descent, walk: Walk, bowl: bowls.Quadratic) -> tuple[str, bool]:
    """What becomes of a plain walk in the end, nothing where that is not known, and whether only its start makes it so."""
    found = bowls.outcome(bowl, tree.evaluated(descent.rate), walk.states[0].values) if descent.method == "plain" else None
    return found or ("", False)


def _heading(descent: Descent, walk: Walk, heights: Sequence[tuple[Rational, bool]], picture: PathMap, runs_away: bool) -> Iterator[Stage]:
    """Whether every step goes the right way, and the first that does not; where the walk `runs_away` on a bowl, that this does not last."""
    if len(heights) < 2:
        return
    values = [v for v, _ in heights]
    better = [(b < a) if descent.sign < 0 else (b > a) for a, b in pairwise(values)]
    better = [good or _arrived(a, b) for good, a, b in zip(better, heights, heights[1:], strict=False)]
    wrong = [k for k, good in enumerate(better) if not good]
    settled = next((k for k, two in enumerate(pairwise(heights)) if _arrived(*two)), None)
    first, last = (shown(values[k], False) for k in (0, -1))
    exact = [shown(v, sure) for v, sure in heights]
    claims = [
        stated((Lt if (b < a) else Gt if b > a else Le)(tree.total(exact[k + 1], tree.negative(exact[k])), 0, evaluate=False))
        for k, (a, b) in enumerate(pairwise(values))
        if abs(a - b) > abs(a) / 10**12
    ]
    end = walk.last.values[descent.part(0)]
    passed = ridges(descent.function, descent.variables, end, descent.sign)
    claims += ridge_claims(descent.function, descent.variables, end, passed, descent.sign)
    facts = {
        "passed": passed,
        "wrong": wrong[0] if wrong else None,
        "count": len(better),
        "many": len(wrong),
        "first": first,
        "final": last,
        "rough": tuple(not (sure and isinstance(v, Rounded) and v.complete) for (_, sure), v in ((heights[0], first), (heights[-1], last))),
        "level": values[0] == values[-1],
        "settled": settled if settled else None,
        "runs_away": runs_away,
        "blame": _blame(descent),
    }
    yield compared("heading", last, facts, equals=last, claims=tuple(claims), line=False, map=picture)


def _blame(descent: Descent) -> Literal["length", "direction"] | None:
    """Why steps go the wrong way that are not led by a memory of earlier ones: such a step is too long, or goes back."""
    rate = tree.plain(descent.rate)
    if descent.method not in ("plain", "rmsprop") or not (rate.is_positive or rate.is_negative):
        return None
    return "length" if rate.is_positive else "direction"


def _arrived(now: tuple[Rational, bool], then: tuple[Rational, bool]) -> bool:
    """Whether two values differ by no more than the digits that they are carried with: the walk is at its end."""
    (a, exact), (b, sure) = now, then
    return not (exact and sure) and abs(a - b) <= max(abs(a) / 10**SETTLED, NOTHING)


def _curved(problem: Problem, descent: Descent, walk: Walk, bowl: bowls.Quadratic) -> Told:
    """The eigenvalues of the second derivatives, the factor of each, and the learning rates that are safe."""
    found, eta = bowl.spectrum, tree.evaluated(descent.rate)
    turned = descent.sign > 0
    matrix = MatrixOf(*([written(e) for e in r] for r in found.matrix.rows))
    single = len(found.values) == 1  # then the matrix is a number
    bends = matrix.rows[0][0] if single else matrix
    yield compared("bending", found.matrix, {"turned": turned, "single": single}, equals=found.matrix, terms=(Name("H"), bends))

    plainly = all(map(legible, (*found.values, *(e for r in found.matrix.rows for e in r))))
    facts: dict[str, object] = {"count": len(found.values), "values": None if plainly else tuple(map(written, found.values))}
    facts["roots"] = () if all(v.is_rational for v in found.values) else tuple(map(written, dict.fromkeys(found.values)))
    lines = (found.characteristic, *(() if found.diagonal else (found.polynomial,)), found.factored)
    same = (Claim(found.characteristic, found.polynomial),)
    yield compared("eigenvalues", found.characteristic, facts, equals=found.factored, claims=same, terms=lines, line=plainly and not single)
    distinct = tuple(dict.fromkeys(found.values))
    factors = [bowls.factor(eta, v) for v in distinct]
    decimals = problem.origin.decimals
    table = Table(tuple((_number(v), _number(m), Phrase(bowls.does(m))) for v, m in zip(distinct, factors, strict=True)))
    outcome, spared = _outcome(descent, walk, bowl)
    worst = bowls.worst_factor(bowl, eta)
    claims: list[Claim] = [Claim(tree.total(S.One, tree.negative(tree.product(eta, v))), m) for v, m in zip(distinct, factors, strict=True)]
    told: dict[str, object] = {
        "spectrum": True,
        "least": _number(found.least),
        "most": _number(found.most),
        "outcome": outcome,
        "spared": spared,
        "worst": _number(simplify(worst)),
        "definite": bowl.definite,
        "safe": None,
        "condition": None,
        "flat": found.least == 0,
        "uphill": descent.sign > 0,
        "single": len(found.values) == 1,
        "bends": found.most.is_positive,
        "decimals": decimals,
    }
    if bowl.definite:
        limit = _limit(bowl)
        condition = surd(found.most / found.least)
        best = surd(2 / (found.least + found.most))
        quickest = surd((condition - 1) / (condition + 1))
        told |= {"safe": _number(limit), "condition": _number(condition), "best": _number(best), "quickest": _number(quickest)}
        told["below"] = bool(tree.plain(eta - limit).evalf(30) < 0)
        told["round"] = found.least == found.most
        claims += [
            Claim(tree.product(limit, found.most), Rational(2)),
            Claim(tree.product(condition, found.least), found.most),
            Claim(tree.total(S.One, tree.negative(tree.product(best, found.least))), quickest),
            Claim(tree.total(S.One, tree.negative(tree.product(best, found.most))), tree.negative(quickest)),
            stated((Lt if told["below"] else Gt)(Abs(worst), 1, evaluate=False)) if worst != 1 else Claim(worst, S.One),
        ]
    yield compared("factors", found.matrix, told, equals=found.matrix, claims=tuple(claims), table=table, line=False)


def _number(value: Expr) -> Expr:
    return written(value)


def _heavy(descent: Descent, bowl: bowls.Quadratic) -> Stage:
    """The learning rates with which momentum still converges on a bowl."""
    most, beta = bowl.spectrum.most, tree.evaluated(descent.momentum)
    limit = surd(2 * (1 + beta) / most)
    below = bool((tree.evaluated(descent.rate) - limit).evalf(30) < 0)
    facts = {"most": _number(most), "limit": _number(limit), "below": below, "plainly": _number(surd(2 / most))}
    claims = (bowl.spectrum.claim, Claim(tree.product(limit, most), 2 * (1 + beta)))
    return compared("heavy", bowl.spectrum.matrix, facts, equals=bowl.spectrum.matrix, claims=claims, line=False)


def _closed(problem: Problem, descent: Descent, seen: Presented, bowl: bowls.Quadratic) -> Iterator[Stage]:
    """Where the variables do not mix, each coordinate by its own formula after all steps at once."""
    rows_, n, walk = bowl.matrix, len(descent.variables), seen.walk
    mixed = any(rows_[i][j] != 0 for i in range(n) for j in range(n) if i != j)
    if mixed or bowl.centre is None or not all(isinstance(c, Rational) for c in (*descent.start, tree.evaluated(descent.rate))):
        return
    k = len(walk.states) - 1
    eta, last = tree.evaluated(descent.rate), walk.last
    parts = []
    for i, x0 in enumerate(walk.states[0].values):
        multiplier = bowls.factor(eta, rows_[i][i])
        parts.append(tree.total(bowl.centre[i], tree.product(x0 - bowl.centre[i], tree.power(multiplier, k))))
    claims = tuple(agrees(p, v, last.exact, (v,)) for p, v in zip(parts, last.values, strict=True))
    shown_parts = [_power_form(walk.states[0].values[i], bowl.centre[i], bowls.factor(eta, rows_[i][i]), k) for i in range(n)]
    goal = bundle(seen.values(k))
    facts = {"k": k}
    yield compared("closed", goal, facts, equals=goal, claims=claims, terms=(point_name(problem, k), bundle(shown_parts), goal))


def _power_form(start: Rational, centre: Expr, multiplier: Expr, k: int) -> Expr:
    """c + (x - c) m^k as one writes it."""
    away = start - centre
    if away == 0:
        return centre
    term = tree.product(away, tree.power(multiplier, k)) if away != 1 else tree.power(multiplier, k)
    return term if centre == 0 else tree.total(centre, term)
