"""The register and the wording, as files and as read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from strategylinks.errors import WorkspaceError
from strategylinks.linking import Linker
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs
from strategylinks.register import NamedKind
from strategylinks.validation.quotes import check_evidence
from strategylinks.workspace import Workspace, make_workspace, read_register


def test_every_quote_of_the_register_stands_in_its_lines(
    inputs: Inputs, reports: Mapping[str, MonitoringReport]
) -> None:
    assert [thing.id for thing in inputs.register.things if not thing.evidence] == []
    assert list(check_evidence(inputs.register, list(reports.values()))) == []


def test_every_thing_has_one_entry(inputs: Inputs) -> None:
    ids = Counter((thing.id, thing.municipality) for thing in inputs.register.things)
    assert set(ids.values()) == {1}
    named = {
        (form.casefold(), thing.municipality, thing.id) for thing in inputs.register.things for form in thing.forms
    }
    forms = Counter((form, municipality) for form, municipality, _ in named)
    assert [form for form, count in forms.items() if count > 1] == []


def test_the_register_names_no_unit_that_the_organisation_lacks(inputs: Inputs) -> None:
    known = {(unit.municipality, unit.id) for unit in inputs.organisation.units}
    assert {(unit.municipality, unit.unit) for unit in inputs.register.units} <= known


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("KELPO-hankkeessa yhteistyö aloitettu", "KELPO"),
        ("DigiOne-kokonaisuuden palveluiden", "DIGIONE"),
        ("kehitteillä yhdessä Ladezin kanssa", "LADEC"),
        ("(Päijät-Sote, THL)", "PAIJAT-SOTE"),
        ("Salpauksen kanssa tunnistettiin", "SALPAUS"),
        ("CRM:ssä", "CRM"),
        ("TE-24 uudistuksen henkilöstön", "TE-UUDISTUS"),
    ],
)
def test_what_the_strategists_ask_for_is_recognised(linker: Linker, text: str, thing: str) -> None:
    assert thing in {name.thing.key for name in linker.names_in("lahti", text)}


def test_a_workspace_without_a_register_has_an_empty_one_and_the_wording_of_the_package(tmp_path: Path) -> None:
    register = read_register(tmp_path / "register.toml", Workspace(tmp_path).wording)
    assert list(register.things) == []
    assert register.wording.phrases


def test_a_new_workspace_has_an_empty_register(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "made")
    assert list(read_register(made.register, made.wording).things) == []
    assert made.wording.parent == made.data


def test_the_template_becomes_an_entry_when_its_marks_are_taken_off(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "made")
    lines = made.register.read_text(encoding="utf-8").splitlines()
    start = lines.index("# [[entry]]")
    made.register.write_text("\n".join(line.removeprefix("# ") for line in lines[start:]), encoding="utf-8")
    register = read_register(made.register, made.wording)
    assert [(thing.id, thing.kind) for thing in register.things] == [("EXAMPLE", NamedKind.INITIATIVE)]
    assert [unit.unit for unit in register.units] == ["ABC"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('[[entry]]\nid = "A"\nname = "A"\nforms = ["A"]', "has no 'kind'"),
        ('[[entry]]\nid = "A"\nkind = "person"\nname = "A"\nforms = ["A"]', "person"),
    ],
)
def test_a_malformed_entry_is_told_with_its_line(tmp_path: Path, entry: str, message: str) -> None:
    file = tmp_path / "register.toml"
    file.write_text(f"# head\n{entry}\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=message) as error:
        read_register(file, Workspace(tmp_path).wording)
    assert error.value.line == 2
