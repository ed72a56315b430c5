"""A general expression where the value at a point was asked."""

from collections.abc import Iterator, Mapping

from sympy import Basic

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At

CHECKS = (".direct", ".matrices", ".simplest")  # told beside the way


def _general(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    ends = [s for s in derivation.steps if isinstance(s.before, At) and not s.rule.endswith(CHECKS)]
    if isinstance(stage.before, At) and ends and stage is ends[-1]:
        yield stage.before.expr


def _composed(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The derivative of a composition in its parameters, where inner values were put in at once."""
    last = [s for s in derivation.steps if s.rule == "chain_rule.evaluate"]
    if len(last) == 1 and isinstance(last[0].before, At) and "expression" in fields_of(derivation):
        inside = {s.name: s.before.expr for s in derivation.steps if s.rule == "chain_rule.inner_values" and isinstance(s.before, At)}
        yield {"expression": tree.plain(last[0].before.expr).subs({x: tree.plain(f) for x, f in inside.items()}, simultaneous=True)}


MISTAKE = Mistake(
    "This is the general expression; its value at the point was asked.",
    "What comes out when the coordinates of the point are put in?",
    stages={"*": _general},
    answers=_composed,
)
