"""Python for a browser: Pyodide and the two packages that are no Python, each a file of a known content.

They are fetched once, by `npm` and `pip` from their registries, into a cache, or come from a folder in which somebody has put them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from tutor.edges.files import read_bytes
from tutor.edges.outfile import replaced
from tutor.errors import Invalid

PYODIDE = "314.0.7"
FILES: Mapping[str, str] = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
WHEELS: Mapping[str, str] = {
    "python_flint-0.9.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl": "b31f5c00e0e36040ab58d00b3025156e20869b990d776e4bf90f870b1ee11ad3",
    "typst-0.15.2-cp39-abi3-pyemscripten_2026_0_wasm32.whl": "39f9320f7a07623e90b0a53cc5e913649cf381d2ff7e9293a5bc327831811a36",
}
FLINT, TYPST = WHEELS
LARGEST = 60_000_000  # bytes of one file
PATIENCE = 600  # seconds for a registry
FOR_A_BROWSER = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--platform", "pyemscripten_2026_0_wasm32")
BY_HAND = "Put the files of the npm package pyodide@{} and the wheels {} into a folder, and name it with --runtime."


def runtime(folder: Path | None) -> dict[str, bytes]:
    """The files by name, from that folder or from the cache, which is filled where it has to be.

    Errors: `Invalid` where one is missing, or is not what it should be.
    """
    place = folder or cache()
    if folder is None:
        missing = [name for name in (*FILES, *WHEELS) if not (place / name).is_file()]
        _fetch(missing, place)
    return {name: _whole(place / name, digest) for name, digest in {**FILES, **WHEELS}.items()}


def cache() -> Path:
    """Where fetched files are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "multivariable-tutor" / f"pyodide-{PYODIDE}"


def _whole(path: Path, digest: str) -> bytes:
    content = read_bytes(path, LARGEST)
    if sha256(content).hexdigest() != digest:
        raise Invalid(f"{path} is not the file that is meant", hint=f"Pyodide {PYODIDE} is needed; delete a file that is spoiled.")
    return content


def _fetch(missing: Iterable[str], place: Path) -> None:
    wanted = set(missing)
    if not wanted:
        return
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if wanted & set(FILES):
            _npm(Path(folder))
        for name in sorted(wanted & set(WHEELS)):
            project, version = name.split("-")[:2]
            _run(
                [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "-q",
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    *FOR_A_BROWSER,
                    "-d",
                    folder,
                    f"{project}=={version}",
                ]
            )
        for name in sorted(wanted):
            content = _whole(Path(folder) / name, {**FILES, **WHEELS}[name])
            with replaced(place / name) as out:
                out.write(content)


def _npm(folder: Path) -> None:
    """The files of Pyodide from its npm package; of the archive only these, each by its name."""
    npm = shutil.which("npm")
    if npm is None:
        raise Invalid("npm is needed to fetch Pyodide", hint=_by_hand())
    _run([npm, "pack", "--silent", "--pack-destination", str(folder), f"pyodide@{PYODIDE}"])
    with tarfile.open(folder / f"pyodide-{PYODIDE}.tgz") as archive:
        for name in FILES:
            found = archive.extractfile(f"package/{name}")
            if found is not None:
                (folder / name).write_bytes(found.read(LARGEST))


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  our own command, no shell
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode("utf-8", "replace").strip().splitlines()
        raise Invalid(f"a file for the browser cannot be fetched: {said[-1] if said else error}", hint=_by_hand()) from None


def _by_hand() -> str:
    return BY_HAND.format(PYODIDE, " and ".join(WHEELS))
