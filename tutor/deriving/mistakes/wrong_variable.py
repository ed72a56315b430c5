"""Differentiated with respect to another variable."""

from collections.abc import Iterator

from sympy import Basic, Symbol

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import Diff, Vector


def _other(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    asked = stage.before
    if isinstance(asked, Diff):
        for v in derivation.problem.variables:
            if isinstance(v, Symbol) and v != asked.variable:
                yield Diff(asked.expr, v)


def _exchanged(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if isinstance(stage.before, Vector):
        yield Vector(*reversed(stage.before.args))


MISTAKE = Mistake(
    "This is the derivative with respect to another variable.",
    "Which variable moves, and which are held?",
    stages={"partial_derivative.differentiate": _other, "gradient.assemble": _exchanged},
    rank=2,
)
