"""The same formula as other people type and paste it: a reader's tree printed in the clothes of a mode."""

from __future__ import annotations

from collections.abc import Callable

from tutor.reading.functions import GREEK
from tutor.reading.syntax import Abs, Call, Const, Neg, Node, Num, Pow, Prod, Quot, Relation, Sum, Sym

_LETTERS = {
    "theta": "θ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "lamda": "λ",
    "mu": "μ",
    "rho": "ρ",
    "phi": "φ",
    "omega": "ω",
    "sigma": "σ",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Undressed(Exception):
    """A formula that these clothes do not fit."""


class Programmer:
    """`(x)**2*sin(x)`."""

    times, plus, e, pi = "*", " + ", "e", "pi"

    def dressed(self, node: Node) -> str:
        """The formula in these clothes."""
        match node:
            case Num(digits):
                return digits
            case Sym(name):
                return self.name(name)
            case Const("e" | "pi" as name):
                return {"e": self.e, "pi": self.pi}[name]
            case Neg(of):
                return f"-{self.bracket(of)}"
            case Sum(terms):
                return self.plus.join(map(self.bracket, terms))
            case Prod(factors):
                return self.times.join(map(self.bracket, factors))
            case Quot(over, under):
                return self.quotient(over, under)
            case Pow(base, exponent):
                return self.power(base, exponent)
            case Call("sqrt", (of,)):
                return self.root(of)
            case Call(name, (of,)):
                return self.call(name, of)
            case Abs(of):
                return f"|{self.dressed(of)}|"
            case Relation((left, right), ("=",)):
                return f"{self.dressed(left)} = {self.dressed(right)}"
        raise Undressed

    def name(self, name: str) -> str:
        return name

    def bracket(self, node: Node) -> str:
        return self.dressed(node) if isinstance(node, Num | Sym | Const) else f"({self.dressed(node)})"

    def quotient(self, over: Node, under: Node) -> str:
        return f"{self.bracket(over)}/{self.bracket(under)}"

    def power(self, base: Node, exponent: Node) -> str:
        return f"{self.bracket(base)}**{self.bracket(exponent)}"

    def root(self, of: Node) -> str:
        return f"sqrt({self.dressed(of)})"

    def call(self, name: str, of: Node) -> str:
        return f"{name}({self.dressed(of)})"


class Spaced(Programmer):
    """`( x ) ^ 2 sin ( x )`: spaces everywhere."""

    times, plus = " ", "  +  "

    def bracket(self, node: Node) -> str:
        return self.dressed(node) if isinstance(node, Sym | Const) else f"( {self.dressed(node)} )"

    def power(self, base: Node, exponent: Node) -> str:
        return f"{self.bracket(base)} ^ {self.bracket(exponent)}"

    def call(self, name: str, of: Node) -> str:
        return f"{name} ( {self.dressed(of)} )"


class Phone(Programmer):
    """`(x)²·√(y)`, as a phone or a word processor types."""

    times, plus, pi = "·", " + ", "π"

    def name(self, name: str) -> str:
        return _LETTERS.get(name, name)

    def power(self, base: Node, exponent: Node) -> str:
        if isinstance(exponent, Num) and exponent.digits.isdigit():
            return f"{self.bracket(base)}{exponent.digits.translate(_RAISED)}"
        return f"{self.bracket(base)}^{self.bracket(exponent)}"

    def root(self, of: Node) -> str:
        return f"√({self.dressed(of)})"


class Editor(Programmer):
    """`{\\left({x}\\right)}^{{2}}{\\sin{{\\left({x}\\right)}}}`, as an equation editor writes."""

    times, plus, pi = "", "+", "{\\pi}"

    def name(self, name: str) -> str:
        base, mark, index = name.partition("_")
        base = f"\\{base}" if base in GREEK else base
        return f"{{{base}}}_{{{index}}}" if mark else f"{{{base}}}"

    def dressed(self, node: Node) -> str:
        return f"{{{node.digits}}}" if isinstance(node, Num) else super().dressed(node)

    def bracket(self, node: Node) -> str:
        return self.dressed(node) if isinstance(node, Num | Sym | Const) else f"{{\\left({self.dressed(node)}\\right)}}"

    def quotient(self, over: Node, under: Node) -> str:
        return f"\\frac{{{{{self.dressed(over)}}}}}{{{{{self.dressed(under)}}}}}"

    def power(self, base: Node, exponent: Node) -> str:
        return f"{self.bracket(base)}^{{{{{self.dressed(exponent)}}}}}"

    def root(self, of: Node) -> str:
        return f"\\sqrt{{{{{self.dressed(of)}}}}}"

    def call(self, name: str, of: Node) -> str:
        return f"{{\\{name}{{{{\\left({self.dressed(of)}\\right)}}}}}}"


class Operator(Editor):
    """`\\left( {x} \\right)^{2} \\cdot \\operatorname{sin}\\left( {x} \\right)`, with old fractions."""

    times = " \\cdot "

    def bracket(self, node: Node) -> str:
        return self.dressed(node) if isinstance(node, Num | Sym | Const) else f"\\left( {{{self.dressed(node)}}} \\right)"

    def quotient(self, over: Node, under: Node) -> str:
        return f"{{{self.dressed(over)} \\over {self.dressed(under)}}}"

    def call(self, name: str, of: Node) -> str:
        return f"\\operatorname{{{name}}}\\left( {self.dressed(of)} \\right)"


MODES: dict[str, Callable[[Node], str]] = {m.__name__: m().dressed for m in (Programmer, Spaced, Phone, Editor, Operator)}
