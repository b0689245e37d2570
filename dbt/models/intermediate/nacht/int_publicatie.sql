select
    moment,
    account,
    doelgroep,
    uitkomst,
    peildatum,
    kennisdatum,
    versie,
    bestanden,
    bytes,
    manifest_sha256
from {{ ref('stg_publicatie') }}
