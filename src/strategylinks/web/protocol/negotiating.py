"""Choose the format of an answer by what a client accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: More ranges than any client sends.
_MOST_RANGES = 50
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Tell how closely this range names a media type: 0 not at all, 3 exactly."""
        if self.kind == media_type:
            return 3
        if self.kind == f"{media_type.partition('/')[0]}/*":
            return 2
        return int(self.kind == "*/*")


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Choose the media type that is wanted most, of equals the first; None where none is wanted."""
    ranges = [_range(part) for part in accept.split(",")[:_MOST_RANGES] if part.strip()]
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda media_type: _wanted(media_type, ranges))
    return best if _wanted(best, ranges) > 0 else None


def _wanted(media_type: str, ranges: Sequence[_Range]) -> float:
    """Give the quality of the range that names a media type most closely."""
    closest = max(ranges, key=lambda one: (one.fits(media_type), one.quality))
    return closest.quality if closest.fits(media_type) else 0.0


def _range(text: str) -> _Range:
    kind, *parameters = (part.strip().lower() for part in text.split(";"))
    given = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        quality = float(given)
    except ValueError:
        quality = 0.0
    # A quality that is no number of the standard ("nan", "-1", "1e9") counts as the nearest that is.
    return _Range(kind, min(max(quality, 0.0), 1.0) if quality == quality else 0.0)
