"""Files of answers as course systems, forms and spreadsheets write them."""

import json
from pathlib import Path

import pytest
from every import over

from tutor.cli import main
from tutor.desk.classwork.blank import is_blank
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.rows import Broken, Row, answers
from tutor.errors import Invalid

SET = """
[[problem]]
id = "slope"
kind = "partial_derivative"
function = 'x^3 y'
with_respect_to = "x"
[[problem]]
id = "plane"
kind = "short_answer"
statement = 'Which plane has normal $(1, 2, 3)$?'
answer = { type = "equation", value = 'x + 2y + 3z = 6' }
"""
PROBLEMS = Problems(["slope", "plane"], [("The slope", "slope"), ("Which plane has normal $(1, 2, 3)$?", "plane")])
GOOD = ("3x^2 y", "x + 2y = 6 - 3z")


def read(tmp_path: Path, text: str | bytes, name: str = "a.csv", **options: object) -> tuple[list[Row | Broken], list[str]]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    said: list[str] = []
    return list(answers(path, PROBLEMS, say=said.append, **options).stream), said  # type: ignore[arg-type]


def given(rows: list[Row | Broken]) -> list[tuple[str, str, str]]:
    return [(r.student, r.problem, r.answer) for r in rows if isinstance(r, Row)]


HEADERS = {
    "ids": 'student,slope,plane\nEva Lind,"{0}","{1}"\n',
    "ids in capitals": 'Student Name,SLOPE,Plane\nEva Lind,"{0}","{1}"\n',
    "titles": 'name,The slope,"Which plane has normal (1, 2, 3)?"\nEva Lind,"{0}","{1}"\n',
    "numbers": 'name,1,2\nEva Lind,"{0}","{1}"\n',
    "other order": 'Full name,Q2,Q1\nEva Lind,"{1}","{0}"\n',
    "moodle": '"First name",Surname,"Email address",State,"Started on",Completed,"Time taken",Grade/4.00,"Response 1","Response 2"\n'
    'Eva,Lind,eva@example.org,Finished,now,later,"3 mins",2.0,"{0}","{1}"\n"Overall average",,,,,,,2.0,,\n',
    "moodle with questions": 'Surname,"First name","Question 1","Response 1","Right answer 1","Question 2","Response 2","Right answer 2"\n'
    'Lind,Eva,"What is it?","{0}",3x,"And this?","{1}",y\n',
    "moodle in german": 'Nachname;Vorname;E-Mail-Adresse;Status;"Begonnen am";Bewertung/4,00;"Antwort 1";"Antwort 2"\n'
    'Lind;Eva;eva@example.org;Beendet;heute;2,00;"{0}";"{1}"\nGesamtdurchschnitt;;;;;2,00;;\n',
    "canvas": 'name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,"8121: <p>Find\nit &amp; show,</p>",2.0,'
    '"8122: Which plane?",2.0,n correct,n incorrect,score\n'
    'Eva Lind,7,S7,A,1,,2026-05-01 10:00:00 UTC,1,"{0}",2.0,"{1}",2.0,2,0,4.0\n',
    "google forms": 'Timestamp,Email Address,Name,"What is the slope? (2 points)","Now the plane"\n'
    '2026/05/01 10:00:00,eva@example.org,Eva Lind,"{0}","{1}"\n',
    "google forms in german": 'Zeitstempel,E-Mail-Adresse,Name,"1. Steigung","2. Ebene"\n01.05.2026,eva@example.org,Eva Lind,"{0}","{1}"\n',
    "microsoft forms": 'ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Slope,Points - Slope,Feedback - Slope,Plane,'
    'Points - Plane,Feedback - Plane\n1,now,later,anonymous,Eva Lind,4,,"{0}",2,,"{1}",2,\n',
    "google forms asking for the name": 'Timestamp,Username,Score,What is your name?,Slope,Plane\n'
    '2026/05/01,eva@example.org,4 / 4,Eva Lind,"{0}","{1}"\n',
    "a gradebook": 'Student,ID,SIS User ID,Section,Slope (4711),Plane (4712)\n    Points Possible,,,,4,4\nEva Lind,1,S1,A,"{0}","{1}"\n',
    "a line for excel": 'sep=;\nStudent;Slope;Plane\nEva Lind;"{0}";"{1}"\n',
    "imathas, with line breaks": 'Name,"Question 1\n(2 points)","Question 2\n(2 points)"\nEva Lind,"{0}","{1}"\n',
    "imathas, of two lines": 'Name,Question 1,Question 1,Question 2,Question 2\n,Points (1 possible),Scored Answer,Points (1 possible),'
    'Scored Answer\n"Eva Lind",1,"{0}",0,"{1}"\n',
    "google forms, a quiz": 'Timestamp,Username,Total score,What is your name?,Slope,Slope [Score],Slope [Feedback],Plane,Plane [Score]\n'
    'now,eva@example.org,2 / 2,Eva Lind,"{0}",1 / 1,,"{1}",1 / 1\n',
    "bars": "student|slope|plane\nEva Lind|{0}|{1}\n",
    "by name and by number": 'ID,Startzeit,Name,The slope,Frage 2,Anmerkungen\n1,x,Eva Lind,"{0}","{1}",none\n',
    "only an id": 'id,slope,plane\nEva Lind,"{0}","{1}"\n',
    "tabs": "Name\tAufgabe 1\tAufgabe 2\nEva Lind\t{0}\t{1}\n",
    "long in german": 'Name;Aufgabe;Antwort\nEva Lind;1;"{0}"\nEva Lind;Plane;"{1}"\n',
    "long": 'learner,question id,response\nEva Lind,Question 1,"{0}"\nEva Lind,Question 2,"{1}"\n',
}  # fmt: skip


@pytest.mark.parametrize("text", HEADERS.values(), ids=HEADERS)
def test_an_export_is_read(tmp_path: Path, text: str) -> None:
    rows, _ = read(tmp_path, text.format(*GOOD))
    assert sorted(given(rows), reverse=True) == [("Eva Lind", "slope", GOOD[0]), ("Eva Lind", "plane", GOOD[1])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("suffix", [".csv", ".txt", ".tsv", ".CSV"])
def test_encodings(tmp_path: Path, encoding: str, suffix: str) -> None:
    text = "student\tslope\nJörg Müßig\t3x²·y\n"
    rows, said = read(tmp_path, text.encode(encoding), f"a{suffix}")
    assert given(rows) == [("Jörg Müßig", "slope", "3x²·y")]
    assert any("1252" in s for s in said) == (encoding == "cp1252")


def test_another_alphabet_is_not_taken_for_western_text(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not UTF-8") as caught:
        read(tmp_path, "студент,slope\nИван,3x\n".encode("cp1251"))
    assert "CSV UTF-8" in str(caught.value)
    rows, said = read(tmp_path, "student,slope\nИван,3x\nJörg,3x\n".encode("cp1251", "replace"))
    assert isinstance(rows[0], Broken) and "CSV UTF-8" in rows[0].message and len(said) <= 1


@pytest.mark.parametrize(
    ("columns", "header"),
    [
        ("slope=B,plane=C", "Name,A,B,C"),
        ("B=slope, C=2", "Name,A,B,C"),
        ("3,4", "Name,A,B,C"),
        ('"what, now?",C', 'Name,A,"What,  now?",C'),
    ],
)
def test_columns_may_be_named(tmp_path: Path, columns: str, header: str) -> None:
    rows, _ = read(tmp_path, f'{header}\nEva,no,"{GOOD[0]}","{GOOD[1]}"\n', columns=columns)
    assert given(rows) == [("Eva", "slope", GOOD[0]), ("Eva", "plane", GOOD[1])]


@pytest.mark.parametrize(
    ("header", "columns", "said"),
    [
        ("Name,A,B,C", None, "no column 'problem'"),
        ("Eva,slope,3x", None, "no column 'problem'"),  # no header at all
        ("Name,Slope (2.0 pts),Plane (2.0 pts)", None, "points, and no answers"),
        ("Name,Q. 1 /2.00,Q. 2 /2.00", None, "points, and no answers"),
        ("First Name,Last Name,SID,Score,Submission Time", None, "points, and no answers"),
        ("Name,Question 1,Question 2\n,Points (1 possible),Points (1 possible)", None, "points, and no answers"),
        ("Name,A,B", "slope=Z", "no column 'Z'"),
        ("Name,A,B", "slop=A", "Did you mean slope"),
        ("Name,A,B", " ,\t", "names no column"),
        ("Name,A,B", f"slope={'9' * 5000}", "has no column"),
        ("Name,A,B", "A,B,A", "3 columns"),
        ("student,problem", None, "no column 'answer'"),
        ("student,answr,problem", None, "answr|no column 'answer'"),
    ],
)
def test_a_header_that_cannot_be_matched_is_told(tmp_path: Path, header: str, columns: str | None, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        read(tmp_path, f"{header}\nEva,1,2\n", columns=columns)
    assert caught.value.hint


ATTEMPTS = "name,attempt,slope\nEva,1,a\nEva,2,b\nEva,3,\nTom,1,c\n"


@pytest.mark.parametrize(
    ("attempts", "expected"), [(None, ["", "c"]), ("last", ["", "c"]), ("first", ["a", "c"]), ("best", ["a", "b", "", "c"])]
)
def test_attempts(tmp_path: Path, attempts: str | None, expected: list[str]) -> None:
    rows, said = read(tmp_path, ATTEMPTS, attempts=attempts)
    assert [r[2] for r in given(rows)] == expected
    assert any("2 other answers" in s for s in said) == (attempts != "best")


def test_the_number_of_an_attempt_counts_and_not_its_place(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "student,problem,answer,attempt\nEva,slope,new,2\nEva,slope,old,1\n")
    assert given(rows) == [("Eva", "slope", "new")]


def test_two_students_of_one_name_are_two(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "Name,Email,slope\nEva,e1@example.org,a\nEva,e2@example.org,b\nTom,t@example.org,c\n")
    assert given(rows) == [("Eva (e1@example.org)", "slope", "a"), ("Eva (e2@example.org)", "slope", "b"), ("Tom", "slope", "c")]


def test_without_attempts_a_list_keeps_every_row(tmp_path: Path) -> None:
    text = "student,problem,answer\nEva,slope,a\n,,\nEva,slope,b\n"
    assert [r[2] for r in given(read(tmp_path, text)[0])] == ["a", "b"]
    assert [r[2] for r in given(read(tmp_path, text, attempts="first")[0])] == ["a"]


def test_a_nameless_class_is_told(tmp_path: Path) -> None:
    assert any("no column student" in s for s in read(tmp_path, "problem,answer\nslope,1\n")[1])


def test_a_problem_is_found_by_what_it_is_called() -> None:
    asked = ("slope", "Slope", "1", "Q1", "question 2", "#2", "the slope", "Aufgabe 2", "3", "sloop")
    assert [PROBLEMS.find(a) for a in asked] == ["slope", "slope", "slope", "slope", "plane", "plane", "slope", "plane", "3", "sloop"]
    numbered = Problems(["1", "3"])
    assert [numbered.find(a) for a in ("1", "Q3", "2", "Question 2")] == ["1", "3", "2", "Question 2"]


@over("answer", ["", "  ", "-", "–", "No answer", "[not answered]", "N/A", ".", "?", "\u00a0", "keine Antwort"])
def test_what_is_no_answer(answer: str) -> None:
    assert is_blank(answer)


@over("answer", ["0", "none", "no", "does not exist", "no maximum", "-1", "∅"])
def test_what_is_an_answer(answer: str) -> None:
    assert not is_blank(answer)


def checked(tmp_path: Path, text: str, *more: str) -> int:
    (tmp_path / "set.toml").write_text(SET)
    (tmp_path / "a.csv").write_text(text)
    return main(["check", str(tmp_path / "set.toml"), "--answers", str(tmp_path / "a.csv"), "--jobs", "1", *more])


def test_a_class_is_judged_from_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEADERS["moodle"].format(*GOOD) + 'Tom,Berg,tom@example.org,Finished,now,later,"1 min",0.0,-,"x + 2y + 3z &#61; 7"\n'
    assert checked(tmp_path, text, "--format", "jsonl") == 0
    out = capsys.readouterr()
    found = {(r["student"], r["problem"]): r for r in map(json.loads, out.out.splitlines())}
    assert found["Eva Lind", "slope"]["verdict"] == found["Eva Lind", "plane"]["verdict"] == "correct"
    assert found["Tom Berg", "plane"]["verdict"] == "incorrect"
    blank = found["Tom Berg", "slope"]
    assert (blank["answered"], blank["score"], blank["feedback"]) == (False, None, "Not answered.")
    assert "'Response 1' is slope" in out.err


def test_a_report_counts_who_did_not_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, "student,slope,plane\nEva,,\nTom,3x^2 y,-\n") == 0
    out = capsys.readouterr().out
    assert "1 correct, 1 not answered" in out and "2 not answered" in out and "not readable" not in out


def test_the_best_attempt_is_known_when_all_are_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "student,slope\nEva,3x^2\nEva,3x^2 y\nEva,3x\n"
    assert checked(tmp_path, text, "--attempts", "best", "--format", "jsonl") == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert record["verdict"] == "correct"
    assert checked(tmp_path, text, "--attempts", "best", "--resume", "-o", str(tmp_path / "out.jsonl")) == 2
