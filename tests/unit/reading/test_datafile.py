"""Data from a file: the ways in which programs write a table, columns by name, and files that are not to be read."""

from __future__ import annotations

import pytest
from sympy import Rational

import tutor
from tutor.errors import Invalid
from tutor.reading.problem import read_problem
from tutor.reading.sets import from_arguments, load_set

SET = '[[problem]]\nkind = "least_squares"\npoints = {name}\nmodel = "m x + b"\n'
ROWS = ((0, Rational(3, 2)), (1, 2), (2, Rational(-17, 4)))


def read(folder, text, name="data.csv", model="m x + b"):
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "set.toml").write_text(SET.format(name=repr(name)).replace("m x + b", model))
    return read_problem(load_set(folder / "set.toml").records[0])


@pytest.mark.parametrize(
    "text",
    [
        "0,1.5\n1,2\n2,-4.25\n",
        "x,y\n0,1.5\n1,2\n2,-4.25",
        "x;y\r\n0;1,5\r\n1;2,0\r\n2;−4,25\r\n",
        "sep=;\nx;y\n0;1,5\n1;2\n2;-4,25\n",
        "x\ty\n0\t1.5\n1\t2\n2\t-4.25\n",
        "# written by a program\n0 1.5e0\n1 +2\n2 -42.5e-1\n",
        '\ufeff"x","y"\n"0","1.5"\n\n"1","2"\n"2","-4.25"\n',
        "y,x\n1.5,0\n2,1\n-4.25,2\n",
    ],
)
def test_tables_as_programs_write_them(tmp_path, text):
    assert read(tmp_path, text).given["points"] == ROWS


def test_decimal_commas_are_told(tmp_path):
    assert "decimal point" in read(tmp_path, "0;1,5\n1;2\n").notices[-1].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x,y\n0,1\n1,two\n", "line 3 of data.csv has no number but 'two' in column 2"),
        ("x,y\n0,1\n1,\n", "line 3 of data.csv has nothing in column 2"),
        ("0,1\n1,2,3\n", "line 2 of data.csv has 3 entries, and the first has 2"),
        ("x,y\n", "expected 2 to 1000 rows"),
        ("", "no rows"),
        ("0,1\n1,1e999\n", "no number"),
        ("0,1\n" * 1001, "expected 2 to 1000 rows"),
        ("0," + "9" * 60 + "\n", "no number"),
        ("x,y,z\n0,1,2\n1,2,3\n", "2 inputs"),
        ("t,x\n0,1\n1,2\n", None),
    ],
)
def test_tables_that_are_none(tmp_path, text, said):
    if said is None:  # the only other column has the values
        assert read(tmp_path, text).given["points"] == ((1, 0), (2, 1))
        return
    with pytest.raises(Invalid, match=said):
        read(tmp_path, text)


def test_columns_that_leave_open_which_has_the_values(tmp_path):
    with pytest.raises(Invalid, match=r"the columns of data\.csv are a, x, y"):
        read(tmp_path, "a,x,y\n0,1,2\n1,2,3\n2,4,9\n", model="m x + k t + b")


def test_no_file_is_read_but_beside_the_set(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.csv").write_text("0,1\n1,2\n")
    (inner / "link.csv").symlink_to(tmp_path / "secret.csv")
    for name in ("../secret.csv", str(tmp_path / "secret.csv"), "link.csv", "missing.csv", "/dev/zero.csv"):
        (inner / "set.toml").write_text(SET.format(name=repr(name)))
        (record,) = load_set(inner / "set.toml").records
        with pytest.raises(Invalid, match=r"leads out of its folder|cannot read"):
            read_problem(record)


def test_on_the_command_line_a_file_may_lie_anywhere(tmp_path, monkeypatch):
    (tmp_path / "data.csv").write_text("0,1\n1,2\n")
    for name in (str(tmp_path / "data.csv"), "data.csv"):
        monkeypatch.chdir(tmp_path)
        record = from_arguments("least_squares", [f"points={name}", "model=m x + b"])
        assert read_problem(record).given["points"] == ((0, 1), (1, 2))


def test_in_python_rows_are_given_and_no_file(tmp_path):
    (tmp_path / "data.csv").write_text("0,1\n1,2\n")
    with pytest.raises(Invalid, match="can only be named in a set"):
        tutor.solve("least_squares", points=str(tmp_path / "data.csv"), model="m x + b")


def test_the_page_names_the_file(tmp_path):
    found = tutor.solve(read(tmp_path, "\n".join(f"{k},{k * k}" for k in range(9))))
    assert "9 data points of the file data.csv" in tutor.render(found, "text")
