"""One equation in one unknown: its real solutions, and the lines that lead to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sympy import Add, Dummy, Eq, Expr, Mul, Poly, Pow, S, Symbol, Tuple, div, expand, sqrt
from sympy.polys.polyerrors import PolynomialError
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.numbers import sign_of as sign_of_number
from tutor.maths.numbers.balls import BITS
from tutor.maths.solving.inverse import kernels_of
from tutor.maths.solving.polynomial import exponentials
from tutor.maths.solving.signs import Signs, definite
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice, real_power, ugliness
from tutor.maths.solving.writing import equation_of, is_product, product_of
from tutor.maths.values.algebraic import real_zeros
from tutor.model import Claim
from tutor.trees.heads import Equation
from tutor.trees.heads.either import Either

MOST_DEGREE = 12  # of a polynomial whose roots without formula are enclosed
MOST_TERMS = 8  # of a polynomial that is written out before it is factored
LARGE_DISCRIMINANT = 10**12


@dataclass(frozen=True, slots=True)
class ValuesLeft:
    """The values that an equation leaves for an unknown, by which move; none of them means that it has no real solution."""

    move: str
    values: tuple[Expr, ...]
    facts: dict[str, object] = field(default_factory=dict)
    lines: tuple[Deduction, ...] = ()  # what comes before the values
    claims: tuple[Claim, ...] = ()
    parameters: tuple[Symbol, ...] = ()

    @property
    def burden(self) -> float:
        """How unwelcome these values are."""
        return sum(map(ugliness, self.values)) + 2 * len(self.lines)


def alternatives(x: Symbol, values: tuple[Expr, ...]) -> Expr:
    """x = a or x = b."""
    made = tuple(Eq(x, v, evaluate=False) for v in values)
    return made[0] if len(made) == 1 else Either(*made)


def of_polynomial(factor: Expr, x: Symbol, signs: Signs) -> ValuesLeft | None:
    """The real zeros of an irreducible polynomial in x, whose coefficients may hold constants; None where a sign is open."""
    try:
        p = Poly(factor, x)
    except PolynomialError:
        return None
    if any(c.has(x) for c in p.coeffs()) or p.degree() < 1:
        return None
    steps = {m[0] for m in p.monoms() if m[0]}
    n, d = p.degree(), min(steps)
    if not signs.never_zero(p.LC()):
        return None  # a constant that may be 0
    if n == 1:
        return ValuesLeft("linear", (nice(-p.nth(0) / p.nth(1)),))
    if steps == {n} and not p.nth(0).is_zero:
        return _binomial(p, x, n, signs)
    if n == 2:
        return _quadratic(p, x, signs)
    step = _common(steps)
    if step > 1:
        found = _power(p, x, step, signs)
        if found is not None:
            return found
    if d and p.nth(0).is_zero:  # a factor x that SymPy's factoring over surds left in
        rest = of_polynomial(Poly(p.as_expr() / x**d, x).as_expr(), x, signs)
        if rest is not None:
            return ValuesLeft("zero_product", (S.Zero, *rest.values), rest.facts, rest.lines)
    return _without_formula(p, x)


def _common(steps: set[int]) -> int:
    out = 0
    for s in steps:
        a, b = out, s
        while b:
            a, b = b, a % b
        out = a
    return out


def sign_of(value: Expr, signs: Signs) -> int | None:
    """The sign of a constant; None where it depends on letters that are not known."""
    found = sign_of_number(value)
    return found if found is not None or value.is_number else signs.sign(value) or definite(value) or None


def _binomial(p: Poly, x: Symbol, n: int, signs: Signs) -> ValuesLeft | None:
    """x^n = c."""
    c = nice(-p.nth(0) / p.nth(n))
    shown = Equation(x**n, c)
    sign = sign_of(c, signs)
    claim = (Claim(p.as_expr(), p.nth(n) * (x**n - c)),)
    if n % 2:
        if sign is None:
            return None
        return ValuesLeft("odd_root", (real_power(c, S.One / n),), {"power": shown, "n": n}, claims=claim)
    if sign is None:
        return None
    if sign < 0:
        return ValuesLeft("square_root", (), {"power": shown, "n": n}, claims=claim)
    root = nice(c ** (S.One / n))
    return ValuesLeft("square_root", (root, nice(-root)) if sign else (S.Zero,), {"power": shown, "n": n}, claims=claim)


def _quadratic(p: Poly, x: Symbol, signs: Signs) -> ValuesLeft | None:
    """The quadratic formula."""
    a, b, c = p.all_coeffs()
    disc = nice(b**2 - 4 * a * c)
    sign = sign_of(disc, signs)
    if sign is None:
        return None
    equation = equation_of(p.as_expr())
    zero = Eq(p.as_expr(), 0, evaluate=False) if equation.right is not S.Zero else None  # the form that the formula is for
    facts = {"equation": equation, "zero": zero, "a": a, "b": b, "c": c, "discriminant": disc}
    if sign < 0:
        return ValuesLeft("quadratic", (), facts)
    if sign == 0:
        return ValuesLeft("quadratic", (nice(-b / (2 * a)),), facts)
    root = nice(sqrt(disc))
    values = tuple(nice((-b + s * root) / (2 * a)) for s in (1, -1))
    claim = Claim(p.as_expr(), a * (x - values[0]) * (x - values[1]))
    return ValuesLeft("quadratic", values, facts, claims=(claim,))


def _power(p: Poly, x: Symbol, step: int, signs: Signs) -> ValuesLeft | None:
    """A polynomial in x^k: first for x^k, then for x."""
    t = Symbol("t", real=True) if x.name != "t" else Symbol("s", real=True)
    inner = Poly({(m[0] // step,): c for m, c in p.terms()}, t)
    found = of_polynomial(inner.as_expr(), t, signs)
    if found is None or any(v.atoms(ComplexRootOf) for v in found.values):
        return None
    values: list[Expr] = []
    negative: list[Expr] = []
    for v in found.values:
        sign = sign_of(v, signs)
        if sign is None:
            return None
        if step % 2:
            values.append(real_power(v, S.One / step))
        elif sign < 0:
            negative.append(v)
        elif sign == 0:
            values.append(S.Zero)
        else:
            root = nice(v ** (S.One / step))
            values += [root, nice(-root)]
    power = x**step
    line = Deduction("power_substitution", (alternatives(power, found.values),) if found.values else (), {
        "equation": equation_of(p.as_expr()), "power": power, "t": t, "inner": equation_of(inner.as_expr()), "how": found.move,
        "values": found.values, **{k: v for k, v in found.facts.items() if k not in ("equation", "power")},
    }, tuple(Claim(c.left.subs(t, power), c.right.subs(t, power)) for c in found.claims))  # fmt: skip
    facts = {"power": power, "negative": tuple(negative), "n": step}
    return ValuesLeft("square_root" if step % 2 == 0 else "odd_root", tuple(values), facts, (line,))


def _without_formula(p: Poly, x: Symbol) -> ValuesLeft | None:
    """The real zeros of a polynomial with rational coefficients, by their enclosures."""
    if not (p.domain.is_ZZ or p.domain.is_QQ) or p.degree() > MOST_DEGREE:
        return None
    found = tuple(ComplexRootOf(p.as_expr(), x, k) for k in range(len(real_zeros(p, BITS))))
    equation = equation_of(p.as_expr())
    return ValuesLeft("no_formula", found, {"equation": equation, "degree": p.degree(), "count": len(found)})


def solve_alone(
    factors: tuple[Expr, ...], shown: Equation, x: Symbol, signs: Signs, special: Callable[[Expr], ValuesLeft | None]
) -> ValuesLeft | None:
    """The values that `product of the factors = 0` leaves for x."""
    shifted = _shifted(shown, x, signs)
    if shifted is not None:
        return shifted
    factors = paired(factors, x)
    parts: list[tuple[Expr, ValuesLeft]] = []
    for f in factors:
        found = of_polynomial(f, x, signs) if f.is_polynomial(x) else special(f)
        if found is None:
            return None
        parts.append((f, found))
    if len(parts) == 1:
        return parts[0][1]
    product = product_of(factors)
    lines: list[Deduction] = []
    if shown != product:
        lines.append(factored(shown, product))
    values: list[Expr] = []
    for _, found in parts:
        lines += (replace(line, facts={"of": f, **line.facts}) for line in found.lines)
        values += [v for v in found.values if v not in values]
    facts: dict[str, object] = {
        "parts": tuple({"factor": f, "move": found.move, "values": found.values, **found.facts} for f, found in parts),
    }
    claims = tuple(c for _, found in parts for c in found.claims)
    letters = tuple(dict.fromkeys(k for _, found in parts for k in found.parameters))
    return ValuesLeft("zero_product", tuple(values), facts, tuple(lines), claims, letters)


def factored(shown: Equation, product: Equation) -> Deduction:
    """The equation as a product, each factor as often as it occurs; first with everything on one side, where it was not."""
    zero, difference = shown.right.is_zero is True, shown.left - shown.right
    powers = None if is_product(shown) else _powers(expand(difference), Mul.make_args(product.left))
    facts: dict[str, object] = {"equation": shown, "product": is_product(shown), "zero": zero, "only": powers is None}
    if powers is None:
        return Deduction("factor", (product,), facts)
    found, number = powers
    opened = expand(found)
    if not isinstance(opened, Add):  # 0 = 2 x y is no sum that is factored
        facts["product"] = True
    by = number if zero else abs(number)  # which side is taken from which is seen in the next line
    times = by.is_Rational and (by == -1 or not by.is_Integer)
    facts |= {"times": 1 / by if times else None, "divisor": None if times or by == 1 else by}
    between = not zero and isinstance(opened, Add) and len(opened.args) <= MOST_TERMS
    lines = ((Equation(opened, S.Zero),) if between else ()) + (Equation(found, S.Zero),)
    return Deduction("factor", lines, facts, (Claim(difference, number * found),))


@lru_cache(maxsize=4096)
def _powers(difference: Expr, factors: tuple[Expr, ...]) -> tuple[Expr, Expr] | None:
    """The product of the factors, each as often as it divides the difference, and the number that is left; None where more is left."""
    named, _ = exponentials(Tuple(difference, *factors))
    kernels = {k: Dummy() for k in kernels_of(named, *named.free_symbols)}
    rest, *parts = (expand(e.xreplace(kernels)) for e in named.args)
    letters = sorted(Tuple(rest, *parts).free_symbols, key=str)
    if not all(e.is_polynomial(*letters) for e in (rest, *parts)):
        return None
    found: Expr = S.One
    for f, part in zip(factors, parts, strict=True):
        while part.free_symbols and (divided := div(rest, part, *letters))[1].is_zero:
            found, rest = found * f, expand(divided[0])
    return (found, rest) if rest.is_number else None


def _shifted(shown: Equation, x: Symbol, signs: Signs) -> ValuesLeft | None:
    """(a x + b)^2 = c, as it stands on the page: first what a x + b is, then x."""
    square, c = shown.left, shown.right
    if not (isinstance(square, Pow) and square.exp == 2 and isinstance(square.base, Add) and c.is_number and sign_of(c, signs) == 1):
        return None
    base, root = square.base, nice(sqrt(c))
    if not base.is_polynomial(x) or Poly(base, x).degree() != 1 or base.free_symbols != {x}:
        return None
    slope, first = Poly(base, x).all_coeffs()
    values = tuple(nice((r - first) / slope) for r in (root, -root))
    claim = Claim(square - c, slope**2 * (x - values[0]) * (x - values[1]))
    line = Deduction("square_root", (alternatives(base, (root, -root)),), {"power": shown, "n": 2}, (claim,))
    return ValuesLeft("linear", values, {}, (line,), (claim,))


def paired(factors: tuple[Expr, ...], x: Symbol) -> tuple[Expr, ...]:
    """The factors as a person leaves them: x^2 - 4 for (x - 2)(x + 2), and x^n - c whole."""
    if len(factors) == 1 or not all(f.is_polynomial(x) for f in factors):
        return factors
    whole = Poly(Mul(*factors), x)
    if len(whole.terms()) == 2 and whole.nth(0) != 0:
        return (whole.as_expr(),)
    out: list[Expr] = []
    for f in factors:
        mirrored = Poly(f, x).compose(Poly(-x, x))
        found = next((g for g in out if g in (mirrored.as_expr(), (-mirrored).as_expr())), None)
        if f != x and found is not None:
            out[out.index(found)] = Poly(f * found, x).as_expr()
        else:
            out.append(f)
    return tuple(out)
