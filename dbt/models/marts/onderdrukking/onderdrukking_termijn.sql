{{ tel_clienten('termijn', ['totaal', 'binnen_norm'], rest={'binnen_norm': 'totaal'}) }}
