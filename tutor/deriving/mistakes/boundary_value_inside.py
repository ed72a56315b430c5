"""The value on the boundary used inside: x^2 + y^2 + z^2 replaced by a^2 throughout a ball."""

from collections.abc import Iterator, Mapping

from sympy import Expr, S, cancel

from tutor.deriving.integrands import closed, factor, opened, with_integrals
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Int


def _frozen(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    by, met = tree.plain(factor(derivation)), False

    def one(whole: Int) -> Expr:
        nonlocal met
        f, ranges = opened(whole)
        inner = tree.plain(f) / by
        for v, _, high in ranges:
            if v.name in ("r", "rho") and inner.has(v) and tree.plain(high).is_number:
                inner, met = inner.subs(v, tree.plain(high)), True
        return closed(cancel(inner) * by, ranges)

    if by is not S.One and derivation.problem.kind in KINDS:
        found = list(with_integrals(derivation, one))
        yield from found if met else ()


KINDS = ("divergence_theorem", "integral_over_region", "green")


MISTAKE = Mistake(
    "The equation of the boundary holds on the boundary only; inside, the distance is smaller.",
    "What is the integrand at the centre?",
    answers=_frozen,
    rank=10,
)
