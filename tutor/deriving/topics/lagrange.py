"""Greatest and least values under equations: where the gradient is a combination of the gradients of the constraints."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sympy import Abs, Basic, Eq, Expr, Ge, Gt, Mul, Pow, S, Symbol, Tuple, exp, log
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.extrema.asserted import bounded_claims, regular_claims
from tutor.maths.extrema.compact import Bound, bounded
from tutor.maths.extrema.compare import compared, ranked
from tutor.maths.extrema.constrained import Candidate, Posed, by_remainder, candidates, constant_on, names, parallel, posed
from tutor.maths.extrema.existence import Free, Settled, Word, compactness, curve, settled, unbounded
from tutor.maths.extrema.far import Approach, at_ends
from tutor.maths.extrema.outer import inner, logarithm, without_roots
from tutor.maths.extrema.regular import Regularity, regularity
from tutor.maths.extrema.sampled import beaten
from tutor.maths.extrema.second_way import substituted
from tutor.maths.extrema.special import Fold, ZeroEdge, constant_edges, folds, nowhere, point_on, special_points, weakened
from tutor.maths.extrema.unfolded import Unfolded, unfolded
from tutor.maths.extrema.unrooted import unrooted
from tutor.maths.extrema.written import written
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Solved
from tutor.maths.solving.values import nice
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.constraint import ConstraintMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Lim, Name, System
from tutor.trees.zero_of import rounded

CONTRADICTION = "cannot do this: no point satisfies all constraints: they contradict each other"
NOT_SEEN = "cannot do this: the points that satisfy the conditions fill a curve on which it is not seen that the value stays the same"
UNPROVED = "cannot do this: it is not proved that all points are found where the gradients are parallel"


@dataclass(frozen=True, slots=True)
class Valued:
    """A candidate with its place in the variables of the problem, and the value of f there."""

    candidate: Candidate
    at: dict[Symbol, Expr]
    value: Expr


def plan(problem: Problem) -> Plan:
    """Existence, gradients, Lagrange's system, the values, what happens far away, and another way as a check."""
    if tree.plain(problem.given["objective"]).atoms(AppliedUndef):
        raise Unsupported("cannot do this: the function is not given by a formula")
    setting = posed(problem)
    goal = problem.given.get("goal", "both")
    words: tuple[Word, ...] = ("max", "min") if goal == "both" else (goal,)
    if len(setting.constraints) >= len(setting.variables):
        return (yield from _finite(problem, setting, words))
    setting = yield from _without_powers(setting)
    given = setting
    setting = yield from _simplified(problem, setting)
    setting, back = yield from _without_roots(problem, setting)
    setting = yield from _defined(setting)
    compact = compactness(setting)
    free = None if compact else unbounded(setting)
    facts = {"bound": compact, "several": len(setting.constraints) > 1, "free": free}
    yield _text("existence", setting, facts, claims=bounded_claims(compact) if compact else _solved_for(setting, free))
    bent = folds(setting)
    parts = unfolded(setting, always=bool(bent) or tree.plain(setting.objective).has(Abs))
    special = special_points(setting, [fold.variable for fold in bent])
    shape = {"ends": any(s.end for s in special), "plane": len(setting.variables) - len(setting.constraints) == 1}
    if parts:
        solved, others = None, (yield from _in_parts(parts))
        complete = all(s.complete for s in others)
    else:
        solved, others = yield from _whole(setting, shape)
        complete = solved.complete
    for found in special:
        yield system_stage("special", found.solved, {"where": (found.relation,), "end": found.end, **shape})
    on_folds = yield from _on_folds(setting, bent, shape)
    complete = complete and all(s.complete for s in on_folds)
    edges = constant_edges(setting)
    for edge in edges:
        yield _text("edge", setting, {"where": edge.relation, "value": edge.value, "letter": setting.letter})
    along = [e for e in edges if point_on(setting, e.variable) is not None]
    listed = [
        c
        for c in candidates(setting, solved, *others, *(s.solved for s in special), *on_folds)
        if not any(c.at[e.variable] == 0 for e in along)
    ]
    listed = [part for c in listed for part in by_remainder(setting.objective, c)]
    valued = yield from _values(problem, listed, back)
    valued += [_along(given, setting, back, e) for e in along]
    unseen = [e.value for e in edges if e not in along]
    renamed = {x: e for x, e in back.items() if x != e}
    return (yield from _conclusion(problem, given, setting, valued, unseen, words, compact, complete, renamed=renamed))


def _whole(setting: Posed, shape: Mapping[str, bool]) -> Generator[Stage, Expr, tuple[Solved, tuple[Solved, ...]]]:
    """Lagrange's system, and the points at which it may fail."""
    slopes, gradients = yield from _gradients(setting)
    solved = solve_system(_system(setting, slopes, gradients))
    facts = {"names": names(setting, setting.letter), "multipliers": setting.multipliers, "variables": setting.variables}
    facts |= {"letters": tuple(Name(c.letter, "∇") for c in setting.constraints), "nabla": Name(setting.letter, "∇")}
    yield system_stage("solve", solved, facts)
    irregular = regularity(setting, gradients)
    yield from _irregular(setting, irregular, gradients, shape)
    return solved, (() if irregular.solved is None else (irregular.solved,))


def _on_folds(
    setting: Posed, bent: Sequence[Fold], shape: Mapping[str, bool], held: tuple[Basic, ...] = (), done: tuple[Symbol, ...] = ()
) -> Generator[Stage, Expr, tuple[Solved, ...]]:
    """Where the function or a constraint bends: there a variable is 0, and the others give a problem of their own."""
    out: list[Solved] = []
    for fold in bent:
        where, inner = (*held, fold.relation), fold.posed
        found = list((yield from _in_parts(unfolded(inner, always=True), where)))
        within = folds(inner, done)
        for point in special_points(inner, (*done, *(f.variable for f in within))):
            yield system_stage("special", point.solved, {"where": (*where, point.relation), "end": point.end, **shape})
            found.append(point.solved)
        found += yield from _on_folds(inner, within, shape, where, done)
        out += map(fold.placed, found)
        done = (*done, fold.variable)
    return tuple(out)


def _in_parts(parts: Sequence[Unfolded], held: tuple[Basic, ...] = ()) -> Generator[Stage, Expr, tuple[Solved, ...]]:
    """The systems of the parts on which all absolute values have one form."""
    out = []
    for k, part in enumerate(replace(p, where=(*held, *p.where)) for p in parts):
        setting = part.posed
        slopes = yield from _slopes(setting, setting.objective, part.where)
        gradients = []
        for c in setting.constraints:
            gradients.append((yield from _slopes(setting, c.function, part.where)))
        solved = solve_system(_system(setting, slopes, gradients))
        irregular = regularity(setting, gradients)
        facts = {"where": part.where, "relations": tuple(c.relation for c in setting.constraints), "multipliers": setting.multipliers}
        facts |= {"letters": tuple(Name(c.letter, "∇") for c in setting.constraints), "nabla": Name(setting.letter, "∇")}
        facts |= {"bent": () if k else held}
        yield system_stage("part", solved, facts)
        out.append(solved)
        if irregular.solved is not None:
            yield system_stage("irregular", irregular.solved, {"letters": facts["letters"]})
            out.append(irregular.solved)
    return tuple(out)


def _slopes(setting: Posed, function: Expr, where: Sequence[Basic]) -> Generator[Stage, Expr, list[Expr]]:
    """The partial derivatives of a function that is so simple that they are read off: only compared, not told."""
    out = []
    for x in setting.variables:
        goal = Diff(function, x, *(v for v in setting.variables if v != x))
        slope = tree.plain(function).diff(x)
        out.append((yield Stage("slope", goal, {"where": where}, solve=False, equals=slope, shown=UNSAID)))
    return out


def _finite(problem: Problem, setting: Posed, words: Sequence[Word]) -> Generator[Stage, Expr, Answer]:
    """As many equations as variables: they leave single points, whose values are compared."""
    system = System([c.equation for c in setting.constraints], setting.variables, weakened(setting))
    solved = solve_system(system)
    if not solved.complete:
        raise Unsupported("cannot do this: it is not proved that all points are found that satisfy the constraints")
    if not solved.roots:
        raise Unsupported(CONTRADICTION)
    yield system_stage("finite", solved, {"equations": len(setting.constraints), "unknowns": len(setting.variables)})
    listed = candidates(setting, None, solved)
    if any(p for c in listed for p in c.parameters):
        raise Unsupported("cannot do this: one constraint follows from the others, and the points fill a curve; leave it out")
    valued = yield from _values(problem, listed, {v: v for v in setting.variables})
    return (yield from _conclusion(problem, setting, setting, valued, [], words, None, True, Settled(True, "finite")))


def _without_powers(setting: Posed) -> Generator[Stage, Expr, Posed]:
    """The problem with g = 0 for each constraint g^n = 0, whose gradient is 0 at all its points."""
    constraints = []
    for c in setting.constraints:
        g, n = tree.plain(c.function).as_base_exp()
        if not (n.is_Integer and n > 1):
            constraints.append(c)
            continue
        plain = replace(c, equation=Equation(g.expand(), S.Zero), function=g.expand())
        yield _text("power", setting, {"typed": c.relation, "plain": plain.relation})
        constraints.append(plain)
    return replace(setting, constraints=tuple(constraints))


def _without_roots(problem: Problem, setting: Posed) -> Generator[Stage, Expr, tuple[Posed, Mapping[Symbol, Expr]]]:
    """The problem with powers of new variables for those under roots, and each variable of the problem by them."""
    found = None
    if setting.objective is problem.given["objective"]:
        found = unrooted(setting, {*problem.symbols, setting.letter, *(c.letter for c in setting.constraints)})
    if found is None:
        return setting, {v: v for v in setting.variables}
    new = found.posed
    renamed = {x: e for x, e in found.back.items() if x != e}
    goal = At(setting.objective, found.back.keys(), found.back.values())
    facts = {
        "renamed": renamed,
        "old": tuple(renamed),
        "new": tuple(v for v in new.variables if v not in setting.variables),
        "even": tuple(r for r in new.conditions if r not in setting.conditions),
    }
    facts |= {"relations": tuple(c.relation for c in new.constraints), "letter": new.letter, "objective": new.objective}
    name = Name(new.letter, "scalar", (), new.variables)
    shown = Shown(terms=(name, tree.substitute(setting.objective, dict(renamed)), new.objective))
    yield Stage("unrooted", goal, facts, name, solve=False, equals=new.objective, conditions=new.conditions, shown=shown)
    return new, found.back


def _simplified(problem: Problem, setting: Posed) -> Generator[Stage, Expr, Posed]:
    """The problem with a simpler function, of which the given one is an increasing function, where that helps."""
    f = setting.objective
    below, domain = inner(f), _domain(f)
    positive = frozenset(v for v in setting.variables if Gt(v, S.Zero, evaluate=False) in setting.conditions)
    if below is None:
        found = without_roots(f, positive)
        if found is not None:
            below, domain = tree.product(*sorted(Mul.make_args(found[0]), key=str)), found[1]  # x^3 y: SymPy has y first
    how = "inner" if inner(f) is not None else "product"
    if below is None:
        closed = {v for v in setting.variables if v not in positive and any(r.has(v) for r in setting.conditions)}
        found = logarithm(f, setting.variables, closed)
        if found is not None:
            how, below = "logarithm", found[0]
            domain = tuple(r for r in found[1] if r not in setting.conditions and not r.lhs.is_positive)
    if below is None:
        return setting
    letter = next(n for n in ("u", "w", "s") if n not in {*problem.symbols, *(c.letter for c in setting.constraints)})
    yield _text("outer", setting, {"inner": below, "letter": letter, "f": f, "domain": domain, "how": how})
    return replace(setting, objective=below, letter=letter, conditions=(*setting.conditions, *domain), inside=(), simpler=True)


def _defined(setting: Posed) -> Generator[Stage, Expr, Posed]:
    """The problem without the conditions that a denominator is not 0, where the set is bounded and shown to keep to them."""
    if all(r.rel_op != "!=" for r in setting.inside) or bounded(setting.relations, setting.variables) is None:
        return setting
    kept = []
    for r in setting.inside:
        solved = nowhere(setting, r.lhs) if r.rel_op == "!=" else None
        if solved is None:
            kept.append(r)
        else:
            yield system_stage("defined", solved, {"u": r.lhs, "relations": setting.relations})
    return replace(setting, inside=tuple(kept))


def _domain(f: Expr) -> tuple[Basic, ...]:
    """Where the inside of a root or a logarithm may be."""
    u = inner(f)
    if u is None or isinstance(f, exp) or (isinstance(f, Pow) and f.exp.q % 2) or tree.plain(u).is_nonnegative:
        return ()
    return ((Gt if isinstance(f, log) else Ge)(u, S.Zero, evaluate=False),)


def _along(given: Posed, setting: Posed, back: Mapping[Symbol, Expr], edge: ZeroEdge) -> Valued:
    """The points of an edge as one candidate."""
    inner_at = {v: S.Zero if v == edge.variable else v for v in setting.variables}
    at = {x: S.Zero if edge.variable in e.free_symbols else x for x, e in back.items()}
    others = tuple(x for x, a in at.items() if a is not S.Zero)
    value = tree.plain(given.objective).subs({x: S.Zero for x, a in at.items() if a is S.Zero})
    return Valued(Candidate(inner_at, None, others, given.relations), at, value)


def _solved_for(setting: Posed, free: Free | None) -> tuple[Claim, ...]:
    """That the points of which it is said that they lie in no ball satisfy the equations."""
    if free is None:
        return ()
    return tuple(Claim(tree.plain(c.function).expand().subs(free.values), S.Zero, free.where) for c in setting.constraints)


def _text(words: str, setting: Posed, facts: Mapping[str, object], shown: Shown = UNSAID, claims: tuple[Claim, ...] = ()) -> Stage:
    """A stage that is only said."""
    told = {
        "relations": tuple(c.relation for c in setting.constraints),
        "conditions": setting.conditions,
        "variables": setting.variables,
        **facts,
    }
    return Stage(words, Tuple(*setting.relations), told, kept=True, shown=shown, claims=claims)


def _gradients(setting: Posed) -> Generator[Stage, Expr, tuple[list[Expr], list[list[Expr]]]]:
    """The partial derivatives of f, then of every constraint."""

    def partials(function: Expr, letter: str) -> Generator[Stage, Expr, list[Expr]]:
        out = []
        for x in setting.variables:
            held = tuple(v for v in setting.variables if v != x)
            facts = {"x": x, "held": held, "of": letter}
            out.append((yield Stage("partial", Diff(function, x, *held), facts, Name(letter, "", (x,)))))
        return out

    slopes = yield from partials(setting.objective, setting.letter)
    rows = []
    for c in setting.constraints:
        called = Name(c.letter, "scalar", (), setting.variables)
        yield Stage("constraint", c.function, {"relation": c.relation, "letter": c.letter}, called, kept=True)
        rows.append((yield from partials(c.function, c.letter)))
    return slopes, rows


def _system(setting: Posed, slopes: Sequence[Expr], gradients: Sequence[Sequence[Expr]]) -> System:
    """∇f = λ ∇g with the constraints."""
    conditions = [parallel(slope, setting.multipliers, tuple(row[k] for row in gradients)) for k, slope in enumerate(slopes)]
    equations = [*conditions, *(c.equation for c in setting.constraints)]
    return System(equations, (*setting.variables, *setting.multipliers), setting.asked)


def _irregular(
    setting: Posed, found: Regularity, gradients: Sequence[Sequence[Expr]], shape: Mapping[str, bool]
) -> Generator[Stage, Expr, None]:
    """What is said of the points at which the gradients of the constraints depend."""
    letters = tuple(Name(c.letter, "∇") for c in setting.constraints)
    facts = {"how": found.how, "letters": letters, "off": found.point, "columns": found.columns, "minor": found.minor, **shape}
    if found.solved is None:
        yield _text("regular", setting, facts, claims=regular_claims(setting, found))
    else:
        yield system_stage("irregular", found.solved, facts)


def _values(problem: Problem, listed: Sequence[Candidate], back: Mapping[Symbol, Expr]) -> Generator[Stage, Expr, list[Valued]]:
    """f at every candidate; one alone has its line, more stand in a table. `back` gives the variables of the problem."""
    out: list[Valued] = []
    f = problem.given["objective"]
    for c in listed:
        at = {x: written(c.at[e] if e in c.at else nice(tree.plain(e).subs(c.at))) for x, e in back.items()}
        multipliers = None if c.multipliers is None else tuple(map(written, c.multipliers))
        there = Name(problem.letter, "scalar", (), at.values())
        facts = {"at": at, "conditions": c.conditions if c.parameters else ()}
        value = yield Stage("value", At(f, at.keys(), at.values()), facts, there, shown=Shown(line=len(listed) == 1))
        if set(c.parameters) & tree.plain(value).free_symbols:
            found = constant_on(value, c)
            if found is None:
                raise Unsupported(NOT_SEEN)
            number, everywhere = found
            facts = {"conditions": c.conditions, "number": number}
            value = yield Stage("constant", everywhere, facts, solve=False, equals=number, shown=UNSAID)
        out.append(Valued(replace(c, multipliers=multipliers), at, value))
    return out


def _conclusion(
    problem: Problem,
    given: Posed,
    setting: Posed,
    valued: Sequence[Valued],
    edges: Sequence[Expr],
    words: Sequence[Word],
    compact: Bound | None,
    complete: bool,
    known: Settled | None = None,
    renamed: Mapping[Symbol, Expr] | None = None,
) -> Generator[Stage, Expr, Answer]:
    """Which of the values are the greatest and the least of all, by what is `known` or by what is found; a side may stay open.

    `setting` is the problem `given` as it was worked on; `edges` are values along edges of which it is not seen whether they have a point.
    """
    groups = ranked([v.value for v in valued])
    if not valued and compact is None and _contradictory(setting):
        raise Unsupported(CONTRADICTION)
    if len(valued) > 1:
        yield _table(setting, problem, valued, renamed or {})
    ends = None
    if compact is None and known is None:
        found = curve(setting)
        ends = None if found is None else at_ends(setting.objective, found)
    fields: dict[str, object] = {}
    multipliers: dict[Basic, object] = {}
    decided: dict[Word, tuple[Settled, list[Valued]]] = {}
    left: dict[Word, str] = {}
    for word in words:
        best = [] if not groups else [valued[k] for k in groups[-1 if word == "max" else 0]]
        level = None if not best else _level(problem, setting, best[0])
        if any(level is None or compared(level, e) != (1 if word == "max" else -1) for e in edges):
            left[word] = f"cannot do this: the {word}imum may be taken along a whole edge; ask for extrema_on_region"
            continue
        multiplied = best[0].candidate.multipliers if best and not best[0].candidate.parameters else None
        how = known or settled(setting, word, level, compact, ends, complete, multiplied)
        if how is None:
            left[word] = f"cannot do this: it is not shown whether there is a {word}imum" if complete else UNPROVED
            continue
        better = beaten(setting, word, level) if how.taken and how.by != "finite" else None
        if better is not None:
            raise Unsupported(f"cannot do this: a point was found that goes beyond every candidate for the {word}imum")
        decided[word] = how, best
    if not decided:
        raise Unsupported(next(iter(left.values())))
    yield from _edges_out(setting, [how for how, _ in decided.values()])
    yield from _far_away(setting, {word: how for word, (how, _) in decided.items()}, ends if compact is None else None)
    for word, (how, best) in decided.items():
        facts = {
            "word": word,
            "how": how.by,
            "taken": how.taken,
            **how.facts,
            "best": _said(best),
            "compact": compact,
            "letter": setting.letter,
            "simpler": setting.simpler,
            "asked": problem.letter,
        }
        last = word == next(reversed(decided))
        yield _text("decide", setting, facts, Shown(line=False, map=_map(problem, given, valued, decided)) if last else UNSAID)
        fields[word] = _field(best) if how.taken else None
    if left:
        yield _text("open", setting, {"words": tuple(left), "bound": compact})
        fields["undecided"] = tuple(left)
    meaning: list[tuple[Word, Valued]] = []
    for word, (how, best) in decided.items():
        found_ = best[0].candidate.multipliers if how.taken else None
        if found_ is not None and given.objective is setting.objective and not best[0].candidate.parameters:
            multipliers[word] = dict(zip(setting.multipliers, found_, strict=True))
            if len({v.candidate.multipliers for v in best}) == 1:
                meaning.append((word, best[0]))
    if meaning:
        yield _sensitivity(setting, meaning)
    yield from _check(problem, setting, decided)
    return Answer(fields | ({"multipliers": multipliers} if multipliers else {}))


def _contradictory(setting: Posed) -> bool:
    """Whether it is proved that no point satisfies all constraints."""
    return nowhere(setting) is not None


def _map(problem: Problem, given: Posed, valued: Sequence[Valued], decided: Mapping[Word, tuple[Settled, list[Valued]]]) -> ConstraintMap:
    """The constraint touching the level curves of f, for two variables."""
    marked = {word: best if how.taken else [] for word, (how, best) in decided.items()}
    rest = [v for v in valued if not any(v in best for best in marked.values())]
    most, least, others = (tuple(tuple(v.at.values()) for v in vs) for vs in (marked.get("max", []), marked.get("min", []), rest))
    return ConstraintMap(given.objective, problem.letter, given.variables, given.relations, most, least, others)


def _level(problem: Problem, setting: Posed, best: Valued) -> Expr:
    """The value of the function in the system, where f itself may be an increasing one of it."""
    if setting.objective is problem.given["objective"]:
        return tree.plain(best.value)
    at = {v: tree.plain(a) for v, a in best.candidate.at.items()}
    found = constant_on(tree.plain(setting.objective).xreplace(at), best.candidate)
    assert found is not None, "f is a function of it, and constant"
    return found[0]


def _field(best: Sequence[Valued]) -> dict[str, object]:
    """One side of the answer; `where` tells which points of a curve are meant."""
    where = tuple(dict.fromkeys(r for v in best if v.candidate.parameters for r in v.candidate.conditions))
    running = tuple(dict.fromkeys(p for v in best for p in v.candidate.parameters if p.is_integer))
    found = {"value": best[0].value, "at": [dict(v.at) for v in best]}
    return found | ({"where": where} if where else {}) | ({"parameters": running} if running else {})


def _said(best: Sequence[Valued]) -> dict[str, object] | None:
    """The best candidates for the words."""
    return None if not best else {"value": best[0].value, "at": tuple(v.at for v in best)}


def _table(setting: Posed, problem: Problem, valued: Sequence[Valued], renamed: Mapping[Symbol, Expr]) -> Stage:
    rows = tuple((Tuple(*v.at.values()), v.value) for v in valued)
    about = rounded(*(cell for row in rows for cell in row))
    return _text("compare", setting, {"letter": problem.letter, "renamed": renamed, "rounded": about}, Shown(line=False, table=Table(rows)))


def _edges_out(setting: Posed, decided: Sequence[Settled]) -> Generator[Stage, Expr, None]:
    """The values on the edges that do not belong to the set, where they are looked at."""
    for edge in dict.fromkeys(e for how in decided for e in how.facts.get("edges_out", ())):
        goal = At(setting.objective, edge.at.keys(), edge.at.values())
        there = Name(setting.letter, "scalar", (), edge.at.values())
        yield Stage("edge_out", goal, {"where": edge.relation}, there, solve=False, equals=edge.value)


def _far_away(setting: Posed, decided: Mapping[Word, Settled], ends: Sequence[Approach] | None) -> Generator[Stage, Expr, None]:
    """The limits on which the decisions rest, each a claim."""
    shown: dict[Approach | tuple[Any, ...], Approach] = {}
    for how in decided.values():
        for a in (*(how.facts.get("ends", ())), *([how.facts["approach"]] if "approach" in how.facts else [])):
            shown.setdefault((tuple(a.values.items()), a.end), a)
    before: dict[Any, Any] | None = None
    whole = (
        all("ends" in how.facts for how in decided.values() if "approach" in how.facts)
        and len({tuple(a.path.items()) for a in shown.values()}) == 1
    )
    edge = any(a.at_edge for a in shown.values())
    for a in shown.values():
        goal = Lim(a.along, (a.letter,), (a.end.at,), a.end.side)
        facts = {"along": a.path, "count": len(setting.constraints), "again": a.path == before, "letter": setting.letter, "whole": whole}
        facts["edge"] = edge
        yield Stage("far", goal, facts | {"there": tuple(a.values.values())}, solve=False, equals=a.value)
        before = a.path


def _sensitivity(setting: Posed, meaning: Sequence[tuple[Word, Valued]]) -> Stage:
    rows = tuple((word, tuple(zip(setting.multipliers, v.candidate.multipliers or (), strict=True))) for word, v in meaning)
    return _text("sensitivity", setting, {"rows": rows, "multipliers": setting.multipliers})


def _check(problem: Problem, setting: Posed, decided: Mapping[Word, tuple[Settled, list[Valued]]]) -> Generator[Stage, Expr, None]:
    """Another way, where one constraint gives a variable by the others: the slopes of what is left are 0 at the point found."""
    for how, best in decided.values():
        if not how.taken or best[0].candidate.multipliers is None or best[0].candidate.parameters:
            continue
        found = substituted(setting, best[0].candidate.at)
        if found is not None:
            yield Stage("substitution", found.goal, found.facts, check=True, equals=found.equals)
            return


def _asked(problem: Problem) -> dict[str, object]:
    """How many equations there are, and whether they leave `single` points only."""
    count = sum(isinstance(r, Eq) for r in problem.given["constraints"])
    return {"equations": count, "single": count >= len(problem.variables)}


TOPIC = Topic(
    "Lagrange multipliers",
    (
        Field("objective", "function"),
        Field("constraints", "relations"),
        Field("goal", "choice", required=False, choices=("max", "min", "both")),
    ),
    plan,
    ("max", "min", "multipliers", "undecided"),
    defined_there=False,
    decimals=True,
    facts=_asked,
    constrained=True,
)
