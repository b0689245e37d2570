{%- set vast = ['client_id', 'aanbieder_agb_nu', 'productcategorie', 'productcode', 'ingangsdatum'] -%}

select
    {{ bevinding_kop('OP033x1', 'versie') }},
    {{ versie_sleutel('versie') }} as sleutel,
    'Gewijzigd onder hetzelfde nummer'
    || case
        when {{ inhoud_verschilt('versie', 'versie', ['productcategorie', 'productcode'], prefix='vorige_') }}
            then
                ', product '
                || {{ waarde_in_zin('versie.vorige_productcategorie') }}
                || ' '
                || {{ waarde_in_zin('versie.vorige_productcode') }}
                || ' werd '
                || {{ waarde_in_zin('versie.productcategorie') }}
                || ' '
                || {{ waarde_in_zin('versie.productcode') }}
        else ''
    end
    || case
        when {{ inhoud_verschilt('versie', 'versie', ['ingangsdatum'], prefix='vorige_') }}
            then
                ', ingangsdatum '
                || {{ waarde_in_zin('versie.vorige_ingangsdatum') }}
                || ' werd '
                || {{ waarde_in_zin('versie.ingangsdatum') }}
        else ''
    end
    || case
        when {{ inhoud_verschilt('versie', 'versie', ['volume', 'eenheid', 'frequentie'], prefix='vorige_') }}
            then
                ', volume, eenheid en frequentie '
                || {{ waarde_in_zin('versie.vorige_volume') }}
                || ' '
                || {{ waarde_in_zin('versie.vorige_eenheid') }}
                || ' '
                || {{ waarde_in_zin('versie.vorige_frequentie') }}
                || ' werd '
                || {{ waarde_in_zin('versie.volume') }}
                || ' '
                || {{ waarde_in_zin('versie.eenheid') }}
                || ' '
                || {{ waarde_in_zin('versie.frequentie') }}
        else ''
    end
    || case
        when {{ verschilt('versie.aanbieder_agb_nu', 'versie.vorige_aanbieder_agb_nu') }} then ', andere aanbieder'
        else ''
    end
    || case when {{ verschilt('versie.client_id', 'versie.vorige_client_id') }} then ', andere cliënt' else '' end
        as omschrijving,
    versie.dagtekening
from {{ ref('int_toewijzing_wijziging') }} as versie
where
    versie.versie_nr > 1
    and (
        {{ inhoud_verschilt('versie', 'versie', vast, prefix='vorige_') }}
        -- the size may change only where it is a total over the whole period
        or (
            not (versie.is_totaal and versie.vorige_is_totaal)
            and {{ inhoud_verschilt('versie', 'versie', ['volume', 'eenheid', 'frequentie'], prefix='vorige_') }}
        )
    )
