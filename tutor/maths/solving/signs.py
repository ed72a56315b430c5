"""What is known of the sign of an expression: from its form, from conditions x > 0, and from what a case excludes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy import Abs, Add, Basic, Expr, Matrix, Mul, Poly, Pow, Rational, Rel, S, Symbol, cosh, exp, expand
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.letters import letter
from tutor.maths.numbers import sign_of
from tutor.trees.heads.moving import Moving

MOST_VARIABLES = 4  # of a quadratic form whose definiteness is looked at
# Where the signs of a sum are looked at before they are proved: a row for each place, a number for each letter.
PLACES = tuple(
    tuple(map(Rational, row.split()))
    for row in ("2 3 5 7 1/3 1/2", "-3 -2 -1/5 -5 -7 -1/2", "1/5 7 -2 1/3 -5 3", "5 -1/7 1/2 -3 2 -1/3", "-1/9 1/8 -6 9 -1/4 8")
)
MOST_DEGREE = 12  # of a polynomial in one letter whose real roots are counted


class Signs:
    """The signs of expressions where the conditions hold."""

    def __init__(self, conditions: Sequence[Basic], nonzero: Sequence[tuple[Expr, frozenset[Basic]]]) -> None:
        self.positive: dict[Expr, Expr] = {}
        self.asked: dict[Basic, Basic] = {}  # the condition by which a letter is positive, or not negative
        for c in conditions:
            if isinstance(c, Rel) and c.rel_op in (">", ">=", "<", "<="):
                greater, less = (c.lhs, c.rhs) if c.rel_op in (">", ">=") else (c.rhs, c.lhs)
                if isinstance(greater, Symbol) and less.is_nonnegative:
                    strict = c.rel_op in (">", "<") or less.is_positive
                    known = letter(greater.name, positive=True) if strict else letter(greater.name, nonnegative=True)
                    if greater not in self.positive or strict:
                        self.positive[greater], self.asked[greater] = known, c
        self.nonzero = {_key(e): r for e, r in nonzero}
        for c in conditions:
            if isinstance(c, Rel) and c.rel_op in (">", "<", "!=") and c.rhs.is_zero:
                self.nonzero.setdefault(_key(c.lhs), frozenset())

    def sign(self, expr: Expr) -> int:
        """1 where the expression is positive everywhere, -1 where it is negative everywhere, else 0."""
        return definite(expr.xreplace(self.positive) if self.positive else expr)

    def never_zero(self, factor: Expr) -> bool:
        """Whether a factor is never 0, by its form and the conditions."""
        return _never_zero(factor.xreplace(self.positive) if self.positive else factor)

    def excluded(self, factor: Expr) -> frozenset[Basic] | None:
        """The case relations by which a factor is not 0 (none where that was shown in this case); None where nothing excludes it."""
        base = factor.base if isinstance(factor, Pow) and factor.exp.is_Rational else factor
        return self.nonzero.get(_key(base))


@lru_cache(maxsize=20_000)
def _never_zero(factor: Expr) -> bool:
    if factor.is_number:
        return not factor.is_zero
    if isinstance(factor, Add) and _changes(factor):
        return False
    if factor.is_nonzero or isinstance(factor, exp):
        return True
    if isinstance(factor, Pow) and (factor.base in (S.NegativeOne, S.Exp1) or (factor.exp.is_Rational and _never_zero(factor.base))):
        return True
    whole = [k for k in factor.free_symbols if k.is_integer]
    if len(whole) == len(factor.free_symbols) == 1:  # π/2 + kπ
        (k,) = whole
        step = factor.diff(k)
        if step.is_number and not step.is_zero:
            at = expand(-factor.subs(k, 0) / step)
            return bool(at.is_integer is False)
    return definite(factor) != 0


@lru_cache(maxsize=20_000)
def _key(expr: Expr) -> Expr:
    """The same for an expression and its multiples by numbers."""
    rest = expr.as_coeff_Mul()[1]
    if isinstance(rest, Add):
        rest = rest.primitive()[1]
    return -rest if rest.could_extract_minus_sign() else rest


@lru_cache(maxsize=20_000)
def definite(expr: Expr) -> int:
    """1 or -1 where an expression has that sign for all real values of its letters; 0 where that is not seen."""
    if isinstance(expr, Add) and _changes(expr):
        return 0
    if expr.is_positive:
        return 1
    if expr.is_negative:
        return -1
    if expr.is_number:
        return 0
    if len(expr.free_symbols) == 1 and isinstance(next(iter(expr.free_symbols)), Moving):
        return sign_of(expr) or 0
    if isinstance(expr, Mul):
        sign = 1
        for f in expr.args:
            sign *= definite(f)
        return sign
    if isinstance(expr, Pow) and expr.exp.is_Integer:
        inner = definite(expr.base)
        return inner if expr.exp % 2 else abs(inner)
    if isinstance(expr, Add):
        for sign in (1, -1):
            terms = [sign * t for t in expr.args]
            if all(t.is_nonnegative or _square(t) or definite(t) > 0 for t in terms) and any(definite(t) > 0 for t in terms):
                return sign
        return _polynomial(expr)
    return 0


@lru_cache(maxsize=20_000)
def _changes(expr: Add) -> bool:
    """Whether a sum is 0, or has both signs, at points that its letters may stand for: far quicker than a proof that ends in vain."""
    letters = sorted(expr.free_symbols, key=lambda s: str(s.name))
    if any(isinstance(s, Moving) or not s.is_real or s.is_integer for s in letters):
        return False
    before = S.Zero
    for row in PLACES:
        at = {s: abs(a) if s.is_nonnegative else -abs(a) if s.is_nonpositive else a for s, a in zip(letters, row, strict=False)}
        value = expr.xreplace(at)
        if len(at) < len(letters) or not value.is_Rational or value.is_zero or value * before < 0:
            return bool(value.is_Rational) and len(at) == len(letters)
        before = value
    return False


def nonnegative(term: Expr, signs: Signs) -> bool:
    """Whether a term is seen to be never negative."""
    placed = term.xreplace(signs.positive) if signs.positive else term
    return bool(placed.is_nonnegative) or _square(placed)


def _square(term: Expr) -> bool:
    """Whether a term is an even power, or a product of such and of positive factors."""
    coefficient, rest = term.as_coeff_Mul()
    return bool(coefficient >= 0) and all(
        f.is_nonnegative or isinstance(f, Abs | exp | cosh) or _even_power(f) for f in Mul.make_args(rest)
    )


def _even_power(factor: Expr) -> bool:
    return isinstance(factor, Pow) and bool(factor.exp.is_even)


def _polynomial(expr: Add) -> int:
    letters = sorted(expr.free_symbols, key=str)
    if any(not s.is_real for s in letters) or not letters:
        return 0
    try:
        polynomial = Poly(expr, *letters)
    except PolynomialError:
        return 0
    if not polynomial.domain.is_QQ and not polynomial.domain.is_ZZ:
        return 0
    constant = polynomial.eval(dict.fromkeys(letters, 0)) if len(letters) > 1 else polynomial.eval(0)
    if constant == 0 or any(s.is_nonnegative for s in letters):
        return 0
    if len(letters) == 1:
        if polynomial.degree() > MOST_DEGREE or polynomial.degree() % 2 or polynomial.count_roots() != 0:
            return 0
        return 1 if constant > 0 else -1
    halved = _halved(polynomial)
    if halved.total_degree() == 2 and len(letters) <= MOST_VARIABLES:
        return _quadratic(halved)
    return 0


def _halved(polynomial: Poly) -> Poly:
    """The polynomial in squares, x^4 read as (x^2)^2, where all its exponents are even."""
    if polynomial.total_degree() == 4 and all(e % 2 == 0 for m in polynomial.monoms() for e in m):
        return Poly.from_dict({tuple(e // 2 for e in m): c for m, c in polynomial.terms()}, *polynomial.gens)
    return polynomial


def _quadratic(polynomial: Poly) -> int:
    """The sign of a quadratic polynomial whose homogeneous form is definite."""
    n = len(polynomial.gens)
    gram = Matrix.zeros(n + 1, n + 1)
    for monomial, c in polynomial.terms():
        places = [k for k, e in enumerate(monomial) for _ in range(e)] + [n] * (2 - sum(monomial))
        i, j = places
        gram[i, j] += c / 2
        gram[j, i] += c / 2
    for sign in (1, -1):
        scaled = sign * gram
        if all(scaled[:k, :k].det() > 0 for k in range(1, n + 2)):
            return sign
    return 0
