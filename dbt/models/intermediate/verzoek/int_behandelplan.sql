-- after a merger the list may name the toewijzing by the gemeente of then or of now; the exact code goes first
with gekoppeld as (
    select
        plan.wet,
        plan.toewijzingnummer,
        plan.behandelplan_datum,
        plan.feitelijke_start_datum,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.is_verwijderd,
        toewijzing.telt_mee,
        row_number() over (
            partition by
                plan.wet,
                plan.gemeente_code,
                plan.toewijzingnummer,
                plan.behandelplan_datum,
                plan.feitelijke_start_datum
            order by
                case when plan.gemeente_code = toewijzing.gemeente_code then 0 else 1 end,
                toewijzing.gemeente_code
        ) as rang
    from {{ ref('stg_behandelplan') }} as plan
    inner join {{ ref('int_toewijzing') }} as toewijzing
        on
            plan.wet = toewijzing.wet
            and plan.toewijzingnummer = toewijzing.toewijzingnummer
            and (
                plan.gemeente_code = toewijzing.gemeente_code
                or plan.gemeente_code = toewijzing.gemeente_code_nu
            )
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    behandelplan_datum,
    feitelijke_start_datum,
    -- what a rule on the plan is dated by
    behandelplan_datum as dagtekening,
    telt_mee and not is_verwijderd as telt_mee
from gekoppeld
where rang = 1
