"""Where a formula is seen to be positive, or never negative, all over a domain: by its form, completed squares, or its real zeros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from sympy import Abs, Add, Expr, Ge, Gt, Mul, Poly, Pow, S, Symbol, cos, cosh, exp, expand, factor_terms, pi, sin, tan, tanh, together
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.classification import polynomial_sign
from tutor.maths.classification.bounds import EVERYWHERE, Range, Ranges, assumed
from tutor.maths.classification.boxes import positive_on
from tutor.maths.numbers import sign_of
from tutor.maths.solving.signs import PLACES

DEEPEST = 6  # rewritings one in the other
MOST_OPERATIONS = 400  # of a formula that is looked at
BOUNDED = (sin, cos, tanh)  # never above 1, never below -1

By = Literal["number", "form", "terms", "factors", "squares", "zeros", "bounded", "shifted", "boxes", "means"]


@dataclass(frozen=True, slots=True)
class Signed:
    """`sign` times the expression is never negative, where `strict` never 0; `form` equals it and shows this in the way `by`."""

    sign: int
    strict: bool
    form: Expr
    by: By


def signed(expr: Expr, where: Ranges | None = None) -> Signed | None:
    """The sign of an expression over a box of values of its letters; None where it is not seen. 0 counts as never negative."""
    return _signed(expr, tuple(sorted((where or {}).items(), key=lambda item: item[0].name)))


@lru_cache(maxsize=4096)
def _signed(expr: Expr, where: tuple[tuple[Symbol, Range], ...]) -> Signed | None:
    box = dict(where)
    for way, sign in product((_nonnegative, lambda e, b, _: _boxed(e, b)), (1, -1)):
        found = way(expr if sign == 1 else _opposite(expr), box, 0)
        if found is not None:
            form = found.form if sign == 1 else -found.form
            return Signed(sign, found.strict, form, found.by)
    return None


def least(expr: Expr, where: Ranges) -> Relational | None:
    """`expr > c`, or >=, with its value c at the corner of the box from which all its coefficients are positive, if there is one."""
    letters = sorted(expr.free_symbols, key=str)
    if not expr.is_polynomial(*letters) or not all(x in where and (where[x].lower.is_finite or where[x].upper.is_finite) for x in letters):
        return None
    up = {x: where[x].lower.is_finite for x in letters}
    corner = {x: where[x].lower if up[x] else where[x].upper for x in letters}
    moved = Poly(expr.xreplace({x: a + x if up[x] else a - x for x, a in corner.items()}), *letters)
    terms = [(m, c) for m, c in moved.terms() if any(m)]
    if not all(sign_of(c) == 1 for _, c in terms):
        return None
    off = {x for x in letters if (where[x].lower_strict if up[x] else where[x].upper_strict)}
    strict = any(off >= {x for x, e in zip(letters, m, strict=True) if e} for m, _ in terms)
    return (Gt if strict else Ge)(expr, moved.nth(*(0 for _ in letters)), evaluate=False)


def _opposite(expr: Expr) -> Expr:
    return expand(-expr) if expr.is_Add else -expr


@dataclass(frozen=True, slots=True)
class _Shown:
    strict: bool
    form: Expr
    by: By


def _nonnegative(expr: Expr, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    """How it is seen that expr >= 0 over the box."""
    if depth > DEEPEST or expr.count_ops() > MOST_OPERATIONS:
        return None
    if not expr.free_symbols:
        found = sign_of(expr)
        return None if found is None or found < 0 else _Shown(found == 1, expr, "number")
    if _negative_somewhere(expr, box):
        return None
    placed = expr.xreplace(assumed(box))
    if placed.is_positive:
        return _Shown(True, expr, "form")
    if placed.is_nonnegative:
        return _Shown(_never_zero(placed), expr, "form")
    match expr:
        case Mul():
            return _product(expr, box, depth)
        case Pow():
            return _power(expr, box, depth)
        case Add():
            return _sum(expr, box, depth)
    return _alone(expr, box)


def _negative_somewhere(expr: Expr, box: Mapping[Symbol, Range]) -> bool:
    """Whether a polynomial is negative at a point of the box: far quicker than a proof that ends in vain."""
    letters = sorted(expr.free_symbols, key=lambda s: str(s.name))
    if any(not s.is_real or s.is_integer for s in letters) or not expr.is_polynomial(*letters):
        return False
    for row in PLACES:
        ordered = ((x, abs(a) if x.is_nonnegative else -abs(a) if x.is_nonpositive else a) for x, a in zip(letters, row, strict=False))
        at = {x: _within(box.get(x, EVERYWHERE), a) for x, a in ordered}
        outside = any((x.is_nonnegative and a < 0) or (x.is_nonpositive and a > 0) for x, a in at.items())
        if not outside and len(at) == len(letters) and (value := expr.xreplace(at)).is_Rational and value < 0:
            return True
    return False


def _within(r: Range, a: Expr) -> Expr:
    """A place between the ends of a range, inside: for each number another one."""
    if r.bounded:
        return r.lower + (r.upper - r.lower) * abs(a) / (1 + abs(a))
    if r.lower.is_finite:
        return r.lower + abs(a)
    return r.upper - abs(a) if r.upper.is_finite else a


def _boxed(expr: Expr, box: Mapping[Symbol, Range]) -> _Shown | None:
    """A positive value on every piece of a bounded box, by balls that cover it."""
    letters = sorted(expr.free_symbols, key=str)
    if not letters or not all(x in box and box[x].bounded and box[x].lower.is_Rational and box[x].upper.is_Rational for x in letters):
        return None
    return _Shown(True, expr, "boxes") if positive_on(expr, {x: (box[x].lower, box[x].upper) for x in letters}) else None


def _never_zero(placed: Expr) -> bool:
    return bool(placed.is_nonzero)


def _product(expr: Mul, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    """A product: the signs of the factors, each in the form that shows its own."""
    sign, strict, forms = 1, True, list[Expr]()
    for f in expr.args:
        for s in (1, -1):
            found = _nonnegative(f if s == 1 else _opposite(f), box, depth + 1)
            if found is not None:
                break
        else:
            return None
        sign, strict = sign * s, strict and found.strict
        forms.append(found.form if s == 1 else _opposite(found.form))
    return _Shown(strict, Mul(*forms), "factors") if sign == 1 else None


def _power(expr: Pow, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    base, e = expr.as_base_exp()
    if not e.is_Rational:
        return None
    if e.q % 2 == 0:
        found = _nonnegative(base, box, depth + 1)  # the root of a number that is not negative, wherever it has a value
        return _Shown(found is not None and found.strict, expr, "form")
    for s in (1, -1):
        found = _nonnegative(base if s == 1 else _opposite(base), box, depth + 1)
        if found is not None:
            if s == -1 and e.p % 2:
                continue
            return _Shown(found.strict or bool(e.is_negative), expr, "form")
    return _Shown(False, expr, "form") if e.p % 2 == 0 else None


def _alone(expr: Expr, box: Mapping[Symbol, Range]) -> _Shown | None:
    """A letter or a function on its own."""
    if isinstance(expr, exp | cosh):
        return _Shown(True, expr, "form")
    if isinstance(expr, Abs):
        return _Shown(False, expr, "form")
    if isinstance(expr, sin | cos | tan):
        return _turning(expr, box)
    r = box.get(expr, EVERYWHERE)
    if isinstance(expr, Symbol) and r.lower.is_finite and sign_of(r.lower) in (0, 1):
        return _Shown(r.lower_strict or sign_of(r.lower) == 1, expr, "form")
    return None


def _turning(expr: Expr, box: Mapping[Symbol, Range]) -> _Shown | None:
    """sin u for 0 <= u <= π, cos u for -π/2 <= u <= π/2, tan u for 0 <= u < π/2, or a turn from there."""
    (u,) = expr.args
    start, width, open_end = {sin: (S.Zero, pi, False), cos: (-pi / 2, pi, False), tan: (S.Zero, pi / 2, True)}[type(expr)]
    period = pi if isinstance(expr, tan) else 2 * pi
    for k in (0, 1, -1):
        low = _nonnegative(u - start - k * period, box, DEEPEST)
        high = _nonnegative(start + width + k * period - u, box, DEEPEST)
        if low is not None and high is not None and (high.strict or not open_end):
            return _Shown(low.strict and high.strict, expr, "bounded")
    return None


def _sum(expr: Add, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    parts = [_nonnegative(t, box, depth + 1) for t in expr.args]
    if all(p is not None for p in parts):
        return _Shown(any(p.strict for p in parts if p is not None), expr, "terms")
    found = _range_of_sum(expr, box, depth) or _linear(expr, box)
    if found is not None:
        return found
    common = factor_terms(expr)
    if isinstance(common, Mul) and (found := _nonnegative(common, box, depth + 1)) is not None:
        return _Shown(found.strict, found.form, "factors")
    found = _polynomial(expr, box, depth)
    if found is not None:
        return found
    made = together(expr)
    if made.is_Mul and made != expr and (found := _nonnegative(made, box, depth + 1)) is not None:
        return _Shown(found.strict, found.form, found.by)
    return None


def _range_of_sum(expr: Add, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    """What is left when every sine and cosine is at its worst: 2 + cos x."""
    least, others = S.Zero, []
    found_any = False
    for t in expr.args:
        coefficient, rest = t.as_coeff_Mul()
        factors = [f.as_base_exp() for f in Mul.make_args(rest)]
        if rest is not S.One and all(isinstance(b, BOUNDED) and n.is_Integer and n > 0 for b, n in factors):
            even = all(n % 2 == 0 for _, n in factors)
            least += min(coefficient, S.Zero) if even else -abs(coefficient)
            found_any = True
        else:
            others.append(t)
    if not found_any:
        return None
    shown = _nonnegative(Add(least, *others), box, depth + 1)
    if shown is None:
        return None

    return _Shown(shown.strict, expr, "bounded")


def _linear(expr: Add, box: Mapping[Symbol, Range]) -> _Shown | None:
    """A linear function at the end of the box where it is least; the ends need not be rational."""
    letters = [x for x in expr.free_symbols if x in box]
    slopes = {x: expr.diff(x) for x in letters}
    if set(letters) != expr.free_symbols or any(s.free_symbols for s in slopes.values()):
        return None
    least, strict = expr, False
    for x, s in slopes.items():
        r, up = box[x], sign_of(s)
        end = r.lower if up == 1 else r.upper
        if not up or not end.is_finite:
            return None
        least, strict = least.subs(x, end), strict or (r.lower_strict if up == 1 else r.upper_strict)
    found = sign_of(expand(least))
    return None if found is None or found < 0 else _Shown(found == 1 or strict, expr, "shifted")


def _polynomial(expr: Expr, box: Mapping[Symbol, Range], depth: int) -> _Shown | None:
    """Polynomials in the letters, exponentials counted as letters that are positive."""
    exponentials = {e: Symbol(f"E_{k}", positive=True) for k, e in enumerate(sorted(expr.atoms(exp), key=str))}
    made = expr.xreplace(exponentials)
    if exponentials and len(exponentials) > 1:
        return None
    letters = sorted(made.free_symbols, key=str)
    if not made.is_polynomial(*letters):
        return None
    inside = {**{x: box.get(x, EVERYWHERE) for x in letters if x not in exponentials.values()}}
    inside.update({e: Range(S.Zero, S.Infinity) for e in exponentials.values()})
    back = {v: k for k, v in exponentials.items()}
    try:
        factored = made.factor()
    except PolynomialError:
        return None
    if isinstance(factored, Mul | Pow) and factored != made:
        found = _nonnegative(factored.xreplace(back), box, depth + 1)
        if found is not None:
            return _Shown(found.strict, found.form, "factors")
    shown = polynomial_sign.nonnegative(made, inside)
    if shown is None:
        return None
    return _Shown(shown.strict, shown.form.xreplace(back), shown.by)
