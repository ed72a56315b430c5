"""The parameters of a fit with their names exchanged: the slope for the intercept."""

from collections.abc import Iterator, Mapping
from itertools import permutations

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation

MOST = 3  # parameters of which every order is looked at


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = {} if derivation.answer is None else derivation.answer.fields
    found = fields["iterates"][-1] if fields.get("iterates") else fields.get("parameters")
    if not isinstance(found, Mapping):
        return
    orders = permutations(found.values()) if len(found) <= MOST else (tuple(found.values())[::-1],)
    for values in orders:
        last = dict(zip(found, values, strict=True))
        yield {"iterates": (last,)} if fields.get("iterates") else {"parameters": last}


MISTAKE = Mistake(
    "The numbers are right, but they belong to other parameters.",
    "Which parameter stands before which term of the model?",
    answers=_exchanged,
)
