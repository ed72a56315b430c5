"""The files of the page, the same whether a server sends them or they lie in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from tutor.edges.resources import folder

Way = Literal["server", "alone"]
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
WAY, SPOKEN = "{{ way }}", "{{ language }}"  # in index.html: who answers the page, and in which language


def assets(way: Way, language: str) -> dict[str, bytes]:
    """The bytes of each file by its path below the page."""
    here = folder("templates")
    page = [path for path in sorted((here / "web").rglob("*")) if path.suffix in TYPES]
    found = {path.relative_to(here / "web").as_posix(): path.read_bytes() for path in page}
    found["index.html"] = found["index.html"].replace(WAY.encode(), way.encode()).replace(SPOKEN.encode(), language.encode())
    found["problem.css"] = (here / "html" / "problem.css").read_bytes()
    fonts = [path for path in sorted((here / "fonts").iterdir()) if path.suffix in TYPES]
    return found | {f"fonts/{path.name}": path.read_bytes() for path in fonts}


def type_of(name: str) -> str:
    """The media type of a file of the page."""
    return TYPES[Path(name).suffix]
