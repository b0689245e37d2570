{%- set z = als_double(parameter('z_95')) -%}

with geteld as (
    {{ tel_gevallen(ref('geval_verwacht'), kpi_opzet('kpi_verwacht')) }}
),

declaratie as (
    {{ gedeclareerd_per_wet() }}
),

-- of each class in all gebieden together: inhabitants, clients and costs
inwoners as (
    select
        jaar,
        soort_gebied,
        leeftijdsklasse,
        geslacht,
        sum(inwoners_aantal) as inwoners
    from {{ ref('int_bevolking') }}
    group by jaar, soort_gebied, leeftijdsklasse, geslacht
),

klasse as (
    select
        geval.jaar,
        geval.wet,
        geval.gebied = 'ALLE' as is_aanbieder,
        geval.soort_gebied,
        geval.bevolking_leeftijdsklasse as leeftijdsklasse,
        geval.bevolking_geslacht as geslacht,
        {{ als_double('count(distinct case when geval.in_noemer then geval.client_id end)') }} as clienten,
        {{ als_double('sum(case when geval.in_noemer then 1 else 0 end)') }} as gevallen,
        {{ als_double('sum(geval.bedrag)') }} as bedrag,
        {{ vaste_som(als_double('geval.bedrag') ~ ' * ' ~ als_double('geval.bedrag')) }} as kwadraat
    from {{ ref('geval_verwacht') }} as geval
    group by
        geval.jaar, geval.wet, geval.gebied = 'ALLE', geval.soort_gebied, geval.bevolking_leeftijdsklasse,
        geval.bevolking_geslacht
),

-- what a gebied would have if its inhabitants of each class were as those of all gebieden; the variance of a sum of
-- amounts is that of who comes and what it costs (compound Poisson), so the expected sum of squares
per_gebied as (
    select
        bevolking.jaar,
        klasse.wet,
        bevolking.gebied,
        'ALLE' as aanbieder_agb,
        {{ vaste_som('bevolking.inwoners_aantal * klasse.clienten / inwoners.inwoners') }} as verwacht_clienten,
        {{ vaste_som('bevolking.inwoners_aantal * klasse.bedrag / inwoners.inwoners') }} as verwacht_kosten,
        {{ vaste_som('bevolking.inwoners_aantal * klasse.kwadraat / inwoners.inwoners') }} as variantie
    from {{ ref('int_bevolking') }} as bevolking
    inner join inwoners
        on
            bevolking.jaar = inwoners.jaar
            and bevolking.soort_gebied = inwoners.soort_gebied
            and bevolking.leeftijdsklasse = inwoners.leeftijdsklasse
            and bevolking.geslacht = inwoners.geslacht
            and inwoners.inwoners > 0
    inner join klasse
        on
            bevolking.jaar = klasse.jaar
            and bevolking.soort_gebied = klasse.soort_gebied
            and bevolking.leeftijdsklasse = klasse.leeftijdsklasse
            and bevolking.geslacht = klasse.geslacht
            and not klasse.is_aanbieder
    group by bevolking.jaar, klasse.wet, bevolking.gebied
),

-- what a provider's clients would cost if each cost what clients of its class cost at all providers; how many clients
-- it should have no table says
per_aanbieder as (
    select
        geval.jaar,
        geval.wet,
        'ALLE' as gebied,
        geval.aanbieder_agb,
        {{ als_double('null') }} as verwacht_clienten,
        {{ vaste_som('klasse.bedrag / klasse.gevallen') }} as verwacht_kosten,
        {{ vaste_som(
            'klasse.kwadraat / klasse.gevallen - klasse.bedrag / klasse.gevallen * (klasse.bedrag / klasse.gevallen)'
        ) }} as variantie
    from {{ ref('geval_verwacht') }} as geval
    inner join klasse
        on
            geval.jaar = klasse.jaar
            and geval.wet = klasse.wet
            and geval.soort_gebied = klasse.soort_gebied
            and geval.bevolking_leeftijdsklasse = klasse.leeftijdsklasse
            and geval.bevolking_geslacht = klasse.geslacht
            and klasse.is_aanbieder
            and klasse.gevallen > 0
    where
        geval.gebied = 'ALLE'
        and geval.in_noemer
    group by geval.jaar, geval.wet, geval.aanbieder_agb
),

verwacht as (
    select *
    from per_gebied
    union all
    select *
    from per_aanbieder
),

-- a gebied without clients is there too: there were to be some
samen as (
    select
        verwacht.jaar,
        verwacht.wet,
        verwacht.gebied,
        verwacht.aanbieder_agb,
        verwacht.verwacht_clienten,
        verwacht.verwacht_kosten,
        coalesce(geteld.clienten_aantal, 0) as clienten_aantal,
        {{ als_double('coalesce(geteld.clienten_aantal, 0)') }} as clienten,
        coalesce(geteld.kosten, 0) as kosten,
        case when verwacht.variantie > 0 then sqrt(verwacht.variantie) else 0 end as spreiding,
        kalender.is_voorlopig as voorlopig,
        {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig,
        coalesce(declaratie.gedeclareerd_tot >= kalender.eerste_dag, false) as is_gedeclareerd
    from verwacht
    inner join {{ ref('dim_jaar') }} as kalender on verwacht.jaar = kalender.jaar
    left join geteld
        on
            verwacht.jaar = geteld.jaar
            and verwacht.wet = geteld.wet
            and verwacht.gebied = geteld.gebied
            and verwacht.aanbieder_agb = geteld.aanbieder_agb
    left join declaratie on verwacht.wet = declaratie.wet
    {{ met_dekking('verwacht', "'ALLE'") }}
)

select
    jaar,
    wet,
    gebied,
    aanbieder_agb,
    'standaardisatie' as methode,
    is_gedeclareerd,
    verwacht_clienten,
    clienten_aantal,
    100 * clienten / nullif(verwacht_clienten, 0) as index,  -- noqa: RF04
    {{ byar_laag('clienten', 'verwacht_clienten', z) }} as index_laag,
    {{ byar_hoog('clienten', 'verwacht_clienten', z) }} as index_hoog,
    case when is_gedeclareerd then cast(verwacht_kosten as decimal(18, 2)) end as verwacht_kosten_eur,
    case when is_gedeclareerd then {{ in_centen('kosten') }} end as kosten_eur,
    case when is_gedeclareerd and verwacht_kosten > 0 then 100 * {{ als_double('kosten') }} / verwacht_kosten end
        as kosten_index,
    case
        when not is_gedeclareerd or verwacht_kosten <= 0 then null
        when {{ als_double('kosten') }} > {{ z }} * spreiding
            then 100 * ({{ als_double('kosten') }} - {{ z }} * spreiding) / verwacht_kosten
        else 0
    end as kosten_index_laag,
    case
        when is_gedeclareerd and verwacht_kosten > 0
            then 100 * ({{ als_double('kosten') }} + {{ z }} * spreiding) / verwacht_kosten
    end as kosten_index_hoog,
    voorlopig,
    onvolledig
from samen
