"""A whole region: messages, faults, reference tables and the truth about them; and writing it to a landing folder."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from peilstok.berichten.catalogus import Catalogus, laad_catalogus
from peilstok.berichten.schrijven import Schrijver
from peilstok.demo.afleiding import (
    ware_leveringen,
    ware_losse_stops,
    ware_prestaties,
    ware_toewijzingen,
    ware_trajecten,
    ware_verzoeken,
)
from peilstok.demo.archief import maak_tar_gz, maak_zip
from peilstok.demo.berichten import Bericht, Nummering, maak_berichten, maak_retours
from peilstok.demo.declaratieberichten import maak_declaratieberichten
from peilstok.demo.declaraties import voeg_declaraties_toe
from peilstok.demo.dossier import voeg_behandelplannen_toe
from peilstok.demo.fouten import Planter
from peilstok.demo.parameters import STANDAARD, DemoParameters
from peilstok.demo.personen import Client
from peilstok.demo.referentie import maak_referentie
from peilstok.demo.regels import Planting, plant_regels, vanzelf
from peilstok.demo.simulatie import simuleer
from peilstok.demo.uitkomsten import maak_uitkomsten
from peilstok.demo.verzoekberichten import maak_verzoekberichten
from peilstok.demo.verzoeken import voeg_verzoeken_toe
from peilstok.demo.waarheid import BerichtAantal, BevindingAantal, Fout, Waarheid

# Noon on the first day after the standard P, in seconds since 1970: every file of a region has this time.
_MTIME = 1790856000


@dataclass(frozen=True)
class Regio:
    """`bestanden`: path in the landing folder (with `/`) -> bytes. `clienten`: everybody who appears in a message."""

    parameters: DemoParameters
    bestanden: dict[str, bytes]
    waarheid: Waarheid
    clienten: tuple[Client, ...]

    @property
    def persoonsgegevens(self) -> frozenset[str]:
        """BSNs, names, streets, telephone numbers and addresses of mail that no output may contain."""
        return frozenset().union(*(client.persoonsgegevens for client in self.clienten))


@dataclass(frozen=True)
class SchrijfSamenvatting:
    """Numbers of files written and left as they were, and the bytes of all of them."""

    geschreven: int
    ongewijzigd: int
    bytes: int


def _plaats(bericht: Bericht, jaar: int) -> tuple[str, str]:
    """(archive or empty, path): the current year lies loose, the year before in a tar.gz per gemeente and month, older
    in a zip per month.
    """
    gemeente = bericht.gemeente.naam.lower()
    maand = f"{bericht.verzonden:%Y-%m}"
    if bericht.verzonden.year >= jaar:
        return "", f"berichten/{maand[:4]}/{gemeente}/{maand[5:]}/{bericht.bestandsnaam}"
    if bericht.verzonden.year == jaar - 1:
        return f"berichten/{maand[:4]}/{gemeente}/{maand}.tar.gz", bericht.bestandsnaam
    return f"berichten/archief/berichtenverkeer_{maand}.zip", f"{gemeente}/{bericht.bestandsnaam}"


def _bestanden(
    berichten: list[Bericht], schrijver: Schrijver, jaar: int
) -> tuple[dict[str, bytes], dict[str, Bericht]]:
    """All files, and which message lies in each loose one."""
    bestanden: dict[str, bytes] = {}
    los: dict[str, Bericht] = {}
    archieven: defaultdict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for bericht in berichten:
        inhoud = schrijver.schrijf(bericht.wet, bericht.berichttype, bericht.waarden)
        archief, pad = _plaats(bericht, jaar)
        if archief:
            archieven[archief].append((pad, inhoud))
        else:
            bestanden[pad] = inhoud
            los[pad] = bericht
    for archief, leden in archieven.items():
        bestanden[archief] = maak_zip(leden) if archief.endswith(".zip") else maak_tar_gz(leden)
    return bestanden, los


def _bevindingen(geplant: Planting, vanzelf: Counter[tuple[str, str]]) -> tuple[BevindingAantal, ...]:
    aantallen = geplant.bevindingen + vanzelf
    return tuple(
        BevindingAantal(regel, wet, aantal, geplant.bevindingen[regel, wet])
        for (regel, wet), aantal in sorted(aantallen.items())
    )


def maak_regio(parameters: DemoParameters = STANDAARD, catalogus: Catalogus | None = None) -> Regio:
    """Simulate a region and write its messages in memory; pure, the same parameters give the same bytes."""
    schrijver = Schrijver(catalogus or laad_catalogus())
    nummering = Nummering()
    planter = Planter(parameters, nummering)
    feiten = simuleer(parameters)
    voeg_verzoeken_toe(feiten, parameters)
    voeg_declaraties_toe(feiten, parameters)
    voeg_behandelplannen_toe(feiten, parameters)
    fouten: list[Fout] = []
    if parameters.fouten:
        fouten += planter.plant_feiten(feiten)
        fouten += planter.plant_declaraties(feiten)

    berichten = maak_berichten(feiten, parameters, nummering)
    verzoekberichten = maak_verzoekberichten(feiten, nummering)
    retours: list[Bericht] = []
    if parameters.retours:
        retours += maak_retours(berichten, parameters, nummering)
        retours += maak_retours(verzoekberichten, parameters, nummering, "verzoekretour")
    gesimuleerd = [*berichten, *verzoekberichten, *maak_declaratieberichten(feiten, nummering), *retours]
    geplant = plant_regels(parameters, nummering) if parameters.regels else Planting()
    goed = [*gesimuleerd, *geplant.berichten]

    verzonden = [*goed, *geplant.tweelingen]
    bestanden, los = _bestanden(verzonden, schrijver, parameters.peildatum.year)
    alles = feiten.samen_met(geplant.feiten)
    statussen = Counter({"geladen": len(verzonden)})
    if parameters.fouten:
        slecht, geweigerd = planter.plant_bestanden(schrijver)
        nogmaals, herhaald = planter.plant_dubbelen(schrijver, los, slecht)
        bestanden |= slecht | nogmaals
        statussen["quarantaine"] += sum(fout.aantal for fout in geweigerd)
        for fout in herhaald:
            statussen[fout.uitkomst] += fout.aantal
        fouten += [*geweigerd, *herhaald]
    for naam, inhoud in maak_referentie(feiten, parameters, alles.behandelplannen).items():
        bestanden[f"referentie/{naam}"] = inhoud
    for naam, inhoud in maak_uitkomsten(feiten, parameters).items():
        bestanden[f"uitkomsten/{naam}"] = inhoud

    leveringen = ware_leveringen(alles, parameters.peildatum)
    vergeten = sum(levering.stop_ontbreekt for levering in leveringen)
    fouten.append(Fout("stop ontbreekt", "geladen", vergeten, True, "toewijzing voorbij, nog geen 307 (OP288)"))
    bekend = Counter(
        (bericht.wet, bericht.berichttype) for bericht in goed if bericht.verzonden <= parameters.peildatum
    )
    waarheid = Waarheid(
        peildatum=parameters.peildatum,
        clienten_aantal=len(feiten.clienten),
        toewijzingen=ware_toewijzingen(alles),
        leveringen=leveringen,
        losse_stops=ware_losse_stops(alles),
        trajecten=ware_trajecten(alles, parameters.peildatum),
        verzoeken=ware_verzoeken(alles),
        prestaties=ware_prestaties(alles),
        berichten=tuple(BerichtAantal(wet, type_, aantal) for (wet, type_), aantal in sorted(bekend.items())),
        bestanden=dict(statussen),
        fouten=tuple(fouten),
        bevindingen=_bevindingen(geplant, vanzelf(feiten, gesimuleerd, parameters.peildatum)),
    )
    return Regio(
        parameters=parameters,
        bestanden=dict(sorted(bestanden.items())),
        waarheid=waarheid,
        clienten=(*feiten.clienten, *planter.clienten, *geplant.feiten.clienten),
    )


def schrijf_regio(regio: Regio, landing: Path) -> SchrijfSamenvatting:
    """Write the files below `landing`. What is there already with the same bytes is left alone, its time too; nothing
    is removed.

    A file appears as a whole or not at all; every file written gets the same fixed time, so that a rerun skips it
    unread. OSError when the folder cannot be written.
    """
    geschreven = 0
    for pad, inhoud in regio.bestanden.items():
        doel = landing / pad
        if doel.is_file() and doel.stat().st_size == len(inhoud) and doel.read_bytes() == inhoud:
            continue
        doel.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk = doel.with_name(f".{doel.name}.deel")
        tijdelijk.write_bytes(inhoud)
        os.utime(tijdelijk, (_MTIME, _MTIME))
        tijdelijk.replace(doel)
        geschreven += 1
    return SchrijfSamenvatting(
        geschreven=geschreven,
        ongewijzigd=len(regio.bestanden) - geschreven,
        bytes=sum(map(len, regio.bestanden.values())),
    )
