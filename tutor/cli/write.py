"""Pages and records to their files, and the format that a file's name asks for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tutor.cli.tell import say
from tutor.errors import Invalid
from tutor.outcome import Outcome
from tutor.output.base import ENGINES, formats, load

RECORDS = ("json", "jsonl")


Page = Callable[[Sequence[Outcome]], str | bytes]


def write(outcomes: Iterator[Outcome], form: str, path: Path | None, page: Page) -> None:
    """The results as they come, to a file or standard output. Errors: `Invalid` where it cannot be written."""
    if path is None:
        if form in ("pdf", *ENGINES) and sys.stdout.isatty():
            raise Invalid("a PDF goes to a file", hint="Name it with -o FILE.pdf.")
        for part in _printed(outcomes, form, page):
            sys.stdout.buffer.write(_bytes(part))
            sys.stdout.buffer.flush()
        return
    if form not in RECORDS:
        (made,) = _printed(outcomes, form, page)
        save(path, made)  # nothing is written over before the page is there
        return
    try:
        with path.open("wb") as file:
            for part in _printed(outcomes, form, page):
                file.write(_bytes(part))
    except OSError as error:
        raise Invalid(f"cannot write {path}: {error.strerror}") from None
    say(f"written: {path}")


def _printed(outcomes: Iterator[Outcome], form: str, page: Page) -> Iterator[str | bytes]:
    """The output in the pieces in which it is ready: JSON lines one by one, the rest at the end."""
    match form:
        case "jsonl":
            for found in outcomes:
                yield json.dumps(found.record, ensure_ascii=False) + "\n"
        case "json":
            yield json.dumps([found.record for found in outcomes], ensure_ascii=False, indent=1) + "\n"
        case _:
            yield page(list(outcomes))


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "replace")


def by_suffix(path: Path | None) -> str | None:
    """The format that a file's name asks for, None where there is no file. Errors: `Invalid` for an unknown suffix."""
    if path is None:
        return None
    wanted = path.suffix
    for name in formats():
        if load(name).suffix == wanted:
            return name
    if wanted[1:] in RECORDS:
        return wanted[1:]
    raise Invalid(f"no format has the suffix {wanted or 'of ' + path.name!r}", hint="Say which with --format.")


def page_format(path: Path) -> str:
    """The format of a file of pages. Errors: `Invalid` for one of records."""
    form = by_suffix(path)
    if form is None or form in RECORDS:
        raise Invalid(f"a handout is a page, and {path.name} would be data", hint=f"The formats are {', '.join(formats())}.")
    return form


def save(path: Path, content: str | bytes) -> None:
    """A finished file. Errors: `Invalid` where it cannot be written."""
    try:
        path.write_bytes(_bytes(content))
    except OSError as error:
        raise Invalid(f"cannot write {path}: {error.strerror}") from None
    say(f"written: {path}")
