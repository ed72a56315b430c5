"""Typst: the source that `pdf` compiles, and a file to edit by hand.

A fragment is calls of the functions in templates/typst/layout.typ, one a block or inline. All words stand in string
literals, where nothing acts; all formulas carry the words they are read aloud with. Displays are broken here, for the
room that their indentation leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.edges.harmless import clean
from tutor.page.document import (
    AnswerBox,
    Block,
    Cases,
    Display,
    Document,
    Figure,
    Formula,
    ListBlock,
    Note,
    Paragraph,
    Part,
    StepBlock,
    Steps,
    Table,
    WorkSpace,
)
from tutor.page.layout import row
from tutor.printing.output._aloud import aloud, described
from tutor.printing.output._typst_drawing import shapes
from tutor.printing.output._typst_line import GLYPHS, call, not_verified, optional, quoted, said_inline, words
from tutor.printing.output.base import ROLE_WORDS, WORDS, Format, PageMeta, asks
from tutor.printing.style import GUTTER, PAPERS, PLAIN, Style
from tutor.printing.templating import template_text

# Lengths that decide how wide a display may be; layout.typ gets them from here. In ems.
EDGE = 0.5  # ems about a drawing that stands alone
DISPLAY = 1.6
INDENTS = {"details": 1.1, "note": 1.1, "answer": 1.3, "statement": 1.1, "part": 1.9, "case": 1.1}
MARKS = 5.0  # what the marks of a part take of its line
LEAST_STEP, NUMBER_GAP = 1.7, 0.7  # a step stands in by the width of the numbers, and a gap
DIGIT, POINT = 0.575, 0.32  # of bold New Computer Modern
INCH = 72  # points
PAPER = {"a4": "a4", "letter": "us-letter"}
LOGOS = (".svg", ".png", ".jpg", ".jpeg")  # an accessible PDF cannot hold another PDF
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")


def fragment(document: Document, style: Style = PLAIN) -> str:
    """One problem."""
    line = style.ems(INCH)
    parts = [_statement(document.statement, 2, line)] if document.statement else []
    if not document.verified:
        parts.append(call("banner", content=words(WORDS["not_verified_document"])))
    parts.append(_blocks(document.body, 2, line))
    parts.extend(_part(part, line) for part in document.parts)
    marks = optional(document.marks)
    title = clean(document.title).strip() or WORDS["statement"]  # a heading without words is not accessible
    content = "\n".join(p for p in parts if p)
    return f"#problem({quoted(title)}, {marks})[\n{call('kept', content=content) if asks(document) else content}\n]\n"


def _statement(blocks: Sequence[Block], level: int, room: float) -> str:
    return call("statement", content=_blocks(blocks, level, room - 2 * INDENTS["statement"]))


def _part(part: Part, room: float) -> str:
    """A part: what it asks beside its letter, or a heading where it has a title or asks nothing here."""
    letter, marks, body = quoted(f"({part.letter})"), optional(part.marks), _blocks(part.body, 3, room)
    if part.runs_in:
        asked = _blocks(part.statement, 3, room - INDENTS["part"] - (MARKS if part.marks else 0))
        return f"{call('part-asked', letter, marks, content=asked)}\n{body}"
    heading = f"#part-heading({letter}, {optional(part.title)}, {marks})"
    return "\n".join(p for p in (heading, _statement(part.statement, 3, room) if part.statement else "", body) if p)


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> str:
    """A whole file: the layout, then the fragments under what the set says of itself. A logo is taken from beside the file."""
    found = _LANGUAGE.match(meta.language)
    language, region = (found[1], found[2]) if found else ("en", None)
    logo = style.logo_file(LOGOS, "typst")
    arguments = {
        "name": quoted(clean(meta.title).strip() or WORDS["title"]),
        "language": quoted(language),
        "region": quoted(region.upper()) if region else "none",
        "course": quoted(meta.course),
        "author": quoted(meta.author),
        "facts": "(" + "".join(f"({quoted(name)}, {quoted(value)})," for name, value in meta.facts) + ")",
        "instructions": quoted(meta.instructions),
        "blanks": "(" + "".join(f"{quoted(blank)}," for blank in meta.blanks) + ")",
        "number-of": quoted(WORDS["of"]),
        "several": "true" if len(fragments) > 1 else "false",
        "institution": quoted(style.institution),
        "footer": quoted(style.footer),
        "code": quoted(meta.foot),
        "logo": "none" if logo is None else f"image({quoted(logo.name)}, alt: {quoted(style.logo_text)}, height: logo-height)",
    }
    shown = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"{lengths(style)}{layout()}\n#show: page-of-problems.with({shown})\n\n" + "\n".join(fragments)


def lengths(style: Style) -> str:
    """What the layout finds set: the paper, its margin, letters and colour, and how far blocks stand in."""
    indents = "".join(f"#let {name}-indent = {size}em\n" for name, size in INDENTS.items())
    height = PAPERS[style.paper][1]
    fonts = "".join(f"{quoted(name)}, " for name in (style.font, "New Computer Modern") if name)
    return (
        f"#let paper-name = {quoted(PAPER[style.paper])}\n#let page-height = {height:g}mm\n"
        f"#let line-width = {style.line:g}mm\n#let page-columns = {style.columns}\n#let gutter = {GUTTER:g}mm\n"
        f"#let compact = {str(style.compact).lower()}\n#let bare-title = {quoted(WORDS['statement'])}\n"
        f"#let side-margin = {style.margin:g}mm\n"
        f"#let base-size = {style.font_size:g}pt\n#let text-fonts = ({fonts})\n"
        f"#let accent-blue = rgb({quoted(style.accent)})\n{indents}"
    )


def layout() -> str:
    """The functions that fragments call."""
    return template_text("typst", "layout.typ")


def _blocks(blocks: Sequence[Block], level: int, room: float, inset: float = DISPLAY) -> str:
    """The blocks in order. `room` is the width of the line and `inset` how far displays stand in, both in ems."""
    following = (*blocks, None)[1:]
    return "\n".join(_block(block, after, level, room, inset) for block, after in zip(blocks, following, strict=True))


def _block(block: Block, after: Block | None, level: int, room: float, inset: float) -> str:
    match block:
        case Paragraph(inlines, leads):
            return call("lead" if leads or isinstance(after, Display | Figure | Table) else "para", content=said_inline(inlines, room))
        case Display():
            return _display(block, room, inset)
        case ListBlock(items):
            return f"#lines({', '.join(f'[{said_inline(item, room)}]' for item in items)})"
        case Cases(cases):
            return "\n".join(call("one-case", content=_blocks(case, level, room - INDENTS["case"])) for case in cases)
        case Table():
            return _table(block, room)
        case Steps(steps) if isinstance(after, AnswerBox):
            front, end = _parted(steps, level, room)
            return "\n".join(p for p in (front, call("ending", content=end)) if p)
        case Steps(steps):
            return _steps(steps, level, room)
        case Note(role, title, blocks):
            said = ROLE_WORDS[role]
            own = optional("" if clean(title) == said else title)
            return call("note", str(level), quoted(role), quoted(said), own, content=_blocks(blocks, level + 1, room - INDENTS["note"]))
        case AnswerBox(blocks):
            inside = _blocks(blocks, level + 1, room - 2 * INDENTS["answer"], inset=0)
            return call("answer", str(level), quoted(WORDS["answer"]), content=inside)
        case Figure():
            return _figure(block, room)
        case WorkSpace(millimetres):
            return f"#work({millimetres}mm)"


def _steps(steps: Sequence[StepBlock], level: int, room: float) -> str:
    """Steps of one depth, all as far in as the widest number needs."""
    indent = _indent(steps)
    return "\n".join(_step(step, level, indent, room - indent) for step in steps)


def _indent(steps: Sequence[StepBlock]) -> float:
    widths = [sum(POINT if c == "." else DIGIT for c in step.number) for step in steps]
    return round(max(LEAST_STEP, max(widths, default=0) + NUMBER_GAP), 2)


def _parted(steps: Sequence[StepBlock], level: int, room: float) -> tuple[str, str]:
    """Steps without their very last block, and that block, as far in as it was: it goes where the answer goes."""
    indent = _indent(steps)
    *others, last = steps
    before = "\n".join(_step(step, level, indent, room - indent) for step in others)
    if last.details:
        inner, end = _parted(last.finer, level + 1, room - indent - INDENTS["details"])
        front = _step(last if inner else replace(last, details=()), level, indent, room - indent, inner)
        lined = call("on-line", content=end) if inner else call("details", f"[{_summary(last, room - indent)}]", content=end)
        end = call("onwards", f"{indent}em", content=lined)
    else:
        cut = max(len(last.blocks) - 1, 0)
        if cut and isinstance(last.blocks[cut], Display | Figure | Table) and isinstance(last.blocks[cut - 1], Paragraph):
            cut -= 1  # what leads up to it
        if not cut:
            return before, _step(last, level, indent, room - indent)
        front = _step(replace(last, blocks=last.blocks[:cut]), level, indent, room - indent)
        end = call("onwards", f"{indent}em", content=_blocks(last.blocks[cut:], level + 1, room - indent))
    return "\n".join(p for p in (before, front) if p), end


def _summary(step: StepBlock, room: float) -> str:
    return said_inline(step.summary, room) or words(WORDS["details"])


def _step(step: StepBlock, level: int, indent: float, room: float, details: str = "") -> str:
    """One step; its finer steps are the `details`, where these are printed already."""
    title = said_inline(step.title, room) + (words(" ") + not_verified() if step.unverified else "")
    body = [_blocks(step.blocks, level + 1, room)]
    if step.details:
        finer = details or _steps(step.finer, level + 1, room - INDENTS["details"])
        body.append(call("details", f"[{_summary(step, room)}]", content=finer))
    return call("step", str(level), f"{indent}em", quoted(step.number), f"[{title}]", content="\n".join(body))


def _display(display: Display, room: float, inset: float) -> str:
    from tutor.printing.notation.compose import compose_chain
    from tutor.printing.notation.spoken import spoken
    from tutor.printing.notation.typst import typst_display

    said = spoken(row(*compose_chain(display.terms, display.relations)))
    width = (room - inset) * GLYPHS
    shown = f"#chain({quoted(said)}, $ {typst_display(display.terms, display.relations, width)} $)"
    return call("display", f"{inset}em", content=shown + (f" {not_verified()}" if display.unverified else ""))


def _table(table: Table, room: float) -> str:
    header = "".join(f"[{said_inline(cell, room)}], " for cell in table.header)
    cells = "".join(f", [{said_inline(cell, room)}]" for row in table.rows for cell in row)
    return f"#grid-table({len(table.header)}, {optional(table.caption)}, ({header}){cells})"


def _figure(figure: Figure, room: float) -> str:
    drawing = figure.drawing
    size = f"{drawing.width:.3f}em", f"{drawing.height:.3f}em"
    alternative = quoted(f"{aloud(figure.caption)}. {described(figure)}")
    return call("drawn-figure", alternative, *size, f"[{said_inline(figure.caption, room)}]", content=shapes(drawing, _label))


def _label(formula: Formula) -> str:
    from tutor.printing.notation.compose import compose
    from tutor.printing.notation.spoken import spoken
    from tutor.printing.notation.typst import typst

    shown = compose(formula)
    return f"#m({quoted(spoken(shown))}, math.display(${typst(shown)}$))"


def alone(figure: Figure, style: Style = PLAIN) -> str:
    """A whole file with the drawing on a page of its size."""
    drawing = figure.drawing
    width, height = (f"{side + 2 * EDGE:.3f} * base-size" for side in (drawing.width, drawing.height))
    paper = f"#set page(width: {width}, height: {height}, margin: {EDGE} * base-size)"
    return f"{lengths(style)}{layout()}\n{paper}\n#set text(size: base-size)\n{shapes(drawing, _label)}\n"


FORMAT = Format("typst", ".typ", fragment, page, styled=True, counts=True)
