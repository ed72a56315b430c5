"""A whole class: questions made once, answers judged as they are read, results written as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tutor.desk.classwork import resume as resuming
from tutor.desk.classwork.attempts import Attempts
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.marking import Marking
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.progress import CountedStream
from tutor.desk.classwork.record import Kept, Runner
from tutor.desk.classwork.resume import Going
from tutor.desk.classwork.sheets import Sheets
from tutor.desk.classwork.writing import REPORTS, STREAMED, writer
from tutor.edges.outfile import Out, Text, appended, differ, held, replaced
from tutor.errors import Invalid
from tutor.printing.style import PLAIN, Style
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
    overrides: Path | None = None,
    feedback: Path | None = None,
    style: Style = PLAIN,
) -> bool:
    """Judge every row of a file of answers; whether each has a verdict.

    `form` is jsonl, csv or json, written as the verdicts come, or text or html, a report written at the end. What is given
    to `progress` knows about its length, and `tell` hears how the answers were read, what becomes of the file of a run before
    and of a cluster; with `stop` nothing is judged here where that one is lost. `columns`, `attempts` and `overrides` are those of
    the command; where problems have parameters, `sheets` knows to which one an answer is. A page for each student, in a style, goes
    into the folder `feedback`. Errors: `Invalid` where a file cannot be used, before anything is written.
    """
    if resume and (output is None or form not in STREAMED):
        raise Invalid("--resume goes on with a file of results", hint="Name it with -o FILE.jsonl or -o FILE.csv.")
    if resume and attempts == "best":
        raise Invalid("--resume cannot go on with the best attempts", hint="They are known at the end only.")
    if resume and (overrides is not None or feedback is not None):
        raise Invalid("--resume goes with no --overrides and no --feedback", hint="They are about all answers: begin anew.")
    if output is not None:
        differ([output], [answers, *([overrides] if overrides else [])])
    marking = Marking(found, answers, Sheets(found) if sheets is None else sheets, tell, columns, attempts, overrides)
    if feedback is not None:
        from tutor.desk.classwork.feedback import handed_back, ready

        ready(feedback)
    with _place(output, form) as place:
        runner = partial(_runner, scheduler=scheduler, tell=tell, stop=stop)
        count = processes or os.cpu_count() or 1
        whole = _checked(marking, form, output, place, count, resume, runner, progress, stated=form in REPORTS or feedback is not None)
    if feedback is not None:
        handed_back(marking, feedback, style, count, progress)
    return whole


def _checked(
    marking: Marking,
    form: str,
    output: Path | None,
    place: Out | None,
    count: int,
    resume: bool,
    made: Callable[[int], Runner],
    progress: Callable[[Iterable[Any]], Iterable[Any]],
    *,
    stated: bool,
) -> bool:
    """The same, with the output for this run alone."""
    rows = marking.read()
    if resume and output is not None:
        resuming.check(output, table=form == "csv")
    runner = made(count)
    marking.pose(count, stated=stated)
    going = Going(rows)
    if resume and output is not None:
        going = resuming.going(rows, output, Digests(marking.questions).of, marking.again, table=form == "csv")
    for message in going.told:
        marking.tell(message)
    whole = not going.broken
    with _opened(output, place, keep=resume) as out:
        written = writer(form, out, marking.report, begun=going.begun)
        verdicts = marking.records(going.rows, runner)
        for record in progress(CountedStream(verdicts, marking.answers, going.lines, marking.each)):
            if isinstance(record, Kept):
                out.write(record.line)
                continue
            whole = whole and record["verdict"] != "undecided" and "row" not in record
            written.add(record)
        written.end()
    marking.end()
    if resume and output is not None:
        resuming.done(output)
    return whole


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
