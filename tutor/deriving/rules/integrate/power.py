"""Power rule: the integral of x^n is x^(n+1)/(n+1), for every exponent but -1."""

from collections.abc import Iterator

from sympy import Ne, Pow, S

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The exponent goes up by one, and the power is divided by the new one."""
    x = node.variable
    base, n = tree.evaluated(node.expr).as_base_exp()
    if node.is_definite or base != x or x in n.free_symbols or n is S.NegativeOne:
        return
    after = written(Pow(x, n + 1) / (n + 1))
    yield Move(after, {"x": x, "n": n, "up": n + 1, "plain": node.expr == x}, (Ne(n, -1),))


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int x^n dx = x^(n+1)/(n+1), n != -1",
    ("x^3", "x", "sqrt(x)", "1/x^2", "x^n"),
    "Stewart, Calculus, 5.4",
    routine=True,
    effort=0.2,
)
