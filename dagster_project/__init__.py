"""When it is done: the assets, checks, job, schedule and sensor around the pure library `peilstok`."""
