"""A system that is not polynomial taken apart until every part can be counted: by factors, by substitution, one unknown at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Expr, Gt, Mul, S, Symbol, exp, expand, factor, fraction, together
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from tutor.budget import Work
from tutor.maths.solving.certify.balls import apart, value
from tutor.maths.solving.certify.boxes import SolutionBox, searched
from tutor.maths.solving.certify.count import Counted, Given, Incomplete, counted
from tutor.maths.solving.certify.domain import UnknownDomain, domain
from tutor.maths.solving.certify.single import places
from tutor.maths.solving.tree import Root

MOST_DEPTH = 10
PART = 10  # steps that a part takes, its count apart


class Unproved(Exception):
    """It is not known whether anything is missing."""


@dataclass(frozen=True, slots=True)
class Monotone:
    """An equation in one unknown that has at most `count` solutions by Rolle's theorem."""

    unknown: Symbol
    count: int


Proof = Counted | Monotone | SolutionBox


def proofs(system: Given, work: Work, depth: int = 0) -> Iterator[Proof]:
    """The arguments that together show that nothing is missing. `Unproved`, or `Incomplete` where something is."""
    if depth > MOST_DEPTH or not work.spend(PART):
        raise Unproved
    equations = tuple(e for e in system.equations if e != 0)
    system = replace(system, equations=equations)
    if any(e.is_number and value(e, {}) is not None and apart(value(e, {}), 0) for e in equations):
        if system.roots:
            raise Unproved
        return
    if not equations and not system.unknowns and len(system.roots) == 1:
        return
    found = counted(system, work)
    if found is not None:
        yield found
        return
    if depth == 0:
        system = _in_domain(system)
    for parts in (_by_factors(system), _by_substitution(system)):
        if parts is not None:
            for part in parts:
                yield from proofs(part, work, depth + 1)
            return
    yield from _one_unknown(system, work, depth)


def _in_domain(system: Given) -> Given:
    """With the conditions under which the equations have values, which a part of them might no longer show."""
    try:
        found = tuple(c for e in system.equations for c in domain(e))
    except UnknownDomain as error:
        raise Unproved from error
    return replace(system, conditions=tuple(dict.fromkeys((*system.conditions, *found))))


def _by_factors(system: Given) -> list[Given] | None:
    """One system for each factor of an equation, with the solutions found at which it may be 0."""
    for k, e in enumerate(system.equations):
        factors = _factors(e, system.unknowns)
        if len(factors) < 2 and (not factors or factors[0] == e):
            continue
        if any(r.parameters for r in system.roots):
            return None
        others = (*system.equations[:k], *system.equations[k + 1 :])
        return [replace(system, equations=(*others, f), roots=tuple(r for r in system.roots if may_vanish(f, r))) for f in factors]
    return None


def _factors(e: Expr, unknowns: Sequence[Symbol]) -> list[Expr]:
    try:
        over = factor(fraction(together(e))[0])
    except PolynomialError:
        return [e]
    out = []
    for a in Mul.make_args(over):
        base = a.base if a.is_Pow and a.exp.is_Integer else a
        if base.free_symbols & set(unknowns) and not (base.is_positive or base.is_negative):
            out.append(base)
    return list(dict.fromkeys(out))


def may_vanish(e: Expr, root: Root) -> bool:
    """Whether a function is not certainly different from 0 at a point."""
    where = {x: value(v, {}) for x, v in root.values if x in e.free_symbols}
    at = value(e, where) if None not in where.values() else value(e.xreplace(root.at), {})
    return at is None or not apart(at, 0)


def _by_substitution(system: Given) -> list[Given] | None:
    """The system without an unknown that an equation gives by the others, divided at most by what is never 0."""
    for k, e in enumerate(system.equations):
        for x in system.unknowns:
            slope = expand(e).diff(x)
            if (
                slope == 0
                or slope.has(x)
                or not (slope.is_number or _exponential(slope))
                or not any(o.has(x) for i, o in enumerate(system.equations) if i != k)
            ):
                continue
            solved = expand(x - e / slope)
            if solved.has(x):
                continue
            others = (*system.equations[:k], *system.equations[k + 1 :])
            roots = tuple(Root(tuple((y, v) for y, v in r.values if y != x), r.parameters, r.conditions) for r in system.roots)
            return [_put(system, others, x, solved, roots)]
    return None


def _exponential(e: Expr) -> bool:
    """Whether an expression is a number times exponentials, and so never 0."""
    return all(isinstance(f, exp) or (f.is_number and f.is_nonzero) for f in Mul.make_args(e))


def _put(system: Given, others: Sequence[Expr], x: Symbol, put: Expr, roots: Sequence[Root]) -> Given:
    """The other equations with a value for an unknown."""
    left = tuple(y for y in system.unknowns if y != x)
    return Given(tuple(o.subs(x, put) for o in others), left, _with(system.conditions, x, put), tuple(roots))


def _with(conditions: Sequence[Basic], x: Symbol, put: Expr) -> tuple[Basic, ...]:
    """The conditions with a value for an unknown. One that is then false is kept as 0 > 0, one that is true is left out."""
    out: list[Basic] = []
    for c in conditions:
        found = c.subs(x, put)
        if found == S.false:
            out.append(Gt(S.Zero, S.Zero, evaluate=False))
        elif isinstance(found, Relational):
            out.append(found)
    return tuple(out)


def _one_unknown(system: Given, work: Work, depth: int) -> Iterator[Proof]:
    """An equation in one unknown, and then the rest of the system at each of its solutions."""
    if any(r.parameters for r in system.roots):
        raise Unproved
    for k, e in enumerate(system.equations):
        mine = e.free_symbols & set(system.unknowns)
        if len(mine) != 1 or e.free_symbols - mine:
            continue
        (x,) = mine
        groups = _groups(x, system.roots)
        known = places(e, x, [c for c in system.conditions if c.free_symbols == {x}], [g[0].at[x] for g in groups], work)
        if known is None:
            continue
        yield Monotone(x, len(known))
        others = (*system.equations[:k], *system.equations[k + 1 :])
        for g in groups:
            at = g[0].at[x]
            roots = tuple(Root(tuple((y, v) for y, v in r.values if y != x)) for r in g)
            yield from proofs(_put(system, others, x, at, roots), work, depth + 1)
        return
    box = searched(system, work)
    if box is None:
        raise Unproved
    yield box


def _groups(x: Symbol, roots: Sequence[Root]) -> list[list[Root]]:
    """The solutions with the same value of an unknown together."""
    out: list[list[Root]] = []
    for r in roots:
        ball = value(r.at[x], {})
        if ball is None:
            raise Unproved
        for g in out:
            if not apart(ball, value(g[0].at[x], {})):
                g.append(r)
                break
        else:
            out.append([r])
    return out


__all__ = ["Incomplete", "Monotone", "Proof", "Unproved", "proofs"]
