"""Whether the best candidate on a region is the extremum: by the extreme value theorem, by a level set, or not at all.

All reasoning rests on this: an extremum of the closed region, where there is one, is among the candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Basic, Expr, Ge, Le, Poly, PolynomialError, S, Symbol, hessian

from tutor.errors import Unsupported
from tutor.maths.classification.bounds import ranges
from tutor.maths.classification.signed import signed
from tutor.maths.extrema.branches import End
from tutor.maths.extrema.compact import Bound
from tutor.maths.extrema.compare import compared, extreme
from tutor.maths.extrema.enclosed import enclosed
from tutor.maths.extrema.fading import fades
from tutor.maths.extrema.far import Approach, escapes, limit_of, stays_for_ever
from tutor.maths.extrema.interval import spans
from tutor.maths.extrema.look import inner_points
from tutor.maths.extrema.places import ExtremePlace
from tutor.maths.extrema.region import FeasibleSet, sign_at
from tutor.maths.extrema.singular import repelled, singular
from tutor.maths.extrema.task import Task
from tutor.trees import tree

Word = Literal["max", "min"]
WORDS: tuple[Word, Word] = ("max", "min")
By = Literal["compact", "repelled", "level", "fades", "ends", "convex", "sign", "edge", "path", "beyond", "empty", "open"]


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """What is known beforehand: why the region is bounded, and at which of its sides the function has no values.

    `singular` is None where the function is not seen to be continuous elsewhere; `origin` is the problem as it was
    posed, before an equation was used up. The corners lie in the box `around`, `center` is their mean.
    """

    bound: Bound | None
    singular: frozenset[int] | None
    origin: Task
    around: tuple[tuple[float, float], ...]
    center: Mapping[Symbol, Expr] | None


@dataclass(frozen=True, slots=True)
class Valued:
    """A candidate with the value there."""

    place: ExtremePlace
    value: Expr


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether there is a greatest (least) value, which candidates take it, and how that is known.

    `by`: "compact" (extreme value theorem), "repelled" (the function tends to infinity, the other way, at the edges that are
    left out), "level" (the part of the region that is at least as good is compact), "fades" (the function tends to 0 far
    away, and the best value is beyond 0), "ends" (on an
    interval whose open ends are all known), "convex", "sign" (the difference to the best value is never negative, as its form
    shows), "edge" (the best value is taken only on an edge that does not belong to
    the region, and is approached there), "path" (the function goes beyond all candidates along it), "beyond" (at one point
    it is beyond all candidates), "empty" (there is no candidate at all), "open" (nothing is shown).
    """

    taken: bool
    by: By
    best: tuple[Valued, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def decide(word: Word, task: Task, valued: Sequence[Valued], known: KnownBefore) -> Decision:
    """The decision for one side. `Unsupported` where nothing is shown."""
    best = [valued[k] for k in extreme([v.value for v in valued], _sign(word))]
    if known.bound is not None and known.singular == frozenset():
        return _on_closed(task, best, "compact", {}, known)
    if best and known.bound is not None and known.singular and repelled(task.function, task.region, word == "max"):
        edges = tuple(task.region.sides[k].edge for k in sorted(known.singular))
        return _on_closed(task, best, "repelled", {"edges": edges}, known)
    if not best:
        return Decision(False, "empty", facts=_way(word, task, None))
    value = best[0].value
    level = _level(word, task, value, known)
    if level is not None:
        return _on_closed(task, best, "level", {"bound": level, "value": value}, known)
    if known.singular == frozenset() and fades(task.function, task.region) and compared(value, S.Zero) * _sign(word) >= 0:
        return _on_closed(task, best, "fades", {"value": value}, known)
    ends = _ends(word, task, value, known)
    if ends:
        return _on_closed(task, best, "ends", {"approaches": ends, "value": value}, known)
    inside = [v for v in best if not v.place.piece.active and not v.place.letters]
    if inside and not task.region.equations and _convex(word, task):
        return _on_closed(task, best, "convex", {}, known)
    form = _never_beyond(word, task, value)
    if form:
        return _on_closed(task, best, "sign", {"value": value, **form}, known)
    return _without(word, task, value, known)


def both(task: Task, valued: Sequence[Valued], known: KnownBefore) -> dict[Word, Decision]:
    """Both sides, of which one may be left open. `Unsupported` where both would be."""
    out: dict[Word, Decision] = {}
    missing: list[Unsupported] = []
    for word in WORDS:
        try:
            out[word] = decide(word, task, valued, known)
        except Unsupported as error:
            missing.append(error)
            out[word] = Decision(False, "open")
    if len(missing) == len(WORDS):
        raise missing[0]
    return out


def _sign(word: Word) -> int:
    return 1 if word == "max" else -1


def _on_closed(task: Task, best: Sequence[Valued], by: By, facts: dict[str, object], known: KnownBefore) -> Decision:
    """The best value is the extremum on the closed region; whether it is taken in the region itself."""
    if not best:
        raise Unsupported("cannot do this: no point satisfies all conditions, so there are no values to compare")
    kept = tuple(v for v in best if not v.place.left_out)
    if kept:
        return Decision(True, by, kept, facts)
    near = next((v for v in best if _approached(v.place, task.region, known)), None)
    if near is None:
        raise Unsupported("cannot do this: it is not shown that the best value at an edge is approached in the region")
    return Decision(False, "edge", (near,), facts)


def _approached(place: ExtremePlace, region: FeasibleSet, known: KnownBefore) -> bool:
    """Whether a point of an edge that is left out is the end of a segment in the region."""
    if region.equations:
        return False
    t = Symbol("t_0", positive=True)
    for q in inner_points(region, known.around, known.center):
        if all(_positive_near(s.inside, place.sample, q, t) for s in region.sides):
            return True
    return False


def _positive_near(u: Expr, p: Mapping[Symbol, Expr], q: Mapping[Symbol, Expr], t: Symbol) -> bool:
    """Whether u > 0 at p + t (q - p) for all small t > 0: its first coefficient is positive."""
    along = u.subs({v: p[v] + t * (q[v] - p[v]) for v in p}, simultaneous=True)
    try:
        coefficients = Poly(along, t).all_coeffs()[::-1]
    except PolynomialError:
        return False
    first = next((c for c in coefficients if c.expand() != 0), None)
    return first is not None and compared(first, first - first) > 0


def _level(word: Word, task: Task, value: Expr, known: KnownBefore) -> Bound | None:
    """Why the part of the closed region with f >= value (f <= value, for a minimum) is compact."""
    for posed in (task,) if known.origin is task else (task, known.origin):
        region = posed.region
        f = tree.plain(posed.function)
        relation: Basic = (Ge if word == "max" else Le)(f, value, evaluate=False)
        found = enclosed(region, relation)
        # edges at which the function has no values: no point of the level set may come near them
        near = singular(f, region)
        if found is None or near is None:
            continue
        far_off = all(region.sides[k].inside in found.off or (found.away and region.sides[k].inside in region.variables) for k in near)
        if ((near or found.away) and far_off) or (not near and (posed is task or region.whole)):
            return found
    return None


def _ends(word: Word, task: Task, value: Expr, known: KnownBefore) -> tuple[Approach, ...]:
    """On one interval: what the function tends to at its open ends, where that is nowhere as good as a value; else nothing."""
    if len(task.region.variables) != 1 or task.region.equations or known.singular is None:
        return ()
    (t,) = task.region.variables
    spans_ = spans([s.inside for s in task.region.sides], t)
    if spans_ is None or len(spans_) != 1:
        return ()
    (span,), out = spans_, []
    for at, side in ((span.low, "+"), (span.high, "-")):
        if not at.is_infinite and all(sign_at(task.region.sides[k].inside, {t: at}) for k in known.singular):
            continue  # the function has a value there
        found = limit_of(tree.plain(task.function), t, End(at, side, "open"))
        if found is None or not ((found - tree.plain(value)) * -_sign(word)).is_extended_positive:
            return ()
        out.append(Approach({t: t}, t, End(at, side, "open"), tree.plain(task.function), found))
    return tuple(out)


def _convex(word: Word, task: Task) -> bool:
    """Whether f is a convex (concave) quadratic: then a point without slope is a minimum (maximum) of all."""
    f, variables = tree.plain(task.function), task.region.variables
    if not f.is_polynomial(*variables):
        return False
    second = hessian(f, variables)
    if second.free_symbols:
        return False
    return bool((second if word == "min" else -second).is_positive_semidefinite)


def _never_beyond(word: Word, task: Task, value: Expr) -> dict[str, object]:
    """The difference of the function to a value in a form that shows its sign all over the region; nothing where none is found."""
    difference = (tree.plain(task.function) - tree.plain(value)) * -_sign(word)
    found = signed(difference, ranges(task.region.relations, task.region.variables))
    if found is None or found.sign != 1:
        return {}
    form = found.form if word == "min" else -found.form
    return {"form": form, "why": found.by}


def _without(word: Word, task: Task, value: Expr, known: KnownBefore) -> Decision:
    """The function goes beyond all candidates, so that none is an extremum."""
    found = _way(word, task, value)
    if found:
        return Decision(False, "path", facts=found)
    if not task.region.equations and not tree.plain(task.function).free_symbols - set(task.region.variables):
        for q in inner_points(task.region, known.around, known.center):
            there = tree.plain(task.function).xreplace(q)
            if there.is_real and compared(there, value) * _sign(word) > 0:
                return Decision(False, "beyond", facts={"at": q, "there": there, "value": value})
    raise Unsupported(f"cannot do this: it is not shown whether there is a {word}imum")


def _way(word: Word, task: Task, value: Expr | None) -> dict[str, object]:
    """A path in the region along which the function goes beyond a value, or beyond all bounds."""
    region = task.region
    if len(region.variables) == 1 and not region.equations:
        return _towards_end(word, task, value)
    equations = [(tree.plain(e.lhs), tree.plain(e.rhs)) for e in region.equations]
    conditions = tuple(s.open for s in region.sides)
    found: Approach | None = escapes(task.function, equations, conditions, region.variables, value, word == "max")
    if found is None or not stays_for_ever(found.values, conditions, found.letter):
        return {}
    return {"approach": found}


def _towards_end(word: Word, task: Task, value: Expr | None) -> dict[str, object]:
    """In one variable: an end of an interval, perhaps infinite, towards which the function goes beyond a value."""
    (t,) = task.region.variables
    for span in spans([s.inside for s in task.region.sides], t) or ():
        for at, side in ((span.low, "+"), (span.high, "-")):
            end = End(at, side, "open")
            found = limit_of(tree.plain(task.function), t, end)
            if found is None:
                continue
            gain = found if found.is_infinite or value is None else found - tree.plain(value)
            if (gain * _sign(word)).is_extended_positive and (found.is_infinite or value is not None):
                return {"approach": Approach({t: t}, t, end, tree.plain(task.function), found)}
    return {}
