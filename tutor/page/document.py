"""A page before it is printed: blocks and inlines, formulas still as mathematics.

`narrate` makes documents; every `output` format prints them. A document holds no markup of any format and nothing that
needs escaping: text is text, and a formula is a SymPy object or a `layout.Layout`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from tutor.edges.language import language
from tutor.page.drawing import Deferred, Drawing

# A formula: a SymPy object (laid out by notation.compose) or a Layout. Typed loosely so that this room needs no SymPy.
Formula = object


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the line."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emph:
    """A term or a remark set apart."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula inside a line."""

    formula: Formula


Inline = Text | Strong | Emph | Math
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that `leads` stays on the page of what comes next."""

    inlines: Inlines
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Display:
    """A displayed chain `terms[0] relations[0] terms[1] ...`; a format breaks it over aligned rows where it is long.

    `unverified` marks a claim for which there is no evidence; every format shows it.
    """

    terms: tuple[Formula, ...]
    relations: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """An unordered list; each item is one line."""

    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases beside each other, each an argument of its own; its first paragraph says what it assumes."""

    cases: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every cell is inlines. `caption` says what it shows."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class StepBlock:
    """One step: its number ("2.1"), its title, what is said and shown, and the finer steps that fold away.

    `summary` is the label of the fold. `unverified` as in `Display`.
    """

    number: str
    title: Inlines
    blocks: tuple[Block, ...]
    details: tuple[StepBlock, ...] = ()
    summary: Inlines = ()
    unverified: bool = False

    @property
    def finer(self) -> tuple[StepBlock, ...]:
        """The finer steps below the label of their fold: a single one does not say it again."""
        alone = len(self.details) == 1 and self.details[0].title == self.summary
        return (replace(self.details[0], title=()),) if alone else self.details


@dataclass(frozen=True, slots=True)
class Steps:
    """A run of numbered steps."""

    steps: tuple[StepBlock, ...]


NoteRole = Literal["check", "remark", "notice", "unsupported"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something beside the argument: a check by another road, a remark, a notice on how the input was read.

    One that is `folded` shows its title only, in a format that can open it.
    """

    role: NoteRole
    title: str
    blocks: tuple[Block, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """The boxed answer."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WorkSpace:
    """Empty room to work in, so many millimetres high on paper. A terminal leaves a few lines, a screen shows a frame."""

    millimetres: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree for a terminal: a quantity, what stands on the branch to it, whether that is marked, and what is below."""

    label: Formula
    branch: Formula | None
    marked: bool
    below: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, with its caption and the facts in it, one a line: whoever does not see it could draw it again from these.

    A format that has no pictures prints the outline where there is one, else the facts; a terminal prints these only of a
    figure that is to be `told`.
    """

    drawing: Drawing | Deferred
    caption: Inlines
    facts: tuple[Inlines, ...]
    outline: Outline | None = None
    told: bool = False


Block = Paragraph | Display | ListBlock | Cases | Table | Steps | Note | AnswerBox | WorkSpace | Figure


@dataclass(frozen=True, slots=True)
class Part:
    """One lettered part of a problem: what it asks, its body and its marks. The title is empty on a sheet."""

    letter: str
    title: str
    statement: tuple[Block, ...]
    body: tuple[Block, ...]
    marks: str = ""

    @property
    def runs_in(self) -> bool:
        """Whether what is asked follows the letter at once, with no heading between."""
        return bool(self.statement) and not self.title


@dataclass(frozen=True, slots=True)
class Document:
    """One problem's page: its id, a short plain title, the statement, the body; `marks` as a plain text, empty where none.

    With parts the statement is what they share, and the marks are those of all of them. `language` is the one it is told in.
    """

    id: str
    kind: str
    title: str
    statement: tuple[Block, ...]
    body: tuple[Block, ...]
    verified: bool = True
    marks: str = ""
    parts: tuple[Part, ...] = ()
    language: str = field(default_factory=language)
