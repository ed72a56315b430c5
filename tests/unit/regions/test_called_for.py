"""New variables that an integrand or a boundary calls for, and polar curves that go on across the origin."""

import pytest
from every import over

import tutor
from tutor.deriving.new_variables import called_for
from tutor.desk.authored import read
from tutor.reading.sets import as_record

CALLED = [
    ("e^((y - x)/(y + x))", "triangle (0, 0), (1, 0), (0, 1)", {"u": "-x + y", "v": "x + y"}),
    ("x y", ["x > 0", "bounded by y = x, y = 3x, x y = 1, x y = 3"], {"u": "x*y", "v": "y/x"}),
    ("(x - 2y)/(3x - y)", ["0 <= x - 2y <= 4", "1 <= 3x - y <= 8"], {"u": "x - 2*y", "v": "3*x - y"}),
]
NOT_CALLED = [
    ("x + 2y", "triangle (0, 0), (2, 1), (1, 3)"),  # two pieces of a polynomial are easier than u and v
    ("x + y", "triangle (0, 0), (1, 0), (0, 1)"),  # one strip serves
    ("x", "parallelogram (0, 0), (2, 1), (3, 3), (1, 2)"),  # given by its corners, and the integrand names nothing
    ("e^(y^2)", "triangle (0, 0), (0, 1), (1, 1)"),  # another order serves
]


def _given(integrand, region):
    problem = read(as_record({"kind": "integral_over_region", "integrand": integrand, "region": region}, "1"))
    return problem.given["region"], problem.variables, problem.given["integrand"]


@over(("integrand", "region", "names"), CALLED)
def test_new_variables_are_found(integrand, region, names):
    found = called_for(*_given(integrand, region))
    assert found is not None
    assert {str(u): str(e) for u, e in found[0].forward.items()} == names


@over(("integrand", "region"), NOT_CALLED)
def test_the_old_ones_are_kept_where_they_serve(integrand, region):
    assert called_for(*_given(integrand, region)) is None


@pytest.mark.slow
def test_the_page_says_why_and_comes_to_the_value():
    solution = tutor.solve("integral_over_region", integrand="cos((y - x)/(y + x))", region="trapezoid (1, 0), (2, 0), (0, 2), (0, 1)")
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "3*sin(1)/2"
    assert "no elementary antiderivative in either variable" in tutor.render(solution, "text").replace("\n", " ")


def test_a_petal_in_a_sector_is_whole():
    solution = tutor.solve("area", region=["inside r = cos(2 theta)", "-pi/4 <= theta <= pi/4"])
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "pi/8"


@pytest.mark.slow
def test_a_rose_keeps_the_angle_it_was_given_by():
    solution = tutor.solve("set_up", integrand="1", region="inside r = 2 cos(4 theta)", coordinates="polar")
    assert all("cos(theta)" not in str(part["limits"]) for part in solution.answer["parts"])


def test_each_part_of_a_region_is_integrated_in_an_order_of_its_own():
    solution = tutor.solve("integral_over_region", integrand="e^(max(x^2, y^2))", region="square (0, 0), (1, 1)")
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "-1 + E"


def test_the_order_in_which_the_integrand_is_constant_is_taken_first():
    solution = tutor.solve("set_up", integrand="sqrt(10 + 16y^2)", region="triangle (0, 0), (0, 1), (2, 1)")
    assert [str(v) for v, _, _ in solution.answer["limits"]] == ["x", "y"]


@pytest.mark.slow
def test_an_integrand_of_the_distance_over_an_arc_is_taken_to_polar_coordinates():
    limits = [["y", "0", "sqrt(2x - x^2)"], ["x", "0", "2"]]
    solution = tutor.solve("iterated_integral", integrand="sqrt(x^2 + y^2)", limits=limits)
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "16/9"


def test_the_one_unknown_factor_of_a_density_is_found():
    solution = tutor.solve("probability", density="C x (1 + y)", support=["0 <= x <= 1", "0 <= y <= 2"], region="x + y <= 1")
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "5/48"


def test_a_disc_without_its_centre_is_in_the_usual_variables():
    problem = read(as_record({"kind": "moment_of_inertia", "region": "disc radius a", "density": "k", "about": "origin"}, "1"))
    assert [v.name for v in problem.variables] == ["x", "y"]


BETWEEN_PARABOLAS = "enclosed by y = 1 - x^2, y = x^2 - 1, x + y + z = 2, 2x + 2y - z + 10 = 0"
SOLIDS = [(BETWEEN_PARABOLAS, "64/3"), ("enclosed by z = x^2 + y^2, z = 0, y = x^2, x = y^2", "6/35")]


@pytest.mark.parametrize(("region", "volume"), SOLIDS)
@pytest.mark.slow
def test_two_graphs_over_what_the_others_enclose_bound_a_solid(region, volume):
    """The cell beside it touches every surface too, and together they would not have y = x^2 - 1 for a boundary."""
    solution = tutor.solve("volume", region=region)
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == volume


@pytest.mark.slow
def test_two_graphs_from_line_to_line_may_cross():
    solution = tutor.solve("area", region="bounded by y = sin x, y = cos x, x = 0, x = pi/2")
    assert solution.verified
    assert str(solution.answer["expression"].doit()) == "-2 + 2*sqrt(2)"
