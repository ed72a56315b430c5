"""A whole circle or ellipse on which one letter gives the function: that letter runs through an interval."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

from sympy import Expr, Poly, Pow, S, Symbol, sqrt

from tutor.maths.extrema.boundary import BoundaryPiece
from tutor.maths.extrema.graph import Graph
from tutor.maths.extrema.interval import Span, spans
from tutor.maths.extrema.places import ExtremePlace, point
from tutor.maths.extrema.shown import span_of
from tutor.maths.extrema.work import Work, others, smooth, text
from tutor.rule import Stage
from tutor.trees import tree

Slopes = Callable[[Work, BoundaryPiece, dict[str, object], Expr, str], Generator[Stage, Expr, list[ExtremePlace]]]


@dataclass(frozen=True, slots=True)
class Conic:
    """The curve u = 0 as s^2 = square(t), where t runs through the span and u = factor (s^2 - square)."""

    t: Symbol
    s: Symbol
    square: Expr
    factor: Expr
    span: Span

    def put(self, f: Expr, w: Symbol) -> Expr | None:
        """A polynomial in s^2 with s^2 = w/factor + square; None for any other function of s."""
        if self.s not in f.free_symbols:
            return f
        if not f.is_polynomial(self.s):
            return None
        terms = Poly(f, self.s).terms()
        if any(n % 2 for (n,), _ in terms):
            return None
        return sum((c * (w / self.factor + self.square) ** (n // 2) for (n,), c in terms), S.Zero).expand()

    def placed(self, f: Expr) -> Expr:
        """The function with the square put in, and nothing reckoned."""
        for p in f.atoms(Pow):
            if p.base == self.s:
                f = tree.replaced(f, p, self.square if p.exp == 2 else tree.power(self.square, p.exp / 2))
        return f


def conic(work: Work, piece: BoundaryPiece, f: Expr) -> Conic | None:
    """The curve, solved for the square of a letter that the function has only in even powers; None where it is no such curve."""
    if len(piece.graph.letters) != 2 or len(piece.graph.left) != 1 or others(work, piece) or smooth(work, piece, f):
        return None
    w = Symbol("w_0", real=True)
    return next((c for c in _solved(piece) if c.put(f, w) is not None), None)


def _solved(piece: BoundaryPiece) -> Iterator[Conic]:
    (u,) = piece.graph.left
    for s, t in (piece.graph.letters, piece.graph.letters[::-1]):
        factor = u.coeff(s, 2)
        rest = (u - factor * s**2).expand()
        if factor == 0 or not factor.is_number or rest.free_symbols != {t} or not rest.is_polynomial(t) or Poly(rest, t).degree() != 2:
            continue
        square = (-rest / factor).expand()
        runs = spans([square], t)
        if runs is not None and len(runs) == 1 and len(runs[0].ends) == 2 and not any(e.is_infinite for e in runs[0].ends):
            yield Conic(t, s, square, factor, runs[0])


def along(
    work: Work, piece: BoundaryPiece, round_: Conic, facts: dict[str, object], f: Expr, letter: str, slopes: Slopes
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """The candidates: where the derivative by the one letter is 0, above and below, and where its interval ends."""
    t, s = round_.t, round_.s
    upper = replace(piece, graph=Graph({**piece.graph.values, t: t, s: sqrt(round_.square)}, (t,)), spans=(round_.span,))
    yield text("runs", {**facts, "t": t, "span": span_of(round_.span, t)}, f)
    found = yield from slopes(work, upper, {**facts, "letters": (t,), "ends": True, "whole": True, "round": True}, f, letter)
    both = [point(work.region, piece, {**p.at, s: sign * p.at[s]}) for p in found for sign in (1, -1)]
    ends = [point(work.region, piece, at) for at in upper.ends]
    kept = [p for p in (*both, *ends) if p is not None]
    told = {**facts, "places": tuple(p.at for p in kept), "inner": bool(found), "s": s, "t": t}
    yield text("round", told, *(e for p in kept for e in p.at.values()))
    return kept
