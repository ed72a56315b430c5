"""A folder of files that is the whole tutor: the page, Python for the browser, our packages, and the sets. Nothing of it runs here."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from tutor.edges.harmless import json_text
from tutor.edges.outfile import replaced
from tutor.edges.resources import folder
from tutor.errors import Invalid
from tutor.web.assets import assets
from tutor.web.interface import answer
from tutor.web.request import Shelf
from tutor.web.runtime import FILES, FLINT, TYPST

MARK = "site.json"  # in a folder that this has written
PACKAGES = ("sympy", "mpmath", "jinja2", "markupsafe")  # Python alone, or with a form of it that is
LEFT_OUT = ("tests", "testing", "benchmarks", "__pycache__", "mathlive")  # the last is for the page alone
SUFFIXES = (".py", ".j2", ".toml", ".txt", ".css", ".js", ".woff2", ".typ", ".tex", ".sty")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip: the same files give the same bytes


def site(on: Shelf, runtime: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each file of the folder by its path in it."""
    yield from assets("alone", on.language).items()
    for verb in ("kinds", "sets"):  # known without Python, so that the page is there at once
        yield f"{verb}.json", json_text(answer(verb, {}, on)).encode()
    for name, content in runtime.items():
        yield (f"pyodide/{name}" if name in FILES else f"wheels/{name}"), content
    yield "python.zip", archive()
    for name, path in on.sets.items():
        yield f"sets/{name}.toml", path.read_bytes()
    yield MARK, json_text({"flint": FLINT, "typst": TYPST, "sets": list(on.sets), "language": on.language}).encode()


def archive() -> bytes:
    """The tutor with its templates and exercises, and the packages that it needs, as they are installed here."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, path in _sources():
            made.writestr(zipfile.ZipInfo(name, EARLIEST), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sources() -> Iterator[tuple[str, Path]]:
    places = {"tutor": Path(__file__).resolve().parents[1]}
    places |= {f"tutor/{name}": folder(name) for name in ("templates", "exercises")}
    places |= {name: _installed(name) for name in PACKAGES}
    seen = set()
    for name, place in places.items():
        for path in sorted(place.rglob("*")):
            inside = path.relative_to(place)
            target = f"{name}/{inside.as_posix()}"
            if path.suffix in SUFFIXES and path.is_file() and not set(inside.parts) & set(LEFT_OUT) and target not in seen:
                seen.add(target)
                yield target, path


def _installed(name: str) -> Path:
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise Invalid(f"the package {name} is not installed as a folder")
    return Path(next(iter(found.submodule_search_locations)))


def write(folder: Path, files: Iterator[tuple[str, bytes]]) -> int:
    """The files, each whole or not at all; how many bytes. Errors: `Invalid` where the folder holds something else."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise Invalid(f"{folder} holds something else", hint="Name a folder that is new, empty, or has been written by this command.")
    total = 0
    for name, content in files:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with replaced(place) as out:
            out.write(content)
        total += len(content)
    return total
