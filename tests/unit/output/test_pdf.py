"""Paper: accessible, reproducible, read back by pdftotext; no text acts as Typst."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tutor.document import AnswerBox, Display, Document, ListBlock, Math, Paragraph, Steps, Text, WorkSpace
from tutor.errors import Unsupported
from tutor.layout import Grid, Ident, Operator, row
from tutor.output import pdf, typst
from tutor.output.base import PageMeta

HOSTILE = '#import "@preview/a:1.0.0": * #sys $x$ \\ */ // /* @b <c> `d` ~ [g] {h} _e_ *f* \\" \\u{41} #{panic()}'
X = Ident("x")
reads_back = pytest.mark.skipif(shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="pdftotext is not installed")


def read_back(made: bytes, folder: Path) -> str:
    file = folder / "page.pdf"
    file.write_bytes(made)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def one(title: str, *body: object, meta: PageMeta | None = None) -> bytes:
    document = Document("1", "gradient", title, (Paragraph((Text(title),)),), body)  # type: ignore[arg-type]
    made = pdf.page([typst.fragment(document)], meta or PageMeta())
    assert isinstance(made, bytes)
    return made


@reads_back
def test_every_block_is_on_paper(every_block: Document, tmp_path: Path) -> None:
    made = pdf.page([typst.fragment(every_block)], PageMeta("A set", "A course", "A. Teacher", "Friday", "Do it."))
    assert isinstance(made, bytes)
    said = " ".join(read_back(made, tmp_path).split())
    words = "A set, A COURSE, A. Teacher, Friday, Do it., Every block, plain words, strong words, set apart, first item, Table caption"
    steps = "First step, Inner step, Innermost step, answered, not verified, ANSWER, CHECK, Title of check, STOPPED, Title of unsupported"
    assert [w for w in f"{words}, {steps}".split(", ") if w not in said] == []


def test_it_is_tagged_and_says_its_title_and_language(every_block: Document) -> None:
    made = pdf.page([typst.fragment(every_block)], PageMeta("A set", language="de"))
    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF-1.7")
    assert b"/Lang(de)" in made
    assert b"<dc:title>" in made
    assert b"pdfuaid:part" in made
    assert b"/Alt(" in made


def test_the_same_pages_are_the_same_bytes(every_block: Document) -> None:
    fragments = [typst.fragment(every_block)] * 2
    assert pdf.page(fragments, PageMeta("A set")) == pdf.page(fragments, PageMeta("A set"))
    assert b"CreationDate" not in pdf.page(fragments, PageMeta("A set"))


@reads_back
def test_hostile_text_stays_text(tmp_path: Path) -> None:
    meta = PageMeta(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, language='en", fill: red')
    said = read_back(one(HOSTILE, Paragraph((Text(HOSTILE),)), ListBlock(((Text(HOSTILE),),)), meta=meta), tmp_path)
    assert said.count("import") >= 6
    assert '#import "@preview/a:1.0.0": * #sys $x$ \\ */ // /* @b <c> `d` ~ [g] {h} _e_ *f*' in " ".join(said.split())


def test_words_are_only_in_string_literals() -> None:
    document = Document("1", HOSTILE, HOSTILE, (Paragraph((Text(HOSTILE),)),), (Display((X, X), ("=",)),), marks=HOSTILE)
    assert "import" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", typst.fragment(document))


@pytest.mark.parametrize("language", ["en", "en-GB", "pt_br", "", "x", "english", "日本"])
def test_any_language_is_taken(language: str) -> None:
    assert one("A title", meta=PageMeta(language=language))


@pytest.mark.parametrize("text", ["", " ", "\n", "\x1b", "Ünïcödé Ω Ж", "a" * 500, "word " * 2000])
def test_any_title_and_statement_make_a_page(text: str) -> None:
    assert one(text, AnswerBox((Paragraph((Text(text),)),)), Steps(()), WorkSpace(400), meta=PageMeta(text, text, text, text, text))


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(Unsupported, match="微"):
        one("微分")


def test_a_matrix_wider_than_the_line_is_made_smaller() -> None:
    wide = Grid(((row(*[X] * 40),) * 4,) * 2)
    assert "#small-m(" in typst.fragment(Document("1", "jacobian", "A", (Paragraph((Math(wide),)),), ()))
    assert "#m(" in typst.fragment(Document("1", "jacobian", "A", (Paragraph((Math(X),)),), ()))


def test_a_long_display_is_broken_for_the_room_it_has() -> None:
    long = row(*[part for _ in range(17) for part in (X, Operator("+"))], X)
    free = typst.fragment(Document("1", "gradient", "A", (), (Display((X, long), ("=",)),)))
    narrow = typst.fragment(Document("1", "gradient", "A", (), (AnswerBox((Display((X, row(long, Operator("+"), long)), ("=",)),)),)))
    assert "&" not in free
    assert "&" in narrow


def test_a_paragraph_stays_with_the_display_it_leads_to() -> None:
    words, shown = Paragraph((Text("words"),)), Display((X,))
    assert typst.fragment(Document("1", "gradient", "A", (), (words, shown))).count("#lead") == 1
    assert typst.fragment(Document("1", "gradient", "A", (), (shown, words))).count("#lead") == 0
