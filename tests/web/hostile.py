"""A graph whose every text would like to be a script, and what reads pages as a browser does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

from strategylinks.workspace import Workspace

#: Texts that break out of elements, attributes, scripts, styles and templates, and turn the reading direction.
PAYLOAD = (
    '<script>window.tripped=1</script><img src=x onerror="window.tripped=1">"\'` onmouseover=window.tripped=1 x='
    "</textarea></title></style><svg onload=window.tripped=1>{{7*7}}${7*7}\u202e\u2066&lt;b&gt;]]>--><a "
    'href="javascript:window.tripped=1">javascript:window.tripped=1</a>'
)
_SCRIPTED = "javascript:window.tripped=1"
#: What programs go by stays as it is: such texts lead to pages.
_KEPT = frozenset(
    f"http://{name}"
    for name in (
        "purl.org/dc/terms/identifier",
        "www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "spdx.org/rdf/terms#checksumValue",
    )
)
_SEE_ALSO = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
#: Attributes that lead somewhere.
_LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"})


def poisoned(store: ox.Store) -> ox.Store:
    """Copy a store; every text that is written for people carries the payload, and things lead to scripts."""
    bad = ox.Store()
    bad.bulk_extend(_poison(quad) for quad in store)
    for quad in list(store.quads_for_pattern(None, None, ox.NamedNode("https://w3id.org/strategylinks/ontology#Goal"))):
        bad.add(ox.Quad(quad.subject, _SEE_ALSO, ox.NamedNode(_SCRIPTED), quad.graph_name))
    return bad


def poisoned_workspace(workspace: Workspace, folder: Path) -> Workspace:
    """Copy a workspace; some lines of its reports carry the payload."""
    shutil.copytree(workspace.data, folder / "data")
    for path in (folder / "data" / "reports").glob("*.txt"):
        lines = path.read_bytes().split(b"\n")
        marked = [line + PAYLOAD.encode() if number % 7 == 3 else line for number, line in enumerate(lines)]
        path.write_bytes(b"\n".join(marked))
    return Workspace(folder)


def _poison(quad: ox.Quad) -> ox.Quad:
    value = quad.object
    if not isinstance(value, ox.Literal) or quad.predicate.value in _KEPT or value.datatype.value in _plain(value):
        return quad
    text = f"{value.value} {PAYLOAD}"
    said = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
    return ox.Quad(quad.subject, quad.predicate, said, quad.graph_name)


def _plain(value: ox.Literal) -> frozenset[str]:
    """Give the types of values that are no texts for people: words without a blank are codes."""
    is_code = not value.language and (value.datatype.value != _STRING or " " not in value.value)
    return frozenset({value.datatype.value}) if is_code else frozenset()


@dataclass
class Reader(HTMLParser):
    """Read a page as a browser does, and note what would run or lead to a script, and where its links lead."""

    text: str
    found: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "script" and not (given.get("src", "").startswith("/static/") or "json" in given.get("type", "")):
            self.found.append(f"<script {given}>")
        if tag in ("img", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag} {given}>")
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        for name in _LEADING & given.keys():
            kind = urlsplit(given[name].strip()).scheme.lower()
            if kind not in ("", "http", "https"):
                self.found.append(f"<{tag} {name}={given[name][:60]}>")
        if tag == "a":
            self.links.append(given.get("href", ""))

    def here(self, place: str) -> Iterator[str]:
        """Give the addresses on this server that the page at a place leads to, without their fragments."""
        for link in self.links:
            whole = urlsplit(urljoin(f"http://localhost{place}", link))
            if whole.netloc == "localhost" and whole.scheme == "http":
                yield whole.path + (f"?{whole.query}" if whole.query else "")
