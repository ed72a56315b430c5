"""The errors a user can meet: each knows its exit status, its message and, where there is one, a hint.

A `TutorError` is always about the input or about a limit of the tutor, never about a bug: a bug is an ordinary
exception and is reported as ``failed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace

from tutor.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something is wrong. Every part is optional; `start` and `end` count characters of the field."""

    file: str | None = None
    problem: str | None = None
    field: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None

    def describe(self) -> str:
        """`hw5.toml, problem ridge, function, character 7`, with only the parts that are known."""
        parts = [self.file] if self.file else []
        if self.problem is not None:
            parts.append(f"problem {self.problem}")
        if self.field is not None:
            parts.append(f"field {self.field}")
        if self.start is not None:
            parts.append(f"character {self.start + 1}")
        return ", ".join(parts)

    def excerpt(self, width: int = 60) -> str | None:
        """Two lines: the text around the fault, and a caret below it. None where the text is not known."""
        if self.text is None or self.start is None:
            return None
        left = max(0, self.start - width // 2)
        shown = self.text[left : left + width].replace("\n", " ").replace("\t", " ")
        caret = max(1, min((self.end or self.start + 1), left + width) - self.start)
        return f"{shown}\n{' ' * (self.start - left)}{'^' * caret}"


class TutorError(Exception):
    """Base of all errors about input and limits. `exit_code` is the process's exit status when nothing else worked."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place or Place()

    def __str__(self) -> str:
        return self.told()

    def told(self, each: Callable[[str], str] = str) -> str:
        """The place, what is said and what can be done as one text; `each` part of it in another language."""
        where = ", ".join(map(each, filter(None, self.place.describe().split(", "))))
        said = f"{where}: {each(self.message)}" if where else each(self.message)
        stop = "" if said.endswith((".", "!", "?", ":")) else "."
        return f"{said}{stop} {each(self.hint)}" if self.hint else said

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.hint, self.place))

    def at(self, place: Place) -> TutorError:
        """The same error at a place, parts already known kept."""
        known = {f.name: getattr(self.place, f.name) for f in fields(Place) if getattr(self.place, f.name) is not None}
        merged = replace(place, **known)
        return type(self)(self.message, hint=self.hint, place=merged)


def _rebuild(kind: type[TutorError], message: str, hint: str | None, place: Place) -> TutorError:
    return kind(message, hint=hint, place=place)


class Invalid(TutorError):
    """The input is wrong: an unknown kind or field, a missing field, a value of the wrong shape."""


class Unreadable(Invalid):
    """A math string that cannot be read; `place` has the text and the position of the offending part."""


class Unsupported(TutorError):
    """The input is sound, and the tutor cannot do this. The message begins with what is missing."""

    exit_code = 1


class OutOfTime(TutorError):
    """The budget of one problem was used up."""

    exit_code = 1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """A hint `Did you mean ...?` naming the nearest of the known words, or None where none is near."""
    from difflib import get_close_matches  # only where something is wrong

    found = get_close_matches(word, [name for name in known if name != word], n=1, cutoff=0.6)
    return f"Did you mean {found[0]}?" if found else None
