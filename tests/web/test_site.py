"""The folder that needs no server: what is in it, what it is not written over, and Python as a browser has it."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tutor.errors import Invalid
from tutor.web import runtime
from tutor.web.request import shelf
from tutor.web.site import MARK, archive, site, write

# As it is in a browser: no NumPy, no typst, no process.
ALONE = """
import sys
sys.platform = "emscripten"
for name in ("numpy", "typst", "_multiprocessing"):
    sys.modules[name] = None
from tutor.web import alone
for verb, asked in (
    ("check", '{"kind": "gradient", "fields": {"function": "x^2 y"}, "answer": "(2xy, x^2)"}'),
    ("solve", '{"kind": "steepest_ascent", "fields": {"function": "x^2 y", "point": "(1, 2)"}}'),
    ("picture", '{"fields": {"function": "x y"}}'),
    ("solve", '[['),
):
    print(alone.answered(verb, asked))
"""


@pytest.fixture(scope="module")
def packed() -> bytes:
    return archive()


def test_the_archive_is_the_same_each_time_and_has_no_machine_code(packed: bytes) -> None:
    names = zipfile.ZipFile(BytesIO(packed)).namelist()
    assert {"tutor/web/alone.py", "tutor/templates/prose/gradient.md.j2", "tutor/exercises/gradient.toml", "sympy/core/add.py"} <= set(
        names
    )
    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith((".pyc", ".so")) or "/tests/" in name]


def test_python_of_a_browser_is_enough() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    judged, solved, picture, broken = map(json.loads, done.stdout.splitlines())
    assert judged["verdict"] == "correct"
    assert (solved["status"], solved["verified"], "<svg" in solved["html"]) == ("solved", True, True)
    assert picture["figures"][0]["svg"].startswith("<svg")
    assert "not JSON" in broken["error"]["message"]


def test_the_page_starts_from_what_lies_beside_it(packed: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tutor.web.site.archive", lambda: packed)
    given = dict.fromkeys((*runtime.FILES, *runtime.WHEELS), b"-")
    total = write(tmp_path / "site", site(shelf([]), given))
    assert total > len(packed)
    assert b'data-way="alone"' in (tmp_path / "site/index.html").read_bytes()
    assert json.loads((tmp_path / "site/kinds.json").read_text())["kinds"]
    listed = json.loads((tmp_path / "site" / MARK).read_text())
    assert (tmp_path / "site/wheels" / listed["flint"]).is_file()
    assert all((tmp_path / f"site/sets/{name}.toml").is_file() for name in listed["sets"])
    write(tmp_path / "site", iter([("icon.svg", b"anew")]))
    assert (tmp_path / "site/icon.svg").read_bytes() == b"anew"


def test_nothing_else_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "essay.txt").touch()
    with pytest.raises(Invalid, match="holds something else"):
        write(tmp_path, iter([("index.html", b"")]))
    assert not (tmp_path / "index.html").exists()


def test_what_is_put_beside_the_page_is_known(tmp_path: Path) -> None:
    (tmp_path / "pyodide.mjs").write_bytes(b"something else")
    with pytest.raises(Invalid, match="is not the file that is meant"):
        runtime.runtime(tmp_path)


def test_without_npm_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Invalid, match="npm") as found:
        runtime.runtime(None)
    assert "--runtime" in str(found.value)
