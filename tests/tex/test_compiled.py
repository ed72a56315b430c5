r"""The LaTeX page on paper: every set of the bank compiles with nothing wider than the line, and no text acts."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from bank import FILES, pages
from sympy import Symbol, cos, exp, sin

from tutor.page.document import (
    AnswerBox,
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
from tutor.page.layout import Grid, Ident, Operator, row
from tutor.printing.output import latex
from tutor.printing.output.base import PageMeta
from tutor.reading.sets import load_set
from tutor.trees.heads import MatrixOf

MISSING = [name for name in ("pdflatex", "lualatex", "pdftotext") if shutil.which(name) is None]
# In CI nothing may skip: there the tests fail where a program is missing.
pytestmark = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"not installed: {', '.join(MISSING)}")

SECONDS = 120  # of patience on a busy machine; a set takes one, the first run of lualatex ten
ROLES: tuple[NoteRole, ...] = ("check", "remark", "notice", "unsupported")
POINTS = 1.0  # a box may stand out by that much: nobody sees it
HOSTILE = r"\write18{id>ran} \input{/etc/passwd} $x^2$ 50% #1 & ~ _ ^^M ^^5c \end{document} }{ \\ `` '' -- << >> \immediate\openout3=ran"
SEEN = [r"\write18{id>ran}", r"\input{/etc/passwd}", "$x^2$", "50%", "#1", "^^M", "^^5c", r"\end{document}", "}{", "--", "<<"]


HEAD_ENDS = "\\usepackage{fancyhdr}\n"  # in front of what one page has and another has not


@cache
def loaded(head: str, place: Path) -> Path:
    """The format file of a preamble that many pages have: to load its packages takes longer than to print most pages."""
    place = Path(mkdtemp(dir=place))
    (place / "head.tex").write_text(rf"{head}\dump", encoding="utf-8")
    command = ["pdftex", "-ini", "-interaction=nonstopmode", "-halt-on-error", "&pdflatex", "head.tex"]
    subprocess.run(command, cwd=place, capture_output=True, timeout=SECONDS, check=True)
    return place / "head.fmt"


def compiled(source: str, place: Path, engine: str = "pdflatex", *options: str) -> str:
    """The log, once the source has compiled. TeX may neither run programs nor read or write outside its folder."""
    head, end, rest = source.partition(HEAD_ENDS)
    if engine == "pdflatex" and end:
        options, source = (f"-fmt={loaded(head + end, place.parent)}", *options), rest
    (place / "page.tex").write_text(source, encoding="utf-8")
    command = [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", *options, "page.tex"]
    # A closed folder for input would shut out the caches of lualatex; pdflatex needs none.
    allowed = {"openin_any": "p" if engine == "pdflatex" else "r", "openout_any": "p", "max_print_line": "1000"}
    done = subprocess.run(command, cwd=place, env=os.environ | allowed, capture_output=True, timeout=SECONDS, check=False)
    log = (place / "page.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, re.findall(r"^!.*(?:\n.*){3}", log, re.MULTILINE)
    return log


def faults(log: str) -> list[str]:
    wide = [line for line, size in re.findall(r"^(Overfull \\[hv]box \(([\d.]+)pt .*)$", log, re.MULTILINE) if float(size) > POINTS]
    return wide + re.findall(r"^.*(?:undefined|Missing character).*$", log, re.MULTILINE)


def said(place: Path) -> str:
    read = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=place, capture_output=True, text=True, check=True)
    return " ".join(read.stdout.split())


@cache
def bank(file: Path) -> str:
    return latex.page([latex.fragment(d) for d in pages(file)], PageMeta(**load_set(file).header))


def everything() -> Document:
    """One document with every block and inline, a fold in a fold, and every kind of mark."""
    x, y = Symbol("x"), Symbol("y")
    words = Paragraph((Text("plain words, "), Strong((Text("strong words "), Math(x))), Text(", "), Emph((Text("set apart"),)), Text(".")))
    innermost = StepBlock("1.1.1", (Text("Innermost step"),), (words,))
    inner = StepBlock("1.1", (Text("Inner step"),), (words,), (innermost,), (Text("Fold of "), Math(x**2)))
    first = StepBlock("1", (Text("First step"),), (words, Display((x, 2 * x + 3 * y), ("=",))), (inner,))
    second = StepBlock("2", (), (Display((x, MatrixOf([exp(-(x**2)) * sin(x * y)] * 8)), ("=",), unverified=True),), unverified=True)
    body = (
        words,
        ListBlock(((Text("first item"),), (Math(y),))),
        Table(((Text("point"),), (Text("value"),)), (((Math(x),), (Math(y),)),), "Table caption"),
        Steps((first, second)),
        AnswerBox((Paragraph((Text("answered"),)), Display((x, y), ("=",)))),
        *(Note(role, f"Title of {role}", (words,)) for role in ROLES),
        WorkSpace(30),
    )
    return Document("every", "gradient", "Every block", (Paragraph((Text("Find "), Math(x))),), body, verified=False, marks="5 marks")


def one(*body: object, title: str = "A title", meta: PageMeta | None = None) -> str:
    document = Document("1", "gradient", title, (Paragraph((Text(title),)),), body, marks="3 marks")  # type: ignore[arg-type]
    return latex.page([latex.fragment(document)], meta or PageMeta())


@pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
def test_every_set_is_a_page_with_nothing_wider_than_the_line(file: Path, tmp_path: Path) -> None:
    assert faults(compiled(bank(file), tmp_path, "pdflatex", "-draftmode")) == []  # its log is all that is asked for


def test_lualatex_prints_the_same(tmp_path: Path) -> None:
    assert faults(compiled(bank(FILES[-1]), tmp_path, "lualatex")) == []


def test_every_block_is_on_paper(tmp_path: Path) -> None:
    meta = PageMeta("A set", "A course", "A. Teacher", "Friday", "Do it.")
    assert faults(compiled(latex.page([latex.fragment(everything())] * 2, meta), tmp_path)) == []
    words = "A set, A course, A. Teacher, Friday, Do it., Every block, plain words, strong words, set apart, first item, Table caption"
    steps = "First step, Inner step, Innermost step, answered, not verified, Answer, Check, Title of check, Stopped, Title of unsupported"
    assert [w for w in f"{words}, {steps}".split(", ") if w not in said(tmp_path)] == []


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_hostile_text_stays_text(engine: str, tmp_path: Path) -> None:
    hostile = (Text(HOSTILE),)
    step = StepBlock("1", hostile, (Paragraph(hostile),), (StepBlock("1.1", hostile, ()),), hostile)
    table = Table(((Text("["),), hostile), ((((Text("[2ex]")),), hostile),), HOSTILE)
    body = (Steps((step,)), table, ListBlock((hostile,)), Note("remark", HOSTILE, (Paragraph(hostile),)), AnswerBox((Paragraph(hostile),)))
    compiled(one(*body, title=HOSTILE, meta=PageMeta(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)), tmp_path, engine)
    read = said(tmp_path)
    assert [part for part in SEEN if part not in read] == []
    assert read.count("write18") >= 10
    assert "root:" not in read
    assert not list(tmp_path.glob("ran*"))


def test_letters_and_signs_in_words_are_seen(tmp_path: Path) -> None:
    text = "naïve Łódź Nguyễn Ştefan “quoted” ‘so’ – — … θ ∂ ∇ ≈ − × ≤ ∞ √ ℝ → x⁴ aₙ 𝑓 ﬁ Ж 微 \u200b¼ € § °"
    log = compiled(one(Paragraph((Text(text),)), title=text, meta=PageMeta(text, text)), tmp_path)
    assert faults(log) == []
    assert [w for w in ("naïve", "Łódź", "“quoted”", "θ", "≈", "x4", "U+5FAE", "U+0416", "€") if w not in said(tmp_path)] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a" * 60, "word " * 2000, "%", "[x]", "x]", "\\"])
def test_any_text_makes_a_page(text: str, tmp_path: Path) -> None:
    said_so = Paragraph((Text(text),))
    step = StepBlock("10.11.12", (Text(text),), (said_so,))
    meta = PageMeta(text, text, text, text, text, text)
    compiled(one(said_so, Steps((step,)), Steps(()), AnswerBox((said_so,)), WorkSpace(400), title=text, meta=meta), tmp_path)


def test_nothing_wide_stands_out(tmp_path: Path) -> None:
    x = Ident("x")
    wide = Grid(((row(*[x] * 40),) * 12,) * 2)
    long = row(*[part for _ in range(60) for part in (x, Operator("+"))], x)
    u, v = Symbol("u"), Symbol("v")
    matrix = MatrixOf([exp(-(u**2)) * sin(u * v) * cos(v)] * 8)
    blocks = (
        Paragraph((Text("A formula in a line "), Math(wide), Text(" and "), Math(long), Text(" and "), Math(matrix))),
        Display((x, wide), ("=",)),
        Display((x, long, matrix), ("=", "="), unverified=True),
        Table(((Math(wide),),), (((Math(long),),),), "wide"),
    )
    deep = StepBlock("1.1.1.1.1.1.1.1", (Text("deep "), Math(wide)), blocks, unverified=True)
    for _ in range(7):
        deep = StepBlock("1", (Text("outer"),), blocks, (deep,))
    assert faults(compiled(one(*blocks, Steps((deep,)), Note("check", "", blocks), AnswerBox(blocks)), tmp_path)) == []


def test_what_is_higher_than_a_page_goes_on_the_next(tmp_path: Path) -> None:
    many = tuple(Paragraph((Text(f"line {k} of many"),)) for k in range(120))
    table = Table(((Text("k"),),), tuple(((Text(f"row {k}"),),) for k in range(100)))
    assert faults(compiled(one(AnswerBox(many), Note("check", "", many), table, WorkSpace(600)), tmp_path)) == []
    read = said(tmp_path)
    assert [k for k in range(120) if read.count(f"line {k} of") != 2] == []
    assert [k for k in range(100) if f"row {k}" not in read] == []


def test_pieces_stand_in_a_document_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "preamble.tex").write_text(latex.preamble(), encoding="utf-8")
    (tmp_path / "piece.tex").write_text(latex.body([latex.fragment(everything())], PageMeta()), encoding="utf-8")
    own = r"\documentclass{report}\input{preamble}\begin{document}\chapter{Mine} Before. \input{piece} After.\end{document}"
    assert "undefined" not in compiled(own, tmp_path)
    assert "Before." in said(tmp_path)
    assert "After." in said(tmp_path)


def test_a_title_stays_with_what_it_heads(tmp_path: Path) -> None:
    shown = Display((Ident("x"), Ident("y")), ("=",))
    inner = StepBlock("1.1", (Text("Finer step"),), (Paragraph((Text("said"),)),))
    step = StepBlock("1", (Text("Heading of a step"),), (Paragraph((Text("Leads to"),)), shown), (inner,), (Text("Fold"),))
    document = Document("1", "gradient", "The title", (Paragraph((Text("The statement"),)),), (Steps((step,)),))
    compiled(further_and_further_down(document, range(20, 36)), tmp_path)
    pages = page_texts(tmp_path)
    assert sum("The title" in p for p in pages) == 16
    assert [p for p in pages if ("The title" in p) != ("The statement" in p)] == []
    assert [p for p in pages if ("The title" in p) != ("Heading of a step" in p)] == []
    assert [p for p in pages if ("Fold" in p) != ("Finer step" in p)] == []
    assert [p for p in pages if ("Heading of a step" in p) != ("x=y" in p.replace(" ", ""))] == []


def further_and_further_down(document: Document, lines: range) -> str:
    """The document below so many lines, each time on a new page."""
    filler, under = Paragraph((Text("filler"),)), latex.fragment(document)
    before = [latex.fragment(Document("0", "gradient", "Before", (), (filler,) * k)) for k in lines]
    return latex.page([piece for above in before for piece in (r"\clearpage", above, under)], PageMeta())


def page_texts(place: Path) -> list[str]:
    read = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=place, capture_output=True, text=True, check=True)
    return read.stdout.split("\f")


PARTS = (
    Part("a", "", (Paragraph((Text("Asked first, " + "in many words " * 20 + "to the end."),)),), (WorkSpace(30),), "3 marks"),
    Part("b", "", (Display((Ident("x"), Ident("y")), ("=",)), Paragraph((Text("Asked second"),))), (WorkSpace(30),)),
    Part("c", "A heading", (Paragraph((Text("Asked third"),)),), (AnswerBox((Paragraph((Text("Answered third"),)),)),), "1 mark"),
    Part("d", "", (), (AnswerBox((Paragraph((Text("Answered last"),)),)),)),
)


@pytest.mark.parametrize("shared", [(), (Paragraph((Text("What is shared"),)),)], ids=["alone", "shared"])
def test_a_part_stays_with_what_it_heads(shared: tuple[Paragraph, ...], tmp_path: Path) -> None:
    document = Document("1", "", "The title", shared, (), False, "4 marks", PARTS)
    assert faults(compiled(further_and_further_down(document, range(17, 36)), tmp_path)) == []
    pages = page_texts(tmp_path)
    assert [sum(mark in p for p in pages) for mark in ("4 marks", "3 marks", "1 mark", "The title")] == [19] * 4
    pairs = [("The title", "(a)"), ("(a)", "Asked first"), ("Asked first", "to the end"), ("(b)", "Asked second")]
    pairs += [("(c)", "Asked third"), ("Asked third", "Answered third"), ("(d)", "Answered last")]
    pairs += [("The title", "What is shared")] * len(shared)
    assert [(k, pair) for k, p in enumerate(pages) for pair in pairs if (pair[0] in p) != (pair[1] in p)] == []


def test_a_part_higher_than_a_page_goes_on_the_next(tmp_path: Path) -> None:
    many = tuple(Paragraph((Text(f"line {k} of many"),)) for k in range(120))
    document = Document("1", "", "The title", (), (), parts=(Part("a", "", many, (), "2 marks"), Part("b", "", many, ())))
    assert faults(compiled(latex.page([latex.fragment(document)], PageMeta()), tmp_path)) == []
    read = said(tmp_path)
    assert [k for k in range(120) if read.count(f"line {k} of") != 2] == [] and read.count("(a)") == read.count("(b)") == 1
