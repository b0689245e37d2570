-- net claimed per toewijzing, in the unit of the toewijzing, against what was assigned (TR321, TR322, TR369)
with regel as (
    select
        prestatie.toewijzing_sleutel,
        prestatie.periode_begindatum,
        prestatie.periode_einddatum,
        prestatie.dagtekening,
        prestatie.bedrag_eur,
        -- another unit is a finding of TR341 and cannot be added
        case
            when prestatie.eenheid = toewijzing.eenheid then {{ als_double('prestatie.volume') }}
            when prestatie.eenheid = eenheid.ook_declareren_in
                then prestatie.volume * prestatie_eenheid.uren_per_eenheid / eenheid.uren_per_eenheid
            else 0
        end * case when prestatie.is_credit then -1 else 1 end as volume
    from {{ ref('int_prestatie') }} as prestatie
    inner join {{ ref('int_toewijzing') }} as toewijzing
        on
            prestatie.toewijzing_sleutel = toewijzing.toewijzing_sleutel
            and prestatie.aanbieder_agb_nu = toewijzing.aanbieder_agb_nu
    left join {{ ref('eenheid') }} as eenheid on toewijzing.eenheid = eenheid.code
    left join {{ ref('eenheid') }} as prestatie_eenheid on prestatie.eenheid = prestatie_eenheid.code
    where
        prestatie.status <> 'afgewezen'
        and toewijzing.telt_mee
        and not toewijzing.is_verwijderd
),

gedeclareerd as (
    select
        toewijzing_sleutel,
        max(dagtekening) as dagtekening,
        max(periode_einddatum) as laatste_periode_einddatum,
        cast(sum(bedrag_eur) as decimal(18, 2)) as bedrag_eur,
        -- thirds of an hour do not add up to whole hours in floating point
        round(sum(volume), 6) as volume_gedeclareerd
    from regel
    group by toewijzing_sleutel
),

periode as (
    select
        toewijzing_sleutel,
        periode_begindatum,
        periode_einddatum,
        round(sum(volume), 6) as volume_gedeclareerd
    from regel
    where periode_begindatum <= periode_einddatum
    group by toewijzing_sleutel, periode_begindatum, periode_einddatum
),

te_veel as (
    select
        periode.toewijzing_sleutel,
        count(*) as periodes_aantal,
        min(periode.periode_begindatum) as eerste_periode_begindatum
    from periode
    inner join {{ ref('int_toewijzing') }} as toewijzing on periode.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('eenheid') }} as eenheid on toewijzing.eenheid = eenheid.code
    inner join {{ ref('frequentie') }} as frequentie on toewijzing.frequentie = frequentie.code
    left join {{ ref('productcategorie') }} as categorie
        on
            toewijzing.wet = categorie.wet
            and toewijzing.productcategorie = categorie.code
    where
        periode.volume_gedeclareerd > case
            when frequentie.is_per_week and categorie.weken_per_periode is not null
                then toewijzing.volume * categorie.weken_per_periode
            else {{ omvang_in('toewijzing.volume', 'periode.periode_begindatum', 'periode.periode_einddatum') }}
        end
    group by periode.toewijzing_sleutel
)

select
    toewijzing.toewijzing_sleutel,
    toewijzing.wet,
    toewijzing.gemeente_code,
    toewijzing.aanbieder_agb,
    toewijzing.toewijzingnummer,
    toewijzing.ingangsdatum,
    gedeclareerd.dagtekening,
    gedeclareerd.bedrag_eur,
    toewijzing.budget_eur,
    toewijzing.eenheid,
    gedeclareerd.volume_gedeclareerd,
    -- over the whole toewijzing; of an open one up to what was claimed last
    case
        when frequentie.is_totaal then toewijzing.volume
        when eenheid.code is not null then {{ omvang_in(
            'toewijzing.volume',
            'toewijzing.ingangsdatum',
            'coalesce(toewijzing.einddatum, gedeclareerd.laatste_periode_einddatum)'
        ) }}
    end as volume_toegewezen,
    coalesce(te_veel.periodes_aantal, 0) as periodes_te_veel_aantal,
    te_veel.eerste_periode_begindatum as eerste_periode_te_veel
from gedeclareerd
inner join {{ ref('int_toewijzing') }} as toewijzing on gedeclareerd.toewijzing_sleutel = toewijzing.toewijzing_sleutel
left join {{ ref('eenheid') }} as eenheid on toewijzing.eenheid = eenheid.code
left join {{ ref('frequentie') }} as frequentie on toewijzing.frequentie = frequentie.code
left join te_veel on gedeclareerd.toewijzing_sleutel = te_veel.toewijzing_sleutel
