"""Sheets that differ: an answer is judged by the values that stood on its own sheet, and never silently by others."""

import json
import re

import pytest

from tutor.cli import main

SET = """
[[problem]]
id = "g"
kind = "gradient"
function = 'a x^2 + b y'
parameters = { a = { from = 2, to = 40 }, b = { from = 2, to = 40 } }
[[problem]]
id = "plain"
kind = "gradient"
function = 'x y'
"""
SEED = ("--seed", "1")


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """The answers of three sheets, by their codes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.toml").write_text(SET, encoding="utf-8")
    assert main(["handout", "s.toml", "-o", "q.txt", "--versions", "3", *SEED, "--key", "k.txt"]) == 0
    out = {}
    for letter in "ABC":
        page = (tmp_path / f"k-{letter}.txt").read_text(encoding="utf-8")
        out[re.search(r"[A-C]-[0-9a-f]{4}", page)[0]] = re.search(r"∇f = ⟨(.*?)⟩", page)[1]
    assert len(set(out.values())) == 3
    return out


def verdict(capsys, *arguments):
    capsys.readouterr()
    status = main(["check", "s.toml", "--id", "g", "--format", "json", *arguments])
    out, err = capsys.readouterr()
    return json.loads(out)[0] if status == 0 else err


def test_each_key_is_right_for_its_own_sheet_only(keys, capsys):
    for place, (code, key) in enumerate(keys.items()):
        for said in (code, code[0], code[0].lower()):
            found = verdict(capsys, "--answer", f"({key})", "--version", said, *SEED)
            assert found["verdict"] == "correct" and f"(version {code[0]}, seed 1)" in found["notices"][-1]
        other = list(keys)[place - 1]
        assert verdict(capsys, "--answer", f"({key})", "--version", other, *SEED)["verdict"] in ("incorrect", "partially_correct")


def test_what_is_taken_where_nothing_is_said_is_told(keys, capsys):
    assert "(version A, seed 0): a = " in verdict(capsys, "--answer", "(x, 1)")["notices"][-1]


def test_letters_of_the_author_are_none_of_the_sheet(keys, capsys):
    found = verdict(capsys, "--answer", "(2 a x, b)")
    assert found["verdict"] == "unreadable" and "There is no a in this problem" in found["feedback"]


def test_the_code_of_another_seed_is_no_sheet(keys, capsys):
    code = list(keys)[1]
    assert "is no sheet of this set with the seed 0" in verdict(capsys, "--answer", "x", "--version", code)
    assert "is no version" in verdict(capsys, "--answer", "x", "--version", "B4")


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_each_row_is_judged_by_its_own_sheet(keys, capsys, tmp_path, suffix):
    codes, values = list(keys), list(keys.values())
    rows = [
        ("ann", "g", codes[1], "1", values[1]),
        ("bob", "g", "a", "", values[0]),
        ("cy", "g", "C", "1", values[0]),
        ("dan", "g", "B", "2", values[1]),
        ("eve", "plain", "C", "9", "y, x"),
        ("fay", "g", codes[1][:-4] + "0000", "1", values[1]),
        ("gil", "g", "", "", values[0]),
        ("hal", "g", "B4", "", values[0]),
    ]
    fields = ("student", "problem", "version", "seed", "answer")
    listed = [dict(zip(fields, (*row[:-1], f"({row[-1]})"), strict=True)) for row in rows]
    if suffix == "csv":
        text = ",".join(fields) + "\n" + "".join(",".join(f'"{v}"' for v in row.values()) + "\n" for row in listed)
    else:
        text = "".join(json.dumps(row) + "\n" for row in listed)
    (tmp_path / f"a.{suffix}").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "s.toml", "--answers", f"a.{suffix}", *SEED, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    found = {r["student"]: r for r in map(json.loads, out.splitlines())}
    assert [found[name]["verdict"] for name in ("ann", "bob", "eve")] == ["correct"] * 3 and "g: its answers are to 4 sheets" in err
    assert all(found[name]["verdict"] in ("incorrect", "partially_correct") for name in ("cy", "dan"))
    for name, said in (("fay", "is no sheet of this set"), ("gil", "version of the sheet is missing"), ("hal", "is no version")):
        assert found[name]["verdict"] == "unreadable" and said in found[name]["feedback"]


def test_the_solution_of_a_sheet(keys, capsys):
    for code, key in keys.items():
        assert main(["solve", "s.toml", "--id", "g", "--version", code, *SEED]) == 0
        assert f"⟨{key}⟩" in capsys.readouterr().out
