"""Every exercise of the bank is read, solved and verified, and agrees with its stated answer by evidence, not by the rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from agreement import MISTAKES, agrees, named
from bank import FILES, RECORDS, for_each, solved
from every import over
from sympy import S

from tutor.deriving.mistake import mistakes
from tutor.model import Derivation
from tutor.reading.sets import Record, load_set
from tutor.rule import rules

FEWEST = 5  # problems in a file, and exercises that show a mistake


def solution(name: str) -> Derivation:
    """The derivation of the problem with this id."""
    return solved(name).derivation


@for_each()
def test_is_solved_and_verified_and_agrees_with_its_stated_answer(record: Record) -> None:
    found = solution(record.id)
    assert found.status == "solved", found.message
    assert found.verified
    unproved = [f"{step.rule}: {step.before}" for top in found.steps for step in top.walk() if step.evidence == "none"]
    assert not unproved
    assert "expected" in record.fields, "an exercise of the bank states its answer"
    assert found.answer is not None
    assert agrees(found, str(record.fields["expected"])), f"found {found.answer.fields}"


@for_each(lambda r: r.fields.get("wrong"))
def test_wrong_answers_are_wrong_and_told_by_their_mistake(record: Record) -> None:
    found = solution(record.id)
    for wrong in record.fields["wrong"]:
        assert set(wrong) == {"answer", "mistake"}
        assert wrong["mistake"] in MISTAKES
        if "parameters" in record.fields:
            assert not agrees(found, wrong["answer"])
            continue
        told = named(found, wrong["answer"], wrong["mistake"])
        if told.verdict != "unreadable":  # else of another shape than was asked
            assert told.verdict in ("incorrect", "partially_correct", "wrong_form"), wrong
            assert not agrees(found, wrong["answer"]), wrong
        assert told.misconception == wrong["mistake"], wrong


def test_every_mistake_is_shown_by_five_exercises() -> None:
    shown: dict[str, set[str]] = {name: set() for name in mistakes()}
    for record in RECORDS:
        for wrong in record.fields.get("wrong", ()):
            shown.get(wrong["mistake"], set()).add(record.id)
    assert {name: len(ids) for name, ids in shown.items() if len(ids) < FEWEST} == {}


@over("file", FILES)
def test_file_is_an_exercise_set(file: Path) -> None:
    found = load_set(file)
    assert found.header.get("title")
    assert len(found.records) >= FEWEST
    assert {r.kind for r in found.records} == {file.stem}
    for record in found.records:
        assert record.error is None
        assert record.fields.get("marks", S.Zero) > 0, f"{record.id} has no marks"
        assert record.fields.get("source") in ("own", "after a worked example"), f"{record.id} has no source"


def test_ids_are_unique_in_the_bank() -> None:
    counted = Counter(record.id for record in RECORDS)
    assert [name for name, times in counted.items() if times > 1] == []


DIFFERENTIATING = ("derivative", "partial_derivative", "gradient", "hessian")  # the quick ones are asked first


@pytest.mark.slow
def test_every_rule_of_differentiation_has_an_exercise() -> None:
    unused = {name for name in rules() if name.startswith("differentiate.")}
    for record in sorted(RECORDS, key=lambda r: r.kind not in DIFFERENTIATING):
        if not unused:
            break
        unused -= {step.rule for top in solution(record.id).steps for step in top.walk()}
    assert unused == set()
