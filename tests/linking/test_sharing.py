"""What two units both name, and when that shows more than an action of both."""

from __future__ import annotations

from collections.abc import Sequence

from made import action, link, parent

from strategylinks.linking import LinkageKind
from strategylinks.model import Element


def shared(*elements: Element) -> list[tuple[str, str, str, int]]:
    return [
        (each.source.key, each.target.key, each.through[0].key, each.weight)
        for each in link(parent("f"), *elements).linkages
        if each.kind is LinkageKind.SHARED_INITIATIVE
    ]


def joint(key: str, *parts: tuple[str, str], name: str = "", indicators: Sequence[str] = ()) -> Element:
    """Make an action of two units, with a part of its progress labelled by unit."""
    whole = " ".join(f"{unit}: {text}" for unit, text in parts)
    return action(key, "KH", "SIVI", name=name, progress=whole, by_unit=parts, indicators=indicators)


def test_actions_of_two_units_share_what_both_name() -> None:
    one = action("a", "KH", progress="Ladecin kanssa sovittu. Intra on käytössä.")
    other = action("b", "SIVI", name="Tuetaan Ladecia", progress="Intra on käytössä.")
    assert shared(one, other) == [("KH", "SIVI", "LADEC", 1)]


def test_the_progress_of_a_joint_action_joins_only_the_units_that_say_it() -> None:
    whole = "Keskustavisio on kesken. KH: Ladec on mukana. SIVI: Ladecia kuultiin."
    by_unit = (("KH", "Ladec on mukana."), ("SIVI", "Ladecia kuultiin."))
    assert shared(action("a", "KH", "KYMP", "SIVI", progress=whole, by_unit=by_unit)) == [("KH", "SIVI", "LADEC", 1)]


def test_joint_actions_alone_share_nothing() -> None:
    assert shared(joint("a", name="Tuetaan Ladecia")) == []
    assert shared(joint("a", name="Tuetaan Ladecia"), joint("b", name="Kuullaan Ladecia")) == []


def test_a_joint_action_stands_for_one_unit_beside_an_action_of_the_other() -> None:
    both, own = joint("a", name="Tuetaan Ladecia"), action("b", "KH", name="Kuullaan Ladecia")
    assert shared(both, own) == [("KH", "SIVI", "LADEC", 1)]
    assert shared(both, own, joint("c", name="Autetaan Ladecia")) == [("KH", "SIVI", "LADEC", 1)]
    assert shared(both, own, action("d", "SIVI", name="Ladec uudistuu")) == [("KH", "SIVI", "LADEC", 2)]


def test_a_common_cell_and_the_part_of_one_unit_show_nothing() -> None:
    assert shared(joint("a", ("KH", "Ladec on mukana."), indicators=["Ladecin kyselyt"])) == []


def test_what_repeats_the_joint_action_is_no_other_action() -> None:
    both = joint("a", name="Tuetaan Ladecin kevään yrityskyselyä ja seurantaa")
    again = action("b", "KH", progress="Tuettiin Ladecin kevään yrityskyselyä ja seurantaa.")
    assert shared(both, again) == []


def test_one_item_of_a_list_in_brackets_is_a_mention_alone() -> None:
    one, other = (
        action(key, unit, progress="Mukana oli muita (kirjasto, Ladec).") for key, unit in (("a", "KH"), ("b", "SIVI"))
    )
    linked = link(parent("f"), one, other)
    assert [mention.thing.key for mention in linked.mentions] == ["LADEC", "LADEC"]
    assert shared(one, other) == []
    assert shared(one, other, action("c", "KH", name="Ladec"), action("d", "SIVI", name="Ladec")) != []
