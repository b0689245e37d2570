-- every stop that counts as uitval, to be judged one by one (K000-07)
with stopbericht as (
    select
        levering_sleutel,
        einddatum,
        reden_beeindiging,
        min(eerste_dagtekening) as stop_dagtekening
    from {{ ref('int_stop_actief') }}
    where not is_tijdelijk
    group by levering_sleutel, einddatum, reden_beeindiging
),

geval as (
    select
        eindstop.*,
        stopbericht.stop_dagtekening
    from {{ ref('int_eindstop') }} as eindstop
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            eindstop.wet = kpi_perceel.wet
            and eindstop.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'uitval'
    inner join stopbericht
        on
            eindstop.levering_sleutel = stopbericht.levering_sleutel
            and eindstop.einddatum = stopbericht.einddatum
            and eindstop.reden_beeindiging = stopbericht.reden_beeindiging
    where
        eindstop.is_uitval
        and not eindstop.heeft_vervolg_begeleiding
        and not eindstop.heeft_vervolg_beschermd_wonen
),

-- the toewijzing may have been shortened because of the stop: its end as it was known before (K000-03 choice 1)
versie as (
    select
        geval.levering_sleutel,
        versie.einddatum as geplande_einddatum,
        row_number() over (partition by geval.levering_sleutel order by versie.versie_nr desc) as rang
    from geval
    inner join {{ ref('int_toewijzing_versie') }} as versie
        on
            geval.toewijzing_sleutel = versie.toewijzing_sleutel
            and geval.stop_dagtekening > versie.eerste_dagtekening
)

select
    geval.levering_sleutel,
    geval.wet,
    geval.perceel,
    geval.jaar,
    geval.gemeente_code,
    geval.aanbieder_agb,
    geval.toewijzing_gemeente_code,
    geval.toewijzingnummer,
    geval.client_id,
    geval.productcode,
    geval.begindatum,
    geval.einddatum,
    geval.reden_beeindiging,
    geval.stop_dagtekening,
    versie.geplande_einddatum,
    coalesce(geval.einddatum >= versie.geplande_einddatum, false) as is_op_geplande_einddatum,
    geval.is_rijp,
    oordeel.oordeel,
    oordeel.datum as oordeel_datum
from geval
left join versie
    on
        geval.levering_sleutel = versie.levering_sleutel
        and versie.rang = 1
left join {{ ref('int_uitval_oordeel') }} as oordeel
    on
        geval.wet = oordeel.wet
        and geval.toewijzing_gemeente_code = oordeel.gemeente_code
        and geval.toewijzingnummer = oordeel.toewijzingnummer
