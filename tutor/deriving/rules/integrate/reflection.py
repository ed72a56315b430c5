"""Read from the other end: with u = a + b - x the integral is that of f(a + b - x), and the sum of the two is simple."""

from collections.abc import Iterator

from sympy import S, expand

from tutor.maths.integrals.reflection import reflected
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """2 int f dx = int (f(x) + f(a + b - x)) dx."""
    if not node.is_definite or (found := reflected(node)) is None:
        return
    a, b = node.limits
    total = expand(found.total) if found.total.is_number else found.total
    half = tree.evaluated(total / 2)
    facts = {
        "f": node.expr,
        "x": node.variable,
        "a": a,
        "b": b,
        "inside": written(tree.evaluated(a + b - node.variable)),
        "turned": written(found.turned),
        "total": written(tree.evaluated(total * found.rest)),
    }
    after = tree.product(half, tree.evaluated(b - a)) if found.rest is S.One else tree.scaled(half, node.of(written(found.rest)))
    yield Move(after, facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "2 int_a^b f(x) dx = int_a^b (f(x) + f(a + b - x)) dx",
    ("sqrt(sin x)/(sqrt(sin x) + sqrt(cos x)); x from 0 to pi/2", "x sin(x)/(1 + cos(x)^2); x from 0 to pi"),
    "Thomas, Calculus, 5, additional exercises",
    effort=6.0,
)
