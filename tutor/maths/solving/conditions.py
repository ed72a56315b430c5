"""Whether a value, or a point, keeps the conditions of a system and stays where its formulas have values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sympy import Abs, Basic, Expr, Symbol, acos, acosh, asin, atanh, log, preorder_traversal, sympify
from sympy.core.power import Pow
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne, Relational

from tutor.maths.numbers import ball
from tutor.maths.solving.values import vanishes
from tutor.trees.heads import System


def of_system(system: System) -> tuple[Basic, ...]:
    """The conditions of a system and those under which its formulas have real values, each once."""
    out = list(system.conditions)
    for e in system.equations:
        for part in preorder_traversal(sympify(e.left - e.right)):
            out.extend(_of_part(part))
    return tuple(dict.fromkeys(c for c in out if isinstance(c, Relational)))


def _of_part(part: Basic) -> Iterable[Basic]:
    match part:
        case Pow() if part.base.free_symbols and part.exp.is_Rational and not part.exp.is_Integer and part.exp.q % 2 == 0:
            if not (part.base.is_positive or (part.exp > 0 and part.base.is_nonnegative)):
                yield (Gt if part.exp.is_negative else Ge)(part.base, 0, evaluate=False)
        case Pow() if part.base.free_symbols and part.exp.is_negative and not part.base.is_nonzero:
            yield Ne(part.base.args[0] if isinstance(part.base, Abs) else part.base, 0, evaluate=False)
        case log() if part.args[0].free_symbols and not part.args[0].is_positive:
            yield Gt(part.args[0], 0, evaluate=False)
        case asin() | acos() if part.args[0].free_symbols:
            yield Ge(1 - part.args[0] ** 2, 0, evaluate=False)
        case atanh() if part.args[0].free_symbols:
            yield Gt(1 - part.args[0] ** 2, 0, evaluate=False)
        case acosh() if part.args[0].free_symbols:
            yield Ge(part.args[0], 1, evaluate=False)


def breaks(conditions: Iterable[Basic], x: Symbol, value: Expr) -> tuple[Basic, ...]:
    """The conditions on x alone that a value certainly breaks."""
    if value.free_symbols:
        return ()
    return tuple(c for c in conditions if c.free_symbols == {x} and holds(c, {x: value}) is False)


def holds(condition: Basic, at: Mapping[Symbol, Expr]) -> bool | None:
    """Whether a condition holds at a point; None where it is not decided, or where the signs of the letters that are left do not tell."""
    assert isinstance(condition, Relational)
    difference = (condition.lhs - condition.rhs).xreplace(at)
    if difference.free_symbols:
        return _by_letters(condition, difference)
    if not difference.is_finite and difference.is_finite is not None:
        return False
    if vanishes(difference):
        return isinstance(condition, Eq | Ge | Le)
    value = ball(difference)
    if value is None:
        return False  # a formula without a real value there
    match condition:
        case Ne():
            return True
        case Eq():
            return False
        case Gt() | Ge():
            return True if value > 0 else False if value < 0 else None
        case Lt() | Le():
            return True if value < 0 else False if value > 0 else None
    return None


def _by_letters(condition: Relational, difference: Expr) -> bool | None:
    """By what is known of the letters: a is positive."""
    known = {
        Ne: difference.is_nonzero,
        Eq: difference.is_zero,
        Gt: difference.is_positive,
        Ge: difference.is_nonnegative,
        Lt: difference.is_negative,
        Le: difference.is_nonpositive,
    }
    found: bool | None = known[type(condition)]
    return found
