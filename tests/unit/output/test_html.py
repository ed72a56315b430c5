"""The HTML page, read back by a parser: well formed, escaped, ordered, self-contained."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from every import over
from jinja2 import UndefinedError

from tutor.page.document import Document, Math, Note, Paragraph, Text
from tutor.page.layout import Ident, Words
from tutor.printing.output import html
from tutor.printing.output.base import PageMeta

VOID = {"meta", "br", "hr", "img", "input", "link", "mspace"}


class Page(HTMLParser):
    """The elements of a page in order; an element that is closed out of order is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


@pytest.fixture
def page(every_block: Document) -> Page:
    other = Document("other", "gradient", "Another", every_block.statement, every_block.body)
    return Page(html.page([html.fragment(every_block), html.fragment(other)], PageMeta("A set", instructions="Do it.")))


def test_headings_descend_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) > 4  # steps within steps have headings of their own


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = [a["id"] for _, a in page.seen if a.get("id")]
    assert len(ids) == len(set(ids))
    assert all(a["href"] in {f"#{i}" for i in ids} for a in page.all("a"))
    assert all(a["aria-labelledby"] in ids for _, a in page.seen if a.get("aria-labelledby"))


@over("pair", [("a b", "a-b"), ("a.b", "a-b"), ("1", "1."), ("é", "e"), ("A", "a"), ("", "-")])
def test_different_problems_have_different_ids(pair: tuple[str, str]) -> None:
    first, second = map(html.anchor, pair)
    assert first != second
    assert re.fullmatch(r"[\w.-]+", first)


def test_the_page_asks_nothing_of_the_network(page: Page, every_block: Document) -> None:
    assert not [a for _, a in page.seen if a.get("src") or (a.get("href") or "#")[0] != "#"]
    text = html.page([html.fragment(every_block)], PageMeta())
    assert {u[:5] for u in re.findall(r"url\(([^)]*)\)", text)} == {"data:"}
    assert "default-src 'none'" in text
    assert "@import" not in text


def test_landmarks_and_language(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    for tag in ("main", "header", "nav", "h1", "title"):
        assert len(page.all(tag)) == 1
    assert len(page.all("article")) == 2
    assert all(a.get("scope") for a in page.all("th"))


def test_one_problem_has_no_contents(every_block: Document) -> None:
    assert not Page(html.page([html.fragment(every_block)], PageMeta())).all("nav")


def test_problems_of_one_title_are_told_apart_by_what_is_given() -> None:
    def fragment(name: str) -> str:
        return html.fragment(Document(name, "gradient", "Gradient", (Paragraph((Text("Find it for "), Math(Ident(name)))),), ()))

    nav = html.page([fragment("f"), fragment("g")], PageMeta()).split("<nav")[1].split("</nav>")[0]
    assert nav.count("<math") == 2
    assert "Find it" not in nav


HOSTILE = '<script>alert("1")</script> & \' {{ 7*7 }} </style> <!--'


def test_text_is_text_wherever_it_comes_from() -> None:
    note = Note("remark", HOSTILE, (Paragraph((Text(HOSTILE), Math(Words(HOSTILE)))),))
    document = Document(HOSTILE, "gradient", HOSTILE, (Paragraph((Text(HOSTILE),)),), (note,))
    text = html.page([html.fragment(document)] * 2, PageMeta(*[HOSTILE] * 5))
    parsed = Page(text)
    assert len(parsed.all("script")) == 1  # ours
    assert "alert(&#34;1&#34;)" in text
    assert 'alert("' not in text
    assert "{{ 7*7 }}" in text


def test_a_page_writes_no_text_as_an_attribute_name() -> None:
    text = html.page([], PageMeta(language='" onload="alert(1)'))
    assert "onload" not in Page(text).all("html")[0]


def test_the_marks_of_what_is_not_verified(every_block: Document) -> None:
    shown = html.fragment(every_block)
    assert shown.count('class="mark"') == 3  # the banner, the step, the display
    verified = Document("v", "gradient", "Verified", every_block.statement, ())
    assert "mark" not in html.fragment(verified)


def test_a_display_too_wide_to_break_says_how_wide(every_block: Document) -> None:
    (glyphs,) = re.findall(r'class="scroll wide" style="--glyphs: (\d+)"', html.fragment(every_block))
    assert int(glyphs) > html.DISPLAY_WIDTH


def test_a_notebook_cell_styles_only_itself(every_block: Document) -> None:
    cell = html.notebook(every_block)
    style = re.sub(r"@font-face\{[^}]*\}|/\*.*?\*/", "", cell.split("<style>")[1].split("</style>")[0], flags=re.DOTALL)
    selectors = [s.strip() for s in re.findall(r"([^{}]+)\{", style) if not s.strip().startswith("@")]
    assert selectors
    assert all(part.strip().startswith(".tutor") for s in selectors for part in re.split(r",(?![^(]*\))", s))
    assert "Tutor Text" not in cell.split("</style>")[0].split(".tutor {")[0]
    Page(cell)


def test_a_block_that_no_format_knows_is_not_passed_over() -> None:
    with pytest.raises(UndefinedError):
        html.fragment(Document("1", "gradient", "T", (), (Text("not a block"),)))  # type: ignore[arg-type]
