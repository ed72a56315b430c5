"""Handouts: the same seed the same bytes, nothing of a solution on a sheet, sheet and key with one code."""

import base64
import contextlib
import hashlib
import json
import re
import shutil
import subprocess
import time
import zipfile
import zlib

import pytest
from every import over

from tutor.cli import main
from tutor.desk.handout import handout
from tutor.desk.sheet import marks_of, marks_together, sheets, space_of
from tutor.errors import Invalid
from tutor.page.document import WorkSpace
from tutor.reading.sets import as_record, as_records, load_set

ROWS = [
    {
        "id": "hike",
        "kind": "directional_derivative",
        "function": "a x^2 + b x y",
        "point": [1, 2],
        "direction": [3, 4],
        "parameters": {"a": [2, 3, 4], "b": {"from": -9, "to": 9, "except": [0]}},
        "where": ["a != b", "a*b > 0"],
        "marks": 4,
        "statement": "On $z = {a}x^2 + {b}xy$, how steep is it?",
        "expected": "(6 a + 11 b) / 5",
    },
    {"id": "plain", "kind": "gradient", "function": "x^3 y^5", "marks": "2.5"},
    {"id": "matrix", "kind": "hessian", "function": "x^7 y + y^2", "space": 6},
]


@pytest.fixture
def made(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments, rows=ROWS):
        (tmp_path / "set.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        status = main(["handout", "set.jsonl", *arguments])
        files = {p.name: p.read_text(encoding="utf-8") for p in sorted(tmp_path.iterdir()) if p.suffix in (".txt", ".html")}
        return status, files, capsys.readouterr().err

    return run


def code(page):
    return re.search(r"ersion ([A-Z]-[0-9a-f]{4})\b", page)[1]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(made, form):
    arguments = ("-o", f"q.{form}", "--versions", "2", "--shuffle", "--key", f"k.{form}")
    first = made(*arguments)[1]
    assert made(*arguments)[1] == first and set(first) == {f"q-A.{form}", f"q-B.{form}", f"k-A.{form}", f"k-B.{form}"}
    assert made(*arguments, "--seed", "5")[1] != first


def test_versions_differ_and_codes_match_between_sheet_and_key(made):
    status, files, _ = made("-o", "q.txt", "--versions", "3", "--key", "k.txt")
    assert status == 0 and len({f.split("On z")[1].split("how")[0] for n, f in files.items() if n[0] == "q"}) == 3
    codes = [code(files[f"q-{v}.txt"]) for v in "ABC"]
    assert codes == [code(files[f"k-{v}.txt"]) for v in "ABC"] and [c[0] for c in codes] == ["A", "B", "C"]


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_sheet_holds_nothing_of_the_solution(made, form):
    status, files, _ = made("-o", f"q.{form}", "--key", f"k.{form}")
    full = made("--show", "solutions", "-o", f"s.{form}")[1][f"s.{form}"]
    sheet = re.sub(r"<(style|script)\b.*?</\1>", "", files[f"q.{form}"], flags=re.DOTALL)
    assert status == 0 and "Answer" in files[f"k.{form}"] and "Dot product" in full and "Second derivatives" in full
    for word in (
        "Answer",
        "Solution",
        "Dot product",
        "Unit direction",
        "Second derivatives",
        "derivative with respect",
        "∇",
        "expected",
        "drawn",
    ):
        assert word not in sheet
    assert "42" not in sheet  # of 42 x^5 y in the Hessian, and of no statement
    assert "42" in files[f"k.{form}"]


def test_no_answer_of_any_version_is_on_its_sheet(made):
    _, files, _ = made("-o", "q.txt", "--versions", "9", "--key", "k.txt")
    for version in "ABCDEFGHI":
        box = files[f"k-{version}.txt"].split("┌─ Answer")[1].split("└")[0]
        over = re.search(r"\d+", box.splitlines()[1])[0]
        assert not re.search(rf"(?<!\d){over}/5", files[f"q-{version}.txt"]) and "D_u" not in files[f"q-{version}.txt"]


def test_what_stands_on_a_page(tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in ROWS), encoding="utf-8")
    ((sheet, pages),) = handout(load_set(path))
    assert sheet.order == (0, 1, 2) and [p.title for p in pages] == ["Problem 1", "Problem 2", "Problem 3"]
    assert [p.marks for p in pages] == ["4 marks", "2.5 marks", ""]
    assert [p.body for p in pages] == [(WorkSpace(48),), (WorkSpace(30),), (WorkSpace(48),)]
    ((_, answers),) = handout(load_set(path), "answers")
    assert all(not p.statement and len(p.body) == 1 for p in answers) and answers[0].marks == "4 marks"


def test_the_total_of_the_marks_is_on_sheet_and_key(made):
    _, files, _ = made("-o", "q.txt", "--key", "k.txt")
    assert all("Total: 6.5 marks." in f for f in files.values())


def test_a_broken_problem_is_named_and_the_others_are_printed(made):
    broken = [
        {"id": "b1", "kind": "gradient", "function": "x^2 +"},
        {"id": "b2", "kind": "gradient", "function": "a x", "parameters": {"a": [1]}, "where": "a > 1"},
        {"id": "b3", "kind": "gradient", "function": "x", "marks": "many"},
        {"id": "b4", "kind": "steepest_ascent", "function": "x^2 + y^2", "point": [0, 0]},
    ]
    status, files, err = made("-o", "q.txt", "--key", "k.txt", rows=[*ROWS, *broken])
    assert status == 1 and err.count("left out: set.jsonl, problem b") == 3
    for page in (files["q.txt"], files["k.txt"]):
        assert "prepared" not in page and page.count("Problem ") == 4 and "Problem 4" in page and "Total: 6.5 marks" in page
    assert "how steep" in files["q.txt"] and files["k.txt"].count("─ Answer") == 3
    for said in ("problem b1, field function", "problem b2, field where: none of the 1", "problem b3, field marks", "problem b4: "):
        assert said in err
    assert "zero vector" in files["k.txt"] and "zero vector" not in files["q.txt"]


def test_fewer_variants_than_versions_are_said(made):
    rows = [{"id": "few", "kind": "gradient", "function": "a x^2 + y", "parameters": {"a": [2, 3]}}]
    status, _, err = made("-o", "q.txt", "--versions", "3", rows=rows)
    assert status == 0 and "has only 2 good variants for 3 versions" in err


def test_hostile_words_stay_words(made):
    rows = [
        {
            "id": "<b>",
            "kind": "gradient",
            "function": "a x",
            "parameters": {"a": [2]},
            "statement": "<script>alert({a})</script> \x1b[31m {{x}}",
        }
    ]
    status, files, _ = made("-o", "q.html", rows=rows)
    assert status == 0 and "<script>alert" not in files["q.html"] and "\x1b" not in files["q.html"] and "{x}" in files["q.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "q.odt"], "no format has the suffix"),
        (["-o", "q.json"], "would be data"),
        (["-o", "q.txt", "--versions", "0"], "from 1 to 2000"),
        (["-o", "q.txt", "--key", "q.txt"], "different ones are needed"),
        (["-o", "nowhere/q.txt"], "cannot write"),
    ],
)
def test_a_wrong_command_ends_with_2(made, arguments, said):
    status, files, err = made(*arguments)
    assert status == 2 and said in err and not files


def test_the_order_of_a_version_does_not_depend_on_how_many_there_are(tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text("\n".join(json.dumps({"kind": "gradient", "function": f"x^{n} y"}) for n in range(2, 9)), encoding="utf-8")
    found = load_set(path)
    assert sheets(found, 2, 1, True) == sheets(found, 5, 1, True)[:2]
    assert len({s.order for s in sheets(found, 5, 1, True)}) > 1 and {s.code for s in sheets(found, 2, 1)}.isdisjoint(
        s.code for s in sheets(found, 2, 2)
    )


@over(
    ("fields", "room"),
    [({}, 30), ({"marks": 1}, 30), ({"marks": 5}, 60), ({"marks": 40}, 120), ({"space": 7, "marks": 5}, 56), ({"space": "half"}, 120)],
)
def test_room_to_work_in(fields, room):
    assert space_of(as_record({"kind": "gradient", **fields}, "1")) == room


@over("given", [-1, "x", True, [1], "1/0", 10**9, "9" * 5000, "1e999999"])
def test_marks_must_be_a_number(given):
    with pytest.raises(Exception, match="marks is a number from 0 to 1000"):
        marks_of(as_record({"kind": "gradient", "marks": given}, "1"))


PARTED = [
    {
        "id": "ridge",
        "function": "x^2 + a x y",
        "point": [1, 2],
        "statement": "The height is $f(x, y) = x^2 + {a} x y$.",
        "parameters": {"a": {"from": 2, "to": 40}},
        "parts": [
            {"kind": "gradient", "marks": 3},
            {"kind": "directional_derivative", "direction": [3, 4], "statement": "How steep, if $a = {a}$?", "marks": "1.5", "space": 10},
        ],
    },
    {"kind": "hessian", "function": "x^7 y", "marks": 2},
]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.slow
def test_parts_are_one_numbered_problem_with_one_draw(made, form):
    arguments = ("-o", f"q.{form}", "--key", f"k.{form}", "--versions", "2")
    status, files, _ = made(*arguments, rows=PARTED)
    assert status == 0 and made(*arguments, rows=PARTED)[1] == files
    solutions = made("--show", "solutions", "-o", f"s.{form}", "--versions", "2", rows=PARTED)[1]
    for version in "AB":
        sheet, key, told = files[f"q-{version}.{form}"], files[f"k-{version}.{form}"], solutions[f"s-{version}.{form}"]
        assert sheet.count("The height is") == told.count("The height is") == 1 and "The height is" not in key
        assert all(page.index("(a)") < page.index("(b)") and "Total: 6.5 marks." in page for page in (sheet, key, told))
        assert "4.5 marks" in sheet and "3 marks" in sheet and "1.5 marks" in key and code(sheet) == code(key) == code(told)
        if form == "txt":
            a = int(re.search(r"x² \+ (\d+)xy", sheet)[1])
            assert f"if a = {a}?" in sheet and f"⟨{2 + 2 * a}, {a}⟩" in key and f"x² + {a}xy" in told


def test_what_stands_in_a_part(tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in PARTED), encoding="utf-8")
    ((sheet, (ridge, hessian)),) = handout(load_set(path))
    assert sheet.order == (0, 1) and (ridge.title, ridge.marks, ridge.body) == ("Problem 1", "4.5 marks", ()) and not hessian.parts
    assert [(p.letter, p.title, p.marks, p.body) for p in ridge.parts] == [
        ("a", "", "3 marks", (WorkSpace(36),)),
        ("b", "", "1.5 marks", (WorkSpace(80),)),
    ]
    ((_, (ridge, _)),) = handout(load_set(path), "answers")
    assert not ridge.statement and all(not p.statement and len(p.body) == 1 for p in ridge.parts)
    ((_, (ridge, _)),) = handout(load_set(path), "solutions")
    assert ridge.title == "Problem 1" and [p.title for p in ridge.parts] == ["Gradient", "Directional derivative"]


def test_marks_of_the_whole_are_those_of_the_parts():
    parts = {"function": "x y", "parts": [{"kind": "gradient", "marks": 3}, {"kind": "hessian", "marks": 1}]}
    assert marks_together(as_records(parts, "1")) == marks_together(as_records({**parts, "marks": 4}, "1")) == 4
    assert marks_together(as_records({"function": "x y", "marks": 5, "parts": [{"kind": "gradient"}, {"kind": "hessian"}]}, "1")) == 5
    with pytest.raises(Invalid, match="problem 1, field marks: marks is 5, and the parts have 4 together"):
        marks_together(as_records({**parts, "marks": 5}, "1"))


def test_a_broken_part_is_named_and_its_problem_is_not_printed(made):
    rows = [{"id": "p", "function": "x y", "parts": [{"kind": "gradient"}, {"kind": "hessian", "point": [1, "2 +"]}]}, *PARTED]
    status, files, err = made("-o", "q.txt", rows=rows)
    assert status == 1 and "problem p.b, field point" in err and "left out: set.jsonl, problem p" in err
    assert files["q.txt"].count("Problem ") == 2 and "Problem 3" not in files["q.txt"]


def test_the_words_of_a_part_say_nothing_of_its_solution(made):
    sheet = made("-o", "q.txt", rows=PARTED)[1]["q.txt"]
    assert all(word not in sheet for word in ("Gradient", "Directional derivative", "Answer", "∇", "drawn"))


AUTHORED = [
    ({"type": "expression", "value": "(x - 1)(x + 1)"}, "(x − 1)(x + 1)"),
    ({"type": "antiderivative", "value": "x^7 + C"}, "x⁷ + C"),
    ({"type": "equation", "value": "2x + y - z = 3"}, "2x + y − z = 3"),
    ({"type": "system", "value": "x = 1, y = 2"}, "x = 1, y = 2"),
    ({"type": "inequality", "value": "x < 3"}, "x < 3"),
    ({"type": "vector", "value": "<1, 2>"}, "⟨1, 2⟩"),
    ({"type": "set", "value": "{1, 2}"}, "{1, 2}"),
]


def test_a_question_of_the_author_is_on_the_sheet_and_the_answer_in_the_key(made):
    rows = [{"kind": "short_answer", "statement": f"Question {k} on $x^2$.", "answer": a, "marks": 2} for k, (a, _) in enumerate(AUTHORED)]
    status, files, err = made("-o", "q.txt", "--key", "k.txt", rows=[*rows, ROWS[1]])
    assert status == 0 and "Stopped" not in files["q.txt"] + files["k.txt"] and "prepared" not in err
    for k, (_, said) in enumerate(AUTHORED):
        assert f"Question {k} on x²." in files["q.txt"] and said not in files["q.txt"] and said in files["k.txt"]
    assert all(f"Total: {2 * len(AUTHORED) + 2.5:g} marks." in page for page in files.values())
    assert "x⁷ + C" in made("--show", "solutions", "-o", "s.txt", rows=rows)[1]["s.txt"]


def test_an_author_of_questions_is_told_what_is_missing(made):
    rows = [
        {"id": "a", "kind": "short_answer", "answer": {"value": "x"}},
        {"id": "b", "kind": "short_answer", "statement": "What?", "answer": {"value": "x +"}},
        {"id": "c", "kind": "short_answer", "statement": "What?"},
        {"id": "d", "kind": "short_answer", "statement": "$ {a} x?", "answer": {"value": "x"}},
        {"id": "e", "kind": "short_answer", "statement": "{a} x?", "answer": {"value": "a x"}, "parameters": {"a": [1, 2]}},
    ]
    status, files, err = made("-o", "q.txt", "--key", "k.txt", rows=[*rows, ROWS[1]])
    assert status == 1 and all(f"left out: set.jsonl, problem {name}" in err for name in "abcde")
    assert all(page.count("Problem ") == 1 for page in files.values())
    status, files, err = made("-o", "none.txt", rows=rows)
    assert status == 1 and "nothing to hand out" in err and "none.txt" not in files


def test_a_part_may_be_a_question_of_the_author(made):
    parts = [
        {"kind": "short_answer", "statement": "Even in $x$?", "answer": {"value": "x^2 y"}, "marks": 1},
        {"kind": "hessian", "marks": 2},
    ]
    rows = [{"function": "x^2 y", "statement": "Let $f = x^2 y$.", "parts": parts}]
    status, files, _ = made("-o", "q.txt", "--key", "k.txt", rows=rows)
    assert status == 0 and "Let f = x²y." in files["q.txt"] and "(a) Even in x?" in files["q.txt"] and "Total: 3 marks." in files["k.txt"]
    drawn = [{"function": "a x^2 y", "parameters": {"a": [2, 3]}, "statement": "Let $f = {a} x^2 y$.", "parts": parts}]
    assert made("-o", "q.txt", "--key", "k.txt", rows=drawn)[0] == 1


def test_a_problem_that_takes_too_long_is_asked_all_the_same(made, monkeypatch):
    monkeypatch.setattr("tutor.cli.prepared.TIME_LIMIT", 0.5)
    monkeypatch.setattr("tutor.desk.handout.derive", lambda *_: time.sleep(60))
    status, files, err = made("-o", "q.txt", "--key", "k.txt", rows=[ROWS[1]])
    assert status == 1 and "not finished within 0.5 s" in err
    assert "Find the gradient" in files["q.txt"] and "Stopped" not in files["q.txt"] and "could not be prepared" in files["k.txt"]


PRIME = "7919"
PLANTED = [
    {
        "id": "answer-is-7919",
        "kind": "gradient",
        "function": "x^2 y",
        "expected": "(7919, 7919)",
        "wrong": [{"answer": "7919", "mistake": "sign_slip"}],
        "source": "7919",
        "marks": 2,
    },
    {"id": "k7919", "kind": "short_answer", "statement": "Which prime?", "answer": {"value": "7919"}, "wrong": [{"answer": "7919"}]},
    {"id": "d7919", "kind": "gradient", "function": "7918 x + x", "point": [1], "variables": ["x"]},
    {
        "id": "p7919",
        "function": "x y",
        "parts": [
            {"kind": "short_answer", "statement": "Which?", "answer": {"value": "7919"}},
            {"kind": "hessian", "expected": "[[0, 7919], [7919, 0]]"},
        ],
    },
    {
        "id": "v7919",
        "kind": "derivative",
        "function": "a x",
        "variable": "x",
        "parameters": {"a": [7919, 7907]},
        "statement": "Differentiate the line through the origin with the slope that you measured.",
    },
]


def opened(data):
    """The bytes of a page with everything in it that is packed or written in another way."""
    out = [data, *(base64.b64decode(m) for m in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data))]
    for found in re.finditer(rb"stream\r?\n", data):
        with contextlib.suppress(zlib.error):
            out.append(zlib.decompressobj().decompress(data[found.end() :]))
    return out + [bytes.fromhex(m.decode()) for part in out for m in re.findall(rb"<((?:[0-9A-Fa-f]{2})+)>", part)]


def leaks(path):
    """Whether the planted word is anywhere in a file; fonts are letters and no words, and places of a PDF no numbers of a page."""
    data = re.sub(rb"url\(data:font/[^)]*\)|\d{10} \d{5} n", b"", path.read_bytes())
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            data = b"".join(map(packed.read, packed.namelist()))
    if path.suffix == ".pdf" and shutil.which("pdftotext"):
        data += subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    return any(PRIME.encode() in piece or PRIME.encode("utf-16-be") in piece for piece in opened(data))


@pytest.mark.parametrize("suffix", ["html", "tex", "md", "ipynb", "txt", "typ", "pdf", "docx"])
def test_a_sheet_leaks_nothing(made, tmp_path, suffix):
    status = made("-o", f"q.{suffix}", "--key", f"k.{suffix}", "--versions", "2", "--seed", "97919", rows=PLANTED)[0]
    assert status == 0
    for version in "AB":
        assert not leaks(tmp_path / f"q-{version}.{suffix}") and leaks(tmp_path / f"k-{version}.{suffix}")


def test_a_page_lets_nothing_in_and_nothing_act_but_its_own(made):
    _, files, _ = made("-o", "q.html", rows=PLANTED)
    page = files["q.html"]
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    said = {d.split()[0]: d.split()[1:] for d in policy.split(";")}
    assert said["default-src"] == ["'none'"] and said["script-src"] == [f"'sha256-{digest}'"] and said["style-src"] == ["'unsafe-inline'"]
    assert (
        said["font-src"] == said["img-src"] == ["data:"]
        and page.count("<script") == 1
        and not re.search(r"\son\w+=|javascript:|https?://(?!www\.w3\.org)", page)
    )
    assert page.index("Content-Security-Policy") < page.index("<style") < page.index("<script")
