r"""A page as LaTeX that needs no preamble of ours: what a notebook is printed with knows amsmath, amssymb and booktabs.

A figure is told in words, since who prints a notebook may know no TikZ.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.printing.notation.break_lines import SCREEN_WIDTH
from tutor.printing.notation.latex import latex, latex_display
from tutor.printing.output._latex_words import words
from tutor.printing.output.base import ROLE_WORDS, WORDS


def plain(document: Document) -> str:
    """One problem, solved or asked."""
    banner = [] if document.verified else [words(WORDS["not_verified_document"])]
    parts = [said for p in document.parts for said in (_head(f"({p.letter}) {p.title}"), _blocks((*p.statement, *p.body)))]
    said = [_head(document.title), _blocks(document.statement), *banner, _blocks(document.body), *parts]
    return "\n\n".join(filter(None, said)) + "\n"


def _head(title: str) -> str:
    return rf"\medskip\noindent\textbf{{{words(title.strip())}}}\par\smallskip"


def _blocks(blocks: Sequence[Block]) -> str:
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph(inlines):
            return rf"\noindent {_said(inlines)}"
        case Display(terms, relations, unverified):
            mark = rf" \quad\text{{({words(WORDS['not_verified'])})}}" if unverified else ""
            return rf"\[ {latex_display(terms, relations, SCREEN_WIDTH)}{mark} \]"
        case ListBlock(items):
            return _listed([_said(item) for item in items])
        case Cases(cases):
            return _listed([_blocks(case) for case in cases])
        case Table():
            return _table(block)
        case Steps(steps):
            return "\n\n".join(map(_step, steps))
        case Note(role, title, inside):
            return f"{_lead(f'{ROLE_WORDS[role]}: {title}')}\n\n{_blocks(inside)}"
        case AnswerBox(inside):
            return f"{_lead(WORDS['answer'])}\n\n{_blocks(inside)}"
        case Figure():
            return f"{_lead(WORDS['picture'])} {_said(block.caption)}\n\n{_listed([_said(fact) for fact in block.facts])}"
        case WorkSpace(millimetres):
            return rf"\vspace{{{millimetres}mm}}"


def _step(step: StepBlock) -> str:
    mark = f" ({words(WORDS['not_verified'])})" if step.unverified else ""
    below = Steps(step.details) if step.details else None
    head = rf"\smallskip\noindent\textbf{{{words(step.number)}. {_said(step.title)}}}{mark}\par"
    return "\n\n".join(filter(None, (head, _blocks(step.blocks), _block(below) if below else "")))


def _lead(said: str) -> str:
    return rf"\smallskip\noindent\textit{{{words(said)}.}}"


def _listed(items: Sequence[str]) -> str:
    return "\\begin{itemize}\n" + "\n".join(f"\\item {item}" for item in items) + "\n\\end{itemize}" if items else ""


def _table(table: Table) -> str:
    header, *rows = (" & ".join(map(_said, row)) + r" \\" for row in (table.header, *table.rows))
    caption = f"{_lead(table.caption)}\n\n" if table.caption else ""
    body = "\n".join(["\\toprule", header, "\\midrule", *(f"{{}}{row}" for row in rows), "\\bottomrule"])
    return f"{caption}\\begin{{tabular}}{{{'l' * len(table.header)}}}\n{body}\n\\end{{tabular}}"


def _said(inlines: Inlines) -> str:
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                out.append(words(text))
            case Strong(inner):
                out.append(rf"\textbf{{{_said(inner)}}}")
            case Emph(inner):
                out.append(rf"\emph{{{_said(inner)}}}")
            case Math(formula):
                out.append(f"${latex(formula)}$")
    return "".join(out)
