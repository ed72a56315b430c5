"""Only the candidates inside of a region compared."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Eq

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import KINDS, Point, asked, together, tried
from tutor.maths.numbers import sign_of
from tutor.model import Derivation
from tutor.trees import tree


def _inside(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if derivation.problem.kind not in KINDS:
        return
    inner = together([(at, value) for at, value in tried(derivation) if _is_inside(derivation, at)])
    if inner:
        best = {word: inner[-1 if word == "max" else 0] for word in asked(derivation)}
        yield best
        for word in best if len(best) > 1 else ():
            yield {**best, word: None}


def _is_inside(derivation: Derivation, at: Point) -> bool:
    """Whether a candidate lies on no edge."""
    given = derivation.problem.given
    edges = [tree.plain(r.lhs - r.rhs) for r in given["region" if "region" in given else "constraints"] if not isinstance(r, Eq)]
    return bool(edges) and all(sign_of(e.subs(dict(at), simultaneous=True)) for e in edges)


MISTAKE = Mistake(
    "Only the points inside were compared.",
    "What values does the function take on the boundary?",
    answers=_inside,
)
