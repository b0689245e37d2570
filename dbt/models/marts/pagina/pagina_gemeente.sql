-- gemeenten beside each other: what is there per 1,000 inhabitants, and what was to be expected of their age and sex.
-- Each figure up to the last month of the year that has one
with client as (
    select
        wet,
        gemeente_code,
        cast(extract(year from maand) as integer) as jaar,
        clienten_ytd,
        voorlopig,
        onvolledig,
        row_number() over (partition by wet, gemeente_code, extract(year from maand) order by maand desc) as van_achter
    from {{ ref('kpi_verwijzer') }}
    where
        verwijzer = 'ALLE'
        and aanbieder_agb = 'ALLE'
),

voorziening as (
    select
        wet,
        gemeente_code,
        cast(extract(year from maand) as integer) as jaar,
        stand,
        row_number() over (partition by wet, gemeente_code, extract(year from maand) order by maand desc) as van_achter
    from {{ ref('kpi_lopende_voorzieningen') }}
    where
        inkoopcategorie = 'ALLE'
        and aanbieder_agb = 'ALLE'
),

uitgave as (
    select
        wet,
        gemeente_code,
        cast(extract(year from maand) as integer) as jaar,
        cast(extract(month from maand) as integer) as maanden_aantal,
        realisatie_ytd_eur,
        row_number() over (partition by wet, gemeente_code, extract(year from maand) order by maand desc) as van_achter
    from {{ ref('kpi_uitgaven') }}
    where
        zorgterrein = 'ALLE'
        and is_gedeclareerd
),

gebied as (
    select
        inwoners.jaar,
        inwoners.gebied,
        inwoners.gemeente_code,
        inwoners.inwoners_aantal
    from {{ ref('int_inwoners') }} as inwoners
    union all
    select
        inwoners.jaar,
        inwoners.gebied,
        'ALLE' as gemeente_code,
        inwoners.inwoners_aantal
    from {{ ref('int_inwoners') }} as inwoners
),

inwoner as (
    select
        jaar,
        gemeente_code,
        sum(inwoners_aantal) as inwoners_aantal
    from gebied
    group by jaar, gemeente_code
),

verwacht as (
    select
        kosten.*,
        (kosten.kosten_index_hoog - kosten.kosten_index) / 100 * {{ als_double('kosten.verwacht_kosten_eur') }}
            as kosten_marge
    from {{ ref('kpi_verwacht') }} as kosten
    where kosten.aanbieder_agb = 'ALLE'
),

-- a client lives in one gebied, so that those of a gemeente add up
standaard as (
    select
        verwacht.jaar,
        verwacht.wet,
        gebied.gemeente_code,
        {{ als_double('sum(verwacht.clienten_aantal)') }} as clienten,
        {{ vaste_som('verwacht.verwacht_clienten') }} as verwacht_clienten,
        {{ als_double('sum(verwacht.kosten_eur)') }} as kosten,
        {{ als_double('sum(verwacht.verwacht_kosten_eur)') }} as verwacht_kosten,
        -- the margins of gebieden are of figures that do not depend on each other: their squares add up
        {{ vaste_som('verwacht.kosten_marge * verwacht.kosten_marge') }} as kosten_marge_kwadraat
    from verwacht
    inner join gebied
        on
            verwacht.jaar = gebied.jaar
            and verwacht.gebied = gebied.gebied
    group by verwacht.jaar, verwacht.wet, gebied.gemeente_code
),

samen as (
    select
        client.jaar,
        client.wet,
        client.gemeente_code,
        inwoner.inwoners_aantal,
        client.clienten_ytd as clienten_aantal,
        voorziening.stand as voorzieningen_aantal,
        uitgave.realisatie_ytd_eur as kosten_eur,
        uitgave.maanden_aantal,
        standaard.clienten,
        standaard.verwacht_clienten,
        standaard.kosten,
        standaard.verwacht_kosten,
        sqrt(standaard.kosten_marge_kwadraat) as kosten_marge,
        client.voorlopig,
        client.onvolledig
    from client
    left join voorziening
        on
            client.wet = voorziening.wet
            and client.gemeente_code = voorziening.gemeente_code
            and client.jaar = voorziening.jaar
            and voorziening.van_achter = 1
    left join uitgave
        on
            client.wet = uitgave.wet
            and client.gemeente_code = uitgave.gemeente_code
            and client.jaar = uitgave.jaar
            and uitgave.van_achter = 1
    left join inwoner
        on
            client.gemeente_code = inwoner.gemeente_code
            and client.jaar = inwoner.jaar
    left join standaard
        on
            client.wet = standaard.wet
            and client.gemeente_code = standaard.gemeente_code
            and client.jaar = standaard.jaar
    where client.van_achter = 1
),

met_marge as (
    select
        samen.*,
        100 * clienten / nullif(verwacht_clienten, 0) as clienten_index,
        {{ byar_laag('clienten', 'verwacht_clienten', als_double(parameter('z_95'))) }} as index_laag,
        {{ byar_hoog('clienten', 'verwacht_clienten', als_double(parameter('z_95'))) }} as index_hoog
    from samen
)

select
    jaar,
    wet,
    gemeente_code,
    inwoners_aantal,
    clienten_aantal,
    {{ als_double('1000 * clienten_aantal') }} / nullif(inwoners_aantal, 0) as clienten_per_1000,
    voorzieningen_aantal,
    {{ als_double('1000 * voorzieningen_aantal') }} / nullif(inwoners_aantal, 0) as voorzieningen_per_1000,
    kosten_eur,
    maanden_aantal,
    {{ als_double('kosten_eur') }} / nullif(inwoners_aantal, 0) as kosten_per_inwoner_eur,
    clienten_index,
    index_laag,
    index_hoog,
    100 as verwacht_index,
    100 * kosten / nullif(verwacht_kosten, 0) as kosten_index,
    case
        when kosten > kosten_marge then 100 * (kosten - kosten_marge) / nullif(verwacht_kosten, 0)
        when kosten_marge is not null then 0 * verwacht_kosten
    end as kosten_index_laag,
    100 * (kosten + kosten_marge) / nullif(verwacht_kosten, 0) as kosten_index_hoog,
    case
        when gemeente_code = 'ALLE' then ''
        when index_laag is null then 'inwoners niet bekend'
        when index_laag > 100 then 'meer cliënten dan verwacht'
        when index_hoog < 100 then 'minder cliënten dan verwacht'
        else 'verschil kan toeval zijn'
    end as lezing,
    voorlopig,
    onvolledig
from met_marge
