"""How many answers there are, for a bar that tells the time left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class CountedStream:
    """A stream whose length is known about: the lines of its file, with so many answers each, without those that are done.

    Only a bar asks for it.
    """

    stream: Iterator[object]
    file: Path
    done: int = 0
    each: int = 1

    def __iter__(self) -> Iterator[object]:
        return self.stream

    def __len__(self) -> int:
        with self.file.open("rb") as file:
            lines = sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK), b""))
        return max(0, (lines - (self.file.suffix != ".jsonl")) * self.each - self.done)
