"""Partial fractions: a proper fraction is a sum of fractions over the factors of its denominator."""

from collections.abc import Iterator

from sympy import Add, Expr, factor

from tutor.maths.integrals.rational import as_fraction, partial_fractions
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Equation, Int


def moves(node: Int) -> Iterator[Move]:
    """With a letter for each numerator; their values are found by comparing coefficients."""
    f = tree.evaluated(node.expr)
    found = as_fraction(f, node.variable)
    if found is None or found.over.degree() >= found.under.degree():
        return
    parts = partial_fractions(found)
    if parts is None or not isinstance(parts.total, Add) or parts.total == f:
        return
    under = found.under.as_expr()
    facts = {
        "f": node.expr,
        "under": written(under),
        "factored": written(parts.denominator),
        "whole": tree.scaled(written(parts.scale), written(parts.denominator)),
        "ansatz": tree.total(*(written(t) for t in parts.ansatz.args)),
        "over": written(parts.over),
        "cleared": tree.total(*map(written, parts.cleared)),
        "seen": tuple((node.variable, zero, Equation(value, tree.scaled(by, letter))) for zero, value, by, letter in parts.seen),
        "values": parts.values,
        "split": factor(under) != under and not under.is_Mul and not under.is_Pow,
    }
    yield Move(node.of(tree.total(*(written(_shown(t)) for t in parts.total.args))), facts)


def _shown(term: Expr) -> Expr:
    """A term with its numerator in one piece."""
    value: Expr = term.factor() if not term.free_symbols else term
    return value


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "p/((x - a)(x - b)) = A/(x - a) + B/(x - b)",
    ("(7x + 7)/(x^2 + 3x - 10)", "(x + 1)/(x (x - 1)^2)", "1/(x^3 + x)", "1/(x^2 - 2)"),
    "Stewart, Calculus, 7.4",
    effort=3.0,
)
