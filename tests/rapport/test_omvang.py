"""A page of a region of 300 providers opens from a shared disk: 2 MB beside the shared runtime, whatever is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.site import maak_regio, weeg
from peilstok.rapport.paginas import PAGINAS
from peilstok.rapport.site import BYTES_MAX, schrijf_site


@pytest.mark.lang
def test_paginas_blijven_binnen_het_budget(tmp_path: Path) -> None:
    maak_regio(tmp_path / "peilstok.duckdb")
    schrijf_site(tmp_path / "peilstok.duckdb", tmp_path / "site")
    gewichten = weeg(tmp_path / "site")
    met_cijfers = {pagina.naam for pagina in PAGINAS if pagina.blokken}
    assert all(g.alle > 0 for g in gewichten if g.pagina in met_cijfers)
    assert {g.pagina: g.zwaarst for g in gewichten if g.zwaarst > BYTES_MAX} == {}
