"""The problems of a set, found by what a column or a row of a file of answers calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from tutor.errors import nearest

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_NUMBER_OF = re.compile(r"(?<=\S) \(\d{3,12}\)\Z")  # of an assignment in a course system
_NUMBERED = re.compile(
    r"(?:(?:q|question|problem|exercise|task|item|ex|frage|aufgabe|aufg|übung|problème|exercice|response|answer|antwort|réponse|no|nr)"
    r"[.:_]?\s?#?|#)?\s?0{0,2}(\d{1,3})\s?[.):]?\s?(?:[(.-]?\s?([a-h])\s?\)?)?"
)
LISTED = 8  # ids that are named where none is near


def plain(name: str) -> str:
    """A name as it is compared: without tags and numbers of a course system, in small letters."""
    text = unescape(name) if "&" in name else name
    return _NUMBER_OF.sub("", " ".join(_TAG.sub(" ", text).split()).casefold())


def letters_of(name: str) -> str:
    """Only the letters and figures of a name, for titles and statements whose formulas are typed in another way."""
    return "".join(c for c in plain(name) if c.isalnum())


class Problems:
    """The ids of a set in order, with the titles and statements of its problems.

    `parts` has the ids of the parts of each problem that has some, by its own id; it is then found by that, and by its number.
    """

    def __init__(
        self, ids: Sequence[str], titles: Iterable[tuple[str, str]] = (), parts: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.ids = tuple(ids)
        self.parts = {} if parts is None else {whole: tuple(listed) for whole, listed in parts.items()}
        whole_of = {i: whole for whole, listed in self.parts.items() for i in listed}
        self.wholes = tuple(dict.fromkeys(whole_of.get(i, i) for i in self.ids))
        self._named = {plain(i): i for i in (*reversed(self.wholes), *reversed(self.ids))}
        self._titled = {letters_of(title): i for title, i in titles if letters_of(title)}
        self._numbered = any(i.isdigit() for i in self.wholes)

    def __contains__(self, name: str) -> bool:
        return name in self.ids or name in self.parts

    def named(self, name: str) -> str | None:
        """The problem with this id, whatever the case of its letters, or with this title."""
        wanted = plain(name)
        return name if name in self else self._named.get(wanted) or self._titled.get(letters_of(wanted) or "-")

    def numbered(self, name: str) -> str | None:
        """The problem with this place in the set: `1`, `Question 1`, `Aufgabe 1(a)`; where ids are numbers, the one with that id."""
        found = _NUMBERED.fullmatch(plain(name))
        if found is None:
            return None
        whole = self.at(int(found[1]))
        if found[2] is None or whole is None:
            return whole
        return next((i for i in self.parts.get(whole, ()) if i.endswith(f".{found[2]}")), None)

    def at(self, number: int) -> str | None:
        """The problem with this number."""
        if self._numbered:
            return str(number) if str(number) in self.wholes else None
        return self.wholes[number - 1] if 0 < number <= len(self.wholes) else None

    def counted(self, numbers: Iterable[int]) -> dict[int, str]:
        """What these numbers of columns mean: the problems, or, where there are just as many, all parts one after the other."""
        wanted = sorted(set(numbers))
        if self.parts and wanted == list(range(1, len(self.ids) + 1)):
            return dict(zip(wanted, self.ids, strict=True))
        return {n: i for n in wanted if (i := self.at(n))}

    def find(self, name: str) -> str:
        """The id that is meant; the name itself where none is."""
        return self.named(name) or self.numbered(name) or name

    def near(self, name: str) -> str:
        """What may have been meant by a name that is none."""
        listed = ", ".join(self.ids[:LISTED]) + (" ..." if len(self.ids) > LISTED else "")
        return nearest(name, (*self.wholes, *self.ids)) or f"The set has {listed}."
