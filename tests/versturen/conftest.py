"""What the tests of sending share: a publication to tell about, and a certificate."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import publiceer
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, schrijf_manifest
from tests.versturen.postkantoor import Certificaat, maak_certificaat


@pytest.fixture(scope="session")
def publicatie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the small warehouse; do not change it."""
    map_ = tmp_path_factory.mktemp("post")
    warehouse = bouw_warehouse(map_ / "warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        goed = Controle("grens_raw", "goed", "raw.bericht", "", "blokkerend", True, 20, 0)
        bewaar_controles(con, [goed], PEILDATUM)
    manifest = schrijf_manifest(map_ / "manifest.json", warehouse, verborgen=("contactpersoon", "client_id"))
    return publiceer(warehouse, map_ / "publicatie", manifest).map


@pytest.fixture(scope="session")
def certificaat(tmp_path_factory: pytest.TempPathFactory) -> Certificaat:
    return maak_certificaat(tmp_path_factory.mktemp("tls"))
