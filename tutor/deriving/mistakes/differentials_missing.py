"""A total differential without dx, dy."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for s in derivation.steps:
        if s.rule == "total_differential.assemble":
            yield {"expression": tree.plain(s.result).subs(dict.fromkeys(s.facts["steps"].values(), S.One))}


MISTAKE = Mistake(
    "A total differential says how much of each small change arrives: dx and dy belong to it.",
    "Which small change does each partial derivative multiply?",
    answers=_without,
)
