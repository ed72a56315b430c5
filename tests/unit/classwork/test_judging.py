"""Verdicts for a stream: in order, each distinct answer once, and one that hangs given up alone."""

import time
from functools import partial

from tutor.checking.question import Question
from tutor.desk.classwork import judging, processes
from tutor.desk.classwork.judging import judged, verdicts
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.rows import Broken, Row
from tutor.reading.scope import Scope
from tutor.reading.syntax import Num, Prod, Sym

QUESTIONS = {"1": Question("1", "expression", Prod((Num("2"), Sym("x"))), Scope(frozenset("x"), answer=True)), "2": "it cannot be solved"}


def run(rows, processes=2):
    return list(judged(rows, QUESTIONS, partial(here, processes=processes)))


def test_every_row_has_its_record_in_order():
    answers = ["2x", "x", "2X", "x + x", "(1, 2)"] * 300
    found = run([Row(k, f"s{k}", "1", a) for k, a in enumerate(answers, start=1)])
    assert [r["student"] for r in found] == [f"s{k}" for k in range(1, len(answers) + 1)]
    assert [r["verdict"] for r in found] == ["correct", "incorrect", "unreadable", "correct", "unreadable"] * 300


def test_what_cannot_be_judged_is_undecided_and_says_why():
    found = run([Row(1, "a", "2", "x"), Row(2, "a", "3", "x"), Broken(3, "it is torn"), Row(4, "b", "1", "2x")])
    assert [r["verdict"] for r in found] == ["undecided", "undecided", "unreadable", "correct"]
    assert "cannot be solved" in found[0]["feedback"] and "no problem '3'" in found[1]["feedback"] and "torn" in found[2]["feedback"]


def test_each_distinct_answer_is_judged_once():
    seen = []

    def runner(chunks, judge):
        for chunk in chunks:
            seen.extend(chunk)
            yield judge(chunk)

    rows = [Row(k, "s", "1", f"{k % 7} x") for k in range(5_000)]
    assert len(list(judged(rows, QUESTIONS, runner))) == 5_000
    assert len(seen) == 7


def test_memory_of_answers_is_bounded(monkeypatch):
    monkeypatch.setattr(judging, "REMEMBERED", 300)
    rows = [Row(k, "s", "1", f"{k % 1000} x") for k in range(4_000)]
    found = list(judged(rows, QUESTIONS, lambda chunks, judge: map(judge, chunks)))
    assert [r["verdict"] == "correct" for r in found] == [k % 1000 == 2 for k in range(4_000)]


def slow(pairs):
    for _, answer in pairs:
        if answer == "hang":
            time.sleep(60)
    return [{"problem": p, "verdict": "correct", "answer": a} for p, a in pairs]


def test_an_answer_that_hangs_is_given_up_alone(monkeypatch):
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.5)
    chunks = [[("1", "a"), ("1", "hang"), ("1", "b")], [("1", "c")]]
    found = list(here(chunks, slow, 2))
    assert [[r["verdict"] for r in chunk] for chunk in found] == [["correct", "undecided", "correct"], ["correct"]]


def test_records_of_a_plain_list():
    assert [r["verdict"] for r in verdicts([("1", "2x"), ("1", "3x")], QUESTIONS)] == ["correct", "incorrect"]
