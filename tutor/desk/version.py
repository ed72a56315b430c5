"""Which sheet of a handout is meant: a version of it by its letters, or the sheet of one student by the word of its code."""

from __future__ import annotations

import re
from hashlib import sha256

from tutor.frozen import dataclass

MOST_VERSIONS = 2000  # of one handout
WORD = 5  # letters of the word of a student's sheet: two of a class of 200 share one once in 160 classes, and then its values
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words, and nothing that looks like a figure
CHECKED = 4  # hexadecimal digits of a code that say of which set it is: another one has them once in 65,536
_VERSION = re.compile(r"[A-Z]{1,3}")
_SAID = re.compile(rf"([A-Za-z]{{1,3}}|[A-Za-z]{{{WORD}}})(?:\s?[-–—]?\s?([0-9a-fA-F]{{{CHECKED}}}))?")


@dataclass(frozen=True, slots=True)
class Version:
    """One sheet of a problem with parameters; the first one where nobody says.

    `letter` is A to Z, AA, AB and so on, and its values are drawn with `seed`; or it is the word of a student's sheet, which is
    itself the seed.
    """

    letter: str = "A"
    seed: int = 0

    @property
    def of_student(self) -> bool:
        """Whether it is the sheet of one student."""
        return len(self.letter) == WORD

    @property
    def draw(self) -> int | str:
        """What the values are drawn with."""
        return self.letter if self.of_student else self.seed

    @property
    def place(self) -> int:
        """Which of the good variants it has: 0 for A, 26 for AA."""
        if self.of_student:
            return 0
        number = 0
        for letter in self.letter:
            number = 26 * number + ord(letter) - ord("A") + 1
        return number - 1

    def __str__(self) -> str:
        return f"sheet {self.letter}" if self.of_student else f"version {self.letter}, seed {self.seed}"


FIRST = Version()


def lettered(place: int) -> str:
    """The letters of a version: A for 0, Z for 25, AA for 26."""
    out, rest = "", place + 1
    while rest:
        rest, k = divmod(rest - 1, 26)
        out = chr(ord("A") + k) + out
    return out


def word_of(student: str, seed: int) -> str:
    """The word of a student's sheet: of the student and the seed alone, so that a longer roster changes nobody's sheet."""
    number = int.from_bytes(sha256(f"{seed}:{student}".encode("utf-8", "surrogatepass")).digest()[:8])
    out = ""
    for _ in range(WORD):
        number, k = divmod(number, len(LETTERS))
        out += LETTERS[k]
    return out


def said_of(text: str) -> tuple[str, str] | None:
    """The letters of `B`, `b`, `KQXTR` and of the code `B-8779`, with its digits where they are there; None where it is none."""
    found = _SAID.fullmatch(text.strip())
    if found is None:
        return None
    letters = found[1].upper()
    if len(letters) == WORD and not set(letters) <= set(LETTERS):
        return None
    return letters, (found[2] or "").lower()
