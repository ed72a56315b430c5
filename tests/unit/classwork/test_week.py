"""An instructor's week: a set with parameters and a question of one's own, a sheet for each student, answers from the sheets, marks,
decisions, marks again, and what goes back."""

import csv
import re
from fractions import Fraction

import pytest

from tutor.cli import main

SET = r"""
title = "Homework 5"
course = "Calculus 3"
[[problem]]
id = "slope"
title = "On the hill"
kind = "directional_derivative"
function = 'a x^2 + b x y'
point = [1, 2]
direction = [3, 4]
parameters = { a = { from = 2, to = 9 }, b = { from = 2, to = 9 } }
marks = 4
[[problem]]
id = "own"
kind = "short_answer"
statement = 'Give an equation of the plane through $(1, 1, 0)$ with the normal $\langle 2, 1, -1 \rangle$.'
answer = { type = "equation", value = '2x + y - z = 3' }
marks = 3
[[problem]]
id = "both"
statement = 'Let $f(x, y) = x^2 y + {c} y$.'
parameters = { c = [2, 3, 4, 5, 6, 7] }
parts = [
  { kind = "gradient", function = 'x^2 y + c y', marks = 2 },
  { kind = "partial_derivative", function = 'x^2 y + c y', with_respect_to = ["x", "y"], marks = 1 },
]
"""
LAST = ("King", "Díaz", "Ng")
NAMES = [f"{first} {last}" for last in LAST for first in ("Ada", "Bo", "Cleo", "Dan")]
PLANES = ("2x + y - z = 3", "z = 2x+y-3", "2(x-1) + (y-1) - z = 0", "-2x - y + z + 3 = 0")
RAW, UNREADABLE, BLANK, NO_PLANE = 3, 5, 7, 11  # who forgets the unit vector, types what cannot be read, leaves something out, errs


def answers_of(sheet, k):
    """What a student who can do it types, from what stands on the sheet."""
    a, b = map(int, re.search(r"= (\d)x² \+ (\d)xy", sheet).groups())
    (c,) = map(int, re.search(r"Let f\(x, y\) = x²y \+ (\d)y", sheet).groups())
    slope = Fraction(3 * (2 * a + 2 * b) + 4 * b, 5)
    raw = 5 * slope
    return [
        str(raw) if k == RAW else str(slope) if k % 2 else f"D_u f = {raw}/5",
        "2x +* y" if k == UNREADABLE else "2x + y + z = 3" if k == NO_PLANE else PLANES[k % 4],
        "" if k == BLANK else f"<2xy, x^2 + {c}>" if k % 3 else f"2xy i + ({c} + x²) j",
        "2x",
    ]


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    (folder / "set.toml").write_text(SET, encoding="utf-8")
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "id"), *((name, 1000 + k) for k, name in enumerate(NAMES))])
    assert main(["handout", f"{folder}/set.toml", "--class", f"{folder}/roster.csv", "-o", f"{folder}/sheet.txt", "--seed", "3"]) == 0
    rows = []
    for k, name in enumerate(NAMES):
        sheet = (folder / f"sheet-{1000 + k}.txt").read_text(encoding="utf-8")
        assert name in sheet and str(1000 + k) in sheet
        code = re.search(r"Version ([A-Z]{5}-\w{4})", sheet)[1]
        rows.append([k + 1, "03.03.2026 09:00", "03.03.2026 09:31", "anonymous", name, code, *answers_of(sheet, k)])
    with (folder / "forms.csv").open("w", encoding="utf-8-sig", newline="") as file:  # as a form in German writes it
        header = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Version", "On the hill", "Frage 2", "3a", "3 (b)"]
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return folder


def marked(week, *more):
    arguments = [f"{week}/set.toml", "--answers", f"{week}/forms.csv", "--class", f"{week}/roster.csv", "--seed", "3"]
    out = week / "marks.csv"
    assert main(["check", *arguments, "-o", str(out), *map(str, more)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        return {(r["student"], r["problem"]): r for r in csv.DictReader(file)}


def test_the_week(week, capsys):
    found = marked(week, "--overrides", week / "mine.csv")
    wrong = {(NAMES[RAW], "slope"), (NAMES[UNREADABLE], "own"), (NAMES[BLANK], "both.a"), (NAMES[NO_PLANE], "own")}
    assert len(found) == 4 * len(NAMES) and {key for key, r in found.items() if r["verdict"] != "correct"} == wrong
    assert found[NAMES[RAW], "slope"]["misconception"] == "direction_not_normalized"
    assert (found[NAMES[0], "slope"]["earned"], found[NAMES[UNREADABLE], "own"]["answer"]) == ("4", "2x +* y")

    with (week / "mine.csv").open(encoding="utf-8", newline="") as file:
        header, *groups = csv.reader(file)
    assert {(g[0], g[5]) for g in groups} == {("slope", "incorrect"), ("own", "unreadable"), ("own", "incorrect")}
    place = header.index("marks")
    for g in groups:
        if g[5] == "unreadable":
            g[place], g[place + 1], g[place + 2] = "1,5", "typing slip", "Nearly: only the sign of multiplication."
    groups.append(["slope", "Zoe", "", "", "", "", "1", "", ""])
    with (week / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *groups])
    before = (week / "mine.csv").read_bytes()
    capsys.readouterr()
    again = marked(week, "--overrides", week / "mine.csv", "--feedback", week / "back")
    said = capsys.readouterr().err
    ruled = again[NAMES[UNREADABLE], "own"]
    assert (ruled["verdict"], ruled["earned"], ruled["named"]) == ("partially_correct", "1.5", "typing slip")
    assert "Nearly" in ruled["feedback"] and (week / "mine.csv").read_bytes() == before and "Zoe is not in the class" in said
    assert {k: r["verdict"] for k, r in again.items() if r != ruled} == {
        k: r["verdict"] for k, r in found.items() if k != (NAMES[UNREADABLE], "own")
    }

    page = (week / "back" / f"{1000 + UNREADABLE}.html").read_text(encoding="utf-8")
    assert "8.5 of 10 marks" in page and "Nearly" in page and "1.5 of 3 marks" in page and NAMES[UNREADABLE] in page
    raw = (week / "back" / f"{1000 + RAW}.html").read_text(encoding="utf-8")
    assert "<summary>Where your value comes from</summary>" in raw and "<summary>Where" not in page
    assert len(list((week / "back").glob("*.pdf"))) == len(NAMES)
    with (week / "back" / "moodle.csv").open(encoding="utf-8", newline="") as file:
        moodle = {r["ID number"]: r["Homework 5"] for r in csv.DictReader(file)}
    assert moodle["1000"] == "10" and moodle[str(1000 + BLANK)] == "8" and len(moodle) == len(NAMES)


def test_the_report_has_everything(week):
    arguments = [f"{week}/set.toml", "--answers", f"{week}/forms.csv", "--class", f"{week}/roster.csv", "--seed", "3"]
    assert main(["check", *arguments, "-o", f"{week}/report.html"]) == 0
    page = (week / "report.html").read_text(encoding="utf-8")
    for said in (
        "2x +* y",
        "Give an equation of the plane",
        "direction not normalized",
        "of 10",
        "Right answer",
        "who",
        "Cronbach",
        NAMES[RAW],
    ):
        assert said in page
