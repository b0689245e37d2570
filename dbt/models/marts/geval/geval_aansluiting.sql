-- a day on which a provider took a step towards delivering; empty where it did not yet
select
    aanbieder_agb,
    stap,
    volgorde,
    datum
from {{ ref('int_aansluitstap') }}
