"""Whether a stated answer is the one that was derived: typed as a student would, compared by evidence and not by the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sympy import Basic, Eq, Mul, Tuple
from sympy.core.function import AppliedUndef

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.verdict import Verdict
from tutor.deriving.evidence import Refuted, holds
from tutor.deriving.mistake import mistakes
from tutor.desk.asked_limits import asks_limits
from tutor.desk.diagnosis import Misshapen, WrongAnswers
from tutor.desk.expected import question_of
from tutor.model import Claim, Derivation, Problem
from tutor.reading.build import build, real
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.trees.heads import Dot, MatrixOf, Norm, Vector
from tutor.trees.placing import place
from tutor.trees.tree import negative, plain, product, substitute, total

# Those that the checker sees by itself, besides those that are made of a derivation.
SEEN = ("extra_points", "missing_constant", "not_in_outer_variables", "steepest_descent_for_ascent", "variable_in_outer_limit")
MISTAKES = frozenset((*mistakes(), *SEEN))


JUDGED = ("continuous", "differentiable", "holds")  # yes or no
UP_TO_CONSTANT = ("potential", "vector_potential")  # kinds whose answer is one of many, for which the checker has a shape


def read_answer(text: str, problem: Problem) -> Basic:
    """A typed answer: an expression, vector or matrix, or several with commas as a Tuple. `direction v, rate r` is (v, r)."""
    bare = re.sub(r"\b(direction|rate)\b", "", text) if problem.kind == "steepest_ascent" else text
    functions = {f.func.__name__ for value in _flat(problem.given) for f in value.atoms(AppliedUndef)}
    scope = Scope(
        frozenset(problem.symbols),
        frozenset(functions),
        vectors=bool(re.search(r"\d[ij]\b", bare)),
        differentials=problem.kind == "total_differential",
        answer=True,
    )
    return build(parse(bare, scope).tree, lambda name: problem.symbols.get(name, real(name)))


def _flat(value: Any) -> list[Basic]:
    match value:
        case Mapping():
            return [b for v in value.values() for b in _flat(v)]
        case tuple():
            return [b for v in value for b in _flat(v)]
        case Basic():
            return [value]
    return []


def same(found: Basic, stated: Basic) -> bool:
    """Whether two values agree; an answer about which nothing can be said is a failure of the test."""
    if shape(found) != shape(stated):
        return False
    try:
        evidence = holds(Claim(found, stated))
    except Refuted:
        return False
    assert evidence != "none", f"nothing is known about {found} = {stated}"
    return True


def shape(value: Basic) -> tuple[int, ...]:
    """() for a number, (n,) for a vector, (rows, columns) for a matrix."""
    match value:
        case Vector():
            return (len(value.args),)
        case MatrixOf():
            return (len(value.rows), len(value.rows[0]))
    return ()


def agrees(derivation: Derivation, text: str) -> bool:
    """Whether a typed answer is the derivation's, in the sense of its kind; with its values, where they are drawn."""
    assert derivation.answer is not None
    if derivation.problem.kind == "limit" and (text == "DNE" or "does_not_exist" in derivation.answer.fields):
        return text == "DNE" and derivation.answer.fields.get("does_not_exist") is True
    kind = derivation.problem.kind
    up_to_constant = kind in UP_TO_CONSTANT or (kind == "integral" and "upper" not in derivation.problem.given)
    if (
        up_to_constant
        or text == "diverges"
        or {"points", "max", "min", "class", "diverges", "iterates", "parameters", "explained", "vectors", "centre", *JUDGED}
        & derivation.answer.fields.keys()
        or asks_limits(derivation.problem)
        or derivation.problem.kind in ("intersection_tangent", "implicit_system")
        or derivation.problem.given.get("relative")
        or _twice(derivation.problem)
    ):  # what the checker's shapes are for
        values = derivation.problem.origin.values
        return check(question(derivation), _with_values(text, values)).verdict.verdict == "correct"
    typed = place(read_answer(text, derivation.problem), derivation.problem.origin.values)
    fields = derivation.answer.fields
    match derivation.problem.kind:
        case "steepest_ascent":
            assert isinstance(typed, Tuple) and len(typed.args) == 2, f"expected a direction and a rate: {text}"
            direction, rate = typed.args
            return same_direction(fields["direction"], direction) and same(fields["rate"], rate)
        case "backpropagation":
            assert isinstance(typed, Tuple) and len(typed.args) == 2, f"expected a value and a gradient: {text}"
            value, gradient = typed.args
            return same(fields["value"], value) and same(fields["vector"], gradient)
        case "chain_rule" | "implicit_derivative" if "expressions" in fields:
            parts = [p.rhs if isinstance(p, Eq) else p for p in (typed.args if isinstance(typed, Tuple | Vector) else (typed,))]
            return len(parts) == len(fields["expressions"]) and all(map(same, fields["expressions"].values(), parts))
        case "linear_approximation" if "estimate" in fields:
            assert isinstance(typed, Tuple) and len(typed.args) == 2, f"expected an approximation and an estimate: {text}"
            return all(map(same, (fields["expression"], fields["estimate"]), typed.args))
        case "center_of_mass":
            return same(Vector(*fields["point"].args), Vector(*typed.args))
        case "tangent_plane":
            assert isinstance(typed, Eq), f"expected an equation: {text}"
            return same_equation(fields["equation"], typed)
        case "normal_line":
            point, direction = line_of(typed)
            return same(fields["point"], point) and any(
                same_direction(Vector(*(sign * c for c in fields["direction"].args)), direction) for sign in (1, -1)
            )
        case _ if "expression" in fields:
            return same(fields["expression"], typed)
    (found,) = fields.values()
    return same(found, typed)


def _twice(problem: Problem) -> bool:
    """Whether a composition is differentiated twice: of its answer, f_xx alone stands for f_xx at the inner quantities."""
    names = problem.given["with_respect_to"] if problem.kind == "chain_rule" else ()
    return len(set(names)) < len(names) or problem.given.get("order") == 2


_questions: dict[int, tuple[Derivation, Question]] = {}


def named(derivation: Derivation, answer: str, mistake: str) -> Verdict:
    """The verdict on a wrong answer with what one mistake makes at hand."""
    asked = question(derivation)
    wrong = WrongAnswers(derivation, asked, {}, only=mistake)
    return check(replace(asked, wrong=wrong, misshapen=Misshapen(derivation, asked, {}, only=mistake)), answer).verdict


def question(derivation: Derivation) -> Question:
    """The derivation as a question, made once; a derivation cannot be hashed, so it is kept beside it."""
    found = _questions.get(id(derivation))
    if found is None:
        found = _questions[id(derivation)] = (derivation, question_of(derivation))
    return found[1]


def _with_values(text: str, values: Mapping[Any, Any]) -> str:
    """A stated answer with the drawn values for its parameters."""
    for letter, value in values.items():
        text = re.sub(rf"(?<![A-Za-z_\\]){letter}(?![A-Za-z_])", f"({value})", text)
    return text


def same_equation(found: Basic, stated: Eq) -> bool:
    """Whether one equation is a multiple of the other: the ratio of the differences of their sides is the same everywhere."""
    ours, theirs = total(found.left, negative(found.right)), total(stated.lhs, negative(stated.rhs))
    elsewhere = {s: real(f"{s.name}_1") for s in ours.free_symbols | theirs.free_symbols}
    return same(product(ours, substitute(theirs, elsewhere)), product(substitute(ours, elsewhere), theirs))


def line_of(typed: Basic) -> tuple[Vector, Vector]:
    """The point and the direction of `(1, 2, 3) + t (4, 5, 6)`, which is read component by component."""
    assert isinstance(typed, Vector), f"expected a point plus t times a vector: {typed}"
    t, components = real("t"), tuple(plain(c).expand() for c in typed.args)
    return Vector(*(c.subs(t, 0) for c in components)), Vector(*(c.coeff(t) for c in components))


def same_direction(found: Basic, stated: Basic) -> bool:
    """Whether one is a positive multiple of the other: their dot product is the product of their lengths."""
    if shape(found) != shape(stated):
        return False
    assert isinstance(found, Vector) and isinstance(stated, Vector)
    return same(Dot(found, stated), Mul(Norm(found), Norm(stated), evaluate=False))
