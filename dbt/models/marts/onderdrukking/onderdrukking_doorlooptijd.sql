{{ tel_clienten('doorlooptijd', ['beeindigd_aantal']) }}
