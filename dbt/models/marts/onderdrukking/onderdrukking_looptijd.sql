{{ tel_clienten(
    'looptijd',
    [
        'uitgestroomd_aantal',
        'uitgestroomd_met_norm_aantal',
        'binnen_norm_volgens_plan_aantal',
        'lopend_aantal'
    ],
    rest={'binnen_norm_volgens_plan_aantal': 'uitgestroomd_met_norm_aantal'}
) }}
