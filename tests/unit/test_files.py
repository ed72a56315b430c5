"""Files that somebody else wrote: only plain ones, within limits, and never a traceback or a wait without end."""

import os
import socket
from pathlib import Path

import pytest
from every import over

from tutor.cli import main
from tutor.edges.data import MOST_DEEP, MOST_DIGITS, MOST_PARTS, json_value, toml
from tutor.edges.files import opened, read_bytes, read_text
from tutor.errors import Invalid
from tutor.reading.sets import LARGEST_FILE, from_arguments, load_set


def special(folder):
    """Paths that are no plain file, and what is said of each."""
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    os.symlink("/dev/zero", folder / "zero.toml")
    os.symlink("/dev/tty", folder / "tty.toml")
    os.symlink("circle.toml", folder / "circle.toml")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(folder / "socket.toml"))
    return {"folder": "a folder", "pipe": "a pipe", "zero": "a device", "tty": "", "circle": "", "socket": "", "none": "No such file"}


def test_only_plain_files_are_read(tmp_path):
    for name, said in special(tmp_path).items():
        with pytest.raises(Invalid) as caught:
            read_bytes(tmp_path / f"{name}.toml", 1000)
        assert said in caught.value.message and f"{name}.toml" in caught.value.message


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "\udc80"])
def test_names_that_no_file_can_have(tmp_path, name):
    with pytest.raises(Invalid) as caught:
        read_bytes(tmp_path / name, 1000)
    assert len(caught.value.message) < 500


def test_the_size_is_looked_at_first(tmp_path):
    path = tmp_path / "sparse.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Invalid, match="at most 1000"):
        read_bytes(path, 1000)
    with pytest.raises(Invalid, match=f"at most {LARGEST_FILE['.toml']}"):
        load_set(path)
    path.write_bytes(b"x" * 1001)
    with pytest.raises(Invalid, match="at most 1000"):
        read_bytes(path, 1000)
    assert read_bytes(path, 1001) == b"x" * 1001


def test_a_file_that_says_it_is_empty_is_read_within_the_limit():
    with pytest.raises(Invalid, match="more than 10 bytes"):
        read_bytes(Path("/proc/self/status"), 10)


def test_text_is_utf_8(tmp_path):
    path = tmp_path / "x"
    path.write_bytes("\ufeffé".encode())
    assert read_text(path, 100) == "é"
    path.write_bytes(b"ab\xff")
    with pytest.raises(Invalid, match="not UTF-8 text: byte 3"):
        read_text(path, 100)


def test_links_that_leave_the_folder(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "here").write_text("fine")
    (inside / "near").symlink_to("here")
    (inside / "away").symlink_to(outside)
    assert read_text(inside / "near", 10, inside) == "fine"
    for name in ("away", "../out"):
        with pytest.raises(Invalid, match="out of its folder"):
            opened(inside / name, inside)


@over(
    ("text", "said"),
    [
        ("a." * 200_000 + "a = 1", f"more than {MOST_PARTS} names"),
        ("x = 1\n[" + '"a" . ' * 200_000 + "a]", "in line 2"),
        ("x = {" + "'a'." * 200_000 + "a = 1}", f"more than {MOST_PARTS} names"),
        ("x = " + "9" * 5000, f"at most {MOST_DIGITS} digits"),
        ("x = [{ y = 0x" + "F" * 5000 + " }]", f"at most {MOST_DIGITS} digits"),
        ("x = 0o" + "7" * 100_000, f"at most {MOST_DIGITS} digits"),
        ("x = " + "[" * 100_000, f"at most {MOST_DEEP}"),
        ("x = " + "[" * 60 + "]" * 60, f"at most {MOST_DEEP}"),
        ("x = " + "{y=" * 60 + "1" + "}" * 60, f"at most {MOST_DEEP}"),
        ("a" * 100_000 + " = 1", "at most 200 characters"),
        ("x = ", "not TOML"),
        ("[" + "a" * 100_000 + "]\n" * 2, "not TOML"),
    ],
)
def test_toml_within_limits(text, said):
    with pytest.raises(Invalid) as caught:
        toml(text)
    assert said in caught.value.message and len(caught.value.message) < 500


@over(
    ("text", "said"),
    [
        ('{"x": ' + "9" * 5000 + "}", f"at most {MOST_DIGITS} digits"),
        ('{"x": -' + "9" * 1001 + "}", f"at most {MOST_DIGITS} digits"),
        ("[" * 100_000, f"at most {MOST_DEEP}"),
        ("[" * 60 + "]" * 60, f"at most {MOST_DEEP}"),
        ('{"' + "a" * 1000 + '": 1}', "at most 200 characters"),
        ("{", "not JSON"),
    ],
)
def test_json_within_limits(text, said):
    with pytest.raises(Invalid) as caught:
        json_value(text)
    assert said in caught.value.message


def test_what_is_within_the_limits_is_read():
    text = "a.b.c.d = '" + "a." * 20 + "'\nx = " + "9" * 999 + "\ny = " + "[" * 30 + "]" * 30
    with pytest.raises(Invalid):  # twenty words joined by dots: no text for people has them, and looking for names is cheap so
        toml(text)
    found = toml(text.replace("a." * 20, "a.b.c. "))
    assert found["a"]["b"]["c"]["d"] == "a.b.c. " and found["x"] == 10**999 - 1
    assert json_value('{"x": 1.50, "y": NaN}') == {"x": "1.50", "y": "NaN"}


@pytest.mark.parametrize("value", ["[1" + "0" * 5000 + "]", "[" * 3000, "{x = 1" + "0" * 5000 + "}", "{" + "a." * 5000 + "a = 1}"])
@pytest.mark.slow
def test_values_typed_in_a_shell(value, capsys):
    assert from_arguments("gradient", [f"point={value}"]).fields["point"] == value
    assert main(["solve", "gradient", "function=x y", f"point={value}"]) == 2
    assert "point" in capsys.readouterr().err


def test_a_set_that_is_no_plain_file_ends_with_2(tmp_path, capsys):
    for name in special(tmp_path):
        assert main(["solve", str(tmp_path / f"{name}.toml")]) == 2
        assert f"{name}.toml" in capsys.readouterr().err


def test_a_line_beyond_a_limit_spoils_no_other(tmp_path, capsys):
    path = tmp_path / "s.jsonl"
    rows = ['{"kind": "gradient", "function": "x", "point": [' + "9" * 5000 + "]}", '{"kind": ' + "[" * 60 + "]" * 60 + "}"]
    path.write_text("\n".join([*rows, '{"id": "good", "kind": "gradient", "function": "x y"}\n']))
    assert main(["solve", str(path), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [line.count('"solved"') for line in out.splitlines()] == [0, 0, 1] and "line 1: a whole number" in err and "line 2" in err


def test_answers_that_are_no_plain_file_end_with_2(tmp_path, capsys):
    (tmp_path / "s.jsonl").write_text('{"kind": "short_answer", "statement": "?", "answer": {"value": "x"}}\n')
    for suffix in (".csv", ".jsonl"):
        for kind in ("zero", "pipe"):
            path = tmp_path / f"{kind}{suffix}"
            os.symlink("/dev/zero", path) if kind == "zero" else os.mkfifo(path)
            for more in ([], ["--attempts", "best"], ["--jobs", "1"]):
                assert main(["check", str(tmp_path / "s.jsonl"), "--answers", str(path), *more]) == 2
                err = capsys.readouterr().err
                assert f"{kind}{suffix} is a {'device' if kind == 'zero' else 'pipe'}" in err and "Traceback" not in err


def test_a_text_without_its_quotes_is_told_so():
    with pytest.raises(Invalid) as told:
        toml("title = 'A'\nkind = gradient\n")
    assert told.value.hint == "Text stands in quotes: kind = 'gradient'"
