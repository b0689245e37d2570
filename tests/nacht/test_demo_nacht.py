"""The whole night on the demo region: what comes out is what truly happened, and nothing that goes wrong spoils it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from peilstok.demo import DEMO_SLEUTEL, Regio, client_bsn, vergelijk
from peilstok.rapport.paginas import PAGINAS
from peilstok.rapport.tabelbestand import lees_csv

PROJECT = Path(__file__).resolve().parents[2]

LAAD_EN_STERF = """
import os, signal, sys
from pathlib import Path
import duckdb
import peilstok.laden.berichten as berichten
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.uitkomsten import laad_uitkomsten

berichten.PARTIJ_AANTAL = 500
berichten.BROKKEN_PER_PARTIJ = 1
tel = 0

def sterf(_: str) -> None:
    global tel
    tel += 1
    if tel == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

with duckdb.connect(sys.argv[2]) as con:
    pseudoniem = Pseudonimiseerder(sys.argv[3])
    berichten.laad_berichten(con, Path(sys.argv[1]), pseudoniem, sterf, laad_catalogus())
    laad_uitkomsten(con, Path(sys.argv[1]), pseudoniem)
"""


def test_summary_says_what_happened_and_where_to_look(demo_nacht, demo_regio: Regio) -> None:
    tekst = demo_nacht.uitvoer.tekst
    bestanden = demo_regio.waarheid.bestanden
    assert f"{bestanden['quarantaine']} in quarantaine" in tekst
    assert f"{bestanden['dubbel']} dubbel" in tekst
    assert "index.html" in tekst
    assert "Referentie  2 bevindingen in uw eigen tabellen" in tekst
    soorten = sorted(rij["soort"] for rij in lees_csv(demo_nacht.publicatie / "kwaliteit" / "referentie_bevinding.csv"))
    assert soorten == ["norm_perceel_zonder_cijfer", "product_onbekend"]
    mails = {pad.stem for pad in (demo_nacht.data / "uit").glob("*.eml")}
    assert f"Mail        proef: {len(mails)} mails geschreven in" in tekst
    assert {"gemeente_0384", "gemeente_0451", "aanbieder_00910001"} <= mails
    # neither Dagster's nor dbt's own lines
    assert "RUN_START" not in tekst
    assert " - DEBUG - " not in tekst
    assert len(tekst.splitlines()) < 80


def test_warehouse_equals_the_truth(demo_nacht, demo_regio: Regio) -> None:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        verschillen = vergelijk(con, demo_regio.waarheid)
    assert verschillen == [], "\n".join(verschillen[:40])


def test_costs_go_up_to_the_last_declared_month(demo_nacht) -> None:
    """Wmo, added up again from the claims: August is the last month that is in. With September it was 23,385 more than
    last year instead of 86,551, and 82.6% of the budget instead of 92.9%."""
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        [(nu, vorig, met_september)] = con.execute(
            """
            select sum(bedrag_eur) filter (where maand between '2026-01-01' and '2026-08-01')
                , sum(bedrag_eur) filter (where maand between '2025-01-01' and '2025-08-01')
                , sum(bedrag_eur) filter (where maand between '2026-01-01' and '2026-09-01')
                    - sum(bedrag_eur) filter (where maand between '2025-01-01' and '2025-09-01')
            from marts.fct_prestatie where wet = 'Wmo' and status <> 'afgewezen'
            """
        ).fetchall()
        rij = "wet = 'Wmo' and zorgterrein = 'ALLE' and gemeente_code = 'ALLE'"
        [(begroting,)] = con.execute(
            "select sum(begroting_eur) from raw.ref_begroting where wet = 'Wmo' and jaar = '2026'"
        ).fetchall()
        augustus, september = con.execute(
            f"""
            select realisatie_ytd_eur, verschil_vorig_jaar_eur, jaareinde_lineair_eur, verwacht_ytd_eur is not null
            from marts.kpi_uitgaven where {rij} and maand >= '2026-08-01' order by maand
            """
        ).fetchall()
        [(procent, tot)] = con.execute(
            "select waarde, gedeclareerd_tot from marts.stoplicht"
            f" where kpi = 'uitgaven' and periode = '2026' and {rij}"
        ).fetchall()
    assert augustus == (nu, nu - vorig, round(nu / 8 * 12, 2), False)
    assert september == (None, None, None, True)
    assert procent == pytest.approx(100 * float(nu) / (float(begroting) * 8 / 12))
    assert (round(nu - vorig), round(met_september), round(procent, 1), tot.month) == (86551, 23385, 92.9, 8)


def test_planted_files_are_in_quarantine_with_a_reason(demo_nacht, demo_regio: Regio) -> None:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        rijen = con.execute("select pad, lid, status, reden from raw.bestand").fetchall()
    status = {pad + (f"!{lid}" if lid else ""): (uitkomst, reden) for pad, lid, uitkomst, reden in rijen}
    for fout in demo_regio.waarheid.fouten:
        if fout.uitkomst == "quarantaine":
            for pad in fout.paden:
                assert status[pad][0] == "quarantaine", (fout.soort, pad)
                assert len(status[pad][1]) > 10, (fout.soort, pad)


def test_publication_is_complete(demo_nacht) -> None:
    publicatie = demo_nacht.publicatie
    assert (publicatie / "index.html").stat().st_size > 1000
    assert (publicatie / "dictionary.csv").exists()
    with duckdb.connect(str(publicatie / "peilstok.duckdb"), read_only=True) as con:
        tabellen = {rij[0] for rij in con.execute("select table_name from information_schema.tables").fetchall()}
    assert {"fct_toewijzing", "fct_levering", "kpi_plekken_realisatie", "kpi_doorlooptijd", "kpi_termijn"} <= tabellen
    assert {pad.stem for pad in (publicatie / "parquet").iterdir()} <= tabellen


def test_nights_after_the_first(demo_nacht, draai_nacht: Callable, tmp_path: Path) -> None:
    """One copy, two nights: nothing new; broken and impossible input with a blocking check."""
    data = tmp_path / "data"
    shutil.copytree(demo_nacht.data, data, symlinks=True)
    publicatie = (data / "publicatie" / "datateam").resolve()

    tweede = draai_nacht("--demo", str(data))
    assert tweede.status == 0, tweede.tekst
    assert "0 geladen" in tweede.tekst
    assert "ongewijzigd" in tweede.tekst
    assert _verschillen(demo_nacht.warehouse, data / "warehouse.duckdb") == []
    assert (data / "publicatie" / "datateam").resolve() == publicatie
    assert _verloop(data) == _verloop(demo_nacht.data)

    _leg_rommel_neer(data / "landing")
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        # as if a sender put a Bsn in a reference that we keep
        con.execute("update raw.bericht set identificatie = ? where rowid = 0", [client_bsn(1)])
    derde = draai_nacht("--demo", str(data))
    assert derde.status == 1, derde.tekst
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as con:
        vraag = "select count(*) from raw.bestand where pad like '%rommel%' and status = 'quarantaine'"
        assert con.execute(vraag).fetchone() > (3,)
    # the message with that reference is another one; what was broken changed no fact of care or money
    anders = set(_verschillen(demo_nacht.warehouse, data / "warehouse.duckdb", "marts"))
    assert "marts.fct_bericht" in anders
    assert {f"marts.fct_{feit}" for feit in ("levering", "verzoek", "prestatie", "hulprecord")}.isdisjoint(anders)
    assert _verloop(data) == _verloop(demo_nacht.data)
    assert "BSN" in derde.tekst
    assert client_bsn(1) not in derde.tekst
    assert (data / "publicatie" / "datateam").resolve() != data
    with duckdb.connect(str(data / "publicatie" / "datateam" / "peilstok.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from marts.kpi_termijn").fetchone() > (0,)


def test_every_block_is_on_its_page(demo_nacht) -> None:
    for pagina in PAGINAS:
        html = (demo_nacht.data / "publicatie" / "datateam" / f"{pagina.naam}.html").read_text(encoding="utf-8")
        assert re.findall(r'<section id="blok-([^"]+)"', html) == [blok.id for blok in pagina.blokken], pagina.naam


def test_first_night_begins_the_life_of_every_finding(demo_nacht) -> None:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        bevindingen = con.execute("select count(*) from kwaliteit.bevinding").fetchone()
        assert (
            con.execute(
                "select count(*) from kwaliteit.bevinding_verloop, raw.instelling"
                " where toestand = 'open' and eerst_gezien = kennisdatum and open_sinds = kennisdatum"
            ).fetchone()
            == bevindingen
        )
        assert con.execute("select count(*) from marts.kpi_herstel").fetchone() == (0,)
    assert list(_verloop(demo_nacht.data)) == ["bevinding_2026-09-30.parquet"]


def _verloop(data: Path) -> dict[str, bytes]:
    """The ledgers of findings that were kept."""
    return {pad.name: pad.read_bytes() for pad in (data / "verloop").iterdir()}


@pytest.mark.parametrize("partij", [1, 4])
def test_killed_while_loading_nothing_is_lost_or_doubled(demo_nacht, tmp_path: Path, partij: int) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    argumenten = [str(demo_nacht.landing), str(warehouse), DEMO_SLEUTEL]
    for sterf_bij in (partij, 10_000):
        opdracht = [sys.executable, "-c", LAAD_EN_STERF, *argumenten, str(sterf_bij)]
        with subprocess.Popen(opdracht, start_new_session=True) as lader:
            assert lader.wait(timeout=120) == (-9 if sterf_bij == partij else 0)
        # its helpers, if it had any, do not die with it
        with suppress(ProcessLookupError):
            os.killpg(lader.pid, signal.SIGKILL)
    niet_door_de_lader = {"instelling", "sleutel"}
    verschillen = _verschillen(demo_nacht.warehouse, warehouse, "raw", tijden=False)
    assert [v for v in verschillen if v.split(".")[1] not in niet_door_de_lader and ".ref_" not in v] == []


def _leg_rommel_neer(landing: Path) -> None:
    rommel = landing / "berichten" / "rommel"
    rommel.mkdir()
    (rommel / "rommel.xml").write_bytes(b"\x00\xff\xfe rommel")
    (rommel / "map.xml").mkdir()
    (rommel / "bom.xml").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    (rommel / "half.zip").write_bytes(b"PK\x03\x04rommel")
    (rommel / "leeg.tar.gz").write_bytes(b"")
    (rommel / "hangt.xml").symlink_to(rommel / "bestaat_niet")
    (landing / "referentie" / "plafonds.csv").write_bytes(b"jaar;wet\n\xff\xfe")
    (landing / "referentie" / "onbekend.csv").write_text("a;b\n1;2\n", encoding="utf-8")


def _verschillen(links: Path, rechts: Path, schema: str | None = None, tijden: bool = True) -> list[str]:
    """Tables that differ between two warehouses, as `schema.table`; `tijden=False` leaves the time of loading out. What
    every publication adds to (who published what) is left out."""
    with duckdb.connect() as con:
        con.execute(f"attach '{links}' as links (read_only); attach '{rechts}' as rechts (read_only)")
        tabellen = con.execute(
            "select distinct schema_name, table_name from duckdb_tables() where database_name in ('links', 'rechts')"
            " and schema_name not like 'kwaliteit' and (schema_name = ? or ? is null)"
            " and table_name not like '%\\_publicatie%' escape '\\' and table_name <> 'publicatie_log' order by all",
            [schema, schema],
        ).fetchall()
        aanwezig = {
            (db, s, t)
            for db, s, t in con.execute("select database_name, schema_name, table_name from duckdb_tables()").fetchall()
        }
        anders = []
        for s, t in tabellen:
            if not {("links", s, t), ("rechts", s, t)} <= aanwezig:
                anders.append(f"{s}.{t}")
                continue
            kolommen = "* exclude (geladen_op)" if not tijden and (s, t) == ("raw", "bestand") else "*"
            heen, terug = (f"select {kolommen} from {db}.{s}.{t}" for db in ("links", "rechts"))
            for vraag in (f"{heen} except all {terug}", f"{terug} except all {heen}"):
                if con.execute(f"select count(*) from ({vraag})").fetchone() != (0,):
                    anders.append(f"{s}.{t}")
                    break
    assert tabellen
    return anders


@pytest.mark.lang
def test_worked_figures_of_the_models(demo_nacht, tmp_path: Path) -> None:
    """dbt's own run of its unit tests, which need the tables of a night; tests/dbt/test_unit.py runs them in memory."""
    shutil.copyfile(demo_nacht.warehouse, tmp_path / "warehouse.duckdb")
    mappen = ("--project-dir", PROJECT / "dbt", "--profiles-dir", PROJECT / "dbt", "--target-path", tmp_path / "target")
    klaar = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "test", "--select", "test_type:unit", *mappen, "--log-path", tmp_path],
        env=os.environ | {"PEILSTOK_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stdout
    assert " ERROR=0 " in klaar.stdout and "PASS=0 " not in klaar.stdout
