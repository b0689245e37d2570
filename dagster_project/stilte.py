"""Who used to send and stopped; the same for the doctor and the alarm."""

from datetime import date

import duckdb

STIL_DAGEN = 60
"""A provider that sent at least STIL_BERICHTEN in the year before, and nothing for so long, is silent."""
STIL_BERICHTEN = 12


def stille_aanbieders(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, date]]:
    """(wet, AGB, day of the last message) of every silent provider, longest first. Needs marts.fct_bericht."""
    return con.execute(
        """
        with gemeld as (
            select wet, afzender, dagtekening, max(dagtekening) over () as laatste
            from marts.fct_bericht
            where berichttype in ('305', '307', '303', '323')
        )
        select wet, afzender, max(dagtekening) as sinds
        from gemeld
        where dagtekening > laatste - interval 1 year
        group by wet, afzender, laatste
        having count(*) >= ? and date_diff('day', max(dagtekening), laatste) > ?
        order by sinds, wet, afzender
        """,
        [STIL_BERICHTEN, STIL_DAGEN],
    ).fetchall()
