"""A small network as analysis makes them, with texts that would break a careless writer."""

from __future__ import annotations

from typing import Any

import networkx as nx

from strategylinks.views.network_data import Evidence, Quote

BASE = "https://example.org/"
SIVI, KYMP, GOAL, ACTION, LONELY = (f"{BASE}{name}" for name in ("unit/SIVI", "unit/KYMP", "goal/C5", "action/1", "x"))
FACT = f"{BASE}linkage/1"
#: Markup, the end of a CDATA section, a control character, a formula.
NASTY = "<script>document.title = 'broken'</script> ]]> & \x07 \"quoted\""
FORMULA = "=HYPERLINK(1)"
EVIDENCE = Evidence(
    quotes={
        FACT: (Quote("town-2021", 12, 14, f"SIVI odottaa. {NASTY}"),),
        f"{FACT}b": (Quote("town-2024", 3, 3, "KYMP ja SIVI yhdessä."),),
    },
    names={f"{BASE}elsewhere": "Muualla"},
)
_FIRST = {"report": "town-2021", "start": "2021-01-01", "end": "2021-12-31"}
_SECOND = {"report": "town-2024", "start": "2024-01-01", "end": "2024-12-31"}


def made_network() -> nx.MultiDiGraph[str]:
    """Give two units that are linked in two periods, a goal, an action with a nasty name, and a unit without links."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node(SIVI, **_node("unit", "Sivistys", "SIVI"))
    network.add_node(KYMP, **_node("unit", "Kaupunkiympäristö", "KYMP"))
    network.add_node(GOAL, **_node("goal", "Hiilineutraali kaupunki", "C5"))
    network.add_node(ACTION, **_node("action", NASTY, ""))
    network.add_node(LONELY, **_node("partner", FORMULA, ""))
    network.add_edge(ACTION, GOAL, "a", **_edge("belongs-to", ACTION, _FIRST))
    network.add_edge(ACTION, SIVI, "b", **(_edge("responsible", ACTION, _FIRST) | {"role": "lead"}))
    joint = {"directed": False, "through": (ACTION, f"{BASE}elsewhere"), "weight": 2.0, "confidence": 0.8}
    joint |= {"from_units": (SIVI,), "to_units": (KYMP,)}
    network.add_edge(SIVI, KYMP, "c", **(_edge("joint-action", FACT, _FIRST) | joint))
    network.add_edge(KYMP, SIVI, "d", **(_edge("joint-action", f"{FACT}b", _SECOND) | {"directed": False}))
    network.add_edge(KYMP, SIVI, "e", **_edge("stated-condition", f"{FACT}b", _SECOND))
    return network


def _node(kind: str, label: str, code: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "label": label,
        "code": code,
        "reports": ("town-2021", "town-2024"),
        "plan": "town",
        "municipality": "town",
        "start": "2021-01-01",
        "end": "2024-12-31",
    }


def _edge(kind: str, fact: str, when: dict[str, str]) -> dict[str, Any]:
    return {"kind": kind, "role": "", "weight": 1.0, "confidence": 1.0, "directed": True, "fact": fact, **when}
