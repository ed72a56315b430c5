"""The problems of a set, found by what a column or a row of a file of answers calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_NUMBER_OF = re.compile(r"(?<=\S) \(\d{3,12}\)\Z")  # of an assignment in a course system
_NUMBERED = re.compile(
    r"(?:(?:q|question|problem|exercise|task|item|ex|frage|aufgabe|aufg|übung|problème|exercice|response|answer|antwort|réponse|no|nr)"
    r"[.:_]?\s?#?|#)?\s?0{0,2}(\d{1,3})\s?[.):]?"
)


def plain(name: str) -> str:
    """A name as it is compared: without tags and numbers of a course system, in small letters."""
    text = unescape(name) if "&" in name else name
    return _NUMBER_OF.sub("", " ".join(_TAG.sub(" ", text).split()).casefold())


def letters_of(name: str) -> str:
    """Only the letters and figures of a name, for titles and statements whose formulas are typed in another way."""
    return "".join(c for c in plain(name) if c.isalnum())


class Problems:
    """The ids of a set in order, with the titles and statements of its problems."""

    def __init__(self, ids: Sequence[str], titles: Iterable[tuple[str, str]] = ()) -> None:
        self.ids = tuple(ids)
        self._named = {plain(i): i for i in reversed(self.ids)}
        self._titled = {letters_of(title): i for title, i in titles if letters_of(title)}
        self._numbered = any(i.isdigit() for i in self.ids)

    def named(self, name: str) -> str | None:
        """The problem with this id, whatever the case of its letters, or with this title."""
        wanted = plain(name)
        return name if name in self.ids else self._named.get(wanted) or self._titled.get(letters_of(wanted) or "-")

    def numbered(self, name: str) -> str | None:
        """The problem with this place in the set: `1`, `Question 1`, `Aufgabe 1`; where ids are numbers, the one with that id."""
        found = _NUMBERED.fullmatch(plain(name))
        return None if found is None else self.at(int(found[1]))

    def at(self, number: int) -> str | None:
        """The problem with this number."""
        if self._numbered:
            return str(number) if str(number) in self.ids else None
        return self.ids[number - 1] if 0 < number <= len(self.ids) else None

    def find(self, name: str) -> str:
        """The id that is meant; the name itself where none is."""
        return self.named(name) or self.numbered(name) or name
