"""Sum rule: a sum is integrated term by term."""

from collections.abc import Iterator

from sympy import Add, Expr, S

from tutor.maths.integrals.improper import proper
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral of f + g is that of f plus that of g."""
    if isinstance(node.expr, Add) and proper(node):  # two parts may diverge where their sum does not
        terms = tree.terms(node.expr)
        yield Move(tree.total(*(_termwise(node, t) for t in terms)), {"terms": terms, "x": node.variable})


def _termwise(node: Int, term: Expr) -> Expr:
    first, *rest = tree.factors(term)
    if first == S.NegativeOne and rest:
        return tree.negative(node.of(tree.product(*rest)))
    return node.of(term)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int (f + g) dx = int f dx + int g dx",
    ("x^3 + sin x", "x^2 - x y + 5"),
    "Stewart, Calculus, 5.4",
    routine=True,
    effort=0.3,
)
