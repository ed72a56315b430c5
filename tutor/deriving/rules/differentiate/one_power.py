"""One power: 1/x^n and (x^m)^n are written as a single power before they are differentiated."""

from collections.abc import Iterator

from sympy import Expr, Integer, Ne, Pow

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(x^m)^n = x^(m n) for a whole number n."""
    match node.expr:
        case Pow(args=(Pow(args=(base, m)), Integer() as n)) if base == node.variable and node.variable not in m.free_symbols:
            rewritten = tree.power(base, m * n)
            yield Move(node.of(rewritten), {"f": node.expr, "rewritten": rewritten}, _conditions(base, n))


def _conditions(base: Expr, n: Expr) -> tuple[Expr, ...]:
    return (Ne(base, 0),) if n.is_negative else ()


RULE = Rule(Diff, moves, Rank.SPLIT, "(x^m)^n = x^(m n)", ("1/x^2", "1/sqrt(x)", "(x^3)^2"), "Stewart, Calculus, 3.1", routine=True)
