"""The templates of the package that an instructor's own may stand in for, with the blocks of the words."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from tutor.edges.resources import folder
from tutor.telling.prose import package_blocks

WORDS, SUFFIX = "prose", ".md.j2"
# What an own folder may hold: layouts, and words. Fonts are files of the style, and a set to start from is none of a page.
ROOMS = ("html", "latex", "typst", WORDS)


@cache
def listed() -> tuple[PurePosixPath, ...]:
    """Every template, as the path that it has in a folder of one's own."""
    here = folder("templates")
    return tuple(PurePosixPath(path.relative_to(here).as_posix()) for room in ROOMS for path in sorted(_files(here / room)))


def named(said: str) -> PurePosixPath | None:
    """The template of that path, or the words of that kind (`gradient`) or rule (`differentiate.product`)."""
    words = f"{WORDS}/{said.replace('.', '/')}{SUFFIX}"
    return next((file for wanted in (said, words) for file in listed() if str(file) == wanted), None)


def blocks(file: PurePosixPath) -> tuple[str, ...]:
    """The blocks of words, each of which may be changed alone; none for a layout."""
    if file.parts[0] != WORDS or not file.name.endswith(SUFFIX):
        return ()
    return tuple(sorted(package_blocks(".".join(file.parts[1:]).removesuffix(SUFFIX))))


def page() -> str:
    """All of them, the blocks of words below their file."""
    return "\n".join(line for file in listed() for line in (str(file), *([f"  {', '.join(blocks(file))}"] if blocks(file) else [])))


def _files(room: Path) -> list[Path]:
    return [path for path in room.rglob("*") if path.is_file()]
