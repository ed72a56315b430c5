"""Functions in pieces: the piece that holds near the point, and a refusal where pieces meet or there is no point."""

from __future__ import annotations

import pytest
from every import over

from tutor.errors import Invalid, Unreadable, Unsupported
from tutor.printing.notation.latex import latex
from tutor.reading import parse
from tutor.reading.echo import layout_of
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record

HOLE = r"\begin{cases} \frac{x y^2}{x^2+y^4} & (x,y)\ne(0,0) \\ 3 & (x,y)=(0,0)\end{cases}"
WORDED = r"\begin{cases} \frac{x y^2}{x^2+y^4} & \text{if $(x,y) \ne (0,0)$}, \\ 3 & \text{otherwise.} \end{cases}"
HALVES = r"f(x, y) = \begin{cases} x^2+y & \text{if } x \ge 0 \\ y\cos x & \text{if } x < 0 \end{cases}"
BAND = r"\begin{cases} x & \text{for } 0 < x < 2, y > 0 \\ y & x > 2 \\ \end{cases}"


def read(kind, function, point=None, **more):
    fields = {"kind": kind, "function": function, **({} if point is None else {"point": point}), **more}
    return read_problem(as_record(fields, "1"))


@over(
    ("kind", "function", "point", "piece"),
    [
        ("limit", HOLE, [0, 0], "x*y**2/(x**2 + y**4)"),
        ("limit", WORDED, [0, 0], "x*y**2/(x**2 + y**4)"),
        ("gradient", HOLE, [1, 0], "x*y**2/(x**2 + y**4)"),
        ("limit", HOLE.replace("\\\\", r"\\[1.5ex]"), [0, 0], "x*y**2/(x**2 + y**4)"),
        ("limit", HOLE.replace("(0,0)\\end", r"(0,0).\end"), [0, 0], "x*y**2/(x**2 + y**4)"),
        ("limit", rf"\left\{{\begin{{array}}{{ll}} {HOLE[13:-11]} \end{{array}}\right.", [0, 0], "x*y**2/(x**2 + y**4)"),
        ("gradient", WORDED, {"x": 1, "y": 2}, "x*y**2/(x**2 + y**4)"),
        ("gradient", HALVES, [1, 2], "x**2 + y"),
        ("gradient", HALVES, [-1, 2], "y*cos(x)"),
        ("gradient", HALVES.replace("f(x, y)", "f(y, x)"), [-1, 2], "x**2 + y"),
        ("hessian", BAND, [1, 1], "x"),
        ("gradient", BAND, [3, -1], "y"),
        ("limit", r"\begin{cases} x & x \ne 0 \\ 7 & x = 0 \end{cases}", [0], "x"),
        ("limit", r"\begin{cases} 7 & x = 0 \\ x & \text{else} \end{cases}", [0], "x"),
    ],
)
def test_near_the_point_one_piece_is_the_function(kind, function, point, piece):
    found = read(kind, function, point)
    assert str(found.given["function"]) == piece
    assert len(found.variables) == len(point)
    assert any("one piece" in n.message for n in found.notices)


@over(
    ("kind", "function", "point"),
    [
        ("gradient", HOLE, None), ("hessian", HOLE, [0, 0]), ("critical_points", HOLE, None),
        ("gradient", HALVES, [0, 2]),
        ("gradient", BAND, [2, 1]), ("gradient", BAND, [1, 0]), ("gradient", BAND, [-1, 1]), ("gradient", HOLE, ["a", "b"]),
        ("gradient", r"\begin{cases} x & floor(x) > 0 \\ y & \text{otherwise} \end{cases}", [1, 1]),
        ("limit", r"\begin{cases} 1 & x = 0 \\ y & \text{otherwise} \end{cases}", [0, 1]),
    ],
)  # fmt: skip
def test_where_pieces_meet_there_is_no_answer_yet(kind, function, point):
    with pytest.raises(Unsupported, match="pieces are read, but") as caught:
        read(kind, function, point)
    assert caught.value.place.field == "function"


@over(
    ("fields", "said"),
    [
        ({"kind": "gradient", "function": r"x + \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}", "point": [1]}, "stand alone"),
        ({"kind": "lagrange", "objective": HOLE, "constraints": ["x = y"], "goal": "max"}, "stand alone"),
        ({"kind": "gradient", "function": r"\begin{cases} x \\ y \end{cases}", "point": [1, 1]}, "needs a condition"),
        ({"kind": "gradient", "function": r"\begin{cases} x & \text{else} \\ y & x > 0 \end{cases}", "point": [1, 1]}, "Only the last"),
        ({"kind": "gradient", "function": r"\begin{cases} x & x > 0", "point": [1, 1]}, "matching"),
    ],
)
def test_what_are_no_pieces_is_said(fields, said):
    with pytest.raises(Unreadable, match=said):
        read_problem(as_record(fields, "1"))


def test_pieces_can_be_printed():
    assert latex(layout_of(parse(HALVES.partition("= ")[2]).tree)).startswith(r"\begin{cases}")


SINGLE = {"function": "x y^2/(x^2 + y^4)", "exceptions": [{"at": [0, 0], "value": 3}]}


@over("exceptions", [SINGLE["exceptions"], [{"at": {"x": 0, "y": 0}, "value": "3"}], [{"at": "(0, 0)", "value": 3}]])
@over(("kind", "point"), [("limit", [0, 0]), ("gradient", [1, 2]), ("gradient", {"x": 0, "y": 1})])
def test_a_value_at_one_point_does_not_matter_beside_it(kind, point, exceptions):
    found = read(kind, SINGLE["function"], point, exceptions=exceptions)
    assert str(found.given["function"]) == "x*y**2/(x**2 + y**4)"


@pytest.mark.parametrize(("kind", "point"), [("hessian", [0, 0]), ("gradient", None), ("critical_points", None)])
def test_at_the_exception_there_is_no_answer_yet(kind, point):
    with pytest.raises(Unsupported, match="pieces are read, but"):
        read(kind, "f(x, y) = " + SINGLE["function"], point, exceptions=SINGLE["exceptions"])


@over("kind", ["partial_derivative", "gradient", "directional_derivative"])
@over("function", [HOLE, WORDED])
def test_a_value_of_its_own_at_the_point_is_kept_for_the_difference_quotient(kind, function):
    more = {"partial_derivative": {"with_respect_to": ["x"]}, "directional_derivative": {"direction": [1, 1]}}.get(kind, {})
    found = read(kind, function, [0, 0], **more)
    assert str(found.given["function"]) == "x*y**2/(x**2 + y**4)"
    assert found.given["value_there"] == 3


def test_a_value_of_its_own_in_letters_is_that_at_the_point():
    pieces = r"\begin{cases} \frac{x}{y} & (x,y)\ne(1,0) \\ a + x & \text{otherwise} \end{cases}"
    found = read("gradient", pieces, [1, 0], variables=["x", "y"])
    assert str(found.given["value_there"]) in ("a + 1", "1 + a")


@over("exceptions", [[], "(0, 0)", [{"at": [0, 0]}], [{"at": [0], "value": 1}], [[0, 0, 1]]])
def test_what_is_no_exception_is_refused(exceptions):
    with pytest.raises(Invalid) as caught:
        read("limit", SINGLE["function"], [0, 0], exceptions=exceptions)
    assert caught.value.place.field == "exceptions"
