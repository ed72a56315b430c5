"""The gradient from rates of change: as many independent directions as variables, more that agree, and what contradicts."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational

from tutor.errors import Invalid
from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated


def rates(*pairs):
    return [{"direction": list(direction), "rate": rate} for direction, rate in pairs]


def test_directions_are_made_unit_vectors_first(solve):
    found = solve("gradient_from_rates", rates=rates(((3, 4), 2), ((1, 0), -1)))
    assert found.verified
    assert evaluated(found.answer.fields["vector"]) == Vector(-1, Rational(13, 4))


def test_a_basis_vector_has_as_many_components_as_the_others(solve):
    given = [{"direction": "2i + k", "rate": 0}, {"direction": "j", "rate": 3}, {"direction": "i", "rate": 1}]
    assert evaluated(solve("gradient_from_rates", rates=given).answer.fields["vector"]) == Vector(1, 3, -2)


@over(
    ("given", "said"),
    [
        ([((1, 1), 2), ((2, 2), 3)], "parallel, and their rates contradict"),
        ([((1, 1), 2), ((-2, -2), -2)], "parallel, so their rates leave the gradient open"),
        ([((1, 0, 0), 1), ((0, 1, 0), 1), ((1, 1, 0), "sqrt(2)")], "lie in one plane, so"),
        ([((1, 0), 2), ((0, 1), 3), ((3, 4), 3)], "with the rate 18/5 in the direction number 3, and not 3"),
        ([((1, 2), 4)], "2 rates are needed"),
        ([((0, 0), 4), ((1, 0), 1), ((0, 1), 1)], "zero vector"),
    ],
)
def test_dependent_and_contradicting_rates_are_named(solve, given, said):
    found = solve("gradient_from_rates", rates=rates(*given))
    assert found.status == "unsupported" and said in found.message


@pytest.mark.parametrize("given", ["3", [], [{"direction": [1, 2]}], [{"direction": [1, 2], "rate": 1}, {"direction": [1], "rate": 1}]])
def test_what_is_no_list_of_rates_is_refused(solve, given):
    with pytest.raises(Invalid):
        solve("gradient_from_rates", rates=given)
