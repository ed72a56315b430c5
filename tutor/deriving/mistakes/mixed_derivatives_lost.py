"""A matrix with zeros beside its diagonal, or its determinant without the mixed product."""

from collections.abc import Iterator, Mapping

from sympy import Basic, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import MatrixOf


def _diagonal(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    matrix = fields_of(derivation).get("matrix")
    if derivation.problem.kind == "hessian" and isinstance(matrix, MatrixOf):
        yield {"matrix": MatrixOf(*([e if j == k else S.Zero for j, e in enumerate(row)] for k, row in enumerate(matrix.rows)))}


def _one_product(step: Step) -> Iterator[Basic]:
    rows = step.facts["m"].rows
    if len(rows) == 2:
        yield tree.product(rows[0][0], rows[1][1])


MISTAKE = Mistake(
    "The entries beside the diagonal count too.",
    "What changes in the first derivative when the other variable moves?",
    answers=_diagonal,
    rules={"matrix.two_by_two": _one_product},
    rank=2,
)
