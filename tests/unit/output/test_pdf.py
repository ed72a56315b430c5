"""Paper: accessible, reproducible, read back by pdftotext; no text acts as Typst."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from every import over

from tutor.page.document import AnswerBox, Display, Document, ListBlock, Math, Paragraph, Part, StepBlock, Steps, Text, WorkSpace
from tutor.page.layout import Grid, Ident, Operator, row
from tutor.printing.output import pdf, typst
from tutor.printing.output.base import Lacking, PageMeta

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


@over("language", ["en", "en-GB", "pt_br", "", "x", "english", "日本"])
def test_any_language_is_taken(language: str) -> None:
    assert one("A title", meta=PageMeta(language=language))


@over("text", ["", " ", "\n", "\x1b", "Ünïcödé Ω Ж", "a" * 500, "word " * 2000])
def test_any_title_and_statement_make_a_page(text: str) -> None:
    assert one(text, AnswerBox((Paragraph((Text(text),)),)), Steps(()), WorkSpace(400), meta=PageMeta(text, text, text, text, text))


def test_a_letter_that_no_font_has_is_a_box_and_is_named(tmp_path: Path) -> None:
    fragments = [typst.fragment(Document(t, "gradient", t, (Paragraph((Text(t),)),), ())) for t in ("plain", "微分 and 😀", "Ж")]
    with pytest.warns(Lacking) as told:
        made = pdf.page(fragments, PageMeta("A set 👍🏽"))
    messages = [w.message for w in told if isinstance(w.message, Lacking)]
    assert [m.number for m in messages] == [1, None]
    assert all(c in messages[0].said for c in ("微 (U+5FAE)", "分 (U+5206)", "😀 (U+1F600)"))
    assert "👍 (U+1F44D)" in messages[1].said
    assert made.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        assert "□□ and □" in read_back(made, tmp_path)


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


@reads_back
@pytest.mark.slow
def test_a_part_stays_with_what_it_asks(tmp_path: Path) -> None:
    long = (Paragraph((Text("Asked first, " + "in many words " * 20 + "to the end."),)),)
    parts = (Part("a", "", long, (WorkSpace(30),), "3 marks"), Part("b", "", (), (AnswerBox((Paragraph((Text("Answered last"),)),)),)))
    shared = (Paragraph((Text("What is shared"),)),)
    pairs = (
        ("The title", "(a)"),
        ("What is shared", "(a)"),
        ("(a)", "Asked first"),
        ("Asked first", "to the end"),
        ("(b)", "Answered last"),
    )
    for room in range(120, 225, 15):
        before = Document("0", "", "Before", (), (WorkSpace(room),))
        made = pdf.page([typst.fragment(before), typst.fragment(Document("1", "", "The title", shared, (), parts=parts))], PageMeta())
        assert isinstance(made, bytes)
        pages = read_back(made, tmp_path).split("\f")
        assert [(room, pair) for page in pages for pair in pairs if (pair[0] in page) != (pair[1] in page)] == []


@reads_back
def test_a_part_higher_than_a_page_goes_on_the_next(tmp_path: Path) -> None:
    many = tuple(Paragraph((Text(f"line {k} of many"),)) for k in range(120))
    made = pdf.page([typst.fragment(Document("1", "", "The title", (), (), parts=(Part("a", "", many, ()),)))], PageMeta())
    assert isinstance(made, bytes)
    read = read_back(made, tmp_path)
    assert [k for k in range(120) if f"line {k} of" not in read] == []


@reads_back
@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.slow
def test_no_answer_stands_alone_at_the_top_of_a_page(deep: bool, tmp_path: Path) -> None:
    """However high the page is filled, what the steps end with goes over to the next page with the answer."""
    tops = []
    for filled in range(22, 34):
        said = tuple(Paragraph((Text(f"sentence {k}"),)) for k in range(filled))
        inner = StepBlock("1.1", (Text("Inner"),), said)
        step = StepBlock("1", (Text("Step"),), said[:1], (inner,)) if deep else StepBlock("1", (Text("Step"),), (*said[:-1], Display((X,))))
        answer = AnswerBox((Paragraph((Text("it"),)),))
        *_, last = [p for p in read_back(one("Title", Steps((step,)), answer), tmp_path).split("\f") if p.strip()]
        tops.append(last.split()[0])
    assert "ANSWER" not in tops
    assert len(set(tops)) > 1
