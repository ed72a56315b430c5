"""Variants of a problem with parameters: values drawn with a seed, and only those kept that a teacher would hand out.

The order of the variants depends on the seed and the problem's id, not on its place in a set: version A gets the first
good one, B the second, and so on, so that versions differ wherever there are enough of them. The parts of a problem have
one draw, and a variant is good if it is good for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sympy import Basic, Expr, Float, Rational, S, Symbol

from tutor.budget import Budget
from tutor.deriving.engine import derive
from tutor.desk.parameters import Values, draws, symbol
from tutor.desk.version import FIRST, Version
from tutor.errors import TutorError, Unsupported
from tutor.model import Derivation, Notice, Problem
from tutor.printing.notation.latex import latex
from tutor.printing.notation.text import text
from tutor.reading.placeholders import filled
from tutor.reading.problem import read_problem
from tutor.rule import topic
from tutor.trees import tree
from tutor.trees.heads import Vector
from tutor.trees.placing import place

TRIES = 40  # variants in a row that may turn out badly: enough for a range in which one in ten is good
MOST_DIGITS = 4  # of a whole number or a denominator in an answer; longer ones test patience
MOST_CHARACTERS = 6  # of a decimal in an answer
NOT_NUMBERS = (S.ComplexInfinity, S.NaN, S.Infinity, S.NegativeInfinity)


@dataclass(frozen=True, slots=True)
class Variant:
    """The values of one draw, and each part of the problem worked with them; one part where it has no parts."""

    values: Values
    parts: tuple[Derivation, ...]


# What came of values: the parts worked with them, or what is wrong with them.
Known = dict[tuple[tuple[Symbol, Expr], ...], tuple[Derivation, ...] | str]


def has_parameters(problem: Problem) -> bool:
    """Whether there is anything to draw."""
    return bool(problem.origin.parameters)


def variants(
    parts: Sequence[Problem], seed: int | str = 0, time_limit: float | None = None, known: Known | None = None
) -> Iterator[Variant]:
    """The good variants of a problem, given as its parts, each once, as far as there are any; what is `known` is not worked again.

    Errors: `Invalid` where parameters or conditions are wrong or contradict each other; `Unsupported` where none of the
    first `TRIES` is good.
    """
    budget = Budget(time_limit)
    bad, first, why = 0, True, ""
    for values in draws(parts[0], seed):
        budget.spend()
        key = tuple(values.items())
        known = {} if known is None else known
        if key not in known:
            known[key] = _worked(parts, values, budget)
        made = known[key]
        if not isinstance(made, str):
            yield Variant(values, made)
            bad, first = 0, False
            continue
        bad, why = bad + 1, f"{described(values)}: {made}"
        if bad == TRIES:
            break
    if first:
        raise Unsupported(f"none of {bad} variants is fit to hand out; the last: {why}")


def versions(parts: Sequence[Problem], wanted: Sequence[Version], time_limit: float | None = None) -> tuple[Variant, ...]:
    """The variant of each version; where there are fewer, the first come again."""
    most: dict[int | str, int] = {}
    for version in wanted:
        most[version.draw] = max(version.place + 1, most.get(version.draw, 0))
    known: Known = {}
    found = {draw: tuple(islice(variants(parts, draw, time_limit, known), count)) for draw, count in most.items()}
    return tuple(found[version.draw][version.place % len(found[version.draw])] for version in wanted)


def drawn(problem: Problem, time_limit: float | None = None, version: Version = FIRST) -> Derivation:
    """One version of it, solved; a notice says which. A part has the values that all parts have there."""
    (found,) = all_drawn(problem, (version,), time_limit)
    return found


def all_drawn(problem: Problem, wanted: Sequence[Version], time_limit: float | None = None) -> tuple[Derivation, ...]:
    """Several versions of it."""
    parts = _together(problem)
    try:
        found = versions(parts, wanted, time_limit)
    except Unsupported:  # another part may be to blame
        if len(parts) == 1:
            raise
        parts = (problem,)
        found = versions(parts, wanted, time_limit)
    place = parts.index(problem)
    return tuple(_told(variant, place, version) for variant, version in zip(found, wanted, strict=True))


def _told(variant: Variant, place: int, version: Version) -> Derivation:
    """A part of a variant, with a notice of its values."""
    derivation = variant.parts[place]
    notice = Notice(f"The parameters are drawn ({version}): {described(variant.values)}", "parameters")
    shown = replace(derivation.problem, notices=(*derivation.problem.notices, notice))
    return replace(derivation, problem=shown)


def _together(problem: Problem) -> tuple[Problem, ...]:
    """The parts of the problem that this is a part of, as far as they can be read."""
    entry = problem.origin.record
    out: list[Problem] = []
    for part in () if entry is None else entry.together():
        if part.id == problem.id:
            out.append(problem)
            continue
        try:
            out.append(read_problem(part))
        except TutorError:  # reported where that part is solved
            continue
    return tuple(out) or (problem,)


def _worked(parts: Sequence[Problem], values: Values, budget: Budget) -> tuple[Derivation, ...] | str:
    """Each part with the values in it, solved; or what is wrong with the first that nobody hands out."""
    out: list[Derivation] = []
    for part, made in [(part, with_values(part, values)) for part in parts]:
        fault = _degenerate(part, made)
        if not fault:
            derivation = derive(made, topic(made.kind), budget)
            fault = _unsolved(derivation) or _ugly(derivation)
            out.append(derivation)
        if fault:
            return fault if len(parts) == 1 else f"{part.id}: {fault}"
    return tuple(out)


def with_values(problem: Problem, values: Values) -> Problem:
    """The problem with the values in the place of its parameters, statement and all; its origin keeps them."""
    origin = problem.origin
    written = {name: latex(values[symbol(problem, name)]) for name in origin.parameters}
    statement, shared = (None if text is None else filled(text, written, problem.symbols) for text in (problem.statement, origin.shared))
    drawn = replace(
        origin, parameters={}, where=(), values=values, shape=_placed(origin.shape, values), statement=statement, shared_inlines=shared
    )
    return replace(problem, given=_placed(problem.given, values), origin=drawn)


def described(values: Mapping[Symbol, Basic]) -> str:
    """`a = 2, b = -1`."""
    return ", ".join(f"{s.name} = {text(v)}" for s, v in values.items())


def _placed(value: object, values: Values) -> Any:
    match value:
        case Basic():
            return place(value, values)
        case Mapping():
            return {k: _placed(v, values) for k, v in value.items()}
        case tuple() | list():
            return tuple(_placed(v, values) for v in value)
    return value


# -- what nobody hands out ---------------------------------------------------------------------------------------------


def _degenerate(problem: Problem, made: Problem) -> str:
    """Why the values spoil the problem; empty where they do not."""
    if any(part.has(*NOT_NUMBERS) for part in _parts(made.given)):
        return "something is divided by zero"
    for name, before in problem.given.items():
        lost = _variables(before, problem) - _variables(made.given[name], problem)
        if lost:
            return f"{min(s.name for s in lost)} vanishes from the {name}"
    return ""


def _variables(value: Any, problem: Problem) -> set[Symbol]:
    return {s for part in _parts(value) for s in tree.evaluated(part).free_symbols if s in problem.variables}


def _unsolved(derivation: Derivation) -> str:
    if derivation.status != "solved":
        return derivation.message or derivation.status
    if not derivation.verified:
        return "a step of the solution cannot be verified"
    flat = (s.result for s in derivation.steps if isinstance(s.result, Vector))
    if topic(derivation.problem.kind).directed and any(all(c.is_zero for c in v.args) for v in flat):
        return "the gradient is the zero vector"
    return ""


def _ugly(derivation: Derivation) -> str:
    """Why the answer's numbers are no numbers of an exercise; empty where they are."""
    assert derivation.answer is not None
    for part in _parts(derivation.answer.fields):
        for number in part.atoms(Rational, Float):
            if isinstance(number, Float) and len(text(number)) > MOST_CHARACTERS:
                return f"the answer has the decimal {text(number)}"
            if isinstance(number, Rational) and max(abs(number.p), number.q) >= 10**MOST_DIGITS:
                return f"the answer has a number of more than {MOST_DIGITS} digits"
    return ""


def _parts(value: object) -> Iterator[Basic]:
    match value:
        case Basic():
            yield value
        case Mapping():
            for v in value.values():
                yield from _parts(v)
        case tuple() | list():
            for v in value:
                yield from _parts(v)
