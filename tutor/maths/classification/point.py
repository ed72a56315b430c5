"""What kind of point a critical point is: by the determinant, by leading minors, or by an argument where they do not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from math import lcm

from sympy import Expr, Integer, Matrix, S, Symbol, expand

from tutor.errors import Unsupported
from tutor.maths.classification.argument import Argument, PointClass, Word
from tutor.maths.classification.sampled import contradicted, seen
from tutor.maths.classification.silent import argue
from tutor.maths.numbers import sign_of
from tutor.maths.numbers.parity import without_parity
from tutor.trees import tree

__all__ = ["PointClass", "by_second_derivatives", "test"]

Second = Mapping[tuple[int, int], Expr]


class Contradicted(Unsupported):
    """Points close by show that a class is wrong: an argument is broken, and nothing is said rather than that."""


def test(function: Expr, variables: Sequence[Symbol], second: Second, at: Mapping[Symbol, Expr]) -> PointClass:
    """The class of a critical point of f; `second` is empty where there are no second derivatives. Never guessed."""
    at = {x: tree.plain(at[x]) for x in variables}
    found = by_second_derivatives(variables, second, at) if second else None
    if found is None:
        argued = argue(function, at)
        word, argument = argued or ("inconclusive", Argument("unknown"))
        found = PointClass(word, "argument", {}, argument)
    plain = tree.plain(function)
    curves = found.argument.facts.get("curves", ()) if found.argument is not None else ()
    if contradicted(plain, at, found.word) or not all(seen(plain, c) for c in curves):
        raise Contradicted("cannot do this: the class found for a point does not stand up to a look at points close by")
    return found


def by_second_derivatives(variables: Sequence[Symbol], second: Second, at: Mapping[Symbol, Expr]) -> PointClass | None:
    """The Hessian matrix at the point where it decides."""
    n, at = len(variables), {x: tree.plain(at[x]) for x in variables}
    h = Matrix(n, n, lambda i, j: _placed(second[i, j], at))
    if n == 1:
        sign = sign_of(h[0, 0])
        return PointClass("local_min" if sign == 1 else "local_max", "curvature", {"second": h[0, 0]}) if sign else None
    if n == 2:
        return _by_determinant(h)
    return _by_minors(h)


def _placed(expr: Expr, at: Mapping[Symbol, Expr]) -> Expr:
    return without_parity(expand(tree.plain(expr).xreplace(at)))


def _by_determinant(h: Matrix) -> PointClass | None:
    d = without_parity(expand(h.det()))
    match sign_of(d):
        case -1:
            return PointClass("saddle", "determinant", {"determinant": d})
        case 1:
            lead = sign_of(h[0, 0])
            if lead:
                word: Word = "local_min" if lead == 1 else "local_max"
                return PointClass(word, "determinant", {"determinant": d, "second": h[0, 0]})
    return None


def _by_minors(h: Matrix) -> PointClass | None:
    """Leading minors all positive, or alternating from a negative one; else two directions in which it bends differently."""
    n = h.rows
    minors = [without_parity(expand(h[:k, :k].det())) for k in range(1, n + 1)]
    signs = [sign_of(m) for m in minors]
    if all(s == 1 for s in signs):
        return PointClass("local_min", "minors", {"minors": tuple(minors)})
    if all(s == (-1) ** k for k, s in enumerate(signs, start=1)):
        return PointClass("local_max", "minors", {"minors": tuple(minors)})
    up, down = bends(h, 1), bends(h, -1)
    if up is not None and down is not None:
        return PointClass("saddle", "indefinite", {"minors": tuple(minors), "up": up, "down": down})
    return None


def bends(h: Matrix, sign: int) -> tuple[tuple[Expr, ...], Expr] | None:
    """A direction d and d^T H d of this sign, d with small coordinates if they do; None where none is found."""
    n = h.rows
    directions = sorted(product((0, 1, -1, 2, -2), repeat=n), key=lambda d: (sum(map(abs, d)), tuple(-e for e in d)))
    simple = (tuple(map(S, d)) for d in directions if next((e for e in d if e), 0) > 0)
    for d in chain(simple, _conjugate(h)):
        v = Matrix(d)
        value = without_parity(expand((v.T * h * v)[0]))
        if sign_of(value) == sign:
            return d, value
    return None


def _conjugate(h: Matrix) -> Iterator[tuple[Expr, ...]]:
    """Directions conjugate to each other, by completing squares: every sign that the form takes is taken on one of them."""
    left = [Matrix([int(i == k) for i in range(h.rows)]) for k in range(h.rows)]
    while left:
        values = [sign_of(expand((v.T * h * v)[0])) for v in left]
        k = next((k for k, s in enumerate(values) if s), None)
        if k is None:
            for v, w in combinations(left, 2):
                yield tuple(v + w)
                yield tuple(v - w)
            return
        v = left.pop(k)
        yield tuple(v)
        square = (v.T * h * v)[0]
        left = [w - v * ((v.T * h * w)[0] / square) for w in left]
        left = [w * _below(w) for w in left]


def _below(v: Matrix) -> Expr:
    """What makes the coordinates whole, where they are fractions."""
    return Integer(lcm(*(int(e.q) for e in v))) if all(e.is_Rational for e in v) else S.One
