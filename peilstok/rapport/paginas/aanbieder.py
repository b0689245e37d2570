"""Per aanbieder: everything for the conversation with one provider, beside the spread of comparable ones (K001-19,
K004-13, K004-15).

Of other providers only lowest, quartiles, median and highest leave this module: no name or code of another provider
is in the file that the page loads."""

from __future__ import annotations

from collections.abc import Mapping

from peilstok.rapport.blok import MIN_AANTAL, Blok, Bron, Gesprek, Maat, Pagina
from peilstok.rapport.paginas.overzicht import PAGINA_VAN_KPI, STOPLICHT
from peilstok.rapport.paginas.volume import KERNCIJFERS, LOPEND

AANBIEDERS_MIN = 5
"""Fewer comparable providers with MIN_AANTAL cases each give no spread (A16)."""

_SEGMENT = {"marts.dim_aanbieder": ("aanbieder_agb", "segment")}


def _spreiding(naam: str, nodig: Mapping[str, tuple[str, ...]], meting: str) -> Bron:
    """Per provider the figures of `meting` beside their spread over the providers of its segment, or over all when
    those are too few.

    `meting` selects volgorde, maat, decimalen, eenheid, wet, gemeente_code, aanbieder_agb, jaar, waarde, n and
    voorlopig and onvolledig."""
    spreiding = (
        "count(*) as aanbieders, min(waarde) as laagste, quantile_cont(waarde, 0.25) as kwart,"
        " quantile_cont(waarde, 0.5) as mediaan, quantile_cont(waarde, 0.75) as driekwart, max(waarde) as hoogste"
    )
    groep = "wet, gemeente_code, jaar, maat"
    kolommen = ("laagste", "kwart", "mediaan", "driekwart", "hoogste")
    return Bron(
        naam,
        {**nodig, **_SEGMENT},
        sql=f"""
        with meting as (
            select m.* replace (m.waarde::double as waarde), a.segment
            from ({meting}) as m
            left join marts.dim_aanbieder as a on m.aanbieder_agb = a.aanbieder_agb
            where m.aanbieder_agb <> 'ALLE'
        ), telt as (
            select * from meting where n >= {MIN_AANTAL} and waarde is not null
        ), segmenten as (
            select {groep}, segment, {spreiding} from telt where segment <> '' group by {groep}, segment
            having count(*) >= {AANBIEDERS_MIN}
        ), regio as (
            select {groep}, {spreiding} from telt group by {groep} having count(*) >= {AANBIEDERS_MIN}
        )
        select m.volgorde, m.maat, m.decimalen, m.eenheid, m.wet, m.gemeente_code, m.aanbieder_agb
            , m.jaar, m.waarde, m.n
            , {", ".join(f"case when s.maat is null then r.{k} else s.{k} end as {k}" for k in kolommen)}
            , case when s.maat is not null then s.aanbieders || ' in segment ' || s.segment
                when r.maat is not null then 'alle ' || r.aanbieders || ' aanbieders'
                else 'te weinig aanbieders' end as vergeleken_met
            , m.voorlopig, m.onvolledig
        from meting as m
        left join segmenten as s on (m.wet, m.gemeente_code, m.jaar, m.maat, m.segment)
            = (s.wet, s.gemeente_code, s.jaar, s.maat, s.segment)
        left join regio as r on (m.wet, m.gemeente_code, m.jaar, m.maat) = (r.wet, r.gemeente_code, r.jaar, r.maat)
        """,
    )


STOPLICHT_AANBIEDER = Bron(
    "aanbieder_stoplicht",
    STOPLICHT.nodig,
    sql=f"select * from ({STOPLICHT.sql}) where aanbieder_agb <> 'ALLE' and zorgterrein = 'ALLE'",
)
AFSPRAAK = Bron(
    "aanbieder_afspraak",
    {
        "marts.stoplicht_afspraak": ("wet", "jaar", "aanbieder_agb", "kpi", "afspraak"),
        "marts.dim_kpi": ("kpi", "naam"),
    },
    sql="""
    select -a.jaar as volgorde, coalesce(k.naam, a.kpi) as naam, a.wet, a.aanbieder_agb, a.jaar::varchar as geldt_in
        , a.afspraak
    from marts.stoplicht_afspraak as a
    left join marts.dim_kpi as k on a.kpi = k.kpi
    """,
    tijdloos=True,
)
OPVOLGING = Bron(
    "aanbieder_opvolging",
    {
        "marts.stoplicht_opvolging": (
            "wet",
            "soort",
            "kpi",
            "aanbieder_agb",
            "gemeente_code",
            "stap",
            "status",
            "datum",
            "is_komend",
        ),
        "marts.dim_kpi": ("kpi", "naam"),
        "marts.dim_gemeente": ("gemeente_code", "gemeente_naam"),
    },
    sql="""
    select -coalesce(datediff('day', date '2000-01-01', o.datum), 0) as volgorde
        , coalesce(strftime(o.datum, '%d-%m-%Y'), 'datum onbekend') as dag, o.soort, o.wet, o.aanbieder_agb
        , coalesce(o.stap, '') as stap
        , coalesce(o.status, '') || case when o.is_komend then ' (gepland)' else '' end as status
        , coalesce(k.naam, o.kpi, 'hele samenwerking') as waarover
        , case o.gemeente_code when 'ALLE' then 'alle gemeenten' else coalesce(g.gemeente_naam, o.gemeente_code) end
            as gemeente
    from marts.stoplicht_opvolging as o
    left join marts.dim_kpi as k on o.kpi = k.kpi
    left join marts.dim_gemeente as g on o.gemeente_code = g.gemeente_code
    where o.aanbieder_agb <> 'ALLE'
    """,
    tijdloos=True,
)
BEVINDING = Bron(
    "aanbieder_bevinding",
    {
        "kwaliteit.bevinding": (
            "regel",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "dagtekening",
            "status",
            "te_herstellen_door",
        ),
        "kwaliteit.regel": ("regel", "ernst", "stelling"),
    },
    # Who can mend it is said by the finding: some rules can be broken by either side, and what came late stays late.
    sql="""
    with telling as (
        select regel, wet, coalesce(gemeente_code, 'ALLE') as gemeente_code, aanbieder_agb
            , coalesce(te_herstellen_door, 'niemand: blijft staan') as eigenaar
            , count(*) as open_aantal, min(dagtekening) as oudste
        from kwaliteit.bevinding
        where status = 'open'
        group by grouping sets (
            (regel, wet, aanbieder_agb, te_herstellen_door, gemeente_code)
            , (regel, wet, aanbieder_agb, te_herstellen_door)
        )
    ), per_regel as (
        select *, sum(open_aantal) over (partition by wet, gemeente_code, aanbieder_agb, regel)::bigint as regel_aantal
        from telling
    )
    select -b.regel_aantal as volgorde, b.regel, b.wet, b.gemeente_code, b.aanbieder_agb, r.stelling, r.ernst
        , b.eigenaar, b.open_aantal, strftime(b.oudste, '%d-%m-%Y') as oudste
    from per_regel as b
    left join kwaliteit.regel as r on b.regel = r.regel
    qualify dense_rank() over (
        partition by b.wet, b.gemeente_code, b.aanbieder_agb order by b.regel_aantal desc, b.regel
    ) <= 10
    """,
    tijdloos=True,
)
LOPEND_AANBIEDER = Bron(
    "aanbieder_lopend",
    LOPEND.nodig,
    sql="select wet, gemeente_code, aanbieder_agb, maand, stand, instroom, uitstroom, clienten_stand, voorlopig"
    ", onvolledig"
    " from marts.kpi_lopende_voorzieningen where inkoopcategorie = 'ALLE' and aanbieder_agb <> 'ALLE'",
)
PLEKKEN_AANBIEDER = Bron(
    "aanbieder_plekken",
    {
        "marts.kpi_plekken_realisatie": (
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "maand",
            "plekken_ytd",
            "unieke_clienten_ytd",
            "realisatie_ytd_eur",
            "voorlopig",
            "onvolledig",
        )
    },
    sql="select wet, gemeente_code, aanbieder_agb, productcode, maand, plekken_ytd, unieke_clienten_ytd"
    ", realisatie_ytd_eur, voorlopig, onvolledig from marts.kpi_plekken_realisatie where aanbieder_agb <> 'ALLE'",
)
OP_TIJD = _spreiding(
    "aanbieder_op_tijd",
    {
        "marts.kpi_termijn": (
            "termijn",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "maand",
            "totaal",
            "binnen_norm",
            "verantwoordelijke",
            "voorlopig",
            "onvolledig",
        )
    },
    """
    select n.volgorde, n.maat, 1 as decimalen, '%' as eenheid, t.wet, t.gemeente_code, t.aanbieder_agb
        , year(t.maand) as jaar, 100.0 * sum(t.binnen_norm) / sum(t.totaal) as waarde, sum(t.totaal)::integer as n
        , bool_or(t.voorlopig) as voorlopig, bool_or(t.onvolledig) as onvolledig
    from marts.kpi_termijn as t
    inner join (values ('305_5WD', 1, 'Start gemeld binnen 5 werkdagen (%)')
        , ('307_5WD', 2, 'Einde gemeld binnen 5 werkdagen (%)')
        , ('RETOUR_3WD', 3, 'Retour gestuurd binnen 3 werkdagen (%)')
        , ('START_NA_301_7D', 4, 'Begonnen binnen 7 dagen na toewijzing (%)')
        , ('PLAN_10WD', 5, 'Begonnen binnen 10 werkdagen na behandelplan (%)')) as n (termijn, volgorde, maat)
        on t.termijn = n.termijn
    where t.verantwoordelijke = 'aanbieder' and t.totaal > 0
    group by all
    """,
)
DUUR = _spreiding(
    "aanbieder_duur",
    {
        "marts.kpi_doorlooptijd": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "beeindigd_aantal",
            "mediaan_maanden",
            "voorlopig",
            "onvolledig",
        ),
        "marts.kpi_wachttijd": (
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "maand",
            "gestart_aantal",
            "langer_4w_pct",
            "langer_8w_pct",
            "voorlopig",
            "onvolledig",
        ),
    },
    """
    select 1 as volgorde, 'Mediane doorlooptijd (maanden)' as maat, 1 as decimalen, 'maanden' as eenheid, wet
        , gemeente_code, aanbieder_agb, jaar, mediaan_maanden as waarde, beeindigd_aantal as n, voorlopig, onvolledig
    from marts.kpi_doorlooptijd where productcode = 'ALLE' and mediaan_maanden is not null
    union all
    select w.volgorde, w.maat, 1, '%', k.wet, k.gemeente_code, k.aanbieder_agb, year(k.maand) as jaar
        , sum(k.gestart_aantal * if(w.volgorde = 2, k.langer_4w_pct, k.langer_8w_pct)) / sum(k.gestart_aantal)
        , sum(k.gestart_aantal)::integer, bool_or(k.voorlopig), bool_or(k.onvolledig)
    from marts.kpi_wachttijd as k
    cross join (values (2, 'Wachtte langer dan 4 weken op de start (%)')
        , (3, 'Wachtte langer dan 8 weken op de start (%)')) as w (volgorde, maat)
    where k.productcode = 'ALLE' and k.gestart_aantal > 0
    group by all
    """,
)
_K000 = ("jaar", "perceel", "gemeente_code", "aanbieder_agb", "noemer", "percentage", "voorlopig", "onvolledig")
RESULTAAT = _spreiding(
    "aanbieder_resultaat",
    {
        "marts.kpi_doelrealisatie_uitstroom": _K000,
        "marts.kpi_afschaling": _K000,
        "marts.kpi_uitval": _K000,
        "marts.kpi_looptijd": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "uitgestroomd_met_norm_aantal",
            "binnen_norm_volgens_plan_pct",
            "voorlopig",
            "onvolledig",
        ),
    },
    " union all ".join(
        f"select {nr} as volgorde, '{naam}, perceel ' || perceel || ' (%)' as maat, 1 as decimalen, '%' as eenheid"
        ", 'Wmo' as wet, gemeente_code, aanbieder_agb, jaar, percentage as waarde, noemer as n, voorlopig, onvolledig"
        f" from marts.{tabel} where percentage is not null"
        for nr, tabel, naam in (
            (1, "kpi_doelrealisatie_uitstroom", "Uitstroom volgens plan"),
            (2, "kpi_afschaling", "Afschaling"),
            (3, "kpi_uitval", "Uitval"),
        )
    )
    + " union all select 4, 'Volgens plan en binnen de normlooptijd (%)', 1, '%', wet, gemeente_code, aanbieder_agb"
    ", jaar, binnen_norm_volgens_plan_pct, uitgestroomd_met_norm_aantal, voorlopig, onvolledig from marts.kpi_looptijd"
    " where productcode = 'ALLE' and binnen_norm_volgens_plan_pct is not null",
)
KOSTEN = _spreiding(
    "aanbieder_kosten",
    {
        "marts.fct_uitgave": ("wet", "gemeente_code", "aanbieder_agb", "client_id", "maand", "bedrag"),
        "marts.dim_maand": ("maand", "is_voorlopig", "is_volledig"),
        "marts.kpi_uitgaven": ("wet", "gemeente_code", "maand", "gedeclareerd_tot", "onvolledig"),
    },
    # up to the last declared month of the law and the gemeente, and for all together of all together
    """
    select w.volgorde, w.maat, w.decimalen, '€' as eenheid, k.wet, k.gemeente_code, k.aanbieder_agb, k.jaar
        , case w.volgorde when 1 then k.kosten when 2 then k.kosten / nullif(k.clienten, 0)
            else k.kosten / nullif(k.maanden, 0) end as waarde
        , k.clienten as n, k.voorlopig, k.onvolledig
    from (
        select u.wet, g.gemeente_code, u.aanbieder_agb, year(u.maand) as jaar
            , sum(u.bedrag) as kosten, count(distinct u.client_id)::integer as clienten
            , count(distinct u.client_id || u.maand::varchar) as maanden, bool_or(m.is_voorlopig) as voorlopig
            , bool_or(o.onvolledig) as onvolledig
        from marts.fct_uitgave as u
        inner join marts.dim_maand as m on u.maand = m.maand
        inner join (
            select wet, gemeente_code, max(gedeclareerd_tot) as tot from marts.kpi_uitgaven group by all
        ) as g on u.wet = g.wet and g.gemeente_code in (u.gemeente_code, 'ALLE') and u.maand <= g.tot
        left join (
            select wet, gemeente_code, maand, bool_or(onvolledig) as onvolledig from marts.kpi_uitgaven group by all
        ) as o on u.wet = o.wet and g.gemeente_code = o.gemeente_code and u.maand = o.maand
        where m.is_volledig
        group by u.wet, g.gemeente_code, u.aanbieder_agb, year(u.maand)
    ) as k
    cross join (values (1, 'Kosten in het jaar (€)', 0), (2, 'Kosten per cliënt in het jaar (€)', 0)
        , (3, 'Kosten per cliënt per maand met kosten (€)', 0)) as w (volgorde, maat, decimalen)
    """,
)
PLAFOND = Bron(
    "aanbieder_plafond",
    {
        "marts.kpi_budgetplafond": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "zorgterrein",
            "budgetplafond_eur",
            "gedeclareerd_tot",
            "realisatie_ytd_eur",
            "uitputting_pct",
            "jaareinde_pct",
            "voorlopig",
            "onvolledig",
        )
    },
    sql="select zorgterrein as terrein, jaar, wet, gemeente_code as gemeente, aanbieder_agb, budgetplafond_eur"
    ", month(gedeclareerd_tot) as gedeclareerd_aantal, realisatie_ytd_eur, uitputting_pct, jaareinde_pct, voorlopig"
    ", onvolledig"
    " from marts.kpi_budgetplafond"
    " where aanbieder_agb <> 'ALLE'",
)

_MATEN_SPREIDING = (
    Maat("waarde", "Deze aanbieder", 1, noemer="n"),
    Maat("n", "Aantal gevallen"),
    Maat("laagste", "Laagste", 1),
    Maat("kwart", "Kwart zit onder", 1),
    Maat("mediaan", "Mediaan", 1),
    Maat("driekwart", "Kwart zit boven", 1),
    Maat("hoogste", "Hoogste", 1),
    Maat("vergeleken_met", "Vergeleken met"),
)
_LEZEN = (
    " Het ruitje is deze aanbieder; de lijn loopt van de laagste tot de hoogste vergelijkbare aanbieder, het vlak is de"
    " middelste helft en de streep de mediaan."
)


def _vergelijk(id_: str, titel: str, uitleg: str, bron: Bron, gesprek: Gesprek) -> Blok:
    return Blok(
        id=id_,
        titel=titel,
        uitleg=uitleg + _LEZEN,
        bron=bron,
        soort="spreiding",
        rij="maat",
        rijkop="Maat",
        over="rijen",
        maten=_MATEN_SPREIDING,
        gesprek=gesprek,
        leeg="Voor deze aanbieder en deze selectie is er niets te vergelijken.",
    )


AANBIEDER = Pagina(
    naam="aanbieder",
    titel="Per aanbieder",
    vraag="Hoe staat deze aanbieder ervoor, vergeleken met anderen, en wat is er afgesproken?",
    blokken=(
        Blok(
            id="volume",
            titel="Volume",
            uitleg="Lopende voorzieningen en cliënten aan het einde van de maand.",
            bron=LOPEND_AANBIEDER,
            soort="kerncijfers",
            over="maat",
            maten=KERNCIJFERS,
            link="volume",
            leeg="Voor deze selectie liep bij deze aanbieder geen voorziening.",
        ),
        Blok(
            id="stoplicht",
            titel="Stoplicht van deze aanbieder",
            uitleg="Elke KPI van deze aanbieder naast zijn norm. Groen haalt de norm, oranje zit binnen de bandbreedte,"
            " rood erbuiten; grijs heeft geen norm of te weinig gevallen. Er is geen totaalscore: KPI’s kunnen elkaar"
            " tegenwerken. De pijl volgt de waarde, het woord zegt of dat beter is.",
            bron=STOPLICHT_AANBIEDER,
            soort="stoplicht",
            maten=(),
            rijkop="KPI",
            links=PAGINA_VAN_KPI,
            leeg="Voor deze aanbieder en dit jaar staat er geen KPI in het stoplicht.",
        ),
        Blok(
            id="afspraken",
            titel="Afspraken met deze aanbieder",
            uitleg="Zoals de gemeente ze heeft vastgelegd (kpi_afspraken.csv), nieuwste jaar eerst. Een afspraak"
            " verandert geen kleur.",
            bron=AFSPRAAK,
            soort="lijst",
            rij="naam",
            rijkop="KPI",
            over="rijen",
            maten=(Maat("geldt_in", "Jaar"), Maat("afspraak", "Afspraak")),
            leeg="Met deze aanbieder is nog geen KPI-afspraak vastgelegd.",
        ),
        Blok(
            id="opvolging",
            titel="Gesprekken, acties en stappen",
            uitleg="Wat er met deze aanbieder is ondernomen en wat gepland staat (opvolging.csv), nieuwste eerst.",
            bron=OPVOLGING,
            soort="lijst",
            rij="dag",
            rijkop="Datum",
            over="rijen",
            maten=(
                Maat("soort", "Soort"),
                Maat("stap", "Stap"),
                Maat("status", "Status"),
                Maat("waarover", "Waarover"),
                Maat("gemeente", "Gemeente"),
            ),
            leeg="Voor deze aanbieder is nog geen gesprek, actie of stap vastgelegd.",
        ),
        _vergelijk(
            "optijd",
            "Op tijd gemeld",
            "Deel binnen de termijn, over het jaar tot nu.",
            OP_TIJD,
            "klein",
        ),
        Blok(
            id="bevindingen",
            titel="Open bevindingen in het berichtenverkeer",
            uitleg="Wat nu openstaat in berichten van en aan deze aanbieder, voor de 10 regels met de"
            " meeste; het rapport noemt ze alle. Moet bij een regel zowel de aanbieder als de gemeente iets herstellen,"
            " dan heeft elk een eigen rij. Wat niemand meer kan herstellen, zoals wat te laat kwam, staat apart.",
            bron=BEVINDING,
            soort="lijst",
            rij="regel",
            rijkop="Regel",
            over="rijen",
            maten=(
                Maat("stelling", "Wat hoort"),
                Maat("ernst", "Ernst"),
                Maat("eigenaar", "Wie herstelt"),
                Maat("open_aantal", "Nu open"),
                Maat("oudste", "Oudste bericht"),
            ),
            bestand="kwaliteit/aanbieder_{aanbieder}.html",
            bestandstekst="Kwaliteitsrapport en werklijst van deze aanbieder",
            leeg="Er staat voor deze selectie geen bevinding open.",
        ),
        _vergelijk(
            "duur",
            "Doorlooptijd en wachttijd",
            "Hoe lang toewijzingen duurden die in het jaar eindigden, en hoe lang cliënten wachtten op hulp die in het"
            " jaar begon.",
            DUUR,
            "regulier",
        ),
        _vergelijk(
            "resultaat",
            "Resultaten",
            "Uitstroom volgens plan, afschaling en uitval per perceel (Wmo begeleiding), en trajecten die volgens plan"
            " en binnen de normlooptijd eindigden. De aanbieder vult de reden van beëindiging zelf in.",
            RESULTAAT,
            "regulier",
        ),
        _vergelijk(
            "kosten",
            "Kosten",
            "Toegekende en nog open prestaties, en plekken waar die zo worden betaald, tot en met de laatste maand die"
            " is gedeclareerd; latere maanden zijn nog niet gedeclareerd.",
            KOSTEN,
            "regulier",
        ),
        Blok(
            id="plafond",
            titel="Budgetplafond",
            uitleg="Wat van het plafond is gebruikt tot en met de laatste gedeclareerde maand, en hoe het jaar eindigt"
            " als het zo doorgaat.",
            bron=PLAFOND,
            soort="lijst",
            rij="terrein",
            rijkop="Zorgterrein",
            over="rijen",
            maten=(
                Maat("budgetplafond_eur", "Plafond", 0, "€"),
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("gedeclareerd_aantal", "Gedeclareerde maanden"),
                Maat("uitputting_pct", "Gebruikt", 1, "%"),
                Maat("jaareinde_pct", "Verwacht aan het einde van het jaar", 1, "%"),
            ),
            gesprek="regulier",
            leeg="Voor deze aanbieder is in dit jaar geen budgetplafond vastgelegd.",
        ),
        Blok(
            id="verloop",
            titel="Lopende voorzieningen en cliënten per maand",
            uitleg="Stand op de laatste dag van de maand.",
            bron=LOPEND_AANBIEDER,
            soort="lijn",
            maten=(Maat("stand", "Lopende voorzieningen"), Maat("clienten_stand", "Cliënten in zorg")),
            y_titel="aantal",
            gesprek="strategisch",
            leeg="Voor deze selectie liep bij deze aanbieder geen voorziening.",
        ),
        Blok(
            id="plekken",
            titel="Plekken per product",
            uitleg="Realisatie over het jaar tot en met de laatste maand.",
            bron=PLEKKEN_AANBIEDER,
            soort="tabel",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("plekken_ytd", "Plekken (YTD)", 2),
                Maat("unieke_clienten_ytd", "Unieke cliënten (YTD)"),
                Maat("realisatie_ytd_eur", "Realisatie (YTD)", 0, "€"),
            ),
            totaalnaam="Alle producten",
            gesprek="strategisch",
            link="plekken",
            leeg="Voor deze selectie leverde deze aanbieder in dit jaar geen zorg.",
        ),
    ),
    filters=("wet", "jaar", "gemeente", "aanbieder"),
    sjabloon="aanbieder.html.j2",
    kies_aanbieder=True,
)
