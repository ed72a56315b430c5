"""Determinant by expansion along the row or column with the most zeros."""

from collections.abc import Iterator

from sympy import Expr

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Determinant, MatrixOf


def moves(node: Determinant) -> Iterator[Move]:
    """Entry times signed smaller determinant, added along one line; entries that are 0 are left out."""
    rows = node.matrix.rows
    n = len(rows)
    if n < 3:
        return
    lines = [("row", i, [(i, j) for j in range(n)]) for i in range(n)]
    lines += [("column", j, [(i, j) for i in range(n)]) for j in range(n)]
    kind, k, places = max(lines, key=lambda line: (sum(rows[i][j].is_zero is True for i, j in line[2]), line[0] == "row", -line[1]))
    parts: list[Expr] = []
    for i, j in places:
        if rows[i][j].is_zero:
            continue
        minor = Determinant(MatrixOf(*(r[:j] + r[j + 1 :] for r in (*rows[:i], *rows[i + 1 :]))))
        term = tree.product(rows[i][j], minor)
        parts.append(tree.negative(term) if (i + j) % 2 else term)
    yield Move(tree.total(*parts), {"m": node.matrix, "line": kind, "number": k + 1})


RULE = Rule(
    Determinant,
    moves,
    Rank.SPLIT,
    "det by cofactors along a row or column",
    ("[[1, 2, 3], [0, 1, 4], [5, 6, 0]]",),
    "Stewart, Calculus, 12.4",
)
