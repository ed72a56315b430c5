"""From 0 to infinity with c/x for x: the interval is run through from its other end, and the logarithm falls out of the sum."""

from collections.abc import Iterator

from sympy import S, Symbol

from tutor.maths.integrals.reflection import turned_over
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """2 int f dx = int (f(x) + f(c/x) c/x^2) dx."""
    found = turned_over(node)
    if found is None:
        return
    x: Symbol = node.variable
    total = written(found.total)
    facts = {"f": node.expr, "x": x, "inside": written(found.c / x), "turned": written(found.turned), "total": total}
    yield Move(S.Zero if found.total is S.Zero else tree.product(S.Half, node.of(total)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "2 int_0^oo f(x) dx = int_0^oo (f(x) + f(c/x) c/x^2) dx",
    ("ln(x)/(1 + x^2); x from 0 to oo", "ln(x)/(x^2 + 4); x from 0 to oo"),
    "Thomas, Calculus, 8, additional exercises",
    effort=2.5,
)
