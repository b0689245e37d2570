"""The publication in PostgreSQL: what BI tools read, who may read it, and what they see while it is swapped."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from peilstok.motor.adres import lees_adres
from peilstok.motor.eigen_postgres import BINAIR, eigen_cluster
from peilstok.motor.postgres import MotorFout, verbonden
from peilstok.publicatie.postgres import publiceer_in_postgres, trek_in_postgres
from peilstok.rapport.definities import DICTIONARY

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not BINAIR, reason="PostgreSQL is not on this machine (apt-get install postgresql)"),
]
ODBC = next(Path("/usr/lib").glob("*/odbc/psqlodbcw.so"), None)


@pytest.fixture(scope="module")
def adres() -> Iterator[str]:
    """A server that publications go to."""
    with eigen_cluster() as adres:
        yield adres


@pytest.fixture(autouse=True)
def leeg(adres: str) -> None:
    trek_in_postgres(adres)


def _zet(publicatie: Path, doelgroep: str, nacht: int, rijen: int = 3) -> None:
    """The folder of an audience, as publishing leaves it: every row of both tables says of which night it is."""
    versie = publicatie / ".versies" / f"{doelgroep.replace('/', '-')}-{nacht}"
    versie.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(versie / "peilstok.duckdb")) as con:
        con.execute("create schema marts; create schema kwaliteit")
        con.execute(
            f"create table marts.kpi_proef as select '007' as code, {nacht}::bigint as nacht, 1.50::decimal(18, 2) as"
            f" kosten_eur, 0.1::double as aandeel_pct, date '2026-01-01' as maand from range({rijen})"
        )
        con.execute(f"create table kwaliteit.meting as select {nacht}::bigint as nacht from range({rijen})")
    (versie / DICTIONARY).write_text(
        "\ufefftabel;kolom;type;omschrijving;let_op\r\nmarts.kpi_proef;;;Een proef, 100% 'echt'.;Let op.\r\n"
        "marts.kpi_proef;kosten_eur;;Kosten in euro's.;\r\n",
        encoding="utf-8",
    )
    plek = publicatie / doelgroep
    plek.parent.mkdir(parents=True, exist_ok=True)
    plek.unlink(missing_ok=True)
    plek.symlink_to(versie)


def _vraag(adres: str, vraag: str) -> list[tuple[object, ...]]:
    with verbonden(adres, toepassing="lezer") as con, con.cursor() as cursor:
        cursor.execute(vraag)
        return list(cursor.fetchall())


def test_een_schema_per_doelgroep_met_toelichting(adres: str, tmp_path: Path) -> None:
    for doelgroep in ("datateam", "gemeente/0384", "aanbieder/11111111"):
        _zet(tmp_path, doelgroep, 1)
    gedaan = publiceer_in_postgres(adres, tmp_path, ["datateam", "gemeente/*"])
    assert gedaan.vernieuwd == ["datateam", "gemeente/0384"]
    assert _vraag(adres, "select distinct code, nacht, kosten_eur::text, aandeel_pct from gemeente_0384.kpi_proef") == [
        ("007", 1, "1.50", 0.1)
    ]
    assert _vraag(adres, "select obj_description('datateam.kpi_proef'::regclass)") == [
        ("Een proef, 100% 'echt'. Let op.",)
    ]
    assert _vraag(adres, "select col_description('datateam.kpi_proef'::regclass, 3)") == [("Kosten in euro's.",)]
    # equal content is left alone; what has no folder any more goes
    (tmp_path / "gemeente" / "0384").unlink()
    nogmaals = publiceer_in_postgres(adres, tmp_path, ["datateam", "gemeente/*"])
    assert (nogmaals.vernieuwd, nogmaals.gelijk, nogmaals.weg) == ([], ["datateam"], ["gemeente_0384"])
    assert _vraag(adres, "select nspname from pg_namespace where nspname ~ '^(gemeente|datateam)'") == [("datateam",)]


def test_een_lezer_leest_alleen_zijn_schema(adres: str, tmp_path: Path) -> None:
    import psycopg2

    for doelgroep in ("datateam", "gemeente/0384"):
        _zet(tmp_path, doelgroep, 1)
    publiceer_in_postgres(adres, tmp_path, ["*"])
    with verbonden(adres) as con, con.cursor() as cursor:
        cursor.execute("drop role if exists pieter")
        cursor.execute("create role pieter login password 'proef' in role peilstok_lezer_gemeente_0384")
    delen = lees_adres(adres)
    als_pieter = f"postgresql://pieter:proef@{delen.host}:{delen.poort}/{delen.database}"
    # also after a swap
    _zet(tmp_path, "gemeente/0384", 2)
    publiceer_in_postgres(adres, tmp_path, ["*"])
    assert _vraag(als_pieter, "select max(nacht) from gemeente_0384.kpi_proef") == [(2,)]
    for verboden in (
        "select * from datateam.kpi_proef",
        "delete from gemeente_0384.kpi_proef",
        "create table gemeente_0384.eigen (a int)",
        "create table public.eigen (a int)",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            _vraag(als_pieter, verboden)


def test_een_schema_van_een_ander_blijft(adres: str, tmp_path: Path) -> None:
    _zet(tmp_path, "datateam", 1)
    _zet(tmp_path, "regio", 1)
    with verbonden(adres) as con, con.cursor() as cursor:
        cursor.execute("create schema regio; create table regio.van_hen as select 1 as a")
    with pytest.raises(MotorFout, match="niet van Peilstok"):
        publiceer_in_postgres(adres, tmp_path, ["*"])
    # nothing of the rest either
    assert _vraag(adres, "select count(*) from pg_namespace where nspname like 'datateam%'") == [(0,)]
    assert _vraag(adres, "select a from regio.van_hen") == [(1,)]
    with verbonden(adres) as con, con.cursor() as cursor:
        cursor.execute("drop schema regio cascade")


def test_lezers_zien_een_nacht_en_wachten_niet(adres: str, tmp_path: Path) -> None:
    """Readers hammer while nights are swapped in, among them one whose transaction began before."""
    _zet(tmp_path, "datateam", 0, 2000)
    publiceer_in_postgres(adres, tmp_path, ["*"])
    klaar = threading.Event()
    gezien: list[tuple[float, list[tuple[object, ...]]]] = []
    fouten: list[str] = []
    vraag = (
        "select count(*), count(distinct p.nacht), min(p.nacht), (select count(*) from datateam.meting),"
        " (select max(nacht) from datateam.meting) from datateam.kpi_proef p"
    )

    def lees(per_transactie: int, niveau: str) -> None:
        import psycopg2

        con = psycopg2.connect(adres, application_name="lezer")
        con.set_session(isolation_level=niveau)
        while not klaar.is_set():
            try:
                with con, con.cursor() as cursor:
                    for _ in range(per_transactie):
                        begin = time.monotonic()
                        cursor.execute(vraag)
                        gezien.append((time.monotonic() - begin, cursor.fetchall()))
            except Exception as fout:
                fouten.append(f"{type(fout).__name__}: {fout}")
                con.rollback()
        con.close()

    draden = [
        threading.Thread(target=lees, args=soort)
        for soort in ((1, "READ COMMITTED"), (1, "READ COMMITTED"), (20, "REPEATABLE READ"))
    ]
    for draad in draden:
        draad.start()
    nachten = 6
    duren = []
    for nacht in range(1, nachten + 1):
        _zet(tmp_path, "datateam", nacht, 2000)
        begin = time.monotonic()
        publiceer_in_postgres(adres, tmp_path, ["*"])
        duren.append(time.monotonic() - begin)
    klaar.set()
    for draad in draden:
        draad.join()
    assert fouten == []
    half = [rijen for _, rijen in gezien if rijen[0][:2] != (2000, 1) or rijen[0][3] != 2000]
    assert half == []
    # both tables of one night, in one question
    assert {rijen[0][2] == rijen[0][4] for _, rijen in gezien} == {True}
    assert {rijen[0][2] for _, rijen in gezien} >= {0, nachten}
    assert max(duur for duur, _ in gezien) < 5, "a reader waited for the publication"
    assert max(duren) < 30, "the publication waited for its readers"


@pytest.mark.skipif(ODBC is None or not shutil.which("isql"), reason="no ODBC here (unixodbc, odbc-postgresql)")
def test_odbc_leest_rijen(adres: str, tmp_path: Path) -> None:
    """The driver that Excel and Power BI use on a machine without PostgreSQL's own."""
    _zet(tmp_path, "datateam", 4)
    publiceer_in_postgres(adres, tmp_path, ["*"])
    d = lees_adres(adres)
    bron = (
        f"Driver={ODBC};Servername={d.host};Port={d.poort};Database={d.database};UID={d.gebruiker};PWD={d.wachtwoord}"
    )
    uit = subprocess.run(
        ["isql", "-k", bron, "-b", "-c", "-d;"],
        input="select code, nacht, kosten_eur, maand from datateam.kpi_proef\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert uit.returncode == 0, uit.stdout + uit.stderr
    assert [regel for regel in uit.stdout.splitlines() if regel.startswith("007")] == ["007;4;1.50;2026-01-01"] * 3
