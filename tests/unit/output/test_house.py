"""The options of house style on the command line: own words and layouts, pieces to include, engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.cli import main
from tutor.edges.resources import use_templates
from tutor.printing.output.base import ENGINES

ONE = ["solve", "gradient", "function=x^2 y"]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "house"
    folder.mkdir()
    yield folder
    use_templates(None)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_own_words_go_before_the_package_block_by_block(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own / "prose" / "gradient.md.j2", "{% block intro %}Our own words about {{ function }}.{% endblock %}")
    assert main([*ONE, "--templates", str(own)]) == 0
    out, err = capsys.readouterr()
    assert "Our own words about x²y." in out and "Find the gradient" in out and not err
    assert main(ONE) == 0
    assert "Our own words" not in capsys.readouterr().out


@pytest.mark.slow
def test_words_that_kinds_share_can_be_changed_for_one_and_for_all(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own / "prose" / "volume.md.j2", "{% block whole %}Our volume is{% endblock %}")
    write(own / "prose" / "region" / "integral.md.j2", "{% block ranges_title %}Our limits{% endblock %}")
    for kind, region in (("volume", "0 <= x <= 1, 0 <= y <= 2, 0 <= z <= 3"), ("area", "0 <= x <= 1, 0 <= y <= 2")):
        assert main(["solve", kind, f"region={region}", "--templates", str(own)]) == 0
        out, err = capsys.readouterr()
        assert not err
        assert ("Our volume is" in out, "So the integral is" in out) == (kind == "volume", kind == "area")
        assert "Our limits" in out and "With" in out  # a block of neither file: the package's own


def test_own_words_reach_the_workers_of_a_set(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own / "prose" / "gradient.md.j2", "{% block intro %}Our own words.{% endblock %}")
    rows = "".join(f"[[problem]]\nkind = 'gradient'\nfunction = 'x^{k} y'\n" for k in range(2, 5))
    write(tmp_path / "set.toml", rows)
    assert main(["solve", str(tmp_path / "set.toml"), "--jobs", "2", "--templates", str(own)]) == 0
    assert capsys.readouterr().out.count("Our own words.") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "\n{% block intro %}{{ functon }}{% endblock %}",
            "gradient.md.j2, problem 1: line 2: 'functon' is undefined. Did you mean function?",
        ),
        ("\n{% block intro %}{{ function }{% endblock %}", "gradient.md.j2: line 2: unexpected '}'"),
        ("{% block intro %}\n{{ function.__class__ }}{% endblock %}", "line 2: access to attribute '__class__'"),
    ],
)
def test_what_is_wrong_with_own_words_is_said(own: Path, capsys: pytest.CaptureFixture[str], words: str, said: str) -> None:
    write(own / "prose" / "gradient.md.j2", words)
    assert main([*ONE, "--templates", str(own)]) == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


def test_a_file_or_block_that_nothing_asks_for_is_told(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own / "prose" / "gradiant.md.j2", "")
    write(own / "prose" / "gradient.md.j2", "{% block intor %}{% endblock %}{% block partial_after %}{% endblock %}")
    assert main([*ONE, "--templates", str(own)]) == 0
    err = capsys.readouterr().err
    assert "Did you mean prose/gradient.md.j2?" in err
    assert "a block intor. Did you mean intro?" in err
    assert "partial_after" not in err


@pytest.mark.slow
def test_the_style_of_a_set_goes_before_the_folders(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own / "style.toml", 'paper = "a4"\nfooter = "of the house"')
    write(tmp_path / "set.toml", '[style]\npaper = "letter"\n[[problem]]\nkind = "gradient"\nfunction = "x"')
    target = tmp_path / "page.html"
    for command in ("solve", "handout"):
        assert main([command, str(tmp_path / "set.toml"), "--templates", str(own), "-o", str(target)]) == 0
        page = target.read_text(encoding="utf-8")
        assert "size:letter" in page and "of the house" in page
    write(tmp_path / "set.toml", '[style]\nlogo = "x.png"\n[[problem]]\nkind = "gradient"\nfunction = "x"')
    assert main(["solve", str(tmp_path / "set.toml")]) == 2
    assert "set.toml, field logo" in capsys.readouterr().err


def test_a_piece_of_latex_comes_with_its_preamble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, preamble = tmp_path / "hw.tex", tmp_path / "tutor-preamble.tex"
    assert main([*ONE, "--fragment", "-o", str(target)]) == 0
    piece = target.read_text(encoding="utf-8")
    assert piece.startswith("% To \\input") and "\\input{tutor-preamble}" in piece and "documentclass" not in piece
    named = set(re.findall(r"\\usepackage(?:\[\w+\])?\{([\w,]+)\}", preamble.read_text(encoding="utf-8")))
    assert [name for group in named - {"fontenc"} for name in group.split(",") if name not in piece.split("written beside")[0]] == []
    preamble.write_text("% changed by hand\n", encoding="utf-8")
    assert main([*ONE, "--fragment", "-o", str(target)]) == 0
    assert "kept:" in capsys.readouterr().err
    assert preamble.read_text(encoding="utf-8") == "% changed by hand\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fragment", "-o", "page.md"], "--fragment is for .tex and .html"),
        (["--fragment", "--format", "latex"], "a piece of LaTeX goes to a file"),
        (["--engine", "lualatex", "-o", "page.html"], "--engine lualatex makes a PDF"),
        (["--templates", "nowhere"], "nowhere is not a folder"),
    ],
)
def test_options_that_do_not_fit_are_named(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ONE, *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_a_missing_engine_names_its_packages_and_spoils_nothing(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    target = tmp_path / "page.pdf"
    target.write_bytes(b"as it was")
    assert main([*ONE, "--engine", engine, "-o", str(target)]) == 1
    assert "apt install texlive-" in capsys.readouterr().err
    assert target.read_bytes() == b"as it was"


def test_a_character_without_a_font_is_told_with_its_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("plain", "Find it."), ("smile", "Find it 😀.")]
    text = "".join(f'[[problem]]\nid = "{i}"\nkind = "gradient"\nfunction = "x y"\nstatement = "{s}"\n' for i, s in rows)
    write(tmp_path / "set.toml", text)
    for name in ("page.pdf", "page.tex"):
        assert main(["handout", str(tmp_path / "set.toml"), "-o", str(tmp_path / name)]) == 0
        assert re.search(r"set.toml, problem smile: no font of .* has 😀 \(U\+1F600\)", capsys.readouterr().err)
