"""What every output format has in common: its shape, how it is found, and the words that frame a document.

A page is printed in two stages: `fragment` prints one problem, anywhere (a worker process sends back only text), and
`page` puts fragments under one heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tutor.document import Document, NoteRole
from tutor.errors import Invalid, nearest
from tutor.resources import folder

OUTPUT = Path(__file__).parent
TEMPLATES = folder("templates")

# The words of the frame; everything else that is said arrives in the document.
WORDS = {
    "answer": "Answer",
    "author": "Author",
    "close_all": "Hide all details",
    "contents": "Problems",
    "details": "Details",
    "due": "Due",
    "not_verified": "not verified",
    "not_verified_here": "There is no independent evidence for this claim.",
    "not_verified_document": "Parts of this solution could not be verified independently; they are marked.",
    "open_all": "Show all details",
    "skip": "Skip to the problems",
    "statement": "Problem",
    "title": "Worked solutions",
}
ROLE_WORDS: dict[NoteRole, str] = {"check": "Check", "remark": "Remark", "notice": "Notice", "unsupported": "Stopped"}


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What stands at the head of a page. Every field is plain text, and empty where it is not known."""

    title: str = ""
    course: str = ""
    author: str = ""
    due: str = ""
    instructions: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print documents: the whole file is `page([fragment(d) for d in documents], meta)`."""

    name: str
    suffix: str
    fragment: Callable[[Document], str]
    page: Callable[..., str | bytes]


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted; nothing is imported. A module that begins with `_` is a part of a format."""
    return tuple(sorted(m.name for m in iter_modules([str(OUTPUT)]) if m.name != "base" and not m.name.startswith("_")))


def load(name: str) -> Format:
    """The format of that name. Errors: `Invalid` for an unknown name, with the nearest known one as a hint."""
    known = formats()
    if name not in known:
        raise Invalid(f"there is no format {name!r}; the formats are {', '.join(known)}", hint=nearest(name, known))
    found: Format = import_module(f"tutor.output.{name}").FORMAT
    return found


# Characters that act instead of being read: C0 and C1 controls (ANSI escapes), bidirectional overrides (a formula shown
# backwards), line separators, surrogates and noncharacters (no UTF-8), and the private use area (no meaning; `text`
# marks bold words there).
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text without any character that acts on a terminal or a page; tabs and newlines stay."""
    return _ACTING.sub("", text.replace("\r\n", "\n"))
