"""Products of a sine and a cosine that make the sine of a sum, or the cosine of one."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul, S, cos, expand, pi, sin

from tutor.maths.solving import move
from tutor.maths.solving.state import Outcome, State, Zero, new_zero
from tutor.maths.solving.tree import Line
from tutor.maths.solving.turns import whole_numbers
from tutor.maths.solving.writing import equation_of
from tutor.model import Claim
from tutor.trees.heads import Equation

Angles = dict[type, Expr]


def outcomes(state: State) -> Iterator[Outcome]:
    """sin u cos v - cos u sin v = 0: sin(u - v) = 0, and its like."""
    for zero in state.equations:
        if len(zero.factors) > 1 or len(state.left(zero.expr)) < 2:
            continue
        found = _together(zero.factors[0])
        if found is None:
            continue
        number, value = found
        made, normal = new_zero(state, value)
        if made is None or len(made.factors) > 1:
            continue
        angle = value.args[0]
        facts = {"equation": equation_of(zero.factors[0]), "function": type(value).__name__, "angle": angle}
        line = Line("addition_theorem", (Equation(value, S.Zero),), facts, (Claim(zero.factors[0], number * value),))
        linear = _only_angle(value, state)
        if linear is None:
            yield Outcome((line,), state.without(zero).and_zero(Zero(made.factors, Equation(value, S.Zero))), normal.uses)
            continue
        between = tuple(dict.fromkeys(r for r in state.conditions if r.free_symbols & angle.free_symbols))
        only = Line("only_angle", (linear.shown,), {"equation": Equation(value, S.Zero), "between": between})
        yield Outcome((line, only), state.without(zero).and_zero(linear), normal.uses)


def _only_angle(value: Expr, state: State) -> Zero | None:
    """The angle where the conditions leave only one at which the sine, or cosine, is 0."""
    angle = value.args[0]
    first = S.Zero if isinstance(value, sin) else pi / 2
    found = whole_numbers(angle - first, pi, state.conditions)
    return new_zero(state, expand(angle - first - found[0] * pi))[0] if found is not None and len(found) == 1 else None


def _together(factor: Expr) -> tuple[Expr, Expr] | None:
    """c and sin(u + v), sin(u - v), cos(u + v) or cos(u - v), where the factor is c times that."""
    terms = Add.make_args(factor)
    if len(terms) != 2:
        return None
    (p, first), (q, second) = (t.as_coeff_Mul() for t in terms)
    if abs(p) != abs(q) or not all(_is_pair(t) for t in (first, second)):
        return None
    a, b = Mul.make_args(first)
    if {type(a), type(b)} == {sin, cos}:
        u, v = (a.args[0], b.args[0]) if isinstance(a, sin) else (b.args[0], a.args[0])
        if second != cos(u) * sin(v):
            return None
        value = sin(u + v) if p == q else sin(u - v)
        return (p, value) if isinstance(value, sin) else (-p, -value)
    u, v = a.args[0], b.args[0]
    other = sin if isinstance(a, cos) else cos
    if type(a) is not type(b) or second != other(u) * other(v):
        return None
    if p == q:
        return p, cos(u - v)
    return (p if isinstance(a, cos) else q), cos(u + v)


def _is_pair(product: Expr) -> bool:
    factors = Mul.make_args(product)
    return len(factors) == 2 and all(isinstance(f, sin | cos) for f in factors)


MOVE = move.Move(
    outcomes,
    move.Rank.CHOOSE,
    "sin u cos v - cos u sin v = sin(u - v), and the like for sums and for cosines",
    ("sin(x) cos(y) - cos(x) sin(y) = 0, x + y = 1; x, y", "cos(x) cos(y) - sin(x) sin(y) = 0, x - y = 1; x, y"),
    "Stewart, Calculus, Appendix D",
)
