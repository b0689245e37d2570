"""Kwaliteit: are messages in time (K002-13 to K002-17) and do they follow the rules (K001-17).

The reports on message quality are linked."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina

_KPI_TERMIJN = (
    "termijn",
    "wet",
    "gemeente_code",
    "aanbieder_agb",
    "maand",
    "totaal",
    "binnen_norm",
    "percentage",
    "voorlopig",
    "onvolledig",
)

TERMIJN = Bron(
    "termijn",
    {
        "marts.kpi_termijn": _KPI_TERMIJN,
        "marts.stoplicht": (
            "kpi",
            "wet",
            "zorgterrein",
            "gemeente_code",
            "aanbieder_agb",
            "periode_soort",
            "periode_einde",
            "norm",
        ),
    },
    # The norm that held at the end of the month, as in the stoplicht.
    sql="select t.termijn, t.wet, t.gemeente_code, t.aanbieder_agb, t.maand, t.totaal, t.binnen_norm, t.percentage"
    ", t.voorlopig, t.onvolledig, s.norm from marts.kpi_termijn as t"
    " left join marts.stoplicht as s on s.kpi = t.termijn"
    " and s.wet = t.wet and s.gemeente_code = t.gemeente_code and s.aanbieder_agb = t.aanbieder_agb"
    " and s.zorgterrein = 'ALLE' and s.periode_soort = 'maand' and s.periode_einde = last_day(t.maand)"
    " where t.termijn in ('305_5WD', '307_5WD') and t.totaal > 0",
)

ALLE_TERMIJNEN = {
    "305_5WD": "start gemeld binnen 5 werkdagen (305)",
    "307_5WD": "einde gemeld binnen 5 werkdagen (307)",
    "START_7D": "start gemeld binnen 7 dagen (305)",
    "START_NA_301_7D": "begonnen binnen 7 dagen na de toewijzing",
    "PLAN_10WD": "begonnen binnen 10 werkdagen na het behandelplan",
    "VOT_5WD": "eerste reactie op verzoek om toewijzing binnen 5 werkdagen",
    "VOT_14D": "besluit op verzoek om toewijzing binnen 14 dagen",
    "VOW_5WD": "eerste reactie op verzoek om wijziging binnen 5 werkdagen",
    "RETOUR_3WD": "retour gestuurd binnen 3 werkdagen",
    "RETOUR_3WD_GEMEENTE": "retour gestuurd binnen 3 werkdagen",
}
"""Every figure of kpi_termijn in the words of a reader, in the order of the rows. The blocks have the responsible
parties apart and name the term; the stoplicht names the figure."""


def _termijnen(verantwoordelijke: str) -> Bron:
    return Bron(
        f"termijn_{verantwoordelijke}",
        {"marts.kpi_termijn": (*_KPI_TERMIJN, "verantwoordelijke")},
        sql="select termijn, wet, gemeente_code, aanbieder_agb, maand, totaal, binnen_norm, totaal - binnen_norm as"
        " buiten_norm, percentage, voorlopig, onvolledig from marts.kpi_termijn"
        f" where totaal > 0 and verantwoordelijke = '{verantwoordelijke}'",
    )


def _termijnblok(verantwoordelijke: str, uitleg: str) -> Blok:
    return Blok(
        id=f"termijnen_{verantwoordelijke}",
        titel=f"Alle termijnen waar de {verantwoordelijke} voor zorgt",
        uitleg=uitleg,
        bron=_termijnen(verantwoordelijke),
        soort="tabel",
        rij="termijn",
        rijkop="Termijn",
        namen=ALLE_TERMIJNEN,
        maten=(
            Maat("percentage", "Binnen de termijn", 1, "%", teller="binnen_norm", noemer="totaal"),
            Maat("binnen_norm", "Aantal binnen de termijn"),
            Maat("buiten_norm", "Aantal buiten de termijn"),
            Maat("totaal", "Aantal beoordeeld"),
        ),
        maatkeuze=True,
        totaal="som",
        totaalkop="Jaar tot nu",
        leeg=f"Voor deze selectie is in dit jaar geen termijn van de {verantwoordelijke} beoordeeld.",
    )


BEVINDINGEN = Bron(
    "regel_bevinding",
    {
        "kwaliteit.meting": (
            "regel",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "maand",
            "beoordeeld_aantal",
            "bevinding_aantal",
        ),
        "kwaliteit.bevinding": (
            "regel",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "dagtekening",
            "te_herstellen_door",
        ),
        "kwaliteit.regel": ("regel", "ernst", "stelling"),
        "marts.dim_maand": ("maand", "is_voorlopig"),
    },
    # The tables have no ALLE rows; counts of findings add up. Who can still mend it is said by the finding: some rules
    # can be broken by either side. Messages may be of months outside the calendar.
    sql="""
    with wie as (
        select regel, wet, coalesce(gemeente_code, 'ALLE') as gemeente_code
            , coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb, year(dagtekening) as jaar
            , te_herstellen_door as eigenaar, count(*) as aantal
        from kwaliteit.bevinding
        where te_herstellen_door is not null
        group by regel, wet, year(dagtekening), te_herstellen_door, cube (gemeente_code, aanbieder_agb)
    ), eigenaars as (
        select regel, wet, gemeente_code, aanbieder_agb, jaar, string_agg(
                eigenaar || ' ' || replace(format('{:,}', aantal), ',', '.'), ', ' order by aantal desc, eigenaar
            ) as eigenaar
        from wie
        group by regel, wet, gemeente_code, aanbieder_agb, jaar
    ), telling as (
        select regel, wet, coalesce(gemeente_code, 'ALLE') as gemeente_code
            , coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb, year(maand) as jaar
            , sum(beoordeeld_aantal)::bigint as beoordeeld_aantal, sum(bevinding_aantal)::bigint as bevinding_aantal
            , max(maand) as laatste_maand
        from kwaliteit.meting
        group by regel, wet, year(maand), cube (gemeente_code, aanbieder_agb)
        having sum(bevinding_aantal) > 0
    )
    select -t.bevinding_aantal as volgorde, t.regel, t.wet, t.gemeente_code, t.aanbieder_agb, t.jaar, r.stelling
        , r.ernst, coalesce(e.eigenaar, 'niets') as eigenaar, t.beoordeeld_aantal, t.bevinding_aantal
        , 100.0 * t.bevinding_aantal / nullif(t.beoordeeld_aantal, 0) as bevinding_pct
        , t.laatste_maand >= (select min(maand) from marts.dim_maand where is_voorlopig) as voorlopig
    from telling as t
    left join eigenaars as e on (t.regel, t.wet, t.gemeente_code, t.aanbieder_agb, t.jaar)
        = (e.regel, e.wet, e.gemeente_code, e.aanbieder_agb, e.jaar)
    left join kwaliteit.regel as r on t.regel = r.regel
    qualify row_number() over (
        partition by t.wet, t.gemeente_code, t.aanbieder_agb, t.jaar order by t.bevinding_aantal desc, t.regel
    ) <= 15
    """,
)

KWALITEIT = Pagina(
    naam="kwaliteit",
    titel="Kwaliteit",
    vraag="Melden aanbieders en gemeenten op tijd, en kloppen de berichten?",
    blokken=(
        Blok(
            id="optijd",
            titel="Op tijd gemeld: start en einde van zorg binnen 5 werkdagen",
            uitleg="Deel van de startberichten (305) en stopberichten (307) dat de aanbieder binnen 5 werkdagen"
            " stuurde, naar de maand van het bericht. Een start telt vanaf de toewijzing als die later kwam dan de"
            " start.",
            bron=TERMIJN,
            soort="lijn",
            rij="termijn",
            rijkop="Bericht",
            namen={"305_5WD": "start (305)", "307_5WD": "einde (307)"},
            maten=(
                Maat("percentage", "Op tijd gemeld", 1, "%", teller="binnen_norm", noemer="totaal"),
                Maat("binnen_norm", "Aantal op tijd"),
                Maat("totaal", "Aantal gemeld"),
            ),
            maatkeuze=True,
            totaal="som",
            totaalkop="Jaar tot nu",
            norm="norm",
            leeg="Voor deze selectie zijn in dit jaar geen starts of beëindigingen gemeld.",
        ),
        _termijnblok(
            "aanbieder",
            "Per maand het deel binnen de termijn; kies bij ‘Toon’ voor de aantallen binnen en buiten. De maand is die"
            " van het beoordeelde bericht.",
        ),
        _termijnblok(
            "gemeente",
            "Hoe snel de gemeente reageert en besluit. Wat nog openstaat en over tijd is, telt als buiten.",
        ),
        Blok(
            id="bevindingen",
            titel="Meeste bevindingen per regel",
            uitleg="De 15 regels met de meeste bevindingen in berichten van het jaar, met hoeveel er zijn nagekeken."
            " Ernaast staat hoeveel daarvan nu nog te herstellen is en door wie; de rapporten onderaan noemen ze.",
            bron=BEVINDINGEN,
            soort="lijst",
            rij="regel",
            rijkop="Regel",
            over="rijen",
            maten=(
                Maat("stelling", "Wat hoort"),
                Maat("ernst", "Ernst"),
                Maat("eigenaar", "Nu te herstellen door"),
                Maat("bevinding_aantal", "Bevindingen"),
                Maat("beoordeeld_aantal", "Nagekeken"),
                Maat("bevinding_pct", "Aandeel", 1, "%", noemer="beoordeeld_aantal"),
            ),
            leeg="Voor deze selectie zijn er in dit jaar geen bevindingen.",
        ),
    ),
    sjabloon="kwaliteit.html.j2",
)
