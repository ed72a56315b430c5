"""The options of house style: own templates, the engine of a PDF, and pieces to include; and what an engine cannot do, told."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tutor.cli.spoken import add_language
from tutor.cli.tell import say
from tutor.edges.files import read_bytes
from tutor.edges.language import known, use_language
from tutor.edges.outfile import replaced
from tutor.edges.resources import use_templates
from tutor.errors import Invalid
from tutor.printing.output.base import ENGINES, Format, Lacking, PageMeta, load
from tutor.printing.style import PLAIN, Style, house_style, set_style
from tutor.reading.sets import ProblemSet


def add_house(parser: argparse.ArgumentParser) -> None:
    """The options, for a command that prints pages."""
    parser.add_argument("--templates", type=Path, metavar="DIR", help="a folder of your own templates, and of house style in style.toml")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what makes a PDF, default typst; the others want TeX Live")
    add_language(parser)
    parser.add_argument("--fragment", action="store_true", help="a piece to include in a document (.tex) or page (.html) of your own")


def style_of(options: argparse.Namespace, found: ProblemSet) -> Style:
    """The house style of --templates, with what the set says; the own templates are in use from here on."""
    style = PLAIN if options.templates is None else house_style(options.templates)
    use_templates(style.folder)
    if style.folder is not None:
        from tutor.printing.output._apart import apart

        for line in apart(_unused, style.folder):
            say(line)
    spoken = {"language": found.header["language"]} if "language" in found.header else {}
    style = set_style(set_style(style, spoken, found.file), found.style, found.file)
    wanted = getattr(options, "language", None)
    style = style if wanted is None else replace(style, language=known(wanted))
    use_language(style.language)
    return style


def _unused(folder: Path) -> list[str]:
    from tutor.cli.specimen import unused

    return list(unused(folder))


def chosen(form: str, style: Style, options: argparse.Namespace) -> Format:
    """The format, tried with the own templates, so that what is wrong with one is said before anything is solved."""
    made = load(form, style)
    if options.fragment and made.body is None:
        raise Invalid("--fragment is for .tex and .html", hint="Other formats have no document to be included in.")
    if style.folder is not None:
        from tutor.printing.output._apart import apart

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Lacking)
            apart(_tried, form, style, form=form)
    return made


def _tried(form: str, style: Style) -> None:
    from tutor.cli.specimen import specimen

    made = load(form, style)
    made.page([made.fragment(specimen())], PageMeta(title="-"))


def engine_form(form: str, options: argparse.Namespace) -> str:
    """`pdf`, made by the engine asked for."""
    if options.engine == ENGINES[0]:
        return form
    if form != "pdf":
        raise Invalid(f"--engine {options.engine} makes a PDF", hint="Name the file .pdf.")
    return str(options.engine)


def printed(
    form: str, style: Style, fragments: Sequence[str], meta: PageMeta, options: argparse.Namespace, named: Callable[[int], str]
) -> str | bytes:
    """The page, or the piece to include; `named` says which problem a fragment is."""
    from tutor.printing.output._apart import apart

    with _told(named):
        given = (form, style, fragments, meta, options.fragment)
        made: str | bytes = _printed(*given) if style.folder is None else apart(_printed, *given, form=form)
        return made


def _printed(form: str, style: Style, fragments: Sequence[str], meta: PageMeta, piece: bool) -> str | bytes:
    made = load(form, style)
    return made.body(fragments, meta) if piece and made.body is not None else made.page(fragments, meta)


def beside(path: Path | None, form: str, options: argparse.Namespace) -> tuple[Path, ...]:
    """The file that a piece of LaTeX needs beside it. Errors: `Invalid` where there is no place for it."""
    if not options.fragment or form != "latex":
        return ()
    from tutor.printing.output.latex import PREAMBLE

    if path is None:
        raise Invalid("a piece of LaTeX goes to a file, beside which its preamble is put", hint="Name it with -o FILE.tex.")
    return (path.with_name(f"{PREAMBLE}.tex"),)


def put_beside(path: Path | None, form: str, style: Style, options: argparse.Namespace) -> None:
    """That file, written. One that is there already, and may have been changed, stays."""
    from tutor.printing.output.latex import preamble
    from tutor.printing.templating import LARGEST

    for file in beside(path, form, options):
        wanted = preamble(style)
        if not file.exists():
            with replaced(file) as out:
                out.write(wanted.encode())
            say(f"written: {file}")
        elif read_bytes(file, LARGEST) != wanted.encode():
            say(f"kept: {file}, which is not as this version writes it")


@contextmanager
def _told(named: Callable[[int], str]) -> Iterator[None]:
    """What an engine cannot do goes to standard error, with the problem."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", Lacking)
        try:
            yield
        finally:
            for each in caught:
                if isinstance(each.message, Lacking):
                    number = each.message.number
                    say(each.message.said if number is None else f"{named(number)}: {each.message.said}")
