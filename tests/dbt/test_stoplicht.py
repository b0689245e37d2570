"""marts.stoplicht on KPI rows written by hand: which figure, which norm, which colour, which way it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from peilstok.rapport.paginas.kwaliteit import ALLE_TERMIJNEN
from tests.dbt.hertelling import kpi_modellen
from tests.dbt.magazijn import Instelling, Magazijn, Project
from tests.dbt.test_structuur import seed

GEMEENTE, AANBIEDER = "0384", "00910001"
PARTIJ = {"gemeente_code": GEMEENTE, "aanbieder_agb": AANBIEDER}
JAAR = {"wet": "Jw", "jaar": 2025, "voorlopig": False} | PARTIJ
MAAND = {"wet": "Jw", "maand": "2026-08-01", "voorlopig": False} | PARTIJ
NORM = {"kpi": "305_5WD", "norm": 90, "bandbreedte": 5, "richting": "hoger", "bron": "afspraak"}

Rij = dict[str, Any]
Stoplicht = Callable[..., list[tuple[Any, ...]]]


def termijn(binnen: int, totaal: int = 100, **velden: Any) -> Rij:
    return MAAND | {"kpi": "305_5WD", "binnen_norm": binnen, "totaal": totaal} | velden


def uitval(percentage: int, **velden: Any) -> Rij:
    """A row of a result KPI: `percentage` of a hundred clients."""
    rij = {"jaar": 2025, "perceel": "1", "teller": percentage, "noemer": 100, "voorlopig": False}
    return rij | PARTIJ | velden


def uitgestroomd(maand: str, client: str, terug: bool = False, **velden: Any) -> Rij:
    """A case of recidive."""
    rij = {"wet": "Wmo", "cohortmaand": maand, "client_id": client, "zorgterrein": "J&O", "in_teller": terug} | PARTIJ
    return rij | velden


@pytest.fixture(scope="module")
def gebouwd(magazijn: Magazijn) -> Magazijn:
    return magazijn.draai([], Instelling(peildatum="2026-09-30", kennisdatum="2026-09-30")).bouw("stoplicht")


@pytest.fixture
def stoplicht(gebouwd: Magazijn, project: Project) -> Iterator[Stoplicht]:
    """Gives `kolommen` of stoplicht over rows of KPI tables, cases and int_norm, ordered by those columns. A share in a
    row is that of its teller and noemer."""
    gevuld: list[str] = []
    maten = {knoop["name"]: knoop["config"]["meta"]["maten"] for knoop in kpi_modellen(project)}

    def maak(kolommen: str, normen: list[Rij], **tabellen: list[Rij]) -> list[tuple[Any, ...]]:
        rijen = {"intermediate.int_norm": normen} | {f"marts.{naam}": rij for naam, rij in tabellen.items()}
        for tabel, inhoud in rijen.items():
            gevuld.append(tabel)
            gebouwd.voer_uit(f"DELETE FROM {tabel}")
            for rij in inhoud:
                waarden = ", ".join("NULL" if waarde is None else f"'{waarde}'" for waarde in rij.values())
                gebouwd.voer_uit(f"INSERT INTO {tabel} ({', '.join(rij)}) VALUES ({waarden})")
            for naam, maat in maten.get(tabel.removeprefix("marts."), {}).items():
                delen = {naam, maat.get("teller"), maat.get("noemer")}
                if delen <= set(gebouwd.kolommen(tabel)) and "alleen_zonder" not in maat:
                    deel = f"100.0 * {maat['teller']} / nullif({maat['noemer']}, 0)"
                    gebouwd.voer_uit(f"UPDATE {tabel} SET {naam} = {deel} WHERE {naam} IS NULL")
        return gebouwd.herbouw("kpi_waarde", "stoplicht").rijen("marts.stoplicht", kolommen)

    yield maak
    for tabel in gevuld:
        gebouwd.voer_uit(f"DELETE FROM {tabel}")


def test_de_grens_telt_als_binnen(stoplicht: Stoplicht) -> None:
    """Norm 90, bandwidth 5, higher is better: green from 90, orange from 85; one provider each."""
    kleur = {91: "groen", 90: "groen", 89: "oranje", 85: "oranje", 84: "rood", 0: "rood"}
    rijen = [termijn(binnen, aanbieder_agb=f"{binnen:08}") for binnen in kleur]
    uit = stoplicht("aanbieder_agb, periode_soort, waarde, teller, noemer, kleur", [NORM], kpi_termijn=rijen)
    assert uit == [
        (f"{binnen:08}", soort, float(binnen), float(binnen), 100.0, kleur[binnen])
        for binnen in sorted(kleur)
        for soort in ("jaar", "kwartaal", "maand")
    ]


def test_lager_is_beter(stoplicht: Stoplicht) -> None:
    """Norm 10, bandwidth 2, lower is better: green up to 10, orange up to 12. The wet is that of the perceel."""
    kleur = {9: "groen", 10: "groen", 11: "oranje", 12: "oranje", 13: "rood"}
    norm = {"kpi": "uitval", "norm": 10, "bandbreedte": 2, "richting": "lager"}
    rijen = [uitval(percentage, aanbieder_agb=f"{percentage:08}") for percentage in kleur]
    uit = stoplicht("waarde, wet, perceel, zorgterrein, kleur", [norm], kpi_uitval=rijen)
    assert uit == [(float(percentage), "Wmo", "1", "ALLE", kleur[percentage]) for percentage in sorted(kleur)]


def test_norm_zonder_richting_of_bandbreedte(stoplicht: Stoplicht) -> None:
    """The direction is then that of the KPI, and what is outside the norm is red at once."""
    norm = {"kpi": "uitval", "norm": 10}
    rijen = [uitval(10), uitval(11, perceel="2")]
    assert stoplicht("perceel, richting, kleur", [norm], kpi_uitval=rijen) == [
        ("1", "lager", "groen"),
        ("2", "lager", "rood"),
    ]


def test_grijs_zonder_norm_of_waarde(stoplicht: Stoplicht) -> None:
    rijen = [uitval(5), uitval(0, perceel="2", noemer=0)]
    norm = {"kpi": "uitval", "perceel": "2", "norm": 10, "richting": "lager"}
    assert stoplicht("perceel, waarde, norm, kleur", [norm], kpi_uitval=rijen) == [
        ("1", 5.0, None, "grijs"),
        ("2", None, 10.0, "grijs"),
    ]


def test_signaal_blijft_grijs(stoplicht: Stoplicht) -> None:
    """Passende hulp is a signal, not a norm (K001-07): a norm that names it does nothing."""
    rij = MAAND | {"productcode": "ALLE", "trajecten_aantal": 4, "wissel_aantal": 1, "maand": "2026-03-01"}
    uit = stoplicht("periode, waarde, norm, kleur", [{"kpi": "passende_hulp", "norm": 50}], kpi_passende_hulp=[rij])
    assert set(uit) == {(periode, 25.0, None, "grijs") for periode in ("2026", "2026-K1", "2026-03")}


def test_norm_geldt_op_de_laatste_dag(stoplicht: Stoplicht) -> None:
    """From 15 August: August and the quarter have it, July does not. Until 30 December: neither has the year."""
    norm = NORM | {"geldig_van": "2026-08-15", "geldig_tot": "2026-12-30"}
    rijen = [termijn(9, 10, maand=f"2026-{nr}-01") for nr in ("07", "08", "09")]
    assert stoplicht("periode, norm", [norm], kpi_termijn=rijen) == [
        ("2026", None),
        ("2026-07", None),
        ("2026-08", 90.0),
        ("2026-09", 90.0),
        ("2026-K3", 90.0),
    ]


def test_norm_van_een_jaar_geldt_op_31_december(stoplicht: Stoplicht) -> None:
    """Also of the running year, as in the result tables."""
    normen = [
        {"kpi": "uitval", "norm": 10, "geldig_tot": "2025-12-31"},
        {"kpi": "uitval", "norm": 8, "geldig_van": "2026-01-01"},
    ]
    rijen = [uitval(9), uitval(9, jaar=2026)]
    assert stoplicht("periode, norm, kleur", normen, kpi_uitval=rijen) == [
        ("2025", 10.0, "groen"),
        ("2026", 8.0, "rood"),
    ]


def test_norm_voor_de_wet_gaat_voor(stoplicht: Stoplicht) -> None:
    normen = [NORM | {"norm": 95, "geldig_van": "2026-01-01"}, NORM | {"wet": "Wmo", "norm": 70}]
    rijen = [termijn(9, 10), termijn(9, 10, wet="Wmo")]
    assert stoplicht("periode, wet, norm", normen, kpi_termijn=rijen)[2:4] == [
        ("2026-08", "Jw", 95.0),
        ("2026-08", "Wmo", 70.0),
    ]


def test_norm_voor_perceel_en_zorgterrein_gaat_voor(stoplicht: Stoplicht) -> None:
    """A norm for a zorgterrein is not one for the total over them; of two that hold the latest counts."""
    normen = [
        {"kpi": "uitval", "wet": "Wmo", "norm": 10},
        {"kpi": "uitval", "perceel": "2", "norm": 12},
        {"kpi": "uitval", "perceel": "2", "norm": 14, "geldig_van": "2025-01-01"},
        {"kpi": "recidive", "norm": 20},
        {"kpi": "recidive", "zorgterrein": "J&O", "norm": 30},
    ]
    uit = stoplicht(
        "kpi, perceel, zorgterrein, norm",
        normen,
        kpi_uitval=[uitval(5), uitval(5, perceel="2")],
        geval_recidive=[uitgestroomd("2024-09-01", "c1")],
    )
    assert sorted(set(uit), key=str) == [
        ("recidive", None, "ALLE", 20.0),
        ("recidive", None, "J&O", 30.0),
        ("uitval", "1", "ALLE", 10.0),
        ("uitval", "2", "ALLE", 14.0),
    ]


def test_trend_volgt_de_richting(stoplicht: Stoplicht) -> None:
    """From 10 percent: more is worse for uitval, better for doelrealisatie. What came before 2024 is not known."""
    rijen = [uitval(10, jaar=2024, aanbieder_agb=f"{nu:08}") for nu in (9, 10, 11)]
    rijen += [uitval(nu, aanbieder_agb=f"{nu:08}") for nu in (9, 10, 11)]
    uit = stoplicht(
        "periode, kpi, waarde, vorige_waarde, trend", [], kpi_uitval=rijen, kpi_doelrealisatie_uitstroom=rijen
    )
    assert {(vorige, trend) for periode, *_, vorige, trend in uit if periode == "2024"} == {(None, "onbekend")}
    assert [rij[1:] for rij in uit if rij[0] == "2025"] == [
        ("doelrealisatie_uitstroom", 9.0, 10.0, "slechter"),
        ("doelrealisatie_uitstroom", 10.0, 10.0, "gelijk"),
        ("doelrealisatie_uitstroom", 11.0, 10.0, "beter"),
        ("uitval", 9.0, 10.0, "beter"),
        ("uitval", 10.0, 10.0, "gelijk"),
        ("uitval", 11.0, 10.0, "slechter"),
    ]


def test_klein_verschil_is_gelijk(stoplicht: Stoplicht) -> None:
    """By hand: 900 of 1000 and 9004 of 10000 differ 0.04 point; the 902 of 1000 after them 0.16."""
    rijen = [termijn(900, 1000, maand="2026-07-01"), termijn(9004, 10000), termijn(902, 1000, maand="2026-09-01")]
    assert stoplicht("periode, trend", [], kpi_termijn=rijen)[2:4] == [("2026-08", "gelijk"), ("2026-09", "beter")]


def test_richting_van_de_norm_gaat_voor(stoplicht: Stoplicht) -> None:
    """A municipality that sees more uitval as better gets what it asks for."""
    norm = {"kpi": "uitval", "norm": 10, "richting": "hoger"}
    uit = stoplicht("periode, kleur, trend", [norm], kpi_uitval=[uitval(10, jaar=2024), uitval(12)])
    assert uit == [("2024", "groen", "onbekend"), ("2025", "groen", "beter")]


def test_vorige_is_de_periode_ervoor(stoplicht: Stoplicht) -> None:
    """January follows December and K1 follows K4; after a month without rows nothing is known to compare with."""
    maanden = {"2025-12": 5, "2026-01": 6, "2026-02": 7, "2026-03": 8, "2026-05": 9}
    rijen = [termijn(binnen, 10, maand=f"{maand}-01") for maand, binnen in maanden.items()]
    uit = {periode: (vorige, trend) for periode, vorige, trend in stoplicht(
        "periode, vorige_waarde, trend", [], kpi_termijn=rijen
    )}  # fmt: skip
    assert uit == {
        "2025": (None, "onbekend"),
        "2025-K4": (None, "onbekend"),
        "2025-12": (None, "onbekend"),
        "2026": (50.0, "beter"),
        "2026-K1": (50.0, "beter"),
        "2026-K2": (70.0, "beter"),
        "2026-01": (50.0, "beter"),
        "2026-02": (60.0, "beter"),
        "2026-03": (70.0, "beter"),
        "2026-05": (None, "onbekend"),
    }


def test_wat_aangroeit_heeft_in_het_lopende_jaar_geen_trend(stoplicht: Stoplicht) -> None:
    """Three quarters of a year of outflow against a whole one would always look worse; a share does not grow."""
    rijen = [uitval(10), uitval(8, jaar=2026)]
    uit = stoplicht(
        "kpi, periode, vorige_waarde, trend, voorlopig", [], kpi_uitval=rijen, kpi_doelrealisatie_uitstroom=rijen
    )
    assert uit[1] == ("doelrealisatie_uitstroom", "2026", 10.0, "onbekend", True)
    assert uit[3] == ("uitval", "2026", 10.0, "beter", True)


def test_doorlooptijd_naast_dezelfde_maanden_van_vorig_jaar(stoplicht: Stoplicht) -> None:
    """A10: not against all of last year. A median has no teller; only the row over all products is the figure."""
    rij = JAAR | {"jaar": 2026, "beeindigd_aantal": 7, "mediaan_maanden": 9, "mediaan_maanden_vorig_jaar": 10}
    vorig = JAAR | {"beeindigd_aantal": 9, "mediaan_maanden": 12, "productcode": "ALLE"}
    uit = stoplicht(
        "periode, waarde, teller, noemer, vorige_waarde, trend",
        [],
        kpi_doorlooptijd=[rij | {"productcode": "ALLE"}, rij | {"productcode": "45V01", "mediaan_maanden": 1}, vorig],
    )
    assert uit == [
        ("2025", 12.0, None, 9.0, None, "onbekend"),
        ("2026", 9.0, None, 7.0, 10.0, "beter"),
    ]


def test_kwartaal_en_jaar_tellen_op(stoplicht: Stoplicht) -> None:
    """By hand: 9 of 12 and 3 of 4 are 12 of 16; the mean of 75 and 75 is the same, that of all three is not. June and
    July are small: they stand over twelve months."""
    rijen = [
        termijn(9, 12, maand="2026-04-01"),
        termijn(3, 4, maand="2026-06-01"),
        termijn(0, 4, maand="2026-07-01", voorlopig=True),
    ]
    assert stoplicht("periode, waarde, teller, noemer, voorlopig", [], kpi_termijn=rijen) == [
        ("2026", 60.0, 12.0, 20.0, True),
        ("2026-04", 75.0, 9.0, 12.0, False),
        ("2026-06", 75.0, 12.0, 16.0, False),
        ("2026-07", 60.0, 12.0, 20.0, True),
        ("2026-K2", 75.0, 12.0, 16.0, False),
        ("2026-K3", 0.0, 0.0, 4.0, True),
    ]


def test_retour_van_de_gemeente_is_een_eigen_cijfer(stoplicht: Stoplicht) -> None:
    """OP090: 59 of 60 of the provider are green; the 90 of 110 of gemeenten are theirs, and so is their norm."""
    rijen = [
        termijn(59, 60, kpi="RETOUR_3WD", termijn="RETOUR_3WD", verantwoordelijke="aanbieder"),
        termijn(90, 110, kpi="RETOUR_3WD_GEMEENTE", termijn="RETOUR_3WD", verantwoordelijke="gemeente"),
    ]
    norm = NORM | {"kpi": "RETOUR_3WD"}
    kolommen = "kpi, periode_soort, teller, noemer, kleur"
    for normen, kleur in (([norm], "grijs"), ([norm, norm | {"kpi": "RETOUR_3WD_GEMEENTE"}], "rood")):
        assert stoplicht(kolommen, normen, kpi_termijn=rijen) == [
            (*rij, soort, *rest)
            for rij, *rest in ((("RETOUR_3WD",), 59.0, 60.0, "groen"), (("RETOUR_3WD_GEMEENTE",), 90.0, 110.0, kleur))
            for soort in ("jaar", "kwartaal", "maand")
        ]


def test_mediaan_telt_niet_op(stoplicht: Stoplicht) -> None:
    wachttijd = MAAND | {"productcode": "ALLE", "gestart_aantal": 30, "mediaan_dagen": 14}
    uit = stoplicht("kpi, periode, waarde, noemer, eenheid", [], kpi_wachttijd=[wachttijd])
    assert uit == [("wachttijd", "2026-08", 14.0, 30.0, "dagen")]


def test_terugkeer_gaat_over_twaalf_maanden(stoplicht: Stoplicht) -> None:
    """P = 30 September 2026: the last month whose own window has passed is September 2025. By hand: of the ten who left
    from October 2023 on two came back; in the twelve months to September 2025 one of these left again and did, with
    nine others: one client, counted once. A month after all of them the figure of a year before stands beside it."""
    rijen = [uitgestroomd("2023-10-01", f"c{nr}", terug=nr < 2) for nr in range(10)]
    rijen += [uitgestroomd("2024-10-01", "c0"), uitgestroomd("2025-09-01", "c0", terug=True)]
    rijen += [uitgestroomd("2025-09-01", f"d{nr}") for nr in range(9)]
    uit = stoplicht(
        "kpi, periode, periode_soort, waarde, noemer, vorige_waarde, trend, zorgterrein, aanbieder_agb, gemeente_code",
        [],
        geval_recidive=rijen,
        geval_geen_nieuwe_start=[
            {"is_nieuwe_start" if kolom == "in_teller" else kolom: waarde for kolom, waarde in rij.items()}
            for rij in rijen
        ],
    )
    eigen = [rij[:7] for rij in uit if rij[7:] == ("J&O", AANBIEDER, GEMEENTE) and rij[1] in ("2024-09", "2025-09")]
    assert eigen == [
        ("geen_nieuwe_start", "2024-09", "12 maanden", 80.0, 10.0, None, "onbekend"),
        ("geen_nieuwe_start", "2025-09", "12 maanden", 90.0, 10.0, 80.0, "beter"),
        ("recidive", "2024-09", "12 maanden", 20.0, 10.0, None, "onbekend"),
        ("recidive", "2025-09", "12 maanden", 10.0, 10.0, 20.0, "beter"),
    ]
    # in every combination of totals, and never of one month
    assert {rij[2] for rij in uit} == {"12 maanden"} and max(rij[1] for rij in uit) == "2025-09"
    assert len([rij for rij in uit if rij[:2] == ("recidive", "2025-09")]) == 8


def test_te_weinig_gevallen_geven_geen_kleur_en_geen_trend(stoplicht: Stoplicht) -> None:
    """Contract, Measures: not on fewer than 5 cases; a rate over so small a month stands over the twelve months that
    end with it (May: 4 of 4; August: 10 of 18), and an amount has no number of cases."""
    rijen = [
        termijn(4, 4, maand="2026-05-01"),
        termijn(0, 5, maand="2026-06-01"),
        termijn(5, 5, maand="2026-07-01"),
        termijn(1, 4, maand="2026-08-01"),
    ]
    uit = stoplicht("periode, periode_soort, noemer, kleur, geen_kleur, trend", [NORM], kpi_termijn=rijen)
    assert [rij for rij in uit if rij[1] in ("maand", "12 maanden")] == [
        ("2026-05", "12 maanden", 4.0, "grijs", "minder dan 5 gevallen", "onbekend"),
        ("2026-06", "maand", 5.0, "rood", None, "onbekend"),
        ("2026-07", "maand", 5.0, "groen", None, "beter"),
        ("2026-08", "12 maanden", 18.0, "rood", None, "onbekend"),
    ]
    euro = {"wet": "Jw", "maand": "2026-09-01", "zorgterrein": "ALLE", "gemeente_code": GEMEENTE, "voorlopig": False}
    rij = euro | {"realisatie_ytd_eur": 3, "prognose_ytd_eur": 2}
    norm = {"kpi": "uitgaven", "norm": 100, "richting": "lager"}
    uit = stoplicht("kpi, kleur, geen_kleur", [norm], kpi_uitgaven=[rij], kpi_termijn=[])
    assert uit == [("uitgaven", "rood", None)]


def test_kwartaal_wacht_op_het_venster(stoplicht: Stoplicht) -> None:
    """The last month whose window has passed is April: no second quarter yet, and a year to be continued."""
    rij = MAAND | {"productcode": "ALLE", "trajecten_aantal": 5, "wissel_aantal": 1}
    rijen = [rij | {"maand": maand} for maand in ("2025-12-01", "2026-01-01", "2026-04-01")]
    assert stoplicht("periode, noemer, voorlopig", [], kpi_passende_hulp=rijen) == [
        ("2025", 5.0, False),
        ("2025-12", 5.0, False),
        ("2025-K4", 5.0, False),
        ("2026", 10.0, True),
        ("2026-01", 5.0, False),
        ("2026-04", 5.0, False),
        ("2026-K1", 5.0, False),
    ]


def test_jaar_tot_nu_is_de_laatste_volledige_maand(stoplicht: Stoplicht) -> None:
    """Year-to-date tables: September of the running year, December of the years before; never the sum of months."""
    rijen = [
        MAAND | {"productcode": "ALLE", "maand": maand, "plekken_ytd": nu, "plekken_ytd_vorig_jaar": vorig}
        for maand, nu, vorig in (("2025-11-01", 9, 8), ("2025-12-01", 6, 8), ("2026-08-01", 1, 4), ("2026-09-01", 3, 4))
    ]
    assert stoplicht("periode, waarde, teller, noemer", [], kpi_plekken_realisatie=rijen) == [
        ("2025", 75.0, 6.0, 8.0),
        ("2026", 75.0, 3.0, 4.0),
    ]


def test_uitgaven_tot_en_met_de_laatste_gedeclareerde_maand(stoplicht: Stoplicht) -> None:
    """The demo's Wmo: 545,135.32 up to August against 586,666.67 is 92.9%; September is there, but not declared."""
    kop = {"wet": "Wmo", "zorgterrein": "ALLE", "gemeente_code": "ALLE", "voorlopig": True}
    rijen = [
        kop
        | {"maand": maand, "gedeclareerd_tot": "2026-08-01", "realisatie_ytd_eur": eur, "prognose_ytd_eur": prognose}
        for maand, eur, prognose in (
            ("2025-12-01", 700000, 800000),
            ("2026-07-01", 484257, 513333.33),
            ("2026-08-01", 545135.32, 586666.67),
            ("2026-09-01", None, 660000),
        )
    ]
    norm = {"kpi": "uitgaven", "norm": 90, "bandbreedte": 10, "richting": "lager"}
    gevonden = stoplicht("periode, round(waarde, 1), gedeclareerd_tot, kleur", [norm], kpi_uitgaven=rijen)
    assert gevonden == [("2025", 87.5, "2026-08-01", "groen"), ("2026", 92.9, "2026-08-01", "oranje")]


def test_zorgterrein_van_de_gevallen(stoplicht: Stoplicht) -> None:
    """Beside the total of the table each zorgterrein of its cases, also for a median; what is not listed is unknown."""
    kop = {"wet": "Jw", "jaar": 2025, "in_noemer": True} | PARTIJ
    geval = kop | {"heeft_norm": True, "is_tot_nu": False, "zorg_begindatum": "2025-01-01", "is_dit_jaar": True}
    delen = (("J&O", True), ("J&O", False), ("_ONBEKEND", False))
    totaal = JAAR | {"productcode": "ALLE", "uitgestroomd_aantal": 3, "uitgestroomd_met_norm_aantal": 3}
    uit = stoplicht(
        "kpi, zorgterrein, waarde, teller, noemer, gemeente_code, aanbieder_agb",
        [],
        kpi_looptijd=[totaal | {"binnen_norm_volgens_plan_aantal": 1}],
        geval_looptijd=[geval | {"zorgterrein": naam, "in_teller": binnen} for naam, binnen in delen],
        geval_doorlooptijd=[kop | {"zorgterrein": "J&O", "is_open": False, "dagen": dagen} for dagen in (30, 60, 91)],
    )
    assert [rij[:5] for rij in uit if rij[5:] == (GEMEENTE, AANBIEDER)] == [
        ("doorlooptijd", "J&O", pytest.approx(60 / 30.4375), None, 3.0),
        ("looptijd", "ALLE", pytest.approx(100 / 3), 1.0, 3.0),
        ("looptijd", "J&O", 50.0, 1.0, 2.0),
        ("looptijd", "_ONBEKEND", 0.0, 0.0, 1.0),
    ]


def test_wat_een_kpi_niet_heeft_is_alle(stoplicht: Stoplicht) -> None:
    """Costs per client, seed 001: 1045 euros over 475 clients is 2.20; it has no gemeente, provider or zorgterrein."""
    rij = {"wet": "Jw", "jaar": 2025, "productcode": "ALLE", "kosten_real_eur": 1045, "q_real": 475, "voorlopig": False}
    per_plek = rij | {"wet": "Wmo", "kosten_real_eur": 157, "q_real": 1}
    uit = stoplicht(
        "perceel, zorgterrein, gemeente_code, aanbieder_agb, waarde, eenheid",
        [],
        # a law that is paid by place has no costs per client, whatever was claimed by mistake
        kpi_kosten_per_client=[rij | {"is_per_plek": False}, per_plek | {"is_per_plek": True}],
    )
    assert uit == [(None, "ALLE", "ALLE", "ALLE", pytest.approx(2.2), "euro")]


def test_aandeel_van_een_soort(stoplicht: Stoplicht) -> None:
    """By hand, seed 002 (2021): 29 of 98 clients left care; nobody left at the other provider: 0, not empty."""
    rijen = [
        JAAR | {"uitstroomtype": soort, "clienten_aantal": aantal, "uitstroom_uit_zorg_aantal": uit_zorg}
        for soort, aantal, uit_zorg in (("Verlenging", 50, 0), ("uitstroom uit zorg", 29, 29), ("ALLE", 98, 29))
    ]
    geen = {"uitstroomtype": "ALLE", "clienten_aantal": 3, "uitstroom_uit_zorg_aantal": 0, "aanbieder_agb": "00910002"}
    rijen += [JAAR | geen]
    assert stoplicht("aanbieder_agb, waarde, teller, noemer", [], kpi_uitstroomtype=rijen) == [
        ("00910001", pytest.approx(100 * 29 / 98), 29.0, 98.0),
        ("00910002", 0.0, 0.0, 3.0),
    ]


def test_plafond_is_zijn_eigen_norm(stoplicht: Stoplicht) -> None:
    """K001-15: above 90 percent of the ceiling orange, above 100 red; normen.csv has no say in it."""
    kleur = {90: "groen", 91: "oranje", 100: "oranje", 101: "rood"}
    kop = JAAR | {"zorgterrein": "J&O", "budgetplafond_eur": 100}
    rijen = [kop | {"jaareinde_eur": bedrag, "aanbieder_agb": f"{bedrag:08}"} for bedrag in kleur]
    norm = {"kpi": "budgetplafond", "norm": 50}
    uit = stoplicht("waarde, zorgterrein, norm, bandbreedte, kleur", [norm], kpi_budgetplafond=rijen)
    assert uit == [(float(bedrag), "J&O", 90.0, 10.0, kleur[bedrag]) for bedrag in sorted(kleur)]


def test_elke_kpi_van_de_seed_is_te_maken(project: Project) -> None:
    """And nothing else, of a KPI table or as a term; whatever may have a norm is there."""
    code = {knoop["name"]: knoop["compiled_code"] for knoop in project.modellen}
    beschreven = {rij["kpi"]: rij["maat"] for rij in seed("stoplicht_kpi")}
    maten = {knoop["name"].removeprefix("kpi_"): knoop["config"]["meta"]["maten"] for knoop in kpi_modellen(project)}
    termijnen = {rij["termijn"]: rij for rij in seed("termijn") if f"'{rij['termijn']}'" in code["geval_termijn"]}
    # both parties owe retours, each its own
    van_de_gemeente = {f"{naam}_GEMEENTE" for naam, rij in termijnen.items() if rij["verantwoordelijke"] == "ontvanger"}
    assert van_de_gemeente == {"RETOUR_3WD_GEMEENTE"}
    alle_termijnen = termijnen.keys() | van_de_gemeente
    assert alle_termijnen <= beschreven.keys() and set(ALLE_TERMIJNEN) == alle_termijnen
    for kpi, maat in beschreven.items():
        assert maat in maten["termijn" if kpi in alle_termijnen else kpi], kpi
    assert {rij["kpi"] for rij in seed("kpi") if rij["heeft_norm"] == "true"} - beschreven.keys() == set()


def test_richting_is_overal_dezelfde() -> None:
    """The percelen of a KPI and the KPI itself name the same side as the better one."""
    richting = {rij["kpi"]: rij["richting"] for rij in seed("stoplicht_kpi")}
    assert [rij["kpi"] for rij in seed("kpi_perceel") if rij["richting"] != richting[rij["kpi"]]] == []


def test_wijziging(stoplicht: Stoplicht, gebouwd: Magazijn) -> None:
    """Another colour, another value, or hardly another one; a period that nobody saw before was not changed."""
    toen = {"a": (9.0, "groen"), "b": (10.5, "rood"), "c": (9.0, "groen"), "d": (None, "grijs"), "f": (5.0, "groen")}
    kop = ("'2026-09-29'", "'uitval'", "'Wmo'", "'1'", "'ALLE'", f"'{GEMEENTE}'")
    for aanbieder, (waarde, kleur) in toen.items():
        rest = (f"'{aanbieder}'", "'2025'", "NULL" if waarde is None else str(waarde), f"'{kleur}'")
        gebouwd.voer_uit(f"INSERT INTO raw.bevroren_stoplicht VALUES ({', '.join(kop + rest)})")
    nu = {"a": (900, 10_000), "b": (10, 100), "c": (901, 10_000), "d": (0, 0), "e": (50, 100), "f": (6, 100)}
    rijen = [uitval(teller, noemer=noemer, aanbieder_agb=wie) for wie, (teller, noemer) in nu.items()]
    stoplicht("kleur", [{"kpi": "uitval", "norm": 10, "richting": "lager"}], kpi_uitval=rijen)
    gebouwd.herbouw("int_bevroren_stoplicht", "stoplicht_wijziging")
    gebouwd.voer_uit("DELETE FROM raw.bevroren_stoplicht")
    kolommen = "aanbieder_agb, waarde_toen, waarde_nu, kleur_toen, kleur_nu, is_andere_kleur, kennisdatum_toen"
    assert gebouwd.rijen("marts.stoplicht_wijziging", kolommen) == [
        ("b", 10.5, 10.0, "rood", "groen", True, "2026-09-29"),
        ("f", 5.0, 6.0, "groen", "groen", False, "2026-09-29"),
    ]


@pytest.fixture
def met_cijfers(magazijn: Magazijn) -> Iterator[Magazijn]:
    """A stoplicht in which AANBIEDER has figures under the Jw only, and uitval exists under the Wmo only."""
    magazijn.draai([], Instelling(peildatum="2026-09-30", kennisdatum="2026-09-30")).bouw("stoplicht")
    for kpi, wet, aanbieder in (
        *(("305_5WD", "Jw", AANBIEDER), ("305_5WD", "Wmo", "00910002"), ("305_5WD", "Wmo", "ALLE")),
        *(("uitval", "Wmo", "00910002"), ("307_5WD", "Wmo", "00910002"), ("307_5WD", "Jw", "00910003")),
    ):
        magazijn.voer_uit(
            f"INSERT INTO marts.stoplicht (kpi, wet, aanbieder_agb) VALUES ('{kpi}', '{wet}', '{aanbieder}')"
        )
    yield magazijn
    for tabel in ("marts.stoplicht", "raw.ref_opvolging", "raw.ref_kpi_afspraken"):
        magazijn.voer_uit(f"DELETE FROM {tabel}")


def _stappen(magazijn: Magazijn, *stappen: tuple[str, str, str, str, str, str]) -> None:
    for soort, kpi, wet, stap, status, datum in stappen:
        magazijn.voer_uit(
            "INSERT INTO raw.ref_opvolging (soort, aanbieder_agb, kpi, wet, stap, status, datum)"
            f" VALUES ('{soort}', '{AANBIEDER}', nullif('{kpi}', ''), nullif('{wet}', ''), '{stap}', '{status}'"
            f", '{datum}')"
        )
    magazijn.herbouw("stg_opvolgstap", "int_opvolgstap", "stoplicht_opvolging")


def test_opvolging(met_cijfers: Magazijn) -> None:
    """K000-08: the last step of each kind up to K; what is planned is to come; about all is ALLE."""
    _stappen(
        met_cijfers,
        ("escalatie", "305_5WD", "", "1 gesprek", "afgerond", "2026-03-04"),
        ("escalatie", "305_5WD", "", "2 verbeterplan", "lopend", "2026-08-01"),
        ("gesprek", "", "", "kwartaalgesprek", "gepland", "2026-10-20"),
    )
    kolommen = "soort, kpi, aanbieder_agb, gemeente_code, stap, is_laatste, is_komend"
    assert met_cijfers.rijen("marts.stoplicht_opvolging", kolommen) == [
        ("escalatie", "305_5WD", AANBIEDER, "ALLE", "1 gesprek", False, False),
        ("escalatie", "305_5WD", AANBIEDER, "ALLE", "2 verbeterplan", True, False),
        ("gesprek", None, AANBIEDER, "ALLE", "kwartaalgesprek", False, True),
    ]


def test_een_stap_staat_bij_zijn_wet(met_cijfers: Magazijn) -> None:
    """The law it names, else those in which provider and KPI have figures; a step is shown somewhere, always. What was
    last is last under that law."""
    _stappen(
        met_cijfers,
        ("escalatie", "305_5WD", "Wmo", "a", "lopend", "2026-03-04"),
        ("escalatie", "305_5WD", "Jw", "b", "lopend", "2026-03-05"),
        ("actie", "305_5WD", "", "c", "lopend", "2026-03-06"),  # has those of the Jw
        ("actie", "uitval", "", "d", "lopend", "2026-03-06"),  # has none: where the provider or the KPI has any
        ("actie", "307_5WD", "", "e", "lopend", "2026-03-06"),  # exists under both; the provider has only the Jw
        ("actie", "", "", "f", "lopend", "2026-03-06"),
    )
    assert met_cijfers.rijen("marts.stoplicht_opvolging", "stap, wet, is_laatste") == [
        ("a", "Wmo", True),
        ("b", "Jw", True),
        ("c", "Jw", True),
        ("d", "Jw", True),
        ("d", "Wmo", True),
        ("e", "Jw", True),
        ("f", "Jw", True),
    ]


def test_afspraak(met_cijfers: Magazijn) -> None:
    """K004-15: every agreement once, without the reason; a line without an agreement says nothing."""
    for kpi, wet, afspraak in (
        *(("305_5WD", "NULL", "'80%'"), ("305_5WD", "'Jw'", "'80%'"), ("305_5WD", "NULL", "NULL")),
        ("uitval", "'Wmo'", "'perceel 2: 10%'"),
    ):
        met_cijfers.voer_uit(
            "INSERT INTO raw.ref_kpi_afspraken (jaar, aanbieder_agb, kpi, wet, afspraak)"
            f" VALUES ('2026', '{AANBIEDER}', '{kpi}', {wet}, {afspraak})"
        )
    met_cijfers.herbouw("stg_kpi_afspraak", "int_kpi_afspraak", "stoplicht_afspraak")
    assert met_cijfers.rijen("marts.stoplicht_afspraak") == [
        ("Jw", 2026, AANBIEDER, "305_5WD", "80%"),
        ("Wmo", 2026, AANBIEDER, "uitval", "perceel 2: 10%"),
    ]
