"""`tutor hint`, and a working for `tutor check --working`: one problem, in a process that can be stopped, and what came of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

from tutor.cli.batch import TIME_LIMIT
from tutor.cli.destination import destination, file_or_output
from tutor.cli.spoken import add_language, speak
from tutor.cli.target import named, problems_of
from tutor.cli.tell import say, where
from tutor.cli.version import add_version, version_of
from tutor.desk.version import Version
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet, Record

FORMATS = ("text", "json", "jsonl", "html")
LARGEST = 100_000  # bytes of a working


class Job(NamedTuple):
    """What is to be done for a problem: a working judged, or with a `strength` a hint given."""

    entry: Record
    working: str | None
    version: Version
    form: str
    strength: int | None = None


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `hint` and its options."""
    hint = verbs.add_parser("hint", help="the next step of a problem as a hint, from where a student's working stands")
    hint.add_argument("target", help="SET.toml, problems.jsonl, or a kind (see: tutor kinds)")
    hint.add_argument("fields", nargs="*", metavar="field=value", help="the fields of one problem")
    hint.add_argument("--id", help="the problem that the hint is to")
    hint.add_argument("--working", metavar="TEXT|FILE", help="what is there already: the hint goes on from its last right line")
    hint.add_argument("--strength", type=int, choices=(1, 2, 3), default=1, help="1: what to look at; 2: which rule; 3: the step done")
    add_version(hint)
    add_language(hint)
    hint.add_argument("--format", choices=FORMATS, help="default: by the name of the output file, else text")
    hint.add_argument("-o", "--output", type=file_or_output, metavar="FILE", help="default: standard output")
    hint.set_defaults(run=_hint)


def _hint(options: argparse.Namespace) -> int:
    found = problems_of(options)
    speak(options, found)
    return told(found, options, options.strength)


def told(found: ProblemSet, options: argparse.Namespace, strength: int | None = None) -> int:
    """A working judged, or a hint given, and written; the exit status."""
    if len(found.records) != 1:
        listed = ", ".join(r.id for r in found.records[:10])
        raise Invalid("this is about one problem: say which with --id", hint=f"The set has {listed} ...")
    form = options.format or _by_name(options.output) or "text"
    if form not in FORMATS:
        raise Invalid(f"this is not written as {form}", hint=f"The formats for it are {', '.join(FORMATS)}.")
    entry = found.records[0]
    typed, files = text_or_file(options.working)
    result = _run(Job(entry, typed, version_of(options, found), form, strength))
    if result is None:
        return 1
    record, page, spoken = result
    with destination(options.output, [*named(options.target), *files]) as out:
        out.write(_written(record, page, form, spoken).encode("utf-8", "replace"))
    return 1 if any(line["verdict"] == "unknown" and line["read_as"] for line in record.get("lines", ())) else 0


def text_or_file(given: str | None) -> tuple[str | None, list[Path]]:
    """A working as typed, or the text of the file of this name, and that file."""
    if given is None:
        return None, []
    files = named(given) if "\n" not in given else []
    if not files:
        return given.replace("\\n", "\n") if "\n" not in given and "\\n" in given and "\\nabla" not in given else given, []
    from tutor.edges.files import read_text

    return read_text(files[0], LARGEST), files


def _by_name(output: Path | None) -> str | None:
    return None if output is None else {"txt": "text", "htm": "html"}.get(output.suffix[1:], output.suffix[1:])


def _run(job: Job) -> tuple[dict[str, Any], str, str] | None:
    """What came of a job; None where it was stopped, which is said. Errors: those of the problem."""
    from tutor.edges.job import Lost
    from tutor.edges.worker import run

    ((_, result),) = run([job], done, 1, TIME_LIMIT)
    if isinstance(result, Lost):
        say(f"{where(job.entry)}: {result.fault or result.message}")
        return None
    if isinstance(result, Exception):
        raise result
    found: tuple[dict[str, Any], str, str] = result
    return found


def done(job: Job) -> Any:
    """The record, the printed piece and its language; an error of the problem itself comes back as such."""
    from tutor.desk.worked.hints import hint
    from tutor.desk.worked.solved import solved
    from tutor.desk.worked.working import work_through
    from tutor.errors import TutorError
    from tutor.printing.output.base import load

    try:
        derivation, question = solved(job.entry, TIME_LIMIT, job.version)
        working = None if job.working is None else work_through(derivation, question, job.working)
    except TutorError as wrong:
        return wrong.at(job.entry.place()) if isinstance(wrong, Invalid) else wrong
    made = working if job.strength is None else hint(derivation, working, job.strength)  # type: ignore[arg-type]
    assert made is not None
    document = made.document()
    page = load(job.form).fragment(document) if job.form in ("text", "html") else ""
    return {**made.record(), **({"notices": [question.drawn]} if question.drawn else {})}, page, document.language


def _written(record: dict[str, Any], page: str, form: str, spoken: str) -> str:
    from tutor.edges.harmless import json_text
    from tutor.printing.output.base import PageMeta, load

    if form in ("json", "jsonl"):
        return json_text([record] if form == "json" else record) + "\n"
    whole = load(form).page([page], PageMeta(language=spoken))
    return whole if isinstance(whole, str) else whole.decode()
