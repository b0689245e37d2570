{{ tel_clienten(
    'zonder_hulp',
    [
        'gemeten_aantal',
        'antwoord_1_aantal',
        'antwoord_2_aantal',
        'antwoord_3_aantal',
        'antwoord_4_aantal'
    ]
) }}
