"""What was refused, at the border of raw: that something was loaded at all, the share refused, and unknown releases.

A landing of which everything is refused leaves empty tables, and of an empty table nothing deviates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from expectations.vraag import SUITE_RAW, Kolommen, Toets, Vraag

_GEEN_BERICHTEN = "('referentie', 'terugkoppeling', 'uitkomsten')"
"""Folders of the landing whose refusals are no messages."""


def geladen_vraag(kolommen: Kolommen, kennisdatum: date) -> list[Vraag]:
    """Is one message loaded and known on `kennisdatum`? Without one no figure says anything, so it blocks."""
    if not {"raw.bericht", "raw.bestand"} <= kolommen.keys():
        return []
    bron = f"""(
        select count(*) filter (where not is_geweigerd) as geladen_aantal
            , count(*) filter (where is_geweigerd) as geweigerd_aantal
        from ({_ontvangen(kennisdatum)}) as ontvangen
    ) as landing"""
    return [
        Vraag(
            SUITE_RAW,
            "raw.bericht",
            bron,
            ("geladen_aantal", "geweigerd_aantal"),
            "blokkerend",
            (
                Toets(
                    "iets_geladen",
                    "",
                    "geladen_aantal",
                    1,
                    None,
                    "Er is ten minste een bericht geladen. Is er niets geladen, dan zijn alle cijfers leeg en zegt geen"
                    " enkele controle iets. Kijk of er bestanden in de landingsmap staan, en waarom ze zijn geweigerd"
                    " (tabel raw.bestand).",
                ),
            ),
        )
    ]


def weigering_vragen(kolommen: Kolommen, kennisdatum: date, grens: Mapping[str, float]) -> list[Vraag]:
    """The share refused of all messages, and by law, sender and release: at most so much, and no more than usual; and
    releases that are not read, or come for the first time. Signals: what was loaded is right."""
    if not {"raw.bericht", "raw.bestand", "staging.bericht"} <= kolommen.keys():
        return []
    return [_aandeel(kennisdatum, grens), _release(kennisdatum, int(grens["weigering_recent_dagen"]))]


def _ontvangen(kennisdatum: date) -> str:
    """Every message known on `kennisdatum` once, loaded or refused; of what could not be read at all little is known,
    and it may be no message. What came right later is no longer refused."""
    return f"""
        select distinct bericht_id as id, wet, release, berichttype, afzender
            , null::varchar as gemeente_code, null::varchar as aanbieder_agb
            , try_cast(coalesce(nullif(dagtekening_retour, ''), dagtekening) as date) as dag, false as is_geweigerd
        from raw.bericht
        where coalesce(
            try_cast(coalesce(nullif(dagtekening_retour, ''), dagtekening) as date) <= date '{kennisdatum}', true
        )
        union all
        select bestand_id, wet, release, berichttype, afzender, gemeente_code, aanbieder_agb, dagtekening, true
        from raw.bestand
        where status = 'quarantaine' and opgelost_door is null
            and coalesce(split_part(pad, '/', 1) not in {_GEEN_BERICHTEN}, true)
            and coalesce(dagtekening <= date '{kennisdatum}', true)
    """


def _aandeel(kennisdatum: date, grens: Mapping[str, float]) -> Vraag:
    recent = f"dag > date '{kennisdatum}' - {int(grens['weigering_recent_dagen'])}"
    eerder = f"dag > date '{kennisdatum}' - {int(grens['weigering_recent_dagen'] + 365)} and not {recent}"
    tellingen = {"": "true", "recent_": recent, "eerder_": eerder}
    tellers = "\n".join(
        f", count(*) filter (where {wanneer}) as {naam}aantal"
        f", count(*) filter (where is_geweigerd and {wanneer}) as {naam}geweigerd_aantal"
        for naam, wanneer in tellingen.items()
    )
    # The header of a refused message need not hold its sender; its type says which of the two parties that is.
    bron = f"""(
        with soort as (
            select berichttype, min(afzender) as afzender from staging.bericht group by berichttype
        ), ontvangen as (
            select b.* replace (coalesce(
                b.afzender, case soort.afzender when 'gemeente' then b.gemeente_code else b.aanbieder_agb end
            ) as afzender)
            from ({_ontvangen(kennisdatum)}) as b left join soort on soort.berichttype = b.berichttype
        ), deel as (
            select 'alle berichten' as soort, '' as waarde, dag, is_geweigerd from ontvangen
            union all
            select 'wet', wet, dag, is_geweigerd from ontvangen
            union all
            select 'release', wet || ' ' || release, dag, is_geweigerd from ontvangen
            union all
            select 'afzender', afzender, dag, is_geweigerd from ontvangen
            where regexp_full_match(afzender, '[0-9]{{4}}|[0-9]{{8}}')
        )
        select soort, waarde {tellers} from deel where waarde is not null group by soort, waarde
    ) as weigering"""
    minimaal, hoogst, meer = (grens[f"weigering_{naam}"] for naam in ("min_aantal", "max_pct", "stijging_pct"))
    return Vraag(
        SUITE_RAW,
        "raw.bestand",
        bron,
        (
            "soort",
            "waarde",
            "aantal",
            "geweigerd_aantal",
            "recent_aantal",
            "recent_geweigerd_aantal",
            "eerder_aantal",
            "eerder_geweigerd_aantal",
        ),
        "signaal",
        (
            Toets(
                "weigering_aandeel",
                "status",
                f"case when aantal >= {minimaal} then 100.0 * geweigerd_aantal / aantal end",
                0,
                hoogst,
                f"Van alle berichten, en van die van elke wet, afzender en release, is niet meer dan {hoogst:g}%"
                " geweigerd. Is het meer, dan rusten de cijfers op een deel van de berichten. Kijk in raw.bestand naar"
                " de reden, en vraag de afzender of leverancier ze goed aan te leveren.",
            ),
            Toets(
                "weigering_als_gebruikelijk",
                "status",
                f"case when recent_aantal >= {minimaal} and eerder_aantal >= {minimaal}"
                " then 100.0 * recent_geweigerd_aantal / recent_aantal"
                " - 100.0 * eerder_geweigerd_aantal / eerder_aantal end",
                None,
                meer,
                f"In de laatste {grens['weigering_recent_dagen']:g} dagen is niet meer dan {meer:g} procentpunt boven"
                " het gebruikelijke (het jaar ervoor) geweigerd: van alle berichten, en van die van elke wet, afzender"
                " en release. Is het meer, dan is er bij de afzender of in zijn software iets veranderd.",
            ),
        ),
    )


def _release(kennisdatum: date, dagen: int) -> Vraag:
    bron = f"""(
        with per_release as (
            select wet, release, min(dag) as eerste_dag, count(*) as aantal
                , count(*) filter (where is_geweigerd) as geweigerd_aantal
            from ({_ontvangen(kennisdatum)}) as ontvangen
            where wet is not null and release is not null
            group by wet, release
        )
        select wet, release, aantal, geweigerd_aantal, eerste_dag
            , min(eerste_dag) over (partition by wet) as begin_wet
            , (wet, release) in (select (wet, release) from staging.bericht) as is_bekend
        from per_release
    ) as release"""
    recent = f"date '{kennisdatum}' - {dagen}"
    return Vraag(
        SUITE_RAW,
        "raw.bestand",
        bron,
        ("wet", "release", "aantal", "geweigerd_aantal", "eerste_dag"),
        "signaal",
        (
            Toets(
                "release_wordt_gelezen",
                "release",
                "is_bekend::integer",
                1,
                1,
                "Elk bericht is van een release die wordt gelezen. Van een andere release wordt alles geweigerd; wat"
                " daarin staat, ontbreekt in de cijfers.",
            ),
            Toets(
                "release_is_niet_nieuw",
                "release",
                f"case when begin_wet <= {recent} then (eerste_dag <= {recent})::integer end",
                1,
                1,
                f"In de laatste {dagen} dagen kwam geen release voor het eerst voor. Is er wel een nieuwe, kijk dan of"
                " haar berichten worden geladen en de cijfers doorlopen.",
            ),
        ),
    )
