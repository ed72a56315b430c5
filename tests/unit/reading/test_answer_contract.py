"""What is promised of how answers are read, string by string: what each is taken for, and what is sent back, where and why."""

import pytest
from every import over

from tutor.checking.shown import shown
from tutor.errors import Unreadable
from tutor.printing.notation.text import text
from tutor.reading.answers import Shape
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

LETTERS = frozenset("xyzt")
VECTORS = ("vector", "line", "steepest", "valued_gradient")
DIMENSIONS: dict[str, int] = {"equation": 3, "inequality": 3, "line": 3, "set": 1, "system": 3}

READ: dict[Shape, list[tuple[str, str]]] = {
    "expression": [
        ("Q1: 2x", "2x"), ("Question 2: 2x", "2x"), ("Part a: 2x", "2x"), ("b) 2x", "2x"), ("2) 2x", "2x"), ("(ii) 2x", "2x"),
        ("A: 2x", "2x"), ("→ 2x", "2x"), ("=> 2x", "2x"), ("• 2x", "2x"), ("2x ✓", "2x"), ("2x q.e.d.", "2x"), ("2x QED", "2x"),
        ("\"2x\"", "2x"), ("“2x”", "2x"), ("„2x“", "2x"), ("`2x`", "2x"), ("it's 2x", "2x"), ("that would be 2x", "2x"),
        ("The answer would be 2x", "2x"), ("Die Ableitung ist 2x", "2x"), ("La dérivée est 2x", "2x"), ("Daraus folgt 2x", "2x"),
        ("On obtient 2x", "2x"), ("\\text{Answer: }2x", "2x"), ("\\mathrm{f'(x)} = 2x", "2x"),
        ("3x^2y", "3x²y"), ("3 x² y", "3x²y"), ("3*x**2*y", "3x²y"), ("3·x²·y", "3x²y"), ("3\\,x^{2}y", "3x²y"), ("$3x^2y$", "3x²y"),
        ("\\(3x^2y\\)", "3x²y"), ("\\boxed{3x^2y}", "3x²y"), ("f_x = 3x^2y", "3x²y"), ("df/dx = 3x^2 y", "3x²y"), ("∂f/∂x=3x²y", "3x²y"),
        ("Answer: 3x^2y", "3x²y"), ("Antwort: 3x^2y", "3x²y"), ("so we get 3x^2 y.", "3x²y"), ("the final answer is 3x^2y", "3x²y"),
        ("3x^2y is the answer", "3x²y"), ("x/2", "x/2"), ("½ x", "(1/2) x"), ("x/2y", "(x/2) y"), ("x/(2y)", "x/(2y)"),
        ("\\frac{x}{2y}", "x/(2y)"), ("\\frac x2", "x/2"), ("⅔", "2/3"), ("3/4 x", "(3/4) x"), ("-x", "−x"), ("−x", "−x"), ("–x", "−x"),
        ("+x", "x"), ("2(x+1)", "2(x + 1)"), ("(x+1)(x-1)", "(x + 1)(x − 1)"), ("(x+1)2", "(x + 1) · 2"), ("x(x+1)", "x(x + 1)"),
        ("sin x", "sin(x)"), ("sin(x)", "sin(x)"), ("sinx", "sin(x)"), ("sin 2x", "sin(2x)"), ("sin^2 x", "sin²(x)"),
        ("sin²x", "sin²(x)"), ("(sin x)^2", "sin²(x)"), ("sin(x)^2", "sin²(x)"), ("\\sin^{2}x", "sin²(x)"),
        ("\\operatorname{sin}(x)", "sin(x)"), ("arcsin x", "arcsin(x)"), ("sin^-1(x)", "arcsin(x)"), ("tan^{-1}(x)", "arctan(x)"),
        ("cos(x)sin(y)", "cos(x) sin(y)"), ("cosec x", "csc(x)"), ("e^x", "e^x"), ("e^(-x^2)", "e^(−x²)"), ("exp(-x²)", "e^(−x²)"),
        ("e^-x", "e^(−x)"), ("e^{x y}", "e^(xy)"), ("x e^x", "xe^x"), ("2e^(3x)", "2e^(3x)"), ("ln x", "ln(x)"), ("ln|x|", "ln(|x|)"),
        ("log(x)", "ln(x)"), ("ln(x y)", "ln(xy)"), ("log_2(x)", "log₂(x)"), ("sqrt(x)", "√x"), ("√x", "√x"), ("√(x+1)", "√(x + 1)"),
        ("√2/2", "√2/2"), ("\\sqrt{x+1}", "√(x + 1)"), ("\\sqrt[3]{x}", "∛x"), ("∛x", "∛x"), ("cbrt(x)", "∛x"), ("x^(1/2)", "x^(1/2)"),
        ("x^½", "x^(1/2)"), ("|x|", "|x|"), ("|x-1|", "|x − 1|"), ("abs(x)", "|x|"), ("\\left|x\\right|", "|x|"), ("π", "π"),
        ("2π", "2π"), ("2pi", "2π"), ("pi/4", "π/4"), ("2\\pi", "2π"), ("&pi;/2", "π/2"), ("x&sup2;", "x²"),
        ("6.12 x 10^2", "6.12 · 10²"), ("6.12×10²", "6.12 · 10²"), ("6.12e2", "6.12 × 10²"), ("3.2*10^-4", "3.2 · 10⁻⁴"), ("1/3", "1/3"),
        ("0.5", "0.5"), (".5", "0.5"), ("5.", "5"), ("xy", "xy"), ("yx", "yx"), ("x y z", "xyz"), ("xyz", "xyz"),
        ("xy(x+y)", "xy(x + y)"), ("4!", "4!"), ("\\theta^2", "θ²"), ("θ²", "θ²"), ("x<sup>2</sup>+1", "x² + 1"),
        ("x\u200b+\u200e1", "x + 1"), ("２ｘ", "2x"), ("x + 1 (final answer)", "x + 1"), ("I get 5", "5"), ("f(x) = 2x = 2*x", "2x"),
        ("zero", "0"), ("x^2 + C", "x² + C"), ("int_0^1 x dx = 1/2", "1/2"), ("(2x)/(3y)", "2x/(3y)"), ("2x/3y", "(2x/3) y"),
        ("1/x+1/y", "1/x + 1/y"), ("x^y^2", "x^(y²)"), ("-x^2", "−x²"), ("(-x)^2", "(−x)²"), ("x^{-1}", "x⁻¹"), ("x^-2", "x⁻²"),
        ("min(x, y)", "min(x, y)"), ("max(x,y,1)", "max(x, y, 1)"),
    ],
    "vector": [
        ("(9/2 | 3)", "(9/2, 3)"), ("(|x|, |y|)", "(|x|, |y|)"), ("9 \\vec{e_x} + 3 \\vec{e_y}", "⟨9, 3⟩"),
        ("9 \\hat{e}_x + 3 \\hat{e}_y", "⟨9, 3⟩"), ("❬1, 2❭", "⟨1, 2⟩"), ("(2xy, x^2)", "(2xy, x²)"), ("<2xy, x^2>", "⟨2xy, x²⟩"),
        ("[2xy, x^2]", "[2xy, x²]"), ("⟨2xy, x²⟩", "⟨2xy, x²⟩"), ("\\langle 2xy, x^2\\rangle", "⟨2xy, x²⟩"),
        ("2xy i + x^2 j", "⟨2xy, x²⟩"), ("2xy\\mathbf{i}+x^2\\mathbf{j}", "⟨2xy, x²⟩"), ("2xy î + x² ĵ", "⟨2xy, x²⟩"),
        ("2xy x̂ + x² ŷ", "⟨2xy, x²⟩"), ("2xy e_x + x^2 e_y", "⟨2xy, x²⟩"), ("2xy \\hat{i} + x^2 \\hat{j}", "⟨2xy, x²⟩"),
        ("2xy \\vec{i} + x^2 \\vec{j}", "⟨2xy, x²⟩"), ("2xy \\hat{\\imath} + x^2\\hat{\\jmath}", "⟨2xy, x²⟩"), ("2xy, x^2", "(2xy, x²)"),
        ("∇f = (2xy, x^2)", "(2xy, x²)"), ("grad f = <2xy, x^2>", "⟨2xy, x²⟩"), ("f_x = 2xy, f_y = x^2", "(2xy, x²)"),
        ("\\begin{pmatrix}2xy\\\\x^2\\end{pmatrix}", "⟨2xy, x²⟩"), ("[[2xy],[x^2]]", "⟨2xy, x²⟩"), ("matrix([2xy],[x^2])", "⟨2xy, x²⟩"),
        ("(2xy; x^2)", "(2xy, x²)"), ("<1,2>/5", "⟨1/5, 2/5⟩"), ("2(1,2)", "⟨2, 2 · 2⟩"), ("-(1, 2)", "⟨−1, −2⟩"),
        ("(3/5, 4/5)", "(3/5, 4/5)"), ("(x,y)=(1,2)", "(1, 2)"), ("so the gradient is (2,4)", "(2, 4)"),
        ("\\left( {2,4} \\right)", "(2, 4)"), ("&lt;2, 4&gt;", "⟨2, 4⟩"), ("(2x, 2y) => (2, 4)", "(2, 4)"),
        ("(2x, 2y) → (2, 4)", "(2, 4)"), ("3i - j", "⟨3, −1⟩"), ("i", "⟨1, 0⟩"), ("-j", "⟨0, −1⟩"),
    ],
    "matrix": [
        ("[[1,2],[3,4]]", "[[1, 2], [3, 4]]"), ("[1,2;3,4]", "[[1, 2], [3, 4]]"), ("[1 2; 3 4]", "[[1, 2], [3, 4]]"),
        ("(1 2; 3 4)", "[[1, 2], [3, 4]]"), ("matrix([1,2],[3,4])", "[[1, 2], [3, 4]]"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "[[1, 2], [3, 4]]"),
        ("\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}", "[[1, 2], [3, 4]]"), ("((1,2),(3,4))", "[[1, 2], [3, 4]]"),
        ("H = [[2y, 2x],[2x, 0]]", "[[2y, 2x], [2x, 0]]"), ("[[x^2, 1], [0, sin x]]", "[[x², 1], [0, sin(x)]]"),
    ],
    "equation": [
        ("z = 2x + 3y", "z = 2x + 3y"), ("2x+3y-z=0", "2x + 3y − z = 0"), ("z=2(x-1)+3(y-2)", "z = 2(x − 1) + 3(y − 2)"),
        ("x + y + z = 1", "x + y + z = 1"), ("4x+2y−2z=6", "4x + 2y − 2z = 6"), ("z - 1 = 2(x - 1)", "z − 1 = 2(x − 1)"),
        ("$z=x^2+y^2$", "z = x² + y²"), ("the plane is z = 2x", "z = 2x"), ("x=1", "x = 1"), ("y = ½ x + ¾", "y = (1/2) x + 3/4"),
    ],
    "inequality": [
        ("x>2", "x > 2"), ("x > 2", "x > 2"), ("x≥2", "x ≥ 2"), ("x >= 2", "x ≥ 2"), ("x\\ge 2", "x ≥ 2"), ("0<x<=2", "0 < x ≤ 2"),
        ("0 < x ≤ 2", "0 < x ≤ 2"), ("0&lt;x&lt;=2", "0 < x ≤ 2"), ("x<1 or x>2", "x < 1 or x > 2"), ("x<1 oder x>2", "x < 1 or x > 2"),
        ("x^2+y^2<4 and y>0", "x² + y² < 4 and y > 0"), ("x²+y²<4 und y>0", "x² + y² < 4 and y > 0"), ("x ≠ 3", "x ≠ 3"),
        ("x!=3", "x ≠ 3"), ("x﹥2", "x > 2"),
    ],
    "system": [
        ("x=1, y=2", "x = 1, y = 2"), ("x = 1 and y = 2", "x = 1, y = 2"), ("x=1; y=2", "x = 1, y = 2"),
        ("\\begin{cases}x+y=1\\\\x-y=0\\end{cases}", "x + y = 1, x − y = 0"),
    ],
    "set": [
        ("x=1 oder x=2", "{1, 2}"), ("{(1|2), (3|4)}", "{(1, 2), (3, 4)}"), ("1 et 2", "1et · 2"), ("{1,2}", "{1, 2}"),
        ("{1, 2}", "{1, 2}"), ("1, 2", "{1, 2}"), ("1 and 2", "{1, 2}"), ("1 und 2", "{1, 2}"), ("1 or 2", "{1, 2}"),
        ("1, 2, and 3", "{1, 2, 3}"), ("x=1 or x=2", "{1, 2}"), ("x = 1, or x = 2", "{1, 2}"), ("{(1,2),(3,4)}", "{(1, 2), (3, 4)}"),
        ("(1,2),(3,4)", "{(1, 2), (3, 4)}"), ("(1,2) and (3,4)", "{(1, 2), (3, 4)}"), ("[0,1]", "[0, 1]"), ("(0,1]", "(0, 1]"),
        ("(0,1)U(2,3)", "(0, 1) ∪ (2, 3)"), ("(0,1)∪(2,3)", "(0, 1) ∪ (2, 3)"), ("(-INF,3)", "(−∞, 3)"), ("(−∞, 3)", "(−∞, 3)"),
        ("(-oo,0) U (0,oo)", "(−∞, 0) ∪ (0, ∞)"), ("{}", "{}"), ("∅", "{}"), ("{1; 2}", "{1, 2}"),
        ("(4,3), (5,10) are the solutions", "{(4, 3), (5, 10)}"), ("\\left\\{1,2\\right\\}", "{1, 2}"),
    ],
    "limit": [
        ("0", "0"), ("oo", "∞"), ("∞", "∞"), ("-infinity", "−∞"), ("DNE", "does not exist"), ("does not exist", "does not exist"),
        ("limit does not exist", "does not exist"), ("pi/2", "π/2"), ("\\infty", "∞"), ("existiert nicht", "does not exist"),
    ],
    "antiderivative": [
        ("x^2/2 + C", "x²/2 + C"), ("x²/2+c", "x²/2 + c"), ("½x² + C", "(1/2) x² + C"), ("ln|x| + const.", "ln(|x|) + C"),
        ("F(x) = x^2 + C", "x² + C"),
    ],
    "potential": [
        ("x^2 y + C", "x²y + C"), ("not conservative", "not conservative"), ("f = x^2y", "x²y"), ("xyz", "xyz"),
    ],
    "line": [
        ("(1,2,3)+t(4,5,6)", "⟨1, 2, 3⟩ + t⟨4, 5, 6⟩"), ("(1,2,3) + s(4,5,6)", "⟨1, 2, 3⟩ + s⟨4, 5, 6⟩"),
        ("x=1+4t, y=2+5t, z=3+6t", "⟨1, 2, 3⟩ + t⟨4, 5, 6⟩"), ("(x-1)/4=(y-2)/5=(z-3)/6", "⟨1, 2, 3⟩ + t⟨4, 5, 6⟩"),
        ("r(t) = <1,2,3> + t<4,5,6>", "⟨1, 2, 3⟩ + t⟨4, 5, 6⟩"), ("x = 1+4t; y = 2+5t; z = 3+6t", "⟨1, 2, 3⟩ + t⟨4, 5, 6⟩"),
    ],
    "points": [
        ("(1|0) min, (-1|0) saddle", "(1, 0) local minimum, (−1, 0) saddle point"),
        ("(1,0) local minimum, (-1,0) saddle", "(1, 0) local minimum, (−1, 0) saddle point"),
        ("(1,0): min; (-1,0): saddle", "(1, 0) local minimum, (−1, 0) saddle point"),
        ("min at (1,0), saddle at (-1,0)", "(1, 0) local minimum, (−1, 0) saddle point"),
        ("Local minimum: (1,0). Saddle point: (-1,0).", "(1, 0) local minimum, (−1, 0) saddle point"),
        ("saddle point (0, 0)", "(0, 0) saddle point"), ("none", "none"), ("(1,0) local max", "(1, 0) local maximum"),
        ("(±1, 0) saddle", "(1, 0) saddle point, (−1, 0) saddle point"), ("(1, 1), (0, 0)", "(1, 1), (0, 0)"),
    ],
    "extrema": [
        ("max 4 at (2,2); min -4 at (2,-2)", "maximum 4 at (2, 2), minimum −4 at (2, −2)"),
        ("max 4 at (2, 2), min -4 at (2, -2)", "maximum 4 at (2, 2), minimum −4 at (2, −2)"), ("no maximum", "no maximum"),
        ("1/4 at (1/2, 1/2)", "1/4 at (1/2, 1/2)"), ("maximum 3 at (1,2)", "maximum 3 at (1, 2)"),
    ],
    "steepest": [
        ("direction (8, 3), rate sqrt(73)", "direction ⟨8, 3⟩, rate √73"), ("(8,3), √73", "direction ⟨8, 3⟩, rate √73"),
        ("direction: <8,3>; rate: √73", "direction ⟨8, 3⟩, rate √73"),
    ],
    "expressions": [
        ("4x, 4y", "4x, 4y"), ("dz/dx = 4x, dz/dy = 4y", "dz/dx = 4x, dz/dy = 4y"), ("z_x = 4x; z_y = 4y", "z_x = 4x, z_y = 4y"),
    ],
    "linear": [
        ("1+2x", "1 + 2x"), ("1 + 2x, 1.02", "1 + 2x, 1.02"), ("L(x,y) = 1 + 2x + y", "1 + 2x + y"),
    ],
    "class": [
        ("convex", "convex"), ("strictly convex", "strictly convex"), ("neither", "neither"), ("it is convex", "convex"),
        ("so it is strictly concave", "strictly concave"),
    ],
    "parameters": [
        ("m = 3/2, b = 5/6", "m = 3/2, b = 5/6"), ("m=3/2 and b=5/6", "m = 3/2, b = 5/6"),
    ],
    "limits": [
        ("0<=x<=1, x^2<=y<=x", "0 ≤ x ≤ 1, x² ≤ y ≤ x"), ("int_0^1 int_0^x x y dy dx", "0 ≤ y ≤ x, 0 ≤ x ≤ 1"),
        ("0 ≤ x ≤ 1, 0 ≤ y ≤ 2", "0 ≤ x ≤ 1, 0 ≤ y ≤ 2"),
    ],
    "valued_gradient": [
        ("6, (3, 2)", "6, ⟨3, 2⟩"), ("value 6, gradient (3, 2)", "6, ⟨3, 2⟩"),
    ],
}  # fmt: skip

# With the place that is shown.
REFUSED: dict[Shape, list[tuple[str, int, int]]] = {
    "expression": [
        ("", 0, 1), ("   ", 0, 1), ("?", 0, 1), ("2x+", 2, 3), ("(x+1", 0, 1), ("x+1)", 3, 4), ("2½", 1, 2), ("7 1/5", 2, 3),
        ("12 3", 3, 4), ("2 3/4", 2, 3), ("hello", 0, 5), ("idk", 0, 3), ("sin", 0, 3), ("sinx^", 4, 5), ("x => 1", 2, 4),
        ("(1, 2)", 0, 6), ("x = 1 or x = 2", 0, 14), ("±3", 0, 2), ("x > 2", 0, 5), ("[x+1)", 4, 5), ("foo(x)", 0, 3),
        ("2x + \u202e3", 5, 6), ("x @ y", 2, 3), ("0,5", 0, 3), ("1,5x", 0, 4), ("\\foo{x}", 0, 4), ("\\frac{1}", 0, 5), ("x#", 1, 2),
        ("5 is not the answer", 2, 4), ("x..y", 1, 2), ("not 5", 0, 3), ("eval(x)", 0, 4), ("__import__", 0, 1), ("X + 1", 0, 1),
        ("2**", 1, 3), ("√", 0, 1), ("∫ x dx", 0, 6), ("🙂", 0, 1), ("x^^2", 1, 2), ("x[1]", 0, 4),
    ],
    "vector": [
        ("5", 0, 1), ("x = ", 2, 3), ("(1,2", 0, 1), ("hello", 0, 5), ("(1, (2, 3))", 4, 10), ("{1,2", 0, 1), ("1 2", 2, 3),
    ],
    "matrix": [
        ("5", 0, 1), ("[[1,2],[3]]", 0, 11), ("[1,2;3]", 0, 7), ("hello", 0, 5), ("[[1,2],[3,4]", 0, 1),
    ],
    "equation": [
        ("2x+3y", 0, 5), ("5", 0, 1), ("z =", 2, 3), ("(1,2,3)", 0, 7), ("z = 2x = ", 7, 8), ("hello", 0, 5),
    ],
    "inequality": [
        ("x", 0, 1), ("5", 0, 1), ("x => 2", 2, 4), ("x > ", 2, 3), ("hello", 0, 5),
    ],
    "system": [
        ("5", 0, 1), ("x + y", 0, 5), ("hello", 0, 5), ("x =", 2, 3),
    ],
    "set": [
        ("{1, 2", 0, 1), ("hello", 0, 5), ("{1,,2}", 3, 4),
    ],
    "limit": [
        ("(1,2)", 0, 5), ("0 or 1", 0, 6), ("?", 0, 1),
    ],
    "antiderivative": [
        ("x^2 = ", 4, 5), ("(1,2)", 0, 5), ("∫ x dx", 0, 6),
    ],
    "line": [
        ("(1,2,3)", 0, 7), ("5", 0, 1), ("x = 1", 0, 5), ("(1,2,3) + t", 0, 11),
    ],
    "points": [
        ("(1,0", 0, 1), ("(1,0) banana", 6, 12), ("hello", 0, 5), ("(1,2,3,4,5", 0, 1),
    ],
    "extrema": [
        ("hello", 0, 5), ("max", 0, 3), ("(2,2", 0, 1), ("max at", 0, 6),
    ],
    "class": [
        ("5", 0, 1), ("hello", 0, 5), ("convex concave", 0, 14),
    ],
    "linear": [
        ("hello", 0, 5), ("x =", 2, 3),
    ],
}  # fmt: skip


def read(shape: Shape, answer: str) -> str:
    dimension = DIMENSIONS.get(shape, 2)
    scope = Scope(LETTERS, answer=True, vectors=shape in VECTORS)
    return text(shown(typed(answer, shape, scope, dimension, ("x", "y", "z")[:dimension]).reading))


@over(("shape", "answer", "expected"), [(s, *row) for s, rows in READ.items() for row in rows])
def test_it_is_read_as_promised(shape: Shape, answer: str, expected: str) -> None:
    assert read(shape, answer) == expected


@over(("shape", "answer", "start", "end"), [(s, *row) for s, rows in REFUSED.items() for row in rows])
def test_it_is_sent_back_with_its_place(shape: Shape, answer: str, start: int, end: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(shape, answer)
    error = caught.value
    assert (error.place.start, error.place.end) == (start, end)
    assert error.message and error.place.excerpt()


ADVICE = {
    "2½": "Write 5/2 for the sum", "0,5": "Write 0.5", "sin": "Write sin(x)", "X + 1": "did you mean x", "x => 1": "Write >=",
    "foo(x)": "Did you mean", "±3": "Decide on a sign", "x[1]": "x_1", "7 1/5": "Write * or +", "?": "ask for a hint",
}  # fmt: skip


@over(("answer", "advice"), ADVICE.items())
def test_advice_says_how_to_mend_it(answer: str, advice: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read("expression", answer)
    assert advice in (caught.value.hint or "")
