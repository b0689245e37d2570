"""The region's own tables (contract chapter 3): what the municipality would hand over beside its messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from peilstok.demo.declaraties import betaalwijzen, is_pxq
from peilstok.demo.dossier import maak_dossier
from peilstok.demo.feiten import Behandelplan, Feiten
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.tabel import Rij, maak_csv
from peilstok.demo.wereld import AANBIEDERS, GEMEENTEN, PRODUCT, PRODUCTEN, aanbieders


def _segment(wet: str) -> str:
    return "3" if wet == "Jw" else ""


_PER_GEWICHT_EUR = {"Jw": 3_100, "Wmo": 1_900}
"""Budget per zorgterrein and weight of a gemeente: near what the region spends."""


_NORMEN = (
    ("305_5WD", 90, 5, "hoger", "OP271"),
    ("307_5WD", 85, 5, "hoger", "OP272"),
    ("VOT_14D", 80, 5, "hoger", "contract"),
    ("RETOUR_3WD", 90, 10, "hoger", "OP090"),
    ("RETOUR_3WD_GEMEENTE", 90, 10, "hoger", "OP090"),
    ("wachttijd", 21, 7, "lager", "contract"),
    ("recidive", 15, 5, "lager", "inkoopstrategie"),
    ("uitgaven", 100, 3, "lager", "begroting"),
)
"""kpi, norm, bandbreedte, richting, bron: the same for both laws, and invented."""
_PERCEELNORMEN = (
    ("doelrealisatie_uitstroom", "1", 20, 10, "hoger"),
    ("doelrealisatie_uitstroom", "2", 25, 10, "hoger"),
    ("afschaling", "3", 20, 5, "hoger"),
    ("uitval", "1", 20, 10, "lager"),
    ("uitval", "3", 15, 5, "lager"),
)
"""kpi, perceel, norm, bandbreedte, richting: invented too."""


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


def _kosten_target(feiten: Feiten, parameters: DemoParameters, jaren: Sequence[int]) -> Iterable[Rij]:
    """What was expected per product that is paid by the piece: nearly everybody of that year, at two fifths of a whole
    traject."""
    wijzen = betaalwijzen(parameters)
    for jaar in jaren:
        begin, eind = date(jaar, 1, 1), date(jaar, 12, 31)
        clienten = {
            (t.product.code, t.client.nummer)
            for t in feiten.toewijzingen
            if t.ingangsdatum <= eind and (t.laatste.einddatum or eind) >= begin and not t.is_verwijderd
            if is_pxq(t.product.wet, t.client.gemeente, begin, wijzen)
        }
        per_product = Counter(code for code, _ in clienten)
        for product in PRODUCTEN:
            per_client = product.prijs_eur * 2 // 5
            if per_product[product.code]:
                yield jaar, product.wet, product.code, f"{per_client}.00", per_product[product.code] * 19 // 20


def maak_referentie(feiten: Feiten, parameters: DemoParameters, plannen: Iterable[Behandelplan]) -> dict[str, bytes]:
    """File name -> UTF-8 CSV with ';' and a header row. `plannen`: all behandelplannen, those of `feiten` too."""
    jaar = parameters.peildatum.year
    jaren = (jaar - 1, jaar)
    begin = date(jaar - 2, 1, 1)
    normen = [
        (kpi, product_wet, "", "", begin, "", norm, bandbreedte, richting, bron)
        for kpi, norm, bandbreedte, richting, bron in _NORMEN
        for product_wet in ("Jw", "Wmo")
    ]
    # On purpose, and without effect on any figure: perceel 5 has no KPI, and nobody has this product. Both are
    # findings on the reference tables.
    normen.append(("doelrealisatie_uitstroom", "Wmo", "5", "", begin, "", 10, 5, "hoger", "raadsbesluit"))
    # Of two of the seven KPIs per perceel no norm was decided yet.
    for kpi, perceel, norm, bandbreedte, richting in _PERCEELNORMEN:
        besluit = f"college, 16 december {jaar - 1}"
        normen.append((kpi, "Wmo", perceel, "", date(jaar, 1, 1), "", norm, bandbreedte, richting, besluit))
    vervallen = ("Jw", "54V09", "", "3900.00", begin, begin.replace(month=12, day=31))
    return {
        "aanbieders.csv": maak_csv(
            "aanbieder_agb aanbieder_naam segment rechtsvorm",
            # De Vlieger works alone: no measurements are asked of who does (K003-04)
            ((a.agb, a.naam, a.segment, "solist" if a == AANBIEDERS[2] else "") for a in aanbieders(parameters.regels)),
        ),
        "producten.csv": maak_csv(
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
        "prijzen.csv": maak_csv(
            "wet productcode aanbieder_agb prijs_eur geldig_van geldig_tot",
            [
                *((p.wet, p.code, "", f"{p.prijs_eur}.00", begin, "") for p in PRODUCTEN),
                # One aanbieder has a price of its own from this year on.
                ("Jw", "54V01", AANBIEDERS[3].agb, "4950.00", date(jaar, 1, 1), ""),
                vervallen,
            ],
        ),
        "betaalwijze.csv": maak_csv(
            "wet gemeente_code segment methode geldig_van geldig_tot",
            (
                (wijze.wet, wijze.gemeente_code, wijze.segment, wijze.methode, wijze.van, wijze.tot)
                for wijze in betaalwijzen(parameters)
            ),
        ),
        "afspraken.csv": maak_csv(
            "jaar wet gemeente_code aanbieder_agb productcode plekken_aantal", _afspraken(feiten, jaren)
        ),
        "plafonds.csv": maak_csv(
            "jaar wet gemeente_code aanbieder_agb zorgterrein budgetplafond_eur bandbreedte_pct",
            (
                (jaar, PRODUCT[code].wet, "", a.agb, PRODUCT[code].zorgterrein, gewicht * 6_500, 10)
                for a in AANBIEDERS
                for code, gewicht in a.producten
                if code in ("54V01", "02A01", "01A01")
            ),
        ),
        "begroting.csv": maak_csv(
            "jaar wet gemeente_code zorgterrein begroting_eur",
            (
                (j, wet, gemeente.code, terrein, gemeente.gewicht * _PER_GEWICHT_EUR[wet] + (j - jaren[0]) * 10_000)
                for j in jaren
                for gemeente in GEMEENTEN
                for wet, terrein in sorted({(p.wet, p.zorgterrein) for p in PRODUCTEN})
            ),
        ),
        "kosten_target.csv": maak_csv(
            "jaar wet productcode kosten_per_client_eur clienten_aantal", _kosten_target(feiten, parameters, jaren)
        ),
        "normen.csv": maak_csv(
            "kpi wet perceel zorgterrein geldig_van geldig_tot norm bandbreedte richting bron", normen
        ),
        **maak_dossier(feiten, parameters, plannen),
    }
