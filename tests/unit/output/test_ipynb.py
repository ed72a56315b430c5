"""The notebook: valid in structure, a cell for each part, ids that are unique and stay."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tutor.page.document import AnswerBox, Document, Paragraph, StepBlock, Steps, Text, WorkSpace
from tutor.printing.output import ipynb
from tutor.printing.output.base import PageMeta


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def notebook(*documents: Document, meta: PageMeta | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ipynb.page([ipynb.fragment(d) for d in documents], meta or PageMeta()))
    return found


def sources(book: dict[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in book["cells"]]


def test_the_structure_of_the_format(every_block: Document) -> None:
    book = notebook(every_block, meta=PageMeta("A set", author="A. Teacher", language="de"))
    assert set(book) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert set(book["metadata"]["kernelspec"]) >= {"name", "display_name"}
    assert book["metadata"]["language_info"]["name"] == "python"
    assert book["metadata"]["language"] == "de"
    assert book["metadata"]["authors"] == [{"name": "A. Teacher"}]
    for cell in book["cells"]:
        assert set(cell) == {"cell_type", "id", "metadata", "source"}
        assert cell["cell_type"] == "markdown"
        assert all(line.endswith("\n") for line in cell["source"][:-1])
        assert not any("\n" in line[:-1] for line in cell["source"])
        assert re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", cell["id"])


def test_a_cell_for_each_part() -> None:
    steps = Steps((StepBlock("1", (Text("One"),), (words("a"),)), StepBlock("2", (Text("Two"),), ())))
    body = (words("First."), words("Then."), steps, WorkSpace(40), AnswerBox((words("42"),)), words("After."))
    found = sources(notebook(Document("1", "gradient", "T", (words("Find it."),), body)))
    assert found == [
        "# Worked solutions",
        "## T\n\nFind it.",
        "First.\n\nThen.",
        "### 1. One\n\na",
        "### 2. Two",
        "",
        "> **Answer**\n>\n> 42",
        "After.",
    ]


def test_a_fragment_is_a_list_of_cells(every_block: Document) -> None:
    assert {cell["cell_type"] for cell in json.loads(ipynb.fragment(every_block))} == {"markdown"}


def test_ids_are_unique_where_cells_are_alike(every_block: Document) -> None:
    ids = [cell["id"] for cell in notebook(every_block, every_block, every_block)["cells"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("meta", [PageMeta(), PageMeta("Another title", instructions="Do it.")])
def test_ids_stay_when_something_else_changes(every_block: Document, meta: PageMeta) -> None:
    other = replace(every_block, title="Another", body=every_block.body[:2])
    before = {cell["id"]: cell["source"] for cell in notebook(every_block)["cells"][1:]}
    after = {cell["id"]: cell["source"] for cell in notebook(every_block, other, meta=meta)["cells"]}
    assert before.items() <= after.items()
