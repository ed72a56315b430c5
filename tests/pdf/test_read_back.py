"""What stands in a PDF of one problem of each kind is what was derived: its answer sign by sign, and the title of every step.

The page is read back by a program that knows nothing of how it was made, and compared with the derivation and with its
terminal page, which has another spelling of the same formulas.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import paper
import pytest
from bank import FILES
from paper import read, worked
from sympy import Basic, Integer

from tutor.page.document import AnswerBox, Document, Emph, Inlines, Math, StepBlock, Steps, Strong, Text
from tutor.printing.notation.text import text
from tutor.printing.output import text as terminal
from tutor.printing.output.base import WORDS

SMALLEST = 3  # of a number that must be seen: a 1 is often left out, and a half or a 2 may be a root or a square
# Fields for programs, which the box does not show, or not all of: of a walk its last point.
BESIDE = (
    "true_value", "error", "limits", "integrand", "parts", "iterates", "values", "stable_below", "normal_equations", "residuals",
)  # fmt: skip

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="pdftotext is not installed")
each_kind = pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])


def first(file: Path) -> str:
    """The text of its first problem, in plain letters."""
    own, _ = re.split(rf"2\W*{paper.BEHIND}", read(file))
    return plain(own)


@each_kind
def test_the_answer_has_the_signs_that_the_terminal_shows(file: Path) -> None:
    _, page = worked(file)
    (box,) = (block for block in page.body if isinstance(block, AnswerBox))
    shown = plain(terminal.fragment(Document("", "", "", (), (box,))))
    assert signs(last_box(first(file))) == signs(last_box(shown))


@each_kind
def test_the_numbers_of_the_derived_answer_are_in_it(file: Path) -> None:
    answer, _ = worked(file)
    seen = last_box(first(file))
    shown = {name: value for name, value in answer.items() if name not in BESIDE}
    numbers = {str(abs(n)) for value in values(shown) for n in value.atoms(Integer) if abs(n) >= SMALLEST}
    assert [n for n in numbers if n not in seen] == []


@each_kind
def test_the_steps_have_their_titles_in_order(file: Path) -> None:
    _, page = worked(file)
    said, at = letters(first(file)), 0
    listed = [letters(plain(words(step.title))) for block in page.body if isinstance(block, Steps) for step in walk(block.steps)]
    assert listed
    for title in listed:
        at = said.find(title, at)
        assert at >= 0, title
        at += len(title)


def plain(said: str) -> str:
    """Letters and digits of any style as plain ones."""
    return unicodedata.normalize("NFKC", said)


def last_box(said: str) -> str:
    """What follows the last heading of an answer."""
    return re.split(WORDS["answer"], said, flags=re.IGNORECASE)[-1]


def signs(said: str) -> Counter[str]:
    """How often each letter and digit occurs."""
    return Counter(c for c in said if c.isalnum())


def letters(said: str) -> str:
    """Only the letters: blanks, line ends and quotes differ between a text and a page."""
    return re.sub(r"[^A-Za-z]", "", said)


def words(title: Inlines) -> str:
    """A title as the terminal has it."""
    out = ""
    for inline in title:
        match inline:
            case Text(said):
                out += said
            case Strong(inside) | Emph(inside):
                out += words(inside)
            case Math(formula):
                out += text(formula)
    return out


def walk(steps: tuple[StepBlock, ...]) -> Iterator[StepBlock]:
    """The steps and those under them, as they stand on the page."""
    for step in steps:
        yield step
        yield from walk(step.details)


def values(answer: Any) -> Iterator[Basic]:
    """Every mathematical value of an answer."""
    match answer:
        case Basic():
            yield answer
        case Mapping():
            for value in answer.values():
                yield from values(value)
        case tuple() | list():
            for value in answer:
                yield from values(value)
