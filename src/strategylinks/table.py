"""The table that every question and analysis answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from strategylinks.errors import StrategyLinksError

if TYPE_CHECKING:
    import pandas as pd

#: Languages of titles and headings, the first where another lacks a text.
LANGUAGES = ("en", "fi", "sv")
#: A text by language.
Texts = Mapping[str, str]
#: What a cell holds; None where there is nothing.
Value = str | int | float | bool | None


def in_language(texts: Texts, language: str = LANGUAGES[0]) -> str:
    """Give a text in a language, or in the first one that it has."""
    return next((texts[code] for code in (language, *LANGUAGES) if code in texts), "")


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its name for programs, its heading for people; IRIs are not shown on a terminal."""

    name: str
    heading: Texts = field(default_factory=dict)
    is_iri: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold an answer; ``note`` says in a sentence what its numbers mean."""

    name: str
    title: Texts
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Value]]
    note: Texts = field(default_factory=dict)

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    @property
    def fields(self) -> list[str]:
        """List the names of the columns."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> list[Value]:
        """List the values of a column."""
        return [row[name] for row in self.rows]

    def to_dataframe(self) -> pd.DataFrame:
        """Give the table as a pandas DataFrame; raise StrategyLinksError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise StrategyLinksError("pandas is not installed", do="Install strategylinks[pandas].") from error
        rows: list[dict[Any, Any]] = [dict(row) for row in self.rows]
        return pd.DataFrame(rows, columns=self.fields)
