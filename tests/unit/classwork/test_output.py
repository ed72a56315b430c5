"""What students typed, in a line, a table, a page and a terminal: data everywhere."""

import csv
import json

from every import over

from tutor.desk.classwork import lines, summary, tables
from tutor.desk.classwork.record import of_broken, unjudged
from tutor.desk.classwork.report import page
from tutor.desk.classwork.rows import Broken
from tutor.desk.classwork.summary import Summary
from tutor.desk.classwork.told import told
from tutor.edges.harmless import clean

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\x00=1", "\u202e=1", "＝1", "%0A", "\x1b]0;title\x07", "\x9b31m",
    "a\r\nb,c", "\ud800",
    "<img src=x onerror=alert(1)>", "</td></tr></table><script>", "{{ 7 * 7 }}", "\u2028", '"', "'",
]  # fmt: skip


def record(text, verdict="incorrect", **more):
    said = unjudged("p", text)
    return {"student": text, **said, "verdict": verdict, "score": 0.0, "read_as": {"latex": text, "text": text}, **more}


@over("text", HOSTILE)
def test_no_cell_acts(text):
    line = tables.line(record(text))
    assert line.count("\n") == 1 and clean(line) == line
    for cell in next(csv.reader([line])):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "%", "＝"))


@over("text", HOSTILE)
def test_a_line_of_json_is_one_line_that_says_the_same(text):
    line = lines.line(record(text))
    assert line.count("\n") == 1 and clean(line) == line
    line.encode("utf-8")
    assert json.loads(line)["student"] == text


def test_the_page_and_the_terminal():
    found = Summary()
    for text in HOSTILE:
        found.add(record(text))
        found.add({**record(text), "problem": text})
    found.add(of_broken(Broken(7, "<b>torn</b>")))
    html, text = page(found, "<i>Quiz</i>"), told(found, "\x1b[2JQuiz")
    assert "&lt;i&gt;Quiz" in html and "&lt;img" in html and "{{ 7 * 7 }}" in html
    for tag in ("<img", "<script", "<b>", "<i>"):
        assert tag not in html
    assert clean(html) == html and clean(text) == text
    assert "a b,c" in text  # a name does not look like two lines


def test_mathematics_is_typeset_where_the_record_has_it():
    found = Summary()
    read = {"latex": "x", "text": "x", "mathml": "<math><mi>x</mi></math>"}
    found.add(record("x", read_as=read))
    assert "<math><mi>x</mi></math>" in page(found, "")


def test_wrong_answers_by_value():
    found = Summary()
    for name, (text, group) in enumerate((("1/2", "half"), ("0.5", "half"), ("3", None), ("1/2", "half"))):
        found.add({**record(text, **({"group": group} if group else {})), "student": str(name)})
    first, second = found.problems["p"].commonest()
    assert (first.shown, first.count, second.shown, second.count) == ("1/2", 3, "3", 1)


def test_what_is_counted_together_is_said(monkeypatch):
    monkeypatch.setattr(summary, "MOST_GROUPS", 20)
    monkeypatch.setattr(summary, "MOST_STUDENTS", 10)
    monkeypatch.setattr(summary, "MOST_BROKEN", 5)
    found = Summary()
    for k in range(50):
        found.add(record(f"s{k}"))
        found.add(of_broken(Broken(k, "torn")))
    html = page(found, "Quiz")
    assert found.problems["p"].others == 30 and found.unnamed == 40 and found.more_broken == 45 and found.problems["p"].rarer == 38
    assert "30 answers may belong" in html and "40 answers of others" in html and "and 45 more" in html
