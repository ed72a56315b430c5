"""An integral in new variables: the limits there, the factor |J|, and the value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sympy import Basic, Expr, S, Symbol

from tutor.deriving import named
from tutor.deriving.new_variables import Change, integrated, limits_found, solved
from tutor.deriving.other_order import in_some_order
from tutor.errors import Unsupported
from tutor.maths.regions import maps
from tutor.maths.regions.levels import Limits, signed
from tutor.maths.regions.reasons import said
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Topic
from tutor.trees import tree


def _change(problem: Problem) -> Change:
    """The map with its inverse. Errors: `Unsupported` where it is none, or no inverse is found and one is needed."""
    transform: dict[Symbol, Expr] = {x: tree.plain(e) for x, e in problem.given["transform"].items()}
    old = problem.variables
    if len(transform) != len(old):
        raise Unsupported(f"cannot do this: {len(old)} variables are changed to as many, and the transform has {len(transform)}")
    named = {v.name: v for v in old}
    if {x.name for x in transform} == set(named):
        new = _new_of(problem, transform, set(old))
        kept = {x for x in old if transform[x] == x}
        if any(e.free_symbols & set(old) - kept for e in transform.values()):
            raise Unsupported("cannot do this: the transform says what a variable is by itself")
        places = {x: transform[x] for x in old}
        angles = maps.angles(places, new)
        back = None if angles else maps.inverse(places, new)
        needs = back.needs if back else ()
        return Change(old, new, places, back.places if back else None, needs, False, angles)
    if {x.name for x in transform} & set(named) or not all(e.free_symbols & set(old) for e in transform.values()):
        raise Unsupported("cannot do this: the transform says what the old variables are by the new ones, or the other way")
    forward = transform
    found = maps.inverse(forward, old)
    if found is None:
        raise Unsupported(f"cannot do this: the transform could not be solved for {' and '.join(v.name for v in old)}")
    return Change(old, tuple(forward), found.places, dict(forward), found.needs, True, None)


def _new_of(problem: Problem, transform: Mapping[Symbol, Expr], old: set[Symbol]) -> tuple[Symbol, ...]:
    """The new variables: those that have limits, else the letters of the map that stand nowhere else."""
    given = problem.given
    if "limits" in given:
        new = {v for v, _, _ in given["limits"]}
    else:
        elsewhere = {s for r in given["region"] for s in r.free_symbols} | given["integrand"].free_symbols
        new = {s for e in transform.values() for s in e.free_symbols} - elsewhere - old | {x for x in old if transform[x] == x}
    if len(new) != len(old):
        raise Unsupported("cannot do this: it is not clear which the new variables are")
    seen = [s for e in problem.given["transform"].values() for s in sorted(e.free_symbols & new, key=_rank)]
    return tuple(dict.fromkeys([*sorted(seen, key=_rank), *sorted(new, key=_rank)]))


def _rank(s: Symbol) -> tuple[int, str]:
    usual = ("r", "rho", "phi", "theta")
    return (usual.index(s.name) if s.name in usual else len(usual), s.name)


def plan(problem: Problem) -> Plan:
    """The limits in the new variables, the determinant, its size, the integrand, the levels."""
    given = problem.given
    if ("limits" in given) == ("region" in given):
        raise Unsupported("cannot do this: either the limits in the new variables are given, or the region in the old ones")
    f = given["integrand"]
    change = _change(problem)
    if f.free_symbols & set(change.new) - set(change.old):
        raise Unsupported("cannot do this: the integrand is given in the old variables, without the new ones")
    if change.told_forward:
        yield from solved(change, "region" in given)
    if "limits" in given:
        change, parts = _as_given(change, given["limits"])
    else:
        change, parts = yield from limits_found(change, given["region"], f)
    found = yield from integrated(change, f, parts, partial(in_some_order, problem, discs=True))
    limits_told: dict[str, object] = (
        {"limits": tuple(parts[0])} if len(parts) == 1 else {"parts": tuple({"limits": tuple(p)} for p in parts)}
    )
    return Answer({"expression": found.value, "jacobian": found.size, **limits_told})


def _as_given(change: Change, limits: Limits) -> tuple[Change, list[Limits]]:
    if {v for v, _, _ in limits} != set(change.new):
        raise Unsupported(f"cannot do this: the limits must be those of {', '.join(v.name for v in change.new)}")
    _, made = signed(S.One, limits)
    twins: dict[Basic, Basic] = {v: w for (v, _, _), (w, _, _) in zip(limits, made, strict=True)}
    return change.with_letters(twins), [made]


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given else None,
        "ranges": _ranges(given.get("limits", ())),
        "let_region": named.of_region(problem),
    }


def _ranges(limits: Limits) -> tuple[dict[str, object], ...]:
    return tuple({"variable": v, "lower": low, "upper": high} for v, low, high in limits)


TOPIC = Topic(
    "Change of variables",
    (
        Field("integrand", "function"),
        Field("transform", "transform"),
        Field("limits", "limits", required=False),
        Field("region", "region", required=False),
    ),
    plan,
    ("expression",),
    one_of=(("limits", "region"),),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.over_region(problem),
)
