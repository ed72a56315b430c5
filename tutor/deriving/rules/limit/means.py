"""Squeeze by the sum inside: a product in front of F(s), s a sum of powers, is at most a number times a power of s."""

from collections.abc import Iterator

from sympy import Abs, Add, Expr, Le, Mul, preorder_traversal

from tutor.maths.limits.bounds import bounded, fraction_of, majorant
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bounded, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x y ln(x^2 + y^2)| <= (x^2 + y^2) |ln(x^2 + y^2)|/2, and what stands there depends on the sum only."""
    if len(node.variables) < 2 or node.expr.has(Diff) or node.at_infinity or any(node.point.values()):
        return
    value = tree.evaluated(node.expr)
    front = Mul(*(f for f in Mul.make_args(value) if (p := fraction_of(f, node.variables)) is not None and not p.below))
    swings = value / front
    if not front.has(*node.variables):
        return
    for total in _sums(swings, node):
        found = majorant(front, total, node.variables)
        if found is None:
            continue
        most, power = found
        size = total**power
        larger = written(most * size * swings)
        statement = Bounded(node.expr, written(most * size * Abs(swings)), node.variables, node.point.values())
        if tendency(node.of(larger)) != "zero" or bounded(statement) == "none":
            continue
        least = Le(written(abs(front)), written(most * size), evaluate=False)
        yield Move(node.of(larger), {"least": least, "larger": larger, "statement": statement}, (statement,))
        return


def _sums(swings: Expr, node: Lim) -> list[Expr]:
    """The sums inside the functions."""
    found = {e for e in preorder_traversal(swings) if isinstance(e, Add) and set(node.variables) <= e.free_symbols and e != swings}
    return sorted(found, key=lambda e: (e.count_ops(), str(e)))


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "if |f| <= g and g -> 0, then f -> 0; A^a B^b <= (A + B)^(a + b)",
    ("x y ln(x^2 + y^2); x = 0, y = 0", "x^3 ln(2x^2 + y^2); x = 0, y = 0"),
    "Stewart, Calculus, 14.2",
)
