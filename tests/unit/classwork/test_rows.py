"""Rows of answers: every row has its place, and a broken one costs no other."""

import json
from pathlib import Path

import pytest

from tutor.classwork.rows import LONGEST, Broken, Row, rows
from tutor.errors import Invalid


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
    assert [isinstance(r, Broken) for r in found] == [False, True, True, True, True, False]
    assert read(tmp_path, b"[" * 100_000 + b"\n" + json.dumps(good).encode(), ".jsonl")[1] == Row(2, "a", "1", "2x")


@pytest.mark.parametrize("data", [b"", b"student,answr\n", b"\n1,2,3\n"])
def test_a_file_without_its_header_is_refused(tmp_path, data):
    with pytest.raises(Invalid):
        read(tmp_path, data)
