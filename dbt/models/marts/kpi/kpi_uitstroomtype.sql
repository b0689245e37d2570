{%- set rij = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'uitstroomtype'] -%}

with beeindigd as (
    select
        cast(extract(year from toewijzing.einddatum) as integer) as jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        vervolg.uitstroomtype,
        traject.ingangsdatum,
        {{ dagen_tussen('traject.ingangsdatum', 'toewijzing.einddatum') }} + 1 as dagen,
        case
            when not vervolg.is_vervolg and reden.is_uitgesloten then toewijzing.client_id
        end as uitgesloten_client_id
    from {{ ref('int_toewijzing_vervolg') }} as vervolg
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('int_toewijzing_traject') }} as lid on vervolg.toewijzing_sleutel = lid.toewijzing_sleutel
    inner join {{ ref('int_traject') }} as traject on lid.traject_id = traject.traject_id
    left join {{ ref('reden_beeindiging') }} as reden
        on
            toewijzing.wet = reden.wet
            and vervolg.reden_beeindiging = reden.code
    -- what follows is known once the gap has passed (A12)
    where vervolg.uitkomst_datum <= instelling.peildatum
),

rijen as (
    {{ kubus(
        'beeindigd',
        ['gemeente_code', 'aanbieder_agb', 'uitstroomtype'],
        ['jaar', 'wet', 'client_id', 'ingangsdatum', 'dagen', 'uitgesloten_client_id']
    ) }}
),

samengevat as (
    select
        {{ rij | join(', ') }},
        min(ingangsdatum) as eerste_begindatum,
        count(distinct client_id) as clienten_aantal,
        avg({{ als_double('dagen') }}) as gem_looptijd_dagen,
        count(*) as toewijzingen_aantal,
        count(distinct uitgesloten_client_id) as overleden_of_verhuisd_aantal
    from rijen
    group by {{ rij | join(', ') }}
)

select
    samengevat.jaar,
    samengevat.wet,
    samengevat.gemeente_code,
    samengevat.aanbieder_agb,
    samengevat.uitstroomtype,
    samengevat.clienten_aantal,
    samengevat.gem_looptijd_dagen,
    samengevat.toewijzingen_aantal,
    samengevat.overleden_of_verhuisd_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('samengevat.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from samengevat
inner join {{ ref('dim_jaar') }} as kalender on samengevat.jaar = kalender.jaar
{{ met_dekking('samengevat') }}
