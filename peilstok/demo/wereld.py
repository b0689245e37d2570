"""The fixed part of the region: gemeenten, fictional aanbieders and the products they deliver."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gemeente:
    """A real gemeente (CBS code); `postcodes` are its four digits."""

    code: str
    naam: str
    postcodes: tuple[str, ...]
    gewicht: int


@dataclass(frozen=True)
class Product:
    """A product with its norm. Codes, prices and norms of Jw: seed 002 (K002-02, K002-09); Wmo is invented.

    `prijs_eur` per traject of `norm_dagen`; `tarief_cent` per eenheid, for minutes per hour; `omvang` as (lowest
    volume, highest volume, eenheid WJ756, frequentie WMO757); `trend` is the weight of new clients at the end of the
    two years for each one at the beginning; `open_einde` the share of toewijzingen without einddatum.
    """

    wet: str
    code: str
    categorie: str
    naam: str
    inkoopcategorie: str
    zorgterrein: str
    perceel: str
    groep: str
    norm_dagen: int
    prijs_eur: int
    tarief_cent: int
    rangorde: int
    omvang: tuple[int, int, str, str]
    trend: float
    open_einde: float = 0.0


@dataclass(frozen=True)
class Aanbieder:
    """A fictional aanbieder (AGB codes beginning with 009 are not given out). Pairs hold the first and the second
    year.

    `duur` is the length of its toewijzingen as a part of the norm, `op_tijd` the share of its 305 and 307 within five
    working days, `wacht_dagen` the mean wait from ingangsdatum to start. `product_in_regie`: its 305 and 307 name the
    product; `voorloopnullen`: its software pads toewijzingnummers.
    """

    agb: str
    naam: str
    segment: str
    producten: tuple[tuple[str, int], ...]
    duur: tuple[float, float]
    op_tijd: tuple[float, float]
    wacht_dagen: int
    product_in_regie: bool = True
    voorloopnullen: bool = False


GEMEENTEN = (
    Gemeente("0384", "Diemen", ("1111", "1112", "1113"), 45),
    Gemeente("0437", "Ouder-Amstel", ("1115", "1184", "1191"), 20),
    Gemeente("0451", "Uithoorn", ("1421", "1422", "1423"), 35),
)

MINUUT = "01"
_DAGDEEL, _UUR, _ETMAAL = "16", "04", "14"
_PER_WEEK, PER_MAAND = "2", "4"

PRODUCTEN = (
    Product("Jw", "45V01", "45", "Jeugdhulp ambulant", "Ambulant", "J&O", "", "begeleiding", 365, 7500, 5220, 1,
            (90, 240, MINUUT, _PER_WEEK), 1.3),
    Product("Jw", "54V01", "54", "Jeugd-ggz (specialistisch)", "Jeugd-ggz", "Jeugd-ggz", "", "behandeling", 365, 4500,
            5760, 3, (60, 120, MINUUT, _PER_WEEK), 1.6),
    Product("Jw", "41V01", "41", "Dagbesteding jeugd", "Dagbehandeling", "J&O", "", "dagbesteding", 275, 7500, 4780,
            2, (2, 6, _DAGDEEL, _PER_WEEK), 0.8),
    Product("Jw", "41V02", "41", "Groepsbehandeling", "Dagbehandeling", "J&O", "", "behandeling", 365, 16000, 5110, 4,
            (4, 8, _DAGDEEL, _PER_WEEK), 1.0),
    Product("Wmo", "02A01", "02", "Begeleiding individueel", "Begeleiding", "Begeleiding", "1", "begeleiding", 365,
            6200, 4800, 2, (1, 4, _UUR, _PER_WEEK), 1.2),
    Product("Wmo", "02A02", "02", "Begeleiding specialistisch", "Begeleiding", "Begeleiding", "2", "begeleiding", 275,
            9800, 6240, 3, (2, 6, _UUR, _PER_WEEK), 1.5),
    Product("Wmo", "07A01", "07", "Dagbesteding", "Dagbesteding", "Dagbesteding", "3", "begeleiding", 365, 8400, 3200,
            2, (2, 8, _DAGDEEL, _PER_WEEK), 0.9),
    Product("Wmo", "01A01", "01", "Hulp bij het huishouden", "Huishouden", "Huishouden", "", "huishouden", 365, 3100,
            2640, 1, (390, 480, MINUUT, PER_MAAND), 1.4, 0.2),
    Product("Wmo", "15A01", "15", "Beschermd wonen", "Beschermd wonen", "Beschermd wonen", "4", "beschermd wonen", 365,
            42000, 11500, 5, (7, 7, _ETMAAL, _PER_WEEK), 0.7),
)  # fmt: skip
PRODUCT = {product.code: product for product in PRODUCTEN}

AANBIEDERS = (
    Aanbieder("00910001", "Stichting De Wissel", "strategisch", (("45V01", 9), ("54V01", 7)), (0.85, 0.70),
              (0.95, 0.97), 12),
    Aanbieder("00910002", "Jeugdhulp Amstelhoeve", "strategisch", (("41V01", 6), ("41V02", 4), ("45V01", 4)),
              (0.75, 0.95), (0.86, 0.93), 20),
    Aanbieder("00910003", "Praktijk De Vlieger", "klein", (("54V01", 7),), (0.55, 0.50), (0.60, 0.82), 8),
    Aanbieder("00910004", "GGZ Veenweide Jeugd", "regulier", (("54V01", 7), ("45V01", 3)), (0.95, 1.10), (0.80, 0.58),
              42, False),
    Aanbieder("00910005", "Kinderatelier Zonnedauw", "regulier", (("41V01", 5), ("41V02", 5)), (0.70, 0.60),
              (0.97, 0.99), 10),
    Aanbieder("00910006", "Zorggroep Legmeer", "strategisch", (("45V01", 7), ("02A01", 7), ("07A01", 5)), (0.90, 0.80),
              (0.91, 0.87), 16),
    Aanbieder("00910007", "Begeleid Wonen De Haven", "regulier", (("15A01", 6), ("02A02", 5)), (0.90, 1.00),
              (0.74, 0.91), 30),
    Aanbieder("00910008", "Thuishulp Rondehoep", "regulier", (("01A01", 11),), (0.80, 0.65), (0.98, 0.97), 6, True,
              True),
    Aanbieder("00910009", "Dagcentrum Het Fort", "klein", (("07A01", 8),), (0.60, 0.80), (0.55, 0.70), 14),
    Aanbieder("00910010", "Bovenkerk Begeleiding", "regulier", (("02A01", 6), ("02A02", 6)), (0.75, 0.60),
              (0.84, 0.92), 12),
    Aanbieder("00910011", "Huishoudhulp De Poel", "klein", (("01A01", 9),), (0.65, 0.75), (0.90, 0.90), 9, False),
    Aanbieder("00910012", "Gezin en Zo", "regulier", (("45V01", 6), ("02A01", 6)), (0.50, 0.65), (0.82, 0.76), 24),
)  # fmt: skip

OEFENAANBIEDER = Aanbieder(
    "00910099",
    "Oefenpraktijk De Kievit",
    "klein",
    (("45V01", 1), ("54V01", 1), ("02A01", 1), ("07A01", 1)),
    (1.0, 1.0),
    (1.0, 1.0),
    0,
)
"""Whose messages go wrong on purpose: no client of the simulation comes here."""


def aanbieders(met_oefening: bool) -> tuple[Aanbieder, ...]:
    """All of them, the practice one only where it has a part."""
    return (*AANBIEDERS, OEFENAANBIEDER) if met_oefening else AANBIEDERS


VERWIJZERS = {
    "01": "Gemeente",
    "02": "Huisarts",
    "03": "Jeugdarts",
    "04": "Gecertificeerde instelling",
    "05": "Medisch specialist",
    "06": "Zelfverwijzer / geen verwijzer",
    "08": "Rechter, Officier van Justitie, functionaris Justitiële jeugdinrichting",
}
"""COD327."""

VERWIJZER_GEWICHT = {
    "45V01": {"01": 40, "02": 15, "03": 15, "04": 25, "08": 5},
    "54V01": {"01": 10, "02": 60, "03": 15, "05": 15},
    "41V01": {"01": 45, "02": 15, "03": 10, "04": 25, "08": 5},
    "41V02": {"01": 30, "02": 25, "03": 15, "04": 15, "05": 15},
    "02A01": {"01": 60, "02": 15, "06": 25},
    "02A02": {"01": 55, "02": 20, "05": 15, "06": 10},
    "07A01": {"01": 50, "02": 25, "05": 10, "06": 15},
    "01A01": {"01": 60, "02": 10, "06": 30},
    "15A01": {"01": 80, "05": 20},
}
"""Who refers to a product, as weights."""
