r"""LaTeX: a document for pdflatex or lualatex, or pieces of one for a document of the reader's own.

A fragment is calls of the macros in templates/latex/preamble.tex, one a block. All words are escaped; displays are
broken here, for the room that their indentation leaves, and the macros shrink what could not be broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tutor.document import (
    AnswerBox,
    Block,
    Display,
    Document,
    Emph,
    Formula,
    Inlines,
    ListBlock,
    Math,
    Note,
    Paragraph,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.output._latex_words import character, words
from tutor.output.base import ROLE_WORDS, TEMPLATES, WORDS, Format, PageMeta, clean

# Lengths in ems of 11 points that decide how wide a display may be; those of the frames are also in preamble.tex.
SIDE_MARGIN = 27  # millimetres
LINE = 40.5  # between those margins of A4
DISPLAY = 1.6
DETAILS = 1.1
FRAMES = {"statement": 1.6, "answer": 2.0, "note": 1.1}
LEAST_STEP, NUMBER_GAP = 1.7, 0.7  # a step stands in by the width of the numbers, and a gap
DIGIT, POINT = 0.575, 0.32  # of bold Latin Modern
GLYPHS = 2.0  # digits to the em, in Latin Modern
MEASURED = 0.8  # of a line: a formula in a line with an unbroken part this wide may be wider than was estimated
ROWS = 24  # of a table: what fits a page; a longer one is printed in parts
_FRACTIONS = re.compile(r"\\begin\{[bpvV]?matrix\}(?:(?!\\end\{).)*\\frac", re.DOTALL)


def fragment(document: Document) -> str:
    """One problem as a `tutorproblem` environment."""
    parts = [_environment_of("statement", _blocks(document.statement, LINE - FRAMES["statement"]))] if document.statement else []
    if not document.verified:
        parts.append(f"\\tutorbanner{{{words(WORDS['not_verified_document'])}}}")
    parts.append(_blocks(document.body, LINE))
    title = words(document.title.strip() or WORDS["statement"])
    return _environment_of("problem", "\n".join(p for p in parts if p), title, words(document.marks)) + "\n"


def body(fragments: Sequence[str], meta: PageMeta) -> str:
    r"""The fragments under what the set says of itself, without a preamble: to `\input` where preamble.tex has been."""
    facts = [(WORDS[key], value) for key, value in (("author", meta.author), ("due", meta.due)) if value]
    head = bool(meta.title or meta.course or meta.instructions or facts)
    pieces = [Markup(f) for f in fragments]
    return _render("body.tex.j2", meta=meta, head=head, title=meta.title or WORDS["title"], facts=facts, fragments=pieces)


def page(fragments: Sequence[str], meta: PageMeta) -> str:
    """A whole file."""
    inside, title = Markup(body(fragments, meta)), meta.title or WORDS["title"]
    return _render("page.tex.j2", meta=meta, title=title, margin=SIDE_MARGIN, preamble=Markup(preamble()), body=inside)


@cache
def preamble() -> str:
    """The packages and macros that fragments need."""
    return (TEMPLATES / "latex" / "preamble.tex").read_text(encoding="utf-8")


def _blocks(blocks: Sequence[Block], room: float, inset: float = DISPLAY) -> str:
    """The blocks in order. `room` is the width of the line and `inset` how far displays stand in, both in ems."""
    following = (*blocks, None)[1:]
    return "\n".join(_block(block, after, room, inset) for block, after in zip(blocks, following, strict=True))


def _block(block: Block, after: Block | None, room: float, inset: float) -> str:
    match block:
        case Paragraph(inlines):
            return f"\\tutor{'lead' if isinstance(after, Display) else 'para'}{{{_inlines(inlines, room)}}}"
        case Display():
            return _display(block, room, inset)
        case ListBlock(items):
            return "\n".join(f"\\tutoritem{{{_inlines(item, room)}}}" for item in items)
        case Table():
            return _table(block, room)
        case Steps(steps):
            return _steps(steps, room)
        case Note(role, title, blocks):
            said = ROLE_WORDS[role]
            own = "" if clean(title) == said else title
            return _environment_of("note", _blocks(blocks, room - FRAMES["note"]), role, words(said), words(own))
        case AnswerBox(blocks):
            return _environment_of("answer", _blocks(blocks, room - FRAMES["answer"], inset=0), words(WORDS["answer"]))
        case WorkSpace(millimetres):
            return f"\\tutorwork{{{millimetres}mm}}"


def _steps(steps: Sequence[StepBlock], room: float) -> str:
    """Steps of one depth, all as far in as the widest number needs."""
    widths = [sum(POINT if c == "." else DIGIT for c in step.number) for step in steps]
    indent = round(max(LEAST_STEP, max(widths, default=0) + NUMBER_GAP), 2)
    return "\n".join(_step(step, indent, room - indent) for step in steps)


def _step(step: StepBlock, indent: float, room: float) -> str:
    title = _inlines(step.title, room) + (f" {_not_verified()}" if step.unverified else "")
    inside = [_blocks(step.blocks, room)]
    if step.details:
        summary = _inlines(step.summary, room) or words(WORDS["details"])
        inside.append(_environment_of("details", _steps(step.details, room - DETAILS), f"{DETAILS}em", summary))
    return _environment_of("step", "\n".join(inside), f"{indent}em", words(step.number), title)


def _display(display: Display, room: float, inset: float) -> str:
    from tutor.notation.latex import latex_display

    shown = _signs(latex_display(display.terms, display.relations, (room - inset) * GLYPHS))
    if display.unverified:
        return f"\\tutordisplayunverified{{{inset}em}}{{{shown}}}{{{words(WORDS['not_verified'])}}}"
    return f"\\tutordisplay{{{inset}em}}{{{shown}}}"


def _table(table: Table, room: float) -> str:
    header = _cells([(Strong(cell),) for cell in table.header], room) + "\\midrule"
    rows = [_cells(cells, room) for cells in table.rows]
    parts = ["\n".join([header, *rows[k : k + ROWS]]) for k in range(0, max(1, len(rows)), ROWS)]
    captions = [words(table.caption), *[""] * len(parts)]
    return "\n".join(f"\\tutortable{{{'l' * len(table.header)}}}{{{c}}}{{{p}}}" for c, p in zip(captions, parts, strict=False))


def _cells(cells: Sequence[Inlines], room: float) -> str:
    # The empty group: a bracket after \\ would be read as its argument.
    return "{}" + " & ".join(_inlines(cell, room) for cell in cells) + r" \\"


def _inlines(inlines: Inlines, room: float) -> str:
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                out.append(words(text))
            case Strong(inner):
                out.append(f"\\textbf{{{_inlines(inner, room)}}}")
            case Emph(inner):
                out.append(f"\\emph{{{_inlines(inner, room)}}}")
            case Math(formula):
                out.append(_formula(formula, room))
    return "".join(out)


def _formula(formula: Formula, room: float) -> str:
    """A formula in a line. LaTeX breaks it after signs; one with a part that may be wider than the line is measured there."""
    from tutor.notation.compose import compose
    from tutor.notation.latex import latex
    from tutor.notation.measure import widest

    layout = compose(formula)
    written = f"${_signs(latex(layout))}$"
    return f"\\tutorlong{{{written}}}" if widest(layout) > MEASURED * room * GLYPHS else written


def _signs(written: str) -> str:
    """A formula without a character that pdflatex does not know, and with room between the rows of a matrix of fractions."""
    shown = "".join(c if c.isascii() else character(c) for c in clean(written))
    return f"\\tutorloose {shown}" if _FRACTIONS.search(shown) else shown


def _environment_of(name: str, content: str, *arguments: str) -> str:
    given = "".join(f"{{{a}}}" for a in arguments)
    return f"\\begin{{tutor{name}}}{given}\n{content}\n\\end{{tutor{name}}}"


def _not_verified() -> str:
    return f"\\tutorunverified{{{words(WORDS['not_verified'])}}}"


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "latex"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        autoescape=False,  # noqa: S701  that is for HTML; `finalize` escapes for LaTeX
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: str(value) if isinstance(value, Markup) else words(str(value)),
    )


FORMAT = Format("latex", ".tex", fragment, page)
