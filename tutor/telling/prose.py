"""The words: templates filled with facts, read into inlines and paragraphs.

A template is Markdown of the smallest kind (`**strong**`, `*term*`, paragraphs, `- ` lists) with Jinja blocks. A SymPy
object in it becomes a formula of the document (see `phrases`), and so does what stands between dollar signs (see `formulas`);
so nothing is printed here and nothing needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, Template

from tutor.edges.language import ENGLISH, Untranslated, language
from tutor.edges.resources import template_folders
from tutor.page.document import Block, Emph, Inline, Inlines, ListBlock, Math, Paragraph, Strong, Text
from tutor.printing.sandbox import joined
from tutor.printing.templating import PACKAGE, at_rendering, environment_of, located
from tutor.telling.formulas import written
from tutor.telling.phrases import CLOSE, FILTERS, OPEN, finalize, marks

MARK = re.compile(f"{OPEN}(\\d{{1,9}}){CLOSE}")
FALSE_MARK = re.compile(f"[{OPEN}{CLOSE}]")
FORMULA = re.compile(r"\$(?=\S)([^$]+)(?<=\S)\$")  # as in Markdown: no space within, so that 5$ or 6$ are sums of money
DOLLAR = "\ue002"  # one of a fact, which begins no formula
LONGEST = 100_000  # characters of a block of words
BLOCK = re.compile(r"{% block (\w+) %}")  # as the package's templates are written: Jinja takes a hundred times as long
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')  # stands first
EMPHASIS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*", re.S)


def template(name: str) -> Template:
    """The words of a rule (`differentiate.product`) or of a kind (`gradient`)."""
    with located():
        return _environment(template_folders("prose")).get_template(_file(name))


def package_blocks(name: str) -> frozenset[str]:
    """The blocks that the package's own words of a rule or kind have, those among them that it shares with others."""
    (package,) = template_folders("prose")[-1:]
    return frozenset(b for file in _lineage(package, _file(name)) for b in BLOCK.findall((package / file).read_text(encoding="utf-8")))


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    """Jinja over `templates/prose`. Not autoescaped: what comes out is text of a document, which the writers escape."""
    made = environment_of(folders, finalize=at_rendering(finalize), autoescape=False)
    made.filters.update({f.__name__: at_rendering(f) for f in FILTERS})
    return made


def has(name: str, block: str) -> bool:
    """Whether a template has a block."""
    return _block(name, block) is not None


def words(name: str, block: str, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """A block of a template as paragraphs and lists; empty where the template has no such block."""
    found = _block(name, block)
    if found is None:
        return ()
    source, write = found
    given = {name: FALSE_MARK.sub("", fact).replace("$", DOLLAR) if isinstance(fact, str) else fact for name, fact in facts.items()}
    with marks() as kept, located(facts):
        text = joined(write(source.new_context(given)), LONGEST)
        text = FORMULA.sub(lambda m: str(kept.keep(written(m[1], kept.objects))), text)
    return tuple(_blocks(text, kept.objects))


def _block(name: str, block: str) -> tuple[Template, Callable[..., Iterator[str]]] | None:
    """A block of the instructor's own template, else of the package's: who changes one sentence need not copy the others.

    What a template of the package extends has the blocks that it shares with others: how an integral over a region is told.
    Errors: `Untranslated` where the language that is spoken does not have a block that English has.
    """
    english = _found_block(template_folders("prose"), name, block)
    if language() == ENGLISH or english is None:
        return english
    found = _found_block(template_folders("prose"), name, block, language())
    if found is None:
        raise Untranslated(f"{name}, {block}")
    return found


@cache
def _found_block(
    folders: tuple[Path, ...], name: str, block: str, code: str = ENGLISH
) -> tuple[Template, Callable[..., Iterator[str]]] | None:
    environment = _environment(folders)
    with located():
        for kin in _lineage(folders[-1], _file(name)):
            mine = kin if code == ENGLISH else f"{code}/{kin}"
            for file in (mine, f"{PACKAGE}/{mine}")[: len(folders)]:
                if code != ENGLISH and not _exists(folders, file):
                    continue
                source = environment.get_template(file)
                if block in source.blocks:
                    return source, source.blocks[block]
    return None


def _exists(folders: tuple[Path, ...], file: str) -> bool:
    """Whether a language has a file of words."""
    places = folders[-1:] if file.startswith(f"{PACKAGE}/") else folders
    return any((place / file.removeprefix(f"{PACKAGE}/")).is_file() for place in places)


@cache
def _lineage(package: Path, file: str) -> tuple[str, ...]:
    """A template of the package and those that it extends, one after the other."""
    parent = EXTENDS.match((package / file).read_text(encoding="utf-8"))
    return (file,) if parent is None else (file, *_lineage(package, parent[1]))


def _file(name: str) -> str:
    return f"{name.replace('.', '/')}.md.j2"


def line(name: str, block: str, facts: Mapping[str, object]) -> Inlines:
    """A block that is one line."""
    return tuple(i for b in words(name, block, facts) if isinstance(b, Paragraph) for i in b.inlines)


def _blocks(text: str, objects: list[object]) -> Iterable[Block]:
    for part in re.split(r"\n\s*\n", text.strip()):
        rows = [r.strip() for r in part.strip().splitlines() if r.strip()]
        if not rows:
            continue
        if all(r.startswith("- ") for r in rows):
            yield ListBlock(tuple(inlines(r[2:], objects) for r in rows))
        else:
            yield Paragraph(inlines(" ".join(rows), objects))


def inlines(text: str, objects: list[object]) -> Inlines:
    """Marked-up text as inlines."""
    out: list[Inline] = []
    last = 0
    for found in EMPHASIS.finditer(text):
        out.extend(_plain(text[last : found.start()], objects))
        strong, emph = found.groups()
        out.append(Strong(tuple(_plain(strong, objects))) if strong else Emph(tuple(_plain(emph, objects))))
        last = found.end()
    out.extend(_plain(text[last:], objects))
    return tuple(out)


def _plain(text: str, objects: list[object]) -> Iterable[Inline]:
    for k, piece in enumerate(MARK.split(text)):
        if k % 2:
            if int(piece) < len(objects):  # else a text that only looks like a mark
                yield Math(objects[int(piece)])
        elif piece:
            yield Text(piece.replace(DOLLAR, "$"))
