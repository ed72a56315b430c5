"""Between which numbers each letter lies, read off relations that bound it alone: x > 0, 0 <= x <= 3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sympy import Basic, Dummy, Expr, S, Symbol
from sympy.core.relational import Relational

from tutor.maths.letters import letter
from tutor.maths.numbers import sign_of
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Range:
    """lower <= x <= upper; a side is open where its `strict` is true, and infinite where it has no number."""

    lower: Expr = S.NegativeInfinity
    upper: Expr = S.Infinity
    lower_strict: bool = True
    upper_strict: bool = True

    @property
    def bounded(self) -> bool:
        """Whether both ends are numbers."""
        return bool(self.lower.is_finite and self.upper.is_finite)


Ranges = Mapping[Symbol, Range]
EVERYWHERE = Range()


def ranges(relations: Iterable[Basic], variables: Sequence[Symbol]) -> dict[Symbol, Range]:
    """The range of each variable, of those relations that are about one variable alone, linearly."""
    out = dict.fromkeys(variables, EVERYWHERE)
    for relation in relations:
        held = tree.plain(relation) if not isinstance(relation, Relational) else relation
        if not isinstance(held, Relational) or held.rel_op not in ("<", "<=", ">", ">="):
            continue
        difference = tree.plain(held.lhs) - tree.plain(held.rhs)
        used = difference.free_symbols & set(variables)
        if len(used) != 1:
            continue
        (x,) = used
        slope = difference.diff(x)
        if slope.free_symbols & set(variables) or (side := sign_of(slope)) in (None, 0):
            continue
        end = (-difference.subs(x, 0) / slope).expand()
        above = (held.rel_op in (">", ">=")) == (side == 1)
        out[x] = _narrowed(out[x], end, above, held.rel_op in ("<", ">"))
    return out


def _narrowed(known: Range, end: Expr, above: bool, strict: bool) -> Range:
    if above:
        if known.lower.is_finite and sign_of(end - known.lower) != 1:
            return known
        return Range(end, known.upper, strict, known.upper_strict)
    if known.upper.is_finite and sign_of(known.upper - end) != 1:
        return known
    return Range(known.lower, end, known.lower_strict, strict)


def assumed(where: Ranges) -> dict[Symbol, Dummy]:
    """Letters that know their sign, for those whose range has one."""
    out = {}
    for x, r in where.items():
        if r.lower.is_finite and (s := sign_of(r.lower)) in (0, 1):
            out[x] = letter(x.name, positive=True) if r.lower_strict or s == 1 else letter(x.name, nonnegative=True)
        elif r.upper.is_finite and (s := sign_of(r.upper)) in (0, -1):
            out[x] = letter(x.name, negative=True) if r.upper_strict or s == -1 else letter(x.name, nonpositive=True)
    return out
