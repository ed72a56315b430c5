"""The page in a real browser: a newcomer's way, a phone, the dark, the keyboard, and axe-core on every state of it."""

import os
from collections.abc import Iterator

import pytest
from browsing import CHROMIUM, PHONE, Page, browser
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

# In CI nothing may skip: there the tests fail where the browser is missing.
pytestmark = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed")


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    with browser() as made:
        yield made


@pytest.fixture
def page(driver: webdriver.Chrome, served: str) -> Iterator[Page]:
    yield Page(driver, served)
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_a_newcomer_asks_reads_step_by_step_answers_and_prints(page: Page) -> None:
    page.opens("")
    page.one("#sentence-text").send_keys("x^2 y" + Keys.ENTER)  # a formula alone
    page.button("Hessian matrix").click()
    page.says(".solution h2", "Hessian matrix")
    page.one("#sentence-text").clear()
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
    page.until(lambda: len([e for e in page.driver.find_elements(By.CSS_SELECTOR, ".judged article") if e.is_displayed()]) == 2)
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
    page.run("document.querySelector('#field-function').select()")
    page.one(".signs button[title='square root']").click()  # round what is selected, and read like what is typed
    assert page.one("#field-function").get_attribute("value") == "sqrt(x^2 y)"
    page.until(lambda: page.driver.find_elements(By.CSS_SELECTOR, "#echo msqrt"))
    page.one(".signs button").send_keys(Keys.ARROW_RIGHT + Keys.ENTER)
    assert page.one("#field-function").get_attribute("value") == "sqrt(x^2 y)^()"


def into(page: Page, editor: WebElement, keys: str) -> None:
    editor.click()
    page.until(lambda: page.driver.switch_to.active_element.tag_name == "math-field")
    ActionChains(page.driver).send_keys(keys).perform()


def test_the_formula_editor_and_the_box_mirror_each_other(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    page.media(prefers_color_scheme="dark")
    page.opens("#ask?kind=gradient&function=x^2 y")
    page.one("#field-function").click()
    assert not page.run("return performance.getEntriesByType('resource').some(({name}) => name.includes('mathlive'))")
    page.button("Formula editor").click()
    editor = page.one("math-field")
    page.until(lambda: editor.get_property("value") == "x^2y" and not editor.get_property("readOnly"))
    into(page, editor, Keys.END + "/(1+sqrt(x))")
    page.until(lambda: page.driver.find_elements(By.CSS_SELECTOR, "#echo mfrac msqrt"))
    assert (page.one("#field-function").get_attribute("value") or "").startswith(r"\frac{x^2y}")
    drawn = "return document.querySelector('math-field').shadowRoot.querySelector('.ML__frac-line').getBoundingClientRect().width"
    assert page.run(drawn) > 20
    page.run("return document.fonts.ready")
    assert page.run("return document.fonts.check('1em KaTeX_Main')")
    page.is_sound()
    box = page.one("#field-function")
    box.clear()
    box.send_keys("x y +")
    page.says(".editor-row", "not a formula that the editor can show")
    assert editor.get_property("readOnly")
    page.is_sound()
    box.send_keys(" e^x")
    page.until(lambda: editor.get_property("value") == "xy + e^{x}" and not editor.get_property("readOnly"))
    page.opens("#practise?set=partial-derivatives&id=partials-polynomial")  # that it is wanted is remembered
    page.one(".answer-form input").click()
    into(page, page.one("math-field"), "2xi" + Keys.HOME + "1+")
    assert page.one(".answer-form input").get_attribute("value") == "1+2x i"  # which is no xi
    into(page, page.one("math-field"), Keys.END + Keys.BACK_SPACE + Keys.ENTER)
    page.says(".verdict", "Not right yet.")
    page.is_sound()
    page.button("Formula editor").click()
    page.until(lambda: not page.one(".editor-row").find_element(By.TAG_NAME, "math-field").is_displayed())
    page.run("localStorage.clear()")


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
    page.run("localStorage.clear()")  # the server has kept it too
    page.opens("#practise?set=partial-derivatives&id=partials-polynomial")
    page.says("#one-list [aria-current]", "tried")
    assert page.one("#one-problem .statement").text == asked


def test_the_explorer_moves_by_keys_and_says_what_it_shows(page: Page) -> None:
    page.media(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
    page.opens("#explore?mode=gradient&function=x^2 %2B y^2")
    page.says("#facts", "The gradient")
    page.says("#facts", "(x − 0.72) + 1.12(y − 0.56)")
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


LINES = """
const [name, done] = arguments;
const f = { pole: (x, y) => 1 / (x - y), jump: (x) => Math.sign(x - 0.01), cusp: (x) => Math.cbrt(x - 0.01) }[name];
import("./plane.js").then(({ Plane }) => {
  const plane = new Plane(document.createElement("canvas"));
  done(plane.pieces(plane.grid(f), 0).length);
});
"""


@pytest.mark.parametrize(("function", "drawn"), [("pole", False), ("jump", False), ("cusp", True)])
def test_a_level_curve_is_not_drawn_where_its_value_is_leapt_over(page: Page, function: str, drawn: bool) -> None:
    page.opens("#explore")
    assert bool(page.driver.execute_async_script(LINES, function)) is drawn


def test_a_long_number_does_not_widen_the_page(page: Page) -> None:
    page.opens("#explore?mode=gradient&function=1e300 x")
    page.says("#facts", "The tangent plane is z = 7.20 · 10²⁹⁹ + 1.00 · 10³⁰⁰(x − 0.72).")
    page.is_sound()


def test_progress_is_forgotten_only_when_that_is_confirmed(page: Page) -> None:
    def tried() -> bool:
        return "tried" in (page.run("return document.querySelector('#one-list [aria-current]')?.textContent") or "")

    page.opens("#practise?set=partial-derivatives&id=partials-polynomial")
    page.one(".answer-form input").send_keys("0" + Keys.ENTER)
    page.until(tried)
    page.button("Forget my progress in this set").click()
    page.driver.switch_to.alert.dismiss()
    assert tried()
    page.button("Forget my progress in this set").click()
    page.driver.switch_to.alert.accept()
    page.until(lambda: not tried())


def test_the_skip_link_keeps_the_problem(page: Page) -> None:
    page.opens("#explore?mode=gradient&function=x y")
    page.says("#facts", "The gradient")
    page.run("document.querySelector('.skip').focus()")
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.driver.switch_to.active_element.get_attribute("id") == "main"
    assert "function=x" in page.run("return location.hash")
