"""What an equation says when denominators, numbers and factors that are never 0 are gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Basic, Expr, Mul, Pow, Rational, S, Symbol, exp, expand_mul, radsimp

from tutor.errors import Unsupported
from tutor.maths.numbers.parity import without_parity
from tutor.maths.solving.polynomial import fraction_of
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.values import vanishes
from tutor.printing.notation.text import text
from tutor.trees.tree import free


@dataclass(frozen=True, slots=True)
class Normal:
    """`difference = number * dropped * factors / denominator`, the factors with their exponents."""

    difference: Expr
    numerator: Expr  # expanded, over `denominator`
    denominator: Expr
    number: Expr
    powers: tuple[tuple[Expr, int], ...]  # the factors that may be 0
    dropped: tuple[Expr, ...]  # those that are never 0 ...
    excluded: tuple[Expr, ...]  # ... and those that a case excludes
    uses: frozenset[Basic]  # by which case relations

    @property
    def factors(self) -> tuple[Expr, ...]:
        """The different factors of which one must be 0."""
        return tuple(f for f, _ in self.powers)

    @property
    def holds(self) -> bool:
        """Whether the equation says nothing."""
        return self.numerator is S.Zero

    @property
    def impossible(self) -> bool:
        """Whether it cannot hold."""
        return not self.holds and not self.powers

    @property
    def left(self) -> Expr:
        """What must be 0: one factor, or a product."""
        return Mul(*self.factors)

    @property
    def whole(self) -> Expr:
        """The difference, by its factors."""
        if self.holds:
            return S.Zero
        under = () if self.denominator is S.One else (1 / self.denominator,)
        return Mul(self.number, *self.dropped, *self.excluded, *(f**n for f, n in self.powers), *under, evaluate=False)


def normal(difference: Expr, unknowns: tuple[Symbol, ...], signs: Signs) -> Normal:
    """What remains of `difference = 0`. `Unsupported` where a constant letter is a factor that might be 0."""
    numerator, denominator, number, factors = _factored(difference)
    left = free(numerator).intersection(unknowns)
    alone = next(iter(left)) if len(left) == 1 and len(factors) > 1 else None  # its quadratics without zeros are told when it is solved
    powers: list[tuple[Expr, int]] = []
    dropped: list[Expr] = []
    excluded: list[Expr] = []
    uses: set[Basic] = set()
    for f, n in factors:
        if free(f).isdisjoint(unknowns):
            if not signs.never_zero(without_parity(f)) and signs.excluded(f) is None:
                raise Unsupported(f"cannot solve this without knowing whether {text(f)} is 0")
            number *= f**n
            continue
        if signs.never_zero(f) and not (alone and f.is_polynomial(alone)):
            dropped.append(f**n)
            continue
        relations = signs.excluded(f)
        if relations is not None:
            excluded.append(f**n)
            uses |= relations
            continue
        powers.append((f, n))
    return Normal(difference, numerator, denominator, number, tuple(powers), _joined(dropped), tuple(excluded), frozenset(uses))


@lru_cache(maxsize=20_000)
def _order(factor: Expr) -> tuple[object, ...]:
    return (factor.count_ops() > 0, len(factor.free_symbols), len(Add.make_args(factor)), factor.count_ops(), str(factor))


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The factors of an expression; none of them is 0 where the expression is not."""
    return (expr, *(f for f, n in _factored(expr)[3] if n > 0))


def _joined(factors: list[Expr]) -> tuple[Expr, ...]:
    """The factors with all exponentials as one."""
    powers = [f for f in factors if isinstance(f, exp)]
    if len(powers) < 2:
        return tuple(factors)
    return (*(f for f in factors if not isinstance(f, exp)), exp(Add(*(f.args[0] for f in powers))))


@lru_cache(maxsize=20_000)
def _factored(difference: Expr) -> tuple[Expr, Expr, Expr, tuple[tuple[Expr, int], ...]]:
    """Numerator, denominator, number and factors of an expression."""
    ring, top, bottom, shift = fraction_of(difference)
    if top.is_zero():
        return S.Zero, S.One, S.Zero, ()
    numerator, denominator = ring.expression(top, shift), ring.expression(bottom)
    if numerator.is_number:
        return (S.Zero, S.One, S.Zero, ()) if vanishes(numerator) else (numerator, denominator, numerator, ())
    constant, found = top.factor()
    number = Rational(int(constant.p), int(constant.q))
    factors: list[tuple[Expr, int]] = [(ring.meaning[k], -n) for k, n in enumerate(shift) if n]
    for polynomial, n in found:
        base = ring.expression(polynomial)
        content = base.primitive()[0] if isinstance(base, Add) else S.One
        if base.could_extract_minus_sign():
            content = -content
        if content == 1 and isinstance(base, Add) and base.atoms(Pow) and _has_surds(base):
            content = _surd(base)
        if content != 1:
            base, number = expand_mul(base / content if content.is_Rational else radsimp(base / content)), number * content ** int(n)
        if base.is_number:
            number *= base ** int(n)
        else:
            factors.append((base, int(n)))
    ordered = sorted(factors, key=lambda p: _order(p[0])) if len(factors) > 1 else factors
    return numerator, denominator, number, tuple(ordered)


def _has_surds(base: Add) -> bool:
    return any(f.is_number and not f.is_Rational for t in base.args for f in Mul.make_args(t))


def _surd(base: Add) -> Expr:
    """The surd before the leading term, where dividing by it makes the sum simpler."""
    lead = Mul(*(f for f in Mul.make_args(base.as_ordered_terms()[0]) if f.is_number))
    if lead.is_Rational:
        return S.One
    return lead if expand_mul(radsimp(base / lead)).count_ops() < base.count_ops() else S.One
