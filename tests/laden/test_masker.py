"""What an earlier release stored as received is masked once, as the parser does it now."""

from __future__ import annotations

import duckdb

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import controleer_sleutel, maak_schema
from peilstok.laden.masker import maskeer_alsnog, maskeer_verloop

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
CATALOGUS = laad_catalogus()


def test_wat_er_al_stond_wordt_een_keer_gemaskeerd() -> None:
    con = duckdb.connect()
    maak_schema(con, CATALOGUS)
    controleer_sleutel(con, PSEUDONIEM)
    nummers = ["123456782", "123456789", "300201", "10000008"]
    for nummer in nummers:
        con.execute("INSERT INTO raw.b301_toegewezen_product (toewijzingnummer, volume) VALUES (?, ?)", [nummer] * 2)
        con.execute("INSERT INTO raw.vorig_verloop (toewijzingnummer, omschrijving) VALUES (?, 'x')", [nummer])
    con.execute("INSERT INTO raw.bericht (identificatie) VALUES ('0612345678'), ('B0000001')")
    for _ in range(2):
        maskeer_alsnog(con, CATALOGUS, PSEUDONIEM)
        maskeer_verloop(con, PSEUDONIEM)
    gemaskeerd = [(PSEUDONIEM.nummer(n), n) for n in nummers]
    assert con.execute("SELECT toewijzingnummer, volume FROM raw.b301_toegewezen_product").fetchall() == gemaskeerd
    assert con.execute("SELECT toewijzingnummer FROM raw.vorig_verloop").fetchall() == [(m,) for m, _ in gemaskeerd]
    identificaties = [(PSEUDONIEM.maskeer("0612345678"),), ("B0000001",)]
    assert con.execute("SELECT identificatie FROM raw.bericht").fetchall() == identificaties
    # after that only what is new is looked at, and the parser did that
    con.execute("INSERT INTO raw.bericht (identificatie) VALUES ('123456782')")
    maskeer_alsnog(con, CATALOGUS, PSEUDONIEM)
    assert con.execute("SELECT count(*) FROM raw.bericht WHERE identificatie = '123456782'").fetchone() == (1,)
