"""What an earlier publication showed and withheld, so that this one does not give away what that one withheld, nor
the other way round (besluiten/0036).

It holds counts of few clients: it belongs in a private folder. Only the last publication is kept: what it withheld
stays withheld as long as it is the same, so that what older ones withheld is in it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peilstok.publicatie.onderdrukking.boom import Plek
from peilstok.publicatie.onderdrukking.lezen import Blok, Groepsrijen, samenhangend
from peilstok.publicatie.onderdrukking.rij import Bekend, Rij, Stand
from peilstok.publicatie.onderdrukking.structuur import Groep, Niveau, Tabel

BESTAND = "onderdrukking.parquet"


@dataclass(frozen=True)
class Staat:
    """What became of a row: its parts as they came, whether those leave, what was withheld, and whether it left at
    all."""

    geteld: tuple[int, ...]
    grof: bool
    stand: Stand
    vervallen: bool


@dataclass
class Geheugen:
    """The last publication: its rows per group, and what became of all rows, also of those that did not leave."""

    groepen: dict[str, Groepsrijen] = field(default_factory=dict)
    staten: dict[tuple[str, Blok], dict[Plek, Staat]] = field(default_factory=dict)


def lees_geheugen(map_: Path, structuur: Sequence[Tabel]) -> Geheugen:
    """The last publication, of groups that still leave; nothing when there was none."""
    pad = map_ / BESTAND
    return herstel(pq.read_table(pad), structuur) if pad.exists() else Geheugen()


def herstel(geheugen: pa.Table, structuur: Sequence[Tabel]) -> Geheugen:
    """The other way round from `onthoud`."""
    groepen = {groep.volledig: groep for tabel in structuur for groep in tabel.groepen}
    uit = Geheugen()
    for rij in geheugen.to_pylist():
        groep = groepen.get(rij["groep"])
        if groep is None:
            continue
        plek = Plek(Niveau(rij["niveau"]), rij["gemeente"], rij["aanbieder"], rij["soort"])
        staat = Staat(tuple(rij["geteld"]), rij["grof"], Stand(rij["stand"]), rij["vervallen"])
        blok = tuple(rij["blok"])
        uit.staten.setdefault((groep.volledig, blok), {})[plek] = staat
        if not staat.vervallen:
            groepsrijen = uit.groepen.setdefault(groep.volledig, Groepsrijen(groep))
            groepsrijen.blokken[blok][plek] = _rij(groep, plek, staat)
    # made into trees of their own
    for _ in samenhangend(uit.groepen):
        pass
    return uit


def bewaar_geheugen(map_: Path, geheugen: pa.Table) -> None:
    """Keep what was published; after the swap, since a publication that nobody saw gives nothing away."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    nieuw = map_ / f"{BESTAND}.nieuw"
    pq.write_table(geheugen, nieuw)
    nieuw.chmod(0o600)
    nieuw.replace(map_ / BESTAND)


def onthoud(gelezen: Mapping[str, Groepsrijen]) -> pa.Table:
    """What became of every row, for the next publication."""
    kolommen: dict[str, list[object]] = {naam: [] for naam in _SCHEMA.names}
    for naam, groepsrijen in sorted(gelezen.items()):
        for blok, rijen in sorted(groepsrijen.blokken.items()):
            for plek, rij in rijen.items():
                waar = (naam, blok, plek.niveau, plek.gemeente, plek.aanbieder, plek.soort)
                waarden = (*waar, rij.geteld, rij.delen != rij.geteld, int(rij.stand), rij.vervallen)
                for kolom, waarde in zip(_SCHEMA.names, waarden, strict=True):
                    kolommen[kolom].append(waarde)
    return pa.table(kolommen, _SCHEMA)


_SCHEMA = pa.schema(
    [
        ("groep", pa.string()),
        ("blok", pa.list_(pa.string())),
        ("niveau", pa.string()),
        ("gemeente", pa.string()),
        ("aanbieder", pa.string()),
        ("soort", pa.string()),
        ("geteld", pa.list_(pa.int64())),
        ("grof", pa.bool_()),
        ("stand", pa.int8()),
        ("vervallen", pa.bool_()),
    ]
)


def _rij(groep: Groep, plek: Plek, staat: Staat) -> Rij:
    """Nobody asks any more who was behind it."""
    delen = (sum(staat.geteld),) if staat.grof else staat.geteld
    return Rij(
        sleutel=("vorige", groep.volledig, plek.niveau, plek.gemeente, plek.aanbieder, plek.soort),
        delen=delen,
        clienten=delen,
        clienten_samen=sum(delen),
        indeling=groep.volledig,
        uniek=groep.uniek,
        vorige=True,
        stand=staat.stand,
    )


def als_toen(samen: Sequence[Groepsrijen], blok: Blok, geheugen: Geheugen) -> bool:
    """Give the rows of a period in which nothing changed what they had in the last publication; False when something
    did."""
    toen = [geheugen.staten.get((groepsrijen.groep.volledig, blok), {}) for groepsrijen in samen]
    nu = [groepsrijen.blokken[blok] for groepsrijen in samen]
    if [{plek: staat.geteld for plek, staat in staten.items()} for staten in toen] != [
        {plek: rij.geteld for plek, rij in rijen.items()} for rijen in nu
    ]:
        return False
    for staten, rijen in zip(toen, nu, strict=True):
        for plek, staat in staten.items():
            rij = rijen[plek]
            if staat.vervallen and rij.ouder is not None:
                rij.ouder.laat_vervallen(rij.wijze)
            rij.vervallen, rij.stand = staat.vervallen, staat.stand
            if staat.grof:
                rij.laat_delen_weg()
    return True


def herinner(structuur: Sequence[Tabel], samen: Iterable[Groepsrijen], blok: Blok, geheugen: Geheugen) -> list[Rij]:
    """Tie the rows of a period to what was published of it before; those earlier rows.

    What is as it was stays shown or withheld; what was withheld and has grown lies within what it is now."""
    uit: dict[int, Rij] = {}
    per_naam = {tabel.naam: tabel for tabel in structuur}
    for groepsrijen in samen:
        groep = groepsrijen.groep
        eerder = geheugen.groepen.get(groep.volledig)
        toen_rijen = eerder.blokken if eerder else {}
        for toen, rijen in toen_rijen.items():
            if _tijdvak(per_naam[groep.tabel], toen) != _tijdvak(per_naam[groep.tabel], blok):
                continue
            for plek, oud in rijen.items():
                uit[id(oud)] = oud
                nu = groepsrijen.blokken[blok].get(plek)
                if nu is None or oud.aantal == 0:
                    continue
                if toen == blok:
                    _houd_vast(oud, nu)
                if _gegroeid(oud, nu):
                    oud.ligt_binnen(nu)
    return [*uit.values()]


def _houd_vast(oud: Rij, nu: Rij) -> None:
    if oud.aantal != nu.aantal:
        return
    if oud.stand is Stand.WEG:
        nu.stand = Stand.WEG
        return
    nu.bekend = Bekend.ALLES if oud.delen == nu.delen and oud.stand is Stand.GETOOND else Bekend.AANTAL
    if oud.delen == nu.delen:
        nu.stand = max(nu.stand, oud.stand)


def _gegroeid(oud: Rij, nu: Rij) -> bool:
    if len(oud.delen) == len(nu.delen):
        return all(toen <= nu_deel for toen, nu_deel in zip(oud.delen, nu.delen, strict=True))
    return oud.aantal <= nu.aantal


def _tijdvak(tabel: Tabel, blok: Blok) -> tuple[str, ...]:
    """The months of a year are parts of one year to date."""
    if not tabel.loopt_op:
        return blok
    return tuple(deel[:4] if kolom == tabel.periode else deel for kolom, deel in zip(tabel.sleutel, blok, strict=True))
