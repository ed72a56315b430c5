"""The folder of files in a real browser with the network cut: the whole tutor in it, and nothing asked of anybody else.

It takes Pyodide, which `tutor site` fetches once, so it is run by hand: `pytest -m fetched`.
"""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, Page, browser

from tutor.web.request import shelf
from tutor.web.runtime import FILES, WHEELS, cache, runtime
from tutor.web.site import site, write

there = all((cache() / name).is_file() for name in (*FILES, *WHEELS))
pytestmark = [
    pytest.mark.fetched,
    pytest.mark.skipif(CHROMIUM is None or not there, reason="Pyodide is not in the cache: tutor site -o FOLDER fetches it"),
]
ASK = """
const done = arguments[arguments.length - 1], [verb, asked] = arguments;
import("./talk.js").then(({talk}) => talk(verb, asked)).then(done);
"""
STARTING = 300  # seconds of patience; it takes ten


class Quiet(SimpleHTTPRequestHandler):
    """Files, and nothing said of them."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder: Path = tmp_path_factory.mktemp("site")
    write(folder, site(shelf([]), runtime(None)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with browser() as driver:
        driver.set_script_timeout(STARTING)
        yield Page(driver, f"http://127.0.0.1:{server.server_address[1]}/")
    server.shutdown()


def test_the_whole_tutor_is_in_the_folder(page: Page) -> None:
    page.opens("#practise?set=gradients&id=gradients-distance")

    def asked(verb: str, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = page.driver.execute_async_script(ASK, verb, more)
        return found

    gradient = {"kind": "gradient", "fields": {"function": "x^2 y", "point": "(1, 2)"}}
    assert asked("check", **gradient, answer="(4, 1)")["verdict"] == "correct"
    assert asked("ask", sentence="tangent plane of z = x^2 + y^2 at (1, 2)")["kind"] == "tangent_plane"
    region = {"kind": "integral_over_region", "fields": {"integrand": "x y", "region": "triangle (0, 0), (1, 0), (1, 1)"}}
    assert asked("solve", **region)["verified"]
    assert asked("download", **gradient, form="pdf")["base64"].startswith("JVBERi")  # %PDF
    assert asked("hint", **gradient)["step"] == "1"
    page.one(".answer-form input").click()
    page.button("Formula editor").click()
    page.one(".answer-form input").send_keys("<x, y, z>")
    page.until(lambda: page.one("math-field").get_property("value") == r"\langle x, y, z\rangle")
    page.one(".answer-form button").click()
    page.says(".verdict", "Not right yet.")
    loaded = [entry["message"] for entry in page.driver.get_log("browser") if "Load" not in entry["message"]]  # type: ignore[no-untyped-call]
    assert loaded == []
