"""Turn the bytes of a report into lines, or say kindly why that cannot be done."""

from __future__ import annotations

from pathlib import Path

from strategylinks.errors import ReportTextError

#: The largest report read, in bytes: a text layer of a thousand pages is about 3 MB.
MAX_BYTES = 20_000_000
_UTF8_BOM = b"\xef\xbb\xbf"


def read_content(path: Path) -> bytes:
    """Read a report's bytes; raise ReportTextError where that cannot be."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReportTextError(
                f"the file has {size:,} bytes, which is no text layer of a report (at most {MAX_BYTES:,})",
                where=path,
                do="Check that it is the right file.",
            )
        return path.read_bytes()
    except OSError as error:
        raise ReportTextError(
            f"cannot be read: {error.strerror}", where=path, do="Check the path and the rights."
        ) from error


def decode_lines(content: bytes, where: Path | str) -> tuple[str, ...]:
    """Decode a report's bytes as UTF-8 lines; a byte order mark and CRLF are taken as they are meant."""
    try:
        text = content.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReportTextError(
            f"byte 0x{content[error.start]:02x} is not UTF-8",
            where=where,
            line=line,
            do="Save the file as UTF-8 (it may be Latin-1 now).",
        ) from error
    if "\x00" in text:
        raise ReportTextError(
            "holds a NUL byte, so it is no text",
            where=where,
            line=text.count("\n", 0, text.index("\x00")) + 1,
            do="Export the text layer of the document again.",
        )
    if not text.strip():
        raise ReportTextError("holds no text", where=where, do="Check that it is the right file.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)
