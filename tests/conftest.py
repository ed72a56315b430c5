"""What holds for all tests."""

import gc
from collections.abc import Iterator
from pathlib import Path

import bank
import every
import pytest
from hypothesis import settings

from tutor.edges.resources import use_templates
from tutor.edges.worker import GARBAGE

ROOT = Path(__file__).parent

# The same examples in every run: a run that fails must fail again, on any machine. New ones are sought by hand.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """By hand, before a version is published."""
    parser.addoption("--whole", action="store_true", help="print every problem of the bank in every format, not some of each kind")


def pytest_configure(config: pytest.Config) -> None:
    """Whether all problems are printed, and of how many cases tests are made: of those that are not asked for none, which takes long."""
    if _is_quick(config):
        every.MOST = 1
    if config.getoption("--whole"):
        bank.AT_LENGTH, bank.PRINTED = 1, len(bank.RECORDS)


@pytest.fixture(autouse=True)
def package_templates() -> Iterator[None]:
    """A test that uses templates of its own leaves the package's to the next."""
    yield
    use_templates(None)


@pytest.hookimpl(wrapper=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> Iterator[None]:
    """In a quick run the first case of each test."""
    yield
    if _is_quick(metafunc.config):
        del metafunc._calls[1:]


def _is_quick(config: pytest.Config) -> bool:
    return str(config.option.markexpr).startswith("quick")


def pytest_itemcollected(item: pytest.Item) -> None:
    """One process has all tests of a file of the bank, which solves each exercise once, or of a file of tests.

    Students' workings and the worked pages, which come last and share nothing, fill up what time the processes have left.
    """
    if item.path.parent.name in ("working", "worked"):
        return
    kind = _in_bank(item)
    item.add_marker(pytest.mark.xdist_group(kind if kind != LAST else str(item.path.relative_to(ROOT))))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file of the bank stand together. The first case of each test is a quick one, but for slow tests, tests that
    draw their cases and those that wait for other programs.
    """
    seen = set()
    for item in items:
        rooms = item.path.relative_to(ROOT).parts
        test = (item.path, item.name.partition("[")[0])
        drawn = hasattr(getattr(item, "obj", None), "hypothesis")
        if test not in seen and not drawn and not WAITING.intersection(rooms) and item.get_closest_marker("slow") is None:
            item.add_marker("quick")
        seen.add(test)
    items.sort(key=_in_bank)


def _in_bank(item: pytest.Item) -> str:
    """The file of the bank that a test is about; most tests are about none, and keep their order after the others."""
    values = item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    return next((value.stem for value in values if isinstance(value, Path) and value.parent == bank.BANK), LAST)


def pytest_collection_finish() -> None:
    """What is collected stays: looking through it for garbage would take a good part of every test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


LAST = "~"  # after every letter
WAITING = {"browser", "classwork", "pdf", "tex", "web", "worked", "test_doors.py", "test_readme.py"}
