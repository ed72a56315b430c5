"""An answer is read whole: labels, chains, decimals, units and second answers count."""

from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.desk.asked import asked
from tutor.reading.sets import as_record


def question(kind: str, **fields: object) -> Question:
    return asked(as_record({"kind": kind, **fields}, "p"))


def own(value: str, shape: str = "expression", statement: str = "Work it out.", **more: object) -> Question:
    return question("short_answer", statement=statement, answer={"type": shape, "value": value, **more})


IMPLICIT = {"equation": "x^2 + 2y^2 = 9", "dependent": "y", "with_respect_to": "x", "point": "(1, 2)"}
LABELLED = [
    ("implicit_derivative", IMPLICIT, "dy/dx = -1/4", "dx/dy = -1/4"),
    ("implicit_derivative", IMPLICIT, "y' = -1/4", "y'' = -1/4"),
    ("implicit_derivative", IMPLICIT, "-1/4 = dy/dx", "-1/4 = dx/dy"),
    ("implicit_derivative", IMPLICIT, "m = -1/4", "x = -1/4"),
    ("partial_derivative", {"function": "7x + 2y", "with_respect_to": "y"}, "f_y = 2", "f_x = 2"),
    ("partial_derivative", {"function": "7x + 2y", "with_respect_to": "y"}, r"\frac{\partial f}{\partial y} = 2", "∂²f/∂y² = 2"),
    ("partial_derivative", {"function": "x y^3", "with_respect_to": ["y", "y"]}, "f_{yy} = 6xy", "f_y = 6xy"),
    ("partial_derivative", {"function": "x y^3", "with_respect_to": "y", "point": [1, 2]}, "f_y(1, 2) = 12", "f_y(2, 1) = 12"),
    ("gradient", {"function": "x^2 - y"}, "∇f = (2x, -1)", "div f = (2x, -1)"),
    ("divergence", {"field": ["x^3", "y"]}, "div F = 3x^2 + 1", "∇×F = 3x^2 + 1"),
    ("chain_rule", {"outer": "x y", "inner": {"x": "s + t", "y": "s"}, "with_respect_to": "t"}, "dz/dt = s", "dz/ds = s"),
    ("directional_derivative", {"function": "x y", "point": [1, 1], "direction": [3, 4]}, "D_u f = 7/5", "f_x = 7/5"),
    ("limit", {"function": "(x^2 - 4)/(x - 2)", "point": "2"}, "lim x->2 = 4", "lim x->3 = 4"),
]  # fmt: skip


@over(("kind", "fields", "right", "wrong"), LABELLED)
def test_a_label_counts(kind: str, fields: dict[str, object], right: str, wrong: str) -> None:
    asks = question(kind, **fields)
    assert check(asks, right).verdict.verdict == "correct"
    found = check(asks, wrong).verdict
    assert found.verdict == "incorrect"
    assert "names another quantity" in found.feedback


def test_of_several_named_quantities_one_is_asked() -> None:
    asks = question("partial_derivative", function="7x + 2y", with_respect_to="x")
    assert check(asks, "f_x = 7; f_y = 2").verdict.verdict == "unreadable"
    assert check(asks, "f_y = 2; f_x = 7").verdict.verdict == "correct"


@over(
    "typed", ["4; 7", "answer: 4; 7", "p = 4; q = 7", "4\n7", "4; 7;"],
)  # fmt: skip
def test_two_answers_side_by_side(typed: str) -> None:
    found = check(own("7"), typed).verdict
    assert (found.verdict, found.feedback) == ("unreadable", "Two different answers stand here: which one is it?")


@over("typed", ["3 + 4; 7", "2x + 1 ⇒ 7", "b^2 - 4c = 16; 7", "7;", "D = 4; 7", "14/2\n7"])
def test_working_is_no_second_answer(typed: str) -> None:
    assert check(own("7"), typed).verdict.verdict == "correct"


def test_a_limit_is_there_or_not() -> None:
    asks = question("limit", function="x y/(2x^2 + y^2)", point="(0, 0)")
    assert check(asks, "0; DNE").verdict.verdict == "unreadable"
    assert check(asks, "DNE").verdict.verdict == "correct"


@over(
    ("typed", "verdict"),
    [
        ("√3/2 = 0.866", "correct"), ("0.866 = √3/2", "correct"), ("√3/2 (0.866)", "correct"), ("0.87 (√3/2)", "correct"),
        ("3/(2√3) = √3/2 = 0.87", "correct"), ("√3/2 ≈ 0.9", "correct"), ("√3/2 ≈ 0.6", "partially_correct"),
        ("0.86 = √3/2", "correct"), ("0.84 = √3/2", "partially_correct"), ("√3/2 = 0.5", "incorrect"), ("√3/2 (0.5)", "incorrect"),
    ],
)  # fmt: skip
def test_an_exact_value_with_its_decimal(typed: str, verdict: str) -> None:
    assert check(own("sqrt(3)/2"), typed).verdict.verdict == verdict


@over("typed", ["0.(45)", "0.454545...", "5/11 ≈ 0.4545...", r"0.\overline{45}", "5/11 = 0.4545"])
def test_repeating_decimals(typed: str) -> None:
    assert check(own("5/11"), typed).verdict.verdict == "correct"


@over(
    ("value", "statement", "typed", "verdict"),
    [
        ("2.5 m/s", "How fast?", "2.5 m s^-1", "correct"), ("2.5 m/s", "How fast?", "9 km/h", "correct"),
        ("2.5 m/s", "How fast?", "2.5", "wrong_form"), ("2.5 m/s", "How fast?", "2.5 N", "incorrect"),
        ("2.5 m/s", "How fast?", "2.5 km/s", "incorrect"),
        ("7", "How many?", "7 kg", "unreadable"), ("7", "How many?", "7/s", "unreadable"),
        ("7", "How long is it, in metres?", "7 m", "correct"), ("7", "How long is it, in metres?", "7 cm", "unreadable"),
        ("7", "How long is it, in metres?", "7 s", "incorrect"), ("7", "Let $V(h) = 7h$; find $dV/dh$.", "7 h", "incorrect"),
        ("pi/3", "Which angle?", "pi/3 rad", "correct"), ("pi/3", "Which angle?", "60°", "correct"),
        ("60", "How many degrees?", "60°", "correct"),
        ("60", "How many degrees?", "61 deg", "incorrect"),
    ],
)  # fmt: skip
def test_units_count(value: str, statement: str, typed: str, verdict: str) -> None:
    assert check(own(value, statement=statement), typed).verdict.verdict == verdict


@over(
    ("typed", "verdict"),
    [
        ("(5, 6); (1, 2)", "unreadable"), ("(5, 6) = (1, 2)", "partially_correct"), ("2(1/2, 1) = (1, 2)", "correct"),
        ("1; 2", "correct"), ("1\n2", "correct"), ("1 and 2", "correct"), ("[1 2]", "correct"), ("<1|2>", "correct"), ("{1, 2}", "correct"),
        ("(1, 2) m/s", "unreadable"), ("(1, 2), since the slope is 2", "correct"), ("<5|6>", "incorrect"),
    ],
)  # fmt: skip
def test_vectors_are_read_whole(typed: str, verdict: str) -> None:
    assert check(own("(1, 2)", "vector"), typed).verdict.verdict == verdict


@over(
    ("typed", "verdict"),
    [
        ("f_y = 3, f_x = 4x", "correct"), ("fy = 3\nfx = 4x", "correct"), ("f'_x = 4x, f'_y = 3", "correct"),
        ("f_y = 4x, f_x = 3", "incorrect"),
        ("f_xx = 4x, f_yy = 3", "unreadable"), ("f_x = 4x, f_x = 5x", "unreadable"), ("f_x = 4x and f_y = 3", "correct"),
    ],
)  # fmt: skip
def test_components_go_by_their_names(typed: str, verdict: str) -> None:
    assert check(question("gradient", function="2x^2 + 3y"), typed).verdict.verdict == verdict


NAMED = question("chain_rule", outer="u v", inner={"u": "s + t", "v": "2s"}, with_respect_to=["s", "t"])


@over(
    ("typed", "verdict"),
    [
        ("dz/dt = 2s, dz/ds = 4s + 2t", "correct"), ("z_t = 2s; z_s = 4s + 2t", "correct"), ("4s + 2t, 2s", "correct"),
        ("∂z/∂t = 4s + 2t, ∂z/∂s = 2s", "incorrect"), ("dz/dt = 2s", "partially_correct"), ("dz/ds = 4s + 2t, 2s", "unreadable"),
        ("du/ds = 4s + 2t, dz/dt = 2s", "partially_correct"),
    ],
)  # fmt: skip
def test_named_values_in_any_order(typed: str, verdict: str) -> None:
    assert check(NAMED, typed).verdict.verdict == verdict


@over(
    ("typed", "verdict"),
    [
        ("df/dy = 2, df/dx = 5", "correct"), ("df/dy = 5, df/dx = 2", "incorrect"), ("f = 6, f_x = 5, f_y = 2", "correct"),
        ("dx = 5, dy = 2", "correct"), ("5, 2", "correct"), ("6, (5, 2)", "correct"),
    ],
)  # fmt: skip
def test_named_slots_of_a_gradient(typed: str, verdict: str) -> None:
    assert check(question("backpropagation", function="x y + x^2 - 4", point=[2, 3]), typed.replace("5", "7")).verdict.verdict == verdict


HESSIAN = question("hessian", function="x^3 + x y^2")
JACOBIAN = question("jacobian", functions=["x y", "cos x + y"], variables=["x", "y"])


@over(
    ("asks", "typed", "verdict"),
    [
        (HESSIAN, "f_yy = 2x, f_xy = 2y, f_xx = 6x", "correct"), (HESSIAN, "f_xx = 6x\nf_xy = f_yx = 2y\nf_yy = 2x", "correct"),
        (HESSIAN, "f_xx = 6x, f_yy = 2x", "unreadable"), (HESSIAN, "f_xx = 6x, f_xy = 2y, f_yx = 3y, f_yy = 2x", "partially_correct"),
        (HESSIAN, "{{6x, 2y}, {2y, 2x}}", "correct"), (HESSIAN, "<<6x|2y>, <2y|2x>>", "correct"), (HESSIAN, "6x, 2y; 2y, 2x", "correct"),
        (HESSIAN, "[6x, 2y, 2y, 2x]", "unreadable"), (HESSIAN, "∇f = [[6x, 2y], [2y, 2x]]", "incorrect"),
        (JACOBIAN, "∂f1/∂x = y, ∂f1/∂y = x, ∂f2/∂x = -sin x, ∂f2/∂y = 1", "correct"),
        (JACOBIAN, "∂f2/∂x = -sin x, ∂f2/∂y = 1, ∂f1/∂x = y, ∂f1/∂y = x", "correct"), (JACOBIAN, "(y x; -sin x 1)", "correct"),
        (own("[[1, 2], [3, 4]]", "matrix"), "[[1, 2], [3, 5]]; [[1, 2], [3, 4]]", "unreadable"),
        (own("[[1, 2], [3, 4]]", "matrix"), "[[1, 2], [3, 5]] = [[1, 2], [3, 4]]", "partially_correct"),
        (own("[[1, 2], [3, 4]]", "matrix"), "[1 2]\n[3 4]", "correct"), (own("[[1, 2], [3, 4]]", "matrix"), "(1, 2)\n(3, 4)", "correct"),
    ],
)  # fmt: skip
def test_matrices_by_rows_or_entries(asks: Question, typed: str, verdict: str) -> None:
    assert check(asks, typed).verdict.verdict == verdict


@over(
    ("typed", "verdict", "said"),
    [
        ("2x + y - 2, 1.3", "correct", ""), ("1.3", "partially_correct", "The linear function is missing."),
        ("7; 2x + y - 2, 1.3", "unreadable", "Two numbers"), ("f(1, 1) = 1; 2x + y - 2, 1.3", "correct", ""),
        ("2x + y - 2", "partially_correct", "What value"),
    ],
)  # fmt: skip
def test_a_linear_function_and_its_estimate(typed: str, verdict: str, said: str) -> None:
    asks = question("linear_approximation", function="x^2 y", point=[1, 1], estimate_at=["1.1", "1.1"])
    found = check(asks, typed).verdict
    assert found.verdict == verdict
    assert said in found.feedback


@over(
    ("typed", "verdict"),
    [
        ("-3k", "correct"),
        ("0i + 0j - 3k", "correct"),
        ("(0, 0, -3)", "correct"),
        ("-3", "correct"),
        ("3k", "incorrect"),
        ("(1, 0, -3)", "unreadable"),
    ],
)
def test_a_curl_in_the_plane_points_out_of_it(typed: str, verdict: str) -> None:
    assert check(question("curl", field=["2y", "-x"]), typed).verdict.verdict == verdict


@over("typed", ["diverges to infinity", "DNE (infinity)", "it goes to ∞", "oo", "does not exist, it tends to infinity"])
def test_words_for_infinity(typed: str) -> None:
    asks = question("limit", function="1/(x - 1)^4", point="1")
    assert check(asks, typed).verdict.verdict == "correct"
    assert check(asks, typed.replace("infinity", "-infinity").replace("∞", "-∞").replace("oo", "-oo")).verdict.verdict == "incorrect"


@over(
    ("typed", "verdict"),
    [
        ("strictly convex", "correct"), ("convex", "partially_correct"), ("convex, not strictly", "partially_correct"),
        ("strictly convex and not concave", "correct"), ("I do not think it is strictly convex", "unreadable"),
        ("strictly convex only if x > 0", "unreadable"), ("neither", "incorrect"), ("strictly concave", "incorrect"),
    ],
)  # fmt: skip
def test_classes_are_read_with_what_is_denied(typed: str, verdict: str) -> None:
    assert check(question("convexity", function="2x^2 + x y + y^2"), typed).verdict.verdict == verdict
