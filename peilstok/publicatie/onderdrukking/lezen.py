"""From the tables of a warehouse to rows that suppression understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from peilstok.publicatie.onderdrukking.boom import Plek, verbind
from peilstok.publicatie.onderdrukking.rij import Rij
from peilstok.publicatie.onderdrukking.structuur import Groep, Niveau, Tabel
from peilstok.sql import citeer, letterlijk

ALLE = "ALLE"
TOTALEN = (Niveau.REGIO, Niveau.GEMEENTE, Niveau.AANBIEDER)
"""Levels that tables with other kinds have as well."""

Blok = tuple[str, ...]


@dataclass
class Groepsrijen:
    """The rows of a group: `nummers` are the rows of the table per row of the suppression."""

    groep: Groep
    blokken: defaultdict[Blok, dict[Plek, Rij]] = field(default_factory=lambda: defaultdict(dict))
    nummers: dict[tuple[Blok, Plek], int] = field(default_factory=dict)

    def rijen(self) -> Iterator[tuple[int, Rij]]:
        for (blok, plek), nummer in self.nummers.items():
            yield nummer, self.blokken[blok][plek]


def lees(con: duckdb.DuckDBPyConnection, structuur: Sequence[Tabel]) -> dict[str, Groepsrijen]:
    """Per group (`tabel.groep`) its rows. Leaves per table a temporary table `basis(tabel)` that is cut to what may
    leave at all, with `nummer` and `niveau`. ValueError when a table is not what the seeds say."""
    gelezen: dict[str, Groepsrijen] = {}
    for tabel in structuur:
        _lees(con, tabel, gelezen)
    return gelezen


def basis(tabel: Tabel) -> str:
    return citeer(f"onderdrukking_basis_{tabel.naam}")


def _lees(con: duckdb.DuckDBPyConnection, tabel: Tabel, gelezen: dict[str, Groepsrijen]) -> None:
    """Cut the table to what may leave at all, and take its counts."""
    kolommen = {
        naam
        for (naam,) in con.execute(
            "select column_name from duckdb_columns() where database_name = current_database()"
            " and schema_name = 'marts' and table_name = ?",
            [tabel.naam],
        ).fetchall()
    }
    dimensies = {
        "gemeente": "gemeente_code" if "gemeente_code" in kolommen else None,
        "aanbieder": "aanbieder_agb" if "aanbieder_agb" in kolommen else None,
        "soort": tabel.soort,
    }
    alle = {
        naam: f"bron.{citeer(kolom)} is not distinct from '{ALLE}'" if kolom else "true"
        for naam, kolom in dimensies.items()
    }
    wanneer = " ".join(
        f"when {' and '.join(f'({alle[naam]}) = {is_totaal}' for naam, is_totaal in totaal.items())} then '{niveau}'"
        for niveau, totaal in _ALLE_VAN.items()
    )
    waar = [f"niveau in ({', '.join(letterlijk(niveau) for niveau in sorted(tabel.niveaus))})"]
    waar += [f"{citeer(kolom)} in ({', '.join(map(letterlijk, waarden))})" for kolom, waarden in tabel.vast.items()]
    if tabel.jaareinde:
        periode = citeer(tabel.periode)
        waar.append(f"(month({periode}) = 12 or {periode} = (select max({periode}) from marts.{citeer(tabel.naam)}))")
    eigen = [*tabel.sleutel, *(kolom for kolom in tabel.vast if kolom not in tabel.sleutel)]
    eigen += [kolom for kolom in dimensies.values() if kolom]
    con.execute(
        f"create or replace temp table {basis(tabel)} as"
        f" select row_number() over (order by {', '.join(map(citeer, eigen))}) as nummer, *"
        f" from (select case {wanneer} end as niveau, bron.* from marts.{citeer(tabel.naam)} as bron)"
        f" where {' and '.join(waar)}"
    )
    plek = [f"coalesce(bron.{citeer(kolom)}, '')" if kolom else "''" for kolom in dimensies.values()]
    blok = [f"coalesce(cast(bron.{citeer(kolom)} as varchar), '')" for kolom in tabel.sleutel]
    samen = " and ".join(f"bron.{citeer(kolom)} is not distinct from clienten.{citeer(kolom)}" for kolom in eigen)
    for groep in tabel.groepen:
        cijfers = [*((groep.noemer,) if groep.noemer else ()), *groep.delen, *groep.sommen]
        velden = [f"coalesce(bron.{citeer(kolom)}, 0)" for kolom in cijfers]
        velden += [f"coalesce(clienten.{citeer(kolom)}, 0)" for kolom in groep.clientkolommen]
        join = f" left join marts.{citeer(tabel.clienttabel)} as clienten on {samen}" if groep.clienten else ""
        groepsrijen = gelezen[groep.volledig] = Groepsrijen(groep)
        for nummer, niveau, gemeente, aanbieder, soort, *rest in con.execute(
            f"select bron.nummer, bron.niveau, {', '.join([*plek, *blok, *velden])} from {basis(tabel)} as bron{join}"
        ).fetchall():
            hier = Plek(Niveau(niveau), *("" if deel == ALLE else deel for deel in (gemeente, aanbieder, soort)))
            sleutel, waarden = tuple(rest[: len(blok)]), rest[len(blok) :]
            groepsrijen.blokken[sleutel][hier] = _rij(groep, hier, waarden)
            groepsrijen.nummers[sleutel, hier] = nummer


_ALLE_VAN = {
    Niveau.REGIO: {"gemeente": True, "aanbieder": True, "soort": True},
    Niveau.GEMEENTE: {"gemeente": False, "aanbieder": True, "soort": True},
    Niveau.AANBIEDER: {"gemeente": False, "aanbieder": False, "soort": True},
    Niveau.SOORT: {"gemeente": False, "aanbieder": True, "soort": False},
    Niveau.REGIO_SOORT: {"gemeente": True, "aanbieder": True, "soort": False},
}
"""What is totalled at a level."""


def _rij(groep: Groep, plek: Plek, waarden: Sequence[Any]) -> Rij:
    """`waarden`: the count, the parts and the sums, then the clients in the order of `clientkolommen`."""
    waarden = [*waarden]
    aantal = int(waarden.pop(0)) if groep.noemer else None
    delen = [int(waarden.pop(0)) for _ in groep.delen]
    sommen = tuple(float(waarden.pop(0)) for _ in groep.sommen)
    wie = [int(waarde) for waarde in waarden]
    if aantal is None:
        aantal = wie[0]
    rest = aantal - sum(delen)
    if rest < 0:
        raise ValueError(f"{groep.volledig}: de delen zijn samen meer dan het aantal ({plek})")
    if groep.clienten is None:
        samen, clienten = aantal, [*delen, rest]
    elif len(groep.delen) == 1:
        samen, clienten = wie[0], wie[1:]
    else:
        # whose the remainder is nobody counted, since there should be none
        samen, clienten = wie[0], [*wie[1:], 0]
    heeft_delen = bool(delen) and plek.niveau in groep.niveaus_delen
    return Rij(
        sleutel=(groep.volledig, plek.niveau, plek.gemeente, plek.aanbieder, plek.soort),
        delen=(*delen, rest) if heeft_delen else (aantal,),
        clienten=tuple(clienten) if heeft_delen else (samen,),
        clienten_samen=samen,
        sommen=sommen,
        indeling=groep.volledig,
        uniek=groep.uniek,
        # a share per gemeente matters more than one per provider
        mag_grover=plek.niveau is Niveau.AANBIEDER,
    )


def samenhangend(gelezen: Mapping[str, Groepsrijen]) -> Iterator[tuple[list[Groepsrijen], Blok, list[Rij]]]:
    """Per period all rows that know something of each other, made into trees."""
    for samen in _families(gelezen):
        for blok in sorted({blok for groepsrijen in samen for blok in groepsrijen.blokken}):
            _verbind(samen, blok)
            rijen = {id(rij): rij for groepsrijen in samen for rij in groepsrijen.blokken[blok].values()}
            yield samen, blok, [*rijen.values()]


def _families(gelezen: Mapping[str, Groepsrijen]) -> list[list[Groepsrijen]]:
    """Groups that know something of each other, each after those that it names."""
    familie = {naam: {naam} for naam in gelezen}
    for naam, groepsrijen in gelezen.items():
        for ander in (groepsrijen.groep.binnen, groepsrijen.groep.zelfde_als):
            if ander:
                samen = familie[naam] | familie[ander]
                familie.update(dict.fromkeys(samen, samen))
    uniek = {id(namen): namen for namen in familie.values()}
    return [
        sorted((gelezen[naam] for naam in namen), key=lambda deel: bool(deel.groep.zelfde_als))
        for namen in uniek.values()
    ]


def _verbind(samen: Sequence[Groepsrijen], blok: Blok) -> None:
    """Make the trees of one period, and what ties them."""
    per_groep = {groepsrijen.groep.volledig: groepsrijen.blokken[blok] for groepsrijen in samen}
    for groepsrijen in samen:
        groep, rijen = groepsrijen.groep, groepsrijen.blokken[blok]
        nieuw = [*rijen]
        if groep.zelfde_als:
            totalen = per_groep[groep.zelfde_als]
            for plek in rijen:
                if plek.niveau in TOTALEN and plek in totalen and totalen[plek].delen == rijen[plek].delen:
                    rijen[plek] = totalen[plek]
                    nieuw.remove(plek)
        verbind(groep.volledig, rijen, nieuw)
        if groep.binnen:
            eigen_tabel = groep.binnen.split(".")[0] == groep.tabel
            for plek, geheel in per_groep[groep.binnen].items():
                if (eigen_tabel or plek.niveau in TOTALEN) and plek in rijen and rijen[plek].aantal > 0:
                    rijen[plek].ligt_binnen(geheel)
