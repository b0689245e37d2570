-- toewijzingen that ended and take part in figures; without a Bsn nothing is known to follow (A3)
with toewijzing as (
    select
        toewijzing.toewijzing_sleutel,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.gemeente_code_nu,
        toewijzing.aanbieder_agb_nu,
        toewijzing.toewijzingnummer,
        toewijzing.client_id,
        toewijzing.productcode,
        case when toewijzing.productcode is null then toewijzing.productcategorie end as categorie_zonder_code,
        toewijzing.zorgterrein,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        product.rangorde_aantal,
        instelling.aansluit_dagen
    from {{ ref('int_toewijzing') }} as toewijzing
    left join {{ ref('int_product') }} as product
        on
            toewijzing.wet = product.wet
            and toewijzing.productcode = product.productcode
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
),

-- both laws: help under the other law is help that goes on
paar as (
    select
        toewijzing.toewijzing_sleutel,
        vervolg.toewijzing_sleutel as vervolg_sleutel,
        -- as in a chain (A5): a toewijzing that names no product at all is the same as another such
        toewijzing.wet = vervolg.wet
        and coalesce(toewijzing.productcode, '') = coalesce(vervolg.productcode, '')
        and coalesce(toewijzing.categorie_zonder_code, '') = coalesce(vervolg.categorie_zonder_code, '')
            as is_zelfde_product,
        toewijzing.aanbieder_agb_nu = vervolg.aanbieder_agb_nu as is_zelfde_aanbieder,
        toewijzing.wet = vervolg.wet
        and toewijzing.zorgterrein = vervolg.zorgterrein
        and toewijzing.ingangsdatum < vervolg.ingangsdatum as is_overgang,
        vervolg.ingangsdatum as vervolg_ingangsdatum,
        vervolg.rangorde_aantal as vervolg_rangorde_aantal,
        vervolg.gemeente_code as vervolg_gemeente_code,
        vervolg.aanbieder_agb_nu as vervolg_aanbieder_agb_nu,
        vervolg.productcode as vervolg_productcode,
        vervolg.einddatum as vervolg_einddatum,
        vervolg.toewijzingnummer as vervolg_toewijzingnummer
    from toewijzing
    inner join toewijzing as vervolg
        on
            toewijzing.client_id = vervolg.client_id
            and toewijzing.gemeente_code_nu = vervolg.gemeente_code_nu
            and toewijzing.toewijzing_sleutel <> vervolg.toewijzing_sleutel
            and {{ sluit_aan('vervolg', 'toewijzing.einddatum', 'toewijzing.aansluit_dagen') }}
),

-- the first type that fits (K002-10)
per_toewijzing as (
    select
        paar.toewijzing_sleutel,
        min(uitstroomtype.volgnummer) as volgnummer
    from paar
    inner join {{ ref('uitstroomtype') }} as uitstroomtype
        on
            uitstroomtype.is_vervolg
            and paar.is_zelfde_product = uitstroomtype.is_zelfde_product
            and coalesce(paar.is_zelfde_aanbieder = uitstroomtype.is_zelfde_aanbieder, true)
    group by paar.toewijzing_sleutel
),

-- what began later within the zorgterrein goes on where this ended; of what began on one day, the heaviest
overgang as (
    select
        toewijzing_sleutel,
        vervolg_sleutel,
        row_number() over (
            partition by toewijzing_sleutel
            order by
                vervolg_ingangsdatum asc,
                case when vervolg_rangorde_aantal is null then 1 else 0 end asc,
                vervolg_rangorde_aantal desc,
                {{ laatste_einde_eerst('vervolg_einddatum') }},
                {{ hoogste_eerst('vervolg_productcode') }},
                vervolg_gemeente_code desc,
                vervolg_aanbieder_agb_nu desc,
                {{ ongemaskeerd_eerst_laag('vervolg_toewijzingnummer') }},
                vervolg_sleutel asc
        ) as volgnr
    from paar
    where is_overgang
),

definitieve_stop as (
    select
        toewijzing_sleutel,
        reden_beeindiging,
        row_number() over (
            partition by toewijzing_sleutel
            order by einddatum_definitief desc, begindatum desc, reden_beeindiging desc
        ) as rang
    from {{ ref('int_levering') }}
    where
        telt_mee
        and einddatum_definitief is not null
)

select
    toewijzing.toewijzing_sleutel,
    {{ dag_plus('toewijzing.einddatum', 'toewijzing.aansluit_dagen') }} as uitkomst_datum,
    uitstroomtype.uitstroomtype,
    uitstroomtype.is_vervolg,
    definitieve_stop.reden_beeindiging,
    overgang.vervolg_sleutel as overgang_sleutel
from toewijzing
left join per_toewijzing on toewijzing.toewijzing_sleutel = per_toewijzing.toewijzing_sleutel
inner join {{ ref('uitstroomtype') }} as uitstroomtype
    on
        per_toewijzing.volgnummer = uitstroomtype.volgnummer
        or (per_toewijzing.volgnummer is null and not uitstroomtype.is_vervolg)
left join overgang
    on
        toewijzing.toewijzing_sleutel = overgang.toewijzing_sleutel
        and overgang.volgnr = 1
left join definitieve_stop
    on
        toewijzing.toewijzing_sleutel = definitieve_stop.toewijzing_sleutel
        and definitieve_stop.rang = 1
where toewijzing.einddatum is not null
