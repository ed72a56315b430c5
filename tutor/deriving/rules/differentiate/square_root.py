"""Square root: the derivative of sqrt(x) is 1/(2 sqrt(x))."""

from collections.abc import Iterator

from sympy import Gt, Pow, Rational, S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """The power rule for the exponent 1/2, as it is remembered."""
    match node.expr:
        case Pow(args=(base, n)) if base == node.variable and n == Rational(1, 2):
            after = tree.quotient(S.One, tree.product(S(2), tree.power(base, Rational(1, 2))))
            yield Move(after, {"x": node.variable}, (Gt(base, 0),))


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [sqrt(x)] = 1/(2 sqrt(x))", ("sqrt(x)",), "Stewart, Calculus, 3.1", routine=True)
