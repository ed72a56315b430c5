"""The values that pass between the rooms: problem, claim, step, derivation, answer. All frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sympy import Basic, Expr, Symbol, true

from tutor.shown import PLAIN, Shown
from tutor.strength import Evidence, weakest

if TYPE_CHECKING:
    from tutor.desk.authored import Own
    from tutor.maths.solving.tree import Solved
    from tutor.page.document import Inline
    from tutor.reading.scope import Scope
    from tutor.reading.sets import Record

Status = Literal["solved", "unsupported", "timeout", "invalid", "failed"]


@dataclass(frozen=True, slots=True)
class Claim:
    """`left` equals `right` wherever the conditions hold. Scalars, vectors or matrices of the same shape.

    `stated(relation)` is the claim that an inequality holds: a relation that equals `true`.
    """

    left: Basic
    right: Basic
    conditions: tuple[Basic, ...] = ()


def stated(relation: Basic, *conditions: Basic) -> Claim:
    """The claim that a relation holds wherever the conditions do: D < 0, or x^2 + 3 > 0 for every x."""
    return Claim(relation, true, conditions)


@dataclass(frozen=True, slots=True)
class Notice:
    """How something in the input was read, where it could be read in two ways."""

    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a problem beside its mathematics: how it was typed, and what its set says of it."""

    letter: str = "f"  # what the function is called
    decimals: bool = False  # a number was typed with a decimal point
    inputs: tuple[Symbol, ...] = ()  # of a model, one for each column of the data but the last
    running: tuple[Symbol, ...] = ()  # the parameters of a surface
    data_file: str | None = None  # where the data stand
    shares: Mapping[Symbol, Expr] = field(default_factory=dict)  # of the coordinates, by which they were said to be uncertain: 1 %
    hole: bool = False  # the function has no value at the point
    numeric_check: bool = False  # central differences are asked for
    scope: Scope | None = None  # how an answer is read
    leniency: Mapping[str, Any] = field(default_factory=dict)  # how it is judged
    record: Record | None = None  # of a part, or of an author's own question
    own: Own | None = None  # the author's own answer
    shape: Basic | None = None  # a region of inequalities that was said in words: a triangle with its corners
    statement: tuple[Inline, ...] | None = None
    shared: str | None = None  # the statement before all parts
    shared_inlines: tuple[Inline, ...] | None = None
    introduced: bool = False  # that one names the function already
    parameters: Mapping[str, Any] = field(default_factory=dict)  # what each may be, until it is drawn
    where: tuple[Any, ...] = ()  # what must hold of them
    values: Mapping[Symbol, Expr] = field(default_factory=dict)  # what was drawn


@dataclass(frozen=True, slots=True, repr=False)
class Problem:
    """One problem, read. `given` holds the fields of the kind as SymPy objects (held, as typed)."""

    id: str
    kind: str
    given: Mapping[str, Any]
    variables: tuple[Symbol, ...]
    symbols: Mapping[str, Symbol]
    statement: str | None = None
    expected: str | None = None
    notices: tuple[Notice, ...] = ()
    origin: Origin = Origin()

    def __repr__(self) -> str:
        return f"<Problem {self.id!r}: {self.kind}>"

    def held(self, x: Symbol) -> tuple[Symbol, ...]:
        """The variables that stay constant while x varies."""
        return tuple(v for v in self.variables if v != x)

    @property
    def letter(self) -> str:
        """What the function is called: as the problem wrote it, else f."""
        return self.origin.letter


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation.

    `before` is the goal, `after` what the rule makes of it (goals may be left in it), `result` what it came to in the
    end. `evidence` covers before = after and the tidying from after, with its goals replaced, to result.
    `routine` steps need no line of their own at normal detail. `name` is what the page calls `before` (f_x, say).
    `claims` are what the words of the step assert besides, and count in the evidence too. `shown` is what stands on the page
    beside the words; `solved` a system with its case tree.
    """

    rule: str
    before: Basic
    after: Basic
    result: Basic
    facts: Mapping[str, Any]
    evidence: Evidence
    conditions: tuple[Basic, ...] = ()
    children: tuple[Step, ...] = ()
    routine: bool = False
    name: Basic | None = None
    claims: tuple[Claim, ...] = ()
    shown: Shown = PLAIN
    solved: Solved | None = None

    def walk(self) -> Iterator[Step]:
        """This step and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for: the fields of the interface (`expression`, `vector`, `matrix`, ...), values as SymPy objects.

    `shown` holds what only the words of the boxed answer need: the same in the form that was asked for.
    """

    fields: Mapping[str, Any]
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A worked problem: its steps, and the answer, or why there is none."""

    problem: Problem
    status: Status
    steps: tuple[Step, ...] = ()
    answer: Answer | None = None
    message: str = ""

    @property
    def evidence(self) -> Evidence:
        """The weakest evidence of all claims."""
        return weakest(*(s.evidence for step in self.steps for s in step.walk()))

    @property
    def verified(self) -> bool:
        """Whether it is solved and every claim has evidence."""
        return self.status == "solved" and self.evidence != "none"
