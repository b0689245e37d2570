-- what the latest accepted message says of a client; equal days: the later month, so that neither key nor arrival
-- decides
with record as (
    select
        client.client_id,
        client.dagtekening,
        client.geboortemaand,
        client.geslacht,
        case when client.geboortemaand is null or client.is_geboorte_onbekend then 1 else 0 end as geboorte_ontbreekt,
        case when client.geslacht is null then 1 else 0 end as geslacht_ontbreekt
    from {{ ref('stg_client') }} as client
    inner join {{ ref('int_bericht') }} as bericht
        on
            client.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    where
        client.client_id is not null
        and not client.is_uitgesloten
),

gerangschikt as (
    select
        client_id,
        case when geboorte_ontbreekt = 0 then geboortemaand end as geboortemaand,
        geslacht,
        row_number() over (
            partition by client_id
            order by geboorte_ontbreekt asc, dagtekening desc, geboortemaand desc
        ) as rang_geboorte,
        row_number() over (
            partition by client_id
            order by geslacht_ontbreekt asc, dagtekening desc, geslacht desc
        ) as rang_geslacht
    from record
)

select
    client_id,
    max(case when rang_geboorte = 1 then geboortemaand end) as geboortemaand,
    max(case when rang_geslacht = 1 then geslacht end) as geslacht
from gerangschikt
group by client_id
