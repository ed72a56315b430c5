"""Greatest and least values under inequalities: the conditions of Karush, Kuhn and Tucker, case by case."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sympy import Basic, Expr, Lt, S, StrictGreaterThan, StrictLessThan, Symbol, Tuple
from sympy.core.function import AppliedUndef

from tutor.deriving.arrange import Arranger
from tutor.errors import Unsupported
from tutor.maths.extrema.asserted import bounded_claims, convex_claim
from tutor.maths.extrema.compact import Bound
from tutor.maths.extrema.compare import compared, ranked
from tutor.maths.extrema.constrained import Candidate, constant_on, parallel
from tutor.maths.extrema.existence import Settled, Word, compactness, settled, sufficient
from tutor.maths.extrema.inequalities import MOST_CASES, Inequality, Program, excluded, feasible, program
from tutor.maths.extrema.numeric_page import numerically
from tutor.maths.extrema.pinned import pinned, stretch
from tutor.maths.extrema.qualified import Qualified, qualified
from tutor.maths.extrema.sampled import beaten
from tutor.maths.extrema.written import written
from tutor.maths.numbers import decided
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Root
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.region import RegionMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Phrase, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, System, Vector
from tutor.trees.zero_of import rounded

GOALS = ("max", "min", "both")
UNDETERMINED = "cannot do this: where the gradients of the constraints depend it is not shown which signs the multipliers can have"


@dataclass(frozen=True, slots=True)
class CaseSolution:
    """A solution of one case: the point, its multipliers, what it violates, and for which goals the signs are right."""

    number: int
    active: tuple[Inequality, ...]
    at: dict[Symbol, Expr]
    multipliers: tuple[tuple[Symbol, Expr], ...]
    violated: tuple[Inequality, ...]
    right_for: tuple[Word, ...]
    regular: bool = True  # else the gradients of the active constraints depend on each other, and no multipliers are needed


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of solutions: its general point, the value on it, and the line it is, where a stretch satisfies all constraints."""

    general: Tuple
    value: Expr
    line: dict[Symbol, Expr] | None

    def through(self, at: Mapping[Symbol, Expr]) -> bool:
        """Whether a point lies on the line."""
        return self.line is not None and all(tree.plain(e).xreplace(at).equals(at[v]) for v, e in self.line.items())


def plan(problem: Problem) -> Plan:
    """The Lagrangian and its conditions, one system for every set of active inequalities, the table, and why the best is best."""
    if tree.plain(problem.given["objective"]).atoms(AppliedUndef):
        raise Unsupported("cannot do this: the function is not given by a formula")
    setting = program(problem)
    goal = problem.given.get("goal", "both")
    words: tuple[Word, ...] = ("max", "min") if goal == "both" else (goal,)
    minus = goal == "min"  # then L = f + μ g, else L = f - μ g: the multipliers of a solution are not negative either way
    sets = list(setting.active_sets())
    measured = problem.origin.decimals and not tree.plain(setting.posed.objective).is_polynomial(*setting.variables)
    if measured or len(sets) > MOST_CASES:
        return (yield from numerically(setting, problem.letter, words, len(sets)))
    compact = compactness(setting.posed)
    yield from _standard(setting, goal)
    slopes, theirs = yield from _gradients(problem, setting)
    yield _conditions(setting, slopes, theirs, minus)
    enough = sufficient(setting.posed, words[0]) if len(words) == 1 else None
    qualification = qualified(setting)
    if enough is None:
        told = {"how": qualification.how, "point": qualification.point, "apart": qualification.apart, "empty": len(qualification.empty)}
        yield _text("qualified", setting, told, claims=_slater(setting, qualification))
        for solved, active in qualification.empty:
            count = len(active) + len(setting.equations)
            facts = {"active": active, "several": count > 1, "always": count > len(setting.variables)}
            yield system_stage("independent", solved, facts)
    else:
        yield _text("sufficiency", setting, {"word": words[0], **enough.facts}, claims=(_bends(setting, words[0], enough, True),))
    found: list[CaseSolution] = []
    curves: list[Curve] = []
    for number, active in enumerate(sets, start=1):
        points, values = yield from _case(setting, number, active, slopes, theirs, minus, words, found)
        found += points
        curves += values
        if enough is not None and any(not p.violated and p.right_for for p in points):
            if number < len(sets):
                yield _text("stopped", setting, {"left": len(sets) - number, "word": words[0]})
            return (yield from _conclusion(problem, setting, found, curves, words, compact, enough))
    found += yield from _irregular(setting, qualification, len(sets), words)
    return (yield from _conclusion(problem, setting, found, curves, words, compact))


def _closed(setting: Program, level: bool) -> bool:
    """Whether the set is seen to be closed (for `level` that of its points at which f is good enough): weak relations of polynomials."""
    functions = [c.function for c in setting.constraints] + ([setting.posed.objective] if level else [])
    strict = any(isinstance(r, StrictLessThan | StrictGreaterThan) for r in setting.posed.conditions)
    return not strict and all(tree.plain(f).is_polynomial(*setting.variables) for f in functions)


def _text(words: str, setting: Program, facts: Mapping[str, object], shown: Shown = UNSAID, claims: tuple[Claim, ...] = ()) -> Stage:
    """A stage that is only said."""
    relations = (*(c.relation for c in setting.equations), *(c.relation for c in setting.inequalities))
    told = {"inequalities": setting.inequalities, "equations": setting.equations, "relations": relations, **facts}
    return Stage(words, Tuple(*relations), told, kept=True, shown=shown, claims=claims)


def _slater(setting: Program, found: Qualified) -> tuple[Claim, ...]:
    """That the constraints are convex, and hold strictly at the point."""
    if found.how != "slater" or found.point is None:
        return ()
    bent = (convex_claim(c.function, setting.variables, True, False, setting.posed.conditions) for c in setting.inequalities)
    inside = (stated(Lt(tree.plain(c.function).xreplace(found.point), 0, evaluate=False)) for c in setting.inequalities)
    return (*bent, *inside)


def _bends(setting: Program, word: Word, how: Settled, strict: bool) -> Claim:
    """That the function bends as it is said to: everywhere where its second derivatives are constant, else where the constraints hold."""
    if how.facts.get("constant") and not setting.equations:
        return convex_claim(setting.posed.objective, setting.variables, word == "min", strict)
    where = setting.posed.conditions if setting.equations else (*(c.relation for c in setting.inequalities), *setting.posed.conditions)
    return convex_claim(setting.posed.objective, setting.variables, word == "min", strict, where)


def _standard(setting: Program, goal: str) -> Generator[Stage, Expr, None]:
    """Every constraint as a function that is at most 0, or 0."""
    yield _text("standard", setting, {"goal": goal, "repeated": setting.repeated})
    for c in setting.constraints:
        called = Name(c.letter, "scalar", (), setting.variables)
        facts = {"relation": c.relation, "multiplier": c.multiplier, "inequality": isinstance(c, Inequality)}
        yield Stage("constraint", c.function, facts, called, kept=True)


def _gradients(problem: Problem, setting: Program) -> Generator[Stage, Expr, tuple[list[Expr], dict[Symbol, list[Expr]]]]:
    """The partial derivatives of f, then of every constraint, by its multiplier."""

    def partials(function: Expr, letter: str) -> Generator[Stage, Expr, list[Expr]]:
        out = []
        for x in setting.variables:
            name = Name(letter, "∂", (x,)) if "_" in letter else Name(letter, "", (x,))
            facts = {"x": x, "held": problem.held(x)}
            shown = Shown(line=not _linear(function, x))
            out.append((yield Stage("partial", Diff(function, x, *problem.held(x)), facts, name, shown=shown)))
        if any(_linear(function, x) for x in setting.variables):  # what is seen at once has no line of its own
            yield Stage("gradient", Vector(*out), {}, Name(letter, "∇"), kept=True)
        return out

    slopes = yield from partials(setting.posed.objective, setting.posed.letter)
    theirs: dict[Symbol, list[Expr]] = {}
    for c in setting.constraints:
        theirs[c.multiplier] = yield from partials(c.function, c.letter)
    return slopes, theirs


def _linear(function: Expr, x: Symbol) -> bool:
    """Whether the slope can be read off: a number."""
    return bool(tree.plain(function).diff(x).is_number)


def _stationary(
    setting: Program, slopes: Sequence[Expr], theirs: Mapping[Symbol, Sequence[Expr]], active: Sequence[Inequality], minus: bool
) -> list[Equation]:
    """∇f = λ ∇h + μ ∇g over the active inequalities, with -μ for a minimum."""
    used = [*(c.multiplier for c in setting.equations), *(c.multiplier for c in active)]
    signs = [S.One] * len(setting.equations) + [S.NegativeOne if minus else S.One] * len(active)
    rows = [[tree.evaluated(s * theirs[m][k]) for s, m in zip(signs, used, strict=True)] for k in range(len(slopes))]
    return [parallel(slope, used, row) for slope, row in zip(slopes, rows, strict=True)]


def _conditions(setting: Program, slopes: Sequence[Expr], theirs: Mapping[Symbol, Sequence[Expr]], minus: bool) -> Stage:
    equations = _stationary(setting, slopes, theirs, setting.inequalities, minus)
    products = tuple(
        Equation(tree.product(c.multiplier, Name(c.letter, "scalar", (), setting.variables)), S.Zero) for c in setting.inequalities
    )
    facts = {
        "law": _law(setting, minus),
        "stationary": tuple(map(Arranger(setting.variables).unless_typed, equations)),
        "complementary": products,
        "multipliers": tuple(c.multiplier for c in setting.inequalities),
        "minus": minus,
        "letter": setting.posed.letter,
        "apart": tuple((a.equation, b.equation) for a, b in setting.apart),
        "most": setting.most if setting.most < len(setting.inequalities) else None,
        "beside": len(setting.equations),
    }
    return _text("conditions", setting, facts)


def _law(setting: Program, minus: bool) -> Equation:
    """The condition by the names of the gradients."""
    terms = [tree.product(c.multiplier, Name(c.letter, "∇")) for c in setting.constraints]
    signed = [tree.negative(t) if minus and isinstance(c, Inequality) else t for c, t in zip(setting.constraints, terms, strict=True)]
    return Equation(Name(setting.posed.letter, "∇"), tree.total(*signed))


def _case(
    setting: Program,
    number: int,
    active: tuple[Inequality, ...],
    slopes: Sequence[Expr],
    theirs: Mapping[Symbol, Sequence[Expr]],
    minus: bool,
    words: Sequence[Word],
    before: Sequence[CaseSolution],
) -> Generator[Stage, Expr, tuple[list[CaseSolution], list[Curve]]]:
    """One system: these inequalities with equality, the multipliers of the others 0. `before` is what earlier cases have."""
    both = (*_stationary(setting, slopes, theirs, active, minus), *(c.equation for c in setting.together(active)))
    equations = list(dict.fromkeys(both))
    unknowns = (*setting.variables, *(c.multiplier for c in setting.together(active)))
    system = System(equations, unknowns, setting.posed.inside)
    solved = solve_system(system)
    if not solved.complete:
        raise Unsupported("cannot do this: it is not proved that all points are found that satisfy the conditions")
    found: list[CaseSolution] = []
    lines: list[dict[str, Any]] = []
    curves: list[Curve] = []
    loose: list[dict[Symbol, Expr]] = []  # points at which only the multipliers run
    for root in solved.roots:
        at = {v: root.at[v] for v in setting.variables}
        if root.parameters and not any(e.free_symbols & set(root.parameters) for e in at.values()):
            # With right signs at all, independent ones among the gradients have them (Carathéodory), which is a case with fewer active.
            if all(c.at != at for c in before):
                raise Unsupported(UNDETERMINED)
            loose.append({v: written(a) for v, a in at.items()})
            continue
        held = pinned(setting, active, root, 1) if root.parameters and len(words) == 1 else None
        if not root.parameters:
            found.append(_judged(setting, number, active, root, minus, words))
        elif held is None:
            curves.append(_on_curve(setting, active, root))
        else:
            general = Tuple(*(root.at[v] for v in setting.variables))
            lines.append({"general": general, "needed": held.needed, "letter": held.letter, "value": held.value})
            if held.value is not None:
                values = tuple((v, tree.plain(a).subs(held.letter, held.value)) for v, a in root.values)
                found.append(_judged(setting, number, active, Root(values), minus, words))
    passive = tuple(c for c in setting.inequalities if c not in active)
    facts = {
        "number": number,
        "active": active,
        "passive": passive,
        "equations": setting.equations,
        "found": _together(map(_said, found)),
        "again": tuple(
            ({v: written(a) for v, a in c.at.items()}, earlier.number)
            for c in found
            if (earlier := next((b for b in before if b.at == c.at), None))
        ),
        "curves": tuple((c.general, c.value) for c in curves),
        "lines": tuple(lines),
        "loose": tuple(loose),
        "word": words[0],
    }
    yield system_stage("case", solved, facts)
    return found, curves


def _on_curve(setting: Program, active: Sequence[Inequality], root: Root) -> Curve:
    """A curve of solutions. `Unsupported` where the value changes along it."""
    at = {v: root.at[v] for v in setting.variables}
    general = Candidate(at, None, root.parameters, root.conditions)
    found = constant_on(tree.plain(setting.posed.objective).xreplace(at), general)
    if found is None:
        raise Unsupported(
            "cannot do this: the points that satisfy the conditions fill a curve on which it is not seen that the value stays the same"
        )
    return Curve(Tuple(*at.values()), found[0], stretch(setting, active, root))


def _judged(setting: Program, number: int, active: tuple[Inequality, ...], root: Root, minus: bool, words: Sequence[Word]) -> CaseSolution:
    at = {v: root.at[v] for v in setting.variables}
    violated = feasible(setting, at, active)
    signs = [decided(tree.plain(root.at[c.multiplier])) for c in active]
    for_max = all(s >= 0 for s in signs) if not minus else all(s <= 0 for s in signs)
    for_min = all(s <= 0 for s in signs) if not minus else all(s >= 0 for s in signs)
    right: tuple[Word, ...] = tuple(w for w, fits in (("max", for_max), ("min", for_min)) if fits and w in words)  # type: ignore[misc]
    if excluded(setting, at):
        right = ()
    multipliers = tuple((c.multiplier, root.at[c.multiplier]) for c in setting.together(active))
    return CaseSolution(number, active, at, multipliers, violated, right)


def _said(found: CaseSolution) -> dict[str, object]:
    """A solution of a case for the words."""
    mine = {c.multiplier for c in found.active}
    return {
        "at": {v: written(a) for v, a in found.at.items()},
        "multipliers": tuple((m, written(value)) for m, value in found.multipliers if m in mine),
        "violated": tuple(c.relation for c in found.violated),
        "right": found.right_for,
    }


def _together(found: Iterable[Mapping[str, object]]) -> tuple[dict[str, object], ...]:
    """Solutions of which the same is said, with all their points as `ats`."""
    out: list[tuple[Mapping[str, object], list[object]]] = []
    for said in found:
        alike = next((ats for other, ats in out if all(other[k] == said[k] for k in ("multipliers", "violated", "right"))), None)
        if alike is None:
            out.append((said, [said["at"]]))
        else:
            alike.append(said["at"])
    return tuple({**said, "ats": tuple(ats)} for said, ats in out)


def _irregular(setting: Program, qualification: Qualified, cases: int, words: Sequence[Word]) -> Generator[Stage, Expr, list[CaseSolution]]:
    """Points at which the gradients of active constraints depend: candidates without multipliers."""
    out = []
    for solved, active in qualification.systems:
        yield system_stage("irregular", solved, {"active": active})
        for root in solved.roots:
            at = {v: root.at[v] for v in setting.variables}
            out.append(CaseSolution(cases + 1, active, at, (), feasible(setting, at, active), tuple(words), False))
    return out


def _conclusion(
    problem: Problem,
    setting: Program,
    found: Sequence[CaseSolution],
    curves: Sequence[Curve],
    words: Sequence[Word],
    compact: Bound | None,
    enough: Settled | None = None,
) -> Generator[Stage, Expr, Answer]:
    """The values at the points that pass, and which of them are the greatest and the least of all; `enough` says that one is."""
    f, letter = setting.posed.objective, problem.letter
    kept: list[CaseSolution] = []
    for c in found:
        known = {word for k in kept if k.at == c.at for word in k.right_for}
        if not c.violated and not known.issuperset(c.right_for):
            kept.append(replace(c, right_for=tuple(w for w in c.right_for if w not in known)))
    values: list[Expr] = []
    places = [{v: written(a) for v, a in c.at.items()} for c in kept]
    for at in places:
        there = Name(letter, "scalar", (), at.values())
        values.append((yield Stage("value", At(f, at.keys(), at.values()), {"at": at}, there, shown=Shown(line=len(kept) == 1))))
    if len(kept) > 1:
        together = zip(kept, places, values, strict=True)
        rows = tuple((str(k), Tuple(*at.values()), str(c.number), _sides(c), v) for k, (c, at, v) in enumerate(together, start=1))
        facts = {"letter": letter, "rounded": rounded(*(cell for row in rows for cell in row))}
        yield _text("compare", setting, facts, Shown(line=False, table=Table(rows)))
    fields: dict[str, object] = {}
    multipliers: dict[Any, Any] = {}
    extreme: dict[Word, list[int]] = {}
    bare: list[int] = []  # the best points without multipliers
    meaning: list[tuple[Word, Basic, Expr]] = []
    idle: list[tuple[dict[Symbol, Expr], Basic]] = []  # active with the multiplier 0
    before = ""
    for word in words:
        mine = [k for k, c in enumerate(kept) if word in c.right_for]
        groups = ranked([values[k] for k in mine])
        best = [mine[k] for k in groups[-1 if word == "max" else 0]] if groups else []
        level = tree.plain(values[best[0]]) if best else None
        against = [None if level is None else compared(level, c.value) for c in curves]
        shared = [c for c, sign in zip(curves, against, strict=True) if sign == 0 and c.line is not None and enough is None]
        if any(sign != (1 if word == "max" else -1) and c not in shared for c, sign in zip(curves, against, strict=True)):
            raise Unsupported(f"cannot do this: the {word}imum may be taken along a whole curve; ask for extrema_on_region")
        how: Settled | None = enough or settled(setting.posed, word, level, compact, None)
        if how is None or (how.by == "convex" and not any(kept[k].regular for k in best)):  # without multipliers nothing is sufficient
            raise Unsupported(f"cannot do this: it is not shown whether there is a {word}imum")
        if how.taken and beaten(setting.posed, word, level) is not None:
            raise Unsupported(f"cannot do this: a point was found that goes beyond every candidate for the {word}imum")
        facts = {"word": word, "how": how.by, "taken": how.taken, **how.facts, "alone": len(mine) == 1, "compact": compact}
        beyond = tuple(dict.fromkeys(written(c.value) for c in curves if c not in shared))
        general = list({tuple(c.line.items()): c.line for c in shared if c.line is not None}.values())
        facts |= {
            "curves": beyond,
            "shared": tuple(Tuple(*line.values()) for line in general),
            "again": how.by == "compact" and before == "compact",
            "closed": _closed(setting, how.by == "level"),
        }
        before = how.by
        extreme[word] = best if how.taken else []
        shown = UNSAID
        if word == words[-1]:
            drawn = tuple(tuple(at.values()) for at in places)
            most, least = extreme.get("max", []), extreme.get("min", [])
            shown = Shown(line=False, map=RegionMap(f, letter, setting.variables, setting.posed.relations, drawn, most, least))
        claims = bounded_claims(compact) if how.by == "compact" else (_bends(setting, word, how, False),) if how.by == "convex" else ()
        claims += tuple(Claim(tree.plain(f).xreplace(line), level) for line in general)
        yield _text("decide", setting, facts | {"best": {"value": values[best[0]]} if best else None}, shown, claims)
        if not how.taken:
            fields[word] = None
            continue
        fields[word] = {"value": values[best[0]], "at": [places[k] for k in best]}
        if shared:
            apart = [places[k] for k in best if not any(c.through(kept[k].at) for c in shared)]
            where = tuple(c.relation for c in setting.inequalities)
            fields[word] = {"value": values[best[0]], "at": [*general, *apart], "where": where}
            continue  # along a line the multipliers differ
        bare += [k for k in best if not kept[k].regular and k not in bare]
        if any(c.at == kept[k].at for k in best for c in found if not c.regular):
            continue  # the value need not follow a multiplier there, even where there is one
        every = {c.multiplier: S.Zero for c in setting.inequalities}
        multipliers[word] = {**every, **{m: written(value) for m, value in kept[best[0]].multipliers}}
        if any({**every, **dict(kept[k].multipliers)} != {**every, **dict(kept[best[0]].multipliers)} for k in best):
            continue  # at another point that is as good other constraints hold the value back
        at, mine = kept[best[0]].at, multipliers[word]
        meaning += [(word, c.relation, mine[c.multiplier]) for c in setting.inequalities]
        idle += [(at, c.relation) for c in setting.inequalities if mine[c.multiplier] == 0 and c.slack(at) == 0]
    if meaning:
        facts = {"rows": tuple(meaning), "several": len({w for w, _, _ in meaning}) > 1, "asked": words, "idle": tuple(idle)}
        yield _text("sensitivity", setting, facts)
    if bare and not curves:
        yield _text("unqualified", setting, {"places": tuple(places[k] for k in bare)})
    return Answer(fields | ({"multipliers": multipliers} if multipliers else {}))


def _sides(found: CaseSolution) -> Phrase:
    return Phrase("_or_".join(found.right_for))


TOPIC = Topic(
    "Karush-Kuhn-Tucker conditions",
    (
        Field("objective", "function"),
        Field("constraints", "relations"),
        Field("goal", "choice", required=False, choices=GOALS),
    ),
    plan,
    ("max", "min", "multipliers"),
    defined_there=False,
    decimals=True,
    constrained=True,
)
