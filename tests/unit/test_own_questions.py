"""Questions with their author's answer: on the worked page, in Python and among the parts of a problem."""

import json

import pytest

import tutor
from tutor.cli import main

SET = r"""
title = "Week 5"
[[problem]]
id = "hill"
title = "A walk up $x^2$"
function = 'f(x, y) = x^2 + 3xy'
statement = 'A hill has the height $f(x, y) = x^2 + 3 x y$.'
parts = [
  { kind = "gradient", marks = 2 },
  { kind = "short_answer", statement = 'Is it ever flat?', answer = { type = "vector", value = '(0, 0)' }, title = "Flat" },
]
[[problem]]
id = "plane"
kind = "short_answer"
statement = 'Give the plane through $(1, 1, 0)$ with the normal $\langle 2, 1, -1 \rangle$.'
answer = { type = "equation", value = '2x + y - z = 3' }
solution = '''
The normal gives $2x + y - z = d$.

$$d = 2 \cdot 1 + 1 - 0 = 3$$
'''
"""


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "week.toml"
    found.write_text(SET, encoding="utf-8")
    return found


def test_the_worked_page_has_the_authors_solution_and_answer(path, capsys):
    assert main(["solve", str(path), "--id", "plane"]) == 0
    out, err = capsys.readouterr()
    page = out.partition("Give the plane")[2]
    assert page.index("The normal gives 2x + y − z = d.") < page.index("\n    d = 2 · 1 + 1 − 0 = 3\n") < page.index("─ Answer")
    assert "│ 2x + y − z = 3 │" in page and not err


def test_parts_are_numbered_on_the_worked_page_as_on_the_sheet(path, capsys):
    assert main(["solve", str(path)]) == 0
    worked = capsys.readouterr().out
    assert main(["handout", str(path), "-o", str(path.with_suffix(".txt"))]) == 0
    sheet = path.with_suffix(".txt").read_text(encoding="utf-8")
    for page in (worked, sheet):
        assert page.count("Problem 1: A walk up x²") == page.count("A hill has the height") == 1 and "Problem 3" not in page
        assert page.index("(a)") < page.index("(b) Flat") < page.index("Problem 2") < page.index("Give the plane")
    assert "2x + y" not in sheet and "∇" not in sheet


def test_a_part_alone_stands_below_what_it_shares(path, capsys):
    assert main(["solve", str(path), "--id", "hill.b"]) == 0
    page = capsys.readouterr().out
    assert "A walk up x²" in page and "A hill has the height" in page and "(a)" not in page


def test_machine_output_has_one_object_a_part_and_claims_no_evidence(path, capsys):
    assert main(["solve", str(path), "--format", "jsonl"]) == 0
    found = {row["id"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert list(found) == ["hill.a", "hill.b", "plane"]
    plane = found["plane"]
    assert (plane["status"], plane["verified"], plane["evidence"], plane["steps"]) == ("solved", False, "none", [])
    assert plane["answer"] == {"equation": {"latex": "2x + y - z = 3", "sympy": "Eq(2*x + y - z, 3)"}}
    assert found["hill.a"]["verified"]


def test_in_python_an_own_question_is_a_problem_like_the_others(path):
    _, flat, plane = tutor.load(path)
    solved = tutor.solve(plane)
    assert str(solved.answer["equation"]) == "Eq(2*x + y - z, 3)" and not solved.verified and solved.status == "solved"
    assert tutor.check(plane, "z = 2x + y - 3").verdict.verdict == "correct" and tutor.check(flat, "(1, 0)").verdict.score < 1
    assert "The normal gives" in tutor.render(solved, "text")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"solutoin": "x"}, "unknown field 'solutoin' for the kind short_answer. Did you mean solution?"),
        ({"solution": 3}, "a solution is a text"),
        ({"solution": "from $x"}, "This $ has no partner"),
        ({"title": ["x"]}, "a title is a text of at most 200 characters"),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path, capsys, more, said):
    row = {"kind": "short_answer", "statement": "What?", "answer": {"value": "x"}, **more}
    (tmp_path / "s.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert main(["solve", str(tmp_path / "s.jsonl")]) == 2
    assert said in capsys.readouterr().err
