"""Logarithm of a base that changes: log_g f is ln f/ln g, and that is differentiated."""

from collections.abc import Iterator

from sympy import Gt, Ne, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, LogBase


def moves(node: Diff) -> Iterator[Move]:
    """(log_g f)' = (ln f/ln g)' where g contains the variable."""
    match node.expr:
        case LogBase(args=(f, g)) if node.variable in g.free_symbols:
            quotient = tree.quotient(tree.apply(log, f), tree.apply(log, g))
            conditions = (*(() if f.is_positive else (Gt(f, 0),)), Gt(g, 0), Ne(g, 1))
            yield Move(node.of(quotient), {"f": f, "g": g, "quotient": quotient, "x": node.variable}, conditions)


RULE = Rule(
    Diff,
    moves,
    Rank.REWRITE,
    "d/dx [log_g f] = d/dx [ln f/ln g], f > 0, g > 0, g != 1",
    ("log_x(2)", "log_(x^2 + 2)(x)"),
    "Stewart, Calculus, 3.6",
)
