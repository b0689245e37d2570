"""Which tables leave for whom, at which levels, and how their figures hang together. It is data: seeds
`onderdrukking_tabel` and `onderdrukking_groep` (dbt/seeds/seeds.yml says what each column means)."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Figures of a table that rest on the same cases: a count, its parts, and what follows from either.

    `noemer` is the published count (None: only what follows is published), `clienten` the column of the clients
    behind it (None: the count is of clients). `delen` divide it: one leaves a remainder that is not published,
    several fill it; they are published at `niveaus_delen` only. `sommen` add up along the totals, `volgt` does not;
    `volgt_delen` goes with the parts. `uniek`: a client may be in several rows of a total. `binnen` names the group
    (`tabel.groep`) that holds all of its cases, `zelfde_als` the one whose totals are its own as well, divided in
    another way. `alleen_op` holds columns that leave at some levels only: at others another table gives them away."""

    tabel: str
    naam: str
    noemer: str | None
    clienten: str | None
    delen: tuple[str, ...]
    niveaus_delen: frozenset[Niveau]
    sommen: tuple[str, ...]
    volgt: tuple[str, ...]
    volgt_delen: tuple[str, ...]
    uniek: bool
    binnen: str | None
    zelfde_als: str | None
    alleen_op: Mapping[str, frozenset[Niveau]]

    @property
    def volledig(self) -> str:
        return f"{self.tabel}.{self.naam}"

    @property
    def samen(self) -> tuple[str, ...]:
        """Columns that go when the count is withheld; those of the parts go then as well."""
        return (*((self.noemer,) if self.noemer else ()), *self.sommen, *self.volgt)

    @property
    def van_delen(self) -> tuple[str, ...]:
        return (*self.delen, *self.volgt_delen)

    @property
    def clientkolommen(self) -> tuple[str, ...]:
        """Columns of the table of clients: behind the count, behind each part, and behind the remainder of one part."""
        if self.clienten is None:
            return ()
        rest = (f"{self.delen[0]}_rest_clienten",) if len(self.delen) == 1 else ()
        return (self.clienten, *(f"{deel}_clienten" for deel in self.delen), *rest)


@dataclass(frozen=True)
class Tabel:
    """A table of marts that leaves, cut to its levels. `sleutel` are its key columns beside gemeente, aanbieder and
    `soort`, its dimension of kinds; `vast` holds other dimensions on some values. `jaareinde` keeps of `periode`
    December and the last month; `loopt_op`: a month holds all that the months of its year before it held. `vrij` are
    columns that rest on no client."""

    naam: str
    sleutel: tuple[str, ...]
    soort: str | None
    vast: dict[str, tuple[str, ...]]
    periode: str
    jaareinde: bool
    loopt_op: bool
    voor_gemeente: frozenset[Niveau]
    voor_regio: frozenset[Niveau]
    vrij: tuple[str, ...]
    groepen: tuple[Groep, ...]

    @property
    def niveaus(self) -> frozenset[Niveau]:
        return self.voor_gemeente | self.voor_regio

    @property
    def clienttabel(self) -> str:
        return f"onderdrukking_{self.naam.removeprefix('kpi_')}"


def lees_structuur(con: duckdb.DuckDBPyConnection) -> list[Tabel]:
    """The seeds as they stand in a warehouse. ValueError when a row names a level that its audience may not have, or a
    group that is not there."""
    groepen: dict[str, list[Groep]] = {}
    for (
        tabel,
        naam,
        noemer,
        clienten,
        delen,
        niveaus,
        sommen,
        volgt,
        volgt_delen,
        uniek,
        binnen,
        zelfde_als,
    ) in con.execute(
        "select tabel, groep, noemer, clienten, delen, niveaus_delen, sommen, volgt, volgt_delen, uniek, binnen"
        ", zelfde_als from staging.onderdrukking_groep order by tabel, groep"
    ).fetchall():
        alleen_op: dict[str, frozenset[Niveau]] = {}
        groepen.setdefault(tabel, []).append(
            Groep(
                tabel=tabel,
                naam=naam,
                noemer=noemer,
                clienten=clienten,
                delen=_lijst(delen),
                niveaus_delen=frozenset(map(Niveau, _lijst(niveaus))),
                sommen=_kolommen(sommen, alleen_op),
                volgt=_kolommen(volgt, alleen_op),
                volgt_delen=_lijst(volgt_delen),
                uniek=uniek,
                binnen=binnen,
                zelfde_als=zelfde_als,
                alleen_op=alleen_op,
            )
        )
    tabellen = []
    for naam, sleutel, soort, vast, periode, jaareinde, loopt_op, voor_gemeente, voor_regio, vrij in con.execute(
        "select tabel, sleutel, soort, vast, periode, jaareinde, loopt_op, niveaus_gemeente, niveaus_regio, vrij"
        " from staging.onderdrukking_tabel order by tabel"
    ).fetchall():
        waarden = (deel.split("=", 1) for deel in _lijst(vast))
        tabel = Tabel(
            naam=naam,
            sleutel=_lijst(sleutel),
            soort=soort,
            vast={kolom: tuple(waarde.split("|")) for kolom, waarde in waarden},
            periode=periode,
            jaareinde=jaareinde,
            loopt_op=loopt_op,
            voor_gemeente=frozenset(map(Niveau, _lijst(voor_gemeente))),
            voor_regio=frozenset(map(Niveau, _lijst(voor_regio))),
            vrij=_lijst(vrij),
            groepen=tuple(groepen.get(naam, ())),
        )
        if not (tabel.voor_gemeente <= VAN_GEMEENTE and tabel.voor_regio <= VAN_REGIO):
            raise ValueError(f"onderdrukking_tabel: {naam} noemt een niveau dat de doelgroep niet mag hebben")
        tabellen.append(tabel)
    bekend = {groep.volledig for tabel in tabellen for groep in tabel.groepen}
    genoemd = {naam for rij in groepen.values() for groep in rij for naam in (groep.binnen, groep.zelfde_als) if naam}
    if vreemd := genoemd - bekend:
        raise ValueError(f"onderdrukking_groep noemt groepen die er niet zijn: {', '.join(sorted(vreemd))}")
    return tabellen


def _kolommen(tekst: str | None, alleen_op: dict[str, frozenset[Niveau]]) -> tuple[str, ...]:
    """Columns, some of them with the levels at which they leave: `kolom@niveau+niveau`."""
    namen = []
    for deel in _lijst(tekst):
        naam, apenstaart, niveaus = deel.partition("@")
        namen.append(naam)
        if apenstaart:
            alleen_op[naam] = frozenset(map(Niveau, niveaus.split("+")))
    return tuple(namen)


def _lijst(tekst: str | None) -> tuple[str, ...]:
    return tuple((tekst or "").split())
