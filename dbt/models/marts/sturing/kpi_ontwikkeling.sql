with geteld as (
    {{ tel_gevallen(ref('geval_ontwikkeling'), kpi_opzet('kpi_ontwikkeling')) }}
),

declaratie as (
    {{ gedeclareerd_per_gemeente() }}
),

beoordeeld as (
    select
        geteld.*,
        declaratie.gedeclareerd_tot,
        kalender.is_voorlopig as voorlopig,
        {{ is_onvolledig('geteld.maand') }} as onvolledig,
        coalesce(geteld.maand <= declaratie.gedeclareerd_tot, false) as is_gedeclareerd,
        not {{ is_onvolledig(elf_maanden_eerder('geteld.maand')) }} as is_heel_jaar
    from geteld
    inner join {{ ref('dim_maand') }} as kalender on geteld.maand = kalender.maand
    left join declaratie
        on
            geteld.wet = declaratie.wet
            and geteld.gemeente_code = declaratie.gemeente_code
    {{ met_dekking('geteld') }}
),

-- what is not known is empty: costs of a month that is not declared yet, and twelve months of which messages are
-- missing
bekend as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        maand,
        gedeclareerd_tot,
        is_gedeclareerd,
        is_heel_jaar,
        is_gedeclareerd and is_heel_jaar as is_jaar_gedeclareerd,
        case when is_gedeclareerd then {{ in_centen('ontvangen') }} end as kosten_eur,
        {{ in_centen('ontvangen') }} as ontvangen_eur,
        clienten_aantal,
        case when is_gedeclareerd then clienten_met_kosten_aantal end as clienten_met_kosten_aantal,
        case when is_gedeclareerd and is_heel_jaar then {{ in_centen('ontvangen_12m') }} end as kosten_12m_eur,
        case when is_heel_jaar then clienten_12m_aantal end as clienten_12m_aantal,
        case when is_gedeclareerd and is_heel_jaar then clienten_met_kosten_12m_aantal end
            as clienten_met_kosten_12m_aantal,
        voorlopig,
        onvolledig
    from beoordeeld
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    maand,
    gedeclareerd_tot,
    is_gedeclareerd,
    is_heel_jaar,
    is_jaar_gedeclareerd,
    kosten_eur,
    ontvangen_eur,
    clienten_aantal,
    clienten_met_kosten_aantal,
    cast({{ als_double('kosten_eur') }} / nullif(clienten_met_kosten_aantal, 0) as decimal(18, 2))
        as kosten_per_client_eur,
    kosten_12m_eur,
    clienten_12m_aantal,
    clienten_met_kosten_12m_aantal,
    cast({{ als_double('kosten_12m_eur') }} / nullif(clienten_met_kosten_12m_aantal, 0) as decimal(18, 2))
        as kosten_per_client_12m_eur,
    voorlopig,
    onvolledig
from bekend
