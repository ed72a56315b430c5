"""A sheet for each student: its own values, its own code, and the same for ever."""

import csv
import io
import re

import pytest

from tutor.cli import main
from tutor.desk.classwork.roster import roster
from tutor.desk.codes import Codes
from tutor.desk.people import Student, Students
from tutor.desk.sheet import sheets, sheets_of
from tutor.desk.version import Version, lettered, said_of, word_of
from tutor.edges.outfile import named_apart
from tutor.errors import Invalid
from tutor.reading.sets import load_set

SET = """
title = "Sheet 7"
[[problem]]
id = "slope"
kind = "directional_derivative"
function = 'a x^2 + b x y'
point = [1, 2]
direction = [3, 4]
parameters = { a = { from = 2, to = 9 }, b = { from = 2, to = 9 } }
marks = 4
[[problem]]
id = "own"
kind = "short_answer"
statement = 'Name a prime below 5 that is odd.'
answer = { value = "3" }
"""
ROSTER = "Name;Matrikelnummer;E-Mail\nLovelace, Ada;1001;ada@example.org\nJörg Müßig;1002;\nBo;../../x;\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    (folder / "s.toml").write_text(SET, encoding="utf-8")
    (folder / "r.csv").write_text(ROSTER, encoding="utf-8")
    arguments = ["--class", f"{folder}/r.csv", "-o", f"{folder}/q.txt", "--key", f"{folder}/k.txt", "--review", f"{folder}/v.txt"]
    assert main(["handout", f"{folder}/s.toml", "--seed", "5", *arguments]) == 0
    return folder


def page(folder, name):
    return (folder / name).read_text(encoding="utf-8")


def test_a_sheet_is_the_same_for_ever(folder):
    """Stored values: they change where a code, a word or a draw does, and then sheets that are printed are no longer known."""
    assert [word_of(student, 5) for student in ("1001", "1002", "../../x")] == STORED
    found = load_set(folder / "s.toml")
    assert [Codes(found).code(v) for v in (Version("A"), Version("AB", 3), Version(STORED[0], 5))] == CODES
    assert [re.search(r"f\(x, y\) = (.*?) at", page(folder, f"q-{n}.txt"))[1] for n in ("1001", "1002", "x")] == FUNCTIONS


STORED = ["FBQLR", "GFRDX", "FPHTR"]
CODES = ["A-8bde", "AB-4fd3", "FBQLR-4e1e"]
FUNCTIONS = ["8x² + 7xy", "5x² + 2xy", "4x² + 3xy"]


def test_whose_it_is_stands_on_it_and_its_code_in_the_foot(folder):
    for number, name in (("1001", "Lovelace, Ada"), ("1002", "Jörg Müßig")):
        sheet, key = page(folder, f"q-{number}.txt"), page(folder, f"k-{number}.txt")
        code = re.search(r"Version ([A-Z]{5}-[0-9a-f]{4})\n", sheet)[1]
        assert name in sheet and number in sheet and name in key and code in key and "Answer" in key and "Answer" not in sheet


def test_a_longer_roster_changes_nobodys_sheet_and_a_later_mark_no_code(folder):
    found = load_set(folder / "s.toml")
    ada, zoe = Student("Lovelace, Ada", (("number", "1001"),)), Student("Zoe")
    assert sheets_of(found, [ada], 5) == sheets_of(found, [zoe, ada], 5)[1:]
    assert sheets_of(found, [ada], 5) != sheets_of(found, [ada], 6)
    (folder / "t.toml").write_text(SET.replace("marks = 4", "marks = 5").replace('"3"', '"5"'), encoding="utf-8")
    assert [s.code for s in sheets(load_set(folder / "t.toml"), 3)] == [s.code for s in sheets(found, 3)]
    (folder / "t.toml").write_text(SET.replace("x^2", "x^3"), encoding="utf-8")
    assert [s.code for s in sheets(load_set(folder / "t.toml"), 3)] != [s.code for s in sheets(found, 3)]


def test_every_variant_is_worked_once_on_one_page(folder):
    found = page(folder, "v.txt")
    values = set(re.findall(r"slope: (a = \d, b = \d)", found))
    assert len(values) == len(set(FUNCTIONS)) and found.count("Dot product") == len(values) and found.count("odd") == 1
    assert all(word in found for word in STORED)


@pytest.mark.slow
def test_an_answer_is_judged_by_the_sheet_of_its_student(folder, capsys):
    keys = {n: _key(page(folder, f"q-{n}.txt")) for n in ("1001", "1002")}
    key = keys["1001"]
    rows = f'name,e-mail,slope,own\nAda Lovelace,,"{key}",3\nsomebody,ada@example.org,"{key}",3\nMüßig Jörg,,"{key}",5\n'
    (folder / "a.csv").write_text(rows + "Adda Lovelace,,1,\n", encoding="utf-8")
    options = ["--answers", f"{folder}/a.csv", "--class", f"{folder}/r.csv", "--seed", "5", "--format", "csv"]
    assert main(["check", f"{folder}/s.toml", *options]) == 1
    out = [r for r in csv.DictReader(io.StringIO(capsys.readouterr().out)) if r["problem"] == "slope"]
    assert [r["verdict"] for r in out] == ["correct", "correct", "incorrect" if keys["1001"] != keys["1002"] else "correct", "unreadable"]
    assert "not in the roster" in out[-1]["feedback"] and "Did you mean" in out[-1]["feedback"]


def _key(sheet):
    """The slope, from what stands on the sheet: f_x = 2a + 2b and f_y = b at (1, 2)."""
    a, b = map(int, re.search(r"= (\d)x² \+ (\d)xy", sheet).groups())
    return f"({3 * (2 * a + 2 * b) + 4 * b})/5"


def test_letters_without_end():
    assert [lettered(k) for k in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
    assert all(Version(lettered(k)).place == k for k in range(800))
    assert [said_of(s) for s in ("b", "AB-12ef", "kqxtr 00AA", "KQXTR", "HELLO", "B-1", "")] == [
        ("B", ""), ("AB", "12ef"), ("KQXTR", "00aa"), ("KQXTR", ""), None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("group\nA\n", "no column for the names"),
        ("name,id\nAda,1\nBo,1\n", "same id"),
        ("name\nAda\nAda\nBo\n", ""),
        ("name,group\n", "names nobody"),
        ("", "no header"),
        ("First name,Last name,ID number\nAda,Lovelace,7\n", ""),
    ],
)
def test_rosters(tmp_path, text, said):
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    if said:
        with pytest.raises(Invalid, match=said) as caught:
            roster(tmp_path / "r.csv")
        assert caught.value.hint
    else:
        assert roster(tmp_path / "r.csv").listed[0].name.startswith("Ada")


def test_students_are_found_however_they_are_written():
    found = Students([Student("Ada King", (("number", "7"),)), Student("Bo", (("number", "8"),)), Student("Bo", (("number", "9"),))])
    assert found.find("king, ada") == found.find("?", [("username", "7")]) == found.listed[0]
    assert found.find("Bo") is None and found.find("Bo", [("number", "9")]) == found.listed[2]


def test_names_of_files():
    assert named_apart([("../x", "a"), ("x", "b"), ("Jörg Müßig", "c"), ("//", "d"), ("con", "e")]) == [
        "x-a",
        "x-b",
        "Jörg_Müßig",
        "d",
        "con-e",
    ]
