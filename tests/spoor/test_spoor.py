"""The trail of a toewijzing: complete, with the reason why a message counts or not, and without personal data."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from peilstok.spoor import NietGevonden, spoor, vermeldingen


@pytest.fixture(scope="module")
def con(demo_nacht) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as verbinding:
        yield verbinding


def _kies(con: duckdb.DuckDBPyConnection, vraag: str) -> tuple[str, str, str]:
    rij = con.execute(vraag).fetchone()
    assert rij is not None
    return rij[0], rij[1], rij[2]


def test_alle_berichten_over_een_toewijzing(con: duckdb.DuckDBPyConnection) -> None:
    sleutel = _kies(
        con,
        "SELECT wet, gemeente_code, toewijzingnummer FROM marts.fct_levering "
        "GROUP BY ALL ORDER BY count(*) DESC, 1, 2, 3",
    )
    lijst = vermeldingen(con, *sleutel)
    verwacht = con.execute(
        "SELECT count(*) FROM raw.b305_start_product k JOIN raw.bericht b USING (bestand_id, bericht_id) "
        "WHERE b.wet = ? AND b.ontvanger = ? AND k.toewijzingnummer = ?",
        list(sleutel),
    ).fetchone()
    assert verwacht is not None and sum(v.berichttype == "305" for v in lijst) == verwacht[0] >= 2
    tekst = "\n".join(spoor(con, *sleutel))
    assert "fct_levering" in tekst and "client_id" not in tekst


def test_afgekeurd_bericht_noemt_de_retourcode(con: duckdb.DuckDBPyConnection) -> None:
    sleutel = _kies(
        con,
        "SELECT b.wet, b.ontvanger, k.toewijzingnummer FROM raw.b305_start_product k "
        "JOIN raw.bericht b USING (bestand_id, bericht_id) JOIN intermediate.int_bericht i USING (bericht_id) "
        "WHERE i.retour_status = 'afgekeurd' ORDER BY ALL",
    )
    oordelen = [v.oordeel for v in vermeldingen(con, *sleutel)]
    assert any(o.startswith("telt niet: afgekeurd in het retour (") and "zonder code" not in o for o in oordelen)


def test_onbekende_toewijzing(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NietGevonden, match="toewijzing 1 van gemeente 0384"):
        spoor(con, "Jw", "0384", "1")
