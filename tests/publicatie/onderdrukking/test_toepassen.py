"""What leaves of a table, on one worked by hand."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from peilstok.publicatie.onderdrukking import OVERIG, Niveau, Tabel, Telling, lees_structuur, onderdruk

RIJEN = [
    # gemeente, aanbieder, product, toewijzingen, clienten, op tijd, clienten op tijd, clienten te laat, dagen
    ("ALLE", "ALLE", "ALLE", 60, 50, 50, 42, 9, 600),
    ("0384", "ALLE", "ALLE", 40, 33, 32, 28, 6, 400),
    ("0363", "ALLE", "ALLE", 20, 17, 18, 15, 2, 200),
    ("0384", "70000001", "ALLE", 28, 24, 25, 22, 3, 280),
    ("0384", "70000002", "ALLE", 8, 6, 5, 4, 2, 80),
    ("0384", "70000003", "ALLE", 4, 3, 2, 2, 1, 40),
    ("0384", "ALLE", "P1", 40, 33, 32, 28, 6, 400),
    ("ALLE", "ALLE", "P1", 60, 50, 50, 42, 9, 600),
    ("0363", "70000001", "ALLE", 20, 17, 18, 15, 2, 200),
]
"""A small provider in gemeente 0384 (3 clients), and in gemeente 0363 two clients who were too late."""


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create schema marts; create schema staging")
    con.execute(
        "create table marts.kpi_proef as select 2025 as jaar, * exclude (c, c_op_tijd, c_rest)"
        f", 100.0 * op_tijd / totaal as percentage, false as voorlopig from {_tabel(RIJEN)}"
    )
    con.execute(
        "create table marts.onderdrukking_proef as select 2025 as jaar, gemeente_code, aanbieder_agb, productcode"
        f", c as totaal_clienten, c_op_tijd as op_tijd_clienten, c_rest as op_tijd_rest_clienten from {_tabel(RIJEN)}"
    )
    con.execute(
        "create table staging.onderdrukking_tabel as select 'kpi_proef' as tabel, 'jaar' as sleutel"
        ", 'productcode' as soort, null::varchar as vast, 'jaar' as periode, false as jaareinde, false as loopt_op"
        ", 'gemeente aanbieder soort' as niveaus_gemeente"
        ", 'regio gemeente regio_soort' as niveaus_regio, 'voorlopig' as vrij"
    )
    con.execute(
        "create table staging.onderdrukking_groep as select 'kpi_proef' as tabel, 'alles' as groep, 'totaal' as noemer"
        ", 'totaal_clienten' as clienten, 'op_tijd' as delen, 'regio gemeente' as niveaus_delen, 'dagen' as sommen"
        ", null::varchar as volgt, 'percentage' as volgt_delen, false as uniek, null::varchar as binnen"
        ", null::varchar as zelfde_als"
    )
    return con


def _tabel(rijen: list[tuple[Any, ...]]) -> str:
    kolommen = "gemeente_code, aanbieder_agb, productcode, totaal, c, op_tijd, c_op_tijd, c_rest, dagen"
    return f"(values {', '.join(map(str, rijen))}) as rijen ({kolommen})"


def _rij(con: duckdb.DuckDBPyConnection, gemeente: str, aanbieder: str = "ALLE", product: str = "ALLE") -> Any:
    return con.execute(
        "select totaal, dagen, op_tijd, percentage is null, niet_getoond, niet_getoond_kolommen, samengenomen_aantal"
        " from onderdrukt_kpi_proef where (gemeente_code, aanbieder_agb, productcode) = (?, ?, ?)",
        [gemeente, aanbieder, product],
    ).fetchone()


def test_wat_op_weinig_clienten_rust_en_wat_dat_verraadt_blijft_weg(con: duckdb.DuckDBPyConnection) -> None:
    """The small provider goes, and with it the next smallest: else it is what the total has beyond the others.
    Together they are 12 toewijzingen of at least 6 clients, which is what the total says anyhow. Of gemeente 0363 the
    two who were too late go, and so do those of the other gemeente."""
    uitslag = onderdruk(con, lees_structuur(con))
    assert _rij(con, "0384", "70000001") == (28, 280, None, True, False, None, None)
    assert _rij(con, "0384", "70000002") is None and _rij(con, "0384", "70000003") is None
    assert _rij(con, "0384", OVERIG) == (12, 120, None, True, False, None, 2)
    assert _rij(con, "ALLE") == (60, 600, 50, False, False, None, None)
    for gemeente, totaal, dagen in (("0384", 40, 400), ("0363", 20, 200)):
        assert _rij(con, gemeente) == (totaal, dagen, None, True, True, "op_tijd,percentage", None)
    # nine rows of four figures; what is neither shown nor withheld is finer than may leave
    assert uitslag.tellingen == {"kpi_proef": Telling(getoond=18, weg=4, grover=14)}
    assert uitslag.vervallen == ()


def test_wat_niet_in_de_seeds_staat_gaat_niet_mee(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("alter table marts.kpi_proef add column geheim integer default 1")
    onderdruk(con, lees_structuur(con))
    assert [naam for naam, *_ in con.execute("describe onderdrukt_kpi_proef").fetchall()] == [
        *("jaar", "gemeente_code", "aanbieder_agb", "productcode", "voorlopig", "totaal", "dagen", "op_tijd"),
        *("percentage", "niveau", "niet_getoond_kolommen", "niet_getoond", "samengenomen_aantal"),
    ]


def test_een_niveau_dat_een_doelgroep_niet_mag_hebben_wordt_geweigerd(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update staging.onderdrukking_tabel set niveaus_regio = 'regio aanbieder'")
    with pytest.raises(ValueError, match="kpi_proef noemt een niveau"):
        lees_structuur(con)


def test_delen_die_samen_meer_zijn_dan_het_aantal_worden_geweigerd(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update marts.kpi_proef set op_tijd = totaal + 1 where gemeente_code = '0363'")
    with pytest.raises(ValueError, match=r"kpi_proef\.alles"):
        onderdruk(con, lees_structuur(con))


def test_wie_op_welk_niveau_leest_is_data(con: duckdb.DuckDBPyConnection) -> None:
    [tabel] = lees_structuur(con)
    assert isinstance(tabel, Tabel)
    assert tabel.niveaus == frozenset(Niveau)


def test_een_kolom_gaat_mee_op_de_niveaus_die_de_seed_noemt(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update staging.onderdrukking_groep set sommen = 'dagen@regio+gemeente'")
    onderdruk(con, lees_structuur(con))
    assert _rij(con, "0384")[:2] == (40, 400)
    assert _rij(con, "0384", "70000001") == (28, None, None, True, False, None, None)
    assert _rij(con, "0384", OVERIG) == (12, None, None, True, False, None, 2)
