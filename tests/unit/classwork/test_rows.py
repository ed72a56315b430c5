"""Rows of answers: every row has its place, and a broken one costs no other."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.desk.classwork.feedback import Answered, _part
from tutor.desk.classwork.rows import LONGEST, Broken, Row, rows
from tutor.desk.classwork.summary import Summary
from tutor.errors import Invalid
from tutor.reading.sets import Record


def read(tmp_path: Path, data: bytes, suffix: str = ".csv") -> list[Row | Broken]:
    path = tmp_path / f"answers{suffix}"
    path.write_bytes(data)
    return list(rows(path))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_in_any_order_and_with_any_separator(tmp_path, separator):
    data = separator.join(["answer", "group", "problem", "student"]) + "\r\n" + separator.join(['"x^2"', "A", "p1", "Ann"]) + "\r\n"
    assert read(tmp_path, b"\xef\xbb\xbf" + data.encode()) == [Row(1, "Ann", "p1", "x^2")]


def test_an_answer_of_several_lines(tmp_path):
    data = b'student,problem,answer\na,1,"f_x = 2x\nf_y = 3"\nb,1,"say ""2x"""\n'
    assert read(tmp_path, data) == [Row(1, "a", "1", "f_x = 2x\nf_y = 3"), Row(2, "b", "1", 'say "2x"')]


def test_a_quotation_mark_that_is_never_closed_loses_one_row(tmp_path):
    lines = ["student,problem,answer", 'a,1,"2x', *(f"s{k},1,{k}" for k in range(200))]
    found = read(tmp_path, "\n".join(lines).encode())
    assert isinstance(found[0], Broken) and "quotation mark" in found[0].message
    assert [r.answer for r in found[1:]] == [str(k) for k in range(200)]


@pytest.mark.parametrize(
    ("line", "said"),
    [(b"\xff\xfe,1,2", "UTF-8"), (b"a", "fields"), (b"a,1," + b"x" * (LONGEST + 10), "too long"), (b'a,1,"x"y"', "quotation mark")],
    ids=["bytes", "short", "long", "quotes"],
)
def test_a_broken_row_is_told_in_its_place(tmp_path, line, said):
    found = read(tmp_path, b"student,problem,answer\nfirst,1,2\n" + line + b"\nlast,1,2\n")
    assert found[0] == Row(1, "first", "1", "2") and found[2] == Row(3, "last", "1", "2")
    assert isinstance(found[1], Broken) and said in found[1].message and found[1].number in (0, 2)


def test_lines_that_end_as_on_the_first_macintosh(tmp_path):
    assert read(tmp_path, b"student,problem,answer\ra,1,2\rb,1,3") == [Row(1, "a", "1", "2"), Row(2, "b", "1", "3")]


def test_json_lines(tmp_path):
    good = {"student": "a", "problem": "1", "answer": "2x"}
    lines = [
        json.dumps(good),
        "{",
        "[1]",
        json.dumps({"problem": "1"}),
        json.dumps({**good, "answer": None}),
        json.dumps({**good, "answer": 0.5}),
    ]
    found = read(tmp_path, "\n".join(lines).encode(), ".jsonl")
    assert found[0] == Row(1, "a", "1", "2x") and found[5] == Row(6, "a", "1", "0.5")
    assert [isinstance(r, Broken) for r in found] == [False, True, True, True, False, False] and found[4].answer == ""
    assert read(tmp_path, b"[" * 100_000 + b"\n" + json.dumps(good).encode(), ".jsonl")[1] == Row(2, "a", "1", "2x")


@pytest.mark.parametrize("data", [b"", b"student,answr\n", b"\n1,2,3\n"])
def test_a_file_without_its_header_is_refused(tmp_path, data):
    with pytest.raises(Invalid):
        read(tmp_path, data)


H = b"student,problem,answer\n"


def answers(found):
    return [r.answer if isinstance(r, Row) else None for r in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (b'a,1,2"\nb,1,3\nc,1,4"\nd,1,5\n', ['2"', "3", '4"', "5"]),  # inches: no field is quoted here
        (b'a,1,"2x\nb,1,3\nc,1,"4x\nd,1,5\n', [None, "3", None, "5"]),
        (b'a,1,"2x\nb,1,3\n', [None, "3"]),
        (b'a,1,"2x\n\xff,1,3\nc,1,4\n', [None, None, "4"]),
        (b'a,1,"', [None]),
        (b"a,1,2\x0bx\nb,1,3\xc2\x85y\nc,1,4\xe2\x80\xa8z\nd,1,5\rw\n", ["2\x0bx", "3\x85y", "4\u2028z", "5\rw"]),
        (b"a,1,2\x00x\n", ["2\x00x"]),
        (b"a,1,(1,2)\nb,1,2,,\nc,1\n", [None, "2", None]),
        (b'ann, 1, "(1, 2)" \nbob , 1 ,2\n', ["(1, 2)", "2"]),
        (b'\n\na,1,"x\r\n\r\ny"\r\n\n', ["x\r\n\r\ny"]),
    ],
    ids=["inches", "two open", "open at the end", "bytes inside", "open last", "other ends", "nul", "fields", "by hand", "empty lines"],
)
def test_no_row_is_lost_or_cut(tmp_path, lines, expected):
    found = read(tmp_path, H + lines)
    assert answers(found) == expected
    assert [r.number for r in found] == list(range(1, len(expected) + 1))


def test_a_broken_row_says_whose_it_is_where_that_is_known(tmp_path):
    assert read(tmp_path, H + b"ann,p1,(1,2)\n")[0].student == "ann"
    (row,) = read(tmp_path, b"answer,student,problem\n(1,2),ann,p1\n")
    assert isinstance(row, Broken) and row.student == ""  # it fell apart before the name
    (row,) = read(tmp_path, b'{"student": "ann", "problem": "p1", "answer": [1]}\n', ".jsonl")
    assert isinstance(row, Broken) and (row.student, row.problem) == ("ann", "p1")


ALIEN = {
    "utf-16 without its mark": "student,problem,answer\na,1,2\n".encode("utf-16-le"),
    "torn utf-16": b"\xff\xfestudent",
    "quote": b'student,problem,"answer\n',
    "twice": b"answer,problem,answer\n",
}


@pytest.mark.parametrize("data", ALIEN.values(), ids=ALIEN)
def test_a_header_of_another_kind_is_refused_at_once(tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(Invalid):
        rows(path)  # before anything is solved or written


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=6), st.sampled_from(",;\t"))
def test_what_the_standard_module_writes_is_read(table, separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("student", "problem", "answer"), *table])
    with TemporaryDirectory() as folder:
        found = read(Path(folder), text.getvalue().encode())
    assert [(r.student, r.problem, r.answer) for r in found] == [
        (s.strip(), p.strip(), a) for s, p, a in table if "".join((s, p, a)).strip()
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_told(data):
    with TemporaryDirectory() as folder:
        found = read(Path(folder), H + data)
        assert read(Path(folder), H + data.replace(b'"', b"") + b"\nlast,1,2\n")[-1].answer == "2"
        assert all(isinstance(r, Row | Broken) for r in (*found, *read(Path(folder), data, ".jsonl")))


def test_what_may_stand_in_a_row_that_could_not_be_read_is_not_decided():
    summary = Summary(marks={"a": 6.0, "b": 6.0})
    right = {"problem": "a", "verdict": "correct", "score": 1.0, "read_as": None, "feedback": "", "misconception": None, "answer": "2"}
    summary.add({"student": "anna", **right})
    summary.add({"student": "bob", **right})
    summary.add({"student": "anna", "problem": "b", "verdict": "unreadable", "feedback": "Row 2: broken", "row": 2})
    assert [summary.open(name) for name in ("anna", "bob")] == [6.0, 0.0]
    lost, left = (_part(Answered(Record("b", "gradient", {}), None, None, 6.0, lost)) for lost in (True, False))
    assert lost.marks == "? of 6 marks" and left.marks == "0 of 6 marks"
    assert lost.body != left.body
