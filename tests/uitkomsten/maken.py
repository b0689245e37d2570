"""Outcome files as a provider makes them, in the three forms; only official test numbers (BSN)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from peilstok.berichten.pseudoniem import elfproef
from peilstok.uitkomsten.layout import Layout, lees_layouts

V1: Layout = lees_layouts().layouts[0]
NAMEN = [kolom.naam for kolom in V1.kolommen]
BSN = [nr for nr in map(str, range(999900006, 999990000)) if elfproef(nr)][:40]
AGB = "65656055"

Regel = dict[str, str]


def regel(**anders: str) -> Regel:
    """A good line: a girl of Diemen whose help ended by plan, measured with the girl herself."""
    vast = {
        "aanbieder_agb": AGB,
        "verslagjaar": "2026",
        "periode": "K1",
        "bsn": BSN[0],
        "geboortedatum": "20120517",
        "geslacht": "V",
        "postcode": "1111AB",
        "gemeentecode": "0384",
        "verwijzer": "02",
        "hulpvorm": "02",
        "crisis": "02",
        "datum_aanvang": "20250901",
        "datum_einde": "20260215",
        "reden_beeindiging": "01",
        "informant": "J",
        "meetdatum": "20260210",
        "tevredenheid": "08",
        "zonder_hulp": "04",
        "zonder_hulp_schaal": "2",
        "doelrealisatie": "1",
        "aanleverdatum": "20260410",
        "volgnummer": "01",
    }
    assert anders.keys() <= set(NAMEN)
    return dict.fromkeys(NAMEN, "") | vast | anders


LOPEND = {"datum_einde": "", "reden_beeindiging": ""}
ZONDER_METING = dict.fromkeys(
    ("informant", "meetdatum", "tevredenheid", "zonder_hulp", "zonder_hulp_schaal", "doelrealisatie"), ""
)


def als_csv(regels: Sequence[Regel], scheiding: str = ";", namen: Sequence[str] = NAMEN) -> bytes:
    doel = io.StringIO()
    schrijver = csv.writer(doel, delimiter=scheiding, lineterminator="\r\n")
    schrijver.writerow(namen)
    schrijver.writerows([r[naam] for naam in namen] for r in regels)
    return doel.getvalue().encode()


def als_txt(regels: Sequence[Regel], layout: Layout = V1) -> bytes:
    return "".join(
        "".join(r[kolom.kolom].ljust(kolom.breedte) for kolom in layout.kolommen).rstrip() + "\n" for r in regels
    ).encode()


def als_xlsx(regels: Sequence[Regel], namen: Sequence[str] = NAMEN, als_getal: bool = False) -> bytes:
    """With `als_getal` as a spreadsheet makes it of what is typed: numbers without zeros, and dates."""
    doel = io.BytesIO()
    with xlsxwriter.Workbook(doel, {"in_memory": True}) as boek:
        blad, datum = boek.add_worksheet(), boek.add_format({"num_format": "dd-mm-yyyy"})
        blad.write_row(0, 0, namen)
        for nummer, rij in enumerate(regels, 1):
            for plaats, naam in enumerate(namen):
                waarde = rij[naam]
                if not als_getal or not waarde.isdigit():
                    blad.write_string(nummer, plaats, waarde)
                elif naam.startswith("datum") or naam in ("meetdatum", "aanleverdatum"):
                    dag = date(int(waarde[:4]), int(waarde[4:6]), int(waarde[6:]))
                    blad.write_datetime(nummer, plaats, dag, datum)
                else:
                    blad.write_number(nummer, plaats, int(waarde))
    return doel.getvalue()
