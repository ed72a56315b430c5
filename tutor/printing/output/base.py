"""What every output format has in common: its shape, how it is found, and the words that frame a document.

A page is printed in two stages: `fragment` prints one problem, anywhere (a worker process sends back only text), and
`page` puts fragments under one heading. The style belongs to both, since the width of the line decides where a display is
broken, so `load` binds it to both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tutor.edges.language import message
from tutor.errors import Invalid, nearest
from tutor.page.document import Document, WorkSpace
from tutor.printing.style import PLAIN, Style

OUTPUT = Path(__file__).parent
TEX_ENGINES = ("pdflatex", "lualatex")
ENGINES = ("typst", *TEX_ENGINES)  # that make a PDF; the first is inside the package


class Frame(Mapping[str, str]):
    """Words of the frame by name, in the language that is spoken."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self.english = english

    def __getitem__(self, name: str) -> str:
        return message(self.english[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)


# The words of the frame; everything else that is said arrives in the document.
WORDS = Frame({
    "answer": "Answer",
    "author": "Author",
    "blank_number": "Student number",
    "close_all": "Hide all details",
    "contents": "Problems",
    "described": "The figure in words",
    "details": "Details",
    "due": "Due",
    "code": "Version",
    "not_verified": "not verified",
    "not_verified_here": "There is no independent evidence for this claim.",
    "not_verified_document": "Parts of this solution could not be verified independently; they are marked.",
    "number": "Number",
    "of": "of",
    "open_all": "Show all details",
    "picture": "Picture",
    "skip": "Skip to the problems",
    "statement": "Problem",
    "student": "Name",
    "title": "Worked solutions",
})  # fmt: skip
ROLE_WORDS = Frame({"check": "Check", "remark": "Remark", "notice": "Notice", "unsupported": "Stopped"})


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What stands at the head of a page. Every field is plain text, and empty where it is not known.

    `student` and `number` say whose sheet it is, `code` which one: it stands in the foot. `blanks` are what whoever gets the
    page writes on it: a name, a number.
    """

    title: str = ""
    course: str = ""
    author: str = ""
    due: str = ""
    instructions: str = ""
    language: str = "en"
    student: str = ""
    number: str = ""
    code: str = ""
    blanks: tuple[str, ...] = ()

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of whose and of when it is, each with its word."""
        known = (("student", self.student), ("number", self.number), ("author", self.author), ("due", self.due))
        return [(WORDS[key], value) for key, value in known if value]

    @property
    def foot(self) -> str:
        """Which sheet it is; empty where there is but one."""
        return f"{WORDS['code']} {self.code}" if self.code else ""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print documents: the whole file is `page([fragment(d) for d in documents], meta)`.

    `body` is the same to include in a file of one's own, None where there is no such thing. The functions of a format that
    is `styled` take a style as well. One that `counts` puts a number before the title by itself where there are several problems.
    """

    name: str
    suffix: str
    fragment: Callable[..., str]
    page: Callable[..., str | bytes]
    body: Callable[..., str] | None = None
    styled: bool = False
    counts: bool = False


def asks(document: Document) -> bool:
    """Whether it is a question with room to work in, which stays together with its parts."""
    return any(isinstance(b, WorkSpace) for body in (document.body, *(p.body for p in document.parts)) for b in body)


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted; nothing is imported. A module that begins with `_` is a part of a format."""
    return tuple(sorted(m.name for m in iter_modules([str(OUTPUT)]) if m.name != "base" and not m.name.startswith("_")))


def load(name: str, style: Style = PLAIN) -> Format:
    """The format of that name, or the PDF of a TeX engine of that name, in a style.

    Errors: `Invalid` for an unknown name, with the nearest known one as a hint.
    """
    known = formats()
    if name in TEX_ENGINES:
        found: Format = import_module("tutor.printing.output._tex_engine").FORMATS[name]
    elif name in known:
        found = import_module(f"tutor.printing.output.{name}").FORMAT
    else:
        raise Invalid(f"there is no format {name!r}; the formats are {', '.join(known)}", hint=nearest(name, known))
    if not found.styled:
        return found
    body = None if found.body is None else partial(found.body, style=style)
    return replace(found, fragment=partial(found.fragment, style=style), page=partial(found.page, style=style), body=body)


class Lacking(UserWarning):
    """A character that no font of an engine has, or another thing of a page that an engine cannot do.

    `number` is the place of the problem among the fragments, from 0; None where it stands in the heading.
    """

    def __init__(self, said: str, number: int | None = None) -> None:
        super().__init__(said)
        self.said, self.number = said, number


NAMED = 6  # characters of a message; a text in another script has many


def lacking_characters(found: Sequence[str], engine: str) -> str:
    """`no font of LaTeX has 😀 (U+1F600); a box stands in its place`, for characters."""
    named = ", ".join(f"{c} (U+{ord(c):04X})" for c in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f"no font of {engine} has {named}{more}; {'a box stands in its place' if len(found) == 1 else 'boxes stand in their place'}"
