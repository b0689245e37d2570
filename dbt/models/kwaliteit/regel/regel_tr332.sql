-- over every record: two toewijzingen may share number, date and time
with nummer as (
    select
        toewijzing_sleutel,
        min(client_id) <> max(client_id) as heeft_meer_clienten,
        min(aanbieder_agb_nu) <> max(aanbieder_agb_nu) as heeft_meer_aanbieders,
        min(coalesce(productcode, productcategorie)) <> max(coalesce(productcode, productcategorie))
            as heeft_meer_producten
    from {{ ref('int_record_toegewezen') }}
    group by toewijzing_sleutel
)

select
    {{ bevinding_kop('TR332/OP275', 'toewijzing', heeft_bericht=false) }},
    toewijzing.toewijzingnummer as sleutel,
    'Toewijzingnummer ' || toewijzing.toewijzingnummer || ' gebruikt voor meer dan één'
    || case when nummer.heeft_meer_clienten then ' cliënt' else '' end
    || case when nummer.heeft_meer_aanbieders then ' aanbieder' else '' end
    || case when nummer.heeft_meer_producten then ' product' else '' end as omschrijving,
    toewijzing.dagtekening
from {{ ref('int_toewijzing_wijziging') }} as toewijzing
inner join nummer on toewijzing.toewijzing_sleutel = nummer.toewijzing_sleutel
where
    toewijzing.is_laatste
    and (nummer.heeft_meer_clienten or nummer.heeft_meer_aanbieders or nummer.heeft_meer_producten)
