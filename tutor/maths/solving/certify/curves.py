"""Found curves of solutions as polynomial equations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Dummy, Eq, Expr, Ge, Gt, Le, Lt, Ne, Rational, S, Symbol, cos, sin

from tutor.maths.solving.certify.found import Period, Unusable, covers, residues
from tutor.maths.solving.certify.spans import vector
from tutor.maths.solving.tree import Root


@dataclass(frozen=True, slots=True)
class Implicit:
    """The points at which all of `zero` are 0, none of `nonzero` is, and `signs` are kept: formulas in the unknowns."""

    zero: tuple[Expr, ...]
    nonzero: tuple[Expr, ...]
    signs: tuple[tuple[Expr, bool], ...] = ()  # what is >= 0 on it, and whether it must be > 0


def is_curve(root: Root) -> bool:
    """Whether a real parameter runs in a root."""
    return any(not p.is_integer for p in root.parameters)


def implicit(root: Root, period: Period, known: Sequence[Basic]) -> Iterator[Implicit]:
    """A curve by its equations, one for each residue of its whole numbers; conditions that are `known` anyhow are left out."""
    root = _with_unknowns(root)
    at = root.at
    free = {x for x, v in root.values if v == x}
    tied = [x for x, v in root.values if x in period.of and x not in free]
    whole = {p for p in root.parameters if p.is_integer}
    for x, v in root.values:
        if v.free_symbols - free - whole or (x not in period.of and v.free_symbols & whole and v.free_symbols & free):
            raise Unusable(root)
    shifts = [[_turns(at[x], f, x, period) for x in tied] for f in free if f in period.of]
    if not covers(root, period, tied, shifts):
        raise Unusable("not all periods")
    zero, nonzero, signs = [], [], []
    for c in root.conditions:
        match c:
            case _ if c in known or c == S.true:
                pass
            case Eq():
                zero.append(c.lhs - c.rhs)
            case Ne():
                nonzero.append(c.lhs - c.rhs)
            case Gt() | Ge():
                signs.append((c.lhs - c.rhs, isinstance(c, Gt)))
            case Lt() | Le():
                signs.append((c.rhs - c.lhs, isinstance(c, Lt)))
            case _:
                raise Unusable(c)
    for member in residues(_only(root, whole), period):
        equations = []
        for x, v in member.items():
            if x in free:
                continue
            if x in period.of:
                q = period.of[x]
                equations += [cos(x / q) - cos(v / q), sin(x / q) - sin(v / q)]
            else:
                equations.append(x - v)
        yield Implicit((*equations, *zero), tuple(nonzero), tuple(signs))


def _only(root: Root, whole: set[Symbol]) -> Root:
    return Root(root.values, tuple(p for p in root.parameters if p in whole), ())


def _turns(v: Expr, f: Symbol, x: Symbol, period: Period) -> Rational:
    """By how many periods of x its value changes in one period of f."""
    slope = sum((c for m, c in vector(v).items() if m == f), S.Zero)
    if any(m.has(f) and m != f for m in vector(v)):
        raise Unusable(v)
    return Rational(slope * period.of[f], period.of[x])


def _with_unknowns(root: Root) -> Root:
    """The same curve with unknowns in the place of its parameters: x = t, y = 2t becomes y = 2x."""
    values, conditions = dict(root.values), root.conditions
    names = set(values)
    for p in root.parameters:
        if p.is_integer or (p in names and values.get(p) == p):
            continue
        if p in names:  # a letter that is an unknown and runs in the values of others
            if any(v.has(p) for v in values.values()):
                raise Unusable(root)
            continue
        for x, v in values.items():
            slope = v.diff(p) if v.has(p) else S.Zero
            if slope.is_number and slope != 0 and not v.subs(p, 0).free_symbols and not x.is_positive and not x.is_nonnegative:
                stand_in = Dummy()
                back = (stand_in - v.subs(p, 0)) / slope
                values = {y: w.subs(p, back).subs(stand_in, x).expand() for y, w in values.items()}
                values[x] = x
                conditions = tuple(c.func(*(a.subs(p, back).subs(stand_in, x) for a in c.args)) for c in conditions)
                break
        else:
            raise Unusable(root)
    return Root(tuple(values.items()), root.parameters, conditions)
