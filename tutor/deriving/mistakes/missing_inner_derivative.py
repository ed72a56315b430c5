"""The chain rule without its last factor: F'(g) for F'(g) g', or f_x + f_y for f_x x' + f_y y'."""

from collections.abc import Iterator

from sympy import Basic, Mul, S

from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At, Diff


def _without(step: Step) -> Iterator[Basic]:
    u, inside = step.facts["u"], step.facts["inside"]
    yield At(Diff(step.facts["outside"], u), (u,), (inside,))


def _bare(step: Step) -> Iterator[Basic]:
    """The terms of f_u u' + f_v v', or f(b) b' - f(a) a', without what stands inside."""
    bare = step.after
    for path, goal in tuple(tree.goals(bare)):
        if isinstance(goal, Diff) and isinstance(tree.get(bare, path[:-1]), Mul):
            bare = tree.put(bare, path, S.One)
    if bare != step.after:
        yield bare


def _first_factors(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    if any(len(path) > 1 for path in paths):
        yield tree.total(*(path[0] for path in paths))


MISTAKE = Mistake(
    "The inside was not differentiated: the chain rule multiplies by the derivative of the inner function.",
    "What is the derivative of the inner function, and where does it go?",
    rules={"differentiate.chain": _without, "differentiate.unspecified": _bare, "differentiate.integral": _bare},
    stages={"chain_rule.assemble": _first_factors},
)
