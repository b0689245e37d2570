"""A page as the tables of an audience allow it."""

from __future__ import annotations

from dataclasses import replace

from peilstok.rapport.aanpassen import bron_voor, pas_aan
from peilstok.rapport.blok import Balken, Blok, Bron, Maat, Pagina
from peilstok.rapport.lezer import Lezer

GEMEENTE = Lezer("gemeente", "gemeente", "niet getoond")
BRON = Bron(
    "proef",
    "marts.pagina_proef",
    ("wet", "gemeente_code", "maand", "soort", "aantal", "verschil"),
    anders=Bron("proef", "marts.kpi_proef", ("wet", "gemeente_code", "maand", "aantal"), alleen={"soort": ("ALLE",)}),
)
BLOK = Blok("b", "Proef", "", BRON, "lijn", (Maat("aantal", "Aantal", noemer="weg"), Maat("verschil", "Verschil")))
PAGINA = Pagina(
    "p", "P", "?", (BLOK, replace(BLOK, id="c", titel="Per soort", rij="soort")), ("wet", "maand", "gemeente")
)
ALLES = {"wet", "gemeente_code", "maand", "soort", "aantal", "verschil"}


def _pas_aan(kolommen: dict[str, set[str]], lezer: Lezer, pagina: Pagina = PAGINA) -> Pagina:
    bron = bron_voor(BRON, kolommen, lezer)
    return pas_aan(pagina, {} if bron is None else {"proef": bron}, lezer)


def test_het_datateam_heeft_alles_van_een_bron_of_niets() -> None:
    assert bron_voor(BRON, {"marts.pagina_proef": ALLES}, Lezer()) is BRON
    assert bron_voor(BRON, {"marts.pagina_proef": ALLES - {"verschil"}, "marts.kpi_proef": ALLES}, Lezer()) is None


def test_een_ander_heeft_wat_zijn_tabel_heeft_en_leest_wat_er_ontbreekt() -> None:
    pagina = _pas_aan({"marts.pagina_proef": ALLES - {"verschil"} | {"niet_getoond_kolommen"}}, GEMEENTE)
    assert [(blok.id, [m.kolom for m in blok.maten], blok.ontbreekt) for blok in pagina.blokken] == [
        ("b", ["aantal"], ("Verschil",)),
        ("c", ["aantal"], ("Verschil",)),
    ]
    assert "niet_getoond_kolommen" in pagina.blokken[0].bron.kolommen
    # nothing is counted with a column that is not there, and what is fixed is no choice
    assert pagina.blokken[0].maten[0].noemer == "" and pagina.filters == ("wet", "maand")


def test_zonder_de_tabel_van_de_pagina_die_van_de_kpi() -> None:
    pagina = _pas_aan({"marts.kpi_proef": ALLES}, GEMEENTE)
    assert [blok.id for blok in pagina.blokken] == ["b"] and pagina.weggelaten == ("Per soort",)
    assert pagina.blokken[0].bron.alleen == {"soort": ("ALLE",)}
    # without the column that its rows are chosen by there would be rows of every kind
    assert _pas_aan({"marts.kpi_proef": ALLES - {"soort"}}, GEMEENTE).blokken == ()
    # nor without the month, or the gemeente that a filter acts on
    assert _pas_aan({"marts.kpi_proef": ALLES - {"maand"}}, GEMEENTE).weggelaten == ("Proef", "Per soort")


def test_een_grafiek_die_een_teken_mist_wordt_een_tabel() -> None:
    blok = replace(BLOK, soort="balken", balken=Balken("aantal", streep="verschil"), over="maat")
    kolommen = {"marts.pagina_proef": ALLES - {"verschil"}}
    (gevonden,) = _pas_aan(kolommen, GEMEENTE, replace(PAGINA, blokken=(blok,))).blokken
    assert gevonden.soort == "tabel" and gevonden.balken is None and gevonden.ontbreekt == ("Verschil", "de grafiek")
    (heel,) = _pas_aan({"marts.pagina_proef": ALLES}, GEMEENTE, replace(PAGINA, blokken=(blok,))).blokken
    assert heel.soort == "balken" and heel.ontbreekt == ()
