"""Templates of a house: what one may not do, and what it may not take."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sympy import Expr, Symbol, sin

from tutor.cli import main
from tutor.edges.resources import use_templates
from tutor.page.document import Math, Paragraph
from tutor.printing import templating
from tutor.printing.sandbox import measured
from tutor.printing.templating import WrongTemplate
from tutor.telling.prose import words

x, y = Symbol("x", real=True), Symbol("y", real=True)


@pytest.fixture(autouse=True)
def a_quarter_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """For own templates, which here take all they are given."""
    monkeypatch.setattr(templating, "measured", lambda seconds: measured(None if seconds is None else seconds / 4))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "house" / "prose").mkdir(parents=True)
    use_templates(tmp_path / "house")
    yield tmp_path / "house"
    use_templates(None)


def intro(own: Path, text: str, **facts: object) -> object:
    (own / "prose" / "gradient.md.j2").write_text("{% block intro %}" + text + "{% endblock %}", encoding="utf-8")
    from tutor.telling import prose

    prose._environment.cache_clear()
    prose._found_block.cache_clear()
    return words("gradient", "intro", {"function": x**2 * sin(y), **facts})


METHODS = sorted(name for name in dir(Expr) if not name.startswith("_") and callable(getattr(Expr, name, None)))


def test_no_method_of_a_formula_is_within_reach(own: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    code = f"__import__('pathlib').Path({str(ran)!r}).touch()"
    assert "coeff" in METHODS and "series" in METHODS
    for name in METHODS:
        with pytest.raises(WrongTemplate, match=f"may not use '{name}'"):
            intro(own, f'{{{{ function.{name}("{code}") }}}}')
    assert not ran.exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ {'x': CODE, 'y': CODE}|coordinates }}",
        "{{ [CODE, CODE]|field }}",
        "{{ 'L'|applied([CODE]) }}",
        "{{ CODE|rate([CODE]) }}",
        "{{ CODE|equals(CODE) }}",
        "{{ function|equals(CODE) }}",
        "{{ {'x': CODE}|equations }}",
        "{{ [function]|map('equals', CODE)|list|listing }}",
        "{{ function + CODE }}",
        "{{ CODE * function }}",
        "{{ function ** 2 }}",
        "{{ -function }}",
        "{{ [function]|map(attribute='coeff')|list }}",
        "{{ [function]|selectattr('subs')|list }}",
        "{{ function['diff'](CODE) }}",
        "{{ function.args[0].func(CODE) }}",
        "{{ function.args.__class__ }}",
        "{{ function|attr('coeff') }}",
        "{{ '{0.__class__}'.format(function) }}",
        "{{ '%s'|format(function) }}",
        "{{ ('{0.__class__}'|string).format_map({}) }}",
        "{{ problem.held(CODE) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ namespace.__init__ }}",
        "{{ loop }}",
        "{% set ns = namespace() %}{{ ns|string }}",
        "{{ [1]|string }}",
        "{{ none }}",
        "{{ {'a': 1} }}",
        "{% include '../../secret.txt' %}",
        "{% import 'os' as os %}{{ os.system('id') }}",
        "{% do function.diff() %}",
        "{{ 1 | string.format }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ function < CODE }}",
    ],
)
def test_ways_out_of_the_sandbox_are_closed(own: Path, tmp_path: Path, text: str) -> None:
    ran = tmp_path / "ran"
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    code = f"\"__import__('pathlib').Path({str(ran)!r}).touch()\""
    with pytest.raises(WrongTemplate, match=r"house/prose/gradient\.md\.j2"):
        intro(own, text.replace("CODE", code))
    assert not ran.exists()


@pytest.mark.parametrize("compared", ["==", "!=", "in"])
def test_comparing_with_a_text_reads_no_text(own: Path, tmp_path: Path, compared: str) -> None:
    ran = tmp_path / "ran"
    code = f"\"__import__('pathlib').Path({str(ran)!r}).touch()\""
    intro(own, f"{{% if {code} {compared} function.args %}}a{{% endif %}}{{% if function == {code} %}}b{{% endif %}}c")
    assert not ran.exists()


def test_what_words_may_use(own: Path) -> None:
    made = intro(
        own,
        "{% macro said(a) %}{{ a }} and {{ a|string }}{% endmacro %}{% set ns = namespace(n=0) %}{% for a in function.args %}"
        "{% set ns.n = ns.n + 1 %}{{ loop.index }}: {{ said(a) }}{{ ', ' if not loop.last }}{% endfor %} {{ ns.n|spelled }}"
        "{{ [x, y]|listing }} {{ x|equals(y) }} {{ 'L'|applied([x]) }} {{ x.name }} {{ table.a }} {{ table.items()|length }}",
        x=x, y=y, table={"a": "b"},
    )  # fmt: skip
    assert isinstance(made, tuple) and isinstance(made[0], Paragraph)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", "within 0.5 s of work"),
        ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}", "within 0.5 s of work"),
        ("{{ 'a' * 10 ** 10 }}", "may not use **"),
        ("{{ 'a' * 10000000000 }}", "more than 10,000,000 characters"),
        ("{{ [1] * 10000000000 }}", "more than 10,000,000"),
        ("{% set ns = namespace(a='aaaa') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}{{ ns.a }}", "10,000,000"),
        ("{% set ns = namespace(a='aaaa') %}{% for i in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}{{ ns.a }}", "10,000,000"),
        (
            "{% set ns = namespace(a='aaaa') %}{% for i in range(60) %}{% set b %}{{ ns.a }}{{ ns.a }}{% endset %}{% set ns.a = b %}"
            "{% endfor %}{{ ns.a }}",
            "10,000,000",
        ),
        ("{% set ns = namespace(a=9) %}{% for i in range(60) %}{% set ns.a = ns.a * ns.a %}{% endfor %}{{ ns.a }}", "1000 bits"),
        ("{% for a in range(100000) %}0123456789{% endfor %}", "100,000 characters"),
        ("{{ range(100000)|join('a' * 1000000) }}", "10,000,000"),
        ("{{ ('a' * 1000000)|replace('a', 'b' * 1000000) }}", "10,000,000"),
        ("{{ range(1000000000) }}", "Range too big"),
        *[
            (
                "{% set ns = namespace(a=" + first + ") %}{% for i in range(60) %}{% set ns.a = " + more + " %}{% endfor %}" + used,
                "10,000,000",
            )
            for used in ("{{ ns.a|string }}", "{% if ns.a == 1 %}{% endif %}")
            for first, more in (("[1]", "[ns.a, ns.a]"), ("(1, 2)", "(ns.a, ns.a)"), ("{'a': 1}", "{'a': ns.a, 'b': ns.a}"))
        ],
        ("{{ [range(100000)|list, range(100000)|list] * 100000 }}", "10,000,000"),
        ("{% for a in [1] %}" * 40 + "{% endfor %}" * 40, "nested too deeply"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nested too deeply"),
    ],
)
def test_a_template_that_takes_too_much_is_stopped(own: Path, text: str, said: str) -> None:
    with pytest.raises(WrongTemplate, match=r"house/prose/gradient\.md\.j2") as wrong:
        intro(own, text)
    assert said in str(wrong.value)


def test_files_that_include_one_another_are_stopped(own: Path) -> None:
    for k in range(40):
        (own / "prose" / f"a{k}.md.j2").write_text(f"{{% include 'a{k + 1}.md.j2' %}}" * 2, encoding="utf-8")
    (own / "prose" / "a40.md.j2").write_text("", encoding="utf-8")
    with pytest.raises(WrongTemplate, match="s of work"):
        intro(own, "{% include 'a0.md.j2' %}")


def test_a_template_is_a_plain_file_of_the_folder(own: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.j2").write_text("{% block intro %}outside{% endblock %}", encoding="utf-8")
    for target, said in ((tmp_path / "outside.j2", "leads out"), (Path("/dev/zero"), "leads out|a device")):
        for file in ("gradient.md.j2", "hessian.md.j2"):
            (own / "prose" / file).unlink(missing_ok=True)
        (own / "prose" / "hessian.md.j2").symlink_to(target)
        with pytest.raises(WrongTemplate, match=said):
            words("hessian", "intro", {"function": x})
    with (own / "prose" / "jacobian.md.j2").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(WrongTemplate, match="too large"):
        words("jacobian", "intro", {"function": x})


def test_a_text_that_looks_like_a_mark_is_none(own: Path) -> None:
    (made,) = intro(own, "{{ said }} {{ function }} \ue0007\ue001 {{ nested.a }}", said="\ue0000\ue001", nested={"a": "\ue0009\ue001"})
    assert [i.formula for i in made.inlines if isinstance(i, Math)] == [x**2 * sin(y)]


def test_threads_keep_their_formulas_apart(own: Path) -> None:
    """Each thread waits between two formulas, while the others render theirs."""
    (own / "prose" / "gradient.md.j2").write_text(
        "{% block intro %}{% for a in slowly %}{{ a }}{{ [a, a]|listing }}{% endfor %}{% endblock %}", encoding="utf-8"
    )
    names = [Symbol(f"v_{k}") for k in range(6)]
    found: dict[Symbol, list[object]] = {}

    def slowly(letter: Symbol) -> Iterator[Symbol]:
        for _ in range(20):
            time.sleep(0.001)
            yield letter

    def work(letter: Symbol) -> None:
        (made,) = words("gradient", "intro", {"slowly": slowly(letter)})
        assert isinstance(made, Paragraph)
        found[letter] = [i.formula for i in made.inlines if isinstance(i, Math)]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work, args=(name,)) for name in names]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    finally:
        sys.setswitchinterval(before)
    assert found == {name: [name] * 60 for name in names}


@pytest.mark.parametrize("kind", ["prose/gradient.md.j2", "html/problem.html.j2", "html/page.html.j2", "latex/body.tex.j2"])
def test_the_command_names_the_template_and_the_limit(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    loop = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"
    text = "{{ 'a' * 10000000000 }}" if kind.startswith("html") else loop
    file = tmp_path / "house" / kind
    file.parent.mkdir(parents=True)
    if kind.startswith("latex"):
        text = text.replace("{%", "<%").replace("%}", "%>")
    file.write_text("{% block intro %}" + text + "{% endblock %}" if kind.startswith("prose") else text, encoding="utf-8")
    target = tmp_path / f"page.{'tex' if kind.startswith('latex') else 'html'}"
    (tmp_path / "set.toml").write_text("[[problem]]\nkind = 'gradient'\nfunction = 'x^2 y'\n", encoding="utf-8")
    for command in ("solve",) if kind.startswith("prose") else ("solve", "handout"):  # a sheet of questions has no such words
        found = main([command, str(tmp_path / "set.toml"), "--templates", str(tmp_path / "house"), "-o", str(target)])
        err = capsys.readouterr().err
        assert found == 2 and f"house/{kind}" in err and "Traceback" not in err, err
        assert "characters" in err or "s of work" in err
        assert not target.exists()
