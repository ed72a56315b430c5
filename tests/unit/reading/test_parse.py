"""What is typed and what it means: the held SymPy object that each text is read as."""

from every import over

from tutor.reading import Scope, parse
from tutor.reading.build import build

XYZT = Scope(variables=frozenset("xyzt"))


def read(text: str, scope: Scope = XYZT) -> str:
    return str(build(parse(text, scope).tree))


@over(
    ("typed", "meant"),
    [
        # products without a sign
        ("2x(x+1)", "2*x*(x + 1)"),
        ("xy(a+b)", "x*y*(a + b)"),
        ("x(x+1)", "x*(x + 1)"),
        ("b(b+1)", "b*(b + 1)"),
        ("(x+1)(y-2)", "(x + 1)*(y - 2)"),
        ("(x+2)3", "(x + 2)*3"),
        ("3x^2y", "3*x**2*y"),
        ("x y", "x*y"),
        ("xsin(1)", "x*sin(1)"),
        ("bsin(t)", "b*sin(t)"),
        ("5mn sin m", "5*m*n*sin(m)"),
        ("4pir^3", "4*pi*r**3"),
        ("thetar", "r*theta"),
        ("lambda x", "lamda*x"),
        ("e^x(2x+2y)", "(2*x + 2*y)*exp(x)"),
        # signs, powers, quotients
        ("-2^2", "-1*2**2"),
        ("2^3^2", "2**(3**2)"),
        ("x**2", "x**2"),
        ("x^-y", "x**(-y)"),
        ("e^-x^2", "exp(-x**2)"),
        ("a/b/c", "a/(b*c)"),
        ("2*-3", "2*(-3)"),
        ("x^(1/2)", "sqrt(x)"),
        ("x²y³", "x**2*y**3"),
        ("x⁻¹", "1/x"),
        ("n!", "factorial(n)"),
        ("2/4", "2/4"),
        (".5", "1/2"),
        ("0.1", "1/10"),
        # functions with and without brackets
        ("sin x", "sin(x)"),
        ("sin 2t", "sin(2*t)"),
        (r"\cos x \sqrt{1 + y}", "sqrt(y + 1)*cos(x)"),
        (r"\sin 2\sqrt{x}", "sin(2*sqrt(x))"),
        ("sin x cos y", "sin(x)*cos(y)"),
        ("sin^2 x", "sin(x)**2"),
        ("sin^2(x)", "sin(x)**2"),
        ("sin**2 (x)", "sin(x)**2"),
        ("sin(x)^2", "sin(x)**2"),
        ("ln sin x", "log(sin(x))"),
        ("ln|x|", "log(Abs(x))"),
        ("exp(x)", "exp(x)"),
        ("e^sin x", "exp(sin(x))"),
        ("arcsin x", "asin(x)"),
        ("arsinh(x)", "asinh(x)"),
        ("cosec x", "csc(x)"),
        ("tg x", "tan(x)"),
        ("arctan2(y, x)", "atan2(y, x)"),
        # roots and logarithms
        ("√2", "sqrt(2)"),
        ("√(x+1)", "sqrt(x + 1)"),
        ("∛x", "x**(1/3)"),
        ("root(x,3)", "x**(1/3)"),
        ("sqrt[3]{x}", "x**(1/3)"),
        ("log_2 8", "LogBase(8, 2)"),
        ("log(27,3)", "LogBase(27, 3)"),
        ("log10(x)", "LogBase(x, 10)"),
        ("lg x", "LogBase(x, 10)"),
        ("log x", "log(x)"),
        # bars
        ("|x||y|", "Abs(x)*Abs(y)"),
        ("|x-|y||", "Abs(x - Abs(y))"),
        ("||x||", "Abs(x)"),
        # Unicode
        ("2π", "2*pi"),
        ("x−1", "x - 1"),
        ("3·x", "3*x"),
        ("３×４", "3*4"),
        ("θ", "theta"),
        ("𝑥+1", "x + 1"),
        ("ℯ^x", "exp(x)"),
        ("∞", "oo"),
    ],
)
def test_plain(typed: str, meant: str) -> None:
    assert read(typed) == meant


@over(
    ("typed", "meant"),
    [
        (r"\frac{x}{y}", "x/y"),
        (r"\frac12", "1/2"),
        (r"\frac xy", "x/y"),
        (r"\frac1t", "1/t"),
        (r"\frac x2", "x/2"),
        (r"\frac 4{xy}", "4/((x*y))"),
        (r"\frac1ze^x\sin y", "exp(x)*sin(y)/z"),
        (r"\dfrac{1}{2}x", "x/2"),
        (r"\sqrt2", "sqrt(2)"),
        (r"\sqrt{y}^3", "(sqrt(y))**3"),
        (r"\sqrt[3]{x}", "x**(1/3)"),
        (r"\sin x^2", "sin(x**2)"),
        (r"\sin^2 x", "sin(x)**2"),
        (r"\cos x \cdot \cos y", "cos(x)*cos(y)"),
        (r"\tan ^6(x)", "tan(x)**6"),
        (r"\sin\frac{x}{2}", "sin(x/2)"),
        (r"\sin\left(x+1\right)", "sin(x + 1)"),
        (r"\ln\left\lvert x\right\rvert", "log(Abs(x))"),
        (r"\left|x\right|", "Abs(x)"),
        (r"\operatorname{sech} x", "sech(x)"),
        (r"\mathrm{e}^{x}", "exp(x)"),
        (r"\log_{2}(x)", "LogBase(x, 2)"),
        (r"\big(x+1\big)^2", "(x + 1)**2"),
        (r"[(2x+1)^{10} + 1]^{10}", "((2*x + 1)**10 + 1)**10"),
        (r"x\,y\;z", "x*y*z"),
        (r"$x^2$", "x**2"),
        (r"\(x\)", "x"),
        (r"2\cdot 3", "2*3"),
        (r"\rho\sin\varphi\cos\theta", "rho*sin(phi)*cos(theta)"),
        (r"\lambda", "lamda"),
        (r"R_{max}", "R_max"),
        (r"\binom{n}{k}", "binomial(n, k)"),
        (r"\|\langle 1, 2\rangle\|", "Norm(Vector(1, 2))"),
    ],
)
def test_latex(typed: str, meant: str) -> None:
    assert read(typed) == meant


@over(
    ("typed", "meant"),
    [
        (r"\int_0^x \sin(t^2)\,dt", "Integral(sin(t**2), (t, 0, x))"),
        ("int_0^x sin(t^2) dt", "Integral(sin(t**2), (t, 0, x))"),
        ("int(sin(t^2), t, 0, x)", "Integral(sin(t**2), (t, 0, x))"),
        ("∫_0^x sin(t²) dt", "Integral(sin(t**2), (t, 0, x))"),
        (r"\int_{0}^{2\pi} \theta\,d\theta", "Integral(theta, (theta, 0, 2*pi))"),
        (r"\int \frac{dx}{x}", "Integral(1/x, x)"),
        ("int x + 1 dx", "Integral(x + 1, x)"),
        (r"\int_0^1\int_0^x xy\,dy\,dx", "Integral(x*y, (y, 0, x), (x, 0, 1))"),
        ("2 int x dx + 3", "2*Integral(x, x) + 3"),
    ],
)
def test_integrals(typed: str, meant: str) -> None:
    assert read(typed) == meant


@over(
    ("typed", "meant"),
    [
        ("f(x, y)", "f(x, y)"),
        ("f'(t)", "Slot(f(t), (0,), (t,))"),
        ("f_x(2, 3)", "Slot(f(2, 3), (0,), (x, y))"),
        ("f_xy(x, y)", "Slot(f(x, y), (0, 1), (x, y))"),
        ("x'(1)", "Slot(x(1), (0,), (t,))"),
        ("L(x, y) = 2x", "Eq(L(x, y), 2*x)"),
        ("r(t) = 2t", "Eq(r(t), 2*t)"),
        ("f_x", "f_x"),
        ("dy/dx", "dy_dx"),
        (r"\frac{dy}{dx}", "dy_dx"),
        ("∂f/∂x", "df_dx"),
        (r"\frac{\partial^2 f}{\partial x\partial y}", "d2f_dxdy"),
        ("y''", "y_prime2"),
    ],
)
def test_functions_and_derivatives(typed: str, meant: str) -> None:
    assert read(typed) == meant


def test_scope_decides() -> None:
    declared = Scope(variables=frozenset({"f", "x"}), functions=frozenset({"u"}))
    assert read("f(x+1)", declared) == "f*(x + 1)"
    assert read("u(x+1)", declared) == "u(x + 1)"
    assert read("lg", Scope(variables=frozenset("lg"))) == "g*l"
    assert read("a sin t + asin(t)", Scope(variables=frozenset("at"))) == "a*sin(t) + a*sin(t)"
    assert read("e", Scope(variables=frozenset("e"))) == "e"
    assert read("i", Scope(complex=True)) == "I"
    assert read("8i+3j", Scope(vectors=True)) == "Vector(8, 3)"
    assert read("log x", Scope(log_base=10)) == "LogBase(x, 10)"
    assert read("2x dx", Scope(differentials=True)) == "2*dx*x"
    assert read("x1", Scope(variables=frozenset({"x1"}))) == "x1"
    assert read("E + I + S + N + beta") == "E + I + N + S + beta"


@over(
    ("typed", "meant"),
    [
        ("(1, 2, 3)", "Vector(1, 2, 3)"),
        ("<1, 2, 3>", "Vector(1, 2, 3)"),
        ("[1, 2]", "Vector(1, 2)"),
        (r"\langle a, b\rangle", "Vector(a, b)"),
        ("<1, 2>/5", "Vector(1/5, 2/5)"),
        ("-(1, 2)", "Vector(-1, -2)"),
        ("3<x, y>", "Vector(3*x, 3*y)"),
        ("r(t) = <1,2> + t<3,4>", "Eq(r(t), Vector(t*3 + 1, t*4 + 2))"),
        ("{1, 2}", "(1, 2)"),
        ("x=1, y=2", "(Eq(x, 1), Eq(y, 2))"),
        ("0 <= x <= 1", "(0 <= x, x <= 1)"),
        ("x ≠ 1", "Ne(x, 1)"),
        ("[[1,2],[3,4]]", "MatrixOf((1, 2), (3, 4))"),
        ("[1,2;3,4]", "MatrixOf((1, 2), (3, 4))"),
        ("[[1],[2]]", "MatrixOf((1,), (2,))"),
        ("matrix([1,2],[3,4])", "MatrixOf((1, 2), (3, 4))"),
        (r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}", "MatrixOf((1, 2), (3, 4))"),
        (r"\left[\begin{array}{cc}1&2\\3&4\end{array}\right]", "MatrixOf((1, 2), (3, 4))"),
        ("(x, y) = (1, 1)", "Eq(Vector(x, y), Vector(1, 1))"),
        ("x<1, y>2", "(x < 1, y > 2)"),
    ],
)
def test_lists_and_relations(typed: str, meant: str) -> None:
    assert read(typed) == meant


@over(
    ("typed", "meant", "says"),
    [
        ("1/2x", "x/2", "(1/2) times x"),
        ("sin xy", "sin(x*y)", "sin(xy)"),
        ("sinx^2", "sin(x**2)", "sin(x^2)"),
        ("e^xy", "y*exp(x)", "times y"),
        ("sin^-1 x", "asin(x)", "inverse"),
        ("sin pi/4", "sin(pi/4)", "sin(pi/4)"),
        ("sin x/2", "sin(x)/2", "(sin x)/2"),
        ("x^1/2", "x**1/2", "(x^1)/2"),
        ("2e3", "2000", "10^3"),
        ("2e-3", "1/500", "10^-3"),
        ("2e+3", "3 + 2*E", "times e"),
        ("3.67x10^2", "(367/100)*10**2", "times"),
        ("x1", "x_1", "x_1"),
        ("Sin(x)", "sin(x)", "sin"),
        ("√2x", "sqrt(2)*x", "2 only"),
        ("45°", "45*pi/180", "radians"),
        (r"\frac{1}{2}x^10", "x**10/2", "^{10}"),
        ("x=+-2", None, "±"),
    ],
)
def test_notices(typed: str, meant: str | None, says: str) -> None:
    parsed = parse(typed, XYZT)
    assert any(says in notice.message for notice in parsed.notices), parsed.notices
    assert all(0 <= n.start < n.end <= len(typed) for n in parsed.notices)
    if meant is not None:
        assert read(typed) == meant


@over("typed", ["sin 2t", r"\sin x^2", r"\frac{1}{2}x", "x/2", "x^2/2", "2x", "e^x y", "x^2y", "ln|x|"])
def test_no_notice_without_need(typed: str) -> None:
    assert parse(typed, XYZT).notices == ()
