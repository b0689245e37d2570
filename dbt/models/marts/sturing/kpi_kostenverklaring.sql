{%- set rij = ['jaar', 'wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set effecten = ['clienten', 'mix', 'volume', 'tarief'] -%}
{#- B_<mvt>: what last year (0) or this year (1) says of mix, volume and tariff -#}
{%- set standen = ['000', '001', '010', '011', '100', '101', '110', '111'] -%}
{#- which of two equal remainders comes first is said by the order of the effects -#}
{%- set eerder = {} -%}
{%- for effect in effecten -%}
    {%- do eerder.update({effect: []}) -%}
    {%- for ander in effecten if ander != effect -%}
        {%- set wint = '>=' if effecten.index(ander) < effecten.index(effect) else '>' -%}
        {%- set is_eerder = ander ~ '_rest ' ~ wint ~ ' ' ~ effect ~ '_rest' -%}
        {%- do eerder[effect].append('case when ' ~ is_eerder ~ ' then 1 else 0 end') -%}
    {%- endfor -%}
{%- endfor %}
{#- in words, for an effect that raises the costs and one that lowers them -#}
{%- set woorden = {
    'clienten': ['meer cliënten', 'minder cliënten'],
    'mix': ['een duurdere mix van producten', 'een goedkopere mix van producten'],
    'volume': ['meer volume per cliënt', 'minder volume per cliënt'],
    'tarief': ['een hoger tarief', 'een lager tarief']
} %}

with geteld as (
    {{ tel_gevallen(ref('geval_kostenverklaring'), kpi_opzet('kpi_kostenverklaring')) }}
),

geval_kubus as (
    {{ kubus(
        '(select * from ' ~ ref('geval_kostenverklaring') ~ ' where not is_eigen_totaal)',
        ['zorgterrein', 'gemeente_code', 'aanbieder_agb'],
        ['jaar', 'wet', 'productcode', 'eenheid', 'persoon', 'is_vorig_jaar', 'bedrag', 'volume']
    ) }}
    union all
    select
        jaar,
        wet,
        productcode,
        eenheid,
        persoon,
        is_vorig_jaar,
        bedrag,
        volume,
        zorgterrein,
        gemeente_code,
        aanbieder_agb
    from {{ ref('geval_kostenverklaring') }}
    where is_eigen_totaal
),

-- of each product the clients with costs, the volume and the costs of last year (0) and this year (1)
product as (
    select
        {{ rij | join(', ') }},
        {%- for stand in [0, 1] %}
            {%- set dan = ('not ' if stand else '') ~ 'is_vorig_jaar' %}
            count(distinct case when {{ dan }} and bedrag <> 0 then persoon end) as clienten_{{ stand }},
            {{ als_double('sum(case when ' ~ dan ~ ' then volume end)') }} as volume_{{ stand }},
            {{ als_double('coalesce(sum(case when ' ~ dan ~ ' then bedrag end), 0)') }} as kosten_{{ stand }},
            max(case when {{ dan }} and volume is null then 1 else 0 end) as zonder_volume_{{ stand }},
        {%- endfor %}
        productcode,
        eenheid
    from geval_kubus
    group by {{ rij | join(', ') }}, productcode, eenheid
),

beoordeeld as (
    select
        product.*,
        (clienten_0 > 0 and (zonder_volume_0 = 1 or coalesce(volume_0, 0) = 0))
        or (clienten_1 > 0 and (zonder_volume_1 = 1 or coalesce(volume_1, 0) = 0)) as is_zonder_volume
    from product
),

eigen as (
    select
        {{ rij | join(', ') }},
        {%- for stand in [0, 1] %}
            case
                when is_zonder_volume then 1
                when clienten_{{ stand }} > 0 then volume_{{ stand }} / clienten_{{ stand }}
            end as volume_{{ stand }},
            case
                when clienten_{{ stand }} = 0 then null
                when is_zonder_volume then kosten_{{ stand }} / clienten_{{ stand }}
                else kosten_{{ stand }} / volume_{{ stand }}
            end as tarief_{{ stand }},
        {%- endfor %}
        is_zonder_volume,
        clienten_0,
        clienten_1,
        kosten_1
    from beoordeeld
),

-- a product that is absent in a year differs in nothing but the mix
aangevuld as (
    select
        {{ rij | join(', ') }},
        is_zonder_volume,
        kosten_1,
        clienten_0 as mix_0,
        clienten_1 as mix_1,
        coalesce(volume_0, volume_1) as volume_0,
        coalesce(volume_1, volume_0) as volume_1,
        coalesce(tarief_0, tarief_1) as tarief_0,
        coalesce(tarief_1, tarief_0) as tarief_1
    from eigen
),

som as (
    select
        {{ rij | join(', ') }},
        {%- for stand in standen %}
            sum(mix_{{ stand[0] }} * volume_{{ stand[1] }} * tarief_{{ stand[2] }}) as b_{{ stand }},
        {%- endfor %}
        sum(case when is_zonder_volume then kosten_1 else 0 end) as zonder_volume
    from aangevuld
    group by {{ rij | join(', ') }}
),

-- costs per client in each of the eight cases
per_client as (
    select
        {%- for stand in standen %}
            som.b_{{ stand }}
            / nullif({{ 'geteld.clienten_aantal' if stand[0] == '1' else 'geteld.clienten_vorig_jaar_aantal' }}, 0)
                as a_{{ stand }},
        {%- endfor %}
        geteld.*,
        {{ in_centen('geteld.kosten - geteld.kosten_vorig') }} as verschil_eur,
        cast(som.zonder_volume as decimal(18, 2)) as volume_onbekend_eur,
        {{ als_double('geteld.clienten_vorig_jaar_aantal') }} as c_0,
        {{ als_double('geteld.clienten_aantal') }} as c_1
    from geteld
    inner join som
        on
            geteld.jaar = som.jaar
            and geteld.wet = som.wet
            and geteld.zorgterrein = som.zorgterrein
            and geteld.gemeente_code = som.gemeente_code
            and geteld.aanbieder_agb = som.aanbieder_agb
),

-- the mean over all orders: what a factor adds when none, one, two or all three of the others have changed before it
-- weighs a quarter, a twelfth, a twelfth and a quarter
shapley as (
    select
        per_client.*,
        c_0 > 0 and c_1 > 0 as heeft_clienten,
        (c_1 - c_0) * (3 * (a_000 + a_111) + a_100 + a_010 + a_001 + a_110 + a_101 + a_011) / 12 as clienten,
        (
            (3 * c_0 + c_1) * (a_100 - a_000)
            + (c_0 + c_1) * (a_110 - a_010 + a_101 - a_001)
            + (c_0 + 3 * c_1) * (a_111 - a_011)
        ) / 12 as mix,
        (
            (3 * c_0 + c_1) * (a_010 - a_000)
            + (c_0 + c_1) * (a_110 - a_100 + a_011 - a_001)
            + (c_0 + 3 * c_1) * (a_111 - a_101)
        ) / 12 as volume,
        (
            (3 * c_0 + c_1) * (a_001 - a_000)
            + (c_0 + c_1) * (a_101 - a_100 + a_011 - a_010)
            + (c_0 + 3 * c_1) * (a_111 - a_110)
        ) / 12 as tarief
    from per_client
),

-- in cents to six places, so that what is equal does not differ by a last bit
centen as (
    select
        {%- for effect in effecten[1:] %}
            case when heeft_clienten then cast(100 * {{ effect }} as decimal(28, 6)) else 0 end as {{ effect }}_cent,
        {%- endfor %}
        case when heeft_clienten then cast(100 * clienten as decimal(28, 6)) else verschil_eur * 100 end
            as clienten_cent,
        shapley.*
    from shapley
),

rest as (
    select
        {%- for effect in effecten %}
            {{ effect }}_cent - floor({{ effect }}_cent) as {{ effect }}_rest,
        {%- endfor %}
        verschil_eur * 100 - floor(clienten_cent) - floor(mix_cent) - floor(volume_cent) - floor(tarief_cent) as rest,
        centen.*
    from centen
),

-- how many of the others come first
rang as (
    select
        {%- for effect in effecten %}
            {{ eerder[effect] | join('\n            + ') }} as {{ effect }}_eerder,
        {%- endfor %}
        rest.*
    from rest
),

-- what rounding down leaves goes a cent at a time to the largest remainders
toegedeeld as (
    select
        {%- for effect in effecten %}
            cast(
                (floor({{ effect }}_cent) + case when rest > {{ effect }}_eerder then 1 else 0 end) * 0.01
                as decimal(18, 2)
            ) as {{ effect }}_effect_eur,
        {%- endfor %}
        rang.*
    from rang
),

-- the effect that goes furthest in the direction of the difference
grootste as (
    select
        toegedeeld.*,
        case when verschil_eur < 0 then -1 else 1 end as teken,
        case
            when verschil_eur >= 0
                then greatest(clienten_effect_eur, mix_effect_eur, volume_effect_eur, tarief_effect_eur)
            else least(clienten_effect_eur, mix_effect_eur, volume_effect_eur, tarief_effect_eur)
        end as grootste_eur
    from toegedeeld
),

verwoord as (
    select
        grootste.*,
        case
            when verschil_eur = 0 then 'De kosten zijn gelijk aan die van vorig jaar.'
            else
                'De kosten zijn € ' || {{ aantal_tekst('cast(round(verschil_eur * teken, 0) as bigint)') }}
                || case when teken = 1 then ' hoger' else ' lager' end || ' dan vorig jaar, het meest door '
                || case
                    {%- for effect in effecten %}
                        when {{ effect }}_effect_eur = grootste_eur
                            then case when teken = 1 then '{{ woorden[effect][0] }}' else '{{ woorden[effect][1] }}' end
                    {%- endfor %}
                end
                || ' (€ ' || {{ aantal_tekst('cast(round(grootste_eur * teken, 0) as bigint)') }} || ').'
        end as uitleg
    from grootste
)

select
    verwoord.jaar,
    verwoord.wet,
    verwoord.zorgterrein,
    verwoord.gemeente_code,
    verwoord.aanbieder_agb,
    cast(verwoord.maanden_aantal as integer) as maanden_aantal,
    not {{ is_onvolledig(begin_vorig_jaar('kalender.eerste_dag')) }} as is_vergelijkbaar,
    {{ in_centen('verwoord.kosten') }} as kosten_eur,
    verwoord.clienten_aantal,
    {%- set vorig_jaar = begin_vorig_jaar('kalender.eerste_dag') %}
    {{ als_gedekt(vorig_jaar, in_centen('verwoord.kosten_vorig')) }} as kosten_vorig_jaar_eur,
    {{ als_gedekt(vorig_jaar, 'verwoord.clienten_vorig_jaar_aantal') }} as clienten_vorig_jaar_aantal,
    {{ als_gedekt(vorig_jaar, 'verwoord.verschil_eur') }} as verschil_eur,
    {%- for effect in effecten %}
        {{ als_gedekt(vorig_jaar, 'verwoord.' ~ effect ~ '_effect_eur') }} as {{ effect }}_effect_eur,
    {%- endfor %}
    {{ als_gedekt(vorig_jaar, 'verwoord.volume_onbekend_eur') }} as volume_onbekend_eur,
    {{ als_gedekt(vorig_jaar, 'verwoord.uitleg') }} as uitleg,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from verwoord
inner join {{ ref('dim_jaar') }} as kalender on verwoord.jaar = kalender.jaar
{{ met_dekking('verwoord') }}
