"""The program that breaks nights off, tried on a night of a second: it sees what differs and what is half."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import duckdb
import pytest

from beheer import crash

NACHT = """
import os, sys, time
from pathlib import Path
import duckdb
map_ = Path(os.environ["PEILSTOK_DATA"])
versie = map_ / "publicatie" / ".versies" / f"datateam-{time.time_ns()}"
bericht = sum(1 for _ in (map_ / "landing" / "berichten").rglob("*.xml"))
(versie / "parquet").mkdir(parents=True)
sporen = map_ / "sporen"
eerder = sporen.exists()
sporen.touch()
time.sleep(0.5)
if (map_ / "vergeet").exists() and eerder:
    bericht += 1
with duckdb.connect(str(versie / "peilstok.duckdb")) as con:
    con.execute("create schema marts")
    con.execute(f"create table marts.fct_toewijzing as select {bericht} as n")
    con.execute(f"copy marts.fct_toewijzing to '{versie}/parquet/fct_toewijzing.parquet'")
(versie / "MANIFEST.json").write_text('{"bestanden": {"parquet/fct_toewijzing.parquet": ""}}')
link = map_ / "publicatie" / f".wissel-{os.getpid()}"
link.symlink_to(versie)
link.replace(map_ / "publicatie" / "datateam")
"""


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(crash, "OPDRACHT", [sys.executable, "-c", NACHT])
    bron = tmp_path / "bron"
    (bron / "berichten").mkdir(parents=True)
    (bron / "berichten" / "a.xml").write_text("<a/>")
    return crash._verse_map(tmp_path / "ronde", bron)


@pytest.mark.parametrize("soort", sorted(crash.SOORTEN))
def test_een_nacht_die_ertegen_kan(map_: Path, soort: str) -> None:
    hoort = {"datateam/parquet/fct_toewijzing.parquet": _hash(1), "mails": (0, 0)}
    fouten, hoe = crash._ronde(map_, soort, random.Random(3), 1.0, hoort)
    assert fouten == [] and hoe


def test_een_nacht_die_iets_vergeet_valt_op(map_: Path) -> None:
    (map_ / "vergeet").touch()
    hoort = {"datateam/parquet/fct_toewijzing.parquet": _hash(1), "mails": (0, 0)}
    fouten, _ = crash._ronde(map_, "lezer", random.Random(3), 1.0, hoort)
    assert len(fouten) == 1 and "anders dan ongestoord" in fouten[0] and "fct_toewijzing" in fouten[0]


def test_wat_half_is_valt_op(map_: Path) -> None:
    assert crash.Nacht(map_).draai() == 0
    lezer = crash.Lezer(map_)
    lezer.kijk()
    assert (lezer.half, lezer.gezien) == ([], 1)
    (map_ / "publicatie" / "datateam" / "parquet" / "fct_toewijzing.parquet").unlink()
    lezer.kijk()
    assert lezer.half == ["parquet/fct_toewijzing.parquet"]


def test_na_kill_blijft_er_niets_lopen(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "OPDRACHT", [sys.executable, "-c", "import time; time.sleep(600)"])
    begin = time.monotonic()
    assert crash._dood(map_, random.Random(1), 1.0).startswith("na 0.")
    assert time.monotonic() - begin < 20


def _hash(n: int) -> tuple[int, int]:
    with duckdb.connect() as con:
        rij = con.execute(f"select count(*), bit_xor(hash(t)) from (select {n} as n) as t").fetchone()
    assert rij
    return int(rij[0]), int(rij[1])
