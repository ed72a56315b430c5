"""A region: the points at which all of some relations hold, or all of others; a region between curves is read as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import And, Basic, Eq, Expr, Ge, Gt, Le, Lt, Or, Symbol
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Region:
    """`alternatives` are lists of inequalities, of which one must hold throughout; `named` says in one word what was given."""

    variables: tuple[Symbol, ...]
    alternatives: tuple[tuple[Relational, ...], ...]
    given: tuple[Basic, ...] = ()  # as it was said, equations of curves among it
    named: str = ""
    letters_hold: tuple[Relational, ...] = ()  # what is taken for granted of the letters: 0 < a, a < b
    across: bool = False  # whether a curve in polar coordinates is drawn with negative radii too

    @property
    def conditions(self) -> tuple[tuple[Expr, ...], ...]:
        """Each inequality as what must not be negative."""
        return tuple(tuple(map(inside, a)) for a in self.alternatives)

    @property
    def relations(self) -> tuple[Relational, ...]:
        """All inequalities, each once."""
        return tuple(dict.fromkeys(r for a in self.alternatives for r in a))

    @property
    def letters(self) -> tuple[Symbol, ...]:
        """The constants in it, smaller ones first where that is taken for granted."""
        free = {s for r in self.relations for s in r.free_symbols} - set(self.variables)
        sized = [s for r in self.letters_hold for s in r.args if s in free]
        return tuple(dict.fromkeys((*sized, *sorted(free, key=str))))

    @property
    def logic(self) -> Basic:
        """As one condition."""
        made = [And(*a, evaluate=False) if len(a) > 1 else a[0] for a in self.alternatives]
        return made[0] if len(made) == 1 else Or(*made, evaluate=False)


def inside(relation: Relational) -> Expr:
    """u of an inequality u >= 0."""
    left, right = map(tree.plain, relation.args)
    return right - left if relation.rel_op in ("<=", "<") else left - right


def of_relations(relations: Iterable[Basic], variables: tuple[Symbol, ...]) -> Region:
    """The region of inequalities. Errors: `Unsupported` for an equation among them, which has no inside."""
    kept: list[Relational] = []
    for r in relations:
        if isinstance(r, Eq) or not isinstance(r, Le | Lt | Ge | Gt):
            raise Unsupported("cannot do this: a region of full dimension is given by inequalities")
        kept.append(r)
    return Region(variables, (tuple(kept),), tuple(kept))
