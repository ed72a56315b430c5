r"""LaTeX source: text is escaped, displays are broken for their room, long tables are parted."""

import re
import subprocess
import sys

from every import over

from tutor.page.document import AnswerBox, Display, Document, Math, Paragraph, StepBlock, Steps, Table, Text, WorkSpace
from tutor.page.layout import Fraction, Grid, Ident, Operator, row
from tutor.printing.output import _latex_blocks, latex
from tutor.printing.output._latex_words import words
from tutor.printing.output.base import PageMeta

X = Ident("x")
LONG = row(*[part for _ in range(17) for part in (X, Operator("+"))], X)


def body(*blocks: object) -> str:
    return latex.fragment(Document("1", "gradient", "A", (), blocks))  # type: ignore[arg-type]


@over(
    ("text", "written"),
    [
        (r"\write18{id}", r"\textbackslash{}write18\{id\}"),
        ("50% & #1 $x_1$", r"50\% \& \#1 \$x\_1\$"),
        ("^^M~", r"\textasciicircum{}\textasciicircum{}M\textasciitilde{}"),
        ("a\n\nb\tc\r\nd", "a  b c d"),
        ('"a" `b`', r"\textquotedbl{}a\textquotedbl{} \textasciigrave{}b\textasciigrave{}"),
        ("a--b ''c,, ?`", r"a-{\kern0pt}-b '{\kern0pt}'c,{\kern0pt}, ?{\kern0pt}\textasciigrave{}"),
        ("θ ≈ −1", r"\ensuremath{\theta} \ensuremath{\approx} \ensuremath{-}1"),
        ("ℝ² √2", r"\ensuremath{\mathbb{R}}² \ensuremath{\surd}2"),
        ("x⁴ aₙ", r"x\textsuperscript{4} a\textsubscript{n}"),
        ("Łódź – “é”", "Łódź – “é”"),
        ("Nguyễn", r"Nguy\~{ê}n"),
        ("e\u0301", "é"),
        ("微", r"\tutorcharacter{U+5FAE}"),
        ("a\u200bb\u202e\x1bc", "abc"),
        ("a\xa0b", "a~b"),
    ],
)
def test_words(text: str, written: str) -> None:
    assert words(text) == written


def test_no_bare_command_comes_from_a_text() -> None:
    hostile = r"\input{x} %$&#_^~{}\\"
    meta = PageMeta(hostile, hostile, hostile, hostile, hostile)
    document = Document(hostile, "gradient", hostile, (Paragraph((Text(hostile),)),), (), marks=hostile)
    assert r"\input{x}" not in latex.body([latex.fragment(document)], meta)


def test_the_source_is_what_pdflatex_can_read() -> None:
    odd = Operator("⊕"), Ident("ж"), Ident("é")
    assert re.search(r"[^\x00-\x7f]", body(Display((row(*odd),)))) is None or "é" in body(Display((row(*odd),)))
    assert "ж" not in body(Display((row(*odd),)))


def test_a_long_display_is_broken_for_the_room_it_has() -> None:
    longer = Display((X, row(LONG, Operator("+"), LONG)), ("=",))
    assert "aligned" not in body(Display((X, LONG), ("=",)))
    assert "aligned" in body(longer)
    inner = StepBlock("1.1", (), (longer,))
    for _ in range(4):
        inner = StepBlock("1", (), (), (inner,))
    assert body(Steps((inner,))).count(r"\\") > body(longer).count(r"\\")


def test_a_formula_wider_than_the_line_is_measured() -> None:
    wide = Grid(((row(*[X] * 40),) * 4,) * 2)
    assert r"\tutorlong{$" in body(Paragraph((Math(wide),)))
    assert r"\tutorlong" not in body(Paragraph((Math(row(LONG, Operator("+"), LONG, Operator("+"), LONG)),)))


def test_a_paragraph_stays_with_the_display_it_leads_to() -> None:
    said, shown = Paragraph((Text("words"),)), Display((X,))
    assert body(said, shown).count(r"\tutorlead") == 1
    assert body(shown, said).count(r"\tutorlead") == 0
    assert body(said, Table(((Text("head"),),), (((Math(X),),),), "")).count(r"\tutorlead") == 1


def test_a_long_table_is_parted_under_its_header() -> None:
    rows = tuple(((Text(f"[{k}]"),), (Math(X),)) for k in range(_latex_blocks.ROWS + 1))
    written = body(Table(((Text("head"),), (Text("x"),)), rows, "caption"))
    assert written.count(r"\tutortable{ll}") == 2
    assert written.count("head") == 2
    assert written.count("caption") == 1
    assert "\\\\\n[" not in written


def test_answer_and_room_to_work() -> None:
    written = body(AnswerBox((Display((X,)),)), WorkSpace(40))
    assert r"\begin{tutoranswer}{Answer}" in written
    assert r"\tutorwork{40mm}" in written


def test_body_has_no_preamble_and_page_has_one() -> None:
    document = Document("1", "gradient", "A", (), (), marks="3 marks")
    fragments = [latex.fragment(document)] * 2
    assert "documentclass" not in latex.body(fragments, PageMeta())
    assert latex.body(fragments, PageMeta()).startswith("\\tutornumberedtrue")
    assert "3 marks" in fragments[0]
    page = latex.page(fragments, PageMeta("A & B"))
    assert page.startswith(r"\documentclass")
    assert r"A \& B" in page
    assert page.rstrip().endswith(r"\end{document}")


def test_a_page_is_put_together_without_sympy() -> None:
    code = "import sys; from tutor.printing.output import base, latex; "
    code += "latex.page(['x'], base.PageMeta('A set')); print('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_matrix_of_fractions_is_set_loosely() -> None:
    half = Fraction(X, X)
    assert r"\tutorloose" in body(Display((Grid(((half, X), (X, half))),)))
    assert r"\tutorloose" not in body(Display((row(half, Grid(((X, X), (X, X)))),)))
