"""One equation in one unknown that is not polynomial: exponentials, logarithms, roots, and trigonometric equations with their families."""

from __future__ import annotations

from functools import lru_cache

from flint import arb
from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Lt,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    acos,
    atan,
    cos,
    cosh,
    exp,
    expand,
    expand_trig,
    factor_list,
    log,
    pi,
    sin,
    sinh,
    tan,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.budget import Work
from tutor.maths.numbers import ball, is_zero
from tutor.maths.solving.alone import ValuesLeft, alternatives, of_polynomial, sign_of, solve_alone
from tutor.maths.solving.certify.ideal import TooLarge
from tutor.maths.solving.certify.rolle import Function, ZeroPlace, reach
from tutor.maths.solving.certify.single import domain
from tutor.maths.solving.inverse import PERIODIC, kernels_of, preimages
from tutor.maths.solving.polynomial import exponentials
from tutor.maths.solving.state import State, Zero, letters
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice, vanishes
from tutor.maths.solving.writing import equation_of, product_of
from tutor.model import Claim, stated
from tutor.trees.heads import Equation
from tutor.trees.zero_of import BITS, ZeroOf

MOST_MULTIPLE = 4  # of an angle that is expanded: cos 4x
SMOOTH = (exp, log, atan, sinh, cosh, sin, cos)  # functions whose zeros, with the letter itself beside them, are counted
STEPS = 2000.0  # of the work of counting zeros
SIMPLE = tuple(Rational(k, 2) for k in range(-6, 7))  # numbers that are tried as zeros
WIDEST = Rational(4, 2**BITS)  # of an enclosure


def alone(state: State, zero: Zero, x: Symbol) -> ValuesLeft | None:
    """The values that an equation in x alone leaves for it; None where no way is known."""
    return solve_alone(zero.factors, zero.shown, x, state.signs, lambda f: special(f, x, state))


def special(factor: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """The values of x where the factor is 0; None where no way is known."""
    kernels = kernels_of(factor, x)
    if not kernels:
        return None
    return _by_formula(factor, kernels, x, state) or _enclosed(factor, kernels, x, state)


def _by_formula(factor: Expr, kernels: list[Expr], x: Symbol, state: State) -> ValuesLeft | None:
    if all(isinstance(k, exp) for k in kernels):
        return _exponential(factor, x, state)
    if all(isinstance(k, PERIODIC) for k in kernels):
        return _trigonometric(factor, x, state)
    if len(kernels) == 1:
        return _one_kernel(factor, kernels[0], x, state) or _squared(factor, kernels[0], x, state)
    if len(kernels) == 2 and all(isinstance(k, Pow) and k.exp == S.Half for k in kernels):
        return _squared(factor, kernels[0], x, state)
    return None


def _enclosed(factor: Expr, kernels: list[Expr], x: Symbol, state: State) -> ValuesLeft | None:
    """The zeros as numbers without a formula, each between two rational numbers at which the signs differ; simple ones exactly."""
    if factor.free_symbols != {x} or state.parameters or not all(isinstance(k, SMOOTH) for k in kernels):
        return None
    places = _places(factor, x, tuple(c for c in state.conditions if c.free_symbols == {x}))
    if places is None:
        return None
    values = tuple(_value(factor, x, place) for place in places)
    if any(v is None for v in values):
        return None
    zeros = [v for v in values if isinstance(v, ZeroOf)]
    apart = (factor.subs(x, z.low) * factor.subs(x, z.high) for z in zeros)
    claims = tuple(stated(Lt(product, 0, evaluate=False)) for product in apart)
    claims += tuple(Claim(factor.subs(x, v), S.Zero) for v in values if v not in zeros)
    facts: dict[str, object] = {"equation": equation_of(factor), "count": len(values), "without": len(zeros)}
    far = reach(factor, x)
    facts |= {"x": x, "between": None if far is None else (-far, far)}
    return ValuesLeft("enclosed", values, facts, claims=claims)


@lru_cache(maxsize=256)
def _places(factor: Expr, x: Symbol, known: tuple[Basic, ...]) -> tuple[ZeroPlace, ...] | None:
    """Where the zeros are; None where that takes too much work. Several ways to solve a system ask for the same."""
    try:
        line = domain(factor, x, known)
        exact = [c for c in SIMPLE if (there := factor.subs(x, c)).is_finite and is_zero(there)]
        return tuple(Function(x, line, exact, Work(STEPS)).zeros(factor))
    except TooLarge:
        return None


def _value(factor: Expr, x: Symbol, place: ZeroPlace) -> Expr | None:
    """The zero in a place; None where it is not seen that there is one, or where 0 may lie there."""
    if place.exact is not None:
        return place.exact
    if not (place.low.is_finite() and place.high.is_finite()):
        return None
    low, high = (Rational(_scaled(end) + k, 2**BITS) for end, k in ((place.low, 0), (place.high, 1)))
    ends = [ball(factor.subs(x, e), 4 * BITS) for e in (low, high)]
    told = [1 if e > 0 else -1 if e < 0 else 0 for e in ends if e is not None]
    if sorted(told) != [-1, 1] or low * high <= 0 or high - low > WIDEST:
        return None
    return ZeroOf(factor, x, low, high)


def _scaled(end: arb) -> int:
    """The greatest whole number that is not above an exact number times a power of two."""
    mantissa, power = end.mid().man_exp()
    return int(mantissa) << (int(power) + BITS) if power + BITS >= 0 else int(mantissa) >> -(int(power) + BITS)


def inner(kernel: Expr) -> Expr:
    """What the function is taken of."""
    return kernel.args[0]


def _one_kernel(factor: Expr, kernel: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """A polynomial in one function of x: first for the function, then for x."""
    t = Symbol("t", real=True)
    polynomial = factor.xreplace({kernel: t})
    if polynomial.has(x) or not polynomial.is_polynomial(t):
        return None
    found = of_polynomial(polynomial, t, state.signs)
    if found is None:
        return None
    return _back(factor, kernel, found.values, x, state, _said(kernel, found, polynomial, t))


def _said(kernel: Expr, found: ValuesLeft, polynomial: Expr, t: Symbol) -> tuple[Deduction, ...]:
    """The line with the values of the function, where the equation does not give them already."""
    if found.move == "linear" and equation_of(polynomial) == Equation(t, found.values[0]):
        return ()
    claims = tuple(Claim(c.left.subs(t, kernel), c.right.subs(t, kernel)) for c in found.claims)
    facts = {"equation": equation_of(polynomial.subs(t, kernel)), "kernel": kernel, "how": found.move, "values": found.values}
    return (Deduction("function_values", (alternatives(kernel, found.values),) if found.values else (), facts, claims),)


def _back(factor: Expr, kernel: Expr, values: tuple[Expr, ...], x: Symbol, state: State, lines: tuple[Deduction, ...]) -> ValuesLeft | None:
    """From the values of a function to those of x."""
    letter = next(letters(state, x=x))
    out: list[Expr] = []
    whole = False
    for v in values:
        found = preimages(kernel, v, letter, state.signs)
        if found is None:
            return None
        for u in found.values:
            solved = _solve_inner(inner(kernel), u, x, state)
            if solved is None:
                return None
            out += [s for s in solved if s not in out]
        whole = whole or found.whole is not None
    facts: dict[str, object] = {"equation": equation_of(factor), "kernel": kernel, "function": values, "letter": letter if whole else None}
    claims = tuple(Claim(factor.subs(x, v), S.Zero) for v in out)
    move = "trigonometric" if isinstance(kernel, PERIODIC) else "exponential" if isinstance(kernel, exp | log) else "inverse"
    return ValuesLeft(move, tuple(out), facts, lines if out or lines else (), claims, (letter,) if whole else ())


def _solve_inner(u: Expr, value: Expr, x: Symbol, state: State) -> tuple[Expr, ...] | None:
    """Where the inside has a value; families only where it is linear in x."""
    if u == x:
        return (value,)
    try:
        p = Poly(u, x)
    except PolynomialError:
        return None
    if p.degree() == 1 and not p.LC().has(x) and state.signs.never_zero(p.LC()):
        return (expand((value - p.nth(0)) / p.LC()),)
    if any(s.is_integer for s in value.free_symbols):
        return None
    found = of_polynomial(u - value, x, state.signs)
    return None if found is None else found.values


def _exponential(factor: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """A polynomial in one exponential."""
    named, back = exponentials(factor)
    if len(back) != 1 or named.has(x):
        return None
    ((letter, kernel),) = back.items()
    t = Symbol("t", real=True)
    polynomial = named.xreplace({letter: t})
    if not polynomial.is_polynomial(t):
        return None
    found = of_polynomial(polynomial, t, state.signs)
    return None if found is None else _back(factor, kernel, found.values, x, state, _said(kernel, found, polynomial, t))


def _squared(factor: Expr, kernel: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """a sqrt(u) + b = 0: squared, and the candidates tried. |u| the same way."""
    if not (isinstance(kernel, Abs) or (isinstance(kernel, Pow) and kernel.exp == S.Half)):
        return None
    a = factor.diff(kernel) if isinstance(kernel, Symbol) else expand(factor).coeff(kernel)
    b = expand(factor - a * kernel)
    if b.has(kernel) or a.has(kernel) or len(kernels_of(a, x)) > 0 or (kernels_of(b, x) and isinstance(b, Add)):
        return None  # another root stands alone on the other side
    square = kernel**2 if not isinstance(kernel, Abs) else inner(kernel) ** 2
    polynomial = expand(a**2 * square - b**2)
    if polynomial == 0 or not polynomial.is_polynomial(x):  # y + |y| is 0 on a whole half-line
        return None
    values: list[Expr] = []
    for f, _ in factor_list(polynomial)[1]:
        found = of_polynomial(f, x, state.signs)
        if found is None:
            return None
        values += [v for v in found.values if v not in values]
    kept = tuple(v for v in values if vanishes(factor.subs(x, v)))
    facts: dict[str, object] = {"equation": equation_of(factor), "kernel": kernel}
    line = Deduction("square", (equation_of(polynomial),), facts, (Claim(a**2 * square - b**2, polynomial),))
    lost = tuple(v for v in values if v not in kept)
    claims = tuple(Claim(factor.subs(x, v), S.Zero) for v in kept)
    return ValuesLeft("tried", kept, {"candidates": tuple(values), "lost": lost, "x": x}, (line,), claims)


def _trigonometric(factor: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """A polynomial in sines and cosines of multiples of one angle."""
    kernels = kernels_of(factor, x)
    if len(kernels) == 1:
        return _one_kernel(factor, kernels[0], x, state)
    expanded = factor
    base = _angle(kernels, x)
    if base is None:
        return None
    lines: tuple[Deduction, ...] = ()
    if any(inner(k) != base for k in kernels):
        u = Symbol("u", real=True)
        turned = factor.xreplace({k: k.func(expand(inner(k) / base) * u) for k in kernels})
        expanded = expand(expand_trig(turned).xreplace({u: base}))
    s, c = Symbol("s", real=True), Symbol("c", real=True)
    polynomial = expanded.xreplace({sin(base): s, cos(base): c, tan(base): s / c})
    if polynomial.has(x):
        return None
    product = _product(factor, expand(polynomial), {s: sin(base), c: cos(base)}, x, state)
    if product is not None:
        return product
    p, q = polynomial.coeff(s), polynomial.coeff(c)
    if polynomial == expand(p * s + q * c) and not (p.has(s, c) or q.has(s, c)):
        return _homogeneous(factor, p, q, base, x, state)
    try:
        even = _lowered(Poly(polynomial, s), s, c)
    except PolynomialError:
        return None
    for known, other, kernel in ((c, s, cos(base)), (s, c, sin(base))):
        reduced = even if known is c else _lowered(Poly(polynomial, c), c, s)
        if not reduced.has(other):
            shown = equation_of(reduced.xreplace({known: kernel}))
            if shown != equation_of(factor):
                claim = Claim(factor, reduced.xreplace({known: kernel}))
                lines = (Deduction("trigonometric_identity", (shown,), {"equation": equation_of(factor)}, (claim,)),)
            made = _product_in(reduced.xreplace({known: kernel}), kernel, x, state)
            return (
                None
                if made is None
                else ValuesLeft(made.move, made.values, made.facts, (*lines, *made.lines), made.claims, made.parameters)
            )
    return _mixed(factor, even, s, c, base, x, state)


def _product(factor: Expr, polynomial: Expr, meaning: dict[Symbol, Expr], x: Symbol, state: State) -> ValuesLeft | None:
    """Where the double angles, written out, leave a product: each factor on its own."""
    if not polynomial.is_polynomial(*meaning):
        return None
    found = [f.xreplace(meaning) for f, _ in factor_list(polynomial)[1]]
    if len(found) < 2:
        return None
    shown = product_of(found)
    claim = Claim(factor, (expand(polynomial) / expand(Mul(*(f for f, _ in factor_list(polynomial)[1])))).xreplace(meaning) * Mul(*found))
    made = solve_alone(tuple(found), shown, x, state.signs, lambda f: special(f, x, state))
    if made is None:
        return None
    line = Deduction("trigonometric_identity", (shown,), {"equation": equation_of(factor)}, (claim,))
    return ValuesLeft(made.move, made.values, made.facts, (line, *made.lines), made.claims, made.parameters)


def _product_in(expr: Expr, kernel: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """A polynomial in one function, by its factors."""
    t = Symbol("t", real=True)
    polynomial = expr.xreplace({kernel: t})
    values: list[Expr] = []
    for f, _ in factor_list(polynomial)[1]:
        found = of_polynomial(f, t, state.signs)
        if found is None:
            return None
        values += [v for v in found.values if v not in values]
    claims = ()
    facts = {"equation": equation_of(expr), "kernel": kernel, "how": "factor", "values": tuple(values)}
    line = Deduction("function_values", (alternatives(kernel, tuple(values)),) if values else (), facts, claims)
    return _back(expr, kernel, tuple(values), x, state, (line,))


def _lowered(p: Poly, s: Symbol, c: Symbol) -> Expr:
    """The polynomial with s^2 = 1 - c^2 put in."""
    return expand(sum(a * (1 - c**2) ** (m[0] // 2) * s ** (m[0] % 2) for m, a in p.terms()))


def _angle(kernels: list[Expr], x: Symbol) -> Expr | None:
    """The angle of which all arguments are small multiples."""
    ratios: list[tuple[Expr, Expr]] = []
    first = inner(kernels[0])
    for k in kernels:
        ratio = nice(inner(k) / first)
        if not ratio.is_Rational:
            return None
        ratios.append((ratio, inner(k)))
    smallest = min(ratios, key=lambda r: abs(r[0]))
    if any(not (r / smallest[0]).is_Integer or abs(r / smallest[0]) > MOST_MULTIPLE for r, _ in ratios):
        return None
    return smallest[1]


def _homogeneous(factor: Expr, a: Expr, b: Expr, base: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """a sin u + b cos u = 0: divided by cos u, which is not 0 there since both would be."""
    if not state.signs.never_zero(a):
        return None
    value = nice(-b / a)
    claim = Claim(factor, a * cos(base) * (tan(base) - value))
    line = Deduction("tangent", (Equation(tan(base), value),), {"equation": equation_of(factor), "angle": base}, (claim,))
    return _back(factor, tan(base), (value,), x, state, (line,))


def _mixed(factor: Expr, even: Expr, s: Symbol, c: Symbol, base: Expr, x: Symbol, state: State) -> ValuesLeft | None:
    """A(c) + B(c) s = 0: squared to an equation for c, and for each c the sign of s tried."""
    b, a = expand(even.coeff(s)), expand(even.coeff(s, 0))
    polynomial = expand(a**2 - b**2 * (1 - c**2))
    if polynomial == 0:
        return None
    k = next(letters(state, x=x))
    out: list[Expr] = []
    for f, _ in factor_list(polynomial)[1]:
        found = of_polynomial(f, c, state.signs) if f.has(c) else ValuesLeft("", ())
        if found is None:
            return None
        for v in found.values:
            beyond = sign_of(nice(v**2 - 1), state.signs)
            if beyond is None:
                return None
            if beyond > 0:
                continue
            for angle in dict.fromkeys((acos(v), -acos(v))):
                if angle == -pi:
                    continue
                if vanishes(nice(a.subs(c, v) + b.subs(c, v) * sin(angle))):
                    solved = _solve_inner(base, angle + 2 * k * pi, x, state)
                    if solved is None:
                        return None
                    out += [w for w in solved if w not in out]
    shown = equation_of(polynomial.xreplace({c: cos(base)}))
    line = Deduction("square", (shown,), {"equation": equation_of(factor), "kernel": sin(base)}, ())
    facts = {"equation": equation_of(factor), "kernel": cos(base), "letter": k, "x": x, "tried": True}
    return ValuesLeft("trigonometric", tuple(out), facts, (line,), tuple(Claim(factor.subs(x, v), S.Zero) for v in out), (k,))
