"""The end of a problem on a region: the values at all candidates, which of them is an extremum and why, and what was seen elsewhere."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

from sympy import Dummy, Eq, Expr, Pow, Rational, S, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.extrema.asserted import fading_claims, sign_claims
from tutor.maths.extrema.constrained import Constraint, Posed
from tutor.maths.extrema.decided import WORDS, Decision, Valued, Word, both
from tutor.maths.extrema.look import Seen, beyond, box, seen
from tutor.maths.extrema.places import ExtremePlace, on_family
from tutor.maths.extrema.region import sign_at
from tutor.maths.extrema.sampled import beaten
from tutor.maths.extrema.task import Task
from tutor.maths.extrema.work import Work, text
from tutor.maths.extrema.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.solving.values import decimal
from tutor.model import Answer, Claim
from tutor.printing.figures.curve import GraphMap
from tutor.printing.figures.picture import Picture
from tutor.printing.figures.region import RegionMap, WholeEdge
from tutor.rule import Stage
from tutor.shown import UNSAID, Phrase, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Equation, Lim, Name
from tutor.trees.zero_of import rounded


def values(work: Work, listed: Sequence[ExtremePlace], on_families: bool) -> Generator[Stage, Expr, list[Valued]]:
    """The value at every candidate, by the function of the problem; only said in the table. Some may be points of the families listed."""
    problem, out = work.problem, []
    f = problem.given["function"]
    for p in listed:
        at = work.task.point(p.at)
        name, shown = Name(problem.letter, "scalar", (), at.values()), UNSAID
        if p.letters:
            here = tree.plain(f).xreplace(at) if p.function is None else tree.plain(p.function).xreplace(p.at)
            value = on_family(here, p)
            if value is None:
                raise Unsupported("cannot do this: candidates fill a curve on which it is not seen that the value stays the same")
            shown = Shown(line=False, terms=(name, tree.placed(f, at), value))
            at = work.task.point(p.sample)
        goal = At(f, at.keys(), at.values())
        for u in _zero_radicands(f, at):
            # balls say nothing of a root at 0, so that 0 is put below the root where the radicand was shown to be 0
            yield Stage("vanishes", At(u, at.keys(), at.values()), equals=S.Zero, check=True, shown=UNSAID)
            w = Dummy("w", real=True)
            goal = At(goal.expr.xreplace({u: w}), (*goal.point, w), (*goal.point.values(), S.Zero))
        found = yield Stage("value", goal, {}, name, shown=shown)
        out.append(Valued(p, found))
    if out:
        rows = tuple(
            (str(k), _where(work, v.place), Tuple(*_shown_at(work, v.place).values()), v.value) for k, v in enumerate(out, start=1)
        )
        facts = {
            "letter": problem.letter,
            "alone": len(out) == 1 and not on_families,
            "rounded": rounded(*(cell for row in rows for cell in row)),
        }
        facts["family"] = max(len(p.letters) for p in listed) if on_families else None
        yield text("compare", facts, *(v.value for v in out), shown=Shown(line=False, table=Table(rows)))
    return out


def _zero_radicands(f: Expr, at: Mapping[Symbol, Expr]) -> tuple[Expr, ...]:
    """What stands under roots of even order in a held tree and is 0 at a point."""
    roots = {p.base for p in f.atoms(Pow) if isinstance(p.exp, Rational) and p.exp.q % 2 == 0 and p.base.free_symbols}
    return tuple(u for u in roots if sign_at(tree.plain(u), at) == 0)


def _shown_at(work: Work, place: ExtremePlace) -> dict[Symbol, Expr]:
    """The point of the problem, each coordinate in the form in which one writes it."""
    return {v: written(e) for v, e in work.task.point(place.at).items()}


def _where(work: Work, place: ExtremePlace) -> object:
    """Where a candidate lies, as a cell of the table."""
    if place.corner:
        return Phrase("end" if work.region.thin else "corner")
    edge = (*work.region.equations, *(work.parts.edge(place.piece) if place.edge is None else place.edge))
    return edge or Phrase("inside")


def concluded(work: Work, valued: Sequence[Valued]) -> Generator[Stage, Expr, Answer]:
    """Both sides, what was seen at many other points, and the answer."""
    task = work.task
    around = box([v.place.sample for v in valued], task.region.variables) if valued else work.around
    decided = both(task, valued, work.known)
    looked = _looked(task, decided, around)
    for word, d in decided.items():
        yield from _shown(task, word, d)
        near = None if d.taken or not d.best else {v: written(e) for v, e in task.point(d.best[0].place.sample).items()}
        facts = {
            "word": word,
            "how": d.by,
            "taken": d.taken,
            "best": d.best[0].value if d.best else None,
            "near": near,
            "thin": task.region.thin,
            **d.facts,
        }
        said = text("decide", facts, shown=Shown(line=False, map=_map(work, valued, decided)) if word == WORDS[-1] else UNSAID)
        yield replace(said, claims=_claims(task, word, d))
    if not work.complete:
        yield text("incomplete", {})
    if looked is not None and all(d.taken for d in decided.values()):
        yield text("seen_many", {"count": looked.count, "max": decided["max"].best[0].value, "min": decided["min"].best[0].value})
    fields: dict[str, dict[str, object] | None] = {word: _field(work, d) for word, d in decided.items()}
    return Answer(fields, {k: fact for word, field in fields.items() for k, fact in _curves(word, field).items()})


def _curves(word: str, field: Mapping[str, Any] | None) -> dict[str, object]:
    """The curves of the families of one side for the words, and whether each family has its own."""
    where = (field or {}).get("where", ())
    apart = bool(where) and isinstance(where[0], tuple)
    listed = chain.from_iterable(where) if apart else where
    return {f"{word}_curves": tuple(dict.fromkeys(r for r in listed if isinstance(r, Eq))), f"{word}_apart": apart}


def _claims(task: Task, word: Word, decision: Decision) -> tuple[Claim, ...]:
    """What the words of a decision assert."""
    if decision.by == "sign":
        facts = decision.facts
        return sign_claims(task.function, facts["value"], facts["form"], word == "max", task.region)
    return fading_claims(task.function, task.region) if decision.by == "fades" and not task.region.equations else ()


def _looked(task: Task, decided: Mapping[Word, Decision], around: Sequence[tuple[float, float]]) -> Seen | None:
    """The values at many points of the region. `Unsupported` where one of them goes beyond what was found."""
    best = {word: tree.plain(d.best[0].value) for word, d in decided.items() if d.best}
    looked = None if task.region.equations else seen(task.function, task.region, around)
    for word, level in best.items():
        if task.region.equations:
            wrong = beaten(_posed(task), word, level) is not None
        else:
            top = None if looked is None else looked.high if word == "max" else looked.low
            wrong = top is not None and not level.free_symbols and beyond(top, decimal(level), word == "max")
        if wrong:
            raise Unsupported(f"cannot do this: a point was met that goes beyond every candidate for the {word}imum")
    return looked


def _shown(task: Task, word: Word, decision: Decision) -> Generator[Stage, Expr, None]:
    """What shows that there is no extremum: a limit, or a value."""
    found = decision.facts
    for a in (*found.get("approaches", ()), *((found["approach"],) if "approach" in found else ())):
        goal = Lim(a.along, (a.letter,), (a.end.at,), a.end.side)
        name = Lim(Name(task.letter, "scalar", (), a.values.values()), (a.letter,), (a.end.at,), a.end.side)
        yield Stage(
            "far",
            goal,
            {"along": dict(a.values), "t": a.letter, "word": word, "single": len(task.variables) == 1, "end": a.end.at},
            name,
            solve=False,
            equals=a.value,
        )
    if decision.by == "beyond":
        q = decision.facts["at"]
        yield Stage("higher", At(task.function, q.keys(), q.values()), {"word": word, "at": q}, Name(task.letter, "scalar", (), q.values()))


def _map(work: Work, valued: Sequence[Valued], decided: Mapping[Word, Decision]) -> Picture:
    """The region with its candidates, or the graph over an interval, for the page to show where it can."""
    task = work.task
    relations = (*task.region.equations, *(s.relation for s in task.region.sides if not s.implied))
    points = tuple(tuple(v.place.sample[x] for x in task.variables) for v in valued)
    largest, least = ({k for k, v in enumerate(valued) if d.taken and v in d.best} for d in decided.values())
    if len(task.variables) == 1 and not task.region.equations:
        kinds = ["max" if k in largest else "min" if k in least else "other" for k in range(len(points))]
        marked = tuple((p[0], kind) for p, kind in zip(points, kinds, strict=True))
        ends = sorted((p[0] for p, v in zip(points, valued, strict=True) if v.place.corner), key=float)
        interval = (ends[0], ends[1]) if len(ends) == 2 else None
        sides = tuple(s.inside for s in task.region.sides)
        return GraphMap(task.function, task.letter, task.variables[0], marked, interval, inside=sides)
    edges = {k: e for k, v in enumerate(valued) if (e := _edge(v.place, task.variables)) is not None}
    return RegionMap(task.function, task.letter, task.variables, relations, points, largest, least, edges)


def _edge(place: ExtremePlace, variables: Sequence[Symbol]) -> WholeEdge | None:
    """A candidate that is a whole piece, where its letter runs between two numbers."""
    spans = [s for s in place.piece.spans or () if not s.point]
    if len(place.letters) != 1 or place.conditions or len(spans) != 1 or spans[0].low.is_infinite or spans[0].high.is_infinite:
        return None
    return WholeEdge(tuple(place.at[x] for x in variables), place.letters[0], spans[0].low, spans[0].high)


def _posed(task: Task) -> Posed:
    """The task with its equations as constraints."""
    equations = [Equation(*e.args) for e in task.region.equations]
    multipliers = (Symbol(f"m{k}", real=True) for k in count())
    constraints = (Constraint(e, tree.total(e.left, tree.negative(e.right)), "g", m) for e, m in zip(equations, multipliers, strict=False))
    return Posed(task.function, task.letter, task.variables, tuple(constraints), tuple(s.relation for s in task.region.sides), ())


def _mirrored(work: Work, at: dict[Symbol, Expr]) -> list[dict[Symbol, Expr]]:
    """A point and those that one gets by changing the signs that do not matter."""
    out = [at]
    for v in work.mirrors:
        out += [{**p, v: written(tree.plain(-p[v]))} for p in out if p[v] != 0]
    return out


def _field(work: Work, decision: Decision) -> dict[str, object] | None:
    """The side of the answer; `where` says how far the letters of families run: for all alike, or else for each point of `at`."""
    if decision.by == "open":
        return {"decided": False}
    if not decision.taken:
        return None
    at, each = [], []
    for v in decision.best:
        where = (*v.place.where, *_kept_to(work, v.place))
        for p in _mirrored(work, _shown_at(work, v.place)):
            at.append(p)
            each.append(where)
    found = {"value": decision.best[0].value, "at": at}
    if not any(each) and not any(e.free_symbols & p.keys() for p in at for e in p.values()):
        return found
    return found | {"where": each[0] if len(set(each)) == 1 else tuple(each)}


def _kept_to(work: Work, place: ExtremePlace) -> tuple[Relational, ...]:
    """The sides of the region that a curve of points need not keep to by itself."""
    if not any(isinstance(c, Eq) for c in place.conditions):
        return ()
    region = work.region
    out = []
    for k, s in enumerate(region.sides):
        if k in place.piece.active or s.implied:
            continue
        there = on_family(s.inside.xreplace(place.at), place)
        if there is None or sign_of(there) not in ((1,) if s.strict else (0, 1)):
            out.append(s.relation.func(*(a.xreplace(place.at) for a in s.relation.args), evaluate=False))
    return tuple(out)
