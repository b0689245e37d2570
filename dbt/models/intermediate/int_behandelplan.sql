-- without a known toewijzing nobody knows whose plan it is (contract, PLAN_10WD)
select
    plan.wet,
    plan.gemeente_code,
    toewijzing.aanbieder_agb,
    plan.toewijzingnummer,
    plan.behandelplan_datum,
    plan.feitelijke_start_datum,
    plan.behandelplan_datum as dagtekening
from {{ ref('stg_behandelplan') }} as plan
inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
    on
        plan.wet = toewijzing.wet
        and plan.gemeente_code = toewijzing.gemeente_code
        and plan.toewijzingnummer = toewijzing.toewijzingnummer
where plan.behandelplan_datum is not null
