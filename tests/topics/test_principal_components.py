"""Principal components: NumPy's singular value decomposition of the centred data, exact where the eigenvalues are rational."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Matrix, Rational, sqrt

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Vector
from tutor.trees.tree import plain


def numbers(values):
    return [float(plain(v)) for v in values]


def test_exact_where_it_can_be(solve):
    fields = solve("principal_components", data=[[2, 2], [-2, -2], [1, -1], [-1, 1]]).answer.fields
    assert fields["explained"] == (Rational(4, 5), Rational(1, 5))
    assert fields["singular_values"] == (4, 2)
    assert fields["components"][0] == Vector(sqrt(2) / 2, sqrt(2) / 2)


@pytest.mark.parametrize(("rows", "columns"), [(6, 2), (7, 3), (40, 5), (30, 7)])
def test_against_numpy(solve, rows, columns):
    data = np.round(np.random.default_rng(0).standard_normal((rows, columns)), 3)
    data[:, 1] = np.round(0.8 * data[:, 0] + 0.2 * data[:, 1], 3)
    found = solve("principal_components", data=[[f"{v:.3f}" for v in row] for row in data])
    _, singular, ways = np.linalg.svd(data - data.mean(axis=0), full_matrices=False)
    fields = found.answer.fields
    assert found.verified
    assert numbers(fields["singular_values"]) == pytest.approx(list(singular), rel=1e-9)
    assert numbers(fields["explained"]) == pytest.approx(list(singular**2 / (singular**2).sum()), rel=1e-9)
    for ours, theirs in zip(fields["components"], ways, strict=True):
        assert abs(np.dot(numbers(ours.args), theirs)) == pytest.approx(1, rel=1e-9)


def test_columns_that_depend_on_each_other(solve):
    found = solve("principal_components", data=[[1, 0, 2], [2, 1, 1], [3, -1, 0], [0, 2, 3], [4, 3, -1]])  # the third is 3 less the first
    assert found.verified
    _, singular, _ = np.linalg.svd([[-1, -1, 1], [0, 0, 0], [1, -2, -1], [-2, 1, 2], [2, 2, -2]])
    assert numbers(found.answer.fields["singular_values"]) == pytest.approx(list(singular), abs=1e-12)


def test_no_spread(solve):
    assert solve("principal_components", data=[[1, 2], [1, 2]]).status == "unsupported"


def test_points_on_a_line(solve):
    assert solve("principal_components", data=[[0, 1], [1, 3], [2, 5]]).answer.fields["explained"] == (1, 0)


@pytest.mark.parametrize(("data", "words"), [([[1, 2], [2, 1], [4, 5], [5, 4]], "For λ = 6 "), ([[0, 0], [1, 0], [3, 2]], "For λ ≈ 3.573")])
def test_a_rounded_eigenvalue_is_not_said_to_be_equal(solve, data, words):
    assert words in fragment(narrate(solve("principal_components", data=data)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([[2, 0, 0], [-2, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 1], [0, 0, -1]], ("comes more than once", "no one direction")),
        ([[0, 1, 1], [1, 3, 1], [2, 5, 1]], ("comes more than once",)),
        ([[0, 1], [1, 3], [3, 5]], ()),
    ],
)
def test_equal_eigenvalues_have_no_directions_of_their_own(solve, data, said):
    page = " ".join(fragment(narrate(solve("principal_components", data=data))).split())
    assert all((words in page) == (words in said) for words in ("comes more than once", "no one direction"))


def test_the_box_has_every_component(solve):
    box = " ".join(fragment(narrate(solve("principal_components", data=[[0, 0], [1, 2], [2, 4], [3, 0]]))).rsplit("Answer", 1)[1].split())
    assert "The second component is ⟨" in box


def test_in_three_columns_a_vector_is_perpendicular_to_two_rows(solve):
    found = solve("principal_components", data=[[1, 0, 0], [-1, 0, 0], [0, 1, 1], [0, -1, -1], [0, 2, -2], [0, -2, 2]])
    stages = [s for s in found.steps if s.rule == "principal_components.crossed"]
    assert len(stages) == 3
    for s in stages:
        first, second = (Matrix(row.args) for row in s.facts["lines"])
        assert first.cross(second) == (-1 if s.facts["turned"] else 1) * Matrix(s.facts["along"].args)
        assert Matrix(s.facts["along"].args) / s.facts["length"] == Matrix(s.result.args)
    twice = solve("principal_components", data=[[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 2], [0, 0, -2]])
    assert [s.facts["value"] for s in twice.steps if s.rule == "principal_components.crossed"] == [Rational(8, 5)]
