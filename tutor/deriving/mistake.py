"""What a documented mistake is, and how all are found: a file in `mistakes` is one of them, its name is its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import Any

from sympy import Basic, Function

from tutor.model import Derivation, Step
from tutor.trees import tree

Maker = Callable[[Step], Iterable[Basic]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One misconception: what is written in the place of what a rule, a stage of a plan or the whole answer should be.

    `rules` looks at a step by the pattern of its rule (`differentiate.product`) and gives what stands there instead, goals
    in it still to be solved. `stages` does so for the result of a stage (`directional_derivative.unit`). `answers` gives
    the fields of a wrong answer from a whole derivation. `says` names the mistake to the student, `asks` leads on; neither gives
    the answer away. Where there are `kinds`, it is looked for in those only. Of two that explain the same value the one of the
    lower `rank` is taken.
    """

    says: str
    asks: str
    rules: Mapping[str, Maker] = field(default_factory=dict)
    stages: Mapping[str, Callable[[Derivation, Step], Iterable[Basic]]] = field(default_factory=dict)
    answers: Callable[[Derivation], Iterable[Mapping[str, Any]]] | None = None
    kinds: tuple[str, ...] = ()
    rank: int = 1

    def instead_of(self, step: Step) -> Iterable[Basic]:
        """What this mistake makes of a step by a rule."""
        for pattern, make in self.rules.items():
            if fnmatchcase(step.rule, pattern):
                yield from make(step)

    def in_place_of(self, derivation: Derivation, stage: Step) -> Iterable[Basic]:
        """What this mistake makes of a stage's result."""
        for pattern, make in self.stages.items():
            if fnmatchcase(stage.rule, pattern):
                yield from make(derivation, stage)

    def fits(self, derivation: Derivation) -> bool:
        """Whether it is looked for in a problem of this kind."""
        return not self.kinds or derivation.problem.kind in self.kinds

    def answered(self, derivation: Derivation) -> Iterator[Mapping[str, Any]]:
        """The fields of the wrong answers that it makes of a whole derivation."""
        if self.answers is not None and self.fits(derivation):
            yield from self.answers(derivation)


def joined(first: Mistake, second: Mistake) -> Mistake:
    """Both made in one derivation, of a rule the first."""
    both = {pattern: (*_of(first, pattern), *_of(second, pattern)) for pattern in (*first.rules, *second.rules)}
    return Mistake(first.says, first.asks, rules={pattern: _one_of(makers) for pattern, makers in both.items()})


def function_of(step: Step) -> type[Basic] | None:
    """The function that a step is about, as the cosine of which it takes the derivative; None where it is none."""
    about = step.before.args[0] if step.before.args else None
    return type(about) if isinstance(about, Function) else None


def of_function(mistake: Mistake, head: type[Basic]) -> Mistake:
    """The mistake made with one function alone."""

    def only(make: Maker) -> Maker:
        return lambda step: make(step) if function_of(step) is head else ()

    return Mistake(mistake.says, mistake.asks, rules={pattern: only(make) for pattern, make in mistake.rules.items()})


def _of(mistake: Mistake, pattern: str) -> tuple[Maker, ...]:
    return (mistake.rules[pattern],) if pattern in mistake.rules else ()


def _one_of(makers: tuple[Maker, ...]) -> Maker:
    return lambda step: chain.from_iterable(make(step) for make in makers)


@cache
def mistakes() -> dict[str, Mistake]:
    """Every documented mistake by its id, the likeliest first."""
    package = import_module("tutor.deriving.mistakes")
    found = {m.name: import_module(f"{package.__name__}.{m.name}").MISTAKE for m in iter_modules(package.__path__)}
    return dict(sorted(found.items(), key=lambda item: (item[1].rank, item[0])))


def opposite(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    """The answer with its sign turned, where it is one expression."""
    if derivation.answer is not None and "expression" in derivation.answer.fields:
        yield {"expression": tree.negative(derivation.answer.fields["expression"])}
