"""Convex by what it is put together from: sums, maxima, and functions of convex functions, each with its reason.

The rules are those of disciplined convex programming. A part knows along which directions d it is *strict*: unless a · d = 0
for all its `rows` a. So a sum is strictly convex if the rows of its parts have full rank together.

Source: S. Boyd, L. Vandenberghe, *Convex Optimization* (2004), section 3.2; M. Grant, S. Boyd, Y. Ye (2006).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Abs, Add, Dummy, Expr, Matrix, Max, Min, Mul, Poly, Pow, Rational, S, Symbol, exp, expand, log, preorder_traversal

from tutor.maths.classification.bounds import Range
from tutor.maths.classification.convex.hessian import curvature, matrix_of
from tutor.maths.classification.convex.where import Where
from tutor.maths.classification.signed import signed
from tutor.maths.numbers import sign_of
from tutor.shown import Grounds

CONVEX, CONCAVE, LINEAR = 1, -1, 0
Row = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Composed(Grounds):
    """An expression that is convex (1), concave (-1) or linear (0), by a rule, with the parts it rests on."""

    expr: Expr
    bend: int
    rows: tuple[Row, ...]
    by: str
    parts: tuple[Composed, ...] = ()
    letters: tuple[Symbol, ...] = ()  # with respect to which it has these second derivatives
    second: tuple[Row, ...] = ()
    minors: tuple[Expr, ...] = ()  # of them, whose signs show how it bends
    definite: bool = False

    @property
    def strict(self) -> bool:
        """Strictly convex or concave in all directions."""
        return bool(self.rows) and Matrix(self.rows).rank() == len(self.rows[0])

    def lines(self) -> tuple[Composed, ...]:
        """This part and those below, the innermost first; linear ones say nothing."""
        found = {line: None for p in self.parts for line in p.lines() if line.bend != LINEAR}
        return (*found, self)

    def sources(self) -> Iterator[Composed]:
        """The parts from which the rows come, each of which is strict by itself."""
        if self.by in ("scaled", "sum", "rising", "falling"):
            for part in self.parts:
                yield from part.sources()
        elif self.rows:
            yield self


def composed(f: Expr, place: Where) -> Composed | None:
    """Why f is convex or concave on the set; None where the rules do not say."""
    if not f.free_symbols & set(place.variables):
        return Composed(f, LINEAR, (), "constant")
    if f.is_polynomial(*place.variables) and Poly(f, *place.variables).total_degree() <= 1:
        return Composed(f, LINEAR, (), "linear")
    for rule in (_scaled, _sum, _absolute, _extreme, _log_sum, _norm, _outside, _bending):
        found = rule(f, place)
        if found is not None:
            return found
    return None


def _all_rows(f: Expr, place: Where) -> tuple[Row, ...]:
    """Strict in all the letters that stand in f."""
    return tuple(_row(x, place) for x in place.variables if x in f.free_symbols)


def _row(linear: Expr, place: Where) -> Row:
    """The coefficients of a linear function."""
    return tuple(linear.diff(x) for x in place.variables)


def _scaled(f: Expr, place: Where) -> Composed | None:
    """A number times a part."""
    if not isinstance(f, Mul):
        return None
    number, rest = f.as_independent(*place.variables, as_Add=False)
    sign = sign_of(number)
    if number is S.One or not sign:
        return None
    inner = composed(rest, place)
    return None if inner is None else Composed(f, inner.bend * sign, inner.rows, "scaled", (inner,))


def _sum(f: Expr, place: Where) -> Composed | None:
    """A sum whose terms all bend one way; the quadratic ones are taken together."""
    if not isinstance(f, Add):
        return None
    low = [t for t in f.args if t.is_polynomial(*place.variables) and Poly(t, *place.variables).total_degree() <= 2]
    others = [t for t in f.args if t not in low]
    if not others:
        return None
    parts: list[Composed] = []
    for t in (*([Add(*low)] if low else []), *others):
        found = composed(t, place)
        if found is None:
            return None
        parts.append(found)
    bent = [p for p in parts if p.bend != LINEAR]
    if len({p.bend for p in bent}) > 1:
        return None
    rows = tuple(r for p in bent for r in p.rows)
    return Composed(f, bent[0].bend if bent else LINEAR, rows, "sum", tuple(parts))


def _absolute(f: Expr, place: Where) -> Composed | None:
    if not isinstance(f, Abs):
        return None
    inner = composed(f.args[0], place)
    return Composed(f, CONVEX, (), "absolute", (inner,)) if inner is not None and inner.bend == LINEAR else None


def _extreme(f: Expr, place: Where) -> Composed | None:
    """The greatest of convex functions, the least of concave ones."""
    if not isinstance(f, Max | Min):
        return None
    bend = CONVEX if isinstance(f, Max) else CONCAVE
    parts = [composed(a, place) for a in f.args]
    if any(p is None or p.bend == -bend for p in parts):
        return None
    return Composed(f, bend, (), "greatest" if bend == CONVEX else "least", tuple(p for p in parts if p is not None))


def _log_sum(f: Expr, place: Where) -> Composed | None:
    """ln of a sum of exponentials of linear functions l_i, with positive numbers before them: strict unless all l_i change alike."""
    if not isinstance(f, log) or not isinstance(f.args[0], Add):
        return None
    linear: list[Expr] = []
    for t in f.args[0].args:
        number, rest = t.as_independent(*place.variables, as_Add=False)
        if sign_of(number) != 1 or not (isinstance(rest, exp) or rest is S.One):
            return None
        u = rest.args[0] if isinstance(rest, exp) else S.Zero
        inner = composed(u, place)
        if inner is None or inner.bend != LINEAR:
            return None
        linear.append(u)
    return Composed(f, CONVEX, tuple(_row(u - linear[0], place) for u in linear[1:]), "log_sum")


def _norm(f: Expr, place: Where) -> Composed | None:
    """The root of a sum of squares of linear functions, and perhaps a positive number."""
    if not isinstance(f, Pow) or f.exp != S.Half or not f.base.is_polynomial(*place.variables):
        return None
    used = tuple(v for v in place.variables if v in f.free_symbols)
    p = Poly(f.base, *used)
    if p.total_degree() != 2:
        return None
    inside = Where(used, (), (), {v: Range() for v in used})
    h = matrix_of(f.base, inside)
    found = curvature(h, inside)
    whole = signed(expand(f.base))
    if found is None or found.sign != 1 or whole is None or whole.sign != 1:
        return None
    return Composed(f, CONVEX, _all_rows(f, place) if found.definite and whole.strict else (), "norm")


def _outside(f: Expr, place: Where) -> Composed | None:
    """F(u): F convex, and u linear; or F convex and rising and u convex; or F convex and falling and u concave."""
    split = _split(f)
    if split is None:
        return None
    outer, z, u = split
    inner = composed(u, place)
    if inner is None:
        return None
    reach = _reach(u, place)
    if isinstance(outer, Pow) and outer.exp.is_Rational and outer.exp < 1 and signed(z, {z: reach}) is None:
        return None  # a cusp or a pole where u changes its sign
    bends = signed(outer.diff(z, 2), {z: reach})
    slope = signed(outer.diff(z), {z: reach})
    if bends is None:
        return None
    if inner.bend == LINEAR:
        own = (_row(u, place),) if bends.strict or isinstance(outer, Pow) else ()
        return Composed(f, bends.sign, own, "of_linear", (inner,))
    if slope is None or slope.sign * inner.bend != bends.sign:
        return None
    rows = inner.rows if slope.strict or isinstance(outer, Pow) else ()
    return Composed(f, bends.sign, rows, "rising" if slope.sign == 1 else "falling", (inner,))


def _split(f: Expr) -> tuple[Expr, Dummy, Expr] | None:
    z = Dummy("z", real=True)
    match f:
        case exp(args=(u,)):
            return exp(z), z, u
        case log(args=(u,)):
            return log(z), z, u
        case Pow(base=u, exp=e) if not e.free_symbols:
            return z**e, z, u
        case Pow(base=b, exp=u) if not b.free_symbols and b.is_positive:
            return b**z, z, u
        case _ if len(f.args) == 1 and f.is_Function and not isinstance(f, Abs):
            return f.func(z), z, f.args[0]
    return None


def _reach(u: Expr, place: Where) -> Range:
    """What values the inside takes, as far as its sign is known; what the root and the logarithm need is known to hold."""
    found = signed(u, place.box) or (signed(expand(u), place.box) if u.is_polynomial(*place.variables) else None)
    if found is not None:
        return Range(S.Zero, S.Infinity, found.strict) if found.sign == 1 else Range(S.NegativeInfinity, S.Zero, True, found.strict)
    for r in place.relations:
        if r.lhs == u and r.rhs == 0 and r.rel_op in (">", ">="):
            return Range(S.Zero, S.Infinity, r.rel_op == ">")
    return Range()


def _bending(f: Expr, place: Where) -> Composed | None:
    """By its own second derivatives."""
    used = tuple(v for v in place.variables if v in f.free_symbols)
    inside = Where(used, place.asked, place.needed, {v: place.box[v] for v in used})
    if pointed(f, inside):
        return None
    h = matrix_of(f, inside)
    found = curvature(h, inside)
    if found is None:
        return None
    numbers = not h.free_symbols
    if numbers:  # d^T H d is 0 only where H d is
        at = {v: k for k, v in enumerate(used)}
        rows: tuple[Row, ...] = tuple(tuple(h[i, at[v]] if v in at else S.Zero for v in place.variables) for i in range(h.rows))
    else:
        rows = _all_rows(f, place) if found.definite or len(used) == 1 else ()
    second, minors = tuple(tuple(h.row(k)) for k in range(h.rows)), tuple(m.value for m in found.minors)
    return Composed(f, found.sign, rows, "quadratic" if numbers else "curvature", (), used, second, minors, found.definite)


def pointed(f: Expr, place: Where) -> bool:
    """Whether a part of the formula may have no second derivative somewhere inside."""
    for part in preorder_traversal(f):
        match part:
            case Max() | Min():
                return True
            case Abs() | Pow(exp=Rational(is_Integer=False)) if part.free_symbols:
                found = signed(part.args[0], place.box)
                edge = any(r.lhs == part.args[0] and r.rel_op in (">", ">=") for r in place.relations)
                if (found is None or not found.strict) and not edge:
                    return True
    return False
