"""A step along the gradient where it goes against it, or the other way round."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import descents, newton_backwards
from tutor.model import Derivation
from tutor.trees import tree


def _turned(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from descents(derivation, lambda d: replace(d, sign=-d.sign))
    if derivation.problem.kind == "newton_minimize":
        yield from newton_backwards(derivation)
    elif derivation.problem.kind in ("steepest_descent", "bfgs") and derivation.answer is not None:
        points = derivation.answer.fields["iterates"]
        for k in (1, len(points) - 1) if len(points) > 1 else ():
            yield {"iterates": (tuple(2 * tree.plain(a) - tree.plain(b) for a, b in zip(points[k - 1], points[k], strict=True)),)}


MISTAKE = Mistake(
    "The step goes the wrong way.",
    "In which direction do the values of the function fall, and in which do they grow?",
    answers=_turned,
)
