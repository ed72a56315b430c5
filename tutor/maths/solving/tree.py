"""The case tree: how a system is solved by hand, as data.

A `Branch` is one case: what it assumes, the lines that follow one from the other, and how it ends: in further cases, in
solutions, or in a contradiction. Every line carries the identities on which it rests, so that they can be checked without
the move that made it. The words of a move `m` are in `prose/solve/m.md.j2`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, Expr, Symbol

from tutor.model import Claim
from tutor.trees.heads.system import Solutions, System


@dataclass(frozen=True, slots=True)
class Root:
    """One solution, or a family of them.

    `values` gives each unknown in the order of the system. `parameters` are the letters that run in it: whole numbers
    (`Symbol(integer=True)`) for solutions that repeat with a period, real ones for a curve of solutions; `conditions` say
    where a real parameter may be.
    """

    values: tuple[tuple[Symbol, Expr], ...]
    parameters: tuple[Symbol, ...] = ()
    conditions: tuple[Basic, ...] = ()

    @property
    def at(self) -> dict[Symbol, Expr]:
        """The values by unknown."""
        return dict(self.values)


@dataclass(frozen=True, slots=True)
class Deduction:
    """One deduction: what is written (each an `Equation`, or a relation, in a row of its own), by which move, and why it holds."""

    move: str
    shown: tuple[Basic, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The end of a branch that goes on in cases, which together are all that can happen."""

    move: str
    branches: tuple[Branch, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a branch in solutions of the whole system."""

    roots: tuple[Root, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The end of a branch that has no real solution; `shown` is what cannot be: 0 = 8, x² = -1, or a point that breaks a condition."""

    move: str
    shown: tuple[Basic, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One case. `case` is what it assumes (None at the start): x = 0, or x ≠ 0."""

    case: tuple[Basic, ...]
    lines: tuple[Deduction, ...]
    end: Split | Found | Nothing

    def roots(self) -> Iterator[Root]:
        """All solutions below."""
        match self.end:
            case Found(roots):
                yield from roots
            case Split(branches=branches):
                for b in branches:
                    yield from b.roots()

    def claims(self) -> Iterator[Claim]:
        """All identities below."""
        for line in self.lines:
            yield from line.claims
        if isinstance(self.end, Split | Nothing):
            yield from self.end.claims
        if isinstance(self.end, Split):
            for b in self.end.branches:
                yield from b.claims()


@dataclass(frozen=True, slots=True)
class Certificate:
    """How it is known that no solution is missing, by a road that did not find them; the words are in `prose/solve/certificate.md.j2`."""

    how: str  # groebner, sturm, period, definite, interval ...
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Solved:
    """A solved system: its tree, each solution once, and the certificate, None where completeness is not proved."""

    system: System
    tree: Branch
    roots: tuple[Root, ...]
    certificate: Certificate | None = None

    @property
    def points(self) -> Solutions:
        """The solutions that are points, families left out."""
        return Solutions(*(root.at.values() for root in self.roots if not root.parameters))

    @property
    def complete(self) -> bool:
        """Whether it is proved that these are all solutions."""
        return self.certificate is not None
