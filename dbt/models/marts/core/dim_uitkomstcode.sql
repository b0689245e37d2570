select
    'hulpvorm' as soort,
    code,
    omschrijving
from {{ ref('hulpvorm') }}
union all
select
    'reden_beeindiging' as soort,
    code,
    omschrijving
from {{ ref('reden_einde_hulp') }}
