"""The raw schema in DuckDB: its tables, made from the catalogue, and the writing of one batch in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from peilstok.berichten.catalogus import Catalogus
from peilstok.berichten.extractie import tabellen
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.beoordelen import Gelezen, Oordeel
from peilstok.laden.bronnen import UITKOMSTEN

GELADEN, DUBBEL, QUARANTAINE = "geladen", "dubbel", "quarantaine"

# Raised when more is kept of a refused file than before, so that a warehouse of then judges those anew: 2 = the header.
_BEWAARD = 2

# Raw tables that are the loader's own, beside those the catalogue describes.
_EIGEN: dict[str, dict[str, str]] = {
    "bestand": {
        "bestand_id": "VARCHAR",
        "pad": "VARCHAR",
        "lid": "VARCHAR",
        "bytes": "BIGINT",
        "status": "VARCHAR",
        "reden": "VARCHAR",
        "regel": "INTEGER",
        "geladen_op": "TIMESTAMP",
        "wet": "VARCHAR",
        "berichttype": "VARCHAR",
        "afzender": "VARCHAR",
        "identificatie": "VARCHAR",
        "bericht_id": "VARCHAR",
        "opgelost_door": "VARCHAR",
        "ongelezen": "BOOLEAN",
        "pad_hash": "VARCHAR",
        "inhoud_hash": "VARCHAR",
        "kenmerk_hash": "VARCHAR",
        "release": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "dagtekening": "DATE",
    },
    "bekend": {
        "pad_hash": "VARCHAR",
        "bytes": "BIGINT",
        "mtime_ns": "BIGINT",
        "catalogus_versie": "VARCHAR",
        "opnieuw": "BOOLEAN",
    },
    "weggelaten": {"bericht_id": "VARCHAR"},
    "publicatie_log": {
        "moment": "TIMESTAMP",
        "account": "VARCHAR",
        "doelgroep": "VARCHAR",
        "uitkomst": "VARCHAR",
        "peildatum": "DATE",
        "kennisdatum": "DATE",
        "versie": "VARCHAR",
        "bestanden": "INTEGER",
        "bytes": "BIGINT",
        "manifest_sha256": "VARCHAR",
    },
    "uitkomst_bestand": {
        "bestand_id": "VARCHAR",
        "pad_hash": "VARCHAR",
        "bytes": "BIGINT",
        "mtime_ns": "BIGINT",
        "inhoud_hash": "VARCHAR",
        "versie": "VARCHAR",
        "is_goed": "BOOLEAN",
        "aanlevering_id": "VARCHAR",
    },
    "uitkomst_aanlevering": {
        "aanlevering_id": "VARCHAR",
        "is_proef": "BOOLEAN",
        "is_goed": "BOOLEAN",
        "layout": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "verslagjaar": "VARCHAR",
        "periode": "VARCHAR",
        "periode_begin": "DATE",
        "periode_eind": "DATE",
        "aanleverdatum": "DATE",
        "volgnummer": "VARCHAR",
        "regels_aantal": "INTEGER",
        "fouten_aantal": "INTEGER",
    },
    "uitkomst_fout": {
        "aanlevering_id": "VARCHAR",
        "regel": "INTEGER",
        "kolom": "VARCHAR",
        "reden": "VARCHAR",
    },
    "uitkomst_regel": {
        "aanlevering_id": "VARCHAR",
        "regel": "INTEGER",
        "client_id": "VARCHAR",
        "persoon_hash": "VARCHAR",
        "is_test_bsn": "BOOLEAN",
        "geslacht": "VARCHAR",
        "geboortemaand": "DATE",
        "pc4": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "verwijzer": "VARCHAR",
        "hulpvorm": "VARCHAR",
        "is_crisis": "BOOLEAN",
        "datum_aanvang": "DATE",
        "datum_einde": "DATE",
        "reden_beeindiging": "VARCHAR",
        "productcategorie": "VARCHAR",
        "profiel": "VARCHAR",
        "perspectief": "VARCHAR",
        "zorgvraagzwaarte": "VARCHAR",
        "complexiteit": "VARCHAR",
        "informant": "VARCHAR",
        "meetdatum": "DATE",
        "tevredenheid": "INTEGER",
        "zonder_hulp": "VARCHAR",
        "zonder_hulp_schaal": "VARCHAR",
        "doelrealisatie": "VARCHAR",
    },
    "sleutel": {"vingerafdruk": "VARCHAR", "masker": "INTEGER"},
    "gemaakt": {"tabel": "VARCHAR", "kolom": "VARCHAR"},
    "vorm": {"vorm": "INTEGER"},
    "bevroren_plekken": {
        "moment": "DATE",
        "soort": "VARCHAR",
        "wet": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "productcode": "VARCHAR",
        "maand": "DATE",
        "plekken_ytd": "DOUBLE",
        "realisatie_ytd_eur": "DECIMAL(18,2)",
        "voorschot_ytd_eur": "DECIMAL(18,2)",
    },
    "bevroren_uitgaven": {
        "moment": "DATE",
        "soort": "VARCHAR",
        "wet": "VARCHAR",
        "zorgterrein": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "maand": "DATE",
        "gedeclareerd_tot": "DATE",
        "realisatie_ytd_eur": "DECIMAL(18,2)",
        "prognose_ytd_eur": "DECIMAL(18,2)",
    },
    "bevroren_stoplicht": {
        "kennisdatum": "DATE",
        "kpi": "VARCHAR",
        "wet": "VARCHAR",
        "perceel": "VARCHAR",
        "zorgterrein": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "periode": "VARCHAR",
        "waarde": "DOUBLE",
        "kleur": "VARCHAR",
    },
    "bevroren_budgetplafond": {
        "moment": "DATE",
        "soort": "VARCHAR",
        "jaar": "INTEGER",
        "wet": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "zorgterrein": "VARCHAR",
        "tot_en_met_maand": "DATE",
        "gedeclareerd_tot": "DATE",
        "budgetplafond_eur": "DECIMAL(18,2)",
        "bandbreedte_pct": "DOUBLE",
        "realisatie_ytd_eur": "DECIMAL(18,2)",
        "uitputting_pct": "DOUBLE",
        "verplicht_eur": "DECIMAL(18,2)",
        "jaareinde_lineair_eur": "DECIMAL(18,2)",
        "jaareinde_toegewezen_eur": "DECIMAL(18,2)",
        "jaareinde_pct": "DOUBLE",
        "bandbreedte_signaal": "VARCHAR",
    },
    "bevroren_jaarplekken": {
        "moment": "DATE",
        "jaar": "INTEGER",
        "wet": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "productcode": "VARCHAR",
        "tot_en_met_maand": "DATE",
        "betaling": "VARCHAR",
        "afgesproken_plekken": "DECIMAL(18,4)",
        "zorgdagen": "BIGINT",
        "plekken": "DOUBLE",
        "prijs_eur": "DECIMAL(18,2)",
        "realisatie_eur": "DECIMAL(18,2)",
        "voorschot_eur": "DECIMAL(18,2)",
        "saldo_eur": "DECIMAL(18,2)",
        "zorgdagen_zonder_prijs": "BIGINT",
        "voorlopig": "BOOLEAN",
        "onvolledig": "BOOLEAN",
    },
    "bevroren_jaarresultaat": {
        "moment": "DATE",
        "jaar": "INTEGER",
        "kpi": "VARCHAR",
        "maat": "VARCHAR",
        "naam": "VARCHAR",
        "is_termijn": "BOOLEAN",
        "wet": "VARCHAR",
        "perceel": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "waarde": "DOUBLE",
        "teller": "DOUBLE",
        "noemer": "DOUBLE",
        "norm": "DOUBLE",
        "bandbreedte": "DOUBLE",
        "richting": "VARCHAR",
        "norm_bron": "VARCHAR",
        "kleur": "VARCHAR",
        "geen_kleur": "VARCHAR",
        "voorlopig": "BOOLEAN",
        "onvolledig": "BOOLEAN",
    },
    "vorig_verloop": {
        "stand": "DATE",
        "bevinding_id": "VARCHAR",
        "regel": "VARCHAR",
        "wet": "VARCHAR",
        "gemeente_code": "VARCHAR",
        "aanbieder_agb": "VARCHAR",
        "bericht_id": "VARCHAR",
        "identificatie": "VARCHAR",
        "toewijzingnummer": "VARCHAR",
        "omschrijving": "VARCHAR",
        "dagtekening": "DATE",
        "status": "VARCHAR",
        "eerst_gezien": "DATE",
        "open_sinds": "DATE",
        "laatst_gezien": "DATE",
        "hersteld_op": "DATE",
    },
    "instelling": {
        "peildatum": "DATE",
        "kennisdatum": "DATE",
        "historie_vanaf": "DATE",
        "historie_tot": "DATE",
        "aansluit_dagen": "INTEGER",
        "recidive_maanden": "INTEGER",
        "test_bsn": "VARCHAR",
    },
}


# What every night fills again from elsewhere, or can do without: all else holds what came in, and that may be gone.
_HERMAAKBAAR = {
    naam for naam in _EIGEN if naam not in ("bestand", "sleutel", "gemaakt") and not naam.startswith("uitkomst_")
}

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


class MagazijnBeschadigd(RuntimeError):
    """Something that was loaded is not there any more; what is built on it would be empty without anyone noticing."""

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"Het magazijn is beschadigd: {wat}. Zet een back-up van het magazijn terug. Is die er niet, haal het"
            " magazijn dan weg uit PEILSTOK_DATA: de volgende nacht maakt een nieuw, uit alles wat dan nog in de"
            " landingsmap ligt."
        )


class SleutelAfwijking(RuntimeError):
    """The warehouse was filled under another key; its pseudonyms would not match."""


@dataclass(frozen=True)
class BekendBestand:
    """A file that was read to its end.

    `goed` and `fout` are the smallest bestand_id of what was good in it and of what was refused, None where there was
    nothing of the kind; `ongelezen` those of all that was refused before it was parsed.
    """

    pad_hash: str
    bytes: int
    mtime_ns: int
    goed: str | None
    fout: str | None
    ongelezen: tuple[str, ...]

    @property
    def opnieuw(self) -> bool:
        """Part of it was refused, so a newer catalogue judges it again."""
        return self.fout is not None


def bekend_sleutel(pad_hash: str, omvang: int, mtime_ns: int) -> bytes:
    """16 bytes that stand for a file as it was seen; the same as `Opslag.bekend` makes in the database."""
    return hashlib.md5(f"{pad_hash} {omvang} {mtime_ns}".encode(), usedforsecurity=False).digest()


def tabel_van(naam: str, rijen: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of a raw table of the loader's own, by column, to insert BY NAME."""
    return pa.table(
        {
            kolom: pa.array([rij[kolom] for rij in rijen], _ARROW[soort])
            for kolom, soort in _EIGEN[naam].items()
            if not rijen or kolom in rijen[0]
        }
    )


def berichtschema(catalogus: Catalogus) -> dict[str, dict[str, str]]:
    """Columns and SQL types of every raw table but the reference tables, by its name in schema raw."""
    gewenst = dict(_EIGEN)
    for tabel in tabellen(catalogus).values():
        gewenst[tabel.naam] = {kolom: tabel.sql_type(kolom) for kolom in tabel.kolommen}
    return gewenst


def _aanwezig(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Columns per table of schema raw."""
    gevonden: dict[str, set[str]] = {}
    for naam, kolom in con.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'raw'"
    ).fetchall():
        gevonden.setdefault(naam, set()).add(kolom)
    return gevonden


def controleer_magazijn(con: duckdb.DuckDBPyConnection) -> None:
    """MagazijnBeschadigd when a table or column of what came in is gone, or when the messages are. Changes nothing.

    A file that was read is known and not read again, so a table made anew would stay empty.
    """
    aanwezig = _aanwezig(con)
    if "gemaakt" not in aanwezig:
        # a new warehouse, or one of before this was kept
        return
    for tabel, kolom in con.execute("SELECT tabel, kolom FROM raw.gemaakt ORDER BY ALL").fetchall():
        if tabel not in aanwezig:
            raise MagazijnBeschadigd(f"tabel raw.{tabel} ontbreekt")
        if kolom not in aanwezig[tabel]:
            raise MagazijnBeschadigd(f"kolom {kolom} van tabel raw.{tabel} ontbreekt")
    leeg = con.execute(
        "SELECT EXISTS (FROM raw.bestand WHERE status = ? AND split_part(pad, '/', 1) <> ?) "
        "AND NOT EXISTS (FROM raw.bericht)",
        [GELADEN, UITKOMSTEN],
    ).fetchone()
    if leeg == (True,):
        raise MagazijnBeschadigd("tabel raw.bericht is leeg, terwijl er berichten geladen zijn")


def maak_schema(con: duckdb.DuckDBPyConnection, catalogus: Catalogus) -> None:
    """Create every raw table that is not there yet, and add columns that a newer catalogue lands. MagazijnBeschadigd
    (and nothing changes) when one that was made before is gone."""
    controleer_magazijn(con)
    gewenst = berichtschema(catalogus)
    con.execute("BEGIN")
    con.execute("CREATE SCHEMA IF NOT EXISTS raw")
    aanwezig = _aanwezig(con)
    for naam, kolommen in gewenst.items():
        if naam not in aanwezig:
            con.execute(f"CREATE TABLE raw.{naam} ({', '.join(f'{k} {soort}' for k, soort in kolommen.items())})")
            continue
        for kolom in kolommen.keys() - aanwezig[naam]:
            con.execute(f"ALTER TABLE raw.{naam} ADD COLUMN {kolom} {kolommen[kolom]}")
    blijvend = [(naam, kolom) for naam in gewenst if naam not in _HERMAAKBAAR for kolom in gewenst[naam]]
    nu = pa.table(dict(zip(("tabel", "kolom"), map(pa.array, zip(*blijvend, strict=True)), strict=True)))
    con.execute("INSERT INTO raw.gemaakt SELECT * FROM nu EXCEPT FROM raw.gemaakt")
    del nu
    con.execute("COMMIT")


def controleer_sleutel(con: duckdb.DuckDBPyConnection, pseudoniem: Pseudonimiseerder) -> None:
    """After `maak_schema`: note the key's fingerprint on the first night; SleutelAfwijking later with another key."""
    gevonden = con.execute("SELECT vingerafdruk FROM raw.sleutel").fetchone()
    if gevonden is None:
        con.execute("INSERT INTO raw.sleutel (vingerafdruk) VALUES (?)", [pseudoniem.vingerafdruk])
    elif gevonden[0] != pseudoniem.vingerafdruk:
        raise SleutelAfwijking(
            "PEILSTOK_SLEUTEL is een andere dan waarmee dit warehouse is gevuld. "
            "Gebruik de oude sleutel, of begin met een lege PEILSTOK_DATA."
        )


# What the database is told while it is filled (docs/besluiten/0007).
_LAADINSTELLINGEN = {
    # Half of what a text column costs at a checkpoint is trying FSST, for a fifth of its size.
    "disabled_compression_methods": "fsst",
    # A checkpoint rewrites the unfinished row groups of every table it touches: rarely, then.
    "wal_autocheckpoint": "128MB",
    # Small inserts gain nothing from a second thread, and it spins: 50 against 33 us per message in this process.
    "threads": "1",
    # Together with what Python holds the loading process stays under 400 MB, however much there is to load.
    "memory_limit": "96MB",
}


@contextmanager
def laadinstellingen(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Settings for filling a database file: little memory and cheap checkpoints, the last one at the end.

    Afterwards they are what they were before. A database in memory has neither checkpoints nor room to give.
    """
    is_bestand = con.execute("SELECT path IS NOT NULL FROM duckdb_databases() WHERE database_name = current_database()")
    if is_bestand.fetchone() != (True,):
        yield
        return
    vraag = f"SELECT {', '.join(f'current_setting({naam!r})' for naam in _LAADINSTELLINGEN)}"
    gevonden = con.execute(vraag).fetchone()
    assert gevonden is not None
    try:
        for naam, waarde in _LAADINSTELLINGEN.items():
            con.execute(f"SET {naam} = '{waarde}'")
        yield
        con.execute("CHECKPOINT")
    finally:
        for naam, waarde in zip(_LAADINSTELLINGEN, gevonden, strict=True):
            con.execute(f"SET {naam} = '{waarde}'")


class Opslag:
    """Writes batches into schema raw over a connection that its caller owns."""

    def __init__(self, con: duckdb.DuckDBPyConnection, catalogus: Catalogus) -> None:
        self._con = con
        self._versie = f"{catalogus.versie}-{_BEWAARD}"
        maak_schema(con, catalogus)

    def bekend(self) -> set[bytes]:
        """`bekend_sleutel` of the files that need not be read again under this catalogue.

        Digests and not the facts themselves, and fetched in parts: a million files take 100 MB and not 300.
        """
        rijen = self._con.execute(
            "SELECT unhex(md5(concat_ws(' ', pad_hash, bytes, mtime_ns))) FROM raw.bekend "
            "WHERE NOT opnieuw OR catalogus_versie = ?",
            [self._versie],
        )
        sleutels: set[bytes] = set()
        while deel := rijen.fetchmany(10_000):
            sleutels.update(sleutel for (sleutel,) in deel)
        return sleutels

    def bewaar(self, oordeel: Oordeel, uitgelezen: Sequence[BekendBestand]) -> list[Gelezen]:
        """Commit a batch and the files that end in it; returns what was new, with its final status. All or nothing."""
        self._con.execute("BEGIN")
        try:
            nieuw, is_opnieuw = self._beslis(oordeel.gelezen)
            self._schrijf_bestanden(nieuw, is_opnieuw)
            self._schrijf_rijen(oordeel, {g.bestand_id for g in nieuw if g.status == GELADEN})
            self._onthoud_weggelaten([g.bericht_id for g in nieuw if g.status == GELADEN and g.weggelaten])
            self._ruim_op(uitgelezen)
            self._onthoud(uitgelezen)
        except BaseException:
            self._con.execute("ROLLBACK")
            raise
        self._con.execute("COMMIT")
        return nieuw

    def _beslis(self, gelezen: Sequence[Gelezen]) -> tuple[list[Gelezen], bool]:
        """Which entries are new, and whether each is loaded, a duplicate or quarantined (contract chapter 6); and
        whether any of them has a line already.
        """
        ids = pa.table({"id": pa.array([g.bestand_id for g in gelezen], pa.string())})
        hashes = pa.table({"h": pa.array([g.inhoud_hash for g in gelezen], pa.string())})
        eerder: dict[str, str] = dict(
            self._con.execute("SELECT bestand_id, status FROM raw.bestand SEMI JOIN ids ON bestand_id = id").fetchall()
        )
        is_opnieuw = bool(eerder)
        # inhoud_hash -> (bestand_id, status) of the one that is not a duplicate itself.
        eerste: dict[str, tuple[str, str]] = {
            rij[0]: (rij[1], rij[2])
            for rij in self._con.execute(
                "SELECT inhoud_hash, bestand_id, status FROM raw.bestand SEMI JOIN hashes ON inhoud_hash = h "
                "WHERE status <> ?",
                [DUBBEL],
            ).fetchall()
        }
        del ids, hashes
        nieuw = []
        for g in gelezen:
            if eerder.get(g.bestand_id) == GELADEN or (eerder.get(g.bestand_id) == DUBBEL and g.reden):
                continue
            tweeling = eerste.get(g.inhoud_hash) if g.inhoud_hash else None
            if tweeling and tweeling[0] == g.bestand_id:
                tweeling = None
            # A copy of a refused file counts as a duplicate until a newer catalogue accepts its content.
            if tweeling and (tweeling[1] == GELADEN or g.reden):
                if eerder.get(g.bestand_id) == DUBBEL:
                    continue
                g.status = DUBBEL
            else:
                g.status = QUARANTAINE if g.reden else GELADEN
                if g.inhoud_hash:
                    eerste[g.inhoud_hash] = (g.bestand_id, g.status)
            eerder[g.bestand_id] = g.status
            nieuw.append(g)
        return nieuw, is_opnieuw

    def _schrijf_bestanden(self, nieuw: Sequence[Gelezen], is_opnieuw: bool) -> None:
        if not nieuw:
            return
        nu = datetime.now(UTC).replace(tzinfo=None)
        kolommen: dict[str, list[Any]] = {
            "bestand_id": [g.bestand_id for g in nieuw],
            "pad": [g.pad for g in nieuw],
            "lid": [g.lid for g in nieuw],
            "bytes": [g.bytes for g in nieuw],
            "status": [g.status for g in nieuw],
            "reden": [_reden(g) for g in nieuw],
            "regel": [g.regel if g.status == QUARANTAINE else None for g in nieuw],
            "geladen_op": [nu] * len(nieuw),
            "wet": [g.wet for g in nieuw],
            "berichttype": [g.berichttype for g in nieuw],
            "bericht_id": [g.bericht_id for g in nieuw],
            "pad_hash": [g.pad_hash for g in nieuw],
            "inhoud_hash": [g.inhoud_hash for g in nieuw],
            "afzender": [g.afzender for g in nieuw],
            "identificatie": [g.identificatie for g in nieuw],
            "kenmerk_hash": [g.kenmerk_hash for g in nieuw],
            "release": [g.release for g in nieuw],
            "gemeente_code": [g.gemeente_code for g in nieuw],
            "aanbieder_agb": [g.aanbieder_agb for g in nieuw],
            "dagtekening": [g.dagtekening for g in nieuw],
            # True or nothing: a column without values costs nothing, and the lines that have it are found at once.
            "ongelezen": [g.ongelezen or None for g in nieuw],
        }
        soorten = {
            "ongelezen": pa.bool_(),
            "bytes": pa.int64(),
            "regel": pa.int32(),
            "geladen_op": pa.timestamp("us"),
            "dagtekening": pa.date32(),
        }
        regels = pa.table({k: pa.array(v, soorten.get(k, pa.string())) for k, v in kolommen.items()})
        if is_opnieuw:
            # A file judged anew replaces its old line.
            self._con.execute("DELETE FROM raw.bestand USING regels WHERE raw.bestand.bestand_id = regels.bestand_id")
        self._con.execute("INSERT INTO raw.bestand BY NAME SELECT * FROM regels")
        del regels

    def los_op(self) -> None:
        """Settle refused lines whose message came anew and was accepted: by its own identity, with the same bytes
        (under a name that says what it is, or judged by a newer catalogue), or on the same place.

        `opgelost_door` is the smallest bestand_id of those, so it does not depend on the order of arrival.
        """
        self._con.execute(
            """
            UPDATE raw.bestand SET opgelost_door = goed.bestand_id
            FROM (
                SELECT fout_id, min(goed_id) AS bestand_id
                FROM (
                    SELECT fout.bestand_id AS fout_id, goed.bestand_id AS goed_id
                    FROM raw.bestand AS fout JOIN raw.bestand AS goed USING (kenmerk_hash)
                    WHERE fout.status = 'quarantaine' AND goed.status = 'geladen'
                    UNION ALL
                    SELECT fout.bestand_id, goed.bestand_id
                    FROM raw.bestand AS fout JOIN raw.bestand AS goed USING (inhoud_hash)
                    WHERE fout.status = 'quarantaine' AND goed.status = 'geladen'
                    UNION ALL
                    SELECT fout.bestand_id, goed.bestand_id
                    FROM raw.bestand AS fout JOIN raw.bestand AS goed USING (pad_hash, lid)
                    -- the place only says something where the message itself could not be read, and names in archives
                    -- come back every week
                    WHERE fout.status = 'quarantaine' AND goed.status = 'geladen' AND lid = ''
                        AND fout.kenmerk_hash IS NULL
                )
                GROUP BY fout_id
            ) AS goed
            WHERE raw.bestand.bestand_id = goed.fout_id AND raw.bestand.opgelost_door IS DISTINCT FROM goed.bestand_id
            """
        )

    def _schrijf_rijen(self, oordeel: Oordeel, geladen: set[str]) -> None:
        """Insert the rows of the files that are loaded; a duplicate's rows are left out."""
        goed = sum(1 for g in oordeel.gelezen if g.reden is None)
        filter_ = "" if goed == len(geladen) else " SEMI JOIN ids USING (bestand_id)"
        ids = pa.table({"bestand_id": pa.array(sorted(geladen), pa.string())})
        # DuckDB finds the table by the name of the variable.
        for naam, partij in oordeel.tabellen.items():  # noqa: B007
            self._con.execute(f"INSERT INTO raw.{naam} BY NAME SELECT * FROM partij{filter_}")
        del ids

    def _onthoud_weggelaten(self, bericht_ids: Sequence[str | None]) -> None:
        """Messages of which somebody was left out: what they say of themselves as a whole cannot be added up."""
        if bericht_ids:
            self._con.executemany("INSERT INTO raw.weggelaten VALUES (?)", [[een] for een in bericht_ids])

    def _ruim_op(self, bekend: Sequence[BekendBestand]) -> None:
        """Settle what could not be read in these files when they were delivered before and is not in them any more.

        Lines without bytes (locked, gone, a link) go. The others point at what came instead, if possible something
        good; so does the line that they were a duplicate of, but then only at something good.
        """
        if not bekend:
            return
        klaar = pa.table(
            {
                "pad_hash": pa.array([b.pad_hash for b in bekend], pa.string()),
                "door": pa.array([b.goed or b.fout for b in bekend], pa.string()),
                "is_goed": pa.array([b.goed is not None for b in bekend], pa.bool_()),
            }
        )
        gezien = pa.table({"id": pa.array([i for b in bekend for i in b.ongelezen], pa.string())})
        self._con.execute(
            "DELETE FROM raw.bestand WHERE inhoud_hash IS NULL AND pad_hash IN (SELECT pad_hash FROM klaar) "
            "AND bestand_id NOT IN (SELECT id FROM gezien)"
        )
        opvolgers = self._con.execute(
            """
            SELECT oud.inhoud_hash, min(klaar.door)
            FROM raw.bestand AS oud JOIN klaar USING (pad_hash)
            WHERE oud.ongelezen AND oud.bestand_id NOT IN (SELECT id FROM gezien)
                AND (oud.status = 'quarantaine' OR klaar.is_goed)
            GROUP BY oud.inhoud_hash
            """
        ).fetchall()
        del klaar, gezien
        # Almost never any, and an update looks through the whole table.
        if not opvolgers:
            return
        opvolger = pa.table(dict(zip(("inhoud_hash", "door"), zip(*opvolgers, strict=True), strict=True)))
        self._con.execute(
            """
            UPDATE raw.bestand SET opgelost_door = opvolger.door FROM opvolger
            WHERE raw.bestand.inhoud_hash = opvolger.inhoud_hash AND raw.bestand.status = 'quarantaine'
                AND raw.bestand.ongelezen AND raw.bestand.opgelost_door IS NULL
            """
        )
        del opvolger

    def _onthoud(self, rijen: Sequence[BekendBestand]) -> None:
        if not rijen:
            return
        nu = pa.table(
            {
                "pad_hash": pa.array([b.pad_hash for b in rijen], pa.string()),
                "bytes": pa.array([b.bytes for b in rijen], pa.int64()),
                "mtime_ns": pa.array([b.mtime_ns for b in rijen], pa.int64()),
                "catalogus_versie": pa.array([self._versie] * len(rijen), pa.string()),
                "opnieuw": pa.array([b.opnieuw for b in rijen], pa.bool_()),
            }
        )
        self._con.execute("DELETE FROM raw.bekend USING nu WHERE raw.bekend.pad_hash = nu.pad_hash")
        self._con.execute("INSERT INTO raw.bekend BY NAME SELECT * FROM nu")
        del nu


def _reden(g: Gelezen) -> str | None:
    if g.status == DUBBEL:
        return "dezelfde inhoud is al eerder aangeleverd"
    return g.reden if g.status == QUARANTAINE else None
