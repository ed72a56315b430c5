"""The ready homework sets: each problem is good in the versions that several seeds draw, and its stated answers hold in all of them."""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from agreement import MISTAKES, agrees
from every import over

from tutor.desk.parameters import draws
from tutor.desk.sheet import marks_together
from tutor.desk.solution import solve
from tutor.desk.variants import Variant, has_parameters, variants
from tutor.reading.problem import read_problem
from tutor.reading.sets import ProblemSet, Record, load_set
from tutor.telling.narrate import asked, shared
from tutor.telling.record import said

FILES = sorted((Path(__file__).resolve().parents[2] / "exercises" / "sets").glob("*.toml"))
SETS = {file.stem: load_set(file) for file in FILES}
PROBLEMS = {problem[0].whole: problem for found in SETS.values() for problem in found.problems}
KINDS = frozenset(
    """derivative partial_derivative gradient directional_derivative steepest_ascent jacobian jacobian_determinant hessian
    divergence curl backpropagation critical_points convexity lagrange kkt extrema_on_region""".split()  # noqa: SIM905
)
FEWEST_VARIANTS = 4  # so that neighbours in a class have different ones
SEEDS = range(3)

each_set = pytest.mark.parametrize("found", SETS.values(), ids=SETS)
each_problem = over("name", PROBLEMS)


@cache
def versions(name: str) -> tuple[Variant, ...]:
    """Version A of each seed, without those that come again; a problem without parameters has one."""
    parts = tuple(map(read_problem, PROBLEMS[name]))
    if not has_parameters(parts[0]):
        return (Variant({}, tuple(solve(part).derivation for part in parts)),)
    drawn = (next(variants(parts, seed)) for seed in SEEDS)
    return tuple({tuple(v.values.items()): v for v in drawn}.values())


@each_problem
def test_every_version_is_solved_and_verified(name: str) -> None:
    for version in versions(name):
        for part in version.parts:
            assert part.status == "solved" and part.verified, (version.values, part.message)


@each_problem
def test_the_stated_answer_holds_in_every_version(name: str) -> None:
    for version in versions(name):
        for record, part in zip(PROBLEMS[name], version.parts, strict=True):
            assert agrees(part, str(record.fields["expected"])), (record.id, version.values, part.answer)


@each_problem
def test_the_wrong_answers_are_wrong_in_every_version(name: str) -> None:
    for version in versions(name):
        for record, part in zip(PROBLEMS[name], version.parts, strict=True):
            for wrong in record.fields.get("wrong", ()):
                assert wrong["mistake"] in MISTAKES
                assert not agrees(part, wrong["answer"]), (record.id, version.values, wrong)


@each_problem
def test_no_placeholder_is_left_in_a_statement(name: str) -> None:
    for version in versions(name):
        for part in version.parts:
            told = "".join(said(block.inlines) for block in (*shared(part.problem), *asked(part.problem)))  # type: ignore[union-attr]
            assert told and not set(told) & set("{}"), told
            left = {s.name for s in version.values} & {s.name for v in part.problem.given.values() for s in getattr(v, "free_symbols", ())}
            assert not left


@each_problem
def test_a_class_gets_different_versions(name: str) -> None:
    first = read_problem(PROBLEMS[name][0])
    if has_parameters(first):
        assert len(list(islice(draws(first, 0), FEWEST_VARIANTS))) == FEWEST_VARIANTS


@each_set
def test_it_is_a_homework_set(found: ProblemSet) -> None:
    assert found.header["title"] and found.header["course"] and found.header["instructions"]
    assert 10 <= len(found.problems) <= 12
    drawn = [entry for entry, *_ in found.problems if {"parameters", "where"} <= entry.fields.keys()]
    assert 2 * len(drawn) >= len(found.problems), "half of the problems have parameters and conditions"
    for problem in found.problems:
        assert marks_together(problem)
        for record in problem:
            assert_complete(record)


def assert_complete(record: Record) -> None:
    assert record.error is None
    assert {"marks", "expected", "source"} <= record.fields.keys(), record.id
    assert record.fields["source"] == "own"


def test_ids_are_unique() -> None:
    assert len(PROBLEMS) == sum(len(found.problems) for found in SETS.values())


def test_all_kinds_have_a_place_in_the_sets() -> None:
    assert {record.kind for found in SETS.values() for record in found.records} >= KINDS
