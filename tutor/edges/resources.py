"""Where templates and exercises are: inside the installed package, else beside it in a checkout.

An instructor's own folder of templates goes before the package's, file by file. It is a setting of the process, as the
place of the package is: words are looked up from everywhere, and a folder of files is nothing that a document says. A
worker is told of it with its jobs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_own: list[Path] = []


@cache
def folder(name: str) -> Path:
    """The folder `templates` or `exercises`. FileNotFoundError where the installation is broken."""
    here = Path(__file__).resolve().parents[1]
    for place in (here / name, here.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation has no folder {name}")


def use_templates(own: Path | None) -> None:
    """From now on, in this process, a file in this folder goes before the package's of the same relative path."""
    _own[:] = [] if own is None else [own]


def template_folders(name: str) -> tuple[Path, ...]:
    """The folders to look in for the templates of one room (`prose`, `html` ...), the instructor's own first."""
    return tuple(place / name for place in (*_own, folder("templates")))


def own_templates() -> Path | None:
    """The instructor's own folder, None where there is none."""
    return _own[0] if _own else None
