"""Whether a set given by equations and inequalities is bounded, and by which of them: half of what makes it compact.

A relation is read as p <= 0 with a polynomial p (an equation is two of them). Bounds spread from one to the next: where
all other terms of p are bounded below, the remaining one is bounded above; a form that outgrows the rest of p bounds all
its variables; and a variable that stands alone between two expressions is left out, its bounds following from theirs.
Strict inequalities count as weak ones: a set is bounded exactly when its closure is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import (
    Abs,
    Add,
    Basic,
    Dummy,
    Eq,
    Expr,
    Ge,
    Le,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    Tuple,
    exp,
    log,
    preorder_traversal,
)

from tutor import tree
from tutor.extrema.monomials import enclosed
from tutor.extrema.outgrowing import outgrows
from tutor.heads import Equation

MOST_HALVES = 60  # inequalities in play: more are no exercise, and each elimination can square their number
MOST_ROUNDS = 12  # of spreading: each round bounds another variable, or ends it
Sign = Literal["+", "-", ""]
How = Literal["given", "sum", "terms", "form", "follows", "between", "powers"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some variables are bounded.

    `how`: "given" (0 <= x <= 3), "sum" (no term is negative, and they add up to at most a constant), "terms" (terms that
    are bounded below add up to at most a constant), "form" (a positive definite leading part), "follows" (expressed by
    variables that are bounded), "between" (the variable lies between two expressions in bounded ones; `relation` of the
    reasons before it is what is left without it), "powers" (positive, and products of powers enclosed).
    """

    how: How
    relation: Basic
    variables: tuple[Symbol, ...]

    @property
    def relations(self) -> tuple[Basic, ...]:
        """What is said to bound them: one relation, or several together."""
        return self.relation.args if isinstance(self.relation, Tuple) else (self.relation,)


@dataclass(frozen=True, slots=True)
class Bound:
    """A proof that a set is bounded. `away` says that no variable can come near 0 either: then x > 0 leaves no edge out."""

    reasons: tuple[Reason, ...]
    away: bool = False


@dataclass(frozen=True, slots=True)
class _Half:
    """p <= 0, and the relation that it comes from."""

    p: Expr
    source: Basic


def bounded(relations: Iterable[Basic], variables: Sequence[Symbol]) -> Bound | None:
    """The reasons why the points that satisfy all relations lie in some ball; None where none is found, which proves nothing.

    Relations are `Equation`s or SymPy's relations, held or not. Letters besides the variables are constants.
    """
    kept = tuple(relations)
    positive = frozenset(v for v in variables if v.is_positive or any(_says_positive(r, v) for r in kept))
    if set(positive) == set(variables):
        found = enclosed([(h.p, h.source) for r in kept for h in _halves(r)], tuple(variables))
        if found is not None:
            return Bound((Reason("powers", found, tuple(variables)),), away=True)
    halves: list[_Half] = []
    unknowns = list(variables)
    for r in kept:
        for h in _halves(r):
            halves.extend(_without_roots(h, unknowns))
    halves += [_Half(-v, v >= 0) for v in unknowns if v.is_nonnegative]
    reasons = _spread(tuple(halves), tuple(unknowns))
    if reasons is None:
        return None
    shown = tuple(Reason(r.how, r.relation, mine) for r in reasons if (mine := tuple(v for v in r.variables if v in variables)))
    return Bound(shown)


def sides(relation: Basic) -> tuple[Expr, Expr, str]:
    """Left side, right side and sign of an equation or inequality, evaluated."""
    if isinstance(relation, Equation):
        return tree.plain(relation.left), tree.plain(relation.right), "="
    left, right = (tree.plain(a) for a in relation.args)
    sign = "=" if isinstance(relation, Eq) else relation.rel_op
    return left, right, sign


def _says_positive(relation: Basic, v: Symbol) -> bool:
    left, right, sign = sides(relation)
    if sign in (">", "<"):
        larger, smaller = (left, right) if sign == ">" else (right, left)
        return bool(larger == v and smaller.is_nonnegative)
    return False


def _halves(relation: Basic) -> tuple[_Half, ...]:
    left, right, sign = _inverted(*sides(relation))
    match sign:
        case "=":
            return _Half(left - right, relation), _Half(right - left, relation)
        case "<=" | "<":
            return (_Half(left - right, relation),)
        case ">=" | ">":
            return (_Half(right - left, relation),)
    return ()


def _inverted(left: Expr, right: Expr, sign: str) -> tuple[Expr, Expr, str]:
    """e^u <= c as u <= ln c, and the like, which says the same: both are increasing."""
    while not right.free_symbols:
        match left:
            case exp() if right.is_positive:
                left, right = left.args[0], log(right)
            case log():
                left, right = left.args[0], exp(right)
            case Pow(base=u, exp=Rational() as e) if e == S.Half and right.is_nonnegative and sign in ("<=", "<", "="):
                left, right = u, right**2
            case Add() if _logarithmic(left):
                left, right = exp(left), exp(right)
            case _:
                break
    return left, right, sign


def _logarithmic(sum_: Expr) -> bool:
    """Whether e^u is a product of powers: 2 ln x + ln y."""
    return all(t.as_independent(log)[1].func is log for t in sum_.args)


def _without_roots(half: _Half, unknowns: list[Symbol]) -> list[_Half]:
    """Roots and absolute values as letters of their own: k = sqrt(u) is k >= 0 with k^2 = u. Adds the letters to `unknowns`."""
    out = []
    p = half.p
    for part in {e for e in preorder_traversal(p) if isinstance(e, Abs) or (isinstance(e, Pow) and e.exp == S.Half)}:
        if not part.free_symbols & set(unknowns):
            continue
        k = Dummy("k", nonnegative=True)
        u = part.args[0] ** 2 if isinstance(part, Abs) else part.args[0]
        unknowns.append(k)
        p = p.xreplace({part: k})
        out += [_Half(k**2 - u, half.source), _Half(u - k**2, half.source)]
    return [_Half(p, half.source), *out]


def _spread(halves: tuple[_Half, ...], unknowns: tuple[Symbol, ...]) -> tuple[Reason, ...] | None:
    if len(halves) > MOST_HALVES:
        return None
    known = _Known(unknowns)
    polynomials = []
    for h in halves:
        try:
            polynomials.append((Poly(h.p, *unknowns), h.source))
        except PolynomialError:
            continue
    for _ in range(MOST_ROUNDS):
        if not any([known.learn(p, source) for p, source in polynomials]):
            break
    if known.all_bounded:
        return tuple(known.reasons)
    for v in unknowns:
        if known.is_bounded(v):
            continue
        shorter = _eliminated(halves, v, unknowns)
        if shorter is not None:
            found = _spread(shorter, tuple(u for u in unknowns if u != v))
            if found is not None:
                return (*found, Reason("between", _bounding(halves, v), (v,)))
    return None


def _eliminated(halves: tuple[_Half, ...], v: Symbol, unknowns: tuple[Symbol, ...]) -> tuple[_Half, ...] | None:
    """The relations with v left out: a <= v and v <= b leave a <= b. None where v is not alone, or open to one side.

    Both must be polynomials: 1/x is not bounded where x is.
    """
    above: list[tuple[Expr, Basic]] = []
    below: list[tuple[Expr, Basic]] = []
    without: list[_Half] = []
    value = _isolated(halves, v, unknowns)
    if value is not None:
        placed = (_Half(h.p.subs(v, value).expand(), _placed(h, v, value)) for h in halves)
        return tuple(h for h in placed if h.p.free_symbols)
    for h in halves:
        if v not in h.p.free_symbols:
            without.append(h)
            continue
        c = h.p.expand().coeff(v, 1)
        rest = (h.p - c * v).expand()
        if c.free_symbols & set(unknowns) or not (c.is_positive or c.is_negative):
            return None
        if v in rest.free_symbols or not rest.is_polynomial(*unknowns):
            return None
        (above if c.is_positive else below).append((-rest / c, h.source))
    if not above or not below:
        return None
    for low, _ in below:
        for high, source in above:
            difference = (low - high).expand()
            if difference.free_symbols:
                without.append(_Half(difference, source if low == high else _le(low, high)))
    return tuple(without)


def _isolated(halves: tuple[_Half, ...], v: Symbol, unknowns: tuple[Symbol, ...]) -> Expr | None:
    """What v is equal to by an equation that gives it as a polynomial in the other variables."""
    expanded = {h.p.expand() for h in halves}
    for p in (h.p.expand() for h in halves):  # in the order of the problem
        c = p.coeff(v, 1)
        if c.free_symbols & set(unknowns) or not (c.is_positive or c.is_negative) or (-p).expand() not in expanded:
            continue
        rest = (p - c * v).expand()
        if v not in rest.free_symbols and rest.is_polynomial(*unknowns):
            return (-rest / c).expand()
    return None


def _placed(half: _Half, v: Symbol, value: Expr) -> Basic:
    if v not in half.p.free_symbols:
        return half.source
    left, right, sign = sides(half.source)
    left, right = (e.subs(v, value).expand() for e in (left, right))
    made = Eq if sign == "=" else Le if sign in ("<", "<=") else Ge
    return made(left, right, evaluate=False)


def _bounding(halves: tuple[_Half, ...], v: Symbol) -> Basic:
    return next(h.source for h in halves if v in h.p.free_symbols)


def _le(left: Expr, right: Expr) -> Basic:
    return left.expand() <= right.expand()


class _Known:
    """What is known of every variable: bounded below, bounded above, and its sign."""

    def __init__(self, unknowns: tuple[Symbol, ...]) -> None:
        self.unknowns = unknowns
        self.low: set[Symbol] = set()
        self.high: set[Symbol] = set()
        self.sign: dict[Symbol, Sign] = {v: "+" if v.is_nonnegative else "-" if v.is_nonpositive else "" for v in unknowns}
        self.reasons: list[Reason] = []

    def is_bounded(self, v: Symbol) -> bool:
        return v in self.low and v in self.high

    @property
    def all_bounded(self) -> bool:
        return all(map(self.is_bounded, self.unknowns))

    def learn(self, p: Poly, source: Basic) -> bool:
        """What p <= 0 says; whether it was something new."""
        before = (len(self.low), len(self.high), tuple(self.sign.values()))
        bound_before = {v for v in self.unknowns if self.is_bounded(v)}
        self._read_sign(p)
        own, mixed = self._parts(p)
        mixed_below = all(self._below(m, c) for m, c in mixed)
        for v, q in own.items():
            if mixed_below and all(self._own_below(u, r) for u, r in own.items() if u != v):
                self._above(v, q)
        new = [v for v in self.unknowns if self.is_bounded(v) and v not in bound_before]
        if new:
            alone = len(own) == 1 and not mixed
            others = [u for u in own if u not in new] or [s for m, _ in mixed for s in self._letters(m)]
            follows = bool(others) and all(self.is_bounded(u) for u in own)
            how: How = "given" if alone and p.total_degree() == 1 else "follows" if follows else "terms"
            if how == "terms" and all(map(self._never_negative, own.values())) and all(not self.is_bounded(v) or v in new for v in own):
                how = "sum"
            self.reasons.append(Reason(how, source, tuple(new)))
        open_ = tuple(v for v in self.unknowns if not self.is_bounded(v) and p.degree(v) > 0)
        if len(open_) > 0 and mixed and outgrows(p.as_expr(), open_):
            self.low |= set(open_)
            self.high |= set(open_)
            self.reasons.append(Reason("form", source, open_))
        return before != (len(self.low), len(self.high), tuple(self.sign.values()))

    def _read_sign(self, p: Poly) -> None:
        """c x <= d tells the sign of x where d is not positive."""
        if len(p.free_symbols_in_domain) == 0 and p.is_linear and len(p.free_symbols & set(self.unknowns)) == 1:
            (v,) = p.free_symbols & set(self.unknowns)
            c, d = p.as_expr().coeff(v, 1), -p.as_expr().coeff(v, 0)
            if c.is_negative and d.is_nonpositive and not self.sign[v]:
                self.sign[v] = "+"
            if c.is_positive and d.is_nonpositive and not self.sign[v]:
                self.sign[v] = "-"

    def _parts(self, p: Poly) -> tuple[dict[Symbol, Poly], list[tuple[tuple[int, ...], Expr]]]:
        """The terms in one variable each, by variable, and the mixed ones."""
        own: dict[Symbol, Expr] = {}
        mixed = []
        for m, c in p.terms():
            letters = self._letters(m)
            if len(letters) == 1:
                v = letters[0]
                own[v] = own.get(v, S.Zero) + c * v ** m[self.unknowns.index(v)]
            elif letters:
                mixed.append((m, c))
        return {v: Poly(e, v) for v, e in own.items()}, mixed

    def _letters(self, m: tuple[int, ...]) -> list[Symbol]:
        return [v for v, e in zip(self.unknowns, m, strict=True) if e]

    def _below(self, m: tuple[int, ...], c: Expr) -> bool:
        """Whether a mixed term is bounded below: all its letters are bounded, or it is never negative."""
        if all(self.is_bounded(v) for v in self._letters(m)):
            return True
        negative = c.is_negative
        if not (c.is_positive or negative):
            return False
        for v, e in zip(self.unknowns, m, strict=True):
            if e % 2:
                if not self.sign[v]:
                    return False
                negative ^= self.sign[v] == "-"
        return not negative

    def _never_negative(self, q: Poly) -> bool:
        ((m, c), *more) = q.terms()
        return not more and bool(c.is_positive) and (m[0] % 2 == 0 or self.sign[q.gen] == "+")

    def _own_below(self, v: Symbol, q: Poly) -> bool:
        if self.is_bounded(v):
            return True
        lead, n = q.LC(), q.degree()
        rises = lead.is_positive if n % 2 == 0 else None
        to_right = self.high.__contains__(v) or bool(lead.is_positive)
        to_left = v in self.low or self.sign[v] == "+" or bool(rises) or bool(n % 2 and lead.is_negative)
        return to_right and to_left

    def _above(self, v: Symbol, q: Poly) -> None:
        """q(v) is bounded above: v cannot go where q grows."""
        lead, n = q.LC(), q.degree()
        if lead.is_positive:
            self.high.add(v)
        if (n % 2 == 0 and lead.is_positive) or (n % 2 and lead.is_negative):
            self.low.add(v)
        if self.sign[v] == "+":
            self.low.add(v)
        if self.sign[v] == "-":
            self.high.add(v)
