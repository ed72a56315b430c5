"""`tutor check`: is an answer right? One answer of one student, or a whole class."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cli.batch import TIME_LIMIT, watched
from tutor.cli.destination import destination, file_or_output
from tutor.cli.numbers import MOST_JOBS, whole
from tutor.cli.spoken import add_language, speak
from tutor.cli.target import named, problems_of
from tutor.cli.tell import say
from tutor.cli.version import add_version, version_of
from tutor.desk.version import Version
from tutor.edges.language import message
from tutor.errors import Invalid
from tutor.reading.sets import SHORT_ANSWER, ProblemSet, Record, load_set

if TYPE_CHECKING:
    from tutor.desk.classwork.sheets import Sheets

ATTEMPTS = ("last", "best", "first")
FORMATS = ("text", "json", "jsonl", "csv", "html")
LOST = ("go-on", "stop")
HEADS = {
    "correct": "Correct.",
    "wrong_form": "The value is right, but not in the form that was asked.",
    "partially_correct": "Partly right.",
    "incorrect": "Not right.",
    "unreadable": "This cannot be read, and costs nothing.",
    "undecided": "Undecided.",
}
OTHER_KIND = "This is of another kind than was asked, and costs nothing."


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    check = verbs.add_parser("check", help="is an answer right? for one student or for a class")
    check.add_argument("target", help="SET.toml, problems.jsonl, or a kind (see: tutor kinds)")
    check.add_argument("fields", nargs="*", metavar="field=value", help="the fields of one problem")
    check.add_argument("--id", help="the problem that the answer is to")
    check.add_argument("--answer", metavar="TEXT", help="one answer")
    check.add_argument("--answers", type=Path, metavar="FILE", help="many: .csv (student,problem,answer, or one student a row) or .jsonl")
    check.add_argument("--working", metavar="TEXT|FILE", help="one student's working: each line is judged")
    check.add_argument("--columns", metavar="NAMES", help="the columns of FILE that are answers: 'q1=Response 1,q2=Response 2'")
    check.add_argument("--attempts", choices=ATTEMPTS, help="which attempt of a student counts, default: last")
    add_version(check)
    check.add_argument(
        "--class", type=Path, dest="roster", metavar="ROSTER", help="whose sheets are their own: as in tutor handout --class"
    )
    add_language(check)
    check.add_argument("--overrides", type=Path, metavar="FILE.csv", help="your marks, names and comments; made where it is not there")
    check.add_argument("--feedback", type=Path, metavar="FOLDER", help="a page for each student, .html and .pdf, and gradebooks")
    check.add_argument("--templates", type=Path, metavar="DIR", help="your own words, layout and style of these pages")
    check.add_argument("--format", choices=FORMATS, help="default: by the name of the output file, else text")
    check.add_argument("-o", "--output", type=file_or_output, metavar="FILE", help="default: standard output")
    check.add_argument("--jobs", type=whole("--jobs", 1, MOST_JOBS), metavar="N", help="processes, default: as many as processors")
    check.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped writing FILE")
    check.add_argument(
        "--scheduler", metavar="ADDRESS", help="judge on the Dask cluster with this scheduler (needs multivariable-tutor[dask])"
    )
    check.add_argument(
        "--lost", choices=LOST, default=LOST[0], help=f"what to do where the scheduler is lost, default {LOST[0]}: judge the rest here"
    )
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    if sum(given is not None for given in (options.answer, options.answers, options.working)) != 1:
        raise Invalid("exactly one of --answer, --answers and --working is needed")
    found = problems_of(options)
    speak(options, found)
    if options.working is not None:
        from tutor.cli.worked import told as told_working

        return told_working(found, options)
    if options.answers is not None:
        return _class(found, options)
    if len(found.records) != 1:
        listed = [r.id for r in found.records]
        raise Invalid("--answer is to one problem: say which with --id", hint=f"The set has {', '.join(listed[:10])} ...")
    return _one(found.records[0], version_of(options, found), options)


def _class(found: ProblemSet, options: argparse.Namespace) -> int:
    """A class: a bar on a terminal while it is judged."""
    from tutor.desk.classwork.run import check_class

    form = options.format or _by_name(options.output) or "text"
    if options.output is not None:
        from tutor.edges.outfile import differ

        differ([options.output], named(options.target))
    whole = check_class(
        found,
        options.answers,
        form,
        options.output,
        processes=options.jobs,
        resume=options.resume,
        scheduler=options.scheduler,
        stop=options.lost == LOST[1],
        progress=watched,
        tell=say,
        columns=options.columns,
        attempts=options.attempts,
        sheets=_sheets(found, options),
        overrides=options.overrides,
        feedback=options.feedback,
        style=_style(found, options),
    )
    if options.output is not None:
        say(f"written: {options.output}")
    return 0 if whole else 1


def _sheets(found: ProblemSet, options: argparse.Namespace) -> Sheets:
    """To which sheets the answers are. The codes are those of the whole set."""
    from tutor.desk.classwork.roster import roster
    from tutor.desk.classwork.sheets import Sheets

    students = None if options.roster is None else roster(options.roster, say)
    whole_set = found if options.id is None or not found.file else load_set(Path(options.target))
    return Sheets(whole_set, version_of(options, found), options.sheet is not None, students)


def _style(found: ProblemSet, options: argparse.Namespace) -> Any:
    """The style of the pages that go back to the students."""
    if options.feedback is None:
        from tutor.printing.style import PLAIN

        return PLAIN
    from tutor.cli.house import style_of

    return style_of(options, found)


def _by_name(output: Path | None) -> str | None:
    if output is None:
        return None
    name = {"txt": "text"}.get(output.suffix[1:], output.suffix[1:])
    if name not in FORMATS:
        raise Invalid(f"no report has the suffix {output.suffix or 'of ' + output.name!r}", hint="Say which with --format.")
    return name


def _one(entry: Record, version: Version, options: argparse.Namespace) -> int:
    """One answer."""
    from tutor.edges.harmless import json_text
    from tutor.edges.job import Lost

    result = _result((entry, options.answer, version))
    if isinstance(result, Lost):
        say(f"{entry.place().describe()}: {result.fault or result.message}")
        return 1
    if isinstance(result, Exception):
        raise result
    form = options.format or _by_name(options.output) or "text"
    if form not in ("text", "json", "jsonl"):
        raise Invalid(f"one answer has no report as {form}", hint="The formats for it are text, json and jsonl.")
    written = told(result) if form == "text" else json_text([result] if form == "json" else result) + "\n"
    with destination(options.output, named(options.target)) as out:
        out.write(written.encode("utf-8", "replace"))
    return 1 if result["verdict"] == "undecided" else 0


def _result(job: tuple[Record, str, Version]) -> Any:
    """What came of judging: in a process that can be stopped, where a problem has to be solved first; else here and now.

    An answer is judged within a certain effort, and in a short one nothing takes as long as to start such a process.
    """
    from tutor.edges.job import here, interruptible

    if job[0].kind == SHORT_ANSWER and interruptible():
        return here(judged, job, TIME_LIMIT)
    from tutor.edges.worker import run

    ((_, result),) = run([job], judged, 1, TIME_LIMIT)
    return result


def judged(job: tuple[Record, str, Version]) -> Any:
    """The record of one verdict; an error of the problem itself comes back as such."""
    from tutor.checking.judge import check
    from tutor.desk.asked import asked
    from tutor.errors import TutorError

    entry, answer, version = job
    try:
        question = asked(entry, TIME_LIMIT, version)
    except TutorError as wrong:
        return wrong.at(entry.place()) if isinstance(wrong, Invalid) else wrong
    found = check(question, answer).record(None, entry.id)
    return found | {"notices": [*found.get("notices", ()), question.drawn]} if question.drawn else found


def told(found: dict[str, Any]) -> str:
    """A verdict as a student reads it in a terminal."""
    from tutor.edges.harmless import clean

    misshapen = found["verdict"] == "unreadable" and found["misconception"] is not None
    lines = [message(OTHER_KIND if misshapen else HEADS[found["verdict"]])]
    if found["read_as"] is not None:
        lines.append(f"  {message('Read as')}: {found['read_as']['text']}")
    if found["feedback"]:
        lines.append(f"  {found['feedback']}")
    if found.get("made"):
        lines.append(f"  {message('With this mistake')}: {found['made']['text']}")
    if found.get("excerpt") and not misshapen:
        lines += [f"  {line}" for line in found["excerpt"].splitlines()]
    lines += [f"  {message('Note')}: {notice}" for notice in found.get("notices", ())]
    if found["verdict"] == "partially_correct":
        lines.append(f"  {message('Score: {:g} of 1'.format(found['score']))}")
    return clean("\n".join(lines)) + "\n"
