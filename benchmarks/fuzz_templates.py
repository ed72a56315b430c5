"""Templates of a house, mutated and hostile: each is refused with its file, or prints a page; none runs anything or reads elsewhere."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fuzz_text import Contradiction, mutated

from tutor.desk.solution import solve
from tutor.edges.resources import folder as folder_of
from tutor.edges.resources import use_templates
from tutor.errors import TutorError
from tutor.model import Derivation
from tutor.page.document import Document
from tutor.printing.output import html, latex
from tutor.printing.output.base import PageMeta, load
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.telling import prose
from tutor.telling.narrate import narrate

PLANTED = "words of another folder"
ROW = {"kind": "gradient", "function": "x^2 sin(y) + z", "point": [1, 2, 3]}
FILES = ("prose/gradient.md.j2", "html/problem.html.j2", "html/page.html.j2", "html/blocks.html.j2", "latex/body.tex.j2")
# CODE stands for text that would leave a file behind if anything evaluated it.
HOSTILE = """
{{ function.diff(CODE) }} | {{ function|attr('coeff')(CODE) }} | {{ function.args[0].func(CODE) }}
{{ [function]|map('equals',CODE)|list }} | {{ CODE|rate([CODE]) }} | {{ 'L'|applied([CODE]) }}
{{ {CODE: CODE}|coordinates }} | {{ function == CODE }} | {{ self.__init__.__globals__ }} | {{ ''.__class__.__mro__ }}
{{ '{0.__class__}'.format(function) }} | {{ problem.held(CODE) }} | {{ document.body[0].terms[0].subs(CODE, 1) }}
{% include '../../secret.txt' %} | {% include '/etc/passwd' %} | {% import '../secret.txt' as s %}
{% extends 'SECRET' %} | {% include 'link.j2' %}
{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %} | {{ 'a' * 10000000000 }}
{{ [1] * 10**9 }} | {{ 9 ** 9 ** 9 }} | {% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(9) }}
{% set ns = namespace(a='a') %} | {% set ns.a = ns.a ~ ns.a %} | {{ ns.a }} | {% set l = [l, l] %} | {{ loop }}
{{ loop.cycle(1, 2) }} | {{ caller() }} | {% call m(1) %}x{% endcall %} | {% filter upper %}x{% endfilter %}
{% block intro %} | {% endblock %} | {% block partial %}x{% endblock %} | {{ super() }} | {% set x %}a{% endset %}
{{ x|safe }} | {{ words.statement }} | {{ function }} | {{ variables|listing }} | {{ point|coordinates }}
{{ 1 // 0 }} | {{ none }} | {{ [1, 2][9] }} | {{ {'a': 1}.a.b.c }} | {{ 'x'|list|sort }} | {{ document.title|e }}
{{ document.body }} | {{ anchor ~ [] }} | {% do 1 %} | {% raw %}{{ x }}{% endraw %} | {# | #} | {{ | }} | {% | %}
<< x >> | <% if x %> | {% if function %} | {% else %} | {% endif %} | {% for a in function.args %} | {% endfor %}
{{ a }} | {{ a.name }} | {{ a.args|length }} | {{ "\\x00" }} | \ue0000\ue001 | é | \r\n | \u202e | '''.join
|join(',') | |replace('a', 'b' * 9999999) | |groupby('x') | |selectattr('__class__')
""".strip()
PIECES = [piece for row in HOSTILE.split("\n") for piece in row.split(" | ")]


@cache
def solved() -> Derivation:
    return solve(read_problem(as_record(ROW, "1"))).derivation


def sources(name: str) -> list[str]:
    """What is mutated: the package's own file, one that extends it, and a line of one's own."""
    own = (folder_of("templates") / name).read_text(encoding="utf-8")
    room, _, file = name.partition("/")
    return (
        [own, f'{{% extends "package/{file}" %}}', "{% block intro %}In this course {{ function }} has a row.{% endblock %}"]
        if room != "latex"
        else [own]
    )


def text(draw: random.Random, name: str, ran: Path) -> str:
    made = draw.choice(sources(name))
    for _ in range(draw.randint(0, 3)):
        k = draw.choice(
            [0, len(made), *(m for m in range(len(made)) if made.startswith(("{%", "{{", "<%", "<<"), m)), draw.randrange(len(made) + 1)]
        )
        made = made[:k] + draw.choice(PIECES) + made[k:]
    if draw.random() < 0.5:
        made = mutated(draw, made, [*PIECES, *"{}%#|.()[]'\"<>~"], 4)
    if draw.random() < 0.3:
        made = "{% block intro %}" + made + "{% endblock %}"
    return made.replace("CODE", f"\"__import__('pathlib').Path({str(ran)!r}).touch()\"").replace("SECRET", str(ran.parent / "secret.txt"))


def forgotten() -> None:
    """Templates are compiled once in a process, and here they change."""
    for kept in (prose._environment, prose._found_block, html._environment, latex._jinja):
        kept.cache_clear()


def templates(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    name, house, ran = draw.choice(FILES), folder / "house", folder / "ran"
    source = text(draw, name, ran)
    form = "latex" if name.startswith("latex") else "html" if name.startswith("html") else draw.choice(("html", "latex", "text"))

    def run() -> str:
        for other in FILES:
            (house / other).unlink(missing_ok=True)
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_bytes(source.encode("utf-8", "surrogatepass"))
        (folder / "secret.txt").write_text(PLANTED)
        link = house / name.partition("/")[0] / "link.j2"
        if not link.is_symlink():
            link.symlink_to(folder / "secret.txt")
        use_templates(house)
        forgotten()
        try:
            document: Document = narrate(solved())
            made = load(form)
            page = made.page([made.fragment(document)], PageMeta("A set"))
        except TutorError as error:
            if PLANTED in str(error):
                raise Contradiction("a file of another folder was read") from None
            return "refused"
        finally:
            use_templates(None)
            if ran.exists():
                ran.unlink()
                raise Contradiction("text was run")
        if PLANTED in str(page):
            raise Contradiction("a file of another folder was read")
        return "printed"

    return f"{name} {source!r}", run
