"""Authors' LaTeX as layouts, and statements split at their dollar signs."""

import pytest
from every import over

from tutor.errors import Unreadable
from tutor.page.layout import APPLY, Accent, BigOperator, Fenced, Fraction, FunctionName, Grid, Ident, Number, Operator, Row, Script, Words
from tutor.reading.typeset import split_statement, typeset

X, Y = Ident("x"), Ident("y")


@over(
    ("latex", "layout"),
    [
        ("x^2", Script(X, sup=Number("2"))),
        ("x^10", Row((Script(X, sup=Number("1")), Number("0")))),
        (r"\frac12", Fraction(Number("1"), Number("2"))),
        (r"f(x,y)", Row((Ident("f"), Fenced("(", Row((X, Operator(",", "separator"), Y)), ")")))),
        (r"\nabla f", Row((Ident("∇", "upright"), Ident("f")))),
        (r"\mathbf{F}", Ident("F", "bold")),
        (r"\vec v", Accent(Ident("v"), "→")),
        (r"\sin x", Row((FunctionName("sin"), APPLY, X))),
        (r"-x", Row((Operator("−", "prefix"), X))),
        (r"\text{if }x\le 0", Row((Words("if "), X, Operator("≤", "relation"), Number("0")))),
        (r"|x|", Fenced("|", X, "|")),
        (r"\left(0,1\right]", Fenced("(", Row((Number("0"), Operator(",", "separator"), Number("1"))), "]")),
        (r"\begin{cases}x\\y\end{cases}", Grid(((X,), (Y,)), "{", "")),
        (r"\lim_{x\to 0} x", Row((BigOperator(FunctionName("lim"), Row((X, Operator("→", "relation"), Number("0"))), None, True), X))),
        (r"\iint_R x", Row((BigOperator(Operator("∬", "prefix"), Ident("R"), None), X))),
        ("f''", Script(Ident("f"), sup=Row((Operator("′", "postfix"), Operator("′", "postfix"))))),
        ("θ ≤ π", Row((Ident("θ"), Operator("≤", "relation"), Ident("π")))),
        (r"\mathbb{R}^2", Script(Ident("ℝ", "upright"), sup=Number("2"))),
    ],
)
def test_typeset(latex: str, layout: object) -> None:
    assert typeset(latex) == layout


@over(
    ("latex", "says", "at"),
    [
        (r"x+\foo", r"Unknown command \foo", 2),
        (r"\input{x}", r"Unknown command \input", 0),
        ("a_{n", "never closed", 2),
        ("(x", "never closed", 0),
        ("x}", "no partner", 1),
        (r"\left(x", "no \\right", 0),
        ("x^", "missing", 2),
        ("x \ue000", "U+E000", 2),
        ("{" * 200, "too deep", 100),
    ],
)
def test_unknown(latex: str, says: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        typeset(latex)
    assert says in str(caught.value)
    assert caught.value.place.start == at


def test_split_statement() -> None:
    assert split_statement(r"It costs \$5. Find $f_x$ and $$g$$.") == [
        (False, "It costs $5. Find "), (True, "f_x"), (False, " and "), (True, "g"), (False, "."),
    ]  # fmt: skip
    assert split_statement("words") == [(False, "words")]
    assert split_statement("") == []
    with pytest.raises(Unreadable, match="no partner"):
        split_statement("a $x")
