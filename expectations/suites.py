"""The questions at the borders, made from the tables the warehouse has: raw in, marts out, and the agreed norms."""

from __future__ import annotations

import re

from expectations.vraag import NIET_TONEN, SUITE_MARTS, SUITE_RAW, Kolommen, Sleutels, Toets, Vraag, ja, uniek

VERPLICHTE_TABELLEN = (
    "raw.bestand",
    "raw.bericht",
    "marts.kpi_plekken_realisatie",
    "marts.kpi_doorlooptijd",
    "marts.kpi_termijn",
)

_RAW_SLEUTEL = ("bestand_id", "bericht_id", "positie")


def is_datumkolom(kolom: str, soort: str) -> bool:
    """True for a raw column that holds a date as received (`tests/expectations` compares this with the catalogue)."""
    return soort == "VARCHAR" and (kolom.endswith("datum") or "dagtekening" in kolom)


def raw_vragen(kolommen: Kolommen) -> list[Vraag]:
    """Of every table of messages: keys, readable dates, the form of the header."""
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
                ja(" and ".join(f"nullif({k}::varchar, '') is not null" for k in sleutel)),
                1,
                1,
                f"Elke regel heeft {', '.join(sleutel)}; zonder is niet na te gaan uit welk bestand een gegeven komt.",
            ),
            Toets(
                "sleutel_uniek",
                "",
                uniek(sleutel),
                1,
                1,
                "Geen regel is dubbel geladen; anders tellen zorg en cliënten te hoog.",
            ),
        ]
        if tabel != "raw.bestand":
            toetsen.append(_hoort_bij(tabel))
            toetsen += [
                Toets(
                    "datum_leesbaar",
                    kolom,
                    f"case when {kolom} <> '' then {ja(_is_datum(kolom))} end",
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


def _hoort_bij(tabel: str) -> Toets:
    """A record without its message, or a message without its file, is left of a load that broke off."""
    if tabel == "raw.bericht":
        naam, kolommen, ouder = "hoort_bij_bestand", "bestand_id", "raw.bestand"
    else:
        naam, kolommen, ouder = "hoort_bij_bericht", "bestand_id, bericht_id", "raw.bericht"
    return Toets(
        naam,
        "",
        ja(f"({kolommen}) in (select ({kolommen}) from {ouder})"),
        1,
        1,
        f"Elke regel hoort bij een regel van {ouder}; anders is niet na te gaan wanneer en waaruit hij is geladen.",
    )


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
    return [Toets(f"{kolom}_vorm", kolom, ja(sql), 1, 1, tekst) for kolom, sql, tekst in vormen]


def marts_vragen(kolommen: Kolommen, sleutels: Sleutels) -> list[Vraag]:
    """Of every KPI table and of the facts: keys and ranges."""
    vragen = []
    for volledig, sleutel in sleutels.items():
        if volledig.startswith("marts.fct_") and set(sleutel) <= kolommen.get(volledig, {}).keys():
            toets = Toets("sleutel_uniek", "", uniek(sleutel), 1, 1, "Elke regel komt een keer voor.")
            leesbaar = tuple(kolom for kolom in sleutel if kolom != NIET_TONEN)
            vragen.append(Vraag(SUITE_MARTS, volledig, volledig, leesbaar, "blokkerend", (toets,)))
    for volledig, soorten in kolommen.items():
        schema, tabel = volledig.split(".", 1)
        if schema != "marts" or not tabel.startswith("kpi_"):
            continue
        sleutel = sleutels.get(volledig, ())
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
                    uniek(aanwezig),
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
