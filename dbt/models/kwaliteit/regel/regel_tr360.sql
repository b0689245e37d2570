{#- order within a day is not known: first the one that is no decision, as it should be -#}
{%- set volgorde -%}
    antwoord.dagtekening asc, case when lijst.besluit is null then 0 else 1 end asc, antwoord.gemeente_code asc,
    antwoord.aanbieder_agb asc, {{ ongemaskeerd_eerst_laag('antwoord.identificatie') }}, antwoord.positie asc, antwoord.bericht_id asc
{%- endset -%}

with lopend as (
    select
        antwoord.*,
        lijst.besluit,
        row_number() over (
            partition by
                antwoord.wet,
                antwoord.gemeente_code_nu,
                antwoord.aanbieder_agb_nu,
                antwoord.referentie_aanbieder
            order by
                {{ volgorde }}
        ) as volgnummer,
        min(case when lijst.besluit is not null then antwoord.dagtekening end) over (
            partition by
                antwoord.wet,
                antwoord.gemeente_code_nu,
                antwoord.aanbieder_agb_nu,
                antwoord.referentie_aanbieder
            order by
                {{ volgorde }}
            rows between unbounded preceding and 1 preceding
        ) as eerder_besluit_datum
    from {{ ref('int_record_antwoord') }} as antwoord
    inner join {{ ref('verzoek_antwoord') }} as lijst on antwoord.verzoek_antwoord = lijst.code
),

-- one finding per ReferentieAanbieder: the first answer that should not have been
te_veel as (
    select
        lopend.*,
        row_number() over (
            partition by lopend.wet, lopend.gemeente_code_nu, lopend.aanbieder_agb_nu, lopend.referentie_aanbieder
            order by lopend.volgnummer
        ) as rang
    from lopend
    where
        lopend.volgnummer > 1
        and (lopend.besluit is null or lopend.eerder_besluit_datum is not null)
)

select
    {{ bevinding_kop('TR360/TR365', 'te_veel', heeft_toewijzing=false) }},
    {{ waarde_in_zin('te_veel.positie') }} as sleutel,
    'Antwoord ' || {{ waarde_in_zin('te_veel.verzoek_antwoord') }} || ' van '
    || {{ waarde_in_zin('te_veel.dagtekening') }}
    || case
        when te_veel.eerder_besluit_datum is null then ' meldt onderzoek terwijl dat al was gemeld'
        else ' volgt op de afwijzing van ' || {{ waarde_in_zin('te_veel.eerder_besluit_datum') }}
    end as omschrijving,
    te_veel.dagtekening
from te_veel
where te_veel.rang = 1
