"""Words of progress texts that are signs of delay, or of something that is not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from made import ORGANISATION, REGISTER, WORDING, action, report
from rdflib import URIRef
from rdflib.namespace import RDF

from strategylinks.errors import WorkspaceError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL, VOCABULARY
from strategylinks.linking import Linked, Linker, Sign
from strategylinks.model import Element, MonitoringReport
from strategylinks.pipeline import Inputs
from strategylinks.register import SignKind, SignPhrase, Wording
from strategylinks.workspace import read_wording


def signs(wording: Wording, *elements: Element) -> tuple[Sign, ...]:
    own = replace(REGISTER, wording=replace(WORDING, signs=wording.signs))
    return Linker(ORGANISATION, own).link(report(*elements)).signs


def kinds(inputs: Inputs, text: str) -> set[str]:
    return {str(sign.kind) for sign in signs(inputs.register.wording, action("a", "KH", progress=text))}


@pytest.mark.parametrize(
    "text",
    [
        "Päätöksiä ei ole vielä tehty.",
        "Avattavat datat on määritetty mutta ei vielä avattu",
        "Määrittelytyö kesken.",
        "Hanke ei ole käynnistynyt.",
        "Ei aloitettu",
        "Tavoite ei toteutunut.",
        "Ei enää relevantti mittari.",
        "Valmistelu on edennyt melko hitaasti.",
    ],
)
def test_texts_that_something_is_not_done_are_signs(inputs: Inputs, text: str) -> None:
    assert "unfinished" in kinds(inputs, text)


@pytest.mark.parametrize(
    "text",
    [
        "Käyttöönotto viivästyi keväästä.",
        "Hanke on tauolla.",
        "Toteutus siirtyi syksyyn 2022.",
        "Tapahtuma jouduttiin perumaan.",
        "Työryhmät eivät ole vielä käynnistyneet, eivätkä toimet siis edenneet; ne eivät edenneet.",
        "Kokeilussa ei päästy etenemään.",
    ],
)
def test_texts_of_delay_are_signs(inputs: Inputs, text: str) -> None:
    assert "late" in kinds(inputs, text)


@pytest.mark.parametrize(
    "text",
    [
        "Toteutui suunnitellusti.",
        "Keskenään verrannolliset luvut on koottu.",
        "Keskeneräisiä ei jäänyt.",
        "Työtä ei tarvitse jatkaa.",
        "Pei tehty",
        "Painopiste siirtyi kouluille.",
    ],
)
def test_harmless_texts_are_no_signs(inputs: Inputs, text: str) -> None:
    assert kinds(inputs, text) == set()


def test_a_new_phrase_of_the_file_is_enough_for_a_new_sign(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    path.write_text('[[sign]]\nkind = "late"\nwords = "jäi|jäivät puolitie*"\n', encoding="utf-8")
    (sign,) = signs(read_wording(path), action("a", "KH", progress="Alku sujui. Hanke jäi puolitiehen. Loppu."))
    assert (sign.kind, sign.as_written, sign.ground.text) == ("late", "jäi puolitiehen", "Hanke jäi puolitiehen.")


def test_an_unknown_kind_of_sign_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    path.write_text('# Signs\n[[sign]]\nkind = "doomed"\nwords = "loppu"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match="doomed") as caught:
        read_wording(path)
    assert caught.value.line == 2


def test_the_first_sentence_of_a_kind_is_kept_and_the_part_of_one_unit_is_left() -> None:
    wording = Wording(signs=(SignPhrase(SignKind.LATE, "*myöhäss*"),))
    element = action("a", "KH", progress="A on myöhässä. B on myöhässä.", by_unit=[("KH", "B on myöhässä.")])
    assert [sign.ground.text for sign in signs(wording, element)] == ["A on myöhässä."]


def test_only_progress_texts_give_signs() -> None:
    wording = Wording(signs=(SignPhrase(SignKind.LATE, "*myöhäss*"),))
    assert signs(wording, action("a", "KH", name="Kuljetukset ovat myöhässä", indicators=["Osuus myöhässä"])) == ()


def test_every_sign_of_the_real_reports_stands_on_its_lines(
    linked: Mapping[str, Linked], reports: Mapping[str, MonitoringReport]
) -> None:
    found = [(name, sign) for name, of_report in linked.items() for sign in of_report.signs]
    assert len(found) == 54
    for name, sign in found:
        printed = "".join(" ".join(reports[name].lines[s.first - 1 : s.last]) for s in sign.ground.sources)
        assert "".join(sign.as_written.split()) in "".join(printed.split())


def test_signs_are_facts_of_the_graph_with_kind_words_and_place(graphs: NamedGraphs) -> None:
    graph = graphs[Iris().linkages_graph("lahti-2017-h1")]
    late = VOCABULARY["sign-kind/late"]
    (sign,) = (each for each in graph.subjects(SL.hasSignKind, late) if "30.6." in str(graph.value(each, SL.text)))
    assert (sign, RDF.type, SL.Sign) in graph
    assert str(graph.value(sign, SL.text)) == "Ei toteutunut 30.6. mennessä."
    span = graph.value(sign, SL.hasSource)
    assert isinstance(span, URIRef)
    assert int(str(graph.value(span, SL.firstLine))) == 230
