"""Forgetting a person: nothing of them is left and they stay out, and nothing of others goes."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from dagster_project import vergeet as opdracht
from dagster_project.nacht import demo_instellingen
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder, masker
from peilstok.instellingen import Instellingen
from peilstok.laden import controleer_sleutel, laad_berichten, laad_referenties, maak_schema
from peilstok.slot import nachtslot
from peilstok.uitkomsten import laad_uitkomsten
from peilstok.uitsluiting import BESTAND, UitsluitingFout, pseudonimiseerder
from peilstok.verloop import KOLOMMEN
from tests.berichten.voorbeelden import maak
from tests.uitkomsten.maken import BSN, als_csv, regel

CATALOGUS = laad_catalogus()
WIE, ANDER = BSN[0], BSN[1]


@pytest.fixture
def waarden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Instellingen:
    """A DATA folder after a night: messages about one or both of two people, outcomes, own tables, a publication."""
    monkeypatch.setattr(opdracht, "DEMO_MAP", tmp_path / "data")
    waarden = demo_instellingen(tmp_path / "data")
    _leg_klaar(waarden.landing)
    with duckdb.connect(str(_map(waarden.warehouse))) as con:
        _laad(con, waarden)
        con.execute("CREATE SCHEMA marts; CREATE TABLE marts.traject AS SELECT client_id FROM raw.b301_client")
        con.execute("CREATE SCHEMA staging; CREATE VIEW staging.client AS FROM raw.b301_client")
        _verloop(con, waarden.verloop / "bevinding_2026-07-18.parquet")
    for doelgroep in ("datateam", "backoffice/0384", "aanbieder/00910001", "gemeente/0384", "regio"):
        naam = doelgroep.replace("/", "-")
        for versie in (f"{naam}-oud", f"{naam}-nieuw"):
            _map(waarden.publicatie / ".versies" / versie / "a.csv").write_text(_client(waarden, WIE))
        _map(waarden.publicatie / doelgroep).symlink_to(waarden.publicatie / ".versies" / f"{naam}-nieuw")
    for totalen in (waarden.publicatie / ".versies").glob("[gr]*/a.csv"):
        totalen.write_text("totalen")
    return waarden


def _map(pad: Path) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    return pad


def _bericht(berichttype: str, *wie: str, nummer: str) -> bytes:
    wortel = maak(CATALOGUS.bericht("Jw", berichttype), True)
    clienten = wortel.findall(".//{*}Client")
    for client, bsn in zip(clienten, wie, strict=False):
        client.find("{*}Bsn").text = bsn  # type: ignore[union-attr]
        for knoop in client.iterfind(".//{*}ToewijzingNummer"):
            knoop.text = f"77{bsn[-4:]}"
    for client in clienten[len(wie) :]:
        client.getparent().remove(client)  # type: ignore[union-attr]
    wortel.find("{*}Header/{*}BerichtIdentificatie/{*}Identificatie").text = nummer  # type: ignore[union-attr]
    wortel.find("{*}Header/{*}Afzender").text = "0384" if berichttype == "301" else "00910001"  # type: ignore[union-attr]
    wortel.find("{*}Header/{*}Ontvanger").text = "00910001" if berichttype == "301" else "0384"  # type: ignore[union-attr]
    return etree.tostring(wortel)


def _leg_klaar(landing: Path) -> None:
    for naam, inhoud in {
        f"berichten/over {WIE}.xml": _bericht("301", WIE, nummer="1"),
        "berichten/ander.xml": _bericht("301", ANDER, nummer="2"),
        "berichten/start.xml": _bericht("305", WIE, nummer=WIE),
        "berichten/retour.xml": _bericht("308", WIE, nummer="4"),
        "berichten/retour_ander.xml": _bericht("308", ANDER, nummer="5"),
        "berichten/declaratie.xml": _bericht("323", WIE, ANDER, nummer="6"),
        "uitkomsten/a.csv": als_csv([regel(bsn=WIE), regel(bsn=ANDER)]),
        "referentie/behandelplannen.csv": b"wet;gemeente_code;toewijzingnummer;behandelplan_datum;"
        b"feitelijke_start_datum\n" + "".join(f"Jw;0384;77{bsn[-4:]};2026-01-05;\n" for bsn in (WIE, ANDER)).encode(),
    }.items():
        _map(landing / naam).write_bytes(inhoud)


def _laad(con: duckdb.DuckDBPyConnection, waarden: Instellingen) -> tuple[int, int]:
    pseudoniem = pseudonimiseerder(waarden.sleutel, waarden.data)
    maak_schema(con, CATALOGUS)
    controleer_sleutel(con, pseudoniem)
    berichten = laad_berichten(con, waarden.landing, pseudoniem, catalogus=CATALOGUS, processen=1)
    uitkomsten = laad_uitkomsten(con, waarden.landing, pseudoniem)
    referenties = laad_referenties(con, waarden.landing, pseudoniem)
    assert berichten.afkeuringen + uitkomsten.afgekeurd + referenties.afgekeurd == []
    return berichten.weggelaten, uitkomsten.weggelaten


def _verloop(con: duckdb.DuckDBPyConnection, pad: Path) -> None:
    """A finding per toewijzing, one per message without, and one that names a number in its text."""
    leeg = ", ".join(f"NULL::VARCHAR AS {kolom}" for kolom in KOLOMMEN if kolom not in ("bevinding_id", "omschrijving"))
    con.execute(
        f"""
        CREATE TEMP TABLE v AS
        SELECT 'toewijzing ' || bsn AS bevinding_id, NULL::VARCHAR AS omschrijving, {leeg}
        FROM (SELECT unnest($bsn) AS bsn);
        """.replace("NULL::VARCHAR AS toewijzingnummer", "'77' || bsn[-4:] AS toewijzingnummer")
        .replace("NULL::VARCHAR AS wet", "'Jw' AS wet")
        .replace("NULL::VARCHAR AS gemeente_code", "'0384' AS gemeente_code"),
        {"bsn": ["0000" + WIE[-4:], "0000" + ANDER[-4:]]},
    )
    con.execute("INSERT INTO v BY NAME SELECT 'bericht ' || identificatie AS bevinding_id, bericht_id FROM raw.bericht")
    con.execute(f"COPY v TO '{_map(pad)}' (FORMAT parquet)")


def _client(waarden: Instellingen, bsn: str) -> str:
    return str(Pseudonimiseerder(waarden.sleutel).client_id(bsn))


def _draai(monkeypatch: pytest.MonkeyPatch, tekst: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(tekst))
    return opdracht.main(["--demo"])


def _bestanden(data: Path) -> Iterator[Path]:
    return (pad for pad in data.rglob("*") if pad.is_file() and data / "landing" not in pad.parents)


def _raw(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """All rows; without the hash over a message's own name, which cannot be made again when that name was a BSN."""
    tabellen = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY 1").fetchall()
    return {
        naam: con.execute(f"SELECT COLUMNS(c -> c NOT IN ('geladen_op', 'kenmerk_hash')) FROM raw.{naam} ORDER BY ALL")
        .fetchall()
        for (naam,) in tabellen
    }  # fmt: skip


def test_weg_en_blijft_weg(
    waarden: Instellingen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(waarden.warehouse), read_only=True) as con:
        voor = _raw(con)
    assert _draai(monkeypatch, f"{WIE}\n") == 0
    uit = capsys.readouterr()
    geheim = (WIE, _client(waarden, WIE), masker(_client(waarden, WIE)))
    assert not [tekst for tekst in geheim if tekst in uit.out + uit.err]
    assert "records in berichten" in uit.out
    assert not [pad for pad in _bestanden(waarden.data) for tekst in geheim if tekst.encode() in pad.read_bytes()]
    assert stat.S_IMODE((waarden.data / BESTAND).stat().st_mode) == 0o600
    with duckdb.connect(str(waarden.warehouse), read_only=True) as con:
        na = _raw(con)
        assert con.execute("SELECT DISTINCT schema_name FROM duckdb_tables()").fetchall() == [("raw",)]
    # of the other person all that was there, and only that
    ander = _client(waarden, ANDER)
    for naam, rijen in voor.items():
        assert [rij for rij in rijen if ander in rij] == [rij for rij in na[naam] if ander in rij], naam
    assert len(na["bericht"]) == 6 and len(na["uitkomst_regel"]) == len(na["ref_behandelplannen"]) == 1
    assert len(voor["retourcode"]) > len(na["retourcode"]) > 0
    # rules on a message as a whole are told which ones somebody was taken from
    assert voor["weggelaten"] == [] and len(na["weggelaten"]) == 4
    # a new warehouse from the same landing folder is the same
    with duckdb.connect() as con:
        weggelaten = _laad(con, waarden)
        assert weggelaten == (4, 1)
        assert _raw(con) == na
    verloop = duckdb.read_parquet(str(waarden.verloop / "*.parquet")).fetchall()
    assert {rij[0] for rij in verloop} == {
        f"toewijzing 0000{ANDER[-4:]}", "bericht 2", "bericht 5", "bericht 6",
    }  # fmt: skip
    over = {pad.relative_to(waarden.publicatie).as_posix() for pad in waarden.publicatie.rglob("*.csv")}
    assert {pad.split("/")[1].split("-")[0] for pad in over} == {"gemeente", "regio"}
    assert not (waarden.publicatie / "datateam").is_symlink()
    # once more changes nothing and says so
    assert _draai(monkeypatch, WIE) == 0
    assert "kwam niet voor" in capsys.readouterr().out


def test_wie_er_nooit_was_blijft_er_ook_buiten(
    waarden: Instellingen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _draai(monkeypatch, BSN[5]) == 0
    assert "kwam niet voor" in capsys.readouterr().out
    assert pseudonimiseerder(waarden.sleutel, waarden.data).is_vergeten(_client(waarden, BSN[5]))
    assert not pseudonimiseerder(waarden.sleutel, waarden.data).is_vergeten(_client(waarden, WIE))


def test_wat_wordt_geweigerd_verandert_niets(
    waarden: Instellingen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    voor = {pad: pad.read_bytes() for pad in _bestanden(waarden.data)}
    for fout in ("", "123456789", "999999999", "geen nummer", WIE[:-1]):
        assert _draai(monkeypatch, fout) == 1
    with nachtslot(waarden.slot):
        assert _draai(monkeypatch, WIE) == 1
    monkeypatch.setattr(
        opdracht, "demo_instellingen", lambda _: replace(waarden, geheim="q8Zr" * 3 + "andere sleutel-x")
    )
    monkeypatch.setattr(Instellingen, "sleutel", "een andere sleutel")
    assert _draai(monkeypatch, WIE) == 1
    fouten = capsys.readouterr().err
    assert "elfproef" in fouten and "Er draait al een nacht" in fouten and "PEILSTOK_SLEUTEL" in fouten
    assert WIE not in fouten
    assert {pad: pad.read_bytes() for pad in _bestanden(waarden.data) if pad != waarden.slot} == {
        pad: inhoud for pad, inhoud in voor.items() if pad != waarden.slot
    }


def test_backups_en_gevonden_bestanden_zijn_niet_klaar(
    waarden: Instellingen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _map(waarden.data / "backup" / "peilstok-20260701-031500.tar.gz").write_bytes(b"x")
    _map(waarden.logs / "nacht.log").write_text(f"bestand {masker(_client(waarden, WIE))}.xml")
    assert _draai(monkeypatch, WIE) == 1
    uit = capsys.readouterr().out
    assert uit.count("NIET KLAAR") == 2 and "nacht.log" in uit and "peilstok-20260701-031500.tar.gz" in uit


def test_een_lijst_die_niet_klopt_houdt_het_laden_tegen(waarden: Instellingen, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _draai(monkeypatch, WIE) == 0
    with pytest.raises(UitsluitingFout, match="andere PEILSTOK_SLEUTEL"):
        pseudonimiseerder("een andere sleutel", waarden.data)
    (waarden.data / BESTAND).write_text("")
    with pytest.raises(UitsluitingFout, match="beschadigd"):
        pseudonimiseerder(waarden.sleutel, waarden.data)


def test_geen_bsn_op_de_opdrachtregel() -> None:
    klaar = subprocess.run(["grep", "-A1", "^vergeet:", "Makefile"], capture_output=True, text=True, check=True)
    assert "BSN=" not in klaar.stdout and "$(BSN)" not in klaar.stdout
