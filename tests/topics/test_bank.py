"""Every exercise of the bank is read, solved and verified, and agrees with its stated answer by evidence, not by the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sympy import Basic, Mul, S, Tuple
from sympy.core.function import AppliedUndef

from tutor.engine import derive
from tutor.evidence import Refuted, holds
from tutor.heads import Dot, MatrixOf, Norm, Vector
from tutor.model import Claim, Derivation, Problem
from tutor.reading.build import build, real
from tutor.reading.parse import parse
from tutor.reading.problem import read_problem
from tutor.reading.scope import Scope
from tutor.reading.sets import Record, load_set
from tutor.rule import rules, topic

BANK = Path(__file__).resolve().parents[2] / "exercises"
FEWEST = 5  # problems in a file: fewer are no exercise
FILES = sorted(BANK.glob("*.toml"))
RECORDS = [record for file in FILES for record in load_set(file).records]
WRONG = [(record, wrong) for record in RECORDS for wrong in record.fields.get("wrong", ())]

MISTAKES = frozenset(
    """
    missing_inner_derivative missing_path not_in_outer_variables product_of_derivatives quotient_order_swapped
    quotient_of_derivatives power_rule_on_exponential exponent_not_lowered held_variable_differentiated held_variable_dropped
    wrong_variable trig_sign sign_slip first_order_only not_evaluated_at_point swapped_coordinates direction_not_normalized
    point_used_as_direction gradient_for_rate rate_not_square_rooted steepest_descent_for_ascent implicit_sign_missing
    implicit_ratio_inverted graph_gradient_as_normal tangent_through_origin linearization_missing_base taylor_missing_half
    taylor_missing_cross_term rows_and_columns_swapped determinant_sign class_swapped saddle_called_extremum
    extremum_called_saddle missing_points extra_points value_for_point point_for_value multiplier_for_answer
    constraint_ignored boundary_ignored max_min_exchanged missing_area_factor jacobian_inverted jacobian_sign
    limits_not_converted limits_swapped_signs antiderivative_differentiated missing_constant descent_sign
    learning_rate_ignored constant_factor
    """.split()  # noqa: SIM905
)


@cache
def solution(name: str) -> Derivation:
    """The derivation of the problem with this id."""
    (record,) = (r for r in RECORDS if r.id == name)
    return derive(read_problem(record), topic(record.kind))


def read_answer(text: str, problem: Problem) -> Basic:
    """A typed answer: an expression, vector or matrix, or several with commas as a Tuple. `direction v, rate r` is (v, r)."""
    plain = re.sub(r"\b(direction|rate)\b", "", text) if problem.kind == "steepest_ascent" else text
    functions = {f.func.__name__ for value in _flat(problem.given) for f in value.atoms(AppliedUndef)}
    scope = Scope(frozenset(problem.symbols), frozenset(functions), vectors=bool(re.search(r"\d[ij]\b", plain)), answer=True)
    return build(parse(plain, scope).tree, lambda name: problem.symbols.get(name, real(name)))


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
    """Whether a typed answer is the derivation's, in the sense of its kind."""
    assert derivation.answer is not None
    fields, typed = derivation.answer.fields, read_answer(text, derivation.problem)
    match derivation.problem.kind:
        case "steepest_ascent":
            assert isinstance(typed, Tuple) and len(typed.args) == 2, f"expected a direction and a rate: {text}"
            direction, rate = typed.args
            return same_direction(fields["direction"], direction) and same(fields["rate"], rate)
        case "backpropagation":
            assert isinstance(typed, Tuple) and len(typed.args) == 2, f"expected a value and a gradient: {text}"
            value, gradient = typed.args
            return same(fields["value"], value) and same(fields["vector"], gradient)
    (found,) = fields.values()
    return same(found, typed)


def same_direction(found: Basic, stated: Basic) -> bool:
    """Whether one is a positive multiple of the other: their dot product is the product of their lengths."""
    if shape(found) != shape(stated):
        return False
    assert isinstance(found, Vector) and isinstance(stated, Vector)
    return same(Dot(found, stated), Mul(Norm(found), Norm(stated), evaluate=False))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_is_solved_and_verified(record: Record) -> None:
    found = solution(record.id)
    assert found.status == "solved", found.message
    assert found.verified
    unproved = [f"{step.rule}: {step.before}" for top in found.steps for step in top.walk() if step.evidence == "none"]
    assert not unproved


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_agrees_with_its_stated_answer(record: Record) -> None:
    assert "expected" in record.fields, "an exercise of the bank states its answer"
    found = solution(record.id)
    assert found.answer is not None, found.message
    assert agrees(found, str(record.fields["expected"])), f"found {found.answer.fields}"


@pytest.mark.parametrize(("record", "wrong"), WRONG, ids=lambda value: value.id if isinstance(value, Record) else value["mistake"])
def test_wrong_answers_are_wrong(record: Record, wrong: dict[str, str]) -> None:
    assert set(wrong) == {"answer", "mistake"}
    assert wrong["mistake"] in MISTAKES
    assert not agrees(solution(record.id), wrong["answer"])


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_file_is_an_exercise_set(file: Path) -> None:
    found = load_set(file)
    assert found.header.get("title")
    assert len(found.records) >= FEWEST
    assert {r.kind for r in found.records} == {file.stem}
    for record in found.records:
        assert record.error is None
        assert record.fields.get("marks", S.Zero) > 0, f"{record.id} has no marks"
        assert record.fields.get("source") in ("own", "after a worked example"), f"{record.id} has no source"


def test_ids_are_unique_in_the_bank() -> None:
    counted = Counter(record.id for record in RECORDS)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_rule_of_differentiation_has_an_exercise() -> None:
    used = {step.rule for record in RECORDS for top in solution(record.id).steps for step in top.walk()}
    assert sorted(name for name in rules() if name.startswith("differentiate.") and name not in used) == []
