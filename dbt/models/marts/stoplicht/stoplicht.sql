{%- set normrij = ['kpi', 'wet', 'perceel', 'zorgterrein', 'soort', 'periode_nr'] -%}

-- of one month, or of twelve named after the last
with soort_per_maand as (
    select 'maand' as soort
    union all
    select '12 maanden' as soort
),

-- each month in its month, quarter and year; periode_nr counts on by one within its kind
maand as (
    select
        soort.soort,
        cast({{ maand_nr('kalender.maand') }} as integer) as periode_nr,
        substring(cast(kalender.maand as {{ tekst_type() }}), 1, 7) as periode,
        kalender.maand,
        kalender.laatste_dag,
        kalender.is_volledig
    from {{ ref('dim_maand') }} as kalender
    cross join soort_per_maand as soort
    union all
    select
        'kwartaal' as soort,
        cast(jaar * 4 + extract(quarter from maand) as integer) as periode_nr,
        cast(jaar as {{ tekst_type() }}) || '-K' || cast(extract(quarter from maand) as {{ tekst_type() }}) as periode,
        maand,
        laatste_dag,
        is_volledig
    from {{ ref('dim_maand') }}
    union all
    select
        'jaar' as soort,
        jaar as periode_nr,
        cast(jaar as {{ tekst_type() }}) as periode,
        maand,
        laatste_dag,
        is_volledig
    from {{ ref('dim_maand') }}
),

tijdvak as (
    select
        soort,
        periode_nr,
        periode,
        maand,
        max(maand) over (partition by soort, periode_nr) as laatste_maand,
        max(laatste_dag) over (partition by soort, periode_nr) as laatste_dag,
        min(case when is_volledig then 1 else 0 end) over (partition by soort, periode_nr) as is_volledig
    from maand
),

laatste_volledige_van_jaar as (
    select max(maand) as maand
    from {{ ref('dim_maand') }}
    where is_volledig
    group by jaar
),

laatste_volledige as (
    select max(maand) as maand
    from laatste_volledige_van_jaar
),

meting as (
    {{ stoplicht_maat(
        "'doelrealisatie_uitstroom'", 'kpi_doelrealisatie_uitstroom', 'jaar', 'bron.teller', 'bron.noemer', perceel=true
    ) }}
    union all
    {{ stoplicht_maat("'afschaling'", 'kpi_afschaling', 'jaar', 'bron.teller', 'bron.noemer', perceel=true) }}
    union all
    {{ stoplicht_maat("'uitval'", 'kpi_uitval', 'jaar', 'bron.teller', 'bron.noemer', perceel=true) }}
    union all
    {{ stoplicht_maat(
        "'doorlooptijd'", 'kpi_doorlooptijd', 'jaar', none, 'bron.beeindigd_aantal',
        waarde='bron.mediaan_maanden', vorige='bron.mediaan_maanden_vorig_jaar', alleen="bron.productcode = 'ALLE'"
    ) }}
    union all
    {{ stoplicht_maat(
        "'looptijd'", 'kpi_looptijd', 'jaar',
        'bron.binnen_norm_volgens_plan_aantal', 'bron.uitgestroomd_met_norm_aantal', zorgterrein='product'
    ) }}
    union all
    {{ stoplicht_maat(
        "'uitstroomtype'", 'kpi_uitstroomtype', 'jaar',
        "case when bron.uitstroomtype = 'uitstroom uit zorg' then bron.clienten_aantal else 0 end",
        "case when bron.uitstroomtype = 'ALLE' then bron.clienten_aantal else 0 end"
    ) }}
    union all
    {{ stoplicht_maat(
        "'productafschaling'", 'kpi_productafschaling', 'jaar',
        'bron.afgeschaald_aantal', 'bron.overgangen_aantal - bron.onbepaald_aantal', zorgterrein='kolom'
    ) }}
    union all
    {{ stoplicht_maat(
        "'kosten_per_client'", 'kpi_kosten_per_client', 'jaar', 'bron.kosten_real_eur', 'bron.q_real', maal=1,
        alleen="bron.productcode = 'ALLE' and not bron.is_per_plek", heeft_gemeente=false, heeft_aanbieder=false,
        gedeclareerd='bron.gedeclareerd_tot'
    ) }}
    union all
    {{ stoplicht_maat(
        "'budgetplafond'", 'kpi_budgetplafond', 'jaar',
        'coalesce(bron.jaareinde_toegewezen_eur, bron.jaareinde_lineair_eur)', 'bron.budgetplafond_eur',
        zorgterrein='kolom', gedeclareerd='bron.gedeclareerd_tot'
    ) }}
    union all
    {{ stoplicht_maat(
        "'plekken_realisatie'", 'kpi_plekken_realisatie', 'ytd', 'bron.plekken_ytd', 'bron.plekken_ytd_vorig_jaar',
        alleen="bron.productcode = 'ALLE'"
    ) }}
    union all
    {{ stoplicht_maat(
        "'verwijzer'", 'kpi_verwijzer', 'ytd',
        "case when bron.verwijzer = " ~ parameter('onbekend') ~ " then bron.clienten_ytd else 0 end",
        "case when bron.verwijzer = 'ALLE' then bron.clienten_ytd else 0 end"
    ) }}
    union all
    {{ stoplicht_maat(
        "'uitgaven'", 'kpi_uitgaven', 'ytd', 'bron.realisatie_ytd_eur', 'bron.prognose_ytd_eur',
        zorgterrein='kolom', heeft_aanbieder=false, gedeclareerd='bron.gedeclareerd_tot'
    ) }}
    union all
    {{ stoplicht_maat(
        "'recidive'", 'stoplicht_recidive', '12 maanden', 'bron.teruggekeerd_aantal', 'bron.uitgestroomd_aantal',
        zorgterrein='kolom'
    ) }}
    union all
    {{ stoplicht_maat(
        "'geen_nieuwe_start'", 'stoplicht_recidive', '12 maanden', 'bron.geen_nieuwe_start_aantal',
        'bron.volgens_plan_aantal', zorgterrein='kolom', alleen='bron.volgens_plan_aantal > 0'
    ) }}
    union all
    {{ stoplicht_maat(
        "'wachttijd'", 'kpi_wachttijd', 'maand', none, 'bron.gestart_aantal',
        waarde='bron.mediaan_dagen', alleen="bron.productcode = 'ALLE'"
    ) }}
    union all
    {{ stoplicht_maat('bron.kpi', 'kpi_termijn', 'maanden', 'bron.binnen_norm', 'bron.totaal') }}
    union all
    {{ stoplicht_maat(
        "'lopende_voorzieningen'", 'kpi_lopende_voorzieningen', 'maanden', 'bron.uitstroom', 'bron.instroom',
        alleen="bron.inkoopcategorie = 'ALLE'"
    ) }}
    union all
    {{ stoplicht_maat(
        "'gebruik_317'", 'kpi_gebruik_317', 'maanden', 'bron.met_317_aantal', 'bron.wijzigingen_aantal'
    ) }}
    union all
    {{ stoplicht_maat(
        "'herstel'", 'kpi_herstel', 'maanden', 'bron.hersteld_aantal', 'bron.gevonden_aantal', venster=true
    ) }}
    union all
    {{ stoplicht_maat(
        "'passende_hulp'", 'kpi_passende_hulp', 'maanden', 'bron.wissel_aantal', 'bron.trajecten_aantal',
        zorgterrein='product', venster=true
    ) }}
    union all
    {# hours a week; exact numbers, so that the order of adding does not show -#}
    {{ stoplicht_maat(
        "'volume'", 'kpi_volume', 'maanden',
        'cast(bron.toegewezen_uren as decimal(28, 6))', 'bron.clientdagen_met_uren',
        maal=7, alleen="bron.productcode = 'ALLE'"
    ) }}
),

cijfer as (
    select
        meting.*,
        tijdvak.periode,
        tijdvak.laatste_dag,
        tijdvak.is_volledig,
        -- the period before of the same length; what rests on half the messages is nothing to compare with
        case when eerder.is_onvolledig = 0 then eerder.waarde end as eerdere_waarde,
        eerder.noemer as eerdere_noemer
    from meting
    inner join tijdvak
        on
            meting.soort = tijdvak.soort
            and meting.periode_nr = tijdvak.periode_nr
            and tijdvak.maand = tijdvak.laatste_maand
    left join meting as eerder
        on
            meting.kpi = eerder.kpi
            and meting.wet = eerder.wet
            and coalesce(meting.perceel, '~') = coalesce(eerder.perceel, '~')
            and meting.zorgterrein = eerder.zorgterrein
            and meting.gemeente_code = eerder.gemeente_code
            and meting.aanbieder_agb = eerder.aanbieder_agb
            and meting.soort = eerder.soort
            and meting.periode_nr = eerder.periode_nr + case when meting.soort = '12 maanden' then 12 else 1 end
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
        -- the same part of last year where the table knows it, else the period before of the same length
        case
            when cijfer.heeft_vorige = 1 then cijfer.vorige
            else cijfer.eerdere_waarde
        end as vorige_waarde,
        -- on a few cases a figure has no side; how many the value of last year's part had is not known
        coalesce(cijfer.noemer < kpi.minimum_n, false) as is_te_klein,
        coalesce(cijfer.heeft_vorige = 0 and cijfer.eerdere_noemer < kpi.minimum_n, false) as is_vorige_te_klein,
        cast(kpi.minimum_n as {{ tekst_type() }}) || ' ' || kpi.noemer_eenheid as minimum_zin,
        kpi.eenheid,
        kpi.eigenaar,
        geldend.norm,
        geldend.bandbreedte,
        geldend.bron as norm_bron,
        coalesce(geldend.richting, kpi.richting) as richting,
        -- a figure that grows with the year says nothing against a whole one
        cijfer.soort <> 'jaar' or cijfer.is_volledig = 1 or kpi.lopend_jaar_vergelijkbaar as is_vergelijkbaar
    from cijfer
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
    -- over twelve months there is no figure at all where messages of some of them are missing
    case when soort <> '12 maanden' or is_onvolledig = 0 then waarde end as waarde,
    teller,
    noemer,
    eenheid,
    norm,
    bandbreedte,
    richting,
    norm_bron,
    case
        when is_onvolledig = 1 or is_te_klein then 'grijs'
        else {{ kleur('waarde', 'norm', 'bandbreedte', 'richting') }}
    end as kleur,
    case
        when is_onvolledig = 1 then 'er ontbreken berichten'
        when waarde is null then 'geen cijfer'
        when is_te_klein then 'minder dan ' || minimum_zin
        when norm is null then 'geen norm'
    end as geen_kleur,
    vorige_waarde,
    case
        when is_onvolledig = 1 or is_te_klein or is_vorige_te_klein then 'onbekend'
        when not is_vergelijkbaar or waarde is null or vorige_waarde is null then 'onbekend'
        when abs(waarde - vorige_waarde) < {{ als_double(parameter('trend_verschil')) }} then 'gelijk'
        when (richting = 'hoger') = (waarde > vorige_waarde) then 'beter'
        else 'slechter'
    end as trend,
    eigenaar,
    is_voorlopig = 1 or is_volledig = 0 as voorlopig,
    is_onvolledig = 1 as onvolledig
from genormeerd
