-- of a provider the ten rules with the most open findings; who can mend it is said by the finding: some rules can be
-- broken by either side, and what came late stays late
with geteld as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        coalesce(te_herstellen_door, 'niemand: blijft staan') as eigenaar,
        count(*) as open_aantal,
        min(dagtekening) as oudste
    from {{ ref('bevinding') }}
    where status = 'open'
    group by regel, wet, gemeente_code, aanbieder_agb, te_herstellen_door
),

met_totaal as (
    {{ kubus('geteld', ['gemeente_code'], ['regel', 'wet', 'aanbieder_agb', 'eigenaar', 'open_aantal', 'oudste']) }}
),

per_eigenaar as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        eigenaar,
        cast(sum(open_aantal) as bigint) as open_aantal,
        min(oudste) as oudste
    from met_totaal
    -- a finding without a gemeente is in the total only
    where gemeente_code is not null
    group by regel, wet, gemeente_code, aanbieder_agb, eigenaar
),

per_regel as (
    select
        *,
        sum(open_aantal) over (partition by wet, gemeente_code, aanbieder_agb, regel) as regel_aantal
    from per_eigenaar
),

geplaatst as (
    select
        *,
        dense_rank() over (
            partition by wet, gemeente_code, aanbieder_agb
            order by regel_aantal desc, regel asc
        ) as plaats
    from per_regel
)

select
    -- the most first
    -cast(geplaatst.regel_aantal as bigint) as volgorde,
    geplaatst.regel,
    geplaatst.wet,
    geplaatst.gemeente_code,
    geplaatst.aanbieder_agb,
    regel.stelling,
    regel.ernst,
    geplaatst.eigenaar,
    geplaatst.open_aantal,
    {{ dag_tekst('geplaatst.oudste') }} as oudste
from geplaatst
left join {{ ref('regel') }} as regel on geplaatst.regel = regel.regel
where geplaatst.plaats <= 10
