"""Where templates and exercises are: inside the installed package, else beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """The folder `templates` or `exercises`. FileNotFoundError where the installation is broken."""
    here = Path(__file__).resolve().parent
    for place in (here / name, here.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation has no folder {name}")
