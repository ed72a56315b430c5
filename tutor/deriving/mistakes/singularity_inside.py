"""0 for a closed integral round a place where the field is not defined."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.closed_curves import closed_integral, is_curl_free
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _none(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if closed_integral(derivation) and is_curl_free(derivation):
        yield {"expression": S.Zero}


MISTAKE = Mistake(
    "Inside the curve there is a point at which the field is not defined, so the theorem does not apply as it stands.",
    "Where is the field not defined?",
    answers=_none,
    rank=0,
)
