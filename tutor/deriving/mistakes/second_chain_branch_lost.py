"""A second derivative of a composition whose first partial derivatives were taken for functions of one inner quantity only."""

from collections.abc import Iterator

from sympy import Add, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Diff, Name


def _one_branch(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """The change of a slope along one of its inner quantities."""
    terms = stage.before.args if isinstance(stage.before, Add) else ()
    if len(terms) > 1:
        yield from sorted(terms, key=lambda term: not _is_along(term, stage.facts["edge"]))


def _is_along(term: Basic, edge: Name) -> bool:
    """Whether a slope is differentiated once more with respect to its own variable."""
    return any(isinstance(goal, Diff) and goal.variable in edge.args[2].args for _, goal in tree.goals(term))


MISTAKE = Mistake(
    "A first partial derivative depends on every inner quantity, so it changes along every branch once more.",
    "On which quantities does each first partial derivative depend?",
    stages={"chain_rule.branch": _one_branch},
    rank=1,
)
