"""A problem with inequalities in the form in which Karush, Kuhn and Tucker's conditions are said: every one as g <= 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sympy import Basic, Eq, Expr, Ge, S, Symbol, cancel, hessian
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.compact import sides
from tutor.maths.extrema.constrained import Constraint, Posed, one_side
from tutor.maths.numbers import Undecided, decided
from tutor.model import Problem
from tutor.trees import tree
from tutor.trees.heads import Equation

MOST_CASES = 40  # active sets on a page: more cannot be read


@dataclass(frozen=True, slots=True)
class Inequality:
    """One inequality as it was typed, g with g <= 0, what g is called, and its multiplier."""

    relation: Basic
    function: Expr
    letter: str
    multiplier: Symbol

    @property
    def equation(self) -> Equation:
        """As it is where it is active: both sides equal."""
        left, right = self.relation.args
        return Equation(left, right)

    def slack(self, at: dict[Symbol, Expr]) -> int:
        """The sign of g at a point: -1 inside, 0 where active, 1 where violated."""
        return decided(tree.plain(self.function).xreplace(at))


@dataclass(frozen=True, slots=True)
class Program:
    """A function to be made largest or smallest under equations and inequalities."""

    posed: Posed  # with the equations as constraints and the inequalities among the conditions
    inequalities: tuple[Inequality, ...]
    equations: tuple[Constraint, ...]
    repeated: tuple[tuple[Basic, Basic], ...] = ()  # an inequality that says the same as one before it, and that one

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The variables."""
        return self.posed.variables

    @property
    def constraints(self) -> tuple[Inequality | Constraint, ...]:
        """Inequalities, then equations."""
        return self.together(self.inequalities)

    def together(self, active: Sequence[Inequality]) -> tuple[Inequality | Constraint, ...]:
        """These inequalities with the equations."""
        return (*active, *self.equations)

    def active_sets(self) -> Iterator[tuple[Inequality, ...]]:
        """Which inequalities hold with equality, the fewest first: no more together with the equations than there are variables.

        Two that cannot hold with equality together, as 0 <= x and x <= 1, are in no set.
        """
        apart = set(self.apart)
        for n in range(self.most + 1):
            for chosen in combinations(self.inequalities, n):
                if not any(pair in apart for pair in combinations(chosen, 2)):
                    yield chosen

    @property
    def most(self) -> int:
        """How many inequalities are active at once at most: beside the equations no more gradients than variables are independent."""
        return max(0, len(self.variables) - len(self.equations))

    @property
    def apart(self) -> tuple[tuple[Inequality, Inequality], ...]:
        """The pairs that cannot hold with equality together."""
        return tuple((a, b) for a, b in combinations(self.inequalities, 2) if _never_together(a, b))

    @property
    def linear(self) -> bool:
        """Whether all constraints are linear: then the conditions are necessary without a word on their gradients."""
        return all(_linear(tree.plain(c.function), self.variables) for c in self.constraints)


def program(problem: Problem) -> Program:
    """The problem with its constraints named. Strict inequalities only limit the points: their edge does not belong to the set."""
    f, variables = problem.given["objective"], problem.variables
    given: tuple[Basic, ...] = problem.given["constraints"]
    typed = [r for r in given if isinstance(r, Eq)]
    weak = [r for r in given if isinstance(r, Relational) and r.rel_op in ("<=", ">=")]
    weak += [Ge(v, S.Zero, evaluate=False) for v in variables if v.is_nonnegative and not v.is_positive]
    strict = tuple(r for r in given if isinstance(r, Relational) and r.rel_op in ("<", ">"))
    if not weak:
        raise Unsupported("cannot do this: there is no inequality among the constraints; equations alone are for lagrange")
    weak, repeated = _once(weak)
    taken = {*problem.symbols, problem.letter}
    g, h = (next(n for n in letters if n not in taken) for letters in (("g", "G", "q"), ("h", "H", "k")))
    mu, lamda = (next(n for n in letters if n not in taken) for letters in (("mu", "nu"), ("lamda", "kappa")))

    def named(letter: str, k: int, count: int) -> str:
        return letter if count == 1 else f"{letter}_{k + 1}"

    inequalities = tuple(
        Inequality(r, _at_most_zero(r), named(g, k, len(weak)), Symbol(named(mu, k, len(weak)), real=True)) for k, r in enumerate(weak)
    )
    equations = tuple(
        Constraint(Equation(e.lhs, e.rhs), one_side(e), named(h, k, len(typed)), Symbol(named(lamda, k, len(typed)), real=True))
        for k, e in enumerate(typed)
    )
    inside = tuple(r for r in interior_conditions(f) if r not in given)
    return Program(Posed(f, problem.letter, variables, equations, (*weak, *strict), inside), inequalities, equations, repeated)


def _once(relations: Sequence[Basic]) -> tuple[list[Basic], tuple[tuple[Basic, Basic], ...]]:
    """The inequalities of which none is a positive multiple of another, and those left out, each with the one that it repeats."""
    kept: dict[Expr, Basic] = {}
    repeated: list[tuple[Basic, Basic]] = []
    for r in relations:
        g = tree.plain(_at_most_zero(r)).expand()
        same = next((o for u, o in kept.items() if u == g or (g != 0 and cancel(u / g).is_positive)), None)
        if same is None:
            kept[g] = r
        else:
            repeated.append((r, same))
    return list(kept.values()), tuple(repeated)


def _at_most_zero(relation: Basic) -> Expr:
    """g of an inequality g <= 0."""
    left, right = relation.args
    if relation.rel_op == ">=":
        left, right = right, left
    if left is S.Zero:
        return tree.total(*(tree.negative(t) for t in tree.terms(right)))
    return one_side(Eq(left, right, evaluate=False))


def _never_together(a: Inequality, b: Inequality) -> bool:
    """Whether g = 0 and h = 0 contradict each other by a constant: x = 0 and x = 1."""
    g, h = (tree.plain(c.function).expand() for c in (a, b))
    return any((g - factor * h).expand().is_nonzero and (g - factor * h).expand().is_number for factor in (1, -1))


def _linear(g: Expr, variables: Sequence[Symbol]) -> bool:
    return bool(g.is_polynomial(*variables) and hessian(g, variables).is_zero_matrix)


def feasible(problem: Program, at: dict[Symbol, Expr], besides: Sequence[Inequality] = ()) -> tuple[Inequality, ...]:
    """The inequalities, those of `besides` left out, that a point violates. `Unsupported` where that is not decided."""
    try:
        return tuple(c for c in problem.inequalities if c not in besides and c.slack(at) > 0)
    except Undecided as error:
        raise Unsupported("cannot do this: it is not proved whether a point satisfies all constraints") from error


def excluded(problem: Program, at: dict[Symbol, Expr]) -> bool:
    """Whether a point breaks a strict condition, or lies where f has no gradient."""
    for r in (*problem.posed.conditions, *problem.posed.inside):
        left, right, its = sides(r)
        if its in ("<", ">"):
            s = decided((left - right).xreplace(at))
            if s != (-1 if its == "<" else 1):
                return True
    return False


__all__ = ["MOST_CASES", "Inequality", "Program", "excluded", "feasible", "program"]
