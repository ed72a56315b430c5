"""A whole class: questions made once, answers judged as they are read, results written as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tutor.checking.question import Question
from tutor.desk.asked import asked as question_of
from tutor.desk.classwork import resume as resuming
from tutor.desk.classwork.attempts import Attempts, best
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.judging import judged
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.progress import Counted
from tutor.desk.classwork.record import Kept, Runner
from tutor.desk.classwork.resume import Going
from tutor.desk.classwork.row import Broken, Row
from tutor.desk.classwork.rows import answers as answers_of
from tutor.desk.classwork.writing import STREAMED, writer
from tutor.desk.version import FIRST, Version, letter_of
from tutor.edges.job import Lost
from tutor.edges.outfile import Out, Text, appended, differ, held, replaced
from tutor.edges.worker import run
from tutor.errors import Invalid, TutorError
from tutor.reading.sets import SHORT_ANSWER, ProblemSet, Record

SOLVE_SECONDS = 60.0  # for each problem that has to be solved before answers to it can be judged


def questions(found: ProblemSet, processes: int, version: Version = FIRST) -> dict[str, Question | str]:
    """The question of each problem by its id; where there can be none, why."""
    out: dict[str, Question | str] = {}
    unsolved: list[Record] = []
    for record in found.records:
        if record.kind == SHORT_ANSWER or record.error is not None:
            out[record.id] = _question(record, version)
        else:
            unsolved.append(record)
            out[record.id] = ""
    for number, result in run(unsolved, partial(_question, version=version), processes, SOLVE_SECONDS):
        out[unsolved[number].id] = result.message if isinstance(result, Lost) else result
    return out


def _question(record: Record, version: Version) -> Question | str:
    try:
        return question_of(record, SOLVE_SECONDS, version)
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
    stop: bool = False,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
    tell: Callable[[str], None] = lambda _: None,
    columns: str | None = None,
    attempts: Attempts | None = None,
    version: Version = FIRST,
) -> bool:
    """Judge every row of a file of answers; whether each has a verdict.

    `form` is jsonl, csv or json, written as the verdicts come, or text or html, a report written at the end. What is given
    to `progress` knows about its length, and `tell` hears how the answers were read, what becomes of the file of a run before
    and of a cluster; with `stop` nothing is judged here where that one is lost. `columns` and `attempts` are those of the
    command; where problems have parameters, answers are to the sheet of `version`. Errors: `Invalid` where a file cannot be
    used, before anything is written.
    """
    if resume and (output is None or form not in STREAMED):
        raise Invalid("--resume goes on with a file of results", hint="Name it with -o FILE.jsonl or -o FILE.csv.")
    if resume and attempts == "best":
        raise Invalid("--resume cannot go on with the best attempts", hint="They are known at the end only.")
    if output is not None:
        differ([output], [answers])
    with _place(output, form) as place:
        runner = partial(_runner, scheduler=scheduler, tell=tell, stop=stop)
        return _checked(found, answers, form, output, place, processes, resume, runner, progress, tell, columns, attempts, version)


def _checked(
    found: ProblemSet,
    answers: Path,
    form: str,
    output: Path | None,
    place: Out | None,
    processes: int | None,
    resume: bool,
    made: Callable[[int], Runner],
    progress: Callable[[Iterable[Any]], Iterable[Any]],
    tell: Callable[[str], None],
    columns: str | None,
    attempts: Attempts | None,
    version: Version,
) -> bool:
    """The same, with the output for this run alone."""
    count = processes or os.cpu_count() or 1
    read = partial(answers_of, answers, _named(found), columns, attempts)
    first = read(tell)
    if resume and output is not None:
        resuming.check(output, table=form == "csv")
    runner = made(count)
    asked = questions(found, count, version)
    drawn = {name: question.drawn for name, question in asked.items() if isinstance(question, Question) and question.drawn}
    for name, said in drawn.items():
        tell(f"{name}: {said}")
    of_sheet = partial(_of_sheet, drawn=drawn, version=version)
    going = Going(of_sheet(first.stream))
    if resume and output is not None:
        going = resuming.going(of_sheet(first.stream), output, Digests(asked).of, lambda: of_sheet(read().stream), table=form == "csv")
    for message in going.told:
        tell(message)
    whole = not going.broken
    with _opened(output, place, keep=resume) as out:
        report = writer(form, out, found.header.get("title") or answers.stem, begun=going.begun)
        verdicts = judged(going.rows, asked, runner)
        if attempts == "best":
            verdicts = best(verdicts)
        for record in progress(Counted(verdicts, answers, going.lines, first.each)):
            if isinstance(record, Kept):
                out.write(record.line)
                continue
            whole = whole and record["verdict"] != "undecided" and "row" not in record
            report.add(record)
        report.end()
    if resume and output is not None:
        resuming.done(output)
    return whole


def _of_sheet(rows: Iterable[Row | Broken], drawn: Collection[str], version: Version) -> Iterator[Row | Broken]:
    """The rows; those to another sheet than the one whose values are known are told, and not judged."""
    for row in rows:
        if isinstance(row, Row) and row.problem in drawn and not _is_to(row, version):
            theirs = f"version {row.version or version.letter}, seed {row.seed or version.seed}"
            said = f"the answer is to {theirs}, and judged are those to {version} (--version, --seed)"
            yield Broken(row.number, said, row.student, row.problem)
        else:
            yield row


def _is_to(row: Row, version: Version) -> bool:
    return (not row.version or letter_of(row.version) == version.letter) and row.seed in ("", str(version.seed))


def _named(found: ProblemSet) -> Problems:
    """The problems as a file of answers may name them."""
    said = [(text, r.id) for name in ("statement", "title") for r in found.records if isinstance(text := r.fields.get(name), str)]
    return Problems([r.id for r in found.records], said)


@contextmanager
def _place(output: Path | None, form: str) -> Iterator[Out | None]:
    """The output, locked: what is to be written at the end takes its place then; lines, with which a run can go on, go there themselves."""
    if output is None:
        yield None
    elif form in STREAMED:
        with held(output):
            yield None
    else:
        with replaced(output) as out:
            yield out


@contextmanager
def _opened(output: Path | None, place: Out | None, *, keep: bool) -> Iterator[Any]:
    """Where to write, each line at once, so that an interrupted run loses nothing that is judged."""
    if output is None:
        yield sys.stdout
    elif place is not None:
        yield Text(place)
    else:
        with appended(output, keep=keep) as out:
            yield Text(out)


def _runner(processes: int, *, scheduler: str | None, tell: Callable[[str], None], stop: bool) -> Runner:
    if scheduler is None:
        return partial(here, processes=processes)
    from tutor.desk.classwork.cluster import cluster

    return cluster(scheduler, processes, tell, stop=stop)
