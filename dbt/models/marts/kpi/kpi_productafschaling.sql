{%- set rij = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'zorgterrein'] -%}
{%- set tellingen = ['afgeschaald', 'opgeschaald', 'gelijk', 'onbepaald'] -%}

with overgang as (
    select
        cast(extract(year from toewijzing.einddatum) as integer) as jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.zorgterrein,
        toewijzing.client_id,
        product.rangorde_aantal as rangorde_van,
        vervolgproduct.rangorde_aantal as rangorde_naar
    from {{ ref('int_toewijzing_vervolg') }} as vervolg
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('int_toewijzing') }} as volgende on vervolg.overgang_sleutel = volgende.toewijzing_sleutel
    left join {{ ref('dim_product') }} as product
        on
            toewijzing.wet = product.wet
            and toewijzing.productcode = product.productcode
    left join {{ ref('dim_product') }} as vervolgproduct
        on
            volgende.wet = vervolgproduct.wet
            and volgende.productcode = vervolgproduct.productcode
    -- what follows is known once the gap has passed (A12)
    where vervolg.uitkomst_datum <= instelling.peildatum
),

beoordeeld as (
    select
        overgang.*,
        case when rangorde_naar < rangorde_van then 1 else 0 end as afgeschaald,
        case when rangorde_naar > rangorde_van then 1 else 0 end as opgeschaald,
        case when rangorde_naar = rangorde_van then 1 else 0 end as gelijk,
        case when rangorde_naar is null or rangorde_van is null then 1 else 0 end as onbepaald,
        case when rangorde_naar < rangorde_van then client_id end as afgeschaalde_client_id
    from overgang
),

rijen as (
    {{ kubus(
        'beoordeeld',
        ['gemeente_code', 'aanbieder_agb', 'zorgterrein'],
        ['jaar', 'wet', 'client_id', 'afgeschaalde_client_id'] + tellingen
    ) }}
),

samengevat as (
    select
        {{ rij | join(', ') }},
        count(*) as overgangen_aantal,
        cast(sum(afgeschaald) as bigint) as afgeschaald_aantal,
        cast(sum(opgeschaald) as bigint) as opgeschaald_aantal,
        cast(sum(gelijk) as bigint) as gelijk_aantal,
        cast(sum(onbepaald) as bigint) as onbepaald_aantal,
        count(distinct client_id) as clienten_aantal,
        count(distinct afgeschaalde_client_id) as afgeschaalde_clienten_aantal
    from rijen
    group by {{ rij | join(', ') }}
)

select
    samengevat.jaar,
    samengevat.wet,
    samengevat.gemeente_code,
    samengevat.aanbieder_agb,
    samengevat.zorgterrein,
    samengevat.overgangen_aantal,
    samengevat.afgeschaald_aantal,
    samengevat.opgeschaald_aantal,
    samengevat.gelijk_aantal,
    samengevat.onbepaald_aantal,
    {{ percentage('samengevat.afgeschaald_aantal', 'samengevat.overgangen_aantal - samengevat.onbepaald_aantal') }}
        as percentage,
    samengevat.clienten_aantal,
    samengevat.afgeschaalde_clienten_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from samengevat
inner join {{ ref('dim_jaar') }} as kalender on samengevat.jaar = kalender.jaar
{{ met_dekking('samengevat') }}
