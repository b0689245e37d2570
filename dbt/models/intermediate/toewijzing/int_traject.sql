with lid as (
    select
        traject.traject_id,
        traject.volgnr,
        toewijzing.*,
        row_number() over (partition by traject.traject_id order by traject.volgnr desc) as volgnr_terug
    from {{ ref('int_toewijzing_traject') }} as traject
    inner join {{ ref('int_toewijzing') }} as toewijzing on traject.toewijzing_sleutel = toewijzing.toewijzing_sleutel
),

keten as (
    select
        traject_id,
        min(ingangsdatum) as ingangsdatum,
        case when count(einddatum) = count(*) then max(einddatum) end as einddatum,
        count(*) as toewijzingen_aantal
    from lid
    group by traject_id
),

levering as (
    select
        traject.traject_id,
        levering.begindatum,
        levering.einddatum_effectief,
        levering.einddatum_definitief,
        levering.reden_beeindiging,
        case
            when levering.einddatum_effectief < instelling.peildatum then levering.einddatum_effectief
            else instelling.peildatum
        end as laatste_dag
    from {{ ref('int_toewijzing_traject') }} as traject
    inner join {{ ref('int_levering') }} as levering on traject.toewijzing_sleutel = levering.toewijzing_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where levering.telt_mee
),

met_vorige as (
    select
        levering.*,
        max(laatste_dag) over (
            partition by traject_id
            order by begindatum, laatste_dag
            rows between unbounded preceding and 1 preceding
        ) as hoogste_dag_ervoor
    from levering
    where laatste_dag >= begindatum
),

-- days once: of each levering those after the furthest day so far
zorgdag as (
    select
        traject_id,
        sum(
            case
                when hoogste_dag_ervoor >= laatste_dag then 0
                when hoogste_dag_ervoor >= begindatum then {{ dagen_tussen('hoogste_dag_ervoor', 'laatste_dag') }}
                else {{ dagen_tussen('begindatum', 'laatste_dag') }} + 1
            end
        ) as zorgdagen
    from met_vorige
    group by traject_id
),

zorg as (
    select
        traject_id,
        min(begindatum) as begindatum,
        case when count(einddatum_effectief) = count(*) then max(einddatum_effectief) end as einddatum
    from levering
    group by traject_id
),

-- the levering that closes the traject says why it ended; one that runs has no reason, whatever stopped before it
sluitende_levering as (
    select
        traject_id,
        einddatum_definitief,
        reden_beeindiging,
        row_number() over (
            partition by traject_id
            order by
                case when einddatum_effectief is null then 0 else 1 end,
                einddatum_effectief desc,
                begindatum desc,
                {{ hoogste_eerst('reden_beeindiging') }},
                {{ hoogste_eerst('einddatum_definitief') }}
        ) as rang
    from levering
)

select
    keten.traject_id,
    laatste.wet,
    -- the codes and product of its last toewijzing; a chain goes on over a merger or takeover
    laatste.gemeente_code,
    laatste.aanbieder_agb,
    laatste.gemeente_code_nu,
    laatste.aanbieder_agb_nu,
    laatste.client_id,
    laatste.productcategorie,
    laatste.productcode,
    keten.ingangsdatum,
    keten.einddatum,
    keten.toewijzingen_aantal,
    zorg.begindatum as zorg_begindatum,
    zorg.einddatum as zorg_einddatum,
    cast(coalesce(zorgdag.zorgdagen, 0) as bigint) as zorgdagen,
    sluitende_levering.einddatum_definitief,
    sluitende_levering.reden_beeindiging,
    laatste.telt_mee
from keten
inner join lid as laatste
    on
        keten.traject_id = laatste.traject_id
        and laatste.volgnr_terug = 1
left join zorg on keten.traject_id = zorg.traject_id
left join zorgdag on keten.traject_id = zorgdag.traject_id
left join sluitende_levering
    on
        keten.traject_id = sluitende_levering.traject_id
        and sluitende_levering.rang = 1
