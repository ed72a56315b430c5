"""A continuous function outside: its limit is the function at the limit of what stands inside."""

from collections.abc import Iterator

from sympy import Function, Pow

from tutor.maths.limits.arithmetic import EVERYWHERE
from tutor.maths.limits.tendency import tendency
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """lim F(g) = F(lim g)."""
    match node.expr:
        case Pow(args=(inside, n)) if n.is_Rational and n != -1 and tendency(node.of(inside)) == "finite":
            yield Move(tree.power(node.of(inside), n), {"f": node.expr, "inside": inside})
        case Function() if not node.expr.has(Diff):
            inside = node.expr.args[0]
            kind = tendency(node.of(inside))
            settles = tendency(node) in ("zero", "finite")
            if settles and (kind == "finite" or (kind == "zero" and isinstance(node.expr, EVERYWHERE))):
                yield Move(tree.apply(type(node.expr), node.of(inside)), {"f": node.expr, "inside": inside})


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "lim F(g) = F(lim g), where F is continuous at lim g",
    ("cos((x^2 - 1)/(x - 1)); x = 1", "ln((4x^2 + 1)/(x^2 + 3)); x = oo"),
    "Stewart, Calculus, 2.5",
)
