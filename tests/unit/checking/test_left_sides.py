"""What stands before an answer counts: a denial, a calculation, another quantity or another point is no name of it."""

from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.desk.asked import asked
from tutor.reading.sets import as_record


def question(kind: str, **fields: object) -> Question:
    return asked(as_record({"kind": kind, **fields}, "p"))


def own(value: str, shape: str = "expression") -> Question:
    return question("short_answer", statement="Work it out.", answer={"type": shape, "value": value})


PARTIAL = question("partial_derivative", function="x^3 y", with_respect_to="y")
GRADIENT = question("gradient", function="x y^2 - x", point=[3, 1])
HESSIAN = question("hessian", function="x y^2", point=[3, 1])
IMPLICIT = question("implicit_derivative", equation="x^2 + 3y^2 = 13", dependent="y", with_respect_to="x", point=[1, 2])
CURVE = question("implicit_derivative", equation="x^2 + 3y^2 = 13", dependent="y", with_respect_to="x")
LIMIT = question("limit", function="(x^2 - 9)/(x - 3)", point="3")
NO_LIMIT = question("limit", function="1/(x - 2)", point="2")
DIRECTIONAL = question("directional_derivative", function="x y^2", point=[2, 1], direction=[0, 1])
TAYLOR = question("taylor_polynomial", function="cos x", point=[0], order=2)
LINEAR = question("linear_approximation", function="x y", point=[2, 5])
ESTIMATE = question("linear_approximation", function="x y", point=[2, 5], estimate_at=["2.1", "4.9"])
DIFFERENTIAL = question("total_differential", function="x y^2")
ERROR = question("error_propagation", function="a b", point={"a": 3, "b": 2}, uncertainties={"a": "0.1", "b": "0.2"}, combine="worst")
CURL = question("curl", field=["y", "x z", "x"])
DETERMINANT = question("jacobian_determinant", transform={"x": "u v", "y": "v"}, variables=["u", "v"])
PLANE = question("tangent_plane", surface="z = x^2 + y", point=[1, 2])
CHAIN = question("chain_rule", outer="x y^2", inner={"x": "t^2", "y": "sin t"}, with_respect_to="t")
SEVERAL = question("chain_rule", outer="x - y^2", inner={"x": "s t", "y": "s"}, with_respect_to=["s", "t"])
STEEPEST = question("steepest_ascent", function="x y^2", point=[3, 1])
LARGEST = question("lagrange", objective="x y", constraints=["x + y = 6"], goal="max")

RIGHT = [
    (PARTIAL, ["f_y = x^3", "the partial derivative is x^3", "slope = x^3", "fy = x^3", "d/dy (x^3 y) = x^3", "f_y(x, y) = x^3"]),
    (GRADIENT, ["∇f(3, 1) = (0, 6)", "at (3, 1): (0, 6)", "(y^2 - 1, 2xy) = (0, 6)", "fx(3, 1) = 0, fy(3, 1) = 6"]),
    (HESSIAN, ["H = [[0, 2], [2, 6]]", "H(3, 1) = [[0, 2], [2, 6]]", "[[0, 2y], [2y, 2x]] = [[0, 2], [2, 6]]", "D^2 f = [[0, 2], [2, 6]]"]),
    (IMPLICIT, ["y'(1) = -1/6", "dy/dx = -x/(3y) = -1/6", "dy/dx = -F_x/F_y = -1/6", "at (1, 2): -1/6"]),
    (CURVE, ["dy/dx = -F_x/F_y = -x/(3y)", "-F_x/F_y = -x/(3y)"]),
    (LIMIT, ["lim_{x→3} = 6", "L = 6", "x + 3 = 6", "the limit is 6"]),
    (NO_LIMIT, ["DNE", "does not exist"]),
    (DIRECTIONAL, ["D_u f(2, 1) = 4", "∇f·u = 4"]),
    (TAYLOR, ["T_2(x) = 1 - x^2/2", "P(x) = 1 - x^2/2"]),
    (LINEAR, ["L(x, y) = 5x + 2y - 10", "z = 5x + 2y - 10"]),
    (ESTIMATE, ["5x + 2y - 10, L(2.1, 4.9) = 10.3"]),
    (DIFFERENTIAL, ["dz = y^2 dx + 2xy dy", "df = y^2 dx + 2xy dy"]),
    (ERROR, ["error = 0.8", "0.8", "df = 0.8"]),
    (CURL, ["curl F = (-x, -1, z - 1)", "∇×F = (-x, -1, z - 1)"]),
    (DETERMINANT, ["∂(x,y)/∂(u,v) = v", "det J = v", "|J| = v"]),
    (PLANE, ["tangent plane: z = 2x + y - 1", "z = 2x + y - 1"]),
    (CHAIN, ["dz/dt = y^2 (2t) + 2xy cos t = 2t sin^2 t + 2t^2 sin t cos t"]),
    (SEVERAL, ["df/ds = t - 2s, df/dt = s"]),
    (STEEPEST, ["direction (1, 6), rate √37", "rate √37 in the direction (1, 6)", "slope √37, gradient (1, 6)"]),
    (LARGEST, ["max xy = 9 at (3, 3)", "max = 3*3 = 9 at (3, 3)"]),
    (own("5"), ["x = 5", "area = 5", "2 + 3 = 5", "f(2) = 5"]),
    (own("(3, 4)", "vector"), ["v = (3, 4)", "AB = (3, 4)", r"\vec v = (3, 4)"]),
]  # fmt: skip
WRONG = [
    (PARTIAL, ["not f_y = x^3", "the answer is not: x^3", "f_y is not = x^3", "wrong: x^3", "perhaps: x^3", "I doubt f_y = x^3"]),
    (PARTIAL, ["-f_y = x^3", "3f_y = x^3", "f_y - 1 = x^3", "1/f_y = x^3", "f_y^2 = x^3", "f_y f_x = x^3", "sqrt(f_y) = x^3"]),
    (PARTIAL, ["∫f dy = x^3", "error = x^3", "|f_y| = x^3", "f_y(1, 2) = x^3", "nicht: x^3", "f = x^3", "x^3?"]),
    (GRADIENT, ["at (1, 3): (0, 6)", "fx(1, 3) = 0, fy(3, 1) = 6", "(y^2 - 1, x y) = (0, 6)", "2∇f = (0, 6)"]),
    (GRADIENT, ["|∇f| = (0, 6)", "∇f·u = (0, 6)"]),
    (GRADIENT, ["not ∇f = (0, 6)", "∇f ≠ 0 = (0, 6)", "-∇f = (0, 6)", "∇f/3 = (0, 6)"]),
    (HESSIAN, ["H(1, 3) = [[0, 2], [2, 6]]", "[[0, 2y], [2y, y]] = [[0, 2], [2, 6]]", "-H = [[0, 2], [2, 6]]", "H^-1 = [[0, 2], [2, 6]]"]),
    (HESSIAN, ["det H = [[0, 2], [2, 6]]", "tr H = [[0, 2], [2, 6]]", "3H = [[0, 2], [2, 6]]", "no H = [[0, 2], [2, 6]]"]),
    (IMPLICIT, ["y'(2) = -1/6", "at (2, 1): -1/6", "-y/(3x) = -1/6", "-y' = -1/6", "dy/dx = -3y/x = -1/6"]),
    (CURVE, ["F_x/F_y = -x/(3y)", "-F_y/F_x = -x/(3y)", "-y' = -x/(3y)"]),
    (LIMIT, ["lim_{x→2} = 6", "-lim = 6", "not lim = 6", "L^2 = 6", "2 lim = 6", "x + 4 = 6"]),
    (NO_LIMIT, ["DNE?", "does not exist?"]),
    (DIRECTIONAL, ["D_u f(1, 2) = 4", "|∇f| = 4", "D_{-u} f = 4", "∇f = 4"]),
    (TAYLOR, ["T_1 = 1 - x^2/2", "P_4(x) = 1 - x^2/2", "R_2 = 1 - x^2/2", "-T_2 = 1 - x^2/2"]),
    (LINEAR, ["L(y, x) = 5x + 2y - 10", "f(2, 5) = 5x + 2y - 10", "L/2 = 5x + 2y - 10"]),
    (ESTIMATE, ["5x + 2y - 10, L(4.9, 2.1) = 10.3", "5x + 2y - 10, error = 10.3"]),
    (DIFFERENTIAL, ["dx = y^2 dx + 2xy dy", "d^2z = y^2 dx + 2xy dy", "-dz = y^2 dx + 2xy dy"]),
    (ERROR, ["Δa = 0.8", "V = 0.8", "-ΔV = 0.8"]),
    (CURL, ["F = (-x, -1, z - 1)", "-curl F = (-x, -1, z - 1)"]),
    (DETERMINANT, ["∂(u,v)/∂(x,y) = v", "1/J = v", "J^2 = v"]),
    (PLANE, ["normal line: z = 2x + y - 1", "wrong: z = 2x + y - 1"]),
    (CHAIN, ["dz/dt = y^2 t + 2xy cos t = 2t sin^2 t + 2t^2 sin t cos t", "-dz/dt = 2t sin^2 t + 2t^2 sin t cos t"]),
    (SEVERAL, ["df/ds = t - 2s, dg/dt = s", "-dz/ds = t - 2s, -dz/dt = s"]),
    (STEEPEST, ["direction √37, rate (1, 6)", "rate = (1, 6), direction = √37", "gradient √37, slope (1, 6)"]),
    (LARGEST, ["max 9 at (3, 3) = 8", "max xy = 8 = 9 at (3, 3)"]),
    (own("5"), ["-x = 5", "x + 2 = 5", "not x = 5", "no: 5", "x^2 = 5", "3A = 5", "2x + 3y = 5", "5?"]),
    (own("(3, 4)", "vector"), ["3v = (3, 4)", "v + w = (3, 4)", "-v = (3, 4)", "|v| = (3, 4)"]),
]  # fmt: skip


@over(("asks", "typed"), [(asks, answer) for asks, answers in RIGHT for answer in answers])
def test_a_name_of_what_is_asked(asks: Question, typed: str) -> None:
    assert check(asks, typed).verdict.verdict == "correct"


@over(("asks", "typed"), [(asks, answer) for asks, answers in WRONG for answer in answers])
def test_no_name_of_what_is_asked(asks: Question, typed: str) -> None:
    assert check(asks, typed).verdict.verdict in ("incorrect", "unreadable", "partially_correct"), typed
