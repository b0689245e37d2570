"""The outcome files of the demo region are what their providers meant them to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.demo import STANDAARD, maak_regio, schrijf_regio
from peilstok.laden import maak_schema
from peilstok.uitkomsten import laad_uitkomsten


def test_demo_heeft_goede_foute_en_proefbestanden(tmp_path: Path) -> None:
    regio = maak_regio(replace(STANDAARD, clienten=120))
    schrijf_regio(regio, tmp_path)
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        gedaan = laad_uitkomsten(con, tmp_path, Pseudonimiseerder("sleutel van de test"))
        stand = con.execute("SELECT is_proef, is_goed FROM raw.uitkomst_aanlevering").fetchall()
        geldig = con.execute("SELECT count(*) FROM raw.uitkomst_regel WHERE meetdatum IS NOT NULL").fetchone()
        (clienten,) = con.execute("SELECT count(DISTINCT client_id) FROM raw.uitkomst_regel").fetchone() or (0,)
    assert Counter(stand) == {(False, True): 18, (False, False): 1, (True, True): 1, (True, False): 1}
    assert all("foute regels" in afkeuring.reden for afkeuring in gedaan.afgekeurd) and len(gedaan.afgekeurd) == 2
    assert geldig and geldig[0] > 5 and clienten > 10


def test_zonder_fouten_is_niets_fout(tmp_path: Path) -> None:
    schrijf_regio(maak_regio(replace(STANDAARD, clienten=60, fouten=False)), tmp_path)
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        assert laad_uitkomsten(con, tmp_path, Pseudonimiseerder("sleutel van de test")).afgekeurd == []
