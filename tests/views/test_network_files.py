"""Networks as files: what went in comes out, in each format, and no text breaks a file."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from made_network import ACTION, EVIDENCE, FACT, FORMULA, GOAL, KYMP, LONELY, NASTY, SIVI, made_network
from openpyxl import load_workbook

from strategylinks.analysis.networks import to_network
from strategylinks.analysis.projecting import goal_network, unit_goal_network, unit_network
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.views.formats import NetworkFormat
from strategylinks.views.network_data import Evidence, Period, merged, read_evidence, read_network_data
from strategylinks.views.networks import write_network

XML_SAFE = NASTY.replace("\x07", "\ufffd")
GEXF = {"g": "http://gexf.net/1.3"}


def write(form: NetworkFormat, language: str = "en") -> bytes:
    return write_network(made_network(), form, language, EVIDENCE)


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own bytes


def gexf() -> ET.Element:
    return parsed(write(NetworkFormat.GEXF))


def gexf_edge(kind: str) -> ET.Element:
    return next(edge for edge in gexf().iterfind(".//g:edge", GEXF) if edge.get("kind") == kind)


@pytest.mark.parametrize("form", NetworkFormat)
def test_the_same_network_gives_the_same_bytes(form: NetworkFormat) -> None:
    assert write(form) == write(form)


def test_graphml_is_read_back_by_networkx_with_its_types() -> None:
    network = nx.read_graphml(io.BytesIO(write(NetworkFormat.GRAPHML)), force_multigraph=True)
    assert set(network) == {SIVI, KYMP, GOAL, ACTION, LONELY}
    assert network.number_of_edges() == 5
    assert network.nodes[SIVI] == {
        "label": "SIVI",
        "kind": "unit",
        "code": "SIVI",
        "name": "Sivistys",
        "plan": "town",
        "municipality": "town",
        "reports": "town-2021 | town-2024",
        "start": "2021-01-01",
        "end": "2024-12-31",
    }
    linkage = next(data for _, _, data in network.edges(data=True) if data.get("facts") == FACT)
    assert (linkage["weight"], linkage["confidence"], linkage["label"]) == (2.0, 0.8, "joint action")
    assert linkage["evidence"].startswith("town-2021:12–14 “SIVI odottaa.")
    assert linkage["through"].endswith("Muualla")


def test_graphml_tells_which_edges_have_a_direction() -> None:
    network = nx.read_graphml(io.BytesIO(write(NetworkFormat.GRAPHML)), force_multigraph=True)
    directed = {(data["kind"], data["directed"]) for _, _, data in network.edges(data=True)}
    assert directed == {("belongs-to", True), ("lead", True), ("joint-action", False), ("stated-condition", True)}


def test_graphml_without_directed_edges_is_undirected() -> None:
    network: nx.Graph[str] = nx.Graph([("a", "b")])
    assert not nx.read_graphml(io.BytesIO(write_network(network, NetworkFormat.GRAPHML))).is_directed()


def test_a_role_is_the_kind_of_a_responsibility() -> None:
    data = read_network_data(made_network())
    assert [edge.kinds for edge in data.edges if edge.target == SIVI and edge.source == ACTION] == [("lead",)]


@pytest.mark.parametrize("form", [NetworkFormat.GRAPHML, NetworkFormat.GEXF])
def test_texts_that_xml_cannot_hold_are_replaced_and_the_rest_kept(form: NetworkFormat) -> None:
    content = write(form).decode()
    assert "\x07" not in content
    root = parsed(content.encode())
    texts = {text for element in root.iter() for text in (element.text, element.get("value"), element.get("label"))}
    assert XML_SAFE in texts


def test_gexf_declares_what_the_timeline_of_gephi_needs() -> None:
    graph = gexf().find("g:graph", GEXF)
    assert graph is not None
    assert {name: graph.get(name) for name in ("mode", "timeformat", "timerepresentation", "defaultedgetype")} == {
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
        "defaultedgetype": "directed",
    }
    assert b"lastmodifieddate" not in write(NetworkFormat.GEXF)


def test_gexf_gives_each_period_as_an_interval_of_nodes_and_edges() -> None:
    both = [{"start": "2021-01-01", "end": "2021-12-31"}, {"start": "2024-01-01", "end": "2024-12-31"}]
    assert [spell.attrib for spell in gexf_edge("joint-action").iterfind("g:spells/g:spell", GEXF)] == both
    nodes = {node.get("id"): node for node in gexf().iterfind(".//g:node", GEXF)}
    assert [spell.attrib for spell in nodes[SIVI].iterfind("g:spells/g:spell", GEXF)] == both
    assert [spell.attrib for spell in nodes[GOAL].iterfind("g:spells/g:spell", GEXF)] == both[:1]


def test_gexf_has_one_edge_for_each_kind_between_two_nodes() -> None:
    kinds = sorted(str(edge.get("kind")) for edge in gexf().iterfind(".//g:edge", GEXF))
    assert kinds == ["belongs-to", "joint-action", "lead", "stated-condition"]
    joint = gexf_edge("joint-action")
    assert (joint.get("type"), joint.get("weight")) == ("undirected", "3")
    values = {value.get("for"): value.get("value") for value in joint.iterfind(".//g:attvalue", GEXF)}
    assert values["edge-confidence"] == "0.8"
    assert values["edge-reports"] == "town-2021 | town-2024"


def test_every_attribute_that_gexf_uses_is_declared() -> None:
    root = gexf()
    declared = {attribute.get("id") for attribute in root.iterfind(".//g:attribute", GEXF)}
    assert {value.get("for") for value in root.iterfind(".//g:attvalue", GEXF)} <= declared


def test_json_is_read_back_by_networkx_with_its_evidence() -> None:
    data = json.loads(write(NetworkFormat.JSON))
    network = nx.node_link_graph(data, edges="edges")
    assert network.is_multigraph()
    assert set(network) == {SIVI, KYMP, GOAL, ACTION, LONELY}
    assert network.nodes[ACTION]["name"] == NASTY
    edge = next(data for _, _, data in network.edges(data=True) if data["facts"] == [FACT])
    assert edge["evidence"] == [{"report": "town-2021", "first": 12, "last": 14, "text": f"SIVI odottaa. {NASTY}"}]
    assert edge["periods"] == [{"start": "2021-01-01", "end": "2021-12-31"}]
    assert network.graph["reports"] == ["town-2021", "town-2024"]


def test_kumu_gets_the_sheets_and_headings_that_it_imports() -> None:
    book = load_workbook(io.BytesIO(write(NetworkFormat.KUMU, "fi")))
    assert book.sheetnames == ["Elements", "Connections"]
    elements, connections = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert elements[0][:5] == ("ID", "Label", "Type", "Description", "Tags")
    assert connections[0][:5] == ("ID", "From", "To", "Type", "Direction")
    assert (SIVI, "SIVI", "yksikkö", "SIVI Sivistys", "town-2021|town-2024") in {row[:5] for row in elements}
    joint = next(row for row in connections if row[3] == "yhteinen toimenpide")
    assert joint[4] == "undirected"
    assert joint[connections[0].index("Strength")] == 3


def test_connections_of_kumu_name_elements_by_their_id_and_each_has_one_of_its_own() -> None:
    elements, connections = (
        list(sheet.iter_rows(min_row=2, values_only=True))
        for sheet in load_workbook(io.BytesIO(write(NetworkFormat.KUMU)))
    )
    ids = {row[0] for row in elements}
    assert {end for row in connections for end in row[1:3]} <= ids
    assert len({row[0] for row in connections}) == len(connections)


def test_no_text_becomes_a_formula_in_kumu() -> None:
    book = load_workbook(io.BytesIO(write(NetworkFormat.KUMU)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert FORMULA in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_merging_adds_weights_and_keeps_every_quote_and_the_least_confidence() -> None:
    edges = merged(read_network_data(made_network(), EVIDENCE).edges)
    joint = next(edge for edge in edges if edge.kinds == ("joint-action",))
    assert (joint.weight, joint.confidence, len(joint.quotes)) == (3.0, 0.8, 2)
    assert joint.periods == (Period("2021-01-01", "2021-12-31"), Period("2024-01-01", "2024-12-31"))


def test_without_evidence_edges_have_no_quotes() -> None:
    assert not any(edge.quotes for edge in read_network_data(made_network(), Evidence()).edges)


def test_an_empty_network_is_a_file_too() -> None:
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for form in NetworkFormat:
        assert write_network(empty, form)


def test_the_real_network_brings_the_words_that_show_its_edges(engine: EmbeddedEngine) -> None:
    network = to_network(engine, "lahti-2017-h1")
    data = read_network_data(network, read_evidence(engine, network))
    assert all(edge.quotes for edge in data.edges)
    assert {edge.periods for edge in data.edges} == {(Period("2017-01-01", "2017-06-30"),)}


@pytest.mark.parametrize("project", [unit_goal_network, unit_network, goal_network])
def test_projections_are_written_in_every_format(engine: EmbeddedEngine, project: object) -> None:
    network = project(to_network(engine, "lahti-2017-h1"))  # type: ignore[operator]
    evidence = read_evidence(engine, network)
    for form in NetworkFormat:
        assert write_network(network, form, "sv", evidence)


def test_what_joins_two_ends_is_named_even_where_it_is_no_node(engine: EmbeddedEngine) -> None:
    network = unit_goal_network(to_network(engine, "tuusula-2021-q3"))
    data = read_network_data(network, read_evidence(engine, network))
    assert data.edges
    assert all(edge.through and not any(name.startswith("http") for name in edge.through) for edge in data.edges)
