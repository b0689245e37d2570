"""The dictionary of raw: complete, true to the tables, and the copy in docs is the one of this catalogue."""

from __future__ import annotations

import io
from pathlib import Path

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.extractie import tabellen
from peilstok.berichten.woordenboek import schrijf_woordenboek, woordenboek

CATALOGUS = laad_catalogus()
DOCS = Path(__file__).parents[2] / "docs" / "raw_woordenboek.csv"
# Columns that come from no field of the standard: keys, places, and flags derived beside a field.
EIGEN = {"bestand_id", "bericht_id", "regel", "wet", "release", "berichttype", "inhoud_hash", "positie", "niveau"} | {
    *("ouder_positie", "client_id", "is_test_bsn", "bsn_elfproef_ok", "heeft_postcode"),
    *("geboorte_onbekend", "geboorte_na_dagtekening", "geboorte_ouder_120_jaar"),
}


def test_elk_veld_een_keer_en_elke_kolom_verklaard() -> None:
    regels = list(woordenboek(CATALOGUS))
    velden = [(b.titel, e.pad) for b in CATALOGUS.berichten for e in b.wortel.doorloop() if e.is_veld]
    assert [(r.bericht, r.pad) for r in regels] == velden
    verklaard = {(r.tabel, r.kolom) for r in regels if r.tabel}
    alle = {(f"raw.{t.naam}", kolom) for t in tabellen(CATALOGUS).values() for kolom in t.kolommen}
    assert verklaard <= alle
    assert {kolom for _, kolom in alle - verklaard} <= EIGEN


def test_persoonsgegevens_hebben_geen_kolom() -> None:
    for regel in woordenboek(CATALOGUS):
        assert bool(regel.tabel) == bool(regel.kolom) == (not regel.behandeling.startswith("persoonsgegeven"))


def test_de_kopie_in_docs_is_van_deze_catalogus() -> None:
    """Renew it with `python -m peilstok.berichten.woordenboek docs/raw_woordenboek.csv`."""
    tekst = io.StringIO()
    schrijf_woordenboek(CATALOGUS, tekst)
    assert DOCS.read_text(encoding="utf-8") == tekst.getvalue()
