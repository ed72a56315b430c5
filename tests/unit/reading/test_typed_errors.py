"""What cannot be read as the shape that is asked for: the error names both shapes, points at the fault and gives advice."""

import random

import pytest
from every import over

from tutor.errors import Unreadable
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

SCOPE = Scope(frozenset("xyz"), answer=True)
SHAPES = [
    "expression", "antiderivative", "equation", "system", "inequality", "vector", "matrix", "set", "expressions", "steepest", "line",
    "linear", "points", "extrema", "limit", "potential", "limits", "class", "parameters", "valued_gradient",
]  # fmt: skip


@over(
    ("shape", "text", "says", "advises", "at"),
    [
        # The wrong shape
        ("expression", "(1, 2)", "expression is needed here, and this is a vector", "", 0),
        ("expression", "f = {1, 2}", "this is a set", "", 4),
        ("expression", "x=1 or x=2", "several statements", "", 0),
        ("expression", "x > 3", "an inequality", "", 0),
        ("expression", "32, 349", "a list", "", 0),
        ("expression", "±2", "± makes two", "sign", 0),
        ("vector", "5", "A vector is needed here, and this is a number", "(1, 2)", 0),
        ("vector", "2x + 1", "this is an expression", "(1, 2)", 0),
        ("vector", "[0, 1)", "an interval", "", 0),
        ("vector", "((1,2),(3,4))", "each place of a vector", "", 1),
        ("vector", "(1,2) + 3", "vector and a number", "", 0),
        ("matrix", "5", "A matrix is needed", "[[1, 2], [3, 4]]", 0),
        ("matrix", "[[1,2],[3]]", "unequal lengths", "", 0),
        ("matrix", "[1 2; 3]", "unequal lengths", "", 0),
        ("equation", "2x+3y-z-5", "is '= 0' missing?", "equals sign", 0),
        ("equation", "x > 2", "An equation is needed here, and this is an inequality", "", 0),
        ("equation", "x=1, y=2", "these are several", "", 0),
        ("inequality", "[-2, 7]", "this is a set", "x in", 0),
        ("inequality", "x+1", "this is an expression", "", 0),
        ("inequality", "x>1, x=5", "two things", "'and' or 'or'", 0),
        ("inequality", "x=>1", "'=>'", ">=", 1),
        ("inequality", "x=<3", "'=<'", "<=", 1),
        ("expression", "x <> y", "'<>'", "!=", 2),
        ("inequality", "x#1", "'#'", "!=", 1),
        ("system", "x+y", "system of equations", "", 0),
        ("set", "-[0,1)", "part of a calculation", "", 1),
        ("expressions", "(1,2),(3,4)", "a vector", "", 0),
        ("parameters", "3", "which parameter", "m = 3/2", 0),
        ("linear", "1+2x, 1,02", "at most one estimate", "point", 0),
        ("steepest", "(1,2), (3,4)", "One direction and one rate", "rate sqrt(73)", 0),
        ("valued_gradient", "6", "A value and a gradient", "6, (3, 2)", 0),
        ("line", "(1,2,3)", "parameter such as t", "t(4, 5, 6)", 0),
        ("line", "(1,2,3) + t^2(1,2,3)", "not linear in t", "", 0),
        ("line", "2x + 3y = z", "one coordinate", "", 0),
        ("points", "5", "A point is needed here, and this is a number", "(1, 2)", 0),
        ("points", "(1,2,3,4)", "2 coordinates", "", 0),
        ("points", "(1,0) min, 3(1,1)", "A number stands beside", "", 11),
        ("points", "saddle", "belongs to no point", "beside it", 0),
        ("extrema", "4, -4", "Two values, 4 and -4", "which is the maximum", 3),
        ("extrema", "max", "only a word", "max 4 at", 0),
        ("extrema", "max 4; no max", "and says that there is none", "", 0),
        ("limits", "0 <= y <= x <= 1", "more than one range", "inner one first", 0),
        ("limits", "x <= 1", "Only one limit", "", 0),
        ("limits", r"\iint f dx dy", "no limits of its own", "one integral sign", 0),
        ("limits", "int_0^1 int_0^1 f dx dx", "same variable", "", 0),
        ("class", "I think it is convex", "in doubt", "", 2),
        ("class", "maybe strictly concave", "in doubt", "", 0),
        ("class", "concave only if y > 1", "without a condition", "", 8),
        ("class", "strictly convex for y < 2", "without a condition", "", 22),
        ("class", "concave and periodic", "Unknown word", "", 12),
        ("class", "quasiconcave", "not asked", "", 0),
        ("class", "nonconcave", "what the function is not", "", 0),
        ("class", "convex or concave", "Several classes", "", 0),
        ("class", "strictly convex, not strictly", "cannot both hold", "", 0),
        ("class", "not convex", "what the function is not", "neither", 0),
        # Words, and slips in them
        ("expression", "idk", "no answer", "hint", 0),
        ("vector", "see above", "no answer", "hint", 0),
        ("points", "???", "no answer", "", 0),
        ("points", "(1,0) minumum", "Unknown word 'minumum'", "Did you mean minimum?", 6),
        ("points", "(1,0) sadle", "Unknown word", "Did you mean saddle?", 6),
        ("extrema", "maxmum 4", "Unknown word", "Did you mean maximum?", 0),
        ("class", "convx", "convx", "Did you mean convex?", 0),
        ("limit", "exists", "Unknown name", "", 0),
        ("expression", "sim(x)", "Unknown function", "sin", 0),
        ("expression", "f_x = X + 1", "'X' is not a letter", "upper and lower case", 6),
        # Numbers and units
        ("expression", "0,5", "A comma cannot stand in a number", "Write 0.5", 0),
        ("expression", "0,5x + 1", "a list", "decimal point", 0),
        ("vector", "(0,5; 1,5)", "not by both", "0.5", 0),
        ("expression", "52%", "'%'", "52/100", 2),
        ("expression", "50/3 %", "'%'", "p/100", 5),
        ("expression", "sin(30 deg)", "radians", "pi/6", 7),
        ("expression", "2 2/3", "Two numbers", "", 2),
        ("expression", "x_1 + x[1]", "two things", "x_1", 6),
        # The question again
        ("expression", "d/dx(x^2)", "repeats the question", "", 0),
        ("expression", r"\frac{d}{dx}(x^2)", "repeats the question", "", 0),
        ("vector", "grad(x^2 y)", "repeats the question", "", 0),
        ("antiderivative", r"\int x\,dx", "repeats the question", "", 0),
        # The faults of the text itself, with their places in it
        ("expression", "", "empty", "", 0),
        ("expression", " ; ", "only punctuation", "", 0),
        ("expression", "f_x =", "missing after '='", "", 4),
        ("expression", r"Answer: \(x+\)", "missing after '+'", "", 11),
        ("expression", "f_x = 2x\nf_y = (3", "never closed", "", 15),
        ("expression", "x$ y", "do not match", "", 1),
        ("expression", r"\placeholder{} + 1", "empty box", "", 0),
        ("expression", "x^2\n-2x", "may be the answer, or go on", "one line", 4),
        ("expression", "1/0", "divides by zero", "", 0),
        ("points", "(1,0) min, (2,0 max", "never closed", "", 11),
        ("extrema", "max 4 at (2,", "never closed", "", 9),
    ],
)
def test_unreadable(shape: str, text: str, says: str, advises: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        typed(text, shape, SCOPE, 2, ("x", "y"))
    error = caught.value
    assert says in error.message
    assert advises in (error.hint or "")
    assert error.place.start == at
    assert error.place.text == text


def test_braces_are_read_where_a_vector_is_due_and_advised_against() -> None:
    found = typed("{1, 3}", "vector", SCOPE, strict_brackets=True)
    assert any("Braces are for sets" in n.message for n in found.notices)


@over("shape", SHAPES)
def test_any_text_is_read_or_refused(shape: str) -> None:
    """Fragments in any order: a reading, or an error with its place in the text."""
    fragments = [
        "(1,0)", "(", "1", ")", ",", ";", "\n", " min", "saddle ", " at ", "max ", "x", "=", " = ", "<", ">", "<1,2>", "[", "]", "{",
        "}", "±", "|", "int_0^1 ", " dx", "f(1,2)", "∇f", r"\frac{1}{2}", r"\text{ and }", " and ", " or ", "none", "no ", "so ", "=>",
        "-", "+", "/", "^2", "π", "²", "$", r"\(", "i", "t", " is ", "the ", "direction ", "rate ", ":", ".", "0.5", "convex", r"\left(",
        r"\right)", "≈", "'", "dz/ds", "x from 0 to 1", "0<=x<=1", "oo", "d", "ln|x|", "@", "%", r"\\", "&", "_", "!", "°", "λ", "m=1",
        "value 3", "∓", "∅", "\t", "\u200b", "\x00", "\ud800",
    ]  # fmt: skip
    choose = random.Random(shape)
    for _ in range(400):
        text = "".join(choose.choices(fragments, k=choose.randint(1, 12)))
        dimension = choose.choice([None, 1, 2, 3])
        try:
            found = typed(text, shape, SCOPE, dimension, "xyz"[: dimension or 0])
        except Unreadable as error:
            assert error.place.start is None or 0 <= error.place.start <= len(text)
            str(error).encode()
        else:
            assert all(0 <= n.start < n.end <= len(text) + 1 for n in found.notices)
