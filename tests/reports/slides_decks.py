"""Small slide decks of an invented municipality, printed as the real ones are: columns wrapped and run together."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from strategylinks.reports.parsed import Role

MIDDLE = (Role.LEVELS, Role.INDICATOR, Role.RISK, Role.PROGRESS)


@dataclass(frozen=True)
class Invented:
    name: str
    unit: str
    levels: list[str]
    indicator: list[str]
    risk: list[str]
    progress: list[str]

    def cell(self, role: Role) -> list[str]:
        return {
            Role.LEVELS: self.levels, Role.INDICATOR: self.indicator, Role.RISK: self.risk, Role.PROGRESS: self.progress
        }[role]  # fmt: skip


LIBRARY = Invented(
    name="Avaamme lähikirjaston uudelleen asukkaiden olohuoneeksi",
    unit="Hyve + teva",
    levels=[
        "LÄHTÖ: - Kirjasto on ollut suljettuna kaksi vuotta ja asukkaat kaipaavat paikkaa, jossa kokoontua.",
        "TAVOITE: - Kirjasto avataan syksyllä ja aukioloa laajennetaan iltoihin.",
        "- Tilat remontoidaan yhdessä käyttäjien kanssa.",
    ],
    indicator=["- Kävijöiden lukumäärä", "- Remontti valmis, kyllä/ei"],
    risk=["Rakentamisen hinta nousee, eikä määräraha riitä kaikkiin suunniteltuihin muutoksiin."],
    progress=[
        "Kirjasto avattiin lokakuussa, ja kävijöitä oli kahden ensimmäisen kuukauden aikana noin 4 200.",
        "HYVE: Iltaisin tilaa käyttävät kerhot, lukupiirit ja nuorten oma bänditoiminta.",
    ],
)
CYCLING = Invented(
    name="Rakennamme pyöräilyn pääväylän asemalta satamaan",
    unit="Teva",
    levels=["TAVOITE: - Väylän ensimmäinen osa valmistuu kesään mennessä ja talvihoito paranee koko matkalla."],
    indicator=["Väylän pituus, km", "Pyöräilijöiden määrä laskentapisteissä"],
    risk=["Maaperä on odotettua pehmeämpi.", "Urakkatarjouksia ei saada riittävästi."],
    progress=[
        "Urakka kilpailutettiin keväällä ja työt alkoivat kesäkuussa aseman puoleisesta päästä.",
        "Talvihoidon laatuluokka nostettiin, ja kuntalaisten palaute on ollut myönteistä.",
    ],
)
RECRUITING = Invented(
    name="Uudistamme rekrytoinnin",
    unit="Konsu",
    levels=["LÄHTÖ: - Avoimiin paikkoihin hakee yhä harvempi.", "TAVOITE: - Hakuaika lyhenee puoleen nykyisestä."],
    indicator=["- Hakijoiden lukumäärä paikkaa kohti"],
    risk=["Palkkataso ei kilpaile naapurikuntien kanssa."],
    progress=[
        "Rekrytointijärjestelmä otettiin käyttöön toukokuussa, ja hakuaika on lyhentynyt keskimäärin kolmanneksen.",
    ],
)
#: Widths of the columns, in characters.
WIDTHS = {"name": 22, Role.LEVELS: 40, Role.INDICATOR: 24, Role.RISK: 30, Role.PROGRESS: 88}


def spaced_deck() -> list[str]:
    """Print the five-column shape: every line apart, blanks kept at wraps, units in brackets."""
    listing = ["Strategia", "1. Elävä Mäntylä", "2. Toimiva Mäntylä 1KPL 2 KPL 0KPL"]
    overview = [
        "Palvelualueen toimenpide", LIBRARY.name, CYCLING.name, "Elävä Mäntylä", "- Keskusta vilkastuu",
        "- Asukkaat viihtyvät ja ", "liikkuvat enemmän", "Tukee strategian tavoitteita:",
    ]  # fmt: skip
    lines = [*_apart(listing), *_legend(), "", "HYVE", "", "", "", *_apart(overview), *_legend(), "", "", ""]
    lines += [*_page([LIBRARY, CYCLING]), "Elävä Mäntylä", *_legend(), "", "", ""]
    return [*lines, "Toimiva Mäntylä", "", *_page([RECRUITING]), *_legend()]


def dense_deck() -> list[str]:
    """Print the four-column shape: a blank line parts cells, the unit stands under the name without brackets."""
    columns = "Lähtö-/tavoitetaso Mittari Mittarin toteutuma ja tehdyt toimenpiteet Tila"
    header = ["Palvelualueen", "toimenpide", "", columns]
    lines = [
        "1. ELÄVÄ MÄNTYLÄ", "2. TOIMIVA MÄNTYLÄ", "", "Kärkihankkeiden toteumat 2031", "", "3KPL 1KPL 2KPL", "", "", "",
        "1. Elävä Mäntylä (1/2)", *header, "",
    ]  # fmt: skip
    for action in (LIBRARY, CYCLING):
        lines += _dense_action(action)
    lines += [*_legend(), "", "", "", "2. Toimiva Mäntylä", *header, "", *_dense_action(RECRUITING), "", *_legend()]
    return [line.rstrip() for line in lines]


def _dense_action(action: Invented) -> list[str]:
    lines = [*_wrap(action.name, WIDTHS["name"]), action.unit, ""]
    for role in (Role.LEVELS, Role.INDICATOR, Role.PROGRESS):
        for part in action.cell(role):
            text = part.partition(": - ")[2] or part.removeprefix("- ")
            bullet = "" if role == Role.PROGRESS else "- "
            lines += [*_wrap(bullet + (text if role != Role.PROGRESS else part), WIDTHS[role]), ""]
    return lines


def _page(actions: list[Invented]) -> list[str]:
    lines = ["TOIMENPITEET LÄHTÖ / TAVOITETASO MITTARI", "TUNNISTETUT ", "", "RISKIT"]
    lines += ["TEHDYT TOIMENPITEET ja MITTARIEN ARVOT", ""]
    for action in actions:
        stream = [*_wrap(action.name, WIDTHS["name"]), f"({action.unit})"]
        for role in MIDDLE:
            for part in action.cell(role):
                marker, dash, text = part.partition(": - ")
                stream += [f"{marker}:", *_wrap(f"- {text}", WIDTHS[role])] if dash else _wrap(part, WIDTHS[role])
        lines += _apart(stream)
    return lines


def _wrap(text: str, width: int) -> list[str]:
    """Wrap a text; a blank stays where a line was wrapped between two words."""
    lines = textwrap.wrap(text, width, break_on_hyphens=False)
    return [*(f"{line} " for line in lines[:-1]), lines[-1]]


def _legend() -> list[str]:
    return ["Tavoitteet toteutuivat", "", "Tavoitteet toteutuivat osittain", "", "Tavoitteet eivät toteutuneet"]


def _apart(lines: list[str]) -> list[str]:
    return [printed for line in lines for printed in (line, "")]
