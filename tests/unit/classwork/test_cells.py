"""What course systems put round answers, between tries and between the parts of a problem."""

import pytest
from every import over

from tutor.desk.classwork.cells import alone_in, parts_in, tries_in, typed_in
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.rows import Broken, answers

AB = ("a", "b")


@over(
    ("cell", "typed"),
    [
        ("<p>2xy</p>", "2xy"),
        ("<p>x<sup>2</sup> &lt; 3</p>", "x^(2) < 3"),
        ("2x<br>3y", "2x\n3y"),
        ("<x, y>", "<x, y>"),
        ("x < 3 and y > 2", "x < 3 and y > 2"),
        ("'=2x", "=2x"),
        ("'-2x", "-2x"),
        ("'x'", "'x'"),
    ],
)
def test_an_answer_without_what_stands_round_it(cell, typed):
    assert typed_in(cell) == typed


@over(
    ("cell", "parts"),
    [
        ("part 1: 2x; part 2: 3y", ("2x", "3y")),
        ("Teil 1: (2x; 1); Teil 2: 3y", ("(2x; 1)", "3y")),
        ("part 2: 3y", ("", "3y")),
        ("Seed: 17; ans1: 2*x [score]; ans2: 3*y [valid]; prt1: # = 1", ("2*x", "3*y")),
        ("a) 2x\nb) 3y", ("2x", "3y")),
        ("2x&3y", ("2x", "3y")),
        ("  ", ("", "")),
        ("2x", None),
        ("part 3: x", None),
        ("f(a) b", None),
    ],
)
def test_the_parts_of_a_problem_in_one_cell(cell, parts):
    assert parts_in(cell, AB) == (None if parts is None else dict(zip(AB, parts, strict=True)))


def test_one_part_and_several_tries():
    assert [alone_in(c) for c in ("part 1: 2x", "Seed: 1; ans1: x^2 [score]; prt1: !", "x [m]", "2x")] == ["2x", "x^2", "x [m]", "2x"]
    assert [tries_in(c) for c in ("2x##3x", "x", "", "ReGen##2")] == [["2x", "3x"], ["x"], [""], ["2"]]


PROBLEMS = Problems(["hill.a", "hill.b", "flat"], [], {"hill": ["hill.a", "hill.b"]})
FILES = {
    "moodle, cloze": ("f.csv", 'Surname,First name,Response 1,Response 2\nKing,Ada,"part 1: 2x; part 2: 3y",4z\n'),
    "a question a part": ("f.csv", "Surname,First name,Response 1,Response 2,Response 3\nKing,Ada,2x,3y,4z\n"),
    "lettered": ("f.csv", "Name,1a,1(b),Q2\nAda King,2x,3y,4z\n"),
    "google, quiz": ("f.csv", "Name,Hill.a,Hill.a [Score],hill.b,hill.b [Feedback],flat\nAda King,2x,1 / 1,3y,good,4z\n"),
    "imathas": (
        "f.csv",
        "Name,Question 1,Question 1,Question 2,Question 2\n,Points (2 possible),Scored Answer,Points (1 possible),Scored Answer\n"
        '"Ada King",1,2x&3y,0,1##4z\n',
    ),
    "a line an answer": ("f.csv", "student,problem,answer\nAda King,1,a) 2x; b) 3y\nAda King,2,4z\n"),
    "webwork": (
        "f.log",
        "|Ada King|set 1|1|\t10\t1772527860\t1\t1\n|Ada King|set 1|1|\t10\t1772527861\t2x\t3y\n"
        "|Ada King|set 1|2|\t1\t1772527862\t4z\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), FILES.values(), ids=FILES)
def test_a_set_with_parts_is_read(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = {r.problem: (r.student, r.answer) for r in answers(tmp_path / name, PROBLEMS, attempts="last").stream}
    assert found == {"hill.a": ("Ada King", "2x"), "hill.b": ("Ada King", "3y"), "flat": ("Ada King", "4z")}


def test_an_answer_that_cannot_be_parted_is_told(tmp_path):
    (tmp_path / "f.csv").write_text("name,hill\nAda,2x\n", encoding="utf-8")
    (row,) = answers(tmp_path / "f.csv", PROBLEMS).stream
    assert isinstance(row, Broken) and "hill.a, hill.b" in row.message
