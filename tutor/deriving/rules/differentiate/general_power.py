"""Logarithmic differentiation: f^g = e^(g ln f) where base and exponent both contain the variable."""

from collections.abc import Iterator

from sympy import Gt, Pow, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(f^g)' = f^g (g ln f)' where f > 0."""
    match node.expr:
        case Pow(args=(f, g)) if node.variable in f.free_symbols and node.variable in g.free_symbols:
            exponent = tree.product(g, tree.apply(log, f))
            yield Move(
                tree.product(node.expr, node.of(exponent)),
                {"f": f, "g": g, "exponent": exponent, "x": node.variable},
                (Gt(f, 0),),
            )


RULE = Rule(Diff, moves, Rank.REWRITE, "d/dx [f^g] = f^g d/dx [g ln f], f > 0", ("x^x", "(sin x)^x", "x^(x y)"), "Stewart, Calculus, 3.6")
