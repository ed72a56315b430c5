"""The candidates on one piece of a region: where the slopes of the function on it are 0 or do not exist."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, S, Symbol

from tutor.maths.classification.rough import rough_points
from tutor.maths.extrema.boundary import BoundaryPiece
from tutor.maths.extrema.on_conic import along, conic
from tutor.maths.extrema.on_curve import by_multipliers, shortened
from tutor.maths.extrema.places import ExtremePlace, family, of_root, point
from tutor.maths.extrema.solved_on import points
from tutor.maths.extrema.work import Work, about, curve, failing, inner, inside, text
from tutor.maths.extrema.written import written
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.values import nice
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import Diff, Equation, Name


def candidates(work: Work, piece: BoundaryPiece) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """The candidates on one piece, its ends and edges left out."""
    if piece.dimension == 0:
        return []
    if piece.spans is not None and all(s.point for s in piece.spans):
        return []
    facts = about(work, piece)
    letter, f = work.task.letter, work.task.function
    if piece.graph.letters != work.region.variables:
        letter = work.letter()
        name = Name(letter, "scalar", (), piece.graph.letters)
        law = Name(work.task.letter, "scalar", (), tuple(piece.graph.values.values()))
        changed = {v: e for v, e in piece.graph.values.items() if e != v}
        shown = Shown(law=law, as_written=True, continues=S.Zero in changed.values())
        f = yield Stage("restrict", tree.substitute(f, changed), facts, name, shown=shown)
    if not f.free_symbols & set(piece.graph.letters):
        yield text("constant", {**facts, "value": f}, f)
        return [family(work.region, piece, piece.graph.values, piece.graph.letters, curve(piece))]
    if not piece.graph.free:
        return (yield from _on_curve(work, piece, facts, f, letter))
    if piece.dimension == 1:
        return (yield from _by_slope(work, piece, facts, f, letter))
    return (yield from _by_gradient(work, piece, facts, f, letter))


def _on_curve(
    work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr, letter: str
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """What the equation of the curve makes shorter is shortened; one letter is looked at on its interval, several by multipliers."""
    found = conic(work, piece, tree.plain(f))
    f, letter = yield from shortened(work, piece, facts, f, letter, found)
    if not f.free_symbols & set(piece.graph.letters):
        yield text("constant", {**facts, "value": f}, f)
        return [family(work.region, piece, piece.graph.values, piece.graph.letters, curve(piece))]
    if found is not None:
        return (yield from along(work, piece, found, facts, f, letter, _by_slope))
    return (yield from by_multipliers(work, piece, facts, f, letter))


def _by_slope(
    work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr, letter: str
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """One letter is left: where the derivative is 0, or does not exist."""
    (t,) = piece.graph.letters
    slope = yield Stage("slope", Diff(f, t), facts, Name(letter, "′", (t,), (t,)))
    found: list[ExtremePlace] = []
    if slope.is_number and slope.is_nonzero:
        yield text("steady", {**facts, "slope": slope}, slope)
    elif slope == 0:
        return [family(work.region, piece, piece.graph.values, (t,))]
    elif (only := _only_zero(slope, t)) is not None:
        value, factor = only
        kept = inside(work, piece, {t: value})
        told = {
            **facts,
            "roots": [value] if kept else [],
            "within": ({t: value},) if kept and facts["ends"] else (),
            "outside": () if kept else ({t: value},),
            "failing": failing(work, piece, () if kept else ({t: value},)),
        }
        yield Stage(
            "zero", Equation(slope, S.Zero), told, solve=False, equals=Equation(t, written(value), factor), shown=Shown(sides="both")
        )
        at = {v: e.subs(t, value) for v, e in piece.graph.values.items()}
        found = [p for p in (point(work.region, piece, at),) if kept and p is not None]
    else:
        found = yield from points(work, piece, facts, [Equation(slope, S.Zero)], (slope,), f)
    return [*found, *(yield from rough(work, piece, facts, f))]


def _only_zero(slope: Expr, t: Symbol) -> tuple[Expr, Expr] | None:
    """The zero of a linear function of t and the number before t; None for any other function."""
    plain = tree.plain(slope).expand()
    c = plain.coeff(t, 1)
    rest = plain - c * t
    return None if c.free_symbols or c == 0 or t in rest.free_symbols or rest.free_symbols else (nice(-rest / c), c)


def _by_gradient(
    work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr, letter: str
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """Several letters are left: where the gradient is 0, or does not exist."""
    letters = piece.graph.letters
    slopes = []
    for x in letters:
        held = tuple(v for v in letters if v != x)
        slopes.append((yield Stage("partial", Diff(f, x, *held), {**facts, "x": x, "held": held}, Name(letter, "", (x,)))))
    if any(s.is_number and s.is_nonzero for s in slopes):
        steady = next(k for k, s in enumerate(slopes) if s.is_number and s.is_nonzero)
        yield text("steady", {**facts, "slope": slopes[steady], "name": Name(letter, "", (letters[steady],))}, slopes[steady])
        return []
    if all(s == 0 for s in slopes):
        return [family(work.region, piece, piece.graph.values, letters)]
    found = yield from points(work, piece, facts, [Equation(s, S.Zero) for s in slopes], slopes, f)
    return [*found, *(yield from rough(work, piece, facts, f))]


def rough(work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """Points of a piece at which the function has a value and no gradient."""
    out: list[ExtremePlace] = []
    for found in rough_points(f, piece.graph.letters, inner(work, piece)):
        kept = [r for r, _ in found.points] + [r for r, verdict in found.curves if verdict.word != "neither"]
        told = {**facts, "under": found.expr, "level": found.level, "kept": tuple(kept), "curves": len(found.curves)}
        yield system_stage("rough", found.solved, told)
        out += [p for r in kept for p in of_root(work.region, piece, r, work.around)]
    return out
