"""The best of the candidates that were found, where a better one was not."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import Point, asked, together, tried
from tutor.model import Derivation

MOST = 5  # values that are taken for the greatest, and for the least


def _worse(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    right = asked(derivation)
    candidates = tried(derivation) if right else []
    found = together(candidates)
    if right.get("max", found) is None or right.get("min", found) is None:
        return
    if all(_is_irregular(derivation, point) for point, _ in candidates):
        yield dict.fromkeys(right)
    for high in found[::-1][:MOST] if "max" in right else [None]:
        for low in found[:MOST] if "min" in right else [None]:
            yield {word: high if word == "max" else low for word in right}
    for word in right:
        for side in found[::-1][1:MOST] if word == "max" else found[1:MOST]:
            for at in side["at"][:MOST] if len(side["at"]) > 1 else ():
                yield {**right, word: {**side, "at": [at]}}


def _is_irregular(derivation: Derivation, point: Point) -> bool:
    """Whether the condition with the multiplier does not find a point, where the constraint has no gradient to go by."""
    return any(tuple(point.values()) in {tuple(p.args) for p in s.result.args} for s in derivation.steps if s.rule == "lagrange.irregular")


MISTAKE = Mistake(
    "There is a point at which the function goes further: a candidate is missing.",
    "Which points have to be compared, and are all of them in the list?",
    answers=_worse,
    rank=3,
)
