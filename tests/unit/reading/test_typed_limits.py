"""Long, repeated and nested texts: every shape reads or refuses them in time in proportion to their length."""

import pytest
from every import over

from tutor.errors import Unreadable
from tutor.reading.limits import MAX_LENGTH
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

SHAPES = [
    "expression", "antiderivative", "equation", "system", "inequality", "vector", "matrix", "set", "expressions", "steepest", "line",
    "linear", "points", "extrema", "limit", "potential", "limits", "class", "parameters", "valued_gradient",
]  # fmt: skip


@over(
    "repeated",
    [
        "(1,0) min, ", "max 4 at (2,2); ", "a", "(", ")", "[", "<", "<1,2>,", "<<1,2>>", "f_x = ", "=", "x = 1, ", "x=1 ", "x = y\n",
        ";", "\n", " ", "so ", "=> ", "at ", "the ", "is ", "the x is ", "local ", "local-", "rel. ", "neither a max nor ", "and ",
        "not ", "no ", "∇f = ", "$x$ ", r"\text{a}", r"\mathrm{a}", r"\left(", r"\,", r"\quad ", "int_0^1 ", "x to ", "x from 0 to ",
        "1,000", "1,", "±", "(±1,", "|", r"\frac{", "x^", "1/", r"\begin{pmatrix}", "1&", r"\\", "{", "}", "f(1,1)=", "≈", "no max, ",
        "with value ", "direction ", "convex ", "because ", r"\placeholder{", "0<=x<=", "x in [0,1], ", "m/s ", "5 m", "1. ", ": ",
        "P_1=(", "d/dx", r"\hat{", "i+", "t(1,2)+", "(x-1)/2=", "test ", "does not ", "　", "ｘ", "x²", "[1 2;", "(at ", "(max)", "((1)(",
        "n in Z ", "-", "x x=",
    ],
)  # fmt: skip
def test_nothing_hangs(repeated: str) -> None:
    before = ("", "max (", "x = <")[len(repeated) % 3]
    text = (before + repeated * MAX_LENGTH)[: MAX_LENGTH - 1] + "!"
    for shape in SHAPES[len(repeated) % 4 :: 4]:
        try:
            typed(text, shape, Scope(frozenset("xy"), answer=True), 2, ("x", "y"))
        except Unreadable as error:
            assert error.place.text is not None


@over("shape", SHAPES)
def test_too_long(shape: str) -> None:
    with pytest.raises(Unreadable, match="too long"):
        typed("x" * 10_000_000, shape, Scope())
