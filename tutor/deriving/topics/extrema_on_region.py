"""Greatest and least values on a region: candidates inside, on every edge and at the corners, compared."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from sympy import Abs, Expr, Ne, Poly, Tuple
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.asserted import bounded_claims
from tutor.maths.extrema.boundary import BoundaryPiece, parts
from tutor.maths.extrema.concluded import concluded, values
from tutor.maths.extrema.decided import KnownBefore
from tutor.maths.extrema.enclosed import enclosed
from tutor.maths.extrema.folds import Fold, folds, halved, mirrors
from tutor.maths.extrema.look import box, center, inner_points
from tutor.maths.extrema.on_piece import candidates
from tutor.maths.extrema.places import ExtremePlace, distinct, on_families, point
from tutor.maths.extrema.region import NO_POINT, read, sign_at
from tutor.maths.extrema.shown import chained
from tutor.maths.extrema.singular import singular
from tutor.maths.extrema.task import Task, equality, isolate, without
from tutor.maths.extrema.work import LETTERS, Work, curve, text
from tutor.maths.regions.reasons import said
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import Equation, Name, System

NOT_FOUND = "cannot do this: no point of the region was found"


def plan(problem: Problem) -> Plan:
    """Equations used up, existence, the pieces one by one, the table, and the decision for either side."""
    f = problem.given["function"]
    if tree.plain(f).atoms(AppliedUndef):
        raise Unsupported("cannot do this: the function is not given by a formula")
    origin = Task(f, problem.letter, read(problem.given["region"], problem.variables, f), {v: v for v in problem.variables})
    task = yield from _reduced(problem, origin)
    mirrored = mirrors(task)
    if mirrored:
        yield text("symmetric", {"mirrored": mirrored, "letter": task.letter}, *mirrored)
        task = replace(task, region=halved(task.region, mirrored))
    bound = enclosed(task.region)
    found = parts(task.region, bound is not None)
    around = tuple(box(found.corners, task.region.variables))
    known = KnownBefore(bound, singular(task.function, task.region), task if mirrored else origin, around, center(found.corners))
    work = Work(problem, task, found, known, mirrors=mirrored)
    yield _existence(work)
    parted = folds(task)
    found_places: list[ExtremePlace] = []
    for fold in parted:
        found_places += yield from _on_fold(work, fold, bound is not None)
    if not parted:
        found_places = yield from _candidates(work)
    listed = list(distinct(found_places))
    if all(p.left_out for p in listed) and next(inner_points(task.region, around, known.center), None) is None:
        raise Unsupported(NO_POINT if not listed and known.bound and known.singular == frozenset() else NOT_FOUND)
    valued = yield from values(work, listed, bool(on_families(found_places)))
    return (yield from concluded(work, valued))


def _on_fold(work: Work, fold: Fold, bounded: bool) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """The candidates on a part of the region on which the function has no absolute values."""
    task, added = work.task, tuple(s.relation for s in fold.added)
    name = Name(task.letter, "scalar", (), task.variables)
    conditions = tuple(s.open for s in fold.used)
    yield Stage(
        "fold",
        task.function,
        {"added": added, "bars": tree.plain(task.function).has(Abs)},
        name,
        solve=False,
        equals=fold.function,
        conditions=conditions,
    )
    own = replace(task, function=fold.function, region=fold.region)
    made = parts(fold.region, bounded)
    part = Work(work.problem, own, made, replace(work.known, singular=singular(fold.function, fold.region)))
    out = yield from _candidates(part)
    work.complete &= part.complete
    return [replace(p, edge=made.edge(p.piece), function=fold.function) for p in out]


def _candidates(work: Work) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """Those inside, on every edge and at the corners."""
    places: list[ExtremePlace] = []
    constant: list[set[int]] = []
    for piece in work.parts.pieces:
        if work.left_out(piece) or any(c <= set(piece.active) for c in constant):
            continue
        mine = yield from candidates(work, piece)
        if any(p.letters == piece.graph.letters and p.conditions == curve(piece) for p in mine):
            constant.append(set(piece.active))  # by continuity the value is the same on its ends and edges
        places.extend(mine)
    corners: list[ExtremePlace] = []
    for piece in work.parts.pieces:
        if not work.left_out(piece):
            corners.extend((yield from _corners(work, piece)))
    listed = distinct([*places, *corners])
    shown = [p for p in distinct(corners) if p in listed]
    if corners:
        yield _listed(work, shown, [p for p in distinct(corners) if p not in listed])
    return [*places, *corners]


def _reduced(problem: Problem, task: Task) -> Generator[Stage, Expr, Task]:
    """Each equation that gives a variable is put into the function, and into the other equations."""
    left, put = list(task.region.equations), list[Equation]()
    while (used := isolate(task.region)) is not None:
        region = without(task.region, used)
        if not region.variables:
            break
        e = used.equation
        origin = left.pop(next(k for k, other in enumerate(task.region.equations) if other is e))
        told = {"v": used.variable, "equation": e, "origin": origin, "put": tuple(p for p in put if origin.has(p.left))}
        yield Stage("isolate", Equation(*e.args), told, solve=False, equals=used.solved)
        put.append(Equation(used.variable, used.value))
        letter = next(n for n in LETTERS if n not in {*problem.symbols, problem.letter, task.letter})
        value = {used.variable: used.value}
        back = {v: a.subs(value) for v, a in task.back.items()}
        name = Name(letter, "scalar", (), region.variables)
        law = Name(task.letter, "scalar", (), tuple(value.get(v, v) for v in task.variables))
        known = Signs(tuple(s.relation for s in region.sides), ())
        excluded = tuple(c for c in interior_conditions(Tuple(*back.values())) if isinstance(c, Ne) and not known.never_zero(c.args[0]))
        limits = chained([*region.equations, *(s.relation for s in region.sides)])
        facts = {"v": used.variable, "relations": limits, "left": region.variables, "excluded": excluded}
        function = yield Stage("reduced", tree.substitute(task.function, value), facts, name, shown=Shown(law=law))
        task = Task(function, letter, region, back)
    return task


def _existence(work: Work) -> Stage:
    """What is known beforehand of a greatest and a least value."""
    region, known = work.region, work.known
    missing = tuple(s.edge for k, s in enumerate(region.sides) if s.strict and k not in region.barred)
    compact = known.bound is not None and known.singular == frozenset()
    how = "open" if not compact else "closed" if region.whole else "closure"
    facts: dict[str, object] = {
        "how": how,
        "bound": known.bound,
        "missing": missing,
        "singular": bool(known.singular),
        "reduced": work.reduced,
    }
    facts |= {"relations": chained([*region.equations, *(s.relation for s in region.sides if not s.implied)])}
    corners = _polygon(work)
    facts |= {"corners": corners, "upright": len(corners) == 4 and all(len(s.inside.free_symbols) == 1 for s in region.sides)}
    facts |= {"implied": tuple(s.relation for s in region.sides if s.implied)}
    idle = tuple(s.relation for s in work.parts.idle if not s.implied)
    facts |= {"equations": len(region.equations), "edged": any(p.active for p in work.parts.pieces)}
    inside = next((p for p in work.parts.pieces if not p.active), None)
    facts |= {"parts": 0 if inside is None or inside.spans is None else len(inside.spans)}
    told = text("existence", {**facts, "idle": idle, "several": not region.thin}, *region.relations)
    return replace(told, claims=bounded_claims(known.bound) if compact else ())


def _polygon(work: Work) -> tuple[Tuple, ...]:
    """The corners of a region of the plane that has only straight sides, each with two of them; none of another region."""
    region = work.region
    corners = dict.fromkeys(Tuple(*(tree.evaluated(c[v]) for v in region.variables)) for c in work.parts.corners)
    straight = all(
        s.inside.is_polynomial(*region.variables) and Poly(s.inside, *region.variables).total_degree() == 1 for s in region.sides
    )
    if len(region.variables) != 2 or region.equations or not straight or not len(corners) == len(region.sides) > 2:
        return ()
    return tuple(corners)


def _corners(work: Work, piece: BoundaryPiece) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """The ends of an edge, and points that are given by as many sides as there are variables."""
    if piece.dimension == 0 and not piece.graph.free:
        edges = tuple(equality(u, piece.graph.letters) for u in piece.graph.left)
        solved = solve_system(System([Equation(*e.args) for e in edges], piece.graph.letters))
        if any(r.parameters for r in solved.roots):
            raise Unsupported("cannot do this: two edges meet at infinitely many points")
        work.complete &= solved.complete
        points = [{v: e.xreplace(r.at) for v, e in piece.graph.values.items()} for r in solved.roots]
        told = (*work.region.equations, *work.parts.edge(piece))
        yield system_stage("meet", solved, {"edges": told, "one": work.region.thin})
    else:
        points = [dict(piece.graph.values)] if piece.dimension == 0 else list(piece.ends)
    found = (point(work.region, piece, at) for at in points)
    return [replace(p, corner=True) for p in found if p is not None and not _without_value(work, p)]


def _without_value(work: Work, place: ExtremePlace) -> bool:
    """Whether a point lies on an edge on which the function need not have values."""
    left = [s for k, s in enumerate(work.region.sides) if s.strict and (work.known.singular is None or k in work.known.singular)]
    return any(sign_at(s.inside, place.at) == 0 for s in left)


def _listed(work: Work, places: Sequence[ExtremePlace], others: Sequence[ExtremePlace]) -> Stage:
    """The corners, those that lie on an edge with one value, or were found there, set apart."""
    facts = {"places": tuple(p.at for p in places), "others": tuple(p.at for p in others), "one": work.region.thin}
    return text("corners", facts, *(Tuple(*p.at.values()) for p in places))


def _facts(problem: Problem) -> dict[str, object]:
    shape = problem.origin.shape
    return {"shown": chained(problem.given["region"]), "said": None if shape is None else said((shape,))}


TOPIC = Topic(
    "Extreme values on a region",
    (Field("function", "function"), Field("region", "relations")),
    plan,
    ("max", "min"),
    defined_there=False,
    facts=_facts,
    constrained=True,
    edge_too=True,
)
