{%- set normrij = ['kpi', 'wet', 'perceel', 'zorgterrein', 'soort', 'periode_nr'] -%}

-- the figure of each KPI over every length of time
with figuur as (
    select
        waarde.kpi,
        waarde.wet,
        waarde.perceel,
        waarde.zorgterrein,
        waarde.gemeente_code,
        waarde.aanbieder_agb,
        waarde.soort,
        waarde.periode_nr,
        waarde.periode,
        waarde.periode_einde as laatste_dag,
        waarde.gedeclareerd_tot,
        case
            when waarde.teller is null then waarde.waarde
            when waarde.soort <> '12 maanden' or not waarde.onvolledig
                then maat.factor * waarde.teller / nullif(waarde.noemer, 0)
        end as waarde,
        waarde.teller,
        waarde.noemer,
        waarde.voorlopig,
        waarde.onvolledig,
        maat.vorige as vorige_maat,
        kpi.is_over_12_maanden,
        case when waarde.soort = 'maand' and waarde.noemer < kpi.minimum_n then 1 else 0 end as is_kleine_maand,
        case when waarde.soort = '12 maanden' and not waarde.onvolledig then 1 else 0 end as is_heel_jaar
    from {{ ref('kpi_waarde') }} as waarde
    inner join {{ ref('dim_maat') }} as maat
        on
            waarde.kpi = maat.kpi
            and waarde.maat = maat.maat
            and maat.in_stoplicht
    inner join {{ ref('dim_kpi') }} as kpi on waarde.kpi = kpi.kpi
    where waarde.soort in ('maand', 'kwartaal', 'jaar', '12 maanden')
),

met_maand as (
    select
        figuur.*,
        max(is_kleine_maand) over per_maand = 1 and max(is_heel_jaar) over per_maand = 1 as is_vervangen
    from figuur
    window per_maand as (
        partition by
            kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb,
            case when soort in ('maand', '12 maanden') then 'maand' else soort end, periode_nr
    )
),

-- of one month recidive says nothing, and of a month with a few cases a rate neither: then the twelve months that end
-- with it stand in its place
meting as (
    select *
    from met_maand
    where
        soort in ('kwartaal', 'jaar')
        or soort = case when is_over_12_maanden or is_vervangen then '12 maanden' else 'maand' end
),

vorige_maat as (
    select distinct vorige as maat
    from {{ ref('dim_maat') }}
    where in_stoplicht
),

vorig_jaar as (
    select waarde.*
    from {{ ref('kpi_waarde') }} as waarde
    inner join vorige_maat on waarde.maat = vorige_maat.maat
),

cijfer as (
    select
        meting.*,
        -- the same part of last year where the KPI knows it, else the period before of the same length; what rests on
        -- half the messages is nothing to compare with
        case
            when meting.vorige_maat is not null then vorig_jaar.waarde
            when not eerder.onvolledig then eerder.waarde
        end as vorige_waarde,
        case when meting.vorige_maat is null then eerder.noemer end as vorige_noemer
    from meting
    left join figuur as eerder
        on
            meting.kpi = eerder.kpi
            and meting.wet = eerder.wet
            and coalesce(meting.perceel, '~') = coalesce(eerder.perceel, '~')
            and meting.zorgterrein = eerder.zorgterrein
            and meting.gemeente_code = eerder.gemeente_code
            and meting.aanbieder_agb = eerder.aanbieder_agb
            and meting.soort = eerder.soort
            -- each side by itself, or the join is no hash join but compares every row with every other
            and meting.periode_nr - case when meting.soort = '12 maanden' then 12 else 1 end = eerder.periode_nr
    left join vorig_jaar
        on
            meting.kpi = vorig_jaar.kpi
            and meting.wet = vorig_jaar.wet
            and coalesce(meting.perceel, '~') = coalesce(vorig_jaar.perceel, '~')
            and meting.zorgterrein = vorig_jaar.zorgterrein
            and meting.gemeente_code = vorig_jaar.gemeente_code
            and meting.aanbieder_agb = vorig_jaar.aanbieder_agb
            and meting.soort = vorig_jaar.soort
            and meting.periode_nr = vorig_jaar.periode_nr
            and meting.vorige_maat = vorig_jaar.maat
),

-- a ceiling is its own norm (K001-15)
norm as (
    select
        norm.kpi,
        norm.wet,
        norm.perceel,
        norm.zorgterrein,
        norm.geldig_van,
        norm.geldig_tot,
        norm.norm,
        norm.bandbreedte,
        norm.richting,
        norm.bron
    from {{ ref('int_norm') }} as norm
    inner join {{ ref('dim_kpi') }} as kpi
        on
            norm.kpi = kpi.kpi
            and kpi.heeft_norm
    union all
    select
        'budgetplafond' as kpi,
        cast(null as {{ tekst_type() }}) as wet,
        cast(null as {{ tekst_type() }}) as perceel,
        cast(null as {{ tekst_type() }}) as zorgterrein,
        cast(null as date) as geldig_van,
        cast(null as date) as geldig_tot,
        {{ als_double(parameter('plafond_oranje_pct')) }} as norm,
        {{ als_double(parameter('plafond_rood_pct')) }} - {{ als_double(parameter('plafond_oranje_pct')) }}
            as bandbreedte,
        cast(null as {{ tekst_type() }}) as richting,
        'het plafond zelf' as bron
),

vraag as (
    select distinct
        {{ normrij | join(', ') }},
        laatste_dag
    from cijfer
),

geldend as (
    {{ geldende_norm('vraag', 'norm', normrij) }}
),

genormeerd as (
    select
        cijfer.*,
        -- on a few cases a figure has no side; how many the value of last year's part had is not known
        coalesce(cijfer.noemer < kpi.minimum_n, false) as is_te_klein,
        coalesce(cijfer.vorige_noemer < kpi.minimum_n, false) as is_vorige_te_klein,
        cast(kpi.minimum_n as {{ tekst_type() }}) || ' ' || kpi.noemer_eenheid as minimum_zin,
        kpi.eenheid,
        kpi.eigenaar,
        geldend.norm,
        geldend.bandbreedte,
        geldend.bron as norm_bron,
        coalesce(geldend.richting, kpi.richting) as richting,
        -- a figure that grows with the year says nothing against a whole one
        cijfer.soort <> 'jaar' or tijdvak.is_volledig or kpi.lopend_jaar_vergelijkbaar as is_vergelijkbaar
    from cijfer
    inner join {{ ref('dim_tijdvak') }} as tijdvak
        on
            cijfer.soort = tijdvak.soort
            and cijfer.periode_nr = tijdvak.periode_nr
            and tijdvak.maand = tijdvak.laatste_maand
    inner join {{ ref('dim_kpi') }} as kpi on cijfer.kpi = kpi.kpi
    left join geldend
        on
            cijfer.kpi = geldend.kpi
            and cijfer.wet = geldend.wet
            and coalesce(cijfer.perceel, '~') = coalesce(geldend.perceel, '~')
            and cijfer.zorgterrein = geldend.zorgterrein
            and cijfer.soort = geldend.soort
            and cijfer.periode_nr = geldend.periode_nr
)

select
    kpi,
    wet,
    perceel,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    periode,
    soort as periode_soort,
    laatste_dag as periode_einde,
    gedeclareerd_tot,
    waarde,
    teller,
    noemer,
    eenheid,
    norm,
    bandbreedte,
    richting,
    norm_bron,
    case
        when onvolledig or is_te_klein then 'grijs'
        else {{ kleur('waarde', 'norm', 'bandbreedte', 'richting') }}
    end as kleur,
    case
        when onvolledig then 'er ontbreken berichten'
        when waarde is null then 'geen cijfer'
        when is_te_klein then 'minder dan ' || minimum_zin
        when norm is null then 'geen norm'
    end as geen_kleur,
    vorige_waarde,
    case
        when onvolledig or is_te_klein or is_vorige_te_klein then 'onbekend'
        when not is_vergelijkbaar or waarde is null or vorige_waarde is null then 'onbekend'
        when abs(waarde - vorige_waarde) < {{ als_double(parameter('trend_verschil')) }} then 'gelijk'
        when (richting = 'hoger') = (waarde > vorige_waarde) then 'beter'
        else 'slechter'
    end as trend,
    eigenaar,
    voorlopig,
    onvolledig
from genormeerd
