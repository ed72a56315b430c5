"""0 for a closed integral of a field that is not conservative."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.closed_curves import closed_integral, is_curl_free
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _none(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if closed_integral(derivation) and not is_curl_free(derivation):
        yield {"expression": S.Zero}


MISTAKE = Mistake(
    "Around a closed curve only a conservative field gives 0 for sure.",
    "Do the mixed derivatives of the components agree?",
    answers=_none,
    rank=1,
)
