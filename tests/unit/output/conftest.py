"""One document with every block and inline, a fold in a fold, and every kind of mark."""

import pytest
from sympy import Rational, Symbol, exp, sin, sqrt

from tutor.page.document import (
    AnswerBox,
    Display,
    Document,
    Emph,
    ListBlock,
    Math,
    Note,
    Paragraph,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
)
from tutor.page.layout import Ident, Script
from tutor.trees.heads import MatrixOf, Vector

x, y = Symbol("x", real=True), Symbol("y", real=True)
F_X = Script(Ident("f"), sub=Ident("x"))


@pytest.fixture
def every_block() -> Document:
    words = Paragraph((Text("plain words, "), Strong((Text("strong words"), Math(x))), Text(", "), Emph((Text("set apart"),)), Text(".")))
    innermost = StepBlock("1.1.1", (Text("Innermost step"),), (words,))
    inner = StepBlock("1.1", (Text("Inner step"),), (words,), details=(innermost,), summary=(Text("Fold of "), Math(x**2)))
    first = StepBlock("1", (Text("First step"),), (words, Display((F_X, 2 * x + 3 * y), ("=",))), details=(inner,))
    long = exp(-(x**2)) * sin(x * y)
    second = StepBlock("2", (), (Display((F_X, MatrixOf([long] * 8)), ("=",), unverified=True),), unverified=True)
    return Document(
        "every block",
        "gradient",
        "Every block",
        (Paragraph((Text("Find "), Math(F_X), Text(" at "), Math(Vector(1, 2)), Text("."))),),
        (
            words,
            ListBlock(((Text("first item"),), (Math(Rational(1, 2)),))),
            Table(((Text("point"),), (Text("value"),)), (((Math(Vector(1, 2)),), (Math(sqrt(2)),)),), "Table caption"),
            Steps((first, second)),
            AnswerBox((Paragraph((Text("answered"),)), Display((F_X, 8), ("=",)))),
            *(Note(role, f"Title of {role}", (words,)) for role in ("check", "remark", "notice", "unsupported")),
            Note("check", "", (words,)),
        ),
        verified=False,
    )
