{%- set persoon = ['wet', 'gemeente_code_nu', 'aanbieder_agb_nu', 'client_id'] -%}

-- two toewijzingen of one client at one provider that are about the same product; the one that begins first is `eerder`
with toewijzing as (
    select
        stand.toewijzing_sleutel,
        stand.wet,
        stand.gemeente_code,
        stand.gemeente_code_nu,
        stand.aanbieder_agb,
        stand.aanbieder_agb_nu,
        stand.client_id,
        stand.toewijzingnummer,
        stand.productcategorie,
        stand.productcode,
        stand.eerste_toewijzingsdatum,
        stand.ingangsdatum,
        stand.einddatum,
        stand.volume,
        stand.eenheid,
        stand.frequentie,
        stand.budget_eur,
        laatste.is_totaal,
        laatste.dagtekening,
        coalesce(categorie.is_hulpmiddel, false) as is_hulpmiddel
    from {{ ref('int_toewijzing') }} as stand
    inner join {{ ref('int_toewijzing_wijziging') }} as laatste
        on
            stand.toewijzing_sleutel = laatste.toewijzing_sleutel
            and laatste.is_laatste
    left join {{ ref('productcategorie') }} as categorie
        on
            stand.wet = categorie.wet
            and stand.productcategorie = categorie.code
    where
        not stand.is_verwijderd
        and coalesce(stand.einddatum >= stand.ingangsdatum, true)
),

-- by number where two begin on one day, as far as those are not masked
genummerd as (
    select
        toewijzing.*,
        row_number() over (
            partition by {{ persoon | join(', ') }}
            order by {{ ongemaskeerd_eerst_laag('toewijzingnummer') }}, ingangsdatum asc, toewijzing_sleutel asc
        ) as nummer_rang,
        row_number() over (
            partition by {{ persoon | join(', ') }}
            order by
                ingangsdatum asc,
                {{ ongemaskeerd_eerst_laag('toewijzingnummer') }},
                eerste_toewijzingsdatum asc,
                {{ laatste_einde_eerst('einddatum') }},
                {{ hoogste_eerst('productcategorie') }},
                {{ hoogste_eerst('productcode') }},
                gemeente_code asc,
                aanbieder_agb asc,
                toewijzing_sleutel asc
        ) as begin_rang
    from toewijzing
)

select
    eerder.toewijzing_sleutel as eerder_toewijzing_sleutel,
    later.toewijzing_sleutel,
    later.wet,
    later.gemeente_code,
    later.aanbieder_agb,
    later.toewijzingnummer,
    eerder.toewijzingnummer as eerder_toewijzingnummer,
    case
        when eerder.nummer_rang < later.nummer_rang then eerder.toewijzingnummer || ' ' || later.toewijzingnummer
        else later.toewijzingnummer || ' ' || eerder.toewijzingnummer
    end as nummers,
    case when eerder.dagtekening > later.dagtekening then eerder.dagtekening else later.dagtekening end as dagtekening,
    eerder.ingangsdatum as eerder_ingangsdatum,
    eerder.einddatum as eerder_einddatum,
    eerder.is_totaal as eerder_is_totaal,
    later.ingangsdatum,
    later.einddatum,
    later.eerste_toewijzingsdatum,
    later.productcategorie,
    later.productcode,
    eerder.is_hulpmiddel or later.is_hulpmiddel as is_hulpmiddel,
    {{ inhoud_verschilt(
        'eerder',
        'later',
        ['productcategorie', 'productcode', 'volume', 'eenheid', 'frequentie', 'budget_eur'],
    ) }} as heeft_andere_inhoud
from genummerd as eerder
inner join genummerd as later
    on
        eerder.wet = later.wet
        and eerder.gemeente_code_nu = later.gemeente_code_nu
        and eerder.aanbieder_agb_nu = later.aanbieder_agb_nu
        and eerder.client_id = later.client_id
        and eerder.begin_rang < later.begin_rang
where
    -- without code the categorie decides, without categorie it is about every product (OP259)
    eerder.productcategorie is null
    or later.productcategorie is null
    or eerder.productcode = later.productcode
    or (
        (eerder.productcode is null or later.productcode is null)
        and eerder.productcategorie = later.productcategorie
    )
