"""A wall solved for one coordinate: its branches, each an expression in the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    acos,
    asin,
    atan,
    cbrt,
    cos,
    cosh,
    exp,
    expand,
    factor,
    log,
    pi,
    radsimp,
    sin,
    sinh,
    sqrt,
    tan,
    together,
)  # fmt: skip
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.regions.axes import Axis, geometric, pair
from tutor.maths.regions.walls import factors

TURNS = (-1, 0, 1)  # of a period in which the branches of a sine are looked for


class NoBranch(Exception):
    """A wall is not solved for a coordinate by a formula."""


def branches(wall: Expr, axis: Axis, axes: Sequence[Axis]) -> list[Expr]:
    """All values of the coordinate on the wall, as formulas without algebraic letters. Errors: `NoBranch`."""
    if axis.is_angle:
        turns = TURNS if axis.between is not None else (0,)
        found = [t + 2 * k * pi for t in _angles(wall, axis) for k in turns]
    else:
        found = list(_solved(wall, axis.symbol))
    return [geometric(written(b), axes) for b in dict.fromkeys(found)]


def _solved(wall: Expr, v: Symbol) -> Iterator[Expr]:
    """The zeros of a polynomial in v, or in one function of v."""
    kernel = _kernel(wall, v)
    t = S.Zero
    if kernel is not None and kernel != v:
        t = Symbol("_kernel", real=True)
        for value in _zeros(wall.xreplace({kernel: t}), t):
            yield from _inverted(kernel, value, v)
        return
    yield from _zeros(wall, v)


def _kernel(wall: Expr, v: Symbol) -> Expr | None:
    """v itself where the wall is a polynomial in it; else the only function of v that stands in it."""
    if wall.is_polynomial(v):
        return v
    found = {k for k in _kernels(wall, v)}
    if len(found) != 1:
        raise NoBranch
    return found.pop()


def _kernels(expr: Expr, v: Symbol) -> Iterator[Expr]:
    if v not in expr.free_symbols:
        return
    if isinstance(expr, Add | Mul) or (isinstance(expr, Pow) and expr.exp.is_Integer and expr.exp > 0):
        for a in expr.args:
            yield from _kernels(a, v)
        return
    yield expr


def _zeros(p: Expr, v: Symbol) -> Iterator[Expr]:
    """By degree: linear, quadratic, a power alone, a quadratic in a power; factors one by one."""
    parts = factors(p) if p.free_symbols else []
    for f in parts or [p]:
        if v not in f.free_symbols:
            continue
        try:
            poly = Poly(f, v)
        except PolynomialError:
            raise NoBranch from None
        yield from _of_degree(poly, v)


def _of_degree(poly: Poly, v: Symbol) -> Iterator[Expr]:
    terms = dict(poly.terms())
    powers = sorted(m[0] for m in terms)
    n = poly.degree()
    if n == 1:
        yield -poly.nth(0) / poly.nth(1)
    elif powers in ([0, n], [n]):
        yield from _powers(-poly.nth(0) / poly.nth(n), n)
    elif n == 2:
        a, b, c = poly.all_coeffs()
        root = root_of(b**2 - 4 * a * c)
        yield (-b + root) / (2 * a)
        yield (-b - root) / (2 * a)
    elif powers[0] == 0 and len(powers) == 3 and powers[1] * 2 == n:
        t = Symbol("_power", real=True)
        for value in _of_degree(Poly(poly.nth(n) * t**2 + poly.nth(powers[1]) * t + poly.nth(0), t), t):
            yield from _powers(value, powers[1])
    elif not poly.free_symbols - {v} and (poly.domain.is_QQ or poly.domain.is_ZZ):
        yield from (r for r, _ in poly.real_roots(multiple=False))
    else:
        raise NoBranch


def _powers(value: Expr, n: int) -> Iterator[Expr]:
    """The real n-th roots of a value."""
    if n % 2:
        yield real_root_of(factor(together(value)) if value.free_symbols else value, n)
        return
    root = root_of(value) if n == 2 else value ** Rational(1, n)
    yield root
    yield -root


def root_of(value: Expr) -> Expr:
    """One of the two square roots, squares taken out and the rest kept together: sqrt(4 - r^2), not sqrt(2 - r) sqrt(2 + r)."""
    if not value.free_symbols:
        return sqrt(value)
    out, over, under = S.One, S.One, S.One
    for f in Mul.make_args(factor(together(value))):
        base, n = f.as_base_exp()
        if f.is_Rational:
            roots = [sqrt(abs(f.p)), sqrt(f.q)]
            size = [r if r.is_Integer else S.One for r in roots]
            out *= size[0] / size[1]
            over *= f * size[1] ** 2 / size[0] ** 2
            continue
        if not n.is_Integer or f.is_number:
            over *= f
            continue
        out *= base ** (abs(n) // 2 * (1 if n > 0 else -1))
        if n % 2:
            over, under = (over * base, under) if n > 0 else (over, under * base)
    return out * sqrt(squared(over)) / sqrt(squared(under))


def real_root_of(value: Expr, n: int) -> Expr:
    """The real root of odd order."""
    if value.is_number and value.is_negative:
        return -((-value) ** Rational(1, n))
    if value.could_extract_minus_sign() and not isinstance(value, Add):
        return -((-value) ** Rational(1, n))
    return cbrt(value) if n == 3 else value ** Rational(1, n)


def _inverted(kernel: Expr, value: Expr, v: Symbol) -> Iterator[Expr]:
    """v where a function of v has a value; a bracket of v inside is solved in turn."""
    inner: list[tuple[Expr, Expr]]
    match kernel:
        case exp():
            inner = [(kernel.args[0], log(value))]
        case Pow(base=base, exp=power) if v not in base.free_symbols:
            inner = [(power, log(value) / log(base))]
        case Pow(base=base, exp=power) if power.is_Rational:
            root = value ** (1 / power)
            inner = [(base, root), *([(base, -root)] if power.p % 2 == 0 else [])]
        case log():
            inner = [(kernel.args[0], exp(value))]
        case Abs():
            inner = [(kernel.args[0], value), (kernel.args[0], -value)]
        case sin():
            inner = [(kernel.args[0], s + 2 * k * pi) for k in TURNS for s in (asin(value), pi - asin(value))]
        case cos():
            inner = [(kernel.args[0], s + 2 * k * pi) for k in TURNS for s in (acos(value), -acos(value))]
        case tan():
            inner = [(kernel.args[0], atan(value) + k * pi) for k in TURNS]
        case atan():
            inner = [(kernel.args[0], tan(value))]
        case asin():
            inner = [(kernel.args[0], sin(value))]
        case acos():
            inner = [(kernel.args[0], cos(value))]
        case cosh():
            root = log(value + sqrt(value**2 - 1))
            inner = [(kernel.args[0], root), (kernel.args[0], -root)]
        case sinh():
            inner = [(kernel.args[0], log(value + sqrt(value**2 + 1)))]
        case _:
            raise NoBranch
    for inside, equal in inner:
        if inside == v:
            yield equal
        else:
            yield from _solved(expand(inside - equal) if inside.is_polynomial(v) else inside - equal, v)


# -- angles ----------------------------------------------------------------------------------------------------------------


def _angles(wall: Expr, axis: Axis) -> Iterator[Expr]:
    """The angles at which a polynomial in cosine and sine is 0, once round; some may be none, which a value tells."""
    c, s = pair(axis.symbol)
    t = axis.symbol
    if t in wall.free_symbols:
        if {c, s} & wall.free_symbols:
            raise NoBranch
        yield from _solved(wall, t)
        return
    for f in factors(wall):
        if not {c, s} & f.free_symbols:
            continue
        yield from _of_factor(f, c, s, axis)


def _of_factor(f: Expr, c: Symbol, s: Symbol, axis: Axis) -> Iterator[Expr]:
    if s not in f.free_symbols:
        for value in _zeros(f, c):
            yield from _from_cosine(value, axis)
    elif c not in f.free_symbols:
        for value in _zeros(f, s):
            yield from _from_sine(value, axis)
    else:
        p = Poly(f, c, s)
        degrees = {sum(m) for m in p.monoms()}
        if len(degrees) == 1:  # homogeneous: an equation for the tangent
            u = Symbol("_tangent", real=True)
            for value in _zeros(expand(f.subs({c: 1, s: u}, simultaneous=True)), u):
                yield from _from_tangent(value, axis)
            if f.subs({c: 0, s: 1}, simultaneous=True) == 0:
                yield from _from_cosine(S.Zero, axis)
            return
        even, odd = S.Zero, S.Zero
        for (m, n), coefficient in p.terms():
            term = coefficient * c**m * (1 - c**2) ** (n // 2)
            even, odd = (even + term, odd) if n % 2 == 0 else (even, odd + term)
        for value in _zeros(expand(even**2 - (1 - c**2) * odd**2), c):
            yield from _from_cosine(value, axis)


def _from_cosine(value: Expr, axis: Axis) -> Iterator[Expr]:
    angle = acos(value)
    yield angle
    if axis.kind == "circle":
        yield 2 * pi - angle


def _from_sine(value: Expr, axis: Axis) -> Iterator[Expr]:
    angle = asin(value)
    yield from (angle, pi - angle)
    if axis.kind == "circle":
        yield 2 * pi + angle


def _from_tangent(value: Expr, axis: Axis) -> Iterator[Expr]:
    angle = atan(value)
    yield from (angle, pi + angle)
    if axis.kind == "circle":
        yield 2 * pi + angle


def written(expr: Expr) -> Expr:
    """A branch as one writes it: squares out of roots, no root below a line, a common factor in front of a root."""
    if expr.is_number:
        return radsimp(expr)
    return _over_one_line(expr)


def _over_one_line(expr: Expr) -> Expr:
    if any(p.exp.is_Rational and not p.exp.is_Integer for p in expr.atoms(Pow)):
        opened = expr.replace(lambda e: isinstance(e, Pow) and e.exp.is_Rational and e.exp.q == 2, lambda e: squared(e.base) ** e.exp)
        joined = expand(opened, power_base=False)
        return opened if opened.count_ops() <= joined.count_ops() else joined
    return min((expand(expr), together(expr), factor(expr)), key=lambda e: (e.count_ops(), str(e)))


def squared(base: Expr) -> Expr:
    """What stands below a square root: 9 - (x - 1)^2 for 8 + 2x - x^2, and multiplied out where there is no square to complete."""
    opened = expand(base)
    letters = [v for v in opened.free_symbols if opened.is_polynomial(v) and Poly(opened, v).degree() == 2 and opened.coeff(v, 1) != 0]
    if len(letters) != 1 or not isinstance(opened, Add):
        return opened if opened.count_ops() <= base.count_ops() + 2 else base
    (v,) = letters
    a, b, c = Poly(opened, v).all_coeffs()
    if a.free_symbols or b.free_symbols & {v}:
        return opened
    return expand(c - b**2 / (4 * a)) + a * (v + expand(b / (2 * a))) ** 2


__all__ = ["NoBranch", "branches", "squared", "written"]
