"""CSV as a Dutch Excel opens it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from peilstok.rapport.tabelbestand import lees_csv, schrijf_csv
from tests.rapport.gepubliceerd import publiceer_wereld


def test_cellen(tmp_path: Path) -> None:
    waarden = [None, True, 3, 1234.5, 1e-7, Decimal("10.50"), date(2026, 9, 6), datetime(2026, 9, 6, 1, 2, 3), "0384"]
    teksten = ["=1+1", "'t Huis", 'a;"b"\nc', "-5"]
    schrijf_csv(tmp_path / "a.csv", [f"k{nr}" for nr in range(13)], [waarden + teksten])
    inhoud = (tmp_path / "a.csv").read_bytes()
    assert inhoud.startswith(b"\xef\xbb\xbfk0;k1;") and inhoud.endswith(b"\r\n")
    assert b";ja;3;1234,5;0,0000001;10,50;06-09-2026;06-09-2026 01:02:03;0384;'=1+1;'t Huis;" in inhoud
    assert list(lees_csv(tmp_path / "a.csv")[0].values())[9:] == teksten


@pytest.fixture(scope="module")
def publicatie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publiceer_wereld(tmp_path_factory.mktemp("csv"))


def test_elke_csv_van_een_publicatie_opent_in_kolommen(publicatie: Path) -> None:
    gevonden = sorted(publicatie.rglob("*.csv"))
    assert {"dictionary.csv", "controle.csv", "controle_sleutel.csv", "bestand_telling.csv"} <= {
        p.name for p in gevonden
    }
    for pad in gevonden:
        regels = pad.read_bytes().split(b"\r\n")
        assert regels[0].startswith(b"\xef\xbb\xbf") and b";" in regels[0] and b"," not in regels[0], pad


def test_controles_zijn_die_van_de_publicatie(publicatie: Path) -> None:
    with duckdb.connect(str(publicatie / "peilstok.duckdb"), read_only=True) as con:
        aantal = con.execute("select count(*) from kwaliteit.controle").fetchone()
    rijen = {rij["naam"]: rij for rij in lees_csv(publicatie / "kwaliteit" / "controle.csv")}
    assert aantal == (len(rijen),)
    norm = rijen["norm_305_5WD_Jw"]
    assert (norm["norm_pct"], norm["status"], norm["beoordeeld_aantal"]) == ("92,5", "niet geslaagd", "12")
