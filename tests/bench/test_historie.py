"""The stream of the benchmark: valid messages that form histories, of people who do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import duckdb
import pytest

from bench import nacht
from bench.historie import maak_stroom, schrijf_los
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_berichten, maak_schema

CLIENTEN = 13


@pytest.fixture(scope="module")
def geladen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
    """Two copies of a small region in a warehouse, and the number of messages in one copy."""
    landing = tmp_path_factory.mktemp("landing")
    (landing / "berichten").mkdir()
    stroom = maak_stroom(CLIENTEN * 13)
    aantal = 2 * len(stroom.berichten)
    schrijf_los(landing / "berichten", stroom.alle(), aantal, "x")
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        gedaan = laad_berichten(con, landing, Pseudonimiseerder("sleutel van de test"), processen=1)
        assert (gedaan.geladen, gedaan.quarantaine, gedaan.dubbel) == (aantal, 0, 0)
        yield con, len(stroom.berichten)


def test_niemands_nummer(geladen: tuple[duckdb.DuckDBPyConnection, int]) -> None:
    con, _ = geladen
    uitkomst = con.execute("SELECT bool_or(bsn_elfproef_ok), bool_or(is_test_bsn) FROM raw.b301_client").fetchone()
    assert uitkomst == (False, False)


@pytest.mark.parametrize(
    ("tabel", "sleutel"),
    [
        ("b301_client", "client_id"),
        ("b301_toegewezen_product", "toewijzingnummer"),
        ("b315_aangevraagd_product", "referentie_aanbieder"),
        ("b323_prestatie", "referentienummer"),
    ],
)
def test_kopieen_delen_niets(geladen: tuple[duckdb.DuckDBPyConnection, int], tabel: str, sleutel: str) -> None:
    """Each number occurs as often in the first copy as another does in the second."""
    con, per_kopie = geladen
    rijen = con.execute(
        f"SELECT CAST(regexp_extract(f.pad, '([0-9]+)[.]xml$', 1) AS INTEGER) >= ?, r.{sleutel} FROM raw.{tabel} AS r"
        " JOIN raw.bestand AS f USING (bestand_id)",
        [per_kopie],
    ).fetchall()
    eerste, tweede = ({waarde for kopie, waarde in rijen if kopie is welke} for welke in (False, True))
    assert eerste and len(eerste) == len(tweede) and not eerste & tweede


def test_starts_vinden_hun_toewijzing(geladen: tuple[duckdb.DuckDBPyConnection, int]) -> None:
    """In a history a start follows a 301; a few of the region belong to a toewijzing that was never sent."""
    con, _ = geladen
    rij = con.execute(
        "SELECT count(*), count(*) FILTER (toewijzingnummer IN (SELECT toewijzingnummer FROM"
        " raw.b301_toegewezen_product)) FROM raw.b305_start_product"
    ).fetchone()
    assert rij is not None and rij[0] > 0 and rij[1] >= 0.9 * rij[0]


def test_dezelfde_stroom_nog_eens() -> None:
    een, twee = (list(islice(maak_stroom(30).alle(), 50)) for _ in range(2))
    assert een == twee


@pytest.mark.lang
def test_meting_van_een_kleine_nacht(capsys: pytest.CaptureFixture[str]) -> None:
    nacht.meet(600, "1GB")
    tekst = capsys.readouterr().out
    for woord in ("x lineair", "make run", "zonder het opstarten", "piek, MB", "int_levering"):
        assert woord in tekst
