"""What a rule is, what a problem kind is, and how both are found: a file is one of them, its path is its id."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import import_module
from re import Pattern
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from sympy import Basic, Expr

from tutor.errors import Unsupported, nearest
from tutor.model import Answer, Claim, Problem, Step
from tutor.shown import PLAIN, Shown
from tutor.trees.heads import Inert

if TYPE_CHECKING:
    from tutor.maths.solving.tree import Solved
    from tutor.reading.answers import Shape
    from tutor.reading.quantity import Operation


class Rank(IntEnum):
    """Which rule is tried first on a goal: the one that leaves the least to do."""

    CLOSE = 1  # nothing is left to do: a constant, the variable itself, a table entry
    SPLIT = 2  # parts that do not meet: sums, constant factors
    COMBINE = 3  # parts that meet: products, quotients
    COMPOSE = 4  # one inside the other: the chain rule
    REWRITE = 5  # another form first: f(x)^g(x)


@dataclass(frozen=True, slots=True)
class Move:
    """What a rule makes of a goal, the facts its words need, and the conditions under which it holds."""

    after: Basic
    facts: Mapping[str, object] = field(default_factory=dict)
    conditions: tuple[Basic, ...] = ()
    effort: float = 0.0  # what this move asks of a student beyond the effort of its rule
    shown: Shown = PLAIN
    said: bool = False  # a `routine` rule that here needs a line: x^y by y, whose logarithm needs x > 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One law: `moves` looks at one goal of the class `head` and yields what it can be replaced by.

    `statement` is the law in typed mathematics and words; `examples` are goals as `tutor rules` prints them and the
    tests try them. A `routine` rule needs no line of its own at normal detail where its parts are routine too;
    `show_parts` asks for the line with its parts still to be found, before the one with their results; `fill` for the law
    with their results put in and nothing reckoned. Where several rules fit and only the end tells which leads on, as with integrals, the
    derivation with the least `effort` is taken.
    """

    head: type[Inert]
    moves: Callable[[Any], Iterable[Move]]
    rank: Rank
    statement: str
    examples: tuple[str, ...]
    source: str
    routine: bool = False
    show_parts: bool = False
    fill: bool = False
    effort: float = 1.0


# How a field of a problem is read; reading.fields has one reader for each.
FieldType = Literal[
    "function",  # an expression in the variables
    "functions",  # a list of them
    "differential",  # one or more equations in a function and its derivatives
    "solution",  # a function that may solve them, also by unspecified ones, f(x - c t), or a table of several: u and v
    "transform",  # a table name -> expression
    "name",  # one variable
    "names",  # a list of variables, or one
    "symbols",  # a list of letters, which need not be variables of the problem
    "point",  # a list or table of coordinates
    "uncertainties",  # the same, each absolute or in per cent of the coordinate of the point
    "direction",  # a vector
    "rates",  # a list of tables, each with a direction and the rate of change in it
    "scalar",  # an expression without variables
    "count",  # a natural number
    "side",  # left or right
    "choice",  # one of the words that the field lists
    "flag",  # true or false
    "equation",  # an equation, both sides as typed
    "surface",  # the same, or z = f(x, y), where a point needs no z, or coordinates by two parameters
    "plane",  # the equation of one, or `horizontal`
    "patch",  # a surface in space: coordinates by two parameters, an equation, words, or a list of pieces
    "side_of_surface",  # one of the words that the field lists, or a vector to whose side the normal points
    "relations",  # a list of equations and inequalities; a chain 0 <= x <= 3 is two
    "outer",  # an expression in the names of the layers and in the variables
    "layers",  # a table name -> expression in other names of the table and in the variables
    "curve",  # coordinates by a parameter, pieces, words, or two surfaces
    "run",  # a parameter with its two ends
    "region",  # inequalities, curves that bound it, or words
    "axis",  # the name of a variable, for its axis, `origin`, or the equation of a line
    "limits",  # a list of [variable, lower, upper], innermost first
    "integrals",  # a list of tables with an integrand and limits
    "values",  # a table of what is known of unspecified functions: f_x(2, 3) = 5
    "roots",  # one equation or several, in a list or with commas; an expression stands for what must be 0
    "model",  # an expression in inputs and parameters, both named by the problem's letters
    "data",  # rows of numbers, or the name of a CSV file
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind."""

    name: str
    type: FieldType
    required: bool = True
    choices: tuple[str, ...] = ()
    most: int = 12  # of a count: the order of a derivative and the like


@dataclass(frozen=True, slots=True)
class Stage:
    """A request of a plan: work on `goal`, and say it with the words of block `words`.

    `name` is what the page calls the goal. A `final` stage is put into the form a teacher would leave. A `check`
    compares the goal with `equals`, the value found on the main road, which it must reach by another one; with
    `solve` false it is only compared, not derived. A `kept` goal stays as the plan wrote it, only its own goals are
    replaced: f(a) + f_x(a)(x - a) is not multiplied out. `shown` is what stands on the page beside the words; `solved` is a
    system, that is the goal, with its case tree. `claims` are what its words assert besides the line itself (D is negative),
    each to be checked like the line. Where nothing is derived, the value of an `arranged` one is first put in a teacher's
    order, and `told` gives the words more facts about it and what is shown of it; where something is, `noted` gives them facts
    about the steps of it. An `opened` result is left as one
    integrates it next: brackets of a polynomial multiplied out. An `optional` one is left out where there is no evidence for it.
    """

    words: str
    goal: Basic
    facts: Mapping[str, object] = field(default_factory=dict)
    name: Basic | None = None
    final: bool = True
    check: bool = False
    equals: Basic | None = None
    solve: bool = True
    kept: bool = False
    arranged: bool = False
    opened: bool = False
    told: Callable[[Any], tuple[Mapping[str, Any], Shown]] | None = None
    noted: Callable[[tuple[Step, ...]], Mapping[str, Any]] | None = None
    optional: bool = False
    conditions: tuple[Basic, ...] = ()
    claims: tuple[Claim, ...] = ()
    shown: Shown = PLAIN
    solved: Solved | None = None


Plan = Generator[Stage, Expr, Answer]

RATE = ("derivative", "slope", "rate", "ableitung", "steigung")  # what a derivative may be called


@dataclass(frozen=True, slots=True)
class Expected:
    """What the fields of an answer do not say of how it is judged: its shape, and what it may be called."""

    shape: Shape | None = None  # where one formula may be more: a limit need not exist, an integral may diverge
    open_without: str = ""  # the field without which an antiderivative is asked for
    operations: tuple[Operation, ...] = ()  # that lead to it, by which a label may call it; none where any may
    nouns: tuple[str, ...] | None = None  # of quantities that it may be called; nothing where any may
    given: Literal["", "function", "field"] = ""  # what its letters may not name: the function or the field that it is made from
    differentials: bool = False  # whether dx and dy may stand in it
    approximates: bool = False  # whether it stands for the function itself, which may stand before it
    on_curve: bool = False  # whether formulas need to agree only where the equations hold, if no point is given
    order: bool = False  # whether the order of integration is asked for also where it is not named


@dataclass(frozen=True, slots=True)
class Topic:
    """One problem kind: its fields, its plan, and the field or fields of its answer.

    A plan is a generator: it yields a `Stage`, is sent the stage's result, and returns the `Answer`.
    """

    title: str
    fields: tuple[Field, ...]
    plan: Callable[[Problem], Plan]
    answer: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    defined_there: bool = True  # whether the function must have a value at the point that is asked about
    by_definition: bool = False  # whether it goes back to the difference quotient where that is needed: at an edge, say
    local: Literal["", "near", "around", "at"] = ""  # of a function in pieces: whether only what it is near, around or at the point counts
    constrained: bool = False  # whether g(x, y) = 1 is a condition on x and y, and not the name of a function
    implied: bool = False  # whether an equation gives the coordinate of its dependent letter
    dimension: int | None = None  # of the regions of the kind, where it says it
    many_pieces: bool = False  # whether more than two pieces of a function may meet at the point
    one_variable: bool = False  # whether its function is of one variable, which has to be known
    ordered: bool = False  # whether the order of its variables shows in the answer, and is said where their letters do not tell it
    in_coordinates: bool = False  # whether its variables are those of the coordinates that are named: r and theta, not x and y
    point_in_space: bool = False  # whether its point is a place in space, and no value of its variable
    curve_turns: bool = True  # whether an orientation beside its curve turns it; where not, the two are kept apart
    edge_too: bool = False  # whether its region may be a curve or a surface, so that a circle need not be a disc
    other_words: Pattern[str] | None = None  # words for a region that a sentence means otherwise: they have a phrase of their own
    directed: bool = False  # whether a gradient of zero leaves nothing to ask
    composed: Callable[[Problem], Expr] | None = None  # that function, where no field holds it
    facts: Callable[[Problem], Mapping[str, Any]] | None = None  # what all words of the kind may use, besides the fields
    roads: Callable[[Problem], Iterable[Problem]] = lambda _: ()  # the same asked as another kind, where a student may go another way
    boxed: Callable[[Problem, Answer], Basic | None] | None = None  # what the box calls the answer, where its line does not
    decimals: bool = False  # whether a problem given in decimals is told in decimals
    expected: Expected = Expected()  # how its answer is judged, besides by its fields


def _files(package: ModuleType, prefix: str = "") -> Iterable[str]:
    for found in pkgutil.iter_modules(package.__path__):
        if found.ispkg:
            yield from _files(import_module(f"{package.__name__}.{found.name}"), f"{prefix}{found.name}.")
        else:
            yield prefix + found.name


@cache
def rules() -> dict[str, Rule]:
    """Every rule found, by id (`differentiate.product`), in the order in which they are tried."""
    found = {name: import_module(f"tutor.deriving.rules.{name}").RULE for name in _files(import_module("tutor.deriving.rules"))}
    return dict(sorted(found.items(), key=lambda item: (item[1].rank, item[0])))


@cache
def rules_by_head() -> dict[type[Inert], list[tuple[str, Rule]]]:
    """The rules by the class of their goals, in order."""
    out: dict[type[Inert], list[tuple[str, Rule]]] = {}
    for name, rule in rules().items():
        out.setdefault(rule.head, []).append((name, rule))
    return out


@cache
def kinds() -> tuple[str, ...]:
    """The problem kinds, by the files in `topics`; nothing is imported."""
    return tuple(sorted(_files(import_module("tutor.deriving.topics"))))


@cache
def topic(kind: str) -> Topic:
    """The topic of a kind. `Unsupported`, with the nearest name, where there is none."""
    if kind not in kinds():
        raise Unsupported(f"cannot do the kind {kind!r}", hint=nearest(kind, kinds()))
    found: Topic = import_module(f"tutor.deriving.topics.{kind}").TOPIC
    return found
