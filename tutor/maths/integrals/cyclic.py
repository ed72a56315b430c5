"""An exponential times a sine or cosine, both with linear insides."""

from __future__ import annotations

from sympy import Expr, Mul, Symbol, cos, exp, sin

from tutor.maths.integrals.linear import slope_of


def exponential_and_wave(f: Expr, x: Symbol) -> tuple[Expr, Expr] | None:
    """The exponential and the wave; None where f is something else."""
    factors = Mul.make_args(f)
    powers = [a for a in factors if isinstance(a, exp) and slope_of(a.args[0], x) is not None]
    waves = [a for a in factors if isinstance(a, sin | cos) and slope_of(a.args[0], x) is not None]
    return (powers[0], waves[0]) if len(factors) == 2 and len(powers) == len(waves) == 1 else None


def solved(power: Expr, wave: Expr, x: Symbol) -> Expr:
    """The antiderivative: with f'' = -b^2 f it is e^(a x) (a f - f')/(a^2 + b^2)."""
    a, b = slope_of(power.args[0], x), slope_of(wave.args[0], x)
    assert a is not None and b is not None
    found: Expr = power * (a * wave - wave.diff(x)) / (a**2 + b**2)
    return found
