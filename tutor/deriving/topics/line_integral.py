"""A line integral: of a function by arc length, of a field as work or as flux across a plane curve, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from sympy import Add, Basic, Eq, Expr, S, Tuple

from tutor.deriving import named
from tutor.deriving.over_boundary import sighted, with_sizes
from tutor.deriving.over_region import oriented
from tutor.deriving.topics.curl import rotation
from tutor.deriving.topics.divergence import components
from tutor.deriving.topics.green import GREEN, OUTFLOW, inside_curve, with_turn
from tutor.deriving.topics.potential import antiderivative
from tutor.deriving.topics.stokes import across
from tutor.deriving.which_theorem import theorem_for
from tutor.errors import Unsupported
from tutor.maths.curves.along import Stages, flux_across, forwards, held, summed_along, work_along
from tutor.maths.curves.parametrised import curve_of
from tutor.maths.curves.piece import Curve, CurvePiece
from tutor.maths.curves.said import said_of, seen_from
from tutor.maths.curves.swept import goes_through
from tutor.maths.fields.domain import domain_of
from tutor.maths.integrals.direct import seen
from tutor.maths.regions.setup import answered
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.flow import FlowMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, CurveIntegral, Name, Vector


def plan(problem: Problem) -> Plan:
    """The curve parametrised, the integral along every piece, their sum."""
    problem, positive = with_sizes(problem)
    given, variables = problem.given, problem.variables
    if ("field" in given) == ("integrand" in given):
        raise Unsupported("cannot do this: a line integral is of a field or of an integrand, one of the two")
    if "field" in given and len(given["field"]) != len(variables):
        raise Unsupported(f"cannot do this: the field has {len(given['field'])} components and there are {len(variables)} variables")
    if given.get("flux") and ("field" not in given or len(variables) != 2):
        raise Unsupported("cannot do this: a flux across a curve is that of a field in the plane")
    method, region = given.get("method"), None
    anyone = any(s.word == "any" for s in given["curve"])
    strands = [s.straight for s in given["curve"]]
    curve = curve_of(strands, variables, list(problem.symbols), positive)
    _must_be_defined(problem, curve)
    if anyone:
        method = _of_any(problem, curve, method)
    if method is None and _conservative(problem, curve):
        method = "fundamental_theorem"
    elif method is None:
        method, region = theorem_for(problem, curve)
    if method in ("green", "stokes"):
        told = {"method": method, "asked_for": given.get("method"), "positive": curve.positive}
        value = yield from noted(_by_theorem(problem, curve, method, region), told)
        name = name_of(problem, curve, "C")
        yield Stage("found", value, {}, name, solve=False, equals=value, shown=Shown(terms=(name, value)))
    elif method == "fundamental_theorem":
        value = yield from by_ends(problem, curve)
    elif method is None and (split := _split(problem, curve)) is not None:
        value = yield from _part_by_part(problem, curve, *split)
    else:
        value = yield from directly(problem, curve)
    return Answer(answered({"expression": value}, problem.symbols), {"name": name_of(problem, curve, "C")})


def _must_be_defined(problem: Problem, curve: Curve) -> None:
    """`Unsupported` where a curve goes through a point that is missing from the domain of its field: no step would say so."""
    domain = domain_of(problem.given.get("field", ()), problem.variables)
    for hole in (*domain.holes, *domain.points):
        if goes_through(curve, hole):
            where = ", ".join(f"{v} = {a}" for v, a in hole.at)
            raise Unsupported(f"cannot do this: the curve goes through a point where the field is not defined, {where}")


def _of_any(problem: Problem, curve: Curve, method: str | None) -> str:
    """Along any path only a gradient has one integral. Errors: `Unsupported` for another field or another method."""
    if method not in (None, "fundamental_theorem") or not _conservative(problem, curve):
        raise Unsupported(
            "cannot do this: the field is not seen to be conservative, so its integral may depend on the path; say which is meant"
        )
    return "fundamental_theorem"


def _by_theorem(problem: Problem, curve: Curve, method: str, region: tuple[Basic, ...] | None) -> Stages:
    """Green's theorem in the plane, for the region inside where that is known already; Stokes' in space."""
    if "field" not in problem.given:
        raise Unsupported("cannot do this: the theorem is about the work of a field round a closed curve")
    if method == "stokes" and len(problem.variables) == 3:
        return (yield from across(problem, curve))
    if method == "stokes" or len(problem.variables) != 2:
        raise Unsupported("cannot do this: Green's theorem is about a curve of the plane, and Stokes' about one in space")
    turned = with_turn(problem, curve)
    theorem = OUTFLOW if problem.given.get("flux") else GREEN
    value = yield from oriented(theorem, turned, (yield from inside_curve(theorem, turned, curve, region)))
    p, q = problem.given["field"]
    along = (tree.negative(q), p) if problem.given.get("flux") else (p, q)  # P dy - Q dx
    whole = tree.total(*(held(piece, along, problem.variables) for piece in curve.pieces))
    yield Stage("along_curve", whole, {"value": value}, equals=value, check=True, solve=False, optional=True)
    return value


def noted(stages: Stages, facts: Mapping[str, object]) -> Stages:
    """The same stages, with facts for the words of all of them."""
    found: Expr | None = None
    while True:
        try:
            stage = next(stages) if found is None else stages.send(found)
        except StopIteration as end:
            value: Expr = end.value
            return value
        found = yield replace(stage, facts={**stage.facts, **facts})


def name_of(problem: Problem, curve: Curve, letter: str, called: Name | None = None) -> CurveIntegral:
    """What the page calls the integral along a curve of this letter, of the field F or one `called` otherwise."""
    closed = curve.closed and letter == "C"
    if "integrand" in problem.given:
        f = problem.given["integrand"]
        return CurveIntegral("arc", letter, f, closed)
    return CurveIntegral("flux" if problem.given.get("flux") else "work", letter, called or Name("F"), closed)


def _conservative(problem: Problem, curve: Curve) -> bool:
    """Whether a potential is near at hand: the cross derivatives agree, no hole is in the way, and a first integral is found."""
    field, variables = problem.given.get("field", ()), problem.variables
    if len(field) not in (2, 3) or problem.given.get("flux"):
        return False
    plain = [tree.plain(f) for f in field]
    pairs = combinations(zip(plain, variables, strict=True), 2)
    if not all((f.diff(y) - g.diff(x)).expand() == 0 for (f, x), (g, y) in pairs):
        return False
    if all(f.is_polynomial(*variables) for f in plain):
        return True
    if not domain_of(field, variables).is_whole:
        return False
    return curve.closed or all(seen(term, variables[0]) is not None for term in Add.make_args(plain[0].expand()))


def _split(problem: Problem, curve: Curve) -> tuple[Problem, Problem] | None:
    """The same for a conservative part of the field, of terms that are no polynomials and mix the variables, and for the rest of it.

    None where the curve is closed, or a part of the field is nothing, or the first is not seen to be conservative.
    """
    field, variables = problem.given.get("field", ()), problem.variables
    taken = {s.name for s in variables}.union(problem.symbols)
    if curve.closed or problem.given.get("flux") or len(field) not in (2, 3) or not taken.isdisjoint({"G", "H"}):
        return None
    parts: list[tuple[list[Expr], list[Expr]]] = [([], []) for _ in field]
    for (steep, plain), f in zip(parts, field, strict=True):
        for term in tree.terms(f):
            (plain if tree.plain(term).is_polynomial(*variables) else steep).append(term)
    mixed = any(len(tree.plain(term).free_symbols & set(variables)) > 1 for steep, _ in parts for term in steep)
    if not mixed or not any(plain for _, plain in parts):
        return None
    first, rest = (
        replace(problem, given={**problem.given, "field": tuple(tree.total(*p[k]) if p[k] else S.Zero for p in parts)}) for k in (0, 1)
    )
    return (first, rest) if _conservative(first, curve) else None


def _part_by_part(problem: Problem, curve: Curve, first: Problem, rest: Problem) -> Stages:
    """The conservative part by its potential at the ends, the rest along the curve, and their sum."""
    g, h = (Vector(*p.given["field"]) for p in (first, rest))
    names = tuple(name_of(problem, curve, "C", Name(letter)) for letter in ("G", "H"))
    parts = {"names": tree.total(*names), "first": Name("G"), "rest": Name("H")}
    both = Vector(*map(tree.total, g.args, h.args))
    shown = Shown(terms=(Name("F"), tree.total(g, h)))
    yield Stage("awkward", both, parts, Name("F"), solve=False, equals=Vector(*problem.given["field"]), shown=shown)
    by_first = yield from noted(_by_ends(first, curve, names[0]), {"split": Name("G")})
    by_rest = yield from directly(rest, curve, Name("H"))
    name = name_of(problem, curve, "C")
    value = yield Stage("joined", tree.total(by_first, by_rest), parts, name, shown=Shown(law=parts["names"]))
    whole = tree.total(*(held(piece, problem.given["field"], problem.variables) for piece in curve.pieces))
    yield Stage("enclosed", whole, {"value": value}, name, equals=value, check=True, solve=False)
    return value


def by_ends(problem: Problem, curve: Curve) -> Stages:
    """The fundamental theorem: a potential at the end less at the start. `Unsupported` where the field is not seen to have one."""
    if "field" not in problem.given or problem.given.get("flux"):
        raise Unsupported("cannot do this: the fundamental theorem is about the work of a field")
    name = name_of(problem, curve, "C")
    value = yield from _by_ends(problem, curve, name)
    if not curve.closed:
        whole = tree.total(*(held(piece, problem.given["field"], problem.variables) for piece in curve.pieces))
        yield Stage("enclosed", whole, {"value": value}, name, equals=value, check=True, solve=False)
    return value


def _by_ends(problem: Problem, curve: Curve, name: CurveIntegral) -> Stages:
    """The cross derivatives, a potential, and its values at the ends."""
    field, variables = problem.given["field"], problem.variables
    curl = yield from rotation(problem)
    nothing = Vector(*(S.Zero for _ in curl.args)) if isinstance(curl, Vector) else S.Zero
    if curl != nothing or not domain_of(field, variables).has_no_hole:
        raise Unsupported("cannot do this: the field is not seen to be conservative, so the fundamental theorem does not apply")
    yield Stage("conservative", curl, {"asked": "method" in problem.given}, solve=False, equals=nothing, shown=UNSAID)
    ends = {"start": curve.start, "finish": curve.end}
    if curve.closed:
        whole = tree.total(*(held(piece, field, variables) for piece in curve.pieces))
        return (yield Stage("round", whole, ends, name, solve=False, equals=S.Zero, shown=Shown(terms=(name, S.Zero))))
    potential = yield from antiderivative(problem, field)
    there, here = (At(potential, variables, p.args) for p in (curve.end, curve.start))
    return (yield Stage("ends", tree.total(there, tree.negative(here)), ends, name))


def directly(problem: Problem, curve: Curve, called: Name | None = None) -> Stages:
    """Every piece by its parametrisation, and the sum; the field is F unless it is `called` otherwise."""
    yield from sighted(curve)
    n = len(curve.pieces)
    values: list[Expr] = []
    names = []
    for k, piece in enumerate(curve.pieces if "field" in problem.given else map(forwards, curve.pieces), start=1):
        letter = "C" if n == 1 else f"C_{k}"
        facts: Mapping[str, object] = {"part": k, "parts": n, "start": Tuple(*piece.start), "finish": Tuple(*piece.end)}
        names.append(name_of(problem, curve, letter, called))
        picture = flow(problem, curve) if k == 1 else None
        yield parametrised(piece, curve, facts, picture)
        values.append((yield from _along(problem, piece, names[-1], facts)))
    if n == 1:
        return values[0]
    return (yield Stage("sum", tree.total(*values), {"names": tree.total(*names)}, name_of(problem, curve, "C", called)))


def flow(problem: Problem, curve: Curve) -> FlowMap | None:
    """A picture of a plane curve and the field, where there is one."""
    if len(curve.variables) != 2:
        return None
    x, y = curve.variables
    runs = [(*map(tree.plain, p.position), p.parameter, tree.plain(p.lower), tree.plain(p.upper)) for p in curve.pieces]
    field = problem.given.get("field")
    if field is None:
        return FlowMap((x, y), None, tuple(runs))
    return FlowMap((x, y), (tree.plain(field[0]), tree.plain(field[1])), tuple(runs), Vector(*field))


def _along(problem: Problem, piece: CurvePiece, name: CurveIntegral, facts: Mapping[str, object]) -> Stages:
    given = problem.given
    if "integrand" in given:
        return (yield from summed_along(piece, given["integrand"], problem.variables, name, facts))
    if given.get("flux"):
        return (yield from flux_across(piece, given["field"], problem.variables, name, facts))
    of = name.args[2]
    assert isinstance(of, Name)
    return (yield from work_along(piece, given["field"], problem.variables, name, facts, of))


def parametrised(piece: CurvePiece, curve: Curve, facts: Mapping[str, object], picture: FlowMap | None = None) -> Stage:
    """The position, with the reason for it; that it satisfies the equations it was given by is claimed."""
    about, t = piece.about, piece.parameter
    equations = [about[k] for k in ("equation", "height", "shadow", "square") if k in about] + list(about.get("surfaces", ()))
    claims = tuple(Claim(*(piece.put_in(side, curve.variables) for side in e.args)) for e in equations if isinstance(e, Eq))
    ends = {"low": piece.lower, "high": piece.upper}
    sight = None if curve.sight is None else {**seen_from(curve.sight.view, curve.variables), "way": curve.sight.turn}
    round_it = {"closed": curve.closed, "whole": curve.turn, "usual": not curve.said, "sight": sight}
    usual = {"v": None, "turn": None, "normal": None, "about": dict(about), "how": piece.how, "t": t, "positive": curve.positive}
    told = {**usual, **about, **facts, **ends, **round_it}
    name = Name("r", "", (), (t,))
    return Stage("curve", piece.r, told, name, claims=claims, solve=False, equals=piece.r, shown=Shown(terms=(name, piece.r), map=picture))


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    common = {"integrand": given.get("integrand"), "field": given.get("field")}
    parts = components(problem) if "field" in given else {}
    return {
        **parts,
        **common,
        "flux": bool(given.get("flux")),
        "strands": said_of(problem.given["curve"], problem.variables),
        "method": problem.given.get("method"),
        "let_curve": named.of_curve(problem),
    }


TOPIC = Topic(
    "Line integral",
    (
        Field("field", "functions", required=False),
        Field("integrand", "function", required=False),
        Field("curve", "curve"),
        Field("parameter", "run", required=False),
        Field("orientation", "choice", required=False, choices=("counterclockwise", "clockwise")),
        Field("method", "choice", required=False, choices=("direct", "fundamental_theorem", "green", "stokes")),
        Field("flux", "flag", required=False),
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
