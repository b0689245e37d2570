{{ tel_clienten('lopende_voorzieningen', ['stand']) }}
