"""Who published what and when: every line is kept, and none of another."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.laden import maak_schema
from peilstok.publicatie.lijst import schrijf_lijst
from peilstok.publicatie.verantwoording import BESTAND, MAP, ingetrokken, laad_verantwoording, noteer, van_publicatie

EERST, LATER = datetime(2026, 9, 30, 1, 15, tzinfo=UTC), datetime(2026, 10, 1, 1, 15, tzinfo=UTC)


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    verbinding = duckdb.connect()
    maak_schema(verbinding, laad_catalogus())
    return verbinding


@pytest.fixture
def publicatie(tmp_path: Path) -> Path:
    for doelgroep in ("datateam", "gemeente/0384"):
        map_ = tmp_path / "publicatie" / doelgroep
        map_.mkdir(parents=True)
        (map_ / "index.html").write_text("x" * 7, encoding="utf-8")
        schrijf_lijst(map_, doelgroep, date(2026, 9, 30), date(2026, 9, 30), "1.0")
    return tmp_path / "publicatie"


def test_elke_publicatie_staat_er_met_wie_en_wat(con: duckdb.DuckDBPyConnection, publicatie: Path) -> None:
    data = publicatie.parent
    noteer(data, van_publicatie(publicatie, EERST, {"datateam"}, ["gemeente/0384"], {"aanbieder/1": "reden"}))
    noteer(data, ingetrokken(LATER, ["datateam"]))
    noteer(data, [])
    assert laad_verantwoording(con, data) == 4
    assert con.execute(
        "SELECT moment, doelgroep, uitkomst, peildatum, versie, bestanden, bytes, length(manifest_sha256)"
        " FROM raw.publicatie_log ORDER BY moment, doelgroep"
    ).fetchall() == [
        (datetime(2026, 9, 30, 1, 15), "aanbieder/1", "niet vernieuwd", None, None, None, None, None),
        (datetime(2026, 9, 30, 1, 15), "datateam", "gepubliceerd", date(2026, 9, 30), "1.0", 1, 7, 64),
        (datetime(2026, 9, 30, 1, 15), "gemeente/0384", "gelijk gebleven", date(2026, 9, 30), "1.0", 1, 7, 64),
        (datetime(2026, 10, 1, 1, 15), "datateam", "ingetrokken", None, None, None, None, None),
    ]
    assert con.execute("SELECT count(DISTINCT account) FROM raw.publicatie_log WHERE account <> ''").fetchone() == (1,)
    assert stat.S_IMODE((data / MAP / BESTAND).stat().st_mode) & 0o077 == 0
    # a reason may quote what went wrong: it is in the log of the night, not here
    assert "reden" not in (data / MAP / BESTAND).read_text(encoding="utf-8")


def test_een_afgebroken_regel_neemt_geen_andere_mee(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    noteer(tmp_path, ingetrokken(EERST, ["datateam"]))
    pad = tmp_path / MAP / BESTAND
    heel = pad.read_text(encoding="utf-8")
    with pad.open("a", encoding="utf-8") as bestand:
        bestand.write(heel[:20])
        bestand.write("\nniets\n[]\n" + json.dumps({"moment": "gisteren"}) + "\n" + heel[:20])
    noteer(tmp_path, ingetrokken(LATER, ["regio"]))
    assert laad_verantwoording(con, tmp_path) == 2
    assert laad_verantwoording(con, tmp_path / "elders") == 0
