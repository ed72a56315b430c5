"""Absolute values, maxima and minima: the interval is split where the inside changes its sign."""

from collections.abc import Iterator

from sympy import preorder_traversal

from tutor.maths.integrals.pieces import IntervalPiece, pieces
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """|g| is g where g is not negative, and -g elsewhere."""
    if not node.is_definite:
        return
    found = pieces(node)
    if found is None:
        return
    typed = next((e for e in preorder_traversal(node.expr) if isinstance(e, type(found.whole)) and tree.evaluated(e) == found.whole), None)
    facts = {
        "inside": written(found.inside) if typed is None or len(typed.args) > 1 else typed.args[0],
        "whole": written(found.whole) if typed is None else typed,
        "zeros": found.zeros,
        "x": node.variable,
        "pieces": [{"from": p.low, "to": p.high, "is": written(p.value)} for p in found.pieces],
    }
    yield Move(tree.total(*(_part(node, p) for p in found.pieces)), facts, found.conditions)


def _part(node: Int, piece: IntervalPiece) -> Int:
    return Int(written(piece.integrand), node.variable, piece.low, piece.high)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_a^b |g| dx = int_a^c (-g) dx + int_c^b g dx, g(c) = 0",
    ("|x - 1|; x from 0 to 3", "|x^2 - 1|; x from 0 to 2", "|sin x|; x from 0 to 2pi", "max(x, 1 - x); x from 0 to 1"),
    "Stewart, Calculus, 5.2",
    effort=1.0,
)
