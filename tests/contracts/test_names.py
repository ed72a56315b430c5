"""What the code calls its values: a type that says nothing stays rare, and a class has a name of its own."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import tutor

FILES = [path.read_text(encoding="utf-8") for path in Path(tutor.__file__).parent.rglob("*.py")]
MOST_OPEN = 3.5  # in a thousand lines; a table read from a file is of `object` and is looked at, a number is of FLINT's own class
MOST_SHARED = 54  # names of two classes or three, each in a room of its own; what is of one room alone begins with _


def test_a_type_that_says_nothing_is_rare():
    lines = [line for text in FILES for line in text.splitlines()]
    said = [line for line in lines if re.search(r"\bAny\b", line) and "import" not in line]
    assert 1000 * len(said) <= MOST_OPEN * len(lines), f"{len(said)} lines of {len(lines)}"


@pytest.mark.slow
def test_a_class_has_a_name_of_its_own():
    counts = Counter(node.name for text in FILES for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name[0] != "_")
    shared = sorted(name for name, count in counts.items() if count > 1)
    assert len(shared) <= MOST_SHARED, shared
