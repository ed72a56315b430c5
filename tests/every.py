"""Many cases in one test: pytest takes longer to begin and end a test than most cases take. Each that fails is named."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import Any

import pytest

Test = Callable[..., None]
MOST: int | None = None  # cases that are checked: in a quick run the first of each test


def every(cases: Collection[Any], check: Callable[[Any], None], name: Callable[[Any], object] = repr) -> None:
    """Checks all cases. Errors: those of all cases that fail, each with the name of its case."""
    assert cases, "there is nothing to check"
    failed: list[BaseException] = []
    for case in islice(cases, MOST):
        try:
            check(case)
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  all of them are told
            error.add_note(f"in the case {name(case)}")
            failed.append(error)
    if failed:
        raise BaseExceptionGroup(f"{len(failed)} of {len(cases)} cases fail: {', '.join(str(e.__notes__[-1]) for e in failed)}", failed)


def over(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, in one test."""
    wanted = (names,) if isinstance(names, str) else names
    cases = [dict(zip(wanted, (row,) if isinstance(names, str) else row, strict=True)) for row in rows]

    def decorate(test: Test) -> Test:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def of_all(**others: Any) -> None:
            every(cases, lambda case: test(**case, **others))

        others = [parameter for name, parameter in signature.parameters.items() if name not in wanted]
        of_all.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return of_all

    return decorate
