"""The Markdown page: every block, text that cannot act, formulas that GitHub's reader leaves as they are."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from bank import FILES, pages
from every import over
from sympy import Symbol

from tutor.page.document import (
    AnswerBox,
    Block,
    Display,
    Document,
    Emph,
    Figure,
    Inlines,
    ListBlock,
    Math,
    Note,
    Paragraph,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.page.layout import Fenced, FunctionName, Grid, Ident, Layout, Operator, Row, Script, Space
from tutor.printing.output import ipynb, markdown
from tutor.printing.output._markdown_math import in_line, on_its_own
from tutor.printing.output.base import PageMeta

x, y = Symbol("x", real=True), Symbol("y", real=True)


def said(text: str) -> Inlines:
    return (Text(text),)


def words(text: str) -> Paragraph:
    return Paragraph(said(text))


@over(
    ("block", "printed"),
    [
        (Paragraph((Text("Let "), Math(x), Text(" be."))), "Let $x$ be."),
        (Paragraph((Strong((Text("strong "), Math(x))), Text(" and "), Emph(said("set apart")))), "**strong** $x$ and *set apart*"),
        (Paragraph((Strong((Emph(said("both")),)), Text("joined"))), "***both***<!-- -->joined"),
        (Paragraph((Math(x), Math(y), Text("2"))), "$x$<!-- -->$y$<!-- -->2"),
        (Display((x, y), ("=",)), "$$x = y$$"),
        (Display((x, y), ("=",), unverified=True), "$$x = y$$\n\n**(not verified)**"),
        (ListBlock((said("one"), (Math(x),))), "- one\n- $x$"),
        (Table((said("h"), said("k")), (((Math(x),), said("a|b")),), "Seen"), "*Seen*\n\n| h | k |\n|---|---|\n| $x$ | a\\|b |"),
        (Table((said("h"),), ((said("1"),),)), "| h |\n|---|\n| 1 |"),
        (AnswerBox((words("It is"), Display((x, y), ("=",)))), "> **Answer**\n>\n> It is\n>\n> $$x = y$$"),
        (Note("check", "By hand", (words("Yes."),)), "> **Check: By hand**\n>\n> Yes."),
        (Note("check", "Check", ()), "> **Check**"),
        (WorkSpace(20), "&nbsp;\n\n&nbsp;"),
        (WorkSpace(0), "&nbsp;"),
    ],
)
def test_blocks(block: Block, printed: str) -> None:
    assert markdown.blocks((block,)) == printed


def test_steps_are_headings_and_details_fold() -> None:
    inner = StepBlock("1.1", said("Finer"), (words("b"),))
    outer = StepBlock("1", (Text("Row of "), Math(x)), (words("a"),), (inner,), (Text("Sum of "), Math(x**2)), unverified=True)
    assert markdown.step(outer).split("\n\n") == [
        "### 1. Row of $x$ **(not verified)**",
        "a",
        "<details>\n<summary>Sum of x²</summary>",
        "#### 1.1. Finer",
        "b",
        "</details>",
    ]
    assert "<summary>Details</summary>" in markdown.step(StepBlock("1", (), (), (inner,)))


def test_headings_end_at_the_sixth_level() -> None:
    deep = StepBlock("1.1.1.1.1", said("Deepest"), ())
    for number in ("1.1.1.1", "1.1.1", "1.1", "1"):
        deep = StepBlock(number, said("Step"), (), (deep,))
    assert re.findall("^#+|^1[.0-9]+ Deepest", markdown.step(deep), re.M) == ["###", "####", "#####", "######", "1.1.1.1.1. Deepest"]


def test_a_fold_in_a_note_stays_in_the_note() -> None:
    fold = StepBlock("1", said("A"), (), (StepBlock("1.1", said("B"), (Display((x,)),)),))
    assert all(line.startswith(">") for line in markdown.blocks((Note("check", "", (Steps((fold,)),)),)).splitlines())


def test_two_lists_in_a_row_are_two() -> None:
    assert markdown.blocks((ListBlock((said("a"),)), ListBlock((said("b"),)))) == "- a\n\n<!-- -->\n\n- b"


@over(
    ("text", "escaped"),
    [
        ("a*b*_c_", r"a\*b\*\_c\_"),
        ("[l](u) ![i](u)", r"\[l\](u) !\[i\](u)"),
        ("<script>&amp;", r"\<script\>\&amp;"),
        ("a`b`~c~^d^", r"a\`b\`\~c\~\^d\^"),
        ("C:\\begin{x}\\(", r"C:&#92;begin\{x\}&#92;("),
        ("$5 and $6", r"<span>\$</span>5 and <span>\$</span>6"),
        ("# no heading", r"\# no heading"),
        ("> no quote", r"\> no quote"),
        ("- no list", "&#45; no list"),
        ("1. no list", "1&#46; no list"),
        ("(a) no list", "(a&#41; no list"),
        ("iv) no list", "iv&#41; no list"),
        (": no definition", "&#58; no definition"),
        ("--- no rule", "&#45;-- no rule"),
        ("e.g. 1.5 is -2", "e.g. 1.5 is -2"),
        ("    no\n\n    code", "no code"),
        ("@someone", r"\@someone"),
    ],
)
def test_text_does_not_act(text: str, escaped: str) -> None:
    assert markdown.blocks((words(text),)) == escaped
    assert markdown.blocks((ListBlock((said(text),)),)) == f"- {escaped}"


def test_a_summary_is_html_and_markdown_at_once() -> None:
    fold = StepBlock("1", (), (), (StepBlock("1.1", (), ()),), said("1. a*b* <b> $x$ \\"))
    assert "<summary>1&#46; a&#42;b&#42; &#60;b&#62; &#36;x&#36; &#92;</summary>" in markdown.step(fold)


@over(
    ("latex", "spelled"),
    [
        ("a \\\\\nb", r"a \\\ b"),
        (r"f\,dx", r"f\ dx"),
        (r"x\,", "x"),
        (r"\{x\}", r"\lbrace x\rbrace"),
        ("a|b", r"a\vert b"),
        ("a<b>c*d", r"a\lt b\gt c\ast d"),
        (r"\mathbf{e}_{1} x_{i}", r"\mathbf{e} _ {1} x_{i}"),
        ("[x](y)", "[x] (y)"),
        (r"\operatorname{div} F", r"\mathop{\mathrm{div}}\nolimits F"),
    ],
)
def test_formulas_are_spelled_for_every_reader(latex: str, spelled: str) -> None:
    assert in_line(latex) == f"${spelled}$"
    assert on_its_own(latex) == f"$${spelled}$$"


def test_an_empty_formula_leaves_no_dollar_signs() -> None:
    assert in_line(" ") == ""


@pytest.mark.parametrize(
    "formula",
    [
        Fenced("|", Ident("x"), "|"),
        Fenced("‖", Ident("v"), "‖"),
        Row((Ident("P"), Operator("|", "relation"), Ident("A"))),
        Fenced("{", Row((Ident("x"), Space(), Operator("<", "relation"), Ident("y"))), "}"),
    ],
)
def test_no_bar_of_a_formula_ends_a_cell(formula: Layout) -> None:
    table = markdown.blocks((Table((said("h"),), (((Math(formula),),),)),))
    assert table.splitlines()[-1].count("|") == 2


def test_a_formula_is_the_same_before_and_after_commonmark() -> None:
    matrix = Grid(((Ident("x"), Ident("y")), (Ident("y"), Ident("x"))))
    layout = Row((FunctionName("curl"), Script(Ident("F", "bold"), sub=Ident("x"))))
    shown = markdown.blocks((Display((matrix, x), ("=",)), Display((layout, y), ("=",))))
    assert r"\\\ " in shown
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown)  # what CommonMark does to a backslash before ASCII punctuation
    assert unescaped.replace(r"\\ ", r"\\\ ") == shown


def test_the_head_of_a_page_and_of_a_problem() -> None:
    document = Document("1", "gradient", "A *title*", (words("Find it."),), (), verified=False, marks="3 marks")
    page = markdown.page([markdown.fragment(document)], PageMeta("A set", "1. Course", "A. Teacher", "Friday", "Do it."))
    assert page.rstrip().split("\n\n") == [
        "# A set",
        "1&#46; Course",
        "Author: A. Teacher",
        "Due: Friday",
        "Do it.",
        r"## A \*title\* (3 marks)",
        "Find it.",
        "**Parts of this solution could not be verified independently; they are marked.**",
    ]


def figures(blocks: Sequence[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Steps(steps):
                for step in steps:
                    yield from figures(step.blocks)


PICTURE = re.compile(r"!\[[^\]]*\]\(attachment:\w+\.svg\)")


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_problem_of_the_bank_prints_here_and_in_a_notebook(file: Path) -> None:
    for document in pages(file, "full"):
        page = markdown.fragment(document)
        notebook = "\n\n".join("".join(cell["source"]) for cell in json.loads(ipynb.fragment(document)))
        assert len(PICTURE.findall(notebook)) == len(list(figures(document.body)))
        notebook = PICTURE.sub("PICTURE", notebook)
        for drawn in figures(document.body):  # a picture stands where the other page has an outline, or the facts alone
            notebook = notebook.replace(markdown.with_picture(drawn, "PICTURE"), markdown.figure(drawn), 1)
        assert notebook == page.rstrip()
        assert page.count("<details>") == page.count("</details>")
        for line in page.splitlines():
            held = line.lstrip("> ")
            if "$$" in held:  # never in a list, never beside words, whole in one line
                assert re.fullmatch(r"\$\$[^$]+\$\$", held)
            for formula in re.findall(r"\$([^$]+)\$", held.replace("$$", "$")):
                assert formula == formula.strip()
                assert not re.search(r"[|<>*]|\\[,;:!{}]|[^A-Za-z0-9 ]_|_ *$", formula)


def test_blank_lines_round_every_display_and_fold(every_block: Document) -> None:
    lines = [line.removeprefix(">").strip() for line in markdown.fragment(every_block).splitlines()]
    for k, line in enumerate(lines):
        if line.startswith(("$$", "#", "</details>")):
            assert lines[k - 1 : k] in ([""], [])
            assert lines[k + 1 : k + 2] in ([""], [])
        if line.endswith("</summary>"):
            assert lines[k + 1] == ""
