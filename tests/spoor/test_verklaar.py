"""The cases of a cell: as many as it counts, each with its messages and files, and without personal data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dagster_project.plaatsen import MANIFEST
from peilstok.geval import Kpi, kpis_uit_manifest
from peilstok.verklaar import CelOnbekend, berichten, verklaar, waarom, zoek_cel, zoek_gevallen


@pytest.fixture(scope="module")
def con(demo_nacht) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as verbinding:
        yield verbinding


@pytest.fixture(scope="module")
def kpis() -> dict[str, Kpi]:
    return kpis_uit_manifest(json.loads(Path(MANIFEST).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("naam", "keuze", "teller", "noemer"),
    [
        ("uitval", {"perceel": "2"}, "teller", "noemer"),
        ("termijn", {"termijn": "305_5WD", "wet": "Jw"}, "binnen_norm", "totaal"),
        ("productafschaling", {"wet": "Jw"}, "afgeschaald_aantal", "overgangen_aantal"),
    ],
)
def test_zoveel_gevallen_als_de_cel_telt(
    con: duckdb.DuckDBPyConnection, kpis: dict[str, Kpi], naam: str, keuze: dict[str, str], teller: str, noemer: str
) -> None:
    cel = zoek_cel(con, kpis[naam], keuze)
    gevallen = zoek_gevallen(con, kpis[naam], cel)
    assert len(gevallen) == cel[noemer] > 0
    assert sum(geval["in_teller"] for geval in gevallen) == cel[teller]
    assert all(waarom(kpis[naam], geval) for geval in gevallen)


def test_elk_geval_noemt_zijn_berichten(con: duckdb.DuckDBPyConnection, kpis: dict[str, Kpi]) -> None:
    """Of a term the messages about the toewijzing, the request, or the message that asked a retour."""
    for termijn in ("305_5WD", "VOT_14D", "RETOUR_3WD"):
        keuze = {
            "termijn": termijn,
            "wet": "Jw",
            "verantwoordelijke": "gemeente" if termijn == "VOT_14D" else "aanbieder",
        }
        geval = zoek_gevallen(con, kpis["termijn"], zoek_cel(con, kpis["termijn"], keuze))[0]
        gevonden = berichten(con, geval)
        assert gevonden and all(v.plaats.startswith("berichten/") for v in gevonden), termijn


def test_zonder_personen_en_met_grens(con: duckdb.DuckDBPyConnection, kpis: dict[str, Kpi]) -> None:
    tekst = "\n".join(verklaar(con, kpis["uitval"], {"perceel": "2"}, aantal=1))
    clienten = {rij[0] for rij in con.execute("select distinct client_id from marts.geval_uitval").fetchall()}
    assert "client_id" not in tekst and not any(client in tekst for client in clienten if client)
    assert "en nog" in tekst and "Telt als uitval" in tekst


def test_wat_niet_bestaat_zegt_wat_wel(con: duckdb.DuckDBPyConnection, kpis: dict[str, Kpi]) -> None:
    with pytest.raises(CelOnbekend, match=r"geen kolom kleur; wel: jaar, perceel"):
        zoek_cel(con, kpis["uitval"], {"kleur": "rood"})
    with pytest.raises(CelOnbekend, match=r"Kies ook: perceel \(1, 2"):
        zoek_cel(con, kpis["uitval"], {})
    with pytest.raises(CelOnbekend, match="geen cijfer voor jaar 1999"):
        zoek_cel(con, kpis["uitval"], {"jaar": "1999", "perceel": "2"})
