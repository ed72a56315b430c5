"""A solved problem with a student's own value in it: what the stages behind it come to then, and which mistakes make which values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from sympy import Basic

from tutor.deriving.mistake import mistakes
from tutor.deriving.slips import BROKEN, Lost, Replay
from tutor.errors import Unsupported
from tutor.model import Derivation
from tutor.rule import topic

MOST = 600  # values of mistakes that are looked at


class Carried(NamedTuple):
    """The result of a stage on the way with another value; `stage` is its number among the steps of the derivation."""

    stage: int
    name: Basic | None
    goal: Basic
    result: Basic


class Way(NamedTuple):
    """The stages of a plan with other results in the place of some, as far as it goes; the fields of its answer, if to the end."""

    stages: tuple[Carried, ...]
    fields: Mapping[str, Any]


class Mistaken(NamedTuple):
    """What a documented mistake makes of the goal of a stage."""

    mistake: str
    goal: Basic
    value: Basic


def carried(derivation: Derivation, instead: Mapping[Basic, Basic]) -> Way:
    """The way with other results in the place of some, by their goals."""
    replay = Replay(derivation)
    plan = topic(derivation.problem.kind).plan(derivation.problem)
    steps = derivation.steps
    out: list[Carried] = []
    at = 0
    try:
        stage = next(plan)
        while True:
            result = instead[stage.goal] if stage.goal in instead else replay.result(stage)
            here = next((k for k in range(at, len(steps)) if steps[k].rule.endswith(f".{stage.words}")), None)
            if here is not None:
                out.append(Carried(here, stage.name, stage.goal, result))
                at = here + 1
            stage = plan.send(result)
    except StopIteration as finished:
        return Way(tuple(out), finished.value.fields)
    except (Lost, Unsupported, *BROKEN):
        return Way(tuple(out), {})


def mistaken(derivation: Derivation) -> Iterator[Mistaken]:
    """The values that documented mistakes make of single stages, the likeliest first."""
    replay = Replay(derivation)
    made = (
        Mistaken(name, goal, value)
        for name, m in mistakes().items()
        for one, _ in replay.made_by(m)
        if len(one) == 1
        for (_, goal), value in one.items()
    )
    try:
        yield from islice(made, MOST)
    except BROKEN:  # a mistake that cannot be made of this problem explains nothing of it
        return
