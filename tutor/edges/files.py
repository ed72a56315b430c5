"""Files that somebody else wrote, read within limits: only plain files, no more bytes than are meant, text that is text.

A name may lead anywhere: to a device that never ends, to a pipe on which nobody writes, out of the folder that is meant. So a
file is looked at after it is open, without waiting for anybody, and before anything is read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from tutor.errors import Invalid

LONGEST_NAME = 300  # characters of a path in a message
# O_NONBLOCK: opening a pipe does not wait for who writes on it; O_NOCTTY: a terminal does not become ours. Not on every system.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def opened(path: Path, within: Path | None = None) -> BinaryIO:
    """A plain file, open to be read in bytes. Errors: `Invalid` where there is none, or it lies outside the folder `within`."""
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise Invalid(f"{path} leads out of its folder")
        number = os.open(path, _FLAGS)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _unreadable(path, error) from None
    try:
        if kind := _special(os.fstat(number).st_mode):
            raise Invalid(f"{path} is {kind}, and no plain file")
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def look_at(path: Path, largest: int, within: Path | None = None) -> None:
    """Nothing is read. Errors: `Invalid`, as `read_bytes` has them."""
    with opened(path, within) as file:
        _small(path, os.fstat(file.fileno()).st_size, largest)


def read_bytes(path: Path, largest: int, within: Path | None = None) -> bytes:
    """What is in a plain file. Errors: `Invalid` where there is none, or it has more bytes than `largest`."""
    with opened(path, within) as file:
        _small(path, os.fstat(file.fileno()).st_size, largest)
        try:
            data = file.read(largest + 1)  # it may have grown meanwhile, and some systems' own files say they are empty
        except OSError as error:
            raise _unreadable(path, error) from None
    if len(data) > largest:
        raise Invalid(f"{path} is too large: more than {largest} bytes")
    return data


def read_text(path: Path, largest: int, within: Path | None = None) -> str:
    """The text in a plain file of UTF-8, without the mark that some editors put before it. Errors: `Invalid`."""
    try:
        return read_bytes(path, largest, within).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not UTF-8 text: byte {error.start + 1}", hint="Save it as UTF-8 in the editor.") from None


def _small(path: Path, size: int, largest: int) -> None:
    if size > largest:
        raise Invalid(f"{path} is too large: {size} bytes, at most {largest}")


def _special(mode: int) -> str | None:
    """What a file is, where it is no plain one."""
    if stat.S_ISREG(mode):
        return None
    return next((name for found, name in _KINDS if found(mode)), "something else")


def _unreadable(path: Path, error: Exception) -> Invalid:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    shown = str(path) if len(str(path)) <= LONGEST_NAME else str(path)[:LONGEST_NAME] + "…"
    return Invalid(f"cannot read {shown}: {said}")
