"""Values in the reals, by the conventions of calculus: odd roots of negative numbers are the real ones, even roots and
logarithms of negative numbers have no value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Generic

from flint import arb, ctx, fmpz

from tutor.checking.balls.fraction import Number, fraction, numeral_ball, rational
from tutor.checking.balls.stand_in import NoSlot, stand_in
from tutor.checking.effort import spent
from tutor.errors import Unreadable
from tutor.reading.syntax import (
    Abs,
    Apply,
    Call,
    Const,
    DerivativeNode,
    Factorial,
    IntegralNode,
    Neg,
    Node,
    Norm,
    Num,
    Pow,
    Prod,
    Quot,
    Series,
    Sum,
    Sym,
    Tup,
)  # fmt: skip
from tutor.reading.vectors import collected

LARGEST_FACTORIAL = 1000  # larger ones have thousands of digits and no use in an answer
LARGEST_WHOLE = 10**6  # exponents beyond this are left to the logarithm
MOST_TERMS = 1000  # of one sum or product over an index
WORK = 2000  # terms of sums and values of integrands in one value, nested ones included
# A term of a sum within so many times the radius of the total is lost in it.
LOST = 4
# Functions that forget a small argument: exp(10^-60) is 1 in any ball of 128 bits. And those that forget a large one.
FORGETS_SMALL = frozenset(["exp", "cos", "sec", "cosh", "sech", "acos", "acot"])
FORGETS_LARGE = frozenset(["tanh", "coth", "atan", "acot"])
# By their reciprocals: asec(x) = acos(1/x).
_BY_RECIPROCAL = {"asec": "acos", "acsc": "asin", "asech": "acosh", "acsch": "asinh", "acoth": "atanh"}
# Methods of balls that are functions of ours; anything else is no function of one number.
_PLAIN = frozenset([
    "exp", "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth",
    "asin", "acos", "atan", "asinh", "acosh", "atanh",
])  # fmt: skip

_E = Const("e")


class NoValue(Exception):
    """The tree has no value at this point, or none that can be enclosed."""


class Undefined(NoValue):
    """The tree certainly has no real value at this point: what is in `inside` breaks the `rule` that a function asks for."""

    def __init__(self, rule: str, inside: Node | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.inside = inside


class TooMuch(NoValue):
    """A value would cost too much; another point is no better."""


def finite(ball: Number) -> Number:
    """The ball, if it says anything."""
    if not ball.is_finite():
        raise NoValue
    return ball


def whole(x: arb) -> int | None:
    """The integer that a ball certainly is."""
    found = x.unique_fmpz() if x.is_exact() else None
    return None if found is None else int(found)


def step(function: str, x: arb) -> arb:
    """The sign of a number, or the integer next to it, where that is certain."""
    if function == "sign":
        if not (x > 0 or x < 0 or x == 0):
            raise NoValue
        return arb(1 if x > 0 else -1 if x < 0 else 0)
    found = x.floor() if function == "floor" else x.ceil()
    if found.unique_fmpz() is None:
        raise NoValue
    return found


def extreme(function: str, values: list[arb]) -> arb:
    """The largest or the smallest."""
    out = values[0]
    for v in values[1:]:
        out = out.max(v) if function == "max" else out.min(v)
    return out


def angle(y: arb, x: arb) -> arb:
    """The angle of the point (x, y), off its jump."""
    if not (x > 0 or y > 0 or y < 0 or (y == 0 and x < 0)):
        raise NoValue
    return finite(arb.atan2(y, x))


class BallValues(Generic[Number]):
    """Values at one point. `lost` says whether something that is not zero was too small to be seen at this precision."""

    def __init__(self, where: Mapping[str, Number], work: list[int] | None = None) -> None:
        self.where: Mapping[str, Number] = where
        self.work = [WORK] if work is None else work
        self.lost = False

    def __call__(self, node: Node) -> Number:
        """The value of a tree."""
        found = _BY_KIND.get(type(node))
        if found is None:
            raise NoValue
        value: Number = found(self, node)
        return value

    # -- numbers and letters -------------------------------------------------------------------------------------------

    def number(self, x: arb) -> Number:
        """A real ball as a value."""
        raise NotImplementedError

    def whole(self, x: Number) -> int | None:
        """The integer that a value certainly is."""
        raise NotImplementedError

    def constant(self, name: str) -> Number:
        """pi and e; infinity is no number."""
        match name:
            case "pi":
                return self.number(arb.pi())
            case "e":
                return self.number(arb.const_e())
        raise NoValue

    def letter(self, name: str) -> Number:
        """The value at this point."""
        try:
            return self.where[name]
        except KeyError:
            raise NoValue from None

    def sum(self, terms: list[Number]) -> Number:
        """A sum, and whether a term was lost in it: x + 10^-60 meets x in balls of 128 bits."""
        total = terms[0]
        for t in terms[1:]:
            total = total + t
        if not self.lost and not total.is_exact():
            radius = self.radius(total)
            self.lost = any(self.size(t) < radius and t != 0 for t in terms)
        return total

    def radius(self, x: Number) -> arb:
        """What is smaller than this is lost in x."""
        raise NotImplementedError

    def size(self, x: Number) -> arb:
        """An upper bound of the absolute value."""
        return x.abs_upper()

    def product(self, factors: tuple[Node, ...]) -> Number:
        """A product."""
        product = self(factors[0])
        for f in factors[1:]:
            product = product * self(f)
        return product

    def quotient(self, over: Node, under: Node) -> Number:
        """A quotient; there is none by nought."""
        a, b = self(over), self(under)
        if b.is_zero():
            raise Undefined("= 0", under)
        return finite(a / b)

    # -- powers and roots ----------------------------------------------------------------------------------------------

    def power(self, base: Node, exponent: Node) -> Number:
        """A power; whole exponents also of negative numbers."""
        if base == _E:
            return self.plain("exp", self(exponent))
        e = fraction(exponent)
        if e is not None:
            a = self(base)
            return self.about(base, lambda: self.rational_power(a, e))
        a, ball = self(base), self(exponent)
        whole = self.whole(ball)
        if whole is not None:
            return self.rational_power(a, Fraction(whole))
        return self.plain("exp", ball * self.about(base, lambda: self.log(a)))

    def about(self, inside: Node, found: Callable[[], Number]) -> Number:
        """A value; where it does not exist because of its argument, this is the argument."""
        try:
            return found()
        except Undefined as error:
            raise error if error.inside is not None or not error.rule else Undefined(error.rule, inside) from None

    def rational_power(self, a: Number, e: Fraction) -> Number:
        """The power with an exponent known exactly."""
        raise NotImplementedError

    def root(self, a: Number, index: Node) -> Number:
        """The root with this index."""
        n = fraction(index)
        if n is not None and n != 0:
            return self.rational_power(a, 1 / n)
        return self.plain("exp", self.log(a) / self(index))

    def log(self, x: Number) -> Number:
        """The natural logarithm."""
        raise NotImplementedError

    # -- functions -----------------------------------------------------------------------------------------------------

    def call(self, function: str, args: tuple[Node, ...]) -> Number:
        """A library function."""
        if function in ("norm", "abs"):
            return self.length(args[0])
        values = [self(a) for a in args[:1]]
        return self.about(args[0], lambda: self.applied_to(function, args, values))

    def applied_to(self, function: str, args: tuple[Node, ...], values: list[Number]) -> Number:
        """A library function of arguments of which the first has this value."""
        match function, args:
            case "sqrt", (_,):
                return self.rational_power(values[0], Fraction(1, 2))
            case "cbrt", (_,):
                return self.rational_power(values[0], Fraction(1, 3))
            case "root", (_, index):
                return self.root(values[0], index)
            case "ln" | "log", (_,):
                return self.log(values[0])
            case "log", (_, base):
                return finite(self.log(values[0]) / self.log(self(base)))
            case "lg", (_,):
                return self.log(values[0]) / self.log(self.number(arb(10)))
            case "max" | "min", _:
                return self.extreme(function, values + [self(a) for a in args[1:]])
            case "factorial", (_,):
                return self.factorial(values[0])
            case "binomial", (_, k):
                return self.binomial(values[0], self(k))
            case "atan2" | "atan", (_, x):
                return self.atan2(values[0], self(x))
            case _, (_,):
                return self.plain(function, values[0])
        raise NoValue

    def plain(self, function: str, x: Number) -> Number:
        """A function of one number."""
        match function:
            case "sign" | "floor" | "ceil":
                return self.step(function, x)
            case "acot":
                return self.sum([self.number(arb.pi() / 2), -self.plain("atan", x)])
        if function in _BY_RECIPROCAL:
            try:
                return self.plain(_BY_RECIPROCAL[function], finite(1 / x))
            except Undefined:
                raise Undefined("") from None  # what is said of the reciprocal is no help
        if function not in _PLAIN:
            raise NoValue
        self.allowed(function, x)
        if not self.lost:
            self.lost = self.forgets(function, self.size(x), x != 0)
        found: Number = getattr(x, function)()
        return finite(found)

    def allowed(self, function: str, x: Number) -> None:
        """Raises Undefined where the inverse function has certainly no value."""
        raise NotImplementedError

    def forgets(self, function: str, size: arb, not_zero: bool) -> bool:
        """Whether the value hides an argument so small or so large."""
        third = arb(2) ** (ctx.prec // 3)
        if function in FORGETS_SMALL and not_zero and size * third < 1:
            return True
        return function in FORGETS_LARGE and bool(size > (third if function in ("atan", "acot") else ctx.prec // 6))

    def step(self, function: str, x: Number) -> Number:
        """The sign of a number, or the integer next to it, where that is certain."""
        raise NotImplementedError

    def extreme(self, function: str, values: list[Number]) -> Number:
        """The largest or the smallest."""
        raise NotImplementedError

    def length(self, of: Node) -> Number:
        """The absolute value of a number, the length of a vector."""
        try:
            return self.absolute(self(of))
        except NoValue as error:  # of a number, or because it is a vector
            try:
                inside = collected("", of)
            except Unreadable:
                raise error from None
            if not isinstance(inside, Tup):
                raise
        return self.rational_power(self.sum([self.absolute(self(c)) ** 2 for c in inside.items]), Fraction(1, 2))

    def absolute(self, x: Number) -> Number:
        """The absolute value."""
        raise NotImplementedError

    def atan2(self, y: Number, x: Number) -> Number:
        """The angle of the point (x, y), off its jump."""
        raise NotImplementedError

    def factorial(self, x: Number) -> Number:
        """n!"""
        n = self.whole(x)
        if n is None or not 0 <= n <= LARGEST_FACTORIAL:
            raise NoValue
        return self.number(arb(fmpz.fac_ui(fmpz(n))))

    def binomial(self, x: Number, y: Number) -> Number:
        """n over k."""
        n, k = self.whole(x), self.whole(y)
        if n is None or k is None or not 0 <= n <= LARGEST_FACTORIAL:
            raise NoValue
        return self.number(arb(fmpz.bin_uiui(n, k) if 0 <= k <= n else 0))

    # -- what has a body -----------------------------------------------------------------------------------------------

    def applied(self, node: Apply) -> Number:
        """An unspecified function, by its stand-in."""
        try:
            return finite(stand_in(node, [self(a) for a in node.args], self.number(arb(0))))
        except NoSlot:
            raise NoValue from None

    def spend(self) -> None:
        """One more body is evaluated."""
        self.work[0] -= 1
        if self.work[0] < 0 or spent(ctx.prec):
            raise TooMuch

    def series(self, node: Series) -> Number:
        """Term by term. From k to k - 1 there is nothing: an empty sum is 0, an empty product 1."""
        lower, upper = self.whole(self(node.lower)), self.whole(self(node.upper))
        if lower is None or upper is None or not -1 <= upper - lower < MOST_TERMS:
            raise NoValue
        terms = [self.number(arb(0))]
        for k in range(lower, upper + 1):
            self.spend()
            inner = type(self)({**self.where, node.index: self.number(arb(k))}, self.work)
            terms.append(inner(node.term))
            self.lost = self.lost or inner.lost
        if node.word == "sum":
            return self.sum(terms)
        product = self.number(arb(1))
        for t in terms[1:]:
            product = product * t
        return finite(product)

    def integral(self, node: IntegralNode) -> Number:
        """A definite integral."""
        raise NotImplementedError


class RealValues(BallValues[arb]):
    """Values at one point, all of them real balls."""

    def number(self, x: arb) -> arb:
        """A real ball as a value."""
        return x

    def whole(self, x: arb) -> int | None:
        """The integer that a value certainly is."""
        return whole(x)

    def radius(self, x: arb) -> arb:
        """What is smaller than this is lost in x."""
        return x.rad() * LOST

    def rational_power(self, a: arb, e: Fraction) -> arb:
        """The power with an exponent known exactly."""
        if e.denominator == 1:
            if (a == 0 and e <= 0) or (abs(e) > LARGEST_WHOLE and not a > 0):
                raise NoValue
            return finite(a ** fmpz(e.numerator))
        if a == 0 and e > 0:
            return a
        if a < 0 and e.denominator % 2:
            found = self.rational_power(-a, e)
            return -found if e.numerator % 2 else found
        if a < 0:
            raise Undefined("< 0")
        if not a >= 0:
            raise NoValue
        return finite(a ** rational(e))

    def log(self, x: arb) -> arb:
        """The natural logarithm."""
        if x <= 0:
            raise Undefined("<= 0")
        return finite(x.log())

    def allowed(self, function: str, x: arb) -> None:
        """Raises Undefined where the inverse function has certainly no value."""
        if function in ("asin", "acos") and abs(x) > 1:
            raise Undefined("|| > 1")
        if function == "atanh" and abs(x) >= 1:
            raise Undefined("|| >= 1")
        if function == "acosh" and x < 1:
            raise Undefined("< 1")

    def step(self, function: str, x: arb) -> arb:
        """The sign of a number, or the integer next to it, where that is certain."""
        return step(function, x)

    def extreme(self, function: str, values: list[arb]) -> arb:
        """The largest or the smallest."""
        return extreme(function, values)

    def absolute(self, x: arb) -> arb:
        """The absolute value."""
        return abs(x)

    def atan2(self, y: arb, x: arb) -> arb:
        """The angle of the point (x, y), off its jump."""
        return angle(y, x)

    def integral(self, node: IntegralNode) -> arb:
        """A definite integral."""
        from tutor.checking.balls.area import area  # it evaluates the integrand by a class made from this one

        if node.lower is None or node.upper is None:
            raise NoValue
        found = area(node, self(node.lower), self(node.upper), self.where, self.work)
        if not found.imag.contains(0):
            raise NoValue
        return found.real


_BY_KIND: dict[type, Callable[[BallValues[Any], Any], Any]] = {
    Num: lambda at, node: at.number(numeral_ball(node.digits, ctx.prec)),
    Sym: lambda at, node: at.letter(node.name),
    DerivativeNode: lambda at, node: at.letter(node.name),
    Const: lambda at, node: at.constant(node.name),
    Neg: lambda at, node: -at(node.of),
    Sum: lambda at, node: at.sum([at(t) for t in node.terms]),
    Prod: lambda at, node: at.product(node.factors),
    Quot: lambda at, node: at.quotient(node.over, node.under),
    Pow: lambda at, node: at.power(node.base, node.exponent),
    Call: lambda at, node: at.call(node.function, node.args),
    **dict.fromkeys((Abs, Norm), lambda at, node: at.length(node.of)),
    Factorial: lambda at, node: at.factorial(at(node.of)),
    Apply: lambda at, node: at.applied(node),
    Series: lambda at, node: at.series(node),
    IntegralNode: lambda at, node: at.integral(node),
}
