"""What holds for all tests."""

import gc
from collections.abc import Iterator
from pathlib import Path

import bank
import pytest
from hypothesis import settings

from tutor.edges.resources import use_templates
from tutor.edges.worker import GARBAGE
from tutor.model import Problem
from tutor.reading.sets import Record

ROOT = Path(__file__).parent

# The same examples in every run: a run that fails must fail again, on any machine. New ones are sought by hand.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """By hand, before a version is published."""
    parser.addoption("--whole", action="store_true", help="print every problem of the bank in every format, not some of each kind")


def pytest_configure(config: pytest.Config) -> None:
    """Whether all problems are printed."""
    if config.getoption("--whole"):
        bank.PRINTED = len(bank.RECORDS)


@pytest.fixture(autouse=True)
def package_templates() -> Iterator[None]:
    """A test that uses templates of its own leaves the package's to the next."""
    yield
    use_templates(None)


def pytest_itemcollected(item: pytest.Item) -> None:
    """One process has all tests of a file of the bank, which solves each exercise once, or of a file of tests.

    The worked pages, which come last and share nothing, fill up what time the processes have left.
    """
    if item.path.parent.name == "worked":
        return
    kind, *_ = _exercise(item)
    item.add_marker(pytest.mark.xdist_group(kind if kind != LAST else str(item.path.relative_to(ROOT))))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one exercise stand together, those of a file of the bank after its exercises. The first case of each test is a
    quick one, but for slow tests, tests that draw their cases and those that wait for other programs.
    """
    seen = set()
    for item in items:
        rooms = item.path.relative_to(ROOT).parts
        test = (item.path, item.name.partition("[")[0])
        drawn = hasattr(getattr(item, "obj", None), "hypothesis")
        if test not in seen and not drawn and not WAITING.intersection(rooms) and item.get_closest_marker("slow") is None:
            item.add_marker("quick")
        seen.add(test)
    items.sort(key=_exercise)


def _exercise(item: pytest.Item) -> tuple[str, ...]:
    """The file of the bank and the exercise that a test is about; nothing for most tests, which keep their order after the others."""
    values = item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    for value in values:
        match value:
            case Record() | Problem() if value.kind and item.path.parent.name in SOLVING:
                return value.kind, value.id
            case Path() if value.parent.name == "exercises":
                return value.stem, LAST
    return (LAST,)


def pytest_collection_finish() -> None:
    """What is collected stays: looking through it for garbage would take a good part of every test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


LAST = "~"  # after every letter
SOLVING = ("contracts", "topics")
WAITING = {"browser", "classwork", "pdf", "tex", "web", "worked", "test_doors.py", "test_readme.py"}
