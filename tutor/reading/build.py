"""The reader's tree to held SymPy objects, by a fixed table: order and shape stay as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy
from sympy import Basic, Expr, Function, Integer, Rational, Symbol, Tuple
from sympy.core.function import UndefinedFunction

from tutor.errors import Unreadable
from tutor.reading import syntax, vectors
from tutor.reading.free import applied_functions, free_names
from tutor.reading.syntax import (
    Apply,
    Basis,
    Call,
    Const,
    DerivativeNode,
    Factorial,
    IntegralNode,
    Joined,
    Neg,
    Node,
    Num,
    PlusMinus,
    Pow,
    Prod,
    Quot,
    Relation,
    Rows,
    Series,
    Sign,
    Sum,
    Sym,
    Tup,
)  # fmt: skip
from tutor.trees.heads import LogBase, MatrixOf, Norm, Slot, Vector
from tutor.trees.tree import apply, negative, power, product, quotient, total

__all__ = ["applied_functions", "build", "free_names", "real"]

Symbols = Callable[[str], Symbol]

# lambdify and srepr turn names into program text: a name is checked when its symbol is made.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CONSTANTS: dict[str, Expr] = {"e": sympy.E, "pi": sympy.pi, "oo": sympy.oo, "i": sympy.I}
# Max and Min are no Functions to SymPy, but they are built as such.
FUNCTIONS: dict[str, Any] = {
    **{name: getattr(sympy, name) for name in [
        "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "asec", "acsc", "acot", "sinh", "cosh", "tanh",
        "sech", "csch", "coth", "asinh", "acosh", "atanh", "asech", "acsch", "acoth", "exp", "sign", "floor", "binomial",
        "factorial", "atan2",
    ]},
    "abs": sympy.Abs, "ln": sympy.log, "ceil": sympy.ceiling, "max": sympy.Max, "min": sympy.Min,
}  # fmt: skip
RELATIONS: dict[Sign, type[Basic]] = {"=": sympy.Eq, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "!=": sympy.Ne}
# The names of a function's slots where the problem names none.
_SLOT_NAMES = {1: ("t",), 2: ("x", "y"), 3: ("x", "y", "z")}


def real(name: str) -> Symbol:
    """A real symbol, the default where a problem assumes nothing else.

    Raises ValueError for a name that is not letters, digits and underscores.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a symbol")
    return Symbol(name, real=True)


def build(tree: Node, symbols: Symbols = real, slots: Mapping[str, tuple[str, ...]] | None = None) -> Basic:
    """The held SymPy object of a tree.

    Round, square and angle brackets with several entries are a `Vector`, braces and bare lists a SymPy `Tuple`; relations are
    unevaluated, a chain a `Tuple` of them. `slots` names the arguments of unspecified functions, for f_x(2, 3). Raises
    Unreadable for what has no value: `±`, `and`, `or`, intervals, f_x with a slot that is not known.
    """
    return _Builder(symbols, slots or {}).any(vectors.collected("", tree))


class _Builder:
    """One build, with the symbols it may use."""

    __slots__ = ("slots", "symbols")

    def __init__(self, symbols: Symbols, slots: Mapping[str, tuple[str, ...]]) -> None:
        self.symbols, self.slots = symbols, slots

    def symbol(self, name: str) -> Symbol:
        if not _NAME.fullmatch(name):
            raise Unreadable(f"'{name}' cannot name a variable.")
        return self.symbols(name)

    def any(self, node: Node) -> Basic:
        """A node that need not be a number."""
        match node:
            case Relation(items, signs):
                if "in" in signs:
                    raise Unreadable("A membership has no value here.")
                sides = [self.any(item) for item in items]
                made = [RELATIONS[s](a, b, evaluate=False) for s, a, b in zip(signs, sides, sides[1:], strict=False)]
                return made[0] if len(made) == 1 else Tuple(*made)
            case Tup(items, open, close):
                if open + close in ("()", "[]", "<>"):
                    return Vector(*map(self.any, items))
                if open + close in ("", "{}"):
                    return Tuple(*map(self.any, items))
                raise Unreadable("An interval has no value here.")
            case Rows(rows):
                return MatrixOf(*((self.any(e) for e in r) for r in rows))
            case Joined(word):
                raise Unreadable(f"Statements joined by '{word}' have no value here.")
        return self.number(node)

    def number(self, node: Node) -> Expr:
        """A node that is a number."""
        match node:
            case Num(digits):
                return _number(digits)
            case Sym(name):
                return self.symbol(name)
            case DerivativeNode():
                return self.symbol(node.name)
            case Const(name):
                return _CONSTANTS[name]
            case Neg(of):
                return negative(self.number(of))
            case Sum(terms):
                return total(*map(self.number, terms))
            case Prod(factors):
                return product(*map(self.number, factors))
            case Quot(over, under):
                return _ratio(self.number(over), self.number(under))
            case Pow(base, exponent):
                made = self.number(exponent)
                return apply(sympy.exp, made) if base == Const("e") else power(self.number(base), made)
            case syntax.Abs(of):
                inside = self.any(of)
                return Norm(inside) if isinstance(inside, Vector) else apply(sympy.Abs, inside)
            case syntax.Norm(of):
                inside = self.any(vectors.collected("", of))
                return Norm(inside) if isinstance(inside, Vector) else apply(sympy.Abs, inside)
            case Factorial(of):
                return apply(sympy.factorial, self.number(of))
            case Call(function, args):
                return self.call(function, args)
            case Apply():
                return self.application(node)
            case IntegralNode():
                return self.integral(node)
            case Series(word, term, index, lower, upper):
                made = sympy.Sum if word == "sum" else sympy.Product
                return made(self.number(term), (self.symbol(index), self.number(lower), self.number(upper)))
            case PlusMinus():
                raise Unreadable("± stands for two values; one is needed here.")
            case Basis(letter):
                raise Unreadable(f"The basis vector {letter} is not a number.")
        raise Unreadable("A number is needed here.")

    def call(self, function: str, args: tuple[Node, ...]) -> Expr:
        if function == "norm":
            inside = self.any(args[0])
            return Norm(inside) if isinstance(inside, Vector) else apply(sympy.Abs, inside)
        values = [self.number(a) for a in args]
        match function:
            case "sqrt":
                return power(values[0], Rational(1, 2))
            case "cbrt":
                return power(values[0], Rational(1, 3))
            case "root":
                return power(values[0], _ratio(Integer(1), values[1]))
            case "log":
                return LogBase(*values)
        return apply(FUNCTIONS[function], *values)

    def application(self, node: Apply) -> Expr:
        """f(x, y); with primes or subscripts, its derivative in those slots."""
        if not _NAME.fullmatch(node.function):
            raise Unreadable(f"'{node.function}' cannot name a function.")
        made: UndefinedFunction = Function(node.function, real=True)
        applied = made(*map(self.number, node.args))
        if not node.primes and not node.slots:
            return applied
        names = self.slots.get(node.function) or self.slot_names(node)
        if len(names) != len(node.args):
            raise Unreadable(f"{node.function} takes {len(names)} arguments, not {len(node.args)}.")
        if node.primes and len(node.args) != 1:
            raise Unreadable(f"{node.function}' needs one argument; a partial derivative is written {node.function}_x(x, y).")
        unknown = [s for s in node.slots if s not in names]
        if unknown:
            raise Unreadable(f"{node.function} has no argument {unknown[0]}; its arguments are {', '.join(names)}.")
        where = (0,) * node.primes + tuple(names.index(s) for s in node.slots)
        return Slot(applied, where, [self.symbol(name) for name in names])

    def slot_names(self, node: Apply) -> tuple[str, ...]:
        """The arguments' own names where they are distinct letters, else x, y, z."""
        own = tuple(a.name for a in node.args if isinstance(a, Sym))
        if len(set(own)) == len(node.args) and set(node.slots) <= set(own):
            return own
        return _SLOT_NAMES.get(len(node.args), tuple(f"x_{k + 1}" for k in range(len(node.args))))

    def integral(self, node: IntegralNode) -> Expr:
        variable = self.symbol(node.variable)
        integrand = self.number(node.integrand)
        if node.lower is None or node.upper is None:
            return sympy.Integral(integrand, variable)
        return sympy.Integral(integrand, (variable, self.number(node.lower), self.number(node.upper)))


def _number(digits: str) -> Rational:
    """A numeral exactly: 0.1 is 1/10."""
    value = Fraction(digits)
    made: Rational = Rational(value.numerator, value.denominator)
    return made


def _ratio(over: Expr, under: Expr) -> Expr:
    """A fraction; 1/2 is the number, 2/4 stays to be reduced."""
    if isinstance(over, Integer) and isinstance(under, Integer) and under > 1 and sympy.igcd(over, under) == 1:
        made: Rational = Rational(over, under)
        return made
    return quotient(over, under)
