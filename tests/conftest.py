"""What holds for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tutor.resources import use_templates

# The same examples in every run: a run that fails must fail again, on any machine. New ones are sought by hand.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(autouse=True)
def package_templates() -> Iterator[None]:
    """A test that uses templates of its own leaves the package's to the next."""
    yield
    use_templates(None)
