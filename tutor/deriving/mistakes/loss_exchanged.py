"""The sum of the squares for their mean, or the other way round."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import Rational, S

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import descents
from tutor.model import Derivation


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "regression_descent":
        n = len(problem.given["points"])
        by = S(n) if problem.given.get("loss", "mean") == "mean" else Rational(1, n)
        yield from descents(derivation, lambda d: replace(d, rate=d.rate * by))


MISTAKE = Mistake(
    "The sum of the squares and their mean are exchanged, so the steps are as many times too long or too short as there are points.",
    "By what is the sum of the squares divided?",
    answers=_other,
)
