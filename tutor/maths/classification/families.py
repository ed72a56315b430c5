"""The classes of a family of critical points, which is split where they differ: n even and n odd, y > 0 and y < 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sympy import Dummy, Eq, Expr, Gt, Lt, Mul, Poly, S, Symbol, expand, factor_terms, simplify
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.classification.argument import Argument, PointClass, Word
from tutor.maths.classification.point import by_second_derivatives, test
from tutor.maths.classification.silent import sign_argument
from tutor.maths.numbers import sign_of
from tutor.maths.numbers.parity import without_parity
from tutor.maths.solving.families import united
from tutor.maths.solving.tree import Root
from tutor.model import Claim
from tutor.trees import tree

MODULI = (2, 3, 4, 6)  # by which a family is split
Second = Mapping[tuple[int, int], Expr]
Classes = tuple[tuple[Root, PointClass], ...]


def classes(function: Expr, variables: Sequence[Symbol], second: Second, root: Root) -> Classes:
    """The root, or the parts into which it is split, each with its class."""
    if any(not p.is_integer for p in root.parameters):
        return tuple(_of_curve(function, variables, second, root))
    if second and root.parameters:
        for q in (1, *MODULI):
            parts = tuple(_residues(root, q)) if q > 1 else (root,)
            if all(by_second_derivatives(variables, second, part.at) is not None for part in parts):
                return tuple((part, test(function, variables, second, part.at)) for part in parts)
    found = test(function, variables, second, root.at)
    if found.word != "inconclusive" or not root.parameters:
        return ((root, found),)
    for q in MODULI:
        parts = tuple(_residues(root, q))
        tested = tuple((part, test(function, variables, second, part.at)) for part in parts)
        if all(v.word != "inconclusive" for _, v in tested):
            return tested
    return ((root, found),)


def joined(found: Classes, variables: Sequence[Symbol], second: Second) -> Classes:
    """Families of one class by the same second derivatives as one family, where two of them are."""
    out: list[tuple[Root, PointClass]] = []
    for root, verdict in found:
        for k, (other, mine) in enumerate(out):
            whole = united(other, root) if verdict == mine and verdict.by != "argument" else None
            if whole is not None and by_second_derivatives(variables, second, whole.at) == verdict:
                out[k] = (whole, verdict)
                break
        else:
            out.append((root, verdict))
    return tuple(out) if len(out) == len(found) else joined(tuple(out), variables, second)


def _residues(root: Root, q: int) -> Iterator[Root]:
    """The members with n = qn, qn + 1, ...: one root each."""
    for remainders in product(range(q), repeat=len(root.parameters)):
        placed = {n: q * n + r for n, r in zip(root.parameters, remainders, strict=True)}
        yield Root(tuple((x, without_parity(v.xreplace(placed)).expand()) for x, v in root.values), root.parameters, root.conditions)


def _of_curve(function: Expr, variables: Sequence[Symbol], second: Second, root: Root) -> Iterator[tuple[Root, PointClass]]:
    """A curve of critical points, along which the function has one value; or a curve for each whole number."""
    f, at = tree.plain(function), root.at
    if any(p.is_integer for p in root.parameters):
        yield from _of_curves(f, root)
        return
    level = level_on(f, root)
    if level is None:
        yield root, _unknown()
        return
    shown = sign_argument(function, at, level)
    if shown is not None:
        yield root, PointClass(shown[0], "argument", {}, shown[1])
        return
    around = _outside(f, root)
    if around is not None:
        yield root, around
        return
    if len(variables) == 2 and len(root.parameters) == 1 and second:
        yield from _across(function, variables, second, root)
        return
    yield root, _unknown()


def _of_curves(f: Expr, root: Root) -> Iterator[tuple[Root, PointClass]]:
    """Curves u = c, one for each whole number, on which a function F(u) has extreme values of its own."""
    for q in (1, *MODULI):
        parts = (root,) if q == 1 else tuple(_every(root, q))
        found = [_outside(f, part) for part in parts]
        if all(v is not None for v in found):
            yield from ((part, v) for part, v in zip(parts, found, strict=True) if v is not None)
            return
    yield root, _unknown()


def _by_curves(root: Root) -> Iterator[Eq]:
    """x + y = kπ for y = -x + kπ: the letters on one side, the whole numbers on the other."""
    for x, v in root.values:
        whole = {s for s in v.free_symbols if s.is_integer}
        if whole and v != x:
            moving = v.expand().as_independent(*whole, as_Add=True)
            constant, rest = moving[0].as_independent(*(v.free_symbols - whole), as_Add=True)
            yield Eq(x - rest, constant + moving[1], evaluate=False)


def _every(root: Root, q: int) -> Iterator[Root]:
    """The curves with n = qn, qn + 1, ...: one root each."""
    whole = [n for n in root.parameters if n.is_integer]
    for remainders in product(range(q), repeat=len(whole)):
        placed = {n: q * n + r for n, r in zip(whole, remainders, strict=True)}
        conditions = tuple(c.func(c.lhs, expand(c.rhs.xreplace(placed)), evaluate=False) for c in root.conditions)
        values = tuple((x, v.xreplace(placed).expand()) for x, v in root.values)
        yield Root(values, root.parameters, conditions)


def _unknown() -> PointClass:
    return PointClass("inconclusive", "argument", {}, Argument("unknown"))


def level_on(f: Expr, root: Root) -> Expr | None:
    """The value on a curve, by its equation, where it is one number; None where it is not seen to be."""
    value = simplify(f.xreplace(root.at))
    if not value.free_symbols & set(root.parameters):
        return value
    for power, other in _equations(root):
        placed = simplify(value.subs(power, other))
        if not placed.free_symbols & set(root.parameters):
            return placed
    return None


def _equations(root: Root) -> Iterator[tuple[Expr, Expr]]:
    """x² = 1 - y² from x² + y² = 1: a power of a parameter by the rest."""
    for c in root.conditions:
        if not isinstance(c, Eq):
            continue
        difference = expand(c.lhs - c.rhs)
        for p in root.parameters:
            for k in (2, 1):
                coefficient = difference.coeff(p, k)
                rest = expand(difference - coefficient * p**k)
                if coefficient.is_Rational and coefficient != 0 and p not in rest.free_symbols:
                    yield p**k, expand(-rest / coefficient)


def _outside(f: Expr, root: Root) -> PointClass | None:
    """f = F(u), and the curve is u = c: F has an extreme value of its own at c."""
    u = Dummy("u", real=True)
    for c in (*root.conditions, *_by_curves(root)):
        if not isinstance(c, Eq) or not all(s.is_integer for s in c.rhs.free_symbols):
            continue
        for power, other in ((c.lhs, u), *_equations(Root(root.values, root.parameters, (Eq(c.lhs, u, evaluate=False),)))):
            made = simplify(f.subs(power, other))
            if made.free_symbols - {u}:
                continue
            slope = made.diff(u)
            curvature = sign_of(simplify(slope.diff(u).subs(u, c.rhs)))
            if sign_of(simplify(slope.subs(u, c.rhs))) != 0 or not curvature:
                continue
            word: Word = "local_min" if curvature == 1 else "local_max"
            letter = Symbol("u", real=True)
            turn = "least" if curvature == 1 else "greatest"
            facts = {"inner": c.lhs, "value": c.rhs, "turn": turn, "sign": curvature, "outer": made.subs(u, letter)}
            return PointClass(word, "argument", {}, Argument("outer", facts, (Claim(f, made.subs(u, c.lhs)),)))
    return None


def _across(function: Expr, variables: Sequence[Symbol], second: Second, root: Root) -> Iterator[tuple[Root, PointClass]]:
    """A line or graph of critical points: where f_xx + f_yy is not 0 the function bends across it, one way."""
    (p,) = root.parameters
    at = root.at
    placed = {ij: tree.plain(second[ij]).xreplace(at) for ij in ((0, 0), (0, 1), (1, 1))}
    determinant = simplify(placed[0, 0] * placed[1, 1] - placed[0, 1] ** 2)
    trace = simplify(placed[0, 0] + placed[1, 1])
    if determinant != 0 or trace == 0:
        yield root, _unknown()
        return
    a, b, c = (tree.substitute(second[ij], at) for ij in ((0, 0), (0, 1), (1, 1)))
    flat = tree.total(tree.product(a, c), tree.negative(tree.power(b, 2)))
    claims = (Claim(flat, S.Zero), Claim(tree.total(a, c), trace))
    always = sign_of(trace)
    if always:
        yield root, _bent(always, trace, claims)
        return
    try:
        signed = Mul(*(g for g in Mul.make_args(factor_terms(trace)) if not g.is_positive))
        roots = Poly(signed, p).real_roots(multiple=False)
    except (PolynomialError, NotImplementedError):
        yield root, _unknown()
        return
    ends = sorted((r for r, _ in roots), key=lambda r: r.evalf(30))
    for k in range(len(ends) + 1):
        low, high = ends[k - 1] if k else None, ends[k] if k < len(ends) else None
        conditions: tuple[Relational, ...] = ()
        if low is not None:
            conditions += (Gt(p, low, evaluate=False),)
        if high is not None:
            conditions += (Lt(p, high, evaluate=False),)
        sign = sign_of(trace.subs(p, _between(low, high)))
        part = Root(root.values, root.parameters, (*root.conditions, *conditions))
        yield part, _bent(sign, trace, claims) if sign else _unknown()
    for r in ends:
        point = Root(tuple((x, v.subs(p, r)) for x, v in root.values))
        yield point, test(function, variables, second, point.at)


def _between(low: Expr | None, high: Expr | None) -> Expr:
    """A number between two, of which one may be infinite."""
    if low is None:
        return S.Zero if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


def _bent(sign: int, trace: Expr, claims: tuple[Claim, ...]) -> PointClass:
    word: Word = "local_min" if sign == 1 else "local_max"
    return PointClass(word, "argument", {}, Argument("transverse", {"sign": sign, "trace": trace}, claims))
