"""Make the index of a site: everything there is to find, and the words of kinds and reports in all languages."""

from __future__ import annotations

from strategylinks.table import LANGUAGES
from strategylinks.web.search.documents import GROUP_OF, read_documents
from strategylinks.web.search.index import Index, build_index
from strategylinks.web.site import Site
from strategylinks.web.words import say


def index_of(site: Site) -> Index:
    """Give the index of everything that there is to find in the graph of a site, made when it is first asked for."""
    return site.shelf.get("search", lambda: _made(site))


def _made(site: Site) -> Index:
    kinds = {kind: " ".join(say(language, f"search.words-{kind}") for language in LANGUAGES) for kind in GROUP_OF}
    reports = {report.id: f"{report.short} {report.year}" for report in site.reports.values()}
    places = {report.municipality: report.municipality_name for report in site.reports.values()}
    return build_index(read_documents(site.engine), {**kinds, **places, **reports})
