"""Where one stands on the way through a system: what is still unknown, what must still hold, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Union

from sympy import Add, Basic, Expr, Mul, Ne, Pow, S, Symbol, cos, div, sin, tan
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.solving.alone import paired
from tutor.maths.solving.normal import Normal, normal, parts
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.tree import Deduction, Found, Nothing
from tutor.maths.solving.values import nice
from tutor.maths.solving.writing import equation_of, is_product
from tutor.model import Claim
from tutor.trees.heads import Equation
from tutor.trees.tree import free

Substitution = dict[Symbol, Expr]


@dataclass(frozen=True, slots=True)
class Zero:
    """An equation that must hold: its irreducible factors, of which one must be 0, and how it stands on the page."""

    factors: tuple[Expr, ...]
    shown: Equation

    @property
    def expr(self) -> Expr:
        """What must be 0."""
        return Mul(*self.factors)

    def has(self, *symbols: Symbol) -> bool:
        """Whether one of the symbols occurs."""
        return any(f.has(*symbols) for f in self.factors)


@dataclass(frozen=True)
class State:
    """The unknowns that are left, the equations that are left, and for each unknown that is gone its possible values.

    `values` hold those later found or left: y = 2 lambda x, where x may be found later. `nonzero` are expressions that
    are not 0 here, each with the relations of cases that say so, which a case must name where it is used (none: it was
    shown). `conditions` are those of the system and of its formulas, in the unknowns of the system.
    """

    unknowns: tuple[Symbol, ...]
    equations: tuple[Zero, ...]
    conditions: tuple[Basic, ...] = ()
    values: tuple[tuple[Symbol, tuple[Expr, ...]], ...] = ()
    nonzero: tuple[tuple[Expr, frozenset[Basic]], ...] = ()
    parameters: tuple[Symbol, ...] = ()
    taken: frozenset[Symbol] = frozenset()  # letters that a new parameter must not have
    tried: frozenset[Expr] = frozenset()  # consequences that were added once
    combined: int = 0  # how often two equations were combined
    origin: tuple[Symbol, ...] = ()  # the unknowns of the system in its order

    @cached_property
    def signs(self) -> Signs:
        """What is known of signs here."""
        return Signs(self.conditions, self.nonzero)

    @property
    def linear(self) -> bool:
        """Whether no unknown is multiplied by another one."""
        return all(not slope(f, x).free_symbols & set(self.unknowns) for z in self.equations for f in (z.expr,) for x in self.left(f))

    @property
    def tied(self) -> bool:
        """Whether, in a system that is not linear, one equation says that an unknown is another one, or its opposite."""
        return any(_ties(z.expr, self.unknowns) for z in self.equations) and not self.linear

    def left(self, expr: Basic) -> tuple[Symbol, ...]:
        """The unknowns of an expression, in order."""
        inside = free(expr)
        return tuple(u for u in self.unknowns if u in inside)

    def normal(self, difference: Expr) -> Normal:
        """What remains of `difference = 0` when numbers and factors that are not 0 are gone."""
        return normal(difference, self.unknowns, self.signs)

    def with_nonzero(self, expr: Expr, *relations: Basic) -> State:
        """The state where an expression is not 0, by the relations of these cases."""
        return replace(self, nonzero=(*self.nonzero, (expr, frozenset(relations))))

    def without(self, zero: Zero) -> State:
        """The state without an equation."""
        return replace(self, equations=tuple(z for z in self.equations if z is not zero))

    def and_zero(self, *zeros: Zero) -> State:
        """The state with further equations."""
        return replace(self, equations=(*self.equations, *zeros))


@lru_cache(maxsize=20_000)
def slope(expr: Expr, x: Symbol) -> Expr:
    """The derivative by x: where each term has only a power of x, this needs no rules."""
    slopes = []
    for term in (t for t in Add.make_args(expr) if x in free(t)):
        rest, powers = term.as_independent(x, as_Add=False)
        base, n = powers.as_base_exp()
        if base != x or not n.is_Integer:
            return expr.diff(x)
        slopes.append(Mul(n, rest, x ** (n - 1)))
    return Add(*slopes)


def _ties(expr: Expr, unknowns: tuple[Symbol, ...]) -> bool:
    return isinstance(expr, Add) and len(expr.args) == 2 and all(t in unknowns or -t in unknowns for t in expr.args)


@dataclass(frozen=True, slots=True)
class Cases:
    """A split whose branches are still to be worked on: what each assumes, and its state."""

    move: str
    branches: tuple[Case, ...]
    facts: dict[str, object]
    claims: tuple[Claim, ...] = ()


Then = Union[State, Cases, Found, Nothing]  # noqa: UP007 - the names stand below


@dataclass(frozen=True, slots=True)
class Case:
    """One branch of a split: what it assumes, the lines that open it, what comes after, and what excludes the earlier cases."""

    case: tuple[Basic, ...]
    lines: tuple[Deduction, ...]
    then: Then
    excludes: tuple[Basic, ...] = ()
    uses: frozenset[Basic] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move makes of a state: lines, and what comes after. `uses` are case relations on which it relies."""

    lines: tuple[Deduction, ...]
    then: Then
    uses: frozenset[Basic] = frozenset()
    burden: float = 0  # how unwelcome the move itself is, in lines of text
    favour: float = 0  # how much it promises that cannot be seen from what it leaves


def placed(expr: Expr, x: Symbol, value: Expr) -> Expr:
    """The expression with x replaced."""
    return expr.xreplace({x: value})


def substituted(state: State, x: Symbol, value: Expr, gone: Zero | None = None, tried: Iterable[Expr] = ()) -> tuple[State, list[Changed]]:
    """The state after x := value in all equations but `gone`, without x; and what became of each equation with x."""
    nonzero = tuple((f, r) for e, r in state.nonzero for f in (parts(placed(e, x, value)) if e.has(x) else (e,)))
    made = replace(
        state,
        unknowns=tuple(u for u in state.unknowns if u != x),
        equations=(),
        values=(*state.values, (x, (value,))),
        nonzero=nonzero,
        tried=state.tried | frozenset(tried),
        conditions=tuple(state.conditions),
    )
    changed: list[Changed] = []
    kept: list[Zero] = []
    for zero in state.equations:
        if zero is gone:
            continue
        if not zero.has(x):
            kept.append(zero)
            continue
        new = change(made, zero, {x: value})
        changed.append(new)
        if new.zero is not None and all(new.zero.factors != z.factors for z in kept):
            kept.append(new.zero)
    return replace(made, equations=tuple(kept)), changed


@dataclass(frozen=True, slots=True)
class Changed:
    """An equation after a substitution: `shown` as it first looks, `zero` what remains of it (None: it holds, or it cannot)."""

    before: Zero
    shown: Equation
    zero: Zero | None
    normal: Normal
    claims: tuple[Claim, ...]
    at: Mapping[Basic, Expr]


def change(state: State, zero: Zero, at: Substitution) -> Changed:
    """One equation after a substitution."""
    difference = (zero.shown.left - zero.shown.right).xreplace(at)
    found = state.normal(difference)
    shown = equation_of(found.numerator)
    if found.impossible and not difference.free_symbols:  # 1 = 4, not 0 = 3
        shown = Equation(*(nice(side.xreplace(at)) for side in (zero.shown.left, zero.shown.right)))
    if not found.number.is_Rational and len(found.powers) == 1 and found.powers[0][1] == 1 and not found.dropped and not found.excluded:
        shown = equation_of(found.left)  # nobody leaves sqrt 2 on both sides
    if len(found.powers) == 1 and not found.dropped and not found.excluded:
        ((f, n),) = found.powers
        unknowns = state.left(f)
        if n == 1 and len(unknowns) == 1 and (c := slope(f, unknowns[0])).is_Rational:
            shown = Equation(unknowns[0], nice(unknowns[0] - f / c))  # 2 y = 2 is y = 1
        elif n > 1 and f.is_Add and any(e.is_Pow and e.base.is_Add and e.exp == n for e in Mul.make_args(difference)):
            shown = Equation(Pow(f, n), S.Zero)  # a power that stands there is not multiplied out
    if is_product(zero.shown) and len(found.powers) > 1 and not found.dropped and not found.excluded:
        left = state.left(found.left)
        simple = len(left) == 1 and all(n == 1 for _, n in found.powers)
        factors = paired(found.factors, left[0]) if simple else tuple(f**n for f, n in found.powers)
        if len(factors) > 1:
            shown = Equation(Mul(*factors), S.Zero)  # a product is not multiplied out
    claims = _claims(zero, at, difference, found)
    remains = Zero(found.factors, _as_shown(found, shown)) if found.factors else None
    return Changed(zero, shown, remains, found, claims, at)


def _claims(zero: Zero, at: Substitution, difference: Expr, found: Normal) -> tuple[Claim, ...]:
    """What the substitution says; for a number without a formula, that its polynomial divides the equation."""
    if not difference.atoms(ComplexRootOf):
        return (Claim(difference, found.whole),)
    claims = []
    for x, value in at.items():
        if isinstance(x, Symbol) and isinstance(value, ComplexRootOf) and found.holds:
            polynomial = value.poly.as_expr().xreplace({value.poly.gen: x})
            before = zero.shown.left - zero.shown.right
            quotient, rest = div(before, polynomial, x) if before.is_polynomial(x) else (S.Zero, before)
            if rest.is_zero:
                claims.append(Claim(before, quotient * polynomial))
    return tuple(claims)


def _as_shown(found: Normal, shown: Equation) -> Equation:
    """The equation as it stands on the page: the one shown, or, where factors were dropped, what is left."""
    return shown if not (found.dropped or found.excluded) else equation_of(found.left)


def new_zero(state: State, difference: Expr) -> tuple[Zero | None, Normal]:
    """An equation `difference = 0` for a state; None where nothing is left of it."""
    found = state.normal(difference)
    return (Zero(found.factors, equation_of(found.left)) if found.factors else None), found


def not_zero(expr: Expr) -> Basic:
    """expr ≠ 0, as a relation of a case."""
    return Ne(expr, S.Zero, evaluate=False)


def letters(state: State, count: int = 1, x: Symbol | None = None) -> Iterator[Symbol]:
    """New letters for whole numbers, as a teacher takes them: k, m, n; of x, none that an unknown before it will need for its own."""
    names = {s.name for s in (*state.taken, *state.parameters)}
    free = [c for c in ("k", "m", "n", "j", "p", "q", "r", "s") if c not in names]
    turning = {s for z in state.equations for f in z.expr.atoms(sin, cos, tan) for s in f.free_symbols}
    ahead = sum(u in turning for u in state.origin[: state.origin.index(x)] if u in state.unknowns) if x in state.origin else 0
    for name in free[ahead:][:count]:
        yield Symbol(name, integer=True)
