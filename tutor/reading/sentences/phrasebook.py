"""What each kind is asked by: `templates/asks/<kind>.txt`, a phrase a line, and what the phrases share in `common.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tutor.edges.files import read_text
from tutor.edges.resources import folder
from tutor.frozen import dataclass
from tutor.reading.sentences.phrase import Row, compiled, firsts, needed, words_of

LARGEST = 100_000  # bytes of a file of phrases
COMMON = "common"


@dataclass(frozen=True, slots=True)
class Asking:
    """One phrase of a kind, and the words without which no sentence is it."""

    kind: str
    phrase: Row
    needed: frozenset[str]
    firsts: frozenset[str] | None  # the words with which it can begin; None where it can begin with a formula

    def may_be(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words can be it."""
        return self.needed.issubset(words) and (self.firsts is None or words[0] in self.firsts)


@cache
def phrasebook() -> tuple[Asking, ...]:
    """The phrases of all kinds. Errors: `ValueError` for one that is not well written, with its kind."""
    place = folder("templates") / "asks"
    common = dict(_defined(place / f"{COMMON}.txt"))
    return tuple(_asking(file.stem, line, common) for file in sorted(place.glob("*.txt")) if file.stem != COMMON for line in _lines(file))


def _asking(kind: str, line: str, common: dict[str, str]) -> Asking:
    try:
        phrase = compiled(line, common)
    except (ValueError, KeyError) as error:
        raise ValueError(f"a phrase of {kind}: {error}") from None
    return Asking(kind, phrase, needed(phrase), firsts(phrase))


@cache
def openings() -> frozenset[str]:
    """The words with which a question begins."""
    common = dict(_defined(folder("templates") / "asks" / f"{COMMON}.txt"))
    return frozenset(next(iter(c.split())) for name in ("find", "show") for c in common[name].split("|"))


@cache
def vocabulary() -> frozenset[str]:
    """Every word of every phrase."""
    return frozenset(w for asking in phrasebook() for w in words_of(asking.phrase))


def _defined(file: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(file):
        name, _, text = line.partition("=")
        yield name.strip(), text.strip()


def _lines(file: Path) -> Iterator[str]:
    for line in read_text(file, LARGEST).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
