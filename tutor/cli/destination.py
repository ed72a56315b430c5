"""Where the pages and records of a command go: a file, which is there when all of it is, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.tell import say

if TYPE_CHECKING:
    from tutor.edges.outfile import Out

STANDARD_OUTPUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class Stream:
    """Standard output, each piece at once."""

    some = False

    def write(self, content: bytes, /) -> None:
        """Take the bytes."""
        self.some = True
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def file_or_output(text: str) -> Path | None:
    """What `-o` names: None for standard output, by whichever name."""
    return None if text in STANDARD_OUTPUT else Path(text)


@contextmanager
def destination(path: Path | None, inputs: Iterable[Path], beside: Sequence[Path] = ()) -> Iterator[Out]:
    """Where a page or records go: a file, which is there when all is, or standard output.

    `beside` is what else is written. Errors: `Invalid` where nothing can be written, or something would be written over an input.
    """
    if path is None:
        yield Stream()
        return
    from tutor.edges.outfile import differ, replaced  # most answers go to standard output

    differ([path, *beside], inputs)
    with replaced(path) as out:
        yield out
    if out.some:
        say(f"written: {path}")
