"""Parts of a problem: what they share, what each adds, and how what is wrong is named."""

import json

import pytest
from every import over

from tutor.cli import main
from tutor.desk.solution import solve
from tutor.errors import Invalid, TutorError
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_records, load_set
from tutor.telling.narrate import asked, shared, statement
from tutor.telling.record import said

RIDGE = {
    "id": "ridge",
    "function": "x^2 + a x y",
    "point": [1, 2],
    "statement": "The height of a ridge is $f(x, y) = x^2 + {a} x y$.",
    "parameters": {"a": [2, 3, 4]},
    "parts": [
        {"kind": "gradient", "marks": 3},
        {"kind": "directional_derivative", "direction": [1, 1], "statement": "How steep, if $a = {a}$?"},
    ],
}


def records(**fields):
    return as_records({**RIDGE, **fields}, "1", "s.jsonl")


def page(blocks):
    return " ".join(said(b.inlines) for b in blocks)


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "s.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        return path

    return write


def test_a_part_is_a_problem_with_what_it_shares():
    a, b = records()
    assert (a.id, a.kind, a.whole) == ("ridge.a", "gradient", "ridge") and (b.id, b.kind) == ("ridge.b", "directional_derivative")
    assert a.fields["function"] == b.fields["function"] and a.fields["marks"] == 3 and "marks" not in b.fields
    assert [r.id for r in a.together()] == ["ridge.a", "ridge.b"]


def test_toml_reads_both_ways_of_writing_parts(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(
        '[[problem]]\nfunction = "x y"\n[[problem.parts]]\nkind = "gradient"\n[[problem.parts]]\nkind = "hessian"\n'
        '[[problem]]\nkind = "gradient"\nparts = [{ function = "x" }, { function = "y" }]\n'
    )
    found = load_set(path)
    assert [r.id for r in found.records] == ["1.a", "1.b", "2.a", "2.b"] and [len(p) for p in found.problems] == [2, 2]
    assert [r.fields.get("function") for r in found.records] == ["x y", "x y", "x", "y"]


def test_the_shared_statement_stands_before_each_part():
    a, b = map(read_problem, records(parameters={"a": [7]}))
    ridge = "The height of a ridge is f(x, y) = x² + axy."
    assert page(statement(a)) == f"{ridge} Find the gradient of f(x, y) at (1, 2)."  # the function is named above
    assert page(statement(b)) == f"{ridge} How steep, if a = a?"
    assert page(solve(b).document().statement) == "The height of a ridge is f(x, y) = x² + 7xy. How steep, if a = 7?"


def test_a_function_that_is_not_named_above_is_said_by_the_part():
    a, _ = map(read_problem, records(statement="A ridge.", parameters={"a": [7]}))
    assert "f(x, y) = x² + axy" in page(asked(a)) and page(shared(a)) == "A ridge."


def test_a_shared_function_without_a_statement_is_introduced():
    rows = {
        "function": "z = x y",
        "parts": [{"kind": "gradient"}, {"kind": "partial_derivative", "with_respect_to": "x", "function": "x^3"}],
    }
    a, b = map(read_problem, as_records(rows, "1"))
    assert page(statement(a)) == "Let z(x, y) = xy. Find the gradient of z(x, y)."
    assert page(statement(b)) == "Find f_x for f(x) = x³."


def test_a_part_whose_kind_has_no_function_is_told_without_the_shared_one():
    parts = [{"kind": "tangent_plane", "surface": "z = x^2 y", "point": [1, 2]}, {"kind": "gradient"}]
    a, b = map(read_problem, as_records({"function": "f(x, y) = x^2 y", "parts": parts}, "1"))
    assert page(shared(a)) == "" and page(asked(a)).startswith("Find the tangent plane to the surface z = x²y")
    assert page(shared(b)) == "Let f(x, y) = x²y." and page(asked(b)) == "Find the gradient of f(x, y)."


def test_a_shared_field_may_be_for_another_part():
    a, b = records(direction=[1, 1], parts=[{"kind": "gradient"}, {"kind": "directional_derivative"}])
    assert "direction" not in read_problem(a).given and "direction" in read_problem(b).given


def test_all_parts_have_the_same_values():
    for seed_of_names in ("ridge", "slope", "hill", "pass"):
        found = [solve(read_problem(r)) for r in records(id=seed_of_names, parameters={"a": {"from": 2, "to": 60}})]
        assert len({n.message for s in found for n in s.derivation.problem.notices if n.field == "parameters"}) == 1


def test_a_value_that_is_bad_for_one_part_is_drawn_for_none():
    # a = -1 is fine for the gradient, which it makes zero
    rows = {"function": "x^2 + y^2 + (a + 1) x - 2 y", "point": [0, 1], "parameters": {"a": [-1, 4]}}
    parts = as_records({**rows, "parts": [{"kind": "gradient"}, {"kind": "steepest_ascent"}]}, "1")
    assert all("a = 4" in solve(read_problem(r)).derivation.problem.notices[-1].message for r in parts)


def test_a_part_that_cannot_be_read_spoils_no_other():
    a, b = records(parts=[{"kind": "gradient"}, {"kind": "gradeint"}])
    assert solve(read_problem(a)).status == "solved"
    with pytest.raises(Invalid, match=r"s\.jsonl, problem ridge\.b, field kind: unknown kind 'gradeint'. Did you mean gradient"):
        read_problem(b)


@over(
    ("fields", "problem", "field", "message"),
    [
        ({"parts": []}, "ridge", "parts", "at least one table"),
        ({"parts": {"kind": "gradient"}}, "ridge", "parts", "at least one table"),
        ({"parts": [{"kind": "gradient"}] * 27}, "ridge", "parts", "27 parts, at most 26"),
        ({"parts": ["gradient"]}, "ridge.a", None, "a part is a table"),
        ({"parts": [{"marks": 1}]}, "ridge.a", None, "the field kind is missing"),
        ({"parts": [{"kind": "gradient", "parts": [{}]}]}, "ridge.a", "parts", "no parts of its own"),
        ({"parts": [{"kind": "gradient", "id": "x"}]}, "ridge.a", "id", "ridge.a"),
        ({"parts": [{"kind": "gradient", "parameters": {"b": [1]}}]}, "ridge.a", "parameters", "holds for all its parts"),
        ({"parts": [{"kind": "gradient", "fuction": "x"}]}, "ridge.a", "fuction", "Did you mean function"),
        ({"fuction": "x", "parts": [{"kind": "gradient"}]}, "ridge.a", "fuction", "Did you mean function"),
        ({"parts": [{"kind": "gradient", "function": "x +* y"}]}, "ridge.a", "function", "character"),
        ({"statement": 3, "parts": [{"kind": "gradient"}]}, "ridge.a", "statement", "a statement is a text"),
        ({"statement": "{b}", "parts": [{"kind": "gradient"}]}, "ridge.a", "statement", "character"),
    ],
)
def test_what_is_wrong_is_named_with_its_part(fields, problem, field, message):
    with pytest.raises(TutorError) as caught:
        for record in records(**fields):
            read_problem(record)
    place = caught.value.place
    assert message in str(caught.value) and (place.file, place.problem, place.field) == ("s.jsonl", problem, field)


def test_ids_are_told_apart(file):
    found = load_set(file(RIDGE, {"id": "ridge.b", "kind": "gradient", "function": "x"}, {**RIDGE}))
    assert [bool(r.error) for r in found.records] == [False, False, True, True, True]
    assert [len(p) for p in found.problems] == [2, 1, 2]


@pytest.mark.parametrize(("name", "kept"), [("ridge", ["ridge.a", "ridge.b"]), ("ridge.b", ["ridge.b"])])
def test_the_command_solves_all_parts_or_one(file, capsys, name, kept):
    assert main(["solve", str(file(RIDGE, {"id": "o", "kind": "gradient", "function": "x y"})), "--id", name, "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["id"] for f in found] == kept and all(f["status"] == "solved" for f in found)


def test_an_unknown_id_gets_the_nearest(file):
    with pytest.raises(Invalid, match=r"Did you mean ridge\.b"):
        load_set(file(RIDGE)).chosen("ridge.bb")
