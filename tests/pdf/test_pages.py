"""Every set of the bank on paper: it compiles to PDF/UA-1, and nothing of it is lost on the way."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bank import FILES, pages
from paper import printed, read

from tutor.page.document import AnswerBox, Document, Paragraph, Text
from tutor.printing.notation.compose import compose
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.typst import typst
from tutor.printing.output import typst as source

each_set = pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
reads_back = pytest.mark.skipif(shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="pdftotext is not installed")


@each_set
def test_the_set_is_accessible_paper(file: Path) -> None:
    assert b"pdfuaid:part" in printed(file)
    assert len(printed(file)) < 2_000_000


@each_set
@reads_back
def test_the_statements_and_answers_can_be_read_back(file: Path) -> None:
    said = letters(read(file))
    for document in pages(file):
        stated = [i.text for block in document.statement if isinstance(block, Paragraph) for i in block.inlines if isinstance(i, Text)]
        assert [words for words in stated if letters(words) not in said] == []
        answer = " ".join(source.fragment(Document("", "", "A", (), (b,))) for b in document.body if isinstance(b, AnswerBox))
        numbers = set(re.findall(r'(?<!b:)(?<!t:)"(\d+)"', answer))
        assert [n for n in numbers if n not in read(file)] == []


@each_set
def test_every_formula_has_the_letters_and_digits_of_its_mathml(file: Path) -> None:
    for formula in {compose(f) for d in pages(file) for f in formulas(d)}:
        assert tokens(typst(formula)) == mathml_tokens(mathml(formula)), formula


def letters(text: str) -> str:
    """Only the letters: blanks, line ends and quotes differ between a text and a page."""
    return re.sub(r"[^A-Za-z]", "", text)


def formulas(part: object) -> Iterator[object]:
    """Every formula under a document or block."""
    for name in getattr(part, "__slots__", ()):
        value = getattr(part, name)
        if name == "formula":
            yield value
        elif name == "terms":
            yield from value
        elif isinstance(value, tuple):
            yield from nested(value)


def nested(values: tuple[object, ...]) -> Iterator[object]:
    for value in values:
        yield from nested(value) if isinstance(value, tuple) else formulas(value)


def tokens(written: str) -> Counter[str]:
    """What is seen of Typst mathematics: literals, single letters, escaped signs."""
    seen = re.sub(r'class\("\w+",|delim:#none|delim:#\(|\\u\{\w+\}|#h\([^)]*\)|size:#[\d.]+em|none\)|align:#left', " ", written)
    literals = re.findall(r'"((?:[^"\\]|\\.)*)"', seen)
    rest = re.sub(r'"(?:[^"\\]|\\.)*"', " ", seen)
    signs = re.findall(r"\\(.)", rest)
    alone = re.findall(r"(?:italic|upright)\((\w)\)", rest)
    return Counter("".join([*literals, *signs, *alone]).replace(" ", ""))


def mathml_tokens(written: str) -> Counter[str]:
    """What is seen of MathML, without accents and with bold letters as plain ones."""
    root = ElementTree.fromstring(written)  # noqa: S314  our own
    for over in root.iter():
        if over.tag.endswith("mover") and over.get("accent"):
            over.remove(over[1])
    said = "".join(root.itertext())
    return Counter(re.sub(r"[\s\u2061\u2062]", "", "".join(plain(c) for c in said)))


def plain(char: str) -> str:
    code = ord(char)
    if 0x1D400 <= code < 0x1D41A:
        return chr(code - 0x1D400 + ord("A"))
    return chr(code - 0x1D41A + ord("a")) if 0x1D41A <= code < 0x1D434 else char
