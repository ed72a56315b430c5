"""The HTML page in a browser: silent, asking for nothing, drawn in its own font, nothing wider than a phone."""

import json
import os
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import pytest
from sympy import Symbol, cos, exp, sin

import tutor
from tutor.page.document import Display, Document, Math, Paragraph, StepBlock, Steps, Table, Text
from tutor.page.layout import Ident
from tutor.printing.output import html
from tutor.printing.output.base import PageMeta
from tutor.trees.heads import MatrixOf

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# In CI nothing may skip: there the tests fail where the browser is missing.
pytestmark = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed")

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=4000",
)
SECONDS = 120  # of patience with a browser on a busy machine; it takes two

# The page is looked at from outside, in a frame of the asked width: a headless window is never narrower than 500 px.
LOOK = """<!doctype html><body><iframe srcdoc="%s" style="width:%dpx;height:900px;border:0"></iframe><pre id="report"></pre>
<script>
document.querySelector("iframe").addEventListener("load", async (event) => {
  const page = event.target.contentDocument, root = page.documentElement, window = event.target.contentWindow;
  await page.fonts.ready;
  const scrolls = (e) => e && (["auto", "scroll"].includes(window.getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const folds = [...page.querySelectorAll("details")], bar = page.querySelector(".folds"), [all, none] = bar.querySelectorAll("button");
  all.click(); const opened = folds.every((f) => f.open);
  const wide = [...page.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(e));
  const report = {
    opened, shown: !bar.hidden, asked: window.performance.getEntriesByType("resource").filter((r) => !r.name.startsWith("data:")).length,
    overflow: root.scrollWidth - root.clientWidth, wide: wide.map((e) => e.tagName + " " + e.textContent.slice(0, 40)),
    math: page.querySelectorAll("math").length,
    drawn: [...page.querySelectorAll("math")].filter((m) => m.getBoundingClientRect().width > 0).length,
    unknown: [...page.querySelectorAll("math *")].filter((e) => e.namespaceURI !== "http://www.w3.org/1998/Math/MathML").length,
    fonts: [...page.fonts].filter((f) => f.status === "loaded").map((f) => f.family.replaceAll('"', "")),
  };
  none.click(); report.closed = folds.every((f) => !f.open);
  document.querySelector("#report").textContent = JSON.stringify(report);
});
</script>"""


def browser(folder: Path, page: str, *flags: str) -> subprocess.CompletedProcess[str]:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    assert CHROMIUM, "chromium is not installed"
    return subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", *flags, file.as_uri()],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )


def looked_at(folder: Path, page: str, width: int) -> dict[str, object]:
    run = browser(folder, LOOK % (escape(page), width), "--dump-dom")
    assert "CONSOLE" not in run.stderr, [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    found = re.search(r'<pre id="report">(.+?)</pre>', run.stdout, re.DOTALL)
    assert found, run.stderr
    report: dict[str, object] = json.loads(unescape(found[1]))
    return report


def crowded() -> Document:
    """Long formulas where they are hardest to place: in a line, in a display, in a table, in a matrix, in a deep fold."""
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    long = sum((exp(-k * x**2) * sin(k * x * y) * cos(y / k) for k in range(2, 8)), x)
    line = Paragraph((Text("A line with "), Math(long), Text(" and averyveryverylongwordwithoutanyplacetobreakit" * 2)))
    wide = Display((Ident("H"), MatrixOf([long, long], [long, long])), ("=",), unverified=True)
    table = Table(tuple((Text(f"column {k}"),) for k in range(9)), (tuple((Math(x**k * sin(y)),) for k in range(9)),), "Wide")
    blocks = (line, Display((Ident("f"), long), ("=",)), wide, table)
    step = StepBlock("1.1.1", (Text("Innermost"),), blocks)
    for number in ("1.1", "1"):
        step = StepBlock(number, (Text("A title with "), Math(long)), blocks, details=(step,))
    return Document("crowded", "gradient", "A crowded problem, its title longer than a phone is wide", blocks, (Steps((step,)),))


@pytest.fixture(scope="module")
def page() -> str:
    solved = tutor.solve("directional_derivative", function="x^2 + 3xy", point=[1, 2], direction=[1, 1])
    documents = [solved.document("full"), crowded()]
    return html.page([html.fragment(d) for d in documents], PageMeta("A set", "A course", "A. Teacher", "Friday", "Show the steps. " * 9))


@pytest.mark.parametrize("width", [320, 375, 768, 1100])
def test_nothing_is_wider_than_the_window(page: str, width: int, tmp_path: Path) -> None:
    report = looked_at(tmp_path, page, width)
    assert report["wide"] == []
    assert report["overflow"] == 0


def test_the_page_is_silent_complete_and_self_contained(page: str, tmp_path: Path) -> None:
    report = looked_at(tmp_path, page, 1100)
    assert report["asked"] == 0
    assert report["math"] == report["drawn"] == page.count("<math")
    assert report["unknown"] == 0
    assert set(report["fonts"]) == {"Tutor Math", "Tutor Text"}  # type: ignore[call-overload]


def test_the_buttons_open_and_close_every_fold(page: str, tmp_path: Path) -> None:
    report = looked_at(tmp_path, page, 1100)
    assert (report["shown"], report["opened"], report["closed"]) == (True, True, True)


def pages_on_paper(folder: Path, page: str) -> int:
    browser(folder, page, f"--print-to-pdf={folder / 'page.pdf'}", "--no-pdf-header-footer")
    return len(re.findall(rb"/Type /Page\b(?!s)", (folder / "page.pdf").read_bytes()))


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_what_is_folded_away(scripts: bool, tmp_path: Path) -> None:
    many = tuple(Paragraph((Text("A line of the fold. " * 30),)) for _ in range(30))
    fold = StepBlock("1", (Text("Step"),), (), details=(StepBlock("1.1", (Text("Finer"),), many),))
    page = html.page([html.fragment(Document("1", "gradient", "Folded", (), (Steps((fold,)),)))], PageMeta())
    if not scripts:
        page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert pages_on_paper(tmp_path, page) > 2


def test_a_wide_display_is_made_small_enough_for_paper(tmp_path: Path) -> None:
    # A browser shrinks a whole page that is too wide, so that more of it goes on a sheet; here it must not need to.
    def printed(blocks: tuple[Display, ...]) -> int:
        filling = tuple(Paragraph((Text("A line of words. " * 40),)) for _ in range(60))
        return pages_on_paper(tmp_path, html.page([html.fragment(Document("1", "gradient", "Wide", (), (*filling, *blocks)))], PageMeta()))

    x = Symbol("x", real=True)
    row = Display((Ident("H"), MatrixOf([exp(-(x**2)) * sin(k * x) for k in range(2, 12)])), ("=",))
    assert html._excess(row, html.DISPLAY_WIDTH)
    assert printed((row,)) >= printed(())
