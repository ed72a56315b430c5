"""Verdicts for a stream of rows: in order, each distinct answer judged once, with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.desk.classwork.blank import is_blank
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.known import Cell, KnownCells
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.record import Judge, Kept, Pair, Runner, Verdicts, of_broken, unanswered, unjudged
from tutor.desk.classwork.row import APART, Broken, Row

CHUNK = 64  # rows looked at together: enough to hide what a message costs, and a small class still keeps all processes busy
REMEMBERED = 100_000_000  # bytes of verdicts that are kept for the same answers to come


def verdicts(pairs: Sequence[Pair], questions: Mapping[str, Question | str], problems: Problems | None = None) -> Verdicts:
    """The records of some answers, without the student. A question that could not be made is a message."""
    out = []
    for problem, answer in pairs:
        question = questions.get(problem)
        if isinstance(question, Question) and is_blank(answer):
            out.append(unanswered(question.id))
        elif isinstance(question, Question):
            out.append(check(question, answer).record(None, question.id))
        elif question is None:
            listed = problems or Problems(list(questions))
            out.append(unjudged(problem, f"There is no problem {problem!r} in the set. {listed.near(problem)}"))
        else:
            out.append(unjudged(problem.partition(APART)[0], question))
    return out


def judged(
    rows: Iterable[Row | Broken | Kept], questions: Mapping[str, Question | str], runner: Runner, problems: Problems | None = None
) -> Iterator[dict[str, object] | Kept]:
    """A record for each row, with the digest of what it depends on, in order, as soon as those before it are there."""
    return records(rows, runner, partial(verdicts, questions=questions, problems=problems), Digests(questions).of)


def records(
    rows: Iterable[Row | Broken | Kept], runner: Runner, judge: Judge, digest: Callable[[Row | Broken], str] = lambda _: ""
) -> Iterator[dict[str, object] | Kept]:
    """The same with any judge. What is kept from a run before comes back as it is.

    A chunk of rows holds the cells of its verdicts, some filled by chunks before it: what is forgotten meanwhile is not lost.
    """
    known = KnownCells(REMEMBERED)
    chunks: deque[tuple[list[tuple[Row | Broken | Kept, Cell | None]], list[tuple[Pair, Cell]]]] = deque()

    def asked() -> Iterator[list[Pair]]:
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK)):
            placed: list[tuple[Row | Broken | Kept, Cell | None]] = []
            fresh: list[tuple[Pair, Cell]] = []
            for row in chunk:
                if isinstance(row, Broken | Kept):
                    placed.append((row, None))
                    continue
                pair = (row.asked, row.answer)
                cell, new = known.cell(pair)
                placed.append((row, cell))
                if new:
                    fresh.append((pair, cell))
            chunks.append((placed, fresh))
            yield [pair for pair, _ in fresh]

    for found in runner(asked(), judge):
        placed, fresh = chunks.popleft()
        for (pair, cell), record in zip(fresh, found, strict=True):
            known.fill(pair, cell, record)
        for row, place in placed:
            if isinstance(row, Kept):
                yield row
            elif isinstance(row, Broken):
                yield {**of_broken(row), "digest": digest(row)}
            else:
                assert place is not None and place.record is not None  # it was fresh in this chunk or in one before
                sheet = {} if row.sheet is None else {"version": row.sheet.letter, "asked": row.asked}
                yield {"student": row.student, **place.record, "answer": row.answer, **sheet, "digest": digest(row)}
