-- the results and terms of a year as they are known now: what the statement of a year says beside the money (K000-08)
with cijfer as (
    select
        cast(extract(year from stoplicht.periode_einde) as integer) as jaar,
        stoplicht.kpi,
        maat.maat,
        kpi.naam,
        kpi.termijn is not null as is_termijn,
        stoplicht.wet,
        stoplicht.perceel,
        stoplicht.gemeente_code,
        stoplicht.aanbieder_agb,
        stoplicht.waarde,
        stoplicht.teller,
        stoplicht.noemer,
        stoplicht.norm,
        stoplicht.bandbreedte,
        stoplicht.richting,
        stoplicht.norm_bron,
        stoplicht.kleur,
        stoplicht.geen_kleur,
        stoplicht.voorlopig,
        stoplicht.onvolledig
    from {{ ref('stoplicht') }} as stoplicht
    inner join {{ ref('dim_kpi') }} as kpi on stoplicht.kpi = kpi.kpi
    inner join {{ ref('dim_maat') }} as maat
        on
            stoplicht.kpi = maat.kpi
            and maat.in_stoplicht
    where
        stoplicht.periode_soort = 'jaar'
        and stoplicht.zorgterrein = 'ALLE'
        and (stoplicht.perceel is not null or kpi.termijn is not null)
),

-- dropping out is judged case by case, and its variant has no norm of its own (K000-03, K000-07)
variant as (
    select
        cast(extract(year from waarde.periode_einde) as integer) as jaar,
        waarde.kpi,
        waarde.maat,
        maat.naam,
        false as is_termijn,
        waarde.wet,
        waarde.perceel,
        waarde.gemeente_code,
        waarde.aanbieder_agb,
        waarde.waarde,
        waarde.teller,
        waarde.noemer,
        {{ als_double('null') }} as norm,
        {{ als_double('null') }} as bandbreedte,
        cast(null as {{ tekst_type() }}) as richting,
        cast(null as {{ tekst_type() }}) as norm_bron,
        'grijs' as kleur,
        'geen norm' as geen_kleur,
        waarde.voorlopig,
        waarde.onvolledig
    from {{ ref('kpi_waarde') }} as waarde
    inner join {{ ref('dim_maat') }} as maat
        on
            waarde.kpi = maat.kpi
            and waarde.maat = maat.maat
    where
        waarde.soort = 'jaar'
        and waarde.zorgterrein = 'ALLE'
        and waarde.kpi = 'uitval'
        and waarde.maat in ('percentage_excl', 'na_beoordeling_percentage')
)

select *
from cijfer
union all
select *
from variant
