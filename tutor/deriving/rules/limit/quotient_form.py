"""Tangent and its kin where they grow beyond all bounds: written as quotients of sine and cosine."""

from collections.abc import Iterator

from sympy import cos, cot, csc, sec, sin, tan

from tutor.maths.limits.tendency import tendency
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

QUOTIENTS = {
    tan: lambda u: tree.quotient(sin(u), cos(u)),
    cot: lambda u: tree.quotient(cos(u), sin(u)),
    sec: lambda u: tree.power(cos(u), -1),
    csc: lambda u: tree.power(sin(u), -1),
}


def moves(node: Lim) -> Iterator[Move]:
    """tan u = sin u/cos u, cot u = cos u/sin u, sec u = 1/cos u, csc u = 1/sin u."""
    if node.expr.has(Diff):
        return
    for f in sorted(node.expr.atoms(*QUOTIENTS), key=str):
        if tendency(node.of(f)) in ("oo", "-oo") or (isinstance(f, cot | csc) and tendency(node.of(f.args[0])) == "zero"):
            new = QUOTIENTS[type(f)](f.args[0])
            yield Move(node.of(tree.replaced(node.expr, f, new)), {"f": f, "quotient": new})
            return


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "tan u = sin u/cos u, cot u = cos u/sin u, sec u = 1/cos u, csc u = 1/sin u",
    ("tan(x); x = pi/2-", "x cot(x); x = 0"),
    "definition",
)
