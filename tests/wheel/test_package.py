"""What a wheel must hold, as far as it can be seen without building one."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import strategylinks
from strategylinks.resources import resource_root

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]


def test_the_version_stands_in_one_place():
    assert "version" not in PROJECT["project"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/strategylinks/__init__.py"
    places = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"^__version__\s*=", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert places == ["src/strategylinks/__init__.py"]
    assert strategylinks.__version__ == version("strategylinks")


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "src/strategylinks/py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["project"]["classifiers"]


def test_everything_that_the_package_reads_at_run_time_goes_into_the_wheel():
    assert WHEEL["force-include"] == {
        part: f"strategylinks/resources/{part}" for part in ("ontology", "queries", "data")
    }
    assert resource_root() == ROOT
    assert all(any((ROOT / part).rglob("*.*")) for part in WHEEL["force-include"])


#: What the pages are drawn with, and the licences of what is not ours.
WEB = {".css", ".js", ".svg", ".woff2", ".LICENSE", ".LICENSE-APACHE"}


def test_no_stray_files_lie_among_those_that_go_into_the_wheel():
    kinds = {
        "ontology": {".ttl", ".md"},
        "queries": {".rq", ".md"},
        "data": {".txt", ".toml", ".md", ".tsv"},
        "src/strategylinks": {
            ".py",
            ".typed",
            ".toml",
            ".yaml",
            ".jinja",
            ".css",
            ".js",
            ".svg",
            ".woff2",
            ".LICENSE",
            ".LICENSE-APACHE",
        },
    }
    for folder, suffixes in kinds.items():
        strays = [
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
            if (path.suffix or f".{path.name.rsplit('.', 1)[-1]}") not in suffixes
        ]
        assert strays == []


def test_the_command_and_the_package_have_one_name():
    assert PROJECT["project"]["name"] == "strategylinks"
    assert list(PROJECT["project"]["scripts"]) == ["strategylinks"]
