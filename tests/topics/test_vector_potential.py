"""Vector potential: the test by the divergence, missing points and lines, the component that is 0, and every right answer judged right."""

from __future__ import annotations

import pytest
from every import over
from sympy import Symbol, simplify

from tutor import check
from tutor.deriving.evidence import Refuted, holds
from tutor.model import Claim
from tutor.trees.heads import Diff
from tutor.trees.tree import negative, plain, total

x, y, z = (Symbol(n, real=True) for n in "xyz")


def words(found):
    return [s.rule.partition(".")[2] for s in found.steps]


def curl(vector):
    a, b, c = map(plain, vector.args)
    return c.diff(y) - b.diff(z), a.diff(z) - c.diff(x), b.diff(x) - a.diff(y)


@over(
    "field",
    [
        ["x", "y", "-2z"],
        ["y z", "x z", "x y"],
        ["x y z", "-y^2 z", "y z^2/2"],
        ["e^x sin y", "e^x cos y", "x^2 y"],
        ["0", "0", "x^2 + y"],
        ["y^3", "z^3", "x^3"],
        ["z sin x", "x y", "z^2 cos(x)/(-2) - x z"],
        ["y/(1 + z^2)", "z", "x"],
    ],
)
def test_the_curl_of_the_potential_is_the_field(solve, field):
    found = solve("vector_potential", field=field, variables=["x", "y", "z"])
    assert found.verified, found.message
    right = [plain(f) for f in found.problem.given["field"]]
    assert all(simplify(a - b) == 0 for a, b in zip(curl(found.answer.fields["vector"]), right, strict=True))


def test_a_wrong_potential_is_refuted(solve):
    found = solve("vector_potential", field=["x", "y", "-2z"])
    (check_,) = [s for s in found.steps if s.rule == "vector_potential.turned"]
    wrong = total(found.answer.fields["vector"].args[1], x * z)
    with pytest.raises(Refuted):
        holds(Claim(total(Diff(z * 0, y, x, z), negative(Diff(wrong, z, x, y))), check_.result.args[0]))


def test_a_divergence_is_shown_at_a_point(solve):
    found = solve("vector_potential", field=["x^2 y", "y", "z"])
    assert found.answer.fields == {"exists": False}
    assert found.steps[-1].rule == "vector_potential.differ"
    assert found.steps[-1].facts["value"] == 4
    assert found.verified


def test_the_flux_out_of_a_missing_point_decides(solve):
    rho = "(x^2 + y^2 + z^2)^(3/2)"
    found = solve("vector_potential", field=[f"{v}/{rho}" for v in "xyz"])
    assert found.answer.fields == {"exists": False}
    assert words(found)[-1] == "caught"
    assert found.verified


def test_a_missing_line_is_no_hindrance_even_with_a_point_on_it(solve):
    wire = solve("vector_potential", field=["-y/(x^2 + y^2)", "x/(x^2 + y^2)", "0"], variables=["x", "y", "z"])
    assert wire.verified
    assert "sphere" not in words(wire)
    assert wire.answer.shown["where"] == ()


def test_where_the_formula_has_no_value_is_said(solve):
    found = solve("vector_potential", field=["cos(y z)", "e^x", "x y"])
    assert [str(w) for w in found.answer.shown["where"]] == ["Ne(y, 0)"]


@pytest.mark.parametrize("field", [["x", "y"], ["a x", "y", "z"]])
def test_what_cannot_be_told_is_refused(solve, field):
    assert solve("vector_potential", field=field, variables=["x", "y", "z"][: len(field)]).status == "unsupported"


@over(
    ("answer", "verdict"),
    [
        ("(y z, -x z, 0)", "correct"),
        ("A = y z i - x z j", "correct"),
        ("(y z + 2x, -x z + e^y, sin z) + grad f", "correct"),
        ("(2 y z, 0, x y)", "correct"),
        ("(0, -2 x z, -x y) + C", "unreadable"),
        ("(y z + C, -x z + C, C)", "correct"),
        ("(y z + ln x, -x z, 0)", "wrong_form"),
        ("(-y z, x z, 0)", "incorrect"),
        ("(y z, x z, 0)", "incorrect"),
        ("(y z, -x z)", "incorrect"),
        ("none", "incorrect"),
        ("y z", "unreadable"),
    ],
)
def test_any_vector_with_this_curl_is_right(answer, verdict):
    found = check("vector_potential", answer, field="[x, y, -2z]")
    assert found.verdict.verdict == verdict, found.verdict


@over("answer", ["no vector potential", "none", "It is not solenoidal", "does not exist", "exists = false"])
def test_that_there_is_none_is_said_in_words(answer):
    assert check("vector_potential", answer, field="[x, y, z]").verdict.verdict == "correct"
    assert check("vector_potential", "(y z, 0, 0)", field="[x, y, z]").verdict.verdict == "incorrect"


def test_the_opposite_and_a_single_component_are_named():
    opposite = check("vector_potential", "(-y z, x z, 0)", field="[x, y, -2z]").verdict
    assert opposite.misconception == "sign_slip"
    one = check("vector_potential", "(y z, x z, 0)", field="[x, y, -2z]").verdict
    assert one.feedback.startswith("The x-component and the z-component of the curl are not that of the field.")
