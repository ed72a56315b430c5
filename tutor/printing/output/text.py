"""The terminal: Unicode at 80 columns, formulas in two dimensions, steps indented below what they belong to.

The notation, and SymPy with it, is imported where a formula is printed: a page is put together without it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

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
from tutor.printing.output._outline import outline
from tutor.printing.output.base import ROLE_WORDS, WORDS, Format, PageMeta

WIDTH = 80  # columns
INDENT = "   "
DISPLAY = "    "  # how far a displayed formula stands in
BLANK = 24  # columns to write on
LINE_MILLIMETRES = 8  # of room to work in for which the terminal leaves a line
NO_BREAK = "\u00a0"


def fragment(document: Document) -> str:
    """One problem: a ruled title, the statement, the body."""
    banner = [] if document.verified else _wrapped(WORDS["not_verified_document"], WIDTH)
    parts = [_part(part) for part in document.parts]
    sections = (_lines(document.statement, WIDTH), banner, _lines(document.body, WIDTH), *parts)
    out = _spaced([_ruled(_marked(document.title, document.marks), "─"), *(s for s in sections if s)])
    return "\n".join(line.rstrip() for line in out) + "\n"


def page(fragments: Sequence[str], meta: PageMeta) -> str:
    """The fragments in order, numbered by a rule between them where there are several, under what the set says of itself."""
    blanks = "  ".join(f"{blank}: {'_' * BLANK}" for blank in meta.blanks)
    whose = "   ".join(f"{name}: {value}" for name, value in meta.facts[: bool(meta.student) + bool(meta.number)])
    head = [blanks, ""] if blanks else []
    head += [clean(line) for line in (meta.title, meta.course, whose, meta.author, meta.due, meta.foot) if line]
    if meta.instructions:
        head += ["", *_wrapped(clean(meta.instructions), WIDTH)]
    start = "\n".join([*head, "", ""]) if head else ""
    return start + f"\n{'═' * WIDTH}\n\n".join(fragments)


def _marked(words: str, marks: str) -> str:
    return f"{clean(words)} ({clean(marks)})" if marks else clean(words)


def _part(part: Part) -> list[str]:
    """A part: what it asks beside its letter and before its marks, or a heading where it has a title or asks nothing here."""
    letter = f"({part.letter})"
    if part.runs_in:
        marks = clean(part.marks)
        first, *rest = _hanging(f"{letter} ", _lines(part.statement, WIDTH - len(letter) - (_width(marks) + 3 if marks else 1)))
        gap = " " * max(1, WIDTH - _width(first) - _width(marks))
        return [(first + gap + marks).rstrip(), *rest, "", *_lines(part.body, WIDTH)]
    title = _marked(" ".join(word for word in (letter, part.title) if word), part.marks)
    return _spaced(s for s in (_ruled(title, "┄"), _lines(part.statement, WIDTH), _lines(part.body, WIDTH)) if s)


def _ruled(title: str, rule: str) -> list[str]:
    return [title, rule * _width(title)]


def _lines(blocks: Sequence[Block], width: int) -> list[str]:
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Figure) and block.outline is None and not block.told:
            continue  # a map that can only be seen; what it shows stands in the steps
        if out:
            out.append("")
        out += _block(block, width)
    return out


def _block(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(inlines):
            return _wrapped(_said(inlines), width)
        case Display(terms, relations, unverified):
            from tutor.printing.notation.text_display import text_display

            shown = text_display(terms, relations, width - len(DISPLAY))
            mark = [f"[{WORDS['not_verified']}]"] if unverified else []
            return [DISPLAY + line for line in (*shown, *mark)]
        case ListBlock(items):
            return [line for item in items for line in _hanging("- ", _wrapped(_said(item), width - 2))]
        case Cases(cases):
            return _spaced(_hanging("• ", _lines(case, width - 2)) for case in cases)
        case Table():
            return _table(block, width)
        case Steps(steps):
            return _spaced(_step(s, width) for s in steps)
        case Note(role, title, blocks):
            heading = f"{ROLE_WORDS[role]}: {clean(title)}" if clean(title) not in ("", ROLE_WORDS[role]) else ROLE_WORDS[role]
            return [f"│ {line}" for line in (*_wrapped(heading, width - 2), *_lines(blocks, width - 2))]
        case Figure():
            return _figure(block, width)
        case WorkSpace(millimetres):
            return [""] * max(1, millimetres // LINE_MILLIMETRES)
        case AnswerBox(blocks):
            lines = _lines(blocks, width - 4)
            margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
            return _boxed(WORDS["answer"], [line[margin:] for line in lines])


def _figure(figure: Figure, width: int) -> list[str]:
    """Its outline, where that has room, else its facts, under the caption."""
    from tutor.printing.notation.text import text

    caption = _wrapped(_said(figure.caption), width)
    if figure.outline is not None:
        lines = outline(figure.outline, lambda formula: clean(text(formula)))
        if max(map(_width, lines)) <= width - len(DISPLAY):
            return [*caption, "", *(DISPLAY + line for line in lines)]
    told = _wrapped(f"{WORDS['picture']}: {_said(figure.caption)}", width)
    return [*told, *(line for fact in figure.facts for line in _hanging("- ", _wrapped(_said(fact), width - 2)))]


def _step(step: StepBlock, width: int) -> list[str]:
    mark = f" [{WORDS['not_verified']}]" if step.unverified else ""
    inner = width - len(INDENT)
    body = _lines(step.blocks, inner)
    if step.details:
        body += ["", *_spaced(_step(d, inner) for d in step.details)]
    head = _hanging(f"{step.number}. ", _wrapped(_said(step.title) + mark, width - len(step.number) - 2))
    return [*head, *(INDENT + line for line in body)]


def _spaced(parts: Iterable[list[str]]) -> list[str]:
    out: list[str] = []
    for part in parts:
        out += ["", *part] if out else part
    return out


def _hanging(mark: str, lines: list[str]) -> list[str]:
    return [(mark if k == 0 else " " * len(mark)) + line for k, line in enumerate(lines)] or [mark.rstrip()]


def _boxed(title: str, lines: list[str]) -> list[str]:
    wide = max(map(_width, (*lines, title)), default=0)
    top = f"┌─ {title} {'─' * max(1, wide - _width(title) - 1)}┐"
    wide = _width(top) - 4
    return [top, *(f"│ {line}{' ' * (wide - _width(line))} │" for line in lines), f"└{'─' * (wide + 2)}┘"]


def _table(table: Table, width: int) -> list[str]:
    rows = [[_said(c) for c in row] for row in (table.header, *table.rows)]
    widths = [max(_width(row[k]) for row in rows) for k in range(len(table.header))]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        # too wide for columns: each row as a list under its first cell
        out = [f"{row[0]}: " + "; ".join(f"{h} {c}" for h, c in zip(rows[0][1:], row[1:], strict=True) if c) for row in rows[1:]]
        return [*([clean(table.caption)] if table.caption else []), *(line for row in out for line in _wrapped(row, width))]
    shown = ["  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "─" * max(map(_width, shown))
    return [*([clean(table.caption)] if table.caption else []), shown[0], rule, *shown[1:]]


def _said(inlines: Inlines) -> str:
    """A line; spaces inside a formula do not break."""
    from tutor.printing.notation.text import text

    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(words):
                out.append(clean(words))
            case Strong(inner) | Emph(inner):
                out.append(_said(inner))
            case Math(formula):
                out.append(clean(text(formula)).replace(" ", NO_BREAK))
    return "".join(out)


def _wrapped(words: str, width: int) -> list[str]:
    """Wrapped to the width. A formula longer than a line is broken at its spaces after all."""
    lines = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    out: list[str] = []
    for line in lines:
        if _width(line) > width:
            out += textwrap.wrap(line.replace(NO_BREAK, " "), width, break_long_words=False, break_on_hyphens=False)
        else:
            out.append(line.replace(NO_BREAK, " "))
    return out


def _width(line: str) -> int:
    """Columns: a combining mark takes none, an East Asian letter two."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in line)


FORMAT = Format("text", ".txt", fragment, page)
