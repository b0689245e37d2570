"""The privacy check at the border: no Bsn of a known client in any text of the warehouse.

A plain check, not a Great Expectations one: it runs over every schema at once and needs the key, which a SQL
expectation must not see. It yields the same `Controle`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import duckdb

from expectations.controle import MAX_SLEUTELS, Controle, Ernst, Sleutel
from expectations.vraag import SUITE_RAW, lees_kolommen

NUMMERKOLOMMEN = frozenset({"volume", "geleverd_volume", "budget"})
"""What is counted or paid (LDT_Volume, LDT_Budget and amounts): nine digits there can equal a Bsn by chance. Every
other number is masked when it is loaded (docs/besluiten/0004), so a valid one in it is a leak like any other."""

_UITKOMSTEN: tuple[tuple[bool, str, Ernst, str], ...] = (
    (
        False,
        "geen_bsn_in_tekst",
        "blokkerend",
        "In geen enkele tekst staat het BSN van een cliënt: wat als BSN kan gelden wordt bij het laden gemaskeerd."
        " Staat er wel een, dan is dat een fout van het programma of is er van buiten in het magazijn geschreven: meld"
        " de vindplaats (niet het nummer) bij het datateam.",
    ),
    (
        True,
        "geen_bsn_in_nummer",
        "signaal",
        "Geen volume, bedrag of ongeldig nummer is gelijk aan het BSN van een cliënt."
        " Een enkele keer kan toeval zijn;"
        " gebeurt het vaker bij een afzender, vraag dan of daar BSN's als nummer worden gebruikt.",
    ),
)
_VINDPLAATS = ("bestand_id", "bericht_id", "positie", "regel")


class Pseudoniem(Protocol):
    """What the check needs to know of the key."""

    def client_id(self, bsn: str) -> str | None:
        """Pseudonym of a Bsn (HMAC-SHA-256, hex), None for a number that is nobody's."""
        ...

    def is_geldig(self, bsn: str) -> bool:
        """Can this number be somebody's Bsn (elfproef)."""
        ...


def controleer_privacy(con: duckdb.DuckDBPyConnection, pseudoniem: Pseudoniem) -> list[Controle]:
    """Two checks: valid numbers in texts (blocking), and what can be chance (signal).

    `sleutels` say where (table, column, file), never what.

    Searched: every text column of every table; a view keeps nothing, and what is made of it lies in a table. A token is
    nine digits not adjacent to other digits; values that are wholly a hex digest (pseudonyms, ids) are passed over,
    since digits inside those mean nothing. Digits split by spaces or dots are not recognised."""
    kolommen = _tabellen(con)
    bekend = _bekende_clienten(con, list(kolommen.items()))
    beoordeeld = {True: 0, False: 0}
    afwijkend = {True: 0, False: 0}
    sleutels: dict[bool, list[Sleutel]] = {True: [], False: []}
    for tabel, soorten in kolommen.items():
        vindplaats = [k for k in _VINDPLAATS if k in soorten]
        for kolom, tokens in _tokens(con, tabel, _lange_teksten(con, tabel, soorten)).items():
            is_nummer = kolom in NUMMERKOLOMMEN or "bedrag" in kolom
            # What fails the elfproef is nobody's Bsn, also when a message with such a number in Bsn was received.
            for is_toeval in (False, True):
                deel = [t for t in tokens if (is_nummer or not pseudoniem.is_geldig(t)) is is_toeval]
                beoordeeld[is_toeval] += len(deel)
                schuldig = [t for t in deel if pseudoniem.client_id(t) in bekend]
                if schuldig:
                    afwijkend[is_toeval] += len(schuldig)
                    sleutels[is_toeval] += _vindplaatsen(con, tabel, kolom, vindplaats, schuldig)
    return [
        Controle(
            suite=SUITE_RAW,
            naam=naam,
            tabel="alle tabellen",
            kolom="",
            ernst=ernst,
            geslaagd=afwijkend[is_nummer] == 0,
            beoordeeld_aantal=beoordeeld[is_nummer],
            afwijkend_aantal=afwijkend[is_nummer],
            sleutels=tuple(sleutels[is_nummer][:MAX_SLEUTELS]),
            toelichting=toelichting + _eerste_plek(sleutels[is_nummer]),
        )
        for is_nummer, naam, ernst, toelichting in _UITKOMSTEN
    ]


def _bekende_clienten(con: duckdb.DuckDBPyConnection, tabellen: list[tuple[str, dict[str, str]]]) -> set[str]:
    bronnen = [f"select client_id from {_citeer(tabel)}" for tabel, soorten in tabellen if "client_id" in soorten]
    if not bronnen:
        return set()
    rijen = con.execute(f"select distinct client_id from ({' union all '.join(bronnen)}) where client_id is not null")
    return {rij[0] for rij in rijen.fetchall()}


def _tabellen(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of every table that holds rows of its own."""
    bewaard = con.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_catalog = current_database() and table_type = 'BASE TABLE'"
    ).fetchall()
    kolommen = lees_kolommen(con)
    return {tabel: kolommen[tabel] for (tabel,) in sorted(bewaard)}


def _lange_teksten(con: duckdb.DuckDBPyConnection, tabel: str, soorten: Mapping[str, str]) -> list[str]:
    """Text columns with a value of nine characters or more: one pass over the table tells, and most have none."""
    teksten = [kolom for kolom, soort in soorten.items() if "VARCHAR" in soort or soort == "JSON"]
    if not teksten:
        return []
    lengten = ", ".join(f'max(length("{kolom}"::varchar))' for kolom in teksten)
    rij = con.execute(f"select {lengten} from {_citeer(tabel)}").fetchone() or ()
    return [kolom for kolom, lengte in zip(teksten, rij, strict=True) if (lengte or 0) >= 9]


def _tokens(con: duckdb.DuckDBPyConnection, tabel: str, kolommen: list[str]) -> dict[str, list[str]]:
    """Per column its distinct nine-digit tokens. Whole runs of digits are taken, so longer numbers do not count."""
    uit: dict[str, list[str]] = {kolom: [] for kolom in kolommen}
    # distinct before the patterns: a pseudonym stands in hundreds of rows
    delen = [
        f"""
        select distinct {nummer} as kolom, token from (
            select unnest(regexp_extract_all(tekst, '[0-9]+')) as token
            from (select distinct "{kolom}"::varchar as tekst from {_citeer(tabel)})
            where regexp_matches(tekst, '[0-9]{{9}}') and not regexp_full_match(tekst, '[0-9a-f]{{32,}}')
        ) where length(token) = 9
        """
        for nummer, kolom in enumerate(kolommen)
    ]
    if delen:
        for nummer, token in con.execute(" union all ".join(delen)).fetchall():
            uit[kolommen[nummer]].append(token)
    return uit


def _eerste_plek(sleutels: list[Sleutel]) -> str:
    """Where to begin, for who reads the summary of the night only; tables as received say most."""
    if not sleutels:
        return ""
    eerste = min(sleutels, key=lambda s: (not s["tabel"].startswith("raw."), "pad" not in s))
    plek = f" Eerste vindplaats: {eerste['tabel']}.{eerste['kolom']}"
    plek += f", bestand {eerste['pad']}" if "pad" in eerste else ""
    plek += f" > {eerste['lid']}" if eerste.get("lid") else ""
    plek += f", record {eerste['positie']} van het bericht" if "positie" in eerste else ""
    return f"{plek}."


def _vindplaatsen(
    con: duckdb.DuckDBPyConnection, tabel: str, kolom: str, vindplaats: list[str], schuldig: list[str]
) -> list[Sleutel]:
    """Table, column and what names the row; with the file it came in, where the row says that."""
    plek: Sleutel = {"tabel": tabel, "kolom": kolom}
    if not vindplaats or kolom in vindplaats:
        return [{**plek, "waarden_aantal": str(len(schuldig))}]
    rijen = con.execute(
        f"""
        select {", ".join(f'"{k}"::varchar' for k in vindplaats)} from {_citeer(tabel)}
        where list_has_any(regexp_extract_all("{kolom}"::varchar, '[0-9]+'), $schuldig)
        order by all limit {MAX_SLEUTELS}
        """,
        {"schuldig": schuldig},
    ).fetchall()
    gevonden = [plek | {k: str(w) for k, w in zip(vindplaats, rij, strict=True) if w is not None} for rij in rijen]
    return [sleutel | _bestand(con, sleutel, schuldig) for sleutel in gevonden]


def _bestand(con: duckdb.DuckDBPyConnection, sleutel: Sleutel, schuldig: list[str]) -> Sleutel:
    """pad and lid of the file behind a bestand_id or bericht_id; not where the name itself holds the number."""
    if "bestand_id" in sleutel:
        filter_, waarde = "bestand_id = $id", sleutel["bestand_id"]
    elif "bericht_id" in sleutel:
        filter_ = "bestand_id in (select bestand_id from raw.bericht where bericht_id = $id)"
        waarde = sleutel["bericht_id"]
    else:
        return {}
    rij = con.execute(f"select pad, lid from raw.bestand where {filter_} order by all", {"id": waarde}).fetchone()
    if rij is None or any(nummer in f"{rij[0]} {rij[1]}" for nummer in schuldig):
        return {}
    return {"pad": str(rij[0]), "lid": str(rij[1] or "")}


def _citeer(tabel: str) -> str:
    schema, naam = tabel.split(".", 1)
    return f'"{schema}"."{naam}"'
