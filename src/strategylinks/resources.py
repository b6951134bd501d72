"""Find the ontology, queries and data, in a checkout as in the installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from strategylinks.errors import WorkspaceError

_HERE = Path(__file__).resolve().parent


@cache
def resource_root() -> Path:
    """Give the folder that holds ``ontology/``, ``queries/`` and ``data/``."""
    for candidate in (_HERE / "resources", _HERE.parent.parent):
        if (candidate / "ontology" / "schemes.ttl").is_file():
            return candidate
    raise WorkspaceError("the package carries no ontology", where=_HERE, do="Install strategylinks again.")
