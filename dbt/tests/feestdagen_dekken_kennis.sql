{{ config(severity='warn') }}

-- working days are only right while the holiday seed reaches beyond K
with laatste as (
    select max(datum) as datum
    from {{ ref('feestdag') }}
)

select instelling.kennisdatum
from {{ ref('int_instelling') }} as instelling
cross join laatste
where instelling.kennisdatum > laatste.datum
