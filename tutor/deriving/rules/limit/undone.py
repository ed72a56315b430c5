"""A logarithm of an exponential is the exponent."""

from collections.abc import Iterator

from sympy import Expr, exp, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """ln(e^u) = u."""
    if node.expr.has(Diff):
        return
    undone = [f for f in sorted(node.expr.atoms(log), key=str) if isinstance(f.args[0], exp)]
    if undone:
        yield Move(node.of(_undone(node.expr)), {"whole": undone[0], "u": undone[0].args[0].args[0]})


def _undone(expr: Expr) -> Expr:
    if isinstance(expr, log) and isinstance(expr.args[0], exp):
        return expr.args[0].args[0]
    return tree.rebuild(expr, tuple(map(_undone, expr.args))) if expr.args else expr


RULE = Rule(Lim, moves, Rank.SPLIT, "ln(e^u) = u", ("x ln(e^(-1/x)); x = 0+",), "definition")
