"""Evaluated with the coordinates exchanged."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import At


def _swapped(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if isinstance(stage.before, At):
        expr, names, values = stage.before.args
        if len(set(values.args)) > 1:
            yield At(expr, names.args, tuple(reversed(values.args)))


MISTAKE = Mistake(
    "The coordinates of the point were put in in the wrong order.",
    "Which coordinate of the point is which variable?",
    stages={"*": _swapped},
    rank=4,
)
