"""What the words of a page assert of sets and functions, as claims that can be refuted: bounded, convex, regular, fading.

None of them uses how it was found: a convex function lies at the middle of two points below the mean of its values there, the
terms that are said not to be negative are looked at, a gradient that is said not to vanish is differentiated once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

from sympy import Add, Basic, Dummy, Expr, Ge, Gt, Integer, Le, Lt, Matrix, Ne, Rational, S, Symbol, limit, oo

from tutor.maths.extrema.compact import Bound, Reason, sides
from tutor.maths.extrema.constrained import Posed
from tutor.maths.extrema.region import FeasibleSet
from tutor.maths.extrema.regular import Regularity
from tutor.model import Claim, stated
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Lim

INEQUALITIES = (Ge, Gt, Le, Lt)
MANY = 2  # variables, up to which all directions are tried
HELD = Rational(1, 3)  # for what is not sent out
GROWN = Rational(5, 4)  # a difference that does not grow by this factor from FAR to its square does not tend to infinity
FAR = Integer(1000)  # a ray that is inside there, and twice as far, is taken to stay inside
SLOPES = ((1, 1), (1, 2), (2, 1), (-1, 1), (1, -2), (1, 0), (0, 1), (-1, 0), (0, -1))  # of rays, as far as they are inside


def bounded_claims(bound: Bound | None) -> tuple[Claim, ...]:
    """That terms said not to be negative are not, and that far out in every direction a relation named does not hold."""
    return () if bound is None else tuple(c for r in bound.reasons for c in _reasons(r))


def _reasons(reason: Reason) -> Iterator[Claim]:
    match reason.how:
        case "sum":
            yield from _terms(reason)
        case "powers":
            yield from _left(reason, "powers")
        case "together":
            yield from _left(reason, "straight")
        case "form":
            yield stated(Gt(reason.form, 0, evaluate=False), Gt(Add(*(v**2 for v in reason.variables)), 0, evaluate=False))
            yield from _left(reason, "straight")
        case "between" if reason.given:
            for r, end in zip(reason.relations, (Gt, Lt), strict=True):
                left, right, sign = sides(r)
                (y,), inside = reason.variables, left - right if sign in (">", ">=") else right - left
                yield stated(end(inside.diff(y), 0, evaluate=False), *reason.given)
        case _:
            yield from _left(reason, "alone")


def _left(reason: Reason, ways: Literal["straight", "alone", "powers"]) -> Iterator[Claim]:
    """That on every way out one of the relations fails; where none does, what is false is claimed.

    The ways are rays, each variable with the others held, or multiples of powers of t.
    """
    t, n = Dummy("t", positive=True), len(reason.variables)
    units = [tuple(sign if k == i else 0 for k in range(n)) for i in range(n) for sign in (1, -1)]
    more = [d for d in product((1, 0, -1), repeat=n) if any(d)] if ways == "straight" or n == MANY else [*units, (1,) * n, (-1,) * n]
    for d in units if ways == "alone" else more:
        way = {v: e * t for v, e in zip(reason.variables, d, strict=True) if e or ways != "alone"}
        if ways == "powers":
            way = {v: Dummy(v.name, positive=True) * t**e for v, e in zip(reason.variables, d, strict=True)}
        if ways != "powers" and any(v.is_nonnegative and e < 0 for v, e in zip(reason.variables, d, strict=True)):
            continue
        yield next((c for r in (*reason.relations, *reason.given) for c in _broken(r, way, t)), stated(S.false))


def _broken(relation: Basic, way: Mapping[Symbol, Expr], t: Symbol) -> Iterator[Claim]:
    """That the difference of the sides tends to what the relation forbids, or has no value far out."""
    left, right, sign = sides(relation)
    over = tree.substitute(right - left if sign in (">", ">=") else left - right, way)
    held = dict.fromkeys(over.free_symbols - {t}, HELD)
    near, far = (over.subs({**held, t: at}).evalf() for at in (FAR, FAR**2))
    if not far.is_real:
        yield stated(S.true)
    elif far > GROWN * abs(near) or (sign == "=" and -far > GROWN * abs(near)):
        yield Claim(Lim(over, (t,), (oo,)), oo if far > 0 else -oo)
    elif far > 0 or (sign == "=" and far < 0):
        value = limit(over, t, oo)
        if value.is_finite and (value.is_positive or (sign == "=" and value.is_negative)):
            yield Claim(Lim(over, (t,), (oo,)), value)


def _terms(reason: Reason) -> Iterator[Claim]:
    left, right, sign = sides(reason.relation if reason.said is None else reason.said)
    if any(not isinstance(g, INEQUALITIES) for g in reason.given):
        return
    difference = right - left if sign in (">", ">=") else left - right
    terms = [t for t in Add.make_args(difference) if t.free_symbols & set(reason.variables)]
    if sign == "=" and terms and terms[0].could_extract_minus_sign():
        terms = [-t for t in terms]
    for t in terms:
        yield stated(Ge(t, 0, evaluate=False), *reason.given)


def convex_claim(f: Expr, variables: Sequence[Symbol], upward: bool, strict: bool, where: Iterable[Basic] = ()) -> Claim:
    """That a function bends in one way: the mean of its values at two points against its value in the middle."""
    other = {v: Dummy(v.name, real=True) for v in variables}
    middle = {v: (v + w) / 2 for v, w in other.items()}
    plain = tree.plain(f)
    above = plain + plain.xreplace(other) - 2 * plain.xreplace(middle)
    conditions = tuple(c for r in where for c in (r, r.xreplace(other)))
    return stated((Gt if strict else Ge)(above if upward else -above, 0, evaluate=False), *conditions)


def regular_claims(posed: Posed, found: Regularity) -> tuple[Claim, ...]:
    """What a determinant of slopes is said to be; or where the gradient of the one constraint vanishes, and that this is off."""
    slopes = [{v: Diff(c.function, v, *(w for w in posed.variables if w != v)) for v in posed.variables} for c in posed.constraints]
    if found.how == "constant":
        return (Claim(Matrix([[row[v] for v in found.columns] for row in slopes]).det(), found.minor),)
    if found.how != "off" or found.point is None:
        return ()
    at = {v: found.point.get(v, v) for v in posed.variables}
    there = tuple(Claim(At(d, at.keys(), at.values()), S.Zero) for d in slopes[0].values())
    return (*there, stated(Ne(tree.plain(posed.constraints[0].function).xreplace(at), 0, evaluate=False)))


def fading_claims(f: Expr, region: FeasibleSet) -> tuple[Claim, ...]:
    """That a function tends to 0 along rays that stay inside."""
    if len(region.variables) != 2:
        return ()
    t = Dummy("t", positive=True)
    rays = (dict(zip(region.variables, (a * t, b * t), strict=True)) for a, b in SLOPES)
    return tuple(Claim(Lim(tree.substitute(f, ray), (t,), (oo,), ""), S.Zero) for ray in rays if _stays(region, ray, t))


def _stays(region: FeasibleSet, ray: Mapping[Symbol, Expr], t: Symbol) -> bool:
    places = ({v: e.subs(t, far) for v, e in ray.items()} for far in (FAR, 2 * FAR))
    return all(s.inside.xreplace(at).is_positive for at in places for s in region.sides)


def sign_claims(f: Expr, value: Expr, form: Expr, largest: bool, region: FeasibleSet) -> tuple[Claim, ...]:
    """That a form is the difference of a function to a value, and never of the wrong sign in a region."""
    relation = (Le if largest else Ge)(form, 0, evaluate=False)
    return (Claim(tree.plain(f) - tree.plain(value), form), stated(relation, *region.relations))
