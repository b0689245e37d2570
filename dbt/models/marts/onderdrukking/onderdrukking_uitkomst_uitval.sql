{{ tel_clienten(
    'uitkomst_uitval',
    [
        'beeindigd_aantal',
        'uitval_aantal'
    ],
    rest={'uitval_aantal': 'beeindigd_aantal'}
) }}
