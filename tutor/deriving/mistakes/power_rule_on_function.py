"""The integral of a power of a function taken as that of a power of the variable."""

from collections.abc import Iterator, Mapping

from sympy import Expr, Pow, S

from tutor.deriving.leaves import between
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _raised(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    if derivation.problem.kind != "integral":
        return
    f, x = tree.plain(given["integrand"]), derivation.problem.variables[0]
    k, power = f.as_independent(x, as_Add=False)
    if not isinstance(power, Pow) or x in power.exp.free_symbols or power.exp == -1 or power.base.diff(x, 2).is_zero:
        return
    g, n = power.args
    for slope in dict.fromkeys((S.One, g.diff(x), *(a.diff(x) for a in g.args if x in a.free_symbols))):
        found: Expr = k * g ** (n + 1) / ((n + 1) * slope)
        if "upper" in given:
            found = between(found, derivation)
        if not found.is_zero:  # a 0 says nothing of where it comes from
            yield {"expression": found}


MISTAKE = Mistake(
    "The rule for powers of the variable does not integrate a power of a function.",
    "What is the derivative of your answer, by the chain rule?",
    answers=_raised,
    rank=3,
)
