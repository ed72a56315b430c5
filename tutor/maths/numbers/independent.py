"""Numbers with pi, logarithms, exponentials and sines: 0 where a polynomial in them is 0 with these taken for letters.

That suffices and needs no deep theorem: whatever value a letter has, the zero polynomial is 0. Before, what is known of
the letters is put in: logarithms of fractions by primes, e^a by parts of a, sin^2 = 1 - cos^2.
"""

from __future__ import annotations

from math import lcm

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    chebyshevt,
    chebyshevu,
    cos,
    cosh,
    exp,
    expand,
    expand_trig,
    factorint,
    fraction,
    log,
    pi,
    sin,
    sinh,
    tanh,
    together,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.numbers.separation import is_zero as algebraic_is_zero

MOST_OPERATIONS = 400
LARGEST_FACTORED = 10**18
MOST_MULTIPLE = 24  # of an angle
MOST_FACTORS = 64  # in a product of arguments of logarithms


def is_zero(number: Expr) -> bool | None:
    """True where the number is proved to be 0; None where nothing is proved."""
    if number.count_ops() > MOST_OPERATIONS:
        return None
    written = _circular(number.rewrite([sinh, cosh, tanh], exp).replace(log, _by_primes))
    letters = _Letters()
    try:
        top = letters.of(fraction(together(expand(written)))[0])
        made = Poly(expand(top), *letters.all, domain="EX") if letters.all else None
    except PolynomialError:
        return None
    if made is None:
        return algebraic_is_zero(top) or None
    made = letters.reduced(made)
    if all(algebraic_is_zero(c) for c in made.coeffs()):
        return True
    return _logarithms(written)


def _by_primes(of: Expr) -> Expr:
    """log(12/5) as 2 log 2 + log 3 - log 5."""
    if not (of.is_Rational and of > 0 and max(of.p, of.q) <= LARGEST_FACTORED):
        return log(of, evaluate=False) if of.is_Rational else log(of)
    return Add(*(k * sign * log(p) for n, sign in ((of.p, 1), (of.q, -1)) for p, k in factorint(int(n)).items() if p != 1))


def _circular(number: Expr) -> Expr:
    """Sines and cosines of sums and multiples by those of their parts, where the angle is no part of pi."""
    if not number.atoms(sin, cos) or all((f.args[0] / pi).is_Rational for f in number.atoms(sin, cos)):
        return number
    return expand_trig(number)


class _Letters:
    """The letters that stand for numbers which are not algebraic."""

    def __init__(self) -> None:
        self.all: list[Dummy] = []
        self._known: dict[Expr, Expr] = {}
        self._scales: dict[Expr, int] = {}  # of exponents: e^(rest/scale) has a letter
        self._turns: dict[Expr, int] = {}  # of angles, in the same way
        self._squares: list[tuple[Dummy, Dummy]] = []  # (sine, cosine)

    def of(self, number: Expr) -> Expr:
        """The number with a letter for pi, for each logarithm, each exponential and each other function."""
        for power in number.atoms(exp):
            for factor, rest in map(_split, Add.make_args(expand(power.args[0]))):
                self._scales[rest] = lcm(self._scales.get(rest, 1), int(factor.q))
        for factor, rest in (_split(f.args[0]) for f in number.atoms(sin, cos)):
            self._turns[rest] = lcm(self._turns.get(rest, 1), int(factor.q))
        return self._put(number)

    def _put(self, number: Expr) -> Expr:
        if number == pi or isinstance(number, log):
            return self._letter(number)
        if number is S.Exp1 or isinstance(number, exp):
            return Mul(*(self._power(f, r) for f, r in map(_split, Add.make_args(expand(number.args[0] if number.args else S.One)))))
        if isinstance(number, sin | cos) and not (number.args[0] / pi).is_Rational:
            return self._sine(number)
        if isinstance(number, Add | Mul) or (isinstance(number, Pow) and number.exp.is_Integer):
            return number.func(*map(self._put, number.args))
        if number.is_Atom or algebraic_is_zero(number) is not None:
            return number
        return self._letter(number) if isinstance(number, Function | Pow) else number

    def _letter(self, number: Expr) -> Expr:
        if number not in self._known:
            self._known[number] = made = Dummy()
            self.all.append(made)
        return self._known[number]

    def _power(self, factor: Rational, rest: Expr) -> Expr:
        """e^(factor rest) as a power of the letter for e^(rest/scale)."""
        scale = self._scales.get(rest, 1)
        return self._letter(exp(rest / scale)) ** int(factor * scale)

    def _sine(self, number: Expr) -> Expr:
        """The sine or cosine of n a by the letters for sin a and cos a, where a is the largest part that all such angles share."""
        factor, rest = _split(number.args[0])
        part, n = rest / self._turns[rest], int(factor * self._turns[rest])
        if abs(n) > MOST_MULTIPLE:
            return self._letter(number)
        pair = self._letter(Function("sine")(part)), self._letter(Function("cosine")(part))
        if pair not in self._squares:
            self._squares.append(pair)
        if isinstance(number, cos):
            return chebyshevt(abs(n), pair[1])
        return (1 if n > 0 else -1) * pair[0] * chebyshevu(abs(n) - 1, pair[1])

    def reduced(self, made: Poly) -> Poly:
        """With sin^2 = 1 - cos^2."""
        for sine, cosine in self._squares:
            made = made.rem(Poly(sine**2 + cosine**2 - 1, *self.all, domain="EX"))
        return made


def _split(term: Expr) -> tuple[Rational, Expr]:
    factor, rest = term.as_coeff_Mul()
    return (factor, rest) if factor.is_Rational else (S.One, term)


def _logarithms(number: Expr) -> bool | None:
    """A sum of whole multiples of logarithms is 0 where the product of their arguments is 1."""
    parts: dict[Expr, Rational] = {}
    for term in Add.make_args(expand(number)):
        factor, rest = term.as_coeff_Mul()
        if not (factor.is_Rational and isinstance(rest, log)):
            return None
        parts[rest.args[0]] = parts.get(rest.args[0], S.Zero) + factor
    scale = lcm(*(int(q.q) for q in parts.values()))
    whole = {a: int(q * scale) for a, q in parts.items()}
    if sum(map(abs, whole.values())) > MOST_FACTORS:
        return None
    over, under = (Mul(*(a ** abs(n) for a, n in whole.items() if n * side > 0)) for side in (1, -1))
    return algebraic_is_zero(over - under) or None
