"""Rational integrands: their parts, how their denominators factor, and partial fractions with the letters one writes for them."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Eq, Expr, Mul, Poly, Pow, S, Symbol, cancel, discriminant, expand, factor_list, fraction, linsolve, sqrt, together
from sympy.polys.polyerrors import PolynomialError

HIGHEST = 12  # degree of a denominator
LETTERS = "ABCDEFGHJKLM"


@dataclass(frozen=True, slots=True)
class PolynomialFraction:
    """Numerator and denominator as polynomials in the variable."""

    over: Poly
    under: Poly


def as_fraction(f: Expr, x: Symbol) -> PolynomialFraction | None:
    """f as a quotient of polynomials in x with x in the denominator; None where it is none."""
    if not f.is_rational_function(x) or not f.has(x):
        return None
    over, under = fraction(together(f))
    if not under.has(x):
        return None
    try:
        found = PolynomialFraction(Poly(over, x), Poly(under, x))
    except PolynomialError:
        return None
    return found if found.under.degree() <= HIGHEST else None


def factored(under: Poly) -> list[tuple[Expr, int]]:
    """The factors of a polynomial with their multiplicities, irreducible over the real numbers as far as square roots reach.

    The constant factor is left to the caller: the product of the factors has the same zeros.
    """
    x = under.gen
    out: list[tuple[Expr, int]] = []
    for base, n in factor_list(under.as_expr(), x)[1]:
        if not base.has(x):
            continue
        out.extend((b, n) for b in _real_factors(Poly(base, x)))
    return out


def _real_factors(base: Poly) -> list[Expr]:
    """A quadratic with real zeros as two lines, x^4 + b x^2 + c as two quadratics where a root suffices."""
    x = base.gen
    if base.degree() == 2:
        a, b, _ = (base.nth(k) for k in (2, 1, 0))
        d = discriminant(base.as_expr(), x)
        if d.is_positive:
            return [x - ((-b + s * sqrt(d)) / (2 * a)).expand() for s in (1, -1)]
    if base.degree() == 4 and base.nth(3) == base.nth(1) == 0:
        a, b, c = (base.nth(k) for k in (4, 2, 0))
        b, c = b / a, c / a
        if c.is_positive and (2 * sqrt(c) - b).is_positive:  # (x^2 + r)^2 - (2 r - b) x^2
            r, k = sqrt(c), sqrt(2 * sqrt(c) - b)
            return [x**2 + k * x + r, x**2 - k * x + r]
    return [base.as_expr()]


@dataclass(frozen=True, slots=True)
class Partial:
    """An ansatz with letters, the values found for them, and the sum that it comes to.

    `cleared` are its terms multiplied by the denominator, which add up to `over`; `seen` has for a zero of the denominator at
    which one letter alone is left the zero, the numerator there, the factor of the letter, and the letter. The denominator given
    is `scale` times that of the terms together.
    """

    ansatz: Expr
    over: Expr
    cleared: tuple[Expr, ...]
    seen: tuple[tuple[Expr, Expr, Expr, Symbol], ...]
    values: tuple[Eq, ...]
    total: Expr
    denominator: Expr
    scale: Expr


def partial_fractions(f: PolynomialFraction) -> Partial | None:
    """A proper fraction as a sum over the powers of its factors; None where there is one factor only, or no solution."""
    x = f.under.gen
    factors = factored(f.under)
    if (len(factors) == 1 and factors[0][1] == 1) or sum(Poly(b, x).degree() * n for b, n in factors) != f.under.degree():
        return None
    letters = [s for s in LETTERS if s not in {str(s) for s in f.over.as_expr().free_symbols | f.under.as_expr().free_symbols}]
    unknowns: list[Symbol] = []
    terms: list[Expr] = []
    cleared: list[Expr] = []
    last: list[tuple[Expr, Expr, Symbol]] = []
    for base, n in factors:
        rest = Mul(*(b**m for b, m in factors if b != base))
        degree = Poly(base, x).degree()
        for k in range(1, n + 1):
            if len(unknowns) + degree > len(letters):
                return None
            mine = [Symbol(letters[len(unknowns) + j], real=True) for j in range(degree)]
            unknowns += mine
            over = Add(*(c * x ** (degree - 1 - j) for j, c in enumerate(mine)))
            terms.append(over / base**k)
            cleared.append(Mul(over, base ** (n - k), rest, evaluate=False) if k < n else Mul(over, rest, evaluate=False))
        if degree == 1:
            last.append((-Poly(base, x).nth(0) / Poly(base, x).nth(1), rest, unknowns[-1]))
    whole = Mul(*(b**n for b, n in factors))
    scale = cancel(f.under.as_expr() / whole)
    over = expand(f.over.as_expr() / scale)
    solution = _digits(over, *factors[0], x) if len(factors) == 1 else _compared(over, [cancel(t * whole) for t in terms], unknowns, x)
    if solution is None:
        return None
    values = {u: v.factor() if v.free_symbols else v for u, v in zip(unknowns, solution, strict=True)}
    total = Add(*(t.subs(values) for t in terms))
    seen = tuple((z, over.subs(x, z), rest.subs(x, z), letter) for z, rest, letter in last if z.is_Rational)
    return Partial(
        Add(*terms, evaluate=False),
        over,
        tuple(cleared),
        seen,
        tuple(Eq(u, v, evaluate=False) for u, v in values.items()),
        total,
        whole,
        scale,
    )


def _digits(over: Expr, base: Expr, n: int, x: Symbol) -> list[Expr]:
    """The numerators over base, base^2, ..: division by the base leaves that of its highest power, again and again."""
    digits: list[list[Expr]] = []
    left, by = Poly(over, x), Poly(base, x)
    for _ in range(n):
        left, rest = left.div(by)
        digits.insert(0, [rest.nth(k) for k in reversed(range(by.degree()))])
    return [c for digit in digits for c in digit]


def _compared(over: Expr, parts: list[Expr], unknowns: list[Symbol], x: Symbol) -> list[Expr] | None:
    """The letters with which the parts add up to a numerator: its coefficients compared."""
    found = linsolve(Poly(expand(over - sum(parts, S.Zero)), x).all_coeffs(), unknowns)
    if len(found) != 1:
        return None
    (solution,) = found
    return None if solution.free_symbols & set(unknowns) else list(solution)


def quadratic_parts(under: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """(a, h, k) of a(x + h)^2 + k for a quadratic with a linear term."""
    if not under.is_polynomial(x):
        return None
    poly = Poly(under, x)
    if poly.degree() != 2 or poly.nth(1) == 0:
        return None
    a, b, c = (poly.nth(k) for k in (2, 1, 0))
    h = (b / (2 * a)).cancel()
    return a, h, (c - a * h**2).expand() if not (c - a * h**2).free_symbols else (c - b**2 / (4 * a)).together()


def powers_of_quadratics(f: Expr, x: Symbol) -> list[Pow]:
    """The powers of quadratics with a linear term that stand in f under a line or a root."""
    found = [p for p in f.atoms(Pow) if not (p.exp.is_Integer and p.exp > 0) and p.exp.is_Rational and quadratic_parts(p.base, x)]
    return sorted(found, key=str)
