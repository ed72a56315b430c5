"""The lines in between: the filled law, the bracket, the common denominator; each on the page, none that only changes the order."""

from dataclasses import replace

import pytest
from every import over
from sympy import Abs, S, Symbol, cos, cosh, exp, sin, sinh, sqrt

from tutor.deriving.arrange import Arranger
from tutor.deriving.engine import derive
from tutor.deriving.middle import between, filled, reordered, same_terms
from tutor.deriving.tidy import forms, told
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.rule import topic
from tutor.telling.narrate import narrate
from tutor.trees import tree

x, y, z = (Symbol(n, real=True) for n in "xyz")


def page(kind, **fields):
    return " ".join(fragment(narrate(derive(read_problem(Record("test", kind, fields)), topic(kind)))).split())


def test_an_order_says_nothing_new_and_a_sum_put_together_does():
    assert reordered(tree.product(x, tree.total(y, x)), tree.product(tree.total(x, y), x))
    assert not reordered(tree.total(x, x), tree.product(2, x))
    assert same_terms(tree.total(x, y), tree.total(y, x))
    assert not same_terms(tree.total(x, y, tree.negative(y)), x)


def test_nobody_writes_minus_nothing():
    def put(expr):
        return text(tree.placed(expr, {x: S.Zero, y: S(2)}))

    assert put(tree.negative(x)) == "0"
    assert put(tree.total(tree.negative(x), y)) == "0 + 2"
    assert put(tree.total(y, tree.negative(x))) == "2 − 0"


def test_every_number_that_is_put_in_stands_in_its_place():
    def put(expr):
        return text(tree.placed(expr, {x: S.NegativeOne, y: S.One, z: S(2)}))

    assert put(tree.product(x, y, z)) == "−1 · 1 · 2"
    assert put(tree.total(tree.product(3, x, y), tree.negative(tree.product(x, z)))) == "3 · (−1) · 1 − (−1) · 2"
    assert put(tree.quotient(tree.product(y, z), z)) == "(1 · 2)/2"


def test_a_bracket_with_fractions_is_cleared_and_none_stands_below():
    before = tree.quotient(tree.product(5, tree.total(3 * sqrt(2), -S(3) / 4)), S(2))
    after = tree.total(15 * sqrt(2) / 2, -S(15) / 8)
    assert [text(line) for line in between(before, after, Arranger())] == ["5(12√2 − 3)/8"]


def test_leaves_fall_apart_and_a_radius_below_0_bounds_nothing():
    leaves = page("set_up", integrand="1", region=["r <= sin(2 theta)"], coordinates="polar")
    assert "falls into two parts; for θ between them there is no point" in leaves
    beside = page("set_up", integrand="1", region=["r >= 2 sin(theta)", "r <= 3"], coordinates="polar")
    assert (
        "Here 2 sin(θ) is nowhere positive, so r ≥ 2 sin(θ) holds by itself." in beside
        and "do not have the same formulas throughout" in beside
    )


def test_what_is_not_verified_is_marked_on_the_page():
    found = derive(read_problem(Record("test", "integral", {"integrand": "x^2", "lower": "0", "upper": "3"})), topic("integral"))

    def unsure(step):
        return replace(step, children=(*step.children[:-1], unsure(step.children[-1])) if step.children else (), evidence="none")

    for step in (unsure(found.steps[0]), replace(found.steps[0], children=tuple(map(unsure, found.steps[0].children)))):
        printed = fragment(narrate(replace(found, steps=(step, *found.steps[1:]))))
        assert "they are marked" in printed and "[not verified]" in printed


def test_a_product_below_a_root_stays_one_where_its_bracket_is_1():
    before = sqrt(16 * sin(x) ** 4 * cos(x) ** 2 + 16 * sin(x) ** 2 * cos(x) ** 4)
    assert tree.evaluated(next(forms(before, Arranger())).expr) == 4 * Abs(sin(x)) * Abs(cos(x))


def test_ones_are_left_out_of_a_filled_law():
    assert filled(tree.product(1, x), []) == x


@pytest.mark.parametrize(
    ("kind", "fields", "lines"),
    [
        (
            "arc_length",
            {"curve": {"x": "3t", "y": "3t^2", "z": "2t^3"}, "parameter": ["t", "0", "1"]},
            ("√(36t⁴ + 36t² + 9)", "√((6t² + 3)²)"),
        ),
        ("space_curve", {"position": ["5 cos t", "5 sin t", "12t"], "find": "speed"}, ("= √169 = 13",)),
        (
            "iterated_integral",
            {"integrand": "y + 1", "limits": [["y", "0", "3x"], ["x", "1", "2"]]},
            ("(3x)²", "= 18 − 3 = 15"),
        ),
    ],
)
def test_what_is_put_in_stands_before_what_it_comes_to(kind, fields, lines):
    told = page(kind, **fields)
    assert all(line in told for line in lines), told


BETWEEN = [
    (tree.total(3 * x * (x + 1) ** 2, 2 * x**2 * (x + 1)), x * (x + 1) * (5 * x + 3)),
    (tree.total(sqrt(9 - x**2), tree.negative(tree.quotient(x**2, sqrt(9 - x**2)))), (9 - 2 * x**2) / sqrt(9 - x**2)),
    (tree.total(y**2 * cosh(x) ** 2, tree.negative(y**2 * sinh(x) ** 2)), y**2),
    (tree.power(tree.total(y**2 * (1 - cos(x)) ** 2, y**2 * sin(x) ** 2), S.Half), sqrt(2 * y**2 * (1 - cos(x)))),
]


@over(("before", "after"), BETWEEN)
def test_what_stands_between_equals_both(before, after):
    (line,) = between(before, after, Arranger((x, y)))
    assert (tree.plain(line) - tree.plain(before)).simplify() == 0
    assert not reordered(line, after)


@over(
    ("kind", "fields", "shown"),
    [
        ("derivative", {"function": "x/(x^2 + 5)"}, "x² + 5 − x · 2x"),
        ("derivative", {"function": "(3x - 1)/(x^2 + 2)"}, "3x² + 6"),
        ("derivative", {"function": "(x + 2)^3/(x - 4)^2"}, "(x + 2)²(x − 4)(3(x − 4) − 2(x + 2))"),
        ("derivative", {"function": "x arcsin(x) + sqrt(1 - x^2)"}, "arcsin(x) +"),
        ("jacobian_determinant", {"transform": {"u": "x^2/y", "v": "x y"}}, "· x"),
        ("critical_points", {"function": "x^2 + 2y^2 + 3z^2 + x y + y z"}, "(4 · 6 − 1)"),
    ],
)
def test_the_line_in_between_is_shown(kind, fields, shown):
    assert shown in page(kind, **fields)


def test_a_quotient_is_not_shown_twice_in_another_order_and_no_zero_is_taken_off():
    lines = page("implicit_derivative", equation="z^2 + 2x z + y^2 = 4", dependent="z", with_respect_to=["x"])
    said = lines.partition("Derivative 2")[0].partition("Where F_z")[2].partition("Answer")[0]
    assert said.count("2z + 2x") == 1 and "2x + 2z" not in said  # as F_z was found, in the line above
    assert "− 0" not in page("partial_derivative", function="-cos x - cos(x + y)", with_respect_to="y")


def test_numbers_beside_a_decimal_coefficient_are_not_multiplied_into_it():
    said = page("chain_rule", outer="Q = 2.4 p/s", inner={"p": "50 + 0.5t", "s": "20 - 0.1t"}, with_respect_to="t", point={"t": "0"})
    assert "0.24 · 50" in said and "20²" in said


def test_squares_of_sine_and_cosine_stand_side_by_side_before_they_are_joined():
    squares = tree.total(x**2 * (sin(y) + cos(y)) ** 2, x**2 * (sin(y) - cos(y)) ** 2)
    lines = between(tree.power(squares, S.Half), sqrt(2) * x, Arranger((x, y)))
    assert [text(line) for line in lines] == ["√(2x² cos²(y) + 2x² sin²(y))", "√(2x²)"]


@over(
    ("how", "before", "after", "said"),
    [
        ("common_factor", exp(x) * sin(x) + exp(x) * cos(x), exp(x) * (sin(x) + cos(x)), "common_factor"),
        ("common_factor", exp(x) * (sin(x) + y) - exp(x) * (y - sin(x)), 2 * exp(x) * sin(x), "simplify"),
        ("multiply_out", -y / (x * (1 + y**2 / x**2)), -x * y / (x**2 + y**2), "simplify"),
        ("simplify", y / (x * (1 + y / x**2)), x * y / (x**2 + y), "simplify"),
        ("simplify", 1 / (x**2 * (1 + y**2 / x**2)), 1 / (x**2 + y**2), "denominator"),
        ("simplify", sqrt(x**4 + 4 * x**2 + 4), x**2 + 2, "square"),
        ("simplify", sqrt(x**2 + 4 * x + 4), Abs(x + 2), "simplify"),
    ],
)
def test_a_form_is_said_to_be_reached_as_both_sides_show(how, before, after, said):
    assert told(how, before, after) == said
