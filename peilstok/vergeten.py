"""Forgetting a person: out of everything below DATA, and kept out (docs/besluiten/0044).

Each step may be done twice, so what was broken off is finished by doing it again.
"""

from __future__ import annotations

import mmap
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from peilstok.berichten.pseudoniem import MASKER_VERGETEN, Pseudonimiseerder, masker
from peilstok.laden import controleer_sleutel
from peilstok.uitsluiting import sluit_uit, uitgesloten

BACKUP = "backup"
_MET_PERSONEN = ("datateam", "backoffice", "aanbieder")
"""Audiences whose folder can hold a pseudonym or a toewijzingnummer (contract chapter 5)."""
_VERSIES = ".versies"

Toewijzing = tuple[str, str, str]


@dataclass
class Vergeten:
    """What was removed: `rijen` per kind, the audiences whose folder went (`ingetrokken`), and what still holds or may
    hold the person: `over` files in which the pseudonym was found, `kopieen` back-ups of before."""

    rijen: Counter[str] = field(default_factory=Counter)
    ingetrokken: list[str] = field(default_factory=list)
    over: list[Path] = field(default_factory=list)
    kopieen: list[Path] = field(default_factory=list)


def vergeet(data: Path, landing: Path, client_id: str, pseudoniem: Pseudonimiseerder) -> Vergeten:
    """Remove this person everywhere below `data`, but for back-ups, and keep them out.

    The caller holds the lock of the night. Tables that a night makes go as a whole. SleutelAfwijking or UitsluitingFout
    (and nothing changes) with another key; duckdb.Error or OSError where something cannot be opened or written.
    """
    gedaan = Vergeten()
    warehouse = data / "warehouse.duckdb"
    # first, so that whatever breaks off, nothing brings the person back
    uitgesloten(data, pseudoniem)
    if warehouse.exists():
        with duckdb.connect(str(warehouse)) as con:
            if _kolommen(con, "raw"):
                controleer_sleutel(con, pseudoniem)
                eigen = _toewijzingen(con, client_id)
                merken = [pseudoniem.merk_client(client_id), *(pseudoniem.merk_toewijzing(*een) for een in eigen)]
                sluit_uit(data, pseudoniem, merken)
                gedaan.ingetrokken += trek_in(data / "publicatie")
                verwijder(con, data / "verloop", client_id, gedaan.rijen)
        herschrijf(warehouse)
    sluit_uit(data, pseudoniem, [pseudoniem.merk_client(client_id)])
    gedaan.ingetrokken += trek_in(data / "publicatie")
    gedaan.kopieen = sorted((data / BACKUP).glob("*.tar.gz"))
    teksten = (client_id, masker(client_id))
    gedaan.over = [pad for pad in _bestanden(data, landing) if _staat_in(pad, teksten)]
    # what is compressed does not show its bytes
    if warehouse.exists() and _staat_in_magazijn(warehouse, teksten):
        gedaan.over.append(warehouse)
    return gedaan


def verwijder(con: duckdb.DuckDBPyConnection, verloop: Path, client_id: str, rijen: Counter[str]) -> None:
    """Take a person out of raw and the ledger, and drop what a night makes; counts what went in `rijen`. Their bytes
    stay in the file until `herschrijf`."""
    eigen, berichten = _toewijzingen(con, client_id), _berichten(con, client_id)
    # before the warehouse: it says which toewijzingen are the person's
    rijen["bevindingen in het verloop"] += _uit_verloop(verloop, client_id, eigen, berichten)
    _uit_magazijn(con, client_id, eigen, rijen)


def _kolommen(con: duckdb.DuckDBPyConnection, schema: str) -> dict[str, dict[str, str]]:
    gevonden: dict[str, dict[str, str]] = {}
    for tabel, kolom, soort in con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = ? ORDER BY ALL", [schema]
    ).fetchall():
        gevonden.setdefault(tabel, {})[kolom] = soort
    return gevonden


def _toewijzingen(con: duckdb.DuckDBPyConnection, client_id: str) -> list[Toewijzing]:
    """(wet, gemeente_code, toewijzingnummer) of this person. A number in another message counts when no message has it
    with somebody else: providers mistype them, and nothing of others may go."""
    delen = [
        f"SELECT bericht.wet, unnest([afzender, ontvanger]) AS gemeente_code, toewijzingnummer, client_id,"
        f" {tabel == 'b301_toegewezen_product'} AS is_toewijzing FROM raw.{tabel} JOIN raw.bericht"
        " USING (bestand_id, bericht_id) WHERE toewijzingnummer IS NOT NULL"
        for tabel, kolommen in _kolommen(con, "raw").items()
        if {"client_id", "toewijzingnummer", "bestand_id"} <= kolommen.keys()
    ]
    if not delen:
        return []
    return con.execute(
        f"""
        SELECT wet, gemeente_code, toewijzingnummer FROM ({" UNION ALL ".join(delen)})
        -- the other party is a provider, with a code of eight
        WHERE length(gemeente_code) = 4
        GROUP BY ALL
        HAVING bool_or(client_id = $client AND is_toewijzing)
            OR bool_and(client_id IS NOT DISTINCT FROM $client)
        ORDER BY ALL
        """,
        {"client": client_id},
    ).fetchall()


def _berichten(con: duckdb.DuckDBPyConnection, client_id: str) -> list[str]:
    """bericht_id of the messages that are about this person and nobody else."""
    delen = [
        f"SELECT bericht_id, client_id FROM raw.{tabel}"
        for tabel, kolommen in _kolommen(con, "raw").items()
        if {"client_id", "bericht_id"} <= kolommen.keys()
    ]
    if not delen:
        return []
    return [
        rij[0]
        for rij in con.execute(
            f"SELECT bericht_id FROM ({' UNION ALL '.join(delen)}) GROUP BY bericht_id"
            " HAVING bool_and(client_id IS NOT DISTINCT FROM $client)",
            {"client": client_id},
        ).fetchall()
    ]


def _uit_verloop(map_: Path, client_id: str, eigen: list[Toewijzing], berichten: list[str]) -> int:
    """Write every ledger again without the findings on this person; how many rows went."""
    weg = 0
    paden = sorted(map_.glob("*.parquet")) if map_.is_dir() else []
    for pad in paden:
        with duckdb.connect() as con, tempfile.TemporaryDirectory(prefix=".bouw-", dir=map_) as bouw:
            con.execute("CREATE TABLE eigen (wet VARCHAR, gemeente_code VARCHAR, toewijzingnummer VARCHAR)")
            con.execute("CREATE TABLE bericht (bericht_id VARCHAR)")
            if eigen:
                con.executemany("INSERT INTO eigen VALUES (?, ?, ?)", eigen)
            if berichten:
                con.executemany("INSERT INTO bericht VALUES (?)", [[een] for een in berichten])
            con.execute("CREATE TABLE oud AS SELECT * FROM read_parquet(?)", [str(pad)])
            tekst = [k for k, soort in _kolommen(con, "main")["oud"].items() if soort == "VARCHAR"]
            noemt = " OR ".join(f"contains({kolom}, $masker) OR contains({kolom}, $client)" for kolom in tekst)
            con.execute(
                f"""
                CREATE TABLE nieuw AS SELECT * FROM oud
                WHERE NOT (
                    coalesce({noemt}, FALSE)
                    OR EXISTS (FROM bericht WHERE bericht.bericht_id = oud.bericht_id)
                    OR EXISTS (
                        FROM eigen WHERE eigen.wet = oud.wet AND eigen.gemeente_code = oud.gemeente_code
                            AND eigen.toewijzingnummer = oud.toewijzingnummer
                    )
                )
                """,
                {"masker": masker(client_id), "client": client_id},
            )
            minder = _aantal(con, "SELECT (SELECT count(*) FROM oud) - (SELECT count(*) FROM nieuw)")
            if minder:
                half = Path(bouw) / pad.name
                con.execute(f"COPY (FROM nieuw ORDER BY ALL) TO '{_pad(half)}' (FORMAT parquet)")
                half.replace(pad)
                weg += minder
    return weg


def trek_in(publicatie: Path) -> list[str]:
    """Take away what is published for those who may see persons, with the versions that were kept; for whom."""
    if not publicatie.is_dir():
        return []
    plekken = []
    for doelgroep in _MET_PERSONEN:
        plek = publicatie / doelgroep
        for een in (plek,) if plek.is_symlink() else sorted(plek.glob("*")):
            if een.is_symlink():
                een.unlink()
                plekken.append(een.relative_to(publicatie).as_posix())
    for versie in sorted((publicatie / _VERSIES).glob("*")) + sorted((publicatie / _VERSIES).glob(".*")):
        # a build that was broken off does not say for whom it was
        if versie.name.startswith((".", *(f"{doelgroep}-" for doelgroep in _MET_PERSONEN))):
            shutil.rmtree(versie)
    return plekken


def _uit_magazijn(con: duckdb.DuckDBPyConnection, client_id: str, eigen: list[Toewijzing], rijen: Counter[str]) -> None:
    """Delete the person's rows from raw and everything that a night makes from it, in one transaction."""
    tabellen = _kolommen(con, "raw")
    con.execute("CREATE TEMP TABLE eigen (wet VARCHAR, gemeente_code VARCHAR, toewijzingnummer VARCHAR)")
    con.execute("CREATE TEMP TABLE weg (bestand_id VARCHAR, bericht_id VARCHAR, niveau VARCHAR, positie INTEGER)")
    if eigen:
        con.executemany("INSERT INTO eigen VALUES (?, ?, ?)", eigen)
    con.execute("BEGIN")
    try:
        for (schema,) in con.execute(
            "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database()"
            " AND NOT internal AND schema_name NOT IN ('raw', 'main')"
        ).fetchall():
            con.execute(f'DROP SCHEMA "{schema}" CASCADE')
        # before they go: what these messages say of themselves as a whole cannot be added up any more
        berichten = " UNION ".join(
            f"SELECT bericht_id FROM raw.{tabel} WHERE client_id = $client"
            for tabel, kolommen in tabellen.items()
            if {"client_id", "bericht_id"} <= kolommen.keys()
        )
        if berichten:
            con.execute("CREATE TABLE IF NOT EXISTS raw.weggelaten (bericht_id VARCHAR)")
            con.execute(f"INSERT INTO raw.weggelaten {berichten}", {"client": client_id})
        for tabel, kolommen in tabellen.items():
            if "client_id" in kolommen:
                if {"bestand_id", "bericht_id", "positie"} <= kolommen.keys():
                    # the level of a retourcode is the name of the table without its message
                    con.execute(
                        f"INSERT INTO weg SELECT bestand_id, bericht_id, ?, positie FROM raw.{tabel}"
                        " WHERE client_id = ?",
                        [tabel.partition("_")[2], client_id],
                    )
                rijen[_soort(tabel)] += _aantal(con, f"DELETE FROM raw.{tabel} WHERE client_id = ?", [client_id])
            elif {"wet", "gemeente_code", "toewijzingnummer"} <= kolommen.keys() and tabel != "vorig_verloop":
                rijen[_soort(tabel)] += _aantal(
                    con,
                    f"DELETE FROM raw.{tabel} AS t USING eigen AS e WHERE t.wet = e.wet"
                    " AND t.gemeente_code = e.gemeente_code AND t.toewijzingnummer = e.toewijzingnummer",
                )
        if "retourcode" in tabellen:
            rijen["records in berichten"] += _aantal(
                con,
                "DELETE FROM raw.retourcode AS r USING weg WHERE r.bestand_id = weg.bestand_id"
                " AND r.bericht_id = weg.bericht_id AND r.niveau = weg.niveau AND r.ouder_positie = weg.positie",
            )
        # every night fills it again, from the ledger
        if "vorig_verloop" in tabellen:
            con.execute("DELETE FROM raw.vorig_verloop")
        for tabel, kolommen in tabellen.items():
            rijen["teksten met een verwijzing"] += _wis_masker(con, tabel, kolommen, masker(client_id))
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def _wis_masker(con: duckdb.DuckDBPyConnection, tabel: str, kolommen: dict[str, str], oud: str) -> int:
    """Where the person's number stood in a text, a name of a file or as a number: the mask of nobody."""
    namen = [kolom for kolom, soort in kolommen.items() if soort == "VARCHAR"]
    if not namen:
        return 0
    zet = ", ".join(f'"{kolom}" = replace("{kolom}", $oud, $nieuw)' for kolom in namen)
    waar = " OR ".join(f'contains("{kolom}", $oud)' for kolom in namen)
    return _aantal(con, f"UPDATE raw.{tabel} SET {zet} WHERE {waar}", {"oud": oud, "nieuw": MASKER_VERGETEN})


def _soort(tabel: str) -> str:
    if tabel.startswith("ref_"):
        return "rijen in tabellen van de gemeente"
    return "regels in uitkomstbestanden" if tabel.startswith("uitkomst_") else "records in berichten"


def herschrijf(warehouse: Path) -> None:
    """The same rows in a new file: in the old one deleted rows stay until their place is used again."""
    with tempfile.TemporaryDirectory(prefix=".half-", dir=warehouse.parent) as bouw:
        nieuw = Path(bouw) / warehouse.name
        with duckdb.connect() as con:
            con.execute(f"ATTACH '{_pad(warehouse)}' AS oud (READ_ONLY); ATTACH '{_pad(nieuw)}' AS nieuw")
            con.execute("COPY FROM DATABASE oud TO nieuw; CHECKPOINT nieuw; DETACH nieuw; DETACH oud")
        with nieuw.open("rb+") as bestand:
            os.fsync(bestand.fileno())
        nieuw.replace(warehouse)
    Path(f"{warehouse}.wal").unlink(missing_ok=True)
    shutil.rmtree(f"{warehouse}.tmp", ignore_errors=True)


def _bestanden(data: Path, landing: Path) -> Iterator[Path]:
    for hier, mappen, namen in os.walk(data):
        mappen[:] = sorted(naam for naam in mappen if Path(hier, naam) not in (landing, data / BACKUP))
        yield from (pad for naam in sorted(namen) if (pad := Path(hier, naam)).is_file() and not pad.is_symlink())


def _staat_in(pad: Path, teksten: tuple[str, ...]) -> bool:
    with pad.open("rb") as bestand:
        if not os.fstat(bestand.fileno()).st_size:
            return False
        with mmap.mmap(bestand.fileno(), 0, access=mmap.ACCESS_READ) as inhoud:
            return any(inhoud.find(tekst.encode()) >= 0 for tekst in teksten)


def _staat_in_magazijn(warehouse: Path, teksten: tuple[str, ...]) -> bool:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for schema, tabel, namen in con.execute(
            "SELECT schema_name, table_name, list(column_name) FROM duckdb_columns()"
            " WHERE NOT internal AND data_type = 'VARCHAR' GROUP BY ALL"
        ).fetchall():
            kolommen = ", ".join(f'"{naam}"' for naam in namen)
            alles = f"concat_ws(' ', {kolommen})"
            waar = " OR ".join(f"contains({alles}, ?)" for _ in teksten)
            if _aantal(con, f'SELECT count(*) FROM "{schema}"."{tabel}" WHERE {waar}', teksten):
                return True
    return False


def _pad(pad: Path) -> str:
    return str(pad).replace("'", "''")


def _aantal(con: duckdb.DuckDBPyConnection, vraag: str, waarden: object = None) -> int:
    gevonden = con.execute(vraag, waarden).fetchone()
    return int(gevonden[0]) if gevonden else 0
