"""Retention: counted first, only what is too old goes, and nothing without a term."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project import opruimen as opdracht
from dagster_project.nacht import demo_instellingen
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.bewaren import BewaarFout, Bewaartermijnen, ruim_verlopen_op, verlopen_personen
from peilstok.instellingen import InstellingFout, lees_instellingen
from peilstok.laden import maak_schema
from peilstok.slot import nachtslot
from peilstok.versturen.outbox import Outbox

DAG = date(2026, 9, 30)
ALLES = Bewaartermijnen(personen_jaren=5, bevindingen_maanden=12, mails_maanden=12, kopieen_dagen=90)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """`oud` has nothing after 2019; `loopt` has care without an end, `laat` a message of 2025, `raar` one of no day."""
    data = tmp_path / "data"
    data.mkdir()
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        maak_schema(con, laad_catalogus())
        for wie, dag in {"oud": "2019-05-01", "loopt": "2018-01-01", "laat": "2025-01-01", "raar": "0"}.items():
            con.execute(
                "INSERT INTO raw.bericht (bestand_id, bericht_id, dagtekening) VALUES ($wie, $wie, $dag)",
                {"wie": wie, "dag": dag},
            )
            con.execute("INSERT INTO raw.b301_client (bestand_id, bericht_id, client_id) VALUES (?, ?, ?)", [wie] * 3)
        con.execute(
            """
            CREATE SCHEMA marts;
            CREATE TABLE marts.fct_toewijzing AS
                SELECT 'oud' AS client_id, DATE '2019-12-31' AS einddatum UNION ALL SELECT 'loopt', NULL;
            CREATE TABLE marts.fct_hulprecord AS SELECT 'oud' AS client_id, DATE '2018-01-01' AS datum_einde;
            """
        )
    (data / "verloop").mkdir()
    duckdb.sql(
        f"""
        COPY (
            SELECT i AS bevinding_id, NULL::VARCHAR AS wet, NULL::VARCHAR AS gemeente_code, NULL::VARCHAR AS bericht_id,
                NULL::VARCHAR AS toewijzingnummer, d::DATE AS hersteld_op
            FROM (VALUES ('lang geleden', '2024-01-01'), ('pas', '2026-09-01'), ('open', NULL)) AS v (i, d)
        ) TO '{data / "verloop" / "bevinding_2026-09-29.parquet"}' (FORMAT parquet)
        """
    )
    with Outbox(data / "outbox.sqlite"):
        pass
    with sqlite3.connect(data / "outbox.sqlite") as post:
        for nummer, (status, dag) in enumerate(
            [("verstuurd", "2024-01-01"), ("verstuurd", "2026-09-01"), ("wacht", "2024-01-01")]
        ):
            post.execute(
                "insert into bericht (bericht_id, partij, adressen_hash, maand, vingerafdruk, status, gewijzigd_op)"
                " values (?, 'p', 'h', '2024-01-01', 'v', ?, ?)",
                [str(nummer), status, f"{dag}T00:00:00+00:00"],
            )
    post.close()
    (data / "uit").mkdir()
    for naam, jaar in {"oud.eml": 2024, "nieuw.eml": 2026}.items():
        (data / "uit" / naam).write_bytes(b"x")
        moment = (date(jaar, 9, 1) - date(1970, 1, 1)).days * 86_400
        os.utime(data / "uit" / naam, (moment, moment))
    (data / "backup").mkdir()
    for dag in ("20240101", "20260901", "20260929"):
        (data / "backup" / f"peilstok-{dag}-031500.tar.gz").write_bytes(b"x")
    (data / "backup" / "eigen.tar.gz").write_bytes(b"x")
    return data


def _stand(data: Path) -> dict[str, bytes]:
    return {pad.relative_to(data).as_posix(): pad.read_bytes() for pad in sorted(data.rglob("*")) if pad.is_file()}


def test_eerst_tellen_dan_verwijderen(data: Path) -> None:
    voor = _stand(data)
    geteld = ruim_verlopen_op(data, ALLES, DAG, doe=False)
    assert _stand(data) == voor
    assert sorted(geteld.values()) == [1] * 6
    assert ruim_verlopen_op(data, ALLES, DAG, doe=True) == geteld
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute("SELECT client_id FROM raw.b301_client ORDER BY 1").fetchall() == [
            ("laat",),
            ("loopt",),
            ("raar",),
        ]
        # the header stays, so that the message is known
        assert con.execute("SELECT count(*) FROM raw.bericht").fetchone() == (4,)
    over = duckdb.read_parquet(str(data / "verloop" / "*.parquet")).fetchall()
    assert {rij[0] for rij in over} == {"pas", "open"}
    with sqlite3.connect(data / "outbox.sqlite") as post:
        assert post.execute("select bericht_id from bericht order by 1").fetchall() == [("1",), ("2",)]
    post.close()
    assert [pad.name for pad in sorted((data / "uit").iterdir())] == ["nieuw.eml"]
    assert [pad.name for pad in sorted((data / "backup").iterdir())] == [
        "eigen.tar.gz",
        "peilstok-20260901-031500.tar.gz",
        "peilstok-20260929-031500.tar.gz",
    ]
    # nobody is kept out by it: who comes back with new care is read again
    assert not (data / "uitgesloten.txt").exists()


def test_zonder_termijn_gaat_er_niets(data: Path) -> None:
    voor = _stand(data)
    assert not ruim_verlopen_op(data, Bewaartermijnen(), DAG, doe=True)
    assert _stand(data) == voor


def test_de_laatste_kopie_blijft_hoe_oud_zij_ook_is(data: Path) -> None:
    ruim_verlopen_op(data, Bewaartermijnen(kopieen_dagen=1), date(2030, 1, 1), doe=True)
    assert [pad.name for pad in (data / "backup").glob("peilstok-*")] == ["peilstok-20260929-031500.tar.gz"]


def test_zonder_de_tabellen_van_een_nacht_wordt_er_niets_verwijderd(data: Path) -> None:
    """After `make vergeet` nobody knows until when somebody has care."""
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute("DROP TABLE marts.fct_toewijzing")
        with pytest.raises(BewaarFout):
            verlopen_personen(con, DAG)
    voor = _stand(data)
    with pytest.raises(BewaarFout):
        ruim_verlopen_op(data, ALLES, DAG, doe=True)
    assert _stand(data) == voor


def test_de_opdracht(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(opdracht, "DEMO_MAP", data)
    assert opdracht.main(["--demo"]) == 0
    assert "geen termijn, er gaat niets weg" in capsys.readouterr().out
    (data / "landing").mkdir()
    waarden = lees_instellingen(
        data,
        {"PEILSTOK_DATA": str(data), "PEILSTOK_LANDING": str(data / "landing"), "PEILSTOK_BEWAAR_PERSONEN_JAREN": "5"},
    )
    monkeypatch.setattr(opdracht, "instellingen", lambda: waarden)
    assert opdracht.main([]) == 0
    assert "Er is nog niets verwijderd" in (uit := capsys.readouterr().out) and "1 personen" in uit
    with nachtslot(waarden.slot):
        assert opdracht.main(["--doe"]) == 1
    assert opdracht.main(["--doe"]) == 0
    assert "landingsmap" in capsys.readouterr().out
    assert demo_instellingen(data).bewaren == {}


@pytest.mark.parametrize("waarde", ["0", "nooit", "-1"])
def test_een_termijn_die_niet_kan_wordt_geweigerd(tmp_path: Path, waarde: str) -> None:
    with pytest.raises(InstellingFout, match="BEWAAR_PERSONEN_JAREN"):
        lees_instellingen(tmp_path, {"PEILSTOK_BEWAAR_PERSONEN_JAREN": waarde})
