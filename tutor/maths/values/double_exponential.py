"""Quadrature by double exponential substitution: integrals that no ball encloses, to the digits on which two steps agree.

The substitutions x = tanh(pi/2 sinh t) and the like bring the ends, where an integrand may grow or go on for ever, to where
the weight falls doubly exponentially; the trapezoidal sum then converges fast. What comes out is numeric, not proved.

Source: H. Takahasi and M. Mori, Double exponential formulas (Publ. RIMS 9, 1974).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import arb, ctx

from tutor.maths.values.jets import NoValue, finite

LEVELS = range(2, 8)  # the step is 2^-level
AGREED = 2.0**-44  # of two steps, relative to 1 and to the size
FARTHEST = 9  # |t| up to which nodes are taken: the weight is then below 2^-1000
NEGLIGIBLE = 2.0**-140  # a term so small ends the sum on its side
SIDES = 3  # of them in a row
WORKING_BITS = 400  # an end is approached to within 2^-200


def double_exponential(f: Callable[[arb], arb], low: arb, high: arb) -> arb:
    """The integral of f from `low` to `high`, either of which may be infinite. `NoValue` where two steps do not agree."""
    before, ctx.prec = ctx.prec, WORKING_BITS
    try:
        coarse = None
        for level in LEVELS:
            fine = _sum(f, _map_for(low, high), level)
            if coarse is not None and abs(fine - coarse) < AGREED * (1 + abs(fine)):
                error = 4 * abs(fine - coarse)
                return finite(fine + error.union(-error))
            coarse = fine
    finally:
        ctx.prec = before
    raise NoValue("the quadrature does not settle")


Node = Callable[[arb], tuple[arb, arb]]


def _map_for(low: arb, high: arb) -> Node:
    half = arb.pi() / 2
    if low.is_finite() and high.is_finite():

        def between(t: arb) -> tuple[arb, arb]:
            far = (-2 * abs(half * t.sinh())).exp()  # (1 - tanh)/2 = far/(1 + far), without cancellation
            x = (high - low) * far / (1 + far)
            weight = (high - low) * half * t.cosh() * 2 * far / (1 + far) ** 2
            return (high - x if t > 0 else low + x), weight

        return between
    if low.is_finite() or high.is_finite():
        end, sign = (low, 1) if low.is_finite() else (high, -1)

        def beyond(t: arb) -> tuple[arb, arb]:
            x = (half * t.sinh()).exp()
            return end + sign * x, half * t.cosh() * x

        return beyond

    def everywhere(t: arb) -> tuple[arb, arb]:
        u = half * t.sinh()
        return u.sinh(), half * t.cosh() * u.cosh()

    return everywhere


def _sum(f: Callable[[arb], arb], node: Node, level: int) -> arb:
    h = arb((1, -level))
    total = arb(0)
    for sign in (1, -1):
        total = total + sum(_terms(f, node, h, sign), arb(0))
    x, weight = node(arb(0))
    return h * (total + f(x) * weight)


def _terms(f: Callable[[arb], arb], node: Node, h: arb, sign: int) -> Iterator[arb]:
    """The terms on one side until they are negligible."""
    small = 0
    for k in range(1, int(FARTHEST / float(h))):
        x, weight = node(sign * k * h)
        try:
            term = finite(f(x) * weight)
        except NoValue:
            return  # it cannot be evaluated so near to the end: what is left is told by the difference of two steps
        yield term
        small = small + 1 if abs(term) < NEGLIGIBLE else 0
        if small == SIDES:
            return
