"""Markdown for GitHub, Pandoc and notebooks: headings, mathematics between dollar signs, `<details>` for the folds.

Steps are headings and not items of a list: GitHub leaves formulas in a list unset where some stand in the line and some
are displayed. Every paragraph, heading and display is one line.
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
    Document,
    Emph,
    Figure,
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
from tutor.printing.output._markdown_math import in_line, on_its_own
from tutor.printing.output._markdown_words import begun, escaped, in_html, plain
from tutor.printing.output._outline import outline
from tutor.printing.output.base import ROLE_WORDS, WORDS, Format, PageMeta

BLANK = 20  # characters to write on
DEEPEST = 6  # level of a heading
LINE_MILLIMETRES = 8  # of room to work in for which an empty line is left
APART = "<!-- -->"  # a comment: shows nothing, and what it separates does not act together
PROBLEM, STEP = 2, 3  # levels of headings

_TOUCHING = re.compile(r"[$*]\n[\w$*]|\w\n[$*]")


def fragment(document: Document) -> str:
    """One problem."""
    parts = [said for part in document.parts for said in (part_head(part), blocks(part.body, STEP + 1))]
    return "\n\n".join(p for p in (head(document), blocks(document.body), *parts) if p).rstrip() + "\n"


def page(fragments: Sequence[str], meta: PageMeta) -> str:
    """The fragments in order, under what the set says of itself."""
    return "\n".join([title(meta) + "\n", *fragments])


def title(meta: PageMeta) -> str:
    """What stands at the head of a page."""
    facts = [*(f"{name}: {value}" for name, value in meta.facts), meta.foot]
    blanks = "  ".join(f"{blank}: {'_' * BLANK}" for blank in meta.blanks)
    lines = [said for said in (blanks, meta.course, *facts, meta.instructions) if said]
    return "\n\n".join([_heading(1, plain(meta.title) or WORDS["title"]), *(begun(plain(line)) for line in lines)])


def head(document: Document) -> str:
    """The heading of a problem, its statement, and whether all of it is verified."""
    parts = [_heading(PROBLEM, (plain(document.title) or WORDS["statement"]) + _marks(document.marks)), blocks(document.statement)]
    if not document.verified:
        parts.append(f"**{WORDS['not_verified_document']}**")
    return "\n\n".join(p for p in parts if p)


def part_head(part: Part) -> str:
    """What a part asks, behind its letter and before its marks, or a heading where it has a title or asks nothing here."""
    letter, marks = escaped(f"({part.letter})"), _marks(part.marks)
    if part.runs_in:
        first, last = ("" if isinstance(b, Paragraph) else "\n\n" for b in (part.statement[0], part.statement[-1]))
        return f"**{letter}**{first or ' '}{blocks(part.statement, STEP + 1)}{last if marks else ''}{marks}".rstrip()
    return "\n\n".join(p for p in (_heading(STEP, f"{letter} {plain(part.title)}".strip() + marks), blocks(part.statement, STEP + 1)) if p)


def _marks(marks: str) -> str:
    return f" ({plain(marks)})" if marks else ""


def blocks(found: Sequence[Block], level: int = STEP) -> str:
    """Blocks, a blank line between them. `level` is that of the next heading."""
    out: list[str] = []
    before: Block | None = None
    for block in found:
        if isinstance(block, ListBlock) and isinstance(before, ListBlock):
            out.append(APART)  # two lists in a row are two
        out.append(_block(block, level))
        before = block
    return "\n\n".join(p for p in out if p)


def _block(block: Block, level: int) -> str:
    match block:
        case Paragraph(inlines):
            return _line(inlines)
        case Display(terms, relations, unverified):
            from tutor.printing.notation.latex import latex_display

            shown = on_its_own(latex_display(terms, relations))
            return f"{shown}\n\n{_not_verified()}" if unverified else shown
        case ListBlock(items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Cases(cases):
            return "\n\n".join(_beside_a_bar(blocks(case, level)) for case in cases)
        case Table():
            return _table(block)
        case Steps(steps):
            return "\n\n".join(step(s, level) for s in steps)
        case Note(role, name, inner):
            said = ROLE_WORDS[role]
            own = plain(name)
            return _quoted(f"**{said}: {own}**" if own not in ("", said) else f"**{said}**", inner, level)
        case AnswerBox(inner):
            return _quoted(f"**{WORDS['answer']}**", inner, level)
        case Figure():
            return figure(block)
        case WorkSpace(millimetres):
            return "\n\n".join(["&nbsp;"] * max(1, millimetres // LINE_MILLIMETRES))


def figure(found: Figure) -> str:
    """The caption and the facts; with an outline in place of the picture they are folded below it."""
    from tutor.printing.notation.text import text

    if found.outline is None:
        return f"{_line(found.caption)}\n\n{_facts(found)}"
    lines = "\n".join(outline(found.outline, lambda formula: clean(text(formula))))
    return with_picture(found, f"```text\n{lines}\n```")


def with_picture(found: Figure, picture: str) -> str:
    """A figure with its caption and, folded, the facts."""
    return f"{_line(found.caption)}\n\n{picture}\n\n<details>\n<summary>{WORDS['described']}</summary>\n\n{_facts(found)}\n\n</details>"


def _facts(found: Figure) -> str:
    return "\n".join(f"- {_line(fact)}" for fact in found.facts)


def step(found: StepBlock, level: int = STEP) -> str:
    """One step: its heading, its blocks, the finer steps folded below."""
    named = (f"{plain(found.number)}.", _inlines(found.title).strip(), _not_verified() if found.unverified else "")
    parts = [_heading(level, " ".join(word for word in named if word)), blocks(found.blocks, level + 1)]
    if found.details:
        summary = in_html(_words(found.summary)) or WORDS["details"]
        finer = "\n\n".join(step(d, level + 1) for d in found.finer)
        parts.append(f"<details>\n<summary>{summary}</summary>\n\n{finer}\n\n</details>")
    return "\n\n".join(p for p in parts if p)


def _heading(level: int, words: str) -> str:
    return f"{'#' * level} {words.strip()}" if level <= DEEPEST else begun(words.strip())


def _quoted(label: str, inner: Sequence[Block], level: int) -> str:
    return _beside_a_bar(f"{label}\n\n{blocks(inner, level)}")


def _beside_a_bar(said: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in said.rstrip().split("\n"))


def _table(table: Table) -> str:
    rows = ["| " + " | ".join(_inlines(cell).strip() for cell in row) + " |" for row in (table.header, *table.rows)]
    caption = f"*{plain(table.caption)}*\n\n" if plain(table.caption) else ""
    return caption + "\n".join([rows[0], "|" + "---|" * len(table.header), *rows[1:]])


def _line(inlines: Inlines) -> str:
    return begun(_inlines(inlines).strip())


def _inlines(inlines: Inlines, mark: str = "") -> str:
    """A line. Words are set off by the mark, formulas are not: GitHub does not set one that ends an emphasis."""
    from tutor.printing.notation.latex import latex

    out = ""
    for inline in inlines:
        match inline:
            case Text(words):
                piece = _set_off(escaped(words), mark)
            case Strong(inner):
                piece = _inlines(inner, mark + "**")
            case Emph(inner):
                piece = _inlines(inner, mark + "*")
            case Math(formula):
                piece = in_line(latex(formula))
        out += APART + piece if _TOUCHING.fullmatch(f"{out[-1:]}\n{piece[:1]}") else piece
    return out


def _set_off(words: str, mark: str) -> str:
    inner = words.strip(" ")
    return words.replace(inner, f"{mark}{inner}{mark}") if mark and inner else words


def _not_verified() -> str:
    return f"**({WORDS['not_verified']})**"


def _words(inlines: Inlines) -> str:
    """A line without markup, its formulas as they stand in a terminal."""
    from tutor.printing.notation.text import text

    out = ""
    for inline in inlines:
        match inline:
            case Text(words):
                out += words
            case Strong(inner) | Emph(inner):
                out += _words(inner)
            case Math(formula):
                out += text(formula)
    return out


FORMAT = Format("markdown", ".md", fragment, page)
