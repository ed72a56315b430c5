"""A class known by a roster: whoever is in it has the name that stands there, however a file of answers writes them."""

import csv
import html
import json

import pytest

from tutor.cli import main
from tutor.desk.people import Student, Students

SET = """
title = "Quiz"
[[problem]]
id = "sum"
kind = "short_answer"
statement = 'What is $1 + 1$?'
answer = { type = "expression", value = '2' }
marks = 2
"""
ROSTER = """name,id,email
"King, Ada",0105,ada@example.org
Bo Berg,0106,bo@example.org
Cleo Díaz,0107,cleo@example.org
Dan Ford,7,dan@example.org
Dan Ford,007,ford@example.org
"""
# A number that lost its zeros in a spreadsheet, a second attempt under another spelling, an address in place of a name, a stranger.
FORM = """Timestamp,Email address,Student ID,Sum
1,ada@example.org,105,3
2,ada@example.org,0105,2
3,,106.0,1
4,dan@example.org,,2
5,ford@example.org,7,2
6,eve@example.org,999,2
"""


@pytest.fixture
def quiz(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("s.toml", SET), ("roster.csv", ROSTER), ("form.csv", FORM)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def marked(quiz, *more):
    arguments = ["check", "s.toml", "--answers", "form.csv", "--columns", "sum=Sum", "--class", "roster.csv", "-o", "out.csv"]
    assert main([*arguments, *more]) == 0
    with (quiz / "out.csv").open(encoding="utf-8", newline="") as file:
        return {r["student"]: r["earned"] for r in csv.DictReader(file)}


def test_students_have_the_name_of_the_roster(quiz, capsys):
    found = marked(quiz)
    assert found == {"King, Ada": "2", "Bo Berg": "0", "Dan Ford (7)": "2", "Dan Ford (007)": "2", "eve@example.org": "2"}
    said = capsys.readouterr().err
    assert "The last attempt" in said and "1 other" in said and "no answers of 1 in the roster: Cleo Díaz" in said


def test_a_decision_may_name_a_number_or_an_address(quiz):
    head = "problem,student,answer,version,count,verdict,marks,name,comment\n"
    (quiz / "mine.csv").write_text(f"{head}sum,bo@example.org,,,,,1,,\nsum,105,,,,,0,,\n", encoding="utf-8")
    found = marked(quiz, "--overrides", "mine.csv")
    assert (found["Bo Berg"], found["King, Ada"], found["Dan Ford (7)"]) == ("1", "0", "2")


def test_numbers_are_compared_as_they_stand_before_their_zeros_are_left_out():
    seven, double = Student("A", (("number", "7"),)), Student("B", (("number", "007"),))
    students = Students([seven, double])
    assert [students.find("", (("number", said),)) for said in ("7", "007", "07", "70")] == [seven, double, None, None]
    assert Students([double]).find("", (("number", "7.0"),)) == double
    assert Students([double]).missing([Student("b", (("number", "1"), ("email", "b@example.org")))]) == []


def test_a_file_without_answers_is_told(quiz, capsys):
    (quiz / "form.csv").write_text("student,problem,answer\n", encoding="utf-8")
    assert main(["check", "s.toml", "--answers", "form.csv"]) == 0
    assert "form.csv holds no answers" in capsys.readouterr().err


def test_why_a_problem_was_not_solved_is_for_the_instructor_only(quiz, capsys):
    hard = '[[problem]]\nid = "hard"\nkind = "integral"\nintegrand = "sin(x^x)"\nvariable = "x"\n'
    (quiz / "s.toml").write_text(hard, encoding="utf-8")
    (quiz / "form.csv").write_text("student,problem,answer\nAda,hard,x\n李,hard,y\n", encoding="utf-8")
    assert main(["check", "s.toml", "--answers", "form.csv", "--format", "jsonl", "--feedback", "back"]) == 1
    out, err = capsys.readouterr()
    assert "the page for 李: no font of the PDF engine has 李" in err
    why = json.loads(out.splitlines()[0])["feedback"]
    page = html.unescape((quiz / "back" / "Ada.html").read_text(encoding="utf-8"))
    assert why and why not in page and "Not decided yet." in page
