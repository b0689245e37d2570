{%- set groep = 'interventie, kpi, wet, zorgterrein, aanbieder_agb, start_datum' -%}
-- the main figure of the KPI per month around the start, beside what it was before: the mean of the months before, with
-- the interval in which a next month of the same kind would lie
with cijfer as (
    select
        interventie.interventie,
        interventie.kpi,
        waarde.wet,
        interventie.zorgterrein,
        interventie.aanbieder_agb,
        interventie.start_datum,
        interventie.eind_datum,
        interventie.richting,
        kalender.maand as kalendermaand,
        cast(waarde.periode_nr - {{ maand_nr('interventie.start_datum') }} as integer) as maand,
        waarde.waarde,
        waarde.voorlopig,
        waarde.onvolledig
    from {{ ref('int_interventie') }} as interventie
    inner join {{ ref('dim_maat') }} as maat
        on
            interventie.kpi = maat.kpi
            and maat.in_stoplicht
    inner join {{ ref('kpi_waarde') }} as waarde
        on
            maat.kpi = waarde.kpi
            and maat.maat = waarde.maat
            and waarde.soort = 'maand'
            and waarde.perceel is null
            and waarde.gemeente_code = 'ALLE'
            and interventie.zorgterrein = waarde.zorgterrein
            and interventie.aanbieder_agb = waarde.aanbieder_agb
            and (interventie.wet is null or interventie.wet = waarde.wet)
    inner join {{ ref('dim_maand') }} as kalender
        on
            waarde.periode_nr = {{ maand_nr('kalender.maand') }}
            and kalender.is_volledig
    where waarde.waarde is not null
),

dichtbij as (
    select *
    from cijfer
    where maand >= -cast({{ parameter('interventie_maanden') }} as integer)
),

-- months of which messages are missing say nothing about what went before
voor_de_start as (
    select
        dichtbij.*,
        {{ als_double('sum(cast(waarde as decimal(38, 14))) over (partition by ' ~ groep ~ ')') }}
        / count(*) over (partition by {{ groep }}) as gemiddeld
    from dichtbij
    where
        maand < 0
        and not onvolledig
),

ervoor as (
    select
        {{ groep }},
        max(gemiddeld) as verwacht,
        sqrt(
            {{ vaste_som('(waarde - gemiddeld) * (waarde - gemiddeld)') }} / nullif(count(*) - 1, 0)
        ) as spreiding,
        cast(count(*) as integer) as maanden_aantal
    from voor_de_start
    group by {{ groep }}
    having count(*) >= cast({{ parameter('interventie_min_maanden') }} as integer)
),

verschil as (
    select
        dichtbij.*,
        ervoor.maanden_aantal,
        ervoor.verwacht,
        case when dichtbij.maand >= 0 then dichtbij.waarde - ervoor.verwacht end as verschil,
        case
            when dichtbij.maand >= 0
                then student.t_95 * ervoor.spreiding * sqrt(1 + 1 / {{ als_double('ervoor.maanden_aantal') }})
        end as marge
    from dichtbij
    left join ervoor
        on
            dichtbij.interventie = ervoor.interventie
            and dichtbij.kpi = ervoor.kpi
            and dichtbij.wet = ervoor.wet
            and dichtbij.zorgterrein = ervoor.zorgterrein
            and dichtbij.aanbieder_agb = ervoor.aanbieder_agb
            and dichtbij.start_datum = ervoor.start_datum
    left join {{ ref('student') }} as student on ervoor.maanden_aantal - 1 = student.vrijheidsgraden
)

select
    interventie,
    kpi,
    wet,
    zorgterrein,
    aanbieder_agb,
    start_datum,
    maand,
    kalendermaand,
    eind_datum,
    richting,
    waarde,
    verwacht,
    maanden_aantal,
    verschil,
    verschil - marge as verschil_laag,
    verschil + marge as verschil_hoog,
    voorlopig,
    onvolledig
from verschil
