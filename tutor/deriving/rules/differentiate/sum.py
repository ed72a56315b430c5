"""Sum rule: a sum is differentiated term by term."""

from collections.abc import Iterator

from sympy import Add, Expr, S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(f + g)' = f' + g', and (f - g)' = f' - g'."""
    if isinstance(node.expr, Add):
        terms = tree.terms(node.expr)
        constants = tuple(t for t in terms if node.variable not in t.free_symbols)
        after = tree.total(*(_termwise(node, t) for t in terms))
        yield Move(after, {"terms": terms, "constants": constants, "x": node.variable, "held": node.held})


def _termwise(node: Diff, term: Expr) -> Expr:
    first, *rest = tree.factors(term)
    if first == S.NegativeOne and rest:
        return tree.negative(node.of(tree.product(*rest)))
    return node.of(term)


RULE = Rule(Diff, moves, Rank.SPLIT, "d/dx [f + g] = f' + g'", ("x^3 + sin x", "x^2 - x y + 5"), "Stewart, Calculus, 3.1", routine=True)
