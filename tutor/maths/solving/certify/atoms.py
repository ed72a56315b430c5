"""What a system is made of besides polynomials: exponentials, angles, logarithms, roots, absolute values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    cos,
    cosh,
    cot,
    coth,
    csc,
    exp,
    log,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.numbers import NumberSymbol
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.solving.certify.spans import vector

TRIGONOMETRIC = (sin, cos, tan, cot, sec, csc)
HYPERBOLIC = (sinh, cosh, tanh, coth, sech)


class Untranslatable(Exception):
    """Something that has no place among polynomials."""


@dataclass(slots=True)
class Atoms:
    """The atoms of some expressions, found by walking through them."""

    unknowns: frozenset[Symbol]
    plain: set[Symbol] = field(default_factory=set)  # unknowns that stand outside of any atom
    exponents: dict[Expr, None] = field(default_factory=dict)
    angles: dict[Expr, None] = field(default_factory=dict)  # single terms, without their rational factor
    fractions: dict[Expr, set[int]] = field(default_factory=dict)  # the denominators with which an angle occurs
    roots: dict[Expr, set[int]] = field(default_factory=dict)  # radicand, root exponents
    others: dict[Expr, None] = field(default_factory=dict)  # each a letter of its own: logarithms, arctangents, pi

    def walk(self, expr: Expr) -> None:
        """Collect the atoms of an expression."""
        match expr:
            case Rational():
                return
            case Symbol():
                if expr not in self.unknowns:
                    raise Untranslatable(expr)
                self.plain.add(expr)
            case Add() | Mul():
                self.all(expr.args)
            case Pow() if isinstance(expr.exp, Integer):
                self.walk(expr.base)
            case Pow() if isinstance(expr.exp, Rational):
                self.roots.setdefault(expr.base, set()).add(int(expr.exp.q))
                self.walk(expr.base)
            case exp():
                self.exponents[expr.exp] = None
            case Pow():
                self.exponents[expr.exp * log(expr.base)] = None
            case _ if isinstance(expr, TRIGONOMETRIC):
                self._angle(expr.args[0])
            case _ if isinstance(expr, HYPERBOLIC):
                self.exponents[expr.args[0]] = None
            case Abs():
                self.others[expr] = None
                self.walk(expr.args[0])
            case ComplexRootOf():
                self.others[expr] = None
            case log():
                self.others[expr] = None
                self.walk_inside(expr)
            case NumberSymbol():
                self.others[expr] = None
            case _ if expr.args and expr.is_Function:
                self.others[expr] = None
            case _:
                raise Untranslatable(expr)

    def walk_inside(self, expr: Expr) -> None:
        """The argument of a logarithm has a sign that must be known, but makes no unknown plain."""
        before = set(self.plain)
        self.walk(expr.args[0])
        self.plain = before

    def all(self, expressions: Iterable[Basic]) -> None:
        """Collect the atoms of several expressions."""
        for e in expressions:
            self.walk(e)

    def _angle(self, angle: Expr) -> None:
        constant = Add(*(c * m for m, c in vector(angle).items() if not m.free_symbols))
        if constant != 0:
            for value in (cos(constant), sin(constant)):
                if value.atoms(sin, cos):
                    raise Untranslatable(value)
                self.walk(value)
        for m, c in vector(angle).items():
            if m.free_symbols:
                self.angles[m] = None
                self.fractions.setdefault(m, set()).add(int(c.q))

    def periodic(self) -> tuple[Symbol, ...]:
        """The unknowns that only occur in angles, alone: solutions repeat with a period in them."""
        elsewhere = set(self.plain)
        for e in (*self.exponents, *self.others):
            elsewhere |= e.free_symbols
        for m in self.angles:
            if not isinstance(m, Symbol):
                elsewhere |= m.free_symbols
        return tuple(x for x in self.angles if isinstance(x, Symbol) and x not in elsewhere)
