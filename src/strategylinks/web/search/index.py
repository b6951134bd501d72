"""The index: a SQLite database of its own for each graph, which goes to disk where memory is short, and then goes.

What there is to find stands in ``documents``, its words in the full-text table ``found``, and each different word once
in ``words``: a word that is looked for is first turned into the words that there are.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields

from strategylinks.web.search.documents import GROUP_OF, Document
from strategylinks.web.search.forms import plain, root, tokens

_COLUMNS = [field.name for field in fields(Document)]
_TABLES = f"""
CREATE TABLE documents (id INTEGER PRIMARY KEY, {", ".join(_COLUMNS)}, "group", context);
CREATE VIRTUAL TABLE found USING fts5(
  code, name, text, context, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'"
);
CREATE TABLE places (id INTEGER PRIMARY KEY, "group", report);
CREATE TABLE words (word PRIMARY KEY, plain, root) WITHOUT ROWID;
"""
_WORDS = """
CREATE INDEX plains ON words (plain, word);
CREATE INDEX roots ON words (root, word);
CREATE INDEX things ON documents (iri);
CREATE INDEX codes ON documents (code COLLATE NOCASE);
CREATE VIRTUAL TABLE pieces USING fts5(word UNINDEXED, plain, tokenize='trigram');
INSERT INTO pieces SELECT word, plain FROM words WHERE length(plain) > 2;
"""


@dataclass(frozen=True, slots=True)
class Index:
    """Hold the database; one question is asked of it at a time."""

    connection: sqlite3.Connection
    lock: threading.Lock = field(default_factory=threading.Lock)

    def select(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Ask the database."""
        with self.lock:
            return self.connection.execute(query, values).fetchall()

    def documents(self, ids: Iterable[int]) -> dict[int, Document]:
        """Give documents by their number."""
        wanted = ",".join(str(int(number)) for number in ids)
        rows = self.select(f"SELECT id, {', '.join(_COLUMNS)} FROM documents WHERE id IN ({wanted})")  # noqa: S608
        return {int(str(row[0])): Document(*row[1:]) for row in rows}  # type: ignore[arg-type]

    def contexts(self, ids: Iterable[int]) -> dict[int, str]:
        """Give the words that documents are found with beside their own, by number."""
        wanted = ",".join(str(int(number)) for number in ids)
        rows = self.select(f"SELECT id, context FROM documents WHERE id IN ({wanted})")  # noqa: S608
        return {int(str(number)): str(context) for number, context in rows}

    def things(self, iris: Iterable[str]) -> dict[str, Document]:
        """Give documents by the IRI of what they are about; of one that several reports state, the first."""
        wanted = list(iris)
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE iri IN ({marks}) ORDER BY id DESC"  # noqa: S608
        rows = self.select(query, wanted)
        return {str(row[0]): Document(*row) for row in rows}  # type: ignore[arg-type]

    def export(self) -> Iterator[Mapping[str, object]]:
        """Give every document with the roots of its words, for an index without a server."""
        for row in self.select(f'SELECT "group", {", ".join(_COLUMNS)} FROM documents ORDER BY id'):  # noqa: S608
            record = dict(zip(("group", *_COLUMNS), row, strict=True))
            words = dict.fromkeys(root(word) for name in ("code", "name", "text") for word in tokens(str(record[name])))
            yield {**record, "roots": list(words)}


def build_index(documents: Iterable[Document], contexts: Mapping[str, str]) -> Index:
    """Write documents into a new index; ``contexts`` are further words for a kind, a report or a municipality."""
    # A database without a name is kept in memory first, and on disk where it grows; it is gone when it is closed.
    connection = sqlite3.connect("", check_same_thread=False)
    connection.executescript(_TABLES)
    vocabulary: set[str] = set()
    for number, document in enumerate(documents, start=1):
        vocabulary.update(_write(connection, number, document, contexts))
    rows = ((word, plain(word), root(word)) for word in sorted(vocabulary))
    connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
    connection.executescript(_WORDS)
    connection.commit()
    return Index(connection)


def _write(
    connection: sqlite3.Connection, number: int, document: Document, contexts: Mapping[str, str]
) -> Iterator[str]:
    """Write a document, and give its words."""
    about = (document.kind, document.report, document.municipality)
    context = tokens(" ".join([*(contexts.get(name, "") for name in about), document.units]))
    values = (number, *astuple(document), GROUP_OF[document.kind], " ".join(context))
    connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    connection.execute("INSERT INTO places VALUES (?, ?, ?)", (number, GROUP_OF[document.kind], document.report))
    written = [tokens(document.code), tokens(document.name), tokens(document.text), context]
    connection.execute(
        "INSERT INTO found (rowid, code, name, text, context) VALUES (?, ?, ?, ?, ?)",
        (number, *(" ".join(words) for words in written)),
    )
    for words in written:
        yield from words
