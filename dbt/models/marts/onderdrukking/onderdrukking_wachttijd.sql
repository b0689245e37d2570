{{ tel_clienten(
    'wachttijd',
    [
        'gestart_aantal',
        'langer_8w_aantal',
        'wachtend_aantal'
    ],
    rest={'langer_8w_aantal': 'gestart_aantal'}
) }}
