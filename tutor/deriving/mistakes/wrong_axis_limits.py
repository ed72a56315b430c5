"""The limits of one variable taken for those of another."""

from collections.abc import Iterator, Mapping

from sympy import Expr

from tutor.deriving.integrands import SET_UP, closed, opened, wholes, with_integrals
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Int

KINDS = ("iterated_integral", "integral_over_region", *SET_UP)


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    def one(whole: Int) -> Expr:
        f, ranges = opened(whole)
        names = [v for v, *_ in ranges]
        new = dict(zip(names, reversed(names), strict=True))
        turned = tuple((new[v], *(tree.plain(end).xreplace(new) for end in (low, high))) for v, low, high in ranges)
        return closed(f, turned)

    if (
        derivation.problem.kind in KINDS
        and wholes(derivation)
        and all(v.name in "xyz" for w in wholes(derivation) for v, *_ in opened(w)[1])
    ):
        yield from with_integrals(derivation, one)


def _as_given(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The limits of the given order kept for the new one."""
    given = derivation.problem.given.get("limits")
    if derivation.problem.kind == "reverse_order" and given:

        def one(whole: Int) -> Expr:
            f, ranges = opened(whole)
            ends = [(low, high) for _, low, high in given]
            return closed(f, tuple((v, *pair) for (v, *_), pair in zip(ranges, reversed(ends), strict=True)))

        yield from with_integrals(derivation, one)


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from _exchanged(derivation)
    yield from _as_given(derivation)


MISTAKE = Mistake(
    "The limits belong to the other variable.",
    "Which limits stand with which differential?",
    answers=_answers,
    rank=2,
)
