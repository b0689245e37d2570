-- providers that have care running in a gemeente and sent it nothing of their own for a while. A retour that a system
-- sends by itself is no sign of life; a rejected message is one. Codes as they are now, so that a merged gemeente is
-- not taken for silence
with lopend as (
    select
        levering.gemeente_code_nu,
        levering.aanbieder_agb_nu,
        count(*) as leveringen_aantal
    from {{ ref('fct_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.begindatum <= instelling.peildatum
        and coalesce(levering.einddatum_effectief >= instelling.peildatum, true)
    group by levering.gemeente_code_nu, levering.aanbieder_agb_nu
),

laatste as (
    select
        gemeente_code_nu,
        aanbieder_agb_nu,
        max(dagtekening) as dagtekening
    from {{ ref('fct_bericht') }}
    where berichttype in ('305', '307', '315', '317', '323')
    group by gemeente_code_nu, aanbieder_agb_nu
)

select
    lopend.gemeente_code_nu as gemeente_code,
    lopend.aanbieder_agb_nu as aanbieder_agb,
    lopend.leveringen_aantal,
    laatste.dagtekening as laatste_datum
from lopend
cross join {{ ref('int_instelling') }} as instelling
left join laatste
    on
        lopend.gemeente_code_nu = laatste.gemeente_code_nu
        and lopend.aanbieder_agb_nu = laatste.aanbieder_agb_nu
where
    laatste.dagtekening is null
    or {{ dag_plus('laatste.dagtekening', 'cast(' ~ parameter('stil_dagen') ~ ' as integer)') }}
    <= instelling.kennisdatum
