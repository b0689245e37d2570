select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    uitgestroomd_aantal,
    gem_looptijd_dagen,
    normlooptijd_dagen,
    verschil_norm_dagen,
    uitgestroomd_met_norm_aantal,
    binnen_norm_volgens_plan_pct,
    tot_nu_aantal,
    gem_looptijd_tot_nu_dagen,
    gem_looptijd_tot_nu_vorig_jaar_dagen,
    gem_looptijd_tot_nu_dagen - gem_looptijd_tot_nu_vorig_jaar_dagen as verschil_tot_nu_dagen,
    voorlopig,
    onvolledig
from {{ ref('kpi_looptijd') }}
