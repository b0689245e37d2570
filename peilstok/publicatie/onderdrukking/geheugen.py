"""What an earlier publication showed and withheld, so that this one does not give away what that one withheld, nor
the other way round (besluiten/0036).

It holds counts of few clients: it belongs in a private folder. Only the last publication is kept: what it withheld
stays withheld as long as it is the same, so that what older ones withheld is in it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peilstok.publicatie.onderdrukking.boom import Plek
from peilstok.publicatie.onderdrukking.lezen import Blok, Groepsrijen
from peilstok.publicatie.onderdrukking.rij import Bekend, Rij, Stand
from peilstok.publicatie.onderdrukking.structuur import Groep, Niveau, Tabel

BESTAND = "onderdrukking.parquet"


def lees_geheugen(map_: Path, structuur: Sequence[Tabel]) -> dict[str, Groepsrijen]:
    """The rows of the last publication, per group that still leaves; nothing when there was none."""
    pad = map_ / BESTAND
    return herstel(pq.read_table(pad), structuur) if pad.exists() else {}


def herstel(geheugen: pa.Table, structuur: Sequence[Tabel]) -> dict[str, Groepsrijen]:
    """The other way round from `onthoud`."""
    groepen = {groep.volledig: groep for tabel in structuur for groep in tabel.groepen}
    uit: dict[str, Groepsrijen] = {}
    for rij in geheugen.to_pylist():
        groep = groepen.get(rij["groep"])
        if groep is not None:
            plek = Plek(Niveau(rij["niveau"]), rij["gemeente"], rij["aanbieder"], rij["soort"])
            groepsrijen = uit.setdefault(groep.volledig, Groepsrijen(groep))
            groepsrijen.blokken[tuple(rij["blok"])][plek] = _rij(groep, plek, rij["delen"], Stand(rij["stand"]))
    return uit


def bewaar_geheugen(map_: Path, geheugen: pa.Table) -> None:
    """Keep what was published; after the swap, since a publication that nobody saw gives nothing away."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    nieuw = map_ / f"{BESTAND}.nieuw"
    pq.write_table(geheugen, nieuw)
    nieuw.chmod(0o600)
    nieuw.replace(map_ / BESTAND)


def onthoud(gelezen: Mapping[str, Groepsrijen]) -> pa.Table:
    """What of every row leaves, for the next publication."""
    kolommen: dict[str, list[object]] = {naam: [] for naam in _SCHEMA.names}
    for naam, groepsrijen in sorted(gelezen.items()):
        for blok, rijen in sorted(groepsrijen.blokken.items()):
            for plek, rij in rijen.items():
                if not rij.vervallen:
                    waarden = (
                        naam,
                        blok,
                        plek.niveau,
                        plek.gemeente,
                        plek.aanbieder,
                        plek.soort,
                        rij.delen,
                        int(rij.stand),
                    )
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
        ("delen", pa.list_(pa.int64())),
        ("stand", pa.int8()),
    ]
)


def _rij(groep: Groep, plek: Plek, delen: Sequence[int], stand: Stand) -> Rij:
    """Nobody asks any more who was behind it."""
    return Rij(
        sleutel=("vorige", groep.volledig, plek.niveau, plek.gemeente, plek.aanbieder, plek.soort),
        delen=tuple(delen),
        clienten=tuple(delen),
        clienten_samen=sum(delen),
        indeling=groep.volledig,
        uniek=groep.uniek,
        vorige=True,
        stand=stand,
    )


def herinner(
    structuur: Sequence[Tabel], samen: Iterable[Groepsrijen], blok: Blok, vorige: Mapping[str, Groepsrijen]
) -> list[Rij]:
    """Tie the rows of a period to what was published of it before; those earlier rows.

    What is as it was stays shown or withheld; what was withheld and has grown lies within what it is now."""
    uit: dict[int, Rij] = {}
    per_naam = {tabel.naam: tabel for tabel in structuur}
    for groepsrijen in samen:
        groep = groepsrijen.groep
        toen_rijen = vorige[groep.volledig].blokken if groep.volledig in vorige else {}
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
