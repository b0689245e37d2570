{%- set kans = '((100 - ' ~ als_double(parameter('declaratie_interval_pct')) ~ ') / 200)' -%}

-- how much of what will be claimed over a month is usually known at its age on K (chain ladder), per wet and gemeente
with gemeente as (
    select
        wet,
        gemeente_code
    from {{ ref('int_toewijzing') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('int_zorgperiode') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('int_prestatie') }}
    union distinct
    select
        wet,
        coalesce(gemeente_code, 'ALLE') as gemeente_code
    from {{ ref('int_begroting') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('int_plafond') }}
    union distinct
    select
        wet,
        'ALLE' as gemeente_code
    from {{ ref('int_kosten_target') }}
),

rij as (
    select
        wet,
        gemeente_code
    from gemeente
    union distinct
    select
        wet,
        'ALLE' as gemeente_code
    from gemeente
),

maand as (
    select
        kalender.maand,
        kalender.laatste_dag,
        {{ volle_maanden('kalender.laatste_dag', 'instelling.kennisdatum') }} as leeftijd_maanden
    from {{ ref('int_maand') }} as kalender
    cross join {{ ref('int_instelling') }} as instelling
),

-- the latest months of which all may be called known
historie as (
    select
        maand,
        laatste_dag
    from (
        select
            maand.*,
            row_number() over (order by maand desc) as nr
        from maand
        where leeftijd_maanden >= cast({{ parameter('declaratie_rijp_maanden') }} as integer)
    ) as rijp
    where nr <= cast({{ parameter('declaratie_historie_maanden') }} as integer)
),

leeftijd as (
    select distinct leeftijd_maanden as leeftijd
    from maand
    where leeftijd_maanden between 0 and cast({{ parameter('declaratie_rijp_maanden') }} as integer)
    union distinct
    select cast({{ parameter('declaratie_rijp_maanden') }} as integer) as leeftijd
),

-- a claim is a cost from its Dagtekening on, and none from the Dagtekening of the 325 that refuses it
mutatie as (
    select
        kosten.wet,
        kosten.gemeente_code,
        kosten.maand,
        {{ maanden_tot_bekend('historie.laatste_dag', 'kosten.dagtekening') }} as vanaf_leeftijd,
        kosten.bedrag_eur
    from {{ ref('int_prestatiekosten') }} as kosten
    inner join historie on kosten.maand = historie.maand
    where not kosten.is_op_plekken
    union all
    select
        kosten.wet,
        kosten.gemeente_code,
        kosten.maand,
        case
            when kosten.afgewezen_datum < kosten.dagtekening
                then {{ maanden_tot_bekend('historie.laatste_dag', 'kosten.dagtekening') }}
            else {{ maanden_tot_bekend('historie.laatste_dag', 'kosten.afgewezen_datum') }}
        end as vanaf_leeftijd,
        -kosten.bedrag_eur as bedrag_eur
    from {{ ref('int_prestatiekosten') }} as kosten
    inner join historie on kosten.maand = historie.maand
    where
        not kosten.is_op_plekken
        and kosten.afgewezen_datum is not null
),

mutatie_kubus as (
    {{ kubus('mutatie', ['gemeente_code'], ['wet', 'maand', 'vanaf_leeftijd', 'bedrag_eur']) }}
),

per_leeftijd as (
    select
        wet,
        gemeente_code,
        maand,
        vanaf_leeftijd,
        sum(bedrag_eur) as bedrag_eur
    from mutatie_kubus
    group by wet, gemeente_code, maand, vanaf_leeftijd
),

bekend as (
    select
        per_leeftijd.wet,
        per_leeftijd.gemeente_code,
        per_leeftijd.maand,
        leeftijd.leeftijd,
        sum(case when per_leeftijd.vanaf_leeftijd <= leeftijd.leeftijd then per_leeftijd.bedrag_eur else 0 end)
            as bekend_eur,
        sum(
            case
                when per_leeftijd.vanaf_leeftijd <= cast({{ parameter('declaratie_rijp_maanden') }} as integer)
                    then per_leeftijd.bedrag_eur
                else 0
            end
        ) as alles_eur
    from per_leeftijd
    cross join leeftijd
    group by per_leeftijd.wet, per_leeftijd.gemeente_code, per_leeftijd.maand, leeftijd.leeftijd
),

graad as (
    select
        wet,
        gemeente_code,
        leeftijd,
        sum(bekend_eur) as bekend_eur,
        sum(alles_eur) as alles_eur
    from bekend
    group by wet, gemeente_code, leeftijd
),

verhouding as (
    select
        wet,
        gemeente_code,
        leeftijd,
        {{ als_double('bekend_eur') }} / {{ als_double('alles_eur') }} as deel,
        row_number() over (
            partition by wet, gemeente_code, leeftijd
            order by {{ als_double('bekend_eur') }} / {{ als_double('alles_eur') }}, maand
        ) as rang,
        count(*) over (partition by wet, gemeente_code, leeftijd) as aantal
    from bekend
    where alles_eur > 0
),

spreiding as (
    select
        wet,
        gemeente_code,
        leeftijd,
        {{ voorspelgrens('deel', 'rang', 'aantal', kans) }} as deel_laag,
        {{ voorspelgrens('deel', 'rang', 'aantal', '1 - ' ~ kans) }} as deel_hoog
    from verhouding
    group by wet, gemeente_code, leeftijd
),

-- care that is paid by place is known without a claim
zorgdag_kubus as (
    {{ kubus(ref('int_zorgdagmethode'), ['gemeente_code'], ['wet', 'maand', 'zorgdagen', 'plekdagen']) }}
),

zorgdag as (
    select
        wet,
        gemeente_code,
        maand,
        sum(zorgdagen) as zorgdagen,
        sum(plekdagen) as plekdagen
    from zorgdag_kubus
    group by wet, gemeente_code, maand
),

oordeel as (
    select
        rij.wet,
        rij.gemeente_code,
        maand.maand,
        maand.leeftijd_maanden,
        coalesce(graad.bekend_eur, 0) as bekend_eur,
        graad.alles_eur,
        coalesce(
            zorgdag.plekdagen * 100
            >= zorgdag.zorgdagen * cast({{ parameter('plekken_aandeel_pct') }} as decimal(9, 4)), false
        ) as is_op_plekken,
        maand.leeftijd_maanden >= cast({{ parameter('declaratie_rijp_maanden') }} as integer) as is_rijp,
        coalesce(graad.alles_eur, 0) > 0 as heeft_historie,
        spreiding.deel_laag,
        spreiding.deel_hoog
    from rij
    cross join maand
    left join graad
        on
            rij.wet = graad.wet
            and rij.gemeente_code = graad.gemeente_code
            and maand.leeftijd_maanden = graad.leeftijd
    left join spreiding
        on
            rij.wet = spreiding.wet
            and rij.gemeente_code = spreiding.gemeente_code
            and maand.leeftijd_maanden = spreiding.leeftijd
    left join zorgdag
        on
            rij.wet = zorgdag.wet
            and rij.gemeente_code = zorgdag.gemeente_code
            and maand.maand = zorgdag.maand
),

beoordeeld as (
    select
        oordeel.*,
        case
            when is_op_plekken or is_rijp then 100
            when leeftijd_maanden < 0 then 0
            when not heeft_historie
                then
                    case
                        when leeftijd_maanden >= cast({{ parameter('declaratie_zonder_historie_maanden') }} as integer)
                            then 100
                        else 0
                    end
            when bekend_eur <= 0 then 0
            when bekend_eur >= alles_eur then 100
            else 100 * {{ als_double('bekend_eur') }} / {{ als_double('alles_eur') }}
        end as declaratie_pct
    from oordeel
),

vastgesteld as (
    select
        wet,
        gemeente_code,
        maand,
        leeftijd_maanden,
        is_op_plekken,
        {{ als_double('declaratie_pct') }} as declaratie_pct,
        -- in whole amounts: a percentage may miss its limit by a last bit
        case
            when is_op_plekken or is_rijp or leeftijd_maanden < 0 or not heeft_historie then declaratie_pct = 100
            else bekend_eur * 100 >= alles_eur * cast({{ parameter('declaratie_norm_pct') }} as decimal(9, 4))
        end as is_gedeclareerd,
        case when is_op_plekken or is_rijp then 1 else deel_laag end as deel_laag,
        case when is_op_plekken or is_rijp then 1 else deel_hoog end as deel_hoog
    from beoordeeld
)

select
    vastgesteld.*,
    max(case when is_gedeclareerd then maand end) over (partition by wet, gemeente_code) as gedeclareerd_tot
from vastgesteld
