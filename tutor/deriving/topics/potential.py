"""A potential of a field: the test by the cross derivatives, then one variable after another, the unknown function carried along."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

from sympy import Expr, Function, Integer, Ne, S, Symbol, Tuple
from sympy.core.function import AppliedUndef

from tutor.deriving.topics.curl import PAIRS, cross_derivatives, rotation
from tutor.deriving.topics.divergence import component_names, components, same_length
from tutor.errors import Unsupported
from tutor.maths.curves.along import work_along
from tutor.maths.curves.loops import loop_round
from tutor.maths.fields.constants import coefficients, pivots
from tutor.maths.fields.domain import FieldDomain, covers, domain_of, told
from tutor.maths.limits.written import written
from tutor.maths.numbers import is_zero, sign_of
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import At, CurveIntegral, Diff, Equation, Int, Name, Slot, System, Vector

LETTERS = ("g", "h", "k", "p", "q")  # of the unknown functions
CONSTANTS = ("C", "K", "C_1")
POTENTIALS = ("f", "phi", "V", "u")
PLACES = (1, 2, 0, -1, 3)  # coordinates of the point at which two cross derivatives are seen to differ


def plan(problem: Problem) -> Plan:
    """The test, what it says where the domain is as it is, the potential, and the checks."""
    same_length(problem)
    field, variables = problem.given["field"], problem.variables
    within = problem.given.get("domain", ())
    if not 2 <= len(variables) <= 3:
        raise Unsupported(f"cannot do this: a potential is found in two or three variables, not {len(variables)}")
    unknown = problem.given.get("unknown", ())
    if not unknown and (seen := _different(field, variables)) is not None:
        yield from cross_derivatives(problem, *PAIRS[len(variables)][seen.component])
        return (yield from _not_conservative(problem, seen))
    curl = yield from rotation(problem)
    constants: dict[Symbol, Expr] = {}
    if unknown:
        solved = yield from _determined(curl, variables, unknown)
        if not solved:
            return Answer({"conservative": False}, {"reason": "constants"})
        constants = solved
    settled = {u: c for u, c in constants.items() if u != c}
    if settled:
        field = tuple(tree.evaluated(tree.substitute(f, constants)) for f in field)
        curl = tree.evaluated(tree.substitute(curl, constants))
        problem = replace(problem, given={**problem.given, "field": field})
        yield Stage("chosen", Vector(*field), {}, Name("F"))
    if unknown and (seen := _different(field, variables)) is not None:
        return (yield from _not_conservative(problem, seen))
    domain = domain_of(field, variables, within)
    facts = {**told(domain), "within": within, "chosen": bool(settled)}
    yield Stage("agree", curl, facts, solve=False, equals=_nothing(curl), shown=UNSAID)
    for hole in domain.holes:
        t = Symbol("t", real=True)
        loop = loop_round(hole, domain, variables, t)
        if loop is None:
            continue
        yield Stage("loop", loop.r, {"hole": hole.point, "t": t}, Name("r", "", (), (t,)), solve=False, equals=loop.r)
        name = CurveIntegral("work", "C", Name("F"), closed=True)
        around = yield from work_along(loop, field, variables, name, {"part": 1, "parts": 1, "hole": hole.point})
        sign = sign_of(tree.plain(around))
        if sign is None:
            raise Unsupported("cannot do this: it is not decided whether the integral round a hole of the domain is 0")
        if sign:
            claims = (stated(Ne(around, 0, evaluate=False)),)
            yield Stage("caught", around, {"hole": hole.point}, claims=claims, solve=False, equals=around, shown=UNSAID)
            return Answer({"conservative": False}, {"reason": "loop", "hole": hole.point})
        yield Stage("free", around, {"hole": hole.point}, solve=False, equals=around, shown=UNSAID)
    found = yield from antiderivative(problem, field)
    if not domain.has_no_hole and not covers(found, field, variables, within):
        raise Unsupported("cannot do this: the potential that was found is not seen to be defined everywhere where the field is")
    slopes = Vector(*(Diff(found, v, *problem.held(v)) for v in variables))
    yield Stage("slopes", slopes, {}, Name(_letter(problem), "∇"), equals=Vector(*field), check=True)
    yield from _by_path(problem, field, found, domain)
    constant = Symbol(next(c for c in CONSTANTS if c not in problem.symbols), real=True)
    chosen = {"constants": constants} if constants else {}
    any_value = tuple(u for u in unknown if u not in settled)
    return Answer(
        {"expression": found, **chosen},
        {"total": tree.total(found, constant), "name": _name(problem), "settled": settled, "any_value": any_value},
    )


def _determined(curl: Expr, variables: Sequence[Symbol], unknown: Sequence[Symbol]) -> Generator[Stage, Expr, dict[Symbol, Expr]]:
    """The constants with which the curl is 0 everywhere; empty where there are none."""
    parts = curl.args if isinstance(curl, Vector) else (curl,)
    conditions = tuple(dict.fromkeys(c for p in parts for c in coefficients(tree.plain(p), variables)))
    if not conditions:
        return {u: u for u in unknown}
    if any(not c.free_symbols & set(unknown) for c in conditions):
        yield Stage("no_choice", curl, {}, solve=False, equals=curl, shown=UNSAID)
        return {}
    wanted = pivots(conditions, unknown)
    solved = solve_system(System([Equation(written(c), S.Zero) for c in conditions], wanted))
    yield system_stage("constants", solved, {"roots": solved.roots, "unknown": tuple(wanted)})
    if len(solved.roots) > 1 or not solved.complete:
        raise Unsupported("cannot do this: more than one choice of the constants makes the field conservative")
    return dict(solved.roots[0].at) if solved.roots else {}


def antiderivative(problem: Problem, field: Sequence[Expr]) -> Generator[Stage, Expr, Expr]:
    """A function with the gradient `field`: integrated by one variable, then what the others still ask for."""
    variables, letters = problem.variables, _free_letters(problem)
    name, names = _name(problem), component_names(len(field))
    x, *rest = _order(problem)
    component = dict(zip(variables, zip(field, names, strict=True), strict=True))
    facts: dict[str, object] = {"x": x, "held": tuple(rest), "letter": Name(component[x][1]), "first": True, "same": None}
    found = yield Stage("integrate", Int(component[x][0], x), facts)
    while rest:
        g = Function(letters.pop(0), real=True)(*rest)
        whole = tree.total(found, g) if not found.is_zero else g
        claims = tuple(Claim(Diff(whole, v, *problem.held(v)), component[v][0]) for v in variables if v not in rest)
        found_with = yield Stage("unknown", whole, {**facts, "g": g, "rest": tuple(rest)}, name, kept=True, claims=claims)
        y, *rest = rest
        f, letter = component[y]
        held = problem.held(y)
        of = Name(_letter(problem), "", (y,))
        slope = yield Stage("differentiate", Diff(found_with, y, *held), {"y": y, "held": held, "letter": Name(letter), "f": f}, of)
        mine = Slot(g, (g.args.index(y),), g.args)
        known = yield from _known(slope, mine)
        compared = tree.total(f, tree.negative(known)) if not known.is_zero else f
        left = yield Stage("compare", compared, {"y": y, "f": f, "letter": Name(letter), "slope": of, "mine": mine}, mine)
        left = _without(left, compared, [v for v in variables if v not in (y, *rest)])
        if left.is_zero:
            yield Stage(
                "nothing", S.Zero, {"g": g, "y": y, "letter": Name(letter), "rest": tuple(rest)}, solve=False, equals=S.Zero, shown=UNSAID
            )
            facts = {**facts, "letter": Name(letter), "same": g}
            continue
        facts = {"x": y, "held": tuple(rest), "letter": g, "first": False, "same": None}
        more = yield Stage("integrate", Int(left, y), facts)
        found = tree.total(found, more) if not found.is_zero else more
    return (yield Stage("whole", found, {"name": name}, name))


def _known(slope: Expr, mine: Slot) -> Generator[Stage, Expr, Expr]:
    """What a slope is besides that of the unknown function."""
    kept = tuple(t for t in tree.terms(slope) if t != mine)
    if len(kept) != len(tree.terms(slope)) - 1:
        raise Unsupported("cannot do this: the derivative of the unknown function is not seen in the slope")
    return tree.total(*kept) if kept else S.Zero
    yield  # a generator like the others


def _without(value: Expr, same: Expr, gone: Sequence[Symbol]) -> Expr:
    """A value that does not depend on some variables, without them: numbers are put in."""
    if not value.free_symbols & set(gone):
        return value
    raise Unsupported("cannot do this: what is left is not seen to be free of the variables that were integrated")


def _order(problem: Problem) -> list[Symbol]:
    """The variables, those last that the domain keeps from 0: y/x is smooth for x > 0, x/y is not."""
    if "order" in problem.given:
        return list(problem.given["order"])
    kept = {s for r in problem.given.get("domain", ()) for s in r.free_symbols}
    return sorted(problem.variables, key=lambda v: v in kept and kept != set(problem.variables))


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two cross derivatives that are not the same, by the component of the curl, and their values at a point."""

    component: int
    slopes: tuple[Expr, Expr]
    point: Tuple
    values: tuple[Expr, Expr]


def _different(field: Sequence[Expr], variables: Sequence[Symbol]) -> _Difference | None:
    """The shortest pair of cross derivatives that is seen to differ, at the point where that is easiest; None where none is seen to."""
    plainly = tuple(map(tree.plain, field))
    pairs = [(k, (plainly[j].diff(variables[i]), plainly[i].diff(variables[j])), (i, j)) for k, (i, j) in enumerate(PAIRS[len(variables)])]
    undecided = False
    for k, slopes, (i, j) in sorted(pairs, key=lambda p: (sum(s.count_ops() for s in p[1]), p[0])):
        if (slopes[0] - slopes[1]).is_zero:
            continue
        found: list[tuple[tuple[bool, int], _Difference]] = []
        for point in _places(len(variables)):
            at = dict(zip(variables, point, strict=True))
            there = tuple(e.xreplace(at) for e in (*slopes, plainly[i], plainly[j]))
            difference = there[0] - there[1]
            undecided |= bool(difference.free_symbols) and is_zero(difference) is not True
            if not all(e.is_finite and e.is_real for e in there) or difference.free_symbols or not sign_of(difference):
                continue
            cost = (not all(e.is_Integer for e in there[:2]), sum(e.count_ops() for e in there[:2]))
            found.append((cost, _Difference(k, slopes, Tuple(*point), (there[0], there[1]))))
            if not cost[0]:
                break
        if found:
            return min(found, key=lambda f: f[0])[1]
    if undecided:
        raise Unsupported("cannot do this: whether the cross derivatives agree depends on the constants; list them as unknown")
    return None


def _not_conservative(problem: Problem, seen: _Difference) -> Generator[Stage, Expr, Answer]:
    """The two values that the same mixed derivative would have."""
    values = tuple(map(written, seen.values))
    facts = {"component": seen.component, "values": values, "point": seen.point, "names": _compared(problem, seen.component)}
    claims = (
        *(Claim(At(s, problem.variables, seen.point.args), v) for s, v in zip(seen.slopes, values, strict=True)),
        stated(Ne(*values, evaluate=False)),
    )
    yield Stage("differ", values[0], facts, claims=claims, solve=False, equals=values[0], shown=UNSAID)
    return Answer({"conservative": False}, {"reason": "curl"})


def _places(n: int) -> Iterator[tuple[Expr, ...]]:
    for point in product(PLACES, repeat=n):
        yield tuple(map(Integer, point))


def _nothing(curl: Expr) -> Expr:
    return Vector(*(S.Zero for _ in curl.args)) if isinstance(curl, Vector) else S.Zero


def _compared(problem: Problem, k: int) -> tuple[Name, Name]:
    """The two cross derivatives of a component of the curl."""
    letters, v = component_names(len(problem.variables)), problem.variables
    i, j = PAIRS[len(v)][k]
    return Name(letters[j], "∂", (v[i],)), Name(letters[i], "∂", (v[j],))


def _by_path(problem: Problem, field: Sequence[Expr], found: Expr, domain: FieldDomain) -> Generator[Stage, Expr, None]:
    """The same along a path from the origin, parallel to the axes, where the field is defined everywhere."""
    if not domain.is_whole or problem.given.get("domain"):
        return
    variables = problem.variables
    inner = [Symbol(f"{v.name}_1", real=True) for v in variables]
    if any(s.name in problem.symbols for s in inner):
        return
    parts: list[Expr] = []
    idle: list[Symbol] = []  # along which the field does no work
    for k, (f, v) in enumerate(zip(field, variables, strict=True)):
        on = {**{w: S.Zero for w in variables[k + 1 :]}, v: inner[k]}
        there = tree.evaluated(tree.substitute(f, on))
        if there.is_zero:
            idle.append(v)
        else:
            parts.append(Int(there, inner[k], S.Zero, v))
    origin = tree.evaluated(tree.substitute(found, {v: S.Zero for v in variables}))
    if parts and origin.is_number:
        equals = found if origin.is_zero else tree.total(found, tree.negative(origin))
        yield Stage(
            "path",
            tree.total(*parts),
            {"origin": Tuple(*(S.Zero for _ in variables)), "place": Tuple(*variables), "idle": tuple(idle)},
            equals=equals,
            check=True,
            solve=False,
        )


def _letter(problem: Problem) -> str:
    return next(c for c in POTENTIALS if c not in problem.symbols)


def _name(problem: Problem) -> Name:
    return Name(_letter(problem), "scalar", (), problem.variables)


def _free_letters(problem: Problem) -> list[str]:
    return [c for c in problem.given.get("letters", LETTERS) if c not in problem.symbols and c != _letter(problem)]


def roads(problem: Problem) -> Iterator[Problem]:
    """Integrated by another variable first, with one letter or another for the function that is then unknown."""
    usual, letters = tuple(_order(problem)), tuple(_free_letters(problem))
    for order in permutations(usual):
        for first in letters[:2] if order != usual else ():
            given = {**problem.given, "order": order, "letters": (first, *(c for c in letters if c != first))}
            yield replace(problem, given=given)


def _facts(problem: Problem) -> Mapping[str, object]:
    return {**components(problem), "f": _letter(problem), "within": problem.given.get("domain", ())}


TOPIC = Topic(
    "Potential",
    (Field("field", "functions"), Field("unknown", "symbols", required=False), Field("domain", "relations", required=False)),
    plan,
    ("expression", "constants", "conservative"),
    facts=_facts,
    expected=Expected(shape="potential"),
    roads=roads,
)

__all__ = ["TOPIC", "AppliedUndef", "antiderivative"]
