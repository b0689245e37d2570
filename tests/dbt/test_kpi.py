"""Edges of the KPI tables (contract chapter 4) that the generated histories meet seldom."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import DBT, Instelling, Magazijn, gestart, gestopt, start, stop, toegewezen, toewijzing

TOTAAL = "gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE'"
ALLES = f"{TOTAAL} and productcode = 'ALLE'"
START = f"{TOTAAL} and termijn = '305_5WD'"
# every message that asks a retour is a case of its own term
ZONDER_RETOUR = "termijn <> 'RETOUR_3WD'"


def test_ytd_loopt_door_tot_december_en_begint_opnieuw(magazijn: Magazijn) -> None:
    """Care in December 2024 and January 2025: one row for 2024, twelve for 2025, and a new count of clients."""
    magazijn.draai(
        [
            start("S1", "2024-12-02", gestart(begin="2024-12-01")),
            stop("P1", "2025-02-01", gestopt(begin="2024-12-01", einde="2025-01-31")),
        ]
    )
    rijen = magazijn.rijen("marts.kpi_plekken_realisatie", "maand, zorgdagen, plekken_ytd, unieke_clienten_ytd", ALLES)
    assert len(rijen) == 13
    assert rijen[0] == ("2024-12-01", 31, pytest.approx(31 / 366), 1)
    assert rijen[1] == ("2025-01-01", 31, 1.0, 1)
    assert rijen[12] == ("2025-12-01", 0, pytest.approx(31 / 365), 1)


def test_alleen_volledige_maanden_op_de_peildatum(magazijn: Magazijn) -> None:
    begonnen = [start("S1", "2025-01-06", gestart(begin="2025-01-05"))]
    for peildatum, maanden in {"2025-02-27": ["2025-01-01"], "2025-02-28": ["2025-01-01", "2025-02-01"]}.items():
        magazijn.draai(begonnen, Instelling(peildatum=peildatum))
        assert [rij[0] for rij in magazijn.rijen("marts.kpi_plekken_realisatie", "maand", ALLES)] == maanden
    assert magazijn.rijen("marts.kpi_plekken_realisatie", "sum(zorgdagen)", ALLES) == [(27 + 28,)]


def test_overlap_telt_een_keer_per_aanbieder_en_product(magazijn: Magazijn) -> None:
    """Two leveringen of one client, product and provider overlap in January; under another product they do count."""
    magazijn.draai(
        [
            start("S1", "2025-01-02", gestart("1", "2025-01-01"), gestart("2", "2025-01-10")),
            start("S2", "2025-01-02", gestart("3", "2025-01-01", productcode="54V01")),
        ],
        Instelling(peildatum="2025-01-31"),
    )
    kolommen = "productcode, zorgdagen, unieke_clienten_ytd"
    assert magazijn.rijen("marts.kpi_plekken_realisatie", kolommen, TOTAAL) == [
        ("45V01", 31, 1),
        ("54V01", 31, 1),
        ("ALLE", 62, 1),
    ]


def test_zonder_bsn_tellen_de_dagen_en_niet_de_client(magazijn: Magazijn) -> None:
    """A3, K003-10: two leveringen without a usable Bsn may be two people; they are nobody's unique client."""
    magazijn.draai(
        [
            start("S1", "2025-01-02", gestart("1", "2025-01-01"), client=None),
            start("S2", "2025-01-02", gestart("2", "2025-01-01"), client=None),
            start("S3", "2025-01-02", gestart("3", "2025-01-01"), client="c1"),
        ],
        Instelling(peildatum="2025-01-31"),
    )
    assert magazijn.rijen("marts.kpi_plekken_realisatie", "zorgdagen, unieke_clienten_ytd", ALLES) == [(93, 1)]


def test_pauze_telt_niet(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-02", gestart(begin="2025-01-01")),
            stop("P1", "2025-01-12", gestopt(begin="2025-01-01", reden="20", einde="2025-01-10")),
            start("S2", "2025-01-22", gestart(begin="2025-01-21")),
        ],
        Instelling(peildatum="2025-01-31"),
    )
    assert magazijn.rijen("marts.kpi_plekken_realisatie", "zorgdagen", ALLES) == [(10 + 11,)]


@pytest.mark.parametrize(
    ("ingang", "einde"),
    [("2025-06-01", "2025-05-01"), ("2014-12-31", "2025-05-01"), ("2025-01-01", "0001-01-01")],
)
def test_onmogelijke_toewijzing_doet_niet_mee(magazijn: Magazijn, ingang: str, einde: str) -> None:
    """A finding: it stays in fct_toewijzing and counts in no figure."""
    magazijn.draai([toewijzing("T1", "2024-12-15", toegewezen(ingang=ingang, einde=einde))])
    assert magazijn.rijen("marts.fct_toewijzing", "telt_mee") == [(False,)]
    assert magazijn.rijen("marts.kpi_doorlooptijd") == []


@pytest.mark.parametrize("begin", ["2014-12-31", "12026-01-01", "-0001-01-01"])
def test_levering_buiten_de_historie_doet_niet_mee(magazijn: Magazijn, begin: str) -> None:
    magazijn.draai([start("S1", "2025-01-06", gestart(begin=begin))])
    assert magazijn.rijen("marts.fct_levering", "telt_mee") == [(False,)]
    assert magazijn.rijen("marts.kpi_plekken_realisatie") == []
    assert magazijn.rijen("marts.kpi_termijn", waar=ZONDER_RETOUR) == []


def test_gecorrigeerde_start_telt_met_de_eerste_aanlevering(magazijn: Magazijn) -> None:
    """K002-13: in time in January, deleted and delivered again in March with the same key: in time, in January."""
    magazijn.draai(
        [
            start("S1", "2025-01-07", gestart()),
            start("S2", "2025-03-10", gestart(status="3")),
            start("S3", "2025-03-11", gestart()),
        ]
    )
    assert magazijn.rijen("marts.kpi_termijn", "maand, totaal, binnen_norm, percentage", START) == [
        ("2025-01-01", 1, 1, 100.0)
    ]


def test_gecorrigeerde_sleutel_is_een_nieuwe_start(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            start("S1", "2025-01-07", gestart(begin="2025-01-06")),
            start("S2", "2025-03-10", gestart(begin="2025-01-06", status="3"), gestart(begin="2025-01-05")),
        ]
    )
    assert magazijn.rijen("marts.kpi_termijn", "maand, totaal, binnen_norm", START) == [("2025-03-01", 1, 0)]


def test_start_telt_vanaf_de_late_toewijzing(magazijn: Magazijn) -> None:
    """OP271: the toewijzing came on 3 March for a start of 5 January; 10 March is the fifth working day after it."""
    magazijn.draai(
        [
            toewijzing("T1", "2025-03-03", toegewezen("1", "2025-01-01"), toegewezen("2", "2025-01-01")),
            start("S1", "2025-03-10", gestart("1")),
            start("S2", "2025-03-11", gestart("2")),
        ]
    )
    assert magazijn.rijen("marts.kpi_termijn", "totaal, binnen_norm, percentage", START) == [(2, 1, 50.0)]


def test_stop_na_tijdelijke_stop_wordt_niet_beoordeeld(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            stop("P1", "2025-06-10", gestopt(reden="20", einde="2025-06-07")),
            stop("P2", "2025-09-28", gestopt(reden="33", einde="2025-06-27")),
        ]
    )
    assert magazijn.rijen("marts.kpi_termijn", waar=ZONDER_RETOUR) == []


def test_doorlooptijd_van_een_schrikkeljaar(magazijn: Magazijn) -> None:
    """P = 29 February 2024: last year up to 28 February 2023."""
    magazijn.draai(
        [
            toewijzing(
                "T1",
                "2022-12-15",
                toegewezen("1", "2024-01-01", "2024-02-29"),
                toegewezen("2", "2023-01-01", "2023-02-28"),
                toegewezen("3", "2023-01-01", "2023-03-01"),
            )
        ],
        Instelling(peildatum="2024-02-29", kennisdatum="2024-02-29"),
    )
    kolommen = "jaar, beeindigd_aantal, mediaan_maanden, mediaan_maanden_vorig_jaar, verschil_maanden"
    assert magazijn.rijen("marts.kpi_doorlooptijd", kolommen, ALLES) == [
        (2023, 2, pytest.approx(59.5 / 30.4375), None, None),
        (2024, 1, pytest.approx(60 / 30.4375), pytest.approx(59 / 30.4375), pytest.approx(1 / 30.4375)),
    ]
    # n of last year's median is that of the same period, not of its whole year
    assert magazijn.rijen("marts.kpi_doorlooptijd", "jaar, beeindigd_vorig_jaar_aantal", ALLES) == [
        (2023, 0),
        (2024, 1),
    ]


@pytest.mark.parametrize(("ingang", "einde"), [("2014-12-31", None), ("2025-06-01", "2025-05-01")])
def test_toewijzing_die_niet_meetelt_neemt_haar_leveringen_mee(magazijn: Magazijn, ingang: str, einde: str) -> None:
    """Care on a toewijzing that is a finding is in no figure, and neither are its start and stop."""
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen(ingang=ingang, einde=einde)),
            start("S1", "2025-01-06", gestart()),
            stop("P1", "2025-03-01", gestopt(einde="2025-02-28")),
        ]
    )
    assert magazijn.rijen("marts.fct_levering", "telt_mee") == [(False,)]
    assert magazijn.rijen("marts.kpi_plekken_realisatie") == []
    assert magazijn.rijen("marts.kpi_termijn", waar=ZONDER_RETOUR) == []


def test_verre_historie_houdt_de_kpis_gevuld(magazijn: Magazijn) -> None:
    """The calendar covers a HISTORIE_VANAF long ago up to 30 years after P."""
    berichten = [
        toewijzing("T1", "2024-12-15", toegewezen(einde="2025-02-28")),
        start("S1", "2025-01-06", gestart(begin="2025-01-01")),
    ]
    gewoon = magazijn.draai(berichten).marts()
    ver = magazijn.draai(berichten, Instelling(historie_vanaf="1930-01-01")).marts()
    for tabel in ("kpi_plekken_realisatie", "kpi_doorlooptijd", "kpi_termijn"):
        assert ver[tabel] == gewoon[tabel] != []


def test_start_van_voor_de_historie_wordt_op_tijd_beoordeeld(magazijn: Magazijn) -> None:
    """A start reported in the year before that of HISTORIE_VANAF, for a day within it, is judged: early is in time."""
    magazijn.draai(
        [start("S1", "2024-11-22", gestart(begin="2025-01-01"))],
        Instelling(historie_vanaf="2025-01-01"),
    )
    assert magazijn.rijen("marts.kpi_termijn", "maand, totaal, binnen_norm", START) == [("2024-11-01", 1, 1)]


def test_gelijke_perioden_tellen_een_keer(magazijn: Magazijn) -> None:
    """Equal periods have no order among themselves, so two windows over them may disagree: seldom, so look twice."""
    begonnen = [gestart(str(nummer), "2025-01-01") for nummer in range(1, 3000)]
    magazijn.voer_uit("SET threads = 4")
    try:
        magazijn.draai([start("S1", "2025-01-02", *begonnen)], Instelling(peildatum="2025-01-31"))
    finally:
        magazijn.voer_uit("SET threads = 1")
    assert magazijn.rijen("intermediate.int_zorgperiode", "begindatum, einddatum") == [("2025-01-01", "2025-01-31")]
    assert magazijn.rijen("marts.kpi_plekken_realisatie", "zorgdagen", ALLES) == [(31,)]
    model = (DBT / "models" / "intermediate" / "levering" / "int_zorgperiode.sql").read_text(encoding="utf-8")
    assert "select distinct" in model.split("met_vorige as", 1)[0]


@pytest.mark.parametrize(
    ("ingang", "einde", "teller"),
    [
        ("2024-06-01", "2026-06-01", 1),  # ran already and goes on
        ("2025-03-31", "2026-06-01", 1),  # begins on the day of the stop
        ("2025-04-01", "2026-06-01", 0),
        ("2025-04-30", None, 0),  # the last day of the gap
        ("2025-05-01", None, 1),
    ],
)
def test_naar_beschermd_wonen_is_wat_na_de_stop_begint(
    magazijn: Magazijn, ingang: str, einde: str | None, teller: int
) -> None:
    """K000-03 choice 3: help that ran beside it is not where the client went to."""
    producten = [
        {"wet": "Wmo", "productcategorie": "02", "productcode": "02A02", "perceel": "2", "groep": "begeleiding"},
        {"wet": "Wmo", "productcategorie": "15", "productcode": "15A01", "perceel": "5", "groep": "beschermd wonen"},
    ]
    hulp = {"productcategorie": "02", "productcode": "02A02"}
    wonen = toegewezen("2", ingang, einde, productcategorie="15", productcode="15A01")
    with magazijn.referentie({"producten": producten}):
        magazijn.draai(
            [
                toewijzing("T1", "2024-12-20", toegewezen("1", "2025-01-02", "2025-12-31", **hulp), wet="Wmo"),
                start("S1", "2025-01-03", gestart("1", "2025-01-02", **hulp), wet="Wmo"),
                stop("P1", "2025-04-01", gestopt("1", "2025-01-02", "23", "2025-03-31", **hulp), wet="Wmo"),
                toewijzing("T2", "2024-05-20", wonen, wet="Wmo"),
            ]
        )
        assert magazijn.rijen("marts.kpi_uitval", "perceel, noemer, teller", TOTAAL) == [("2", 1, teller)]
        assert magazijn.rijen("marts.fct_uitvalgeval", "count(*)") == [(teller,)]
