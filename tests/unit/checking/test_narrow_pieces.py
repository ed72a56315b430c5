"""Formulas in pieces that differ where no sample point lies, and statements that lose a point or a curve."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record


def verdict(value, typed, kind="expression", **fields):
    answer = {"type": kind, "value": value, **fields}
    return check(question(as_record({"kind": "short_answer", "statement": "?", "answer": answer}, "1")), typed).verdict


@over(
    ("value", "typed"),
    [
        ("cos x", "cos(x)+max(0,0.2-|x-11|)"), ("x^3", "x^3-min(0,|x+5|-0.04)"), ("cos x", "min(cos x,0.9998)"),
        ("|x|", "|x|+max(0,0.03-|x-17|)"), ("x y", "x y+max(0,0.4-(x-2)^2-(y-3)^2)"), ("x-y", "x-y+max(0,0.1-|y-1|)"),
        ("x", "x+(sin(x)-0.9999+sqrt((sin(x)-0.9999)^2))"), ("x^2", "x^2+sign(max(0,0.02-|x-9|))"),
        ("e^x", "e^x+ln(1+max(0,0.05-|x-6|))"), ("x", "x+floor(1.0002cos(x)^2)"),
    ],
)  # fmt: skip
def test_a_narrow_piece_is_not_overlooked(value, typed):
    assert verdict(value, typed).verdict in ("incorrect", "undecided")


@pytest.mark.parametrize(("value", "typed"), [("x^2", "x^2+max(0,0.02-|x-8|)+C"), ("sin x", "max(sin x,-0.9998)+C")])
def test_nor_in_an_antiderivative(value, typed):
    assert verdict(value, typed, "antiderivative", variable="x").verdict in ("incorrect", "undecided")


@over(
    ("value", "typed"),
    [
        ("|x y|", "|y||x|"), ("x^2+3", "|x^2+3|"), ("|x|", "max(-x,x)"), ("min(x,y)", "-max(-y,-x)"), ("|3x-6|", "3|2-x|"),
        ("cos(x)+4", "|cos(x)+4|"), ("|x|/x", "sign(x)"), ("|x^2-9|", "|x-3||x+3|"), ("e^(-|x|)", "min(e^(-x),e^x)"),
        ("max(x,y)", "(x+y+|x-y|)/2"), ("floor(x)", "-ceil(-x)"), ("|x/y|", "|x|/|y|"), ("x^2+y^2", "|x|^2+|y|^2"),
        ("x^3", "x^3+floor(cos(x)^2)"),
    ],
)  # fmt: skip
def test_the_same_pieces_in_other_words(value, typed):
    assert verdict(value, typed).verdict == "correct"


LOST = [
    ("inequality", "x^2+y^2<9", "0<x^2+y^2<9"), ("inequality", "x^2+y^2<9", "1/(x^2+y^2)>1/9"),
    ("inequality", "x^2+y^2<=9", "x^2+y^2<=9 and x≠3"), ("inequality", "x^2+y^2<=9", "x^2+y^2<=9 and x^2+y^2≠0"),
    ("inequality", "x^2+y^2<=9", "x^2+y^2<=9 and x<3"), ("inequality", "x^2+y^2<9", "ln(x^2+y^2)<ln 9"),
    ("inequality", "x^2+y^2<9", "(x-1)^2+(y-1)^2>0 and x^2+y^2<9"), ("inequality", "x^2+y^2+z^2<1", "0<x^2+y^2+z^2<1"),
    ("equation", "x^2+y^2=9", "(x^2+y^2-9)/(y-3)=0"), ("equation", "y=x^2", "x^2/y=1"),
]  # fmt: skip


@over(("kind", "value", "typed"), LOST)
def test_a_point_is_lost(kind, value, typed):
    assert verdict(value, typed, kind).verdict == "incorrect"


@over(
    ("kind", "value", "typed"),
    [
        ("inequality", "x^2+y^2<9", "sqrt(x^2+y^2)<3"), ("inequality", "x+y<4", "x^2+y^2+1>0 and x+y<4"),
        ("inequality", "x^2 y>0", "y>0 and x≠0"), ("inequality", "x y>0", "x/y>0"), ("equation", "x^2+y^2=9", "(x^2+y^2-9)/(x-5)=0"),
        ("equation", "x y=1", "y=1/x"), ("equation", "x^2+y^2=9", "9/(x^2+y^2)=1"), ("inequality", "x^2+y^2>0", "x≠0 or y≠0"),
    ],
)  # fmt: skip
def test_a_condition_that_excludes_nothing(kind, value, typed):
    assert verdict(value, typed, kind).verdict == "correct"


@over(
    ("kind", "value", "typed"),
    [
        ("inequality", "x>5", "(5,∞]"), ("inequality", "x>5", "]5,∞]"), ("inequality", "x>5", "5<x<=∞"), ("inequality", "x<5", "-oo<=x<5"),
        ("set", "(5,oo)", "5<x<=oo"), ("set", "(-oo,1) U (5,oo)", "[-oo,1) U (5,oo]"),
    ],
)  # fmt: skip
def test_infinity_belongs_to_no_interval(kind, value, typed):
    assert verdict(value, typed, kind).verdict == "wrong_form"
    assert verdict(value, typed.replace("]", ")").replace("[", "(").replace("<=", "<").replace(")5", "(5"), kind).verdict == "correct"


@over("constant", ["0*C", "sin C", "C^2", "|C|", "e^C", "C-C", "1/C", "arctan C"])
def test_a_constant_that_is_not_free(constant):
    found = verdict("x^3", f"x^3+{constant}", "antiderivative", variable="x")
    assert (found.verdict, found.misconception) == ("wrong_form", "missing_constant")


@over("constant", ["C", "2C", "C/3-1", "C_1", "C+D", "ln|C|", "C^3", "ln C"])
def test_a_constant_that_is_free(constant):
    assert verdict("x^3", f"x^3+{constant}", "antiderivative", variable="x").verdict == "correct"


@over(
    ("value", "typed", "word"),
    [
        ("ln|x|", "ln(-x)+C", "wrong_form"), ("ln|x|", "ln(-3x)+C", "wrong_form"), ("ln|sin x|", "ln(-sin x)+C", "wrong_form"),
        ("ln|x|", "ln(x)+C", "correct"), ("ln|x|", "ln(3x)+C", "correct"), ("ln|x-1|", "ln(1-x)+C", "correct"),
        ("ln|x|", "ln|-x|+C", "correct"),
    ],
)  # fmt: skip
def test_a_logarithm_of_the_negative_half(value, typed, word):
    assert verdict(value, typed, "antiderivative", variable="x").verdict == word
