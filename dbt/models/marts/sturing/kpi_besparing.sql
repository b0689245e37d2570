with geteld as (
    {{ tel_gevallen(ref('geval_besparing'), kpi_opzet('kpi_besparing')) }}
),

-- no costs of a law in all of a year say that it is not known, not that there were none
gedekt as (
    select
        geteld.*,
        not {{ is_onvolledig(begin_vorig_jaar('kalender.eerste_dag')) }}
        and max(case when geteld.vorig <> 0 then 1 else 0 end) over (partition by geteld.jaar, geteld.wet) = 1
            as is_vorig_bekend,
        not {{ is_onvolledig(begin_vorig_jaar(begin_vorig_jaar('kalender.eerste_dag'))) }}
        and max(case when geteld.ervoor <> 0 then 1 else 0 end) over (partition by geteld.jaar, geteld.wet) = 1
            as is_trend_bekend,
        kalender.is_voorlopig as voorlopig,
        {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig,
        cast(geteld.jaar as {{ tekst_type() }}) as jaar_tekst,
        cast(geteld.jaar - 1 as {{ tekst_type() }}) as vorig_tekst,
        cast(geteld.jaar - 2 as {{ tekst_type() }}) as ervoor_tekst
    from geteld
    inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
    {{ met_dekking('geteld') }}
),

verwacht as (
    select
        gedekt.*,
        {{ in_centen('gerealiseerd') }} as gerealiseerd_eur,
        case
            when not is_vorig_bekend then null
            when is_trend_bekend then {{ in_centen('2 * vorig - ervoor') }}
            else {{ in_centen('vorig') }}
        end as verwacht_eur,
        case
            when not is_vorig_bekend then 'Geen verwachting: van ' || vorig_tekst || ' zijn de kosten niet bekend.'
            when is_trend_bekend
                then
                    'Zonder maatregel waren de kosten van ' || vorig_tekst || ' op ' || jaar_tekst
                    || ' evenveel veranderd als van ' || ervoor_tekst || ' op ' || vorig_tekst
                    || ', over dezelfde maanden.'
            else
                'Zonder maatregel waren de kosten gelijk gebleven aan die van ' || vorig_tekst
                || ', over dezelfde maanden; een trend is er niet, want van ' || ervoor_tekst
                || ' zijn de kosten niet bekend.'
        end as aanname
    from gedekt
)

select
    jaar,
    wet,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    cast(maanden_aantal as integer) as maanden_aantal,
    verwacht_eur,
    gerealiseerd_eur,
    cast(verwacht_eur - gerealiseerd_eur as decimal(18, 2)) as besparing_eur,
    -- of an expectation of nothing, or less, there is no part
    case
        when verwacht_eur > 0 then {{ percentage('verwacht_eur - gerealiseerd_eur', als_double('verwacht_eur')) }}
    end as besparing_pct,
    aanname,
    voorlopig,
    onvolledig
from verwacht
