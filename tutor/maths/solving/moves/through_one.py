"""Several unknowns that each stand once beside one letter: all of them by it, put into what is left at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Add, Eq, Expr, Mul, Ne, Pow, Symbol, expand, factor, fraction, together

from tutor.maths.solving import move
from tutor.maths.solving.after import told
from tutor.maths.solving.multiplied import scaled
from tutor.maths.solving.state import Changed, Outcome, State, Zero, change
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice
from tutor.model import Claim
from tutor.trees.heads import Equation

FEWEST = 2  # unknowns: one is divided for


@dataclass(frozen=True, slots=True)
class _Row:
    """An equation `factor · x = right`: a factor in the one letter and a number that is not 0, or a number and a right side in it."""

    zero: Zero
    x: Symbol
    factor: Expr
    right: Expr

    @property
    def value(self) -> Expr:
        return nice(self.right / self.factor)

    @property
    def never(self) -> tuple[Expr, ...]:
        """What is not 0, as the right side is not."""
        return tuple(f.as_base_exp()[0] for f in Mul.make_args(factor(self.factor)) if f.free_symbols)


def outcomes(state: State) -> Iterator[Outcome]:
    """For each letter with which all other unknowns stand so."""
    for letter in state.unknowns:
        rows = [r for z in state.equations for r in _rows(state, z, letter)]
        others = [z for z in state.equations if all(z is not r.zero for r in rows)]
        if (
            len(rows) >= FEWEST
            and {letter, *(r.x for r in rows)} == set(state.unknowns)
            and len({r.x for r in rows}) == len(rows)
            and others
        ):
            yield _outcome(state, rows, others)


def _rows(state: State, zero: Zero, letter: Symbol) -> Iterator[_Row]:
    """The equation as such a row, if it is one."""
    left = state.left(zero.expr)
    if len(zero.factors) != 1 or len(left) != 2 or letter not in left:
        return
    (x,) = set(left) - {letter}
    whole, _ = scaled(zero)
    difference = expand(whole.left - whole.right)
    coefficient = difference.coeff(x, 1)
    right = expand(coefficient * x - difference)
    if coefficient.has(x) or right.has(x):
        return
    divided = coefficient.has(letter) and not right.has(letter) and state.signs.never_zero(right)
    alone = coefficient.is_number and right.has(letter) and expand(right / letter).is_number  # 2x = 3a
    if not (divided or alone):
        return
    sign = -1 if coefficient.could_extract_minus_sign() else 1
    yield _Row(zero, x, factor(sign * coefficient), sign * right)


def _outcome(state: State, rows: list[_Row], others: list[Zero]) -> Outcome:
    at = {r.x: r.value for r in rows}
    nonzero = tuple(dict.fromkeys(f for r in rows for f in r.never))
    inner = state
    for f in nonzero:
        inner = inner.with_nonzero(f)
    inner = replace(
        inner,
        unknowns=tuple(u for u in state.unknowns if u not in at),
        equations=(),
        values=(*state.values, *((x, (v,)) for x, v in at.items())),
    )
    conditions = tuple(Ne(f, 0, evaluate=False) for f in nonzero)
    claims = tuple(Claim(r.factor * r.x - r.right, r.factor * (r.x - r.value), conditions) for r in rows)
    facts = {
        "because": tuple(Equation(r.factor * r.x, r.right) for r in rows if r.never),
        "nonzero": nonzero,
        "unknowns": tuple(at),
    }
    first = Deduction("through_one", tuple(Equation(x, v) for x, v in at.items()), facts, claims)
    changed = [_collected(change(inner, z, dict(at)), at) for z in others]
    opening = Deduction(
        "substitute_all", (), {"relations": tuple(Eq(x, v, evaluate=False) for x, v in at.items()), "into": tuple(z.shown for z in others)}
    )
    lines, end, uses = told([c for c, _ in changed], opening, inner.signs)
    cleared = tuple(c.zero.shown for c, whole in changed if c.zero and whole)
    lines = (first, *lines, *((Deduction("linear", cleared, {}),) if cleared and end is None else ()))
    made = replace(inner, equations=tuple(c.zero for c, _ in changed if c.zero))
    return Outcome(lines, made if end is None else end, uses)


def _collected(changed: Changed, at: dict[Symbol, Expr]) -> tuple[Changed, bool]:
    """What was put in as one fraction, and the power of its denominator alone on a side, where it comes to that."""
    left, right = (changed.before.shown.left.xreplace(at), changed.before.shown.right.xreplace(at))
    over, under = fraction(factor(together(left - right.as_coeff_Add()[1])))
    if not (over.is_number and isinstance(under, Pow | Mul)) or changed.zero is None:
        return changed, False
    number, power = under.as_coeff_Mul()
    constant = right.as_coeff_Add()[0]
    if not (isinstance(power, Pow) and isinstance(power.base, Add | Symbol) and power.exp == 2) or constant.is_zero is not False:
        return changed, False
    value = nice(over / (number * constant))
    shown = Equation(nice(over / number) / power, constant)
    zero = Zero(changed.zero.factors, Equation(power, value))
    there = (Ne(power.base, 0, evaluate=False),)
    same = (
        Claim(left - right, over / number / power - constant, there),
        Claim(shown.left - shown.right, -(constant / power) * (power - value), there),
    )
    return replace(changed, shown=shown, zero=zero, claims=(*changed.claims, *same)), True


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where a x = p and b y = q with a and b in one letter, and p and q not 0, or a and b numbers and p and q in it: x = p/a and y = q/b",
    (
        "x - 2 = a x, y - 1 = a y, x^2 + y^2 = 20; x, y, a",
        "x - 2 = a x, y - 1 = 3a y, x^2 + y^2 = 8; x, y, a",
        "2x = a, 2y = 3a, 2z = 5a, x + 3y + 5z = 70; x, y, z, a",
    ),
    "Stewart, Calculus, 14.8",
)
