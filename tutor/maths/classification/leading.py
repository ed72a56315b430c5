"""The terms that outweigh all others near a point: those on the Newton polygon, of one sign, after a substitution where one is needed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import factorial

from sympy import Add, Dummy, Expr, Mul, Poly, Pow, S, Symbol, expand, factor

from tutor.maths.classification.argument import Argument
from tutor.maths.classification.newton import Undetermined, edges, signs, vertices
from tutor.maths.classification.signed import Signed, signed
from tutor.maths.classification.splitting import second, split
from tutor.maths.classification.taylor import Germ, NotSmooth, Terms, composed, germ
from tutor.maths.numbers import sign_of
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import At, Diff

ORDERS = (6, 10, 14)
MOST_DERIVATIVES = 40  # that are claimed of a Taylor polynomial
Place = Mapping[Symbol, Expr]


def leading(function: Expr, at: Place, sign: int) -> Argument | None:
    """The terms that lead, as they stand or after the letters that bend are measured from their best value."""
    f = tree.plain(function)
    for order in ORDERS:
        try:
            local = germ(f, at, order)
        except NotSmooth:
            return None
        found = _of(function, at, sign, local, {}) or _straightened(function, at, sign, local)
        if found is not None:
            return found
        if local.order is None:
            return None
    return None


def _straightened(function: Expr, at: Place, sign: int, local: Germ) -> Argument | None:
    """With w = y - φ(x) for a letter that bends."""
    n = len(at)
    parts = split(local, n)
    if parts is None or len(parts.kept) == n or not parts.kept:
        return None
    degree = min((sum(m) for m in parts.rest.terms), default=0)
    if not degree:
        return None
    moved: dict[int, Terms] = {}
    for k, series in parts.others.items():
        kept = {m: c for m, c in series.items() if 2 * sum(m) <= degree} if parts.rest.order is not None else dict(series)
        moved[k] = {_spread(m, parts.kept, n): c for m, c in kept.items()}
    if not any(moved.values()):
        return None
    inner: list[Terms] = []
    for k in range(n):
        own: Terms = {tuple(int(i == k) for i in range(n)): S.One}
        inner.append({**own, **moved.get(k, {})})
    terms = composed(local.terms, inner, local.order, n)
    straight = Germ({m: c for m, c in terms.items() if any(m) and sign_of(c) != 0}, local.order)
    return _of(function, at, sign, straight, moved)


def _spread(m: tuple[int, ...], kept: tuple[int, ...], n: int) -> tuple[int, ...]:
    out = [0] * n
    for k, e in zip(kept, m, strict=True):
        out[k] = e
    return tuple(out)


def _of(function: Expr, at: Place, sign: int, local: Germ, moved: Mapping[int, Terms]) -> Argument | None:
    """An argument by the leading terms of a germ; `moved` is what was taken off the letters first."""
    n = len(at)
    lead = _lead(local, n, sign)
    if lead is None:
        return None
    letters, put = _letters(at, moved)
    form = Germ(lead, None).expr(letters)
    shown = signed(form)
    steps = [x - a for x, a in at.items()]
    facts = {
        "lead": min(form, factor(form), key=lambda e: e.count_ops()) if shown is None or shown.by != "squares" else shown.form,
        "sign": sign,
        "put": put,
        "degree": min(map(sum, lead)) if len({sum(m) for m in lead}) == 1 else None,
        "whole": local.order is None and len(lead) == len(local.terms),
        "displaced": tuple(steps),
    }
    return Argument("leading", facts, _claims(function, at, local, moved, letters, put))


def _lead(local: Germ, n: int, sign: int) -> Terms | None:
    """The terms that outweigh the others where they are of this sign except at the point; None where they are not."""
    if n == 1:
        (m, c) = min(local.terms.items())
        return {m: c} if m[0] % 2 == 0 and sign_of(c) == sign else None
    lowest = local.part(min(map(sum, local.terms)))
    if n == 2 and _plainly(local, sign):
        on: set[tuple[int, ...]] = {v for v in vertices(dict(local.terms))}
        for _, _, edge in edges(local.terms):
            on.update(edge)
        return {m: c for m, c in local.terms.items() if m in on}
    weighted = _weighted(local, n) or lowest
    pure = {k for k in range(n) for m in weighted if m[k] and not any(e for i, e in enumerate(m) if i != k)}
    if len(pure) == n and all(all(e % 2 == 0 for e in m) and sign_of(sign * c) == 1 for m, c in weighted.items()):
        return dict(weighted)
    letters = tuple(Symbol(f"u_{k}", real=True) for k in range(n))
    form: Signed | None = signed(Germ(lowest, None).expr(letters))
    if form is not None and form.sign == sign and form.by == "squares" and _regular_quadratic(lowest, n):
        return lowest
    return None


def _weighted(local: Germ, n: int) -> Terms | None:
    """The terms on the plane through the pure powers, if none lies below it."""
    ends = []
    for k in range(n):
        own = [m[k] for m in local.terms if m[k] and not any(e for i, e in enumerate(m) if i != k)]
        if not own:
            return None
        ends.append(min(own))
    on: Terms = {}
    for m, c in local.terms.items():
        level = sum((S(e) / d for e, d in zip(m, ends, strict=True)), S.Zero)
        if level < 1:
            return None
        if level == 1:
            on[m] = c
    if local.order is not None and max(ends) > local.order:
        return None
    return on


def _plainly(local: Germ, sign: int) -> bool:
    """Whether the signs near the point are decided by the polygon alone: it meets both axes, and no edge has a zero off the axes."""
    points = set(local.terms)
    if not any(m[0] == 0 for m in points) or not any(m[1] == 0 for m in points):
        return False
    on: Terms = {}
    for v in vertices(dict(local.terms)):
        on[v] = local.terms[v]
    for _, _, edge in edges(local.terms):
        on.update({m: local.terms[m] for m in edge})
    flat = Germ(on, None)
    try:
        if set(signs(local)) != {sign} or set(signs(flat)) != {sign}:
            return False
        # no zero on an edge: the part stays of this sign when a little of its vertices is taken away
        return all(_no_zero(on, a, b, edge) for a, b, edge in edges(on))
    except Undetermined:
        return False


def _no_zero(terms: Terms, a: int, b: int, edge: list[tuple[int, int]]) -> bool:
    """Whether the polynomial of an edge has no zero with both letters other than 0."""
    c = Dummy("c", real=True)
    for turn in (1, -1):
        p = Add(*(terms[m] * Mul(Pow(S(turn), m[0]), Pow(c, m[1])) for m in edge))
        if not all(k.is_Rational for k in Poly(p, c).all_coeffs()):
            found = signed(Poly(p, c).as_expr().subs(c, Symbol("u", real=True)))
            if found is None or not found.strict:
                return False
            continue
        zeros = [r for r in Poly(p, c).real_roots() if r != 0]
        if zeros:
            return False
    return True


def _regular_quadratic(lowest: Terms, n: int) -> bool:
    return sum(next(iter(lowest))) == 2 and sign_of(expand(second(Germ(lowest, None), n).det())) not in (0, None)


def _letters(at: Place, moved: Mapping[int, Terms]) -> tuple[tuple[Expr, ...], tuple[tuple[Symbol, Expr], ...]]:
    """The steps as they are written, a new letter for each that is measured from its best, and what these letters are."""
    steps = [x - a for x, a in at.items()]
    used = {s.name for x, a in at.items() for s in (x, *a.free_symbols)}
    fresh = iter(Symbol(name, real=True) for name in ("w", "v", "s", "q") if name not in used)
    out: list[Expr] = []
    put: list[tuple[Symbol, Expr]] = []
    for k, step in enumerate(steps):
        if moved.get(k):
            letter = next(fresh)
            best = Germ(moved[k], None).expr(steps)
            put.append((letter, expand(step - best) if all(a == 0 for a in at.values()) else step - best))
            out.append(letter)
        else:
            out.append(step)
    return tuple(out), tuple(put)


def _claims(
    function: Expr, at: Place, local: Germ, moved: Mapping[int, Terms], letters: tuple[Expr, ...], put: tuple[tuple[Symbol, Expr], ...]
) -> tuple[Claim, ...]:
    """The polynomial in full where it is one; else the derivatives at the point that make up the Taylor polynomial."""
    if local.order is None:
        whole = local.expr(letters).subs(dict(put))
        return (Claim(tree.total(function, tree.negative(tree.substitute(function, at))), whole),)
    variables = tuple(at)
    degree = max(min(map(sum, local.terms)), 2)
    f = germ(tree.plain(function), at, degree)
    claims: list[Claim] = []
    for m in _orders(len(variables), degree):
        goal: Expr = function
        for x, e in zip(variables, m, strict=True):
            for _ in range(e):
                goal = Diff(goal, x, *(v for v in variables if v != x))
        scale = S.One
        for e in m:
            scale *= factorial(e)
        claims.append(Claim(At(goal, variables, tuple(at.values())), f.terms.get(m, S.Zero) * scale))
        if len(claims) == MOST_DERIVATIVES:
            break
    return tuple(claims)


def _orders(n: int, degree: int) -> list[tuple[int, ...]]:
    return sorted((m for m in product(range(degree + 1), repeat=n) if 0 < sum(m) <= degree), key=lambda m: (sum(m), m))
