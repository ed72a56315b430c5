"""Going on: what is written stays, and nothing is mixed."""

import pytest

from tutor.classwork import lines, tables
from tutor.classwork.record import of_broken, unjudged
from tutor.classwork.resume import left
from tutor.classwork.rows import Broken, Row
from tutor.errors import Invalid

ROWS = [
    Row(1, "ann", "1", "x"), Broken(2, "it is torn", "", "1"), Row(3, "=bob\x1b[31m\nx", "1", "y"), Row(4, "-7", "2", "z"),
    Row(5, "\ud800", "2", "z"), Row(6, "", "2", "z"),
]  # fmt: skip


def written(path, rows, table):
    printed = [of_broken(r) if isinstance(r, Broken) else {"student": r.student, **unjudged(r.problem, "a\nb")} for r in rows]
    text = (tables.header() if table else "") + "".join((tables.line if table else lines.line)(r) for r in printed)
    path.write_text(text, encoding="utf-8", newline="")


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize("done", range(7))
def test_the_rows_that_are_left(tmp_path, table, done):
    path = tmp_path / "out"
    written(path, ROWS[:done], table)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"student": "an'[: 0 if table and not done else 9])
    rows = iter(ROWS)
    if table and done:
        path.write_bytes(whole + b"ann,1,corr")
    assert left(rows, path, table=table) == done + table
    assert list(rows) == ROWS[done:] and path.read_bytes() == whole


@pytest.mark.parametrize("table", [False, True])
def test_other_rows_are_refused(tmp_path, table):
    path = tmp_path / "out"
    written(path, ROWS, table)
    whole = path.read_bytes()
    for rows in ([Row(1, "zoe", "1", "x"), *ROWS[1:]], ROWS[:-1], [Row(1, "ann", "2", "x"), *ROWS[1:]]):
        with pytest.raises(Invalid, match="other answers"):
            left(iter(rows), path, table=table)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("data", [b"student,problem,answer\nann,1,2", b"my thesis, without an end", b"[1]\n", b"{}\n"])
@pytest.mark.parametrize("table", [False, True])
def test_a_file_of_something_else_is_left_alone(tmp_path, data, table):
    path = tmp_path / "out"
    path.write_bytes(data)
    with pytest.raises(Invalid):
        left(iter(ROWS), path, table=table)
    assert path.read_bytes() == data


def test_a_torn_line_longer_than_a_block(tmp_path):
    path = tmp_path / "out"
    written(path, ROWS[:2], False)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"student": "' + b"x" * 200_000)
    assert left(iter(ROWS), path, table=False) == 2 and path.read_bytes() == whole
    path.write_bytes(b'{"student": "' + b"x" * 200_000)
    assert left(iter(ROWS), path, table=False) == 0 and path.read_bytes() == b""


def test_no_file_yet(tmp_path):
    assert left(iter(ROWS), tmp_path / "none", table=True) == 0
