-- not begun yet: late from the day on which the term has passed
with behandelplan as (
    select
        plan.*,
        coalesce(plan.feitelijke_start_datum, instelling.kennisdatum) as start_of_kennis_datum
    from {{ ref('int_behandelplan') }} as plan
    cross join {{ ref('int_instelling') }} as instelling
    where
        plan.wet = 'Jw'
        and plan.telt_mee
        and plan.behandelplan_datum is not null
),

te_laat as (
    {{ later_dan_termijn('behandelplan', 'PLAN_10WD', 'behandelplan_datum', tot='start_of_kennis_datum') }}
)

select
    {{ bevinding_kop('S002-PLAN10WD', 'te_laat', heeft_bericht=false) }},
    {{ waarde_in_zin('te_laat.behandelplan_datum') }} as sleutel,
    'Behandelplan van ' || {{ waarde_in_zin('te_laat.behandelplan_datum') }}
    || case
        when te_laat.feitelijke_start_datum is null
            then ': na ' || te_laat.werkdagen_zin || ' is de hulp nog niet begonnen'
        else
            ', hulp begonnen op ' || {{ waarde_in_zin('te_laat.feitelijke_start_datum') }}
            || ': na ' || te_laat.werkdagen_zin
    end as omschrijving,
    te_laat.dagtekening,
    te_laat.feitelijke_start_datum is not null as is_te_laat
from te_laat
