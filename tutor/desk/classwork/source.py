"""The bytes of a file of answers as lines of text: UTF-8, UTF-16 with its mark, or the Windows encoding of western Europe."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tutor.desk.classwork.row import Broken
from tutor.edges.files import opened, read_bytes
from tutor.errors import Invalid

LONGEST = 8_000_000  # bytes of a row: more than any answer, less than what would hurt
LARGEST = 100_000_000  # bytes of a file in UTF-16 or with old ends of lines, which is read as a whole
PEEKED = 65_536  # bytes in which a line has come to its end
_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Bytes beyond ASCII that western European text has in this encoding; others say that it is another one.
_WINDOWS = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa7\xab\xad\xb0-\xb5\xb7\xb9\xbb-\xcf\xd1-\xdd\xdf-\xef\xf1-\xfd]*")
_FOREIGN = re.compile(rb"[\xc0-\xff]{4}")  # that many letters with accents in a row are those of another alphabet
UTF8 = "Save it from the spreadsheet as CSV UTF-8."


class Source:
    """One file, opened. `say` is told once where another encoding is read than UTF-8."""

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.name, self._say, self._said = path.name, say, False
        self._file = _opened(path)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """No more is read."""
        self._file.close()

    def lines(self) -> Iterator[str | Broken]:
        """The lines with their ends; a `Broken` without its number for one that cannot be read."""
        while line := self._file.readline(LONGEST + 1):
            if len(line) <= LONGEST:
                yield self._text(line)
                continue
            while line and not line.endswith(b"\n"):
                line = self._file.readline(LONGEST)
            yield Broken(0, f"the row is too long: more than {LONGEST} bytes")

    def _text(self, line: bytes) -> str | Broken:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            if not _WINDOWS.fullmatch(line) or _FOREIGN.search(line):
                return Broken(0, f"the row is not UTF-8 text: byte {error.start + 1}. {UTF8}".rstrip("."))
        if not self._said:
            self._said = True
            self._say(f"{self.name} is not UTF-8 text; it is read as Windows text (code page 1252). {UTF8}")
        return line.decode("cp1252", "replace")


def _opened(path: Path) -> BinaryIO:
    file = opened(path)
    begins = file.read(PEEKED)
    if begins[:2] not in _MARKS:
        file.seek(3 if begins[:3] == b"\xef\xbb\xbf" else 0)
        if b"\n" in begins or b"\r" not in begins:
            return file
        with file:  # lines that end as on the first Macintosh
            return io.BytesIO(file.read(LARGEST).replace(b"\r", b"\n"))
    file.close()
    try:
        return io.BytesIO(read_bytes(path, LARGEST).decode("utf-16").encode())
    except UnicodeError:
        raise Invalid(f"{path.name} begins like UTF-16 text, and is none", hint=UTF8) from None
