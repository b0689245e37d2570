"""Back-up and restore: everything that cannot be made again, whole or not at all."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import stat
import tarfile
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import kopie as opdracht
from peilstok.instellingen import TIJDZONE
from peilstok.kopie import KopieFout, maak_kopie, zet_terug
from peilstok.slot import nachtslot

NU = datetime(2026, 11, 30, 3, 15, tzinfo=TIJDZONE)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A DATA folder as nights leave it, small."""
    data = tmp_path / "data"
    for map_ in ("bevroren/2026-07-19", "verloop", "onderdrukking", "verantwoording", "publicatie/datateam", "logs"):
        (data / map_).mkdir(parents=True)
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute("create schema raw; create table raw.bericht as select 1 as n")
    (data / "bevroren" / "2026-07-19" / "plekken.parquet").write_bytes(b"bevroren")
    (data / "verloop" / "bevinding.parquet").write_bytes(b"verloop")
    (data / "onderdrukking" / "stand.json").write_bytes(b"onderdrukt")
    (data / "verantwoording" / "publicatie.jsonl").write_bytes(b"{}")
    (data / "publicatie" / "datateam" / "index.html").write_bytes(b"publicatie")
    (data / "logs" / "nacht.log").write_bytes(b"log")
    with sqlite3.connect(data / "outbox.sqlite") as post:
        post.execute("create table post as select 'gemeente_0384' as partij")
    post.close()
    (data / "portaal").mkdir()
    with sqlite3.connect(data / "portaal" / "portaal.sqlite") as portaal:
        portaal.execute("pragma journal_mode = wal")
        portaal.execute("create table account as select 1 as id")
    (data / "portaal" / "portaal.sqlite-shm").touch()
    (data / "portaal" / "uitnodiging.eml").touch()
    portaal.close()
    return data


def _inhoud(data: Path) -> dict[str, bytes]:
    bewaard = ("warehouse.duckdb", "bevroren", "verloop", "onderdrukking", "verantwoording")
    return {
        pad.relative_to(data).as_posix(): pad.read_bytes()
        for pad in sorted(data.rglob("*"))
        if pad.is_file() and pad.relative_to(data).parts[0] in bewaard
    }


def test_heen_en_terug(data: Path, tmp_path: Path) -> None:
    gemaakt = maak_kopie(data, tmp_path / "kopie", NU)
    assert gemaakt.bestand.name == "peilstok-20261130-031500.tar.gz"
    assert stat.S_IMODE(gemaakt.bestand.stat().st_mode) == 0o600
    assert [pad.name for pad in (tmp_path / "kopie").iterdir()] == [gemaakt.bestand.name]
    terug = zet_terug(gemaakt.bestand, tmp_path / "nieuw")
    assert (terug.gemaakt, terug.bestanden) == ("2026-11-30T03:15:00+01:00", 7)
    assert _inhoud(tmp_path / "nieuw") == _inhoud(data)
    assert sorted(pad.name for pad in (tmp_path / "nieuw").iterdir()) == [
        "bevroren",
        "onderdrukking",
        "outbox.sqlite",
        "portaal",
        "verantwoording",
        "verloop",
        "warehouse.duckdb",
    ]
    post = sqlite3.connect(tmp_path / "nieuw" / "outbox.sqlite")
    assert post.execute("select partij from post").fetchall() == [("gemeente_0384",)]
    post.close()
    assert [pad.name for pad in (tmp_path / "nieuw" / "portaal").iterdir()] == ["portaal.sqlite"]


def test_wat_er_staat_wordt_nooit_overschreven(data: Path, tmp_path: Path) -> None:
    gemaakt = maak_kopie(data, tmp_path, NU)
    voor = _inhoud(data)
    delen = r"bevroren, onderdrukking, outbox\.sqlite, portaal, verantwoording, verloop, warehouse\.duckdb"
    with pytest.raises(KopieFout, match=delen):
        zet_terug(gemaakt.bestand, data)
    assert _inhoud(data) == voor


def _archief(pad: Path, bestanden: dict[str, bytes], lijst: object) -> Path:
    with tarfile.open(pad, "w:gz") as archief:
        for naam, inhoud in {**bestanden, "MANIFEST.json": json.dumps(lijst).encode()}.items():
            lid = tarfile.TarInfo(naam)
            lid.size = len(inhoud)
            archief.addfile(lid, io.BytesIO(inhoud))
    return pad


@pytest.mark.parametrize(
    ("bestanden", "lijst"),
    [
        ({"warehouse.duckdb": b"x"}, {"warehouse.duckdb": "0" * 64}),
        ({}, {"warehouse.duckdb": "0" * 64}),
        ({"../elders": b"x"}, {"../elders": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}),
        ({"bevroren/../../elders": b"x"}, {"bevroren/../../elders": "2d71"}),
        ({"/etc/elders": b"x"}, {"/etc/elders": "2d71"}),
        ({"logs/a": b"x"}, {"logs/a": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}),
    ],
)
def test_een_kopie_die_niet_klopt_laat_niets_achter(
    tmp_path: Path, bestanden: dict[str, bytes], lijst: dict[str, str]
) -> None:
    fout = _archief(tmp_path / "fout.tar.gz", bestanden, {"versie": 1, "gemaakt": "toen", "bestanden": lijst})
    with pytest.raises(KopieFout, match="geen hele kopie"):
        zet_terug(fout, tmp_path / "nieuw" / "data")
    assert list((tmp_path / "nieuw" / "data").iterdir()) == []
    assert not (tmp_path / "nieuw" / "elders").exists() and not (tmp_path / "elders").exists()


def test_geen_kopie_of_een_halve(data: Path, tmp_path: Path) -> None:
    heel = maak_kopie(data, tmp_path, NU).bestand.read_bytes()
    gevallen = {
        "half": heel[: len(heel) // 2],
        "leeg": b"",
        "tekst": b"geen kopie",
        "zip": gzip.compress(b"iets anders"),
    }
    for naam, inhoud in gevallen.items():
        (tmp_path / naam).write_bytes(inhoud)
        with pytest.raises(KopieFout):
            zet_terug(tmp_path / naam, tmp_path / "nieuw")
    with pytest.raises(KopieFout, match="is er niet"):
        zet_terug(tmp_path / "bestaat-niet", tmp_path / "nieuw")
    latere = _archief(tmp_path / "later", {}, {"versie": 2, "gemaakt": "toen", "bestanden": {}})
    with pytest.raises(KopieFout, match="vorm 2"):
        zet_terug(latere, tmp_path / "nieuw")
    assert list((tmp_path / "nieuw").iterdir()) == []


def test_niets_te_bewaren(tmp_path: Path) -> None:
    with pytest.raises(KopieFout, match="nog geen magazijn"):
        maak_kopie(tmp_path / "data", tmp_path / "kopie", NU)
    assert not (tmp_path / "kopie").exists()


def test_de_opdrachten(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "landing").mkdir()
    for naam, waarde in {
        "DATA": data,
        "LANDING": tmp_path / "landing",
        "SLEUTEL": "een-sleutel-die-alleen-hier-bestaat",
    }.items():
        monkeypatch.setenv(f"PEILSTOK_{naam}", str(waarde))
    with nachtslot(data / "nacht.slot"):
        assert opdracht.main(["maak"]) == 1
    assert "Er draait al een nacht" in capsys.readouterr().err
    assert opdracht.main(["maak"]) == 0
    (kopie,) = (data / "backup").iterdir()
    assert "Bewaard: 7 bestanden" in capsys.readouterr().out
    assert opdracht.main(["terug", str(kopie)]) == 1
    monkeypatch.setenv("PEILSTOK_DATA", str(tmp_path / "nieuw"))
    assert opdracht.main(["terug", str(kopie)]) == 0
    assert "Teruggezet: 7 bestanden" in capsys.readouterr().out
    assert _inhoud(tmp_path / "nieuw") == _inhoud(data)
