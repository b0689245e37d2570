"""The region's own tables (contract chapter 3): what the municipality would hand over beside its messages."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from peilstok.demo.feiten import Feiten
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.wereld import AANBIEDERS, GEMEENTEN, PRODUCT, PRODUCTEN

Rij = Sequence[object]


def _csv(kop: str, rijen: Iterable[Rij]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(kop.split())
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


def _segment(wet: str) -> str:
    return "3" if wet == "Jw" else ""


def _afspraken(feiten: Feiten, jaren: Sequence[int]) -> Iterable[Rij]:
    """Places agreed per year: the toewijzingen that ran on 1 July of it or were to run, rounded up to half tens."""
    for jaar in jaren:
        midden = date(jaar, 7, 1)
        lopend = Counter(
            (t.product.wet, t.client.gemeente.code, t.aanbieder.agb, t.product.code)
            for t in feiten.toewijzingen
            if t.ingangsdatum <= midden and (t.laatste.einddatum or midden) >= midden and not t.is_verwijderd
        )
        for (wet, gemeente, agb, product), aantal in sorted(lopend.items()):
            if wet == "Jw":
                yield jaar, wet, gemeente, agb, product, -(-aantal // 5) * 5


def maak_referentie(feiten: Feiten, parameters: DemoParameters) -> dict[str, bytes]:
    """File name -> UTF-8 CSV with ';' and a header row."""
    jaar = parameters.peildatum.year
    jaren = (jaar - 1, jaar)
    begin = date(jaar - 2, 1, 1)
    normen = [
        (kpi, product_wet, "", "", begin, "", norm, 5, "hoger", bron)
        for kpi, norm, bron in (("305_5WD", 90, "OP271"), ("307_5WD", 85, "OP272"))
        for product_wet in ("Jw", "Wmo")
    ]
    return {
        "aanbieders.csv": _csv(
            "aanbieder_agb aanbieder_naam segment", ((a.agb, a.naam, a.segment) for a in AANBIEDERS)
        ),
        "producten.csv": _csv(
            "wet productcategorie productcode product_naam inkoopcategorie zorgterrein perceel segment groep"
            " normlooptijd_dagen rangorde_aantal",
            (
                (
                    p.wet,
                    p.categorie,
                    p.code,
                    p.naam,
                    p.inkoopcategorie,
                    p.zorgterrein,
                    p.perceel,
                    _segment(p.wet),
                    p.groep,
                    p.norm_dagen,
                    p.rangorde,
                )
                for p in PRODUCTEN
            ),
        ),
        "prijzen.csv": _csv(
            "wet productcode aanbieder_agb prijs_eur geldig_van geldig_tot",
            [
                *((p.wet, p.code, "", f"{p.prijs_eur}.00", begin, "") for p in PRODUCTEN),
                # One aanbieder has a price of its own from this year on.
                ("Jw", "54V01", AANBIEDERS[3].agb, "4950.00", date(jaar, 1, 1), ""),
            ],
        ),
        "betaalwijze.csv": _csv(
            "wet gemeente_code segment methode geldig_van geldig_tot",
            [
                *(("Jw", gemeente.code, "3", "plekken", begin, "") for gemeente in GEMEENTEN[:2]),
                ("Jw", GEMEENTEN[2].code, "3", "pxq", begin, date(jaar - 1, 12, 31)),
                ("Jw", GEMEENTEN[2].code, "3", "plekken", date(jaar, 1, 1), ""),
                *(("Wmo", gemeente.code, "", "pxq", begin, "") for gemeente in GEMEENTEN),
            ],
        ),
        "afspraken.csv": _csv(
            "jaar wet gemeente_code aanbieder_agb productcode plekken_aantal", _afspraken(feiten, jaren)
        ),
        "plafonds.csv": _csv(
            "jaar wet gemeente_code aanbieder_agb zorgterrein budgetplafond_eur bandbreedte_pct",
            (
                (jaar, PRODUCT[code].wet, "", a.agb, PRODUCT[code].zorgterrein, gewicht * 45_000, 10)
                for a in AANBIEDERS
                for code, gewicht in a.producten
                if code in ("54V01", "02A01", "01A01")
            ),
        ),
        "begroting.csv": _csv(
            "jaar wet gemeente_code zorgterrein begroting_eur",
            (
                (j, wet, gemeente.code, terrein, gemeente.gewicht * 9_000 + (j - jaren[0]) * 15_000)
                for j in jaren
                for gemeente in GEMEENTEN
                for wet, terrein in sorted({(p.wet, p.zorgterrein) for p in PRODUCTEN})
            ),
        ),
        "normen.csv": _csv("kpi wet perceel zorgterrein geldig_van geldig_tot norm bandbreedte richting bron", normen),
    }
