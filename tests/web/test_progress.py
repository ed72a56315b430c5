"""What a server keeps of its readers: only what they have reached, only of its own sets, and each reader's apart."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tutor.errors import Invalid
from tutor.web.progress import Progress, reader_of
from tutor.web.request import shelf
from tutor.web.server import COOKIE, application

ON = shelf([])
NAME = next(iter(ON.sets))
ONE = {"set": NAME, "id": ON.set(NAME).records[0].id, "seed": 3, "tries": 2, "best": 0.5, "solved": False}
A, B = "a" * 32, "b" * 32


def test_what_is_reached_is_kept_and_only_grows(tmp_path: Path) -> None:
    Progress(tmp_path / "kept").keep(A, ONE, ON)
    again = Progress(tmp_path / "kept")  # as after the server was started anew
    again.keep(A, ONE | {"tries": 1, "best": 0.0, "solved": True, "seed": 4}, ON)
    assert again.of(A) == {NAME: {ONE["id"]: {"seed": 4, "tries": 2, "best": 0.5, "solved": True}}}
    assert again.of(B) == {}
    again.keep(B, {"set": NAME, "forget": True}, ON)
    assert again.of(A)
    again.keep(A, {"set": NAME, "forget": True}, ON)
    assert again.of(A) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"set": "no such set"},
        {"id": "no such problem"},
        {"seed": -1},
        {"tries": "two"},
        {"tries": True},
        {"best": 1.5},
        {"best": float("nan")},
    ],
)
def test_nothing_else_is_kept(tmp_path: Path, wrong: dict[str, Any]) -> None:
    kept = Progress(tmp_path / "kept")
    with pytest.raises(Invalid):
        kept.keep(A, ONE | wrong, ON)
    assert kept.of(A) == {}


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text("It was a dark and stormy night. " * 40)
    with pytest.raises(Invalid, match="cannot be kept"):
        Progress(tmp_path / "essay.txt")
    assert (tmp_path / "essay.txt").read_text().startswith("It was")


def test_a_reader_is_a_number_that_the_server_drew() -> None:
    assert reader_of(A) == (A, False)
    for cookie in (None, "", "me", A + "a", "A" * 32):
        drawn, fresh = reader_of(cookie)
        assert fresh and len(drawn) == 32 and drawn != cookie


def posted(app: Any, body: Any, cookie: str = "") -> tuple[int, Any, str]:
    """What the server answers: the status, the body, and the cookie that it sets. Its workers are not started; progress needs none."""
    sent: list[Any] = []
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"cookie", cookie.encode())]
    scope = {"type": "http", "method": "POST", "path": "/api/progress", "query_string": b"", "headers": headers, "scheme": "http"}

    async def receive() -> Any:
        return {"type": "http.request", "body": json.dumps(body).encode()}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope | {"http_version": "1.1", "server": ("localhost", 80), "root_path": ""}, receive, send))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], json.loads(b"".join(m.get("body", b"") for m in sent[1:])), found.get("set-cookie", "")


def test_each_browser_has_its_own(tmp_path: Path) -> None:
    app = application(ON, 1, kept=Progress(tmp_path / "kept"))
    status, found, cookie = posted(app, ONE)
    assert (status, found["progress"][NAME][ONE["id"]]["tries"]) == (200, 2)
    assert cookie.startswith(COOKIE) and "HttpOnly" in cookie and "SameSite=strict" in cookie
    own = cookie.partition(";")[0]
    assert posted(app, {}, own) == (200, found, "")
    _, nothing, other = posted(app, {})
    assert nothing == {"kept": True, "progress": {}} and other.partition(";")[0] != own
    assert posted(app, ONE | {"seed": "x"}, own)[0] == posted(app, [], own)[0] == 400
    assert posted(app, {}, own)[1] == found


def test_without_a_file_nothing_is_kept() -> None:
    assert posted(application(ON, 1), ONE) == (200, {"kept": False}, "")
