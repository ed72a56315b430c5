"""One equation is left for two unknowns or more: its solutions are a curve or a surface, and the equation describes them."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, Expr, S

from tutor.maths.numbers import ball
from tutor.maths.solving import move
from tutor.maths.solving.ends import still_open
from tutor.maths.solving.inverse import kernels_of
from tutor.maths.solving.moves.isolate import isolated
from tutor.maths.solving.roots import keeps, vanishes_on
from tutor.maths.solving.state import Outcome, State
from tutor.maths.solving.tree import Found, Nothing, Root

PLACES = (0, 1, -1, 2, -2, 3, -3, 5, -5)  # whole numbers among which the equation's two sides change places


def outcomes(state: State) -> Iterator[Outcome]:
    """The curve, where its equation cannot be solved for an unknown and is known to have real solutions."""
    if len(state.equations) != 1 or len(state.equations[0].factors) > 1:
        return
    zero = state.equations[0]
    left = state.left(zero.expr)
    if len(left) < 2 or any(isolated(zero.factors[0], x, state) is not None for x in left):
        return
    if kernels_of(zero.factors[0], *left) and len(kernels_of(zero.factors[0], *left)) == 1 and _only_inside(zero.factors[0], left):
        return  # sin(x y) = 0 is solved for x y first
    if not changes_sign(zero.factors[0], left):
        return
    values = dict.fromkeys(state.unknowns)
    at: dict[Expr, Expr] = {u: u for u in values}
    for x, vs in reversed(state.values):
        if len(vs) != 1:
            return
        at[x] = vs[0].xreplace(at)
    if any(v.free_symbols - set(state.unknowns) - set(state.parameters) for v in at.values()) or keeps(state.conditions, at):
        return
    relation = Eq(zero.shown.left, zero.shown.right, evaluate=False)
    curve = Root(tuple((u, u) for u in state.unknowns), state.unknowns, (relation,))
    for c in state.conditions:
        if c.rel_op in (">", "<", "!=") and vanishes_on((c.lhs - c.rhs).xreplace(at), curve):
            yield Outcome((), Nothing("outside", (), {"values": ((relation,),), "family": (), "conditions": (c,)}))
            return
    whole = tuple(k for k in state.parameters if relation.has(k) or any(v.has(k) for v in at.values()))
    yield Outcome(
        (),
        Found((Root(tuple((u, at[u]) for u in state.origin), (*state.unknowns, *whole), (relation, *still_open(state, at, (relation,)))),)),
    )


def _only_inside(expr: Expr, left: tuple[Expr, ...]) -> bool:
    """Whether the unknowns occur only inside one function."""
    (kernel,) = kernels_of(expr, *left)
    return not expr.xreplace({kernel: S.One}).has(*left)


def changes_sign(expr: Expr, left: tuple[Expr, ...]) -> bool:
    """Whether the expression takes both signs, so that it is 0 somewhere between."""
    signs = set()
    for i, a in enumerate(PLACES):
        for j, b in enumerate(PLACES):
            at = {x: (a if k % 2 == 0 else b) + (i * j if k > 1 else 0) for k, x in enumerate(left)}
            value = ball(expr.subs({**{k: 0 for k in expr.free_symbols if k not in left}, **at}, simultaneous=True))
            if value is not None:
                signs |= {1} if value > 0 else {-1} if value < 0 else set()
            if len(signs) == 2:
                return True
    return False


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "one equation for several unknowns describes a curve of solutions",
    ("x^2 + y^2 = 1; x, y",),
    "by hand",
)
