"""Critical points: all of them, proved to be all, each with its class and a reason; what is silent is argued, what fails is said."""

from __future__ import annotations

import pytest
from every import over
from sympy import Lt, Rational, S, Symbol, exp, pi, sqrt, symbols

from tutor.maths.solving.families import united
from tutor.maths.solving.tree import Root
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y, z = symbols("x y z", real=True)


def classes(found):
    return {tuple(plain(a) for a in p["at"].values()): p["class"] for p in found.answer.fields["points"]}


def page(found):
    return " ".join(fragment(narrate(found)).split())


@over(
    ("function", "expected"),
    [
        ("x^3 - 3xy + y^3", {(0, 0): "saddle", (1, 1): "local_min"}),
        ("(x - 3)^2 + (y + 2)^2 + xy", {(Rational(16, 3), Rational(-14, 3)): "local_min"}),
        ("x^4 + y^4 - 4xy + 1", {(0, 0): "saddle", (1, 1): "local_min", (-1, -1): "local_min"}),
        (
            "(2x - x^2)(2y - y^2)",
            {(1, 1): "local_max", (0, 0): "saddle", (2, 0): "saddle", (0, 2): "saddle", (2, 2): "saddle"},
        ),
        (
            "x y e^(-x^2 - y^2)",
            {(0, 0): "saddle"}
            | {(a * sqrt(2) / 2, b * sqrt(2) / 2): "local_max" if a == b else "local_min" for a in (1, -1) for b in (1, -1)},
        ),
        ("e^x + x y^2", {}),
        ("x^2 + y^2 + z^2 - xy + 2z", {(0, 0, -1): "local_min"}),
        ("-x^2 - 2y^2 - z^2 + y z", {(0, 0, 0): "local_max"}),
        ("x y z", None),  # curves of critical points: the axes
    ],
)
def test_all_points_with_their_classes(solve, function, expected):
    found = solve("critical_points", function=function)
    assert found.verified, found.message
    assert found.answer.fields["complete"] == "proved"
    if expected is not None:
        assert classes(found) == expected


@over(
    ("function", "word"),
    [
        ("x^4 + y^4", "local_min"),
        ("-x^4 - y^6", "local_max"),
        ("x^3 - 3x y^2", "saddle"),
        ("(y - x^2)(y - 2x^2)", "saddle"),
        ("x^2 + y^3", "saddle"),
        ("x^2 + y^4", "local_min"),
        ("x^2 - 2x y + y^2 + x^4 + y^4", "local_min"),
        ("sqrt(x^2 + y^2)", "local_min"),
        ("1 - sqrt(x^2 + 4y^2)", "local_max"),
    ],
)
def test_where_the_test_is_silent_there_is_an_argument(solve, function, word):
    found = solve("critical_points", function=function)
    assert classes(found) == {(0, 0): word}
    assert found.verified


@pytest.mark.slow
def test_curves_of_critical_points(solve):
    found = solve("critical_points", function="x^2 y^2")
    assert [f["class"] for f in found.answer.fields["families"]] == ["local_min", "local_min"]
    assert found.answer.fields["complete"] == "proved"
    found = solve("critical_points", function="(x^2 + y^2) e^(-x^2 - y^2)")
    (circle,) = found.answer.fields["families"]
    assert circle["class"] == "local_max" and circle["conditions"][0].lhs == x**2 + y**2
    assert classes(found) == {(0, 0): "local_min"}


def test_points_that_repeat(solve):
    found = solve("critical_points", function="y sin x")
    (family,) = found.answer.fields["families"]
    (k,) = family["parameters"]
    assert [plain(a) for a in family["at"].values()] == [pi * k, 0]
    assert family["class"] == "saddle"


def test_a_family_is_split_where_its_members_differ(solve):
    found = solve("critical_points", function="cos x + y^2")
    words = {f["class"] for f in found.answer.fields["families"]}
    assert words == {"local_min", "saddle"}


def test_families_of_one_class_are_told_as_one(solve):
    k = Symbol("k", integer=True)
    halves = [Root(((x, a + 4 * pi * k), (y, S.Zero)), (k,)) for a in (S.Zero, 2 * pi)]
    whole = united(*halves)
    assert whole is not None and whole.at == {x: 2 * pi * k, y: 0}
    assert united(halves[0], Root(((x, pi + 4 * pi * k), (y, S.Zero)), (k,))) is None
    found = solve("critical_points", function="cos x cos y")
    box = page(found).rsplit("Answer", 1)[1]
    assert len(found.answer.fields["families"]) == 5 and [box.count(word) for word in ("maxima", "minima", "Saddle")] == [1, 1, 1]


def test_only_points_inside_the_domain(solve):
    found = solve("critical_points", function="x^3 - 3x + y^2", domain=["x >= 0"])
    assert classes(found) == {(1, 0): "local_min"}
    found = solve("critical_points", function="x^2 + y^2", domain=["x >= 0"])
    assert classes(found) == {}  # on the edge it does not count


def test_the_edge_of_the_domain_is_no_point_without_gradient(solve):
    found = solve("critical_points", function="sqrt(16 - (x - 3)^2 - y^2)")
    assert classes(found) == {(3, 0): "local_max"}


def test_the_tip_of_a_cone(solve):
    found = solve("critical_points", function="sqrt((x - 1)^2 + (y + 2)^2)")
    assert classes(found) == {(1, -2): "local_min"}
    assert "the gradient does not exist" in page(found)


def test_a_domain_with_an_equation_is_refused(solve):
    found = solve("critical_points", function="x y", domain=["x + y = 1"])
    assert found.status == "unsupported" and "lagrange" in found.message


@over(
    ("function", "points", "families"),
    [
        ("|x + 3| + 4|y|", {(-3, 0): "local_min"}, {"neither": {"y ≠ 0", "x ≠ -3"}}),
        ("|x| + y^2 - 4y", {(0, 2): "local_min"}, {"neither": {"y ≠ 2"}}),
        ("y^2 - 3|x|", {(0, 0): "saddle"}, {"neither": {"y ≠ 0"}}),
        ("|x| - |y|", {(0, 0): "saddle"}, {"neither": {"y ≠ 0", "x ≠ 0"}}),
        ("2 - x^{2/3} - y^{2/3}", {(0, 0): "local_max"}, {"neither": {"y ≠ 0", "x ≠ 0"}}),
        ("|x| y", {(0, 0): "saddle"}, {"local_max": {"y < 0"}, "local_min": {"y > 0"}}),
        ("x^2 + |x|^3 + y^2", {(0, 0): "local_min"}, {}),  # the gradient exists on the fold
    ],
)
def test_folds(solve, function, points, families):
    """On a fold only a few points can be extrema, or the slopes on its two sides tell."""
    found = solve("critical_points", function=function)
    assert found.verified and classes(found) == points
    told = {}
    for f in found.answer.fields.get("families", ()):
        told.setdefault(f["class"], set()).update(
            str(c.lhs) + " " + {"!=": "≠"}.get(c.rel_op, c.rel_op) + " " + str(c.rhs) for c in f["conditions"]
        )
    assert told == families


@pytest.mark.slow
def test_a_fold_along_a_circle(solve):
    found = solve("critical_points", function="|x^2 + y^2 - 4|")
    (circle,) = found.answer.fields["families"]
    assert circle["class"] == "local_min" and classes(found) == {(0, 0): "local_max"}
    crossed = solve("critical_points", function="|x^2 + y^2 - 4| + x")
    assert crossed.status == "unsupported" and "along a whole curve" in crossed.message


def test_unspecified_functions_are_refused(solve):
    assert solve("critical_points", function="f(x, y)").status == "unsupported"


def test_the_page_says_how_it_is_known_that_none_is_missing(solve):
    said = page(solve("critical_points", function="x^3 - 3xy + y^3"))
    assert "these are all" in said
    assert "x = 0 or x = 1" in said
    assert "D = f_xx f_yy − f_xy²" in said


def test_many_points_stand_in_a_table(solve):
    said = page(solve("critical_points", function="x^3 - 12x + y^3 - 3y"))
    assert "point D f_xx f class" in said


@pytest.mark.slow
def test_a_domain_with_ends_that_are_no_multiples_of_pi(solve):
    found = solve("critical_points", function="cos x cos y", domain=["-1 < x < 4", "-1 < y < 4"])
    half = pi / 2
    assert classes(found) == {
        (0, 0): "local_max",
        (pi, pi): "local_max",
        (0, pi): "local_min",
        (pi, 0): "local_min",
        (half, half): "saddle",
    }


def test_numbers_without_a_formula_are_rounded_on_the_page(solve):
    found = solve("critical_points", function="x^5 - 5x^2 + x + y^2")
    assert found.verified and found.answer.fields["complete"] == "proved"
    said = page(found)
    assert "(0.1001, 0), (1.225, 0)" in said and "RootOf" not in said


@pytest.mark.slow
def test_waves_beside_a_polynomial_are_0_within_its_reach_only(solve):
    found = solve("critical_points", function="x^2 + y^2 + cos(4x)")
    assert found.verified and found.answer.fields["complete"] == "proved"
    said = page(found)
    assert len(found.answer.fields["points"]) == 7 and "for x between −3 and 3" in said and "(1.989, 0)" in said


def test_what_a_reader_multiplies_by_gives_what_comes_next(solve):
    found = solve("critical_points", function="(y - x^2)(y - 2x^2)")
    (line,) = (s for step in found.steps for s in step.walk() if s.rule == "solve.combine")
    first, second, u, v = (line.facts[name] for name in ("first", "second", "u", "v"))
    made = (u * (first.left - first.right) - v * (second.left - second.right)).expand()
    assert made == -(x**3)
    assert "We add 3x times 2y − 3x² = 0 to 8x³ − 6xy = 0" in page(found)


@pytest.mark.slow
def test_in_three_variables_every_point_has_its_matrix_and_the_table_its_columns(solve):
    said = page(solve("critical_points", function="x^2 + y^2 + z^2 + x y z"))
    assert said.count("the Hessian matrix is") == 5 and "D₃" in said
    assert "point f class" in said


def test_the_map_draws_the_curves_of_critical_points_and_no_limits_of_them(solve):
    def curves(function):
        (picture,) = (s.shown.map for s in solve("critical_points", function=function).steps if s.rule == "critical_points.picture")
        return [str(relation) for relation, _ in picture.curves]

    assert curves("x^2 y^2") == ["Eq(x, 0)", "Eq(y, 0)"]
    assert curves("x^2 y (y - 1)") == []  # y < 0 on x = 0 is no line y = 0


def test_why_the_slopes_under_a_root_vanish_is_said(solve):
    text = " ".join(fragment(narrate(solve("critical_points", function="1 + sqrt(x^2 + 4y^2)"))).split())
    assert "cannot be differentiated where x² + 4y² = 0" in text
    assert "x² + 4y² is nowhere negative, so it has a minimum there" in text


def test_a_product_that_is_zero_is_split_before_anything_is_multiplied_out(solve):
    text = page(solve("critical_points", function="x y (3 - 2x - y)"))
    assert "In x(3 − 2x − 2y) = 0 one of the factors must be 0" in text
    assert "y(y − 3) = 0" in text
    assert "can be factored" not in text
    text = page(solve("critical_points", function="x^3 - 27x y^2 + 2"))
    assert "In −54xy = 0 one of the factors must be 0" in text
    assert "We multiply" not in text


def test_families_are_written_with_the_whole_number_before_pi(solve):
    text = page(solve("critical_points", function="cos(x) + cos(y)"))
    assert "(kπ, mπ)" in text
    assert "(2kπ, 2mπ)" in text
    assert "πk" not in text


def test_an_equation_that_holds_on_a_half_line_is_not_said_to_have_no_solution(solve):
    found = solve("critical_points", function="sqrt(x^2 + y^2) + y")  # critical wherever x = 0 and y < 0
    assert found.status == "unsupported"


def test_the_class_rests_on_the_signs_of_the_numbers_shown(solve):
    found = solve("critical_points", function="x^2 + 3x y + y^2")
    (value,) = [s for s in found.steps if s.rule == "critical_points.value_at"]
    (shown,) = [s.result for s in found.steps if s.rule == "critical_points.determinant_at"]
    assert [c.left for c in value.claims] == [Lt(shown, 0, evaluate=False)]


def test_cases_of_a_letter(solve):
    """Where the determinant of the Hessian matrix vanishes with the letter, and on both sides of it."""
    found = solve("critical_points", function="2x^2 + k x y + 2y^2", variables=["x", "y"])
    assert found.verified and found.answer.fields["complete"] == "proved"
    told = {str(c["condition"]): [p["class"] for p in (*c["points"], *c.get("families", ()))] for c in found.answer.fields["cases"]}
    assert told == {
        "k < -4": ["saddle"],
        "Eq(k, -4)": ["local_min"],
        "(k > -4, k < 4)": ["local_min"],
        "Eq(k, 4)": ["local_min"],
        "k > 4": ["saddle"],
    }
    assert "−4 < k < 4: Local minimum 0 at (0, 0)" in page(found)


def test_points_that_exist_for_some_values_of_a_letter_only(solve):
    found = solve("critical_points", function="x^4 - 8 p x^2 + y^2", variables=["x", "y"])
    below, at, above = found.answer.fields["cases"]
    assert [len(c["points"]) for c in (below, at, above)] == [1, 1, 3]
    p = symbols("p", real=True)
    for c in above["points"]:
        spot = plain(c["at"][x]).subs(p, 9)
        assert (c["class"], spot**2) in (("saddle", 0), ("local_min", 36))


def test_cases_of_the_signs_of_two_letters(solve):
    found = solve("critical_points", function="a x^2 + b y^2", variables=["x", "y"])
    assert found.verified and found.answer.fields["complete"] == "proved"
    told = {
        ", ".join(map(str, c["condition"])): [p["class"] for p in (*c["points"], *c.get("families", ()))]
        for c in found.answer.fields["cases"]
    }
    assert told == {
        "a > 0, b > 0": ["local_min"],
        "a > 0, Eq(b, 0)": ["local_min"],
        "a > 0, b < 0": ["saddle"],
        "Eq(a, 0), b > 0": ["local_min"],
        "Eq(a, 0), b < 0": ["local_max"],
        "a < 0, b > 0": ["saddle"],
        "a < 0, Eq(b, 0)": ["local_max"],
        "a < 0, b < 0": ["local_max"],
    }


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (
            "a x^2 + b y^2 + c x y",
            {
                "4ab − c² > 0, a > 0": ["local_min"],
                "4ab − c² > 0, a < 0": ["local_max"],
                "4ab − c² < 0": ["saddle"],
                "4ab − c² = 0, a > 0": ["local_min"],
                "4ab − c² = 0, a < 0": ["local_max"],
                "a = 0, c = 0, b > 0": ["local_min"],
                "a = 0, c = 0, b < 0": ["local_max"],
            },
        ),
        ("p x^2 - 2q x y - y^2", {"−p − q² > 0": ["local_max"], "−p − q² < 0": ["saddle"], "−p − q² = 0": ["local_max"]}),
    ],
)
def test_cases_of_a_determinant_that_is_no_product(solve, form, told):
    found = solve("critical_points", function=form, variables=["x", "y"])
    assert found.verified and found.answer.fields["complete"] == "proved"
    made = {}
    for c in found.answer.fields["cases"]:
        relations = c["condition"] if isinstance(c["condition"], tuple) else (c["condition"],)
        made[", ".join(map(text, relations))] = [p["class"] for p in (*c["points"], *c.get("families", ()))]
    assert made == told


@pytest.mark.slow
def test_cases_of_a_letter_in_three_variables(solve):
    found = solve("critical_points", function="x^2 + y^2 + z^2 + 4k y z", variables=["x", "y", "z"])
    assert [p["class"] for c in found.answer.fields["cases"] for p in (*c["points"], *c.get("families", ()))] == [
        "saddle",
        "local_min",
        "local_min",
        "local_min",
        "saddle",
    ]


def test_a_letter_that_changes_nothing_makes_no_cases(solve):
    found = solve("critical_points", function="x^2 + y^2 - 2q x", variables=["x", "y"])
    assert "cases" not in found.answer.fields and len(found.answer.fields["points"]) == 1
    positive = solve("critical_points", function="x^3 + y^3 - 3p x y", variables=["x", "y"], assume={"p": "positive"})
    assert "cases" not in positive.answer.fields


@pytest.mark.slow
def test_angles_are_added_where_that_leaves_one_function(solve):
    found = solve("critical_points", function="sin x cos y sin(x - y)", domain=["0 < x < pi", "-pi/2 < y < pi/2"])
    assert found.verified and found.answer.fields["complete"] == "proved"
    least = {(pi / 6, pi / 3): "local_min", (5 * pi / 6, -pi / 3): "local_min"}
    assert classes(found) == {(pi / 2, 0): "local_max", **least}
    assert "By the addition formulas" in page(found)


@pytest.mark.parametrize("function", ["sin(x y)", "cos(x + y)", "sin(x - 2y)", "sin(x^2 + y^2)"])
def test_curves_for_every_whole_number_are_greatest_and_least_in_turn(solve, function):
    """On each curve u = c of F(u) the value is 1 or -1, and the class is that of the value."""
    found = solve("critical_points", function=function)
    assert found.verified
    families = found.answer.fields["families"]
    assert {f["class"] for f in families} == {"local_max", "local_min"}
    for f in families:
        whole = {p: 3 for p in f["parameters"] if p.is_integer}
        at = {x: v.subs(whole) for x, v in f["at"].items()}
        value = plain(found.problem.given["function"]).subs(at, simultaneous=True)
        for c in f["conditions"]:
            value = value.subs(c.lhs, c.rhs.subs(whole))
        assert value.simplify() == (1 if f["class"] == "local_max" else -1)


@pytest.mark.slow
def test_long_second_derivatives_take_the_numbers_before_their_determinant(solve):
    found = solve("critical_points", function="(3x^2 + y^2) e^(-x^2 - y^2)")
    assert not any(s.rule == "critical_points.discriminant" for s in found.steps)
    assert 48 * exp(-2) in [plain(s.result) for s in found.steps if s.rule == "critical_points.determinant_of"]
    assert "from them comes D = f_xx f_yy − f_xy²" in " ".join(fragment(narrate(found)).split())


def test_at_full_detail_the_numbers_of_the_table_are_worked_out(solve):
    found = solve("critical_points", function="x^4 + 2y^2 - 4x y")
    page = fragment(narrate(found, "full"))
    assert "D(0, 0) = 48 · 0² − 16 = −16" in page
    assert "4.1." not in page
    assert "held constant, 4 is a number" not in page


def test_a_common_number_is_divided_out_of_a_power_too(solve):
    page = " ".join(fragment(narrate(solve("critical_points", function="x^3 - 12x + y^2"))).split())
    assert "all terms have in common, and bring terms to the other side: x² = 4 y = 0 A number and its opposite" in page


@pytest.mark.slow
def test_a_point_in_which_curves_of_points_meet_is_one(solve):
    found = solve("critical_points", function="x^2 y^2 (x + y - 2)")
    assert [at["at"] for at in found.answer.fields["points"]].count({s: 0 for s in symbols("x y", real=True)}) == 1


@pytest.mark.slow
def test_a_condition_that_a_curve_keeps_by_its_equation_is_not_said(solve):
    found = solve("critical_points", function="ln(x^2 + y^2) - 2x^2 - 2y^2")
    (circle,) = found.answer.fields["families"]
    assert [str(c.rel_op) for c in circle["conditions"]] == ["=="]


def test_a_curve_of_points_has_the_number_that_the_function_is_on_it(solve):
    found = solve("critical_points", function="(x^2 + 2y^2 - 2)^2")
    assert found.verified and [f["value"] for f in found.answer.fields["families"]] == [0]


def test_equations_that_contradict_each_other_are_subtracted_as_one_does(solve):
    assert "We subtract 2 times xy = 3 from 2xy + 2x = 1; this would give" in page(
        solve("critical_points", function="2x y - ln x - 6 ln y + 2x")
    )


@over(("f", "said"), [("x^2 y e^(-2x^2 - 2y^2)", True), ("x^4 - 2x^2 + y^2", False)])
def test_a_line_of_one_of_several_values_says_whose_it_is(solve, f, said):
    assert ("This is how it reads for x = √2/2; every other" in page(solve("critical_points", function=f))) == said
