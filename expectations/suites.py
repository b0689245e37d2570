"""What must hold, as data: per table the questions asked of every row, made from the tables the warehouse has.

Every check is a SQL expression that yields one number per row (NULL = this row is not judged) and the bounds it must
lie in, so that Great Expectations answers them all with one native expectation and gives counts and failing keys in
one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from expectations.controle import Ernst
from expectations.norm import lees_norm

SUITE_RAW = "grens_raw"
SUITE_MARTS = "grens_marts"
SUITE_NORM = "norm"

VERPLICHTE_TABELLEN = (
    "raw.bestand",
    "raw.bericht",
    "marts.kpi_plekken_realisatie",
    "marts.kpi_doorlooptijd",
    "marts.kpi_termijn",
)

NORM_TERMIJNEN = {
    "305_5WD": "van de starts (305) gemeld binnen 5 werkdagen",
    "307_5WD": "van de beëindigingen (307) gemeld binnen 5 werkdagen",
}
NORM_MAANDEN = 12
"""Months a norm looks back: long enough for small providers to have numbers, short enough to talk about today's
practice."""

_BASIS = ("wet", "gemeente_code", "aanbieder_agb")
KPI_SLEUTELS: dict[str, tuple[str, ...]] = {
    "kpi_plekken_realisatie": (*_BASIS, "productcode", "maand"),
    "kpi_lopende_voorzieningen": (*_BASIS, "inkoopcategorie", "maand"),
    "kpi_doorlooptijd": ("jaar", *_BASIS, "productcode"),
    "kpi_looptijd": ("jaar", *_BASIS, "productcode"),
    "kpi_uitstroomtype": ("jaar", *_BASIS, "uitstroomtype"),
    "kpi_passende_hulp": (*_BASIS, "productcode", "maand"),
    "kpi_productafschaling": ("jaar", *_BASIS, "zorgterrein"),
    "kpi_verwijzer": (*_BASIS, "maand", "verwijzer"),
    "kpi_doelrealisatie_uitstroom": ("jaar", "perceel", "gemeente_code", "aanbieder_agb"),
    "kpi_afschaling": ("jaar", "perceel", "gemeente_code", "aanbieder_agb"),
    "kpi_uitval": ("jaar", "perceel", "gemeente_code", "aanbieder_agb"),
    "kpi_reden_beeindiging": ("jaar", *_BASIS, "reden_beeindiging"),
    "kpi_normvoorstel": ("kpi", "perceel"),
    "kpi_budgetplafond": ("jaar", *_BASIS, "zorgterrein"),
    "kpi_bandbreedtebrief": ("moment", *_BASIS, "zorgterrein"),
    "kpi_betaalvorm": ("jaar", "wet", "gemeente_code", "segment", "methode"),
    "kpi_bevroren_plekken": ("moment", "soort", *_BASIS, "productcode", "maand"),
    "kpi_bevroren_uitgaven": ("moment", "soort", "wet", "zorgterrein", "gemeente_code", "maand"),
    "kpi_nabetaling": ("kennisdatum", *_BASIS, "productcode"),
    "kpi_recidive": ("cohortmaand", "wet", "zorgterrein", "gemeente_code", "aanbieder_agb"),
    "kpi_geen_nieuwe_start": ("cohortmaand", "wet", "zorgterrein", "gemeente_code", "aanbieder_agb"),
    "kpi_wachttijd": (*_BASIS, "productcode", "maand"),
    "kpi_termijn": ("termijn", *_BASIS, "maand", "verantwoordelijke"),
    "kpi_herstel": (*_BASIS, "maand"),
    "kpi_gebruik_317": (*_BASIS, "maand"),
    "kpi_volume": (*_BASIS, "productcode", "maand"),
    "kpi_signaal": ("signaal", *_BASIS, "maand"),
    "kpi_uitgaven": ("wet", "zorgterrein", "gemeente_code", "maand"),
    "kpi_kosten_per_client": ("jaar", "wet", "productcode"),
}
"""Grain of each published KPI table (contract, chapter 4)."""

_RAW_SLEUTEL = ("bestand_id", "bericht_id", "positie")


@dataclass(frozen=True)
class Toets:
    """One question: `uitdrukking` (SQL, a number per row, NULL = not judged) must lie in `minimum`..`maximum`."""

    naam: str
    kolom: str
    uitdrukking: str
    minimum: float | None
    maximum: float | None
    toelichting: str
    norm_pct: float | None = None


@dataclass(frozen=True)
class Vraag:
    """The questions about one table: `bron` is what follows FROM, `sleutel` the columns that name a row to a reader."""

    suite: str
    tabel: str
    bron: str
    sleutel: tuple[str, ...]
    ernst: Ernst
    toetsen: tuple[Toets, ...]

    @property
    def query(self) -> str:
        """SQL giving the key columns and one column `toets_<n>` per question."""
        sleutel = [f'"{k}"::varchar as "{k}"' for k in self.sleutel]
        toetsen = [f"({t.uitdrukking})::double as toets_{n}" for n, t in enumerate(self.toetsen)]
        return f"select {', '.join(sleutel + toetsen)} from {self.bron}"


Kolommen = dict[str, dict[str, str]]


def lees_kolommen(con: duckdb.DuckDBPyConnection) -> Kolommen:
    """`schema.table` -> column -> type, for every table and view of the warehouse."""
    uit: Kolommen = {}
    for schema, tabel, kolom, soort in con.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_catalog = current_database() order by table_schema, table_name, ordinal_position"
    ).fetchall():
        uit.setdefault(f"{schema}.{tabel}", {})[kolom] = soort
    return uit


def stel_vragen(con: duckdb.DuckDBPyConnection, peildatum: date) -> list[Vraag]:
    """All questions for this warehouse, in the order raw border, marts border, norm."""
    kolommen = lees_kolommen(con)
    vragen = _raw_vragen(kolommen) + _marts_vragen(kolommen)
    if "marts.kpi_termijn" in kolommen:
        vragen += _norm_vragen(con, peildatum)
    return vragen


def is_datumkolom(kolom: str, soort: str) -> bool:
    """True for a raw column that holds a date as received (`tests/expectations` compares this with the catalogue)."""
    return soort == "VARCHAR" and (kolom.endswith("datum") or "dagtekening" in kolom)


def _ja(voorwaarde: str) -> str:
    return f"coalesce({voorwaarde}, false)::integer"


def _uniek(sleutel: tuple[str, ...]) -> str:
    return f"count(*) over (partition by {', '.join(sleutel)})"


def _raw_vragen(kolommen: Kolommen) -> list[Vraag]:
    vragen = []
    for tabel, soorten in kolommen.items():
        if tabel == "raw.bericht":
            sleutel: tuple[str, ...] = ("bestand_id", "bericht_id")
        elif tabel == "raw.bestand":
            sleutel = ("bestand_id",)
        elif re.match(r"raw\.(b\d{3}_|retourcode$)", tabel):
            sleutel = _RAW_SLEUTEL
        else:
            continue
        toetsen = [
            Toets(
                "sleutel_gevuld",
                "",
                _ja(" and ".join(f"nullif({k}::varchar, '') is not null" for k in sleutel)),
                1,
                1,
                f"Elke regel heeft {', '.join(sleutel)}; zonder is niet na te gaan uit welk bestand een gegeven komt.",
            ),
            Toets(
                "sleutel_uniek",
                "",
                _uniek(sleutel),
                1,
                1,
                "Geen regel is dubbel geladen; anders tellen zorg en cliënten te hoog.",
            ),
        ]
        if tabel != "raw.bestand":
            toetsen += [
                Toets(
                    "datum_leesbaar",
                    kolom,
                    f"case when {kolom} <> '' then {_ja(_is_datum(kolom))} end",
                    1,
                    1,
                    f"Elke ingevulde {kolom} is een bestaande datum (jjjj-mm-dd).",
                )
                for kolom, soort in soorten.items()
                if is_datumkolom(kolom, soort)
            ]
        if tabel == "raw.bericht":
            toetsen += _header_toetsen()
        vragen.append(Vraag(SUITE_RAW, tabel, tabel, sleutel, "blokkerend", tuple(toetsen)))
    return vragen


def _is_datum(kolom: str) -> str:
    return rf"regexp_full_match({kolom}, '\d{{4}}-\d{{2}}-\d{{2}}') and try_cast({kolom} as date) is not null"


def _header_toetsen() -> list[Toets]:
    vormen = (
        ("wet", "wet in ('Jw', 'Wmo')", "De wet is Jw of Wmo."),
        ("berichttype", r"regexp_full_match(berichttype, '3\d\d')", "Het berichttype heeft de vorm 3xx, zoals 301."),
        (
            "bericht_code",
            r"regexp_full_match(bericht_code, '\d{3}')",
            "De berichtcode bestaat uit drie cijfers (COD002).",
        ),
        (
            "afzender",
            r"regexp_full_match(afzender, '\d{4}|\d{8}')",
            "De afzender is een gemeentecode van 4 of een AGB-code van 8 cijfers.",
        ),
        (
            "ontvanger",
            r"regexp_full_match(ontvanger, '\d{4}|\d{8}') and length(ontvanger) <> length(afzender)",
            "De ontvanger is een gemeentecode als de afzender een aanbieder is, en andersom.",
        ),
        ("identificatie", "trim(identificatie) <> ''", "Het bericht heeft een identificatie."),
        ("dagtekening", "dagtekening <> ''", "Het bericht heeft een dagtekening."),
    )
    return [Toets(f"{kolom}_vorm", kolom, _ja(sql), 1, 1, tekst) for kolom, sql, tekst in vormen]


def _marts_vragen(kolommen: Kolommen) -> list[Vraag]:
    vragen = []
    for volledig, soorten in kolommen.items():
        schema, tabel = volledig.split(".", 1)
        if schema != "marts" or not tabel.startswith("kpi_"):
            continue
        sleutel = KPI_SLEUTELS.get(tabel, ())
        toetsen = [
            Toets(
                "sleutel_bekend",
                "",
                str(int(set(sleutel) <= set(soorten) and bool(sleutel))),
                1,
                1,
                "De sleutel van deze tabel is vastgelegd; anders is niet te zien of iets dubbel telt.",
            )
        ]
        aanwezig = tuple(k for k in sleutel if k in soorten)
        if aanwezig:
            toetsen.append(
                Toets(
                    "sleutel_uniek",
                    "",
                    _uniek(aanwezig),
                    1,
                    1,
                    "Elke combinatie komt een keer voor; niets telt dubbel.",
                )
            )
        for kolom in soorten:
            if kolom.startswith("percentage") or kolom.endswith(("_percentage", "aandeel_pct")):
                toetsen.append(
                    Toets("percentage_0_100", kolom, kolom, 0, 100, f"{kolom} ligt tussen 0 en 100 procent.")
                )
            elif kolom.endswith(("dagen", "_aantal")) and not kolom.startswith("verschil"):
                toetsen.append(Toets("niet_negatief", kolom, kolom, 0, None, f"{kolom} is nooit lager dan 0."))
        if {"binnen_norm", "totaal"} <= set(soorten):
            toetsen.append(
                Toets(
                    "deel_niet_groter_dan_geheel",
                    "binnen_norm",
                    "totaal - binnen_norm",
                    0,
                    None,
                    "Er zijn nooit meer berichten op tijd dan er berichten zijn.",
                )
            )
        leesbaar = aanwezig or tuple(
            k for k in soorten if k in {"wet", "gemeente_code", "aanbieder_agb", "maand", "jaar"}
        )
        vragen.append(Vraag(SUITE_MARTS, volledig, volledig, leesbaar, "blokkerend", tuple(toetsen)))
    return vragen


def _norm_vragen(con: duckdb.DuckDBPyConnection, peildatum: date) -> list[Vraag]:
    """One question per term and law: is every provider, over the last months and all gemeenten together, at the
    norm?"""
    vragen = []
    # The first day not yet in a complete month: the months before it are the ones counted.
    vanaf = (peildatum + timedelta(days=1)).replace(day=1)
    for termijn, omschrijving in NORM_TERMIJNEN.items():
        for wet in ("Jw", "Wmo"):
            norm = lees_norm(con, termijn, wet, peildatum)
            bron = f"""(
                select wet, aanbieder_agb
                    , sum(binnen_norm)::bigint as op_tijd_aantal
                    , sum(totaal)::bigint as gemeld_aantal
                    , round(100.0 * sum(binnen_norm) / sum(totaal), 2) as op_tijd_pct
                    , min(maand)::date as vanaf_maand, max(maand)::date as tot_en_met_maand
                    , sum(binnen_norm)::double / sum(totaal) as op_tijd_deel
                from marts.kpi_termijn
                where termijn = '{termijn}' and wet = '{wet}' and gemeente_code = 'ALLE' and aanbieder_agb <> 'ALLE'
                    and maand > date '{vanaf.isoformat()}' - interval {NORM_MAANDEN + 1} month
                group by wet, aanbieder_agb
                having sum(totaal) > 0
            ) as per_aanbieder"""
            norm_tekst = f"{norm.percentage:g}".replace(".", ",")
            vragen.append(
                Vraag(
                    SUITE_NORM,
                    "marts.kpi_termijn",
                    bron,
                    (
                        "wet",
                        "aanbieder_agb",
                        "op_tijd_aantal",
                        "gemeld_aantal",
                        "op_tijd_pct",
                        "vanaf_maand",
                        "tot_en_met_maand",
                    ),
                    "signaal",
                    (
                        Toets(
                            f"norm_{termijn}_{wet}",
                            "percentage",
                            "100 * op_tijd_deel",
                            norm.percentage,
                            None,
                            f"{wet}: per aanbieder is in de laatste {NORM_MAANDEN} maanden ten minste"
                            f" {norm_tekst}% {omschrijving}. Bron van de norm: {norm.bron}.",
                            norm.percentage,
                        ),
                    ),
                )
            )
    return vragen
