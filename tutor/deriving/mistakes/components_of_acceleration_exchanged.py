"""The tangential component of the acceleration for the normal one, or the whole of it."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    find = derivation.problem.given.get("find")
    found = {s.rule.rpartition(".")[2]: s.result for s in derivation.steps}
    vectors = [s.result for s in derivation.steps if isinstance(s.result, Vector) and s.facts.get("order") == 2]
    if find in ("tangential_acceleration", "normal_acceleration") and "speed" in found and vectors:
        a = tuple(map(tree.plain, vectors[-1].args))
        whole, own = sqrt(sum(c**2 for c in a)), tree.plain(fields_of(derivation)["expression"])
        yield {"expression": sqrt(whole**2 - own**2)}
        yield {"expression": whole}


MISTAKE = Mistake(
    "This is the other component of the acceleration, or all of it.",
    "Which part of the acceleration changes the speed, and which the direction?",
    answers=_other,
    rank=1,
)
