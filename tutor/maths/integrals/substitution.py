"""An integrand as a function of a part of it, times the slope of that part: f(x) dx = h(u) du for u = g(x)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import gcd

from sympy import (
    Abs,
    Add,
    Expr,
    Function,
    Mul,
    Poly,
    Pow,
    S,
    Symbol,
    cancel,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    factor_terms,
    fraction,
    log,
    powsimp,
    preorder_traversal,
    sec,
    sech,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.signs import always_positive

LETTERS = ("u", "v", "w", "s", "p", "q")
# The partner of a function, and its square by the square of the function.
_SQUARES: dict[type, tuple[Callable[[Expr], Expr], Callable[[Expr], Expr]]] = {
    sin: (cos, lambda u: 1 - u**2),
    cos: (sin, lambda u: 1 - u**2),
    tan: (sec, lambda u: 1 + u**2),
    cot: (csc, lambda u: 1 + u**2),
    sinh: (cosh, lambda u: 1 + u**2),
    cosh: (sinh, lambda u: u**2 - 1),
}
MOST_CANDIDATES = 14
_STAND_IN = Symbol("stand_in")


Said = tuple[Expr, Expr]  # what is written by the new letter, and how


@dataclass(frozen=True, slots=True)
class Change:
    """u = inside with its slope, and the integrand in the new letter.

    `square` is the square of a partner that had to be written by u too, with what it is: cos^2 x = 1 - u^2 for u = sin x; `rest`
    is what was left of x: x^2 = u - 1 for u = x^2 + 1.
    """

    letter: Symbol
    inside: Expr
    slope: Expr
    integrand: Expr
    square: Said | None = None
    rest: Said | None = None
    whole: bool = False  # whether the inside is itself a function of an inside: e^(x^2)


def slope(g: Expr, x: Symbol) -> Expr:
    """The derivative as it is written: sec^2 x and not tan^2 x + 1."""
    found = g.diff(x)
    for f in found.atoms(tan, cot, tanh, coth):
        u = f.args[0]
        square, plain = {
            tan: (f**2 + 1, sec(u) ** 2),
            cot: (-(f**2) - 1, -(csc(u) ** 2)),
            tanh: (1 - f**2, sech(u) ** 2),
            coth: (-1 / sinh(u) ** 2, -(csch(u) ** 2)),
        }[type(f)]
        found = found.subs(square, plain)
    return found


def substituted(f: Expr, x: Symbol, linear: bool = False) -> tuple[Change, ...]:
    """All the changes of variable by a part of f, the plainest first. With `linear` also by k x + c."""
    return _named(f, x, unused(LETTERS, {str(s) for s in f.free_symbols} | {str(x)}), linear)


@lru_cache(maxsize=4096)
def _named(f: Expr, x: Symbol, name: str, linear: bool) -> tuple[Change, ...]:
    return tuple(_substituted(f, x, name, linear))


def _substituted(f: Expr, x: Symbol, name: str, linear: bool) -> Iterator[Change]:
    if f.has(Abs, sign):
        return
    for g in _candidates(f, x, linear):
        dg = slope(g, x)
        if dg.is_zero or g.is_real is False or _is_lone_root(f, g):
            continue
        u = (
            Symbol(name, positive=True)
            if always_positive(g, x)
            else Symbol(name, nonnegative=True)
            if g.is_nonnegative
            else Symbol(name, real=True)
        )
        found = _in_terms_of(f / dg, g, x, u)
        if found is not None:
            h, rest = found
            yield Change(u, g, dg, h, rest=rest, whole=bool(_plainness(g)[0]))
        elif type(g) in _SQUARES and not (isinstance(g, tan | cot) and f.as_base_exp()[0] == g):  # tan^4 x has a shorter way
            partner, by = _SQUARES[type(g)]
            square, value = partner(g.args[0]) ** 2, by(u)
            found = _in_terms_of((f / dg).subs(square, value), g, x, u)
            if found is not None:
                yield Change(u, g, dg, found[0], (square, value))


def _is_lone_root(f: Expr, g: Expr) -> bool:
    """Whether g is a root whose derivative does not stand in f: then the root is cleared, by a rule of its own."""
    return isinstance(g, Pow) and g.exp.is_Rational and not g.exp.is_Integer and g.base ** (g.exp - 1) not in Mul.make_args(f)


def _candidates(f: Expr, x: Symbol, linear: bool) -> list[Expr]:
    found: dict[Expr, None] = {}
    for e in preorder_traversal(f):
        if not isinstance(e, Expr) or not e.has(x) or e == f:
            continue
        if isinstance(e, Function | Pow) and not (isinstance(e, Pow) and e.exp.is_Integer):
            found[e] = None
        if isinstance(e, Pow) and e.exp.is_negative and not e.exp.is_Integer:
            found[e.base ** (-e.exp)] = None
        for a in e.args if isinstance(e, Function | Pow) else ():
            if a.has(x):
                found[a] = None
                if isinstance(a, Mul):
                    found[a.as_independent(x, as_Add=False)[1]] = None
    found |= dict.fromkeys(_powers(f, x))
    rational = f.is_rational_function(x)
    under, power = fraction(f)[1].as_base_exp() if rational else (S.One, S.One)
    kept = []
    for g in found:
        straight = g.is_polynomial(x) and Poly(g, x).degree() == 1
        # x/(x + 1)^3 and 1/((x + 1)^2 + 4)^2, but not x/((x + 1)^2 + 4)
        seen = not rational or g == under or (power.is_Integer and power > 1 and not under.subs(g, _STAND_IN).has(x))
        if g != x and (not straight or (linear and seen)):
            kept.append(g)
    return sorted(kept, key=_plainness)[:MOST_CANDIDATES]


def _powers(f: Expr, x: Symbol) -> Iterator[Expr]:
    """x^k where a sum in f is a polynomial in x^k, of degree 2 and more: x^2 for x/(x^4 + 1)."""
    for e in sorted(f.atoms(Add), key=str):
        if e.has(x) and e.is_polynomial(x):
            exponents = [k for (k,) in Poly(e, x).monoms()]
            common = gcd(*exponents)
            yield from (x**k for k in range(2, max(exponents)) if not common % k)


def _plainness(g: Expr) -> tuple[int, int, str]:
    """Insides before the functions that hold them."""
    return isinstance(g, exp) or (isinstance(g, Function | Pow) and not g.args[0].is_Symbol), g.count_ops(), str(g)


def _in_terms_of(quotient: Expr, g: Expr, x: Symbol, u: Symbol) -> tuple[Expr, Said | None] | None:
    """The quotient with u for g, if no x is left, and what else had to be written by u."""
    for q in _written(quotient, x):
        h, said = q.subs(g, u), None
        if h.has(x) and (said := _left(g, x, u)) is not None:
            h = h.subs(*said)
        if not h.has(x) and h.is_finite is not False:
            return powsimp(h), said
    rest = quotient.subs(g, u)
    if not rest.has(u):
        return None
    forms = (h for h in _written(_by_sine_and_cosine(rest, x), x) if not h.has(x) and h.is_finite is not False)
    return next(((powsimp(h), None) for h in forms), None)


def _by_sine_and_cosine(h: Expr, x: Symbol) -> Expr:
    """tan^2 x cos^2 x as sin^2 x: where the functions of one angle stand side by side."""
    plain: dict[type, Callable[[Expr], Expr]] = {
        tan: lambda a: sin(a) / cos(a),
        cot: lambda a: cos(a) / sin(a),
        sec: lambda a: 1 / cos(a),
        csc: lambda a: 1 / sin(a),
    }
    return h.xreplace({f: plain[type(f)](f.args[0]) for f in h.atoms(*plain) if f.has(x)})


def _written(quotient: Expr, x: Symbol) -> Iterator[Expr]:
    """The quotient in some forms."""
    yield quotient
    taken = factor_terms(quotient)
    if taken != quotient:
        yield taken
    if not any(isinstance(a.as_base_exp()[0], Add) for a in Mul.make_args(fraction(taken)[1])):
        return
    try:
        rooted = quotient.is_rational_function(x) and any(p.is_number and not p.is_rational for p in quotient.atoms(Pow))
        shorter = cancel(quotient, extension=True) if rooted else cancel(quotient)
    except PolynomialError:
        return
    if shorter not in (quotient, taken):
        yield factor_terms(shorter)


def _left(g: Expr, x: Symbol, u: Symbol) -> Said | None:
    """What may be left of x, written by u: x^2 = u - 1 for u = x^2 + 1, x = e^u for u = ln x, e^x = u - 1 for u = 1 + e^x."""
    if isinstance(g, log) and g.args[0] == x:
        return x, exp(u)
    if g.is_polynomial(x):
        poly = Poly(g, x)
        n = poly.degree()
        low = poly.nth(0)
        if n >= 1 and (g - poly.LC() * x**n - low).expand() is S.Zero:
            return x**n, (u - low) / poly.LC()
    if isinstance(g, Add) and (inner := _only_exponential(g, x)) is not None:  # 1 + e^x
        rest, k = inner
        return (exp(x * k), u - rest) if k is not None else None
    return None


def _only_exponential(g: Add, x: Symbol) -> tuple[Expr, Expr | None] | None:
    still, moving = g.as_independent(x, as_Add=True)
    if isinstance(moving, exp) and moving.args[0].diff(x).has(x) is False:
        return still, moving.args[0] / x if not (moving.args[0] / x).has(x) else None
    return None
