{{ config(materialized='view') }}

-- a te wijzigen product has the product of its toewijzing
select
    'toegewezen product' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    toewijzingnummer,
    true as noemt_product,
    productcategorie,
    productcode,
    ingangsdatum,
    einddatum,
    volume,
    eenheid,
    frequentie,
    budget_eur
from {{ ref('int_record_toegewezen') }}
union all
select
    'aangevraagd product' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    true as noemt_product,
    productcategorie,
    productcode,
    ingangsdatum,
    einddatum,
    volume,
    eenheid,
    frequentie,
    budget_eur
from {{ ref('int_record_aangevraagd') }}
union all
select
    'te wijzigen product' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    toewijzingnummer,
    false as noemt_product,
    productcategorie,
    productcode,
    gewenste_ingangsdatum as ingangsdatum,
    einddatum,
    volume,
    eenheid,
    frequentie,
    budget_eur
from {{ ref('int_record_te_wijzigen') }}
union all
select
    'nieuw product' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    true as noemt_product,
    productcategorie,
    productcode,
    gewenste_ingangsdatum as ingangsdatum,
    einddatum,
    volume,
    eenheid,
    frequentie,
    budget_eur
from {{ ref('int_record_nieuw') }}
