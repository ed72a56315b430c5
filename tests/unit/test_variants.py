"""Parameters: what is drawn, what is refused, and how it is written."""

import pytest
from every import over

from tutor.cli import main
from tutor.desk.parameters import draws, symbol
from tutor.desk.solution import solve
from tutor.desk.variants import described, variants, versions
from tutor.desk.version import Version
from tutor.errors import Invalid, TutorError, Unreadable
from tutor.printing.notation.text import text
from tutor.reading.placeholders import filled
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.telling.record import said
from tutor.trees import tree
from tutor.trees.placing import place

AB = {"a": [1, 2, 3], "b": {"from": -4, "to": 4, "except": [0]}}


def problem(function="a x^2 + b x y", kind="gradient", parameters=AB, **fields):
    return read_problem(as_record({"kind": kind, "function": function, "parameters": parameters, **fields}, "1"))


def named(values):
    return {s.name: v for s, v in values.items()}


@pytest.mark.slow
def test_where_holds_for_every_draw():
    wide = {"a": {"from": -20, "to": 20}, "b": {"from": -20, "to": 20}}
    found = problem(parameters=wide, where=["a != b", "a*b > 0", "-15 <= a < b^2", "a^2 + b^2 <= 400"])
    for seed in range(200):
        v = named(next(draws(found, seed)))
        a, b = v["a"], v["b"]
        assert a != b and a * b > 0 and -15 <= a < b**2 and a**2 + b**2 <= 400


def test_the_draws_are_all_combinations_each_once():
    listed = [described(v) for v in draws(problem(where="a != b"), 5)]
    assert len(listed) == len(set(listed)) == 3 * 8 - 3


def test_the_same_seed_gives_the_same_values_in_any_order_of_a_set():
    assert list(draws(problem(), 7)) == list(draws(problem(), 7)) != list(draws(problem(), 8))


def test_ranges_lists_and_steps():
    half = problem(parameters={"a": {"from": "-1", "to": "1", "step": "1/2", "except": 0}, "b": ["0.25", "\\sqrt{2}", "pi/3"]})
    assert {described(v) for v in draws(half, 0)} == {f"a = {a}, b = {b}" for a in ("−1", "−1/2", "1/2", "1") for b in ("1/4", "√2", "π/3")}


def test_irrational_values_are_compared_exactly():
    found = problem(parameters={"a": ["\\sqrt{2}", "3/2", "\\sqrt{8}/2"], "b": [1]}, where="a^2 = 2")
    assert len(list(draws(found, 0))) == 2


def test_an_assumption_holds_for_what_is_drawn():
    found = problem("x^a y", parameters={"a": {"from": -3, "to": 3}}, assume={"a": ["positive", "integer"]})
    assert {int(named(v)["a"]) for v in draws(found, 0)} == {1, 2, 3}


@over(
    ("fields", "field", "said"),
    [
        ({"where": ["a > 5"]}, "where", "none of the 24 combinations"),
        ({"where": ["a >"]}, "where", "missing after '>'"),
        ({"where": ["a + b"]}, "where", "not an equation or inequality"),
        ({"where": ["a != c"]}, "where", "c is not a parameter"),
        ({"where": [3]}, "where", "a condition is a text"),
        ({"parameters": {"a": []}}, "parameters", "needs a list of values"),
        ({"parameters": {"a": 3}}, "parameters", "needs a list of values"),
        ({"parameters": {"a": {"from": 1}}}, "parameters", "needs both from and to"),
        ({"parameters": {"a": {"from": 1, "to": 2, "excpet": [1]}}}, "parameters", "Did you mean except?"),
        ({"parameters": {"a": {"from": 1, "to": 2, "step": 0}}}, "parameters", "step of a must be positive"),
        ({"parameters": {"a": {"from": 1, "to": 10**9}}}, "parameters", "values, at most"),
        ({"parameters": {"a": {"from": 2, "to": 1}}}, "parameters", "no value left"),
        ({"parameters": {"a": ["b"]}}, "parameters", "not a number"),
        ({"parameters": {"a": ["\\sqrt{-1}"]}}, "parameters", "not a real number"),
        ({"parameters": {"x": [1]}, "variables": ["x", "y"]}, "parameters", "both a variable and a parameter"),
        ({"parameters": {}, "where": ["1 > 0"]}, "where", "no parameters"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(fields, field, said):
    with pytest.raises(Invalid) as caught:
        list(draws(problem(**fields), 0))
    assert said in str(caught.value) and caught.value.place.field == field and caught.value.place.problem == "1"


@over(
    ("function", "values", "written"),
    [
        ("a x^2 + b y", (1, -1), "x² − y"),
        ("a x^2 - b y", (-1, -3), "−x² + 3y"),
        ("a x^2 + b y + 3", (2, 0), "2x² + 3"),
        ("x^a + y^b", (1, 2), "x + y²"),
        ("(x - a)^2 + (y - b)^2", (-2, 0), "(x + 2)² + y²"),
        ("a x / b + y", (2, 4), "x/2 + y"),
        ("x/(a y) + b", (-1, 2), "−x/y + 2"),
        ("e^(a x) + \\sqrt{b} y", (-1, 4), "e^(−x) + 2y"),
        ("3 (x + y) + a x + b", (2, 1), "3(x + y) + 2x + 1"),
    ],
)
def test_values_are_written_as_one_would(function, values, written):
    found = problem(function, variables=["x", "y"])
    put = dict(zip((symbol(found, "a"), symbol(found, "b")), map(tree.S, values), strict=True))
    assert text(place(found.given["function"], put)) == written


def test_versions_differ_and_come_again_only_when_there_are_no_more():
    three = versions([problem("a x^2 + y", parameters={"a": [1, 2, 3]})], [Version(letter) for letter in "ABCDE"])
    assert len({described(v.values) for v in three}) == 3 and described(three[3].values) == described(three[0].values)


def test_degenerate_and_ugly_variants_are_left_out():
    found = [int(named(v.values)["a"]) for v in variants([problem("a x + y", parameters={"a": [0, 1, 2]})])]
    assert sorted(found) == [1, 2]  # 0 takes x away
    found = problem("a x^2 + y^2", "gradient", {"a": [3, 7000]}, point=[1, 1])
    assert [int(named(v.values)["a"]) for v in variants([found])] == [3]  # 14000 has five digits
    found = problem("(x - a)^2 + y^2", "steepest_ascent", {"a": [1, 2]}, point=[1, 0])
    assert [int(named(v.values)["a"]) for v in variants([found])] == [2]
    found = problem("(x - a)^2 + y^2", "directional_derivative", {"a": [1, 2]}, point=[1, 0], direction=[0, 1])
    assert [int(named(v.values)["a"]) for v in variants([found])] == [2]
    found = problem("x^2 y / a", parameters={"a": [0, 2]})
    assert [int(named(v.values)["a"]) for v in variants([found])] == [2]


def test_where_nothing_good_is_left_it_says_why():
    with pytest.raises(TutorError, match="none of 1 variants is fit to hand out; the last: a = 0: x vanishes"):
        next(variants([problem("a x + y", parameters={"a": [0]})]))


def test_solving_draws_version_a_of_seed_0_and_says_so():
    found = solve(problem(where="a*b > 0", point=["a", "b"]))
    assert found.status == "solved" and not {"a", "b"} & {s.name for s in found.answer["vector"].free_symbols}
    assert "drawn (version A, seed 0): a = " in found.derivation.problem.notices[-1].message


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("A hill $z = {a} x^2 + {b} y$ of {a} km.", "A hill z = 2x² − y of 2 km."),
        ("{{a}} and {c}", "{a} and 1/2"),
        ("$x^{a}$, $\\frac{a}{3}$, $\\sqrt{a}$, $2 {b}$, ${b}^2$, $x - {b}$", "x², 2/3, √2, 2(−1), (−1)², x + 1"),
        ("$\\text{a} x^{2}$, $\\{a\\}$, ${x}$", "ax², {a}, x"),
    ],
)
def test_placeholders(statement, shown):
    assert said(filled(statement, {"a": "2", "b": "-1", "c": "\\frac{1}{2}"}, {"x"})).replace(" ", "") == shown.replace(" ", "")


@over("hostile", ["{0.__class__}", "{a.real}", "{a!r}", "{a:>99999}", "{}", "{", "a } b", "{bb}", "$3 {speed}$", "$ {a"])
def test_a_hostile_placeholder_is_refused_in_its_place(hostile):
    with pytest.raises(Unreadable) as caught:
        problem(statement=f"Let {hostile}")
    assert caught.value.place.field == "statement" and caught.value.place.start >= 4


def test_a_statement_without_parameters_keeps_its_braces():
    found = read_problem(as_record({"kind": "gradient", "function": "x y", "statement": "The set {1, 2} and {a}."}, "1"))
    assert said(found.origin.statement) == "The set {1, 2} and {a}."


def test_the_command_says_once_where_no_variant_is_good(capsys):
    assert main(["solve", "gradient", "function=a x + y", "parameters={a = [0]}"]) == 1
    said = capsys.readouterr().err
    assert said.count("problem 1") == 1 and "x vanishes from the function" in said
