"""The wrong answers that documented mistakes make of a solved problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from sympy import Symbol

from tutor.checking.effort import limited
from tutor.checking.groups import group
from tutor.checking.question import Question, Told, Wrong
from tutor.checking.shapes import judge_of
from tutor.checking.shown import EQUALS
from tutor.deriving.mistake import mistakes
from tutor.deriving.slips import Slip, misshapen, slips
from tutor.deriving.termwise import expanded
from tutor.desk.asked_limits import asks_limits, set_up
from tutor.desk.expected import reading_of
from tutor.errors import Unsupported
from tutor.model import Derivation
from tutor.page.layout import Layout, row
from tutor.printing.notation.compose import compose
from tutor.reading.answers import Reading, Shape
from tutor.telling.narrate import step_title
from tutor.trees import tree
from tutor.trees.heads import Vector


def with_told(question: Question, told: Told) -> Question:
    """With the wrong answers of its author before those of a solved problem; a documented mistake is explained as ever."""
    wrong, others = question.wrong, question.misshapen
    assert isinstance(wrong, WrongAnswers) and isinstance(others, Misshapen)
    return replace(
        question,
        wrong=WrongAnswers(wrong.derivation, wrong.question, {key: _explained(w) for key, w in told.wrong.items()}),
        misshapen=Misshapen(
            others.derivation, others.question, {shape: tuple(map(_explained, found)) for shape, found in told.misshapen.items()}
        ),
    )


def _explained(wrong: Wrong) -> Wrong:
    known = mistakes().get(wrong.mistake)
    return wrong if wrong.says or known is None else replace(wrong, says=known.says, asks=known.asks)


K = TypeVar("K", bound=str)
V = TypeVar("V")


class _Found(Mapping[K, V]):
    """Looked for when it is first asked for; to other processes it travels as a plain dict."""

    @cached_property
    def found(self) -> dict[K, V]:
        """All that there is."""
        raise NotImplementedError

    def __getitem__(self, key: K) -> V:
        return self.found[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __reduce__(self) -> tuple[type[dict[K, V]], tuple[dict[K, V]]]:
        return dict, (self.found,)


class WrongAnswers(_Found[str, Wrong]):
    """By the group of their value, of those with one value the likeliest; what comes out right by accident is left out.

    Those that the author tells come first. With `only`, those of one mistake.
    """

    def __init__(self, derivation: Derivation, question: Question, told: Mapping[str, Wrong], only: str | None = None) -> None:
        self.derivation, self.question, self.told, self.only = derivation, question, told, only

    @cached_property
    def found(self) -> dict[str, Wrong]:
        """All of them."""
        known = mistakes()
        found = dict(self.told)
        bare = replace(self.question, wrong={})
        right = group(self.question.expected, self.question.domain)
        for slip in slips(self.derivation, self.only):
            read = _read(self.derivation, slip.fields)
            if read is None or not _fits(self.question, read[0]):
                continue
            key = group(read[1], self.question.domain)
            if key == right or key in found or _is_right(bare, read[1]):
                continue
            step = "" if slip.stage is None else step_title(self.derivation.problem, slip.stage)
            mistake = known[slip.mistake]
            says = mistake.says if slip.second is None else f"{mistake.says} {known[slip.second].says}"
            exact = _says_nothing(self.question.shape, self.derivation.problem.variables, slip.fields)
            found[key] = Wrong(slip.mistake, read[1], says, mistake.asks, step=step, made=_made(slip), exact=exact)
        return found


def _made(slip: Slip) -> Layout | None:
    """What stands at the step at which the mistake is made, by its name there: u = ⟨3, 4⟩."""
    if slip.made is None or slip.stage is None:
        return None
    return row(compose(slip.stage.name), EQUALS, compose(slip.made))


class Misshapen(_Found[Shape, tuple[Wrong, ...]]):
    """What mistakes make that is of another shape than was asked, after what the author tells. With `only`, what one makes."""

    def __init__(
        self, derivation: Derivation, question: Question, told: Mapping[Shape, tuple[Wrong, ...]], only: str | None = None
    ) -> None:
        self.derivation, self.question, self.told, self.only = derivation, question, told, only

    @cached_property
    def found(self) -> dict[Shape, tuple[Wrong, ...]]:
        """By shape, the likeliest first."""
        found = dict(self.told)
        for slip in misshapen(self.derivation, self.only):
            read = _read(self.derivation, slip.fields)
            if read is not None and not _fits(self.question, read[0]):
                mistake = mistakes()[slip.mistake]
                found[read[0]] = (*found.get(read[0], ()), Wrong(slip.mistake, read[1], mistake.says, mistake.asks))
        return found


def _read(derivation: Derivation, fields: Mapping[str, Any]) -> tuple[Shape, Reading] | None:
    """A wrong answer as it would be read; None for one of a form that no answer has."""
    assert derivation.answer is not None
    fields = {name: value for name, value in fields.items() if name != "rounded"}  # how the right one is printed
    try:
        if not asks_limits(derivation.problem):
            return reading_of(derivation.problem.kind, fields)
        limits = "limits" in fields or "parts" in fields
        return ("limits", set_up(replace(derivation, answer=replace(derivation.answer, fields=fields)))) if limits else None
    except Unsupported:
        return None


def _fits(question: Question, shape: Shape) -> bool:
    """Whether an answer of this shape is one to the question; an antiderivative is compared as one."""
    return shape == question.shape or (question.shape == "antiderivative" and shape == "improper")


def _says_nothing(shape: Shape, variables: Sequence[Symbol], fields: Mapping[str, Any]) -> bool:
    """Whether all that is compared of a potential or an antiderivative is 0: any constant would be told by it, or any gradient."""
    if shape == "vector_potential" and isinstance(fields.get("vector"), Vector):
        slopes = [[tree.plain(c).diff(v) for v in variables] for c in fields["vector"].args]
        return all(expanded(slopes[j][k] - slopes[k][j]) == 0 for k in range(len(slopes)) for j in range(k))
    return shape in ("potential", "antiderivative") and "expression" in fields and not fields["expression"].free_symbols & set(variables)


def _is_right(question: Question, reading: Reading) -> bool:
    """Whether a mistake comes out right by accident: a multiple of a direction, a number within the tolerance."""
    with limited():
        found = judge_of(question.shape)(question, reading)
    return found.verdict in ("correct", "wrong_form") or found.misconception == "missing_constant"
