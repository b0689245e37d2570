"""The publication in PostgreSQL, for Power BI, Excel and Tableau: per audience a schema and a role that may only read.

It holds what the audience's folder holds, no table, column or row more. A schema is made beside the one that is read
and swapped as a whole; its rows are visible to every reader at once (COPY FREEZE), also to one whose transaction began
before: who reads, reads one night."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import duckdb

from peilstok.motor.postgres import MotorFout, verbonden, vul_tabel
from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, DATATEAM, GEMEENTE, REGIO
from peilstok.rapport.definities import DICTIONARY
from peilstok.rapport.tabelbestand import lees_csv
from peilstok.sql import citeer, letterlijk

log = logging.getLogger("peilstok.nacht")

TOEPASSING = "peilstok-publicatie"
MERK = "Peilstok"
"""First word of the comment on a schema of ours; a schema without it is somebody else's and stays untouched."""
LEZER = "peilstok_lezer_"
_NIEUW, _VORIG = "_nieuw", "_vorig"
LOCK = "700ms"
"""Shorter than the second after which the server looks for a deadlock, and might end the reader."""
POGINGEN, RUST_SECONDEN = 30, 0.3


@dataclass(frozen=True)
class InPostgres:
    """What stands in PostgreSQL after this night, by the name of the audience; `weg` are schemas that were removed."""

    vernieuwd: list[str]
    gelijk: list[str]
    weg: list[str]


def publiceer_in_postgres(adres: str, publicatie: Path, patronen: Sequence[str]) -> InPostgres:
    """Put the folder of every audience that one of `patronen` fits (`datateam`, `gemeente/*`) in a schema of its name
    (`gemeente_0384`), and take away those of audiences that have none any more. What did not change is left alone.

    Raises MotorFout when the server cannot be reached, a schema of that name is not ours, or two tables of an audience
    would have one name; then all stays as it was."""
    mappen = dict(_mappen(publicatie, patronen))
    with verbonden(adres, toepassing=TOEPASSING) as con, con.cursor() as cursor, tempfile.TemporaryDirectory() as werk:
        # one publisher at a time, also from another machine
        cursor.execute("select pg_advisory_xact_lock(hashtext('peilstok-publicatie'))")
        staat = _schemas(cursor)
        for schema in [naam for naam in staat if naam.endswith(_NIEUW)]:
            cursor.execute(f"drop schema {citeer(schema)} cascade")
        vernieuwd, gelijk = [], []
        for doelgroep, map_ in mappen.items():
            schema, merk = _schema(doelgroep), f"{MERK} {map_.name}"
            if staat.get(schema) == merk:
                gelijk.append(doelgroep)
                continue
            _vul_schema(cursor, schema, map_, merk, Path(werk) / "tabel.csv")
            vernieuwd.append(doelgroep)
    weg = sorted(set(staat) - {_schema(doelgroep) for doelgroep in mappen})
    weg = [schema for schema in weg if not schema.endswith(_NIEUW) and _VORIG not in schema]
    for schema in [*map(_schema, vernieuwd), *weg]:
        _wissel(adres, schema, vervang=schema not in weg)
    _ruim_vorige_op(adres)
    return InPostgres(vernieuwd, gelijk, weg)


def _wissel(adres: str, schema: str, *, vervang: bool) -> None:
    """The step to the new schema. With its tables locked no question is halfway in it: one that names two tables would
    find the first in the old schema and the second in the new. Nobody waits longer than LOCK for that, and it gives way
    to who reads for long; after POGINGEN times it steps over without."""
    for poging in range(POGINGEN + 1):
        try:
            with verbonden(adres, toepassing=TOEPASSING) as con, con.cursor() as cursor:
                staat = _schemas(cursor)
                if schema in staat:
                    cursor.execute(f"set local lock_timeout = {letterlijk(LOCK)}")
                    if poging < POGINGEN:
                        cursor.execute("select tablename from pg_tables where schemaname = %s order by 1", (schema,))
                        namen = ", ".join(f"{citeer(schema)}.{citeer(naam)}" for (naam,) in cursor.fetchall())
                        cursor.execute(f"lock table {namen} in access exclusive mode")
                    cursor.execute(f"alter schema {citeer(schema)} rename to {citeer(_vrij(schema, staat))}")
                if vervang:
                    cursor.execute(f"alter schema {citeer(schema + _NIEUW)} rename to {citeer(schema)}")
            return
        except _lock_bezet():
            if poging == POGINGEN - 1:
                log.warning("  %s wordt lang gelezen: gewisseld zonder daarop te wachten", schema)
            time.sleep(RUST_SECONDEN)


def _lock_bezet() -> type[Exception]:
    import psycopg2.errors

    uit: type[Exception] = psycopg2.errors.LockNotAvailable
    return uit


def trek_in_postgres(adres: str) -> int:
    """Remove every schema that we published, old ones included; gives how many. Raises MotorFout."""
    with verbonden(adres, toepassing=TOEPASSING) as con, con.cursor() as cursor:
        namen = list(_schemas(cursor))
        for naam in namen:
            cursor.execute(f"drop schema {citeer(naam)} cascade")
    return len(namen)


def _mappen(publicatie: Path, patronen: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """(audience, the version that its folder leads to)."""
    plekken = [publicatie / naam for naam in (DATATEAM, REGIO)]
    for soort in (GEMEENTE, AANBIEDER, BACKOFFICE):
        plekken += sorted((publicatie / soort).glob("*")) if (publicatie / soort).is_dir() else []
    for plek in plekken:
        doelgroep = plek.relative_to(publicatie).as_posix()
        if plek.is_symlink() and any(fnmatchcase(doelgroep, patroon) for patroon in patronen):
            yield doelgroep, plek.resolve()


def _schema(doelgroep: str) -> str:
    return doelgroep.replace("/", "_").lower()


def _schemas(cursor: Any) -> dict[str, str]:
    """Our schemas with their comment: that of a version says what is in it."""
    cursor.execute(
        "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace"
        f" where obj_description(oid, 'pg_namespace') like {letterlijk(MERK + ' %')}"
    )
    return dict(cursor.fetchall())


def _vrij(schema: str, staat: Mapping[str, str]) -> str:
    """A name for what was there: the one of the night before may still be read."""
    nummer = 1
    while f"{schema}{_VORIG}{nummer}" in staat:
        nummer += 1
    return f"{schema}{_VORIG}{nummer}"


def _vul_schema(cursor: Any, schema: str, map_: Path, merk: str, werk: Path) -> None:
    cursor.execute("select 1 from pg_namespace where nspname = %s", (schema,))
    if cursor.fetchone() and schema not in _schemas(cursor):
        raise MotorFout(f"In PostgreSQL staat al een schema {schema} dat niet van Peilstok is; verplaats het.")
    nieuw = citeer(schema + _NIEUW)
    cursor.execute(f"create schema {nieuw}")
    cursor.execute(f"comment on schema {nieuw} is {letterlijk(merk)}")
    with duckdb.connect(str(map_ / "peilstok.duckdb"), read_only=True) as duck:
        tabellen = duck.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_schema in ('marts', 'kwaliteit') order by all"
        ).fetchall()
        namen = [naam for _, naam in tabellen]
        if len(set(namen)) < len(namen):
            raise MotorFout("Twee tabellen van marts en kwaliteit hebben een naam; in een schema kan dat niet.")
        for van, naam in tabellen:
            vul_tabel(cursor, duck, f"{citeer(van)}.{citeer(naam)}", f"{nieuw}.{citeer(naam)}", werk)
    _schrijf_toelichting(cursor, nieuw, map_ / DICTIONARY, {f"{van}.{naam}": naam for van, naam in tabellen})
    rol = LEZER + schema
    cursor.execute("select 1 from pg_roles where rolname = %s", (rol,))
    if not cursor.fetchone():
        # no login: a person or a service gets a login of their own and is made a member
        cursor.execute(f"create role {citeer(rol)} nologin")
    cursor.execute(f"grant usage on schema {nieuw} to {citeer(rol)}")
    cursor.execute(f"grant select on all tables in schema {nieuw} to {citeer(rol)}")


def _schrijf_toelichting(cursor: Any, schema: str, dictionary: Path, tabellen: Mapping[str, str]) -> None:
    for rij in lees_csv(dictionary):
        if rij["tabel"] not in tabellen:
            continue
        doel = f"{schema}.{citeer(tabellen[rij['tabel']])}"
        soort = f"column {doel}.{citeer(rij['kolom'])}" if rij["kolom"] else f"table {doel}"
        tekst = " ".join(filter(None, (rij["omschrijving"], rij["let_op"])))
        cursor.execute(f"comment on {soort} is {letterlijk(tekst)}")


def _ruim_vorige_op(adres: str) -> None:
    """What nobody reads any more goes now; the rest a night later."""
    with verbonden(adres, toepassing=TOEPASSING) as con, con.cursor() as cursor:
        namen = [naam for naam in _schemas(cursor) if _VORIG in naam]
    for naam in namen:
        try:
            with verbonden(adres, toepassing=TOEPASSING) as con, con.cursor() as cursor:
                cursor.execute(f"set lock_timeout = {letterlijk(LOCK)}")
                cursor.execute(f"drop schema {citeer(naam)} cascade")
        except Exception as fout:
            log.warning("  %s wordt nog gelezen en gaat een volgende nacht weg (%s)", naam, type(fout).__name__)
