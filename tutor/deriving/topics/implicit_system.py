"""Derivatives of several unknowns that several equations define: each equation differentiated, a linear system solved as by hand."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sympy import Add, Basic, Eq, Expr, Function, Mul, Ne, Pow, S, Symbol

from tutor.deriving.implicitly import fails, one_side, vanishes
from tutor.errors import Unsupported
from tutor.model import Answer, Problem, stated
from tutor.printing.notation.text import text
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Determinant, Diff, Equation, MatrixOf, Name, Slot

MOST = 4  # equations, as many as a determinant by hand bears
Numbers = Mapping[Symbol, Expr]


@dataclass(frozen=True, slots=True)
class Linear:
    """a u_x + b v_x = c: the coefficients of the unknown derivatives, and what stands on the right."""

    coefficients: Mapping[Symbol, Expr]
    right: Expr
    turned: bool = False  # the unknowns stood on the right side

    @property
    def equation(self) -> Equation:
        """As it is written."""
        left = tree.summed(*(tree.scaled(a, u) for u, a in self.coefficients.items() if a is not S.Zero))
        return Equation(left, self.right, S.NegativeOne if self.turned else S.One)


def plan(problem: Problem) -> Plan:
    """The point, each equation differentiated, the point put in, the linear system solved part by part, and put in again."""
    about = _System.of(problem)
    point = problem.given.get("point", {})
    if point:
        for equation in about.equations:
            _must_hold(equation, point)
        for number, equation in enumerate(about.equations):
            yield _on_it(number, equation, point)
    lines: list[Linear] = []
    for number, equation in enumerate(about.equations):
        both = yield Stage("differentiate", about.differentiated(equation), about.facts(number), final=False, shown=Shown(sides="before"))
        plainly = named(both, about.names, tuple(about.primes.values()))
        line = collected(plainly, tuple(about.primes.values()))
        yield Stage("gathered", plainly, about.facts(number), equals=line.equation, solve=False, shown=Shown(sides="both"))
        lines.append(line)
    if point:
        numbers: list[Linear] = []
        for number, line in enumerate(lines):
            numbers.append((yield from _with_numbers(number, line, point)))
        lines = numbers
        yield from _defines(about, lines)
    conditions: list[Basic] = []
    found = yield from _solved(about, lines, conditions)
    values = {p: found[p] for p in about.primes.values()}
    for number, line in enumerate(lines):
        left = tree.summed(*(tree.scaled(a, values[p]) for p, a in line.coefficients.items() if a is not S.Zero))
        law = tree.summed(*(tree.scaled(a, p) for p, a in line.coefficients.items() if a is not S.Zero))
        yield Stage("put_in", left, {"number": number}, law, check=True, equals=line.right, solve=False)
    return Answer({"expressions": {y.name: found[about.primes[y]] for y in problem.given["dependents"]}}, {"provided": tuple(conditions)})


@dataclass(frozen=True, slots=True)
class _System:
    """The equations, what depends on what, and the short names u_x of the derivatives."""

    equations: tuple[Eq, ...]
    x: Symbol
    free: tuple[Symbol, ...]
    applied: Mapping[Symbol, Expr]
    primes: Mapping[Symbol, Symbol]

    @classmethod
    def of(cls, problem: Problem) -> _System:
        """From the fields. `Unsupported` where there are not as many unknowns as equations, or what is held is not free."""
        equations, asked = problem.given["equations"], problem.given["dependents"]
        x, held = problem.given["with_respect_to"], problem.given.get("held", ())
        if not all(isinstance(e, Eq) for e in equations):
            raise Unsupported("cannot do this: only equations define unknowns")
        dependents = _dependents(problem)
        if len(dependents) != len(equations):
            given = ", ".join(v.name for v in dependents)
            raise Unsupported(f"cannot do this: {len(equations)} equations determine as many unknowns, and {given} are {len(dependents)}")
        if len(equations) > MOST:
            raise Unsupported(f"cannot do this: more than {MOST} equations")
        if x in dependents or x in held or set(held) & set(asked):
            raise Unsupported(f"cannot do this: {x} is free, what is held is free too, and none of them is one of the unknowns")
        free = tuple(v for v in problem.variables if v not in dependents)
        applied = {y: Function(y.name, real=True)(*free) for y in dependents}
        return cls(equations, x, free, applied, {y: Symbol(f"{y.name}_{x.name}", real=True) for y in dependents})

    @property
    def held(self) -> tuple[Symbol, ...]:
        """The other free letters."""
        return tuple(v for v in self.free if v != self.x)

    @property
    def names(self) -> dict[Basic, Basic]:
        """u for u(x, y), and u_x for its derivative."""
        slots = {Slot(f, (self.free.index(self.x),), self.free): self.primes[y] for y, f in self.applied.items()}
        return {**slots, **{f: y for y, f in self.applied.items()}}

    def differentiated(self, equation: Eq) -> Equation:
        """Both sides, the unknowns as functions of the free letters, still to be differentiated."""
        return Equation(*(Diff(tree.substitute(side, self.applied), self.x, *self.held) for side in equation.args))

    def facts(self, number: int) -> dict[str, Any]:
        """For the words of the stages about one equation."""
        functions = tuple(Eq(y, f, evaluate=False) for y, f in self.applied.items())
        return {
            "functions": functions,
            "number": number,
            "x": self.x,
            "held": self.held,
            "unknowns": tuple(self.applied),
            "primes": tuple(self.primes.values()),
        }


def _dependents(problem: Problem) -> tuple[Symbol, ...]:
    """The unknowns: those that are named, and where it is said what is held, all other letters too."""
    asked, held = problem.given["dependents"], problem.given.get("held")
    if held is None or len(asked) == len(problem.given["equations"]):
        return tuple(asked)
    others = (v for v in problem.variables if v not in (*asked, *held, problem.given["with_respect_to"]))
    return (*asked, *others)


def _must_hold(equation: Eq, point: Numbers) -> None:
    """`Unsupported` where the point does not satisfy an equation."""
    residual = tree.evaluated(tree.substitute(one_side(equation), point))
    if not vanishes(residual):
        raise Unsupported(f"cannot do this: the point {fails(residual)} {text(equation)}; the two sides differ there by {text(residual)}")


def _on_it(number: int, equation: Eq, point: Numbers) -> Stage:
    goal = At(one_side(equation), point.keys(), point.values())
    left, right = (tree.placed(side, point) for side in equation.args)
    sides = (left, right) if left != right else (Eq(left, right, evaluate=False),)
    return Stage("on_it", goal, {"number": number}, equals=S.Zero, solve=False, shown=Shown(terms=sides))


def named(expr: Basic, names: Mapping[Basic, Basic], last: Sequence[Symbol]) -> Basic:
    """The tree with u for u(x, y) and u_x for its derivative, as one writes them when working by hand; u_x ends its product."""
    if expr in names or not expr.args:
        return names.get(expr, expr)
    made = tree.rebuild(expr, tuple(named(a, names, last) for a in expr.args))
    if isinstance(made, Mul):
        ends = [f for f in made.args if f in last]
        return tree.product(*(f for f in made.args if f not in last), *ends) if ends else made
    return made


def collected(equation: Basic, unknowns: Sequence[Symbol]) -> Linear:
    """An equation sorted by the unknowns, all else on the right."""
    assert isinstance(equation, Equation)
    parts: dict[Symbol, list[Expr]] = {u: [] for u in unknowns}
    rest: list[Expr] = []
    turned = not equation.left.free_symbols & set(unknowns)
    for side, turn in ((equation.left, turned), (equation.right, not turned)):
        for term in tree.terms(side):
            for unknown, factor in _spread(term, unknowns):
                if unknown is None:
                    rest.append(factor if turn else tree.negative(factor))
                else:
                    parts[unknown].append(tree.negative(factor) if turn else factor)
    return Linear({u: _sum(found) for u, found in parts.items()}, _sum(rest), turned)


def _spread(term: Expr, unknowns: Sequence[Symbol]) -> Iterable[tuple[Symbol | None, Expr]]:
    """A term as multiples of the unknowns and what holds none of them; brackets that hold some are multiplied out."""
    if not term.free_symbols & set(unknowns):
        return [(None, term)] if term is not S.Zero else []
    if term in unknowns:
        return [(term, S.One)]
    factors = tree.factors(term)
    holding = [f for f in factors if f.free_symbols & set(unknowns)]
    if len(holding) > 1 or isinstance(holding[0], Pow | Function):
        raise Unsupported("cannot do this: the differentiated equations are not linear in the derivatives")  # after a slip only
    within = holding[0]
    others = [f for f in factors if f is not within]
    inner = [p for t in tree.terms(within) for p in _spread(t, unknowns)]
    return [(u, tree.product(*others, *(() if f is S.One else (f,))) if others else f) for u, f in inner]


def _sum(terms: Sequence[Expr]) -> Expr:
    """The terms with nothing reckoned but what SymPy's evaluation does to each, a positive one first."""
    shown = sorted((tree.evaluated(t) for t in terms), key=lambda t: bool(t.could_extract_minus_sign()))
    whole = Add(*shown)
    return tree.summed(*shown) if isinstance(whole, Add) and len(whole.args) == len(shown) else whole


def _with_numbers(number: int, line: Linear, point: Numbers) -> Generator[Stage, Expr, Linear]:
    """A linear equation with the point put into its coefficients."""
    there = {p: tree.evaluated(tree.substitute(a, point)) for p, a in line.coefficients.items()}
    found = Linear(there, tree.evaluated(tree.substitute(line.right, point)))
    goal = At(replace(line, turned=False).equation, point.keys(), point.values())
    shown = Shown(sides="after")
    yield Stage("numbers", goal, {"number": number}, equals=found.equation, solve=False, shown=shown)
    return found


def _defines(about: _System, lines: Sequence[Linear]) -> Generator[Stage, Expr, None]:
    """That the equations define the unknowns near the point, where the road to the derivatives does not come by the determinant."""
    if len(_part(dict(enumerate(lines)), {})[0]) == len(lines):
        return
    grid = MatrixOf(*([line.coefficients[p] for p in about.primes.values()] for line in lines))
    value = tree.plain(Determinant(grid)).doit()
    if not value.free_symbols and not vanishes(value):
        facts = {"primes": tuple(about.primes.values()), "unknowns": tuple(about.applied)}
        yield Stage("defines", Determinant(grid), facts, claims=(stated(Ne(value, 0, evaluate=False)),))


def _solved(about: _System, lines: Sequence[Linear], provided: list[Basic]) -> Generator[Stage, Expr, dict[Symbol, Expr]]:
    """The unknown derivatives: first a part of the equations that holds as many of them, and then with these the others.

    `Unsupported` where a determinant vanishes: the equations need then not define the unknowns.
    """
    found: dict[Symbol, Expr] = {}
    left = dict(enumerate(lines))
    while left:
        part, unknowns = _part(left, found)
        rows = [left.pop(k) for k in part]
        rights = [_known_away(line, found) for line in rows]
        if len(part) == 1:
            yield from _alone(part[0], rows[0], rights[0], unknowns[0], found, provided)
        else:
            yield from _cramer(about, rows, rights, unknowns, found, provided, whole=len(part) == len(lines))
    return found


def _part(left: Mapping[int, Linear], found: Numbers) -> tuple[tuple[int, ...], tuple[Symbol, ...]]:
    """The fewest equations that hold just as many unknowns; `Unsupported` where the equations are too few for some of them."""
    for size in range(1, len(left) + 1):
        for chosen in combinations(left, size):
            held = {u for k in chosen for u, a in left[k].coefficients.items() if u not in found and not vanishes(a)}
            if len(held) == size:
                return chosen, tuple(u for u in left[chosen[0]].coefficients if u in held)
    raise Unsupported("cannot do this: the determinant of the unknowns is 0, so the equations need not define them")


def _known_away(line: Linear, found: Numbers) -> Expr:
    """The right side without what is known of the left."""
    known = [tree.negative(tree.product(a, found[u])) for u, a in line.coefficients.items() if u in found and not vanishes(a)]
    return tree.summed(line.right, *known)


def _must_not_vanish(value: Expr) -> None:
    if vanishes(value):
        raise Unsupported("cannot do this: the determinant of the unknowns is 0, so the equations need not define them")


def _alone(
    number: int, line: Linear, right: Expr, unknown: Symbol, found: dict[Symbol, Expr], provided: list[Basic]
) -> Generator[Stage, Expr, None]:
    """One equation with one unknown left."""
    below = line.coefficients[unknown]
    goal = right if below is S.One else tree.quotient(right, below)
    nonzero = () if below.is_nonzero else (_nonzero(below),)
    provided.extend(nonzero)
    put = tuple(u for u, a in line.coefficients.items() if u in found and not vanishes(a))
    facts = {"number": number, "put": put, "below": below, "unknown": unknown}
    found[unknown] = yield Stage("alone", goal, facts, unknown, conditions=nonzero)


def _cramer(
    about: _System,
    rows: Sequence[Linear],
    rights: Sequence[Expr],
    unknowns: tuple[Symbol, ...],
    found: dict[Symbol, Expr],
    provided: list[Basic],
    whole: bool,
) -> Generator[Stage, Expr, None]:
    """The determinant of the coefficients, which must not be 0, and with the right side in a column the one for each unknown."""
    grid = [[line.coefficients[u] for u in unknowns] for line in rows]
    letters = tuple(y for y, p in about.primes.items() if p in unknowns)
    facts = {"wanted": unknowns, "whole": whole, "count": len(rows), "letters": letters}
    below = yield Stage("determinant", Determinant(MatrixOf(*grid)), facts, Name("D"))
    _must_not_vanish(below)
    relation = _nonzero(below)
    claims = (stated(Ne(below, 0, evaluate=False)),) if not below.free_symbols else ()
    conditions = () if claims else (relation,)
    provided.extend(conditions)
    for k, unknown in enumerate(unknowns):
        columns = MatrixOf(*([*row[:k], right, *row[k + 1 :]] for row, right in zip(grid, rights, strict=True)))
        above = Name("D", "", (letters[k],))
        more = {"first": k == 0, "relation": relation, "sure": bool(claims), "unknown": unknown, **facts}
        value = yield Stage("column", Determinant(columns), more, above, claims=claims)
        signs = {t.could_extract_minus_sign() for t in Add.make_args(tree.plain(below))}
        goal = tree.quotient(value, below) if False in signs else tree.quotient(*(tree.evaluated(-tree.plain(e)) for e in (value, below)))
        found[unknown] = yield Stage("cramer", goal, more, unknown, conditions=conditions, shown=Shown(law=tree.quotient(above, Name("D"))))


def _nonzero(value: Expr) -> Basic:
    """That a value is not 0, without a number that it is a multiple of."""
    rest = tree.evaluated(value).primitive()[1].as_coeff_Mul()[1]
    return Ne(-rest if rest.could_extract_minus_sign() else rest, 0, evaluate=False)


def _facts(problem: Problem) -> Mapping[str, object]:
    dependents = _dependents(problem)
    free = tuple(v for v in problem.variables if v not in dependents)
    x = problem.given["with_respect_to"]
    sign = "∂" if len(free) > 1 else "d"
    return {
        "unknowns": dependents,
        "free": free,
        "x": x,
        "kept": tuple(v for v in free if v != x),
        "rates": {y: Name("", sign, (y, x)) for y in dependents},
        "asked": tuple(problem.given["dependents"]),
    }


TOPIC = Topic(
    "Derivatives of a system",
    (
        Field("equations", "relations"),
        Field("dependents", "names"),
        Field("with_respect_to", "name"),
        Field("held", "names", required=False),
        Field("point", "point", required=False),
    ),
    plan,
    ("expressions",),
    facts=_facts,
    expected=Expected(operations=("derivative",), on_curve=True),
)
