"""Golden cases G1-G9 of velden.md chapter 4, and the edges of the folding rules of chapter 3."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import (
    AANBIEDER,
    Bericht,
    Instelling,
    Magazijn,
    declaratie,
    gestart,
    gestopt,
    prestatie,
    retour,
    start,
    stop,
    toegewezen,
    toewijzing,
    vot,
    vow,
)

LEVERING = "begindatum, einddatum_zorg, einddatum_definitief, reden_beeindiging, status"


def leveringen(magazijn: Magazijn, kolommen: str = LEVERING) -> list[tuple]:
    return magazijn.rijen("marts.fct_levering", kolommen)


@pytest.mark.parametrize("wet", ["Jw", "Wmo"])
def test_g1_oprekken_is_dezelfde_toewijzing(magazijn: Magazijn, wet: str) -> None:
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen("667899", einde="2025-06-30"), wet=wet),
            start("S1", "2025-01-06", gestart("667899"), wet=wet),
            toewijzing(
                "T2",
                "2025-06-01",
                toegewezen("667899", einde="2025-12-31", reden="04", versie="2025-06-01"),
                wet=wet,
            ),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing", "einddatum, reden_wijziging, versies_aantal") == [
        ("2025-12-31", "04", 2)
    ]
    assert leveringen(magazijn, "begindatum, einddatum_zorg, einddatum_effectief, status") == [
        ("2025-01-05", None, "2025-12-31", "actief")
    ]


def test_g2_tijdelijk_en_definitief_op_een_dag(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-05-15", gestart(begin="2025-05-15"), wet="Wmo"),
            stop("P1", "2025-06-21", gestopt(begin="2025-05-15", reden="20", einde="2025-06-20"), wet="Wmo"),
            stop("P2", "2025-06-25", gestopt(begin="2025-05-15", reden="23", einde="2025-06-20"), wet="Wmo"),
        ]
    )
    assert leveringen(magazijn) == [("2025-05-15", "2025-06-20", "2025-06-20", "23", "beeindigd")]


@pytest.mark.parametrize(("wet", "reden"), [("Jw", "34"), ("Wmo", "23")])
def test_g3_definitief_na_tijdelijk(magazijn: Magazijn, wet: str, reden: str) -> None:
    magazijn.draai(
        [
            start("S1", "2025-05-15", gestart(begin="2025-05-15"), wet=wet),
            stop("P1", "2025-06-08", gestopt(begin="2025-05-15", reden="20", einde="2025-06-07"), wet=wet),
            stop("P2", "2025-06-28", gestopt(begin="2025-05-15", reden=reden, einde="2025-06-27"), wet=wet),
        ]
    )
    assert leveringen(magazijn) == [("2025-05-15", "2025-06-07", "2025-06-27", reden, "beeindigd")]


def test_g4_stop_vervangen_in_een_bericht(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart()),
            stop("P1", "2025-06-18", gestopt(reden="33", einde="2025-06-17")),
            stop(
                "P2",
                "2025-06-20",
                gestopt(reden="33", einde="2025-06-17", status="3"),
                gestopt(reden="31", einde="2025-06-17"),
            ),
        ]
    )
    assert leveringen(magazijn) == [("2025-01-05", "2025-06-17", "2025-06-17", "31", "beeindigd")]
    assert magazijn.rijen("intermediate.int_stop_actief", "reden_beeindiging") == [("31",)]


@pytest.mark.parametrize("omgekeerd", [False, True])
def test_g5_start_en_verwijdering_op_een_dag(magazijn: Magazijn, omgekeerd: bool) -> None:
    berichten = [start("S1", "2025-01-06", gestart()), start("S2", "2025-01-06", gestart(status="3"))]
    magazijn.draai(berichten[::-1] if omgekeerd else berichten)
    assert leveringen(magazijn) == []


@pytest.mark.parametrize("reden", ["13", "01"])
def test_g6_verwijderd_blijft_verwijderd(magazijn: Magazijn, reden: str) -> None:
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen(einde="2025-12-31")),
            start("S1", "2025-01-06", gestart()),
            toewijzing(
                "T2", "2025-02-01", toegewezen(einde="2025-01-01", reden=reden, versie="2025-02-01", tijd="09:00:00")
            ),
            toewijzing("T3", "2025-03-01", toegewezen("2")),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing", "toewijzingnummer") == [("2",)]
    assert leveringen(magazijn) == []
    assert magazijn.rijen("marts.kpi_termijn", waar="termijn <> 'RETOUR_3WD'") == []


def test_toewijzing_van_een_dag_is_echt(magazijn: Magazijn) -> None:
    magazijn.draai([toewijzing("T1", "2024-12-15", toegewezen(einde="2025-01-01"))])
    assert magazijn.rijen("marts.fct_toewijzing", "toewijzingnummer, telt_mee") == [("1", True)]


def test_g7_herzending_zonder_reden_houdt_de_reden(magazijn: Magazijn) -> None:
    tweede = {"einde": "2025-06-30", "versie": "2025-03-01"}
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen(einde="2025-12-31")),
            toewijzing("T2", "2025-03-01", toegewezen(reden="05", **tweede)),
            toewijzing("T3", "2025-04-01", toegewezen(tijd="10:00:00.0", **tweede)),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing", "einddatum, reden_wijziging, versies_aantal") == [
        ("2025-06-30", "05", 2)
    ]


def test_g8_herstart_geeft_twee_segmenten(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart()),
            stop("P1", "2025-03-02", gestopt(reden="20", einde="2025-03-01")),
            start("S2", "2025-04-02", gestart(begin="2025-04-01")),
            stop("P2", "2025-09-02", gestopt(begin="2025-04-01", reden="31", einde="2025-09-01")),
        ]
    )
    assert leveringen(magazijn) == [
        ("2025-01-05", "2025-03-01", None, None, "hervat"),
        ("2025-04-01", "2025-09-01", "2025-09-01", "31", "beeindigd"),
    ]


def test_status_kijkt_niet_voorbij_de_peildatum(magazijn: Magazijn) -> None:
    berichten = [
        start("S1", "2025-01-06", gestart()),
        stop("P1", "2025-03-02", gestopt(reden="20", einde="2025-03-01")),
        start("S2", "2025-04-02", gestart(begin="2025-04-01")),
        stop("P2", "2025-09-02", gestopt(begin="2025-04-01", reden="31", einde="2025-09-01")),
    ]
    for peildatum, statussen in {
        "2025-02-28": [("2025-01-05", "actief"), ("2025-04-01", "actief")],
        "2025-03-31": [("2025-01-05", "onderbroken"), ("2025-04-01", "actief")],
        "2025-08-31": [("2025-01-05", "hervat"), ("2025-04-01", "actief")],
        "2025-09-01": [("2025-01-05", "hervat"), ("2025-04-01", "beeindigd")],
    }.items():
        magazijn.draai(berichten, Instelling(peildatum=peildatum))
        assert leveringen(magazijn, "begindatum, status") == statussen


@pytest.mark.parametrize("codes", [("9069",), ("0200", "9069"), ("1234",)])
def test_g9_afgekeurde_stop_telt_niet(magazijn: Magazijn, codes: tuple[str, ...]) -> None:
    einde = stop("P1", "2025-06-21", gestopt())
    magazijn.draai([start("S1", "2025-01-06", gestart()), einde, retour(einde, "2025-06-23", *codes)])
    assert leveringen(magazijn) == [("2025-01-05", None, None, None, "actief")]
    statussen = magazijn.rijen("marts.fct_bericht", "berichttype, retour_status")
    assert statussen == [("305", "open"), ("307", "afgekeurd"), ("308", "nvt")]


@pytest.mark.parametrize("codes", [(), ("0200",), ("8001",), ("0233",)])
def test_goedgekeurde_stop_telt(magazijn: Magazijn, codes: tuple[str, ...]) -> None:
    einde = stop("P1", "2025-06-21", gestopt())
    magazijn.draai([start("S1", "2025-01-06", gestart()), einde, retour(einde, "2025-06-23", *codes)])
    assert magazijn.rijen("marts.fct_bericht", "retour_status", "berichttype = '307'") == [("goedgekeurd",)]
    assert leveringen(magazijn, "status") == [("beeindigd",)]


def test_tegenstrijdige_retouren_keuren_af(magazijn: Magazijn) -> None:
    einde = stop("P1", "2025-06-21", gestopt())
    goed, fout = retour(einde, "2025-06-22"), retour(einde, "2025-06-24", "9069", identificatie="R2")
    begin = start("S1", "2025-01-06", gestart())
    magazijn.draai([fout, goed, einde, begin])
    assert leveringen(magazijn, "status") == [("actief",)]
    magazijn.draai([fout, goed, einde, begin], Instelling(kennisdatum="2025-06-23"))
    assert leveringen(magazijn, "status") == [("beeindigd",)]


def test_verwijdering_keurt_niet_een_andere_wet(magazijn: Magazijn) -> None:
    """A retour under the one law says nothing about a message of the other with the same identificatie."""
    jw, wmo = (stop("P1", "2025-06-21", gestopt(reden="02"), wet=wet) for wet in ("Jw", "Wmo"))
    begin = [start("S1", "2025-01-06", gestart(), wet=wet) for wet in ("Jw", "Wmo")]
    magazijn.draai([*begin, jw, wmo, retour(wmo, "2025-06-22", "9069")])
    assert leveringen(magazijn, "wet, status") == [("Jw", "beeindigd"), ("Wmo", "actief")]


def test_g10_start_verplaatst_in_een_bericht(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-03-11", gestart(begin="2025-03-10")),
            start("S2", "2025-03-22", gestart(begin="2025-03-10", status="3"), gestart(begin="2025-03-21")),
        ]
    )
    assert leveringen(magazijn, "begindatum") == [("2025-03-21",)]


def test_verwijdering_zonder_voorganger_en_dubbele_aanlevering(magazijn: Magazijn) -> None:
    """n stays within 0 and 1: a 3 without predecessor leaves no debt, two 1s need one 3."""
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart("1", status="3")),
            start("S2", "2025-01-07", gestart("1")),
            start("S3", "2025-01-06", gestart("2")),
            start("S4", "2025-01-07", gestart("2")),
            start("S5", "2025-01-08", gestart("2", status="3")),
        ]
    )
    assert leveringen(magazijn, "toewijzingnummer") == [("1",)]


@pytest.mark.parametrize("status", ["2", "9"])
def test_historische_status_heeft_geen_effect(magazijn: Magazijn, status: str) -> None:
    magazijn.draai([start("S1", "2025-01-06", gestart(status=status))])
    assert leveringen(magazijn) == []


def test_niet_sleutelveld_van_de_laatste_aanlevering(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart(toewijzing_ingangsdatum="2025-01-01")),
            start("S2", "2025-01-10", gestart(status="3")),
            start("S3", "2025-01-10", gestart(toewijzing_ingangsdatum="2025-01-02")),
        ]
    )
    rij = magazijn.rijen("intermediate.int_start_actief", "toewijzing_ingangsdatum, dagtekening, eerste_dagtekening")
    assert rij == [("2025-01-02", "2025-01-10", "2025-01-06")]


def test_product_leeg_is_een_sleutelwaarde(magazijn: Magazijn) -> None:
    """NULL equals NULL and nothing else; the mart shows the toewijzing's product."""
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen()),
            start("S1", "2025-01-06", gestart(productcode=None)),
            stop("P1", "2025-06-21", gestopt()),
        ]
    )
    assert leveringen(magazijn, "productcode, start_productcode, status") == [("45V01", None, "actief")]
    magazijn.draai(
        [start("S1", "2025-01-06", gestart(productcode=None)), stop("P1", "2025-06-21", gestopt(productcode=None))]
    )
    assert leveringen(magazijn, "productcode, status") == [(None, "beeindigd")]


def test_start_zonder_product_toont_dat_van_de_toewijzing(magazijn: Magazijn) -> None:
    """Product as a whole is optional in the 305; with and without are two keys."""
    zonder = gestart(productcategorie=None, productcode=None)
    magazijn.draai([toewijzing("T1", "2024-12-15", toegewezen()), start("S1", "2025-01-06", zonder, gestart())])
    kolommen = "productcategorie, productcode, start_productcategorie, start_productcode"
    assert leveringen(magazijn, kolommen) == [("45", "45V01", "45", "45V01"), ("45", "45V01", None, None)]


def test_taakgericht_zonder_nummer(magazijn: Magazijn) -> None:
    """IV096: without ToewijzingNummer the client and product take its place."""
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart(None), client="c1"),
            start("S2", "2025-01-06", gestart(None), client="c2"),
            stop("P1", "2025-06-21", gestopt(None), client="c1"),
        ]
    )
    assert leveringen(magazijn, "client_id, status, heeft_toewijzing") == [
        ("c1", "beeindigd", False),
        ("c2", "actief", False),
    ]


def test_meer_actieve_stops_de_laatst_bekende(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-06", gestart()),
            stop("P1", "2025-06-21", gestopt(reden="31", einde="2025-06-20")),
            stop("P2", "2025-06-22", gestopt(reden="32", einde="2025-05-01")),
            stop("P3", "2025-06-22", gestopt(reden="33", einde="2025-05-02")),
            stop("P4", "2025-06-22", gestopt(reden="34", einde="2025-05-02")),
        ]
    )
    assert leveringen(magazijn, "einddatum_definitief, reden_beeindiging") == [("2025-05-02", "34")]


def test_code_31_betekent_per_wet_iets_anders(magazijn: Magazijn) -> None:
    """20 is temporary under both laws; 19 exists only for the Wmo and is definitive."""
    magazijn.draai(
        [start("S1", "2025-01-06", gestart(), wet="Wmo"), stop("P1", "2025-06-21", gestopt(reden="19"), wet="Wmo")]
    )
    assert leveringen(magazijn, "wet, reden_beeindiging, status") == [("Wmo", "19", "beeindigd")]


def test_effectief_einde_en_ontbrekende_stop(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen("1", einde="2025-06-30"), toegewezen("2", einde="2025-06-30")),
            start("S1", "2025-01-06", gestart("1"), gestart("2")),
            stop("P1", "2025-07-21", gestopt("1", einde="2025-07-20")),
        ]
    )
    assert leveringen(magazijn, "toewijzingnummer, einddatum_zorg, einddatum_effectief, stop_ontbreekt") == [
        ("1", "2025-07-20", "2025-06-30", False),
        ("2", None, "2025-06-30", True),
    ]


def test_tr056_de_eerste_dagtekening_telt(magazijn: Magazijn) -> None:
    """Two messages with one key and other content: the earliest Dagtekening counts, whichever came first."""
    een = start("S1", "2025-01-06", gestart(begin="2025-01-05"))
    twee = start("S1", "2025-01-09", gestart(begin="2025-01-08"))
    for berichten in ([een, twee], [twee, een]):
        magazijn.draai(berichten)
        assert leveringen(magazijn, "begindatum") == [("2025-01-05",)]
        assert len(magazijn.rijen("marts.fct_bericht")) == 1


@pytest.mark.parametrize("zout", ["a", "b", "c"])
def test_tr056_op_een_dag_beslist_de_inhoud(magazijn: Magazijn, zout: str) -> None:
    """Contract, Masks: never an id, which another key makes another one."""
    paar = [start("S1", "2025-01-06", gestart(begin=begin), zout=zout) for begin in ("2025-01-04", "2025-01-05")]
    magazijn.draai(paar)
    assert leveringen(magazijn, "begindatum") == [("2025-01-05",)]
    paar = [toewijzing("T1", "2025-01-06", toegewezen(einde=einde), zout=zout) for einde in ("2025-05-31", None)]
    magazijn.draai(paar)
    assert magazijn.rijen("marts.fct_toewijzing", "einddatum") == [(None,)]


def test_zelfde_bericht_in_andere_bytes_is_een_bericht(magazijn: Magazijn) -> None:
    bericht = start("S1", "2025-01-06", gestart())
    magazijn.draai([bericht, bericht])
    assert len(magazijn.rijen("marts.fct_bericht")) == 1
    assert len(magazijn.rijen("staging.stg_start_product")) == 1


def test_kennisdatum_in_het_verleden(magazijn: Magazijn) -> None:
    """Known on K is known through Dagtekening: a later deletion, stop or version does not exist yet."""
    vroeg = [
        toewijzing("T1", "2024-12-15", toegewezen(einde="2025-12-31")),
        start("S1", "2025-01-06", gestart()),
    ]
    laat = [
        toewijzing("T2", "2025-02-01", toegewezen(einde="2025-01-01", reden="13", versie="2025-02-01")),
        stop("P1", "2025-02-03", gestopt(einde="2025-02-01")),
        start("S1", "2025-02-04", gestart(begin="2024-12-01")),
    ]
    toen = Instelling(peildatum="2025-01-31", kennisdatum="2025-01-31")
    verwacht = magazijn.draai(vroeg, toen).marts()
    assert magazijn.draai(vroeg + laat, toen).marts() == verwacht
    assert verwacht["fct_levering"]


def test_test_bsn_uitsluiten(magazijn: Magazijn) -> None:
    berichten = [
        start("S1", "2025-01-06", gestart("1"), client="c1", is_test_bsn=True),
        start("S2", "2025-01-06", gestart("2"), client="c2", is_test_bsn=False),
    ]
    magazijn.draai(berichten, Instelling(test_bsn="uitsluiten"))
    assert leveringen(magazijn, "client_id") == [("c2",)]


@pytest.mark.parametrize(
    ("einde", "verwacht"), [("12026-01-01", "9999-12-31"), ("-0001-01-01", "0001-01-01"), (None, None)]
)
def test_onmogelijke_datum_is_niet_open(magazijn: Magazijn, einde: str | None, verwacht: str | None) -> None:
    """XSD allows such years; read as NULL they would mean an open end."""
    magazijn.draai([toewijzing("T1", "2024-12-15", toegewezen(einde=einde))])
    assert magazijn.rijen("marts.fct_toewijzing", "einddatum, telt_mee") == [(verwacht, verwacht is None)]


def test_gemeente_en_aanbieder_volgen_de_richting(magazijn: Magazijn) -> None:
    heen = toewijzing("T1", "2024-12-15", toegewezen())
    magazijn.draai([heen, retour(heen, "2024-12-16"), start("S1", "2025-01-06", gestart())])
    assert magazijn.rijen("marts.fct_bericht", "berichttype, afzender, gemeente_code, aanbieder_agb") == [
        ("301", "0384", "0384", AANBIEDER),
        ("302", "0384", "0384", AANBIEDER),
        ("305", AANBIEDER, "0384", AANBIEDER),
    ]


def test_verwijzer_via_de_eerste_versie(magazijn: Magazijn) -> None:
    verzoek = Bericht(
        "315",
        "V1",
        "2024-12-01",
        ({"referentie_aanbieder": "ref1", "productcategorie": "45", "verwijzer_type": "02"},),
    )
    magazijn.draai(
        [
            verzoek,
            toewijzing("T1", "2024-12-15", toegewezen("1", referentie_aanbieder="ref1"), toegewezen("2")),
            # a resend after a VOW carries that request's reference (IV093)
            toewijzing("T2", "2025-01-15", toegewezen("1", referentie_aanbieder="ref9")),
            toewijzing(
                "T3", "2025-02-15", toegewezen("2", versie="2025-02-15", reden="12", referentie_aanbieder="ref1")
            ),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing", "toewijzingnummer, verwijzer") == [
        ("1", "Huisarts"),
        ("2", "_ONBEKEND"),
    ]


@pytest.mark.parametrize(
    ("volume", "eenheid", "frequentie", "einde", "uren"),
    [
        ("60", "01", "2", None, 1.0),
        ("2", "04", "1", None, 14.0),
        ("3", "16", "2", None, 12.0),
        ("10", "04", "4", None, 10 * 12 * 7 / 365.25),
        ("52", "04", "6", "2025-12-30", 1.0),
        ("52", "04", "6", None, None),
        ("5", "82", "2", None, None),
        ("5000", "83", "6", "2025-12-30", None),
    ],
)
def test_uren_per_week(
    magazijn: Magazijn, volume: str, eenheid: str, frequentie: str, einde: str | None, uren: float | None
) -> None:
    """A14, by hand; 2025-01-01 up to 2025-12-30 is 52 weeks."""
    product = toegewezen(volume=volume, eenheid=eenheid, frequentie=frequentie, einde=einde, budget="123456")
    magazijn.draai([toewijzing("T1", "2024-12-15", product)])
    [(gevonden, budget)] = magazijn.rijen("marts.fct_toewijzing", "uren_per_week, cast(budget_eur as varchar)")
    assert gevonden == (None if uren is None else pytest.approx(uren))
    assert budget == "1234.56"


def test_zonder_nummer_en_zonder_bsn_blijft_ieder_apart(magazijn: Magazijn) -> None:
    """Nothing says that two starts without number and without usable Bsn are about one person."""
    magazijn.draai(
        [start("S1", "2025-01-06", gestart(None), client=None), start("S2", "2025-01-07", gestart(None), client=None)]
    )
    assert len(leveringen(magazijn)) == 2


def test_productcode_niet_van_een_andere_categorie(magazijn: Magazijn) -> None:
    """A start with another categorie and no code does not get the toewijzing's code."""
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen()),
            start("S1", "2025-01-06", gestart(productcategorie="54", productcode=None)),
        ]
    )
    assert leveringen(magazijn, "productcategorie, productcode") == [("54", None)]


def test_retour_op_de_verliezende_tweeling_keurt_niet_af(magazijn: Magazijn) -> None:
    """TR056: a 9056 with the Dagtekening of the second message says nothing about the first; one with its own does."""
    een = start("S1", "2025-01-06", gestart(begin="2025-01-05"))
    twee = start("S1", "2025-01-09", gestart(begin="2025-01-08"))
    magazijn.draai([een, twee, retour(twee, "2025-01-10", "9056")])
    assert leveringen(magazijn, "begindatum, status") == [("2025-01-05", "actief")]
    assert magazijn.rijen("marts.fct_bericht", "retour_status", "berichttype = '305'") == [("open",)]
    magazijn.draai([een, twee, retour(een, "2025-01-10", "9056")])
    assert leveringen(magazijn) == []


def test_verwijzer_van_de_eerste_aanlevering(magazijn: Magazijn) -> None:
    """A VOW puts its reference on a resend of the first version (IV093); the reference given first names the 315."""
    magazijn.draai(
        [
            vot("V1", "2024-12-01", "ref1", verwijzer="02"),
            vot("V2", "2024-11-01", "ref9", verwijzer="03"),
            toewijzing("T1", "2024-12-15", toegewezen(referentie_aanbieder="ref1")),
            toewijzing("T2", "2025-01-15", toegewezen(referentie_aanbieder="ref9")),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing", "verwijzer") == [("Huisarts",)]


@pytest.mark.parametrize(
    ("wet", "reden", "verwacht"),
    [("Jw", "02", "02"), ("Jw", "05", "36"), ("Jw", "07", "35"), ("Wmo", "07", "31"), ("Jw", "04", None)],
)
def test_verwachte_reden_beeindiging(magazijn: Magazijn, wet: str, reden: str, verwacht: str | None) -> None:
    """3.3: the reason of the change says which reason the 307 has; 07 differs per law."""
    magazijn.draai([toewijzing("T1", "2024-12-15", toegewezen(reden=reden, einde="2025-06-30"), wet=wet)])
    assert magazijn.rijen("marts.fct_toewijzing", "verwachte_reden_beeindiging") == [(verwacht,)]


@pytest.mark.parametrize("soort", ["317", "323"])
def test_test_bsn_uitsluiten_in_verzoek_en_declaratie(magazijn: Magazijn, soort: str) -> None:
    def bericht(nummer: str, client: str, test: bool) -> Bericht:
        if soort == "317":
            return vow(nummer, "2025-01-06", nummer, client=client, is_test_bsn=test)
        return declaratie(nummer, "2025-01-06", prestatie(nummer), client=client, is_test_bsn=test)

    magazijn.draai([bericht("M1", "c1", True), bericht("M2", "c2", False)], Instelling(test_bsn="uitsluiten"))
    tabel = "fct_verzoek" if soort == "317" else "fct_prestatie"
    assert magazijn.rijen(f"marts.{tabel}", "client_id") == [("c2",)]
