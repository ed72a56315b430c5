"""The value of a reader's tree at a sample point, enclosed in a ball: what does not meet is proved different."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from flint import ctx

from tutor.checking.balls.cuts import ComplexValues
from tutor.checking.balls.fraction import fraction
from tutor.checking.balls.real import BallValues, NoValue, RealValues, TooMuch, Undefined, finite
from tutor.checking.effort import spent
from tutor.checking.opinion import Domain
from tutor.checking.samples import counted, letters, points
from tutor.reading.syntax import Node

__all__ = ["NoValue", "TooMuch", "Undefined", "Weighed", "counted", "fraction", "letters", "points", "precision", "value", "weighed"]


class Weighed(NamedTuple):
    """A ball, and whether something that is not zero was too small to be seen in it."""

    ball: Any
    lost: bool


def value(node: Node, where: Mapping[str, Any], domain: Domain) -> Any:
    """A finite ball (arb, or acb in complex mode) that holds the value. Raises NoValue."""
    return weighed(node, where, domain).ball


def weighed(node: Node, where: Mapping[str, Any], domain: Domain) -> Weighed:
    """The value, with what it hides. Raises NoValue, and TooMuch where no effort is left for it."""
    if spent(ctx.prec):
        raise TooMuch
    values: BallValues[Any] = ComplexValues(where) if domain.complex else RealValues(where)
    return Weighed(finite(values(node)), values.lost)


def precision(bits: int) -> AbstractContextManager[object]:
    """A context in which balls have so many bits."""
    return ctx.workprec(bits)
