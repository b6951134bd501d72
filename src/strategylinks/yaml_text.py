"""YAML, read with the quick parser of libyaml where PyYAML was built with it."""

from __future__ import annotations

from typing import Any

import yaml

#: Both are safe: they make plain values only.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:  # noqa: ANN401 - YAML holds whatever was written
    """Read one YAML document; raise yaml.YAMLError where it is none."""
    return yaml.load(text, _LOADER)  # noqa: S506 - the loader is a safe one
