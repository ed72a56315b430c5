"""Equations of Lagrange treated alike: each multiplied by its own unknown, so that one side is the same in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Eq, Expr, Mul, Ne, S, Symbol, expand, lcm_list

from tutor.maths.solving import move
from tutor.maths.solving.after import put
from tutor.maths.solving.state import Case, Cases, Outcome, State, Zero, new_zero, not_zero
from tutor.maths.solving.tree import Deduction
from tutor.model import Claim
from tutor.trees.heads import Equation

FEWEST = 3  # equations: two are as quickly combined
WORTH = 60  # lines that the way may be longer than another: all unknowns come out together


@dataclass(frozen=True, slots=True)
class _Row:
    """One equation `side = number · letter · x^(power - 1)`; times x and divided by `factor`, its side is the common one."""

    zero: Zero
    x: Symbol
    side: Expr
    factor: Expr
    number: Expr
    power: int

    @property
    def weight(self) -> Expr:
        """What stands before letter · x^power when the side is the common one."""
        return self.number / self.factor


def outcomes(state: State) -> Iterator[Outcome]:
    """Where all equations with a letter become M = a letter x^p, M the same, and the other one is a sum of these powers."""
    for letter in state.unknowns:
        rows = _rows(state, letter)
        others = [z for z in state.equations if not z.has(letter)]
        if rows is None or len(others) != 1 or set(state.unknowns) != {letter, *(r.x for r in rows)}:
            continue
        whole = _whole(rows, others[0])
        made = None if whole is None else _outcome(state, letter, rows, others[0], whole)
        if made is not None:
            yield made


def _rows(state: State, letter: Symbol) -> list[_Row] | None:
    """The equations with the letter, in that form with one common side; None where one is not."""
    found: list[tuple[Zero, Expr, Expr]] = []
    for zero in state.equations:
        if zero.has(letter):
            difference = expand(zero.shown.left - zero.shown.right)
            with_letter = difference.coeff(letter, 1)
            side = expand(difference - letter * with_letter)
            if side.has(letter) or side.is_Add or side is S.Zero or with_letter.is_Add:
                return None
            found.append((zero, side, with_letter))
    if len(found) < FEWEST:
        return None
    common = lcm_list([side.as_coeff_Mul()[1] for _, side, _ in found])
    rows: list[_Row] = []
    for zero, side, with_letter in found:
        factor, product = side.as_coeff_Mul()
        number, rest = with_letter.as_coeff_Mul()
        x = common / product
        base, power = (x, S.Zero) if rest is S.One else rest.as_base_exp()
        if x not in state.unknowns or base != x or not power.is_Integer or any(r.x == x for r in rows):
            return None
        rows.append(_Row(zero, x, side, factor, -number, int(power) + 1))
    return rows if len({r.power for r in rows}) == 1 else None


def _whole(rows: list[_Row], other: Zero) -> tuple[Expr, Expr] | None:
    """S and C where the other equation, with all powers through the first, is S x^p = C."""
    difference = expand(other.shown.left - other.shown.right)
    first, left, total = rows[0], difference, S.Zero
    for r in rows:
        coefficient = difference.coeff(r.x, r.power)
        left = expand(left - coefficient * r.x**r.power)
        total += coefficient * first.weight / r.weight
    if not left.is_number or left.is_zero is not False or total.is_zero is not False or not total.is_number:
        return None
    return total, -left


def _outcome(state: State, letter: Symbol, rows: list[_Row], other: Zero, whole: tuple[Expr, Expr]) -> Outcome | None:
    first, (total, constant) = rows[0], whole
    p = first.power
    side = first.side * first.x / first.factor
    alike = tuple(Equation(side, r.weight * letter * r.x**p) for r in rows)
    claims = tuple(
        Claim(r.x * (r.zero.shown.left - r.zero.shown.right), r.factor * (a.left - a.right)) for r, a in zip(rows, alike, strict=True)
    )
    facts = {"times": tuple((r.zero.shown, r.x / r.factor) for r in rows), "common": side}
    opening = Deduction("alike", alike, facts, claims)
    none, told, end, uses = put(state, letter, S.Zero, None)
    zero = Case((Eq(letter, S.Zero, evaluate=False),), told, none if end is None else end, uses=uses)
    rest = _other(state, letter, rows, other, total, constant)
    return None if rest is None else Outcome((opening,), Cases("alike_cases", (zero, rest), {"x": letter}), burden=-WORTH)


def _other(state: State, letter: Symbol, rows: list[_Row], other: Zero, total: Expr, constant: Expr) -> Case | None:
    """The letter is not 0: the powers are multiples of the first, the other equation gives that, and the letter follows."""
    first, p = rows[0], rows[0].power
    value = first.side / (first.number * first.x ** (p - 1))
    inner = replace(
        state,
        unknowns=tuple(u for u in state.unknowns if u != letter),
        equations=(),
        values=(*state.values, (letter, (value,))),
    )
    for r in rows:
        inner = inner.with_nonzero(r.x)
    equal, equations = [], []
    for r in rows[1:]:
        relation = Equation(r.x**p, first.weight / r.weight * first.x**p)
        found, _ = new_zero(inner, relation.left - relation.right)
        if found is None:  # the powers have different signs: nothing can be said in one line
            return None
        equal.append(relation)
        equations.append(replace(found, shown=relation))
    last, _ = new_zero(inner, total * first.x**p - constant)
    if last is None:
        return None
    shown = Equation(total * first.x**p, constant)
    # with this value every other equation holds as well, as its unknown is not 0
    there = Ne(first.x, S.Zero, evaluate=False)
    checks = tuple(
        Claim(
            r.x * (r.side - value * r.number * r.x ** (p - 1)),
            Mul(r.side * r.x, 1 - r.weight * r.x**p / (first.weight * first.x**p)),
            (there,),
        )
        for r in rows
    )
    powers = {r.x**p: first.weight / r.weight * first.x**p for r in rows}
    difference = expand(other.shown.left - other.shown.right)
    put_in = Claim(difference.xreplace(powers), total * first.x**p - constant)
    told = {"into": other.shown, "unknowns": tuple(r.x for r in rows)}
    lines = (Deduction("alike_equal", tuple(equal), {"x": letter}, checks), Deduction("alike_whole", (shown,), told, (put_in,)))
    return Case((not_zero(letter),), lines, inner.and_zero(replace(last, shown=shown), *equations))


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where y z = a x, x z = b y and x y = c z, times x, y and z the left sides agree",
    ("y z = 2 a x, x z = 4 a y, x y = 6 a z, x^2 + 2y^2 + 3z^2 = 9; x, y, z, a",),
    "Stewart, Calculus, 14.8",
)
