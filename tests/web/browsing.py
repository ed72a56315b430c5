"""A page in a real browser, as a reader meets it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = (Path(__file__).parent / "axe/axe.min.js").read_text(encoding="utf-8")
RUN = """
const done = arguments[arguments.length - 1];
axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then(({violations}) =>
  done(violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " " + n.failureSummary).slice(0, 3).join("; "))));
"""
SECONDS = 60  # of patience with a busy machine
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}


class Page:
    """The page as a reader meets it."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver, self.address = driver, address

    def opens(self, part: str) -> None:
        self.driver.get("about:blank")
        self.driver.get(self.address + part)

    def one(self, css: str) -> WebElement:
        """The element, waited for until it is shown."""
        return self.until(lambda: next((e for e in self.driver.find_elements(By.CSS_SELECTOR, css) if e.is_displayed()), None))

    def button(self, name: str) -> WebElement:
        return self.until(
            lambda: next((e for e in self.driver.find_elements(By.TAG_NAME, "button") if e.text == name and e.is_displayed()), None)
        )

    def until(self, found: Callable[[], Any]) -> Any:
        redrawn = [StaleElementReferenceException]  # between it was found and looked at
        return WebDriverWait(self.driver, SECONDS, ignored_exceptions=redrawn).until(lambda _: found())

    def says(self, css: str, words: str) -> None:
        self.until(lambda: any(words in e.text for e in self.driver.find_elements(By.CSS_SELECTOR, css)))

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def is_sound(self) -> None:
        """Nothing that axe-core objects to, nothing wider than the window, and nothing on the console."""
        self.run("document.activeElement?.blur()")
        self.driver.execute_script(AXE)
        assert (found := self.driver.execute_async_script(RUN)) == [], found
        assert self.run("return document.documentElement.scrollWidth <= innerWidth")
        assert [entry["message"] for entry in self.driver.get_log("browser")] == []  # type: ignore[no-untyped-call]

    def media(self, medium: str = "", **features: str) -> None:
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": named})


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A browser without a network."""
    assert CHROMIUM, "chromium is not installed"
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=1280,1000",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = shutil.which("chromedriver")
    made = webdriver.Chrome(options=options, service=Service(found) if found else Service())
    made.set_script_timeout(SECONDS)
    try:
        yield made
    finally:
        made.quit()
