"""The trail of one toewijzing: every message about it, whether each counts and why, and what follows from it.

Read from the warehouse as the last night left it, for the conversation in which somebody asks where a figure comes
from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

_KLASSEN = {
    "301": "toegewezen_product",
    "305": "start_product",
    "307": "stop_product",
    "323": "prestatie",
    "325": "prestatie",
}
# What a clerk wants to read of a record, in this order; the rest is in the source.
_VELDEN = {
    "toegewezen_product": (
        ("toewijzingsdatum", "toegewezen op"),
        ("toewijzingstijd", ""),
        ("ingangsdatum", "van"),
        ("einddatum", "tot en met"),
        ("reden_wijziging", "reden"),
        ("productcategorie", "categorie"),
        ("productcode", "product"),
        ("volume", "volume"),
        ("eenheid", "eenheid"),
        ("frequentie", "frequentie"),
        ("budget", "budget (cent)"),
        ("referentie_aanbieder", "referentie"),
    ),
    "start_product": (
        ("status_aanlevering", "status"),
        ("begindatum", "begin"),
        ("productcategorie", "categorie"),
        ("productcode", "product"),
    ),
    "stop_product": (
        ("status_aanlevering", "status"),
        ("begindatum", "begin"),
        ("einddatum", "einde"),
        ("reden_beeindiging", "reden"),
    ),
    "prestatie": (
        ("referentienummer", "prestatie"),
        ("product_periode_begindatum", "van"),
        ("product_periode_einddatum", "tot en met"),
        ("ingediend_bedrag", "bedrag (cent)"),
        ("debet_credit", ""),
    ),
}


class NietGevonden(LookupError):
    """No message names this toewijzing. The text is Dutch."""


@dataclass(frozen=True)
class Vermelding:
    """One record in one message. `oordeel` says whether it counts; `plaats` is the file and the line."""

    dagtekening: date | None
    berichttype: str
    identificatie: str
    inhoud: str
    oordeel: str
    plaats: str


def rijen(con: duckdb.DuckDBPyConnection, vraag: str, *waarden: object) -> list[dict[str, Any]]:
    """The rows of a query, each as column to value."""
    uitkomst = con.execute(vraag, list(waarden))
    kolommen = [kolom[0] for kolom in uitkomst.description or ()]
    return [dict(zip(kolommen, rij, strict=True)) for rij in uitkomst.fetchall()]


def _inhoud(rij: dict[str, Any], klasse: str) -> str:
    delen = [
        f"{naam} {rij[kolom]}".strip() for kolom, naam in _VELDEN[klasse] if kolom in rij and rij[kolom] is not None
    ]
    return ", ".join(delen)


def _oordeel(rij: dict[str, Any]) -> str:
    """Why a record counts or not, in the order in which the night decides."""
    if rij["telt_bestand"] is None:
        return "telt niet: zelfde kenmerk als een ander bericht (TR056), of nog niet bekend op de kennisdatum"
    if rij["telt_bestand"] != rij["bestand_id"]:
        return "zelfde bericht nog eens"
    if rij["retour_status"] == "afgekeurd":
        return f"telt niet: afgekeurd in het retour ({rij['retourcodes'] or 'zonder code'})"
    return f"telt ({rij['retour_status']})"


def vermeldingen(con: duckdb.DuckDBPyConnection, wet: str, gemeente_code: str, nummer: str) -> list[Vermelding]:
    """Every record about the toewijzing, oldest first. NietGevonden when there is none."""
    gevonden = []
    for berichttype, klasse in _KLASSEN.items():
        for rij in rijen(
            con,
            f"""
            SELECT
                b.*, k.*, f.pad, f.lid, k.regel AS record_regel, s.bestand_id AS telt_bestand, i.retour_status,
                TRY_CAST(b.dagtekening AS DATE) AS datum,
                (
                    SELECT string_agg(DISTINCT r.retourcode, ', ' ORDER BY r.retourcode)
                    FROM staging.stg_bericht AS t JOIN staging.stg_retourcode AS r USING (bericht_id)
                    WHERE t.wet = b.wet AND t.heentype = b.berichttype AND t.afzender = b.afzender
                        AND t.identificatie = b.identificatie AND r.is_afkeur
                ) AS retourcodes
            FROM raw.b{berichttype}_{klasse} AS k
            JOIN raw.bericht AS b USING (bestand_id, bericht_id)
            JOIN staging.bericht AS soort USING (release, wet, berichttype)
            JOIN raw.bestand AS f USING (bestand_id)
            LEFT JOIN staging.stg_bericht AS s ON s.bericht_id = b.bericht_id
            LEFT JOIN intermediate.int_bericht AS i ON i.bericht_id = b.bericht_id
            WHERE b.wet = ? AND k.toewijzingnummer = ?
                AND CASE WHEN soort.afzender = 'gemeente' THEN b.afzender ELSE b.ontvanger END = ?
            ORDER BY b.dagtekening, b.identificatie, k.positie, f.pad, f.lid
            """,
            wet,
            nummer,
            gemeente_code,
        ):
            plaats = rij["pad"] + (f" > {rij['lid']}" if rij["lid"] else "")
            gevonden.append(
                Vermelding(
                    rij["datum"],
                    berichttype,
                    rij["identificatie"],
                    _inhoud(rij, klasse),
                    _oordeel(rij),
                    f"{plaats}, regel {rij['record_regel']}",
                )
            )
    if not gevonden:
        raise NietGevonden(f"Geen bericht noemt toewijzing {nummer} van gemeente {gemeente_code} ({wet}).")
    return sorted(gevonden, key=lambda v: (v.dagtekening or date.min, v.berichttype, v.identificatie))


def _stand(titel: str, gevonden: list[dict[str, Any]], leeg: str) -> list[str]:
    """Rows of a mart as `column value` lists; the pseudonym is left out, it says nothing in a conversation."""
    regels = ["", titel]
    for rij in gevonden:
        delen = [f"{k} {v}" for k, v in rij.items() if v is not None and k not in ("client_id", "wet", "gemeente_code")]
        regels.append("  " + ", ".join(delen))
    return regels if gevonden else [*regels, f"  {leeg}"]


def spoor(con: duckdb.DuckDBPyConnection, wet: str, gemeente_code: str, nummer: str) -> list[str]:
    """The trail as lines of Dutch text; `nummer` as it is stored (masked when it can be a Bsn, no leading zeros).
    NietGevonden when no message names the toewijzing."""
    lijst = vermeldingen(con, wet, gemeente_code, nummer)
    sleutel = (wet, gemeente_code, nummer)
    filter_ = "WHERE wet = ? AND gemeente_code = ? AND toewijzingnummer = ?"
    peil = con.execute("SELECT peildatum, kennisdatum FROM raw.instelling").fetchone()
    regels = [f"Toewijzing {nummer}, gemeente {gemeente_code}, {wet}"]
    if peil:
        regels.append(f"Peildatum {peil[0]}, kennisdatum {peil[1]}")
    regels += ["", f"Berichten ({len(lijst)})"]
    for v in lijst:
        regels.append(f"  {v.dagtekening or 'zonder datum'}  {v.berichttype}  {v.identificatie:<12}  {v.oordeel}")
        regels.append(f"      {v.inhoud}")
        regels.append(f"      {v.plaats}")
    regels += _stand(
        "Versies, de laatste onderaan",
        rijen(
            con,
            "SELECT versie_nr, toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, reden_wijziging "
            f"FROM intermediate.int_toewijzing_versie {filter_} ORDER BY versie_nr",
            *sleutel,
        ),
        "geen: er is geen 301 dat telt",
    )
    regels += _stand(
        "Toewijzing zoals zij nu geldt (marts.fct_toewijzing)",
        rijen(con, f"SELECT * FROM marts.fct_toewijzing {filter_}", *sleutel),
        "geen: nooit toegewezen, afgekeurd of verwijderd",
    )
    regels += _stand(
        "Leveringen (marts.fct_levering)",
        rijen(con, f"SELECT * FROM marts.fct_levering {filter_} ORDER BY begindatum", *sleutel),
        "geen: er is geen start die telt",
    )
    return regels
