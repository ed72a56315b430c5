"""Where an integral is improper: infinite limits, and places where the integrand grows beyond all bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sympy import Abs, Expr, Pow, S, Symbol, cos, cot, csc, log, sec, sin, tan

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.pieces import between
from tutor.maths.integrals.regular import at, regular, settings
from tutor.maths.integrals.zeros import zeros
from tutor.maths.values import NoValue
from tutor.trees.heads import Int, Moving
from tutor.trees.tree import evaluated

LETTERS = ("t", "b", "s", "T")
STEPS = (S(2) ** -12, S(2) ** -60)  # towards a place where an integrand may grow: a logarithm grows by 33
INFINITE = (S.Infinity, S.NegativeInfinity)


@dataclass(frozen=True, slots=True)
class End:
    """The one end at which an integral is improper, and the letter that moves towards it."""

    letter: Symbol
    end: Expr
    upper: bool


@dataclass(frozen=True, slots=True)
class Points:
    """Where an interval is split; `inside` says that the integrand is not bounded there."""

    points: tuple[Expr, ...]
    inside: bool


def open_end(node: Int) -> End | None:
    """The end at which alone an integral is improper; None where there is none, or where there is more than that."""
    if not node.is_definite:
        return None
    places = improper_at(node)
    if len(places) != 1:
        return None
    (place,) = places
    a, b = map(evaluated, node.limits)
    if place not in (a, b) or a == b:
        return None
    used = {str(s) for s in node.free_symbols | node.expr.free_symbols}
    name = unused(LETTERS, used)
    letter = Moving(name, a, b)
    return End(letter, place, place == b)


def split_points(node: Int) -> Points | None:
    """Where an integral that is improper in more than one place is split."""
    if not node.is_definite:
        return None
    places = improper_at(node)
    if not places:
        return None
    a, b = map(evaluated, node.limits)
    inside = tuple(p for p in places if p not in (a, b))
    if inside:
        return Points(inside, inside=True)
    if len(places) < 2:
        return None
    middle = S.Zero if a in INFINITE and b in INFINITE else _beyond(a, b)
    return None if middle is None else Points((middle,), inside=False)


def _beyond(a: Expr, b: Expr) -> Expr | None:
    """A point between two ends at which an integral is improper."""
    if b is S.Infinity:
        return evaluated(a + 1)
    if a is S.NegativeInfinity:
        return evaluated(b - 1)
    return evaluated((a + b) / 2)


@lru_cache(maxsize=1024)
def improper_at(node: Int) -> tuple[Expr, ...]:
    """The infinite limits, those where the integrand has no value, and the points between them where it is not bounded, in order.

    Nothing where they do not explain all of it.
    """
    a, b = map(evaluated, node.limits)
    f, x = evaluated(node.expr), node.variable
    found: list[Expr] = []
    for zero in poles(f, x, a, b) or ():
        if zero in (a, b):
            if zero not in found and _undefined(f, x, zero, node):
                found.append(zero)
            continue
        if zero.free_symbols or a.free_symbols or b.free_symbols:
            inside = bool((zero - a).is_positive and (b - zero).is_positive)
        else:
            inside = bool(between(zero, a, b, {}))
        if inside and zero not in found and grows(node, zero):
            found.append(zero)
    low = [a] if a in INFINITE or a in found else []
    high = [b] if b in INFINITE or b in found else []
    places = [*low, *sorted((p for p in found if p not in (a, b)), key=_size), *high]
    return tuple(places) if places and _explained(node, places) else ()


def _size(e: Expr) -> float:
    return float(e.evalf()) if not e.free_symbols else 0.0


def _explained(node: Int, places: list[Expr]) -> bool:
    """Whether the integrand is bounded between the places."""
    if node.free_symbols:
        return True  # letters: what comes out is compared with the integral itself
    f, x = node.expr, node.variable
    ends = [e for e in (evaluated(node.limits[0]), *places, evaluated(node.limits[1])) if e not in INFINITE]
    ends = sorted(set(ends), key=_size)
    if evaluated(node.limits[1]) is S.Infinity:
        ends.append((ends[-1] if ends else S.Zero) + 50)
    if evaluated(node.limits[0]) is S.NegativeInfinity:
        ends.insert(0, (ends[0] if ends else S.Zero) - 50)
    near = S(10) ** -6
    return all(regular(Int(f, x, low + near, high - near)) for low, high in pairwise(ends) if bool(high - low > 3 * near))


def poles(f: Expr, x: Symbol, a: Expr, b: Expr) -> list[Expr] | None:
    """Candidates: zeros of what is divided by, and of the arguments of logarithms; of cosines under tangents and secants."""
    out: list[Expr] = []
    for e in f.atoms(Pow, log, tan, sec, cot, csc):
        match e:
            case Pow() if e.base.has(x) and e.exp.is_negative:
                base = e.base
            case log() if e.args[0].has(x):
                base = e.args[0]
            case tan() | sec() if e.has(x):
                base = cos(e.args[0])
            case cot() | csc() if e.has(x):
                base = sin(e.args[0])
            case _:
                continue
        base = base.args[0] if isinstance(base, Abs) else base
        found = zeros(base, x, a, b)
        if found is None:
            return None
        out.extend(evaluated(z) for z in found)
    return out


def proper(node: Int) -> bool:
    """Whether an integral is indefinite, or its limits are finite and the integrand is bounded between them."""
    return not node.is_definite or not improper_at(node)


def _undefined(f: Expr, x: Symbol, place: Expr, node: Int) -> bool:
    """Whether an integrand has no value at a limit."""
    for setting in settings(node):
        try:
            at(f, {**setting, x: at(place, setting)})
        except NoValue:
            return True
    return False


def grows(node: Int, place: Expr) -> bool:
    """Whether the values grow towards a point, from a side on which the interval lies."""
    f, x = evaluated(node.expr), node.variable
    a, b = map(evaluated, node.limits)
    for setting in settings(node):
        for side in (-1, 1):
            if (side < 0 and place == a) or (side > 0 and place == b):
                continue
            sizes = []
            for step in STEPS:
                try:
                    sizes.append(abs(float(at(f, {**setting, x: at(place + side * step, setting)}).mid())))
                except NoValue:
                    continue
            if len(sizes) == len(STEPS) and sizes[1] > sizes[0] + 1:
                return True
    return False
