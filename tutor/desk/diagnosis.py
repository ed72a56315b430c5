"""The wrong answers that documented mistakes make of a solved problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from tutor.checking.groups import group
from tutor.checking.question import Question, Wrong
from tutor.deriving.mistake import mistakes
from tutor.deriving.slips import slips
from tutor.desk.asked_limits import SET_UP, set_up
from tutor.desk.expected import reading_of
from tutor.errors import Unsupported
from tutor.model import Derivation
from tutor.reading.answers import Reading, Shape
from tutor.telling.narrate import step_title


def with_told(wrong: Mapping[str, Wrong], told: Mapping[str, Wrong]) -> Mapping[str, Wrong]:
    """The wrong answers of a solved problem with those of its author before them; a documented mistake is explained as ever."""
    assert isinstance(wrong, WrongAnswers)
    known = mistakes()
    explained = {
        key: w if w.says or w.mistake not in known else replace(w, says=known[w.mistake].says, asks=known[w.mistake].asks)
        for key, w in told.items()
    }
    return WrongAnswers(wrong.derivation, wrong.question, explained)


class WrongAnswers(Mapping[str, Wrong]):
    """By the group of their value, of those with one value the likeliest; what comes out right by accident is left out.

    Those that the author tells come first. The others are looked for when the first wrong answer comes; to other processes they
    travel as a plain dict. With `only`, those of one mistake.
    """

    def __init__(self, derivation: Derivation, question: Question, told: Mapping[str, Wrong], only: str | None = None) -> None:
        self.derivation, self.question, self.told, self.only = derivation, question, told, only

    @cached_property
    def found(self) -> dict[str, Wrong]:
        """All of them."""
        known = mistakes()
        found = dict(self.told)
        right = group(self.question.expected, self.question.domain)
        for slip in slips(self.derivation, self.only):
            try:
                shape, reading = self._read(slip.fields)
            except Unsupported:  # of a form that no answer has
                continue
            mistake, key = known[slip.mistake], group(reading, self.question.domain)
            step = "" if slip.stage is None else step_title(self.derivation.problem, slip.stage)
            says = mistake.says if slip.second is None else f"{mistake.says} {known[slip.second].says}"
            if not self._fits(shape):
                found.setdefault(f"{shape} {key}", Wrong(slip.mistake, reading, says, mistake.asks, shape=shape))
            elif key != right:
                found.setdefault(key, Wrong(slip.mistake, reading, says, mistake.asks, step=step))
        return found

    def _read(self, fields: Mapping[str, Any]) -> tuple[Shape, Reading]:
        """A wrong answer as it would be read."""
        if self.derivation.problem.kind not in SET_UP or self.derivation.answer is None:
            return reading_of(self.derivation.problem.kind, fields)
        if "limits" not in fields and "parts" not in fields:
            raise Unsupported("a value where limits are asked")
        return "limits", set_up(replace(self.derivation, answer=replace(self.derivation.answer, fields=fields)))

    def _fits(self, shape: Shape) -> bool:
        """Whether an answer of this shape is one to the question; an antiderivative is compared as one."""
        return shape == self.question.shape or (self.question.shape == "antiderivative" and shape == "improper")

    def __getitem__(self, key: str) -> Wrong:
        return self.found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __reduce__(self) -> tuple[type[dict[str, Wrong]], tuple[dict[str, Wrong]]]:
        return dict, (self.found,)
