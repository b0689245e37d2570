"""What the pages say beside their figures, read from the published DuckDB file and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

MAANDEN_LANG = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

BERICHTKWALITEIT = {
    "kwaliteit.peil": ("peildatum", "kennisdatum"),
    "kwaliteit.regel": (
        "regel",
        "ernst",
        "stelling",
        "eigenaar",
        "remedie",
        "toelichting",
        "aan_zet",
    ),
    "kwaliteit.meting": (
        "regel",
        "wet",
        "gemeente_code",
        "aanbieder_agb",
        "maand",
        "beoordeeld_aantal",
        "bevinding_aantal",
    ),
    "kwaliteit.bevinding": (
        "bevinding_id",
        "regel",
        "wet",
        "gemeente_code",
        "aanbieder_agb",
        "bericht_id",
        "identificatie",
        "toewijzingnummer",
        "omschrijving",
        "dagtekening",
        "status",
        "eigenaar",
        "remedie",
        "te_herstellen_door",
    ),
    "kwaliteit.pagina_steekproef": (
        "steekproef_van",
        "gemeente_code",
        "aanbieder_agb",
        "dagtekening",
        "wet",
        "berichttype",
        "identificatie",
    ),
    "kwaliteit.pagina_stil": ("gemeente_code", "aanbieder_agb", "leveringen_aantal", "laatste_datum"),
}
"""Tables and columns that the reports on message quality read; no client_id among them."""


@dataclass(frozen=True)
class Controle:
    """One check as it was published; `sleutels` are its failing keys as JSON text."""

    suite: str
    naam: str
    tabel: str
    kolom: str
    ernst: str
    status: str
    beoordeeld_aantal: int
    afwijkend_aantal: int
    norm_pct: float | None
    toelichting: str
    sleutels: tuple[str, ...]


@dataclass(frozen=True)
class Gat:
    """Messages of a law and gemeente (or ALLE) that are missing before the month `vanaf`; None: of every month."""

    wet: str
    gemeente_code: str
    vanaf: date | None

    @property
    def zin(self) -> str:
        """What figures that reach so far back say."""
        if self.vanaf is None:
            return "van elke maand ontbreken berichten"
        return f"cijfers vanaf {MAANDEN_LANG[self.vanaf.month - 1]} {self.vanaf.year}; daarvoor ontbreken berichten"


@dataclass(frozen=True)
class Gegevens:
    """What every page of the site says beside its figures."""

    peildatum: date | None
    kennisdatum: date | None
    voorlopig_vanaf: date | None
    gaten: list[Gat]
    aanbieders: dict[str, str]
    gemeenten: dict[str, str]
    bestanden: list[tuple[str, str, int]]
    controles: list[Controle]
    bevindingen_open: int | None
    """Open findings of message quality; None when this audience gets no reports on them."""
    aanleveringen: list[str]
    """What became of each outcome file; none when there are none, or this audience does not get them."""

    def gaten_per_wet(self) -> list[tuple[str, str]]:
        """Law and sentence for all gemeenten together: they are covered from the last of theirs on."""
        return [(gat.wet, gat.zin) for gat in self.gaten if gat.gemeente_code == "ALLE"]

    def bestand_aantal(self, status: str) -> int:
        """Files with this status (`geladen`, `dubbel`, `quarantaine`)."""
        return sum(aantal for s, _, aantal in self.bestanden if s == status)


def lees_gegevens(con: duckdb.DuckDBPyConnection) -> Gegevens:
    """Read the published tables. A table or column that this audience does not have leaves its part of the page
    empty."""
    kolommen = lees_kolommen(con)
    peil = lees_rijen(con, kolommen, "kwaliteit.peil", ("peildatum", "kennisdatum"))
    peildatum, kennisdatum = peil[0] if peil else (None, None)
    return Gegevens(
        peildatum=peildatum,
        kennisdatum=kennisdatum,
        voorlopig_vanaf=lees_voorlopig_vanaf(con, kolommen),
        gaten=lees_gaten(con, kolommen),
        aanbieders=lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam"),
        gemeenten=lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam"),
        bestanden=lees_rijen(con, kolommen, "kwaliteit.bestand_telling", ("status", "reden", "aantal")),
        controles=_controles(con, kolommen),
        bevindingen_open=_bevindingen_open(con, kolommen),
        aanleveringen=[status for (status,) in lees_rijen(con, kolommen, "marts.fct_aanlevering", ("status",))],
    )


def lees_voorlopig_vanaf(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> date | None:
    """First of the earliest month that is provisional (A12); None when this audience does not get marts.dim_maand."""
    rijen = lees_rijen(con, kolommen, "marts.dim_maand", ("maand", "is_voorlopig"), "is_voorlopig")
    return rijen[0][0] if rijen else None


def lees_gaten(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> list[Gat]:
    """Where messages are missing; none when this audience does not get marts.dim_dekking."""
    velden = ("wet", "gemeente_code", "dekking_vanaf", "is_gedekt")
    rijen = lees_rijen(con, kolommen, "marts.dim_dekking", velden, "not is_gedekt")
    return [Gat(*rij) for rij in dict.fromkeys(rij[:3] for rij in rijen)]


def gaten_per_gemeente(gaten: Iterable[Gat], gemeenten: Mapping[str, str]) -> list[str]:
    """A sentence per law and gemeente where messages are missing, with its name where it is known."""
    return [
        f"{gat.wet}, {gemeenten.get(gat.gemeente_code, 'gemeente ' + gat.gemeente_code)}: {gat.zin}"
        for gat in gaten
        if gat.gemeente_code != "ALLE"
    ]


def lees_gatzinnen(con: duckdb.DuckDBPyConnection) -> list[str]:
    """`gaten_per_gemeente` of an open publication or warehouse."""
    kolommen = lees_kolommen(con)
    namen = lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")
    return gaten_per_gemeente(lees_gaten(con, kolommen), namen)


def lees_kolommen(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns of every table of the open publication, by `schema.table`."""
    uit: dict[str, set[str]] = {}
    for tabel, kolom in con.execute(
        "select table_schema || '.' || table_name, column_name from information_schema.columns"
    ).fetchall():
        uit.setdefault(tabel, set()).add(kolom)
    return uit


def lees_rijen(
    con: duckdb.DuckDBPyConnection,
    kolommen: dict[str, set[str]],
    tabel: str,
    nodig: tuple[str, ...],
    waar: str = "true",
) -> list[tuple[Any, ...]]:
    """The columns `nodig` of `tabel`, ordered by all of them; nothing when this audience does not have them all."""
    if not set(nodig) <= kolommen.get(tabel, set()):
        return []
    return con.execute(f"select {', '.join(nodig)} from {tabel} where {waar} order by all").fetchall()


def lees_namen(
    con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]], tabel: str, code: str, naam: str
) -> dict[str, str]:
    """Names by code; a code without a name is left out."""
    return dict(lees_rijen(con, kolommen, tabel, (code, naam), f"{naam} <> ''"))


def _controles(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> list[Controle]:
    velden = (
        "suite",
        "naam",
        "tabel",
        "kolom",
        "ernst",
        "status",
        "beoordeeld_aantal",
        "afwijkend_aantal",
        "norm_pct",
        "toelichting",
    )
    sleutels: dict[tuple[Any, ...], list[str]] = {}
    for *van, sleutel in lees_rijen(
        con, kolommen, "kwaliteit.controle_sleutel", ("suite", "naam", "tabel", "kolom", "sleutel")
    ):
        sleutels.setdefault(tuple(van), []).append(sleutel)
    return [
        Controle(**dict(zip(velden, rij, strict=True)), sleutels=tuple(sleutels.get(rij[:4], ())))
        for rij in lees_rijen(con, kolommen, "kwaliteit.controle", velden)
    ]


def heeft_berichtkwaliteit(kolommen: dict[str, set[str]]) -> bool:
    """Whether this audience gets what the reports on message quality cannot do without."""
    return all(set(nodig) <= kolommen.get(tabel, set()) for tabel, nodig in BERICHTKWALITEIT.items())


def _bevindingen_open(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> int | None:
    if not heeft_berichtkwaliteit(kolommen):
        return None
    rij = con.execute("select count(*) from kwaliteit.bevinding where status = 'open'").fetchone()
    return int(rij[0]) if rij else 0
