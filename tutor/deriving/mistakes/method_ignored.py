"""A plain descent where one with momentum, RMSProp or Adam was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import descents
from tutor.model import Derivation


def _plain(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.given.get("method", "plain") != "plain":
        yield from descents(derivation, lambda d: replace(d, method="plain"))


MISTAKE = Mistake(
    "These are steps of the plain method, without what the asked one remembers of earlier steps.",
    "What does the method keep from step to step, and where does it come into the next point?",
    answers=_plain,
)
