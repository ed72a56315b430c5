"""Whether a set given by equations and inequalities is bounded, and by which of them: half of what makes it compact.

A relation is read as p <= 0 with a polynomial p (an equation is two of them). Bounds spread from one to the next: where
all other terms of p are bounded below, the remaining one is bounded above; a form that outgrows the rest of p bounds all
its variables; and a variable that stands alone between two expressions is left out, its bounds following from theirs.
Strict inequalities count as weak ones: a set is bounded exactly when its closure is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
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
    Lt,
    Mul,
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

from tutor.maths.extrema.monomials import enclosed
from tutor.maths.extrema.outgrowing import outgrows
from tutor.shown import Grounds
from tutor.trees import tree
from tutor.trees.heads import Equation

MOST_HALVES = 60  # inequalities in play: more are no exercise, and each elimination can square their number
MOST_ADDED = 8  # of which two are added
MOST_ROUNDS = 12  # of spreading: each round bounds another variable, or ends it
Sign = Literal["+", "-", ""]
How = Literal["given", "sum", "terms", "form", "follows", "between", "powers", "added", "together"]


@dataclass(frozen=True, slots=True)
class Reason(Grounds):
    """Why some variables are bounded.

    `how`: "given" (0 <= x <= 3), "sum" (no term is negative, and they add up to at most a constant), "terms" (terms that
    are bounded below add up to at most a constant), "form" (terms that are positive except at the origin outgrow the
    others, if there are any), "follows" (expressed by variables that are bounded), "between" (the variable lies between two
    expressions in bounded ones), "powers" (positive, and products of powers enclosed), "added" (two relations added give
    the one that is `said`, on which the next reasons rest), "together" (by all relations, in a way that is not told). `said`
    is the relation with its letters on the left, where that is not how it was given; `given` are the bounds on which it
    rests; `without` are the variables that were left out of the relation before. Of "powers", `products` are bounds of terms, and
    `reached` those of the variables, each by two before it.
    """

    how: How
    relation: Basic
    variables: tuple[Symbol, ...]
    said: Basic | None = None
    given: tuple[Basic, ...] = ()
    form: Expr | None = None
    others: bool = False
    without: tuple[Symbol, ...] = ()
    products: tuple[Basic, ...] = ()
    reached: tuple[Basic, ...] = ()

    @property
    def relations(self) -> tuple[Basic, ...]:
        """What is said to bound them: one relation, or several together."""
        return self.relation.args if isinstance(self.relation, Tuple) else (self.relation,)


@dataclass(frozen=True, slots=True)
class Bound(Grounds):
    """A proof that a set is bounded. `away` says that no variable can come near 0 either: then x > 0 leaves no edge out.

    `off` are expressions whose inverse is bounded too.
    """

    reasons: tuple[Reason, ...]
    away: bool = False
    off: frozenset[Expr] = frozenset()


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
            reason = Reason("powers", found.relation, tuple(variables), products=found.products, reached=found.reached)
            return Bound((reason,), away=True)
    halves: list[_Half] = []
    unknowns = list(variables)
    letters: dict[Basic, Expr] = {}
    for r in kept:
        for h in _halves(r):
            halves.extend(_without_roots(h, unknowns, letters, positive))
    halves += [_Half(-v, Ge(v, S.Zero, evaluate=False)) for v in unknowns if v.is_nonnegative]
    reasons = _spread(tuple(halves), tuple(unknowns)) or _added(tuple(halves), tuple(unknowns))
    if reasons is None:
        return None
    told = _shown(reasons, letters) or (Reason("together", _joined(kept), tuple(variables)),)
    return Bound(told, off=frozenset(p.base for p in letters.values() if isinstance(p, Pow) and p.exp.is_negative))


def _added(halves: tuple[_Half, ...], unknowns: tuple[Symbol, ...]) -> tuple[Reason, ...] | None:
    """By the sum of two relations: y >= x^2 and x >= y^2 give x^2 + y^2 <= x + y."""
    if len(halves) > MOST_ADDED:
        return None
    for first, second in combinations(halves, 2):
        (a, b), (c, d) = _rising(first), _rising(second)
        whole = _le(a + c, b + d)
        found = None if first.source == second.source else _spread((_Half(first.p + second.p, whole),), unknowns)
        if found is not None:
            return Reason("added", _joined((first.source, second.source)), (), whole), *found
    return None


def _rising(half: _Half) -> tuple[Expr, Expr]:
    """The sides of a relation, the smaller one first."""
    left, right, _ = sides(half.source)
    return (left, right) if (left - right - half.p).expand().is_zero else (right, left)


def _shown(reasons: Iterable[Reason], letters: Mapping[Basic, Expr]) -> tuple[Reason, ...]:
    """The reasons with roots and absolute values for the letters that stood for them, those that bound one joined with what follows.

    None where something follows from a bound of a letter alone in another way.
    """
    inside: dict[Basic, Reason] = {}
    used: set[Basic] = set()
    out: list[Reason] = []
    for r in reasons:
        if r.how == "added":
            if letters:  # what is added would stand in letters of our own
                return ()
            out.append(r)
            continue
        mine = tuple(v for v in r.variables if v not in letters)
        said = None if r.said is None else r.said.func(*(a.xreplace(letters) for a in r.said.args), evaluate=False)
        given = tuple(g for g in r.given if g.free_symbols and not g.free_symbols & letters.keys())
        made = replace(r, variables=mine, said=_unlike(said, r.relation), given=given)
        if not mine:
            inside.setdefault(r.relation, made)
        elif r.how == "follows" and (first := next((inside[o] for o in r.relations if o in inside), None)) is not None:
            used.add(first.relation)
            same = [k for k, o in enumerate(out) if o.relation == first.relation and o.how == first.how]
            if same:
                out[same[0]] = replace(out[same[0]], variables=tuple(sorted({*out[same[0]].variables, *mine}, key=str)))
            else:
                out.append(replace(first, variables=mine))
        else:
            out.append(made)
    return tuple(out) if all(o in used or r.how == "follows" for o, r in inside.items()) else ()


def _unlike(said: Basic | None, relation: Basic) -> Basic | None:
    """How a relation reads with its letters on the left; None where it stands so already."""
    if said is None or not said.free_symbols:
        return None
    left, right, sign = sides(relation)
    return None if sides(said) in ((left, right, sign), (left.expand(), right, sign)) else said


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


def _without_roots(half: _Half, unknowns: list[Symbol], letters: dict[Basic, Expr], positive: Collection[Symbol]) -> list[_Half]:
    """Roots and absolute values as letters of their own: k = sqrt(u) is k >= 0 with k^2 = u. Adds to `unknowns` and `letters`.

    So are inverses of what is positive: k = 1/x is only known to be positive.
    """
    out = []
    p = half.p
    for part in sorted((e for e in p.atoms(Pow) if e.base in positive and e.exp.is_Rational and e.exp.is_negative), key=str):
        known = next((k for k, e in letters.items() if e == part), None)
        if known is None:
            known = Dummy("k", nonnegative=True)
            unknowns.append(known)
            letters[known] = part
        p = p.xreplace({part: known})
    for part in {e for e in preorder_traversal(p) if isinstance(e, Abs) or (isinstance(e, Pow) and e.exp == S.Half)}:
        if not part.free_symbols & set(unknowns):
            continue
        k = Dummy("k", nonnegative=True)
        u = part.args[0] ** 2 if isinstance(part, Abs) else part.args[0]
        unknowns.append(k)
        letters[k] = part
        p = p.xreplace({part: k})
        if not isinstance(part, Abs):
            out.append(_Half(-u, Ge(u, S.Zero, evaluate=False)))  # else the root has no value
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
    polynomials.sort(key=lambda p: not (p[0].is_linear and len(p[0].free_symbols & set(unknowns)) == 1))  # 0 <= x first
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
                sources = {h.source for h in halves}
                left = (r if r.relation in sources else replace(r, without=(v, *r.without)) for r in found)
                return (*left, Reason("between", _bounding(halves, v, unknowns), (v,)))
    return None


def _eliminated(halves: tuple[_Half, ...], v: Symbol, unknowns: tuple[Symbol, ...]) -> tuple[_Half, ...] | None:
    """The relations with v left out: a <= v and v <= b leave a <= b. None where v is not alone, or open to one side.

    Both must be polynomials: 1/x is not bounded where x is.
    """
    above: list[tuple[Expr, Basic]] = []
    below: list[tuple[Expr, Basic]] = []
    without: list[_Half] = []
    isolated = _isolated(halves, v, unknowns)
    if isolated is not None:
        value, _ = isolated
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


def _isolated(halves: tuple[_Half, ...], v: Symbol, unknowns: tuple[Symbol, ...]) -> tuple[Expr, Basic] | None:
    """What v is equal to by an equation that gives it as a polynomial in the other variables, and the equation."""
    expanded = {h.p.expand(): h.source for h in halves}
    for p, source in expanded.items():  # in the order of the problem
        c = p.coeff(v, 1)
        if c.free_symbols & set(unknowns) or not (c.is_positive or c.is_negative) or (-p).expand() not in expanded:
            continue
        rest = (p - c * v).expand()
        if v not in rest.free_symbols and rest.is_polynomial(*unknowns):
            return (-rest / c).expand(), _joined((source, expanded[(-p).expand()]))
    return None


def _placed(half: _Half, v: Symbol, value: Expr) -> Basic:
    if v not in half.p.free_symbols:
        return half.source
    left, right, sign = sides(half.source)
    left, right = (e.subs(v, value).expand() for e in (left, right))
    made = Eq if sign == "=" else Le if sign in ("<", "<=") else Ge
    return made(left, right, evaluate=False)


def _bounding(halves: tuple[_Half, ...], v: Symbol, unknowns: tuple[Symbol, ...]) -> Basic:
    """An equation that gives v, or what keeps it from above and from below."""
    isolated = _isolated(halves, v, unknowns)
    if isolated is not None:
        return isolated[1]
    mine = [h for h in halves if v in h.p.free_symbols]
    return _joined(next(h.source for h in mine if h.p.expand().coeff(v, 1).is_positive is up) for up in (False, True))


def _joined(relations: Iterable[Basic]) -> Basic:
    """One relation, or several together."""
    distinct = tuple(dict.fromkeys(relations))
    return distinct[0] if len(distinct) == 1 else Tuple(*distinct)


def _le(left: Expr, right: Expr) -> Basic:
    return Le(left.expand(), right.expand(), evaluate=False)


class _Known:
    """What is known of every variable: bounded below, bounded above, and its sign."""

    def __init__(self, unknowns: tuple[Symbol, ...]) -> None:
        self.unknowns = unknowns
        self.low: set[Symbol] = set()
        self.high: set[Symbol] = set()
        self.sign: dict[Symbol, Sign] = {v: "+" if v.is_nonnegative else "-" if v.is_nonpositive else "" for v in unknowns}
        self.source: dict[tuple[str, Symbol], Basic] = {}  # where a bound or a sign comes from
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
        self._read_sign(p, source)
        own, mixed = self._parts(p)
        mixed_below = all(self._below(m, c) for m, c in mixed)
        for v, q in own.items():
            if mixed_below and all(self._own_below(u, r) for u, r in own.items() if u != v):
                self._above(v, q, source)
        new = [v for v in self.unknowns if self.is_bounded(v) and v not in bound_before]
        if new:
            single = len(own) == 1 and not mixed
            others = [u for u in own if u not in new] or [s for m, _ in mixed for s in self._letters(m)]
            follows = bool(others) and all(self.is_bounded(u) for u in own)
            how: How = "given" if single and p.total_degree() == 1 else "follows" if follows else "terms"
            if how == "terms" and all(map(self._never_negative, own.values())) and all(not self.is_bounded(v) or v in new for v in own):
                how = "sum"
            if how in ("given", "follows"):
                both = _joined(self.source[side, v] for v in new for side in ("low", "high"))
                self.reasons.append(Reason(how, both, tuple(new)))
            else:
                squares = _completed(p, own, source) if how == "terms" and not mixed else None
                if squares is not None:
                    self.reasons.append(Reason("sum", source, tuple(new), squares))
                else:
                    self.reasons.append(Reason(how, source, tuple(new), _said(p, source), self._given(own, mixed, source)))
        open_ = tuple(v for v in self.unknowns if not self.is_bounded(v) and p.degree(v) > 0)
        form = outgrows(p.as_expr(), open_) if open_ and mixed else None
        if form is not None:
            self.low |= set(open_)
            self.high |= set(open_)
            alone = not (p.as_expr() - form).expand().free_symbols
            self.reasons.append(Reason("form", source, open_, _said(p, source), form=_written(Poly(form, *p.gens)), others=not alone))
        return before != (len(self.low), len(self.high), tuple(self.sign.values()))

    def _given(self, own: Mapping[Symbol, Poly], mixed: Iterable[tuple[tuple[int, ...], Expr]], source: Basic) -> tuple[Basic, ...]:
        """The bounds that keep the terms of a relation from falling: not those of an even power, which needs none."""
        letters = [v for v, q in own.items() if not (q.degree() % 2 == 0 and q.LC().is_positive)]
        letters += [v for m, _ in mixed for v, e in zip(self.unknowns, m, strict=True) if e % 2]
        found = (self.source.get((side, v)) for v in letters for side in ("sign", "low", "high"))
        return tuple(dict.fromkeys(s for s in found if s is not None and s != source))

    def _read_sign(self, p: Poly, source: Basic) -> None:
        """c x <= d tells the sign of x where d is not positive."""
        if len(p.free_symbols_in_domain) == 0 and p.is_linear and len(p.free_symbols & set(self.unknowns)) == 1:
            (v,) = p.free_symbols & set(self.unknowns)
            c, d = p.as_expr().coeff(v, 1), -p.as_expr().coeff(v, 0)
            if c.is_negative and d.is_nonpositive and not self.sign[v]:
                self.sign[v], self.source["sign", v] = "+", source
            if c.is_positive and d.is_nonpositive and not self.sign[v]:
                self.sign[v], self.source["sign", v] = "-", source

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

    def _above(self, v: Symbol, q: Poly, source: Basic) -> None:
        """q(v) is bounded above: v cannot go where q grows."""
        lead, n = q.LC(), q.degree()
        if lead.is_positive:
            self._bound("high", v, source)
        if (n % 2 == 0 and lead.is_positive) or (n % 2 and lead.is_negative):
            self._bound("low", v, source)
        if self.sign[v] == "+":
            self._bound("low", v, self.source.get(("sign", v), source))
        if self.sign[v] == "-":
            self._bound("high", v, self.source.get(("sign", v), source))

    def _bound(self, side: Literal["low", "high"], v: Symbol, source: Basic) -> None:
        bounds = self.low if side == "low" else self.high
        if v not in bounds:
            bounds.add(v)
            self.source[side, v] = source


def _completed(p: Poly, own: Mapping[Symbol, Poly], source: Basic) -> Basic | None:
    """p <= 0 as a sum of squares that is at most a number: (x - 1)^2 + 3 (y - 2)^2 <= 4; None where it is no such sum."""
    if any(q.degree() != 2 or not q.LC().is_positive for q in own.values()):
        return None
    middle = {v: -q.nth(1) / (2 * q.LC()) for v, q in own.items()}
    left = tree.total(*(Mul(q.LC(), (v - middle[v]) ** 2) for v, q in own.items()))
    right = sum((q.LC() * middle[v] ** 2 for v, q in own.items()), -p.nth(*(0 for _ in p.gens)))
    sign = sides(source)[2]
    return (Eq if sign == "=" else Lt if sign in ("<", ">") else Le)(left, right, evaluate=False)


def _said(p: Poly, source: Basic) -> Basic:
    """p <= 0 with its constant on the right side; an equation stays one."""
    number = p.nth(*(0 for _ in p.gens))
    sign = sides(source)[2]
    return (Eq if sign == "=" else Lt if sign in ("<", ">") else Le)(_written(p), -number, evaluate=False)


def _written(p: Poly) -> Expr:
    """The terms of a polynomial in their order, a positive one first, without its constant."""
    terms = [(Mul(c, *(v**e for v, e in zip(p.gens, m, strict=True))), c) for m, c in p.terms() if any(m)]
    first = next((k for k, (_, c) in enumerate(terms) if not c.could_extract_minus_sign()), 0)
    return tree.total(*(t for t, _ in (terms[first], *terms[:first], *terms[first + 1 :])))
