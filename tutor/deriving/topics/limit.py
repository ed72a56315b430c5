"""Limits in one and several variables: found by rules, or shown not to exist by two ways to the point that disagree."""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations, islice

from sympy import Abs, Add, And, Basic, Eq, Expr, Gt, Le, Mul, Ne, Poly, S, Symbol, cancel, expand, factor_terms, fraction, together

from tutor.deriving.two_pieces import conditions, must_have_two_sides, one_sided, sides
from tutor.errors import Unsupported
from tutor.maths.limits.paths import Path, along_path, differ, disagreement, every_line, paths, poles, sequences, vanishing
from tutor.maths.limits.powers import Powers, powers
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.maths.numbers import is_zero
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Lim, Name
from tutor.trees.heads.limit import SIGNS

AXES = 2  # the ways along them are looked at before a limit is believed in
LINES = 5  # among the first ways, which are looked at for values that swing for ever
SLOPES = ("m", "k", "c")  # the letter of a general line: the first that is not in use


def plan(problem: Problem) -> Plan:
    """The limit, or that there is none."""
    goal = Lim(problem.given["function"], problem.variables, problem.given["point"].values(), SIGNS[problem.given.get("side", "")])
    if "border" in problem.given:
        return (yield from _of_two_pieces(problem, goal))
    if (lettered := powers(goal)) is not None:
        return (yield from _of_powers(goal, lettered))
    if _equal_for(goal) is not None:
        return _by_cases((yield from _of_letters(goal, ())))
    found = yield from settled(goal)
    if found is None:
        yield from directions(goal, problem.letter)
        return Answer({"does_not_exist": True}, {"provided": _provided(goal)})
    return Answer({"expression": found})


Case = tuple[tuple[Basic, ...], Expr | None]  # what holds of the letters, and the limit then, if there is one


def _by_cases(cases: list[Case]) -> Answer:
    """The limit for some of the letters, and none for the others; none at all where that is what every case comes to."""
    if all(v is None for _, v in cases):
        return Answer({"does_not_exist": True})
    fields = tuple({"condition": And(*c), **({"does_not_exist": True} if v is None else {"expression": v})} for c, v in cases)
    return Answer({"cases": fields}, {"shown_cases": tuple({"condition": c, "limit": v} for c, v in cases)})


def _equal_for(goal: Lim) -> tuple[Path, Path, Symbol, Expr] | None:
    """Two lines with limits that agree for one value of a letter only: the letter and the value.

    None where they never do, or where it is not seen.
    """
    if not goal.free_symbols or len(goal.variables) < 2 or goal.at_infinity:
        return None
    if fraction(together(tree.evaluated(goal.expr)))[1].free_symbols - set(goal.variables):
        return None  # where a letter below is 0 a line may have no values
    ends = [(path, end) for path in islice(paths(goal), LINES) if (end := _end(path)) is not None]
    two = next(((p, q, expand(a - b)) for (p, a), (q, b) in combinations(ends, 2) if expand(a - b) != 0), None)
    if two is None or two[2].is_zero is False:
        return None
    *_, apart = two
    for letter in sorted(goal.free_symbols, key=str):
        steepness = apart.diff(letter)
        if steepness.is_number and steepness.is_nonzero and apart.is_polynomial(letter):
            value = expand(letter - apart / steepness)
            return None if (letter - value).is_zero is False else (two[0], two[1], letter, value)
    return None


def _end(path: Path) -> Expr | None:
    """Where a quotient of polynomials in the one variable tends along a line, without a letter below."""
    ((t, a),) = path.goal.point.items()
    value = tree.evaluated(path.goal.expr)
    end = cancel(value).subs(t, a) if value.is_rational_function(t) else S.NaN
    return end if end.is_finite and fraction(together(end))[1].is_number else None


def _of_letters(goal: Lim, held: tuple[Basic, ...]) -> Generator[Stage, Expr, list[Case]]:
    """By what the letters are: where two lines disagree there is no limit; where they agree the function is a simpler one."""
    found = _equal_for(goal)
    if found is None:
        limit = yield from settled(goal)
        return [(held, limit)]
    one, other, letter, value = found
    first = yield _stage("path", one, last=False)
    second = yield _stage("path", other, last=False)
    equal, apart = Eq(letter, value, evaluate=False), Ne(letter, value, evaluate=False)
    then = goal.of(written(factor_terms(tree.evaluated(goal.expr).subs(letter, value))))
    claims = (Claim(first.subs(letter, value), second.subs(letter, value)), Claim(tree.evaluated(goal.expr).subs(letter, value), then.expr))
    facts = {
        "first": first,
        "second": second,
        "equal": equal,
        "then": then.expr,
        "apart_then": (*held, apart),
        "equal_then": (*held, equal),
    }
    yield Stage("letters", then.expr, facts, kept=True, shown=UNSAID, claims=claims)
    return [((*held, apart), None), *(yield from _of_letters(then, (*held, equal)))]


def _of_powers(goal: Lim, found: Powers) -> Plan:
    """By the sign of one number made of the exponents: a bound where it is positive, two ways to the point where it is not."""
    t = Symbol(next(n for n in ("t", "s", "w") if n not in {str(s) for s in goal.expr.free_symbols}), real=True)
    sign = 1 if found.excess.is_positive else -1 if found.excess.is_nonpositive else 0
    positive, not_then = found.positive
    excess = tree.total(found.ratios, tree.negative(found.power))
    facts = {"sum": found.sum, "excess": excess, "sign": sign}
    if sign >= 0:
        size = Abs(tree.evaluated(goal.expr))
        told = facts | {"size": size, "bound": found.bound, "where": positive}
        yield Stage("powers", goal.expr, told, kept=True, shown=UNSAID, claims=(stated(Le(size, found.bound, evaluate=False)),))
    if sign <= 0:
        axis, other = found.axis, next(v for v in goal.variables if v != found.axis)
        on_axis = Lim(S.Zero, (other,), (S.Zero,))
        zero = Claim(tree.evaluated(goal.expr).subs(axis, S.Zero), S.Zero, (Gt(other, 0, evaluate=False),))
        told = {"equations": (Eq(axis, S.Zero, evaluate=False),), "last": False, "far": False, "provided": ()}
        yield Stage("path", on_axis, told, solve=False, equals=S.Zero, claims=(zero,))
        way, along = found.path(t), found.along(t)
        claim = Claim(tree.evaluated(goal.expr).xreplace(way), along, (Gt(t, 0, evaluate=False),))
        told = facts | {"way": way, "along": along, "t": t, "where": not_then}
        yield Stage("ratio", goal.expr, told, kept=True, shown=UNSAID, claims=(claim,))
    if sign:
        return Answer({"expression": S.Zero}, {"value": S.Zero}) if sign == 1 else Answer({"does_not_exist": True})
    return _by_cases([((positive,), S.Zero), ((not_then,), None)])


def _of_two_pieces(problem: Problem, goal: Lim) -> Plan:
    """Both pieces, each on its side of the border, or the one from whose side the point is approached."""
    if goal.side:
        f = next(f for f, side in zip((goal.expr, problem.given["second"]), one_sided(problem), strict=True) if side == goal.side)
        found = yield from settled_for_all(Lim(f, goal.variables, goal.point.values(), goal.side))
        return Answer({"does_not_exist": True} if found is None else {"expression": found})
    first, second = yield from sides(problem)
    if _apart(first, second):
        if len(problem.variables) > 1:
            must_have_two_sides(problem)
        yield _said("pieces_differ", first, second)
        return Answer({"does_not_exist": True})
    yield _said("pieces_agree", first, second)
    return Answer({"expression": first})


def _said(words: str, first: Expr, second: Expr) -> Stage:
    return Stage(words, first, {"first": first, "second": second}, solve=False, equals=first, shown=UNSAID)


def _apart(first: Expr, second: Expr) -> bool:
    """Whether two limits differ. `Unsupported` where it is not decided."""
    if {first, second} & {S.Infinity, S.NegativeInfinity}:
        return bool(first != second)
    zero = is_zero(tree.plain(first) - tree.plain(second))
    if zero is None:
        raise Unsupported("cannot do this: it is not decided whether the limits of both pieces agree")
    return not zero


def _facts(problem: Problem) -> dict[str, object]:
    """The pieces, for the words of the question."""
    border = problem.given.get("border")
    general = {x: x for x in problem.variables}
    if border is None:
        return {"cases": (), "general": general}
    pieces = (problem.given["function"], problem.given["second"])
    there = Name(problem.letter, "scalar", (), problem.given["point"].values())
    beside = tuple(Ne(x, a, evaluate=False) for x, a in problem.given["point"].items())
    return {
        "cases": tuple((f, (c,)) for f, c in zip(pieces, conditions(problem), strict=True)),
        "there": there,
        "beside": beside,
        "general": general,
    }


def _provided(goal: Lim) -> tuple[Basic, ...]:
    """What the letters must satisfy for both ways on which it was seen that there is no limit."""
    ways = disagreement(goal) if goal.free_symbols else None
    return tuple(dict.fromkeys(c for p in ways or () for c in _defined_for(p.goal)))


def settled_for_all(goal: Lim) -> Generator[Stage, Expr, Expr | None]:
    """As `settled`, where a limit that is denied for some of the letters only is no answer. Raises `Unsupported` there."""
    found = yield from settled(goal)
    if found is None and _provided(goal):
        raise _depends(goal)
    return found


def _depends(goal: Lim) -> Unsupported:
    listed = ", ".join(sorted(map(str, goal.expr.free_symbols - set(goal.variables))))
    return Unsupported(f"cannot do this: whether there is a limit may depend on {listed}; say more of it, or give a number")


def settled(goal: Lim) -> Generator[Stage, Expr, Expr | None]:
    """Where the function settles the rules find its limit; where it does not, two ways to the point are looked for, and it is None."""
    curve = next(poles(goal), None) is not None or vanishing(goal)
    looked_at = None if curve else AXES if len(goal.variables) > 1 else 0
    if tendency(goal) is not None and disagreement(goal, looked_at) is None:
        try:
            return (yield Stage("find", goal, {}, goal))
        except Unsupported:  # values that settle almost everywhere may differ along one line, as y = x
            if len(goal.variables) == 1 or (disagreement(goal) is None and _swing(goal) is None):
                raise
    if len(goal.variables) == 1:
        yield from _one_variable(goal)
    else:
        yield from _several_variables(goal)
    return None


def _one_variable(goal: Lim) -> Generator[Stage, Expr, None]:
    """The two sides, or two sequences."""
    if not goal.side and not goal.at_infinity:
        left, right = goal.from_side("-"), goal.from_side("+")
        if differ(left, right):
            yield from _compared("one_side", [Path((), left, True), Path((), right, True)])
            return
        for there, other, where in ((left, right, "right"), (right, left, "left")):
            if tendency(there) is None and tendency(other) is not None and sequences(there) is None:
                raise Unsupported(
                    f"cannot do this as a two-sided limit: the function seems to be defined on the {where} of the point only; "
                    f"ask for side = {where}"
                )
    two = sequences(goal)
    if two is None:
        raise Unsupported("cannot do this: it is not shown whether there is a limit: no two sequences were found with different limits")
    yield from _compared("sequence", list(two))


def _several_variables(goal: Lim) -> Generator[Stage, Expr, None]:
    """Two paths; where every line agrees and only a curve does not, the lines are shown too."""
    two = disagreement(goal)
    if two is None:
        if goal.expr.free_symbols - set(goal.variables):
            raise _depends(goal)
        yield from _swinging(goal)
        return
    first, second = two
    lines: Path | None = None
    slope = Symbol(next(n for n in SLOPES if n not in {str(s) for s in goal.expr.free_symbols}), real=True)
    if len(goal.variables) == 2 and not second.straight and not goal.at_infinity and not vanishing(goal):
        lines = every_line(goal, slope)
        if lines is not None and not differ(first.goal, lines.goal) and tendency(lines.goal) is not None:
            common = yield _stage("path", first, last=False)
            for axis in islice(paths(goal), 2):
                if axis != first and tendency(axis.goal) is not None:
                    yield _stage("path", axis, last=False)
            yield _stage("line", lines, last=False, slope=slope)
            end = yield _stage("path", second, last=True, other=common)
            _must_differ(common, end)
            return
    yield from _compared("path", [first, second])


def _swinging(goal: Lim) -> Generator[Stage, Expr, None]:
    """One line on which the function swings for ever: two sequences there."""
    found = _swing(goal)
    if found is None:
        raise Unsupported("cannot do this: it is not shown whether there is a limit: no two paths were found with different limits")
    line, two = found
    facts = {"equations": line.equations, "along": line.goal.expr}
    on_it = Claim(tree.substitute(goal.expr, {e.lhs: e.rhs for e in line.equations}), line.goal.expr)
    yield Stage("on_line", goal.expr, facts, kept=True, shown=UNSAID, claims=(on_it,))
    yield from _compared("sequence", list(two))


def _swing(goal: Lim) -> tuple[Path, tuple[Path, Path]] | None:
    """A line towards the point with two sequences of points on it whose values tend to different limits."""
    for line in islice(paths(goal), LINES):
        if line.straight and not line.goal.expr.has(S.NaN) and (two := sequences(line.goal)) is not None:
            return line, two
    return None


def _compared(words: str, two: list[Path]) -> Generator[Stage, Expr, None]:
    """Both limits, and that they differ."""
    first = yield _stage(words, two[0], last=False)
    second = yield _stage(words, two[1], last=True, other=first)
    _must_differ(first, second)


def _stage(words: str, path: Path, last: bool, other: Expr | None = None, slope: Symbol | None = None) -> Stage:
    facts = {
        "equations": path.equations,
        "last": last,
        "other": other,
        "side": path.goal.side,
        "slope": slope,
        "far": path.goal.at_infinity,
        "provided": (needed := _defined_for(path.goal)),
    }
    return Stage(words, path.goal, facts, path.goal, conditions=(*path.conditions, *needed))


def _defined_for(goal: Lim) -> tuple[Basic, ...]:
    """What the letters below the line must satisfy for values on a way: the first coefficient is not to be 0."""
    ((t, a),) = goal.point.items()
    under = tree.evaluated(fraction(goal.expr)[1])
    if a.is_infinite or not under.free_symbols - {t} or not under.is_polynomial(t):
        return ()
    lowest = factor_terms(Poly(expand(under.subs(t, t + a)), t).terms()[-1][1])
    bases = [f.as_base_exp()[0] for f in Mul.make_args(lowest)]
    return tuple(Ne(written(b), 0, evaluate=False) for b in bases if not b.is_number and not b.is_nonzero)


def _must_differ(a: Expr, b: Expr) -> None:
    if {a, b} & {S.Infinity, S.NegativeInfinity}:
        if a != b:
            return
    elif tree.evaluated(a - b).is_zero is False:
        return
    raise Unsupported("cannot do this: the limits along two ways were not shown to differ")


def directions(goal: Lim, letter: str, given: bool = False) -> Generator[Stage, Expr, None]:
    """The directional derivatives at a point without a limit, if the function is 0 there, as `given` or assumed: all may exist."""
    if len(goal.variables) != 2 or goal.side or goal.at_infinity or vanishing(goal):
        return
    used = {str(s) for s in goal.expr.free_symbols}
    if used & {"t", "u", "v"}:
        return
    t, u, v = (Symbol(name, real=True) for name in ("t", "u", "v"))
    (x, a), (y, b) = goal.point.items()

    def slope(p: Expr, q: Expr) -> Lim:
        return Lim(along_path(goal.expr / t, {x: tree.evaluated(a + t * p), y: tree.evaluated(b + t * q)}), (t,), (S.Zero,))

    slopes = [slope(u, v), slope(u, S.Zero), slope(S.Zero, v)]
    left_out = _directions_left_out(slopes[0].expr, t, u, v)
    if left_out is None or any(tendency(d) not in ("zero", "finite") for d in slopes):
        return
    called = Name(letter, "scalar", (), tuple(tree.evaluated(c + t * w) for c, w in ((a, u), (b, v))))
    facts = {"u": u, "v": v, "left_out": left_out, "quotient": tree.quotient(called, t), "given": given}
    yield Stage("direction", slopes[0], facts, slopes[0])
    for zero in left_out:
        axis = slopes[1] if zero == v else slopes[2]
        yield Stage("axis", axis, {"zero": zero, "last": zero == left_out[-1]}, axis)


def _directions_left_out(quotient: Expr, t: Symbol, u: Symbol, v: Symbol) -> tuple[Symbol, ...] | None:
    """The components that may not be 0 for the general direction to be right; None where more than that is left out.

    The coefficient of the lowest power of t below the line must not be 0.
    """
    under = fraction(together(tree.evaluated(quotient)))[1]
    if not under.is_polynomial(t, u, v):
        return None
    terms = Add.make_args(expand(Poly(under, t).terms()[-1][1]))
    if len(terms) > 1:  # u^2 + v^2 is not 0 for a unit vector
        return () if {u**2, v**2} <= {t.as_coeff_Mul()[1] for t in terms} and all(t.is_nonnegative for t in terms) else None
    return tuple(c for c in (u, v) if c in terms[0].free_symbols)


TOPIC = Topic(
    "Limit",
    (Field("function", "function"), Field("point", "point"), Field("side", "side", required=False)),
    plan,
    ("expression", "does_not_exist", "cases"),
    defined_there=False,
    facts=_facts,
    local="around",
    expected=Expected(shape="limit", operations=("limit",), nouns=("limit", "grenzwert")),
)
