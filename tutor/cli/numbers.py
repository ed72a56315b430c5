"""Numbers typed as options, each within limits that are named where they are not kept."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from tutor.errors import Invalid

MOST_JOBS = 256  # processes; beyond a few for each processor more of them only take memory
LONGEST_TIME = 86_400.0  # seconds for a problem: a day
LARGEST_SEED = 10**18  # in size; nobody tells more seeds apart
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
SHOWN = 40  # characters of what was typed


def whole(option: str, low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`. It raises `Invalid`."""

    def read(text: str) -> int:
        if _WHOLE.fullmatch(text.strip()) and low <= (number := int(text)) <= high:
            return number
        raise Invalid(f"{option}: {_shown(text)} is no whole number from {low} to {high}")

    return read


def seconds(option: str) -> Callable[[str], float]:
    """A reader of time limits. It raises `Invalid`."""

    def read(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if 0 < found <= LONGEST_TIME:  # false for what is no number
            return found
        raise Invalid(f"{option}: {_shown(text)} is no time in seconds: above 0, at most {LONGEST_TIME:g}")

    return read


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
