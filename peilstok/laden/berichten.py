"""The landing folder into raw: read what is new, judge it, commit it batch by batch.

Killed at any moment the next run goes on where the last commit ended: a file counts as known only in the batch that
holds its last member, and members that were committed before are recognised by their bestand_id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import Catalogus, laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.bronnen import Bestand, BestandOnleesbaar, Lid, lees_bestand, vind_bestanden
from peilstok.laden.opslag import DUBBEL, GELADEN, QUARANTAINE, BekendBestand, Gelezen, Opslag, Partij

PARTIJ_AANTAL = 2_000
PARTIJ_BYTES = 64 * 1024 * 1024

Voortgang = Callable[[str], None]


@dataclass(frozen=True)
class Afgekeurd:
    """A refused file or member: where, which line, why (Dutch, no personal data)."""

    pad: str
    lid: str
    regel: int | None
    reden: str


@dataclass(slots=True)
class LaadSamenvatting:
    """What one night's loading did. `bekend` counts files skipped unread; the rest counts files and members."""

    bekend: int = 0
    geladen: int = 0
    dubbel: int = 0
    quarantaine: int = 0
    berichten: dict[tuple[str, str], int] = field(default_factory=dict)
    afkeuringen: list[Afgekeurd] = field(default_factory=list)

    def tel(self, nieuw: list[Gelezen]) -> None:
        aantal = Counter(g.status for g in nieuw)
        self.geladen += aantal[GELADEN]
        self.dubbel += aantal[DUBBEL]
        self.quarantaine += aantal[QUARANTAINE]
        for g in nieuw:
            if g.status == GELADEN and g.wet and g.berichttype:
                soort = (g.wet, g.berichttype)
                self.berichten[soort] = self.berichten.get(soort, 0) + 1
            elif g.status == QUARANTAINE:
                self.afkeuringen.append(Afgekeurd(g.pad, g.lid, g.regel, g.reden or ""))


class _Beoordelaar:
    """Judges one member at a time; knows nothing of what came before."""

    def __init__(self, catalogus: Catalogus, pseudoniem: Pseudonimiseerder) -> None:
        self._lezer = Lezer(catalogus, pseudoniem)
        self._pseudoniem = pseudoniem

    def pad_hash(self, bestand: Bestand) -> str:
        return self._pseudoniem.inhoud_hash((bestand.pad,))[:32]

    def beoordeel(self, bestand: Bestand, lid: Lid) -> Gelezen:
        inhoud_hash = self._pseudoniem.bytes_hash(lid.inhoud) if lid.inhoud is not None else None
        gelezen = Gelezen(
            pad=bestand.pad,
            pad_hash=self.pad_hash(bestand),
            lid=lid.lid,
            bestand_id=self._pseudoniem.inhoud_hash((bestand.pad, lid.lid, inhoud_hash or ""))[:32],
            bytes=lid.bytes,
            inhoud_hash=inhoud_hash,
            reden=lid.reden,
        )
        bsns: frozenset[str] = frozenset()
        if lid.inhoud is not None:
            try:
                bericht, gelezen.extract = self._lezer.lees(lid.inhoud)
                gelezen.wet, gelezen.berichttype = bericht.wet, bericht.berichttype
                bsns = gelezen.extract.bsns
            except Afkeuring as afkeuring:
                gelezen.reden, gelezen.regel = afkeuring.reden, afkeuring.regel
        # Senders put a Bsn in file names too.
        gelezen.pad = self._pseudoniem.maskeer(gelezen.pad, bsns, ook_geldige=True)
        gelezen.lid = self._pseudoniem.maskeer(gelezen.lid, bsns, ook_geldige=True)
        return gelezen


def _leden(bestand: Bestand) -> Iterator[Lid]:
    """Members with names that are unique within the file: an archive may hold one name twice."""
    namen: Counter[str] = Counter()
    for lid in lees_bestand(bestand):
        namen[lid.lid] += 1
        keer = namen[lid.lid]
        yield lid if keer == 1 else Lid(f"{lid.lid} ({keer})", lid.inhoud, lid.bytes, lid.reden)


_TIJDELIJK: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "het bestand verdween tijdens het lezen"),
    (PermissionError, "geen rechten om het bestand te lezen; volgende keer opnieuw"),
    (OSError, "het bestand kan nu niet gelezen worden; volgende keer opnieuw"),
)


def _tijdelijke_reden(fout: Exception) -> str:
    if isinstance(fout, BestandOnleesbaar):
        return str(fout)
    return next(reden for soort, reden in _TIJDELIJK if isinstance(fout, soort))


def laad_berichten(
    con: duckdb.DuckDBPyConnection,
    landing: Path,
    pseudoniem: Pseudonimiseerder,
    voortgang: Voortgang | None = None,
    catalogus: Catalogus | None = None,
) -> LaadSamenvatting:
    """Load every message under `landing/berichten` that is not known yet. Bad input is quarantined and never raises.

    duckdb.Error where the database itself fails; what was committed before stays.
    """
    catalogus = catalogus or laad_catalogus()
    opslag = Opslag(con, catalogus)
    beoordelaar = _Beoordelaar(catalogus, pseudoniem)
    bekend = opslag.bekend()
    samenvatting = LaadSamenvatting()
    partij = Partij()
    omvang = 0

    def leg_vast() -> None:
        nonlocal partij, omvang
        samenvatting.tel(opslag.bewaar(partij))
        partij, omvang = Partij(), 0
        if voortgang:
            voortgang(
                f"{samenvatting.geladen} berichten geladen, {samenvatting.dubbel} dubbel, "
                f"{samenvatting.quarantaine} in quarantaine"
            )

    for bestand in vind_bestanden(landing):
        pad_hash = beoordelaar.pad_hash(bestand)
        if bekend.get(pad_hash) == (bestand.bytes, bestand.mtime_ns):
            samenvatting.bekend += 1
            continue
        opnieuw = False
        zonder_inhoud = []
        try:
            for lid in _leden(bestand):
                gelezen = beoordelaar.beoordeel(bestand, lid)
                partij.gelezen.append(gelezen)
                omvang += gelezen.bytes
                opnieuw |= gelezen.reden is not None
                if gelezen.inhoud_hash is None:
                    zonder_inhoud.append(gelezen.bestand_id)
                if len(partij.gelezen) >= PARTIJ_AANTAL or omvang >= PARTIJ_BYTES:
                    leg_vast()
            partij.bekend.append(
                BekendBestand(pad_hash, bestand.bytes, bestand.mtime_ns, opnieuw, tuple(zonder_inhoud))
            )
        except (OSError, BestandOnleesbaar) as fout:
            # Not known, so the next night tries again.
            partij.gelezen.append(beoordelaar.beoordeel(bestand, Lid("", None, bestand.bytes, _tijdelijke_reden(fout))))
    if partij.gelezen or partij.bekend:
        leg_vast()
    return samenvatting
