"""The transposed matrix."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import MatrixOf


def _transposed(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    match derivation.answer:
        case None:
            return
        case found if isinstance(found.fields.get("matrix"), MatrixOf):
            yield {"matrix": MatrixOf(*zip(*found.fields["matrix"].rows, strict=True))}


MISTAKE = Mistake(
    "Rows and columns are exchanged: each function has its own row, each variable its own column.",
    "What do the entries of the first row have in common?",
    answers=_transposed,
)
