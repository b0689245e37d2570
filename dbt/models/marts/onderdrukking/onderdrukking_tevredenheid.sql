{{ tel_clienten('tevredenheid', ['gemeten_aantal', 'laag_aantal', 'midden_aantal', 'hoog_aantal']) }}
