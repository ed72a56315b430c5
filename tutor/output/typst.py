"""Typst: the source that `pdf` compiles, and a file to edit by hand.

A fragment is calls of the functions in templates/typst/layout.typ, one a block or inline. All words stand in string
literals, where nothing acts; all formulas carry the words they are read aloud with. Displays are broken here, for the
room that their indentation leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tutor.document import (
    AnswerBox,
    Block,
    Display,
    Document,
    ListBlock,
    Note,
    Paragraph,
    StepBlock,
    Steps,
    Table,
    WorkSpace,
)
from tutor.layout import row
from tutor.output._typst_line import GLYPHS, call, not_verified, optional, quoted, said_inline, words
from tutor.output.base import ROLE_WORDS, TEMPLATES, WORDS, Format, PageMeta, clean

# Lengths that decide how wide a display may be; layout.typ gets them from here. In ems, but for the margin.
SIDE_MARGIN = 27  # millimetres
DISPLAY = 1.6
INDENTS = {"details": 1.1, "note": 1.1, "answer": 1.3, "statement": 1.1}
LEAST_STEP, NUMBER_GAP = 1.7, 0.7  # a step stands in by the width of the numbers, and a gap
DIGIT, POINT = 0.575, 0.32  # of bold New Computer Modern
LINE = 40.2  # ems of 11 points between the margins of A4
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")


def fragment(document: Document) -> str:
    """One problem."""
    parts = [call("statement", content=_blocks(document.statement, 2, LINE - 2 * INDENTS["statement"]))] if document.statement else []
    if not document.verified:
        parts.append(call("banner", content=words(WORDS["not_verified_document"])))
    parts.append(_blocks(document.body, 2, LINE))
    marks = optional(document.marks)
    title = clean(document.title).strip() or WORDS["statement"]  # a heading without words is not accessible
    return f"#problem({quoted(title)}, {marks})[\n" + "\n".join(p for p in parts if p) + "\n]\n"


def page(fragments: Sequence[str], meta: PageMeta) -> str:
    """A whole file: the layout, then the fragments under what the set says of itself."""
    facts = [(WORDS[key], value) for key, value in (("author", meta.author), ("due", meta.due)) if value]
    found = _LANGUAGE.match(meta.language)
    language, region = (found[1], found[2]) if found else ("en", None)
    arguments = {
        "name": quoted(clean(meta.title).strip() or WORDS["title"]),
        "language": quoted(language),
        "region": quoted(region.upper()) if region else "none",
        "course": quoted(meta.course),
        "author": quoted(meta.author),
        "facts": "(" + "".join(f"({quoted(name)}, {quoted(value)})," for name, value in facts) + ")",
        "instructions": quoted(meta.instructions),
        "several": "true" if len(fragments) > 1 else "false",
    }
    shown = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"{_lengths()}{_layout()}\n#show: page-of-problems.with({shown})\n\n" + "\n".join(fragments)


def _blocks(blocks: Sequence[Block], level: int, room: float, inset: float = DISPLAY) -> str:
    """The blocks in order. `room` is the width of the line and `inset` how far displays stand in, both in ems."""
    following = (*blocks, None)[1:]
    return "\n".join(_block(block, after, level, room, inset) for block, after in zip(blocks, following, strict=True))


def _block(block: Block, after: Block | None, level: int, room: float, inset: float) -> str:
    match block:
        case Paragraph(inlines):
            return call("lead" if isinstance(after, Display) else "para", content=said_inline(inlines, room))
        case Display():
            return _display(block, room, inset)
        case ListBlock(items):
            return f"#lines({', '.join(f'[{said_inline(item, room)}]' for item in items)})"
        case Table():
            return _table(block, room)
        case Steps(steps):
            return _steps(steps, level, room)
        case Note(role, title, blocks):
            said = ROLE_WORDS[role]
            own = optional("" if clean(title) == said else title)
            return call("note", str(level), quoted(role), quoted(said), own, content=_blocks(blocks, level + 1, room - INDENTS["note"]))
        case AnswerBox(blocks):
            inside = _blocks(blocks, level + 1, room - 2 * INDENTS["answer"], inset=0)
            return call("answer", str(level), quoted(WORDS["answer"]), content=inside)
        case WorkSpace(millimetres):
            return f"#work({millimetres}mm)"


def _steps(steps: Sequence[StepBlock], level: int, room: float) -> str:
    """Steps of one depth, all as far in as the widest number needs."""
    widths = [sum(POINT if c == "." else DIGIT for c in step.number) for step in steps]
    indent = round(max(LEAST_STEP, max(widths, default=0) + NUMBER_GAP), 2)
    return "\n".join(_step(step, level, indent, room - indent) for step in steps)


def _step(step: StepBlock, level: int, indent: float, room: float) -> str:
    title = said_inline(step.title, room) + (words(" ") + not_verified() if step.unverified else "")
    body = [_blocks(step.blocks, level + 1, room)]
    if step.details:
        summary = said_inline(step.summary, room) or words(WORDS["details"])
        body.append(call("details", f"[{summary}]", content=_steps(step.details, level + 1, room - INDENTS["details"])))
    return call("step", str(level), f"{indent}em", quoted(step.number), f"[{title}]", content="\n".join(body))


def _display(display: Display, room: float, inset: float) -> str:
    from tutor.notation.compose import compose_chain
    from tutor.notation.spoken import spoken
    from tutor.notation.typst import typst_display

    said = spoken(row(*compose_chain(display.terms, display.relations)))
    width = (room - inset) * GLYPHS
    shown = f"#chain({quoted(said)}, $ {typst_display(display.terms, display.relations, width)} $)"
    return call("display", f"{inset}em", content=shown + (f" {not_verified()}" if display.unverified else ""))


def _table(table: Table, room: float) -> str:
    header = "".join(f"[{said_inline(cell, room)}], " for cell in table.header)
    cells = "".join(f", [{said_inline(cell, room)}]" for row in table.rows for cell in row)
    return f"#grid-table({len(table.header)}, {optional(table.caption)}, ({header}){cells})"


@cache
def _lengths() -> str:
    indents = "".join(f"#let {name}-indent = {size}em\n" for name, size in INDENTS.items())
    return f"#let side-margin = {SIDE_MARGIN}mm\n{indents}"


@cache
def _layout() -> str:
    return (TEMPLATES / "typst" / "layout.typ").read_text(encoding="utf-8")


FORMAT = Format("typst", ".typ", fragment, page)
