{%- set rij = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{#- a product of quotients may miss one half by a last bit -#}
{%- set helft = '(ln(0.5) + 0.000000001)' -%}

with geteld as (
    {{ tel_gevallen(ref('geval_duur'), kpi_opzet('kpi_duur')) }}
),

-- Kaplan-Meier: per duration how many trajecten ended there and how many were followed at least so long
duur_detail as (
    select
        {{ rij | join(', ') }},
        gevolgd_dagen,
        sum(case when is_beeindigd then 1 else 0 end) as beeindigd,
        count(*) as gevolgd
    from {{ ref('geval_duur') }}
    where is_begonnen
    group by {{ rij | join(', ') }}, gevolgd_dagen
),

duur_kubus as (
    {{ kubus('duur_detail', dimensies, ['jaar', 'wet', 'gevolgd_dagen', 'beeindigd', 'gevolgd']) }}
),

per_duur as (
    select
        {{ rij | join(', ') }},
        gevolgd_dagen,
        {{ als_double('sum(beeindigd)') }} as beeindigd,
        {{ als_double('sum(gevolgd)') }} as gevolgd
    from duur_kubus
    group by {{ rij | join(', ') }}, gevolgd_dagen
),

met_risico as (
    select
        per_duur.*,
        sum(gevolgd) over (
            partition by {{ rij | join(', ') }}
            order by gevolgd_dagen desc
            rows between unbounded preceding and current row
        ) as onder_risico
    from per_duur
),

-- S(t) as its logarithm, and Greenwood's variance of that; where all that were left end, S is 0
overleving as (
    select
        {{ rij | join(', ') }},
        gevolgd_dagen,
        max(case when beeindigd = onder_risico then 1 else 0 end) over (
            partition by {{ rij | join(', ') }}
            order by gevolgd_dagen
            rows between unbounded preceding and current row
        ) = 1 as is_nul,
        sum(case when beeindigd < onder_risico then ln(1 - beeindigd / onder_risico) else 0 end) over (
            partition by {{ rij | join(', ') }}
            order by gevolgd_dagen
            rows between unbounded preceding and current row
        ) as ln_s,
        sum(
            case
                when beeindigd < onder_risico then beeindigd / (onder_risico * (onder_risico - beeindigd))
                else 0
            end
        ) over (
            partition by {{ rij | join(', ') }}
            order by gevolgd_dagen
            rows between unbounded preceding and current row
        ) as variantie
    from met_risico
),

-- the log-log band: S to the power exp(+-z x standard error of ln(-ln S)); its limit of the median is the first
-- duration at which the band has come down to one half (Brookmeyer and Crowley)
band as (
    select
        {{ rij | join(', ') }},
        gevolgd_dagen,
        is_nul,
        ln_s,
        case
            when ln_s < 0
                then exp({{ als_double(parameter('z_95')) }} * sqrt(variantie) / -ln_s)
        end as factor
    from overleving
),

mediaan as (
    select
        {{ rij | join(', ') }},
        min(case when is_nul or ln_s <= {{ helft }} then gevolgd_dagen end) as km_mediaan_dagen,
        min(case when is_nul or ln_s * factor <= {{ helft }} then gevolgd_dagen end) as km_laag_dagen,
        min(case when is_nul or ln_s / factor <= {{ helft }} then gevolgd_dagen end) as km_hoog_dagen
    from band
    group by {{ rij | join(', ') }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.productcode,
    geteld.beeindigd_aantal,
    geteld.gem_dagen,
    geteld.mediaan_dagen,
    geteld.p25_dagen,
    geteld.p75_dagen,
    geteld.begonnen_aantal,
    geteld.begonnen_beeindigd_aantal,
    cast(mediaan.km_mediaan_dagen as integer) as km_mediaan_dagen,
    cast(mediaan.km_laag_dagen as integer) as km_laag_dagen,
    cast(mediaan.km_hoog_dagen as integer) as km_hoog_dagen,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('geteld.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
left join mediaan
    on
        geteld.jaar = mediaan.jaar
        and geteld.wet = mediaan.wet
        and geteld.gemeente_code = mediaan.gemeente_code
        and geteld.aanbieder_agb = mediaan.aanbieder_agb
        and coalesce(geteld.productcode, '~') = coalesce(mediaan.productcode, '~')
