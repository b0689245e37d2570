"""What a page of the site is made of, as data: pages hold blocks, a block shows figures of one source.

A block is always one sheet (rows, columns, figures); table, chart and downloads are that same sheet.
`runtime_bron/site/blad.js` makes the sheet in the browser for the reader's selection, so a new block needs no script of
its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Filter = Literal["wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"]
Soort = Literal[
    "kerncijfers",
    "tabel",
    "lijst",
    "lijn",
    "staven",
    "puntenwolk",
    "waterval",
    "balken",
    "stoplicht",
    "aandacht",
    "matrix",
    "naast",
    "spreiding",
]
Gesprek = Literal["klein", "regulier", "strategisch"]

KOLOM_VAN_FILTER: Mapping[str, str] = {
    "wet": "wet",
    "jaar": "jaar",
    "maand": "maand",
    "gemeente": "gemeente_code",
    "aanbieder": "aanbieder_agb",
    "zorgterrein": "zorgterrein",
}
"""The column of a source that a filter acts on, unless the source says another (`filterkolom`)."""

RIJEN_VAN_ZORGTERREIN = ("productcode", "inkoopcategorie")
"""Rows that can be told apart by zorgterrein without a column of it: dim_product says which is whose."""

MIN_AANTAL = 5
"""Below it a provider is left out of a comparing chart (A16)."""

WARN_NOEMER = 10
"""A percentage over fewer than these gets a warning (A16)."""


SLEUTEL = ("wet", "gemeente_code", "aanbieder_agb")
"""The columns that nearly every table of figures has."""

STAND = ("voorlopig", "onvolledig")
"""What a table says of its figures: that they may still change (A12), that they reach before what was received."""


@dataclass(frozen=True)
class Bron:
    """Figures for one or more blocks: columns of one published table, and which of its rows. How a figure is counted is
    said in dbt and nowhere here: what no table has as it is shown has a model in `marts/pagina`.

    Without all of its columns its blocks are left out for this audience. The columns must hold `wet`, `voorlopig`
    (A12), `onvolledig` where the table has it, and `jaar` (integer) or `maand` (first of the month).

    `alleen` names the values that a column must have, `zonder` one that it may not have.

    `heel` keeps all providers in one file, for a block that compares them; otherwise the page loads a file per provider
    when it is chosen. `los`: its rows are not parts of totals (a ceiling of one provider), so without a choice all of
    them are shown; it is kept whole too. `vooruit`: it also holds months to come (a budget), which are no choice of
    period.

    A column may be named after several, joined by `|` ("aanbieder_agb|zorgterrein"): their values joined likewise, for
    rows of more than one dimension, which get the names of each, and for what repeats together on many rows, which is
    one text then. Empty when the first of them is."""

    naam: str
    tabel: str
    kolommen: tuple[str, ...]
    alleen: Mapping[str, tuple[str | bool, ...]] = field(default_factory=dict)
    zonder: Mapping[str, str] = field(default_factory=dict)
    heel: bool = False
    los: bool = False
    vooruit: bool = False
    tijdloos: bool = False
    """Rows without jaar or maand (steps, open findings): shown whatever year is chosen, and no choice follows from
    them."""
    filterkolom: Mapping[Filter, str] = field(default_factory=dict)
    """The column that a filter acts on where it is not the usual one; it is applied for ALLE as well, also to a source
    that is `los` (seen from all gemeenten is something else than all rows)."""

    anders: Bron | None = None
    """What an audience without this table (or its key) is shown instead, under the same names and about the same cases:
    the KPI table behind a table made for a page."""

    def volgt(self, filter_: Filter) -> bool:
        """Whether a choice in this filter changes which of its rows are shown."""
        if filter_ == "jaar":
            return not self.tijdloos
        return self.filterkolom.get(filter_, KOLOM_VAN_FILTER[filter_]) in self.kolommen

    @property
    def nodig(self) -> set[str]:
        """The columns of the table that it reads."""
        delen = {deel for kolom in self.kolommen for deel in kolom.split("|")}
        return delen | set(self.alleen) | set(self.zonder)


@dataclass(frozen=True)
class Maat:
    """A figure or text of a block: a column of its source and how it is written.

    `teken` -1 shows it below zero (uitstroom). `noemer` is the column a percentage is a part of: few in it gives a
    warning (A16); `alleen_tabel` keeps it out of the chart; `vast` is not provisional when the rest of its row is (a
    budget, last year). `teller` and `noemer` together let a total over months be computed again instead of added."""

    kolom: str
    naam: str
    decimalen: int = 0
    eenheid: str = ""
    teken: Literal[1, -1] = 1
    met_plus: bool = False
    alleen_tabel: bool = False
    vast: bool = False
    teller: str = ""
    noemer: str = ""


@dataclass(frozen=True)
class Punten:
    """The columns of a scatter: two axes and the number behind a mark; every column of `minimum` must reach
    MIN_AANTAL."""

    x: str
    y: str
    grootte: str
    minimum: tuple[str, ...]
    boven: str
    """What a mark above zero means; `onder` the same below it."""
    onder: str


@dataclass(frozen=True)
class Balken:
    """The columns of horizontal bars, one per row: up to `waarde` (from `van`, else from zero), lighter up to
    `verwacht`, with a stripe at `streep`."""

    waarde: str
    streep: str
    van: str = ""
    verwacht: str = ""
    tekst: str = ""
    """The maat that is written right of a bar; empty: the stripe of a bar with a begin, else how far it goes."""
    boven: str = ""
    """What a bar beyond its stripe means; `onder` one that is not. Empty: they are not compared."""
    onder: str = ""


@dataclass(frozen=True)
class Blok:
    """One sheet of a page.

    A `stoplicht` has its own rows and columns, made from a source with the columns of STOPLICHT
    (`paginas/overzicht.py`), and so has `aandacht`, of AANDACHT; the maten are not used. So have `matrix` (a row per
    provider, a column per KPI, to be sorted, and to be chosen from) and `naast` (the chosen ones side by side), of
    MATRIX (`paginas/aanbieders.py`).

    `rij` is the column whose values become the rows (ALLE becomes the last row, `totaalnaam`); empty: every maat is a
    row. Rows per aanbieder_agb ignore the filter on provider and mark the chosen one. `over` is what stands across: the
    months of the year, the maten (of the last month or of the year), or the maten of last year and this year; "rijen"
    shows every row of the source as it stands there, in the source's order.

    A source of kind "spreiding" has the columns waarde, laagste, kwart, mediaan, driekwart and hoogste, and per row
    decimalen and eenheid: a figure beside how it lies among others.

    With `maatkeuze` the reader chooses which maat is shown across the months; otherwise every maat has a row per value
    of `rij`. `totaal` adds a column after the months: the figure of the last month (year-to-date figures), or the
    sum; `na` are maten of the last month in columns behind it.

    A waterval goes from the first maat to the last by those between: of the one row, or of every value of `rij`."""

    id: str
    titel: str
    uitleg: str
    bron: Bron
    soort: Soort
    maten: tuple[Maat, ...]
    rij: str = ""
    rijkop: str = ""
    over: Literal["maand", "maat", "jaren", "rijen"] = "maand"
    venster: int = 0
    """Months that stand across, up to the last of the selection, over the turn of the year; 0: those of the year. A sum
    after the months stays that of the year."""
    namen: Mapping[str, str] = field(default_factory=dict)
    """What a value of `rij` is called; their order is that of the rows."""
    totaalnaam: str = "Totaal"
    totaal: Literal["", "laatste", "som"] = ""
    totaalkop: str = "Totaal (YTD)"
    na: tuple[Maat, ...] = ()
    maatkeuze: bool = False
    norm: str = ""
    """A column of the source that holds the norm; drawn as a broken line."""
    punten: Punten | None = None
    balken: Balken | None = None
    y_titel: str = ""
    leeg: str = "Voor deze selectie zijn er geen cijfers."
    link: str = ""
    """A page where the reader finds more about it."""
    links: Mapping[str, str] = field(default_factory=dict)
    """The page behind a row, by what the row is about; a page that the site does not have is no link."""
    bij: Bron | None = None
    """A source beside the figures (stoplicht: the steps of follow-up, a column); without it the block stays."""
    bestand: str = ""
    """A file beside the site about the chosen provider ({aanbieder} in the name); linked when the block has rows."""
    bestandstekst: str = ""
    zonder_vorig: bool = False
    """No figure of a year earlier beside a tile: it would be about other months."""
    gesprek: Gesprek = "klein"
    """The lightest conversation of contract management (K001-19) that this block belongs to."""

    ontbreekt: tuple[str, ...] = ()
    """Names of maten that this audience does not have (`aanpassen.py`)."""

    def volgt(self, filter_: Filter) -> bool:
        """Whether a choice in this filter changes what the block shows."""
        if filter_ == "zorgterrein" and self.rij in RIJEN_VAN_ZORGTERREIN:
            return True
        return self.bron.volgt(filter_) or (filter_ == "maand" and self.soort == "stoplicht")


@dataclass(frozen=True)
class Pagina:
    """A page of the site: `naam` is its file name, `vraag` the question it answers. `sjabloon` may be one that extends
    pagina.html.j2 for what is not a figure."""

    naam: str
    titel: str
    vraag: str
    blokken: tuple[Blok, ...]
    filters: tuple[Filter, ...] = ("wet", "jaar", "maand", "gemeente", "aanbieder")
    sjabloon: str = "pagina.html.j2"
    weggelaten: tuple[str, ...] = ()
    """Titles of blocks that this audience does not have (`aanpassen.py`)."""
    eerst_wet: str = ""
    """The law that it shows to who has not chosen one; empty: the first of the site."""
    kies_aanbieder: bool = False
    """Nothing to show before a provider is chosen; the page then says so and names them."""

    @property
    def heeft_cijfers(self) -> bool:
        """Whether it is about figures, here or elsewhere; Definities is not."""
        return bool(self.blokken or self.weggelaten)

    @property
    def bronnen(self) -> tuple[Bron, ...]:
        """The sources of its blocks, each once."""
        van_blokken = (bron for blok in self.blokken for bron in (blok.bron, blok.bij) if bron)
        return tuple({bron.naam: bron for bron in van_blokken}.values())
