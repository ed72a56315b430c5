"""Expressions as fractions of polynomials over the rationals, in letters and in whatever else stands in them: e^x, sin y, sqrt 2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import gcd, lcm

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Dummy, Expr, Integer, Mul, Pow, Rational, S, Symbol, Tuple, exp, expand

from tutor.errors import Unsupported

MOST_EXPONENT = 40  # of a sum that is multiplied out


class TooLarge(Unsupported):
    """A power that would be too long if it were multiplied out."""

    def __init__(self, power: Expr) -> None:
        super().__init__(f"cannot do this: a power of degree {power.exp} is too high to be worked with, at most {MOST_EXPONENT}")


@dataclass(frozen=True, slots=True)
class Ring:
    """Polynomials in generators, and what the generators stand for."""

    context: fmpq_mpoly_ctx
    meaning: tuple[Expr, ...]

    def expression(self, polynomial: fmpq_mpoly, shift: tuple[int, ...] | None = None) -> Expr:
        """A polynomial as an expanded SymPy sum, every term over the monomial `shift`."""
        terms = []
        for exponents, c in polynomial.to_dict().items():
            factors = [Rational(int(c.p), int(c.q))]
            for k, exponent in enumerate(exponents):
                left = int(exponent) - (shift[k] if shift else 0)
                if left:
                    factors.append(self.meaning[k] ** left)
            terms.append(Mul(*factors))
        return Add(*terms)


@lru_cache(maxsize=20_000)
def fraction_of(expr: Expr) -> tuple[Ring, fmpq_mpoly, fmpq_mpoly, tuple[int, ...]]:
    """The ring, numerator, denominator, and for each generator that is an exponential by which power the fraction is divided."""
    rooted = any(p.exp.is_Rational and not p.exp.is_Integer for p in expr.atoms(Pow))
    if rooted:
        expr = expand(expr)
    named, letters = exponentials(expr)
    kernels: dict[Expr, None] = {}
    _collect(named, kernels)
    ordered = sorted(kernels, key=str)
    names = [f"g{k}" for k in range(len(ordered))] or ["g0"]
    context = fmpq_mpoly_ctx.get(names, "degrevlex")
    where = dict(zip(ordered, context.gens(), strict=False))
    one = context.constant(1)
    top, bottom = _fraction(named, where, context, one)
    if rooted:
        (top, over), (bottom, under) = (_opened(p, ordered, where, context, one) for p in (top, bottom))
        top, bottom = top * under, bottom * over
    g = top.gcd(bottom) if not top.is_zero() else bottom
    top, bottom = _over(top, g), _over(bottom, g)
    shift = [0] * len(names)
    for k, kernel in enumerate(ordered):
        if kernel in letters and bottom.degrees()[k]:
            n = min(int(m[k]) for m in bottom.to_dict())
            shift[k] = n
            bottom = _over(bottom, where[kernel] ** n)
    meaning = tuple(letters.get(k, k) for k in ordered) or (S.One,)
    return Ring(context, meaning), top, bottom, tuple(shift)


def _opened(
    polynomial: fmpq_mpoly, kernels: list[Expr], where: dict[Expr, fmpq_mpoly], context: fmpq_mpoly_ctx, one: fmpq_mpoly
) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """The polynomial with the square of a square root opened, and so on, over a denominator."""
    under = one
    for k, kernel in enumerate(kernels):
        if not (isinstance(kernel, Pow) and kernel.exp.is_Rational) or polynomial.degrees()[k] < kernel.exp.q:
            continue
        p, q = _fraction(kernel.base, where, context, one)
        most = int(polynomial.degrees()[k]) // int(kernel.exp.q)
        made = context.constant(0)
        for exponents, c in polynomial.to_dict().items():
            e = [int(i) for i in exponents]
            whole, e[k] = divmod(e[k], int(kernel.exp.q))
            made += context.from_dict({tuple(e): c}) * p**whole * q ** (most - whole)
        polynomial, under = made, under * q**most
    return polynomial, under


def in_one_ring(*exprs: Expr) -> tuple[Ring, list[fmpq_mpoly]]:
    """Numerators of expressions as polynomials of one ring."""
    ring, made = fractions_of(*exprs)
    return ring, [top for top, _ in made]


def fractions_of(*exprs: Expr) -> tuple[Ring, list[tuple[fmpq_mpoly, fmpq_mpoly]]]:
    """Expressions as fractions of polynomials of one ring: of e^x and e^-x one is a letter, the other 1 over it."""
    named, letters = exponentials(Tuple(*exprs))
    kernels: dict[Expr, None] = {}
    for e in named.args:
        _collect(e, kernels)
    ordered = sorted(kernels, key=str)
    context = fmpq_mpoly_ctx.get([f"g{k}" for k in range(len(ordered))] or ["g0"], "degrevlex")
    where = dict(zip(ordered, context.gens(), strict=False))
    one = context.constant(1)
    made = [_fraction(e, where, context, one) for e in named.args]
    return Ring(context, tuple(letters.get(k, k) for k in ordered) or (S.One,)), made


def _over(a: fmpq_mpoly, b: fmpq_mpoly) -> fmpq_mpoly:
    quotient, rest = divmod(a, b)
    assert rest.is_zero()
    return quotient


def _collect(expr: Expr, kernels: dict[Expr, None]) -> None:
    match expr:
        case Rational():
            return
        case Add() | Mul():
            for a in expr.args:
                _collect(a, kernels)
        case Pow() if expr.exp.is_Integer:
            if abs(int(expr.exp)) > MOST_EXPONENT:
                raise TooLarge(expr)
            _collect(expr.base, kernels)
        case Pow() if expr.exp.is_Rational:
            kernels[_root(expr)] = None
            _collect(expr.base, kernels)
        case _:
            kernels[expr] = None


def _root(power: Pow) -> Expr:
    """The root of which a broken power is a whole one."""
    return power.base ** Rational(1, power.exp.q)


def _fraction(expr: Expr, where: dict[Expr, fmpq_mpoly], context: fmpq_mpoly_ctx, one: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    match expr:
        case Rational():
            return context.constant(fmpq(int(expr.p), int(expr.q))), one
        case Add():
            top, bottom = context.constant(0), one
            for a in expr.args:
                p, q = _fraction(a, where, context, one)
                if q == bottom:
                    top += p
                else:
                    g = q.gcd(bottom)
                    r, s = _over(q, g), _over(bottom, g)
                    top, bottom = top * r + p * s, bottom * r
            return top, bottom
        case Mul():
            top, bottom = one, one
            for a in expr.args:
                p, q = _fraction(a, where, context, one)
                top, bottom = top * p, bottom * q
            return top, bottom
        case Pow() if expr.exp.is_Integer:
            p, q = _fraction(expr.base, where, context, one)
            n = int(expr.exp)
            return (p**n, q**n) if n >= 0 else (q**-n, p**-n)
        case Pow() if expr.exp.is_Rational:
            whole, left = divmod(abs(int(expr.exp.p)), int(expr.exp.q))  # x^(5/3) is x times the square of the cube root
            p, q = _fraction(expr.base, where, context, one) if whole else (one, one)
            over, under = p**whole * where[_root(expr)] ** left, q**whole
            return (over, under) if expr.exp.p > 0 else (under, over)
    return where[expr], one


def exponentials(expr: Expr) -> tuple[Expr, dict[Expr, Expr]]:
    """The expression with a letter for each independent exponential, and what the letters stand for: e^(2x) is the square of e^x."""
    found = sorted((e for e in expr.atoms(exp) if e.args[0].free_symbols), key=str)
    if not found:
        return expr, {}
    groups: dict[Expr, list[tuple[Expr, Rational]]] = {}
    parts: dict[Expr, list[tuple[Expr, Rational]]] = {}
    for e in found:
        parts[e] = [_direction(t) for t in Add.make_args(expand(e.args[0]))]
        for base, ratio in parts[e]:
            groups.setdefault(base, []).append((e, ratio))
    letters: dict[Expr, tuple[Symbol, Rational]] = {}
    back: dict[Expr, Expr] = {}
    for base, members in groups.items():
        step = Rational(gcd(*(int(r.p) for _, r in members)), lcm(*(int(r.q) for _, r in members)))
        if all(r < 0 for _, r in members):
            step = -step
        letter = Dummy("e", positive=True)
        letters[base] = (letter, step)
        back[letter] = exp(step * base)
    swap = {e: Mul(*(letters[b][0] ** Integer(r / letters[b][1]) for b, r in parts[e])) for e in found}
    return expr.xreplace(swap), back


def _direction(term: Expr) -> tuple[Expr, Rational]:
    """What a rational number multiplies, and the number; 2 x y is x y and 2."""
    number, rest = term.as_coeff_Mul()
    return (rest, number) if number.is_Rational else (term, S.One)
