"""A vector potential of a field: the test by the divergence, the flux out of what is missing, then a potential with one component 0."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sympy import Expr, Function, Integer, Ne, Rational, S, Symbol, Tuple, cos, pi, sin

from tutor.deriving.topics.divergence import COMPONENTS, components, same_length, spreading
from tutor.errors import Unsupported
from tutor.maths.fields.domain import FieldDomain, Hole, domain_of, lies_on, told, uncovered
from tutor.maths.numbers import is_zero, sign_of
from tutor.maths.regions.levels import levels
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Int, Name, Slot, Vector

LETTERS = ("A", "W", "B", "U")  # of the potential
UNKNOWN = ("g", "h", "k")
PLACES = (1, 2, 0, -1, 3)  # coordinates of the point at which the divergence is seen not to be 0
RADII = (S.One, Rational(1, 2), Rational(1, 4), Rational(1, 8))
Stages = Generator[Stage, Expr, Expr]


def plan(problem: Problem) -> Plan:
    """The test, what it says where the domain is as it is, the potential, and the check by its curl."""
    same_length(problem)
    field, variables = problem.given["field"], problem.variables
    if len(variables) != 3:
        raise Unsupported(f"cannot do this: a vector potential is that of a field in space, with three variables, not {len(variables)}")
    divergence = yield from spreading(problem)
    different = _different(divergence, variables)
    if different is not None:
        value, point = different
        claims = (stated(Ne(value, 0, evaluate=False)),)
        facts = {"value": value, "point": point, "constant": divergence == value}
        yield Stage("differ", value, facts, claims=claims, solve=False, equals=value, shown=UNSAID)
        return Answer({"exists": False}, {"reason": "divergence"})
    domain = domain_of(field, variables)
    alone = [p for p in domain.points if not any(lies_on(p, line) for line in domain.holes)]
    yield Stage("agree", divergence, {**told(domain), "alone": tuple(p.point for p in alone)}, solve=False, equals=S.Zero, shown=UNSAID)
    for hole in alone:
        flux = yield from _out_of(problem, hole, alone, domain)
        if sign_of(tree.plain(flux)):
            claims = (stated(Ne(flux, 0, evaluate=False)),)
            yield Stage("caught", flux, {"hole": hole.point}, claims=claims, solve=False, equals=flux, shown=UNSAID)
            return Answer({"exists": False}, {"reason": "flux", "hole": hole.point})
        yield Stage("free", flux, {"hole": hole.point}, claims=(Claim(flux, S.Zero),), solve=False, equals=flux, shown=UNSAID)
    potential = yield from _found(problem)
    lacking = tuple(dict.fromkeys(uncovered(potential, field, variables)))
    if any(need != "nonzero" for need, _ in lacking) or (lacking and not domain.known):
        raise Unsupported("cannot do this: the vector potential that was found is not seen to be defined everywhere where the field is")
    where = tuple(Ne(u, 0, evaluate=False) for _, u in lacking)
    (x, y, z), (a, b, c) = variables, potential.args
    hold = problem.held
    pairs = ((c, y, b, z), (a, z, c, x), (b, x, a, y))
    curl = Vector(*(tree.total(Diff(p, u, *hold(u)), tree.negative(Diff(q, v, *hold(v)))) for p, u, q, v in pairs))
    yield Stage("turned", curl, {}, Name(_letter(problem), "curl"), equals=Vector(*field), check=True)
    return Answer({"vector": potential}, {"A": Name(_letter(problem)), "where": where})


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which component is taken to be 0, `k`; the next two in turn are `i` and `j`, and the latter holds the unknown function."""

    k: int

    @property
    def i(self) -> int:
        return (self.k + 1) % 3

    @property
    def j(self) -> int:
        return (self.k + 2) % 3


def _found(problem: Problem) -> Stages:
    """With A_k = 0: A_i and A_j by integrating F_j and -F_i by the k-th variable, then the unknown function in A_j by the last equation."""
    field, v, choice = problem.given["field"], problem.variables, _chosen(problem)
    i, j, k = choice.i, choice.j, choice.k
    called = [Name(f"{_letter(problem)}_{n + 1}") for n in range(3)]
    facts: dict[str, object] = {"zero": called[k], "x": v[k], "held": (v[i], v[j]), "equation": _equations(problem, choice)[k]}
    yield Stage("chosen", Vector(*field), facts, Vector(*_equations(problem, choice)), solve=False, equals=Vector(*field))
    parts: list[Expr] = [S.Zero, S.Zero, S.Zero]
    minus = tree.negative(Name(COMPONENTS[i]))
    for n, f, letter in ((i, field[j], Name(COMPONENTS[j])), (j, tree.evaluated(tree.negative(field[i])), minus)):
        told_ = {**facts, "slope": _slope(problem, n, k), "letter": letter}
        parts[n] = yield Stage("integrate", Int(f, v[k]), told_, called[n])
    g = Function(next(c for c in UNKNOWN if c not in problem.symbols), real=True)(*(w for n, w in enumerate(v) if n != k))
    facts |= {"g": g, "name": called[j], "other": called[i]}
    with_g = _added(parts[j], g)
    claims = (Claim(Diff(with_g, v[k], *problem.held(v[k])), tree.negative(field[i])),)
    yield Stage("unknown", with_g, facts, called[j], kept=True, claims=claims)
    left = yield from _left(problem, choice, with_g, parts[i], g, facts)
    if left.is_zero:
        yield Stage("nothing", S.Zero, facts, solve=False, equals=S.Zero, shown=UNSAID)
    else:
        more = yield Stage("rest", Int(left, v[i]), {**facts, "by": v[i], "still": v[j]}, g)
        parts[j] = _added(parts[j], more)
    return (yield Stage("whole", Vector(*parts), facts, Name(_letter(problem))))


def _left(problem: Problem, choice: _Choice, with_g: Expr, plain: Expr, g: Expr, facts: Mapping[str, object]) -> Stages:
    """What the last equation asks of the derivative of the unknown function."""
    f, v, (i, j, k) = problem.given["field"][choice.k], problem.variables, (choice.i, choice.j, choice.k)
    forward = yield Stage("slope", Diff(with_g, v[i], *problem.held(v[i])), {**facts, "first": True}, _slope(problem, j, i))
    back: Expr = S.Zero
    if not plain.is_zero:
        back = yield Stage("slope", Diff(plain, v[j], *problem.held(v[j])), {**facts, "first": False}, _slope(problem, i, j))
    mine = Slot(g, (g.args.index(v[i]),), g.args)
    if mine not in tree.terms(forward):
        raise Unsupported("cannot do this: the derivative of the unknown function is not seen in the slope")
    known = tree.total(*(t for t in tree.terms(forward) if t != mine), tree.negative(back))
    left = yield Stage("compare", tree.total(f, tree.negative(known)) if not known.is_zero else f, {**facts, "f": f, "along_": v[k]}, mine)
    if v[k] in left.free_symbols:
        raise Unsupported(f"cannot do this: what is left is not seen to be free of {v[k]}, by which was integrated")
    return left


def _added(a: Expr, b: Expr) -> Expr:
    return b if a.is_zero else tree.total(a, b)


def _slope(problem: Problem, n: int, by: int) -> Name:
    """The name of a partial derivative of a component of the potential."""
    return Name(f"{_letter(problem)}_{n + 1}", "∂", (problem.variables[by],))


def _equations(problem: Problem, choice: _Choice) -> list[Expr]:
    """The components of the curl of a field whose k-th component is 0, as names."""
    i, j, k = choice.i, choice.j, choice.k
    out: list[Expr] = [S.Zero, S.Zero, S.Zero]
    out[i] = tree.negative(_slope(problem, j, k))
    out[j] = _slope(problem, i, k)
    out[k] = tree.total(_slope(problem, j, i), tree.negative(_slope(problem, i, j)))
    return out


def _chosen(problem: Problem) -> _Choice:
    """The last component, unless there is one with which the integrals are simpler."""
    field, v = [tree.plain(f) for f in problem.given["field"]], problem.variables

    def effort(choice: _Choice) -> int:
        by = v[choice.k]
        needed = [field[choice.i], field[choice.j]]
        hard = sum(not f.is_polynomial(by) for f in needed)
        return 3 * hard + sum(not f.is_zero for f in needed)

    return min((_Choice(2), _Choice(0), _Choice(1)), key=effort)


def _out_of(problem: Problem, hole: Hole, others: Sequence[Hole], domain: FieldDomain) -> Stages:
    """The flux out of a small sphere round a missing point."""
    theta, phi = (Symbol(n, real=True) for n in ("theta", "phi"))
    if domain.walls or domain.holes or {theta.name, phi.name} & set(problem.symbols):
        raise Unsupported("cannot do this: a sphere round the missing point is not seen to lie in the domain of the field")
    centre = tuple(hole.point)
    radius = next((r for r in RADII if all(_far(hole, o, r) for o in others if o != hole)), None)
    if radius is None:
        raise Unsupported("cannot do this: the places where the field is not defined lie too close together")
    outward = (tree.product(sin(phi), cos(theta)), tree.product(sin(phi), sin(theta)), cos(phi))
    position = Vector(*(tree.summed(c, tree.scaled(radius, n)) for c, n in zip(centre, outward, strict=True)))
    facts = {"hole": hole.point, "radius": radius, "theta": theta, "phi": phi}
    r = Name("r", "", (), (theta, phi))
    yield Stage("sphere", position, facts, r, solve=False, equals=position)
    there = yield Stage("on_sphere", At(Vector(*problem.given["field"]), problem.variables, position.args), facts, Name("F", "", (), (r,)))
    across = yield Stage("across", Dot(there, Vector(*outward)), facts, Dot(Name("F"), Name("n")))
    density = tree.scaled(radius**2, tree.product(across, sin(phi))) if across != S.One else tree.scaled(radius**2, sin(phi))
    limits = ((phi, S.Zero, pi), (theta, S.Zero, 2 * pi))
    return (yield from levels(density, limits, {**facts, "part": 1, "parts": 1}))


def _far(hole: Hole, other: Hole, radius: Expr) -> bool:
    square = sum((a - b) ** 2 for a, b in zip(hole.point, other.point, strict=True))
    return sign_of(square - radius**2) == 1


def _different(divergence: Expr, variables: Sequence[Symbol]) -> tuple[Expr, Tuple] | None:
    """The value of the divergence at a point where it is not 0; None where none is seen."""
    value = tree.plain(divergence)
    if value.is_zero:
        return None
    for point in _places():
        there = value.subs(dict(zip(variables, point, strict=True)), simultaneous=True)
        if there.free_symbols and not there.is_zero and is_zero(there) is not True:
            raise Unsupported("cannot do this: whether the divergence is 0 depends on the letters of the field")
        if not there.free_symbols and there.is_finite and there.is_real and sign_of(there):
            return there, Tuple(*point)
    return None


def _places() -> Iterator[tuple[Expr, ...]]:
    for point in product(PLACES, repeat=3):
        yield tuple(map(Integer, point))


def _letter(problem: Problem) -> str:
    return next(c for c in LETTERS if c not in problem.symbols)


def _facts(problem: Problem) -> Mapping[str, object]:
    return {**components(problem), "A": Name(_letter(problem))}


TOPIC = Topic(
    "Vector potential",
    (Field("field", "functions"),),
    plan,
    ("vector", "exists"),
    facts=_facts,
    expected=Expected(shape="vector_potential"),
)
