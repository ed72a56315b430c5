"""Length: the square root of the sum of the squares of the components."""

from collections.abc import Iterator

from sympy import Rational

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Norm, Vector


def moves(node: Norm) -> Iterator[Move]:
    """|<a, b>| = sqrt(a^2 + b^2)."""
    match node.args[0]:
        case Vector(args=parts):
            after = tree.power(tree.total(*(tree.power(p, 2) for p in parts)), Rational(1, 2))
            yield Move(after, {"v": node.args[0]})


RULE = Rule(
    Norm, moves, Rank.CLOSE, "||<a, b, ...>|| = sqrt(a^2 + b^2 + ...)", ("<3, 4>", "<1, 1, 2>"), "Stewart, Calculus, 12.2", routine=True
)
