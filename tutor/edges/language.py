"""The language that is spoken: English, or one that has a folder in `templates/prose`.

What a page says stands in templates; the little that stands in code is English there, and the folder of a language has it in
its `words.toml`, by the English: whole, or with `{}` where something is put in. On a page everything has to be there, since
nobody reads half a page in each of two languages: `word` raises `Untranslated`, and the page is told in English. A message of
the command line is said as far as it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from tutor.edges.data import toml
from tutor.edges.files import read_text
from tutor.edges.resources import folder
from tutor.errors import Invalid, TutorError, nearest
from tutor.frozen import dataclass

ENGLISH = "en"
FILE = "words.toml"
LARGEST = 1_000_000  # bytes of a catalogue
DEEPEST = 5  # phrases within phrases
_HOLE = re.compile(r"\{(\d?)\}")

_PLACE = re.compile(r"(?:\w+ = )?[-−]?\d+\.\d+")  # a decimal, or a letter with its decimal
_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=\S)")
_AT = r"(?:problem|field|character) [^:,]+"
_PLACED = re.compile(rf"([^:,]+\.[a-z]+|(?:[^:]*, )?{_AT}(?:, {_AT})*): (.+)", re.S)  # as `Place.describe` says it
WITHIN = "within"  # the table of phrases that only stand in a hole of another
SPEECH, CLASS = "speech", "class"  # the tables of what is said of a formula that is read aloud, and of the report of a class
_current: ContextVar[str] = ContextVar("_current", default=ENGLISH)


class Untranslated(Exception):
    """Something that a language does not have yet: the name of a template and its block, or a phrase in English."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a language has besides its templates: settings by name, phrases by the English, and those with something put in."""

    settings: Mapping[str, Any]
    phrases: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    inside: Mapping[str, str]  # phrases, and those with something put in, that only stand in a hole of another
    within: tuple[tuple[re.Pattern[str], str], ...]
    speech: Mapping[str, str]  # phrases whose holes are filled after they are said, with whatever it is

    def said(self, text: str, depth: int = 0) -> str | None:
        """A phrase in this language; None where it is not there."""
        if text in self.phrases:
            return self.phrases[text]
        if depth and text in self.inside:
            return self.inside[text]
        for pattern, meant in self.patterns if not depth else (*self.patterns, *self.within):
            found = pattern.fullmatch(text)
            parts = [] if found is None else [self._part(g, depth + 1) for g in found.groups()]
            if found is not None and None not in parts:
                return _filled(meant, [p for p in parts if p is not None])
        return None

    def _part(self, text: str, depth: int) -> str | None:
        """What stands in a hole: a phrase, a decimal, or what is the same in every language; None for other words."""
        if _PLACE.fullmatch(text):
            return text.replace(".", str(self.settings.get("decimal", ".")))
        found = self.said(text, depth) if depth <= DEEPEST else None
        return text if found is None and not _WORDS.search(text) else found


def language() -> str:
    """The code of the language that is spoken here."""
    return _current.get()


def use_language(code: str) -> None:
    """From now on, in this context."""
    _current.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside, another language is spoken."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are, English first."""
    return (ENGLISH, *sorted(p.parent.name for p in (folder("templates") / "prose").glob(f"*/{FILE}")))


def known(code: str) -> str:
    """A code that is one. Errors: `Invalid`, with the nearest."""
    if code not in languages():
        raise Invalid(f"there is no language {code!r}; there are {', '.join(languages())}", hint=nearest(code, languages()))
    return code


def word(english: str) -> str:
    """A phrase of a page. Errors: `Untranslated`."""
    if language() == ENGLISH:
        return english
    found = catalogue(language()).said(english)
    if found is None:
        raise Untranslated(english)
    return found


def message(english: str) -> str:
    """A message of one or more sentences, with or without its place: all of it, or in English."""
    if language() == ENGLISH or not english:
        return english
    spoken = catalogue(language())
    whole = spoken.said(english) or _in_turn(spoken, _SENTENCE.split(english))
    placed = _PLACED.fullmatch(english) if whole is None else None
    if placed is None:
        return english if whole is None else whole
    return f"{', '.join(spoken.said(part) or part for part in placed[1].split(', '))}: {message(placed[2])}"


def _in_turn(spoken: Catalogue, sentences: list[str]) -> str | None:
    """Sentences one after the other, of which some are known together only; None where one is not known."""
    out: list[str] = []
    while sentences:
        tried = ((k, _ended(spoken, " ".join(sentences[:k]))) for k in range(1, len(sentences) + 1))
        k, found = next(((k, said) for k, said in tried if said is not None), (0, None))
        if found is None:
            return None
        out.append(found)
        sentences = sentences[k:]
    return " ".join(out)


def _ended(spoken: Catalogue, sentence: str) -> str | None:
    """A sentence; the stop of one that has none in the catalogue stays."""
    found = spoken.said(sentence)
    bare = spoken.said(sentence[:-1]) if found is None and sentence.endswith(".") else None
    return found if bare is None else f"{bare}."


def told(error: TutorError) -> str:
    """An error as one text in the language that is spoken."""
    return error.told(message)


def speech(english: str, *parts: str) -> str:
    """A phrase with its parts put in as they are, of a formula that is read aloud or of a report; English where the language lacks it."""
    return _filled(english if language() == ENGLISH else catalogue(language()).speech.get(english, english), list(parts))


def setting(name: str, english: Any) -> Any:
    """A setting of the language. Errors: `Untranslated`."""
    if language() == ENGLISH:
        return english
    settings = catalogue(language()).settings
    if name not in settings:
        raise Untranslated(name)
    return settings[name]


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language that there is."""
    table = toml(read_text(folder("templates") / "prose" / code / FILE, LARGEST))
    within, aloud = table.pop(WITHIN, {}), table.pop(SPEECH, {}) | table.pop(CLASS, {})
    settings = {name: value for name, value in table.items() if not isinstance(value, Mapping)}
    phrases = {text: meant for value in table.values() if isinstance(value, Mapping) for text, meant in value.items()}
    whole = {text: meant for text, meant in phrases.items() if not _HOLE.search(text)}
    return Catalogue(settings, whole, _patterns(phrases), within, _patterns(within), aloud)


def _patterns(phrases: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with holes, the most said first."""
    holed = sorted((text for text in phrases if _HOLE.search(text)), key=lambda t: -len(_HOLE.sub("", t)))
    return tuple((_pattern(text), phrases[text]) for text in holed)


def _pattern(text: str) -> re.Pattern[str]:
    """What an English phrase with holes matches; no hole goes beyond a sentence."""
    return re.compile(r"((?:(?![.?!] ).)+?)".join(map(re.escape, re.split(r"\{\d?\}", text))), re.S)


def _filled(meant: str, parts: list[str]) -> str:
    """The holes filled: `{}` in order, `{0}` by number."""
    after = iter(parts)
    return _HOLE.sub(lambda m: parts[int(m[1])] if m[1] else next(after), meant)
