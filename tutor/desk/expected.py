"""What is expected of an answer where the tutor finds it: the question that a solved problem answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from tutor.checking.bare import Unspecified, names_in
from tutor.checking.on_curve import Determined, EquationCurve
from tutor.checking.opinion import Assumption, Domain
from tutor.checking.question import Question, Tolerance
from tutor.checking.readings import entries
from tutor.checking.short_answer import tolerance
from tutor.checking.strangers import trees
from tutor.desk.asked_limits import asks_limits, set_up
from tutor.desk.asked_meanings import meanings
from tutor.desk.asked_names import asked_names
from tutor.errors import Place, Unsupported
from tutor.reading.answers import (
    Circle,
    ClassedPoint,
    ClassWord,
    Expressions,
    Extrema,
    Extremum,
    Held,
    Line,
    Linear,
    NoLimit,
    NotACurl,
    NotConservative,
    Parameters,
    Points,
    Reading,
    Shape,
    Steepest,
    Uncertain,
    ValuedGradient,
    Vectors,
)
from tutor.reading.sets import credits_of
from tutor.reading.syntax import Node, Num
from tutor.rule import topic

if TYPE_CHECKING:
    from tutor.model import Answer, Derivation, Problem

# An answer that was computed numerically: three digits of it, or three places, are enough.
ROUNDED = Tolerance(relative=Fraction(1, 200), absolute=Fraction(1, 2000))
# A walk or a fit is reckoned on a calculator: four digits of a fraction that is no short decimal are enough.
RECKONED = Tolerance(relative=Fraction(1, 10_000))
SHARE = Tolerance(relative=Fraction(1, 100))  # of an uncertainty in per cent: 9.33 % and, for the worst case, 9.4 %
WALKED = Tolerance(relative=Fraction(1, 1000), absolute=Fraction(1, 10_000))  # where the tutor itself has only decimals
WITH_VECTORS: tuple[Shape, ...] = (
    "vector",
    "circle",
    "vectors",
    "vector_potential",
    "steepest",
    "valued_gradient",
    "line",
)  # where i, j, k are basis vectors


def question_of(derivation: Derivation) -> Question:
    """The question that a solved problem answers, its parameters as they were drawn. `Unsupported` for answers that cannot be compared."""
    assert derivation.answer is not None
    problem, answer = derivation.problem, derivation.answer.fields
    shown = derivation.answer.shown if "diverges" in answer else {}
    about = topic(problem.kind).expected
    shape, expected = ("limits", set_up(derivation)) if asks_limits(problem) else reading_of(problem.kind, {**answer, **shown})
    indefinite = bool(about.open_without) and about.open_without not in problem.given
    if indefinite:
        shape = "antiderivative"
    if isinstance(expected, ClassWord) and _is_affine(problem):
        expected = ClassWord("affine")
    scope = problem.origin.scope
    assert scope is not None
    leniency = problem.origin.leniency
    names = tuple(v.name for v in problem.variables)
    values = {symbol.name for symbol in problem.origin.values}  # what a sheet has in place of these letters is a number
    found = Question(
        problem.id,
        shape,
        expected,
        replace(
            scope,
            variables=frozenset(problem.symbols) - values,
            functions=_functions(problem.given),
            vectors=shape in WITH_VECTORS,
            differentials=about.differentials,
            percent=bool(problem.given.get("relative")),
            answer=True,
        ),
        Domain({name: _assumed(symbol) for name, symbol in problem.symbols.items() if name not in values}, scope.complex),
        len(entries(expected)) if shape == "vector" else len(names),
        names,
        variables=names if indefinite or shape == "potential" else (),
        tolerance=tolerance(leniency, Place(problem=problem.id, field="tolerance")) or _leeway(derivation.answer),
        running=frozenset(letter.name for f in answer.get("families", ()) for letter in f["parameters"] if letter.is_integer),
        curve=_curve(problem) if "on_it" not in derivation.answer.shown else _of_the_point(problem, derivation.answer.shown["on_it"]),
        any_domain="domain" in leniency,
        feedback=leniency.get("feedback", "full"),
        credits=credits_of(leniency),
        asked=asked_names(problem),
        meanings=meanings(problem),
        drawn=next((n.message for n in problem.notices if n.field == "parameters"), ""),
        function=_function(problem) if isinstance(expected, Points) else None,
        approximated=_given_function(problem) if about.approximates else None,
        fitted=fitted(derivation.answer) if isinstance(expected, Parameters) else None,
        bare=names_in(trees(expected), _unspecified(problem)),
        walk="iterates" in answer,
    )
    if isinstance(expected, Points):
        from tutor.checking.shapes.point_families import comparable  # for this shape only

        if not comparable(found):
            raise Unsupported("points that run along such a curve cannot be checked yet")
    return found


def fitted(answer: Answer) -> Node | None:
    """The model with the right parameters, where the answer says it."""
    from tutor.reading.unbuild import tree_of

    return tree_of(answer.shown["formula"]) if "formula" in answer.shown else None


def _function(problem: Problem) -> Node | None:
    """The function whose critical points are asked; None where it is looked at on a part of the plane, or has letters of its own."""
    from sympy import Expr

    from tutor.reading.unbuild import tree_of

    function = problem.given.get("function")
    if problem.given.get("domain") or not isinstance(function, Expr) or function.free_symbols - set(problem.variables):
        return None
    try:
        return tree_of(function)
    except Unsupported:  # it is given in pieces, say: values and global extrema are then not judged
        return None


def _given_function(problem: Problem) -> Node | None:
    from sympy import Expr

    from tutor.reading.unbuild import tree_of

    function = problem.given.get("function")
    return tree_of(function) if isinstance(function, Expr) else None


def _is_affine(problem: Problem) -> bool:
    """Whether a function is convex and concave at once: a polynomial of degree at most 1."""
    from sympy import Poly

    from tutor.trees import tree

    f = tree.plain(problem.given["function"])
    return bool(f.is_polynomial(*problem.variables)) and Poly(f, *problem.variables).total_degree() <= 1


def _curve(problem: Problem) -> EquationCurve | Determined | None:
    """An implicit derivative is asked about at the points of its curve only, or where all equations hold."""
    from tutor.maths.solving.explicit import explicitly
    from tutor.reading.unbuild import tree_of

    if not topic(problem.kind).expected.on_curve or problem.given.get("point"):
        return None
    if "dependents" in problem.given:
        found = explicitly(problem.given["equations"], problem.given["dependents"], problem.variables)
        if found is None:
            raise Unsupported("formulas that need to agree only where these equations hold cannot be checked yet; ask for them at a point")
        return Determined(tuple((v.name, tree_of(e)) for v, e in found))
    left, right = problem.given["equation"].args
    return EquationCurve(tree_of(left), tree_of(right), problem.given["dependent"].name)


def _of_the_point(problem: Problem, zero: Any) -> EquationCurve:
    """Where a general point lies on its surface."""
    from tutor.reading.unbuild import tree_of

    return EquationCurve(tree_of(zero), Num("0"), [*problem.given["point"].values()][-1].name)


def reading_of(kind: str, answer: Mapping[str, Any]) -> tuple[Shape, Reading]:
    """The right answer as it would be read, by the fields that it has."""
    from tutor.reading.unbuild import tree_of
    from tutor.trees.heads import Vector

    def row(of: Any) -> tuple[Node, ...]:
        return tuple(map(tree_of, of.args if hasattr(of, "args") else of))

    shape = topic(kind).expected.shape
    match answer:
        case {"does_not_exist": True}:
            return "limit", NoLimit()
        case {"diverges": True, "tends_to": end}:
            return "improper", tree_of(end)
        case {"diverges": True}:
            return "improper", NoLimit()
        case {"expression": value, "estimate": estimate}:
            return "linear", Linear(tree_of(value), tree_of(estimate))
        case {"expression": by, "value": value, **rest} if shape == "uncertain":
            printed = rest["rounded"].rpartition("± ")[2] if "rounded" in rest else None
            return "uncertain", Uncertain(tree_of(value), tree_of(by), printed=None if printed is None else Num(printed))
        case {"differentiable": so} | {"holds": so} | {"continuous": so}:
            return "holds", _held(answer, so)
        case {"conservative": False}:
            return "potential", NotConservative()
        case {"exists": False}:
            return "vector_potential", NotACurl()
        case {"vector": value} if shape == "vector_potential":
            return "vector_potential", tree_of(value)
        case {"expression": value}:
            return shape if shape in ("limit", "improper", "potential") else "expression", tree_of(value)
        case {"stopped": _}:
            raise Unsupported("the walk stops before all steps are taken, so no answer is compared with it")
        case {"iterates": (*_, Mapping() as last)} | {"parameters": last}:
            return "parameters", Parameters(tuple((str(name), tree_of(v)) for name, v in last.items()))
        case {"iterates": (*_, (only,))}:
            return "expression", tree_of(only)
        case {"iterates": (*_, last)}:
            from tutor.trees.heads import Vector

            return "vector", tree_of(Vector(*last))
        case {"explained": shares}:
            return "expressions", Expressions(tuple((None, tree_of(v)) for v in shares))
        case {"point": point, "mass": _}:
            from tutor.trees.heads import Vector

            return "vector", tree_of(Vector(*point.args))
        case {"expressions": values}:
            return "expressions", Expressions(tuple((str(name), tree_of(v)) for name, v in values.items()))
        case {"direction": direction, "rate": rate}:
            return "steepest", Steepest(row(direction), tree_of(rate))
        case {"vectors": vectors}:
            return "vectors", Vectors(tuple(map(row, vectors)))
        case {"centre": centre, "radius": radius}:
            return "circle", Circle(row(centre), tree_of(radius))
        case {"point": point, "direction": direction}:
            return "line", Line(row(point), row(direction), None)
        case {"value": value, "vector": vector}:
            return "valued_gradient", ValuedGradient(tree_of(value), row(vector))
        case {"vector": value}:
            return "vector", tree_of(value)
        case {"matrix": value}:
            return "matrix", tree_of(value)
        case {"equation": value}:
            return "equation", tree_of(value)
        case {"cases": _}:
            raise Unsupported("an answer that depends on a letter cannot be checked yet")
        case {"points": points}:
            every = (*points, *answer.get("families", ()))
            if answer.get("complete") != "proved" or any(p.get("conditions") for p in every):
                raise Unsupported("a list of points not proved complete, or with conditions, cannot be checked yet")
            if any(p.get("class") == "inconclusive" for p in every):
                raise Unsupported("the tutor could not classify every point itself, so no answer is compared with it")
            return "points", Points(tuple(ClassedPoint(row(p["at"].values()), p.get("class")) for p in every))
        case {"class": word}:
            return "class", ClassWord(word)

    def side(name: str) -> Extremum | Literal["none"] | None:
        if name not in answer:
            return None
        found = answer[name]
        if found is not None and "parameters" in found:
            raise Unsupported("an extremum that is taken at infinitely many points cannot be checked yet")
        if found is not None and "value" not in found:
            raise Unsupported("the tutor could not decide itself whether there is an extremum, so no answer is compared with it")
        if found is not None and "where" in found:
            raise Unsupported("an extremum that is taken along a whole edge cannot be checked yet")
        return "none" if found is None else Extremum(tree_of(found["value"]), tuple(row(at.values()) for at in found["at"]))

    if "undecided" in answer:
        raise Unsupported(
            f"the tutor has not decided whether there is a {answer['undecided'][0]}imum, so no answer is compared with its own"
        )
    if "max" in answer or "min" in answer:
        return "extrema", Extrema(side("max"), side("min"))
    raise Unsupported(f"answers to the kind {kind} cannot be checked yet")


def _held(answer: Mapping[str, Any], so: bool) -> Held:
    """Whether it is so, what else is known to be so, the value that mends it, and the letters or partial derivatives with theirs."""
    from tutor.reading.unbuild import tree_of

    (about, *others) = [name for name in ("differentiable", "holds", "continuous") if name in answer]
    named = [(name, tree_of(v)) for name, v in answer.get("partials", {}).items() if v is not None]
    choices = answer.get("constants", ())
    if "where" in answer:
        raise Unsupported("constants that satisfy an equation cannot be checked yet")
    if len(choices) > 1 and any(len(c) > 1 for c in choices):
        raise Unsupported("several constants with several choices cannot be checked yet")
    named += [(str(name), tree_of(v)) for choice in choices for name, v in choice.items()]
    free = [(str(name), tree_of(v)) for choice in answer.get("trivial", ()) for name, v in choice.items()]
    value = answer.get("value")
    claims = ((about, so), *((other, answer[other]) for other in others))
    return Held(claims, None if value is None else tree_of(value), tuple(named), tuple(free))


def _leeway(answer: Answer) -> Tolerance | None:
    """How far from the right answer a number may be where the problem does not say."""
    from tutor.maths.decimals import short

    asked_for = _compared(answer.fields)
    if asked_for is answer.fields:
        share = answer.shown.get("share") is not None and not answer.shown["exact"]
        return SHARE if share else ROUNDED if _is_rounded(answer.fields) else None
    if _is_rounded(asked_for):
        return WALKED
    numbers = asked_for.values() if isinstance(asked_for, Mapping) else asked_for
    return RECKONED if any(v.is_Rational and not short(v) for v in numbers) else None


def _compared(answer: Mapping[str, Any]) -> Any:
    """What of an answer is compared: the last point of a walk, the parameters of a fit."""
    for name in ("iterates", "parameters", "explained"):
        if name in answer:
            return answer[name][-1] if name == "iterates" else answer[name]
    return answer


def _is_rounded(value: Any) -> bool:
    """Whether an answer holds a number that is known to some digits only."""
    from sympy import Basic

    from tutor.trees.heads import Rounded
    from tutor.trees.zero_of import WITHOUT_FORMULA

    match value:
        case Basic():
            return bool(value.has(Rounded, *WITHOUT_FORMULA))
        case Mapping():
            return any(map(_is_rounded, value.values()))
        case tuple() | list():
            return any(map(_is_rounded, value))
    return False


def _assumed(symbol: Any) -> Assumption:
    if symbol.is_integer:
        return "integer"
    if symbol.is_positive:
        return "positive"
    if symbol.is_nonnegative:
        return "nonnegative"
    return "real" if symbol.is_real else "complex"


def _unspecified(problem: Problem) -> Iterator[Unspecified]:
    """The unspecified functions of a problem, by the letters that they are applied to; the outer one has the outcome's letter too."""
    from sympy import Symbol

    from tutor.maths.chain.dependencies import Dependencies

    outer, by = problem.given.get("outer"), problem.given.get("with_respect_to", ())
    asked = {x.name for x in (by if isinstance(by, tuple | list) else (by,))}
    for name, applied in sorted(_applied(problem.given).items()):
        [only, *others] = applied
        letters = tuple(a.name for a in only.args if isinstance(a, Symbol))
        if not others and len(letters) == len(only.args):
            called = (problem.letter, Dependencies.of(problem).top.name) if only == outer else ()
            yield Unspecified(name, letters, called, only != outer or not asked & set(letters))


def _applied(given: Any) -> dict[str, set[Any]]:
    """Each unspecified function of a problem with the places where it is taken."""
    from sympy import Basic
    from sympy.core.function import AppliedUndef

    found: dict[str, set[Any]] = {}
    for value in given.values() if hasattr(given, "values") else given:
        match value:
            case Basic():
                inside = value.atoms(AppliedUndef)
                more: dict[str, set[Any]] = {a.func.__name__: {b for b in inside if b.func == a.func} for a in inside}
            case dict() | tuple() | list():
                more = _applied(value)
            case _:
                more = {}
        for name, places in more.items():
            found.setdefault(name, set()).update(places)
    return found


def _functions(given: Any) -> frozenset[str]:
    """The unspecified functions of a problem."""
    return frozenset(_applied(given))
