"""Networks: of units, of units and goals, of goals, of everything, and around one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from strategylinks.analysis.networks import HOLDERS
from strategylinks.analysis.projecting import PROJECTIONS, unit_network
from strategylinks.errors import NotInGraphError
from strategylinks.table import LANGUAGES, Column, Table, Texts, Value
from strategylinks.views.formats import NetworkFormat
from strategylinks.views.network_drawing import MOST_NODES
from strategylinks.views.network_look import LINES, SHAPES, family_of
from strategylinks.views.network_page import what_is_shown
from strategylinks.views.networks import write_network
from strategylinks.views.words import edge_kind_names
from strategylinks.views.words import words as words_of
from strategylinks.web import words
from strategylinks.web.drawing.network import draw_network
from strategylinks.web.sharing.networks import (
    ALL,
    MOST_REPORTS,
    Read,
    chosen_reports,
    keys,
    newest_first,
    read_chosen,
    read_newest,
    read_some,
    reports_naming,
)
from strategylinks.web.sharing.picture import MOST_QUOTES, STEPS_OF_SIZE, Picture, picture_of
from strategylinks.web.site import Site
from strategylinks.web.view import File, Page, Section, View
from strategylinks.web.visit import Visit

#: The networks by their names in addresses, in the order of the tabs.
KINDS = {"unit-unit": "units", "unit-goal": "unit-goal", "goal-goal": "goals", "full": "full"}
_EGO = "ego"
#: Around these there is a page also in a static site.
_CENTRES = (*HOLDERS, "goal", "flagship")
_FARTHEST = 2
#: Longer numbers are nonsense.
_DIGITS = 7
_TAKES = ("link", "nodes", "lines")


def show_newest(visit: Visit) -> View:
    """Show who works with whom in the newest report whose units have anything in common."""
    read = read_newest(visit.site, lambda network: unit_network(network).number_of_edges())
    return _show(visit, read, "unit-goal", PROJECTIONS["unit-goal"](read.network))


def show(visit: Visit) -> View:
    """Show a network of a report, or of all."""
    kind = visit.parameters["kind"]
    if kind not in KINDS:
        raise NotInGraphError(f"there is no network {kind!r}", do=f"There are: {', '.join(KINDS)}.")
    read = read_chosen(visit)
    return _show(visit, read, kind, PROJECTIONS[KINDS[kind]](read.network))


def show_ego(visit: Visit) -> View:
    """Show what stands around one thing, one or two steps away."""
    iri = visit.site.iri(visit.parameters["path"])
    naming = [report for report in newest_first(visit.site) if report.id in set(reports_naming(visit.site.engine, iri))]
    wanted = visit.query.get("report", "")
    if wanted and wanted != ALL:
        naming = [report for report in naming if report.id == wanted] or naming
    read = read_some(visit.site, ALL if len(naming) != 1 else naming[0].id, naming[:MOST_REPORTS])
    if iri not in read.network:
        raise NotInGraphError(
            f"nothing in the networks is called {visit.parameters['path']!r}",
            do="Choose a unit or a goal in a network.",
        )
    steps = min(_number(visit, "steps") or 1, _FARTHEST)
    around = _around(read.network, iri, steps, _most(visit))
    data = read.network.nodes[iri]
    centre = {"iri": iri, "short": data["code"] or data["label"], "name": data["label"], "steps": steps}
    return _show(visit, read, _EGO, around, centre)


def _around(network: nx.MultiDiGraph[str], centre: str, steps: int, most: int) -> nx.Graph[str]:
    """Take what is so many steps away, the nearest and best linked first, so that the centre is always there."""
    lengths = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), centre, cutoff=steps)
    nearest = sorted(lengths, key=lambda node: (lengths[node], -network.degree(node), node))[:most]
    return network.subgraph(nearest)


def _show(visit: Visit, read: Read, kind: str, network: nx.Graph[str], centre: Mapping[str, Any] | None = None) -> View:
    link = visit.query.get("link", "")
    narrowed = _of_family(network, link) if link in LINES else network
    every_line = visit.query.get("lines") == ALL
    picture = picture_of(narrowed, visit.site.engine, visit.language, _most(visit), every_line=every_line)
    title = visit.say("network.title-ego", name=centre["short"]) if centre else visit.say(f"network.title-{kind}")
    named = read.report.short if read.report else visit.say("site.all-reports")
    content = {
        "chosen": read.chosen,
        "read": read,
        "kind": kind,
        "kinds": list(KINDS),
        "centres": _CENTRES,
        "centre": centre,
        "picture": picture,
        "most_inline": STEPS_OF_SIZE[1],
        "svg": _svg(visit, picture, f"{title} · {named}"),
        "what_is_shown": what_is_shown(picture.data, picture.shown, words_of("page", visit.language)),
        "node_kinds": words_of("node-kind", visit.language),
        "line_families": words_of("line-family", visit.language),
        "families": [
            family for family in LINES if family in {family_of(_kinds(d)) for *_, d in network.edges(data=True)}
        ],
        "link": link if link in LINES else "",
        "every_line": every_line,
        "here": _linker(visit, read.chosen, kind, centre),
        "most": _most(visit),
        "sizes": STEPS_OF_SIZE,
        "most_quotes": MOST_QUOTES,
        **_names(read, picture),
    }
    data = {
        "reports": [report.id for report in read.reports],
        "kind": kind,
        "nodes": [_node(one) for one in picture.shown.nodes],
    }
    tables = [_links(picture, visit.language), _nodes(picture)]
    return View(title, "network.html.jinja", content, data, tables, str(content["svg"]), _files(narrowed, visit, title))


def _names(read: Read, picture: Picture) -> dict[str, Any]:
    """Give what the template looks things up in."""
    return {
        "shapes": SHAPES,
        "colours": LINES,
        "unit_keys": keys(read.network),
        "numbers": {node.id: f"n{number}" for number, node in enumerate(picture.shown.nodes)},
        "node_names": {f"n{number}": node.title for number, node in enumerate(picture.shown.nodes)},
    }


def _linker(visit: Visit, chosen: str, kind: str, centre: Mapping[str, Any] | None) -> Callable[..., str]:
    """Make what links to the same network, asked otherwise."""
    if centre:
        return lambda **asked: visit.link("ego", path=visit.site.local(str(centre["iri"])), **asked)
    return lambda **asked: visit.link("network-of", kind=kind, report=chosen, **asked)


def _svg(visit: Visit, picture: Picture, title: str) -> str:
    kinds, lines = words_of("node-kind", visit.language), words_of("line-family", visit.language)
    legend = {kind: kinds[kind] for kind in picture.kinds}, {family: lines[family] for family in picture.families}
    return draw_network(picture.nodes, picture.edges, title, *legend)


def _files(network: nx.Graph[str], visit: Visit, title: str) -> list[File]:
    """Offer the formats of network programs, and the picture as a page that needs nothing else."""

    def maker(form: NetworkFormat) -> Callable[[], bytes]:
        return lambda: write_network(network, form, visit.language, title=title)

    forms = {"gexf": NetworkFormat.GEXF, "graphml": NetworkFormat.GRAPHML, "html": NetworkFormat.HTML}
    return [File(suffix, maker(form)) for suffix, form in forms.items()]


def _most(visit: Visit) -> int:
    return min(_number(visit, "nodes") or MOST_NODES, STEPS_OF_SIZE[-1])


def _number(visit: Visit, name: str) -> int:
    """Read a number that was asked for; anything else is none."""
    wanted = visit.query.get(name, "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < _DIGITS else 0


def _of_family(network: nx.Graph[str], family: str) -> nx.Graph[str]:
    """Leave out the lines of other families."""
    kept = network.__class__()
    kept.add_nodes_from(network.nodes(data=True))
    kept.add_edges_from(
        (source, target, data) for source, target, data in network.edges(data=True) if family_of(_kinds(data)) == family
    )
    return kept


def _kinds(data: Mapping[str, Any]) -> Sequence[str]:
    return tuple(data.get("kinds", ())) or (str(data.get("kind", "sum")),)


def _node(node: Any) -> dict[str, Any]:  # noqa: ANN401 - a node of the views
    return {"iri": node.id, "kind": node.kind, "code": node.code, "name": node.name, "reports": list(node.reports)}


def _links(picture: Picture, language: str) -> Table:
    names = edge_kind_names(language)
    titles = {node.id: node.title for node in picture.shown.nodes}
    heads = ("from", "to", "kind", "weight", "confidence", "through", "reports", "quotes")
    columns = [Column(name, _in_all(f"network.column-{name}")) for name in heads]
    columns += [Column("source", {"en": "IRI (from)"}, is_iri=True), Column("target", {"en": "IRI (to)"}, is_iri=True)]
    rows: list[dict[str, Value]] = [
        {
            "from": titles[edge.source],
            "to": titles[edge.target],
            "kind": ", ".join(names.get(kind, kind) for kind in edge.kinds),
            "weight": edge.weight,
            "confidence": edge.confidence,
            "through": "; ".join(edge.through),
            "reports": ", ".join(edge.reports),
            "quotes": "\n".join(f"{quote.report}:{quote.first} {quote.text}" for quote in edge.quotes),
            "source": edge.source,
            "target": edge.target,
        }
        for edge in picture.shown.edges
    ]
    return Table("network-links", _in_all("network.links"), columns, rows)


def _nodes(picture: Picture) -> Table:
    heads = ("kind", "code", "name", "neighbours", "reports")
    columns = [
        *(Column(name, _in_all(f"network.column-{name}")) for name in heads),
        Column("iri", {"en": "IRI"}, is_iri=True),
    ]
    degrees = picture.degrees
    rows: list[dict[str, Value]] = [
        {
            "kind": node.kind,
            "code": node.code,
            "name": node.name,
            "neighbours": degrees.get(node.id, 0),
            "reports": ", ".join(node.reports),
            "iri": node.id,
        }
        for node in picture.shown.nodes
    ]
    return Table("network-nodes", _in_all("network.nodes"), columns, rows)


def _in_all(key: str) -> Texts:
    return {language: words.say(language, key) for language in LANGUAGES}


def _addresses(site: Site) -> Iterable[Mapping[str, str]]:
    return [{"kind": kind} | chosen for kind in KINDS for chosen in chosen_reports(site)]


def _egos(site: Site) -> Iterable[Mapping[str, str]]:
    """List the units and posts, and the goals, that any report names."""
    found = {
        node
        for report in site.reports.values()
        for node, data in read_some(site, report.id, [report]).network.nodes(data=True)
        if data["kind"] in _CENTRES
    }
    return [{"path": site.local(node)} for node in sorted(found)]


PAGES: Sequence[Page] = (
    Page("network", "network", Section.NETWORK, show_newest, takes=_TAKES),
    Page(
        "ego",
        "network/of/{path:path}",
        Section.NETWORK,
        show_ego,
        _egos,
        is_detail=True,
        takes=("steps", "report", *_TAKES),
    ),
    Page("network-of", "network/{kind}/{report}", Section.NETWORK, show, _addresses, takes=_TAKES),
)
