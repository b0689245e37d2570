-- of a toewijzing that was started again the last start decides (OP379)
with levering as (
    select
        toewijzing_sleutel,
        einddatum_definitief,
        row_number() over (
            partition by toewijzing_sleutel
            order by
                begindatum desc,
                case when einddatum_definitief is null then 0 else 1 end asc,
                einddatum_definitief desc
        ) as rang
    from {{ ref('int_levering') }}
)

select
    {{ bevinding_kop('OP258', 'toewijzing', heeft_bericht=false) }},
    {{ waarde_in_zin('levering.einddatum_definitief') }} as sleutel,
    'Definitief gestopt per '
    || {{ waarde_in_zin('levering.einddatum_definitief') }}
    || ', maar de toewijzing heeft einddatum '
    || {{ waarde_in_zin('toewijzing.einddatum') }} as omschrijving,
    toewijzing.dagtekening,
    levering.einddatum_definitief as dekking_datum
from {{ ref('int_toewijzing_wijziging') }} as toewijzing
inner join levering
    on
        toewijzing.toewijzing_sleutel = levering.toewijzing_sleutel
        and levering.rang = 1
        and levering.einddatum_definitief is not null
where
    toewijzing.is_laatste
    and not toewijzing.is_verwijderd
    and coalesce(
        toewijzing.einddatum
        > {{ dag_plus('levering.einddatum_definitief', 'cast(' ~ parameter('restrecht_dagen') ~ ' as integer)') }},
        true
    )
