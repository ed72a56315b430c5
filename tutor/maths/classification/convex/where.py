"""The set on which convexity is asked: where the problem says, and where the formula has a value; it must be convex itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from sympy import Abs, Basic, Expr, Ge, Gt, Le, Ne, Pow, Rational, Symbol, acos, asin, cos, cot, csc, log, preorder_traversal, sec, sin, tan
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.bounds import Range, ranges
from tutor.maths.classification.signed import signed
from tutor.maths.numbers import ball_at, sign_of
from tutor.trees import tree

COORDINATES = tuple(Rational(*q) for q in ((0,), (1,), (-1,), (2,), (1, 2), (-1, 2), (-2,), (3,), (1, 4), (-3,), (5,), (1, 10), (-1, 4)))
MOST_POINTS = 120


@dataclass(frozen=True, slots=True)
class Where:
    """`asked` are the relations of the problem, `needed` those without which the formula has no value.

    `box` is what they say of each letter alone.
    """

    variables: tuple[Symbol, ...]
    asked: tuple[Relational, ...]
    needed: tuple[Relational, ...]
    box: Mapping[Symbol, Range]

    @property
    def relations(self) -> tuple[Relational, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.asked, *self.needed)))

    def points(self) -> Iterator[dict[Symbol, Expr]]:
        """Points with small rational coordinates inside the set."""
        grid = sorted(product(range(len(COORDINATES)), repeat=len(self.variables)), key=lambda ks: (max(ks), sum(ks), ks))
        inside = (
            p
            for ks in islice(grid, 3000)
            if (p := {x: _moved(COORDINATES[k], self.box[x]) for x, k in zip(self.variables, ks, strict=True)}) and self.holds_at(p)
        )
        yield from islice(inside, MOST_POINTS)

    def holds_at(self, point: Mapping[Symbol, Expr]) -> bool:
        """Whether a point lies certainly inside, off the edge."""
        for r in self.relations:
            near = ball_at(r.lhs - r.rhs, point)
            if near is None or near.contains(0):  # on the edge, or without a value: exactly
                difference = sign_of((r.lhs - r.rhs).xreplace(point))
            else:
                difference = 1 if near > 0 else -1
            wanted = {">": (1,), ">=": (1,), "<": (-1,), "<=": (-1,), "!=": (1, -1)}[r.rel_op]
            if difference not in wanted:
                return False
        return True


def _moved(q: Rational, r: Range) -> Expr:
    """A small coordinate moved into a range that is bounded, or begins above 0."""
    if r.bounded:
        return (r.lower + r.upper) / 2 + (r.upper - r.lower) * q / 12
    if r.lower.is_finite and sign_of(r.lower) == 1:
        return r.lower + 1 + q / 4
    return q


def where(function: Expr, variables: Sequence[Symbol], relations: Sequence[Basic]) -> Where:
    """The set of a problem. `Unsupported` where a relation is none that bounds a region."""
    asked = []
    for r in relations:
        held = tree.plain(r)
        if not isinstance(held, Relational) or held.rel_op not in ("<", "<=", ">", ">="):
            raise Unsupported("cannot do this: a domain is given by inequalities")
        asked.append(held)
    box = ranges(asked, variables)
    needed = tuple(_positive(n, asked) for n in _needed(tree.plain(function)) if not _implied(n, box))
    return Where(tuple(variables), tuple(asked), needed, ranges((*asked, *needed), variables))


def _needed(function: Expr) -> Iterator[Relational]:
    """What must hold for the formula to have a value."""
    seen: dict[Relational, None] = {}
    for part in preorder_traversal(function):
        match part:
            case log(args=(u,)) if not isinstance(u, Abs) and u.free_symbols:
                seen[Gt(u, 0, evaluate=False)] = None
            case log(args=(u,)) if u.free_symbols:
                seen[Ne(u.args[0], 0, evaluate=False)] = None
            case Pow(base=u, exp=Rational() as e) if u.free_symbols:
                if e.q % 2 == 0:
                    seen[(Gt if e.is_negative else Ge)(u, 0, evaluate=False)] = None
                elif e.is_negative:
                    seen[Ne(u, 0, evaluate=False)] = None
            case tan(args=(u,)) | sec(args=(u,)):
                seen[Ne(cos(u), 0, evaluate=False)] = None
            case cot(args=(u,)) | csc(args=(u,)):
                seen[Ne(sin(u), 0, evaluate=False)] = None
            case asin(args=(u,)) | acos(args=(u,)) if u.free_symbols:
                seen[Ge(u, -1, evaluate=False)] = None
                seen[Le(u, 1, evaluate=False)] = None
            case Pow(base=u, exp=e) if u.free_symbols and not e.is_Rational:
                seen[Gt(u, 0, evaluate=False)] = None
    return iter(seen)


def _positive(needed: Relational, asked: Sequence[Relational]) -> Relational:
    """u > 0 for a condition u ≠ 0 (or u > 0) where a relation of the problem says just that."""
    for r in asked:
        difference = (r.lhs - r.rhs) * (1 if r.rel_op in (">", ">=") else -1)
        ratio = (needed.lhs / difference).cancel() if difference != 0 else difference
        if r.rel_op in ("<", ">") and needed.rhs == 0 and sign_of(ratio) == 1 and not ratio.free_symbols:
            return Gt(needed.lhs, 0, evaluate=False)
    return needed


def _implied(relation: Relational, box: Mapping[Symbol, Range]) -> bool:
    found = signed(relation.lhs - relation.rhs, box)
    if relation.rel_op == "<=":
        return found is not None and found.sign == -1
    if found is None:
        return False
    if relation.rel_op == "!=":
        return found.strict
    return found.sign == 1 and (found.strict or relation.rel_op == ">=")
