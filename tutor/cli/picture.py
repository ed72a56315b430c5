"""`tutor picture`: level curves, surface and heat map of a function of two variables, as SVG, as PNG or on a page."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cli.batch import TIME_LIMIT
from tutor.cli.destination import destination, file_or_output
from tutor.cli.spoken import add_language
from tutor.cli.write import RECORDS, as_bytes, page_format
from tutor.edges.job import Lost
from tutor.edges.language import language, word
from tutor.edges.worker import run
from tutor.errors import Invalid, OutOfTime, TutorError
from tutor.printing.output.base import PageMeta, formats, load
from tutor.reading.sets import from_arguments

if TYPE_CHECKING:
    from tutor.page.document import Block, Figure

SVG, PNG = ".svg", ".png"
NAMES = ("contours", "surface", "heatmap")
FACTS_BELOW = ("text", "markdown", "ipynb")  # formats that print what a figure shows by themselves
IN_WORDS = "In words:"


@dataclass(frozen=True, slots=True)
class AskedPicture:
    """What is asked for; `form` is `svg`, `png` or a format of pages."""

    fields: Mapping[str, Any]
    span: str | None
    views: tuple[str, ...]
    form: str


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    picture = verbs.add_parser("picture", help="level curves, surface or heat map of a function of two variables")
    picture.add_argument("fields", nargs="+", metavar="field=value", help="function='x^2 - y^2'; also variables, log_base")
    picture.add_argument("--views", default=NAMES[0], metavar="LIST", help=f"of {', '.join(NAMES)}, with commas; default {NAMES[0]}")
    picture.add_argument("--range", dest="span", metavar="RANGE", help="such as 'x=-2..2,y=0..pi'; default: where something happens")
    picture.add_argument(
        "-o", "--output", type=file_or_output, metavar="FILE", help="FILE.svg, .png, .pdf or .html; default: standard output"
    )
    add_language(picture)
    picture.set_defaults(run=_picture)


def _picture(options: argparse.Namespace) -> int:
    path: Path | None = options.output
    form = SVG[1:] if path is None else path.suffix[1:] if path.suffix in (SVG, PNG) else _page_format(path)
    asked = AskedPicture(from_arguments("picture", options.fields).fields, options.span, _views(options.views), form)
    with destination(path, ()) as out:
        out.write(as_bytes(_drawn(asked, path)))
    return 0


def _drawn(asked: AskedPicture, path: Path | None) -> str | bytes:
    ((_, made),) = run([asked], _made, 1, TIME_LIMIT)
    if isinstance(made, TutorError):
        raise made
    if isinstance(made, Lost):
        raise OutOfTime(f"no picture: {made.message}")
    text: str = made
    if asked.form == SVG[1:]:
        return text
    if asked.form == PNG[1:]:
        from tutor.printing.output.pdf import png

        return png(text)
    return load(asked.form).page([text], PageMeta(title=word("Picture"), language=language()))


def _page_format(path: Path) -> str:
    """The format of a page by the name of its file."""
    suffixes = {load(name).suffix for name in formats()} - {f".{name}" for name in RECORDS}
    if path.suffix not in suffixes:
        raise Invalid(f"a picture goes to a file .svg, .png, .pdf or .html, not {path.suffix or path.name!r}")
    return page_format(path)


def _views(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",")))


def _made(asked: AskedPicture) -> str | TutorError:
    """The drawing, or the fragment of a page, made where it can be stopped; an error as a value."""
    try:
        return _written(asked)
    except TutorError as error:
        return error


def _written(asked: AskedPicture) -> str:
    from tutor.desk.pictured import pictured
    from tutor.printing.figures.views import side_by_side
    from tutor.printing.notation.text import text
    from tutor.printing.output._svg import svg

    named, figures = pictured(asked.fields, asked.span, asked.views)
    if asked.form == SVG[1:]:
        return svg(side_by_side(figures), paper=True) + "\n"
    if asked.form == PNG[1:]:
        from tutor.printing.output.typst import alone

        return alone(side_by_side(figures))
    return _fragment(figures, asked.form, text(named))


def _fragment(figures: Sequence[Figure], form: str, title: str) -> str:
    """The figures below one another, each with what it shows in words."""
    from dataclasses import replace

    from tutor.page.document import Document, ListBlock, Paragraph, Text
    from tutor.telling.localized import localized

    blocks: list[Block] = []
    for figure in map(localized, figures):
        blocks.append(replace(figure, told=True))
        if form not in FACTS_BELOW:
            blocks += [Paragraph((Text(word(IN_WORDS)),)), ListBlock(figure.facts)]
    return load(form).fragment(Document("picture", "picture", title, (), tuple(blocks)))
