"""PostgreSQL: connections, and tables that go in.

By COPY in CSV: texts and numbers arrive digit for digit, empty text and no value stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from peilstok.motor.overdracht import kolommen
from peilstok.sql import citeer, letterlijk

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Verbinding

VRAAG_SECONDEN = 3600
"""A statement that takes longer is ended by the server itself, also when nobody waits for it any more."""
_NAAR = {"VARCHAR": "text", "DOUBLE": "double precision", "TIMESTAMP": "timestamp"}


class MotorFout(RuntimeError):
    """The other engine cannot be used; the message is Dutch, says what to do and holds no password."""


@contextmanager
def verbonden(adres: str, *, toepassing: str = "peilstok", seconden: int = VRAAG_SECONDEN) -> Iterator[Verbinding]:
    """A connection to `postgresql://..` for one transaction: kept when the block ends well. Raises MotorFout when it
    cannot be made."""
    import psycopg2

    keuzes = f"-c statement_timeout={seconden * 1000} -c TimeZone=UTC -c DateStyle=ISO"
    try:
        con = psycopg2.connect(adres, application_name=toepassing, connect_timeout=20, options=keuzes)
    except (psycopg2.OperationalError, psycopg2.ProgrammingError) as fout:
        # the first line names server and user, never the password
        regel = (str(fout).splitlines() or [""])[0].removeprefix("connection to server at ")
        raise MotorFout(f"PostgreSQL is niet te bereiken: {regel}") from None
    try:
        with con:
            yield con
    finally:
        con.close()


def vul_tabel(cursor: Any, duck: duckdb.DuckDBPyConnection, bron: str, doel: str, csv: Path) -> int:
    """Make table `doel` out of what `bron` (a relation or FROM clause of DuckDB) holds, over the file `csv`; gives the
    number of rows. The rows are there for every reader at once, also for one whose transaction began before."""
    beschreven = ", ".join(f"{citeer(naam)} {_naar(soort)}" for naam, soort in kolommen(duck, bron))
    cursor.execute(f"create table {doel} ({beschreven})")
    duck.execute(f"COPY (FROM {bron}) TO {letterlijk(str(csv))} (FORMAT csv, HEADER false, NULLSTR '', FORCE_QUOTE *)")
    with csv.open("rb") as inhoud:
        cursor.copy_expert(f"copy {doel} from stdin (format csv, freeze)", inhoud)
    aantal = int(cursor.rowcount)
    # without statistics the planner thinks that a join finds one row
    cursor.execute(f"analyze {doel}")
    return aantal


def _naar(soort: str) -> str:
    """PostgreSQL's word for a type of DuckDB."""
    return _NAAR.get(soort, "numeric(38,0)" if soort == "HUGEINT" else soort)
