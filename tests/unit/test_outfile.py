"""Files that are written: whole or not at all, by one run at a time, never over an input."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tutor.cli import main
from tutor.edges.outfile import appended, differ, held, replaced
from tutor.errors import Invalid

SET = '[[problem]]\nid = "one"\nkind = "gradient"\nfunction = "x^2 y"\n'
JSONL = '{"id": "one", "kind": "gradient", "function": "x^2 y"}\n'
ANSWERS = 'student,problem,answer\nAda,one,"(2xy, x^2)"\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")
    (tmp_path / "set.jsonl").write_text(JSONL, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


def names(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"old")
    file.chmod(0o640)
    with replaced(file) as out:
        out.write(b"new")
        assert file.read_bytes() == b"old"
    assert file.read_bytes() == b"new" and names(tmp_path) == {"page.html"} and file.stat().st_mode & 0o777 == 0o640
    with pytest.raises(KeyError), replaced(file) as out:
        out.write(b"half")
        raise KeyError
    with replaced(file):
        pass  # nothing was written
    assert file.read_bytes() == b"new" and names(tmp_path) == {"page.html"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there")
    with replaced(tmp_path / "link") as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "there").read_bytes() == b"new"


def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom tutor.edges.outfile import replaced\nwith replaced(Path(sys.argv[1])) as out:\n"
        " out.write(b'half')\n os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "page")], check=False, timeout=60)
    assert len(names(tmp_path)) == 1
    with replaced(tmp_path / "page") as out:
        out.write(b"new")
    assert names(tmp_path) == {"page"} and (tmp_path / "page").read_bytes() == b"new"


def test_one_run_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "page"
    for first in (replaced, held):
        with first(file), pytest.raises(Invalid, match="another run is writing"), first(tmp_path / "." / "page"):
            pass
    with replaced(file) as one, replaced(tmp_path / "other") as other:
        one.write(b"1")
        other.write(b"2")
    assert names(tmp_path) == {"page", "other"}


def test_runs_that_follow_closely_do_not_mix(tmp_path: Path) -> None:
    file, done = tmp_path / "page", []

    def run(k: int) -> None:
        for _ in range(60):
            try:
                with replaced(file) as out:
                    out.write(b"%d" % k * 1000)
                done.append(k)
            except Invalid:
                continue

    threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    content = file.read_bytes()
    assert done and len(content) == 1000 and len(set(content)) == 1 and names(tmp_path) == {"page"}


@pytest.mark.parametrize("spell", ["sub/../set.toml", "./set.toml", "link.toml", "hard.toml", "folder/set.toml"])
def test_an_output_is_no_input_however_it_is_spelled(files: Path, spell: str) -> None:
    (files / "sub").mkdir()
    (files / "link.toml").symlink_to("set.toml")
    (files / "hard.toml").hardlink_to(files / "set.toml")
    (files / "folder").symlink_to(".")
    with pytest.raises(Invalid, match="is read by this command"):
        differ([files / spell], [files / "set.toml"])


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "dangling").symlink_to("sheet.html")
    for other in ("sub/../sheet.html", "Sheet.HTML", "dangling"):
        with pytest.raises(Invalid, match="are one file"):
            differ([tmp_path / "sheet.html", tmp_path / other], [])
    differ([tmp_path / "sheet.html", tmp_path / "key.html"], [])


COMMANDS = [
    ["solve", "set.jsonl", "-o", "set.jsonl"],
    ["solve", "set.toml", "--format", "html", "-o", "set.toml"],
    ["solve", "set.toml", "--format", "json", "-o", "sub/../set.toml"],
    ["check", "set.jsonl", "--answers", "answers.csv", "-o", "set.jsonl"],
    ["check", "set.toml", "--answers", "answers.csv", "--format", "html", "-o", "set.toml"],
    ["check", "set.toml", "--answers", "answers.csv", "-o", "./answers.csv"],
    ["check", "deep/set.toml", "--answers", "answers.csv", "--format", "json", "-o", "deep/../deep/set.toml"],
    ["check", "set.toml", "--answer", "(2xy, x^2)", "--format", "json", "-o", "set.toml"],
    ["handout", "set.toml", "-o", "s.html", "--key", "sub/../s.html"],
    ["handout", "set.toml", "-o", "s.html", "--key", "S.html"],
    ["solve", "set.toml", "--templates", "house", "--format", "html", "-o", "house/style.toml"],
    ["solve", "set.toml", "--templates", "house", "--format", "html", "-o", "house/html/page.html.j2"],
    ["solve", "set.toml", "--templates", "house", "--format", "html", "-o", "house/html/mine.j2"],
    ["handout", "set.toml", "--templates", "house", "-o", "house/html/page.css.html", "--key", "house/html/../logo.html"],
    ["solve", "set.toml", "--fragment", "-o", "tutor-preamble.tex"],
]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_no_command_writes_over_what_it_reads(
    files: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(files)
    (files / "sub").mkdir()
    (files / "deep").mkdir()
    (files / "deep" / "set.toml").write_text(SET, encoding="utf-8")
    (files / "house" / "html").mkdir(parents=True)
    (files / "house" / "style.toml").write_text('logo = "logo.svg"\n', encoding="utf-8")
    for name in ("logo.svg", "logo.html", "html/mine.j2"):
        (files / "house" / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (files / "house" / "html" / "page.html.j2").write_text('{% extends "package/page.html.j2" %}', encoding="utf-8")
    before = {p: p.read_bytes() for p in files.rglob("*") if p.is_file()}
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert "is read by this command" in said or "are one file" in said
    assert {p: p.read_bytes() for p in files.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve", "set.toml", "-o", "none/page.html"],
        ["solve", "set.toml", "-o", "none/out.jsonl"],
        ["handout", "set.toml", "-o", "s.html", "--key", "none/k.html"],
        ["check", "set.toml", "--answers", "answers.csv", "-o", "none/r.jsonl"],
        ["check", "set.toml", "--answers", "answers.csv", "-o", "none/r.html"],
        ["picture", "function=x y", "-o", "none/p.svg"],
    ],
)
def test_a_missing_folder_is_told_at_the_start(
    files: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(files)
    monkeypatch.setattr("tutor.cli.solve._outcomes", lambda *_: pytest.fail("solved"))
    assert main(arguments) == 2
    assert "there is no folder none" in capsys.readouterr().err
    assert names(files) == {"set.toml", "set.jsonl", "answers.csv"}


class Full:
    """A file on a disk that fills up."""

    def __init__(self, file: object, room: int) -> None:
        self.file, self.room = file, room

    def write(self, content: bytes) -> int:
        self.room -= len(content)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.file.write(content)  # type: ignore[attr-defined,no-any-return]

    def __getattr__(self, name: str) -> object:
        return getattr(self.file, name)


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve", "set.toml", "-o", "out.html"],
        ["solve", "set.toml", "-o", "out.jsonl"],
        ["solve", "set.toml", "-o", "out.pdf"],
        ["handout", "set.toml", "-o", "out.html"],
        ["check", "set.toml", "--answers", "answers.csv", "-o", "out.html"],
        ["check", "set.toml", "--answers", "answers.csv", "-o", "out.json"],
        ["picture", "function=x y", "-o", "out.svg"],
    ],
)
def test_a_full_disk_is_said_and_the_old_file_is_whole(
    files: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tutor.edges import outfile

    monkeypatch.chdir(files)
    target = files / arguments[-1]
    target.write_bytes(b"as it was")
    part = outfile._part

    def full(*given: Path) -> tuple[Path, Full]:
        place, file = part(*given)
        return place, Full(file, 100)

    monkeypatch.setattr(outfile, "_part", full)
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert f"cannot write {arguments[-1]}: No space left on device" in err and "written" not in err
    assert target.read_bytes() == b"as it was" and len(names(files)) == 4


@pytest.mark.slow
def test_lines_end_where_the_disk_is_full(files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for form in ("jsonl", "csv", "json", "html"):
        assert main(["check", str(files / "set.toml"), "--answers", str(files / "answers.csv"), "--format", form, "-o", "/dev/full"]) == 2
        assert "cannot write /dev/full: No space left on device" in capsys.readouterr().err
    with pytest.raises(Invalid, match="No space left"), appended(Path("/dev/full"), keep=True) as out:
        out.write(b"x")


def test_places_that_take_no_file_are_named(files: Path) -> None:
    for place, said in ((files, "is a folder"), (files / "a" / "b", "no folder"), (files / ("n" * 300), "cannot write")):
        with pytest.raises(Invalid, match=said), replaced(place):
            pass
    os.mkfifo(files / "pipe")
    with pytest.raises(Invalid, match="pipe: "), replaced(files / "pipe"):
        pass


@pytest.mark.slow
def test_standard_output_has_names(files: Path) -> None:
    for name in ("/dev/stdout", "/dev/fd/1"):
        with (files / "seen.jsonl").open("wb") as out:
            command = [sys.executable, "-m", "tutor", "solve", str(files / "set.toml"), "--format", "jsonl", "-o", name]
            assert subprocess.run(command, stdout=out, check=False, timeout=120).returncode == 0
        assert (files / "seen.jsonl").read_bytes().startswith(b'{"id": "one"') and len(names(files)) == 4


def test_records_are_escaped_and_say_their_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["\\ud800", "\\ud801", "\\u202e", "\\u0085"]
    (tmp_path / "set.jsonl").write_text("".join(f'{{"id": "{r}", "kind": "gradient", "function": "x"}}\n' for r in rows), encoding="utf-8")
    for form in ("jsonl", "json"):
        main(["solve", str(tmp_path / "set.jsonl"), "--format", form])
        out = capsys.readouterr().out
        assert all(f'"id": "{r}"' in out for r in rows) and "?" not in out and "\u202e" not in out
    main(["solve", "gradient", "function=x^2", "--format", "json", "--time-limit", "0.000001"])
    assert '"seconds": ' in capsys.readouterr().out


def test_nothing_is_called_written_that_is_not(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "page.html").write_bytes(b"as it was")
    assert main(["solve", "gradient", "function=x^2 +", "-o", str(files / "page.html")]) == 2
    assert "written" not in capsys.readouterr().err and (files / "page.html").read_bytes() == b"as it was"


def test_a_kind_is_no_file(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    assert main(["solve", "gradient", "function=x^2", "--format", "text", "-o", "gradient"]) == 0
    assert "Gradient" in (files / "gradient").read_text(encoding="utf-8")


def test_what_is_killed_says_its_seconds(files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("tutor.desk.solution.solve", lambda *_, **__: time.sleep(60))
    assert main(["solve", str(files / "set.toml"), "--format", "json", "--time-limit", "0.2"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["status"] == "timeout" and found["seconds"] >= 0.2


@pytest.mark.slow
def test_a_page_may_lie_in_the_folder_of_the_house(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    (files / "house").mkdir()
    for _ in range(2):
        assert main(["solve", "set.toml", "--templates", "house", "-o", "house/page.html"]) == 0
