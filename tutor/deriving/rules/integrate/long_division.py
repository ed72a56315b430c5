"""Long division: a fraction whose numerator has no lower degree than its denominator is a polynomial and a proper fraction."""

from collections.abc import Iterator

from sympy import div

from tutor.maths.integrals.rational import as_fraction
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """p/q = s + r/q with the degree of r below that of q."""
    found = as_fraction(tree.evaluated(node.expr), node.variable)
    if found is None or found.over.degree() < found.under.degree():
        return
    quotient, rest = div(found.over, found.under)
    under = written(found.under.as_expr())
    facts = {
        "over": written(found.over.as_expr()),
        "under": under,
        "quotient": written(quotient.as_expr()),
        "rest": written(rest.as_expr()),
    }
    left = [] if rest.is_zero else [tree.quotient(written(rest.as_expr()), under)]
    yield Move(node.of(tree.total(written(quotient.as_expr()), *left)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "p/q = s + r/q, deg r < deg q",
    ("(x^3 + 1)/(x + 2)", "(x^2 + x + 5)/(x^2 + 4x + 10)", "x^2/(x^2 + 1)"),
    "Stewart, Calculus, 7.4",
    effort=2.0,
)
