"""What is asked and what is right: all that judging needs, so that a problem is solved once however many answers come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.checking.bare import Names
from tutor.checking.labels import Asked
from tutor.checking.opinion import REAL, Domain
from tutor.frozen import dataclass
from tutor.page.layout import Layout
from tutor.reading.answers import Reading, Shape
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node
from tutor.reading.units import Unit

if TYPE_CHECKING:
    from tutor.checking.on_curve import Determined, EquationCurve


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the exact value a number may be; the wider of the two counts."""

    relative: Fraction | None = None
    absolute: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer with the mistake that makes it ("" where its author names none), what is said and asked of it, and its marks.

    One that is `told` by the author counts before what the checker sees by itself. `step` is the title of the step of the solution at
    which the mistake is made, and `made` what stands there then. An `exact` one is told of itself alone, of nothing that differs by
    a constant or a gradient.
    """

    mistake: str
    reading: Reading
    says: str
    asks: str = ""
    credit: float | None = None
    told: bool = False
    step: str = ""
    made: Layout | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Wrong answers that an author tells: by the group of their value, and by their shape where that is another than was asked.

    A number for a vector is of another shape.
    """

    wrong: Mapping[str, Wrong]
    misshapen: Mapping[Shape, tuple[Wrong, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One problem as the checker sees it. Frozen and free of SymPy, so it travels to other processes.

    `dimension` is that of vectors, `names` are the variables in order. `variables` are those an antiderivative or a
    potential is taken in. `form` asks for more than the right value. With `strict`, brackets mean what they say: {1, 2} is
    no vector. `letters` are those of the statement, which an answer may hold; `running` those of the right
    answer that run through all integers. Where there is a `curve`, formulas need to agree
    at its points only. With `any_domain`, an answer may have no value where the right one has some.
    `asked` is what the answer is called, `unit` that of the right answer, and `units` those that the statement asks for.
    `meanings` are what letters of a working stand for, and `drawn` says with which values of its parameters the problem is
    asked. `function` is that whose critical points are asked, where it is defined everywhere. `bare` names stand for a function
    of the problem, or a derivative of it, where the right answer takes it. `approximated` is the function that is asked to be
    approximated: it may stand before ≈. `fitted` is the model with the right parameters put in. Of a `walk` the
    last point is asked.
    `wrong` are the answers that documented mistakes make, by the group of their value, and
    `misshapen` those of another shape than was asked, a vector where a number is due, by shape.
    `feedback` is how much is said of an answer, and `credits` the share of the marks that a named mistake still earns.
    """

    id: str
    shape: Shape
    expected: Reading
    scope: Scope = field(default_factory=Scope)
    domain: Domain = REAL
    dimension: int | None = None
    names: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    form: str | None = None
    tolerance: Tolerance | None = None
    strict: bool = False
    letters: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()
    curve: EquationCurve | Determined | None = None
    any_domain: bool = False
    asked: Asked = field(default_factory=Asked)
    unit: Unit | None = None
    units: frozenset[Unit] = frozenset()
    function: Node | None = None
    bare: Names = ()
    approximated: Node | None = None
    fitted: Node | None = None
    walk: bool = False
    meanings: tuple[tuple[str, Node], ...] = ()
    drawn: str = field(default="", compare=False)
    wrong: Mapping[str, Wrong] = field(default_factory=dict, compare=False)
    misshapen: Mapping[Shape, tuple[Wrong, ...]] = field(default_factory=dict, compare=False)
    feedback: str = "full"
    credits: Mapping[str, float] = field(default_factory=dict)
