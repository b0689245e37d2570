{{ tel_clienten(
    'doelen',
    [
        'gemeten_aantal',
        'behaald_aantal',
        'deels_aantal',
        'gelijk_aantal',
        'ongunstiger_aantal'
    ]
) }}
