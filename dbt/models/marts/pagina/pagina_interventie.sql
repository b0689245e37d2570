{%- set kolommen = [
    'interventie', 'omschrijving', 'kpi', 'zorgterrein', 'aanbieder_agb', 'start_datum', 'eind_datum', 'richting', 'eigenaar', 'status'
] -%}
-- an intervention under each law that it is about, with the last month that has a figure beside the months before it.
-- What it says is whether the figure is another one than before, never why
with stap as (
    select
        interventie,
        omschrijving,
        kpi,
        wet as stap_wet,
        zorgterrein,
        aanbieder_agb,
        start_datum,
        eind_datum,
        richting,
        eigenaar,
        status
    from {{ ref('int_interventie') }}
),

met_wet as (
    {{ per_wet('stap', kolommen) }}
),

maand as (
    select
        reeks.*,
        row_number() over (
            partition by interventie, kpi, wet, zorgterrein, aanbieder_agb, start_datum
            order by kalendermaand desc
        ) as van_achter,
        -- months in which nothing was counted are no months after the start
        count(*) over (partition by interventie, kpi, wet, zorgterrein, aanbieder_agb, start_datum) as erna_aantal
    from {{ ref('kpi_interventie') }} as reeks
    where maand >= 0
)

select
    met_wet.wet,
    {{ dagen_tussen('met_wet.start_datum', "cast('2000-01-01' as date)") }} as volgorde,
    met_wet.aanbieder_agb,
    met_wet.zorgterrein,
    met_wet.kpi,
    met_wet.interventie,
    met_wet.start_datum,
    met_wet.interventie || coalesce(': ' || met_wet.omschrijving, '') as actie,
    coalesce(kpi.naam, met_wet.kpi) || coalesce(' (' || kpi.eenheid || ')', '') || case met_wet.richting
        when 'hoger' then ', moet omhoog'
        when 'lager' then ', moet omlaag'
        else ''
    end as waarover,
    {{ dag_tekst('met_wet.start_datum') }} || coalesce(' tot en met ' || {{ dag_tekst('met_wet.eind_datum') }}, '')
    || coalesce(', ' || met_wet.status, '') || coalesce(', ' || met_wet.eigenaar, '') as wanneer,
    maand.verwacht as ervoor,
    maand.maanden_aantal as ervoor_maanden_aantal,
    maand.waarde as laatste,
    cast(maand.erna_aantal as integer) as erna_maanden_aantal,
    maand.verschil,
    maand.verschil_laag,
    maand.verschil_hoog,
    case
        when maand.maand is null then 'nog geen maandcijfer na het begin'
        when maand.verschil_laag is null then 'te weinig maanden ervoor om mee te vergelijken'
        when maand.verschil_laag <= 0 and maand.verschil_hoog >= 0 then 'binnen wat toeval geeft'
        when (maand.verschil > 0) = (met_wet.richting = 'hoger')
            then 'anders dan ervoor, in de bedoelde richting; waardoor is hieruit niet te zeggen'
        else 'anders dan ervoor, tegen de bedoeling in; waardoor is hieruit niet te zeggen'
    end as lezing
from met_wet
left join {{ ref('dim_kpi') }} as kpi on met_wet.kpi = kpi.kpi
left join maand
    on
        met_wet.interventie = maand.interventie
        and met_wet.kpi = maand.kpi
        and met_wet.wet = maand.wet
        and met_wet.zorgterrein = maand.zorgterrein
        and met_wet.aanbieder_agb = maand.aanbieder_agb
        and met_wet.start_datum = maand.start_datum
        and maand.van_achter = 1
