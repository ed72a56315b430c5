"""An improper integral that has a value called divergent."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _divergent(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    improper = "upper" in given and (given["upper"].is_infinite or given["lower"].is_infinite)
    if derivation.problem.kind == "integral" and improper and "expression" in fields_of(derivation):
        yield {"diverges": True}


MISTAKE = Mistake(
    "An unbounded range alone does not make an integral diverge.",
    "To what does the integral up to b tend when b grows?",
    answers=_divergent,
)
