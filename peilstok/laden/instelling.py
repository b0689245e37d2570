"""What this night's figures are valid for, as one row in raw.instelling."""

from __future__ import annotations

from datetime import date

import duckdb

HISTORIE_JAREN_VOORUIT = 30


def _jaren_later(datum: date, jaren: int) -> date:
    try:
        return datum.replace(year=datum.year + jaren)
    except ValueError:
        return datum.replace(year=datum.year + jaren, day=28)


def schrijf_instellingen(
    con: duckdb.DuckDBPyConnection,
    *,
    peildatum: date,
    kennisdatum: date,
    historie_vanaf: date,
    aansluit_dagen: int,
    recidive_maanden: int,
    test_bsn: str,
) -> None:
    """Replace the row; dates beyond 30 years after the peildatum are findings (contract chapter 2)."""
    con.execute("BEGIN")
    con.execute("DELETE FROM raw.instelling")
    con.execute(
        "INSERT INTO raw.instelling VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            peildatum,
            kennisdatum,
            historie_vanaf,
            _jaren_later(peildatum, HISTORIE_JAREN_VOORUIT),
            aansluit_dagen,
            recidive_maanden,
            test_bsn,
        ],
    )
    con.execute("COMMIT")
