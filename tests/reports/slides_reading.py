"""Both slide decks as read by hand: for each action the line ranges of its cells, parts within a cell apart by blanks.

Read from the documents, not from what the reader makes of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from strategylinks.reports.parsed import Role

_ROLES = (Role.NAME, Role.UNIT, Role.LEVELS, Role.INDICATOR, Role.RISK, Role.PROGRESS)


@dataclass(frozen=True)
class HandRead:
    name: str
    unit: str
    cells: dict[Role, list[tuple[int, int]]]


def _read(block: str) -> list[HandRead]:
    return [_action(entry.strip().splitlines()) for entry in block.strip().split("\n\n")]


def _action(entry: list[str]) -> HandRead:
    name, unit, ranges = entry
    cells = [[_range(part) for part in cell.split()] for cell in ranges.split("|")]
    return HandRead(name.strip(), unit.strip(), dict(zip(_ROLES, cells, strict=True)))


def _range(part: str) -> tuple[int, int]:
    first, _, last = part.partition("-")
    return int(first), int(last or first)


VITALITY_2024 = _read("""
Kestävän liikkumisen vuosi 2025, valmistelu
Kymp + koha + sivi
735-741 | 743-745 | 747-751 753-759 761-765 | 767-769 771-775 | 777-781 | 783-785 787-789 791-793 795 797 799-801 803 805-807 809 811

Vauhditamme siirtymistä kestävään energiaan.
koha+kymp
813-819 | 821 | 823-827 829-831 833-835 837-841 843-845 847-849 | 851 853-855 857 859-863 | 865 | 865-871 873-877 879 881-889

Edistämme asukkaiden hyvinvointia ja terveyttä luontolähtöisesti: Luontoaskel terveyteen –ohjelman toteutus
sivi+koha+kymp
906-914 | 916 | 918-922 924-928 930-934 936-938 | 940-944 946 948-954 | 956-958 960-962 | 964-968 970 972 974 976-982 984 986 988 990

Parannamme tapahtumien hiilineutraaliusedellytyksiä.
koha+sivi+kymp
992-994 | 996 | 998-1006 1008-1012 | 1014-1024 | 1026-1028 | 1030-1032 1034-1046 1048-1050 1052-1056 1058

Yritysyhteistyö ilmasto- ja luontotavoitteissa
koha
1075-1077 | 1079 | 1081-1087 1089-1095 1097-1101 | 1103-1105 | 1107-1109 | 1111-1115 1117 1119-1121 1123-1125

Houkuttelemme uusia yrityksiä, turvaamme nykyisten yritysten laajennusmahdollisuudet ja systematisoimme kaupungin yritysyhteistyötä.
Kymp + Koha
1192-1206 | 1208 | 1210-1212 1214-1218 1220-1224 1226-1236 | 1238 1240-1242 1244 1246-1248 1250-1252 | 1254 1256-1278 1280-1282 | 1284-1286 1288-1296 1298-1302 1304-1306

Lahden korkeakoulukampuksen ja opiskelija-asuntojen tulevaisuuden suunnitelmien laatiminen (sijainti, investoinnit, palvelut jne.)
Koha + kymp
1308-1324 | 1326 | 1328-1336 1338-1350 | 1352-1354 1356-1360 | 1362-1376 | 1378-1388 1390-1392 1394-1400

Yrittäjyyskasvatus -yhteistyö yritysten ja järjestöjen kanssa
Koha+sivi
1413-1417 | 1419 | 1421-1435 | 1437-1443 1443-1449 | 1451-1463 | 1465 1467-1469 1471 1473-1479 1481 1483

TE25-uudistus ja koulutusrajapinnan kehittäminen osana työllisyyspalveluita ja uudistuksen valmistelutyötä
Koha
1485-1495 | 1497 | 1499-1509 1511-1519 | 1521-1529 1531-1541 | 1543-1555 | 1557-1569 1571

Opiskelukaupunkikehittämisen selvitystyö ja toimeenpanosuunnitelma
Koha
1584-1588 | 1590 | 1592-1600 | 1602-1608 | 1610-1616 1618-1622 | 1624-1642 1644-1646

Toisen asteen ammatillisen koulutuksen ohjauksen ja yhteistyön kehittäminen (Koulutuskeskus Salpaus)
Koha
1648-1656 | 1658 | 1660-1678 1678-1686 | 1688-1700 | 1702-1722 | 1724-1726 1728-1730 1732-1736 1738-1740

Kansainvälisten palveluiden (International House) konseptointi & kehittäminen vieraskielisten kotoutumisen ja työllistymisen tukemiseksi
Koha
1753-1767 | 1769 | 1771-1783 1785-1797 | 1799-1805 | 1807-1815 | 1817-1825

Laadimme tapahtumainfran kehittämissuunnitelman
Koha
1871-1877 | 1879 | 1881-1885 1887-1891 | 1893-1899 | 1901-1909 1911 1913-1915 | 1917-1927 1929-1931

Laadimme ja otamme käyttöön tapahtumaohjelman toimenpidesuunnitelman
Koha
1933-1941 | 1941 | 1943-1949 1951-1959 | 1961-1963 1965-1969 | 1971-1975 | 1977-1979

Tarjoamme opiskelijoille ajanviettotiloja keskustaan
Koha
1981-1987 | 1987 | 1989-1995 1997-2001 | 2003-2007 | 2009 2011 | 2013-2015 2017-2021

Liikunnallisen elämäntavan edistäminen
Koha + kymp + sivi
2069-2073 | 2075 | 2077-2083 2085-2101 | 2103 2105-2107 2109-2113 2115-2117 | 2119-2121 2123-2131 | 2133-2145 2147-2150 2152-2154 2156-2158 2160-2166 2168 2170 2172 2174 2176 2178-2182

Dialogitaitojen laajentaminen kuntalaisille
Koha, kymp, sivi
2195-2199 | 2201 | 2203-2211 2213-2217 2219-2221 2223-2229 | 2231-2233 2235-2237 2239-2241 | 2243-2247 2249-2251 2253-2255 | 2257-2263 2265-2269 2271-2275 2277-2281 2283-2287 2289-2293 2295-2297 2299-2301 2303-2307 2309-2311

Kirkastamme kaupungin arvot
Koha + kymp + sivi
2357-2359 | 2361 | 2363-2371 2373-2379 2381-2383 | 2385-2391 2393-2397 | 2399-2405 2407-2409 | 2411-2415 2417-2419 2421-2423 2425-2427 2429-2431

Vahvistamme yhteisöllisyyttä läpileikkaavalla ja laadukkaalla vuorovaikutuksella
Koha + kymp + sivi
2433-2441 | 2443 | 2445-2455 2457-2467 2469-2477 | 2479-2481 2483-2501 | 2503-2511 | 2513 2515 2517-2519 2521-2525 2527 2529 2531-2533 2535-2537

Valmentavan johtamisen työkalut ovat laajassa käytössä esihenkilöillä
Koha + kymp + sivi
2551-2555 | 2557 | 2559-2563 2565-2569 | 2571-2573 | 2575-2583 | 2585-2591 2593 2595 2597 2599 2601 2603

Työhyvinvointia edistävät hyvät käytännöt ovat käytössä kaikissa yksiköissä
Koha + kymp + sivi
2605-2611 | 2611-2613 | 2615-2621 2623-2635 | 2637-2639 2641-2643 2645-2649 | 2651-2657 | 2659-2663 2665-2667 2669-2673 2675 2677-2679 2681-2685

Luodaan edellytykset TE-24 uudistuksen henkilöstön onnistuneelle siirrolle
Koha
2699-2703 | 2705 | 2707-2717 | 2719-2721 2723-2725 | 2727-2733 | 2735-2747 2749-2761
""")

EDUCATION_2021 = [
    HandRead(action.name, action.unit, {role: ranges for role, ranges in action.cells.items() if ranges})
    for action in _read("""
Lisätään lasten ja nuorten ympäristötietoisuutta ja osallistetaan heitä laajasti kaupungin toiminnassa (osallisuus, suunnittelu, toteutus)
Sivi + koha + kymp
226-235 | 237 | 239-245 | 247-249 251-254 | | 256-257 259-260 262-263 265-267 269-270 272-273 275 277-278 280-281 283-284 286 288-291

Vahvistetaan lasten ja nuorten tiedekasvatusta yhteistyössä korkeakoulujen ja sivistyspalveluiden kaikkien yksiköiden yhteistyössä.
Sivi
305-311 | 312 | 314-316 317-321 | 323-328 330-331 | | 333-335

Tuodaan tiede tutuksi kaikenikäisille: avataan tutkittu tieto arkipäivään
Sivi
337-340 | 341 | 343-344 346-347 | 349-351 | | 353-362 364-365 366

Tarjotaan liikunta- ja kulttuuripalveluita kohdennetusti opiskelijoille.
Sivi
368-371 | 372 | 374-376 | 378 | | 379-380 382 384-385

Kehitetään Lahden kaupunkia opiskelijoiden harjoittelu- ja opinnäytetyöpaikkana.
Koha + kymp + sivi
396-398 | 399 | 401-404 405-408 | 410-411 412-413 414-415 416-417 | | 419-420 422-423 425 427 429-430 432 434-435 437-438

Toteutetaan yrittäjyyskasvatussuunnitelmaa
Sivi
447-448 | 449 | 451-452 | 454-455 | | 457-458 460

Automatisoidaan prosesseja
Koha+sivi+kymp
473-474 | 475 | 477-481 | 483-487 | | 489 491 493-494 496 498 500 502 504-505 507 509-510 512 514 516 518 520 522 524-526 528 530 531

Laajennetaan sähköistä asiakaspalvelua
Koha + sivi + kymp
542-543 | 544 | 546-549 550-555 | 557-558 560 562 564-565 | | 567-569 571-574 576 578 580-581 583-584 586 588-590 592 594 596-597 599 601-602

Osallistutaan kansalliseen oppimisen digitaalisen palvelualustan ja ekosysteemin luomiseen (DigiOne-hanke)
Sivi + koha
614-617 | 619 | 621-625 626-629 630-632 633-635 | 637-638 639-640 | | 642-646 648-650

Lisätään kuntalaisten digiosaamista ja tuetaan heitä digitaalisten palveluiden käytössä.
Koha + sivi
664-670 | 671 | 673-679 680-683 | 685-687 689 690-691 | | 693-694 696-697 699-700 702 704 705-708 710-711 713-714 715 716 718 720-721 723-725 727-729

Varmistetaan lasten ja nuorten harrastusmahdollisuudet yhteistyössä eri toimijoiden kanssa
Sivi
743-747 | 748 | 750-752 754-756 | 758-759 761-763 | | 765 767-769

Turvataan liikuntahallikapasiteettia yhteistyössä muiden toimijoiden kanssa
Sivi + koha + kymp
771-774 | 775 | 777-778 | 780-781 782-783 784 | | 786-789 791-797 799-804 806-807

Toteutetaan leikkialueiden ja arkiliikuntapaikkojen palveluverkkoa
Sivi + koha + kymp
822-824 | 825 | 827-828 830-831 833-838 | 840-841 843-844 846-847 | | 849-855 857-858 860-861 863
""")
]
