"""A surface integral without the length of the normal vector."""

from collections.abc import Iterator, Mapping

from sympy import cancel, sqrt

from tutor.deriving.integrands import placed_length, places, wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    lengths = [s.result for s in derivation.steps if s.rule.endswith(".length") and "patch" in s.facts]
    shorter = [tree.plain(s.result) for s in derivation.steps if s.rule.endswith(".shorter")]
    normals = [s.result for s in derivation.steps if s.rule.endswith(".normal") and isinstance(s.result, Vector)]
    if not lengths and normals:
        lengths = [sqrt(sum(tree.plain(c) ** 2 for c in normals[-1].args))]
    if lengths and wholes(derivation):
        by = shorter[-1] if shorter and not places(derivation) else placed_length(derivation, lengths[-1])
        yield from with_integrand(derivation, lambda f: cancel(f / by))
        if normals:  # the area of the shadow, in the parameters
            shadow = tree.plain(normals[-1].args[-1])
            yield from with_integrand(derivation, lambda f: cancel(f / by) * shadow)


MISTAKE = Mistake(
    "A small piece of the surface is larger than its shadow: the length of r_u x r_v is missing, or was divided away.",
    "How much larger is a piece of a slope than the ground below it?",
    answers=_without,
    rank=1,
)
