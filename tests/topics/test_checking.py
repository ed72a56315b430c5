"""Every exercise of the bank as a question: its stated answer is accepted, in other clothes too."""

from dataclasses import replace
from functools import cache

import pytest
from answer_clothes import dressed
from bank import RECORDS as BANK
from bank import solved

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.strangers import named_in
from tutor.desk.expected import question_of
from tutor.reading.sets import Record

RECORDS = [r for r in BANK if "parameters" not in r.fields]
STATED = [r for r in RECORDS if isinstance(r.fields.get("expected"), str)]


@cache
def question(name: str) -> Question:
    (record,) = (r for r in RECORDS if r.id == name)
    return replace(question_of(solved(name).derivation), letters=named_in(record.fields.get("statement")))


@pytest.mark.parametrize("record", STATED, ids=lambda r: r.id)
def test_the_stated_answer_is_accepted_in_all_clothes(record: Record) -> None:
    found = question(record.id)
    stated = check(found, record.fields["expected"])
    assert stated.verdict.verdict == "correct", stated.verdict
    assert stated.read_as is not None
    wrong = [w["answer"] for w in record.fields.get("wrong", ())][:1]
    for answer, count in ((record.fields["expected"], 2), *((w, 1) for w in wrong)):
        due = check(found, answer).verdict
        for name, other in dressed(answer, record.id, count):
            given = check(found, other).verdict
            assert (given.verdict, given.score) == (due.verdict, due.score), (name, other, given)
