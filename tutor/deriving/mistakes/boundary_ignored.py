"""Only the candidates inside of a region compared."""

from collections.abc import Iterator, Mapping

from sympy import Eq
from sympy.core.relational import Relational

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import KINDS, Point, asked, together, tried
from tutor.maths.numbers import sign_of
from tutor.model import Derivation
from tutor.trees import tree


def _inside(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind not in KINDS or not any(r.rel_op in ("<=", ">=") for r in _sides(derivation)):
        return
    inner = together([(at, value) for at, value in tried(derivation) if is_inside(derivation, at)])
    if inner:
        best = {word: inner[-1 if word == "max" else 0] for word in asked(derivation)}
        yield best
        for word in best if len(best) > 1 else ():
            yield {**best, word: None}


def is_inside(derivation: Derivation, at: Point) -> bool:
    """Whether a candidate lies on no edge."""
    return all(sign_of(tree.plain(r.lhs - r.rhs).xreplace(at)) for r in _sides(derivation))


def _sides(derivation: Derivation) -> list[Relational]:
    given = derivation.problem.given
    return [r for r in given["region" if "region" in given else "constraints"] if not isinstance(r, Eq)]


MISTAKE = Mistake(
    "Only the points inside were compared.",
    "What values does the function take on the boundary?",
    answers=_inside,
)
