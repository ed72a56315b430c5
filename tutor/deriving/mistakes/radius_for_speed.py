"""r dtheta for a piece of a curve r(theta) whose distance from the origin changes."""

from collections.abc import Iterator, Mapping

from sympy import cancel

from tutor.deriving.integrands import wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.deriving.mistakes.arc_element_missing import SPEEDS
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Diff


def _radius(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    radii = [s.before.expr for s in derivation.steps if s.rule.endswith(".radial") and isinstance(s.before, Diff)]
    speeds = [tree.plain(s.result) for s in derivation.steps if s.rule.endswith(SPEEDS)]
    if len(radii) == 1 and speeds and len(wholes(derivation)) == 1:
        r = tree.plain(radii[0])
        yield from with_integrand(derivation, lambda f: cancel(f / speeds[-1]) * r)


MISTAKE = Mistake(
    "A piece of the curve is as long as r times the change of the angle only where r does not change.",
    "Which two movements make up a small piece of the curve, and at which angle do they stand?",
    answers=_radius,
    rank=1,
)
