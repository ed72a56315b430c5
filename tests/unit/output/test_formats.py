"""What holds for every format: found by its file, prints every block, lets no character act."""

from pathlib import Path

import pytest
from sympy import Integer

from tutor.edges.harmless import clean
from tutor.errors import Invalid
from tutor.page.document import AnswerBox, Display, Document, Paragraph, Part, Text, WorkSpace
from tutor.printing import output
from tutor.printing.output.base import PageMeta, formats, load

WORDS = [
    "Every block",
    "plain words",
    "strong words",
    "set apart",
    "first item",
    "Table caption",
    "First step",
    "Inner step",
    "Innermost step",
    "answered",
    "not verified",
    "Title of check",
    "Title of unsupported",
]
BINARY = {"docx", "pdf"}  # read back in tests of their own
# An escape sequence, a C1 control, a bidirectional override, a lone surrogate, a character private to the printers.
ACTING = "\x1b[31m\x9b2J\u202e\ud800\ue000\x00"


def test_formats_are_the_files_of_the_room() -> None:
    files = {p.stem for p in Path(output.__file__).parent.glob("*.py") if not p.stem.startswith("_")}
    assert set(formats()) == files - {"base"}
    assert {"html", "text"} <= set(formats())


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(Invalid, match="Did you mean html"):
        load("htm")


@pytest.mark.parametrize("name", [name for name in formats() if name not in BINARY])
class TestEveryFormat:
    def test_every_block_is_printed(self, name: str, every_block: Document) -> None:
        form = load(name)
        page = form.page([form.fragment(every_block)], PageMeta(title="A set", course="A course", author="A. Teacher", due="Friday"))
        said = " ".join(page.replace("│", " ").split())
        assert [w for w in [*WORDS, "A set", "A course", "A. Teacher", "Friday"] if w not in said] == []

    def test_parts_follow_what_they_share(self, name: str) -> None:
        form, heading = load(name), "Part with a heading"
        parts = (
            Part("a", "", (Paragraph((Text("asked first"),)),), (WorkSpace(30),), "3 marks"),
            Part("b", "", (Display((Integer(1), Integer(1)), ("=",)), Paragraph((Text("asked second"),))), (), ""),
            Part("c", heading, (Paragraph((Text("asked third"),)),), (AnswerBox((Paragraph((Text("answered third"),)),)),), "1 mark"),
            Part("d", "", (), (AnswerBox((Paragraph((Text("answered last"),)),)),)),
        )
        document = Document("p", "", "Parted", (Paragraph((Text("what is shared"),)),), (), marks="4 marks", parts=parts)
        page = form.page([form.fragment(document)], PageMeta())
        order = ["Parted", "what is shared", "(a)", "asked first", "(b)", "asked second", "(c)", heading, "asked third"]
        order += ["answered third", "(d)", "answered last"]
        found = [page.rindex(word) for word in order]
        assert found == sorted(found) and all(page.count(marks) for marks in ("4 marks", "3 marks", "1 mark"))

    def test_nothing_acts(self, name: str) -> None:
        form = load(name)
        text = f"before{ACTING}after"
        document = Document(text, "gradient", text, (), (Paragraph((Text(text),)),))
        page = form.page([form.fragment(document)], PageMeta(text, text, text, text, text))
        assert not [c for c in page if c != "\n" and clean(c) != c]
        assert page.encode("utf-8")

    def test_an_empty_page_is_a_page(self, name: str) -> None:
        assert isinstance(load(name).page([], PageMeta()), str)

    def test_fragments_keep_their_order(self, name: str) -> None:
        form = load(name)
        documents = [Document(str(k), "gradient", f"Problem named {k}", (), ()) for k in (3, 1, 2)]
        page = form.page([form.fragment(d) for d in documents], PageMeta())
        assert page.rindex("named 3") < page.rindex("named 1") < page.rindex("named 2")


def test_clean_keeps_letters_of_every_script() -> None:
    kept = "naïve Δ ∂ 微分 مشتق \t\n 𝑓"
    assert clean(kept) == kept
