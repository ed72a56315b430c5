"""`tutor solve`: worked solutions of a set, or of one problem typed as KIND field=value ..."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from tutor.cli.batch import TIME_LIMIT, ordered, processes
from tutor.cli.destination import destination, file_or_output
from tutor.cli.house import add_house, beside, chosen, engine_form, printed, put_beside, style_of
from tutor.cli.numbers import MOST_JOBS, seconds, whole
from tutor.cli.target import problems_of
from tutor.cli.tell import excerpted, say, where
from tutor.cli.version import add_version, version_of
from tutor.cli.write import RECORDS, by_suffix, inputs, write
from tutor.desk.outcome import Outcome, stopped, stopped_document
from tutor.desk.version import Version
from tutor.edges.job import Lost
from tutor.edges.outfile import Out
from tutor.edges.worker import run
from tutor.errors import OutOfTime
from tutor.printing.output.base import PageMeta, formats, load
from tutor.printing.style import Style
from tutor.reading.sets import SHORT_ANSWER, ProblemSet, Record

QUESTION = 10.0  # seconds that reading a problem again may take, of which the solution was not finished


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    solve = verbs.add_parser("solve", help="worked solutions for a set, or for one problem typed as KIND field=value ...")
    solve.add_argument("target", help="SET.toml, problems.jsonl, or a kind (see: tutor kinds)")
    solve.add_argument("fields", nargs="*", metavar="field=value", help="the fields of one problem")
    solve.add_argument("--id", help="only the problem with this id")
    add_page(solve)
    add_version(solve)
    solve.set_defaults(run=_solve)


def add_page(solve: argparse.ArgumentParser) -> None:
    """The options of what is made of problems, however they were told."""
    solve.add_argument("--format", choices=(*formats(), *RECORDS), help="default: by the name of the output file, else text")
    solve.add_argument("-o", "--output", type=file_or_output, metavar="FILE", help="default: standard output")
    solve.add_argument("--detail", choices=("brief", "normal", "full"), default="normal")
    solve.add_argument(
        "--time-limit",
        type=seconds("--time-limit"),
        default=TIME_LIMIT,
        metavar="SECONDS",
        help=f"for each problem, default {TIME_LIMIT:g}",
    )
    solve.add_argument(
        "--jobs", type=whole("--jobs", 1, MOST_JOBS), metavar="N", help="processes, default: as many as processors for a set of some size"
    )
    solve.add_argument(
        "--numeric-check", action="store_true", help="show derivatives by central differences, and what libraries find, beside the result"
    )
    add_house(solve)


def _solve(options: argparse.Namespace) -> int:
    return solved(problems_of(options), options)


def solved(problems: ProblemSet, options: argparse.Namespace) -> int:
    """The solutions of these problems, written as the options say; the exit status."""
    form = engine_form(options.format or by_suffix(options.output) or "text", options)
    style = style_of(options, problems)
    piece = beside(options.output, form, options)
    with destination(options.output, inputs(options, style), piece) as out:
        return _written(problems, form, style, options, out)


def _written(problems: ProblemSet, form: str, style: Style, options: argparse.Namespace, out: Out) -> int:
    """The solutions, written; the exit status."""
    if form not in RECORDS:
        chosen(form, style, options)
        put_beside(options.output, form, style, options)
    if len(problems.records) > 1:
        import tutor.desk.solution  # noqa: F401  imported before the workers are forked, so that each of them has it at once
    together = [(entry,) for entry in problems.records] if form in RECORDS else problems.problems
    outcomes = ordered(_outcomes(problems, together, form, style, options), len(together))
    ends: list[int] = []

    def seen() -> Iterator[Outcome]:
        for entries, found in zip(together, outcomes, strict=True):
            if found.fault is not None:
                raise found.fault
            ends.extend(end for entry, record in zip(entries, found.records, strict=True) if (end := _told(entry, record)))
            yield found

    def page(found: Sequence[Outcome], meta: PageMeta) -> str | bytes:
        pieces = [each.fragment or "" for each in found]
        return printed(form, style, pieces, meta, options, lambda k: where(together[k][0]))

    typed = not problems.file
    if typed and form not in RECORDS:
        (found,) = seen()
        if ends == [2]:
            return 2  # a page that only repeats the message helps nobody
        write(iter([found]), form, out, partial(page, meta=PageMeta(language=style.language)))
    else:
        header: dict[str, Any] = {**problems.header, "language": style.language}
        write(seen(), form, out, partial(page, meta=PageMeta(**header)))
    return 0 if not ends else 2 if len(problems.records) == 1 and ends == [2] else 1


def _outcomes(
    problems: ProblemSet, together: Sequence[Sequence[Record]], form: str, style: Style, options: argparse.Namespace
) -> Iterator[tuple[int, Outcome]]:
    """What came of each problem, with its parts together where a page is made; a limit is for each part."""
    version = version_of(options, problems)
    several = len(together) > 1
    told = {"form": form, "detail": options.detail, "numeric_check": options.numeric_check}
    do = partial(_work, **told, time_limit=options.time_limit, style=style, version=version)
    jobs = [(tuple(entries), number if several else 0) for number, entries in enumerate(together, start=1)]
    seconds = options.time_limit * max(map(len, together), default=1)
    for number, result in run(jobs, do, options.jobs or processes(len(jobs)), seconds):
        if isinstance(result, Lost):
            if result.fault:
                say(result.fault)
            yield number, _lost(together[number], result, form, style)
        else:
            yield number, result


def _work(
    job: tuple[tuple[Record, ...], int],
    form: str,
    detail: Any,
    time_limit: float,
    style: Style,
    version: Version,
    numeric_check: bool,
) -> Outcome:
    from tutor.desk.solution import work

    return work(*job, form, detail, time_limit, style, version, numeric_check)


def _unfinished(entries: Sequence[Record], why: str, form: str, style: Style) -> str:
    from tutor.desk.solution import unfinished

    return unfinished(entries[0], why, form, style)


def _lost(entries: Sequence[Record], lost: Lost, form: str, style: Style) -> Outcome:
    error = OutOfTime(lost.message)
    fragment = None
    if form not in RECORDS:
        ((_, told),) = run([tuple(entries)], partial(_unfinished, why=lost.message, form=form, style=style), 1, QUESTION)
        fragment = told if isinstance(told, str) else load(form, style).fragment(stopped_document(entries[0], error))
    ended = {"status": lost.reason, "seconds": round(lost.seconds, 4)}
    return Outcome(tuple(stopped(entry, error) | ended for entry in entries), fragment)


def _told(entry: Record, found: dict[str, Any]) -> int:
    """Why there is no solution, on standard error; where the input is at fault, with the place. The status to end with."""
    if found["status"] == "solved":
        if not found["verified"] and entry.kind != SHORT_ANSWER:
            say(f"{where(entry)}: a step could not be verified; it is marked")
        return 0
    message, invalid = found.get("message") or found["status"], found["status"] == "invalid"
    say(message if invalid else f"{where(entry)}: {message}")
    if found.get("excerpt"):
        excerpted(found["excerpt"])
    return 2 if invalid else 1
