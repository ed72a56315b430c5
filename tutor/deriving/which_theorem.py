"""Whether Green's or Stokes' theorem is a shorter way round a closed curve than its parametrisation."""

from __future__ import annotations

from sympy import Basic, Expr, Pow, cancel

from tutor.errors import Unsupported
from tutor.maths.curves.piece import Curve
from tutor.maths.curves.spanning import enclosed_by, spanned
from tutor.maths.fields.domain import domain_of
from tutor.maths.fields.inside import smooth_in
from tutor.model import Problem
from tutor.trees import tree

SIDES = 3  # a curve of as many pieces is longer to go along than what it bounds


Region = tuple[Basic, ...]


def theorem_for(problem: Problem, curve: Curve) -> tuple[str | None, Region | None]:
    """`green` or `stokes` where the curve bounds what can be integrated over with ease, and the field is smooth there.

    With Green's theorem comes the region that the curve encloses.
    """
    if "field" not in problem.given or not curve.closed:
        return None, None
    try:
        if len(problem.variables) == 2:
            region = _green_helps(problem, curve)
            return None if region is None else "green", region
        return "stokes" if len(problem.variables) == 3 and _stokes_helps(problem, curve) else None, None
    except Unsupported:
        return None, None


def _green_helps(problem: Problem, curve: Curve) -> Region | None:
    """The region, where what is integrated inside is a polynomial; or 0 about a hole, which a circle goes round already."""
    flux, (x, y), (p, q) = bool(problem.given.get("flux")), problem.variables, map(tree.plain, problem.given["field"])
    inside = _short(p.diff(x) + q.diff(y) if flux else q.diff(x) - p.diff(y))
    if not inside.is_polynomial(x, y):
        return None
    region = enclosed_by(curve)
    smooth = smooth_in(problem.given["field"], region, problem.variables)
    if smooth is None or (smooth.within and (flux or inside != 0 or len(curve.pieces) == 1)):
        return None
    return region


def _stokes_helps(problem: Problem, curve: Curve) -> bool:
    """Whether the curl is made of polynomials, and the curve has corners, or it or the field is more than linear in its functions."""
    field, (x, y, z) = problem.given["field"], problem.variables
    p, q, r = map(tree.plain, field)
    curl = [_short(c) for c in (r.diff(y) - q.diff(z), p.diff(z) - r.diff(x), q.diff(x) - p.diff(y))]
    if not all(c.is_polynomial(x, y, z) for c in curl) or not domain_of(field, problem.variables).is_whole:
        return False
    bent = any(tree.plain(c).expand().has(Pow) for piece in curve.pieces for c in piece.position)
    if len(curve.pieces) < SIDES and not bent and all(c.is_polynomial(x, y, z) for c in (p, q, r)):
        return False
    return spanned(curve) is not None


def _short(e: Expr) -> Expr:
    """With what cancels gone."""
    found = e.expand()
    if found.is_zero or found.is_polynomial():
        return found
    return cancel(found) if found.is_rational_function() else found
