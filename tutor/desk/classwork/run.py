"""A whole class: questions made once, answers judged as they are read, results written as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tutor.checking.question import Question
from tutor.desk.classwork import resume as resuming
from tutor.desk.classwork.attempts import Attempts, best
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.judging import judged
from tutor.desk.classwork.posing import posed
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.progress import Counted
from tutor.desk.classwork.record import Kept, Runner
from tutor.desk.classwork.resume import Going
from tutor.desk.classwork.row import asked_on
from tutor.desk.classwork.rows import answers as answers_of
from tutor.desk.classwork.sheets import Sheets
from tutor.desk.classwork.writing import STREAMED, writer
from tutor.desk.version import Version
from tutor.edges.outfile import Out, Text, appended, differ, held, replaced
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet


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
    sheets: Sheets | None = None,
) -> bool:
    """Judge every row of a file of answers; whether each has a verdict.

    `form` is jsonl, csv or json, written as the verdicts come, or text or html, a report written at the end. What is given
    to `progress` knows about its length, and `tell` hears how the answers were read, what becomes of the file of a run before
    and of a cluster; with `stop` nothing is judged here where that one is lost. `columns` and `attempts` are those of the
    command; where problems have parameters, `sheets` knows to which one an answer is. Errors: `Invalid` where a file cannot be
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
        of = Sheets(found) if sheets is None else sheets
        return _checked(found, answers, form, output, place, processes, resume, runner, progress, tell, columns, attempts, of)


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
    sheets: Sheets,
) -> bool:
    """The same, with the output for this run alone."""
    count = processes or os.cpu_count() or 1
    read = partial(answers_of, answers, _named(found), columns, attempts)
    first = read(tell)
    if resume and output is not None:
        resuming.check(output, table=form == "csv")
    runner = made(count)
    wanted = sheets.wanted(read().stream) if sheets.drawn else {}
    asked = {name: each.question for name, each in posed(found, count, wanted).items()}
    for said in _drawn(wanted, asked):
        tell(said)
    going = Going(sheets.of(first.stream))
    if resume and output is not None:
        going = resuming.going(sheets.of(first.stream), output, Digests(asked).of, lambda: sheets.of(read().stream), table=form == "csv")
    for message in going.told:
        tell(message)
    whole = not going.broken
    with _opened(output, place, keep=resume) as out:
        report = writer(form, out, found.header.get("title") or answers.stem, begun=going.begun)
        verdicts = judged(going.rows, asked, runner, _named(found))
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


def _named(found: ProblemSet) -> Problems:
    """The problems as a file of answers may name them."""
    said = [(text, r.id) for name in ("statement", "title") for r in found.records if isinstance(text := r.fields.get(name), str)]
    parts = {each[0].whole: [r.id for r in each] for each in found.problems if each[0].part is not None}
    return Problems([r.id for r in found.records], said, parts)


def _drawn(wanted: Mapping[str, Sequence[Version]], asked: Mapping[str, Question | str]) -> Iterator[str]:
    """Which values are taken of each problem with parameters, or how many there are."""
    for name, versions in wanted.items():
        if len(versions) > 1:
            yield f"{name}: its answers are to {len(versions)} sheets, each judged with its own values"
        for version in versions if len(versions) == 1 else ():
            question = asked[asked_on(name, version)]
            if isinstance(question, Question):
                yield f"{name}: {question.drawn}"


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
