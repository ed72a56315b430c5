"""The server: the files of the page, and the interface behind `/api/VERB`, answered by workers that can be stopped.

It listens on this machine alone unless told otherwise, answers only to names that it knows, and takes requests only from its
own page: the body is JSON, which no form of another site can send.
"""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from zlib import crc32

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tutor.edges.data import json_value
from tutor.edges.job import Lost
from tutor.edges.pool import Full, Pool
from tutor.errors import Invalid, OutOfTime, TutorError
from tutor.web.assets import assets, type_of
from tutor.web.interface import SECONDS, VERBS, answer, known, told
from tutor.web.progress import Progress, reader_of
from tutor.web.request import Shelf

LARGEST_BODY = 64_000  # bytes
PATIENCE = 10.0  # seconds for a body to arrive
MOST_WAITING = 400  # requests in each lane
TYPED = ("answer", "lines", "strength")  # what a reader says of a problem, which stays the same
WARMING: tuple[tuple[str, dict[str, str]], ...] = (("check", {"answer": "(1, 1)"}), ("solve", {}))  # what loads most of what is loaded late
COOKIE = "tutor-reader"
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep no cookie longer
HERE = ("localhost", "127.0.0.1", "[::1]")
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

Workers = Pool[tuple[str, object], dict[str, object]]  # for a verb and what was sent with it


def application(on: Shelf, processes: int, hosts: Collection[str] = (), kept: Progress | None = None) -> Starlette:
    """The server for these sets, with so many workers for what a reader waits for while typing, and as many for the rest.

    `kept` is where progress is kept; without it each browser keeps its own alone.
    """
    return Starlette(
        routes=[
            Route("/api/progress", partial(_progress, on=on, kept=kept), methods=["POST"]),
            Route("/api/{verb}", _asked, methods=["POST"]),
            Route("/{name:path}", _file, methods=["GET"]),
        ],
        middleware=[
            Middleware(_Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=[*HERE, *hosts], www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
        lifespan=partial(_running, on=on, processes=processes),
    )


@asynccontextmanager
async def _running(app: Starlette, on: Shelf, processes: int) -> AsyncIterator[None]:
    """The workers, for as long as the server runs. What they need is loaded before they are forked, so that all have it at once."""
    for module in {module for module, _ in VERBS.values()}:
        import_module(f"tutor.web.{module}")
    answer("kinds", {}, on)
    for verb, more in WARMING:
        answer(verb, {"kind": "gradient", "fields": {"function": "x^2 y", "point": "(1, 2)"}} | more, on)
    gc.freeze()  # what is loaded stays: a worker that looked through it for garbage would copy all of it
    do = partial(_done, on=on)
    app.state.files = assets("server", on.language)
    # What is quick goes to the one worker that knows its problem already; for the rest, any that is free will do.
    app.state.quick = [Pool(do, 1, SECONDS, MOST_WAITING) for _ in range(processes)]
    app.state.slow = Pool(do, processes, SECONDS, MOST_WAITING)
    try:
        yield
    finally:
        for pool in (*app.state.quick, app.state.slow):
            pool.close()


def _done(job: tuple[str, object], on: Shelf) -> dict[str, object]:
    return answer(*job, on)


async def _asked(request: Request) -> Response:
    verb = request.path_params["verb"]
    try:
        known(verb)
        body = await _json(request)
        found = await asyncio.wrap_future(_pool(request, verb, body).submit((verb, body)))
    except TutorError as error:
        return _refused(error, 408 if isinstance(error, OutOfTime) else 400)
    except Full:
        return _refused(OutOfTime("too many readers are waiting", hint="Try again in a moment."), 503)
    if isinstance(found, Lost):
        return _refused(OutOfTime(found.message), 504 if found.reason == "timeout" else 500)
    return JSONResponse(found)


async def _progress(request: Request, on: Shelf, kept: Progress | None) -> Response:
    """What is kept of the reader; before that one problem is kept, or a set is forgotten, where the body says so."""
    try:
        body = await _json(request)
        if not isinstance(body, dict):
            raise Invalid("a request is a table")
        if kept is None:
            return JSONResponse({"kept": False})
        reader, fresh = reader_of(request.cookies.get(COOKIE))
        if "set" in body:
            await asyncio.to_thread(kept.keep, reader, body, on)
        reply = JSONResponse({"kept": True, "progress": await asyncio.to_thread(kept.of, reader)})
    except TutorError as error:
        return _refused(error, 408 if isinstance(error, OutOfTime) else 400)
    if fresh:
        secure = request.url.scheme == "https"
        reply.set_cookie(COOKIE, reader, max_age=REMEMBERED, path="/", httponly=True, samesite="strict", secure=secure)
    return reply


def _pool(request: Request, verb: str, body: object) -> Workers:
    """The workers for a request: all that is asked of one problem goes to the same ones, where it is solved once."""
    state = request.app.state
    if not VERBS[verb][1]:
        return state.slow  # type: ignore[no-any-return]
    problem = {name: value for name, value in body.items() if name not in TYPED} if isinstance(body, dict) else {}
    return state.quick[crc32(json.dumps(problem, sort_keys=True).encode()) % len(state.quick)]  # type: ignore[no-any-return]


async def _json(request: Request) -> object:
    """What a request holds. Errors: `Invalid` where it is no JSON in UTF-8, `OutOfTime` where it does not arrive."""
    try:
        return json_value((await asyncio.wait_for(_body(request), PATIENCE)).decode())
    except UnicodeDecodeError:
        raise Invalid("a request is JSON in UTF-8") from None
    except TimeoutError:
        raise OutOfTime("the request did not arrive") from None


async def _body(request: Request) -> bytes:
    """The body of a request. Errors: `Invalid` where it is no JSON or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Invalid("a request is JSON")
    out = bytearray()
    async for piece in request.stream():
        out += piece
        if len(out) > LARGEST_BODY:
            raise Invalid(f"a request has at most {LARGEST_BODY} bytes")
    return bytes(out)


def _refused(error: TutorError, status: int) -> Response:
    return JSONResponse({"error": told(error)}, status)


async def _file(request: Request) -> Response:
    name = request.path_params["name"] or "index.html"
    content = request.app.state.files.get(name)
    if content is None:
        return Response("There is no such page.", 404, media_type="text/plain")
    return Response(content, media_type=type_of(name), headers={"cache-control": "no-cache"})


class _Guarded:
    """What every answer says of itself; and a request from a page of another site is refused."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if Headers(scope=scope).get("sec-fetch-site", "same-origin") == "cross-site" and scope["method"] != "GET":
            await Response("Not from another site.", 403, media_type="text/plain")(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)
