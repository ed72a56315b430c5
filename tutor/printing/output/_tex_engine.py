r"""PDF by a TeX engine: the LaTeX page in a folder of its own, where TeX may run no program and read and write no other file.

Bytes depend on nothing but the page: no clock, no place, no name.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from warnings import warn

from tutor.edges.resources import own_templates
from tutor.errors import OutOfTime, Unsupported
from tutor.printing.output import _fence, latex
from tutor.printing.output.base import TEX_ENGINES, Format, Lacking, PageMeta
from tutor.printing.style import PLAIN, Style

SECONDS: Final = 120.0  # a set takes one or two; the first run of lualatex on a machine, which reads all fonts, up to 60
RUNS: Final = 3  # an own template may have references; ours has none
PACKAGES: Final = {
    "pdflatex": "texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern",
    "lualatex": "texlive-luatex texlive-latex-recommended texlive-fonts-recommended lmodern",
}
# In front of the page, on its first line, so that the lines of messages are those of the page.
WITHOUT_NAMES: Final = {
    "pdflatex": r"\pdftrailerid{}\pdfsuppressptexinfo=15\relax ",
    "lualatex": r"\pdfvariable suppressoptionalinfo 1023\relax ",  # every bit: banner, names, dates and the identifier
}
_SAFE: Final = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error")
_CLOSED: Final = {
    "openin_any": "p", "openout_any": "p", "shell_escape": "f", "max_print_line": "1000", "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1", "TZ": "UTC",
}  # fmt: skip
_KEPT: Final = ("PATH", "HOME", "LANG", "TEXMFVAR", "TEXMFCACHE", "TEXMFHOME", "TEXMFCNF", "TEXMFLOCAL")
_TREES: Final = ("$TEXMFROOT", "$TEXMFDIST", "$TEXMFMAIN", "$TEXMFLOCAL", "$TEXMFSYSVAR", "$TEXMFSYSCONFIG", "$TEXMFHOME", "$TEXMFVAR")
CACHE: Final = "luatex-cache"
_CONTINUED = re.compile(r"\(\w+\) +(.*)")  # how a package goes on with its message
_ABOUT = re.compile(r"l\.(\d+) ?(.*)")
_AGAIN = re.compile(r"Rerun to get|rerun LaTeX", re.IGNORECASE)
EXCERPT: Final = 80  # characters of the line on which TeX stopped


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN, *, engine: str) -> bytes:
    """A whole file. The same fragments give the same bytes. Errors: `Unsupported` where there is no engine, or it stopped."""
    if style.font and engine == "pdflatex":
        warn(Lacking(f"pdflatex cannot use the font {style.font}; typst and lualatex can"), stacklevel=2)
    beside = {path.name: style.logo_bytes(path) for path in (style.logo_file(latex.LOGOS, engine),) if path is not None}
    if engine == "lualatex":
        beside |= {f"fonts/{path.name}": style.font_bytes(path) for path in style.font_files(latex.FONTS).values()}
    return compiled(engine, latex.page(fragments, meta, style), beside)


def compiled(engine: str, source: str, beside: dict[str, bytes] | None = None, seconds: float = SECONDS) -> bytes:
    """A LaTeX source as a PDF, with files beside it."""
    program = shutil.which(engine)
    if program is None:
        hint = f"On Debian: apt install {PACKAGES[engine]}. The engine typst is always there."
        raise Unsupported(f"there is no {engine} here", hint=hint)
    with TemporaryDirectory() as name:
        place = Path(name)
        for file, content in (beside or {}).items():
            (place / file).parent.mkdir(exist_ok=True)
            (place / file).write_bytes(content)
        (place / "page.tex").write_text(WITHOUT_NAMES[engine] + source, encoding="utf-8", errors="replace")
        command = [program, *_SAFE, *(("-nosocket",) if engine == "lualatex" else ()), "page.tex"]
        environment = _environment()
        if _has_own_layout():
            command, environment = _fenced(command, place, environment)
        for _ in range(RUNS):
            status = _run(command, place, engine, seconds, environment)
            log = place / "page.log"
            said = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
            made = place / "page.pdf"
            if status != 0 or not made.is_file():
                why = reason(said)
                lacking = re.search(r"\.(?:sty|cls|clo)' not found", why) is not None
                raise Unsupported(f"{engine} stopped: {why}", hint=f"On Debian: apt install {PACKAGES[engine]}." if lacking else None)
            if not _AGAIN.search(said):
                break
        return made.read_bytes()


def reason(log: str) -> str:
    """The first error of a log and the line that it is about, in one sentence."""
    lines = log.splitlines()
    first = next((k for k, line in enumerate(lines) if line.startswith("! ")), None)
    if first is None:
        return "it left no reason"
    said = [lines[first][2:].strip()]
    for line in lines[first + 1 :]:
        if found := _CONTINUED.fullmatch(line):
            said.append(found[1].strip())
        else:
            break
    about = next((m for line in lines[first:] if (m := _ABOUT.match(line))), None)
    if about is None:
        return " ".join(said)
    text = about[2].replace("^^M", "").strip()
    shown = text if len(text) <= EXCERPT else f"...{text[-EXCERPT:]}"
    return f"{' '.join(said)} (line {about[1]}{': ' if shown else ''}{shown})"


def _has_own_layout() -> bool:
    own = own_templates()
    return own is not None and os.path.lexists(own / "latex")


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _CLOSED


def _fenced(command: Sequence[str], place: Path, environment: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """An own layout has Lua, and primitives of pdfTeX that read any file, so that the system has to keep TeX in.

    Lua writes into a copy of the fonts' cache. Errors: `Unsupported` where the system cannot do that.
    """
    if not _fence.version():
        said = "TeX cannot be run with an own layout here: this system cannot keep it in a folder"
        raise Unsupported(said, hint="Use the engine typst, or write the page as .tex and compile that yourself.")
    found = subprocess.run(  # noqa: S603  our own command, no shell
        [shutil.which("kpsewhich") or "kpsewhich", f"--expand-var={'|'.join(_TREES)}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    trees = [tree for tree in re.split(r"[|:;]", found.stdout.strip()) if tree.startswith("/")]
    cache = place / "cache"
    cache.mkdir()
    for tree in trees:
        if (Path(tree) / CACHE).is_dir():
            shutil.copytree(Path(tree) / CACHE, cache / CACHE, dirs_exist_ok=True)
    before = [sys.executable, "-I", "-S", _fence.__file__, str(place), *trees, "--"]
    return [*before, *command], environment | {"TEXMFCACHE": str(cache), **({"TEXMFVAR": str(cache)} if "lualatex" in command[0] else {})}


def _run(command: Sequence[str], place: Path, engine: str, seconds: float, environment: dict[str, str]) -> int:
    """The exit status. TeX is ended, with all that it started, when its time is up."""
    process = subprocess.Popen(  # noqa: S603  our own command, no shell
        command,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OutOfTime(f"{engine} was not finished within {seconds:g} s") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # not on this system (Windows)
        process.kill()
    process.wait()


FORMATS: Final = {
    engine: Format(engine, ".pdf", latex.fragment, partial(page, engine=engine), styled=True, counts=True) for engine in TEX_ENGINES
}
