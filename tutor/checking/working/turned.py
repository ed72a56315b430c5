"""A line that is right but for one sign."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checking.plain import replaced
from tutor.checking.working.worked import entries, vector
from tutor.checking.working.world import World
from tutor.reading.syntax import Neg, Node, PlusMinus, Sum, walk

MOST = 12  # terms that are turned


def is_one_sign_off(left: Node, right: Node, world: World) -> bool:
    """Whether the one side comes to the other where one of its terms has the other sign."""
    if any(isinstance(n, PlusMinus) for side in (left, right) for n in walk(side)):
        return False
    made = ((t, other) for side, other in ((right, left), (left, right)) for t in _turned(side))
    return any(world.everywhere.same(t, other).outcome == "equal" for t, other in made)


def _turned(side: Node) -> Iterator[Node]:
    """A formula with one of its terms turned, of a vector one of those of a component."""
    parts = entries(side)
    if parts is not None:
        yield from (vector((*parts[:k], t, *parts[k + 1 :])) for k, p in enumerate(parts) for t in (*_turned(p), _opposite(p)))
        return
    terms = [(n, k) for n in walk(side) if isinstance(n, Sum) for k in range(len(n.terms))]
    for n, k in terms[:MOST]:
        yield replaced(side, n, Sum((*n.terms[:k], _opposite(n.terms[k]), *n.terms[k + 1 :])))


def _opposite(term: Node) -> Node:
    return term.of if isinstance(term, Neg) else Neg(term)
