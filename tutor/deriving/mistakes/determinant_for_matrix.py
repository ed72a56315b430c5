"""The determinant where the matrix was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import MatrixOf


def _determinant(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    matrix = fields_of(derivation).get("matrix")
    if isinstance(matrix, MatrixOf) and len(matrix.rows) == len(matrix.rows[0]) == 2:
        (a, b), (c, d) = (tuple(map(tree.plain, row)) for row in matrix.rows)
        yield {"expression": a * d - b * c}


MISTAKE = Mistake(
    "This is the determinant; the matrix itself was asked.",
    "How many entries does the matrix have?",
    answers=_determinant,
)
