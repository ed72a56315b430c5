"""The set of a file of the bank on paper, compiled and read back once; of its first problem all up to the answer."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bank import IN_FILE, pages, solved, told

from tutor.page.document import AnswerBox, Document
from tutor.printing.output import pdf
from tutor.printing.output import typst as source
from tutor.printing.output.base import PageMeta
from tutor.reading.sets import load_set

BEHIND = "Here the first problem has come to its end"


@cache
def worked(file: Path) -> tuple[Mapping[str, Any], Document]:
    """The answer's fields, and the page up to the answer, of the first problem."""
    name = IN_FILE[file][0].id
    answer, page = solved(name).derivation.answer, told(name)
    assert answer is not None
    (last,) = (k for k, block in enumerate(page.body) if isinstance(block, AnswerBox))
    return answer.fields, replace(page, body=page.body[: last + 1])


@cache
def printed(file: Path) -> bytes:
    """The set as PDF."""
    _, first = worked(file)
    documents = (first, Document("", "", BEHIND, (), ()), *pages(file)[1:])
    made = pdf.page([source.fragment(d) for d in documents], PageMeta(**load_set(file).header))
    assert isinstance(made, bytes)
    return made


@cache
def read(file: Path) -> str:
    """Its text, without the numbers of pages."""
    command = ["pdftotext", "-raw", "-", "-"]
    said = subprocess.run(command, input=printed(file), capture_output=True, check=True).stdout.decode()
    return re.sub(r"(?m)^\d+( of \d+)?\s*\f", "", said)
