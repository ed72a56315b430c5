"""The server: its page, its limits, and what it refuses."""

import json
import sys
import urllib.error
import urllib.request
from typing import Any

import pytest

from tutor.cli import main
from tutor.web.assets import assets

ASKED = {"kind": "gradient", "fields": {"function": "x^2 y"}, "answer": "(2xy, x^2)"}


def sent(url: str, body: bytes | None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
            return reply.status, {k.lower(): v for k, v in reply.headers.items()}, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


def talk(served: str, verb: str, asked: Any) -> tuple[int, dict[str, Any]]:
    status, _, body = sent(f"{served}api/{verb}", json.dumps(asked).encode(), content_type="application/json")
    return status, json.loads(body)


def test_an_answer_is_judged(served: str) -> None:
    status, found = talk(served, "check", ASKED)
    assert (status, found["verdict"]) == (200, "correct")


def test_the_page_allows_no_script_but_its_own(served: str) -> None:
    status, headers, body = sent(served, None)
    assert status == 200
    assert "default-src 'self'" in headers["content-security-policy"]
    assert b"<script>" not in body
    assert b" style=" not in body
    assert b'data-way="server"' in body
    for name, content in assets("server", "en").items():
        assert sent(served + name, None)[2] == content


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("", None, {"host": "elsewhere.example"}, 400),
        ("../pyproject.toml", None, {}, 404),
        ("%2e%2e/%2e%2e/etc/passwd", None, {}, 404),
        ("api/check", b"{}", {"content_type": "text/plain"}, 400),
        ("api/check", b"{", {"content_type": "application/json"}, 400),
        ("api/check", b"\xff", {"content_type": "application/json"}, 400),
        ("api/check", b"[" * 60_000, {"content_type": "application/json"}, 400),
        ("api/check", b" " * 70_000, {"content_type": "application/json"}, 400),
        ("api/nothing", b"{}", {"content_type": "application/json"}, 400),
        ("api/check", b"{}", {"content_type": "application/json", "sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_what_is_refused(path: str, body: bytes | None, headers: dict[str, str], status: int, served: str) -> None:
    assert sent(served + path, body, **headers)[0] == status


def test_what_stands_in_the_way_of_a_server_is_said(
    served: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = served.rstrip("/").rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    assert f"cannot listen on 127.0.0.1, port {port}" in capsys.readouterr().err
    assert main(["serve", "nothing.toml"]) == 2
    assert "nothing.toml" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve"]) == 2
    assert "pip install 'multivariable-tutor[web]'" in capsys.readouterr().err
