"""Every row of the corpus in every notation: the right spelling, the same tokens, and nothing that a writer cannot spell."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from xml.etree import ElementTree

import pytest
from every import over
from notation_corpus import ROWS
from sympy import Integer, MatrixSymbol, Mul, Pow, Rational, gamma, sin
from sympy.abc import x

from tutor.page.layout import Ident, Number, Operator, Row
from tutor.printing.notation.box import columns
from tutor.printing.notation.classes import LAYERS
from tutor.printing.notation.compose import compose
from tutor.printing.notation.latex import latex, latex_display
from tutor.printing.notation.mathml import mathml, mathml_display
from tutor.printing.notation.spoken import spoken
from tutor.printing.notation.text import text
from tutor.printing.notation.text_display import text_display
from tutor.trees import heads

TREES = [tree for tree, _, _ in ROWS]


@over(("tree", "written", "line"), ROWS)
def test_a_row_is_written_as_it_should_be(tree, written, line):
    assert (latex(tree), text(tree)) == (written, line)
    assert_mathml_has_the_tokens_of_latex(tree)
    assert_mathml_is_core(tree)
    assert_speech_is_words(spoken(tree))
    lines = text_display((tree, tree), ("=",), width=200)
    assert max(map(columns, lines)) <= 200
    assert sum("=" in line for line in lines) >= 1


def assert_mathml_has_the_tokens_of_latex(tree):
    found, wanted = mathml_tokens(mathml(tree)), latex_tokens(latex(tree))
    if "\\sqrt[" in latex(tree):  # LaTeX writes the index first, MathML last
        assert Counter(found) == Counter(wanted)
    else:
        assert found == wanted


def assert_mathml_is_core(tree):
    root = ElementTree.fromstring(mathml(tree, display=True))  # noqa: S314 - our own output
    assert root.get("display") == "block"
    assert root.get("alttext") == spoken(tree)
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        assert name in CORE
        assert len(element) == ARITY.get(name, len(element))
        assert (element.text or "") == "" or name in ("mi", "mn", "mo", "mtext")


def assert_speech_is_words(said):
    assert said
    assert said.isascii()
    assert not set(said) & set("\\{}[]()^_=+*/<>|")
    assert "  " not in said


def test_every_class_is_in_the_corpus():
    classes = {c for tree in TREES for node in nodes(tree) for c in type(node).__mro__}
    assert {c.__name__ for c in LAYERS if c not in classes and c.__module__ != "tutor.page.layout"} == set()
    assert {h for h in heads.__all__ if getattr(heads, h) not in classes} == set()


def nodes(tree):
    yield tree
    for arg in getattr(tree, "args", ()) or (tree if isinstance(tree, tuple) else ()):
        yield from nodes(arg)


@over("unknown", [gamma(x, evaluate=False), MatrixSymbol("A", 2, 2), "x", None, {1}])
def test_unknown_classes_are_refused(unknown):
    with pytest.raises(TypeError, match="no notation for"):
        compose(unknown)


def test_a_layout_is_itself():
    layout = Row((Ident("x"), Operator("=", "relation"), Number("2")))
    assert compose(layout) is layout
    assert latex(layout) == "x = 2"


def test_words_are_escaped_everywhere():
    hostile = Ident("<b>&\"'", "upright")
    assert "<b>" not in mathml(hostile)
    ElementTree.fromstring(mathml(hostile))  # noqa: S314
    assert latex(Ident("a%\\input", "upright")) == r"\text{a\%\textbackslash{}input}"


def test_evaluated_trees_read_well():
    assert latex(3 * x**2 / (7 * sin(x))) == r"\frac{3x^2}{7\sin x}"
    assert latex(-(x**2) / 2) == r"-\frac{x^2}{2}"
    assert latex(Integer(2) ** -3) == r"\frac{1}{8}"


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex")
def test_latex_compiles(tmp_path):
    body = "\n".join(f"\\[ {latex(tree)} \\]" for tree in TREES)
    chain = latex_display(tuple(TREES[40:60]), ("=",) * 19)
    source = f"\\documentclass{{article}}\\usepackage{{amsmath,amssymb}}\\begin{{document}}\n{body}\n\\[{chain}\\]\n\\end{{document}}"
    (tmp_path / "corpus.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "corpus.tex"]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=120).returncode == 0


def test_chains_hold_every_term_in_every_notation():
    terms, relations = tuple(TREES[100:120]), ("=",) * 19
    assert latex_display(terms, relations).count("&=") == 19
    assert mathml_display(terms, relations).count('<mo form="infix">=</mo>') == 19
    assert sum(line.lstrip().startswith("=") or " = " in line for line in text_display(terms, relations)) >= 19


# -- tokens ------------------------------------------------------------------------------------------------------------

CORE = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover",
    "munderover", "mtable", "mtr", "mtd",
}  # fmt: skip
ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "mover": 2, "munder": 2, "munderover": 3}
ACCENTS = "‾ˆ˜→˙"

COMMANDS = {
    r"\oint": "∮",
    r"\iint": "∬",
    r"\iiint": "∭",
    r"\alpha": "α", r"\theta": "θ", r"\lambda": "λ", r"\phi": "ϕ", r"\Omega": "Ω", r"\pi": "π", r"\partial": "∂", r"\nabla": "∇",
    r"\Delta": "Δ",
    r"\infty": "∞", r"\cdot": "·", r"\times": "×", r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\int": "∫", r"\sum": "∑", r"\prod": "∏",
    r"\langle": "⟨",
    r"\rangle": "⟩", r"\lvert": "|", r"\rvert": "|", r"\lVert": "‖", r"\rVert": "‖", r"\lfloor": "⌊", r"\rfloor": "⌋",
    r"\lceil": "⌈", r"\rceil": "⌉", r"\{": "{", r"\}": "}", "-": "−", "'": "′",
}  # fmt: skip
GRIDS = {"bmatrix": "[]", "vmatrix": "||", "pmatrix": "()", "cases": ("{", "")}
SILENT = {r"\to", r"\frac", r"\sqrt", r"\,", r"\quad", r"\limits", r"\bar", r"\hat", r"\left", r"\right", "{", "}", "^", "_", "&", r"\\"}
TOKEN = re.compile(
    r"\\(?:begin|end)\{\w+\}|\\(?:text|mathrm|mathbf|operatorname)\{[^}]*\}|\\sqrt\[|\\left\.|\\right\.|\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\S"
)


def latex_tokens(written):
    out, in_index = [], False
    for piece in TOKEN.findall(written):
        if piece == "\\sqrt[":
            in_index = True
        elif piece == "]" and in_index:
            in_index = False
        elif piece.startswith(("\\begin", "\\end")):
            out.append(GRIDS[piece[piece.index("{") + 1 : -1]][piece.startswith("\\end")])
        elif piece.endswith("}") and len(piece) > 2:
            out.append(piece[piece.index("{") + 1 : -1].strip())
        elif piece not in SILENT and piece not in ("\\left.", "\\right."):
            out.append(COMMANDS.get(piece, piece.removeprefix("\\")))
    return [t for t in out if t]


def mathml_tokens(written):
    out = []
    for element in ElementTree.fromstring(written).iter():  # noqa: S314
        name = element.tag.rpartition("}")[2]
        accent = name == "mo" and element.text in ACCENTS
        if name in ("mi", "mn", "mo", "mtext") and element.text not in ("\u2061", "\u2062") and not accent:
            raw = element.text.replace("\u00a0", " ").strip()
            bold = len(raw) == 1 and ord(raw) >= 0x1D400
            out.append(unicodedata.normalize("NFKC", raw) if bold else raw)
    return out


def test_the_bar_of_a_fraction_in_a_fraction_is_the_shorter_one():
    whole = Mul(Rational(1, 3), Pow(Rational(1, 2), -1, evaluate=False), evaluate=False)
    bars = [line for line in text_display((whole,)) if "─" in line]
    assert [bar.count("─") for bar in bars] == [1, 3, 1]
    assert mathml(whole).count("<mspace") == 4


def test_an_exponent_with_an_exponent_is_not_put_beside_it():
    square = Pow(Integer(2), Integer(2), evaluate=False)
    assert text(Pow(Integer(3), square, evaluate=False)) == "3^(2²)"
