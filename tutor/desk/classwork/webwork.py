"""The answer log of WeBWorK: a line an attempt, as `|user|set|problem|`, right or wrong, the time, and the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.desk.classwork.row import Broken, Row
from tutor.desk.classwork.source import Source

_LINE = re.compile(r"\|([^|\t]*)\|([^|\t]*)\|(\d{1,4})\|\t([01]*)\t(\d{9,11})\t(.*)")


def is_log(path: Path) -> bool:
    """Whether a file begins with a line of such a log."""
    with Source(path, lambda _: None) as source:
        first = next(source.lines(), "")
    return isinstance(first, str) and _LINE.fullmatch(first.rstrip("\r\n")) is not None


def entries(path: Path, say: Callable[[str], None]) -> Iterator[tuple[Row, list[str]] | Broken]:
    """The attempts: each as a row whose problem is its number there, with what was typed into each of its fields."""
    tries: dict[tuple[str, str], int] = {}
    with Source(path, say) as source:
        number = 0
        for line in source.lines():
            if isinstance(line, str) and not line.strip():
                continue
            number += 1
            found = None if isinstance(line, Broken) else _LINE.fullmatch(line.rstrip("\r\n"))
            if found is None:
                yield Broken(number, line.message if isinstance(line, Broken) else "the row is none of an answer log")
                continue
            of = (found[1], found[3])
            tries[of] = tries.get(of, 0) + 1
            yield Row(number, found[1], found[3], "", found[1], tries[of], known=(("username", found[1]),)), found[6].split("\t")
