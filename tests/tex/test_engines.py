r"""PDF by a TeX engine: the same bytes each time, on the paper asked for, and no way out of its folder."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tutor.cli import main
from tutor.desk.solution import solve
from tutor.edges.resources import use_templates
from tutor.errors import OutOfTime, Unsupported
from tutor.printing.output import _fence, latex
from tutor.printing.output._tex_engine import compiled, reason
from tutor.printing.output.base import TEX_ENGINES, PageMeta, load
from tutor.printing.style import Style
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set

MISSING = [name for name in (*TEX_ENGINES, "pdftotext", "pdfinfo") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"not installed: {', '.join(MISSING)}")
each_engine = pytest.mark.parametrize("engine", TEX_ENGINES)

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
LETTER = Style(paper="letter", margin=25, font_size=12, institution="A school & more", footer="100% of #1")
HOSTILE = r"\write18{touch ran} \immediate\write18{touch ran} \input{/etc/passwd} \directlua{os.execute('touch ran')}"


def document(body: str) -> str:
    return rf"\documentclass{{article}}\begin{{document}}{body}\end{{document}}"


def read(made: bytes, folder: Path, program: str = "pdftotext") -> str:
    (folder / "made.pdf").write_bytes(made)
    command = [program, "made.pdf", *(["-"] if program == "pdftotext" else [])]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x7a\x1f\x2e")) + chunk(b"IEND", b"")


@each_engine
def test_the_same_page_is_the_same_bytes_on_letter_paper(engine: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    form = load(engine, Style("letter", institution="A school & more", footer="100% of #1", logo="logo.png", folder=tmp_path))
    record = load_set(EXERCISES / "gradient.toml").records[0]
    made = [form.page([form.fragment(solve(read_problem(record)).document())], PageMeta("A set")) for _ in range(2)]
    assert made[0] == made[1]
    assert isinstance(made[0], bytes)
    assert "612 x 792 pts (letter)" in read(made[0], tmp_path, "pdfinfo")
    said = read(made[0], tmp_path)
    assert "A school & more" in said and "100% of #1" in said
    assert b"/Image" in made[0] and str(tmp_path).encode() not in made[0]


@pytest.mark.parametrize("name", ["hessian", "backpropagation", "jacobian_determinant"])
def test_nothing_is_wider_than_a_narrow_line(name: str, tmp_path: Path) -> None:
    found = load_set(EXERCISES / f"{name}.toml")
    source = latex.page(
        [latex.fragment(solve(read_problem(r)).document(), LETTER) for r in found.records], PageMeta(**found.header), LETTER
    )
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    log = (tmp_path / "page.log").read_text(encoding="utf-8", errors="replace")
    assert [line for line, size in re.findall(r"^(Overfull \\[hv]box \(([\d.]+)pt .*)$", log, re.MULTILINE) if float(size) > 1] == []


@pytest.mark.parametrize("size", [8, 9, 10, 12, 14])
def test_every_size_is_a_class_that_exists(size: int) -> None:
    form = load("pdflatex", Style(font_size=size))
    assert form.page([], PageMeta("A set"))


@each_engine
def test_a_statement_starts_no_program(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text(f"[[problem]]\nkind = 'gradient'\nfunction = 'x y'\nstatement = '''{HOSTILE}'''\n", encoding="utf-8")
    before = set(Path.cwd().iterdir())
    assert main(["handout", str(file), "--engine", engine, "-o", str(tmp_path / "made.pdf")]) == 0
    assert "write18" in read((tmp_path / "made.pdf").read_bytes(), tmp_path)
    assert set(Path.cwd().iterdir()) == before


@each_engine
@pytest.mark.parametrize("way", [r"\openin5=/etc/passwd \ifeof5 \else\errmessage{open}\fi", r"\immediate\write18{touch /tmp/tutor-ran}"])
def test_even_source_gets_nowhere(engine: str, way: str) -> None:
    assert compiled(engine, document(way + " words"))
    assert not Path("/tmp/tutor-ran").exists()  # noqa: S108


@each_engine
def test_an_error_is_one_line_and_time_is_limited(engine: str, tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match=rf"^{engine} stopped: Undefined control sequence\. \(line 2: .*\\nope\)$"):
        compiled(engine, document("\n before \\nope after"))
    with pytest.raises(OutOfTime, match="not finished within 2 s"):
        compiled(engine, document(r"\loop\iftrue\repeat"), seconds=2)


@each_engine
def test_an_own_layout_that_does_not_compile_is_said(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "house"
    (own / "latex").mkdir(parents=True)
    (own / "latex" / "preamble.tex").write_text("\\usepackage{nosuchpackage}\n", encoding="utf-8")
    try:
        arguments = ["solve", "gradient", "function=x", "--engine", engine, "--templates", str(own), "-o", str(tmp_path / "page.pdf")]
        assert main(arguments) == 1
    finally:
        use_templates(None)
    err = capsys.readouterr().err
    assert "nosuchpackage.sty' not found" in err and "line" in err and len(err.splitlines()) == 1


def test_the_reason_of_a_log() -> None:
    assert reason("! Undefined control sequence.\nl.12 \\nope\n  x") == "Undefined control sequence. (line 12: \\nope)"
    assert reason("no error") == "it left no reason"
    assert reason("! Emergency stop.\n*** (job aborted)") == "Emergency stop."


@pytest.mark.skipif(not _fence.version(), reason="this system has no Landlock")
def test_lua_of_an_own_layout_stays_in_its_folder(tmp_path: Path) -> None:
    outside, house = tmp_path / "outside.txt", tmp_path / "house"
    outside.write_text("outside", encoding="utf-8")
    (house / "latex").mkdir(parents=True)
    tries = {
        "reads": f'assert(io.open("{outside}")):read("*a")',
        "loads": f'assert(io.loaddata("{outside}"))',
        "passwords": 'assert(io.open("/etc/passwd")):read("*a")',
        "writes": f'assert(io.open("{tmp_path}/ran", "w")):write("x")',
        "makes": f'assert(lfs.mkdir("{tmp_path}/ran"))',
        "removes": f'assert(os.remove("{outside}"))',
        "renames": f'assert(os.rename("{outside}", "{tmp_path}/ran"))',
        "lists": f'for f in lfs.dir("{tmp_path}") do end',
        "runs": f'assert(os.execute("touch {tmp_path}/ran") == 0)',
    }
    lua = " ".join(f"if pcall(function() {code} end) then tex.print('done {name} done') end" for name, code in tries.items())
    inside = "local f = assert(io.open('own.txt', 'w')) f:write('x') f:close() tex.print('at home')"
    body = rf"\directlua{{{lua} {inside}}}"
    (house / "latex" / "body.tex.j2").write_text(body, encoding="utf-8")
    use_templates(house)
    try:
        made = load("lualatex").page([], PageMeta("A set"))
    finally:
        use_templates(None)
    assert isinstance(made, bytes)
    said = read(made, tmp_path)
    assert "at home" in said and "done" not in said
    assert outside.read_text(encoding="utf-8") == "outside" and not (tmp_path / "ran").exists()


@each_engine
def test_without_a_fence_there_is_no_own_layout(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "latex").mkdir()
    (tmp_path / "latex" / "body.tex.j2").write_text("words", encoding="utf-8")
    use_templates(tmp_path)
    try:
        if _fence.version():
            assert "words" in read(bytes(load(engine).page([], PageMeta("A set"))), tmp_path)
        monkeypatch.setattr(_fence, "version", lambda: 0)
        with pytest.raises(Unsupported, match="cannot keep it in a folder"):
            load(engine).page([], PageMeta("A set"))
    finally:
        use_templates(None)


@pytest.mark.skipif(not _fence.version(), reason="this system has no Landlock")
@each_engine
def test_no_primitive_of_an_own_layout_takes_in_a_file(engine: str, tmp_path: Path) -> None:
    outside, house = tmp_path / "outside.txt", tmp_path / "house"
    outside.write_text("planted words", encoding="utf-8")
    (house / "latex").mkdir(parents=True)
    name = "pdfextension obj" if engine == "lualatex" else "pdfobj"
    use_templates(house)
    try:
        for text in (rf"\immediate\{name} stream file {{{outside}}}", rf"\input{{{outside}}}", rf"\openin1={outside} \read1 to\x \x"):
            (house / "latex" / "body.tex.j2").write_text(f"words {text}", encoding="utf-8")
            try:
                made = bytes(load(engine).page([], PageMeta("A set")))
            except Unsupported:
                continue  # TeX stopped
            assert b"planted" not in b"".join(unpacked(made)) and "planted" not in read(made, tmp_path)
    finally:
        use_templates(None)


def unpacked(made: bytes) -> Iterator[bytes]:
    yield made
    for found in re.finditer(rb"stream\r?\n", made):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(made[found.end() :])
