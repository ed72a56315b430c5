"""An instructor's own templates, tried before anything is solved: each compiles, and a page with every block can be printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from tutor.edges.resources import folder
from tutor.errors import Invalid, nearest
from tutor.page.document import (
    AnswerBox,
    Block,
    Cases,
    Display,
    Document,
    Emph,
    ListBlock,
    Math,
    Note,
    NoteRole,
    Paragraph,
    Part,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.printing.style import FILE

MOST_FILES = 5000
WORDS, WORDS_SUFFIX = "prose", ".md.j2"
FOLDERS_BESIDE = ("fonts",)
# A stage of a kind may have these besides its own block; no template of the package need have each.
ENDINGS = ("_title", "_group", "_after", "_check", "_line")


def files_of(own: Path) -> list[Path]:
    """The files of an own folder, sorted. Errors: `Invalid` where there are more than templates can be."""
    out: list[Path] = []
    for place, _, names in os.walk(own):
        out += (Path(place) / name for name in names)
        if len(out) > MOST_FILES:
            raise Invalid(f"{own} has more than {MOST_FILES} files: is it a folder of templates?")
    return sorted(out)


def read_from(own: Path, logo: str) -> list[Path]:
    """The files of an own folder that a command may read: templates, style, fonts, and the logo in all its forms."""
    names = set(_package_names())
    out = []
    for path in files_of(own):
        file = path.relative_to(own)
        beside = len(file.parts) == 1 and (file.name == FILE or (logo and file.stem == Path(logo).stem))
        if file in names or beside or path.suffix == ".j2" or file.parts[0] in FOLDERS_BESIDE:
            out.append(path)
    return out


def _package_names() -> list[Path]:
    return [p.relative_to(folder("templates")) for p in folder("templates").rglob("*") if p.is_file()]


def unused(own: Path) -> Iterator[str]:
    """What of an own folder nothing asks for. Errors: `Invalid` for words that do not compile, with file and line."""
    names = _package_names()
    for path in files_of(own):
        file = path.relative_to(own)
        if len(file.parts) == 1 and not file.name.endswith(".j2"):
            if file.suffix == ".toml" and file.name != FILE:
                yield f"{path} is not read: house style is in {FILE}"
        elif file in names:
            if file.parts[0] == WORDS:
                yield from _unasked_blocks(file, path)
        elif file.parts[0] not in FOLDERS_BESIDE:
            said = f"{path} stands in for no template of the tutor"
            hint = nearest(file.as_posix(), [n.as_posix() for n in names])
            yield f"{said}. {hint}" if hint else said


def _unasked_blocks(file: Path, path: Path) -> Iterator[str]:
    from tutor.telling.prose import package_blocks, template

    for block in sorted(template(_dotted(file)).blocks):
        stem = next((block.removesuffix(e) for e in ENDINGS if block.endswith(e)), block)
        if not {block, stem} & _blocks_of_words():
            # of the same words first
            hint = nearest(block, package_blocks(_dotted(file))) or nearest(block, _blocks_of_words())
            yield f"{path}: nothing asks for a block {block}" + (f". {hint}" if hint else "")


@cache
def _blocks_of_words() -> frozenset[str]:
    """The blocks that the package's own words have."""
    from tutor.telling.prose import package_blocks

    words = folder("templates") / WORDS
    files = [p.relative_to(words.parent) for p in words.rglob(f"*{WORDS_SUFFIX}")]
    return frozenset(block for file in files for block in package_blocks(_dotted(file)))


def _dotted(file: Path) -> str:
    return ".".join(Path(file.as_posix().removesuffix(WORDS_SUFFIX)).parts[1:])


def specimen() -> Document:
    """A problem with every block, inline and mark."""
    from sympy import Symbol

    x = Symbol("x")
    line = Paragraph((Text("words "), Strong((Math(x),)), Emph((Text("words"),))))
    shown = Display((x, x), ("=",))
    inner = StepBlock("1.1", (Text("Finer"),), (line,))
    step = StepBlock("1", (Text("Step"),), (line, shown, Display((x,), unverified=True)), (inner,), (Text("Fold"),), unverified=True)
    table = Table(((Text("x"),),), (((Math(x),),),), "Caption")
    notes: tuple[Block, ...] = tuple(Note(role, "Title", (line,)) for role in get_args(NoteRole))
    cases = Cases(((line, shown), (line,)))
    body = (line, ListBlock(((Text("item"),),)), cases, table, Steps((step,)), AnswerBox((shown,)), *notes, WorkSpace(30))
    parts = (Part("a", "Part", (line,), (line,), "1 mark"), Part("b", "", (), (WorkSpace(30),)))
    return Document("specimen", "gradient", "Specimen", (line,), body, verified=False, marks="2 marks", parts=parts)
