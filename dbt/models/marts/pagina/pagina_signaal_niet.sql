-- what the contract asks to signal and messages do not say, or another table does
with wet as (
    select distinct stoplicht.wet
    from {{ ref('stoplicht') }} as stoplicht
)

select
    wet.wet,
    signaal.signaal,
    signaal.omschrijving,
    signaal.status,
    coalesce(signaal.reden, '') as reden
from {{ ref('signaal') }} as signaal
cross join wet
where signaal.status <> 'berekend'
