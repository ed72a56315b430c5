"""Only the candidates inside of a region compared."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Eq

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import KINDS, Side, asked, tried, with_side
from tutor.maths.numbers import sign_of
from tutor.model import Derivation
from tutor.trees import tree


def _inside(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if derivation.problem.kind not in KINDS:
        return
    inner = [side for side in tried(derivation) if _is_inside(derivation, side)]
    if inner:
        right = asked(derivation)
        yield {word: inner[-1 if word == "max" else 0] for word in right}
        for side in inner:
            yield from with_side(derivation, side)


def _is_inside(derivation: Derivation, side: Side) -> bool:
    """Whether its points lie on no edge."""
    given = derivation.problem.given
    edges = [tree.plain(r.lhs - r.rhs) for r in given["region" if "region" in given else "constraints"] if not isinstance(r, Eq)]
    return bool(edges) and all(sign_of(e.subs(at, simultaneous=True)) for e in edges for at in side["at"])


MISTAKE = Mistake(
    "Only the points inside were compared.",
    "What values does the function take on the boundary?",
    answers=_inside,
)
