"""The wrong answers that an author tells of a problem, each with its mistake."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.checking.groups import group
from tutor.checking.judge import read_answer
from tutor.checking.question import Question, Wrong
from tutor.errors import Unreadable, nearest
from tutor.reading.sets import Record, share

FIELDS = ("answer", "mistake", "feedback", "credit")


def told_wrong(record: Record, question: Question) -> dict[str, Wrong]:
    """By the group of their value. Errors: `Invalid` where one is no table with an answer that can be read."""
    rows = record.fields.get("wrong", ())
    if not isinstance(rows, list | tuple):
        raise record.wrong("wrong answers are a list of tables", "wrong")
    found: dict[str, Wrong] = {}
    for row in rows:
        wrong = _wrong(record, question, row)
        found.setdefault(group(wrong.reading, question.domain), wrong)
    return found


def _wrong(record: Record, question: Question, row: object) -> Wrong:
    if not isinstance(row, Mapping) or not isinstance(row.get("answer"), str):
        raise record.wrong("a wrong answer is a table such as { answer = '2x', mistake = 'sign_slip' }", "wrong")
    for name in row:
        if name not in FIELDS:
            raise record.wrong(f"unknown field {name!r} of a wrong answer", "wrong", nearest(name, FIELDS))
    mistake, credit = row.get("mistake"), row.get("credit", 0)
    if not isinstance(mistake, str) or not isinstance(row.get("feedback", ""), str):
        raise record.wrong("the mistake and the feedback of a wrong answer are texts", "wrong")
    earned = share(credit)
    if earned is None:
        raise record.wrong("the credit of a wrong answer is a share of the marks from 0 to less than 1", "wrong")
    try:
        reading = read_answer(question, row["answer"]).reading
    except Unreadable as error:
        raise record.wrong(f"the wrong answer {row['answer']!r} cannot be read: {error.message}", "wrong", error.hint) from None
    return Wrong(mistake, reading, row.get("feedback", ""), "", earned if "credit" in row else None, told=True)
