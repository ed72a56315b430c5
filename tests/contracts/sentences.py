"""What every sentence on a page must be, whatever it says: whole, with its words set apart by one space, and ended."""

import re
from itertools import zip_longest

from tutor.page.document import AnswerBox, Cases, Display, ListBlock, Math, Note, Paragraph, StepBlock, Steps, Text
from tutor.telling.record import said

# A sentence that ends in one of these has lost what should follow.
DANGLING = {"with", "is", "are", "and", "or", "of", "the", "a", "an", "as", "by", "in", "for", "from", "that", "not", "to", "than", "at"}
GOES_ON = {"is", "are", "that", "and"}  # before a display, which goes on with the sentence
BROKEN = (
    (re.compile(r"  "), "two spaces"),
    (re.compile(r" [.,;:?](\s|$)"), "a space before a stop"),
    (re.compile(r"[.,;:]\s*[,;:.](?!\.)"), "two stops"),
    (re.compile(r"\(\s*\)"), "empty brackets"),
    (re.compile(r"\bNone\b|\bTrue\b|\bFalse\b"), "a Python word"),
    (re.compile(r"−0(?![.\d])"), "a minus before 0"),
    (re.compile(r"\b(?!X\b)(\w+) \1\b"), "a word twice"),
    (re.compile(r"[?.] [a-z]{2,}"), "a small letter after a full stop"),
)


def faults(text, goes_on=False):
    """What is wrong with a sentence, by its form alone; whether a formula goes on with it."""
    found = [f"{why}: {text!r}" for pattern, why in BROKEN if pattern.search(text)]
    words = re.findall(r"[\w’']+|\S", text)
    if not words:
        found.append("nothing is said")
    elif words[-1] in DANGLING - (GOES_ON if goes_on else set()):
        found.append(f"ends with {words[-1]!r}: {text!r}")
    return found


def broken(blocks):
    """The faults of all paragraphs and list items in these blocks and below."""
    for block, after in zip_longest(blocks, blocks[1:]):
        for text in sentences(block):
            yield from faults(text, isinstance(block, Paragraph) and isinstance(after, Display | Cases))
        for inner in below(block):
            yield from broken(inner)


def sentences(block):
    """The paragraph, or the items of the list, as plain text."""
    match block:
        case Paragraph(inlines):
            yield shortened(inlines)
        case ListBlock(items):
            yield from map(shortened, items)


def below(block):
    """The runs of blocks inside a block."""
    match block:
        case Cases(cases):
            yield from cases
        case Steps(steps):
            yield from ((step,) for step in steps)
        case StepBlock(blocks=blocks, details=details):
            yield from (blocks, details)
        case Note(blocks=blocks) | AnswerBox(blocks):
            yield blocks


def shortened(inlines):
    """The words with a letter for each formula, so that only they are looked at; a minus before 0 stays."""
    out = []
    for i in inlines:
        match i:
            case Text(words):
                out.append(words)
            case Math():
                shown = said((i,))
                out.append(shown if re.search(r"−0(?![.\d])", shown) else "X")
            case _:
                out.append(shortened(i.inlines))
    return "".join(out)
