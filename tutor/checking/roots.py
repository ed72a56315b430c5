"""The real zeros of a factor in one of its letters, each enclosed in a ball, none left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flint import acb_poly, arb, fmpq, fmpz_poly

from tutor.checking.balls.fraction import Ball
from tutor.checking.definite import evaluated
from tutor.checking.factors import Factor, FactorTable
from tutor.checking.places import TrialPlace
from tutor.checking.plain import root_of
from tutor.checking.values import NoValue, fraction
from tutor.reading.syntax import Call, Const, Node, Pow, Sym


def real_zeros(table: FactorTable, k: int, letter: str, where: Mapping[str, Ball]) -> list[arb] | None:
    """All zeros in the letter where the other letters have these values; None where they cannot be found for certain."""
    factor = table.factors[k]
    place = TrialPlace(table, where)
    number = table.numbers.get(Sym(letter))
    kernels = [g for g in factor.generators if g != number and letter in table.inside[g]]
    try:
        if not kernels:
            if number is None or number not in factor.generators:
                return None
            if factor.generators == (number,):
                return _of_whole_polynomial(factor, number)
            return of_polynomial(coefficients(factor, number, place))
        if len(kernels) == 1 and number not in factor.generators:
            found = of_polynomial(coefficients(factor, kernels[0], place))
            return None if found is None else _inverted(table, table.generators[kernels[0]], found, letter, where)
    except NoValue:
        return None
    return None


def _of_whole_polynomial(factor: Factor, number: int) -> list[arb]:
    coefficients = {m[number]: c for m, c in factor.terms}
    polynomial = fmpz_poly([coefficients.get(e, 0) for e in range(max(coefficients) + 1)])
    if polynomial.degree() == 1:
        return [arb(fmpq(-coefficients.get(0, 0), coefficients[1]))]
    roots: list[Any] = polynomial.complex_roots()
    found = [root.real for root, _ in roots if root.imag.is_zero()]
    return sorted(found, key=lambda x: x.mid())


def coefficients(factor: Factor, number: int, place: TrialPlace) -> list[arb]:
    """As a polynomial in one generator, the lowest coefficient first."""
    out: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in range(1 + max(m[number] for m, _ in factor.terms))]
    for m, c in factor.terms:
        out[m[number]].append(((*m[:number], 0, *m[number + 1 :]), c))
    values: list[Ball | None] = [None] * len(place.table.generators)
    for g in factor.generators:
        if g != number:
            values[g] = place.generator(g)
    return [evaluated(terms, values) for terms in out]


def of_polynomial(coefficients: Sequence[arb]) -> list[arb] | None:
    """All real zeros of a polynomial with balls for coefficients, in order; None where that is not certain."""
    c = list(coefficients)
    while c and c[-1].is_zero():
        c.pop()
    if not c or c[-1].contains(0):
        return None
    if len(c) == 1:
        return []
    if len(c) == 2:
        return [-c[0] / c[1]]
    if len(c) == 3:
        return _of_quadratic(c)
    try:
        found = acb_poly(c).roots()
    except ValueError:
        return None
    # With real coefficients a zero whose ball meets the real line is its own conjugate.
    return sorted((root.real for root in found if root.imag.contains(0)), key=lambda x: x.mid())


def _of_quadratic(c: Sequence[arb]) -> list[arb] | None:
    under = c[1] * c[1] - 4 * c[0] * c[2]
    if under < 0:
        return []
    if under.is_zero():
        return [-c[1] / (2 * c[2])]
    if not under > 0:
        return None
    both = [(-c[1] - under.sqrt()) / (2 * c[2]), (-c[1] + under.sqrt()) / (2 * c[2])]
    return both if both[0] < both[1] else both[::-1]


def _inverted(table: FactorTable, kernel: Node, values: list[arb], letter: str, where: Mapping[str, Ball]) -> list[arb] | None:
    """Where a kernel takes one of these values."""
    inside: Node
    targets: list[arb] = []
    rooted = root_of(kernel)
    match kernel:
        case Pow(base, exponent) if base == Const("e") or (fraction(base) or 0) > 0:
            inside = exponent
            base_log = arb(1) if base == Const("e") else arb(_fmpq(fraction(base) or Fraction(1))).log()
            for v in values:
                if not (v > 0 or v <= 0):
                    return None
                if v > 0:
                    targets.append(v.log() / base_log)
        case Call("ln", (of,)):
            inside, targets = of, [v.exp() for v in values]
        case Call("log", (of,)):
            inside, targets = of, [v.exp() for v in values]
        case Call("log", (of, base)) if (fraction(base) or 0) > 0:
            log = arb(_fmpq(fraction(base) or Fraction(1))).log()
            inside, targets = of, [(v * log).exp() for v in values]
        case Call("lg", (of,)):
            inside, targets = of, [(v * arb(10).log()).exp() for v in values]
        case _ if rooted is not None:
            inside, n = rooted
            if n % 2 == 0 and any(not (v >= 0 or v < 0) for v in values):
                return None
            targets = [v**n for v in values if n % 2 or v >= 0]
        case _:
            return None
    product = _polynomial_in(table, inside, letter, where)
    if product is None:
        return None
    out: list[arb] = []
    for t in targets:
        found = of_polynomial([product[0] - t, *product[1:]])
        if found is None:
            return None
        out += found
    return sorted(out, key=lambda x: x.mid())


def _polynomial_in(table: FactorTable, tree: Node, letter: str, where: Mapping[str, Ball]) -> list[arb] | None:
    """The coefficients of what stands in a kernel, where it is a polynomial in the letter of degree at most 2."""
    from tutor.checking.unwinding import Unclear

    try:
        own = FactorTable([tree], table.domain)
    except Unclear:
        return None
    product = own.built[tree]
    out: list[arb] = [arb(_fmpq(product.content))]
    number = own.numbers.get(Sym(letter))
    if number is None or any(letter in own.inside[k] for k in range(len(own.generators)) if k != number):
        return None
    for k, e in product.powers.items():
        if e < 0:
            return None
        factor = coefficients(own.factors[k], number, TrialPlace(own, where))
        for _ in range(e):
            out = _times(out, factor)
            if len(out) > 3:
                return None
    return out


def _times(a: Sequence[arb], b: Sequence[arb]) -> list[arb]:
    out = [arb(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] = out[i + j] + x * y
    return out


def _fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
