"""Systems with curves cut into disjoint pieces."""

import pytest

from tutor.budget import Work
from tutor.maths.solving.certify.ideal import ring
from tutor.maths.solving.certify.pieces import Endless, SolutionCurve, Uncut, pieces
from tutor.maths.solving.certify.real import never_negative, real_parts

R = ring("xyz")
X, Y, Z = R.gens()


def count(zero: list[object], nonzero: tuple[object, ...] = (), curves: tuple[SolutionCurve, ...] = ()) -> int:
    return sum(len(list(p.real())) for p in pieces(Uncut(R, tuple(zero), nonzero, curves), Work(5000)))


def test_disjoint() -> None:
    assert count([X * Y * (X - 1), Y * (Y - 2), Z, X**2 - X]) == 4


def test_not_zero() -> None:
    assert count([X**2 - X, Y**2 - 1, Z - X], (X,)) == 2
    assert count([X * (Y - 1), X * (X - 2), X * Z], (X,)) == 1


def test_only_real_points() -> None:
    assert count([X**2 + Y**2, Z**2 - 1]) == 2
    assert count([X**2 + Y**4 + Z**2 + 1]) == 0
    assert count([(X - 1) ** 2 + (Y - X) ** 2 + Z**2]) == 1


def test_without_a_curve() -> None:
    zero = [X * (X**2 + Y**2 - 1), Y * (X**2 + Y**2 - 1), Z]
    with pytest.raises(Endless):
        count(zero)
    circle = SolutionCurve((X**2 + Y**2 - 1, Z))
    found = [(p, k) for p in pieces(Uncut(R, tuple(zero), (), (circle,)), Work(5000)) for k in p.real()]
    assert sum(p.solutions.sign(p.inside(circle.equations[0]), k) != 0 for p, k in found) == 1
    with pytest.raises(Endless):
        count(zero, (), (SolutionCurve((X**2 + Y**2 - 1, Z, X)),))


def test_a_curve_with_a_hole() -> None:
    assert count([X * Y, Z], (), (SolutionCurve((X, Z), (Y,)), SolutionCurve((Y, Z), (X,)))) == 1


def test_sums_of_squares() -> None:
    assert [str(p) for p in real_parts(X**4 + 3 * Y**2) or ()] == ["x", "y"]
    assert real_parts(X**2 - Y**2) is None
    assert real_parts(X**2 + 2 * X * Y) is None
    assert real_parts(X**2 + Y**2 - 1) is None
    parts = real_parts(X**2 - 2 * X + 2 + Y**2)
    assert parts is not None and any(p.is_constant() for p in parts)


def test_implied_signs() -> None:
    assert never_negative(3 - Z**2, [X**2 + Z**2 - 3], strict=False)
    assert not never_negative(3 - Z**2, [X**2 + Z**2 - 3], strict=True)
    assert never_negative(4 - Z**2, [X**2 + Z**2 - 3], strict=True)
    assert not never_negative(2 - Z**2, [X**2 + Z**2 - 3], strict=False)
    assert not never_negative(X, [X**2 + Z**2 - 3], strict=False)
