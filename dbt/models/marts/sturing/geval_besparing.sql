-- what a client cost in a year and in the two before it, per product (K004-14): of all three the same months, up to the
-- last declared one of the law
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

-- the first year has none to expect anything from
venster as (
    {{ jaren_met_vorig('declaratie') }}
),

kosten as (
    select
        kalender.jaar,
        extract(month from fct.maand) as maand_in_jaar,
        fct.wet,
        fct.zorgterrein,
        fct.gemeente_code,
        fct.aanbieder_agb,
        fct.productcode,
        fct.client_id,
        fct.bedrag
    from {{ ref('fct_clientmaand') }} as fct
    inner join {{ ref('dim_maand') }} as kalender on fct.maand = kalender.maand
    where fct.bedrag <> 0
),

geval as (
    select
        venster.jaar,
        venster.jaar - kosten.jaar as jaren_terug,
        kosten.wet,
        kosten.zorgterrein,
        kosten.gemeente_code,
        kosten.aanbieder_agb,
        kosten.productcode,
        kosten.client_id,
        venster.maanden_aantal,
        venster.jaar = kosten.jaar as is_dit_jaar,
        venster.jaar = kosten.jaar + 1 as is_vorig_jaar,
        venster.jaar = kosten.jaar + 2 as is_jaar_ervoor,
        cast(sum(kosten.bedrag) as decimal(28, 10)) as bedrag
    from kosten
    inner join venster
        on
            kosten.wet = venster.wet
            and venster.jaar between kosten.jaar and kosten.jaar + 2
            and kosten.maand_in_jaar <= venster.maanden_aantal
    group by
        venster.jaar, kosten.jaar, kosten.wet, kosten.zorgterrein, kosten.gemeente_code, kosten.aanbieder_agb,
        kosten.productcode, kosten.client_id, venster.maanden_aantal
),

gemeten as (
    select
        geval.*,
        {{ vroegste('kalender.laatste_dag', 'instelling.peildatum') }} as geteld_op
    from geval
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_jaar') }} as kalender on geval.jaar - geval.jaren_terug = kalender.jaar
),

gedeeld as (
    {{ met_dimensies('gemeten', 'geteld_op', eigen=['zorgterrein']) }}
)

select *
from gedeeld
