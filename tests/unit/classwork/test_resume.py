"""Going on: what is written stays where it would be written again, the rest is judged anew, and nothing is lost or mixed."""

import os

import pytest

from tutor.checking.question import Question
from tutor.desk.classwork import lines, tables
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.record import Kept, of_broken, unjudged
from tutor.desk.classwork.resume import SIDE, check, done, going
from tutor.desk.classwork.rows import Broken, Row
from tutor.errors import Invalid
from tutor.reading.scope import Scope
from tutor.reading.syntax import Num, Sym

ROWS = [
    Row(1, "ann", "1", "x"), Broken(2, "it is torn", "", "1"), Row(3, "=bob\x1b[31m\nx", "1", "y"), Row(4, "-7", "2", "z"),
    Row(5, "\ud800", "2", "z"), Row(6, "", "2", "z"),
]  # fmt: skip
QUESTIONS = {"1": Question("1", "expression", Sym("x"), Scope(frozenset("x"))), "2": "it was not solved"}
DIGESTS = Digests(QUESTIONS)


def record(row, verdict="incorrect", digests=DIGESTS):
    found = of_broken(row) if isinstance(row, Broken) else {"student": row.student, **unjudged(row.problem, "a\nb"), "verdict": verdict}
    return {**found, "digest": digests.of(row)}


def text(records, table):
    return (tables.header() if table else "") + "".join(map((tables if table else lines).line, records))


def write(path, records, table, more=b""):
    path.write_bytes(text(records, table).encode() + more)


def go_on(path, table, rows=ROWS, digests=DIGESTS):
    """The run that goes on, and the file that comes of it when all that is left is judged."""
    found = going(iter(rows), path, digests.of, lambda: iter(rows), table=table)
    left, anew = [], []
    for row in found.rows:
        left.append(row)
        if not isinstance(row, Kept):
            anew.append(row)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("" if found.begun or not table else tables.header())
        file.writelines(r.line if isinstance(r, Kept) else text([record(r, digests=digests)], table).splitlines(True)[-1] for r in left)
    done(path)
    return found, anew


TABLE = pytest.mark.parametrize("table", [False, True])


@TABLE
@pytest.mark.parametrize("judged", range(7))
@pytest.mark.parametrize("torn", [b"", b'{"student": "an'])
def test_the_rows_that_are_left(tmp_path, table, judged, torn):
    path = tmp_path / "out"
    write(path, map(record, ROWS[:judged]), table, torn)
    found, anew = go_on(path, table)
    assert anew == ROWS[judged:] and found.lines == judged and found.broken == (judged > 1)
    assert any("torn" in told for told in found.told) == bool(torn)
    assert path.read_text(encoding="utf-8") == text(map(record, ROWS), table) and os.listdir(tmp_path) == ["out"]


@TABLE
def test_another_answer_or_key_or_version_is_judged_anew(tmp_path, table, monkeypatch):
    path = tmp_path / "out"
    write(path, map(record, ROWS), table)
    other = [*ROWS[:2], Row(3, ROWS[2].student, "1", "z"), *ROWS[3:]]
    assert go_on(path, table, other)[1] == [other[2]]
    key = Digests({**QUESTIONS, "1": Question("1", "expression", Num("1"), Scope(frozenset("x")))})
    assert go_on(path, table, other, key)[1] == [other[0], other[1], other[2]]  # the broken one between costs nothing to tell again
    monkeypatch.setattr("tutor.desk.classwork.digest.__version__", "0")
    assert len(go_on(path, table, other, Digests(QUESTIONS))[1]) == 6


@TABLE
def test_undecided_rows_are_judged_anew(tmp_path, table):
    path = tmp_path / "out"
    write(path, [record(r, "undecided" if k in (0, 3) else "correct") for k, r in enumerate(ROWS)], table)
    found, anew = go_on(path, table)
    assert [r for r in anew if isinstance(r, Row)] == [ROWS[0], ROWS[3]]
    assert any("2 undecided rows are judged anew" in told for told in found.told)
    assert path.read_text(encoding="utf-8").count("correct") - path.read_text(encoding="utf-8").count("incorrect") == 3


@TABLE
def test_rows_in_another_order_and_new_rows_between(tmp_path, table):
    path = tmp_path / "out"
    write(path, map(record, ROWS[:4]), table)
    fresh = Row(7, "eve", "1", "7")
    rows = [fresh, ROWS[3], ROWS[2], ROWS[0], ROWS[4]]
    assert go_on(path, table, [*rows, ROWS[1]])[1] == [fresh, ROWS[4], ROWS[1]]
    assert path.read_text(encoding="utf-8") == text(map(record, [*rows, ROWS[1]]), table)


@TABLE
def test_doubled_rows_are_told_and_stand_once(tmp_path, table):
    path = tmp_path / "out"
    write(path, map(record, [ROWS[0], ROWS[1], ROWS[2], ROWS[2], ROWS[3], ROWS[2]]), table)
    found, anew = go_on(path, table)
    assert anew == ROWS[4:] and any("more than once" in told for told in found.told)
    assert path.read_text(encoding="utf-8") == text(map(record, ROWS), table)


@TABLE
def test_an_answer_given_twice_has_two_lines(tmp_path, table):
    path, rows = tmp_path / "out", [ROWS[0], ROWS[2], ROWS[0]]
    write(path, map(record, rows[:2]), table)
    assert go_on(path, table, rows)[1] == [ROWS[0]]
    assert go_on(path, table, rows)[1] == []


@TABLE
def test_interrupted_at_every_place_nothing_is_lost(tmp_path, table):
    path = tmp_path / "out"
    write(path, [record(ROWS[0], "undecided"), *map(record, ROWS[1:])], table)
    for place in range(6):  # a run that goes on, and is ended behind so many rows
        found = going(iter(ROWS), path, DIGESTS.of, lambda: iter(ROWS), table=table)
        with path.open("a", encoding="utf-8", newline="") as file:
            for row, _ in zip(found.rows, range(place), strict=False):
                file.write(row.line if isinstance(row, Kept) else text([record(row, "undecided")], table).splitlines(True)[-1])
    found, anew = go_on(path, table)
    assert [r for r in anew if isinstance(r, Row)] == [ROWS[0]] and not path.with_name("out" + SIDE).exists()
    assert path.read_text(encoding="utf-8") == text(map(record, ROWS), table)


@TABLE
def test_rows_that_are_not_among_the_answers_stop_it(tmp_path, table):
    path = tmp_path / "out"
    write(path, map(record, ROWS), table, b"torn")
    whole = path.read_bytes()
    for rows in ([Row(1, "zoe", "1", "x"), *ROWS[1:]], ROWS[1:], [Row(1, "ann", "2", "x"), *ROWS[1:]], []):
        with pytest.raises(Invalid, match="other answers"):
            going(iter(rows), path, DIGESTS.of, lambda rows=rows: iter(rows), table=table)
        assert path.read_bytes() == whole and os.listdir(tmp_path) == ["out"]


@TABLE
@pytest.mark.parametrize(
    "line", [b"my thesis\n", b"[1]\n", b"{}\n", b'{"student": "a"}\n', b"a,b,c,d,e,f,g,h,i,j\n", b"\n", b"\xff\xfe\n", b"[" * 9999 + b"\n"]
)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_line_that_is_not_ours_stops_it(tmp_path, table, line, place):
    path = tmp_path / "out"
    written = text(map(record, ROWS), table).encode().splitlines(keepends=True)
    place += table
    path.write_bytes(b"".join([*written[:place], line, *written[place:]]))
    whole = path.read_bytes()
    with pytest.raises(Invalid, match=r"line \d+ of .* is no record|no file of results"):
        going(iter(ROWS), path, DIGESTS.of, lambda: iter(ROWS), table=table)
    assert path.read_bytes() == whole and os.listdir(tmp_path) == ["out"]


@TABLE
@pytest.mark.parametrize("data", [b"student,problem,answer\nann,1,2", b"my thesis, without an end", b"[1]\n", b"{}\n"])
def test_a_file_of_something_else_is_left_alone(tmp_path, data, table):
    path = tmp_path / "out"
    path.write_bytes(data)
    with pytest.raises(Invalid, match="no file of results"):
        check(path, table=table)
    assert path.read_bytes() == data


@TABLE
def test_what_is_no_plain_file_is_said(tmp_path, table):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("folder", "pipe", "zero"):
        with pytest.raises(Invalid, match="no plain file"):
            check(tmp_path / name, table=table)


@TABLE
def test_cells_beyond_the_limit_of_a_table(tmp_path, table):
    path = tmp_path / "out"
    long = {**record(ROWS[0]), "feedback": "x" * 200_000}
    write(path, [long], table)
    assert go_on(path, table)[1] == ROWS[1:]


def test_a_line_that_is_too_long_is_said(tmp_path, monkeypatch):
    path = tmp_path / "out"
    monkeypatch.setattr("tutor.desk.classwork.results.LONGEST", 1000)
    write(path, [{**record(ROWS[0]), "feedback": "x" * 2000}], False)
    with pytest.raises(Invalid, match=r"line 1 of .* is too long: more than 1000 bytes"):
        going(iter(ROWS), path, DIGESTS.of, lambda: iter(ROWS), table=False)


def test_a_torn_line_longer_than_a_block(tmp_path):
    path = tmp_path / "out"
    write(path, map(record, ROWS[:2]), False, b'{"student": "' + b"x" * 200_000)
    assert go_on(path, False)[1] == ROWS[2:]
    path.write_bytes(b'{"student": "' + b"x" * 200_000)
    assert go_on(path, False)[1] == ROWS


@TABLE
def test_no_file_yet(tmp_path, table):
    found = going(iter(ROWS), tmp_path / "none", DIGESTS.of, lambda: iter(ROWS), table=table)
    assert list(found.rows) == ROWS and not found.begun and os.listdir(tmp_path) == []


def test_the_digest_is_the_same_in_every_process():
    """Sets of letters have another order in each."""
    import subprocess
    import sys

    code = """
from tutor.checking.question import Question
from tutor.desk.classwork.digest import Digests
from tutor.desk.classwork.rows import Row
from tutor.reading.scope import Scope
from tutor.reading.syntax import Sym
print(Digests({"1": Question("1", "expression", Sym("x", 3, 4), Scope(frozenset({"x", "yy", "alpha", "b"})))}).of(Row(1, "a", "1", "x")))
"""
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1
