"""What is found of a chain and said of a line, and what the judge asks of the solved problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Literal

from tutor.checking.verdict import Verdict
from tutor.checking.working.refuted import Refutation
from tutor.checking.working.world import World
from tutor.frozen import dataclass
from tutor.reading.syntax import Node, Relation
from tutor.reading.working.line import WorkingLine

Word = Literal["follows", "skips", "off_the_way", "wrong", "unreadable", "unknown"]
Outcome = Literal["true", "defined", "unknown", "suspect", "false"]
ORDER: tuple[Outcome, ...] = ("true", "defined", "unknown", "suspect", "false")  # the best first


@dataclass(frozen=True, slots=True)
class Held:
    """What is found of the ranges of coordinates that a line states; `outside` is a point in them that is not in the region, or of the
    region that is not in them; nothing where a lower end is above the upper one."""

    outcome: Outcome
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a chain. `left` and `right` differ, where it is false; `name` has the value `value` in it.

    `linked` says that it is equal to what stood before; `inside` that two of its own sides differ, whatever was meant;
    `answered` that it is wrong as an answer, `doubtful` that it is true at the point only, and what a mistake would make.
    `root` is the line from which a wrong value was carried on. `where` is the solution at which the sides were taken, `own` says
    that it holds where the student's own equations do, and `says` why it is wrong where no two sides differ. `condition`
    says that it is an equation for some values of its letters, and no claim that its sides are equal, `lost` that it has not
    all the solutions of the equation before it. `path` is what the function is on a path on which its limit is looked for.
    `integrated` says that behind a name an integral is worked out rightly,
    `slip` that a right calculation stands before what is wrong, so that it is no mistake of the rules that led there.
    """

    outcome: Outcome
    stage: int | None = None
    linked: bool = False
    name: str = ""
    at: tuple[Node, ...] = ()
    value: Node | None = None
    left: Node | None = None
    right: Node | None = None
    inside: bool = False
    answered: bool = False
    doubtful: bool = False
    root: int | None = None
    where: Mapping[str, Node] = field(default_factory=dict)
    own: bool = False
    says: str = ""
    condition: bool = False
    lost: bool = False
    path: Node | None = None
    slip: bool = False
    integrated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its verdict. `carried` says that it follows from a value that was wrong, `score` is None where none is counted.

    `unanswered` is the last line where no line is known to be the answer, or a part of it: that counts as one more, with nothing.
    What refutes it is withheld where its numbers are what is asked for.
    """

    line: WorkingLine
    word: Word
    finding: Finding
    refuted_by: Refutation | None = None
    misconception: str | None = None
    says: str = ""
    asks: str = ""
    carried: bool = False
    score: float | None = None
    unanswered: bool = False
    withheld: bool = False

    @property
    def marks(self) -> tuple[float, ...]:
        """What counts of it."""
        return (() if self.score is None else (self.score,)) + ((0.0,) if self.unanswered else ())


@dataclass(frozen=True, slots=True)
class Teacher:
    """What is asked of the solved problem.

    The verdict on a line as an answer (the last one with the mistake in it), the world in which a name has a student's value, that in
    which a student's own equations hold (those stated before, and the wrong ones), which documented mistake makes a value or an
    equation with slopes (its id, what it says and asks), the class of a point, and what is found of ranges of the coordinates.
    `names` are those of the answer; `follows` tells whether a line is the answer that is right with the student's own values, or with
    what names were said to be; `last` is the stage that comes to the answer, None where that is said in words or put together, and
    `parts` are those that an answer must have, by their names. `told` is a documented mistake with what it says and asks.
    """

    answers: Callable[[str, bool], Verdict]
    carry: Callable[[Finding], World | None]
    solve: Callable[[tuple[Relation, ...], tuple[Relation, ...]], World | None]
    mistake: Callable[[Finding, str], tuple[str, str, str] | None]
    equation: Callable[[Relation], tuple[str, str, str] | None] = lambda _: None
    classes: Callable[[tuple[Node, ...]], str | None] = lambda _: None
    region: Callable[[Mapping[str, tuple[Node, Node]]], Held] = lambda _: Held("unknown")
    names: frozenset[str] = frozenset()
    follows: Callable[[str, Mapping[str, list[tuple[tuple[Node, ...], Node]]]], bool] = lambda _, __: False
    last: int | None = None
    parts: frozenset[str] = frozenset()
    told: Callable[[str], tuple[str, str, str]] = lambda name: (name, "", "")
