"""The page in a real browser: a newcomer's way, a phone, the dark, the keyboard, and axe-core on every state of it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# In CI nothing may skip: there the tests fail where the browser is missing.
pytestmark = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed")

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
        return WebDriverWait(self.driver, SECONDS).until(lambda _: found())

    def says(self, css: str, words: str) -> None:
        self.until(lambda: any(words in e.text for e in self.driver.find_elements(By.CSS_SELECTOR, css)))

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def is_sound(self) -> None:
        """Nothing that axe-core objects to, nothing wider than the window, and nothing on the console."""
        self.run("document.activeElement?.blur()")
        self.driver.execute_script(AXE)
        assert self.driver.execute_async_script(RUN) == []
        assert self.run("return document.documentElement.scrollWidth <= innerWidth")
        assert [entry["message"] for entry in self.driver.get_log("browser")] == []  # type: ignore[no-untyped-call]

    def media(self, medium: str = "", **features: str) -> None:
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": named})


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
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
    yield made
    made.quit()


@pytest.fixture
def page(driver: webdriver.Chrome, served: str) -> Iterator[Page]:
    yield Page(driver, served)
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_a_newcomer_asks_reads_step_by_step_answers_and_prints(page: Page) -> None:
    page.opens("")
    page.one("#sentence-text").send_keys("find the directional derivative of x^2 y at (1, 2) in the direction (3, 4)" + Keys.ENTER)
    page.says(".solution h2", "Directional derivative")
    assert page.one("#kind").get_attribute("value") == "directional_derivative"
    page.is_sound()
    page.button("Next step").send_keys(Keys.ENTER)
    page.says(".where", "1 of")
    assert "step" in (page.driver.switch_to.active_element.get_attribute("class") or "")
    assert not page.run("return [...document.querySelectorAll('.solution .answer')].some((e) => e.checkVisibility())")
    page.media("print")
    assert page.run("return document.querySelector('.solution .answer').checkVisibility()")
    page.media()
    page.one("details.own > summary").click()
    page.one(".answer-form input").send_keys("16")
    page.says(".echo-line", "Read as")
    page.one(".answer-form button").click()
    page.says(".verdict", "The direction was not made a unit vector")
    page.one("details.lines > summary").click()
    page.one("details.lines textarea").send_keys("f_x = 2xy\nf_y = 2x")
    page.button("Check my lines").click()
    page.until(lambda: page.one(".judged").text.count("f") > 1)
    page.button("Give me a hint").click()
    page.button("A stronger hint")
    page.button("All steps").click()
    page.is_sound()
    page.opens(page.run("return location.hash"))  # the link holds the problem
    page.says(".solution h2", "Directional derivative")


def test_a_slip_in_a_field_is_shown_in_its_place(page: Page) -> None:
    page.opens("#ask?kind=gradient&function=x^2 y)")
    page.says(".fault .caret", "^")
    assert page.one("#field-function").get_attribute("aria-invalid") == "true"
    page.is_sound()
    page.one("#field-function").send_keys(Keys.BACK_SPACE)
    page.until(lambda: page.driver.find_elements(By.CSS_SELECTOR, "#echo math"))
    assert page.one("#field-function").get_attribute("aria-invalid") is None


def test_progress_in_a_set_is_kept_on_a_phone_in_the_dark(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    page.media(prefers_color_scheme="dark")
    page.opens("#practise")
    page.one(".cards a")
    page.is_sound()
    page.opens("#practise?set=partial-derivatives&id=partials-polynomial")
    page.one(".answer-form input").send_keys("0")
    asked = page.one("#one-problem .statement").text
    page.one(".answer-form button").click()
    page.says(".verdict", "Not right yet.")
    page.button("Show the solution").click()
    page.button("All steps").click()
    page.is_sound()
    page.opens("#practise?set=partial-derivatives&id=partials-polynomial")
    page.says("#one-list [aria-current]", "tried")
    assert page.one("#one-problem .statement").text == asked


def test_the_explorer_moves_by_keys_and_says_what_it_shows(page: Page) -> None:
    page.media(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
    page.opens("#explore?mode=gradient&function=x^2 %2B y^2")
    page.says("#facts", "The gradient")
    before = page.one("#facts").text
    page.one("#map").send_keys(Keys.ARROW_RIGHT)
    page.until(lambda: page.one("#facts").text != before)
    page.until(lambda: "x squared plus y squared" in page.run("return document.querySelector('#facts-voice').textContent"))
    page.is_sound()
    page.opens("#explore?mode=descent&function=x^2 %2B 10y^2")
    page.says("#facts", "every rate below 0.1 leads to it")
    page.one(".slider input").send_keys(Keys.END)
    page.says("#facts", "the walk diverges")
    page.is_sound()
    page.opens("#explore?mode=constraint&function=x y&constraint=x^2 %2B y^2 = 8")
    page.button("To the next place where they are parallel").click()
    page.says("#facts", "λ ≈")
    page.opens("#explore?mode=region&region=triangle (0, 0), (1, 0), (1, 1)")
    page.says("#facts", "y runs from")
    page.button("Strips the other way").click()
    page.says("#facts", "x runs from")
    page.is_sound()


def test_the_skip_link_keeps_the_problem(page: Page) -> None:
    page.opens("#explore?mode=gradient&function=x y")
    page.says("#facts", "The gradient")
    page.run("document.querySelector('.skip').focus()")
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.driver.switch_to.active_element.get_attribute("id") == "main"
    assert "function=x" in page.run("return location.hash")
