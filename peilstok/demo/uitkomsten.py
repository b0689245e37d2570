"""Outcome files of the region's youth care, as its providers hand them in per quarter: three of them, in three forms.

One had to correct a quarter, one hands in a file with faults that it has not mended, one is still trying. All of it
follows from the care in the messages, with chances of its own: nothing else in the region changes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import xlsxwriter

from peilstok.demo.feiten import Feiten
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.personen import Client
from peilstok.demo.wereld import AANBIEDERS

CSV, XLSX, TXT = AANBIEDERS[0].agb, AANBIEDERS[1].agb, AANBIEDERS[3].agb
"""Who hands in which form."""
PROEF = AANBIEDERS[4].agb
"""Who has only handed in a test file."""

# The layout as these providers know it: its columns in order, with their width in text.
_BREEDTE = {
    "aanbieder_agb": 8, "verslagjaar": 4, "periode": 2, "bsn": 9, "geboortedatum": 8, "geslacht": 1, "postcode": 6,
    "gemeentecode": 4, "verwijzer": 2, "hulpvorm": 2, "crisis": 2, "datum_aanvang": 8, "datum_einde": 8,
    "reden_beeindiging": 2, "informant": 1, "meetdatum": 8, "tevredenheid": 2, "zonder_hulp": 2,
    "zonder_hulp_schaal": 1, "doelrealisatie": 1, "productcategorie": 2, "profiel": 4, "perspectief": 4,
    "zorgvraagzwaarte": 4, "complexiteit": 4, "aanleverdatum": 8, "volgnummer": 2,
}  # fmt: skip
_GESLACHT = {"1": "M", "2": "V", "0": "O"}
# Reden beeindiging of the messages (Jw) as the outcome files have it; indicative.
_REDEN = {"31": "01", "34": "02", "32": "03", "33": "04", "35": "05", "02": "05", "39": "01"}
_HULPVORMEN = ("02", "03", "04", "14", "13")
_KWARTALEN = 6
# The clock has no say: equal lines give equal bytes.
_GEMAAKT = datetime(2000, 1, 1, tzinfo=UTC)

Regel = dict[str, str]


@dataclass(frozen=True)
class _Hulp:
    """Care of one client and hulpvorm at a provider, without overlap with other care of the same kind."""

    client: Client
    hulpvorm: str
    categorie: str
    aanvang: date
    einde: date | None
    reden: str


def maak_uitkomsten(feiten: Feiten, parameters: DemoParameters) -> dict[str, bytes]:
    """Path below uitkomsten/ -> bytes."""
    bestanden: dict[str, bytes] = {}
    kwartalen = list(_kwartalen(parameters.peildatum))
    for agb, maak, eind in ((CSV, _als_csv, "csv"), (XLSX, _als_xlsx, "xlsx"), (TXT, _als_txt, "txt")):
        hulp = list(_hulp(feiten, agb))
        for begin in kwartalen:
            regels = list(_regels(hulp, agb, begin, "01", parameters))
            if not regels:
                continue
            plek = f"{agb}/{begin.year}-K{(begin.month + 2) // 3}"
            if agb == XLSX and begin == kwartalen[-3]:
                # half of the measurements came too late for the first file
                bestanden[f"{plek}.{eind}"] = maak([r | _ZONDER_METING for r in regels[::2]])
                regels = list(_regels(hulp, agb, begin, "02", parameters))
                plek += "-opnieuw"
            if agb == TXT and begin == kwartalen[-1] and parameters.fouten:
                regels = [r | _FOUTEN[nummer % len(_FOUTEN)] for nummer, r in enumerate(regels)]
            bestanden[f"{plek}.{eind}"] = maak(regels)
    proef = list(_regels(list(_hulp(feiten, PROEF)), PROEF, kwartalen[-1], "01", parameters))
    if proef:
        if parameters.fouten:
            bestanden[f"proef/{PROEF}/eerste.csv"] = _als_csv([r | {"geslacht": "9"} for r in proef])
        bestanden[f"proef/{PROEF}/tweede.csv"] = _als_csv(proef)
    return bestanden


_ZONDER_METING = dict.fromkeys(
    ("informant", "meetdatum", "tevredenheid", "zonder_hulp", "zonder_hulp_schaal", "doelrealisatie"), ""
)
# What goes wrong in a first file: nothing in most lines.
_FOUTEN: tuple[Regel, ...] = ({}, {"verwijzer": "07"}, {}, {"tevredenheid": "11", "informant": "J"}, {}, {}, {})


def _kwartalen(peildatum: date) -> Iterator[date]:
    """First days of the last quarters whose delivery was due on P, oldest first."""
    eerste = date(peildatum.year, (peildatum.month - 1) // 3 * 3 + 1, 1)
    if _laatste_dag(eerste) + timedelta(21) > peildatum:
        eerste = _vorige(eerste)
    reeks = [eerste]
    while len(reeks) < _KWARTALEN:
        reeks.append(_vorige(reeks[-1]))
    return reversed(reeks)


def _vorige(begin: date) -> date:
    dag = begin - timedelta(1)
    return date(dag.year, (dag.month - 1) // 3 * 3 + 1, 1)


def _laatste_dag(begin: date) -> date:
    ruim = begin + timedelta(95)
    return date(ruim.year, ruim.month, 1) - timedelta(1)


def _hulp(feiten: Feiten, agb: str) -> Iterator[_Hulp]:
    """The care under the Jeugdwet of a provider: what overlaps within a hulpvorm is one, as the protocol says."""
    codes = sorted({t.product.code for t in feiten.toewijzingen if t.product.wet == "Jw"})
    los: dict[tuple[int, str], list[_Hulp]] = {}
    for toewijzing in feiten.toewijzingen:
        if toewijzing.product.wet != "Jw" or toewijzing.aanbieder.agb != agb or toewijzing.is_verwijderd:
            continue
        hulpvorm = _HULPVORMEN[codes.index(toewijzing.product.code) % len(_HULPVORMEN)]
        for levering in toewijzing.leveringen:
            stop = levering.definitief
            if stop and stop.einddatum < levering.begindatum:
                continue
            reden = _REDEN.get(stop.reden, "01") if stop else ""
            hulp = _Hulp(
                toewijzing.client,
                hulpvorm,
                toewijzing.product.code[:2],
                levering.begindatum,
                stop.einddatum if stop else None,
                reden,
            )
            los.setdefault((toewijzing.client.nummer, hulpvorm), []).append(hulp)
    for _, delen in sorted(los.items()):
        delen.sort(key=lambda h: (h.aanvang, h.einde or date.max))
        lopend = delen[0]
        for hulp in delen[1:]:
            if hulp.aanvang > (lopend.einde or date.max):
                yield lopend
                lopend = hulp
            elif (hulp.einde or date.max) > (lopend.einde or date.max):
                lopend = _Hulp(lopend.client, lopend.hulpvorm, lopend.categorie, lopend.aanvang, hulp.einde, hulp.reden)
        yield lopend


def _regels(
    alle: Iterable[_Hulp], agb: str, begin: date, volgnummer: str, parameters: DemoParameters
) -> Iterator[Regel]:
    eind = _laatste_dag(begin)
    aanleverdatum = eind + timedelta(18 if volgnummer == "01" else 32)
    for hulp in alle:
        if hulp.aanvang > eind or (hulp.einde and hulp.einde < begin):
            continue
        rng = Random(f"{parameters.seed}/uitkomst/{agb}/{hulp.client.nummer}/{hulp.hulpvorm}/{hulp.aanvang}")
        einde = hulp.einde if hulp.einde and hulp.einde <= eind else None
        regel = dict.fromkeys(_BREEDTE, "") | {
            "aanbieder_agb": agb,
            "verslagjaar": str(begin.year),
            "periode": f"K{(begin.month + 2) // 3}",
            "bsn": hulp.client.bsn if rng.random() > 0.02 else "999999999",
            "geboortedatum": f"{hulp.client.geboortedatum:%Y%m%d}",
            "geslacht": _GESLACHT[hulp.client.geslacht],
            "postcode": hulp.client.postcode,
            "gemeentecode": hulp.client.gemeente.code,
            "verwijzer": rng.choices(("01", "02", "03", "04", "05", "08"), (30, 45, 8, 8, 6, 3))[0],
            "hulpvorm": hulp.hulpvorm,
            "crisis": "01" if rng.random() < 0.06 else "02",
            "datum_aanvang": f"{hulp.aanvang:%Y%m%d}",
            "datum_einde": f"{einde:%Y%m%d}" if einde else "",
            "reden_beeindiging": hulp.reden if einde else "",
            "productcategorie": hulp.categorie,
            "profiel": f"P{rng.randint(1, 5)}",
            "perspectief": rng.choice(("A", "B", "C")),
            "zorgvraagzwaarte": str(rng.randint(1, 4)),
            "complexiteit": rng.choice(("laag", "hoog")),
            "aanleverdatum": f"{aanleverdatum:%Y%m%d}",
            "volgnummer": volgnummer,
        }
        metingen = list(_metingen(rng, einde, aanleverdatum)) if einde else []
        for meting in metingen or [{}]:
            yield regel | meting


def _metingen(rng: Random, einde: date, uiterlijk: date) -> Iterator[Regel]:
    """Two out of three young people answer, and fewer parents; some too late to count."""
    for informant, kans in (("J", 0.65), ("O", 0.4)):
        if rng.random() > kans:
            continue
        dag = min(einde + timedelta(rng.choice((-80, -40, -14, -7, 0, 0, 5, 12))), uiterlijk)
        cijfer = rng.choices(range(1, 11), (1, 1, 2, 3, 5, 10, 22, 32, 16, 8))[0]
        schaal = "1" if rng.random() < 0.15 else "2"
        yield {
            "informant": informant,
            "meetdatum": f"{dag:%Y%m%d}",
            "tevredenheid": f"{cijfer:02}" if rng.random() < 0.95 else "",
            "zonder_hulp": f"0{rng.choices((1, 2, 3, 4), (3, 4, 5, 8) if schaal == '2' else (6, 7, 4, 2))[0]}",
            "zonder_hulp_schaal": schaal,
            "doelrealisatie": rng.choices(("1", "2", "3", "4"), (48, 32, 15, 5))[0] if rng.random() < 0.9 else "",
        }


def _als_csv(regels: Iterable[Regel]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(_BREEDTE)
    schrijver.writerows(list(regel.values()) for regel in regels)
    return uit.getvalue().encode()


def _als_txt(regels: Iterable[Regel]) -> bytes:
    return "".join(
        "".join(regel[naam].ljust(breedte) for naam, breedte in _BREEDTE.items()) + "\r\n" for regel in regels
    ).encode()


def _als_xlsx(regels: Iterable[Regel]) -> bytes:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True}) as boek:
        boek.set_properties({"created": _GEMAAKT})
        blad = boek.add_worksheet("aanlevering")
        blad.write_row(0, 0, list(_BREEDTE))
        for nummer, regel in enumerate(regels, 1):
            for plaats, waarde in enumerate(regel.values()):
                blad.write_string(nummer, plaats, waarde)
    return uit.getvalue()
