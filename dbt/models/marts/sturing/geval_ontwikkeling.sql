-- a client in a month with zorgdagen or costs, per product. Credits: who was credited in full had no costs, and a total
-- may say otherwise than its parts, so cases of clients with a negative amount carry ALLE themselves
{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'zorgterrein'] %}
with clientmaand as (
    select
        fct.*,
        fct.client_id is not null
        and min(fct.bedrag) over (partition by fct.wet, fct.client_id, fct.maand) < 0 as is_eigen_totaal
    from {{ ref('fct_clientmaand') }} as fct
),

eigen_kubus as (
    {{ kubus(
        '(select * from clientmaand where is_eigen_totaal)', rij[1:],
        ['wet', 'productcode', 'client_id', 'maand', 'bedrag', 'zorgdagen']
    ) }}
),

alles as (
    select
        is_eigen_totaal,
        {{ rij | join(', ') }},
        productcode,
        client_id,
        maand,
        bedrag,
        zorgdagen
    from clientmaand
    where not is_eigen_totaal
    union all
    select
        true as is_eigen_totaal,
        {{ rij | join(', ') }},
        productcode,
        client_id,
        maand,
        sum(bedrag) as bedrag,
        sum(zorgdagen) as zorgdagen
    from eigen_kubus
    group by {{ rij | join(', ') }}, productcode, client_id, maand
),

-- what the client had in the row, over its products
in_rij as (
    select
        alles.*,
        sum(bedrag) over (partition by is_eigen_totaal, {{ rij | join(', ') }}, client_id, maand) as rij_bedrag,
        sum(zorgdagen) over (partition by is_eigen_totaal, {{ rij | join(', ') }}, client_id, maand) as rij_zorgdagen
    from alles
),

geval as (
    select
        in_rij.is_eigen_totaal,
        in_rij.wet,
        in_rij.gemeente_code,
        in_rij.aanbieder_agb,
        in_rij.zorgterrein,
        in_rij.productcode,
        in_rij.client_id,
        in_rij.maand,
        kalender.laatste_dag as geteld_op,
        cast(in_rij.bedrag as decimal(28, 10)) as bedrag,
        cast(in_rij.zorgdagen as bigint) as zorgdagen,
        in_rij.rij_bedrag <> 0 as heeft_kosten,
        in_rij.rij_bedrag <> 0 or in_rij.rij_zorgdagen > 0 as in_noemer
    from in_rij
    inner join {{ ref('dim_maand') }} as kalender on in_rij.maand = kalender.maand
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op', eigen=['zorgterrein']) }}
)

select *
from gedeeld
