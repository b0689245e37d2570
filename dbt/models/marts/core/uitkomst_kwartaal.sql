-- outcomes of a provider beside those of all, per quarter: the latest first
with cijfer as (
    select
        waarde.wet,
        waarde.gemeente_code,
        waarde.aanbieder_agb,
        waarde.periode_einde,
        waarde.periode,
        maat.naam,
        maat.eenheid,
        waarde.waarde,
        waarde.noemer as n,
        waarde.voorlopig
    from {{ ref('kpi_waarde') }} as waarde
    inner join {{ ref('dim_maat') }} as maat
        on
            waarde.kpi = maat.kpi
            and waarde.maat = maat.maat
    where
        waarde.soort = 'kwartaal'
        and waarde.zorgterrein = 'ALLE'
        and waarde.kpi in ('tevredenheid', 'doelen', 'respons', 'uitkomst_uitval', 'nieuwe_start')
        and maat.statistiek in ('gemiddelde', 'aandeel')
    union all
    select
        meting.wet,
        meting.gemeente_code,
        meting.aanbieder_agb,
        tijdvak.laatste_dag as periode_einde,
        tijdvak.periode,
        'Kan zonder hulp verder, antwoorden ' || meting.schaal as naam,
        'procent' as eenheid,
        meting.mee_eens_percentage as waarde,
        {{ als_double('meting.gemeten_aantal') }} as n,
        meting.voorlopig
    from {{ ref('kpi_zonder_hulp') }} as meting
    inner join {{ ref('dim_tijdvak') }} as tijdvak
        on
            tijdvak.soort = 'kwartaal'
            and tijdvak.maand = tijdvak.laatste_maand
            and tijdvak.periode_nr = cast({{ kwartaal_nr('meting.kwartaal') }} as integer)
    where
        meting.hulpvorm = 'ALLE'
        and meting.respondent = 'ALLE'
)

select
    eigen.wet,
    eigen.gemeente_code,
    eigen.aanbieder_agb,
    cast(extract(year from eigen.periode_einde) as integer) as jaar,
    cast({{ dagen_tussen('eigen.periode_einde', "cast('2100-01-01' as date)") }} as integer) as volgorde,
    eigen.periode,
    eigen.naam,
    eigen.eenheid,
    eigen.waarde,
    eigen.n,
    allen.waarde as waarde_allen,
    allen.n as n_allen,
    eigen.voorlopig
from cijfer as eigen
left join cijfer as allen
    on
        eigen.wet = allen.wet
        and eigen.gemeente_code = allen.gemeente_code
        and eigen.periode = allen.periode
        and eigen.naam = allen.naam
        and allen.aanbieder_agb = 'ALLE'
where
    eigen.aanbieder_agb <> 'ALLE'
    and eigen.waarde is not null
