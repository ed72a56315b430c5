"""Standard input, output and error as they were handed over: closed, full, or of another encoding."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

# What is written to a closed standard output must not be lost in silence, so that it fails; who closed the other two wants nothing of them.
_INSTEAD = (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))


def prepared() -> None:
    """Every stream is there and takes every letter. One that was closed keeps its number, which no file may get."""
    for number, (name, mode, flags) in enumerate(_INSTEAD):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(_placed(number, flags), mode, closefd=False))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _placed(number: int, flags: int) -> int:
    found = os.open(os.devnull, flags)
    if found != number:
        os.dup2(found, number)
        os.close(found)
    return number


def abandoned() -> None:
    """Nothing more goes to standard output: its reader has gone, or it is full. What is still held back is dropped."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
