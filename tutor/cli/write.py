"""Pages and records to their files, and the format that a file's name asks for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.destination import Stream
from tutor.cli.target import named
from tutor.edges.harmless import json_text
from tutor.edges.outfile import Out
from tutor.errors import Invalid
from tutor.printing.output.base import ENGINES, formats, load
from tutor.printing.style import Style

if TYPE_CHECKING:
    from tutor.desk.outcome import Outcome

RECORDS = ("json", "jsonl")

Page = Callable[[Sequence["Outcome"]], str | bytes]


def inputs(options: argparse.Namespace, style: Style) -> list[Path]:
    """The files that a command reads: the set, and what is in the folder of own templates."""
    found: list[Path] = []
    if style.folder is not None:
        from tutor.cli.specimen import read_from

        found = read_from(style.folder, style.logo)
    return [*named(options.target), *found]


def write(outcomes: Iterator[Outcome], form: str, out: Out, page: Page) -> None:
    """The results as they come. Errors: `Invalid` where they cannot be written."""
    if isinstance(out, Stream) and form in ("pdf", "docx", *ENGINES) and sys.stdout.isatty():
        raise Invalid(
            f"{'DOCX' if form == 'docx' else 'a PDF'} goes to a file", hint=f"Name it with -o FILE.{'docx' if form == 'docx' else 'pdf'}."
        )
    out.write(b"")  # a set without problems is a file without records
    for part in _printed(outcomes, form, page):
        out.write(as_bytes(part))


def _printed(outcomes: Iterator[Outcome], form: str, page: Page) -> Iterator[str | bytes]:
    """The output in the pieces in which it is ready: JSON lines one by one, the rest at the end."""
    match form:
        case "jsonl":
            for found in outcomes:
                yield from (json_text(record) + "\n" for record in found.records)
        case "json":
            yield json_text([record for found in outcomes for record in found.records], indent=1) + "\n"
        case _:
            yield page(list(outcomes))


def as_bytes(part: str | bytes) -> bytes:
    """Text as UTF-8."""
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
