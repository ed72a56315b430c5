"""The contributions of the uncertainties with their signs, so that they cancel."""

from collections.abc import Iterator

from sympy import Abs, Add, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _signed(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    found = [s for s in derivation.steps if s.rule == "error_propagation.slope"]
    errors = [s.facts["uncertainty"] for s in derivation.steps if s.rule == "error_propagation.contribution"]
    if stage.facts.get("worst") and len(found) == len(errors) > 1:
        parts = [tree.plain(s.result) * tree.plain(e) for s, e in zip(found, errors, strict=True)]
        yield Abs(Add(*parts))
        yield Abs(Abs(parts[0]) - Add(*map(Abs, parts[1:])))


MISTAKE = Mistake(
    "In the worst case the errors do not cancel: their sizes add up.",
    "Do you know that the two errors have opposite signs?",
    stages={"error_propagation.total": _signed},
)
