"""The wrong answers that an author tells of a problem, each with its mistake."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.checking.diagnosis import in_other_shapes
from tutor.checking.groups import group
from tutor.checking.judge import read_answer
from tutor.checking.question import Question, Told, Wrong
from tutor.errors import Unreadable, nearest
from tutor.reading.answers import Reading, Shape
from tutor.reading.sets import Record, share

FIELDS = ("answer", "mistake", "feedback", "credit")


def told_wrong(record: Record, question: Question) -> Told:
    """What the author tells. Errors: `Invalid` where one is no table with an answer that can be read."""
    rows = record.fields.get("wrong", ())
    if not isinstance(rows, list | tuple):
        raise record.wrong("wrong answers are a list of tables", "wrong")
    found: dict[str, Wrong] = {}
    others: dict[Shape, tuple[Wrong, ...]] = {}
    for row in rows:
        for shape, wrong in _wrong(record, question, row).items():
            if shape == question.shape:
                found.setdefault(group(wrong.reading, question.domain), wrong)
            else:
                others[shape] = (*others.get(shape, ()), wrong)
    return Told(found, others)


def _wrong(record: Record, question: Question, row: object) -> dict[Shape, Wrong]:
    if not isinstance(row, Mapping) or not isinstance(row.get("answer"), str):
        raise record.wrong("a wrong answer is a table such as { answer = '2x', mistake = 'sign_slip' }", "wrong")
    for name in row:
        if name not in FIELDS:
            raise record.wrong(f"unknown field {name!r} of a wrong answer", "wrong", nearest(name, FIELDS))
    mistake, credit = row.get("mistake", ""), row.get("credit", 0)
    if not isinstance(mistake, str) or not isinstance(row.get("feedback", ""), str):
        raise record.wrong("the mistake and the feedback of a wrong answer are texts", "wrong")
    earned = share(credit)
    if earned is None:
        raise record.wrong("the credit of a wrong answer is a share of the marks from 0 to less than 1", "wrong")
    readings: dict[Shape, Reading] = {}
    try:
        readings[question.shape] = read_answer(question, row["answer"]).reading
    except Unreadable as error:
        readings = in_other_shapes(question, row["answer"])
        if not readings:
            raise record.wrong(f"the wrong answer {row['answer']!r} cannot be read: {error.message}", "wrong", error.hint) from None
    given = earned if "credit" in row else None
    return {shape: Wrong(mistake, reading, row.get("feedback", ""), "", given, told=True) for shape, reading in readings.items()}
