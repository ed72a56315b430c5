"""What is shown as read is what was judged: typed again, it gets the same verdict."""

from every import over

from tutor.checking.judge import check
from tutor.desk.asked import asked
from tutor.printing.notation.latex import latex
from tutor.reading.sets import as_record

TYPED = [
    ("short_answer", {"statement": "q", "answer": {"type": "expression", "value": "sqrt(5)/2"}},
     ["√5/2", "√5/2 = 1.118", "1.118 (√5/2)", "1.118 = √5/2", "1.3 = √5/2", "√5/2 ≈ 1.12", "1.12", "0.(6)", "30°", "-√5/2", "1/2 √5"]),
    ("short_answer", {"statement": "q", "answer": {"type": "expression", "value": "4.5 m/s^2"}},
     ["4.5 m/s^2", "4.5", "450 cm/s²", "4.5 N", r"4.5\text{ m}/\text{s}^2", "5 m s^-2"]),
    ("short_answer", {"statement": "q", "answer": {"type": "vector", "value": "(1, 2)"}},
     ["(1, 2)", "1; 2", "<1|2>", "i + 2j", "(5, 6) = (1, 2)", "{1, 2}", "(2, 1)", "1 and 3"]),
    ("short_answer", {"statement": "q", "answer": {"type": "matrix", "value": "[[1, 2], [3, 4]]"}},
     ["[1, 2; 3, 4]", "{{1, 2}, {3, 4}}", "1, 2; 3, 5", "[[9, 9], [9, 9]] = [[1, 2], [3, 4]]"]),
    ("implicit_derivative", {"equation": "x^2 + y^2 = 5", "dependent": "y", "with_respect_to": "x", "point": "(1, 2)"},
     ["dy/dx = -1/2", "dx/dy = -1/2", "y'' = -1/2", "x' = -1/2", "y = -1/2", "-1/2 = dx/dy", "1/2", "dy/dx = -x/y = -1/2"]),
    ("partial_derivative", {"function": "x^2 y", "with_respect_to": ["x", "x"]},
     ["f_xx = 2y", "f_xy = 2y", "f_x = 2y", "∇f = 2y", "f = 2y"]),
    ("limit", {"function": "(x^2 - 1)/(x - 1)", "point": "1"}, ["2", "lim x->1 = 2", "lim x->3 = 2", "DNE", "oo", "-oo"]),
    ("gradient", {"function": "x^2 + y"}, ["(2x, 1)", "div f = (2x, 1)", "f_y = 1, f_x = 2x", "∇f = (2x, 2)", "curl f = (2x, 1)"]),
    ("hessian", {"function": "x^2 y"}, ["f_xx = 2y, f_xy = 2x, f_yy = 0", "[[2y, 2x], [2x, 1]]"]),
    ("chain_rule", {"outer": "u v", "inner": {"u": "s + t", "v": "2s"}, "with_respect_to": ["s", "t"]},
     ["dz/dt = 2s, dz/ds = 4s + 2t", "4s + 2t, 2s", "dz/dt = 2s", "∂z/∂t = 4s + 2t, ∂z/∂s = 2s", "du/ds = 1, dz/dt = 2s"]),
    ("backpropagation", {"function": "x y", "point": [2, 3]}, ["6, (3, 2)", "df/dy = 2, df/dx = 3", "(2, 3)"]),
    ("linear_approximation", {"function": "x y", "point": [1, 1], "estimate_at": ["1.1", "1"]}, ["x + y - 1, 1.1", "1.1", "x + y - 1"]),
    ("steepest_ascent", {"function": "x y", "point": [1, 1]},
     ["direction (1, 1), rate √2", "direction (1, 1)", "rate: √2; direction: (1, 0)"]),
    ("critical_points", {"function": "x^3 - 12x + y^2"},
     ["(2, 0) min, (-2, 0) saddle", "(2, 0) global min, (-2, 0) saddle", "(2, 0) max", "none"]),
    ("convexity", {"function": "x^2 + y^2"}, ["strictly convex", "convex, not strictly", "convex", "neither"]),
    ("curl", {"field": ["-y", "x"]}, ["2k", "2", "3k"]),
]  # fmt: skip


@over(("kind", "fields", "answers"), TYPED)
def test_the_echo_is_judged_alike(kind: str, fields: dict[str, object], answers: list[str]) -> None:
    asks = asked(as_record({"kind": kind, **fields}, "p"))
    for answer in answers:
        first = check(asks, answer)
        assert first.read_as is not None, (answer, first.verdict.feedback)
        again = check(asks, latex(first.read_as))
        assert again.verdict.verdict == first.verdict.verdict, (answer, latex(first.read_as), again.verdict.feedback)
