"""Worklists, as CSV and as XLSX: the form of them all, and that of one gemeente or provider with every finding and what
is needed to mend it.

Both can come back filled in: the columns of kwaliteit_terugkoppeling.csv are among theirs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from peilstok.datum import dagen_in_zin
from peilstok.rapport.kwaliteit import Berichtkwaliteit, Bevinding, nieuwste_eerst
from peilstok.rapport.tabelbestand import schrijf_csv

KOLOMMEN = (
    "bevinding_id",
    "regel",
    "ernst",
    "eigenaar",
    "herstelbaar",
    "wet",
    "gemeente",
    "aanbieder",
    "omschrijving",
    "identificatie",
    "toewijzingnummer",
    "dagtekening",
    "open_sinds",
    "remedie",
    "status",
    "toelichting",
    "datum",
)
"""Columns of a worklist, in this order."""

STATUSSEN = ("open", "gecorrigeerd", "akkoord")

XLSX_RIJEN = 5_000
"""Findings in a workbook: more than anyone works off by hand, and little memory. The CSV has them all."""

_BREEDTE = {
    "bevinding_id": 12,
    "regel": 14,
    "ernst": 13,
    "eigenaar": 12,
    "herstelbaar": 12,
    "wet": 6,
    "gemeente": 18,
    "aanbieder": 26,
    "omschrijving": 55,
    "identificatie": 14,
    "toewijzingnummer": 18,
    "dagtekening": 13,
    "open_sinds": 13,
    "remedie": 55,
    "status": 14,
    "toelichting": 40,
    "datum": 13,
}
"""Width of a column in characters."""

# The clock has no say: equal findings give equal bytes.
_GEMAAKT = datetime(2000, 1, 1, tzinfo=UTC)
_KOPKLEUR = "#0b4f79"
_INVULKLEUR = "#fff8e1"


@dataclass(frozen=True)
class Lijst:
    """A worklist: its title, columns with their width in characters, which are days, and the one to choose in."""

    titel: str
    breedte: Mapping[str, int]
    dagen: tuple[str, ...]
    keuze: str
    keuzes: tuple[str, ...]

    @property
    def kolommen(self) -> tuple[str, ...]:
        return tuple(self.breedte)


BERICHTKWALITEIT = Lijst("Werklijst berichtkwaliteit", _BREEDTE, ("dagtekening", "open_sinds"), "status", STATUSSEN)

Rij = tuple[str | date | None, ...]
"""A finding in the order of KOLOMMEN; toelichting and datum are for whoever works it."""


def schrijf_werklijst(rijen: Sequence[Rij], csv_pad: Path, xlsx_pad: Path, lijst: Lijst = BERICHTKWALITEIT) -> None:
    """Write all rows to the CSV, and the first XLSX_RIJEN of them to the workbook."""
    schrijf_csv(csv_pad, lijst.kolommen, rijen)
    _schrijf_xlsx(rijen[:XLSX_RIJEN], xlsx_pad, lijst)


def open_eerst(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Open findings first, then newest first."""
    return sorted(nieuwste_eerst(bevindingen), key=lambda b: b.status != "open")


def werklijstrijen(k: Berichtkwaliteit) -> dict[str, Rij]:
    """The row of every finding, by bevinding_id."""
    rijen: dict[str, Rij] = {}
    for b in k.bevindingen:
        regel = k.regels.get(b.regel)
        sinds = k.open_sinds.get(b.bevinding_id)
        rijen[b.bevinding_id] = (
            b.bevinding_id,
            b.regel,
            regel.ernst if regel else "",
            b.eigenaar,
            "ja" if b.te_herstellen_door is not None else "nee",
            b.wet,
            k.naam("gemeente", b.gemeente_code),
            k.naam("aanbieder", b.aanbieder_agb),
            dagen_in_zin(b.omschrijving),
            b.identificatie or "",
            b.toewijzingnummer or "",
            b.dagtekening,
            sinds,
            b.remedie,
            b.status,
            "",
            "",
        )
    return rijen


def _schrijf_xlsx(rijen: Iterable[Rij], pad: Path, lijst: Lijst) -> None:
    """A workbook with one sheet. A date is a date; every other cell is text, so that leading zeros stay and nothing is
    a formula. Only what is to be filled in can be typed in, until someone lifts the protection (it has no password)."""
    inhoud = io.BytesIO()
    with xlsxwriter.Workbook(inhoud, {"in_memory": True}) as boek:
        boek.set_properties({"title": lijst.titel, "created": _GEMAAKT})
        blad = boek.add_worksheet("Werklijst")
        kop = boek.add_format({"bold": True, "font_color": "#ffffff", "bg_color": _KOPKLEUR, "valign": "top"})
        vast = boek.add_format({"num_format": "@", "valign": "top", "text_wrap": True, "quote_prefix": True})
        kenmerk = boek.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        invullen = boek.add_format(
            {"num_format": "@", "valign": "top", "text_wrap": True, "locked": False, "bg_color": _INVULKLEUR}
        )
        dag = boek.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
        in_te_vullen_dag = boek.add_format(
            {"num_format": "dd-mm-yyyy", "valign": "top", "align": "left", "locked": False, "bg_color": _INVULKLEUR}
        )
        opmaak = {"bevinding_id": kenmerk, "datum": in_te_vullen_dag}
        opmaak |= dict.fromkeys(lijst.dagen, dag)
        opmaak |= dict.fromkeys((lijst.keuze, "toelichting"), invullen)
        for nummer, (naam, breedte) in enumerate(lijst.breedte.items()):
            blad.set_column(nummer, nummer, breedte, opmaak.get(naam, vast))
            # in words; read back, a space in a header is an underscore
            blad.write_string(0, nummer, naam.replace("_", " ").capitalize(), kop)
        laatste = 0
        for laatste, rij in enumerate(rijen, 1):
            for nummer, (naam, cel) in enumerate(zip(lijst.kolommen, rij, strict=True)):
                _schrijf_cel(blad, laatste, nummer, cel, opmaak.get(naam, vast))
        _maak_bruikbaar(blad, laatste, lijst)
    pad.write_bytes(inhoud.getvalue())


def _schrijf_cel(blad: Worksheet, rij: int, kolom: int, waarde: str | date | None, opmaak: Format) -> None:
    if isinstance(waarde, date):
        blad.write_datetime(rij, kolom, waarde, opmaak)
    elif waarde:
        blad.write_string(rij, kolom, waarde, opmaak)
    else:
        blad.write_blank(rij, kolom, None, opmaak)


def _maak_bruikbaar(blad: Worksheet, laatste: int, lijst: Lijst) -> None:
    """Header that stays in sight, filters, choices, and protection of the rest. `laatste` is the row of
    the last finding, 0 without any."""
    keuze, datum = lijst.kolommen.index(lijst.keuze), lijst.kolommen.index("datum")
    blad.freeze_panes(1, 2)
    blad.autofilter(0, 0, max(laatste, 1), len(lijst.kolommen) - 1)
    blad.ignore_errors({"number_stored_as_text": f"A1:Z{laatste + 1}"})
    blad.data_validation(
        1,
        keuze,
        max(laatste, 1),
        keuze,
        {
            "validate": "list",
            "source": list(lijst.keuzes),
            "error_title": lijst.keuze.capitalize(),
            "error_message": f"Kies {', '.join(lijst.keuzes[:-1])} of {lijst.keuzes[-1]}.",
        },
    )
    blad.data_validation(
        1,
        datum,
        max(laatste, 1),
        datum,
        {
            "validate": "date",
            "criteria": ">=",
            "value": date(2015, 1, 1),
            "input_title": "Datum",
            "input_message": "De dag waarop dit is gedaan. Het antwoord met de laatste datum telt.",
            "error_title": "Datum",
            "error_message": "Vul een datum in, bijvoorbeeld 30-09-2026.",
        },
    )
    blad.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    blad.set_landscape()
    blad.set_paper(9)
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)
