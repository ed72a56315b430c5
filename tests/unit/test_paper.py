"""A sheet on paper: room for a name, pages counted, titles, questions kept together, tight layouts, answers in two columns."""

import os
import re
import shutil
import subprocess

import pytest

from tutor.cli import main

SET = """
title = "Week 5"
due = "Friday"
[[problem]]
title = "On a hill"
function = 'f(x, y) = x^2 + 3xy'
parts = [{ kind = "gradient", space = 6 }, { kind = "hessian", space = 10 }]
[[problem]]
kind = "gradient"
function = 'x y'
space = "half"
"""


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")

    def made(*arguments):
        assert main(["handout", "set.toml", *arguments]) == 0
        found = tmp_path / arguments[arguments.index("-o") + 1]
        if found.suffix != ".pdf":
            return found.read_text(encoding="utf-8")
        if shutil.which("pdftotext") is None and not os.environ.get("CI"):
            pytest.skip("pdftotext is not installed")
        said = subprocess.run(["pdftotext", "-layout", found, "-"], capture_output=True, text=True, check=True).stdout
        return said.split("\f")[:-1]

    return made


def test_a_sheet_has_room_for_a_name_and_counts_its_pages(pages):
    first, second = pages("-o", "sheet.pdf")
    assert "Name:" in first and "Student number:" in first and "Due: Friday" in first and "1 of 2" in first
    assert "Name:" not in second and "2 of 2" in second
    assert re.search(r"1\.\s+On a hill", first) and "(b)" in first and "Problem 2" in second


def test_a_problem_that_fits_a_page_is_not_parted(pages, tmp_path):
    before = "[[problem]]\nkind = 'gradient'\nfunction = 'x'\nspace = 9\n[[problem]]\ntitle"
    (tmp_path / "set.toml").write_text(SET.replace("[[problem]]\ntitle", before, 1), encoding="utf-8")
    found = pages("-o", "sheet.pdf")
    (page,) = [p for p in found if "(a)" in p]
    assert "(b)" in page


def test_a_key_stands_in_two_columns_and_has_no_room_for_a_name(pages):
    (key,) = pages("-o", "key.pdf", "--show", "answers")
    assert "Name:" not in key and "1 of 1" in key and "Answer\n" not in key
    html = pages("-o", "key.html", "--show", "answers")
    assert ' columns">' in html and r"\begin{multicols}{2}" in pages("-o", "key.tex", "--show", "answers")


def test_a_compact_sheet_has_no_room_to_work_in(pages):
    (sheet,) = pages("-o", "sheet.pdf", "--compact")
    assert "(b)" in sheet and "Problem 2" in sheet and "Name:" in sheet
    assert (
        'class="work"' not in pages("-o", "sheet.html", "--compact")
        and "tutorwork{" not in pages("-o", "s.tex", "--compact").split("begin{document}")[1]
    )
