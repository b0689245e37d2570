"""The dictionary of the raw layer: where each value of the standard lands, made from the catalogue.

`python -m peilstok.berichten.woordenboek [FILE]` writes it as CSV (docs/raw_woordenboek.csv is this).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from peilstok.berichten.catalogus import Catalogus, Element, laad_catalogus
from peilstok.berichten.extractie import tabellen
from peilstok.berichten.loopplan import Soort, soort_van

_BEHANDELING = {
    "": "zoals ontvangen",
    "weg": "persoonsgegeven: niet opgeslagen",
    "aanwezig": "alleen of het er was",
    "pseudoniem": "pseudoniem van het Bsn",
    "geboortemaand": "alleen de maand",
    "pc4": "alleen vier cijfers",
    "herhaald": "per keer een eigen rij",
    "nummer": "zoals ontvangen, een Bsn gemaskeerd",
}


def _behandeling(element: Element) -> str:
    if soort_van(element) == Soort.KENMERK:
        return "zoals ontvangen, een Bsn, telefoonnummer of e-mailadres erin gemaskeerd"
    return _BEHANDELING[element.behandeling]


class Regel(NamedTuple):
    """One field of one message. `tabel` and `kolom` are empty for what is not stored."""

    tabel: str
    kolom: str
    sql_type: str
    release: str
    wet: str
    bericht: str
    pad: str
    type: str
    codelijst: str
    verplicht: str
    behandeling: str


def woordenboek(catalogus: Catalogus) -> Iterator[Regel]:
    """A line per field of each message, in schema order."""
    alle = tabellen(catalogus)
    for bericht in catalogus.berichten:
        for element in bericht.wortel.doorloop():
            datatype = element.datatype
            if datatype is None:
                continue
            kolom = "retourcode" if element.behandeling == "herhaald" else element.kolom
            tabel = element.tabel if kolom else ""
            yield Regel(
                tabel=f"raw.{tabel}" if tabel else "",
                kolom=kolom,
                sql_type=alle[tabel].sql_type(kolom) if tabel else "",
                release=bericht.release,
                wet=bericht.wet,
                bericht=bericht.titel,
                pad=element.pad,
                type=element.type,
                codelijst=datatype.codelijst or "",
                verplicht="ja" if element.minimum else "nee",
                behandeling=_behandeling(element),
            )


def schrijf_woordenboek(catalogus: Catalogus, naar: TextIO) -> None:
    """The dictionary as CSV with a header row."""
    schrijver = csv.writer(naar, lineterminator="\n")
    schrijver.writerow(Regel._fields)
    schrijver.writerows(woordenboek(catalogus))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as doel:
            schrijf_woordenboek(laad_catalogus(), doel)
    else:
        schrijf_woordenboek(laad_catalogus(), sys.stdout)
