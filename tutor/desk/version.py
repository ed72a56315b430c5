"""Which sheet of a handout is meant: a letter and the seed that its values are drawn with."""

from __future__ import annotations

import re

from tutor.frozen import dataclass

_SAID = re.compile(r"([A-Za-z])(?:-[0-9a-f]{4})?")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a problem with parameters; the first one where nobody says."""

    letter: str = "A"
    seed: int = 0

    @property
    def place(self) -> int:
        """0 for A."""
        return ord(self.letter) - ord("A")

    def __str__(self) -> str:
        return f"version {self.letter}, seed {self.seed}"


FIRST = Version()


def letter_of(said: str) -> str | None:
    """The letter of a version, of `B`, `b` and the code `B-8779` that is printed on a sheet; None where it is none."""
    found = _SAID.fullmatch(said.strip())
    return None if found is None else found[1].upper()
