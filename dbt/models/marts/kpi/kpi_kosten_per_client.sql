-- Q are the clients with net costs, P their mean costs (K001-14); costs are claims that were not refused (A13), up to
-- the last declared month
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

maand as (
    select
        declaratie.wet,
        kalender.jaar,
        kalender.maand
    from declaratie
    inner join {{ ref('dim_maand') }} as kalender
        on
            declaratie.gedeclareerd_tot >= kalender.maand
            and kalender.is_volledig
),

periode as (
    select
        wet,
        jaar,
        max(maand) as gedeclareerd_tot,
        count(*) as maanden_aantal
    from maand
    group by wet, jaar
),

-- of more rows on one product the clients add up and the price is their mean; a row without product is the total's own
target as (
    select
        afspraak.jaar,
        afspraak.wet,
        coalesce(afspraak.productcode, 'ALLE') as productcode,
        sum(afspraak.kosten_per_client_eur * coalesce(afspraak.clienten_aantal, 0)) as kosten_target,
        sum(case when afspraak.kosten_per_client_eur is not null then coalesce(afspraak.clienten_aantal, 0) end)
            as q_target,
        -- what the file says, also with 0 clients
        {{ als_double('sum(afspraak.kosten_per_client_eur)') }} / nullif(count(afspraak.kosten_per_client_eur), 0)
            as p_zonder_clienten
    from {{ ref('int_kosten_target') }} as afspraak
    inner join {{ ref('dim_jaar') }} as jaar on afspraak.jaar = jaar.jaar
    inner join {{ ref('int_instelling') }} as instelling on jaar.eerste_dag <= instelling.peildatum
    where afspraak.kosten_per_client_eur is not null
    group by afspraak.jaar, afspraak.wet, coalesce(afspraak.productcode, 'ALLE')
),

-- how the care of a product is paid
zorgdag_detail as (
    select
        maand.jaar,
        zorgdag.wet,
        zorgdag.productcode,
        sum(zorgdag.zorgdagen) as zorgdagen,
        sum(zorgdag.plekdagen) as plekdagen,
        cast(0 as decimal(28, 10)) as pxq,
        cast(0 as decimal(28, 10)) as plekken
    from {{ ref('int_zorgdagmethode') }} as zorgdag
    inner join maand
        on
            zorgdag.wet = maand.wet
            and zorgdag.maand = maand.maand
    group by maand.jaar, zorgdag.wet, zorgdag.productcode
    union all
    select
        maand.jaar,
        uitgave.wet,
        uitgave.productcode,
        0 as zorgdagen,
        0 as plekdagen,
        sum(case when uitgave.methode = 'pxq' then uitgave.bedrag else 0 end) as pxq,
        sum(case when uitgave.methode = 'plekken' then uitgave.bedrag else 0 end) as plekken
    from {{ ref('fct_uitgave') }} as uitgave
    inner join maand
        on
            uitgave.wet = maand.wet
            and uitgave.maand = maand.maand
    group by maand.jaar, uitgave.wet, uitgave.productcode
),

zorgdag_kubus as (
    {{ kubus('zorgdag_detail', ['productcode'], ['jaar', 'wet', 'zorgdagen', 'plekdagen', 'pxq', 'plekken']) }}
),

meting as (
    select
        jaar,
        wet,
        productcode,
        sum(bedrag_eur) as kosten_real,
        count(distinct case when in_noemer then client_id end) as q_real,
        cast(null as decimal(28, 2)) as kosten_target,
        {{ als_double('null') }} as q_target,
        {{ als_double('null') }} as p_zonder_clienten,
        0 as zorgdagen,
        0 as plekdagen,
        cast(0 as decimal(28, 10)) as pxq,
        cast(0 as decimal(28, 10)) as plekken,
        1 as is_rij
    from {{ ref('geval_kosten_per_client') }}
    group by jaar, wet, productcode
    union all
    select
        jaar,
        wet,
        productcode,
        0 as kosten_real,
        0 as q_real,
        kosten_target,
        {{ als_double('q_target') }} as q_target,
        p_zonder_clienten,
        0 as zorgdagen,
        0 as plekdagen,
        0 as pxq,
        0 as plekken,
        1 as is_rij
    from target
    union all
    -- the total has a row as soon as one product has
    select distinct
        jaar,
        wet,
        'ALLE' as productcode,
        0 as kosten_real,
        0 as q_real,
        cast(null as decimal(28, 2)) as kosten_target,
        {{ als_double('null') }} as q_target,
        {{ als_double('null') }} as p_zonder_clienten,
        0 as zorgdagen,
        0 as plekdagen,
        0 as pxq,
        0 as plekken,
        1 as is_rij
    from target
    union all
    select
        jaar,
        wet,
        productcode,
        0 as kosten_real,
        0 as q_real,
        cast(null as decimal(28, 2)) as kosten_target,
        {{ als_double('null') }} as q_target,
        {{ als_double('null') }} as p_zonder_clienten,
        zorgdagen,
        plekdagen,
        pxq,
        plekken,
        0 as is_rij
    from zorgdag_kubus
),

-- decimals are divided as doubles: engines cut the quotient of decimals differently
som as (
    select
        jaar,
        wet,
        productcode,
        {{ als_double('sum(kosten_real)') }} as kosten_real,
        cast(sum(q_real) as bigint) as q_real,
        {{ als_double('sum(kosten_target)') }} as kosten_target_jaar,
        sum(q_target) as q_target,
        case
            when sum(q_target) > 0 then {{ als_double('sum(kosten_target)') }} / sum(q_target)
            else sum(p_zonder_clienten)
        end as p_target,
        sum(zorgdagen) as zorgdagen,
        sum(plekdagen) as plekdagen,
        sum(pxq) as pxq,
        sum(plekken) as plekken
    from meting
    group by jaar, wet, productcode
    having sum(is_rij) > 0
),

geteld as (
    select
        som.jaar,
        som.wet,
        som.productcode,
        som.kosten_real,
        som.q_real,
        som.kosten_target_jaar,
        som.q_target,
        som.p_target,
        periode.gedeclareerd_tot,
        coalesce(periode.maanden_aantal, 0) as maanden_aantal,
        -- a target of a year, for the months that are compared
        coalesce(som.kosten_target_jaar, 0) * periode.maanden_aantal / 12 as kosten_target,
        coalesce(som.q_target, 0) as q_doel,
        coalesce(
            som.plekdagen * 100 >= som.zorgdagen * cast({{ parameter('plekken_aandeel_pct') }} as decimal(9, 4))
            and som.plekdagen > 0
            and (
                som.plekken = 0
                or som.plekken * 100
                >= (som.pxq + som.plekken) * cast({{ parameter('plekken_aandeel_pct') }} as decimal(9, 4))
            ), false
        ) as is_per_plek
    from som
    left join periode
        on
            som.wet = periode.wet
            and som.jaar = periode.jaar
),

-- quantity against the target price, price against the real quantity: no rest; without target all of it is quantity
effect as (
    select
        geteld.*,
        cast(kosten_real - kosten_target as decimal(18, 2)) as verschil_eur,
        cast(
            case
                when q_doel = 0 then kosten_real - kosten_target
                else (q_real - q_doel) * kosten_target / q_doel
            end as decimal(18, 2)
        ) as hoeveelheidsverschil_eur
    from geteld
),

-- what is paid by place has no costs per client, so no part in the difference either
som_van_producten as (
    select
        jaar,
        wet,
        sum(verschil_eur) as verschil_eur,
        sum(hoeveelheidsverschil_eur) as hoeveelheidsverschil_eur,
        sum(kosten_target) as kosten_target,
        sum(q_real) as q_real,
        sum(q_doel) as q_doel
    from effect
    where
        coalesce(productcode, '~') <> 'ALLE'
        and not is_per_plek
    group by jaar, wet
),

-- the total shows the sum of the products' effects. Calculated on the totals it differs by the shift in mix: unique
-- clients against unique clients where the file has a total, else clients counted per product on both sides
totaal as (
    select
        effect.jaar,
        effect.wet,
        coalesce(producten.verschil_eur, 0) as verschil_eur,
        coalesce(producten.hoeveelheidsverschil_eur, 0) as hoeveelheidsverschil_eur,
        coalesce(producten.kosten_target, 0) as kosten_target,
        cast(
            case
                when effect.q_target > 0
                    then (effect.q_real - effect.q_target) * effect.kosten_target / effect.q_target
                when producten.q_doel > 0
                    then (producten.q_real - producten.q_doel) * producten.kosten_target / producten.q_doel
            end as decimal(18, 2)
        ) as hoeveelheid_op_totaal_eur
    from effect
    left join som_van_producten as producten
        on
            effect.jaar = producten.jaar
            and effect.wet = producten.wet
    where effect.productcode = 'ALLE'
),

met_totaal as (
    select
        effect.jaar,
        effect.wet,
        effect.productcode,
        effect.gedeclareerd_tot,
        effect.maanden_aantal,
        effect.is_per_plek,
        effect.p_target,
        case when coalesce(effect.productcode, '~') = 'ALLE' then effect.q_target else effect.q_doel end as q_target,
        effect.kosten_real,
        effect.q_real,
        effect.maanden_aantal > 0 and not effect.is_per_plek as is_vergelijkbaar,
        case when effect.productcode = 'ALLE' then totaal.kosten_target else effect.kosten_target end as kosten_target,
        case when effect.productcode = 'ALLE' then totaal.verschil_eur else effect.verschil_eur end as verschil_eur,
        case
            when effect.productcode = 'ALLE' then totaal.hoeveelheidsverschil_eur
            else effect.hoeveelheidsverschil_eur
        end as hoeveelheidsverschil_eur,
        case
            when effect.productcode = 'ALLE' then totaal.hoeveelheidsverschil_eur - totaal.hoeveelheid_op_totaal_eur
        end as mixeffect_eur
    from effect
    left join totaal
        on
            effect.jaar = totaal.jaar
            and effect.wet = totaal.wet
)

select
    met_totaal.jaar,
    met_totaal.wet,
    met_totaal.productcode,
    met_totaal.gedeclareerd_tot,
    cast(met_totaal.maanden_aantal as bigint) as maanden_aantal,
    met_totaal.is_per_plek,
    cast(met_totaal.p_target as decimal(18, 2)) as p_target,
    met_totaal.q_target,
    cast(
        case when not met_totaal.is_per_plek then met_totaal.kosten_real / nullif(met_totaal.q_real, 0) end
        as decimal(18, 2)
    ) as p_real,
    met_totaal.q_real,
    cast(met_totaal.kosten_target as decimal(18, 2)) as kosten_target_eur,
    cast(met_totaal.kosten_real as decimal(18, 2)) as kosten_real_eur,
    cast(case when met_totaal.is_vergelijkbaar then met_totaal.verschil_eur end as decimal(18, 2)) as verschil_eur,
    cast(case when met_totaal.is_vergelijkbaar then met_totaal.hoeveelheidsverschil_eur end as decimal(18, 2))
        as hoeveelheidsverschil_eur,
    cast(
        case when met_totaal.is_vergelijkbaar then met_totaal.verschil_eur - met_totaal.hoeveelheidsverschil_eur end
        as decimal(18, 2)
    ) as prijsverschil_eur,
    cast(case when met_totaal.is_vergelijkbaar then met_totaal.mixeffect_eur end as decimal(18, 2)) as mixeffect_eur,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from met_totaal
inner join {{ ref('dim_jaar') }} as jaar on met_totaal.jaar = jaar.jaar
{{ met_dekking('met_totaal', "'ALLE'") }}
