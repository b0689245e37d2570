"""The reports on message quality: what they count and draw, that nothing personal is in them, and that they are the
same every time."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import peilstok.publicatie.publiceren as publiceren
from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.laden.referentie import beschrijving
from peilstok.publicatie import publiceer
from peilstok.rapport import schrijf_kwaliteitsrapporten
from peilstok.rapport.gegevens import Gat
from peilstok.rapport.kwaliteit import (
    Berichtkwaliteit,
    Regel,
    Score,
    laatste_hele_maand,
    lees_berichtkwaliteit,
    scores,
)
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, een_pagina, schrijf_manifest


def _publiceer(
    map_: Path, *, leeg: bool = False, verborgen: tuple[str, ...] = ("contactpersoon",), site: bool = False
) -> Path:
    warehouse = bouw_warehouse(map_ / "warehouse.duckdb", leeg=leeg)
    with duckdb.connect(str(warehouse)) as con:
        goed = Controle("grens_raw", "goed", "raw.bericht", "", "blokkerend", True, 20, 0)
        bewaar_controles(con, [goed], PEILDATUM)
    manifest = schrijf_manifest(map_ / "manifest.json", warehouse, verborgen=verborgen)
    with pytest.MonkeyPatch.context() as zonder:
        if not site:
            zonder.setattr(publiceren, "schrijf_site", een_pagina)
        return publiceer(warehouse, map_ / "publicatie", manifest).map


@pytest.fixture(scope="module")
def publicatie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _publiceer(tmp_path_factory.mktemp("kwaliteit"), verborgen=("contactpersoon", "client_id"), site=True)


@pytest.fixture(scope="module")
def kwaliteit(publicatie: Path) -> Berichtkwaliteit:
    gelezen = lees_berichtkwaliteit(publicatie / "peilstok.duckdb")
    assert gelezen is not None
    return gelezen


def _tekst(pad: Path) -> str:
    """The words of a page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", pad.read_text(encoding="utf-8")).split())


def _id(naam: str) -> str:
    """How the world of the tests makes a bevinding_id."""
    return hashlib.md5(naam.encode(), usedforsecurity=False).hexdigest()


def _werklijst(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def test_waar_berichten_ontbreken_staat_bij_wie_het_aangaat(kwaliteit: Berichtkwaliteit) -> None:
    meting = kwaliteit.metingen[0]
    hier = Gat(meting.wet, meting.gemeente_code, date(2025, 3, 1))
    k = replace(kwaliteit, gaten=[hier, Gat(meting.wet, "9999", None)], gemeenten={meting.gemeente_code: "Hier"})
    zin = f"{meting.wet}, Hier: cijfers vanaf maart 2025; daarvoor ontbreken berichten"
    anders = f"{meting.wet}, gemeente 9999: van elke maand ontbreken berichten"
    assert k.gaten_van() == [zin, anders]
    assert k.gaten_van("gemeente", meting.gemeente_code) == k.gaten_van("aanbieder", meting.aanbieder_agb) == [zin]
    assert k.gaten_van("gemeente", "9999") == [anders] and k.gaten_van("aanbieder", "00000000") == []


def test_score_telt_de_laatste_twaalf_hele_maanden(kwaliteit: Berichtkwaliteit) -> None:
    assert (kwaliteit.eerste_maand, kwaliteit.maand) == (date(2025, 7, 1), date(2026, 6, 1))
    per = {s.regel.regel: s for s in scores(kwaliteit, kwaliteit.metingen, kwaliteit.bevindingen)}
    # June 2025 is too old, July 2026 is not complete; a rule without breaches has no score.
    laat = per["OP271"]
    assert (laat.beoordeeld, laat.bevindingen, laat.percentage) == (30, 6, 20.0)
    assert (laat.vorige_pct, laat.deze_pct, laat.trend, laat.nu_open) == (20.0, 30.0, "▲ meer", 30)
    # Open findings show their rule also when the last months had none, and a finding that is akkoord is not open.
    dubbel = per["TR302/OP259"]
    assert (dubbel.bevindingen, dubbel.percentage, dubbel.nu_open) == (0, None, 1)
    assert per["OP090"].nu_open == 3
    assert list(per) == ["TR302/OP259", "OP271", "OP090"]


@pytest.mark.parametrize(
    ("vorige", "deze", "trend"),
    [
        (20.0, 10.0, "▼ minder"),
        (10.0, 20.0, "▲ meer"),
        (10.01, 10.04, "= gelijk"),
        (None, 10.0, "– niet te vergelijken"),
        (10.0, None, "– niet te vergelijken"),
    ],
)
def test_trend_in_woord_en_pijl(vorige: float | None, deze: float | None, trend: str) -> None:
    assert Score(Regel("R", "fout", "", "gemeente", "", ""), "Jw", 1, 1, vorige, deze, 0).trend == trend


@pytest.mark.parametrize(
    ("peil", "maand"),
    [
        (date(2026, 6, 29), date(2026, 5, 1)),
        (date(2026, 6, 30), date(2026, 6, 1)),
        (date(2026, 1, 1), date(2025, 12, 1)),
        (date(2024, 2, 29), date(2024, 2, 1)),
    ],
)
def test_een_maand_is_heel_op_haar_laatste_dag(peil: date, maand: date) -> None:
    assert laatste_hele_maand(peil) == maand


def test_steekproef_is_vijf_procent_zonder_bevinding_en_afkeuring(kwaliteit: Berichtkwaliteit) -> None:
    # 201 messages in June, 30 with a finding and one rejected: 5% of 170 is 8,5.
    for getrokken in (kwaliteit.steekproef["gemeente"]["0983"], kwaliteit.steekproef["aanbieder"]["73730001"]):
        assert len(getrokken) == 9
        assert all(int(b.identificatie[1:]) in range(30, 200) for b in getrokken)
        assert {b.dagtekening.month for b in getrokken} == {6}


def test_steekproef_is_niet_de_eerste(kwaliteit: Berichtkwaliteit) -> None:
    getrokken = [b.identificatie for b in kwaliteit.steekproef["aanbieder"]["73730001"]]
    assert sorted(getrokken) != sorted(f"S{n}" for n in range(30, 39))


def test_wie_stil_viel(kwaliteit: Berichtkwaliteit, publicatie: Path) -> None:
    # 73730001 wrote in June, of 73730003 no care runs; a retour is no sign of life of 73730002.
    assert [(s.aanbieder_agb, s.leveringen, s.laatste) for s in kwaliteit.stil] == [("73730002", 1, date(2026, 4, 1))]
    assert "Stichting 't Kompas & Co" in kwaliteit.naam("aanbieder", "73730002")
    pagina = _tekst(publicatie / "kwaliteit" / "gemeente_0983.html")
    assert "Stichting &#39;t Kompas &amp; Co 1 01-04-2026 104" in pagina


def test_pagina_van_een_aanbieder(publicatie: Path) -> None:
    bron = (publicatie / "kwaliteit" / "aanbieder_73730001.html").read_text(encoding="utf-8")
    pagina = _tekst(publicatie / "kwaliteit" / "aanbieder_73730001.html")
    assert "OP271 (Jw): 30 open, signaal" in pagina
    assert "Wat u nog kunt doen: Meld &lt;voortaan&gt; op tijd." in pagina
    assert "Dit zijn de 25 nieuwste; alle 30 staan in de werklijst" in pagina
    # Newest first: of 30 days from 1 May the five oldest are only in the worklist.
    assert "Start 29 is te laat gemeld" in pagina
    assert "Start 4 is te laat gemeld" not in pagina
    assert "Kennisdatum 14-07-2026" in pagina
    assert 'href="#regel-Jw-OP271-aanbieder-blijft"' in bron and 'id="regel-Jw-OP271-aanbieder-blijft"' in bron
    # Another provider's findings are not on it.
    assert "TR302" not in bron


def test_pagina_van_een_gemeente_scheidt_wie_aan_zet_is(publicatie: Path) -> None:
    pagina = _tekst(publicatie / "kwaliteit" / "gemeente_0983.html")
    plaatsen = [
        pagina.index(tekst)
        for tekst in (
            *("Te herstellen door de gemeente", "TR302/OP259 (Jw): 1 open"),
            *("Te herstellen door de aanbieder", "OP090 (Jw): 1 open"),
            *("Blijft staan", "OP271 (Jw): 30 open"),
        )
    ]
    assert plaatsen[0] < plaatsen[1] < plaatsen[2] < plaatsen[4] < plaatsen[5]
    assert "Al bekeken" not in pagina
    assert "Zo is gecontroleerd: Elke versie telt." in pagina


def test_een_regel_van_beide_kanten_staat_bij_wie_de_bevinding_kan_herstellen(publicatie: Path) -> None:
    for naam, zelf, ander in (("gemeente_0983", "305", "301"), ("aanbieder_73730001", "301", "305")):
        pagina = _tekst(publicatie / "kwaliteit" / f"{naam}.html")
        eigen, grens = pagina.index("Te herstellen door de"), pagina.rindex("Te herstellen door de")
        blijft = pagina.index("Blijft staan")
        assert eigen < pagina.index(f"Geen retour op {zelf}") < grens < pagina.index(f"Geen retour op {ander}") < blijft
        # it came, late: nobody is told to send it
        assert pagina.count("Zo herstelt u het: Stuur het.") == 2
        assert (
            blijft < pagina.index("Wat u nog kunt doen: Stuur het niet opnieuw.") < pagina.index("Late retour op 307")
        )
        bron = (publicatie / "kwaliteit" / f"{naam}.html").read_text(encoding="utf-8")
        soort = naam.split("_")[0]
        # The score leads to what can be mended here, and says that the message tells who.
        assert f'<a href="#regel-Jw-OP090-{soort}">' in bron
        assert re.search(r">signaal</td>\s*<td [^>]*>ontvanger</td>", bron)
    pagina = _tekst(publicatie / "kwaliteit" / "aanbieder_73730001.html")
    assert "1 open bevinding die de aanbieder zelf kan herstellen" in pagina
    assert "31 open bevindingen die blijven staan" in pagina
    rijen = _werklijst(publicatie / "kwaliteit" / "werklijst_gemeente_0983.csv")
    assert {r["identificatie"]: (r["eigenaar"], r["herstelbaar"]) for r in rijen if r["regel"] == "OP090"} == {
        "T1": ("aanbieder", "ja"),
        "T2": ("gemeente", "ja"),
        "T3": ("gemeente", "nee"),
    }
    bron = (publicatie / "kwaliteit" / "berichten.html").read_text(encoding="utf-8")
    assert 'href="gemeente_0983.html#regel-Jw-OP090-gemeente"' in bron
    assert 'href="aanbieder_73730001.html#regel-Jw-OP090-aanbieder"' in bron


def test_tekst_uit_berichten_wordt_geen_opmaak(publicatie: Path) -> None:
    for html in (publicatie / "kwaliteit").glob("*.html"):
        tekst = html.read_text(encoding="utf-8")
        assert "<script" not in tekst and "<voortaan>" not in tekst, html.name
    assert "&lt;script&gt;alert(2)" in (publicatie / "kwaliteit" / "gemeente_0983.html").read_text(encoding="utf-8")


def test_overzicht_wijst_naar_rapporten_en_is_zelf_te_vinden(publicatie: Path) -> None:
    overzicht = (publicatie / "kwaliteit" / "berichten.html").read_text(encoding="utf-8")
    assert "aanbieder_73730001.html#regel-Jw-OP271" not in overzicht
    assert 'href="gemeente_0983.html#regel-Jw-TR302-OP259-gemeente"' in overzicht
    assert "STIL" not in overzicht
    assert "<strong>34</strong> open" in overzicht
    assert "waarvan 3 te herstellen en 31 die blijven staan" in " ".join(overzicht.split())
    assert 'href="kwaliteit/berichten.html"' in (publicatie / "index.html").read_text(encoding="utf-8")
    assert 'href="berichten.html"' in (publicatie / "kwaliteit" / "index.html").read_text(encoding="utf-8")


def test_werklijst_opent_in_excel_en_kan_terug(publicatie: Path) -> None:
    pad = publicatie / "kwaliteit" / "werklijst_gemeente_0983.csv"
    assert pad.read_bytes().startswith(b"\xef\xbb\xbfbevinding_id;regel;")
    rijen = _werklijst(pad)
    assert len(rijen) == 35
    assert [r["status"] for r in rijen] == ["open"] * 34 + ["akkoord"]
    assert {k.naam for k in beschrijving()["kwaliteit_terugkoppeling"]} <= set(rijen[0])
    assert {r["toelichting"] for r in rijen} == {""}
    # What a message made look like a formula is text to a spreadsheet.
    dubbel = next(r for r in rijen if r["bevinding_id"] == _id("dubbel-1"))
    assert dubbel["omschrijving"].startswith("'=cmd()")
    assert (dubbel["eigenaar"], dubbel["toewijzingnummer"], dubbel["remedie"]) == ("gemeente", "77", "Trek er een in.")
    assert len(_werklijst(pad.with_name("werklijst_aanbieder_73730001.csv"))) == 33


def test_een_ingevulde_werklijst_is_een_terugkoppeling(publicatie: Path, tmp_path: Path) -> None:
    (tmp_path / "referentie").mkdir()
    rijen = _werklijst(publicatie / "kwaliteit" / "werklijst_gemeente_0983.csv")
    rijen[0] |= {"status": "gecorrigeerd", "toelichting": "Opnieuw verzonden", "datum": "2026-07-15"}
    pad = tmp_path / "referentie" / "kwaliteit_terugkoppeling.csv"
    with pad.open("w", encoding="utf-8-sig", newline="") as bestand:
        blad = csv.DictWriter(bestand, list(rijen[0]), delimiter=";")
        blad.writeheader()
        blad.writerows(rijen)
    with duckdb.connect(":memory:") as con:
        maak_schema(con, laad_catalogus())
        samenvatting = laad_referenties(con, tmp_path, Pseudonimiseerder("sleutel van de test"))
        assert samenvatting.afgekeurd == []
        assert con.execute("select * from raw.ref_kwaliteit_terugkoppeling where datum is not null").fetchall() == [
            (rijen[0]["bevinding_id"], "gecorrigeerd", "2026-07-15")
        ]
        # what was said in an earlier round still stands; a row that nobody touched says nothing
        gezegd = [rij for rij in rijen if (rij["status"], rij["datum"]) != ("open", "")]
        assert samenvatting.geladen["kwaliteit_terugkoppeling"] == len(gezegd) == 2


def test_geen_client_in_een_rapport(tmp_path: Path) -> None:
    # Also where client_id is in the published tables.
    map_ = _publiceer(tmp_path)
    with duckdb.connect(str(map_ / "peilstok.duckdb"), read_only=True) as con:
        assert con.execute("select count(client_id) from marts.fct_levering").fetchone() == (3,)
    for bestand in (map_ / "kwaliteit").iterdir():
        tekst = _inhoud(bestand)
        assert "client-" not in tekst and "client_id" not in tekst, bestand.name


def test_gelijke_gegevens_geven_gelijke_bestanden(publicatie: Path, tmp_path: Path) -> None:
    assert schrijf_kwaliteitsrapporten(publicatie / "peilstok.duckdb", tmp_path)
    namen = {p.name for p in tmp_path.iterdir()}
    # Gemeente 0983 and the three providers that have a figure, a finding or care without messages.
    assert len(namen) == 1 + 3 * (1 + 3)
    for naam in namen:
        assert (tmp_path / naam).read_bytes() == (publicatie / "kwaliteit" / naam).read_bytes(), naam


def _inhoud(bestand: Path) -> str:
    """All text of a file, also of the parts of a workbook."""
    if bestand.suffix != ".xlsx":
        return bestand.read_text(encoding="utf-8")
    with zipfile.ZipFile(bestand) as boek:
        return "".join(boek.read(naam).decode() for naam in boek.namelist())


def test_herstel_op_de_paginas(publicatie: Path) -> None:
    """Mended since 1 June, not before and not what was no longer looked at; days open counted on the knowledge date."""
    pagina = _tekst(publicatie / "kwaliteit" / "aanbieder_73730004.html")
    assert "Hersteld sinds vorige maand 1 bevinding die er eerder was en sinds 01-06-2026 niet meer is" in pagina
    assert "&lt;b&gt;Overlap&lt;/b&gt; van 70 en 71 02-06-2026 13 gecorrigeerd" in pagina
    assert "Lang geleden" not in pagina and "Niet meer nagekeken" not in pagina
    # one open finding since 13 June: 31 days on 14 July; the other one is akkoord
    assert "hooguit een maand een tot drie maanden langer dan drie maanden Bevindingen 1 0 0" in pagina
    assert "Teruggemeld als akkoord: 1." in pagina
    assert "mei 2026 Jw 8 5 62,5% 2 1" in pagina
    # late reports cannot be mended: they are no part of how long things have been open
    laat = _tekst(publicatie / "kwaliteit" / "aanbieder_73730001.html")
    assert "Bevindingen 2 0 0" in laat and "Sinds 01-06-2026 is er niets verdwenen" in laat
    assert "staan er 31 open die blijven staan" in laat
    overzicht = _tekst(publicatie / "kwaliteit" / "berichten.html")
    assert "TR302/OP259 Jw 1" in overzicht and "mei 2026 Jw 8 5 62,5% 2 1" in overzicht


def test_zonder_verloop_is_er_geen_herstel(tmp_path: Path) -> None:
    map_ = _publiceer(tmp_path, verborgen=("toestand",))
    pagina = _tekst(map_ / "kwaliteit" / "aanbieder_73730001.html")
    assert "Hersteld" not in pagina and "Open sinds" not in pagina and "OP271 (Jw): 30 open" in pagina
    assert {r["open_sinds"] for r in _werklijst(map_ / "kwaliteit" / "werklijst_gemeente_0983.csv")} == {""}


def test_werkboek_is_tekst_met_een_keuzelijst(publicatie: Path) -> None:
    pad = publicatie / "kwaliteit" / "werklijst_gemeente_0983.xlsx"
    rijen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    csv_rijen = _werklijst(pad.with_suffix(".csv"))
    namen = [naam.lower().replace(" ", "_") for naam in rijen[0]]
    assert "Open sinds" in rijen[0] and namen == list(csv_rijen[0])
    gelezen = [dict(zip(namen, rij, strict=True)) for rij in rijen[1:]]
    assert {type(rij[naam]) for rij in gelezen for naam in ("dagtekening", "open_sinds") if rij[naam]} == {date}
    assert [{n: f"{w:%d-%m-%Y}" if isinstance(w, date) else w for n, w in rij.items()} for rij in gelezen] == [
        rij | {"omschrijving": rij["omschrijving"].lstrip("'")} for rij in csv_rijen
    ]
    with zipfile.ZipFile(pad) as boek:
        blad = boek.read("xl/worksheets/sheet1.xml").decode()
        kern = boek.read("docProps/core.xml").decode()
    assert "<f>" not in blad and "open,gecorrigeerd,akkoord" in blad
    assert 'state="frozen"' in blad and "<autoFilter" in blad and "<sheetProtection" in blad
    assert "2000-01-01T00:00:00Z" in kern and "202" not in kern


def test_ingevuld_werkboek_komt_terug(publicatie: Path, tmp_path: Path) -> None:
    """As a clerk would: open, choose a status, type a day, save."""
    pad = publicatie / "kwaliteit" / "werklijst_gemeente_0983.xlsx"
    rijen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    doel = tmp_path / "terugkoppeling" / "2026" / "Werklijst 0983.XLSX"
    doel.parent.mkdir(parents=True)
    inhoud = io.BytesIO()
    with xlsxwriter.Workbook(inhoud, {"in_memory": True}) as boek:
        blad = boek.add_worksheet()
        dag = boek.add_format({"num_format": "dd-mm-yyyy"})
        for nummer, rij in enumerate(rijen):
            for kolom, cel in enumerate(rij):
                blad.write(nummer, kolom, cel, dag if isinstance(cel, date) else None)
        status, datum = rijen[0].index("Status"), rijen[0].index("Datum")
        blad.write_string(1, status, "Gecorrigeerd")
        blad.write_string(1, datum - 1, "Gebeld met mevrouw Jansen")
        blad.write_datetime(1, datum, date(2026, 7, 15), dag)
    doel.write_bytes(inhoud.getvalue())
    with duckdb.connect(":memory:") as con:
        maak_schema(con, laad_catalogus())
        samenvatting = laad_referenties(con, tmp_path, Pseudonimiseerder("sleutel van de test"))
        assert samenvatting.afgekeurd == [] and "kwaliteit_terugkoppeling" not in samenvatting.ontbreekt
        # the one that was akkoord already says so again; what nobody touched says nothing
        assert con.execute("select * from raw.ref_kwaliteit_terugkoppeling order by datum nulls last").fetchall() == [
            (rijen[1][0], "gecorrigeerd", "2026-07-15"),
            (_id("dubbel-2"), "akkoord", None),
        ]


def test_leeg_warehouse_legt_uit_dat_er_niets_is(tmp_path: Path) -> None:
    map_ = _publiceer(tmp_path, leeg=True)
    overzicht = _tekst(map_ / "kwaliteit" / "berichten.html")
    assert "Er zijn geen bevindingen" in overzicht
    assert "nog geen berichten van een gemeente beoordeeld" in overzicht
    assert not list((map_ / "kwaliteit").glob("werklijst_*"))


def test_wie_de_bevindingen_niet_krijgt_krijgt_geen_rapport(tmp_path: Path) -> None:
    map_ = _publiceer(tmp_path, verborgen=("bevinding_id",), site=True)
    assert not (map_ / "kwaliteit" / "berichten.html").exists()
    assert "berichten.html" not in (map_ / "index.html").read_text(encoding="utf-8")
    assert "berichten.html" not in (map_ / "kwaliteit" / "index.html").read_text(encoding="utf-8")


def test_een_code_die_geen_bestandsnaam_kan_zijn_krijgt_geen_rapport(publicatie: Path, tmp_path: Path) -> None:
    kopie = tmp_path / "peilstok.duckdb"
    kopie.write_bytes((publicatie / "peilstok.duckdb").read_bytes())
    with duckdb.connect(str(kopie)) as con:
        con.execute("update kwaliteit.bevinding set aanbieder_agb = '../elders' where bevinding_id = md5('dubbel-1')")
    schrijf_kwaliteitsrapporten(kopie, tmp_path)
    assert not list(tmp_path.glob("*elders*")) and not list(tmp_path.parent.glob("*elders*"))
    assert "TR302/OP259" in (tmp_path / "berichten.html").read_text(encoding="utf-8")
