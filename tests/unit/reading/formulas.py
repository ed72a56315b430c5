"""What formulas in a field mean: each meaning in plain typing, and the clothes in which people paste and type it."""

MEANINGS: dict[str, list[str]] = {
    "x^2*y": [
        "x^2 y", "x^2*y", "x**2*y", "x**2 * y", "x² y", "x²·y", "x^{2}y", r"x^{2} \cdot y", r"x^2\,y", r"x^2\ y", "x^2~y",
        r"x^2 \times y", "{x}^{{2}}{y}", "{x}^{2}{y}", "{x^2}y", "{x^2}{y}", "{{x}^{2}}y", r"{\left(x\right)}^{2}y", "y x^2", "x x y",
        "x*x*y", "(x^2)(y)", "$x^2 y$", "$x^2y$.", "x^2 y.", "x^2 y,", "x^2y;", r"x^2 y \,.", r"\displaystyle x^2 y",
        r"{\displaystyle x^2 y}", r"\boxed{x^2 y}", r"\color{red}{x^2} y", r"\textcolor{blue}{x^2}y", r"{\color{red} x^2} y",
        r"\underbrace{x^2}_{a} y", r"\underbrace{x^2 y}_{\text{area}}", r"\overbrace{x^2}^{n} y", "x^{{{2}}}y", "f(x, y) = x^2 y",
        "f(x,y)=x^2*y", r"f\left( {x,y} \right) = {x^2}y", r"f{\left(x,y\right)} = x^2y", r"f{{\left({x},{y}\right)}}={x}^{{2}}{y}",
        "z = x^2 y", "z={x^2}y", "w = x^2 y", "f({x},{y}) = x^2 y", "f{({x},{y})}={x}^{2}{y}", "x^2 y\\\\", "x ^ 2 y", " x^2  y ",
        r"x^2\!y", "x\u2062x\u2062y", r"\mathit{x}^2 y", "𝑥²𝑦",
    ],
    "2*x^2+3*y^2": [
        "2{x^2} + 3{y^2}", "2x^2+3y^2", "2*x**2 + 3*y**2", "2x² + 3y²", "{2}{x}^{{2}}+{3}{y}^{{2}}", r"2\,x^{2}+3\,y^{2}", "3y^2 + 2x^2",
        "2·x² + 3·y²", r"2 \cdot x^2 + 3\cdot y^2", r"\left( 2x^2+3y^2 \right)", "{2x^2+3y^2}", "2{x}^2 + 3{y}^2.", "z = 2x^2 + 3y^2",
        r"f\left( {x,y} \right) = 2{x^2} + 3{y^2}", r"\left[2x^2+3y^2\right]", r"\left\{2x^2+3y^2\right\}*1",
    ],
    "(x+y)^2": [
        "(x+y)^2", "{(x+y)}^2", r"{\left( x+y \right)}^{2}", r"\left(x+y\right)^2", r"\bigl(x+y\bigr)^{2}", r"\left\{x+y\right\}^2",
        r"\left[x+y\right]^2", r"\{x+y\}^2", "[x+y]^2", "(x+y)**2", "(x + y)²", "{x+y}^2", r"{{\left({x}+{y}\right)}}^{{2}}",
        r"\Big( x+y \Big)^2", "(x+y)(x+y)", r"{\left\{ x+y \right\}}^2", "(x+y)^{2}", r"\lparen x+y \rparen^2",
    ],
    "(x+y)/(x-y)": [
        r"\frac{x+y}{x-y}", r"{x+y \over x-y}", "(x+y)/(x-y)", r"x+y \over x-y", r"\dfrac{x+y}{x-y}", r"\tfrac{x+y}{x-y}",
        r"\cfrac{x+y}{x-y}", r"\frac{{x+y}}{{x-y}}", r"\frac{{{x}+{y}}}{{{x}-{y}}}", "(x + y) ÷ (x − y)", "(x+y)∕(x−y)",
        r"\left(x+y\right)/\left(x-y\right)", r"\left( {x+y \over x-y} \right)", r"{\left(x+y\right)\over\left(x-y\right)}",
        "(x + y) / (x - y)", r"f(x,y) = {x+y \over x-y}", r"\frac{(x+y)}{(x-y)}", "{x+y}/{x-y}", r"z={{x+y}\over{x-y}}.",
    ],
    "x/2": [
        "x/2", r"\frac{x}{2}", r"\frac x2", r"\frac12 x", "½x", "½ x", "1/2 x", "0.5x", ".5 x", r"{x \over 2}", "50% x", r"50\% x",
        r"x \div 2", "½·x",
    ],
    "x^2/y": [
        "x^2/y", r"\frac{x^2}{y}", r"{x^2 \over y}", "x²/y", "x**2/y", r"\frac{{x^2}}{y}", r"\frac{{{x}^{{2}}}}{{{y}}}", "x^2 y^{-1}",
        "{x^2}/{y}",
    ],
    "3*x/4": [
        "¾x", r"\frac34 x", r"\frac{3}{4}x", "3/4 x", "0.75x", "75% x", "3x/4", "3x ÷ 4", r"{3x\over4}",
    ],
    "sqrt(x^2+y^2)": [
        "sqrt(x^2+y^2)", r"\sqrt{x^2+y^2}", "√(x²+y²)", r"\sqrt{\,x^2+y^2\,}", r"\sqrt {{x^2} + {y^2}}", "(x^2+y^2)^(1/2)",
        "(x^2+y^2)^{1/2}", "sqrt{x^2+y^2}", r"\sqrt[2]{x^2+y^2}", r"\root 2 \of {x^2+y^2}", "(x**2+y**2)**0.5", "(x^2+y^2)^½",
        r"\sqrt{{{x}^{{2}}+{y}^{{2}}}}", r"\sqrt{\left(x^2+y^2\right)}", "sqrt( x^2 + y^2 )",
    ],
    "(x*y)^(1/3)": [
        r"\sqrt[3]{xy}", r"\root 3\of {xy}", "cbrt(x y)", "∛(xy)", "(xy)^(1/3)", "root(x y, 3)", "(x*y)**(1/3)", r"\root{3}\of{xy}",
        r"(xy)^{\frac13}",
    ],
    "sin(x*y)": [
        "sin(xy)", "sin(x y)", "sin(x*y)", r"\sin(xy)", r"\sin xy", r"\sin{xy}", r"{\sin{{\left({x}{y}\right)}}}",
        r"\sin{\left(xy\right)}", r"\mathop{\sin}(xy)", r"\mathrm{sin}(xy)", r"\text{sin}(xy)", r"\operatorname{sin}(xy)",
        r"\sin\left( xy \right)", r"\sin\left\{xy\right\}", r"\sin[xy]", "sin[x y]", "sin{x y}", "Sin(xy)", "SIN(xy)", r"{\rm sin}(xy)",
        r"\sin\!\left(xy\right)", "sin (xy)",
    ],
    "ln(1+x^2)": [
        "ln(1+x^2)", r"\ln(1+x^2)", r"\ln\left\{1+x^2\right\}", r"\ln{(1+x^2)}", r"\ln{1+x^2}", "ln{1+x^2}", "log(1+x^2)", r"\log(1+x^2)",
        r"\mathrm{ln}(1+x^2)", "ln(x²+1)", "Ln(1+x^2)", r"\ln\left[1+x^2\right]", r"{\ln{{\left({1}+{x}^{{2}}\right)}}}", "log(x**2 + 1)",
    ],
    "exp(x*y)": [
        "e^{xy}", "exp(xy)", "e^(xy)", r"\exp(xy)", r"\exp{xy}", r"\exp\{xy\}", r"\exp\left\{xy\right\}", r"\mathrm{e}^{xy}",
        r"\text{e}^{xy}", r"\hbox{e}^{xy}", r"{\rm e}^{xy}", "{e}^{{{x}{y}}}", "exp(x*y)", "e**(x*y)", r"\operatorname{e}^{xy}",
        "exp{x y}", r"{\rm exp}(xy)", r"\exp[xy]",
    ],
    "sin(x)^2*cos(y)": [
        r"\sin^2 x\cos y", "sin^2(x) cos(y)", "sin(x)^2 cos(y)", "sin(x)**2*cos(y)", r"\sin^{2}(x)\cos(y)", r"\sin^{{2}}{x}\cos{y}",
        "sin²(x)·cos(y)", "(sin x)^2 cos y", r"\sin ^2 x \cos y", r"\left(\sin x\right)^2\cos y", "cos(y) sin(x)^2",
    ],
    "atan(y/x)": [
        "arctan(y/x)", r"\arctan\frac yx", r"\tan^{-1}(y/x)", r"\tan^{-1}\left(\frac{y}{x}\right)", "atan(y/x)",
        r"\operatorname{arctan}(y/x)", r"\mathrm{arctan}\frac{y}{x}", "tan^-1(y/x)", r"\arctan\left({y \over x}\right)", "arctg(y/x)",
        r"{\rm arctan}(y/x)",
    ],
    "abs(x*y)": [
        "|xy|", r"\left|xy\right|", r"\lvert xy \rvert", "abs(xy)", r"\vert xy \vert", "|x y|", r"\left\vert xy\right\vert", "∣xy∣",
    ],
    "1000*x": [
        "1000x", "1{,}000x", "1,000 x", r"1\,000 x", r"1{,}000 \cdot x", "1000.0 x", "10^3 x", "1,000*x", "1e3 x",
    ],
    "2500*x^2*y": [
        "2500x^2y", "2{,}500 x^2 y", r"2\,500 x^2 y", "2500 x² y",
    ],
    "1234567*x": [
        "1{,}234{,}567 x", r"1\,234\,567 x", "1234567x",
    ],
    "x*y/20": [
        r"5\% x y", "5% x y", "0.05xy", "xy/20", r"5 \% xy", r"\frac{xy}{20}",
    ],
    "pi*r^2*h": [
        r"\pi r^2 h", "πr²h", "pi r^2 h", "pi*r**2*h", r"{\pi}{r}^{{2}}{h}", r"\pi {r^2}h", r"V = \pi r^2 h", r"V(r,h) = \pi r^2 h",
    ],
    "rho*cos(theta)": [
        r"\rho\cos\theta", "ρ cos θ", "rho*cos(theta)", "rho cos theta", r"\varrho\cos\vartheta", r"{\rho}\cos{\theta}",
    ],
    "x_1^2+x_2": [
        "x_1^2+x_2", "x_{1}^{2}+x_{2}", "x1^2 + x2", "x₁² + x₂", "{x_1^2} + {x_2}", "{x}_{1}^{2}+{x}_{2}", "x_1**2 + x_2",
    ],
    "20*x*y": [
        r"20xy\,\textrm{kPa}", r"20xy \text{ N}", r"20xy\;\mathrm{kg}", r"20xy\ \mathrm{cm}^2", r"20xy\quad\text{(meters)}",
        r"20xy\,\text{m/s}^2", r"20\,\mathrm{m/s^2}\,xy", r"20xy\,\mathrm{kg}\cdot\mathrm{m}/\mathrm{s}^2",
        r"20xy\,\frac{\mathrm{m}}{\mathrm{s}}", r"T = 20xy\ \text{K}", r"20 xy \mbox{ J}", r"20xy\,\text{m}^3.",
    ],
    "100-x^2": [
        r"100-x^2\ \text{K}", r"100\text{ K} - x^2\text{ K}", r"100^\circ\mathrm{C} - x^2", "100 - x²", "100 °C - x^2",
    ],
}  # fmt: skip
# A field that is not understood is refused, at a place (counted from 1; None where it is about the whole) and with advice.
REFUSED: dict[str, list[tuple[object, int | None, str]]] = {
    "function": [
        (r"\overline{y} + x", 1, "another letter"), (r"\bar{x} y", 1, "another letter"), (r"x + \tilde{y}", 5, "another letter"),
        (r"(\hat{y} - y)^2", 2, "y_1"), (r"\frac{d}{dx} x^2", 1, "derivative"), (r"\frac{\partial}{\partial x}(x y)", 1, "derivative"),
        ("d/dx (x^2)", 1, "derivative"), (r"\frac{d^2}{dx^2} x^3", 1, "derivative"), ("dy/dx + x", 1, "derivative"),
        ("x + y'", 5, "derivative"), ("x + 5%", 6, "of what"), (r"5\% + x", 2, "of what"), (r"x\%", 2, "52/100"), ("2½ x", 2, "5/2"),
        (r"f = x \over y", 7, "braces"), (r"{a \over b \over c}", 4, "braces"), (r"\root 3 {x}", 1, "sqrt[3]"), ("2,500 x", None, "2500"),
        ("x, y", None, "one expression"), (r"\operatorname{sinc} x", 1, "sin"), (r"x y \text{ apples}", 5, "Unknown name"),
        ("x...", 2, "point"), (r"\left. x \right.", 1, "partner"), ("{x", 1, "closed"), ("x}", 2, "opened"), ("x +", 3, "missing"),
        ("{{7*7}}", 1, "{{"), ("x^2 < 3", None, "expression"), (r"\foo{x}", 1, "Unknown command"), ("x # y", 3, "read here"),
        ("sin", 1, "sin(x)"), (r"\begin{tabular} x", 1, "environment"), (r"\lim_{x \to 0} x", 1, "point separately"),
        ("x $ y $ z", 3, "$"), ("2 3 x", 3, "between"),
    ],
    "point": [
        ("(1, 2", 1, "closed"), ("(1, 2, 3)", None, "3 coordinates"), ("x = 1", None, "coordinate y"), (["1", "8 foo"], None, "unit"),
        ({"x": "1"}, None, "coordinate y"), ({"x": "1", "q": "2"}, None, "q"), ("(1, <)", 6, "missing"),
    ],
    "variables": [
        ("x x", None, "name"), (["x", "x"], None, "twice"), ([], None, "list"), (["2"], None, "name"), (["x", "y + 1"], None, "name"),
    ],
}  # fmt: skip
