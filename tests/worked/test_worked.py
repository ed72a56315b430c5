"""The pages in this folder are what the tutor writes, word for word: read them as a teacher would, change them by looking.

After a change of words or forms, `python tests/worked/test_worked.py` writes them anew, with names of kinds only theirs; the difference is
then to be read.
"""

import re
import shlex
import sys
from pathlib import Path

import pytest

from tutor.desk.solution import solve
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import from_arguments

PAGES = sorted(Path(__file__).parent.glob("*.md"))
EXAMPLE = re.compile(r"```console\n\$ tutor solve (.*?)\n```\n\n```text\n(.*?)```", re.S)


def written(command):
    kind, *fields = shlex.split(command)
    detail = "normal"
    if "--detail" in fields:
        at = fields.index("--detail")
        detail = fields[at + 1]
        del fields[at : at + 2]
    return fragment(solve(read_problem(from_arguments(kind, fields))).document(detail))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page(path):
    examples = EXAMPLE.findall(path.read_text(encoding="utf-8"))
    assert examples
    for command, page in examples:
        assert written(command) == page
        checks = re.findall(r"^│ Check: (.*)$", page, re.MULTILINE)
        assert len(checks) == len(set(checks))


if __name__ == "__main__":
    for page in (p for p in PAGES if p.stem in sys.argv[1:] or not sys.argv[1:]):
        text = page.read_text(encoding="utf-8")
        page.write_text(EXAMPLE.sub(lambda m: f"{m[0][: m.start(2) - m.start()]}{written(m[1])}```", text), encoding="utf-8")
