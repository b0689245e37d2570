-- what a client cost in a year and in the year before, per product and unit (K004-08): of both the same months, up to
-- the last declared one of the law. Credits: as in geval_ontwikkeling
{%- set rij = ['wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] %}
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

-- the first year has none to be compared with
venster as (
    {{ jaren_met_vorig('declaratie') }}
),

-- a place has no volume
kosten as (
    select
        kosten.wet,
        kosten.zorgterrein,
        kosten.gemeente_code,
        kosten.aanbieder_agb,
        kosten.productcode,
        prestatie.eenheid,
        kosten.client_id,
        kosten.maand,
        cast(kosten.bedrag_eur as decimal(28, 10)) as bedrag,
        cast(prestatie.volume * debet_credit.teken as decimal(28, 4)) as volume
    from {{ ref('int_prestatiekosten') }} as kosten
    inner join {{ ref('fct_prestatie') }} as prestatie on kosten.prestatie_id = prestatie.prestatie_id
    inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
    where
        kosten.status <> 'afgewezen'
        and not kosten.is_op_plekken
    union all
    select
        wet,
        zorgterrein,
        gemeente_code,
        aanbieder_agb,
        productcode,
        cast(null as {{ tekst_type() }}) as eenheid,
        client_id,
        maand,
        bedrag,
        cast(null as decimal(28, 4)) as volume
    from {{ ref('fct_uitgave') }}
    where methode = 'plekken'
),

clientjaar as (
    select
        venster.jaar,
        kosten.jaar < venster.jaar as is_vorig_jaar,
        kosten.wet,
        kosten.zorgterrein,
        kosten.gemeente_code,
        kosten.aanbieder_agb,
        kosten.productcode,
        kosten.eenheid,
        kosten.client_id,
        venster.maanden_aantal,
        sum(kosten.bedrag) as bedrag,
        sum(kosten.volume) as volume,
        max(case when kosten.volume is null then 1 else 0 end) as zonder_volume
    from (
        select
            kosten.*,
            cast(extract(year from kosten.maand) as integer) as jaar
        from kosten
    ) as kosten
    inner join venster
        on
            kosten.wet = venster.wet
            and venster.jaar in (kosten.jaar, kosten.jaar + 1)
            and extract(month from kosten.maand) <= venster.maanden_aantal
    group by
        venster.jaar, kosten.jaar < venster.jaar, kosten.wet, kosten.zorgterrein, kosten.gemeente_code,
        kosten.aanbieder_agb, kosten.productcode, kosten.eenheid, kosten.client_id, venster.maanden_aantal
),

gemerkt as (
    select
        clientjaar.*,
        client_id is not null
        and min(bedrag) over (partition by jaar, is_vorig_jaar, wet, client_id) < 0 as is_eigen_totaal
    from clientjaar
),

{%- set kolommen = ['jaar', 'is_vorig_jaar', 'wet', 'productcode', 'eenheid', 'client_id', 'maanden_aantal'] %}

eigen_kubus as (
    {{ kubus(
        '(select * from gemerkt where is_eigen_totaal)', rij[1:], kolommen + ['bedrag', 'volume', 'zonder_volume']
    ) }}
),

alles as (
    select
        is_eigen_totaal,
        {{ (kolommen + rij[1:]) | join(', ') }},
        bedrag,
        volume,
        zonder_volume
    from gemerkt
    where not is_eigen_totaal
    union all
    select
        true as is_eigen_totaal,
        {{ (kolommen + rij[1:]) | join(', ') }},
        sum(bedrag) as bedrag,
        sum(volume) as volume,
        max(zonder_volume) as zonder_volume
    from eigen_kubus
    group by {{ (kolommen + rij[1:]) | join(', ') }}
),

in_rij as (
    select
        alles.*,
        sum(bedrag) over (
            partition by is_eigen_totaal, jaar, is_vorig_jaar, {{ rij | join(', ') }}, client_id
        ) <> 0 as heeft_kosten,
        -- without a Bsn nobody knows how many they are (A3): together one
        coalesce(client_id, {{ parameter('onbekend') }}) as persoon
    from alles
),

geval as (
    select
        in_rij.is_eigen_totaal,
        in_rij.jaar,
        in_rij.is_vorig_jaar,
        in_rij.wet,
        in_rij.zorgterrein,
        in_rij.gemeente_code,
        in_rij.aanbieder_agb,
        in_rij.productcode,
        in_rij.eenheid,
        in_rij.client_id,
        in_rij.maanden_aantal,
        {{ vroegste('kalender.laatste_dag', 'instelling.peildatum') }} as geteld_op,
        in_rij.persoon,
        case when in_rij.heeft_kosten and not in_rij.is_vorig_jaar then in_rij.persoon end as persoon_dit_jaar,
        case when in_rij.heeft_kosten and in_rij.is_vorig_jaar then in_rij.persoon end as persoon_vorig_jaar,
        cast(in_rij.bedrag as decimal(28, 10)) as bedrag,
        not in_rij.is_vorig_jaar as is_dit_jaar,
        cast(case when in_rij.zonder_volume = 0 then in_rij.volume end as decimal(28, 4)) as volume
    from in_rij
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_jaar') }} as kalender
        on case when in_rij.is_vorig_jaar then in_rij.jaar - 1 else in_rij.jaar end = kalender.jaar
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op', eigen=['zorgterrein']) }}
)

select *
from gedeeld
