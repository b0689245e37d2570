"""Frozen figures (K002-19, K002-21): kept as they were known on a day, never computed again.

A moment is a folder `<map>/<date>` with a Parquet file per table. The folder is the original: raw.bevroren_* is read
from it every night, so a new warehouse has the same frozen figures. Beside them lies the stoplicht that readers saw
last, until tonight's replaces it (K001-16).
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

INHAALDAGEN = 14
"""A moment that no night has frozen so many days later is left: what was known then is then no longer urgent."""


@dataclass(frozen=True)
class Bron:
    """What is kept of a mart: its columns, and the one that holds the month a row is about."""

    mart: str
    kolommen: str
    maand: str = "maand"
    ook: str | None = None
    """Column with another month of which rows are kept."""


TABELLEN: dict[str, Bron] = {
    "bevroren_plekken": Bron(
        "kpi_plekken_realisatie",
        "wet, gemeente_code, aanbieder_agb, productcode, maand, plekken_ytd, realisatie_ytd_eur, voorschot_ytd_eur",
    ),
    "bevroren_uitgaven": Bron(
        "kpi_uitgaven",
        "wet, zorgterrein, gemeente_code, maand, gedeclareerd_tot, realisatie_ytd_eur, prognose_ytd_eur",
        ook="gedeclareerd_tot",
    ),
    "bevroren_budgetplafond": Bron(
        "kpi_budgetplafond",
        "jaar, wet, gemeente_code, aanbieder_agb, zorgterrein, tot_en_met_maand, gedeclareerd_tot, budgetplafond_eur,"
        " bandbreedte_pct, realisatie_ytd_eur, uitputting_pct, verplicht_eur, jaareinde_lineair_eur,"
        " jaareinde_toegewezen_eur, jaareinde_pct, bandbreedte_signaal",
        maand="tot_en_met_maand",
    ),
}
"""Table in raw -> what is kept in it."""

JAAR = "jaarafrekening"
"""Kind of moment on which the year before is frozen, and nothing of this year."""
JAARTABELLEN: dict[str, Bron] = {
    "bevroren_jaarplekken": Bron(
        "jaarstand_plekken",
        "jaar, wet, gemeente_code, aanbieder_agb, productcode, tot_en_met_maand, betaling, afgesproken_plekken,"
        " zorgdagen, plekken, prijs_eur, realisatie_eur, voorschot_eur, saldo_eur, zorgdagen_zonder_prijs, voorlopig,"
        " onvolledig",
    ),
    "bevroren_jaarresultaat": Bron(
        "jaarstand_resultaat",
        "jaar, kpi, maat, naam, is_termijn, wet, perceel, gemeente_code, aanbieder_agb, waarde, teller, noemer, norm,"
        " bandbreedte, richting, norm_bron, kleur, geen_kleur, voorlopig, onvolledig",
    ),
}
"""The same for the statement of a year."""

STOPLICHT = "stoplicht.parquet"
_STOPLICHT_KOLOMMEN = "kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, periode, waarde, kleur"


@dataclass(frozen=True, order=True)
class Moment:
    """A day on which figures are frozen, and what for (`soorten`, as in seed peilmoment)."""

    datum: date
    soorten: tuple[str, ...]

    @property
    def bronnen(self) -> dict[str, Bron]:
        """What is kept on this day."""
        return (TABELLEN if set(self.soorten) - {JAAR} else {}) | (JAARTABELLEN if JAAR in self.soorten else {})


def momenten(seed: Path, peildatum: date) -> list[Moment]:
    """The moments of the last INHAALDAGEN days up to `peildatum`, in order. `seed` is peilmoment.csv; an empty maand is
    every month."""
    with seed.open(encoding="utf-8", newline="") as bestand:
        regels = list(csv.DictReader(bestand))
    dagen = (peildatum - timedelta(days=terug) for terug in range(INHAALDAGEN - 1, -1, -1))
    return [Moment(dag, soorten) for dag in dagen if (soorten := tuple(_soorten(regels, dag)))]


def _soorten(regels: list[dict[str, str]], dag: date) -> Iterator[str]:
    for regel in regels:
        if int(regel["dag"]) == dag.day and regel["maand"] in ("", str(dag.month)):
            yield regel["soort"]


def is_bevroren(map_: Path, moment: Moment) -> bool:
    """Whether a night kept this moment."""
    return (map_ / moment.datum.isoformat()).is_dir()


def bevries(con: duckdb.DuckDBPyConnection, map_: Path, moment: Moment) -> None:
    """Keep the marts as they are in this warehouse, which must have been built for P = K = the moment.

    For the statement of a year: of the year before. Else of the last two complete months: the budget talks look at the
    last, the monthly overview at the one before (K002-21); of costs also the last declared month, when that is an
    earlier one. The folder gets its name when it is complete. FileExistsError when the moment was kept already.
    """
    doel = map_ / moment.datum.isoformat()
    if doel.exists():
        raise FileExistsError(doel.name)
    map_.mkdir(parents=True, exist_ok=True)
    bouw = Path(tempfile.mkdtemp(prefix=".bouw-", dir=map_))
    try:
        for naam, bron in moment.bronnen.items():
            waarden: dict[str, object]
            if naam in JAARTABELLEN:
                vraag, waarden = _jaarvraag(moment, bron), {"jaar": moment.datum.year - 1}
            else:
                vraag, waarden = _maandvraag(moment, bron), {"soorten": [s for s in moment.soorten if s != JAAR]}
            pad = str(bouw / naam).replace("'", "''")
            con.execute(f"COPY ({vraag} ORDER BY ALL) TO '{pad}.parquet' (FORMAT parquet)", waarden)
        bouw.rename(doel)
    finally:
        shutil.rmtree(bouw, ignore_errors=True)


def _maandvraag(moment: Moment, bron: Bron) -> str:
    return f"""
        SELECT DATE '{moment.datum.isoformat()}' AS moment, soort, {bron.kolommen}
        FROM marts.{bron.mart} CROSS JOIN (SELECT unnest($soorten) AS soort)
        WHERE {bron.maand} IN (
            SELECT maand FROM marts.dim_maand WHERE is_volledig ORDER BY maand DESC LIMIT 2
        ) {f"OR {bron.maand} = {bron.ook}" if bron.ook else ""}
    """


def _jaarvraag(moment: Moment, bron: Bron) -> str:
    return f"""
        SELECT DATE '{moment.datum.isoformat()}' AS moment, {bron.kolommen} FROM marts.{bron.mart} WHERE jaar = $jaar
    """


def laad_bevroren(con: duckdb.DuckDBPyConnection, map_: Path) -> int:
    """Fill raw.bevroren_* with every moment that was kept; the number of moments. The tables must exist.

    A moment that was kept before there was a table has no rows of it: that cannot be made up for.
    """
    bewaard = sorted(pad for pad in map_.glob("[0-9]*") if pad.is_dir()) if map_.is_dir() else []
    con.execute("BEGIN")
    for naam in TABELLEN | JAARTABELLEN:
        con.execute(f"DELETE FROM raw.{naam}")
        for bestand in (pad / f"{naam}.parquet" for pad in bewaard):
            if bestand.exists():
                con.execute(f"INSERT INTO raw.{naam} BY NAME SELECT * FROM read_parquet(?)", [str(bestand)])
    con.execute("COMMIT")
    return len(bewaard)


def bewaar_stoplicht(publicatie: Path, map_: Path, kennisdatum: date) -> bool:
    """Keep the stoplicht that `publicatie` (the folder of an audience) shows, when it knew less than `kennisdatum`.

    A second run with the same kennisdatum so compares with the same stoplicht as the first. False when nothing was
    kept: no publication yet, or none of an earlier day.
    """
    stoplicht, peil = (publicatie / "parquet" / f"{naam}.parquet" for naam in ("stoplicht", "peil"))
    if not (stoplicht.is_file() and peil.is_file()):
        return False
    map_.mkdir(parents=True, exist_ok=True)
    half = map_ / f".{STOPLICHT}"
    with duckdb.connect() as con:
        gepubliceerd = con.execute("SELECT max(kennisdatum) FROM read_parquet(?)", [str(peil)]).fetchone()
        if gepubliceerd is None or gepubliceerd[0] is None or gepubliceerd[0] >= kennisdatum:
            return False
        con.execute(
            f"""
            COPY (SELECT $peil::DATE AS kennisdatum, {_STOPLICHT_KOLOMMEN} FROM read_parquet($bron) ORDER BY ALL)
            TO '{str(half).replace("'", "''")}' (FORMAT parquet)
            """,
            {"peil": gepubliceerd[0], "bron": str(stoplicht)},
        )
    half.replace(map_ / STOPLICHT)
    return True


def laad_stoplicht(con: duckdb.DuckDBPyConnection, map_: Path, kennisdatum: date) -> None:
    """Fill raw.bevroren_stoplicht with the stoplicht that was kept; empty without one of before `kennisdatum`."""
    con.execute("DELETE FROM raw.bevroren_stoplicht")
    if (map_ / STOPLICHT).is_file():
        con.execute(
            "INSERT INTO raw.bevroren_stoplicht BY NAME SELECT * FROM read_parquet($bron) WHERE kennisdatum < $k",
            {"bron": str(map_ / STOPLICHT), "k": kennisdatum},
        )
