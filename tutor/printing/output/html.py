"""HTML: one self-contained file, MathML with its own font, readable without a network and without a script.

The notation, and SymPy with it, is imported where a formula is printed: a page is put together without it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from hashlib import sha256
from math import ceil, floor
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from tutor.edges.harmless import clean
from tutor.edges.resources import folder, template_folders
from tutor.page.document import Display, Document, Figure, Formula
from tutor.page.layout import Layout
from tutor.printing.output._html_style import heading, printed
from tutor.printing.output.base import ROLE_WORDS, WORDS, Format, PageMeta
from tutor.printing.sandbox import joined, shown
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import LAYOUT_SECONDS, environment_of, located, template_text

DISPLAY_WIDTH = 62  # glyphs of a displayed row: what the text column, indented by one step, holds at reading size
GLYPHS, INDENTED = 2.0, 4.2  # on paper: digits to the em, and ems that a display in a step stands in, of a line that may be narrower
LONG_INLINE = 24  # glyphs: a formula in a line that may be wider than a phone (about 34 glyphs) gets a scroll box there
# Letters that leave room at the lower right, where a subscript belongs. The font says so (MathKernInfo), but browsers do not
# ask it, and would set f_x with a gap.
_OVERHANG = re.compile(r"<(msub|msubsup)><mi>([fFPTVWYr])</mi>")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r'<article class="problem[^"]*" id="([^"]+)"[^>]*>\s*<h2[^>]*>(.*?)</h2>', re.DOTALL)
_TITLE = re.compile(r'<span class="title">(.*?)</span>', re.DOTALL)
_GIVEN = re.compile(r'<section class="statement"[^>]*>\s*<p>(?:(?!</p>).)*?(<math(?:(?!</p>).)*</math>)', re.DOTALL)
_FRAME = re.compile(r"</?(?:span|strong|em)\b[^>]*>")


def fragment(document: Document, style: Style = PLAIN) -> str:
    """One problem as an `<article>`."""
    return _render("problem.html.j2", style, document=document, anchor=anchor(document.id))


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    """A whole file."""
    script, room = _file("page.js"), _width(style)
    rules = printed(style, room if room < DISPLAY_WIDTH else None)
    return _render(
        "page.html.j2",
        style,
        meta=meta,
        title=meta.title or WORDS["title"],
        contents=_contents(fragments),
        fragments=[Markup(f) for f in fragments],
        columns=style.columns,
        compact=style.compact,
        css=Markup(font_faces() + _file("problem.css") + _file("page.css") + rules),
        script=Markup(script),
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        **heading(style),
    )


def body(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    """The fragments for a page of one's own, with a style that applies to nothing else."""
    del meta  # the page around says that
    return '<div class="tutor notebook">' + scoped_style() + "\n".join(fragments) + "</div>\n"


def notebook(document: Document) -> str:
    """One problem for a notebook cell: its style applies to nothing else, and words keep the notebook's own typeface."""
    return f'<div class="tutor notebook">{scoped_style()}{fragment(document)}</div>'


def scoped_style() -> str:
    """The style of pieces in `<div class="tutor notebook">`, which applies to nothing else."""
    return f"<style>{font_faces(words=False)}{_file('problem.css')}</style>"


def anchor(name: str) -> str:
    """An id for any text, different for different texts: `problem-ridge`, `problem-a.20.b`."""
    return "problem-" + re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}.", name)


def _contents(fragments: Sequence[str]) -> list[tuple[str, Markup, Markup]]:
    """Id, title and given formulas of each problem, read off the fragments so that a worker need send only text.

    The formulas tell problems of one title apart; where the titles do that themselves they are left out.
    """
    found = [(m[1], Markup(_TITLE.sub(r"\1", m[2])), f) for f in fragments if (m := _HEADING.search(f))]
    alike = len({title for _, title, _ in found}) < len(found)
    return [(id, title, _given(f) if alike else Markup()) for id, title, f in found]


def _given(fragment: str) -> Markup:
    """The first paragraph of the statement, from its first formula to its last."""
    found = _GIVEN.search(fragment)
    return Markup(_FRAME.sub("", found[1]) if found else "")


@cache
def font_faces(words: bool = True) -> str:
    """The `@font-face` rules with the fonts in them. Without `words` only the mathematics."""
    faces = [("Tutor Math", "normal", "400", "stix-two-math")]
    if words:
        faces += [("Tutor Text", "normal", "400 700", "stix-two-text"), ("Tutor Text", "italic", "400 700", "stix-two-text-italic")]
    return "".join(
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{_font(file)}) format('woff2')}}\n"
        for family, style, weight, file in faces
    )


def _render(template: str, style: Style, /, **values: object) -> str:
    with located(values, LAYOUT_SECONDS):
        return joined(_environment(template_folders("html"), _width(style)).get_template(template).generate(**values))


def _width(style: Style) -> int:
    """The glyphs of a displayed row: what the column holds on the screen, and what the line holds on paper."""
    return min(DISPLAY_WIDTH, floor((style.ems(72) - INDENTED) * GLYPHS))


@cache
def _environment(folders: tuple[Path, ...], width: int) -> Environment:
    env = environment_of(folders, autoescape=True, finalize=lambda value: value if isinstance(value, Markup) else clean(shown(value)))
    env.globals.update(words=WORDS, role_words=ROLE_WORDS, long_inline=LONG_INLINE, longer_than_a_line=width)
    env.filters.update(
        shape=lambda block: type(block).__name__,
        formula=_formula,
        drawn=_drawn,
        glyphs=_glyphs,
        display=partial(_display, room=width),
        excess=partial(_excess, room=width),
    )
    return env


def _formula(formula: Formula) -> Markup:
    from tutor.printing.notation.mathml import mathml

    return _kerned(mathml(formula))


def _drawn(figure: Figure) -> Markup:
    from tutor.printing.output._svg import svg

    return Markup(svg(figure))


def _display(display: Display, room: int) -> Markup:
    from tutor.printing.notation.mathml import mathml_display

    return _kerned(mathml_display(_laid(*display.terms), display.relations, room))


def _kerned(written: str) -> Markup:
    return Markup(_OVERHANG.sub(r'<\1 class="kerned"><mi>\2</mi>', written))


@lru_cache(maxsize=64, typed=True)
def _laid(*terms: object) -> tuple[Layout, ...]:
    """The layouts of a chain, which is measured and then written."""
    from tutor.printing.notation.compose import compose

    return tuple(map(compose, terms))


def _excess(display: Display, room: int) -> int | None:
    """The width in glyphs of a display that cannot be broken to fit, which the style makes smaller; else None."""
    from tutor.printing.notation.break_lines import broken
    from tutor.printing.notation.measure import width

    rows = broken(_laid(*display.terms), display.relations, room)
    widest = max(width(left) for left, _ in rows) + max(width(right) for _, right in rows)
    return ceil(widest) if widest > room else None


def _glyphs(written: str) -> int:
    """About how many glyphs a formula is wide; a script counts as much as a letter, so rather too many."""
    return len(_TAG.sub("", written))


def _file(name: str) -> str:
    return _read(template_folders("html"), name)


@cache
def _read(folders: tuple[Path, ...], name: str) -> str:
    del folders  # which of them it is in
    return template_text("html", name)


@cache
def _font(name: str) -> str:
    return b64encode((folder("templates") / "fonts" / f"{name}.woff2").read_bytes()).decode()


FORMAT = Format("html", ".html", fragment, page, body, styled=True, counts=True)
