"""Many jobs at once: results in input order, and a progress bar on a terminal meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
TIME_LIMIT = 60.0  # seconds a problem; the slowest of the bank takes under one
BATCH = 4  # from this many problems on, every processor is used


def processes(jobs: int) -> int:
    """How many processes so many jobs are worth."""
    return (os.cpu_count() or 1) if jobs >= BATCH else 1


def ordered(found: Iterator[tuple[int, T]], total: int) -> Iterator[T]:
    """The results in input order, each as soon as all before it are there; a progress bar on a terminal meanwhile."""
    bar = None
    if total >= BATCH and sys.stderr.isatty():
        from tqdm import tqdm

        bar = tqdm(total=total, unit="problem", leave=False)
    kept: dict[int, T] = {}
    following = 0
    for number, outcome in found:
        kept[number] = outcome
        if bar is not None:
            bar.update()
        while following in kept:
            yield kept.pop(following)
            following += 1
    if bar is not None:
        bar.close()


def watched(found: Iterable[T], unit: str = "answer") -> Iterable[T]:
    """The same, with how many there are, the rate and the time on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        return found
    from tqdm import tqdm

    shown: Iterable[T] = tqdm(found, unit=unit, leave=False)
    return shown
