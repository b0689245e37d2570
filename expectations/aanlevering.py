"""What was delivered, at the border of raw: every table and column, nobody who fell silent, and as much as usual."""

from __future__ import annotations

from datetime import date

import duckdb

from expectations.vraag import SUITE_RAW, Kolommen, Toets, Vraag, tekst
from expectations.weigering import weigering_vragen

VOLUME_WEKEN = 8
"""Weeks before the last seven days that say what is usual: two months, so that one odd week or feestdag is outvoted."""

GESTOPT_DAGEN = 365
"""A gemeente that delivered nothing for so long has left: silence is then no news."""

_BERICHTEN = """
    select distinct bericht_id, wet
        , try_cast(coalesce(nullif(dagtekening_retour, ''), dagtekening) as date) as dag
        , case when length(afzender) = 4 then afzender else ontvanger end as gemeente_code
    from raw.bericht
"""
"""Every message once, on the day it was signed: of a retour that is its own DagtekeningRetour (IV028)."""


def schema_vragen(verwacht: Kolommen, kolommen: Kolommen) -> list[Vraag]:
    """Is every table and column of `verwacht` (`raw.<table>`) there with its type, and is there no other in raw?

    What is missing stops the publication, since a figure would be empty without a word; what is too much is a signal:
    it is left by an older catalogue, or put there by hand."""
    alle = {
        (tabel, kolom): (verwacht.get(tabel, {}).get(kolom), kolommen.get(tabel, {}).get(kolom))
        for bron in (verwacht, kolommen)
        for tabel, soorten in bron.items()
        if tabel.startswith("raw.")
        for kolom in soorten
    }
    rijen = ", ".join(
        f"({tekst(tabel)}, {tekst(kolom)}, {tekst(hoort or '')}, {tekst(is_ or '')})"
        for (tabel, kolom), (hoort, is_) in sorted(alle.items())
    )
    bron = f"(values {rijen}) as schema_raw (tabel, kolom, verwacht, gevonden)"
    sleutel = ("tabel", "kolom", "verwacht", "gevonden")
    return [
        Vraag(
            SUITE_RAW,
            "alle tabellen",
            bron,
            sleutel,
            "blokkerend",
            (
                Toets(
                    "schema_volledig",
                    "",
                    "case when verwacht <> '' then (gevonden = verwacht)::integer end",
                    1,
                    1,
                    "Elke tabel en kolom van de berichtencatalogus is er, met het goede type; anders blijft een cijfer"
                    " ongemerkt leeg.",
                ),
            ),
        ),
        Vraag(
            SUITE_RAW,
            "alle tabellen",
            bron,
            sleutel,
            "signaal",
            (
                Toets(
                    "schema_zonder_vreemde_kolom",
                    "",
                    "(gevonden = '' or verwacht <> '')::integer",
                    1,
                    1,
                    "Er is geen tabel of kolom die de berichtencatalogus niet kent. Is er wel een, dan komt die uit een"
                    " oudere catalogus of is hij met de hand gemaakt; verwijder hem als niemand hem gebruikt.",
                ),
            ),
        ),
    ]


def aanlever_vragen(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, kennisdatum: date) -> list[Vraag]:
    """Freshness, volume and refusals of the messages known on `kennisdatum`: signals, since a quiet week is no broken
    figure.

    The bounds are parameters. No clock: a night that is run again later says the same."""
    if not {"raw.bericht", "intermediate.int_parameter"} <= kolommen.keys():
        return []
    grens = _grenzen(con)
    return [
        _versheid_landing(kennisdatum, grens["versheid_landing_dagen"]),
        _versheid_gemeente(kolommen, kennisdatum, grens["versheid_gemeente_dagen"]),
        _volume(kolommen, kennisdatum, grens),
        *weigering_vragen(kolommen, kennisdatum, grens),
    ]


def _grenzen(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    rijen = con.execute(
        "select parameter, waarde::double from intermediate.int_parameter"
        " where split_part(parameter, '_', 1) in ('versheid', 'volume', 'weigering')"
    ).fetchall()
    return {naam: float(waarde) for naam, waarde in rijen}


def _versheid_landing(kennisdatum: date, dagen: float) -> Vraag:
    bron = f"""(
        select max(dag) as laatste_dagtekening, date '{kennisdatum}' - max(dag) as dagen_stil
        from ({_BERICHTEN}) as bericht
        where dag <= date '{kennisdatum}'
    ) as landing"""
    return Vraag(
        SUITE_RAW,
        "raw.bericht",
        bron,
        ("laatste_dagtekening", "dagen_stil"),
        "signaal",
        (
            Toets(
                "versheid_landing",
                "dagtekening",
                "dagen_stil",
                0,
                dagen,
                f"Het jongste bericht is niet ouder dan {dagen:g} dagen op de kennisdatum. Is het ouder, kijk dan of er"
                " nog bestanden in de landingsmap aankomen.",
            ),
        ),
    )


def _versheid_gemeente(kolommen: Kolommen, kennisdatum: date, dagen: float) -> Vraag:
    opgegaan = "false"
    if "staging.code_opvolging" in kolommen:
        # A gemeente that merged writes under its new code.
        opgegaan = f"""gemeente_code in (
            select oude_code from staging.code_opvolging
            where soort = 'gemeente' and vanaf_datum <= date '{kennisdatum}'
        )"""
    bron = f"""(
        select gemeente_code, max(dag) as laatste_dagtekening, date '{kennisdatum}' - max(dag) as dagen_stil
        from ({_BERICHTEN}) as bericht
        where dag <= date '{kennisdatum}' and not {opgegaan}
        group by gemeente_code
    ) as gemeente"""
    return Vraag(
        SUITE_RAW,
        "raw.bericht",
        bron,
        ("gemeente_code", "laatste_dagtekening", "dagen_stil"),
        "signaal",
        (
            Toets(
                "versheid_gemeente",
                "dagtekening",
                f"case when dagen_stil <= {GESTOPT_DAGEN} then dagen_stil end",
                0,
                dagen,
                f"Van elke gemeente is het jongste bericht niet ouder dan {dagen:g} dagen op de kennisdatum. Is het"
                " ouder, vraag de gemeente dan of haar berichten nog worden klaargezet; tot dan zijn haar nullen niet"
                " te vertrouwen.",
            ),
        ),
    )


def _volume(kolommen: Kolommen, kennisdatum: date, grens: dict[str, float]) -> Vraag:
    """Per law each of the last seven days, and the seven together; a day or week with few messages is not judged, nor a
    feestdag, nor what lies before the law has eight weeks of history."""
    feestdag = "false"
    if "feestdag" in kolommen.get("marts.dim_dag", {}):
        feestdag = "dag in (select datum from marts.dim_dag where feestdag is not null)"
    laatste = f"date '{kennisdatum}'"
    bron = f"""(
        with telling as (
            select wet, dag, count(*) as aantal from ({_BERICHTEN}) as bericht
            where dag <= {laatste} group by wet, dag
        ), reeks as (
            select wet, min(dag) as eerste_dag from telling group by wet
        ), rooster as (
            select wet, ({laatste} - dagen_terug::integer)::date as dag, eerste_dag, week
            from reeks, range(7) as d (dagen_terug), range({VOLUME_WEKEN + 1}) as w (week)
        ), gevuld as (
            select rooster.wet, rooster.dag, rooster.week
                , rooster.eerste_dag <= rooster.dag - {7 * VOLUME_WEKEN} as heeft_historie
                , coalesce(telling.aantal, 0) as aantal
            from rooster left join telling
                on telling.wet = rooster.wet and telling.dag = rooster.dag - 7 * rooster.week::integer
        ), per_dag as (
            select wet, dag::varchar as periode
                , sum(aantal) filter (where week = 0) as aantal
                , median(aantal) filter (where week > 0) as gebruikelijk
                , bool_and(heeft_historie) and not bool_or({feestdag}) as is_te_beoordelen
            from gevuld group by wet, dag
        ), per_week as (
            select wet, week, sum(aantal) as aantal, bool_and(heeft_historie) as heeft_historie
            from gevuld group by wet, week
        )
        select * from per_dag
        union all
        select wet, 'de laatste 7 dagen' as periode
            , sum(aantal) filter (where week = 0)
            , median(aantal) filter (where week > 0)
            , bool_and(heeft_historie)
        from per_week group by wet
    ) as volume"""
    laag, hoog, minimaal = grens["volume_laag_pct"], grens["volume_hoog_pct"], grens["volume_min_aantal"]
    return Vraag(
        SUITE_RAW,
        "raw.bericht",
        bron,
        ("wet", "periode", "aantal", "gebruikelijk"),
        "signaal",
        (
            Toets(
                "volume_als_gebruikelijk",
                "dagtekening",
                f"case when is_te_beoordelen and gebruikelijk >= {minimaal} then 100.0 * aantal / gebruikelijk end",
                laag,
                hoog,
                f"Op elk van de laatste zeven dagen, en in die dagen samen, kwam per wet {laag:g}% tot {hoog:g}% van"
                f" het aantal berichten dat op die weekdag gebruikelijk is (de mediaan van {VOLUME_WEKEN} weken). Veel"
                " minder wijst op een haperende aanlevering, veel meer op een inhaalslag of dubbele verzending.",
            ),
        ),
    )
