"""The integrand left in the old variables after a change of variables."""

from collections.abc import Iterator, Mapping

from sympy import Expr

from tutor.deriving.integrands import closed, factor, opened, with_integrals
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Int


def _as_it_was(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "change_of_variables":
        by = tree.plain(factor(derivation))

        def one(whole: Int) -> Expr:
            ranges = opened(whole)[1]
            new = sorted((r[0] for r in ranges), key=str)
            f = tree.plain(problem.given["integrand"]).subs(dict(zip(problem.variables, new, strict=False)), simultaneous=True)
            return closed(f * by, ranges)

        yield from with_integrals(derivation, one)


MISTAKE = Mistake(
    "The integrand was not written in the new variables.",
    "What are the old variables in terms of the new ones?",
    answers=_as_it_was,
    rank=2,
)
