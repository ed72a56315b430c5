"""The command `tutor`: arguments in, pages or records out, and the exit status that says how it went.

0: done. 1: something was left unsolved, each named on standard error. 2: the command or its input was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tutor import __version__
from tutor.errors import Invalid, OutOfTime, TutorError, nearest
from tutor.outcome import Outcome, stopped, stopped_document
from tutor.output.base import PageMeta, formats, load
from tutor.reading.sets import SUFFIXES, ProblemSet, Record, from_arguments, load_set

T = TypeVar("T")
RECORDS = ("json", "jsonl")
TIME_LIMIT = 60.0  # seconds a problem; the slowest of the bank takes under one
BATCH = 4  # from this many problems on, every processor is used


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except TutorError as error:
        _complain(error)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="tutor", description="Worked solutions for multivariable calculus, every step explained and checked."
    )
    top.add_argument("--version", action="version", version=f"tutor {__version__}")
    verbs = top.add_subparsers(required=True, metavar="COMMAND")

    solve = verbs.add_parser("solve", help="worked solutions for a set, or for one problem typed as KIND field=value ...")
    solve.add_argument("target", help="SET.toml, problems.jsonl, or a kind (see: tutor kinds)")
    solve.add_argument("fields", nargs="*", metavar="field=value", help="the fields of one problem")
    solve.add_argument("--format", choices=(*formats(), *RECORDS), help="default: by the name of the output file, else text")
    solve.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    solve.add_argument("--detail", choices=("brief", "normal", "full"), default="normal")
    solve.add_argument("--time-limit", type=float, default=TIME_LIMIT, metavar="SECONDS", help=f"for each problem, default {TIME_LIMIT:g}")
    solve.add_argument("--id", help="only the problem with this id")
    solve.add_argument("--jobs", type=int, metavar="N", help="processes, default: as many as processors for a set of some size")
    solve.set_defaults(run=_solve)

    handout = verbs.add_parser("handout", help="sheets, answer keys and variants of a set")
    handout.add_argument("target", type=Path, metavar="SET", help="SET.toml or problems.jsonl")
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="its name says the format")
    handout.add_argument("--show", choices=("questions", "answers", "solutions"), default="questions")
    handout.add_argument("--versions", type=int, default=1, metavar="N", help="FILE-A, FILE-B, ... with other values for the parameters")
    handout.add_argument("--seed", type=int, default=0, metavar="S", help="the same seed draws the same values, default 0")
    handout.add_argument("--shuffle", action="store_true", help="another order of the problems in each version")
    handout.add_argument("--key", type=Path, metavar="FILE", help="the answers and marks of the same sheets")
    handout.set_defaults(run=_handout)

    kinds = verbs.add_parser("kinds", help="the problem kinds, or the fields of one")
    kinds.add_argument("kind", nargs="?")
    kinds.set_defaults(run=_kinds)

    rules = verbs.add_parser("rules", help="the rules, or the manual page of one")
    rules.add_argument("rule", nargs="?")
    rules.set_defaults(run=_rules)
    return top


def _solve(options: argparse.Namespace) -> int:
    problems = _problems(options)
    form = options.format or _by_suffix(options.output) or "text"
    if options.time_limit <= 0:
        raise Invalid("the time limit must be positive")
    many = len(problems.records) >= BATCH
    processes = options.jobs or ((os.cpu_count() or 1) if many else 1)
    if len(problems.records) > 1:
        import tutor.solution  # noqa: F401  imported before the workers are forked, so that each of them has it at once
    outcomes = _ordered(_outcomes(problems.records, form, options, processes), len(problems.records))
    ends: list[int] = []

    def seen() -> Iterator[Outcome]:
        for entry, found in zip(problems.records, outcomes, strict=True):
            if not found.solved:
                ends.append(2 if found.record["status"] == "invalid" else 1)
                _report(entry, found)
            elif not found.record["verified"]:
                _say(f"{_where(entry)}: a step could not be verified; it is marked")
            yield found

    typed = not problems.file
    if typed and form not in RECORDS:
        (found,) = seen()
        if ends == [2]:
            return 2  # a page that only repeats the message helps nobody
        _write(iter([found]), form, options.output, PageMeta())
    else:
        _write(seen(), form, options.output, PageMeta(**problems.header))
    return 0 if not ends else 2 if len(problems.records) == 1 and ends == [2] else 1


def _problems(options: argparse.Namespace) -> ProblemSet:
    target = Path(options.target)
    if target.suffix in SUFFIXES or target.is_file():
        if options.fields:
            raise Invalid("a set takes no fields", hint="Fields follow a kind: tutor solve gradient function='x^2 y'")
        found = load_set(target)
        if options.id is not None:
            kept = tuple(r for r in found.records if r.id == options.id)
            if not kept:
                raise Invalid(f"{target.name} has no problem {options.id!r}", hint=nearest(options.id, [r.id for r in found.records]))
            return ProblemSet(kept, found.header, found.file)
        return found
    return ProblemSet((from_arguments(options.target, options.fields),))


def _outcomes(records: Sequence[Record], form: str, options: argparse.Namespace, processes: int) -> Iterator[tuple[int, Outcome]]:
    from tutor.worker import Lost, run

    do = partial(_work, form=form, detail=options.detail, time_limit=options.time_limit)
    for number, result in run(records, do, processes, options.time_limit):
        if isinstance(result, Lost):
            yield number, _lost(records[number], result.reason, result.message, form)
        else:
            yield number, result


def _work(entry: Record, form: str, detail: Any, time_limit: float) -> Outcome:
    from tutor.solution import work

    return work(entry, form, detail, time_limit)


def _lost(entry: Record, reason: str, message: str, form: str) -> Outcome:
    error = OutOfTime(message)
    fragment = None if form in RECORDS else load(form).fragment(stopped_document(entry, error))
    return Outcome(stopped(entry, error) | {"status": reason}, fragment)


def _ordered(found: Iterator[tuple[int, T]], total: int) -> Iterator[T]:
    """The results in input order, each as soon as all before it are there; a progress bar on a terminal meanwhile."""
    bar = None
    if total >= BATCH and sys.stderr.isatty():
        from tqdm import tqdm

        bar = tqdm(total=total, unit="problem", leave=False)
    kept: dict[int, T] = {}
    following = 0
    for number, outcome in found:
        kept[number] = outcome
        if bar is not None:
            bar.update()
        while following in kept:
            yield kept.pop(following)
            following += 1
    if bar is not None:
        bar.close()


def _write(outcomes: Iterator[Outcome], form: str, path: Path | None, meta: PageMeta) -> None:
    if path is None:
        if form == "pdf" and sys.stdout.isatty():
            raise Invalid("a PDF goes to a file", hint="Name it with -o FILE.pdf.")
        for part in _printed(outcomes, form, meta):
            sys.stdout.buffer.write(_bytes(part))
            sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as file:
            for part in _printed(outcomes, form, meta):
                file.write(_bytes(part))
    except OSError as error:
        raise Invalid(f"cannot write {path}: {error.strerror}") from None
    _say(f"written: {path}")


def _printed(outcomes: Iterator[Outcome], form: str, meta: PageMeta) -> Iterator[str | bytes]:
    """The output in the pieces in which it is ready: JSON lines one by one, the rest at the end."""
    match form:
        case "jsonl":
            for found in outcomes:
                yield json.dumps(found.record, ensure_ascii=False) + "\n"
        case "json":
            yield json.dumps([found.record for found in outcomes], ensure_ascii=False, indent=1) + "\n"
        case _:
            yield load(form).page([found.fragment or "" for found in outcomes], meta)


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "replace")


def _by_suffix(path: Path | None) -> str | None:
    if path is None:
        return None
    wanted = path.suffix
    for name in formats():
        if load(name).suffix == wanted:
            return name
    if wanted[1:] in RECORDS:
        return wanted[1:]
    raise Invalid(f"no format has the suffix {wanted or 'of ' + path.name!r}", hint="Say which with --format.")


def _handout(options: argparse.Namespace) -> int:
    from tutor.handout import Job, Prepared, prepare, unprepared
    from tutor.sheet import Show, heading, sheets
    from tutor.worker import Lost, run

    found = load_set(options.target)
    listed = sheets(found, options.versions, options.seed, options.shuffle)
    wanted: list[tuple[Show, Path]] = [(options.show, options.output)]
    if options.key is not None:
        if options.key == options.output:
            raise Invalid("the key and the sheets need different files")
        wanted.append(("answers", options.key))
    prints = tuple((show, _page_format(path)) for show, path in wanted)
    jobs = [
        Job(entry, tuple(sheet.number(k) for sheet in listed), prints, options.seed, TIME_LIMIT) for k, entry in enumerate(found.records)
    ]
    processes = (os.cpu_count() or 1) if len(jobs) >= BATCH else 1
    results = run(jobs, prepare, processes, TIME_LIMIT)
    ended = ((k, unprepared(jobs[k], f"{_where(jobs[k].entry)}: {r.message}") if isinstance(r, Lost) else r) for k, r in results)
    made: list[Prepared] = list(_ordered(ended, len(jobs)))
    for result in made:
        for message in result.messages:
            _say(message)
        if result.excerpt:
            _show(result.excerpt)
    for k, (show, path) in enumerate(wanted):
        for version, sheet in enumerate(listed):
            file = path.with_name(f"{path.stem}-{sheet.letter}{path.suffix}") if len(listed) > 1 else path
            _save(file, load(prints[k][1]).page([made[place].fragments[k][version] for place in sheet.order], heading(found, sheet, show)))
    return 0 if all(result.complete for result in made) else 1


def _page_format(path: Path) -> str:
    form = _by_suffix(path)
    if form is None or form in RECORDS:
        raise Invalid(f"a handout is a page, and {path.name} would be data", hint=f"The formats are {', '.join(formats())}.")
    return form


def _save(path: Path, content: str | bytes) -> None:
    try:
        path.write_bytes(_bytes(content))
    except OSError as error:
        raise Invalid(f"cannot write {path}: {error.strerror}") from None
    _say(f"written: {path}")


def _kinds(options: argparse.Namespace) -> int:
    from tutor.manual import kind_page, kinds_page

    print(kinds_page() if options.kind is None else kind_page(options.kind))
    return 0


def _rules(options: argparse.Namespace) -> int:
    from tutor.manual import rule_page, rules_page

    print(rules_page() if options.rule is None else rule_page(options.rule))
    return 0


def _report(entry: Record, found: Outcome) -> None:
    """Why there is no solution, on standard error; where the input is at fault, with the place."""
    message = found.record.get("message") or found.record["status"]
    _say(message if found.record["status"] == "invalid" else f"{_where(entry)}: {message}")
    if found.record.get("excerpt"):
        _show(found.record["excerpt"])


def _show(excerpt: str) -> None:
    from tutor.output.base import clean

    print(clean(excerpt), file=sys.stderr)


def _where(entry: Record) -> str:
    return entry.place().describe()


def _complain(error: TutorError) -> None:
    _say(str(error))
    excerpt = error.place.excerpt()
    if excerpt:
        _show(excerpt)


def _say(text: str) -> None:
    from tutor.output.base import clean

    print(f"tutor: {clean(text)}", file=sys.stderr)
