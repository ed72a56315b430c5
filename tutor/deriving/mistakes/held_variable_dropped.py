"""A factor that is held constant was dropped, or taken for a term that vanishes."""

from collections.abc import Iterator

from sympy import Basic, S

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _dropped(step: Step) -> Iterator[Basic]:
    held = set(step.before.held)
    kept = [f for f in tree.factors(step.facts["c"]) if not f.free_symbols & held]
    if len(kept) < len(tree.factors(step.facts["c"])):
        yield tree.product(*kept, step.before.of(step.facts["f"]))
        yield S.Zero


MISTAKE = Mistake(
    "A factor that is held constant stays in the derivative, as a number would.",
    "What is the derivative of 7x, and what would it be with y in the place of 7?",
    rules={"differentiate.constant_factor": _dropped},
    rank=3,
)
