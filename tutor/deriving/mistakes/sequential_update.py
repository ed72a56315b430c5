"""Each coordinate stepped with those already moved, not with the point as it was."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import one_by_one
from tutor.model import Derivation


def _moved(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from one_by_one(derivation)


MISTAKE = Mistake(
    "The second coordinate was stepped from the new first one; all coordinates step at once, from the old point.",
    "At which point is the gradient taken?",
    answers=_moved,
)
