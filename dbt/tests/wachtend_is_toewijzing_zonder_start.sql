-- the stand of who waits, counted the slow way for the last complete month: toewijzingen that run and have no start yet
with laatste as (
    select
        max(maand) as maand,
        max(laatste_dag) as laatste_dag
    from {{ ref('dim_maand') }}
    where is_volledig
),

geteld as (
    select
        toewijzing.wet,
        count(*) as aantal
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join laatste
    where
        toewijzing.telt_mee
        and toewijzing.ingangsdatum <= laatste.laatste_dag
        and (toewijzing.einddatum is null or toewijzing.einddatum >= laatste.laatste_dag)
        and not exists (
            select 1
            from {{ ref('fct_levering') }} as levering
            where
                levering.telt_mee
                and levering.wet = toewijzing.wet
                and levering.toewijzing_gemeente_code = toewijzing.gemeente_code
                and levering.toewijzingnummer = toewijzing.toewijzingnummer
                and levering.begindatum <= laatste.laatste_dag
        )
    group by toewijzing.wet
),

getoond as (
    select
        wachttijd.wet,
        wachttijd.wachtend_aantal
    from {{ ref('kpi_wachttijd') }} as wachttijd
    inner join laatste on wachttijd.maand = laatste.maand
    where
        wachttijd.gemeente_code = 'ALLE'
        and wachttijd.aanbieder_agb = 'ALLE'
        and wachttijd.productcode = 'ALLE'
        and wachttijd.wachtend_aantal > 0
)

select
    coalesce(geteld.wet, getoond.wet) as wet,
    geteld.aantal,
    getoond.wachtend_aantal
from geteld
full outer join getoond on geteld.wet = getoond.wet
where coalesce(geteld.aantal, 0) <> coalesce(getoond.wachtend_aantal, 0)
