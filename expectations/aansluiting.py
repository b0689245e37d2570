"""Do the published tables agree with one another, and the facts with what was received? Sums are read back here, never
a KPI computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expectations.vraag import SUITE_MARTS, Kolommen, Sleutels, Toets, Vraag

OPTELBAAR: dict[str, tuple[str, ...]] = {
    "kpi_plekken_realisatie": ("zorgdagen", "plekken_maand", "plekken_ytd", "realisatie_ytd_eur"),
    "kpi_lopende_voorzieningen": ("stand", "instroom", "uitstroom"),
    "kpi_doorlooptijd": ("beeindigd_aantal",),
    "kpi_looptijd": ("uitgestroomd_aantal", "lopend_aantal"),
    "kpi_uitstroomtype": ("toewijzingen_aantal",),
    "kpi_passende_hulp": ("trajecten_aantal", "wissel_aantal"),
    "kpi_productafschaling": ("overgangen_aantal", "afgeschaald_aantal", "opgeschaald_aantal"),
    "kpi_wachttijd": ("gestart_aantal", "wachtend_aantal"),
    "kpi_termijn": ("totaal", "binnen_norm"),
    "kpi_gebruik_317": ("wijzigingen_aantal", "met_317_aantal"),
    "kpi_volume": ("toegewezen_uren", "gedeclareerde_uren"),
    "kpi_uitgaven": ("ontvangen_maand_eur",),
    "kpi_kosten_per_client": ("kosten_real_eur",),
}
"""Columns that count days, records or money, so that an ALLE row is the sum of its parts. Clients and medians are not
among them: one client of two gemeenten is one client."""

OPTELDIMENSIES = ("gemeente_code", "aanbieder_agb", "productcode", "inkoopcategorie", "zorgterrein", "uitstroomtype")

VOORUIT = frozenset({"kpi_voorspelling"})
"""Tables of months that are still to come."""
AANDELEN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "kpi_termijn": (("percentage", "binnen_norm", "totaal"),),
    "kpi_doelrealisatie_uitstroom": (("percentage", "teller", "noemer"),),
    "kpi_afschaling": (("percentage", "teller", "noemer"),),
    "kpi_uitval": (("percentage", "teller", "noemer"),),
    "kpi_recidive": (("percentage", "teruggekeerd_aantal", "uitgestroomd_aantal"),),
    "kpi_geen_nieuwe_start": (("percentage", "geen_nieuwe_start_aantal", "uitgestroomd_aantal"),),
    "kpi_passende_hulp": (("percentage", "wissel_aantal", "trajecten_aantal"),),
    "kpi_gebruik_317": (("percentage", "met_317_aantal", "wijzigingen_aantal"),),
}
"""Percentage, and the part and the whole that stand beside it."""


@dataclass(frozen=True)
class Telling:
    """A mart that must hold as many rows per wet as the intermediate table it is made from, as far as `voorwaarde`
    holds there."""

    mart: str
    bron: str
    voorwaarde: str
    soort: str


TELLINGEN = (
    Telling("marts.fct_toewijzing", "intermediate.int_toewijzing", "not is_verwijderd", "toewijzingen"),
    Telling("marts.fct_levering", "intermediate.int_levering", "not is_verwijderd", "leveringen"),
    Telling("marts.fct_prestatie", "intermediate.int_prestatie", "true", "prestaties"),
    Telling("marts.fct_verzoek", "intermediate.int_verzoek", "true", "verzoeken"),
)

_EURO_AFRONDING = 0.005
"""Each amount is rounded to cents, so a sum of n amounts may be off by n times half a cent."""


def aansluit_vragen(kolommen: Kolommen, sleutels: Sleutels, peildatum: date, kennisdatum: date) -> list[Vraag]:
    """All reconciliations for the tables there are; each one stops the publication."""
    kpis = {naam.removeprefix("marts."): soorten for naam, soorten in kolommen.items() if naam.startswith("marts.kpi_")}
    vragen = [
        vraag
        for tabel, soorten in kpis.items()
        for vraag in _over_tabel(tabel, soorten, sleutels.get(f"marts.{tabel}", ()), peildatum)
    ]
    if {"stand", "instroom", "uitstroom", "maand"} <= kpis.get("kpi_lopende_voorzieningen", {}).keys():
        vragen.append(_stand_sluit_aan(sleutels["marts.kpi_lopende_voorzieningen"]))
    if {"ontvangen_maand_eur", "ontvangen_ytd_eur", "maand"} <= kpis.get("kpi_uitgaven", {}).keys():
        vragen.append(_jaar_is_som_van_maanden(sleutels["marts.kpi_uitgaven"]))
    if {"raw.bericht", "staging.bericht", "staging.stg_bericht_bekend", "marts.fct_bericht"} <= kolommen.keys():
        vragen.append(_berichten_komen_aan(kennisdatum))
    return vragen + [_rijen_komen_aan(t) for t in TELLINGEN if {t.mart, t.bron} <= kolommen.keys()]


def _over_tabel(tabel: str, soorten: Mapping[str, str], rij: tuple[str, ...], peildatum: date) -> Iterator[Vraag]:
    sleutel = tuple(k for k in rij if k in soorten)
    yield from _optelling(tabel, soorten, sleutel)
    yield from _rijen_kloppen(tabel, soorten, sleutel, peildatum)


def _optelling(tabel: str, soorten: Mapping[str, str], sleutel: tuple[str, ...]) -> Iterator[Vraag]:
    """Per dimension with ALLE rows: is ALLE the sum of the others, with everything else in the key the same?"""
    velden = [k for k in OPTELBAAR.get(tabel, ()) if k in soorten]
    dimensies = [d for d in sleutel if d in OPTELDIMENSIES]
    if not (velden and dimensies):
        return
    delen = []
    for dimensie in dimensies:
        rest = [k for k in sleutel if k != dimensie]
        kolommen = [f"'ALLE' as {k}" if k == dimensie else f"{k}::varchar as {k}" for k in sleutel]
        sommen = [
            f"coalesce(sum({v}) filter (where {dimensie} = 'ALLE'), 0)::double as {v}_alle"
            f", coalesce(sum({v}) filter (where coalesce({dimensie}, '') <> 'ALLE'), 0)::double as {v}_delen"
            for v in velden
        ]
        delen.append(
            f"select '{dimensie}' as opgeteld_over, {', '.join(kolommen)}, count(*) as rijen_aantal"
            f", {', '.join(sommen)} from marts.{tabel} group by {', '.join(rest)}"
        )
    yield Vraag(
        SUITE_MARTS,
        f"marts.{tabel}",
        f"({' union all '.join(delen)}) as optelling",
        ("opgeteld_over", *sleutel, *(f"{v}_{deel}" for v in velden for deel in ("alle", "delen"))),
        "blokkerend",
        tuple(
            Toets(
                "alle_is_som",
                veld,
                # Floating point sums depend on their order in the last digits.
                f"abs({veld}_alle - {veld}_delen) - 1e-9 * abs({veld}_alle)"
                + (f" - {_EURO_AFRONDING} * rijen_aantal" if veld.endswith("_eur") else ""),
                None,
                1e-6,
                f"{veld}: elke regel ALLE is de som van de regels waarover hij gaat"
                f"{', op afronding na' if veld.endswith('_eur') else ''}.",
            )
            for veld in velden
        ),
    )


def _rijen_kloppen(
    tabel: str, soorten: Mapping[str, str], sleutel: tuple[str, ...], peildatum: date
) -> Iterator[Vraag]:
    """What must hold within one row: a complete month, a percentage of the numbers beside it, a balance."""
    toetsen = [
        Toets(
            "maand_is_heel",
            maand,
            f"case when {maand} is not null then"
            f" ({maand} = date_trunc('month', {maand}) and last_day({maand}) <= date '{peildatum}')::integer end",
            1,
            1,
            f"{maand} is de eerste dag van een maand die op de peildatum voorbij is.",
        )
        for maand in ("maand", "cohortmaand")
        # of an intervention it is how many months after its start, of a forecast a month to come
        if soorten.get(maand) == "DATE" and tabel not in VOORUIT
    ]
    if "jaar" in soorten:
        toetsen.append(
            Toets("jaar_is_begonnen", "jaar", "jaar", None, peildatum.year, "jaar ligt niet na dat van de peildatum.")
        )
    toetsen += [
        Toets(
            "percentage_is_deel_van_geheel",
            percentage,
            f"abs(coalesce({percentage}, -1) - coalesce(100.0 * {deel} / nullif({geheel}, 0), -1))",
            None,
            1e-6,
            f"{percentage} is {deel} gedeeld door {geheel}, en leeg als er niets te delen is.",
        )
        for percentage, deel, geheel in AANDELEN.get(tabel, ())
        if {percentage, deel, geheel} <= soorten.keys()
    ]
    if {"saldo_ytd_eur", "realisatie_ytd_eur", "voorschot_ytd_eur"} <= soorten.keys():
        toetsen.append(
            Toets(
                "saldo_is_verschil",
                "saldo_ytd_eur",
                "abs(saldo_ytd_eur - (realisatie_ytd_eur - voorschot_ytd_eur))",
                None,
                1e-6,
                "Het saldo is de realisatie min het voorschot.",
            )
        )
    if {"verschil_eur", "hoeveelheidsverschil_eur", "prijsverschil_eur"} <= soorten.keys():
        toetsen.append(
            Toets(
                "verschil_is_hoeveelheid_en_prijs",
                "verschil_eur",
                "abs(verschil_eur - hoeveelheidsverschil_eur - prijsverschil_eur)",
                None,
                1e-6,
                "Het kostenverschil is het hoeveelheidsverschil plus het prijsverschil.",
            )
        )
    if toetsen and sleutel:
        yield Vraag(SUITE_MARTS, f"marts.{tabel}", f"marts.{tabel}", sleutel, "blokkerend", tuple(toetsen))


def _stand_sluit_aan(rij: tuple[str, ...]) -> Vraag:
    sleutel = tuple(k for k in rij if k != "maand")
    venster = f"over (partition by {', '.join(sleutel)} order by maand)"
    return Vraag(
        SUITE_MARTS,
        "marts.kpi_lopende_voorzieningen",
        f"""(
            select {", ".join(sleutel)}, maand, stand, instroom, uitstroom
                , lag(stand, 1, 0) {venster} as vorige_stand
                , datediff('month', lag(maand) {venster}, maand) as maanden_verder
            from marts.kpi_lopende_voorzieningen
        ) as lopend""",
        (*sleutel, "maand", "vorige_stand", "instroom", "uitstroom", "stand"),
        "blokkerend",
        (
            Toets(
                "stand_sluit_aan",
                "stand",
                "stand - (vorige_stand + instroom - uitstroom)",
                0,
                0,
                "De stand is die van de maand ervoor plus de instroom min de uitstroom.",
            ),
            Toets("geen_maand_ontbreekt", "maand", "maanden_verder", 1, 1, "In de reeks ontbreekt geen maand."),
        ),
    )


def _jaar_is_som_van_maanden(rij: tuple[str, ...]) -> Vraag:
    sleutel = tuple(k for k in rij if k != "maand")
    return Vraag(
        SUITE_MARTS,
        "marts.kpi_uitgaven",
        f"""(
            select {", ".join(sleutel)}, maand, ontvangen_ytd_eur
                , sum(ontvangen_maand_eur) over jaar as som_van_maanden_eur
                , count(*) over jaar as maanden_aantal
            from marts.kpi_uitgaven
            window jaar as (partition by {", ".join(sleutel)}, year(maand) order by maand)
        ) as uitgaven""",
        (*sleutel, "maand", "ontvangen_ytd_eur", "som_van_maanden_eur"),
        "blokkerend",
        (
            Toets(
                "jaar_is_som_van_maanden",
                "ontvangen_ytd_eur",
                f"abs(ontvangen_ytd_eur - som_van_maanden_eur) - {_EURO_AFRONDING} * (maanden_aantal + 1)",
                None,
                1e-6,
                "Wat over het jaar tot en met de maand is ontvangen is de som van de maanden, op afronding na.",
            ),
        ),
    )


def _berichten_komen_aan(kennisdatum: date) -> Vraag:
    """Received = counted + the later ones of a TR056 pair, per law and message type; what K does not know yet is left
    out on both sides."""
    return Vraag(
        SUITE_MARTS,
        "marts.fct_bericht",
        f"""(
            with soort as (
                select release, wet, berichttype, heentype is not null as is_retour from staging.bericht
            ), ontvangen as (
                select wet, berichttype, count(distinct bericht_id) as ontvangen_aantal
                from raw.bericht inner join soort using (release, wet, berichttype)
                where try_cast(case when is_retour then dagtekening_retour else dagtekening end as date)
                    <= date '{kennisdatum}'
                group by wet, berichttype
            ), tweeling as (
                select wet, berichttype, count(*) as dubbele_sleutel_aantal
                from staging.stg_bericht_bekend where volgorde > 1 group by wet, berichttype
            ), geteld as (
                select wet, berichttype, count(*) as geteld_aantal from marts.fct_bericht group by wet, berichttype
            )
            select wet, berichttype
                , coalesce(ontvangen_aantal, 0) as ontvangen_aantal
                , coalesce(dubbele_sleutel_aantal, 0) as dubbele_sleutel_aantal
                , coalesce(geteld_aantal, 0) as geteld_aantal
            from ontvangen full join tweeling using (wet, berichttype) full join geteld using (wet, berichttype)
        ) as bericht""",
        ("wet", "berichttype", "ontvangen_aantal", "dubbele_sleutel_aantal", "geteld_aantal"),
        "blokkerend",
        (
            Toets(
                "elk_bericht_komt_aan",
                "",
                "ontvangen_aantal - dubbele_sleutel_aantal - geteld_aantal",
                0,
                0,
                "Elk ontvangen bericht is een keer geteld, op de latere van berichten met dezelfde identificatie na"
                " (TR056).",
            ),
        ),
    )


def _rijen_komen_aan(telling: Telling) -> Vraag:
    return Vraag(
        SUITE_MARTS,
        telling.mart,
        f"""(
            with bron as (
                select wet, count(*) as aantal from {telling.bron} where {telling.voorwaarde} group by wet
            ), mart as (
                select wet, count(*) as aantal from {telling.mart} group by wet
            )
            select wet, coalesce(bron.aantal, 0) as bron_aantal, coalesce(mart.aantal, 0) as mart_aantal
            from bron full join mart using (wet)
        ) as {telling.soort}""",
        ("wet", "bron_aantal", "mart_aantal"),
        "blokkerend",
        (
            Toets(
                "elke_rij_komt_aan",
                "",
                "mart_aantal - bron_aantal",
                0,
                0,
                f"De tabel telt evenveel {telling.soort} als waaruit zij is gemaakt ({telling.bron}).",
            ),
        ),
    )
