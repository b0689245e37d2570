{%- set rij = ['signaal', 'wet', 'gemeente_code', 'aanbieder_agb', 'maand'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb'] -%}
{%- set clientjaar = ['wet', 'gemeente_code', 'aanbieder_agb', 'client_id', 'is_eigen_totaal'] -%}

-- a toewijzing, change or prestatie that could be a signal; and a client, who is one when the toewijzingen or
-- costs of the row together say so, so that cases of who has more than one row carry ALLE themselves
with toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.gemeente_code_nu,
        toewijzing.aanbieder_agb_nu,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        toewijzing.segment,
        toewijzing.groep,
        toewijzing.ingangsdatum,
        toewijzing.einddatum
    from {{ ref('fct_toewijzing') }} as toewijzing
    where toewijzing.telt_mee
),

-- K001-18 a: outflow as everywhere, the day after the last day (A9), of what ran in the month
gezinshuis as (
    select
        'uitstroom_gezinshuis' as signaal,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        cast(null as {{ tekst_type() }}) as onderdeel,
        maand.maand,
        case when {{ dag_plus('toewijzing.einddatum', 1) }} <= maand.laatste_dag then 1 else 0 end as is_signaal
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            toewijzing.ingangsdatum <= maand.laatste_dag
            and coalesce({{ dag_plus('toewijzing.einddatum', 1) }} >= maand.maand, true)
            and maand.is_volledig
    where toewijzing.groep = {{ parameter('signaal_groep_gezinshuis') }}
),

-- K001-18 c: a whole month, once what follows on its last day is known (A12)
afbouw as (
    select
        'afbouwproduct' as signaal,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        cast(null as {{ tekst_type() }}) as onderdeel,
        maand.maand,
        case when vervolgproduct.rangorde_aantal < product.rangorde_aantal then 1 else 0 end as is_signaal
    from {{ ref('int_toewijzing_vervolg') }} as vervolg
    inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('dim_product') }} as product
        on
            toewijzing.wet = product.wet
            and toewijzing.productcode = product.productcode
            and product.rangorde_aantal >= cast({{ parameter('signaal_zwaar_rangorde') }} as integer)
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_maand') }} as maand
        on
            {{ begin_van('month', 'toewijzing.einddatum') }} = maand.maand
            and {{ dag_plus('maand.laatste_dag', 'instelling.aansluit_dagen') }} <= instelling.peildatum
    left join {{ ref('int_toewijzing') }} as volgende on vervolg.overgang_sleutel = volgende.toewijzing_sleutel
    left join {{ ref('dim_product') }} as vervolgproduct
        on
            volgende.wet = vervolgproduct.wet
            and volgende.productcode = vervolgproduct.productcode
    -- without a Bsn nothing is known to follow (A3)
    where toewijzing.client_id is not null
),

versie as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.gemeente_code_nu,
        toewijzing.aanbieder_agb_nu,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        traject.traject_id,
        traject.volgnr,
        versie.toewijzing_sleutel,
        versie.versie_nr,
        versie.reden_wijziging,
        versie.toewijzingsdatum,
        versie.einddatum,
        versie.volume,
        versie.eenheid,
        versie.frequentie,
        min(toewijzing.ingangsdatum) over (partition by traject.traject_id) as start_datum,
        lag(versie.einddatum) over (partition by versie.toewijzing_sleutel order by versie.versie_nr)
            as vorige_einddatum,
        lag(versie.volume) over (partition by versie.toewijzing_sleutel order by versie.versie_nr) as vorig_volume,
        lag(versie.eenheid) over (partition by versie.toewijzing_sleutel order by versie.versie_nr) as vorige_eenheid,
        lag(versie.frequentie) over (partition by versie.toewijzing_sleutel order by versie.versie_nr)
            as vorige_frequentie
    from {{ ref('int_toewijzing_versie') }} as versie
    inner join {{ ref('int_toewijzing') }} as toewijzing on versie.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('int_toewijzing_traject') }} as traject
        on toewijzing.toewijzing_sleutel = traject.toewijzing_sleutel
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
        and toewijzing.client_id is not null
),

-- K001-18 e: longer or more, or a toewijzing that goes on with the traject
wijziging as (
    select versie.*
    from versie
    where
        toewijzingsdatum > {{ dag_plus('start_datum', parameter('signaal_wijziging_dagen')) }}
        and (
            (versie_nr = 1 and volgnr > 1)
            or (versie_nr > 1 and vorige_einddatum is not null and coalesce(einddatum > vorige_einddatum, true))
            or (
                versie_nr > 1
                and volume > vorig_volume
                and coalesce(eenheid, '~') = coalesce(vorige_eenheid, '~')
                and coalesce(frequentie, '~') = coalesce(vorige_frequentie, '~')
            )
        )
),

aangevraagd as (
    select distinct
        wijziging.toewijzing_sleutel,
        wijziging.versie_nr
    from wijziging
    inner join {{ ref('fct_verzoek') }} as verzoek
        on
            wijziging.wet = verzoek.wet
            and wijziging.client_id = verzoek.client_id
            and wijziging.gemeente_code_nu = verzoek.gemeente_code_nu
            and wijziging.aanbieder_agb_nu = verzoek.aanbieder_agb_nu
            and verzoek.soort = 'VOT'
            and wijziging.start_datum < verzoek.dagtekening
            and wijziging.toewijzingsdatum >= verzoek.dagtekening
),

zonder_verzoek as (
    select
        'wijziging_na_90_dagen' as signaal,
        wijziging.wet,
        wijziging.gemeente_code,
        wijziging.aanbieder_agb,
        wijziging.client_id,
        wijziging.toewijzingnummer,
        wijziging.productcode,
        cast(wijziging.versie_nr as {{ tekst_type() }}) as onderdeel,
        maand.maand,
        case
            when coalesce(reden.is_initiatief_aanbieder, false) or aangevraagd.toewijzing_sleutel is not null then 0
            else 1
        end as is_signaal
    from wijziging
    inner join {{ ref('dim_maand') }} as maand
        on
            {{ begin_van('month', 'wijziging.toewijzingsdatum') }} = maand.maand
            and maand.is_volledig
    left join {{ ref('reden_wijziging') }} as reden
        on
            wijziging.wet = reden.wet
            and wijziging.reden_wijziging = reden.code
    left join aangevraagd
        on
            wijziging.toewijzing_sleutel = aangevraagd.toewijzing_sleutel
            and wijziging.versie_nr = aangevraagd.versie_nr
),

-- K002-24: no claims on what is paid by place; a correction is no claim
declaratie as (
    select
        'declaratie_op_plek' as signaal,
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.client_id,
        prestatie.toewijzingnummer,
        prestatie.productcode,
        prestatie.referentienummer as onderdeel,
        maand.maand,
        case when betaalwijze.methode = 'plekken' then 1 else 0 end as is_signaal
    from {{ ref('fct_prestatie') }} as prestatie
    inner join {{ ref('debet_credit') }} as debet_credit
        on
            prestatie.debet_credit = debet_credit.code
            and debet_credit.teken > 0
    inner join {{ ref('dim_maand') }} as maand
        on
            prestatie.maand = maand.maand
            and maand.is_volledig
    left join {{ ref('dim_product') }} as product
        on
            prestatie.wet = product.wet
            and prestatie.productcode = product.productcode
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            prestatie.wet = betaalwijze.wet
            and prestatie.gemeente_code = betaalwijze.gemeente_code
            and coalesce(product.segment, {{ parameter('onbekend') }}) = betaalwijze.segment
            and prestatie.periode_begindatum between betaalwijze.geldig_van and betaalwijze.geldig_tot
    where prestatie.status in ('toegekend', 'open')
),

-- clients at the end of the month; without a Bsn a person cannot be told from another (A3)
lopend as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.segment,
        toewijzing.groep,
        maand.maand,
        maand.laatste_dag,
        -- both laws: other help is other help
        count(*) over (
            partition by
                toewijzing.client_id, toewijzing.gemeente_code_nu, toewijzing.aanbieder_agb_nu, maand.maand
        ) as toewijzingen
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            toewijzing.ingangsdatum <= maand.laatste_dag
            and coalesce(toewijzing.einddatum >= maand.laatste_dag, true)
            and maand.is_volledig
    where toewijzing.client_id is not null
),

-- a client is a signal when both hold, each in whatever toewijzing of the row
client_detail as (
    select
        'behandeling_en_begeleiding' as signaal,
        wet,
        gemeente_code,
        aanbieder_agb,
        maand,
        client_id,
        max(case when groep = {{ parameter('signaal_groep_behandeling') }} then 1 else 0 end) as een,
        max(case when groep = {{ parameter('groep_begeleiding') }} then 1 else 0 end) as ander
    from lopend
    where groep in ({{ parameter('signaal_groep_behandeling') }}, {{ parameter('groep_begeleiding') }})
    group by wet, gemeente_code, aanbieder_agb, maand, client_id
    union all
    select
        'plek_met_andere_toewijzing' as signaal,
        lopend.wet,
        lopend.gemeente_code,
        lopend.aanbieder_agb,
        lopend.maand,
        lopend.client_id,
        1 as een,
        max(case when lopend.toewijzingen > 1 then 1 else 0 end) as ander
    from lopend
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            lopend.wet = betaalwijze.wet
            and lopend.gemeente_code = betaalwijze.gemeente_code
            and lopend.segment = betaalwijze.segment
            and lopend.laatste_dag between betaalwijze.geldig_van and betaalwijze.geldig_tot
            and betaalwijze.methode = 'plekken'
    group by lopend.wet, lopend.gemeente_code, lopend.aanbieder_agb, lopend.maand, lopend.client_id
),

client_rij as (
    select
        client_detail.*,
        count(*) over (partition by signaal, wet, maand, client_id) as rijen
    from client_detail
),

client_kubus as (
    {{ kubus(
        '(select * from client_rij where rijen > 1)', dimensies,
        ['signaal', 'wet', 'maand', 'client_id', 'een', 'ander']
    ) }}
),

client as (
    select
        {{ rij | join(', ') }},
        client_id,
        false as is_eigen_totaal,
        case when een = 1 and ander = 1 then 1 else 0 end as is_signaal
    from client_rij
    where rijen = 1
    union all
    select
        {{ rij | join(', ') }},
        client_id,
        true as is_eigen_totaal,
        case when max(een) = 1 and max(ander) = 1 then 1 else 0 end as is_signaal
    from client_kubus
    group by {{ rij | join(', ') }}, client_id
),

-- K001-18 f
kosten_detail as (
    select
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.client_id,
        maand.jaar,
        maand.maand,
        sum(prestatie.bedrag_eur) as kosten_eur
    from {{ ref('fct_prestatie') }} as prestatie
    inner join {{ ref('dim_maand') }} as maand
        on
            prestatie.maand = maand.maand
            and maand.is_volledig
    where
        prestatie.status in ('toegekend', 'open')
        and prestatie.client_id is not null
    group by
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.client_id,
        maand.jaar,
        maand.maand
),

kosten_rij as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        jaar,
        count(*) over (partition by wet, client_id, jaar) > 1 as is_eigen_totaal
    from kosten_detail
    group by wet, gemeente_code, aanbieder_agb, client_id, jaar
),

kosten_geteld as (
    select
        kosten_detail.*,
        kosten_rij.is_eigen_totaal
    from kosten_detail
    inner join kosten_rij
        on
            kosten_detail.wet = kosten_rij.wet
            and kosten_detail.gemeente_code = kosten_rij.gemeente_code
            and kosten_detail.aanbieder_agb = kosten_rij.aanbieder_agb
            and kosten_detail.client_id = kosten_rij.client_id
            and kosten_detail.jaar = kosten_rij.jaar
),

kosten_kubus as (
    {{ kubus(
        '(select * from kosten_geteld where is_eigen_totaal)', dimensies,
        ['wet', 'maand', 'client_id', 'kosten_eur', 'is_eigen_totaal']
    ) }}
    union all
    select
        wet,
        maand,
        client_id,
        kosten_eur,
        is_eigen_totaal,
        {{ dimensies | join(', ') }}
    from kosten_geteld
    where not is_eigen_totaal
),

kosten_maanden as (
    {{ ytd_maanden('kosten_kubus', clientjaar) }}
),

kosten_maand as (
    select
        {{ clientjaar | join(', ') }},
        jaar,
        maand,
        sum(kosten_eur) as kosten_eur
    from (
        select
            {{ clientjaar | join(', ') }},
            jaar,
            maand,
            0 as kosten_eur
        from kosten_maanden
        union all
        select
            kosten_kubus.wet,
            kosten_kubus.gemeente_code,
            kosten_kubus.aanbieder_agb,
            kosten_kubus.client_id,
            kosten_kubus.is_eigen_totaal,
            maand.jaar,
            kosten_kubus.maand,
            kosten_kubus.kosten_eur
        from kosten_kubus
        inner join {{ ref('dim_maand') }} as maand on kosten_kubus.maand = maand.maand
    ) as bedrag
    group by {{ clientjaar | join(', ') }}, jaar, maand
),

kosten_ytd as (
    select *
    from (
        select
            {{ clientjaar | join(', ') }},
            maand,
            {{ ytd_som('kosten_eur', clientjaar) }} as kosten_ytd_eur
        from kosten_maand
    ) as lopende_kosten
    where kosten_ytd_eur > 0
),

-- the cost that the wanted part of all clients of the region does not exceed
regio as (
    select
        wet,
        maand,
        kosten_ytd_eur,
        row_number() over (partition by wet, maand order by kosten_ytd_eur) as rang,
        count(*) over (partition by wet, maand) as clienten
    from kosten_ytd
    where
        not is_eigen_totaal
        or (gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE')
),

drempel as (
    select
        wet,
        maand,
        min(kosten_ytd_eur) as drempel_eur
    from regio
    where rang >= cast({{ parameter('signaal_kosten_deel') }} as decimal(9, 6)) * clienten
    group by wet, maand
),

kosten as (
    select
        'kosten_boven_p95' as signaal,
        kosten_ytd.wet,
        kosten_ytd.gemeente_code,
        kosten_ytd.aanbieder_agb,
        kosten_ytd.client_id,
        kosten_ytd.maand,
        kosten_ytd.is_eigen_totaal,
        case when kosten_ytd.kosten_ytd_eur > drempel.drempel_eur then 1 else 0 end as is_signaal
    from kosten_ytd
    inner join drempel
        on
            kosten_ytd.wet = drempel.wet
            and kosten_ytd.maand = drempel.maand
),

geval as (
    {% for bron in ['gezinshuis', 'afbouw', 'zonder_verzoek', 'declaratie', 'client', 'kosten'] %}
        {%- set per_client = bron in ['client', 'kosten'] %}
        {{ 'union all' if not loop.first }}
        select
            signaal,
            {{ 'is_eigen_totaal' if per_client else 'false as is_eigen_totaal' }},
            wet,
            gemeente_code,
            aanbieder_agb,
            client_id,
            {{ 'cast(null as ' ~ tekst_type() ~ ') as toewijzingnummer' if per_client else 'toewijzingnummer' }},
            {{ 'cast(null as ' ~ tekst_type() ~ ') as productcode' if per_client else 'productcode' }},
            {{ 'cast(null as ' ~ tekst_type() ~ ') as onderdeel' if per_client else 'onderdeel' }},
            maand,
            is_signaal = 1 as in_teller
        from {{ bron }}
    {% endfor %}
),

gedateerd as (
    select
        geval.*,
        maand.laatste_dag as geteld_op
    from geval
    inner join {{ ref('dim_maand') }} as maand on geval.maand = maand.maand
),

gedeeld as (
    {{ met_dimensies('gedateerd', 'geteld_op') }}
)

select *
from gedeeld
