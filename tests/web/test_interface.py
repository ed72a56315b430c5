"""The interface of the page, without a server: what is asked comes back, and whatever is wrong is an answer too."""

import math
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from sympy import Abs, Expr, Symbol, cbrt, cos, exp, log, pi, sin, sqrt

from tutor.edges.data import toml
from tutor.errors import Unsupported
from tutor.reading.limits import MAX_LENGTH
from tutor.web.formula import formula
from tutor.web.interface import VERBS, answer
from tutor.web.request import Shelf, shelf

X, Y = Symbol("x", real=True), Symbol("y", real=True)
GRADIENT = {"kind": "gradient", "fields": {"function": "x^2 y", "point": "(1, 2)"}}


@pytest.fixture(scope="module")
def on() -> Shelf:
    return shelf([])


def test_what_was_read_is_shown_as_mathematics(on: Shelf) -> None:
    found = answer("read", GRADIENT, on)
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in found["html"]
    echo = answer("read", {**GRADIENT, "answer": "(4, 1/2"}, on)["error"]
    assert (echo["position"], echo["excerpt"].splitlines()[1]) == (0, "^")
    assert "<mfrac>" in answer("read", {**GRADIENT, "answer": "(4, 1/2)"}, on)["mathml"]


@pytest.mark.parametrize(
    ("name", "typed", "latex"),
    [
        ("function", "x^2 y/(1 + sqrt(x))", r"\frac{x^2y}{1 + \sqrt{x}}"),
        ("point", "[1, 1/2]", r"\left[ 1, \frac{1}{2} \right]"),
        ("answer", "<2xy, x^2>", r"\langle 2xy, x^2\rangle"),
        ("answer", "f_x = 2xy, f_y = x^2", r"f_{x} = 2xy, f_{y} = x^2"),
        ("answer", "(1, 2) N", None),  # the unit would be lost
    ],
)
def test_what_is_typed_is_latex_where_that_is_read_as_the_same(name: str, typed: str, latex: str | None, on: Shelf) -> None:
    fields = {"function": "x^2 y"} | ({} if name == "answer" else {name: typed})
    asked = {"kind": "gradient", "fields": fields, "latex": name} | ({"answer": typed} if name == "answer" else {})
    assert answer("read", asked, on).get("latex") == latex


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        ("integral_over_region", {"integrand": "x y", "region": "triangle (0, 0), (1, 0), (1, 1)"}, "region"),
        ("chain_rule", {"outer": "x y", "inner": '{x = "cos t", y = "sin t"}', "with_respect_to": "t"}, "inner"),
    ],
)
def test_what_is_no_formula_has_no_latex(kind: str, fields: dict[str, str], name: str, on: Shelf) -> None:
    found = answer("read", {"kind": kind, "fields": fields, "latex": name}, on)
    assert (found["latex"], "html" in found) == (None, True)


@pytest.mark.parametrize(
    ("verb", "asked", "field"),
    [
        ("read", {"kind": "gradient", "fields": {"function": "x^2 y)"}}, "function"),
        ("read", {"kind": "gradient", "fields": {"function": "x", "pint": "1"}}, "pint"),
        ("solve", {"kind": "gradient", "fields": {"function": "x" * (MAX_LENGTH + 1)}}, "function"),
        ("solve", {**GRADIENT, "detail": "everything"}, "detail"),
        ("download", {**GRADIENT, "form": "../../x"}, "form"),
        ("problem", {"set": "gradients", "id": "gradients-polynomial", "seed": -1}, "seed"),
        ("explore", {"function": "x y z"}, "function"),
        ("explore", {"function": "x y", "constraint": "x^2 + y^2"}, "constraint"),
    ],
)
def test_an_error_names_its_field(verb: str, asked: dict[str, Any], field: str, on: Shelf) -> None:
    assert answer(verb, asked, on)["error"]["field"] == field


@pytest.mark.parametrize("name", ["../sets/gradients", "/etc/passwd", "gradient"])
def test_only_sets_on_the_shelf_can_be_named(name: str, on: Shelf) -> None:
    assert f"no set {name!r}" in answer("problem", {"set": name, "id": "1"}, on)["error"]["message"]


@pytest.mark.parametrize(
    "asked", [[], "x", None, {}, {"kind": 3}, {"kind": "gradient", "fields": []}, {"kind": "gradient", "fields": {"function": {}}}]
)
def test_whatever_is_asked_has_an_answer(asked: Any, on: Shelf) -> None:
    for verb in set(VERBS) - {"kinds", "sets"}:
        assert answer(verb, asked, on)["error"]["message"]
    assert answer("solv", {}, on)["error"]["hint"] == "Did you mean solve?"


def test_a_reader_is_asked_and_judged_with_one_set_of_numbers(on: Shelf) -> None:
    own = {"set": "gradients", "id": "gradients-polynomial"}
    pages = {answer("problem", {**own, "seed": seed}, on)["html"] for seed in range(4)}
    assert len(pages) > 1
    solved = answer("solve", {**own, "seed": 3}, on)
    drawn = re.search(r"a = (.\d*), b = (.\d*)", solved["html"].replace("−", "-"))
    assert drawn
    a, b = map(int, drawn.groups())
    right = answer("check", {**own, "seed": 3, "answer": f"<{2 * a + 2 * b}, {b - 4}>"}, on)
    assert (solved["verified"], right["verdict"]) == (True, "correct")


def test_a_wrong_answer_has_its_mistake(on: Shelf) -> None:
    asked = {"kind": "directional_derivative", "fields": {"function": "x^2 y", "point": "(1, 2)", "direction": "(3, 4)"}}
    assert answer("check", {**asked, "answer": "16"}, on)["misconception"] == "direction_not_normalized"


def test_a_problem_can_be_taken_along(on: Shelf) -> None:
    found = answer("download", {**GRADIENT, "form": "toml"}, on)
    (row,) = toml(b64decode(found["base64"]).decode())["problem"]
    assert (found["name"], row["function"], row["point"]) == ("gradient.toml", "x^2 y", "(1, 2)")
    assert b64decode(answer("download", {**GRADIENT, "form": "pdf"}, on)["base64"]).startswith(b"%PDF")


@pytest.mark.parametrize("f", [X**2 - Y / 3, sin(X * Y) * exp(-(Y**2)), sqrt(X + 5), cbrt(X - Y), log(Abs(X)) + pi, X ** (-3) * cos(2)])
def test_the_formula_that_a_page_computes_with_is_the_function(f: Expr) -> None:
    def value(node: Any, at: dict[str, float]) -> float:
        match node:
            case float() | int():
                return node
            case str():
                return at[node]
            case ["+", *terms]:
                return sum(value(t, at) for t in terms)
            case ["*", *factors]:
                return math.prod(value(t, at) for t in factors)
            case ["^", base, power]:
                return float(value(base, at) ** value(power, at))
            case ["root", base, p, q]:
                below = value(base, at)
                return math.copysign(1, below) ** p * float(abs(below) ** (p / q))
            case ["abs", inner]:
                return abs(value(inner, at))
            case [name, inner]:
                return float(getattr(math, name)(value(inner, at)))
        raise AssertionError(node)

    at = {"x": 1.7, "y": 0.4}
    assert value(formula(f, (X, Y)), at) == pytest.approx(float(f.subs({X: 1.7, Y: 0.4})))


def test_no_formula_for_what_has_no_numbers() -> None:
    for f in (X + Symbol("a"), Symbol("oo_") ** X):
        with pytest.raises(Unsupported):
            formula(f, (X, Y))


def test_the_explorer_knows_gradient_bound_and_strips(on: Shelf) -> None:
    found = answer("explore", {"function": "x^2 + 10y^2"}, on)
    assert (found["gradient"][1]["value"], found["bound"]) == (["*", 20.0, "y"], pytest.approx(0.1))
    assert answer("explore", {"function": "x^3 y"}, on)["bound"] is None
    (part,) = answer("explore", {"region": "triangle (0, 0), (1, 0), (1, 1)"}, on)["region"]["parts"]
    assert (part["inner"]["name"], part["inner"]["high"]["value"], part["outer"]["high"]["value"]) == ("y", "x", 1.0)
    held = answer("explore", {"function": "x y", "constraint": "x^2 + y^2 = 8"}, on)["constraint"]
    assert held["gradient"] == [["*", 2.0, "x"], ["*", 2.0, "y"]]


def test_a_sentence_fills_in_a_form_that_can_be_read(on: Shelf) -> None:
    found = answer("ask", {"sentence": "integrate x y over the triangle (0, 0), (1, 0), (1, 1)"}, on)
    assert found["kind"] == "integral_over_region"
    assert "html" in answer("read", {"kind": found["kind"], "fields": found["fields"]}, on)
    asked_back = answer("ask", {"sentence": "differentiate the thing"}, on)
    assert asked_back["question"] and asked_back["choices"]


def test_lines_are_judged_and_hints_go_on_from_them(on: Shelf) -> None:
    asked = {"kind": "gradient", "fields": {"function": "x^2 y", "point": "(1, 2)"}}
    judged = answer("working", {**asked, "lines": "f_x = 2xy\nf_y = 2x"}, on)
    assert [line["verdict"] for line in judged["lines"]] == ["follows", "wrong"]
    assert "<math" in judged["html"]
    first, second = (answer("hint", {**asked, "lines": lines, "strength": 2}, on) for lines in ("", "f_x = 2xy"))
    assert (first["step"], second["step"]) == ("1", "2")
    assert answer("hint", {**asked, "strength": 4}, on)["error"]["field"] == "strength"
    assert answer("working", asked, on)["error"]["field"] == "lines"


def test_a_set_that_says_only_the_verdict_keeps_its_solutions(tmp_path: Path) -> None:
    text = "feedback = 'verdict'\n[[problem]]\nid = 'g'\nkind = 'gradient'\nfunction = 'x^2 y'\nexpected = '(2xy, x^2)'\n"
    (tmp_path / "exam.toml").write_text(text, encoding="utf-8")
    closed, own = shelf([tmp_path / "exam.toml"]), {"set": "exam", "id": "g"}
    assert answer("check", {**own, "answer": "(2xy, x^2)"}, closed)["verdict"] == "correct"
    assert not answer("problem", own, closed)["can_be_solved"]
    for verb, more in (
        ("solve", {}),
        ("hint", {}),
        ("working", {"lines": "1"}),
        ("download", {"form": "toml"}),
        ("download", {"form": "pdf"}),
    ):
        assert "keeps its solutions" in answer(verb, own | more, closed)["error"]["message"]
    (tmp_path / "open.toml").write_text(text.replace("verdict", "full"), encoding="utf-8")
    told = answer("download", {"set": "open", "id": "g", "form": "toml"}, shelf([tmp_path / "open.toml"]))
    assert b"2xy" not in b64decode(told["base64"])


def test_a_formula_alone_is_asked_about_and_a_name_is_to_be_found(on: Shelf) -> None:
    kinds = [choice["kind"] for choice in answer("ask", {"sentence": "x^2 y + y^3"}, on)["choices"]]
    assert kinds[:2] == ["gradient", "critical_points"]
    assert [c["fields"] for c in answer("ask", {"sentence": "sin x"}, on)["choices"]] == [{"function": "sin x"}, {"integrand": "sin x"}]
    assert answer("ask", {"sentence": "gradient of x^2 y at (1, 2)"}, on)["fields"] == {"function": "x^2 y", "point": "(1, 2)"}
    assert "choices" in answer("ask", {"sentence": "what is the weather"}, on)
