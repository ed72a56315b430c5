"""The terminal page: 80 columns, numbers hanging, a box that closes."""

from tutor.page.document import AnswerBox, Document, Paragraph, StepBlock, Steps, Text
from tutor.printing.output import text
from tutor.printing.output.base import PageMeta

LONG = "word " * 60


def test_words_stay_within_eighty_columns() -> None:
    deep = StepBlock("1.1.1.1", (Text(LONG),), (Paragraph((Text(LONG),)),))
    for number in ("1.1.1", "1.1", "1"):
        deep = StepBlock(number, (Text(LONG),), (Paragraph((Text(LONG),)),), details=(deep,))
    document = Document("1", "gradient", "T", (Paragraph((Text(LONG),)),), (Steps((deep,)), AnswerBox((Paragraph((Text(LONG),)),))))
    lines = text.page([text.fragment(document)], PageMeta(instructions=LONG)).splitlines()
    assert max(map(len, lines)) == text.WIDTH
    assert all(line == line.rstrip() for line in lines)


def test_the_box_is_closed_round_wide_letters() -> None:
    document = Document("1", "gradient", "T", (), (AnswerBox((Paragraph((Text("微分 and v\u20d7"),)), Paragraph((Text("x"),)))),))
    box = [line for line in text.fragment(document).splitlines() if line[:1] in "┌│└" and line]
    assert len(box) == 5
    assert len({text._width(line) for line in box}) == 1


def test_every_block_without_a_box_character_out_of_place(every_block: Document) -> None:
    lines = text.fragment(every_block).splitlines()
    assert sum(line.count("┌") for line in lines) == sum(line.count("└") for line in lines) == 1
    assert not any(line.endswith(": ") or line == "│ Check:" for line in lines)
