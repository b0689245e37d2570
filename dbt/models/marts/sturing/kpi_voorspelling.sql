{%- set rij = ['wet', 'zorgterrein', 'gemeente_code', 'maat'] -%}
-- the months of the year that are not known yet, by every method, with the interval that its own errors give
with aantal as (
    select
        {{ rij | join(', ') }},
        count(distinct methode) as methoden_aantal
    from {{ ref('voorspelreeks') }}
    where is_laatste
    group by {{ rij | join(', ') }}
),

per_doel as (
    select
        reeks.*,
        count(*) over (
            partition by wet, zorgterrein, gemeente_code, maat, oorsprong_nr, horizon
        ) as methoden_toen
    from {{ ref('voorspelreeks') }} as reeks
    where werkelijk is not null
),

-- methods are held against each other where all of them that can forecast now could
toets as (
    select
        per_doel.*,
        per_doel.werkelijk - per_doel.voorspeld as fout,
        per_doel.methoden_toen >= aantal.methoden_aantal as is_eerlijk
    from per_doel
    inner join aantal
        on
            per_doel.wet = aantal.wet
            and per_doel.zorgterrein = aantal.zorgterrein
            and per_doel.gemeente_code = aantal.gemeente_code
            and per_doel.maat = aantal.maat
),

fout as (
    select
        {{ rij | join(', ') }},
        methode,
        {{ vaste_som('case when is_eerlijk then abs(fout) end') }}
        / nullif(count(case when is_eerlijk then 1 end), 0) as gem_abs_fout,
        case
            when count(*) >= cast({{ parameter('voorspelling_min_aantal') }} as integer)
                then sqrt({{ vaste_som('fout * fout') }} / nullif({{ vaste_som('voorspeld * voorspeld') }}, 0))
        end as spreiding
    from toets
    group by {{ rij | join(', ') }}, methode
),

-- the smallest error; of equal ones the simplest method
gerangschikt as (
    select
        fout.*,
        row_number() over (
            partition by {{ rij | join(', ') }}
            order by
                case when gem_abs_fout is null then 1 else 0 end,
                gem_abs_fout,
                case methode when 'vorig jaar' then 1 when 'begroting' then 2 else 3 end
        ) as rang
    from fout
),

voorspeld as (
    select
        reeks.wet,
        reeks.zorgterrein,
        reeks.gemeente_code,
        reeks.maat,
        kalender.maand,
        reeks.methode,
        reeks.voorspeld as waarde,
        {{ als_double(parameter('z_80')) }} * gerangschikt.spreiding as deel_80,
        {{ als_double(parameter('z_95')) }} * gerangschikt.spreiding as deel_95,
        coalesce(gerangschikt.rang = 1, false) as is_gekozen,
        gerangschikt.gem_abs_fout,
        oorsprong.maand as bekend_tot
    from {{ ref('voorspelreeks') }} as reeks
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_maand') }} as kalender
        on
            reeks.maand_nr = {{ maand_nr('kalender.maand') }}
            and kalender.jaar <= extract(year from instelling.peildatum)
    inner join {{ ref('dim_maand') }} as oorsprong on reeks.oorsprong_nr = {{ maand_nr('oorsprong.maand') }}
    left join gerangschikt
        on
            reeks.wet = gerangschikt.wet
            and reeks.zorgterrein = gerangschikt.zorgterrein
            and reeks.gemeente_code = gerangschikt.gemeente_code
            and reeks.maat = gerangschikt.maat
            and reeks.methode = gerangschikt.methode
    where reeks.is_laatste
)

select
    voorspeld.wet,
    voorspeld.zorgterrein,
    voorspeld.gemeente_code,
    voorspeld.maat,
    voorspeld.maand,
    voorspeld.methode,
    voorspeld.waarde,
    voorspeld.waarde * case when voorspeld.deel_80 > 1 then 0 else 1 - voorspeld.deel_80 end as laag,
    voorspeld.waarde * (1 + voorspeld.deel_80) as hoog,
    voorspeld.waarde * case when voorspeld.deel_95 > 1 then 0 else 1 - voorspeld.deel_95 end as laag_95,
    voorspeld.waarde * (1 + voorspeld.deel_95) as hoog_95,
    voorspeld.is_gekozen,
    voorspeld.gem_abs_fout,
    voorspeld.bekend_tot,
    true as voorlopig,
    {{ is_onvolledig(begin_vorig_jaar('voorspeld.maand')) }} as onvolledig
from voorspeld
{{ met_dekking('voorspeld') }}
