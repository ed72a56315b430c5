"""What is expected where limits of integration are asked: the set-up that was found, with what its coordinates are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.reading.answers import Limits, SetUp
from tutor.reading.syntax import Node
from tutor.rule import topic

if TYPE_CHECKING:
    from tutor.model import Derivation, Problem


def asks_limits(problem: Problem) -> bool:
    """Whether the answer is made of limits of integration."""
    return "limits" in topic(problem.kind).answer


def set_up(derivation: Derivation) -> SetUp:
    """The limits of a solved problem with the factor of their coordinates, and with the value where there is one."""
    from tutor.reading.unbuild import tree_of

    answer, given = derivation.answer, derivation.problem.given
    assert answer is not None
    chart, value = answer.shown["chart"], answer.fields.get("expression")

    def limits(part: Any) -> Limits:
        ranges: tuple[tuple[str, Node, Node], ...] = tuple((v, tree_of(a), tree_of(b)) for v, a, b in part["limits"])
        return Limits(ranges, tree_of(part["integrand"]))

    return SetUp(
        tuple(map(limits, answer.fields.get("parts", (answer.fields,)))),
        None if value is None else tree_of(value),
        tuple(v.name for v in chart.old),
        None if chart.name == "cartesian" else tree_of(chart.factor),
        tuple(map(tree_of, chart.centre)),
        tuple(map(tree_of, chart.stretched)),
        tuple((usual.name, other.name) for usual, other in chart.instead.items()),
        order_asked="order" in given or topic(derivation.problem.kind).expected.order,
        coordinates_asked="coordinates" in given,
    )
