"""Fewer variables: what does not depend on a variable does not care where that variable goes."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Lim


def moves(node: Lim) -> Iterator[Move]:
    """lim g(x) as (x, y) -> (a, b) is lim g(x) as x -> a."""
    kept = [v for v in node.variables if v in tree.evaluated(node.expr).free_symbols]
    if 0 < len(kept) < len(node.variables):
        others = tuple(v for v in node.variables if v not in kept)
        yield Move(Lim(node.expr, kept, [node.point[v] for v in kept]), {"f": node.expr, "others": others})


RULE = Rule(
    Lim,
    moves,
    Rank.CLOSE,
    "lim g(x) as (x, y) -> (a, b) is lim g(x) as x -> a",
    ("sin(x)/x; x = 0, y = 3",),
    "definition",
)
