"""What cannot be read: the error names the part, points at it and says what was probably meant."""

import pytest
from every import over

from tutor.errors import Unreadable
from tutor.reading import Scope, parse

ANSWER = Scope(variables=frozenset("xyz"), answer=True)


@over(
    ("typed", "says", "at"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        ("sim(x)", "Did you mean sin?", 0),
        ("x + eval(n)", "Unknown function 'eval'", 4),
        ("expand((x+y)^2)", "Unknown function 'expand'", 0),
        ("diff(x, x)", "Unknown function 'diff'", 0),
        ("idk", "Unknown name 'idk'", 0),
        ("x\nimport os", "Unknown name 'import'", 2),
        ("None", "Unknown name 'None'", 0),
        ("nan", "not a number", 0),
        ("In(x)", "Did you mean ln", 0),
        ("X + y", "Check upper and lower case", 0),
        ("sin", "sin needs an argument", 0),
        ("cos*n", "cos needs an argument", 0),
        ("sin(x,y)", "sin takes one argument", 0),
        ("sin()", "sin needs an argument", 0),
        ("12 3", "Two numbers", 3),
        ("1.2.3", "Two numbers", 3),
        ("2 2/3", "Two numbers", 2),
        ("x+", "after '+'", 1),
        ("*x", "before '*'", 0),
        ("=3", "before '='", 0),
        ("x<", "after '<'", 1),
        ("x^", "exponent is missing", 1),
        ("x^^2", "exponent is missing", 1),
        ("(x", "never closed", 0),
        ("x)", "never opened", 1),
        ("(x]", "do not match", 2),
        ("x()", "nothing between", 1),
        ("[]", "nothing between", 0),
        ("x | y", "no partner", 2),
        ("[[1,2],[3]]", "unequal lengths", 0),
        ("(x,y)+3", "vector and a number", 0),
        ("<1,2>+<1,2,3>", "same number of components", 0),
        ("sin((1,2))", "A number is needed", 4),
        ("x=>1", "Write >=", 1),
        ("x=<1", "Write <=", 1),
        ("x <> y", "Write !=", 2),
        ("3!!", "'!!'", 2),
        ("52%", "52/100", 2),
        ("x; y", "';'", 1),
        ("`id`", "Quotation", 0),
        ('"a"', "Quotation", 0),
        ("{{7*7}}", "{{", 0),
        ("sin.__call__", "point must be part of a number", 3),
        ("__class__", "subscript", 0),
        ("x_{__class__}", "subscript", 0),
        (r"\input{x}", r"Unknown command \input", 0),
        (r"\frac{1}", "two arguments", 0),
        (r"\frac3.5", "braces", 5),
        (r"\sqrt{}", "nothing between the braces", 5),
        (r"\int x^2", "no dx", 0),
        (r"\int_0 x dx", "one bound", 0),
        (r"\nabla f", "cannot be read", 0),
        (r"\begin{cases}x\end{cases}", "environment", 0),
        (r"x$ y $", "$ signs", 1),
        ("х^2", "CYRILLIC", 0),
        ("ſin(x)", "U+017F", 0),
        ("\ue000", "U+E000", 0),
        ("x\x00", "U+0000", 1),
        ("\u202ex", "U+202E", 0),
        ("\ud800", "U+D800", 0),
        ("x\u0301", "U+0301", 1),
        ("1/0", "divides by zero", 0),
        ("1/(2-2)", "divides by zero", 0),
        ("log(0)", "not defined", 0),
        ("0^0", "not defined", 0),
    ],
)
def test_unreadable(typed: str, says: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(typed, ANSWER)
    error = caught.value
    assert says in str(error)
    assert error.place.start == at
    assert error.place.text is not None
    str(error).encode()
    (error.place.excerpt() or "").encode()


def test_case_is_no_fault_in_a_problem() -> None:
    assert parse("R^2 - r^2", Scope(variables=frozenset("r"))).tree
