"""The reader's tree as it is shown, in a plain spelling of the layout."""

from every import over

from tutor.page.layout import Fenced, Fraction, FunctionName, Grid, Ident, Layout, Number, Operator, Root, Row, Script
from tutor.reading import parse
from tutor.reading.echo import layout_of


def spelled(layout: Layout) -> str:
    match layout:
        case Ident(name) | FunctionName(name):
            return name
        case Number(digits):
            return digits
        case Operator(symbol):
            return {"\u2062": "", "\u2061": ""}.get(symbol, symbol)
        case Row(items):
            return "".join(map(spelled, items))
        case Fraction(over, under):
            return f"{{{spelled(over)}/{spelled(under)}}}"
        case Script(base, sub, sup):
            return spelled(base) + (f"_{spelled(sub)}" if sub else "") + (f"^{{{spelled(sup)}}}" if sup else "")
        case Root(radicand, index):
            return f"√{'' if index is None else spelled(index)}[{spelled(radicand)}]"
        case Fenced(left, body, right):
            return left + spelled(body) + right
        case Grid(rows):
            return "[" + ";".join(",".join(map(spelled, r)) for r in rows) + "]"
    return type(layout).__name__


@over(
    ("typed", "shown"),
    [
        ("1/2x", "{1/2}x"),
        ("3x^2*y", "3x^{2}y"),
        ("(x+1)(y-2)", "(x+1)(y−2)"),
        ("-(x+1)", "−(x+1)"),
        ("x-(y+1)", "x−(y+1)"),
        ("2*3", "2·3"),
        ("2*3^x", "2·3^{x}"),
        ("(x+1)^2", "(x+1)^{2}"),
        ("(x/y)^2", "({x/y})^{2}"),
        ("(-2)^2", "(−2)^{2}"),
        ("(x^2)^3", "(x^{2})^{3}"),
        ("sin^2 x", "sin^{2}(x)"),
        ("sin(x)^n", "(sin(x))^{n}"),
        ("ln|x|", "ln(|x|)"),
        ("sqrt(x+1)", "√[x+1]"),
        ("root(x,3)", "√3[x]"),
        ("e^-x", "e^{−x}"),
        ("theta_1", "θ_1"),
        ("<1,2>", "⟨1,2⟩"),
        ("(0,1]", "(0,1]"),
        ("x<=1", "x≤1"),
        ("f_x(1,2)", "f_x(1,2)"),
        ("[[1,2],[3,4]]", "[1,2;3,4]"),
        ("arcsin x", "arcsin(x)"),
        (".5", "0.5"),
        ("2e-3", "2×10^{−3}"),
        ("x*(-1)", "x(−1)"),
        ("a*-b", "a(−b)"),
        ("n!", "n!"),
        ("(n+1)!", "(n+1)!"),
        ("dy/dx", "{dy/dx}"),
    ],
)
def test_echo(typed: str, shown: str) -> None:
    assert spelled(layout_of(parse(typed).tree)) == shown
