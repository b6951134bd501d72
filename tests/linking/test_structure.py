"""Linkages from the structure of a plan."""

from __future__ import annotations

from made import action, link, parent

from strategylinks.linking import Linkage, LinkageKind, Linked
from strategylinks.model import CrossReference, ElementKind, SourceSpan


def of(linked: Linked, kind: LinkageKind) -> list[Linkage]:
    return [linkage for linkage in linked.linkages if linkage.kind is kind]


def ends(linked: Linked, kind: LinkageKind) -> list[tuple[str, str, int]]:
    return [(linkage.source.key, linkage.target.key, linkage.weight) for linkage in of(linked, kind)]


def test_an_action_of_three_units_makes_three_joint_actions() -> None:
    linked = link(parent("f"), action("a", "SIVI", "KH", "KYMP"))
    assert ends(linked, LinkageKind.JOINT_ACTION) == [("KH", "KYMP", 1), ("KH", "SIVI", 1), ("KYMP", "SIVI", 1)]
    assert [end.key for end in of(linked, LinkageKind.JOINT_ACTION)[0].through] == ["a"]


def test_one_joint_action_alone_shares_no_parent() -> None:
    assert ends(link(parent("f"), action("a", "SIVI", "KH")), LinkageKind.SHARED_PARENT) == []


def test_the_weight_of_a_shared_parent_is_the_smaller_number_of_actions() -> None:
    linked = link(parent("f"), action("a", "KH"), action("b", "KH"), action("c", "SIVI"))
    assert ends(linked, LinkageKind.SHARED_PARENT) == [("KH", "SIVI", 1)]


def test_units_meet_at_the_goal_only_where_they_met_under_no_flagship() -> None:
    goal = parent("g", ElementKind.GOAL)
    flagships = (parent("f", above="g"), parent("f2", above="g"))
    linked = link(goal, *flagships, action("a", "KH"), action("b", "SIVI"), action("c", "KYMP", parent="f2"))
    met = {(each.through[0].key, each.source.key, each.target.key) for each in of(linked, LinkageKind.SHARED_PARENT)}
    assert met == {("f", "KH", "SIVI"), ("g", "KH", "KYMP"), ("g", "KYMP", "SIVI")}


def test_programmes_are_too_broad_to_share() -> None:
    programme = parent("p", ElementKind.PROGRAMME)
    linked = link(programme, action("a", "KH", parent="p"), action("b", "SIVI", parent="p"))
    assert ends(linked, LinkageKind.SHARED_PARENT) == []


def test_participants_depend_on_the_lead_under_the_same_parent() -> None:
    lead, participant = action("a", "KH", role="lead"), action("b", "SIVI", role="participant")
    elsewhere = action("c", "KYMP", role="participant", parent="f2")
    linked = link(parent("f"), parent("f2"), lead, participant, elsewhere)
    assert ends(linked, LinkageKind.LEAD_AND_PARTICIPANTS) == [("SIVI", "KH", 1)]
    assert of(linked, LinkageKind.LEAD_AND_PARTICIPANTS)[0].is_directed


def test_references_to_one_element_are_one_linkage() -> None:
    reference = CrossReference(element="a", text="kts. E4", code="E4", target="g", sources=(SourceSpan(1, 1, "E4"),))
    nowhere = CrossReference(element="a", text="kts. E9", code="E9", target=None, sources=())
    goal = parent("g", ElementKind.GOAL, code="E4")
    linked = link(goal, action("a", "KH", parent="g"), references=[reference, reference, nowhere])
    assert ends(linked, LinkageKind.EXPLICIT_REFERENCE) == [("a", "g", 2)]


def test_a_reference_is_shown_by_its_sentence() -> None:
    reference = CrossReference(element="a", text="kts. E4", code="E4", target="g", sources=(SourceSpan(1, 1, "E4"),))
    elements = (parent("g", ElementKind.GOAL, code="E4"), action("a", "KH", parent="g", name="Alkaa, kts. E4"))
    (linkage,) = of(link(*elements, references=[reference]), LinkageKind.EXPLICIT_REFERENCE)
    assert [ground.text for ground in linkage.grounds] == ["Alkaa, kts. E4"]


def test_no_unit_stands_on_both_sides() -> None:
    reference = CrossReference(element="a", text="kts. E4", code="E4", target="g", sources=(SourceSpan(1, 1, "E4"),))
    goal = parent("g", ElementKind.GOAL, code="E4")
    below = (action("b", "KH", parent="g"), action("c", "SIVI", parent="g"))
    (linkage,) = of(link(goal, action("a", "KH"), *below, references=[reference]), LinkageKind.EXPLICIT_REFERENCE)
    assert (linkage.source_units, linkage.target_units) == (("KH",), ("SIVI",))


def test_an_indicator_joins_elements_of_different_units_unless_it_is_generic() -> None:
    one = action("a", "KH", indicators=["Matkat / vuosi", "Valmiusaste"])
    other = action("b", "SIVI", indicators=["matkat/vuosi", "Valmiusaste"])
    same = action("c", "KH", indicators=["Matkat/vuosi"])
    linked = link(parent("f"), one, other, same)
    assert ends(linked, LinkageKind.SHARED_INDICATOR) == [("a", "b", 1), ("b", "c", 1)]
