"""One server for all tests of the page, as a person starts it."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

SECONDS = 60  # of patience with a busy machine; it takes four


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `tutor serve`."""
    kept = str(tmp_path_factory.mktemp("served") / "progress.sqlite3")
    command = [sys.executable, "-m", "tutor", "serve", "--port", "0", "--jobs", "1", "--progress", kept]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+/", said)
        assert found, said + process.stderr.read()
        urllib.request.urlopen(found[0], timeout=SECONDS).close()  # noqa: S310
        yield found[0]
    finally:
        process.terminate()
        process.wait(SECONDS)
