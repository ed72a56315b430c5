"""Every exercise of the bank as a question: its stated answer is accepted, and none of its typical wrong ones is."""

from dataclasses import replace
from functools import cache

import pytest
from answer_clothes import dressed
from bank import RECORDS as BANK
from bank import solved

from tutor.checking.diagnosis import in_other_shapes
from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.strangers import named_in
from tutor.desk.expected import question_of
from tutor.reading.sets import Record

RECORDS = [r for r in BANK if "parameters" not in r.fields]
STATED = [r for r in RECORDS if isinstance(r.fields.get("expected"), str)]
WRONG = [(r, w["answer"]) for r in RECORDS for w in r.fields.get("wrong", ())]


@cache
def question(name: str) -> Question:
    (record,) = (r for r in RECORDS if r.id == name)
    return replace(question_of(solved(name).derivation), letters=named_in(record.fields.get("statement")))


@pytest.mark.parametrize("record", STATED, ids=lambda r: r.id)
def test_the_stated_answer_is_accepted(record: Record) -> None:
    found = check(question(record.id), record.fields["expected"])
    assert found.verdict.verdict == "correct", found.verdict
    assert found.read_as is not None


@pytest.mark.parametrize("record", STATED, ids=lambda r: r.id)
def test_in_other_clothes_it_is_the_same_answer(record: Record) -> None:
    found = question(record.id)
    wrong = [w["answer"] for w in record.fields.get("wrong", ())][:1]
    for answer, count in ((record.fields["expected"], 4), *((w, 2) for w in wrong)):
        due = check(found, answer).verdict
        for name, other in dressed(answer, record.id, count):
            given = check(found, other).verdict
            assert (given.verdict, given.score) == (due.verdict, due.score), (name, other, given)


@pytest.mark.parametrize(("record", "answer"), WRONG, ids=lambda v: v.id if isinstance(v, Record) else v)
def test_a_wrong_answer_is_not(record: Record, answer: str) -> None:
    asked = question(record.id)
    found = check(asked, answer).verdict
    another = found.verdict == "unreadable" and bool(in_other_shapes(asked, answer))  # a number for a vector, say
    assert another or found.verdict in ("incorrect", "partially_correct", "wrong_form"), found
