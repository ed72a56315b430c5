"""The chain rule: one product a path, the direct branch, tables, the formula itself, and what is refused."""

from __future__ import annotations

import pytest
from every import over
from sympy import Abs, Add, E, Function, Rational, Symbol, atan, cos, cosh, exp, log, sin, sqrt, symbols, tan

import tutor
from tutor.deriving.evidence import Refuted, holds
from tutor.errors import Invalid
from tutor.maths.chain.dependencies import Dependencies
from tutor.model import Claim
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.telling.narrate import narrate
from tutor.trees import tree
from tutor.trees.heads import Slot
from tutor.trees.tree import evaluated, plain, terms

s, t, x, y = (Symbol(n, real=True) for n in "stxy")
SHARED = {"u": "x + y", "v": "x y", "w": "x - y", "x": "s t", "y": "s + t"}


def expression(found):
    assert found.status == "solved", found.message
    assert found.verified
    return plain(found.answer.fields["expression"])


def stage(found, name):
    return [step for step in found.steps if step.rule == f"chain_rule.{name}"]


def page(found):
    return fragment(narrate(found))


def test_one_parameter(solve):
    found = solve("chain_rule", outer="x^2 y", inner={"x": "cos t", "y": "sin t"}, with_respect_to="t")
    assert (expression(found) - (cos(t) ** 3 - 2 * cos(t) * sin(t) ** 2)).simplify() == 0


def test_several_parameters_by_their_names(solve):
    found = solve("chain_rule", outer="x^2 + y^2", inner={"x": "s + t", "y": "s - t"}, with_respect_to=["s", "t"])
    assert found.verified
    assert {name: plain(e) for name, e in found.answer.fields["expressions"].items()} == {"s": 4 * s, "t": 4 * t}


def test_the_products_are_as_many_as_the_paths_of_the_tree(solve):
    """Three layers, u, v and w sharing x and y, which share s and t: six paths lead to each end."""
    found = solve("chain_rule", outer="u v w", inner=SHARED, with_respect_to=["s", "t"])
    assert found.verified
    graph = Dependencies.of(found.problem)
    for asked, law, together in zip((s, t), stage(found, "law"), stage(found, "assemble"), strict=True):
        paths = [p for p in graph.tree((asked,)).paths() if p[-1].below.label == asked]
        assert len(paths) == 6 and all(b.marked for p in paths for b in p)
        assert len(terms(law.shown.terms[1])) == len(paths)
        assert law.facts["count"] == len(paths) == len(graph.paths(asked))
        assert isinstance(law.after, Add) and len(terms(law.after)) == len(paths)
        assert len(terms(together.before)) == len(paths)


def test_a_leaf_that_is_not_asked_about_is_not_marked(solve):
    found = solve("chain_rule", outer="x y", inner={"x": "s + t", "y": "s t"}, with_respect_to="s")
    tree = Dependencies.of(found.problem).tree((s,))
    assert [(str(p[-1].below.label), all(b.marked for b in p)) for p in tree.paths()] == [("s", True), ("t", False)] * 2


def test_a_parameter_in_the_function_itself_is_a_path_of_its_own(solve):
    found = solve("chain_rule", outer="w = x^2 t", inner={"x": "sin t"}, with_respect_to="t")
    assert (expression(found) - (2 * t * sin(t) * cos(t) + sin(t) ** 2)).simplify() == 0
    assert "Write f for the outer function" in page(found)


def test_paths_of_different_lengths(solve):
    found = solve("chain_rule", outer="x y + t", inner={"x": "u^2", "y": "u + t", "u": "e^t"}, with_respect_to="t")
    assert (expression(found) - (3 * exp(3 * t) + 2 * t * exp(2 * t) + exp(2 * t) + 1)).simplify() == 0
    assert stage(found, "law")[0].facts["count"] == 4


def test_the_intermediate_letters_can_be_left_standing(solve):
    found = solve("chain_rule", outer="x^2 y", inner={"x": "cos t", "y": "sin t"}, with_respect_to="t", in_terms_of="all")
    assert (expression(found) - (x**2 * cos(t) - 2 * x * y * sin(t))).simplify() == 0


def test_the_formula_for_unspecified_functions(solve):
    found = solve("chain_rule", outer="f(x, y)", inner={"x": "g(t)", "y": "h(t)"}, with_respect_to="t")
    f, g, h = (Function(n, real=True) for n in "fgh")
    fx, fy = (Slot(f(g(t), h(t)), (k,), (x, y)) for k in (0, 1))
    assert evaluated(found.answer.fields["expression"]) == fx * Slot(g(t), (0,), (t,)) + fy * Slot(h(t), (0,), (t,))
    assert found.verified


def test_an_unspecified_quantity_may_have_its_own_name(solve):
    found = solve("chain_rule", outer="x^2 y", inner={"x": "x(t)", "y": "t^3"}, with_respect_to="t", in_terms_of="all")
    x_of = Function("x", real=True)
    assert evaluated(found.answer.fields["expression"] - (2 * x * y * Slot(x_of(t), (0,), (t,)) + 3 * t**2 * x**2)).expand() == 0


TABLE = {"f_x(2, 3)": 5, "f_y(2, 3)": "1/2", "x'(1)": -1, "y'(1)": 4}
UNSPECIFIED = {"outer": "f(x, y)", "inner": {"x": "x(t)", "y": "y(t)"}, "with_respect_to": "t"}


@pytest.mark.parametrize(
    "more",
    [
        {"values": TABLE},
        {"values": {**TABLE, "x(1)": 2, "y(1)": 3}, "point": [1]},
        {"values": {**TABLE, "f_x(1, 1)": 9, "x(1)": 2, "y(1)": 3}},
    ],
    ids=["concluded", "stated", "distractor"],
)
def test_values_from_a_table(solve, more):
    found = solve("chain_rule", **UNSPECIFIED, **more)
    assert expression(found) == -3
    assert stage(found, "simplest")[0].evidence == "exact"


@pytest.mark.parametrize(
    "values",
    [
        {r"\frac{\partial f}{\partial x}(2, 3)": 5, "f_y(2, 3)": "1/2", "dx/dt": -1, "y'": 4},
        {"f_1(2, 3)": 5, "f_2(2, 3)": "1/2", "x_t(1)": -1, "y_t(1)": 4},
    ],
)
def test_a_table_in_other_notations(solve, values):
    assert expression(solve("chain_rule", **UNSPECIFIED, values={**values, "x(1)": 2, "y(1)": 3}, point={"t": 1})) == -3


def test_a_table_for_some_of_the_functions(solve):
    found = solve(
        "chain_rule",
        outer="f(x, y)",
        inner={"x": "t^2", "y": "3 t"},
        with_respect_to="t",
        point={"t": 2},
        values={"f_x(4, 6)": 7, "f_y(4, 6)": -1},
    )
    assert expression(found) == 25


def test_a_value_that_the_table_lacks_is_named(solve):
    found = solve("chain_rule", **UNSPECIFIED, values={"f_x(2, 3)": 5, "x'(1)": -1, "y'(1)": 4})
    assert found.status == "unsupported" and "f_y(2, 3)" in found.message


def test_a_table_about_another_function_is_refused(solve):
    found = solve("chain_rule", **UNSPECIFIED, values={"q'(1)": 5})
    assert found.status == "unsupported" and "q" in found.message


def test_the_point_goes_in_at_the_end(solve):
    found = solve("chain_rule", outer="x y", inner={"x": "3 + 2t", "y": "5 - t"}, with_respect_to="t", point={"t": 1})
    assert expression(found) == 3


def test_a_point_outside_the_domain_is_refused(solve):
    found = solve("chain_rule", outer="ln x", inner={"x": "t^3"}, with_respect_to="t", point={"t": -1})
    assert found.status == "unsupported"


def test_constants_are_no_parameters(solve):
    found = solve("chain_rule", outer="k x^2", inner={"x": "a t"}, with_respect_to="t")
    assert [v.name for v in found.problem.variables] == ["t"]
    assert plain(found.answer.fields["expression"]).free_symbols == {Symbol(n, real=True) for n in "akt"}


def test_a_derivative_by_an_intermediate_quantity(solve):
    found = solve("chain_rule", outer="u v", inner={"u": "x + y", "v": "x y", "x": "s t"}, with_respect_to="x", in_terms_of="all")
    v, u = Symbol("v", real=True), Symbol("u", real=True)
    assert (expression(found) - (v + u * y)).simplify() == 0


def test_no_path_means_no_change(solve):
    found = solve("chain_rule", outer="x^2", inner={"x": "s^2", "y": "t"}, with_respect_to="t", variables=["s", "t"])
    assert expression(found) == 0


def test_a_quantity_that_depends_on_itself_is_refused(solve):
    with pytest.raises(Invalid, match="depends on itself"):
        solve("chain_rule", outer="x", inner={"x": "y + t", "y": "x t"}, with_respect_to="t")


def test_the_factors_say_what_is_held(solve):
    found = solve("chain_rule", outer="x^2 y", inner={"x": "s t", "y": "s - t"}, with_respect_to="s")
    shown = page(found)
    assert "With y held constant" in shown and "With t held constant" in shown


def test_there_are_other_roads(solve):
    found = solve("chain_rule", outer="x^2 y", inner={"x": "s t", "y": "s - t"}, with_respect_to=["s", "t"])
    assert len(stage(found, "direct")) == 2 and len(stage(found, "matrices")) == 1
    assert all(step.evidence == "exact" for name in ("direct", "matrices") for step in stage(found, name))


def test_one_letter_applied_to_another_is_a_function(solve):
    found = solve("chain_rule", outer="T(u)", inner={"u": "p(t)"}, with_respect_to="t")
    big_t, p = Function("T", real=True), Function("p", real=True)
    u = Symbol("u", real=True)
    assert evaluated(found.answer.fields["expression"]) == Slot(big_t(p(t)), (0,), (u,)) * Slot(p(t), (0,), (t,))


@over(
    ("typed", "value"),
    [
        ("cos(t)", cos(t)), ("sin(t)", sin(t)), ("ln(t)", log(t)), ("exp(t)", exp(t)), ("sqrt(t)", sqrt(t)), ("arctan(t)", atan(t)),
        ("Cos(t)", cos(t)), (r"\cos(t)", cos(t)), (r"\ln\left(t\right)", log(t)), ("tcos(t)", t * cos(t)), ("x = cosh(t)", cosh(t)),
        ("x(t) = tan(t)", tan(t)), ("abs(t)", Abs(t)), ("e(t)", E * t),
    ],
)  # fmt: skip
def test_a_known_name_is_never_an_unknown_function(typed, value):
    read = read_problem(as_record({"kind": "chain_rule", "outer": "x^2 y", "inner": {"x": typed, "y": "t"}, "with_respect_to": "t"}, "1"))
    assert plain(read.given["inner"][Symbol("x", real=True)]) == value


def test_a_call_of_a_known_function_is_differentiated(solve):
    found = solve("chain_rule", outer="w = ln(u)", inner={"u": "sqrt(t)"}, with_respect_to="t")
    assert expression(found) == 1 / (2 * t)


@pytest.mark.parametrize("inner", [{"cos": "t^2"}, {"x": "y = t^2"}, {"x": "y(t) = t^2"}])
def test_a_quantity_has_a_name_of_its_own(inner):
    with pytest.raises(Invalid, match=r"cannot name a quantity|expected what x is"):
        read_problem(as_record({"kind": "chain_rule", "outer": "2x", "inner": inner, "with_respect_to": "t"}, "1"))


POLAR = {"x": "r cos(theta)", "y": "r sin(theta)"}


def stood_in(found, function=lambda a, b: sin(a + 3 * b) + a**2 * b):
    """The answer with a function that has no symmetry in the place of f."""
    return plain(found.answer.fields["expression"]).replace(Function("f", real=True), function).doit()


@pytest.mark.parametrize("names", [("r", "r"), ("theta", "theta"), ("r", "theta"), ("theta", "r")])
def test_second_derivatives_of_any_function_in_polar_coordinates(solve, names):
    order = {} if names[0] == names[1] else {"order": 2}
    found = solve("chain_rule", outer="f(x, y)", inner=POLAR, with_respect_to=list(names), **order)
    r, theta = symbols("r theta", real=True)
    a, b = r * cos(theta), r * sin(theta)
    direct = (sin(a + 3 * b) + a**2 * b).diff(*(r if n == "r" else theta for n in names))
    at = {r: Rational(7, 5), theta: Rational(2, 3)}
    assert abs((stood_in(found) - direct).subs(at).evalf()) < 1e-12
    assert found.verified


def test_the_page_of_a_second_derivative_goes_the_way_of_the_book(solve):
    found = solve("chain_rule", outer="f(x, y)", inner=POLAR, with_respect_to=["r", "r"])
    shown = page(found)
    words = [s.rule.partition(".")[2] for s in found.steps]
    assert words.index("assemble") < words.index("twice") < words.index("branch") < words.index("assemble_twice") < words.index("alike")
    assert "∂f/∂x = f_x(x, y) is again a function of x and y" in shown
    assert "f_xy = f_yx" in shown
    assert "∂²z/∂r² = cos²(θ) f_xx + 2 sin(θ) cos(θ) f_xy + sin²(θ) f_yy" in shown


def test_every_line_of_a_second_derivative_is_compared_with_the_composition(solve):
    found = solve("chain_rule", outer="f(x, y)", inner=POLAR, with_respect_to=["theta", "theta"])
    (together,) = stage(found, "assemble_twice")
    claim = together.claims[0]
    assert holds(claim) == "interval"
    with pytest.raises(Refuted):  # a term that is lost
        holds(Claim(claim.left, tree.total(claim.right, Symbol("r", real=True))))


@over(
    ("outer", "inner", "more", "value"),
    [
        ("x y", {"x": "t^2", "y": "3t"}, {"with_respect_to": ["t", "t"]}, 18 * t),
        ("x y", {"x": "t^2", "y": "3t"}, {"with_respect_to": "t", "order": 2}, 18 * t),
        ("w = x^2 t", {"x": "sin t"}, {"with_respect_to": ["t", "t"]}, 2 * t * cos(2 * t) + 2 * sin(2 * t)),
        ("u v", {"u": "x + y", "v": "x y", "x": "t^2", "y": "t"}, {"with_respect_to": ["t", "t"]}, 20 * t**3 + 12 * t**2),
        ("x^2 + k", {"x": "a t"}, {"with_respect_to": ["t", "t"]}, 2 * Symbol("a", real=True) ** 2),
    ],
)
def test_second_derivatives_of_formulas(solve, outer, inner, more, value):
    found = solve("chain_rule", outer=outer, inner=inner, **more)
    assert (expression(found) - value).simplify() == 0
    assert found.verified and stage(found, "direct")[0].facts["twice"]


def test_a_table_with_second_derivatives_in_either_order(solve):
    values = {"f_x(4,-1)": 3, "f_y(4,-1)": 1, "f_11(4,-1)": -2, "f_yx(4,-1)": 5, "f_yy(4,-1)": 4}
    found = solve("chain_rule", outer="f(x,y)", inner={"x": "t^2", "y": "1-t"}, with_respect_to=["t", "t"], point={"t": 2}, values=values)
    assert expression(found) == -62  # 16 f_xx - 8 f_xy + f_yy + 2 f_x
    assert stage(found, "simplest")[0].evidence == "exact"
    del values["f_yx(4,-1)"]
    found = solve("chain_rule", outer="f(x,y)", inner={"x": "t^2", "y": "1-t"}, with_respect_to=["t", "t"], point={"t": 2}, values=values)
    assert found.status == "unsupported" and "f_xy(4, −1)" in found.message


def test_a_table_of_functions_that_stand_in_a_sum(solve):
    found = solve(
        "chain_rule",
        outer="f(u) + g(v)",
        inner={"u": "2s + 3t", "v": "s - 6t"},
        with_respect_to=["t", "t"],
        point={"s": 2, "t": 1},
        values={"f''(7)": -2, "g''(-4)": -1},
    )
    assert expression(found) == -54


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("cos(theta)^2 f_xx + 2 sin(theta) cos(theta) f_xy + sin(theta)^2 f_yy", "correct"),
        ("z_rr = cos(theta)^2 z_xx + sin(2 theta) z_yx + sin(theta)^2 z_yy", "correct"),
        (
            r"\cos^2\theta \frac{\partial^2 f}{\partial x^2} + \sin 2\theta\, f_{12} + \sin^2\theta \frac{\partial^2 f}{\partial y^2}",
            "correct",
        ),
        ("cos(theta)^2 f_xx + sin(theta)^2 f_yy", "incorrect"),
    ],
)
def test_answers_with_bare_second_derivatives(answer, verdict):
    found = tutor.check("chain_rule", answer, outer="f(x, y)", inner=POLAR, with_respect_to=["r", "r"])
    assert found.verdict.verdict == verdict


def test_names_and_order_must_fit():
    with pytest.raises(Invalid, match="needs 3 names"):
        read_problem(as_record({"kind": "chain_rule", "outer": "x", "inner": {"x": "s t"}, "with_respect_to": ["s", "t"], "order": 3}, "1"))


def test_a_slope_of_one_is_not_written_as_a_factor(solve):
    found = solve("chain_rule", outer="f(x, y)", inner={"x": "t", "y": "t^2"}, with_respect_to=["t", "t"])
    assert "d²z/dt² = f_xx + 4tf_xy + 4t²f_yy + 2f_y" in page(found) and "f_xy(x, y)) · 1" not in page(found)


def test_derivatives_beyond_the_fourth_are_refused(solve):
    found = solve("chain_rule", outer="x y", inner={"x": "t^2", "y": "3t"}, with_respect_to=["t"] * 5)
    assert found.status == "unsupported" and "above 4" in found.message


def test_slopes_at_one_place_stay_apart(solve):
    """SymPy takes two substitutions of equal values for one."""
    found = solve("chain_rule", outer="f(x, y)", inner={"x": "2t", "y": "-t"}, with_respect_to="t", point={"t": 0})
    f = Function("f", real=True)
    concrete = evaluated(plain(found.answer.fields["expression"])).replace(f, lambda a, b: sin(a + 3 * b)).doit()
    assert concrete == -1


def test_a_function_of_the_same_argument_twice(solve):
    found = solve("partial_derivative", function="f(x, x)", with_respect_to="x")
    assert "f₁(x, x) + f₂(x, x)" in page(found)


def test_a_greek_function_has_its_letter(solve):
    found = solve("chain_rule", outer="f(x)", inner={"x": "theta(t)"}, with_respect_to="t")
    assert "θ′(t)" in page(found)


def test_with_a_point_numbers_come_before_algebra():
    """Nothing of the sum is multiplied out in letters: the inner quantities have their values first."""
    found = tutor.solve(
        "chain_rule", outer="x^3 y", inner={"x": "s e^t", "y": "s t + 2"}, with_respect_to=["s", "t"], point={"s": 2, "t": 0}
    )
    assert found.verified
    words = [step.rule.partition(".")[2] for step in found.derivation.steps]
    assert words.index("inner_values") < words.index("evaluate")
    assert "substitute" not in words
    assert [str(v) for v in found.answer["expressions"].values()] == ["24", "64"]


T, X, Y = symbols("t x y", real=True)


@pytest.mark.parametrize(
    ("outer", "inner", "by", "whole"),
    [
        ("u^2 v", {"u": "sin t", "v": "t^2"}, (T, T, T), sin(T) ** 2 * T**2),
        ("u v", {"u": "x^2 y", "v": "x + y"}, (X, Y, Y), X**2 * Y * (X + Y)),
        ("e^u v", {"u": "x y", "v": "x"}, (X, X, Y, Y), exp(X * Y) * X),
    ],
)
def test_a_derivative_beyond_the_second_is_that_of_sympy(solve, outer, inner, by, whole):
    found = solve("chain_rule", outer=outer, inner=inner, with_respect_to=[v.name for v in by])
    assert found.verified, found.message
    assert (plain(found.answer.fields["expression"]) - whole.diff(*by)).simplify() == 0


def test_a_third_derivative_of_an_unspecified_function_has_each_mixed_one_once(solve):
    found = solve("chain_rule", outer="z = f(u, v)", inner={"u": "x + y", "v": "x - y"}, with_respect_to=["x", "x", "y"])
    assert found.verified
    slots = {s.slots for s in found.answer.fields["expression"].atoms(Slot)}
    assert slots == {(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 1, 1)}


def test_values_of_a_table_do_not_reach_beyond_the_second(solve):
    found = solve("chain_rule", outer="f(x)", inner={"x": "t^2"}, with_respect_to=["t", "t", "t"], values={"f'(1)": 2}, point={"t": 1})
    assert found.status == "unsupported"


def test_all_numbers_that_are_put_in_are_named(solve):
    given = {"outer": "u v", "inner": {"u": "s + t", "v": "s e^t"}, "with_respect_to": ["s", "t"], "point": {"s": "2", "t": "0"}}
    assert "At s = 2, t = 0, u = 2 and v = 2" in " ".join(fragment(narrate(solve("chain_rule", **given))).split())
