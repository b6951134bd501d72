"""What a visitor may have meant by an address that is not in the graph."""

from __future__ import annotations

import pyoxigraph as ox
from rapidfuzz import process

from strategylinks.querying.library import Answer, select
from strategylinks.web.site import Site

_MOST = 6
_LONGEST = 60
#: "id/lahti/2017/goal/C55": where the municipality and the plan stand.
_PARTS = 3


def nearest_names(site: Site, iri: str) -> list[str]:
    """List names near the end of an address, among what stands beside it: elements of the plan, or units."""
    parts = site.local(iri).split("/")
    if len(parts) <= _PARTS:
        return []
    wanted = parts[-1]
    names = {" ".join(filter(None, [row["code"], row["name"]])): row["code"] or "" for row in _beside(site, parts)}
    by_code = process.extract(wanted, {name: code for name, code in names.items() if code}, limit=_MOST)
    found = [name for _, _, name in by_code] or [name for name, _, _ in process.extract(wanted, names, limit=_MOST)]
    return [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in dict.fromkeys(found)]


def _beside(site: Site, parts: list[str]) -> list[Answer]:
    municipality, plan = parts[1], parts[2]
    if plan in ("unit", "post"):
        return list(select(site.engine, "names/units", municipality=ox.Literal(municipality)))
    # The id of a plan begins with its municipality, which its address says only once.
    ids = (plan, f"{municipality}-{plan}")
    reports = [ox.Literal(report.id) for report in site.reports.values() if report.plan in ids]
    return list(select(site.engine, "names/elements", report=reports)) if reports else []
