"""A limit that all straight lines agree on, and other ways do not."""

from collections.abc import Iterator, Mapping

from tutor.deriving.approaches import along_lines
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _lines(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    found = along_lines(derivation)
    if len(set(found)) == 1 and None not in found:
        if derivation.problem.kind == "limit" and fields.get("does_not_exist"):
            yield {"expression": found[0]}
        elif derivation.problem.kind == "continuity" and fields.get("continuous") is False:
            yield {"continuous": True}


MISTAKE = Mistake(
    "Straight lines all lead to this value, but there are other ways to the point.",
    "What happens along a parabola?",
    answers=_lines,
    rank=0,
)
