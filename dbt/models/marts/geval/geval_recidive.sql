-- a period of help that ended, of the months whose window has passed; the help that closes it says by whom and
-- with which product
with geval as (
    select
        cohortmaand,
        sluitmaand_nr,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        toewijzing_gemeente_code,
        toewijzingnummer,
        productcode,
        begindatum,
        einddatum,
        volgende_begindatum,
        is_volgens_plan,
        is_teruggekeerd as in_teller,
        is_teruggekeerd_3m,
        is_teruggekeerd_6m,
        is_teruggekeerd_enig_zorgterrein
    from {{ ref('int_uitstroom') }}
),

gedeeld as (
    {{ met_dimensies('geval', 'einddatum') }}
)

select *
from gedeeld
