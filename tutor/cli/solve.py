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
from tutor.reading.sets import ProblemSet, Record


def add(verbs: Any) -> None:
    """The command and its options."""
    solve = verbs.add_parser("solve", help="worked solutions for a set, or for one problem typed as KIND field=value ...")
    solve.add_argument("target", help="SET.toml, problems.jsonl, or a kind (see: tutor kinds)")
    solve.add_argument("fields", nargs="*", metavar="field=value", help="the fields of one problem")
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
    add_version(solve)
    solve.add_argument("--id", help="only the problem with this id")
    solve.add_argument(
        "--jobs", type=whole("--jobs", 1, MOST_JOBS), metavar="N", help="processes, default: as many as processors for a set of some size"
    )
    add_house(solve)
    solve.set_defaults(run=_solve)


def _solve(options: argparse.Namespace) -> int:
    problems = problems_of(options)
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
    outcomes = ordered(_outcomes(problems, form, style, options), len(problems.records))
    ends: list[int] = []

    def seen() -> Iterator[Outcome]:
        for entry, found in zip(problems.records, outcomes, strict=True):
            if found.fault is not None:
                raise found.fault
            if not found.solved:
                ends.append(2 if found.record["status"] == "invalid" else 1)
                _report(entry, found)
            elif not found.record["verified"]:
                say(f"{where(entry)}: a step could not be verified; it is marked")
            yield found

    def page(found: Sequence[Outcome], meta: PageMeta) -> str | bytes:
        pieces = [each.fragment or "" for each in found]
        return printed(form, style, pieces, meta, options, lambda k: where(problems.records[k]))

    typed = not problems.file
    if typed and form not in RECORDS:
        (found,) = seen()
        if ends == [2]:
            return 2  # a page that only repeats the message helps nobody
        write(iter([found]), form, out, partial(page, meta=PageMeta()))
    else:
        write(seen(), form, out, partial(page, meta=PageMeta(**problems.header)))
    return 0 if not ends else 2 if len(problems.records) == 1 and ends == [2] else 1


def _outcomes(problems: ProblemSet, form: str, style: Style, options: argparse.Namespace) -> Iterator[tuple[int, Outcome]]:
    records, version = problems.records, version_of(options, problems)
    do = partial(_work, form=form, detail=options.detail, time_limit=options.time_limit, style=style, version=version)
    for number, result in run(records, do, options.jobs or processes(len(records)), options.time_limit):
        if isinstance(result, Lost):
            yield number, _lost(records[number], result, form, style)
        else:
            yield number, result


def _work(entry: Record, form: str, detail: Any, time_limit: float, style: Style, version: Version) -> Outcome:
    from tutor.desk.solution import work

    return work(entry, form, detail, time_limit, style, version)


def _lost(entry: Record, lost: Lost, form: str, style: Style) -> Outcome:
    error = OutOfTime(lost.message)
    fragment = None if form in RECORDS else load(form, style).fragment(stopped_document(entry, error))
    return Outcome(stopped(entry, error) | {"status": lost.reason, "seconds": round(lost.seconds, 4)}, fragment)


def _report(entry: Record, found: Outcome) -> None:
    """Why there is no solution, on standard error; where the input is at fault, with the place."""
    message = found.record.get("message") or found.record["status"]
    say(message if found.record["status"] == "invalid" else f"{where(entry)}: {message}")
    if found.record.get("excerpt"):
        excerpted(found.record["excerpt"])
