"""A class from its files to its report."""

import csv
import json
import os

import pytest

from tutor.cli import main
from tutor.desk.classwork.run import check_class
from tutor.reading.sets import load_set

SET = """
title = "Quiz"
[[problem]]
id = "grad"
kind = "gradient"
function = 'x^2 y'

[[problem]]
id = "plane"
kind = "short_answer"
statement = 'Give the plane.'
answer = { type = "equation", value = '2x + y - z = 3' }
"""
ANSWERS = [
    ("ann", "grad", "<2xy, x^2>"),
    ("bob", "grad", "2xy i + y^2 j"),
    ("ann", "plane", "z = 2x + y - 3"),
    ("bob", "plane", "2x + y - z"),
    ("=cmd|'/C calc'!A0", "plane", "2x + y - z = 0"),
    ("<script>alert(1)</script>", "grad", "<script>"),
    ("cyd", "grad", "(x^2, 2xy)"),
    ("dan", "grad", "(x^2, 2yx)"),
]
VERDICTS = ["correct", "partially_correct", "correct", "unreadable", "incorrect", "unreadable", "incorrect", "incorrect"]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "quiz.toml").write_text(SET, encoding="utf-8")
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("student", "problem", "answer"), *ANSWERS])
    return tmp_path


def check(files, *more):
    return main(["check", str(files / "quiz.toml"), "--answers", str(files / "answers.csv"), *map(str, more)])


def test_json_lines(files, capsys):
    assert check(files, "--format", "jsonl") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["student"], r["problem"]) for r in found] == [(s, p) for s, p, _ in ANSWERS]
    assert [r["verdict"] for r in found] == VERDICTS
    for r in found:
        assert {"student", "problem", "verdict", "score", "evidence", "seconds", "read_as", "misconception", "feedback", "parts"} <= set(r)


def test_a_table_runs_nothing_in_a_spreadsheet(files):
    assert check(files, "-o", files / "out.csv") == 0
    with (files / "out.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [r["verdict"] for r in table] == VERDICTS
    assert table[4]["student"].startswith("'=")
    for row in table:
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")) and (not cell.startswith("-") or name == "score")


def test_the_report_groups_wrong_answers_by_value_and_escapes_them(files):
    assert check(files, "-o", files / "out.html") == 0
    page = (files / "out.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "Quiz" in page and "50 % right" not in page
    groups = page.split('<table class="wrong">')[1].split("</table>")[0]
    assert groups.count("<tr>") == 4 and '<td class="n">2</td>' in groups and "cyd; dan" in groups  # two students, one mistake


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_an_interrupted_run_goes_on(files, suffix):
    out = files / f"out.{suffix}"
    assert check(files, "-o", out) == 0
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:4]) + lines[4][:10])
    assert check(files, "-o", out, "--resume") == 0
    again = out.read_bytes()
    assert again.count(b"\n") == whole.count(b"\n")

    def names(data):
        return [line.split(b"seconds")[0] for line in data.splitlines()] if suffix == "jsonl" else [line[:12] for line in data.splitlines()]

    assert names(again) == names(whole)


def test_other_answers_are_not_mixed_in(files, capsys):
    out = files / "out.jsonl"
    assert check(files, "-o", out) == 0
    (files / "answers.csv").write_text("student,problem,answer\nzoe,grad,x\n", encoding="utf-8")
    assert check(files, "-o", out, "--resume") == 2
    assert "other answers" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_what_changed_meanwhile_is_judged_anew(files, suffix, capsys):
    out = files / f"out.{suffix}"
    assert check(files, "-o", out) == 0
    table = (files / "answers.csv").read_text(encoding="utf-8")
    (files / "answers.csv").write_text(table.replace("<2xy, x^2>", "<2xy, x^3>"), encoding="utf-8")
    assert check(files, "-o", out, "--resume") == 0
    changed = verdicts_of(out)
    assert changed == ["partially_correct", *VERDICTS[1:]]
    (files / "quiz.toml").write_text(SET.replace("2x + y - z = 3", "2x + y - z = 0"), encoding="utf-8")
    assert check(files, "-o", out, "--resume") == 0
    found = verdicts_of(out)
    assert [found[k] for k in (2, 4)] == ["incorrect", "correct"] and found[:2] == changed[:2] and len(found) == len(ANSWERS)
    assert "taken over" in capsys.readouterr().err and sorted(p.name for p in files.iterdir()) == [
        "answers.csv",
        f"out.{suffix}",
        "quiz.toml",
    ]


def verdicts_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [r["verdict"] for r in (csv.DictReader(file) if path.suffix == ".csv" else map(json.loads, file))]


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_going_on_with_what_is_no_plain_file(files, kind, capsys):
    out = files / "out.csv"
    out.mkdir() if kind == "folder" else os.mkfifo(out)
    assert check(files, "-o", out, "--resume") == 2
    assert f"out.csv is a {kind}" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "text"])
def test_other_forms(files, capsys, form):
    assert check(files, "--format", form) == 0
    out = capsys.readouterr().out
    assert [r["verdict"] for r in json.loads(out)] == VERDICTS if form == "json" else "Quiz" in out


@pytest.mark.parametrize("answers", ["missing.csv", "empty.csv", "answers.xls"])
def test_an_old_report_survives_a_wrong_command(files, answers):
    (files / "empty.csv").write_text("")
    (files / "answers.xls").write_text("student,problem,answer\n")
    (files / "out.html").write_text("old")
    assert main(["check", str(files / "quiz.toml"), "--answers", str(files / answers), "-o", str(files / "out.html")]) == 2
    assert (files / "out.html").read_text() == "old"


def test_the_answers_are_not_written_over(files):
    before = (files / "answers.csv").read_bytes()
    for more in ([], ["--resume"]):
        assert check(files, "-o", files / "answers.csv", *more) == 2
    assert (files / "answers.csv").read_bytes() == before


def test_a_bar_knows_how_many_rows_are_left(files):
    seen = []

    def progress(found):
        seen.append(len(found))
        return found

    found = load_set(files / "quiz.toml")
    out = files / "out.csv"
    assert check_class(found, files / "answers.csv", "csv", out, processes=1, progress=progress)
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:4]))
    assert check_class(found, files / "answers.csv", "csv", out, processes=1, resume=True, progress=progress)
    assert seen == [len(ANSWERS), len(ANSWERS) - 3]


def test_many_rows_in_little_time_and_memory(tmp_path):
    (tmp_path / "quiz.toml").write_text(SET, encoding="utf-8")
    with (tmp_path / "answers.csv").open("w", encoding="utf-8") as file:
        file.write("student,problem,answer\n")
        file.writelines(f's{k},grad,"<{k % 50} x y, x^2>"\n' for k in range(20_000))
    assert check(tmp_path, "-o", tmp_path / "out.jsonl") == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").open(encoding="utf-8")]
    assert len(found) == 20_000 and sum(r["verdict"] == "correct" for r in found) == 400
