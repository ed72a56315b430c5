"""Convexity: by the Hessian matrix all over the domain, by what the function is put together from, or shown to fail at points."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from itertools import islice

from sympy import Add, Eq, Expr, Ge, Gt, Le, Lt, Matrix, Mul, S, Symbol, Tuple, exp, simplify
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.convex.against import Against, Bend, Chord
from tutor.maths.classification.convex.compose import Composed
from tutor.maths.classification.convex.extremes import without_extremes
from tutor.maths.classification.convex.hessian import Curvature, Minor
from tutor.maths.classification.convex.judge import Judged, convex_set, judged
from tutor.maths.classification.convex.strict import LinearAlong, Strict
from tutor.maths.classification.convex.where import Where, where
from tutor.maths.classification.signed import least, signed
from tutor.maths.extrema.asserted import convex_claim
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import PLAIN, UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Determinant, Diff, Equation, MatrixOf, Name, QuadraticForm, System, Vector

Second = Mapping[tuple[int, int], Expr]
Told = Generator[Stage, Expr, None]
MOST_GUESSES = 5  # points at which the gradient of a convex function may turn out to be 0
SHOWN = ("squares", "factors")  # forms of a minor that are written down, since they show the sign
MINUS = {Ge: Le, Gt: Lt}


def plan(problem: Problem) -> Plan:
    """The domain, the derivatives, the signs all over it or the points against it, strictness, and where the minimum is."""
    f = tree.plain(problem.given["function"])
    if f.atoms(AppliedUndef):
        raise Unsupported("cannot do this: the function is not given by a formula")
    place = where(f, problem.variables, problem.given.get("domain", ()))
    relations = convex_set(place)
    found = judged(f, place)
    if relations:
        linear = all((r.lhs - r.rhs).diff(x).is_number for r in relations for x in problem.variables)
        yield _text("domain", {"relations": relations, "asked": place.asked, "needed": place.needed, "linear": linear})
    first: list[Expr] = []
    if isinstance(found.why, Composed) or found.matrix is None:
        yield from _put_together(problem, found, place)
    else:
        first = yield from _first(problem)
        second = yield from _second(problem, first)
        if isinstance(found.why, Curvature):
            yield from _all_over(problem, found.why, second, place)
        else:
            yield from _at_points(problem, found.why, second)
    yield from _strictness(problem, found, place)
    yield from _meaning(problem, found, first, place)
    flat = found.matrix is not None and all(e == 0 for e in found.matrix)
    return Answer({"class": found.word}, {"flat": True} if flat else {})


def _text(words: str, facts: Mapping[str, object]) -> Stage:
    """A stage that is only said."""
    return Stage(words, Tuple(), facts, kept=True, shown=UNSAID)


def _first(problem: Problem) -> Generator[Stage, Expr, list[Expr]]:
    """The first derivatives."""
    f = problem.given["function"]
    out = []
    for x in problem.variables:
        out.append((yield Stage("first", Diff(f, x, *problem.held(x)), {"x": x, "held": problem.held(x)}, _derivative(problem, x))))
    return out


def _second(problem: Problem, first: Sequence[Expr]) -> Generator[Stage, Expr, Second]:
    """The second derivatives on and above the diagonal."""
    out: dict[tuple[int, int], Expr] = {}
    for i, x in enumerate(problem.variables):
        for j, y in enumerate(problem.variables[i:], start=i):
            goal, facts = Diff(first[i], y, *problem.held(y)), {"x": y, "held": problem.held(y), "of": Name(problem.letter, "", (x,))}
            out[i, j] = out[j, i] = yield Stage("second", goal, facts, _derivative(problem, x, y))
    return out


def _derivative(problem: Problem, *order: Symbol, at: Sequence[Expr] = ()) -> Name:
    """f_xy, or f″ of one variable."""
    return Name(problem.letter, "′" if len(problem.variables) == 1 else "", order, at)


# -- by the Hessian matrix -----------------------------------------------------------------------------------------------


def _all_over(problem: Problem, why: Curvature, second: Second, place: Where) -> Told:
    """The minors that decide, with their signs, and what they say."""
    n = len(problem.variables)
    constant = not any(second[i, j].free_symbols & set(problem.variables) for i in range(n) for j in range(n))
    if all(e == 0 for e in why.matrix):
        yield _text("flat", {})
        return
    if n > 2:
        yield Stage("matrix", _matrix(second, n), {}, Name("H"), final=False)
    told: list[tuple[Name, Relational]] = []
    for minor in why.minors:
        name = _name(problem, minor.rows)
        size = len(minor.rows)
        result = second[minor.rows[0], minor.rows[0]]
        if size > 1:
            goal, shown = _minor(problem, minor.rows, second)
            facts = {"size": size, "constant": constant, "of": tuple(problem.variables[i] for i in minor.rows)}
            result = yield Stage("minor", goal, facts, name, shown=shown)
        yield from _form(minor, result, name)
        told.append((name, _relation(name, minor)))
    facts = {"signs": tuple(r for _, r in told), "constant": constant, "sign": why.sign, "definite": why.definite, "place": place.relations}
    sums = [f for m in why.minors for f in (_sums(m.shown.form) if m.shown.by == "factors" else [m.shown.form])]
    factors = {f: s for f in sums if (s := signed(f, place.box))}
    ways = {m.shown.by for m in why.minors} | {s.by for s in factors.values()}
    facts |= {"reasons": tuple(sorted(ways - {"number", "form", "terms", *SHOWN}))}
    bounds = (least(f, place.box) for f, s in factors.items() if s.by in ("shifted", "factors") and s.sign == 1)
    facts |= {"bounds": tuple(b for b in bounds if b is not None and b.rhs.is_nonnegative)}
    facts |= {"powers": tuple(sorted(why.matrix.atoms(exp), key=str)) if not facts["reasons"] else ()}
    yield _text("signs", facts)


def _sums(form: Expr) -> list[Expr]:
    """The sums among the factors of a form."""
    return [f for f in (part.as_base_exp()[0] for part in Mul.make_args(form)) if f.is_Add]


def _minor(problem: Problem, rows: tuple[int, ...], second: Second) -> tuple[Expr, Shown]:
    """The determinant of these rows and columns; of two written out."""
    if len(rows) == 2:
        i, j = rows
        names = {ij: Name(problem.letter, "", tuple(problem.variables[k] for k in ij)) for ij in ((i, i), (i, j), (j, j))}
        return _two(second[i, i], second[i, j], second[j, j]), Shown(law=_two(names[i, i], names[i, j], names[j, j]))
    return Determinant(MatrixOf(*([second[i, j] for j in rows] for i in rows))), PLAIN


def _two(a: Expr, b: Expr, c: Expr) -> Expr:
    return tree.total(tree.product(a, c), tree.negative(tree.power(b, 2)))


def _name(problem: Problem, rows: tuple[int, ...]) -> Name:
    """f_xx, D where there are two variables, D_12 for the rows 1 and 2."""
    if len(rows) == 1:
        x = problem.variables[rows[0]]
        return _derivative(problem, x, x)
    if len(problem.variables) == 2:
        return Name("D")
    return Name("D", "", (Symbol("".join(str(k + 1) for k in rows)),))


def _relation(name: Name, minor: Minor) -> Relational:
    """f_xx > 0, D >= 0, D = 0, ..."""
    if minor.shown.form == 0:
        return Eq(name, 0, evaluate=False)
    made = Gt if minor.shown.strict else Ge
    return (made if minor.shown.sign == 1 else MINUS[made])(name, 0, evaluate=False)


def _form(minor: Minor, result: Expr, name: Name) -> Told:
    """The form in which the sign of a minor is seen, where that is another one."""
    form = minor.shown.form
    if minor.shown.by in SHOWN and form != tree.plain(result):
        yield Stage("form", result, {"by": minor.shown.by, "name": name}, name, solve=False, equals=form)


def _matrix(second: Second, n: int) -> MatrixOf:
    return MatrixOf(*([second[i, j] for j in range(n)] for i in range(n)))


# -- against it ----------------------------------------------------------------------------------------------------------


def _at_points(problem: Problem, why: Against, second: Second) -> Told:
    """Where the function bends up and where it bends down."""
    variables = problem.variables
    up, down = why.up, why.down
    assert isinstance(up, Bend) and isinstance(down, Bend)
    if len(variables) == 1:
        for b in (up, down):
            (x,) = variables
            name = _derivative(problem, x, x, at=tuple(b.point.values()))
            yield Stage("curvature_at", At(second[0, 0], variables, tuple(b.point.values())), {"p": b.point, "sign": b.sign}, name)
        yield _text("both", {"same": False})
        return
    if len(variables) == 2 and why.by == "point":
        goal = _two(second[0, 0], second[0, 1], second[1, 1])
        names = [Name(problem.letter, "", pair) for pair in ((variables[0],) * 2, variables, (variables[1],) * 2)]
        facts = {"size": 2, "constant": not tree.plain(goal).free_symbols}
        determinant = yield Stage("minor", goal, facts, Name("D"), shown=Shown(law=_two(*names)))
        if determinant.free_symbols:
            there = tuple(up.point.values())
            yield Stage("minor_at", At(determinant, variables, there), {"p": up.point}, Name("D", "scalar", (), there))
        yield _text("indefinite", {"constant": not determinant.free_symbols})
        return
    n = len(variables)
    hessian = yield Stage("matrix", _matrix(second, n), {}, Name("H"), final=False)
    for b in (up, down):
        there = tuple(b.point.values())
        if b is up or why.by == "points":
            here = yield Stage("matrix_at", At(hessian, variables, there), {"p": b.point}, Name("H", "scalar", (), there))
        direction = Vector(*b.direction)
        yield Stage("bend", QuadraticForm(here, direction), {"d": direction, "p": b.point, "sign": b.sign}, solve=False, equals=b.value)
    yield _text("both", {"same": why.by == "point"})


# -- by what it is put together from -------------------------------------------------------------------------------------


def _put_together(problem: Problem, found: Judged, place: Where) -> Told:
    """The parts with their rules, or two chords that speak against it."""
    f, variables = problem.given["function"], problem.variables
    match found.why:
        case Composed() as part:
            lines = tuple(line for line in part.lines() if line.bend)
            matrices = [line for line in lines if len(line.letters) > 1]
            for k, line in enumerate(matrices, start=1):
                facts = {"part": line, "name": Name("H", "", (Symbol(str(k)),) if len(matrices) > 1 else ())}
                claim = convex_claim(line.expr, line.letters, line.bend == 1, line.definite, place.relations)
                yield Stage("part_matrix", MatrixOf(*line.second), facts, facts["name"], kept=True, claims=(claim,))
            strict = tuple({"part": s, "forms": _forms(s, problem.variables)} for s in part.sources()) if part.strict else ()
            yield _text("parts", {"lines": lines, "whole": part, "strict": strict})
        case Against(up=up, down=down):
            for chord in (up, down):
                assert isinstance(chord, Chord)
                yield _chord(f, variables, chord, "chord", {"sign": chord.sign})


def _forms(part: Composed, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    """Linear forms, of which one must change along a segment for the part to be strict along it."""
    forms = (Add(*(a * x for a, x in zip(row, variables, strict=True))).primitive()[1] for row in part.rows)
    found = tuple(dict.fromkeys(f for f in forms if f))
    used = tuple(x for x in variables if any(x in f.free_symbols for f in found))
    return used if Matrix(part.rows).rank() == len(used) else found


def _chord(f: Expr, variables: tuple[Symbol, ...], chord: Chord, words: str, facts: Mapping[str, object]) -> Stage:
    """The values at two points and in the middle, claimed."""
    places = (*chord.ends, chord.middle)
    goal = Tuple(*(At(without_extremes(f), variables, tuple(p.values())) for p in places))
    average = simplify((chord.values[0] + chord.values[1]) / 2)
    told = {"chord": chord, "average": average, **facts}
    return Stage(words, goal, told, solve=False, equals=Tuple(*chord.values), shown=UNSAID)


# -- strictness and meaning ----------------------------------------------------------------------------------------------


def _strictness(problem: Problem, found: Judged, place: Where) -> Told:
    """Why it is strictly so, or where it is not."""
    f, variables = problem.given["function"], problem.variables
    facts = {"word": found.word}
    match found.strict:
        case Strict(by):
            yield _text("strict", {**facts, "by": by})
        case LinearAlong(at=at, value=value, letter=letter):
            if found.matrix is not None and all(e == 0 for e in found.matrix):
                return
            goal = tree.substitute(f, at)
            name = Name(problem.letter, "scalar", (), tuple(at.values()))
            inside = tuple(tree.substitute(r, at) for r in place.relations)
            yield Stage("line", goal, {**facts, "along": at, "t": letter}, name, solve=False, equals=value, conditions=inside)
        case Chord() as chord:
            yield _chord(f, variables, chord, "flat_chord", facts)


def _meaning(problem: Problem, found: Judged, first: Sequence[Expr], place: Where) -> Told:
    """Every local minimum is global; the critical point, where it is easy to name."""
    if found.word == "neither":
        return
    facts = {"word": found.word, "convex": "convex" in found.word, "flat": found.matrix is not None and all(e == 0 for e in found.matrix)}
    point = _critical(first, problem.variables, place, found.matrix) if first and not facts["flat"] else None
    if point is None:
        yield _text("meaning", facts)
        return
    there = tuple(point.values())
    if found.matrix is not None and not found.matrix.free_symbols & set(problem.variables):
        yield system_stage("stationary", solve_system(System([Equation(e, S.Zero) for e in first], problem.variables)), facts)
        return
    slopes = Vector(*first) if len(there) > 1 else first[0]
    name = Name(problem.letter, "∇", (), there) if len(there) > 1 else Name(problem.letter, "′", problem.variables, there)
    yield Stage("minimum", At(slopes, problem.variables, there), {**facts, "p": point}, name)


def _critical(first: Sequence[Expr], variables: tuple[Symbol, ...], place: Where, h: Matrix | None) -> dict[Symbol, Expr] | None:
    """Where the gradient is 0: solved where it is linear, else only tried at points with small coordinates."""
    plain = [tree.plain(e) for e in first]
    if h is not None and not h.free_symbols & set(variables):
        if h.det() == 0:
            return None
        start = Matrix([e.subs(dict.fromkeys(variables, 0)) for e in plain])
        point = dict(zip(variables, -h.inv() * start, strict=True))
        return point if all(e.is_number for e in point.values()) and place.holds_at(point) else None
    for point in islice(place.points(), MOST_GUESSES):
        if all(simplify(e.xreplace(point)) == 0 for e in plain):
            return point
    return None


TOPIC = Topic(
    "Convexity",
    (Field("function", "function"), Field("domain", "relations", required=False)),
    plan,
    ("class",),
    constrained=True,
)
