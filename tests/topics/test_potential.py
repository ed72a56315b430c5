"""Potential: the test, the domain with its holes, the unknown function carried along, constants that make a field conservative."""

from __future__ import annotations

import pytest
from every import over
from sympy import Symbol, Tuple, log, symbols

import tutor
from tutor.deriving.evidence import Refuted, holds
from tutor.maths.fields.domain import covers, domain_of
from tutor.model import Claim
from tutor.trees.heads import Diff
from tutor.trees.tree import evaluated, plain, total

x, y, z = (Symbol(n, real=True) for n in "xyz")


def words(found):
    return [s.rule.partition(".")[2] for s in found.steps]


def slopes(found):
    f, variables = found.answer.fields["expression"], found.problem.variables
    return [plain(f).diff(v) for v in variables]


def test_the_gradient_of_the_potential_is_the_field(solve):
    found = solve("potential", field=["y z", "x z + 2 y z", "x y + y^2 + 3 z^2"])
    assert found.verified
    assert all((a - plain(b)).expand() == 0 for a, b in zip(slopes(found), found.problem.given["field"], strict=True))


def test_the_unknown_function_is_carried_and_compared(solve):
    found = solve("potential", field=["y z", "x z + 2 y z", "x y + y^2 + 3 z^2"])
    middle = [w for w in words(found) if w not in ("partial", "subtract", "agree")]
    assert middle[:4] == ["integrate", "unknown", "differentiate", "compare"]
    assert [str(s.facts["g"]) for s in found.steps if s.rule == "potential.unknown"] == ["g(y, z)", "h(z)"]


def test_a_wrong_potential_is_refuted(solve):
    found = solve("potential", field=["2xy", "x^2 + 3y^2"])
    (check,) = [s for s in found.steps if s.rule == "potential.slopes"]
    wrong = total(found.answer.fields["expression"], x * y)
    with pytest.raises(Refuted):
        holds(Claim(Diff(wrong, x, y), check.result.args[0]))


@pytest.mark.parametrize(("field", "at"), [(["y", "-x"], 0), (["x y^2", "x^3 y"], 0), (["y", "-x", "z"], 2), (["x", "y", "x"], 1)])
def test_a_field_with_a_curl_has_none_and_its_component_is_shown(solve, field, at):
    found = solve("potential", field=field)
    assert found.answer.fields == {"conservative": False}
    assert found.verified
    assert found.steps[-1].facts["component"] == at


@pytest.mark.slow
def test_the_pair_that_differs_at_sight_is_the_one_compared(solve):
    found = solve("potential", field=["y z cos(x z)", "sin(x z)/z", "x y cos(x z)"])
    assert words(found) == ["partial", "partial", "subtract_plane", "differ"]
    facts = found.steps[-1].facts
    assert (facts["point"], facts["values"]) == (Tuple(0, 1, 2), (1, 2))
    right, other, _ = found.steps[-1].claims
    assert holds(right) != "none" != holds(other)
    with pytest.raises(Refuted):
        holds(Claim(right.left, other.right))


@pytest.mark.slow
def test_the_vortex_is_caught_at_its_hole_though_its_curl_is_0(solve):
    found = solve("potential", field=["-y/(x^2 + y^2)", "x/(x^2 + y^2)"])
    assert found.answer.fields == {"conservative": False}
    assert words(found)[-1] == "caught"
    assert found.verified


def test_a_hole_with_no_circulation_is_no_hindrance(solve):
    found = solve("potential", field=["2x/(x^2 + y^2)", "2y/(x^2 + y^2)"])
    assert evaluated(found.answer.fields["expression"]) == log(x**2 + y**2)
    assert "free" in words(found)


@pytest.mark.slow
def test_two_vortices_need_only_one_that_catches(solve):
    found = solve("potential", field=["-y/((x-2)^2 + y^2)", "(x-2)/((x-2)^2 + y^2)"])
    assert found.answer.fields == {"conservative": False}


@pytest.mark.slow
def test_a_line_is_a_hole_of_space_and_a_point_is_none(solve):
    line = solve("potential", field=["-y/(x^2 + y^2)", "x/(x^2 + y^2)", "z"])
    assert line.answer.fields == {"conservative": False}
    gravity = [f"-{v}/(x^2 + y^2 + z^2)^(3/2)" for v in "xyz"]
    assert solve("potential", field=gravity).verified


def test_constants_are_chosen_so_that_the_cross_derivatives_agree(solve):
    a, b = symbols("a b", real=True)
    found = solve("potential", field=["a x y + z", "x^2 + b y z", "x + 3 y^2"], unknown=["a", "b"])
    assert found.answer.fields["constants"] == {a: 2, b: 6}
    assert found.verified


def test_constants_beside_the_potential_are_refused_with_what_to_write():
    found = tutor.check("potential", "a = 2, f = x^2 y", field=["a x y", "x^2"], unknown=["a"]).verdict
    assert found.verdict == "unreadable" and "put into it" in found.feedback


def test_no_constant_makes_up_for_another_component(solve):
    found = solve("potential", field=["a y", "2x", "x"], unknown=["a"])
    assert found.answer.fields == {"conservative": False}


def test_a_letter_that_is_not_unknown_is_asked_about(solve):
    found = solve("potential", field=["a y", "2x"])
    assert found.status == "unsupported"
    assert "constants" in found.message


def test_the_path_is_a_second_way_where_the_field_is_defined_everywhere(solve):
    assert "path" in words(solve("potential", field=["2x y", "x^2"]))
    assert "path" not in words(solve("potential", field=["1/x", "y"]))


@over(
    ("field", "walls", "holes", "known"),
    [
        ([-y / (x**2 + y**2), x / (x**2 + y**2)], 0, 1, True),
        ([1 / x, log(x * y)], 2, 0, True),
        ([1 / (1 + x**2), x * y], 0, 0, True),
        ([1 / (x**2 + y**2 - 1), y], 0, 0, False),
        ([x * log(y), x**2 / y], 1, 0, True),
        ([1 / (x**2 - y**2), y], 2, 0, True),
        ([x / (x * (x**2 + y**2)), y / x], 1, 0, True),
    ],
)
def test_what_is_missing_of_a_domain(field, walls, holes, known):
    found = domain_of(field, (x, y))
    assert (len(found.walls), len(found.holes), found.known) == (walls, holes, known)


def test_a_half_plane_beside_a_hole_has_none():
    assert domain_of([x / (x**2 + y**2)], (x, y), [x > 0]).has_no_hole
    assert not domain_of([x / (x**2 + y**2)], (x, y), [x > -1]).has_no_hole


def test_a_potential_must_be_defined_where_the_field_is():
    assert covers(log(x**2 + y**2), [x / (x**2 + y**2)], (x, y))
    assert not covers(log(x), [x / (x**2 + y**2)], (x, y))
    assert not covers(y / x, [x / (x**2 + y**2)], (x, y))
    assert covers(y / x, [x / (x**2 + y**2)], (x, y), [x > 0])


def test_a_section_without_an_integral_does_not_say_integrate():
    shown = tutor.render(tutor.solve("potential", field=["2x + y", "x", "a z"], unknown=["a"]), "text")
    assert shown.count("Integrate with respect to x") == 1
    assert "any a: f(x, y, z)" in shown
