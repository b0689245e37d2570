"""Which tables leave for whom, at which levels, and how their figures hang together. It is data: seeds `onderdrukking_tabel`
and `onderdrukking_groep` (dbt/seeds/seeds.yml says what each column means)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import duckdb


class Niveau(StrEnum):
    """What a row is about; which of gemeente, aanbieder and kind (product, zorgterrein ..) stand on ALLE."""

    REGIO = "regio"
    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    SOORT = "soort"
    REGIO_SOORT = "regio_soort"


OUDER = {
    Niveau.GEMEENTE: Niveau.REGIO,
    Niveau.REGIO_SOORT: Niveau.REGIO,
    Niveau.AANBIEDER: Niveau.GEMEENTE,
    Niveau.SOORT: Niveau.GEMEENTE,
}
"""The level that the rows of a level add up to: each level one, so that every figure is in one sum only."""

GEHEEL = {Niveau.SOORT: Niveau.REGIO_SOORT}
"""The level that a row lies within besides; what the other gemeenten have of it no reader sees."""

VAN_GEMEENTE = frozenset({Niveau.GEMEENTE, Niveau.AANBIEDER, Niveau.SOORT})
VAN_REGIO = frozenset({Niveau.REGIO, Niveau.GEMEENTE, Niveau.REGIO_SOORT})
"""Levels that an audience may have at all: no provider in `regio`, of another gemeente only its total."""


@dataclass(frozen=True)
class Groep:
    """Figures that rest on the same cases: a count, its parts and what follows either.

    `noemer` is the published count (None: the figures rest on clients that are not published), `clienten` the column of
    the counts behind it; `delen` divide it; one part has a remainder that is not published, more than one fill it.
    `sommen` add up along the totals, `volgt` do not, `volgt_delen` go with the parts."""

    naam: str
    noemer: str | None
    clienten: str
    delen: tuple[str, ...]
    sommen: tuple[str, ...]
    volgt: tuple[str, ...]
    volgt_delen: tuple[str, ...]

    @property
    def samen(self) -> tuple[str, ...]:
        """Columns that go when the count is withheld; those of the parts go then as well."""
        return (*((self.noemer,) if self.noemer else ()), *self.sommen, *self.volgt)

    @property
    def van_delen(self) -> tuple[str, ...]:
        return (*self.delen, *self.volgt_delen)


@dataclass(frozen=True)
class Tabel:
    """A table that leaves, cut to `niveaus`. `sleutel` are its other key columns, `soort` its kind dimension, `vast` holds
    other dimensions on one value; `periode` with `jaareinde` keeps December and the last month. `uniek`: its counts are of
    clients, who may be in several rows of a total. `vrij` are columns that rest on no client."""

    naam: str
    clienttabel: str
    sleutel: tuple[str, ...]
    soort: str | None
    vast: dict[str, str]
    periode: str
    jaareinde: bool
    uniek: bool
    voor_gemeente: frozenset[Niveau]
    voor_regio: frozenset[Niveau]
    vrij: tuple[str, ...]
    groepen: tuple[Groep, ...]

    @property
    def niveaus(self) -> frozenset[Niveau]:
        return self.voor_gemeente | self.voor_regio

    @property
    def dimensies(self) -> tuple[str, ...]:
        """The key columns of the published table."""
        return (*self.sleutel, "gemeente_code", "aanbieder_agb", *((self.soort,) if self.soort else ()))


def lees_structuur(con: duckdb.DuckDBPyConnection, schema: str = "staging") -> list[Tabel]:
    """The seeds as they stand in a warehouse. ValueError when a row names a level that its audience may not have."""
    groepen: dict[str, list[Groep]] = {}
    for tabel, naam, noemer, clienten, *lijsten in con.execute(
        "select tabel, groep, noemer, clienten, delen, sommen, volgt, volgt_delen"
        f" from {schema}.onderdrukking_groep order by tabel, groep"
    ).fetchall():
        delen, sommen, volgt, volgt_delen = map(_lijst, lijsten)
        groepen.setdefault(tabel, []).append(Groep(naam, noemer, clienten, delen, sommen, volgt, volgt_delen))
    tabellen = []
    for rij in con.execute(
        "select tabel, clienttabel, sleutel, soort, vast, periode, jaareinde, uniek, niveaus_gemeente, niveaus_regio, vrij"
        f" from {schema}.onderdrukking_tabel order by tabel"
    ).fetchall():
        naam, clienttabel, sleutel, soort, vast, periode, jaareinde, uniek, van_gemeente, van_regio, vrij = rij
        tabel = Tabel(
            naam=naam,
            clienttabel=clienttabel,
            sleutel=_lijst(sleutel),
            soort=soort,
            vast=dict(deel.split("=", 1) for deel in _lijst(vast)),
            periode=periode,
            jaareinde=jaareinde,
            uniek=uniek,
            voor_gemeente=frozenset(map(Niveau, _lijst(van_gemeente))),
            voor_regio=frozenset(map(Niveau, _lijst(van_regio))),
            vrij=_lijst(vrij),
            groepen=tuple(groepen.get(naam, ())),
        )
        if not (tabel.voor_gemeente <= VAN_GEMEENTE and tabel.voor_regio <= VAN_REGIO):
            raise ValueError(f"onderdrukking_tabel: {naam} noemt een niveau dat de doelgroep niet mag hebben")
        tabellen.append(tabel)
    return tabellen


def _lijst(tekst: str | None) -> tuple[str, ...]:
    return tuple((tekst or "").split())
