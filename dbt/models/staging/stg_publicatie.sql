-- the same line twice is one
select distinct
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
from {{ source('raw', 'publicatie_log') }}
