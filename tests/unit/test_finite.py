"""Numbers that nobody can write, powers that nobody can multiply out and functions without values: refused, and never a bug."""

import pytest
from every import over
from sympy import Derivative, Symbol, factorial, floor, sin

import tutor
from tutor.errors import Invalid, Unsupported
from tutor.maths.compiled import compiled

X = Symbol("x0")


@over(
    ("kind", "fields", "said"),
    [
        ("gradient", {"function": "x^900", "point": ["10^8"]}, "more than 4000 digits"),
        ("gradient", {"function": "(x y)^500", "point": ["10^9", "1/7"]}, "more than 4000 digits"),
        ("hessian", {"function": "10^(3000) x^2 * 10^(3000)"}, "more than 4000 digits"),
        ("taylor_polynomial", {"function": "x^700", "point": ["10^7"], "order": 2}, "more than 4000 digits"),
        ("critical_points", {"function": "x^(9000) + y^2"}, "degree 8999"),
        ("critical_points", {"function": "(x - 2y)^7000"}, "degree"),
        ("critical_points", {"function": " + ".join(f"x^{k}" for k in range(3, 90))}, "degree"),
        ("convexity", {"function": "(x + 1)!"}, "floating-point values"),
        ("convexity", {"function": "floor(y) x"}, "floating-point values"),
        ("convexity", {"function": "y^2 + ceil(2x)"}, "floating-point values"),
        ("gradient", {"function": "oo"}, "nfinity is no number"),
        ("derivative", {"function": "x - oo"}, "nfinity is no number"),
        ("divergence", {"field": ["x", "-oo", "z"]}, "nfinity is no number"),
        ("jacobian", {"functions": ["x y", "1 + oo"]}, "nfinity is no number"),
    ],
)
def test_what_no_page_can_hold(kind, fields, said):
    try:
        found = tutor.solve(kind, time_limit=30.0, **fields)
    except Invalid as error:
        assert said in error.message
        return
    assert found.status == "unsupported" and said in found.derivation.message


@pytest.mark.parametrize("text", ["10^(-9000)", "10^(3000) * 10^(3000)", "1/(7^(3000) 7^(3000))", "2^(9999) * 3^(9999)"])
def test_numbers_that_are_never_written(text):
    found = tutor.solve("gradient", function=f"({text}) x")
    assert found.status == "unsupported" and "more than 4000 digits" in found.derivation.message
    with pytest.raises(Unsupported, match="more than 4000 digits"):
        tutor.solve("gradient", function="a x", variables=["x"], parameters={"a": [text]})
    assert tutor.check("gradient", f"({text}) x", function="x^2").verdict.verdict == "incorrect"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("gradient", {"function": "10^(300) x"}),
        ("limit", {"function": "1/x", "point": ["oo"]}),
        ("critical_points", {"function": "(x - 1)^2 + y^4"}),
    ],
)
def test_what_it_can(kind, fields):
    assert tutor.solve(kind, **fields).status == "solved"


@over("module", ["math", "numpy"])
@over("expr", [Derivative(floor(X), X), factorial(X).diff(X), [sin(X), Derivative(floor(X), X)]])
def test_functions_without_values_are_refused_before_they_are_called(module, expr):
    with pytest.raises(Unsupported):
        compiled([X], expr, module)


def test_functions_with_values():
    assert compiled([X], X**2 + abs(X), "math")(3.0) == 12.0


# Each of these kept SymPy busy for longer than a minute, far beyond a limit of time that nobody inside it looks at.
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("implicit_derivative", {"equation": "y^2 + 1 = (x/y + x^4)^3 (y^5 + sinh x)(x x + y/y)"}),
        ("implicit_derivative", {"equation": "(y 7) sinh y = (y/((x x) 4^2))/(cos(y)/sinh(4) + y x x 4)"}),
        ("convexity", {"function": "cosh(y^2 + 2y + x + 7)"}),
        ("convexity", {"function": "sinh(x y + y) cosh(y^2 + x)"}),
        ("steepest_ascent", {"function": "sqrt((x - y)^2 + 3) + ln(y^2 + 4)/(x^4 + 5)", "point": ["1/2", "sqrt(2)"]}),
        ("lagrange", {"objective": "-2 x^2 y - 3 x^3 + y", "constraints": ["x^3 y^2 = 1"], "goal": "max"}),  # it broke an assertion
    ],
)
@pytest.mark.slow
def test_long_formulas_are_not_thought_about_without_end(kind, fields):
    more = {"dependent": "y", "with_respect_to": "x"} if kind == "implicit_derivative" else {}
    assert tutor.solve(kind, **fields, **more).status == "solved"


@over(
    ("kind", "fields"),
    [
        ("derivative", {"function": "x + ln(x - x)"}),
        ("derivative", {"function": "x + sqrt(x - x)"}),
        ("gradient", {"function": "x + |y - y|"}),
        ("total_differential", {"function": "x y + (y - y)^(1/3)"}),
        ("chain_rule", {"outer": "x y", "inner": {"x": "(t - 1) ln(t - t)", "y": "t"}, "with_respect_to": "t"}),
    ],
)
def test_what_has_no_value_is_refused(kind, fields):
    """It was called solved, and its page could not be printed."""
    found = tutor.solve(kind, **fields)
    assert found.status == "unsupported" and (
        "no value anywhere" in found.derivation.message or "does not exist" in found.derivation.message
    )
