"""From bytes to lines: what a text file may look like, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategylinks.errors import ReportTextError
from strategylinks.reports import text
from strategylinks.reports.text import decode_lines, read_content

#: Text of lines, with all that a document may hold but line ends.
LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=20), min_size=1)


@pytest.mark.parametrize("content", ["Ä\nb\n", "Ä\r\nb\r\n", "Ä\rb\r", "\ufeffÄ\nb\n", "\ufeffÄ\r\nb", "Ä\nb"])
def test_line_ends_and_byte_order_marks_do_not_count(content: str) -> None:
    assert decode_lines(content.encode(), "report.txt") == ("Ä", "b")


def test_blank_lines_keep_their_numbers() -> None:
    assert decode_lines(b"\n\na\t b \n\n\n", "report.txt") == ("", "", "a\t b ", "", "")


def test_only_line_ends_divide_lines() -> None:
    assert decode_lines("a\x0bb\x0cc\u2028d\x85e".encode(), "report.txt") == ("a\x0bb\x0cc\u2028d\x85e",)


@given(LINES)
@settings(derandomize=True, max_examples=60)
def test_lines_come_out_as_they_went_in(lines: list[str]) -> None:
    lines = ["x", *lines]
    assert decode_lines(("\n".join(lines) + "\n").encode(), "report.txt") == tuple(lines)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("yksi\nkaksi\nkäyttö\n".encode("latin-1"), 3, r"byte 0xe4 is not UTF-8.*\n.*Latin-1"),
        (b"yksi\nkak\x00si\n", 2, "NUL byte"),
        (b"\xff\xfea\x00", 1, "byte 0xff is not UTF-8"),
        (b"", None, "holds no text"),
        (b" \n\t\r\n\n", None, "holds no text"),
        (b"\xef\xbb\xbf\n", None, "holds no text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(content: bytes, line: int | None, message: str) -> None:
    with pytest.raises(ReportTextError, match=f"(?s){message}") as caught:
        decode_lines(content, "report.txt")
    assert (caught.value.where, caught.value.line) == ("report.txt", line)
    assert str(caught.value).startswith(f"report.txt:{line}: " if line else "report.txt: ")


@given(st.binary(max_size=60))
@settings(derandomize=True, max_examples=150)
def test_any_bytes_are_lines_or_a_kind_error(content: bytes) -> None:
    try:
        lines = decode_lines(content, "report.txt")
    except ReportTextError:
        return
    assert any(line.strip() for line in lines)
    assert not any({"\r", "\n", "\x00"} & set(line) for line in lines)


def test_files_are_read_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfa\r\n")
    assert read_content(file) == b"\xef\xbb\xbfa\r\n"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_files_that_cannot_be_read_are_a_kind_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReportTextError, match=r"cannot be read") as caught:
        read_content(tmp_path / name)
    assert caught.value.where == tmp_path / name


def test_huge_files_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "noise.txt"
    with file.open("wb") as noise:
        noise.truncate(text.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(ReportTextError, match="20,000,001 bytes"):
        read_content(file)
