"""The names at the top of the package are few, load on first use, and are what they say."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

import strategylinks
from strategylinks.table import Column, Table


@pytest.mark.parametrize("name", strategylinks.__all__)
def test_every_public_name_is_there_and_says_what_it_does(name: str) -> None:
    assert getattr(strategylinks, name).__doc__


def test_public_names_are_sorted_and_about_a_dozen() -> None:
    assert strategylinks.__all__ == sorted(strategylinks.__all__)
    assert 10 <= len(strategylinks.__all__) <= 16


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        strategylinks.nonsense  # noqa: B018


def test_importing_the_package_loads_nothing() -> None:
    code = "import strategylinks, sys; print(len([name for name in sys.modules if name.startswith('rdflib')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_a_table_becomes_a_data_frame_with_its_columns() -> None:
    table = Table("made", {}, [Column("unit"), Column("actions")], [{"unit": "SIVI", "actions": 2}])
    frame = table.to_dataframe()
    assert isinstance(frame, pd.DataFrame)
    assert frame.to_dict("records") == [{"unit": "SIVI", "actions": 2}]
    assert list(Table("empty", {}, table.columns, []).to_dataframe()) == ["unit", "actions"]


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(strategylinks.StrategyLinksError, match=r"Install strategylinks\[pandas\]"):
        Table("empty", {}, [], []).to_dataframe()
