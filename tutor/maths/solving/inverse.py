"""Where a function has a given value: e^u = c, ln u = c, sin u = c with all its families."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Expr, S, Symbol, acos, asin, atan, cos, cosh, exp, log, pi, sin, sinh, tan, tanh
from sympy import Pow as Power

from tutor.maths.solving.signs import Signs
from tutor.maths.solving.values import nice

FUNCTIONS = (sin, cos, tan, exp, log, sinh, cosh, tanh, Abs)
PERIODIC = (sin, cos, tan)


@dataclass(frozen=True, slots=True)
class Preimages:
    """What u can be; `whole` is the letter for whole numbers that was needed, if any."""

    values: tuple[Expr, ...]
    whole: Symbol | None = None


def preimages(kernel: Expr, value: Expr, letter: Symbol, signs: Signs) -> Preimages | None:
    """All u where the function of the kernel has the value; None where that depends on letters or is not known."""
    from tutor.maths.solving.alone import sign_of

    sign = sign_of(value, signs)
    if sign is None:
        return None
    match kernel:
        case exp():
            return Preimages((nice(log(value)),) if sign > 0 else ())
        case log():
            return Preimages((nice(exp(value)),))
        case Power(exp=S.Half):
            return Preimages((nice(value**2),) if sign >= 0 else ())
        case Abs():
            return Preimages(() if sign < 0 else (S.Zero,) if sign == 0 else (value, -value))
        case tan():
            return Preimages((atan(value) + letter * pi,), letter)
        case sin() | cos():
            return _circular(kernel.func, value, letter, signs)
        case sinh() | tanh() if sign == 0:
            return Preimages((S.Zero,))
        case cosh() if value == 1:
            return Preimages((S.Zero,))
        case cosh() if sign <= 0:
            return Preimages(())
    return None


def _circular(function: type, value: Expr, k: Symbol, signs: Signs) -> Preimages | None:
    from tutor.maths.solving.alone import sign_of

    outside = sign_of(value**2 - 1, signs)
    if outside is None:
        return None
    if outside > 0:
        return Preimages(())
    turn = 2 * k * pi
    if value.is_zero:
        return Preimages((k * pi if function is sin else pi / 2 + k * pi,), k)
    if outside == 0:
        at = (pi / 2 if value.is_positive else -pi / 2) if function is sin else (S.Zero if value.is_positive else pi)
        return Preimages((at + turn,), k)
    if function is sin:
        base = asin(value)
        return Preimages((base + turn, pi - base + turn), k)
    base = acos(value)
    return Preimages((base + turn, -base + turn), k)


def angles(c: Expr, s: Expr) -> Expr:
    """The angle in (-π, π] whose cosine and sine these are."""
    found = acos(c)
    return -found if s.is_negative else found


def kernels_of(expr: Expr, *symbols: Symbol) -> list[Expr]:
    """The functions, and roots, in which one of the symbols occurs, the outermost."""
    out: list[Expr] = []

    def collect(e: Expr) -> None:
        if not e.has(*symbols):
            return
        if isinstance(e, FUNCTIONS) or (isinstance(e, Power) and not e.exp.is_Integer):
            if e not in out:
                out.append(e)
            return
        for a in e.args:
            collect(a)

    collect(expr)
    return sorted(out, key=str)
