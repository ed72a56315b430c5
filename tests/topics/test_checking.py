"""Every exercise of the bank as a question: its stated answer is accepted, in other clothes too."""

from dataclasses import replace

from agreement import question
from answer_clothes import dressed
from bank import for_each, solved

from tutor.checking.judge import check
from tutor.checking.strangers import named_in
from tutor.reading.sets import Record


@for_each(lambda r: "parameters" not in r.fields and isinstance(r.fields.get("expected"), str))
def test_the_stated_answer_is_accepted_in_all_clothes(record: Record) -> None:
    found = replace(question(solved(record.id).derivation), letters=named_in(record.fields.get("statement")))
    stated = check(found, record.fields["expected"])
    assert stated.verdict.verdict == "correct", stated.verdict
    assert stated.read_as is not None
    wrong = [w["answer"] for w in record.fields.get("wrong", ())][:1]
    for answer, count in ((record.fields["expected"], 2), *((w, 1) for w in wrong)):
        due = check(found, answer).verdict
        for name, other in dressed(answer, record.id, count):
            given = check(found, other).verdict
            assert (given.verdict, given.score) == (due.verdict, due.score), (name, other, given)
