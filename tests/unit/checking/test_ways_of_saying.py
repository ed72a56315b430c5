"""What students put round and beside an answer: uncertainties, bare names, ≈, units, multipliers, bounds, headings, chatter."""

from functools import cache
from typing import Any

from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.desk.asked import asked
from tutor.reading.sets import as_record

PROBLEMS: dict[str, dict[str, Any]] = {
    "area": {"kind": "error_propagation", "function": "a b", "point": [30, 40], "uncertainties": ["0.3", "0.5"], "combine": "worst"},
    "disc": {"kind": "error_propagation", "function": r"\pi r^2", "point": [5], "uncertainties": ["1"], "combine": "worst"},
    "outer": {"kind": "chain_rule", "outer": "w = f(x, y)", "inner": {"x": "5t", "y": "t^3"}, "with_respect_to": "t"},
    "inner": {"kind": "chain_rule", "outer": "x^2 + y", "inner": {"x": "x(t)", "y": "y(t)"}, "with_respect_to": "t"},
    "both": {"kind": "chain_rule", "outer": "f(x, y)", "inner": {"x": "x(t)", "y": "y(t)"}, "with_respect_to": "t"},
    "one": {"kind": "chain_rule", "outer": "w = f(u)", "inner": {"u": "x y"}, "with_respect_to": "x"},
    "total": {"kind": "chain_rule", "outer": "z = f(x, y)", "inner": {"y": "y(x)"}, "with_respect_to": "x"},
    "polar": {"kind": "chain_rule", "outer": "f(x, y)", "inner": {"x": "r cos t", "y": "r sin t"}, "with_respect_to": "t"},
    "taylor": {"kind": "taylor_polynomial", "function": "e^y sin x", "variables": ["x", "y"], "point": [0, 0], "order": 2},
    "estimate": {"kind": "linear_approximation", "function": "sqrt(x) y", "point": [9, 2], "estimate_at": ["9.3", "2"]},
    "tangent": {"kind": "linear_approximation", "function": "x y^2", "point": [2, 1]},
    "implicit": {"kind": "implicit_derivative", "equation": "x^2 + 3y^2 = 4", "dependent": "y", "with_respect_to": "x"},
    "rate": {"kind": "short_answer", "statement": "q", "answer": {"type": "expression", "value": "3.5 m/s"}},
    "angle": {"kind": "short_answer", "statement": "q", "answer": {"type": "expression", "value": "45°"}},
    "pole": {"kind": "limit", "function": "1/(x^4 + y^2)", "variables": ["x", "y"], "point": [0, 0]},
    "fall": {"kind": "limit", "function": "-1/(x^2 + y^2)", "variables": ["x", "y"], "point": [0, 0]},
    "jump": {"kind": "limit", "function": "1/x", "variables": ["x"], "point": [0]},
    "kkt": {"kind": "kkt", "objective": "x^2 + y^2", "constraints": ["x + y >= 4", "x >= 0"], "goal": "min"},
    "lagrange": {"kind": "lagrange", "objective": "x y", "constraints": ["x^2 + y^2 = 18"], "goal": "both"},
    "hessian": {"kind": "hessian", "function": "x^2 + 5x y - y^2"},
    "jacobian": {"kind": "jacobian", "functions": ["x^2 + y^2", "3x y"]},
    "gradient": {"kind": "gradient", "function": "x^2 + 3y", "point": [4, 1]},
    "plane": {"kind": "tangent_plane", "surface": "x^2 + y^2 + z^2 = 9", "point": [1, 2, 2]},
    "system": {"kind": "short_answer", "statement": "q", "answer": {"type": "system", "value": "x = 4, y = 7"}},
    "lines": {"kind": "critical_points", "function": "x^2 y^2"},
    "normal": {"kind": "normal_line", "surface": "x^2 + y^2 + z^2 = 9", "point": [1, 2, 2]},
    "formula": {"kind": "short_answer", "statement": "q", "answer": {"type": "expression", "value": "7x/4"}},
}  # fmt: skip


@cache
def question(name: str) -> Question:
    return asked(as_record(PROBLEMS[name], name))


@over(
    ("name", "answer", "verdict", "score"),
    [
        ("area", "1200 ± 27", "correct", 1), ("area", "±27", "correct", 1), ("area", "1200 +- 27", "correct", 1),
        ("area", r"1200 \pm 27", "correct", 1), ("area", "1200 +/- 27", "correct", 1), ("area", "(1200 ± 27)", "correct", 1),
        ("area", "1200 ± 2.25%", "correct", 1), ("area", "1100 ± 27", "partially_correct", 0.5),
        ("area", "1200 ± 12", "partially_correct", 0.5),
        ("area", "30", "wrong_form", 0.5), ("area", "26", "incorrect", 0), ("area", "2.25%", "unreadable", None),
        ("area", "27 m^2", "unreadable", None), ("area", "±", "unreadable", None),
        ("disc", "32", "correct", 1), ("disc", "79 ± 32", "correct", 1), ("disc", "31", "correct", 1), ("disc", "30", "wrong_form", 0.5),
        ("disc", "31.416", "wrong_form", 0.5),
        ("disc", "33", "incorrect", 0), ("disc", "70 ± 32", "partially_correct", 0.5),
        ("outer", "5 f_x + 3t^2 f_y", "correct", 1), ("outer", "5 ∂w/∂x + 3t^2 ∂w/∂y", "correct", 1),
        ("outer", "5 f_1 + 3t^2 f_2", "correct", 1),
        ("outer", "5 f_x(x, y) + 3t^2 f_y(x, y)", "correct", 1), ("outer", "3t^2 f_x + 5 f_y", "incorrect", 0),
        ("outer", "5 f_v", "unreadable", None),
        ("inner", "2x x' + y'", "correct", 1), ("inner", r"2x \dot x + \dot{y}", "correct", 1),
        ("inner", "2x dx/dt + dy/dt", "correct", 1),
        ("inner", "2x x'(t) + y'(t)", "correct", 1), ("inner", "2x' + y'", "incorrect", 0),
        ("both", "f_x x' + f_y y'", "correct", 1), ("both", "∂f/∂x dx/dt + ∂f/∂y dy/dt", "correct", 1),
        ("both", "f_x x' - f_y y'", "incorrect", 0),
        ("one", "y f'", "correct", 1), ("one", "y f'(u)", "correct", 1), ("one", "y dw/du", "correct", 1),
        ("one", "x f'", "incorrect", 0),
        ("total", "f_x + f_y y'", "correct", 1), ("total", "∂f/∂x + ∂f/∂y dy/dx", "unreadable", None), ("total", "f_x", "incorrect", 0),
        ("polar", "-r sin t f_x + r cos t f_y", "correct", 1),
        ("taylor", "e^y sin x ≈ x + x y", "correct", 1), ("taylor", r"e^y sin x \approx x + xy", "correct", 1),
        ("taylor", "e^y sin x ~ x + x y", "correct", 1),
        ("taylor", "e^y sin x ≈ x", "incorrect", 0), ("taylor", "e^x sin y ≈ x + x y", "partially_correct", 0.5),
        ("tangent", "x y^2 ≈ x + 4y - 4", "correct", 1), ("tangent", "x y^2 ≈ x + 4y - 3", "incorrect", 0),
        ("estimate", "x/3 + 3y - 3, sqrt(9.3)*2 ≈ 6.1", "correct", 1), ("estimate", "sqrt(9.3)*2 ≈ 6.1", "partially_correct", 0.5),
        ("estimate", "x/3 + 3y - 3 ≈ 6.1", "correct", 1), ("estimate", "x/3 + 3y - 3, sqrt(20)*2 ≈ 6.1", "partially_correct", 0.5),
        ("implicit", "x + 3y y' = 0", "unreadable", None), ("implicit", "3y dy/dx = -x", "unreadable", None),
        ("implicit", "y' = -x/(3y)", "correct", 1),
        ("rate", r"3.5 \frac{m}{s}", "correct", 1), ("rate", r"3.5\,\frac{\text{m}}{\text{s}}", "correct", 1),
        ("rate", r"3.5 \frac{s}{m}", "incorrect", 0), ("angle", "0.7854 rad", "wrong_form", 0.5), ("angle", "0.79 rad", "wrong_form", 0.5),
        ("angle", "pi/4", "correct", 1), ("angle", "0.8 rad", "incorrect", 0), ("angle", "45", "incorrect", 0),
        ("rate", "v = 3.5 m/s", "correct", 1), ("rate", "v = 3.5 m", "incorrect", 0),
        ("pole", "DNE", "wrong_form", 0.5), ("pole", "diverges", "wrong_form", 0.5), ("pole", "∞ (DNE)", "correct", 1),
        ("pole", "-oo", "incorrect", 0),
        ("fall", "does not exist", "wrong_form", 0.5), ("fall", "-oo, so DNE", "correct", 1), ("jump", "oo", "incorrect", 0),
        ("jump", "DNE", "correct", 1),
        ("kkt", "8 at (2, 2), mu1=4, mu2=0", "correct", 1), ("kkt", "8 at (2, 2), λ1 = 4, λ2 = 0", "correct", 1),
        ("kkt", "μ₁=4, μ₂=0, 8 at (2, 2)", "correct", 1),
        ("lagrange", "max 9, min -9", "partially_correct", 0.5), ("lagrange", "Max value = 9, min value = -9", "partially_correct", 0.5),
        ("lagrange", "max 9 with λ=1/2 at (3,3), (-3,-3); min -9 with λ=-1/2 at (3,-3), (-3,3)", "correct", 1),
        ("lagrange", "max 9 (λ = 1/2) at (3,3), (-3,-3); min -9 (λ = -1/2) at (3,-3), (-3,3)", "correct", 1),
        ("hessian", "2 5\n5 -2", "correct", 1), ("hessian", "2 5; 5 -2", "correct", 1), ("hessian", "2 5; 5", "unreadable", None),
        ("jacobian", "2x 2y\n3y 3x", "correct", 1), ("jacobian", "(2x 2y)\n(3y 3x)", "correct", 1),
        ("jacobian", "2x 2y; 3x 3y", "partially_correct", 0.5),
        ("gradient", "<8;3>", "correct", 1), ("gradient", "f_x=8 f_y=3", "correct", 1), ("gradient", "f_y=3 f_x=8", "correct", 1),
        ("gradient", "x: 8, y: 3", "correct", 1), ("gradient", "x: 3, y: 8", "incorrect", 0),
        ("gradient", "8 and 3 respectively", "correct", 1),
        ("gradient", "(8, 3) :)", "correct", 1), ("gradient", "(8, 3) at (4, 1)", "unreadable", None),
        ("gradient", "f_x=8 f_x=3", "unreadable", None),
        ("plane", "E: x + 2y + 2z = 9", "correct", 1), ("plane", "x + 2y + 2z = 9 (plane)", "correct", 1),
        ("plane", "the plane x + 2y + 2z = 9", "correct", 1),
        ("plane", "x + 2y + 2z = 9, I think", "correct", 1), ("plane", "E: x + 2y + 2z = 8", "incorrect", 0),
        ("plane", "X + 2Y + 2Z = 9", "unreadable", None),
        ("system", "(4, 7)", "correct", 1), ("system", "(7, 4)", "incorrect", 0),
        ("lines", "x=0 or y=0, min", "unreadable", None), ("lines", "x = 0 or y = 0: local minimum", "unreadable", None),
        ("lines", "(0, t) min, (t, 0) min", "correct", 1),
        ("normal", "(1,2,2)+t(1,2,2), t>0", "unreadable", None), ("normal", "(1,2,2)+t(1,2,2), 0<=t<=1", "unreadable", None),
        ("normal", "(1,2,2)+t(1,2,2), t real", "correct", 1), ("normal", "(1,2,2)+t(1,2,2), -oo < t < oo", "correct", 1),
        ("formula", "I think it is 7x/4", "correct", 1), ("formula", "7x/4 :-)", "correct", 1),
    ],
)  # fmt: skip
def test_verdict(name: str, answer: str, verdict: str, score: float | None) -> None:
    found = check(question(name), answer).verdict
    assert (found.verdict, found.score) == (verdict, score), found.feedback


@over(
    ("name", "answer", "said", "unsaid"),
    [
        ("outer", "5 f_v", "only names a value", "There is no"), ("implicit", "x + 3y y' = 0", "solve for it", ""),
        ("pole", "DNE", "oo", ""),
        ("lines", "x=0 or y=0, min", "(0, t)", ""), ("normal", "(1,2,2)+t(1,2,2), t>0", "part of a line", ""),
        ("lines", "(0,0) local", "Use words", "Did you mean local"), ("lines", "(0,0) none", "Use words", "Did you mean none"),
        ("lines", "value (0,0) valued", "Use words", "absolute"), ("formula", "37%", "37/100", "52"),
        ("formula", "y : x", "heading", "for a quotient."),
        ("formula", "7 : 4", "Write / for a quotient", "heading"), ("gradient", "(8, 3) at (4, 1)", "place", "product"),
    ],
)  # fmt: skip
def test_message(name: str, answer: str, said: str, unsaid: str) -> None:
    feedback = check(question(name), answer).verdict.feedback
    assert said in feedback and not (unsaid and unsaid in feedback), feedback
