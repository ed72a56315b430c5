"""Jupyter notebooks: the Markdown of a page in cells, one for each problem's statement, each step, the answer and the rest.

Notebook format 4.5. A fragment is a JSON list of cells without ids; the page puts them together and names them.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from tutor.edges.harmless import clean
from tutor.page.document import AnswerBox, Block, Document, Figure, Steps, WorkSpace
from tutor.printing.output import markdown
from tutor.printing.output._aloud import aloud
from tutor.printing.output._markdown_words import escaped
from tutor.printing.output._svg import svg
from tutor.printing.output.base import WORDS, Format, PageMeta

Cell = dict[str, Any]
ID_LENGTH = 16  # hexadecimal digits of a cell's id; the format allows 64 characters
# A notebook is to be worked in: Jupyter opens it without asking for a kernel.
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def fragment(document: Document) -> str:
    """One problem, as a JSON list of cells."""
    parts = (source for part in document.parts for source in (markdown.part_head(part), *_sources(part.body, markdown.STEP + 1)))
    sources = (markdown.head(document), *_sources(document.body, markdown.STEP), *parts)
    pictures = tuple(_figures((*document.body, *(block for part in document.parts for block in part.body))))
    return json.dumps([_illustrated(source, pictures) for source in sources], ensure_ascii=False)


def page(fragments: Sequence[str], meta: PageMeta) -> str:
    """A whole notebook."""
    cells = [_cell(markdown.title(meta)), *(cell for f in fragments for cell in json.loads(f))]
    known = {"title": clean(meta.title) or WORDS["title"], "language": clean(meta.language)}
    authors = {"authors": [{"name": clean(meta.author)}]} if meta.author else {}
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, **known, **authors}
    notebook = {"cells": _named(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _sources(body: Sequence[Block], level: int) -> Iterator[str]:
    """The cells of a body: a step each, the answer, an empty one to work in, and what stands between these together.

    `level` is that of the next heading.
    """
    for kind, found in groupby(body, key=lambda b: type(b) if isinstance(b, Steps | AnswerBox | WorkSpace) else None):
        run = tuple(found)
        if kind is None:
            yield markdown.blocks(run, level)
        else:
            for block in run:
                yield from _own(block, level)


def _own(block: Block, level: int) -> Iterator[str]:
    match block:
        case Steps(steps):
            yield from (markdown.step(s, level) for s in steps)
        case WorkSpace():
            yield ""
        case _:
            yield markdown.blocks([block], level)


def _figures(found: Sequence[Block]) -> Iterator[Figure]:
    for block in found:
        match block:
            case Figure():
                yield block
            case Steps(steps):
                for step in steps:
                    yield from _figures((*step.blocks, Steps(step.details)))


def _illustrated(source: str, figures: Sequence[Figure]) -> Cell:
    """A cell whose figures are pictures attached to it, with the facts below."""
    attached = {}
    for figure in figures:
        written = markdown.figure(figure)
        if written in source:
            drawn = svg(figure, paper=True)
            name = f"{sha256(drawn.encode()).hexdigest()[:ID_LENGTH]}.svg"
            attached[name] = {"image/svg+xml": b64encode(drawn.encode()).decode()}
            image = f"![{escaped(aloud(figure.caption))}](attachment:{name})"
            source = source.replace(written, markdown.with_picture(figure, image))
    cell = _cell(source)
    return {**cell, "attachments": attached} if attached else cell


def _cell(source: str) -> Cell:
    """A Markdown cell. Its text is a list of lines, as Jupyter saves it, so that versions compare line by line."""
    lines = source.split("\n")
    return {"cell_type": "markdown", "metadata": {}, "source": [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])}


def _named(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with ids: the same text has the same id in every version, and repetitions are told apart by their number."""
    seen: Counter[str] = Counter()
    out: list[Cell] = []
    for cell in cells:
        source = "".join(cell["source"])
        seen[source] += 1
        name = sha256(f"{seen[source]} {source}".encode()).hexdigest()[:ID_LENGTH]
        attached = {"attachments": cell["attachments"]} if "attachments" in cell else {}
        out.append({"cell_type": cell["cell_type"], "id": name, "metadata": cell["metadata"], **attached, "source": cell["source"]})
    return out


FORMAT = Format("ipynb", ".ipynb", fragment, page)
