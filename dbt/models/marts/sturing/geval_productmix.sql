-- a client in a year with zorgdagen or costs, per product; costs up to the last declared month of the law, so that all
-- rows are about the same months. Credits: as in geval_ontwikkeling
{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] %}
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

clientjaar as (
    select
        kalender.jaar,
        fct.wet,
        fct.gemeente_code,
        fct.aanbieder_agb,
        fct.zorgterrein,
        fct.productcode,
        fct.client_id,
        sum(case when fct.maand <= declaratie.gedeclareerd_tot then fct.bedrag else 0 end) as bedrag,
        sum(fct.zorgdagen) as zorgdagen
    from {{ ref('fct_clientmaand') }} as fct
    inner join {{ ref('dim_maand') }} as kalender on fct.maand = kalender.maand
    left join declaratie on fct.wet = declaratie.wet
    group by
        kalender.jaar, fct.wet, fct.gemeente_code, fct.aanbieder_agb, fct.zorgterrein, fct.productcode, fct.client_id
),

gemerkt as (
    select
        clientjaar.*,
        client_id is not null
        and min(bedrag) over (partition by jaar, wet, client_id) < 0 as is_eigen_totaal
    from clientjaar
),

eigen_kubus as (
    {{ kubus(
        '(select * from gemerkt where is_eigen_totaal)', rij[1:],
        ['jaar', 'wet', 'zorgterrein', 'client_id', 'bedrag', 'zorgdagen']
    ) }}
),

alles as (
    select
        is_eigen_totaal,
        jaar,
        {{ rij | join(', ') }},
        zorgterrein,
        client_id,
        bedrag,
        zorgdagen
    from gemerkt
    where not is_eigen_totaal
    union all
    select
        true as is_eigen_totaal,
        jaar,
        {{ rij | join(', ') }},
        zorgterrein,
        client_id,
        sum(bedrag) as bedrag,
        sum(zorgdagen) as zorgdagen
    from eigen_kubus
    group by jaar, {{ rij | join(', ') }}, zorgterrein, client_id
),

in_rij as (
    select
        alles.*,
        sum(bedrag) over (partition by is_eigen_totaal, jaar, {{ rij | join(', ') }}, client_id) as rij_bedrag,
        sum(zorgdagen) over (partition by is_eigen_totaal, jaar, {{ rij | join(', ') }}, client_id) as rij_zorgdagen
    from alles
),

geval as (
    select
        in_rij.is_eigen_totaal,
        in_rij.jaar,
        in_rij.wet,
        in_rij.gemeente_code,
        in_rij.aanbieder_agb,
        in_rij.productcode,
        in_rij.zorgterrein,
        in_rij.client_id,
        {{ vroegste('kalender.laatste_dag', 'instelling.peildatum') }} as geteld_op,
        cast(in_rij.bedrag as decimal(28, 10)) as bedrag,
        cast(in_rij.zorgdagen as bigint) as zorgdagen,
        in_rij.rij_bedrag <> 0 or in_rij.rij_zorgdagen > 0 as in_noemer
    from in_rij
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_jaar') }} as kalender on in_rij.jaar = kalender.jaar
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op', eigen=['zorgterrein']) }}
)

select *
from gedeeld
