"""Marks, statistics and what an instructor decides: by hand, and against what stands in the set."""

import csv
from fractions import Fraction

import pytest

import tutor
from tutor.desk.classwork.items import items, totals
from tutor.desk.classwork.overrides import overrides
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.summary import Summary
from tutor.desk.classwork.worth import marks_in, without
from tutor.errors import Invalid
from tutor.reading.sets import load_set

SET = """
title = "Quiz"
[[problem]]
id = "half"
kind = "short_answer"
statement = 'What is one half of one?'
answer = { value = '1/2' }
marks = 4
tolerance = { absolute = 0.01 }
wrong = [{ answer = '2', mistake = 'inverted', feedback = 'You have divided by one half.', credit = 0.25 },
         { answer = '-1/2', feedback = 'More than nothing?', credit = 0.5 }]  # of which its author names no mistake
[[problem]]
id = "two"
statement = 'Two things.'
marks = 3
parts = [
  { kind = "short_answer", statement = 'One and one?', answer = { value = '2' } },
  { kind = "short_answer", statement = 'Two and one?', answer = { value = '3' } },
]
"""
ROWS = [
    {"student": "Ada", "problem": "half", "answer": Fraction(1, 2)},
    {"student": "Bo", "problem": "half", "answer": "0.505"},
    {"student": "Cy", "problem": "half", "answer": "2"},
    {"student": "Di", "problem": "half", "answer": "one half!"},
    {"student": "Ed", "problem": "half", "answer": None},
    {"student": "Cy", "problem": "two.a", "answer": "2"},
    {"student": "Ada", "problem": "2", "answer": "a) 2\nb) 3"},
    {"student": "Bo", "problem": "two.a", "answer": "3"},
    {"student": "Bo", "problem": "two.a", "answer": "2"},
]


@pytest.fixture
def quiz(tmp_path):
    (tmp_path / "quiz.toml").write_text(SET, encoding="utf-8")
    return tmp_path / "quiz.toml"


def test_marks_of_the_set_and_its_parts(quiz):
    marks = marks_in(load_set(quiz))
    assert marks == {"half": 4.0, "two.a": 1.5, "two.b": 1.5} and not list(without(load_set(quiz), marks))
    quiz.write_text(SET.replace("marks = 3\n", ""), encoding="utf-8")
    marks = marks_in(load_set(quiz))
    assert marks == {"half": 4.0} and "two.a, two.b" in next(without(load_set(quiz), marks))


def test_a_class_from_python(quiz):
    found = tutor.mark(quiz, ROWS)
    assert found.students == {"Ada": 7.0, "Bo": 5.5, "Cy": 2.5, "Di": 0.0, "Ed": 0.0} and found.most == 7.0
    by = {(r["student"], r["problem"]): r for r in found.records}
    assert by["Cy", "half"]["misconception"] == "inverted" and by["Cy", "half"]["earned"] == 1.0
    assert by["Ed", "half"]["answered"] is False and by["Di", "half"]["verdict"] == "unreadable"
    assert any("Bo answered 1 problem more than once" in said for said in found.told)
    assert repr(found) == "<Marked: 10 answers of 5 students, of 7>" and "<iframe" in found._repr_html_()
    bare = tutor.mark(quiz, [{"student": "Gus", "problem": "half", "answer": "-1/2"}]).records[0]
    assert (bare["misconception"], bare["earned"], bare["feedback"]) == (None, 2.0, "More than nothing?")
    text = found.report("text")
    assert "one half!" in text and "What is one half of one?" in text and "7.00 of 7" in text and "(4 not decided)" in text
    more = [*ROWS, {"student": "Ada", "problem": "thrice", "answer": "2"}, {"student": "", "problem": "half", "answer": "3"}]
    odd = tutor.mark(quiz, more)
    assert odd.students == found.students and odd.most == 7.0
    assert "thrice (1)" in odd.report("text") and "without a name, which are in nobody's marks: 1" in odd.report("text")
    page = odd.report("html")
    assert "5 students, 10 answers to 3 problems" in page and "1 more answer to what" in page and "1 answer without a name" in page
    first = tutor.mark(quiz, ROWS, attempts="first")
    assert first.students["Bo"] == 4.0
    with pytest.raises(Invalid):
        found.report("pdf")


def test_decisions_are_read_back_and_kept(quiz, tmp_path):
    table = tmp_path / "mine.csv"
    told = tutor.mark(quiz, ROWS, overrides=table).told
    assert any("written" in said and "2 groups" in said for said in told)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["problem"], r["answer"], r["marks"]) for r in rows} == {("half", "2", ""), ("half", "one half!", "")}
    text = table.read_text(encoding="utf-8").replace("unreadable,,,", "unreadable,100%,in words,Write it as a number.")
    table.write_text(text + 'two.b,Bo,,,,,"0,5",,\nhalf,Ada,1/3,,,,0,,\n', encoding="utf-8")
    before = table.read_text(encoding="utf-8")
    found = tutor.mark(quiz, [*ROWS, {"student": "Fay", "problem": "half", "answer": "7"}], overrides=table)
    by = {(r["student"], r["problem"]): r for r in found.records}
    ruled = by["Di", "half"]
    assert (ruled["verdict"], ruled["earned"], ruled["named"], ruled["overridden"]) == ("correct", 4.0, "in words", "unreadable")
    assert ruled["feedback"] == "Write it as a number." and by["Ada", "half"]["earned"] == 4.0  # it was decided of another answer
    assert any("row 4: Ada has given no such answer" in said for said in found.told)
    after = table.read_text(encoding="utf-8")
    assert after.startswith(before) and after[len(before) :].startswith("half,,7,,1,incorrect,,,")
    assert tutor.mark(quiz, ROWS, overrides=table).students["Di"] == 4.0 and table.read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("hlaf,,2,1,", "Did you mean half"),
        ("half,,2,5,", "from 0 to 4"),
        ("half,,2,many,", "are no marks"),
        ("half,,,1,", "about nobody"),
        ("half,,2,nan,", "are no marks"),
    ],
)
def test_a_wrong_decision_is_told_with_its_row(tmp_path, row, said):
    (tmp_path / "o.csv").write_text(f"problem,student,answer,marks,name\n{row}\n", encoding="utf-8")
    with pytest.raises(Invalid, match=r"o\.csv, row 1") as caught:
        overrides(tmp_path / "o.csv", Problems(["half"]), {"half": 4.0}, print)
    assert said in str(caught.value)


def record(student, problem, score):
    verdict = "unreadable" if score is None else "correct" if score == 1 else "incorrect" if score == 0 else "partially_correct"
    return {
        "student": student, "problem": problem, "verdict": verdict, "score": score, "feedback": "", "misconception": None,
        "read_as": {"text": str(score), "latex": ""}, "answer": str(score),
    }  # fmt: skip


def test_statistics_by_hand():
    summary = Summary({"p": 2.0, "q": 4.0})
    for name, p, q in (("a", 1, 1), ("b", 1, 0.5), ("c", 0, 0.5), ("d", 0, 0), ("e", 1, 1)):
        summary.add(record(name, "p", p))
        summary.add(record(name, "q", q))
    problems = summary.problems
    found, whole = items(summary, problems), totals(summary, problems)
    assert (found["p"].mean, found["p"].share, found["q"].mean) == (pytest.approx(1.2), pytest.approx(0.6), pytest.approx(2.4))
    # p: 2 2 0 0 2 with q: 4 2 2 0 4: covariance 1.12, deviations sqrt(0.96) and sqrt(2.24)
    assert found["p"].discrimination == found["q"].discrimination == pytest.approx(1.12 / (0.96 * 2.24) ** 0.5)
    assert (whole.mean, whole.median, whole.low, whole.high, whole.most) == (pytest.approx(3.6), 4.0, 0.0, 6.0, 6.0)
    assert whole.alpha == pytest.approx(2 * (1 - (0.96 + 2.24) / (0.96 + 2.24 + 2 * 1.12))) and sum(whole.bars) == 5
