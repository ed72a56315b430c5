"""Verdicts for a stream of rows: in order, each distinct answer judged once, on every processor, with bounded memory."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from tutor.check.judge import check
from tutor.check.question import Question
from tutor.classwork.rows import Broken, Row
from tutor.errors import nearest
from tutor.worker import Lost, run

CHUNK = 256  # rows looked at together: enough to hide what a message to another process costs
REMEMBERED = 50_000  # distinct answers whose verdicts are kept, the latest used; about 1 kB each
CHUNK_SECONDS = 30.0  # for a chunk of answers; one that takes longer has an answer that hangs
ANSWER_SECONDS = 4.0  # for one answer judged alone

Pair = tuple[str, str]  # a problem's id and an answer
Verdicts = list[dict[str, Any]]
Judge = Callable[[Sequence[Pair]], Verdicts]
# Runs a judge over chunks of pairs, and gives the verdicts of each chunk in order.
Runner = Callable[[Iterable[Sequence[Pair]], Judge], Iterator[Verdicts]]


def verdicts(pairs: Sequence[Pair], questions: Mapping[str, Question | str]) -> Verdicts:
    """The records of some answers, without the student. A question that could not be made is a message."""
    out = []
    for problem, answer in pairs:
        question = questions.get(problem)
        if isinstance(question, Question):
            out.append(check(question, answer).record(None, problem))
        elif question is None:
            out.append(unjudged(problem, f"There is no problem {problem!r} in the set. {nearest(problem, questions) or ''}".strip()))
        else:
            out.append(unjudged(problem, question))
    return out


def unjudged(problem: str, message: str) -> dict[str, Any]:
    """The record of an answer that nothing can be said about."""
    return {
        "problem": problem, "verdict": "undecided", "score": None, "evidence": "none", "seconds": 0.0, "read_as": None,
        "misconception": None, "feedback": message, "parts": [],
    }  # fmt: skip


def judged(rows: Iterable[Row | Broken], questions: Mapping[str, Question | str], runner: Runner) -> Iterator[dict[str, Any]]:
    """A record for each row, in order."""
    known: OrderedDict[Pair, dict[str, Any]] = OrderedDict()
    chunks: deque[tuple[list[Row | Broken], list[Pair]]] = deque()
    pending: set[Pair] = set()

    def asked() -> Iterator[list[Pair]]:
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK)):
            pairs = [(r.problem, r.answer) for r in chunk if isinstance(r, Row)]
            for pair in pairs:
                if pair in known:  # used again, so that it is not forgotten before this chunk is answered
                    known.move_to_end(pair)
            fresh = [p for p in dict.fromkeys(pairs) if p not in known and p not in pending]
            pending.update(fresh)
            chunks.append((chunk, fresh))
            yield fresh

    for found in runner(asked(), partial(verdicts, questions=questions)):
        chunk, fresh = chunks.popleft()
        known.update(zip(fresh, found, strict=True))
        pending.difference_update(fresh)
        for row in chunk:
            if isinstance(row, Broken):
                yield {"student": None, **unjudged("", f"Row {row.number}: {row.message}."), "verdict": "unreadable", "row": row.number}
                continue
            yield {"student": row.student, **known[row.problem, row.answer]}
        while len(known) > REMEMBERED:
            known.popitem(last=False)


def here(chunks: Iterable[Sequence[Pair]], judge: Judge, processes: int) -> Iterator[Verdicts]:
    """The runner of this machine: processes that are killed where an answer hangs, and only that answer is given up."""
    given: dict[int, Sequence[Pair]] = {}
    done: dict[int, Verdicts] = {}
    following = 0

    def numbered() -> Iterator[Sequence[Pair]]:
        for number, chunk in enumerate(chunks):
            given[number] = chunk
            yield chunk

    for number, result in run(numbered(), judge, processes, CHUNK_SECONDS):
        chunk = given.pop(number)
        done[number] = _one_by_one(chunk, judge) if isinstance(result, Lost) else result
        while following in done:
            yield done.pop(following)
            following += 1


def _one_by_one(chunk: Sequence[Pair], judge: Judge) -> Verdicts:
    out: Verdicts = [unjudged(problem, "") for problem, _ in chunk]
    for number, result in run([[pair] for pair in chunk], judge, 1, ANSWER_SECONDS):
        problem = chunk[number][0]
        out[number] = unjudged(problem, f"This could not be judged: {result.message}.") if isinstance(result, Lost) else result[0]
    return out
