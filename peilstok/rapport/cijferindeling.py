"""In which order and under which names a reader meets the tables of `cijfers.html`, and what their columns are called.

Names of measures are not here: those are in marts.dim_maat."""

from __future__ import annotations

from typing import NamedTuple

TITELS = {
    "Naast anderen": {"spreiding_aanbieder": "Uw cijfers naast die van andere aanbieders"},
    "Hoeveel hulp": {
        "kpi_lopende_voorzieningen": "Lopende voorzieningen",
        "kpi_plekken_realisatie": "Plekken en realisatie",
        "kpi_verwijzer": "Cliënten naar verwijzer",
    },
    "Hoe lang": {
        "kpi_wachttijd": "Wachttijd",
        "kpi_doorlooptijd": "Doorlooptijd van toewijzingen",
        "kpi_looptijd": "Looptijd van de zorg",
    },
    "Resultaat": {
        "kpi_doelrealisatie_uitstroom": "Doelrealisatie: uitstroom volgens plan",
        "kpi_afschaling": "Doelrealisatie: afschaling",
        "kpi_uitval": "Uitval",
        "kpi_uitstroomtype": "Hoe het verder ging na een toewijzing",
        "kpi_recidive": "Terugkeer na uitstroom",
    },
    "Geld": {"kpi_uitgaven": "Uitgaven en begroting"},
    "Op tijd": {"kpi_termijn": "Op tijd volgens de termijnen"},
    "Uitkomsten van de jeugdhulp": {
        "kpi_tevredenheid": "Tevredenheid",
        "kpi_doelen": "Doelen behaald",
        "kpi_zonder_hulp": "Verder zonder hulp",
        "kpi_uitkomst_uitval": "Uitval uit de jeugdhulp",
    },
}
"""Group -> table -> title, in the reader's order: how much, how long, results, money, on time, outcomes."""

OVERIGE_GROEP = "Andere cijfers"

PERIODEN = ("maand", "cohortmaand", "kwartaal", "jaar")
BLOKKEN = ("termijn", "verantwoordelijke", "wet", "perceel", "schaal")
"""Columns that divide a table in parts that are never added up."""

SOORTEN = {
    "gemeente_code": "gemeente",
    "aanbieder_agb": "aanbieder",
    "productcode": "product",
    "inkoopcategorie": "inkoopcategorie",
    "zorgterrein": "zorgterrein",
    "hulpvorm": "hulpvorm",
    "respondent": "respondent",
    "verwijzer": "verwijzer",
    "uitstroomtype": "vervolg",
    "maat": "cijfer",
}
"""Columns by which a total (ALLE) is divided, and what one such row is about."""

OVERIGE = {
    "aanbieder": "Overige aanbieders",
    "product": "Overige producten",
    "inkoopcategorie": "Overige inkoopcategorieën",
    "hulpvorm": "Overige hulpvormen",
    "verwijzer": "Overige verwijzers",
    "vervolg": "Overig vervolg",
}
"""What a row OVERIG is called, by what it takes together."""

KOPPEN = {
    "kleur": "Kleur",
    "omschrijving": "Omschrijving",
    "gedeclareerd_tot": "Gedeclareerd tot en met",
    "waarde": "Uw cijfer",
    "n_clienten": "Uw cliënten",
    "vergeleken_met": "Vergeleken met",
    "anderen_aantal": "Andere aanbieders",
    "kwart": "Een kwart zit onder",
    "mediaan": "De helft zit onder",
    "driekwart": "Driekwart zit onder",
}
"""Headings of columns that are no measure."""

ALLEEN_PER = {
    ("kpi_lopende_voorzieningen", "aandeel_pct"): "inkoopcategorie",
    ("kpi_verwijzer", "aandeel_pct"): "verwijzer",
}
"""Shares within a row's own total, by (table, column): in rows that are not divided by this column they are 100% and
would be read as something else."""

PER_RIJ = ("waarde", "kwart", "mediaan", "driekwart")
"""Columns whose unit is that of the row's own measure."""


class Plek(NamedTuple):
    """Where a table stands: `volgorde` sorts, `groep` and `titel` are for the reader."""

    volgorde: tuple[int, str]
    groep: str
    titel: str


def plek(tabel: str) -> Plek:
    """The place of `tabel` (without schema); one that is not in `TITELS` comes last under its own name."""
    ingedeeld = [(groep, naam, titel) for groep, titels in TITELS.items() for naam, titel in titels.items()]
    for nummer, (groep, naam, titel) in enumerate(ingedeeld):
        if naam == tabel:
            return Plek((nummer, ""), groep, titel)
    kaal = tabel.removeprefix("kpi_").replace("_", " ")
    return Plek((len(ingedeeld), tabel), OVERIGE_GROEP, kaal[:1].upper() + kaal[1:])
