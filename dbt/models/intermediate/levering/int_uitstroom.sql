with uitstroom as (
    select
        periode.*,
        coalesce(reden.is_volgens_plan, false) as is_volgens_plan,
        {{ begin_van('month', 'periode.einddatum') }} as cohortmaand,
        {{ laatste_dag_van_maand('periode.einddatum') }} as laatste_cohortdag,
        {{ dag_plus('instelling.peildatum', 1) }} as dag_na_peildatum,
        instelling.recidive_maanden
    from {{ ref('int_hulpperiode') }} as periode
    left join {{ ref('reden_beeindiging') }} as reden
        on
            periode.wet = reden.wet
            and periode.reden_beeindiging = reden.code
    cross join {{ ref('int_instelling') }} as instelling
    where periode.einddatum is not null
)

select
    cohortmaand,
    wet,
    zorgterrein,
    gemeente_code,
    gemeente_code_nu,
    aanbieder_agb,
    client_id,
    toewijzing_gemeente_code,
    toewijzingnummer,
    productcode,
    begindatum,
    einddatum,
    volgende_begindatum,
    is_volgens_plan,
    coalesce({{ binnen_maanden('volgende_begindatum', 'einddatum', 'recidive_maanden') }}, false) as is_teruggekeerd,
    -- the variants of K001-06; one longer than the window of the settings waits for its own
    case
        when not {{ binnen_maanden('dag_na_peildatum', 'laatste_cohortdag', 3) }}
            then coalesce({{ binnen_maanden('volgende_begindatum', 'einddatum', 3) }}, false)
    end as is_teruggekeerd_3m,
    case
        when not {{ binnen_maanden('dag_na_peildatum', 'laatste_cohortdag', 6) }}
            then coalesce({{ binnen_maanden('volgende_begindatum', 'einddatum', 6) }}, false)
    end as is_teruggekeerd_6m,
    coalesce(
        {{ binnen_maanden('volgende_begindatum_enig_zorgterrein', 'einddatum', 'recidive_maanden') }}, false
    ) as is_teruggekeerd_enig_zorgterrein,
    cast({{ maand_nr('cohortmaand') }} + recidive_maanden as integer) as sluitmaand_nr
from uitstroom
-- the window of the whole month has passed (A12): the day after P no longer lies within it
where not {{ binnen_maanden('dag_na_peildatum', 'laatste_cohortdag', 'recidive_maanden') }}
