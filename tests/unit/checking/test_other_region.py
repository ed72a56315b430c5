"""Limits of another region than that asked: how they differ in words and in a picture, and what they come to."""

from every import over

from tutor.checking.judge import check
from tutor.desk.asked import asked
from tutor.desk.drawn_limits import drawn_limits
from tutor.page.document import Math
from tutor.page.drawing import Region
from tutor.printing.notation.text import text
from tutor.reading.sets import as_record

TRIANGLE = {"kind": "set_up", "integrand": "x y", "region": "triangle (0, 0), (2, 0), (2, 4)"}
DISC = {"kind": "set_up", "integrand": "x^2", "region": "disc centre (0, 0) radius 2", "coordinates": "polar"}
SOLID = {"kind": "set_up", "integrand": "x", "region": "tetrahedron (0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)"}
BOWL = {"kind": "set_up", "integrand": "z", "region": ["x^2 + y^2 <= 4", "0 <= z", "z <= 4 - x^2 - y^2"], "coordinates": "cylindrical"}
BALL = {"kind": "set_up", "integrand": "z", "region": "x^2 + y^2 + z^2 <= 4", "coordinates": "spherical"}
POINT = "The point (x, y) = "
OUTSIDE, MISSING = (
    " lies within your limits, but not in the region that is asked.",
    " lies in the region that is asked, but not within your limits.",
)


@over(
    ("fields", "answer", "said", "drawn"),
    [
        (TRIANGLE, "int_0^4 int_0^(y/2) x y dx dy", f"{POINT}(1, 1){MISSING}", True),
        (TRIANGLE, "int_0^2 int_0^4 x y dy dx", f"{POINT}(1, 3){OUTSIDE}", True),
        (DISC, "int_0^pi int_0^2 r^3 cos(theta)^2 dr dtheta", f"{POINT}(0, −1){MISSING}", True),
        (DISC, "int_(-2)^2 int_0^(sqrt(4 - x^2)) x^2 dy dx", f"{POINT}(0, −1){MISSING}", True),
        (
            TRIANGLE,
            "int_2^0 int_0^(2x) x y dy dx",
            "The upper limit of x lies below the lower one, so these limits are of no region.",
            False,
        ),
        (TRIANGLE, "int_0^2 int_x^(2 - x) x y dy dx", "Where x = 3/2, the upper limit of y lies below the lower one", False),
        (SOLID, "int_0^1 int_0^1 int_0^(1 - x - y) x dz dy dx", "Where x = 1/2, y = 3/4, the upper limit of z lies below", False),
        (SOLID, "0 <= z <= 2 - x - y, 0 <= y <= 1, 0 <= x <= 1", OUTSIDE, True),
    ],
)
def test_wrong_limits_are_refuted_and_drawn_where_all_is_said(fields, answer, said, drawn):
    question = asked(as_record(fields, "1"))
    found, figure = check(question, answer).verdict, drawn_limits(question, answer)
    assert found.verdict in ("incorrect", "partially_correct") and said in found.feedback
    assert (figure is not None) == drawn
    if figure is not None:
        assert sum(isinstance(shape, Region) for shape in figure.drawing.shapes) == 2
    less = asked(as_record({**fields, "feedback": "mistake"}, "1"))
    assert said not in check(less, answer).verdict.feedback and drawn_limits(less, answer) is None


@over(
    ("fields", "answer", "caption", "across"),
    [
        (SOLID, "int_0^1 int_0^1 int_0^1 x dz dy dx", "x = 1/2", "y z"),  # cut across the outermost variable
        (BOWL, "int_0^(2 pi) int_0^2 int_0^4 z r dz dr dtheta", "θ = 5π/4", "r z"),  # through the axis
        (BALL, "int_0^(2 pi) int_0^(pi/2) int_0^2 rho^3 cos(phi) sin(phi) drho dphi dtheta", "θ = π", "r z"),
        (BOWL, "int_0^pi int_0^2 int_0^(4 - r^2) z r dz dr dtheta", "the shadow of the solid", "x y"),  # no cut meets both
        (SOLID, "int_0^2 int_0^1 int_0^(1 - x - y) x dz dy dx", None, ""),
        (BALL, "int_0^pi int_0^pi int_0^2 rho^3 cos(phi) sin(phi) drho dphi dtheta", None, ""),
    ],
)
def test_wrong_solids_are_cut_where_they_differ_or_drawn_by_their_shadows(fields, answer, caption, across):
    figure = drawn_limits(asked(as_record(fields, "1")), answer)
    if caption is None:
        assert figure is None
    else:
        said = [
            " ".join(text(part.formula) if isinstance(part, Math) else part.text for part in line)
            for line in (figure.caption, *figure.facts)
        ]
        assert caption in said[0] and all(letter in said[1] for letter in across.split())


def test_right_limits_are_not_drawn():
    question = asked(as_record(TRIANGLE, "1"))
    for answer in ("int_0^4 int_(y/2)^2 x y dx dy", "int_0^2 int_0^(2x) x dy dx"):
        assert drawn_limits(question, answer) is None and "point" not in check(question, answer).verdict.feedback


def test_an_integral_that_runs_backwards_somewhere_is_no_integral_over_the_rest():
    question = asked(as_record(SOLID, "1"))
    assert check(question, "0 <= z <= 1 - x - y, 0 <= y <= 1, 0 <= x <= 1").verdict.verdict == "correct"  # inequalities leave it out
    assert check(question, "int_0^1 int_0^1 int_0^(1 - x - y) x dz dy dx").verdict.verdict == "incorrect"
    assert check(question, "int_1^0 int_0^(1 - x) int_(1 - x - y)^0 x dz dy dx").verdict.verdict == "correct"  # turned twice
