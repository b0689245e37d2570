"""The publication of the demo night, attacked."""

from __future__ import annotations

import duckdb

from peilstok.publicatie.onderdrukking import lees_structuur, onderdruk
from peilstok.publicatie.onderdrukking.kiezen import kies
from peilstok.publicatie.onderdrukking.lezen import lees, samenhangend
from peilstok.publicatie.onderdrukking.rij import DREMPEL
from tests.conftest import DemoNacht
from tests.publicatie.onderdrukking.aanval import aanval

STAP = 4
"""One in so many periods is attacked: all of them takes twelve seconds."""


def test_lineair_programmeren_vindt_niets(demo_nacht: DemoNacht) -> None:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        gelezen = lees(con, lees_structuur(con))
        te_smal, aangevallen = {}, 0
        for nummer, (_, blok, rijen) in enumerate(samenhangend(gelezen)):
            if nummer % STAP == 0:
                kies(rijen)
                breedten = aanval(rijen)
                aangevallen += len(breedten)
                te_smal |= {(blok, plek): breedte for plek, breedte in breedten.items() if breedte < DREMPEL - 1e-6}
    assert te_smal == {}
    assert aangevallen > 500


def test_geen_getoond_cijfer_rust_op_weinig_clienten(demo_nacht: DemoNacht) -> None:
    """On what is written, not on what was chosen: every count that is shown beside the clients behind it."""
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        structuur = lees_structuur(con)
        uitslag = onderdruk(con, structuur)
        assert uitslag.vervallen == ()
        for tabel in structuur:
            er_zijn = {naam for naam, *_ in con.execute(f"describe onderdrukt_{tabel.naam}").fetchall()}
            mogelijk = (*tabel.sleutel, "gemeente_code", "aanbieder_agb", tabel.soort)
            eigen = [kolom for kolom in mogelijk if kolom in er_zijn]
            samen = " and ".join(f"uit.{kolom} is not distinct from bron.{kolom}" for kolom in eigen)
            samen += "".join(f" and bron.{kolom} in {waarden + waarden}" for kolom, waarden in tabel.vast.items())
            for groep in tabel.groepen:
                bron = f"marts.{tabel.clienttabel if groep.clienten else tabel.naam}"
                klein = dict.fromkeys(groep.samen, groep.clienten or groep.noemer)
                klein |= {deel: f"{deel}_clienten" if groep.clienten else deel for deel in groep.delen}
                for kolom, clienten in klein.items():
                    fout = con.execute(
                        f"select count(*) from onderdrukt_{tabel.naam} as uit inner join {bron} as bron on {samen}"
                        f" where uit.{kolom} <> 0 and bron.{clienten} between 1 and {DREMPEL - 1}"
                    ).fetchone()
                    assert fout == (0,), f"{tabel.naam}.{kolom}"
