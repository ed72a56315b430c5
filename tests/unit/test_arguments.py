"""What is typed after a command, and the streams it is given: a limit or a fault is named, with status 2 and no traceback."""

import subprocess
import sys

import pytest

from tutor.cli import main

GRADIENT = ("solve", "gradient", "function=x^2 y")
NINES = "9" * 6000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        *((("--jobs", text), "from 1 to 256") for text in ("-1", "0", "257", "1000000000", NINES, "1.5", "two", "", "１２" * 20)),
        *((("--time-limit", text), "at most 86400") for text in ("nan", "inf", "1e308", "1e5", "0", "-1", "-0.0", "x", "1" * 6000)),
    ],
)
def test_numbers_beyond_their_limits(capsys, arguments, said):
    status = main([*GRADIENT, *arguments])
    err = capsys.readouterr().err
    assert status == 2 and said in err and len(err) < 250


@pytest.mark.parametrize(("option", "text"), [("--seed", NINES), ("--seed", "1" + "0" * 19), ("--versions", "0"), ("--versions", NINES)])
def test_numbers_of_a_handout(capsys, tmp_path, option, text):
    status = main(["handout", str(tmp_path / "s.toml"), "-o", str(tmp_path / "s.html"), option, text])
    assert status == 2 and "no whole number from" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["-1", "0", NINES])
def test_processes_of_a_check(capsys, jobs):
    status = main(["check", "gradient", "function=x", "--answer", "1", "--jobs", jobs])
    assert status == 2 and "from 1 to 256" in capsys.readouterr().err


def test_numbers_within_them(capsys):
    assert main([*GRADIENT, "--jobs", "256", "--time-limit", "86400"]) == 0


@pytest.mark.parametrize("name", ["a" * 5000, "a/" * 3000, "\udc80"])
def test_a_kind_that_no_file_can_be_called(capsys, name):
    assert main(["solve", name, "function=x"]) == 2
    assert "unknown kind" in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["x+" * 60_000, "9" * 100_000, "(" * 100_000, "\\frac{" * 20_000])
def test_an_answer_of_a_hundred_thousand_characters(capsys, answer):
    assert main(["check", "gradient", "function=x^2 y", "--answer", answer]) == 0
    out = capsys.readouterr().out
    assert "cannot be read" in out and len(out) < 2000


def shell(command):
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)


TUTOR = f"{sys.executable} -m tutor"


@pytest.mark.parametrize("verb", ["kinds", "solve gradient 'function=x^2'", "check gradient 'function=x^2' --answer 2x"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
@pytest.mark.slow
def test_an_output_that_takes_nothing(verb, where):
    done = shell(f"{TUTOR} {verb} {where}")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "cannot go on" in done.stderr


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.slow
def test_closed_streams_that_nothing_needs(tmp_path, closed):
    page = tmp_path / "page.txt"
    assert shell(f"{TUTOR} solve gradient 'function=x^2' -o {page} {closed}").returncode == 0
    assert "Gradient" in page.read_text(encoding="utf-8") and "written" not in page.read_text(encoding="utf-8")


def test_a_name_without_a_letter(capsys):
    assert main(["solve", "gradient", "function=x rate", 'point={"" = 1}']) == 2
    assert "Unknown name 'rate'" in capsys.readouterr().err
