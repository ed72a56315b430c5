"""A file that is written: beside its place and moved there when it is whole, by one run at a time, and never over what was read."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol
from zlib import crc32

from tutor.errors import Invalid

try:
    import fcntl
except ImportError:  # not on this system (Windows)
    fcntl = None  # type: ignore[assignment]

SHOWN = 100  # characters of a file's name in the name of what stands beside it
_NO_NAME = re.compile(r"[^\w.@+-]+")  # what is not in every name of a file
_DEVICES = frozenset(["CON", "PRN", "AUX", "NUL", *(f"{port}{k}" for port in ("COM", "LPT") for k in range(1, 10))])  # of Windows
TRIES = 100  # of a part that another run moves away in the same moment


class Out(Protocol):
    """Where finished bytes go; `some` says whether any came, were it none of them."""

    some: bool

    def write(self, content: bytes, /) -> object:
        """Take them."""


def differ(outputs: Sequence[Path], inputs: Iterable[Path]) -> None:
    """Errors: `Invalid` where an output is an input, or two outputs are one file, however they are spelled."""
    read = list(inputs)
    for k, output in enumerate(outputs):
        for given in read:
            if _same(output, given):
                raise Invalid(f"{output} is read by this command, and would be written over", hint="Name another file.")
        for other in outputs[:k]:
            if _same(output, other) or _alike(output, other):
                raise Invalid(f"{other} and {output} are one file, and different ones are needed")


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is not there yet
        return os.path.realpath(one) == os.path.realpath(other)


def _alike(one: Path, other: Path) -> bool:
    """Whether some file systems take two names for the same."""
    folded = [unicodedata.normalize("NFC", os.path.realpath(path)).casefold() for path in (one, other)]
    return folded[0] == folded[1]


def named_apart(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Names of files for texts that may hold anything, different ones for different pairs; the second text tells equal first ones apart."""
    plain = [_NO_NAME.sub("_", unicodedata.normalize("NFC", text)).strip("._-")[:SHOWN] or second for text, second in wanted]
    folded = [name.casefold() for name in plain]
    return [
        name if folded.count(key) == 1 and name.upper() not in _DEVICES else f"{name}-{second}"
        for name, key, (_, second) in zip(plain, folded, wanted, strict=True)
    ]


@contextmanager
def replaced(path: Path) -> Iterator[Out]:
    """What is written takes the place of the file at the end; until then, and after an error, the old one is whole.

    Errors: `Invalid` where it cannot be written, or another run is writing it. What is no plain file is written to at once.
    """
    place = Path(os.path.realpath(path))
    old = _status(path, place)
    if old is not None and not stat.S_ISREG(old.st_mode):
        with _straight(path) as file:
            yield _Told(path, file.write)
        return
    part, file = _part(path, place)
    if old is not None and hasattr(os, "fchmod"):  # who may not read the old one may not read the new one
        with _explained(path):
            os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))
    told = _Told(path, file.write)
    try:
        yield told
        with _explained(path):
            file.flush()
            if fcntl is None:  # there a file that is open is not moved
                file.close()
            if told.some:
                part.replace(place)
            else:
                part.unlink()
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    finally:
        _closed(file)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """A file that is written line by line, and is for one run alone. Errors: `Invalid` where another one has it."""
    place = Path(os.path.realpath(path))
    old = _status(path, place)
    if old is not None and not stat.S_ISREG(old.st_mode):
        yield
        return
    with _explained(path):
        file = place.open("ab")
    try:
        _lock(file, path)
        yield
    finally:
        if old is None and file.seek(0, os.SEEK_END) == 0:
            with suppress(OSError):
                place.unlink()  # nothing came of it
        _closed(file)


@contextmanager
def appended(path: Path, *, keep: bool) -> Iterator[Out]:
    """The end of a file, or of an empty one where nothing is to be kept; every line is there as soon as it is written."""
    with _explained(path):
        file = path.open("ab" if keep else "wb", buffering=0)

    def whole(content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) or 0 :]

    with file:
        yield _Told(path, whole)


def _status(path: Path, place: Path) -> os.stat_result | None:
    """What stands there. Errors: `Invalid` where no file can."""
    if not place.parent.is_dir():
        raise Invalid(f"cannot write {path}: there is no folder {path.parent}")
    try:
        old = place.stat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    if stat.S_ISDIR(old.st_mode):
        raise Invalid(f"cannot write: {path} is a folder")
    if not os.access(place, os.W_OK):
        raise Invalid(f"cannot write {path}: it may not be changed")
    return old


def _part(path: Path, place: Path) -> tuple[Path, BinaryIO]:
    """The file beside it, which is at the same time the sign that a run is writing."""
    part = place.with_name(f".{place.name[:SHOWN]}.{crc32(os.fsencode(place.name)):08x}.part")
    for _ in range(TRIES):
        with _explained(path):
            file = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666), "r+b")
        try:
            _lock(file, path)
            if part.exists() and os.path.samestat(part.stat(), os.fstat(file.fileno())):
                file.truncate(0)
                return part, file
        except BaseException:
            file.close()
            raise
        _closed(file)  # the run before moved it to its place in this moment
    raise Invalid(f"cannot write {path}: other runs are writing it")


def _lock(file: BinaryIO, path: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Invalid(f"another run is writing {path}", hint="Wait until it is done, or name another file.") from None
    except OSError:
        return  # a file system without locks


def _closed(file: BinaryIO) -> None:
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_UN)  # said, since a worker may still have the file open
    with suppress(OSError):
        file.close()


@contextmanager
def _straight(path: Path) -> Iterator[BinaryIO]:
    """A device or a pipe; a pipe that nobody reads is not waited for."""
    with _explained(path):
        number = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(number, True)
    file = os.fdopen(number, "wb")
    try:
        yield file
        with _explained(path):
            file.flush()
    finally:
        with suppress(OSError):
            file.close()


class _Told:
    """Writes, and says which file it is where that cannot be done."""

    def __init__(self, path: Path, write: Callable[[bytes], object]) -> None:
        self._path, self._write = path, write
        self.some = False  # where nothing was written, not even nothing, the old file stays

    def write(self, content: bytes, /) -> object:
        """Errors: `Invalid`."""
        self.some = True
        with _explained(self._path):
            return self._write(content)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: Exception) -> Invalid:
    return Invalid(f"cannot write {path}: {error.strerror if isinstance(error, OSError) and error.strerror else error}")


class Text:
    """Text into a file of bytes, in UTF-8."""

    def __init__(self, out: Out) -> None:
        self._out = out

    def write(self, text: str, /) -> int:
        """How many characters were taken: all."""
        self._out.write(text.encode("utf-8", "replace"))
        return len(text)

    def flush(self) -> None:
        """Nothing is held back here."""
