"""Two sines, cosines or tangents that are equal: their angles are equal or mirrored, up to whole turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Add, Eq, Expr, Symbol, cos, exp, expand, log, pi, sin, tan

from tutor.maths.solving import move
from tutor.maths.solving.after import put
from tutor.maths.solving.moves.isolate import isolated
from tutor.maths.solving.state import Case, Cases, Outcome, State, letters, new_zero
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.turns import whole_numbers
from tutor.maths.solving.writing import size
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """sin u = sin v: u = v + 2kπ or u = π - v + 2kπ, and their like."""
    for zero in state.equations:
        if len(zero.factors) > 1 or len(state.left(zero.expr)) < 2:
            continue
        pair = _pair(zero.factors[0])
        if pair is None:
            continue
        function, u, v = pair
        k = next(letters(state))
        angles = _angles(function, u, v, k)
        limited = _limited(u, angles, k, state)
        angles = angles if limited is None else limited
        if not angles:
            continue
        periodic = function in (sin, cos, tan) and limited is None
        inner = replace(state.without(zero), parameters=(*state.parameters, *((k,) if periodic else ())))
        branches = []
        for a in angles:
            case = _case(inner, expand(u - a))
            if case is None:
                return
            branches.append(case)
        said = Equation(function(u, evaluate=False), function(v, evaluate=False))
        ways = tuple(Eq(u, a, evaluate=False) for a in angles)
        facts = {"equation": zero.shown, "function": function.__name__, "said": said, "ways": ways, "letter": k if periodic else None}
        facts["between"] = tuple(dict.fromkeys(r for r in state.conditions if r.free_symbols & (u - v).free_symbols)) if limited else ()
        burden = sum(size(b.case[0]) for b in branches) / 2
        if len(branches) == 1:
            line = Deduction("same_function", branches[0].case, facts)
            yield Outcome((line, *branches[0].lines), branches[0].then, branches[0].uses, burden)
        else:
            yield Outcome((), Cases("same_function", tuple(branches), facts), burden=burden)


def _case(state: State, difference: Expr) -> Case | None:
    """The case where two angles differ by what they may: solved for an unknown where that can be done."""
    zero, _ = new_zero(state, difference)
    if zero is None:
        return None
    left = sorted(state.left(zero.expr), key=lambda x: (abs(difference.diff(x)) != 1, -state.unknowns.index(x)))
    for x in left:
        value = isolated(zero.factors[0], x, state) if len(zero.factors) == 1 else None
        if value is not None:
            made, lines, end, uses = put(state, x, value, None)
            return Case((Eq(x, value, evaluate=False),), lines, made if end is None else end, uses=uses)
    return Case((Eq(zero.shown.left, zero.shown.right, evaluate=False),), (), state.and_zero(zero))


def _pair(factor: Expr) -> tuple[type, Expr, Expr] | None:
    """The function and both arguments where the factor is a difference (or, for odd functions, a sum) of two of its values."""
    terms = Add.make_args(expand(factor))
    if len(terms) != 2:
        return None
    (p, f), (q, g) = (t.as_coeff_Mul() for t in terms)
    if abs(p) != abs(q) or not isinstance(f, sin | cos | tan | exp | log):
        return None
    if not isinstance(g, sin | cos | tan | exp | log):
        return None
    u, v = f.args[0], g.args[0]
    if {f.func, g.func} == {sin, cos}:
        if f.func is cos:
            u, v = v, u
        return (sin, u, pi / 2 - v) if p == -q else (sin, u, v - pi / 2)
    if f.func is not g.func:
        return None
    if p == -q:
        return f.func, u, v
    if f.func in (sin, tan):
        return f.func, u, -v
    return (cos, u, pi - v) if f.func is cos else None


def _limited(u: Expr, angles: tuple[Expr, ...], k: Symbol, state: State) -> tuple[Expr, ...] | None:
    """The angles with the whole numbers that the conditions leave; None where they do not bound them."""
    out: list[Expr] = []
    for a in angles:
        turn = a.diff(k)
        found = None if turn == 0 else whole_numbers(u - a.subs(k, 0), turn, state.conditions)
        if found is None:
            return None
        out += [a.subs(k, m) for m in found]
    return tuple(out)


def _angles(function: type, u: Expr, v: Expr, k: Symbol) -> tuple[Expr, ...]:
    if function is sin:
        return v + 2 * k * pi, pi - v + 2 * k * pi
    if function is cos:
        return v + 2 * k * pi, -v + 2 * k * pi
    return (v + k * pi,) if function is tan else (v,)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "sin u = sin v where u = v + 2kπ or u = π - v + 2kπ; cos u = cos v where u = v + 2kπ or u = -v + 2kπ; tan u = tan v where u = v + kπ",
    ("cos(x) = cos(y), sin(x) + sin(x + y) = 0; x, y",),
    "Stewart, Calculus, Appendix D",
)
