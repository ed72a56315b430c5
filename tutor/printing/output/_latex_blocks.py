"""Blocks as calls of the macros in templates/latex/preamble.tex.

All words are escaped; displays are broken here, for the room that their indentation leaves, and the macros shrink what
could not be broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.edges.harmless import clean
from tutor.page.document import (
    AnswerBox,
    Block,
    Cases,
    Display,
    Emph,
    Figure,
    Formula,
    Inlines,
    ListBlock,
    Math,
    Note,
    Paragraph,
    Part,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.printing.output._aloud import aloud, described
from tutor.printing.output._latex_words import character, words
from tutor.printing.output._tikz import tikz
from tutor.printing.output.base import ROLE_WORDS, WORDS

# Lengths in ems that decide how wide a display may be; those of the frames are also in preamble.tex.
DISPLAY = 1.6
DETAILS = 1.1
FRAMES = {"statement": 1.6, "answer": 2.0, "note": 1.1}
PART, MARKS = 1.9, 5.0  # how far a part stands in beside its letter, and what its marks take of its lines
CASE = 1.4  # how far a case stands in behind its mark
LEAST_STEP, NUMBER_GAP = 1.7, 0.7  # a step stands in by the width of the numbers, and a gap
DIGIT, POINT = 0.575, 0.32  # of bold Latin Modern
GLYPHS = 2.0  # digits to the em, in Latin Modern
MEASURED = 0.8  # of a line: a formula in a line with an unbroken part this wide may be wider than was estimated
HEX = 120  # digits of a line
ROWS = 24  # of a table: what fits a page; a longer one is printed in parts
_FRACTIONS = re.compile(r"\\begin\{[bpvV]?matrix\}(?:(?!\\end\{).)*\\frac", re.DOTALL)


def blocks(listed: Sequence[Block], room: float, inset: float = DISPLAY) -> str:
    """The blocks in order. `room` is the width of the line and `inset` how far displays stand in, both in ems."""
    following = (*listed, None)[1:]
    return "\n".join(_block(block, after, room, inset) for block, after in zip(listed, following, strict=True))


def statement(listed: Sequence[Block], room: float) -> str:
    """What is asked, on its panel; empty where nothing is."""
    return environment("statement", blocks(listed, room - FRAMES["statement"])) if listed else ""


def part(found: Part, room: float) -> str:
    """A part: what it asks beside its letter, or a heading where it has a title or asks nothing here."""
    letter, marks = f"({found.letter})", words(found.marks)
    if found.runs_in:
        asked = blocks(found.statement, room - PART - (MARKS if marks else 0))
        said = environment("asked", asked, letter, f"{MARKS if marks else 0}em", marks)
    else:
        heading = f"\\tutorparthead{{{letter}}}{{{words(found.title)}}}{{{marks}}}"
        said = "\n".join(p for p in (heading, statement(found.statement, room)) if p)
    return f"{said}\n{blocks(found.body, room)}"


def _block(block: Block, after: Block | None, room: float, inset: float) -> str:
    match block:
        case Paragraph(inlines, leads):
            return f"\\tutor{'lead' if leads or isinstance(after, Display | Figure | Table) else 'para'}{{{_inlines(inlines, room)}}}"
        case Display():
            return _display(block, room, inset)
        case ListBlock(items):
            return "\n".join(f"\\tutoritem{{{_inlines(item, room)}}}" for item in items)
        case Cases(cases):
            return "\n".join(environment("case", blocks(case, room - CASE), f"{CASE}em") for case in cases)
        case Table():
            return _table(block, room)
        case Steps(steps):
            return _steps(steps, room)
        case Note(role, title, inside):
            said = ROLE_WORDS[role]
            own = "" if clean(title) == said else title
            return environment("note", blocks(inside, room - FRAMES["note"]), role, words(said), words(own))
        case AnswerBox(inside):
            return environment("answer", blocks(inside, room - FRAMES["answer"], inset=0), words(WORDS["answer"]))
        case Figure():
            return _figure(block, room)
        case WorkSpace(millimetres):
            return f"\\tutorwork{{{millimetres}mm}}"


def _steps(steps: Sequence[StepBlock], room: float) -> str:
    """Steps of one depth, all as far in as the widest number needs."""
    widths = [sum(POINT if c == "." else DIGIT for c in step.number) for step in steps]
    indent = round(max(LEAST_STEP, max(widths, default=0) + NUMBER_GAP), 2)
    return "\n".join(_step(step, indent, room - indent) for step in steps)


def _step(step: StepBlock, indent: float, room: float) -> str:
    title = _inlines(step.title, room) + (f" {_not_verified()}" if step.unverified else "")
    inside = [blocks(step.blocks, room)]
    if step.details:
        summary = _inlines(step.summary, room) or words(WORDS["details"])
        inside.append(environment("details", _steps(step.finer, room - DETAILS), f"{DETAILS}em", summary))
    return environment("step", "\n".join(inside), f"{indent}em", words(step.number), title)


def _display(display: Display, room: float, inset: float) -> str:
    from tutor.printing.notation.latex import latex_display

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


def _figure(figure: Figure, room: float) -> str:
    from tutor.printing.notation.latex import latex

    drawn = tikz(figure.drawing, lambda formula: f"$\\displaystyle {_signs(latex(formula))}$")
    facts = "FEFF" + f"{aloud(figure.caption)} {described(figure)}".encode("utf-16-be").hex().upper()
    told = "\n".join(facts[k : k + HEX] for k in range(0, len(facts), HEX))
    return f"\\tutorfigure{{{_inlines(figure.caption, room)}}}{{\\tutoralt{{{told}}}{{{drawn}}}}}"


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
    from tutor.printing.notation.compose import compose
    from tutor.printing.notation.latex import latex
    from tutor.printing.notation.measure import widest

    layout = compose(formula)
    written = f"${_signs(latex(layout))}$"
    return f"\\tutorlong{{{written}}}" if widest(layout) > MEASURED * room * GLYPHS else written


def _signs(written: str) -> str:
    """A formula without a character that pdflatex does not know, and with room between the rows of a matrix of fractions."""
    shown = "".join(c if c.isascii() else character(c) for c in clean(written))
    return f"\\tutorloose {shown}" if _FRACTIONS.search(shown) else shown


def environment(name: str, content: str, *arguments: str) -> str:
    """An environment of the preamble with its arguments."""
    given = "".join(f"{{{a}}}" for a in arguments)
    return f"\\begin{{tutor{name}}}{given}\n{content}\n\\end{{tutor{name}}}"


def _not_verified() -> str:
    return f"\\tutorunverified{{{words(WORDS['not_verified'])}}}"
