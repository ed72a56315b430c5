r"""LaTeX: a document for pdflatex or lualatex, or pieces of one for a document of the reader's own.

A fragment is calls of the macros in templates/latex/preamble.tex. What a document class, an instructor's own document and
the house want is here; the blocks are in `_latex_blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from warnings import warn

from jinja2 import Environment
from markupsafe import Markup

from tutor.edges.resources import template_folders
from tutor.page.document import Document
from tutor.printing.output._latex_blocks import blocks, environment, part, statement
from tutor.printing.output._latex_words import words
from tutor.printing.output.base import WORDS, Format, Lacking, PageMeta, asks, lacking_characters
from tutor.printing.sandbox import joined, shown
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import LAYOUT_SECONDS, environment_of, located, template_text

# What a document class calls a size, and what it then is, in points.
SIZES = {8: 8.0, 9: 9.0, 10: 10.0, 11: 10.95, 12: 12.0, 14: 14.4}
ARTICLE = (10, 11, 12)  # the sizes of the class article; extarticle has the others
INCH = 72.27  # TeX's points
LOGOS = (".pdf", ".png", ".jpg", ".jpeg")
FONTS = (".otf", ".ttf")
PREAMBLE = "tutor-preamble"  # the name under which preamble.tex is written beside a piece
_BOXED = re.compile(r"\\tutorcharacter\{U\+([0-9A-F]+)\}")


def fragment(document: Document, style: Style = PLAIN) -> str:
    """One problem as a `tutorproblem` environment."""
    line = style.ems(INCH, SIZES[size_of(style)])
    parts = [statement(document.statement, line)]
    if not document.verified:
        parts.append(f"\\tutorbanner{{{words(WORDS['not_verified_document'])}}}")
    parts.append(blocks(document.body, line))
    if document.parts:
        parts.append(r"\nobreak")  # what stands above goes with the first part
    parts.extend(part(found, line) for found in document.parts)
    title = document.title.strip() or WORDS["statement"]
    content = "\n".join(p for p in parts if p)
    if asks(document):
        content = environment("kept", content)
    return environment("bareproblem" if title == WORDS["statement"] else "problem", content, words(title), words(document.marks)) + "\n"


def piece(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    """The body as a file to include, which says what it needs."""
    return _render("piece.tex.j2", name=PREAMBLE, body=Markup(body(fragments, meta, replace(style, columns=1))))


def body(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    r"""The fragments under what the set says of itself, without a preamble: to `\input` where preamble.tex has been."""
    head = bool(meta.blanks or meta.title or meta.course or meta.instructions or meta.facts or style.institution or style.logo)
    logo = style.logo_file(LOGOS, "LaTeX")
    made = _render(
        "body.tex.j2",
        meta=meta,
        head=head,
        title=meta.title or WORDS["title"],
        facts=meta.facts,
        blanks=meta.blanks,
        columns=style.columns,
        institution=style.institution,
        logo=None if logo is None else Markup(logo.name),
        fragments=[Markup(f) for f in fragments],
    )
    _tell(made, fragments)
    return made


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    """A whole file. A logo, and the files of a font, are taken from beside it."""
    size = size_of(style)
    if size != style.font_size:
        warn(Lacking(f"LaTeX has letters of {size} points, not of {style.font_size:g}"), stacklevel=2)
    return _render(
        "page.tex.j2",
        meta=meta,
        title=meta.title or WORDS["title"],
        document_class="article" if size in ARTICLE else "extarticle",
        size=size,
        paper=style.paper,
        margin=f"{style.margin:g}",
        footer=style.footer,
        of=WORDS["of"],
        columns=style.columns,
        compact=style.compact,
        preamble=Markup(preamble(style) + _font(style)),
        body=Markup(body(fragments, meta, style)),
    )


def preamble(style: Style = PLAIN) -> str:
    """The packages and macros that fragments need."""
    read = template_text("latex", "preamble.tex")
    return read if style.accent == PLAIN.accent else f"{read}\\definecolor{{tutoraccent}}{{HTML}}{{{style.accent[1:].upper()}}}\n"


def size_of(style: Style) -> int:
    """The size nearest to the style's that a document class has."""
    return min(SIZES, key=lambda size: abs(size - style.font_size))


def _font(style: Style) -> str:
    """The font of the house, for lualatex: its files in the folder fonts, else what the system knows by that name."""
    if not style.font:
        return ""
    files = {face: path.name for face, path in style.font_files(FONTS).items()}
    named = {"BoldFont": "bold", "ItalicFont": "italic", "BoldItalicFont": "bold_italic"}
    faces = "".join(f",{option}={{{files[face]}}}" for option, face in named.items() if face in files)
    chosen = f"{{{files['regular']}}}[Path=fonts/{faces}]" if "regular" in files else f"{{{style.font}}}"
    return f"\\ifLuaTeX\\usepackage{{fontspec}}\\setmainfont{chosen}\\fi % the font of the house; pdflatex has none of that kind\n"


def _tell(made: str, fragments: Sequence[str]) -> None:
    """Which characters are shown as their number, problem by problem."""
    left = set(_BOXED.findall(made))
    for number, each in enumerate(fragments):
        here = set(_BOXED.findall(each))
        left -= here
        if here:
            warn(Lacking(_said_lacking(here), number), stacklevel=3)
    if left:
        warn(Lacking(_said_lacking(left)), stacklevel=3)


def _said_lacking(codes: set[str]) -> str:
    return lacking_characters(sorted(chr(int(code, 16)) for code in codes), "LaTeX")


def _render(template: str, **values: object) -> str:
    with located(values, LAYOUT_SECONDS):
        return joined(_jinja(template_folders("latex")).get_template(template).generate(**values))


@cache
def _jinja(folders: tuple[Path, ...]) -> Environment:
    return environment_of(
        folders,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        autoescape=False,  # that is for HTML; `finalize` escapes for LaTeX
        finalize=lambda value: str(value) if isinstance(value, Markup) else words(shown(value)),
    )


FORMAT = Format("latex", ".tex", fragment, page, piece, styled=True, counts=True)
