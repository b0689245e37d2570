-- what a client cost in a month, per product, provider and gemeente, and how it was paid
with geval as (
    select
        uitgave.methode,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.productcode,
        uitgave.client_id,
        uitgave.zorgterrein,
        uitgave.segment,
        maand.maand,
        maand.laatste_dag as geteld_op,
        sum(uitgave.bedrag) as bedrag,
        sum(case when uitgave.methode = 'plekken' then uitgave.bedrag else 0 end) as bedrag_plekken
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    group by
        uitgave.methode, uitgave.wet, uitgave.gemeente_code, uitgave.aanbieder_agb, uitgave.productcode,
        uitgave.client_id, uitgave.zorgterrein, uitgave.segment, maand.maand, maand.laatste_dag
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op', eigen=['zorgterrein', 'segment']) }}
)

select *
from gedeeld
