"""Squeeze by the sum inside: a product in front of F(s), s a sum of powers, is at most a number times a power of s."""

from collections.abc import Iterator

from sympy import Abs, Add, Dummy, Expr, Function, Le, Mul

from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.bounds import fraction_of, majorant
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Apart, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x y ln(x^2 + y^2)| <= (x^2 + y^2) |ln(x^2 + y^2)|/2, and what stands there depends on the sum only."""
    if len(node.variables) < 2 or node.expr.has(Diff) or node.at_infinity:
        return
    value = tree.evaluated(node.expr).xreplace({v: v + a for v, a in node.point.items()})
    back = {v: v - a for v, a in node.point.items()}
    front = Mul(*(f for f in Mul.make_args(value) if (p := fraction_of(f, node.variables)) is not None and not p.below))
    swings = value / front
    for total in _sums(swings, node) if front.has(*node.variables) else ():
        found = majorant(front, total, node.variables)
        if found is None:
            continue
        most, size = written(found[0]), written((total ** found[1]).xreplace(back))
        beside, ahead = written(swings.xreplace(back)), written(abs(front).xreplace(back))
        front_bound = size if most == 1 else tree.product(most, size)
        larger = tree.product(front_bound, beside)
        bound = tree.product(front_bound, Abs(beside, evaluate=False))
        if tendency(node.of(larger)) != "zero":
            continue
        facts = {"least": Le(ahead, front_bound, evaluate=False), "larger": larger, "total": written(total.xreplace(back))}
        if (move := squeezed(node, bound, facts, larger, Apart(ahead, Abs(beside, evaluate=False)))) is not None:
            yield move
            return


def _sums(swings: Expr, node: Lim) -> list[Expr]:
    """The sums inside the functions without which no variable is left."""
    found = {f.args[0] for f in swings.atoms(Function) if isinstance(f.args[0], Add)}
    alone = [e for e in found if not swings.subs(e, Dummy()).has(*node.variables)]
    return sorted(alone, key=lambda e: (e.count_ops(), str(e)))


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "if |f| <= g and g -> 0, then f -> 0; A^a B^b <= (A + B)^(a + b)",
    ("x y ln(x^2 + y^2); x = 0, y = 0", "x^3 ln(2x^2 + y^2); x = 0, y = 0"),
    "Stewart, Calculus, 14.2",
)
