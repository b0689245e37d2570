"""The comparison finds nothing in a warehouse that is the truth itself, and names every kind of damage."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from peilstok.demo import DemoParameters, Waarheid, kpi, maak_regio, vergelijk


def _type(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "boolean"
    if isinstance(waarde, date):
        return "date"
    return {int: "bigint", float: "double", Decimal: "decimal(18, 2)"}.get(type(waarde), "varchar")


def _tabel(con: duckdb.DuckDBPyConnection, naam: str, rijen: Sequence[Mapping[str, object]]) -> None:
    """A table whose column types follow from the first value that is there."""
    kolommen = {k: next((r[k] for r in rijen if r[k] is not None), None) for k in rijen[0]}
    con.execute(f"create table {naam} ({', '.join(f'{k} {_type(w)}' for k, w in kolommen.items())})")
    con.executemany(
        f"insert into {naam} values ({', '.join('?' * len(kolommen))})", [list(rij.values()) for rij in rijen]
    )


def _uit_sleutels(namen: str, cijfers: Mapping[tuple[object, ...], Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [{**dict(zip(namen.split(), sleutel, strict=True)), **waarden} for sleutel, waarden in cijfers.items()]


@pytest.fixture(scope="module")
def waarheid() -> Waarheid:
    return maak_regio(DemoParameters(clienten=12, regels=True)).waarheid


@pytest.fixture(scope="module")
def magazijn(waarheid: Waarheid) -> Iterator[duckdb.DuckDBPyConnection]:
    """The truth as a warehouse."""
    verbinding = duckdb.connect()
    verbinding.execute("create schema raw; create schema marts; create schema kwaliteit")
    for naam, feiten in (
        ("fct_toewijzing", waarheid.toewijzingen),
        ("fct_levering", waarheid.leveringen),
        ("fct_traject", waarheid.trajecten),
        ("fct_verzoek", waarheid.verzoeken),
        ("fct_prestatie", waarheid.prestaties),
    ):
        rijen = [dataclasses.asdict(feit) for feit in feiten]
        _tabel(verbinding, f"marts.{naam}", [{**rij, "client_id": f"c{rij.get('client')}"} for rij in rijen])
    berichten = [{"wet": b.wet, "berichttype": b.berichttype} for b in waarheid.berichten for _ in range(b.aantal)]
    _tabel(verbinding, "marts.fct_bericht", berichten)
    bestanden = [{"status": s, "pad": "berichten/x"} for s, n in waarheid.bestanden.items() for _ in range(n)]
    _tabel(verbinding, "raw.bestand", [*bestanden, {"status": "geladen", "pad": "uitkomsten/x"}])
    bevindingen = [{"regel": b.regel, "wet": b.wet} for b in waarheid.bevindingen for _ in range(b.aantal)]
    _tabel(verbinding, "kwaliteit.bevinding", bevindingen)
    wie = "wet gemeente_code aanbieder_agb"
    for naam, sleutel, cijfers in (
        ("kpi_termijn", f"termijn {wie} maand verantwoordelijke", kpi.termijnen(waarheid)),
        ("kpi_plekken_realisatie", f"{wie} productcode maand", kpi.plekken(waarheid)),
        ("kpi_doorlooptijd", f"jaar {wie} productcode", kpi.doorlooptijd(waarheid)),
    ):
        _tabel(verbinding, f"marts.{naam}", _uit_sleutels(sleutel, cijfers))
    yield verbinding
    verbinding.close()


@pytest.fixture
def con(magazijn: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, and what a test does to it is undone."""
    magazijn.execute("begin")
    yield magazijn
    magazijn.execute("rollback")


def test_geen_verschillen(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> None:
    assert vergelijk(con, waarheid) == []


@pytest.mark.parametrize(
    ("schade", "melding"),
    [
        ("delete from raw.bestand where status = 'dubbel'", "raw.bestand: status dubbel ontbreekt"),
        ("insert into marts.fct_bericht values ('Jw', '999')", "berichttype 999 staat in de tabel en hoort er niet"),
        ("update marts.fct_toewijzing set einddatum = '2099-01-01'", "einddatum is 2099-01-01 en hoort"),
        ("update marts.fct_levering set status = 'x'", "status is x en hoort"),
        ("delete from marts.fct_levering", "ontbreekt in de tabel"),
        ("insert into marts.fct_toewijzing from marts.fct_toewijzing limit 1", "komt meer dan eens voor"),
        ("update marts.fct_toewijzing set client_id = 'c0'", "delen een pseudoniem"),
        ("update marts.fct_levering set client_id = client_id || wet || begindatum", "pseudoniemen"),
        ("update marts.fct_toewijzing set verwijzer = 'Niemand'", "verwijzer is Niemand en hoort"),
        ("update marts.fct_verzoek set besluit = 'open'", "besluit is open en hoort"),
        ("update marts.fct_prestatie set bedrag_eur = bedrag_eur + 0.01", "bedrag_eur is"),
        ("update marts.fct_traject set zorgdagen = zorgdagen - 1", "zorgdagen is"),
        ("delete from kwaliteit.bevinding where regel = 'TR018'", "regel TR018, wet Wmo ontbreekt in de tabel"),
        ("insert into kwaliteit.bevinding values ('DWH-07', 'Jw')", "regel DWH-07, wet Jw staat in de tabel"),
        ("insert into kwaliteit.bevinding from kwaliteit.bevinding where regel = 'TR018'", "aantal is 2 en hoort 1"),
        ("update marts.kpi_termijn set percentage = percentage + 0.001", "percentage is"),
        ("update marts.kpi_plekken_realisatie set zorgdagen = zorgdagen + 1", "zorgdagen is"),
        ("update marts.kpi_doorlooptijd set mediaan_maanden = null", "mediaan_maanden is None en hoort"),
    ],
)
def test_schade_wordt_gevonden(con: duckdb.DuckDBPyConnection, waarheid: Waarheid, schade: str, melding: str) -> None:
    con.execute(schade)
    gevonden = vergelijk(con, waarheid)
    assert any(melding in zin for zin in gevonden), gevonden
    assert len(gevonden) < 60


@pytest.mark.parametrize(
    "tabel", ["marts.fct_verzoek", "marts.fct_prestatie", "marts.fct_traject", "kwaliteit.bevinding"]
)
def test_tabel_die_er_nog_niet_is(con: duckdb.DuckDBPyConnection, waarheid: Waarheid, tabel: str) -> None:
    con.execute(f"drop table {tabel}")
    assert vergelijk(con, waarheid) == []
