"""The package's templates stay compiled for the next process, where that can be, and nothing is lost where it cannot."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.edges.resources import folder
from tutor.printing import templating
from tutor.telling import prose

PROSE = folder("templates") / "prose"
FILE = "gradient.md.j2"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    templating._compiled.cache_clear()
    yield tmp_path
    templating._compiled.cache_clear()


def made() -> set[str]:
    fresh = prose._environment.__wrapped__((PROSE,))
    return set(fresh.get_template(FILE).blocks)


def test_a_template_is_compiled_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made()
    monkeypatch.setattr(templating.Sandbox, "_generate", None)
    assert made() == first >= {"statement", "intro"}


def test_own_templates_are_not_kept(place: Path) -> None:
    own = place / "house" / "prose"
    own.mkdir(parents=True)
    (own / FILE).write_text("{% block intro %}Mine.{% endblock %}", encoding="utf-8")
    assert set(templating.environment_of((own, PROSE)).get_template(FILE).blocks) == {"intro"}
    assert not list(place.rglob("*.cache"))


def test_what_was_kept_and_is_broken_is_made_again(place: Path) -> None:
    first = made()
    (kept,) = place.rglob("*.cache")
    kept.write_bytes(kept.read_bytes()[:100])
    assert made() == first
    kept.unlink()
    kept.mkdir()  # as what cannot be written
    assert made() == first


def test_a_folder_of_somebody_else_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    (there,) = place.iterdir()
    monkeypatch.setattr("os.getuid", lambda: int(there.name.rpartition("-")[2]) + 1)
    there.rename(there.with_name(there.name.rpartition("-")[0] + f"-{int(there.name.rpartition('-')[2]) + 1}"))
    templating._compiled.cache_clear()
    assert templating._compiled() is None and made() >= {"intro"}


def test_a_filter_is_not_called_while_a_template_is_compiled(place: Path) -> None:
    """What it gives may be in another language the next time."""
    said = iter(("one", "two"))
    env = templating.environment_of((PROSE,))
    env.filters["said"] = templating.at_rendering(lambda _: next(said))
    template = env.from_string("{{ 'x'|said }}")
    assert [template.render(), template.render()] == ["one", "two"]
