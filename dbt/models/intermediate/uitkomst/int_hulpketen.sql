-- help of a client without a gap, over hulpvorm and provider: a change of hulpvorm is no new start (K003-08)
with uitkomst as (
    select
        uitkomst.*,
        coalesce(uitkomst.datum_einde, cast('9999-12-31' as date)) as einde_of_open,
        instelling.aansluit_dagen
    from {{ ref('int_uitkomst') }} as uitkomst
    cross join {{ ref('int_instelling') }} as instelling
    where uitkomst.client_id is not null
),

genummerd as (
    {{ keten_nummers('uitkomst', ['client_id'], 'aansluit_dagen', 'datum_aanvang', 'einde_of_open') }}
),

gerangschikt as (
    select
        genummerd.*,
        min(datum_aanvang) over (
            partition by client_id, keten_nr
        ) as keten_aanvang,
        row_number() over (
            partition by client_id, keten_nr
            order by einde_of_open desc, datum_aanvang desc, aanbieder_agb desc, hulpvorm desc
        ) as rang
    from genummerd
),

keten as (
    select
        gerangschikt.*,
        lead(keten_aanvang) over (
            partition by client_id
            order by keten_nr
        ) as volgende_aanvang
    from gerangschikt
    where rang = 1
)

select
    {{ uitkomst_kolommen('keten') }},
    keten.kwartaal,
    cast({{ maand_nr(laatste_dag_van_kwartaal('keten.datum_einde')) }} as integer)
    + instelling.recidive_maanden as sluitmaand_nr,
    keten.keten_aanvang,
    keten.volgende_aanvang,
    not coalesce(
        {{ binnen_maanden('keten.volgende_aanvang', 'keten.datum_einde', 'instelling.recidive_maanden') }}, false
    ) as is_niet_terug
from keten
cross join {{ ref('int_instelling') }} as instelling
where
    keten.datum_einde is not null
    and {{ volle_maanden(laatste_dag_van_kwartaal('keten.datum_einde'), 'instelling.peildatum') }}
    >= instelling.recidive_maanden
