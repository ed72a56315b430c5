"""A whole class: questions made once, answers judged as they are read, results written as they come."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from tutor.asked import asked
from tutor.check.question import Question
from tutor.classwork import tables
from tutor.classwork.judging import Runner, here, judged
from tutor.classwork.resume import left, written
from tutor.classwork.rows import Broken, Row, rows
from tutor.classwork.summary import Summary
from tutor.errors import Invalid, TutorError
from tutor.reading.sets import SHORT_ANSWER, ProblemSet, Record
from tutor.worker import Lost, run

SOLVE_SECONDS = 60.0  # for each problem that has to be solved before answers to it can be judged
STREAMED = ("jsonl", "csv")


def questions(found: ProblemSet, processes: int) -> dict[str, Question | str]:
    """The question of each problem by its id; where there can be none, why."""
    out: dict[str, Question | str] = {}
    unsolved: list[Record] = []
    for record in found.records:
        if record.kind == SHORT_ANSWER or record.error is not None:
            out[record.id] = _question(record)
        else:
            unsolved.append(record)
            out[record.id] = ""
    for number, result in run(unsolved, _question, processes, SOLVE_SECONDS):
        out[unsolved[number].id] = result.message if isinstance(result, Lost) else result
    return out


def _question(record: Record) -> Question | str:
    try:
        return asked(record, SOLVE_SECONDS)
    except TutorError as error:
        return f"This problem cannot be checked: {error.message}"


def check_class(
    found: ProblemSet,
    answers: Path,
    form: str,
    output: Path | None = None,
    *,
    processes: int | None = None,
    resume: bool = False,
    scheduler: str | None = None,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> bool:
    """Judge every row of a file of answers; whether each has a verdict. Errors: `Invalid` where a file cannot be used."""
    if resume and (output is None or form not in STREAMED):
        raise Invalid("--resume goes on with a file of results", hint="Name it with -o FILE.jsonl or -o FILE.csv.")
    count = processes or os.cpu_count() or 1
    known = questions(found, count)
    stream: Iterator[Row | Broken] = rows(answers)
    done = written(output) if resume and output is not None else []
    stream = left(stream, done, output) if done and output is not None else stream
    summary = Summary()
    missing = 0
    out = _opened(output, append=bool(done))
    try:
        if form == "csv" and not done:
            out.write(tables.header())
        listed: list[dict[str, Any]] = []
        for record in progress(judged(stream, known, _runner(count, scheduler))):
            missing += record["verdict"] == "undecided" or "row" in record
            match form:
                case "jsonl":
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    if output is None:
                        out.flush()
                case "csv":
                    out.write(tables.line(record))
                case "json":
                    listed.append(record)
                case _:
                    summary.add(record)
        if form == "json":
            out.write(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
        elif form not in STREAMED:
            from tutor.classwork.report import page
            from tutor.classwork.told import told

            title = found.header.get("title") or answers.stem
            out.write(page(summary, title) if form == "html" else told(summary, title))
    finally:
        if output is not None:
            out.close()
    return missing == 0


def _opened(output: Path | None, *, append: bool) -> IO[str]:
    if output is None:
        return sys.stdout
    try:
        return output.open("a" if append else "w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise Invalid(f"cannot write {output}: {error.strerror}") from None


def _runner(processes: int, scheduler: str | None) -> Runner:
    if scheduler is None:
        return partial(here, processes=processes)
    from tutor.classwork.cluster import cluster

    return cluster(scheduler)
