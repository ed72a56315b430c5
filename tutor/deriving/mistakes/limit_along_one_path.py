"""The value along one way taken for the limit."""

from collections.abc import Iterator, Mapping

from tutor.deriving.approaches import along_lines
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _one(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "limit" and fields.get("does_not_exist"):
        said = [s.result for s in derivation.steps if s.rule.endswith((".path", ".in_part", ".sequence", ".from_side", ".one_side"))]
        for value in dict.fromkeys((*said, *(v for v in along_lines(derivation) if v is not None))):
            if value.is_number:
                yield {"expression": value}
    elif derivation.problem.kind == "continuity" and fields.get("continuous") is False:
        yield {"continuous": True}


MISTAKE = Mistake(
    "Along one way the values tend to this, but along another they do not.",
    "Along which other ways can the point be reached?",
    answers=_one,
    rank=1,
)
