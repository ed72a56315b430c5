"""A problem with constraints, taken apart: equations and conditions, the names of what comes in, and the candidates it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Eq, Expr, Ge, Gt, Lt, PolynomialError, S, Symbol, cos, powsimp, reduced, sin, tan
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.compact import sides
from tutor.maths.solving.tree import Root, Solved
from tutor.model import Problem
from tutor.trees import tree
from tutor.trees.heads import Equation, Name

GREEK = ("lamda", "mu", "nu", "kappa")  # multipliers, in this order
LETTERS = ("g", "h", "k", "p", "q", "r")  # of the constraint functions, in this order
MOST_CONSTRAINTS = 3
REMAINDERS = (1, 2, 3, 4, 6)  # by which a family of points is parted


@dataclass(frozen=True, slots=True)
class Constraint:
    """One equation as it was typed, g with g = 0, what g is called, and its multiplier."""

    equation: Equation
    function: Expr
    letter: str
    multiplier: Symbol

    @property
    def relation(self) -> Basic:
        """As SymPy's equation, held."""
        return Eq(self.equation.left, self.equation.right, evaluate=False)


@dataclass(frozen=True, slots=True)
class Posed:
    """A function to be made largest or smallest where all constraints and conditions hold."""

    objective: Expr
    letter: str
    variables: tuple[Symbol, ...]
    constraints: tuple[Constraint, ...]
    conditions: tuple[Basic, ...]
    inside: tuple[Basic, ...]  # where f is differentiable, so far as the conditions do not say it
    simpler: bool = False  # whether the function asked about is an increasing one of this one

    @property
    def relations(self) -> tuple[Basic, ...]:
        """Constraints and conditions together."""
        return (*(c.relation for c in self.constraints), *self.conditions)

    @property
    def asked(self) -> tuple[Basic, ...]:
        """What a point must satisfy, besides the equations, at which a gradient is taken."""
        return (*self.conditions, *self.inside)

    @property
    def multipliers(self) -> tuple[Symbol, ...]:
        """λ, or λ and μ."""
        return tuple(c.multiplier for c in self.constraints)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point at which a greatest or least value may be taken; `multipliers` are None where the gradients of the constraints depend.

    `parameters` are not empty where it stands for a whole curve of points.
    """

    at: dict[Symbol, Expr]
    multipliers: tuple[Expr, ...] | None
    parameters: tuple[Symbol, ...] = ()
    conditions: tuple[Basic, ...] = ()


def posed(problem: Problem) -> Posed:
    """The problem, its constraints named. `Unsupported` where there is no equation, or too many."""
    f, variables = problem.given["objective"], problem.variables
    given: tuple[Basic, ...] = problem.given["constraints"]
    equations = [r for r in given if isinstance(r, Eq)]
    if not equations:
        raise Unsupported("cannot do this: there is no equation among the constraints; inequalities are for kkt and extrema_on_region")
    if len(equations) > MOST_CONSTRAINTS:
        raise Unsupported(f"cannot do this: more than {MOST_CONSTRAINTS} equations")
    taken = {*problem.symbols, problem.letter}
    letters = (n for n in LETTERS if n not in taken)
    greek = (n for n in GREEK if n not in taken)
    constraints = tuple(Constraint(Equation(e.lhs, e.rhs), one_side(e), next(letters), Symbol(next(greek), real=True)) for e in equations)
    own = _distinct((*(r for r in given if isinstance(r, Relational) and not isinstance(r, Eq)), *_assumed(variables)), variables)
    own += _shares(f, constraints, own, variables)
    every = _distinct((*own, *interior_conditions(f)), variables)
    return Posed(f, problem.letter, variables, constraints, own, every[len(own) :])


def _shares(f: Expr, constraints: Sequence[Constraint], own: Sequence[Basic], variables: Sequence[Symbol]) -> tuple[Basic, ...]:
    """What positive angles with a given sum say of each one: A < pi in a triangle."""
    positive = {v for v in variables if v.is_positive or any(sides(r) == (v, S.Zero, ">") for r in own)}
    if len(constraints) != 1 or positive != set(variables) or not tree.plain(f).has(sin, cos, tan):
        return ()
    g = tree.plain(constraints[0].function).expand()
    weights = [g.coeff(v) for v in variables]
    whole = -g.subs(dict.fromkeys(variables, S.Zero))
    if any(not w.is_positive or w.free_symbols for w in weights) or whole.free_symbols:
        return ()
    if (g + whole - sum(w * v for w, v in zip(weights, variables, strict=True))).expand() != 0:
        return ()
    return tuple(Lt(v, whole / w, evaluate=False) for v, w in zip(variables, weights, strict=True))


def _distinct(relations: Sequence[Basic], variables: Sequence[Symbol]) -> tuple[Basic, ...]:
    found: dict[Basic, Basic] = {}
    for r in relations:
        found.setdefault(tree.plain(_unassumed(r, variables)), r)
    return tuple(found.values())


def _unassumed(relation: Basic, variables: Sequence[Symbol]) -> Basic:
    """With bare letters, so that x > 0 does not evaluate to true for a positive x."""
    return relation.xreplace({v: Symbol(v.name, real=True) for v in variables})


def _assumed(variables: Sequence[Symbol]) -> Iterator[Basic]:
    for v in variables:
        if v.is_positive:
            yield Gt(v, S.Zero, evaluate=False)
        elif v.is_nonnegative:
            yield Ge(v, S.Zero, evaluate=False)


def one_side(equation: Eq) -> Expr:
    """g of a constraint g = 0: everything on the left, the terms with their signs changed."""
    if equation.rhs is S.Zero:
        return equation.lhs
    return tree.total(equation.lhs, *(tree.negative(t) for t in tree.terms(equation.rhs)))


def names(problem: Posed, letter: str) -> tuple[Name, ...]:
    """f_x, f_y, ..."""
    return tuple(Name(letter, "", (x,)) for x in problem.variables)


def parallel(slopes: Expr, multipliers: Sequence[Symbol], theirs: Sequence[Expr]) -> Equation:
    """f_x = λ g_x + μ h_x."""
    return Equation(slopes, tree.summed(*(_times(m, s) for m, s in zip(multipliers, theirs, strict=True))))


def _times(multiplier: Symbol, slope: Expr) -> Expr:
    """λ times a derivative as one writes it: a number first, λ before a bracket."""
    number, rest = tree.evaluated(slope).as_coeff_Mul()
    if rest is S.One:
        return tree.scaled(number, multiplier)
    if number == 1 or slope.is_Add:
        return tree.product(multiplier, slope)
    if number == -1:
        return tree.product(S.NegativeOne, multiplier, rest)
    return tree.product(number, multiplier, rest)


def candidates(problem: Posed, solved: Solved | None, *others: Solved) -> tuple[Candidate, ...]:
    """The points of all systems, each once, in the order in which they were found; only the first has multipliers."""
    found: dict[tuple[Expr, ...], Candidate] = {}
    for root in () if solved is None else solved.roots:
        made = _candidate(problem, root, tuple(root.at[m] for m in problem.multipliers))
        found.setdefault(tuple(made.at.values()), made)
    for root in (r for other in others for r in other.roots):
        made = _candidate(problem, root, None)
        found.setdefault(tuple(made.at.values()), made)
    return tuple(found.values())


def by_remainder(f: Expr, candidate: Candidate) -> tuple[Candidate, ...]:
    """A family that runs with a whole number, parted where f has another value at each second (third ...) of its points."""
    if len(candidate.parameters) != 1 or not candidate.parameters[0].is_integer:
        return (candidate,)
    (k,) = candidate.parameters

    def placed(number: Expr) -> Candidate:
        at = {v: a.subs(k, number).expand() for v, a in candidate.at.items()}
        own = candidate.multipliers
        return replace(candidate, at=at, multipliers=None if own is None else tuple(m.subs(k, number) for m in own))

    for n in REMAINDERS:
        parted = tuple(placed(n * k + r) for r in range(n))
        if not any(powsimp(tree.plain(f).xreplace(c.at)).has(k) for c in parted):
            return parted
    return (candidate,)


def constant_on(value: Expr, candidate: Candidate) -> tuple[Expr, Expr] | None:
    """The number that a value is on a whole curve of points, and the same written so that it holds everywhere; None where it changes.

    With x^2 + y^2 = 1 the value x^2 + y^2 is 1, as x^2 + y^2 - (x^2 + y^2 - 1) is 1 for all x and y.
    """
    plain = powsimp(tree.plain(value)) if candidate.parameters and not candidate.conditions else tree.plain(value)
    if not plain.free_symbols & set(candidate.parameters):
        return plain, tree.plain(value)
    zeros = [left - right for r in candidate.conditions for left, right, sign in [sides(r)] if sign == "="]
    try:
        quotients, rest = reduced(plain, zeros, *candidate.parameters)
    except PolynomialError:
        return None
    if rest.free_symbols & set(candidate.parameters):
        return None
    products = (tree.product(S.NegativeOne, q, z) for q, z in zip(quotients, zeros, strict=True) if q != 0)
    return rest, tree.total(plain, *products)


def _candidate(problem: Posed, root: Root, multipliers: tuple[Expr, ...] | None) -> Candidate:
    at = {v: root.at[v] for v in problem.variables}
    used = set().union(*(e.free_symbols for e in at.values())) if at else set()
    return Candidate(at, multipliers, tuple(p for p in root.parameters if p in used), root.conditions)
