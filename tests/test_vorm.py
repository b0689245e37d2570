"""What an older Peilstok left is brought up to date or made again; what a later one left is never misread."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.boeking import niet_begonnen
from peilstok.instellingen import TIJDZONE
from peilstok.kopie import maak_kopie, zet_terug
from peilstok.nachtboek import Nachtboek, NachtboekFout
from peilstok.versturen import Outbox
from peilstok.vorm import DELEN, WAREHOUSE, Deel, VormFout, breng_bij, lees_vorm, zet_vorm
from tests.conftest import DemoNacht

DAG = date(2026, 11, 30)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Everything that has a form, as nights of before forms left it: without a mark."""
    data = tmp_path / "data"
    for map_ in ("bevroren", "verloop", "onderdrukking"):
        (data / map_).mkdir(parents=True)
    with duckdb.connect(str(data / WAREHOUSE)) as con:
        con.execute(
            "create schema raw; create table raw.bestand as select 'berichten/a.xml' as pad, 'geladen' as status"
        )
    with Outbox(data / "outbox.sqlite"), Nachtboek(data / "nachtboek.sqlite"):
        pass
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    (tmp_path / "landing" / "berichten" / "a.xml").write_text("<a/>")
    return data


def _stand(data: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(data)): pad.read_bytes() for pad in sorted(data.rglob("*")) if pad.is_file()}


def test_wat_van_nu_is_blijft_zoals_het_is(data: Path) -> None:
    eerder = _stand(data)
    assert breng_bij(data, data.parent / "landing", DAG) == []
    assert _stand(data) == eerder
    assert {naam: lees_vorm(data / naam) for naam in DELEN} == {naam: deel.vorm for naam, deel in DELEN.items()}


@pytest.mark.parametrize("naam", sorted(DELEN))
def test_van_een_latere_versie_wordt_geweigerd(data: Path, naam: str) -> None:
    zet_vorm(data / naam, DELEN[naam].vorm + 1)
    eerder = _stand(data)
    with pytest.raises(VormFout, match="latere versie") as fout:
        breng_bij(data, data.parent / "landing", DAG)
    assert naam in str(fout.value) and _stand(data) == eerder
    assert "andere versie" in niet_begonnen(fout.value)
    # nor by a command that opens it by itself
    if naam == "outbox.sqlite":
        with pytest.raises(sqlite3.Error):
            Outbox(data / naam)
    if naam == "nachtboek.sqlite":
        with pytest.raises(NachtboekFout):
            Nachtboek(data / naam)
    assert _stand(data) == eerder


@pytest.mark.parametrize("naam", sorted(DELEN))
def test_van_een_oudere_versie_wordt_bijgewerkt(data: Path, naam: str) -> None:
    gezien: list[tuple[str, int | None]] = []

    def stap(pad: Path) -> None:
        gezien.append((pad.name, lees_vorm(pad)))

    delen = DELEN | {naam: Deel(3, {1: stap, 2: stap})}
    assert len(breng_bij(data, data.parent / "landing", DAG, delen)) == 2
    assert gezien == [(naam, 1), (naam, 2)] and lees_vorm(data / naam) == 3
    assert breng_bij(data, data.parent / "landing", DAG, delen) == []


def test_een_stap_die_misgaat_begint_de_volgende_keer_waar_zij_was(data: Path) -> None:
    def stap(pad: Path) -> None:
        if not gelukt:
            raise OSError("vol")

    gelukt: list[int] = []
    delen = DELEN | {"verloop": Deel(3, {1: lambda _: None, 2: stap})}
    with pytest.raises(OSError):
        breng_bij(data, data.parent / "landing", DAG, delen)
    assert lees_vorm(data / "verloop") == 2
    gelukt.append(1)
    breng_bij(data, data.parent / "landing", DAG, delen)
    assert lees_vorm(data / "verloop") == 3


def test_een_magazijn_zonder_weg_vooruit_wordt_opnieuw_gemaakt(data: Path) -> None:
    delen = DELEN | {WAREHOUSE: Deel(2)}
    (regel,) = breng_bij(data, data.parent / "landing", DAG, delen)
    assert "opnieuw gemaakt" in regel and lees_vorm(data / WAREHOUSE) == 2
    oud = data / "warehouse-vorm1-2026-11-30.duckdb"
    with duckdb.connect(str(oud), read_only=True) as con:
        assert con.execute("select pad from raw.bestand").fetchall() == [("berichten/a.xml",)]


def test_maar_niet_als_er_iets_verloren_zou_gaan(data: Path) -> None:
    (data.parent / "landing" / "berichten" / "a.xml").unlink()
    eerder = _stand(data)
    with pytest.raises(VormFout, match="1 bestanden"):
        breng_bij(data, data.parent / "landing", DAG, DELEN | {WAREHOUSE: Deel(2)})
    with pytest.raises(VormFout, match="niet meer kent"):
        breng_bij(data, data.parent / "landing", DAG, DELEN | {"verloop": Deel(2)})
    assert _stand(data) == eerder


def test_wat_er_nog_niet_is_krijgt_meteen_zijn_vorm(tmp_path: Path) -> None:
    delen = {naam: Deel(2) for naam in DELEN}
    assert breng_bij(tmp_path, tmp_path / "landing", DAG, delen) == []
    assert {lees_vorm(tmp_path / naam) for naam in DELEN} == {2}
    (tmp_path / "verloop" / "VORM").write_text("twee")
    with pytest.raises(VormFout, match="beschadigd"):
        breng_bij(tmp_path, tmp_path / "landing", DAG, delen)


def test_de_vorm_gaat_mee_in_de_kopie(data: Path, tmp_path: Path) -> None:
    delen = {naam: Deel(2, {1: lambda _: None}) for naam in DELEN}
    breng_bij(data, data.parent / "landing", DAG, delen)
    kopie = maak_kopie(data, tmp_path / "kopie", datetime(2026, 11, 30, tzinfo=TIJDZONE))
    zet_terug(kopie.bestand, tmp_path / "nieuw")
    assert {lees_vorm(tmp_path / "nieuw" / naam) for naam in DELEN} == {2}


def test_het_magazijn_van_een_nacht(demo_nacht: DemoNacht) -> None:
    """A mark is a table that a night knows: it is no stranger to the checks on raw."""
    assert lees_vorm(demo_nacht.warehouse) == DELEN[WAREHOUSE].vorm
