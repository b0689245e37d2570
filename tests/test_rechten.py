"""Who may read what below DATA."""

from __future__ import annotations

import grp
import os
import stat
import subprocess
from pathlib import Path

import pytest

from peilstok.instellingen import InstellingFout, lees_instellingen
from peilstok.rechten import alleen_eigenaar, geef_alles_aan_lezers, groep_id, sluit_data_af


def _rechten(pad: Path) -> int:
    return stat.S_IMODE(pad.lstat().st_mode)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A DATA folder of before, open to everyone, with landing and publication in it."""
    data = tmp_path / "data"
    for naam in ("warehouse.duckdb", "logs/dbt/dbt.log", "landing/berichten/a.xml", "publicatie/.versies/x/index.html"):
        (data / naam).parent.mkdir(parents=True, exist_ok=True)
        (data / naam).touch()
    (data / "elders").symlink_to(tmp_path / "buiten")
    (tmp_path / "buiten").touch(0o644)
    for pad in (data, *data.rglob("*")):
        if not pad.is_symlink():
            pad.chmod(0o755 if pad.is_dir() else 0o644)
    return data


def test_wat_van_eerder_is_gaat_dicht_en_de_landing_blijft_zoals_zij_is(data: Path) -> None:
    sluit_data_af(data, data / "landing", data / "publicatie", None)
    assert {_rechten(data / naam) for naam in ("warehouse.duckdb", "logs/dbt/dbt.log")} == {0o600}
    assert {_rechten(data / naam) for naam in ("logs", "logs/dbt")} == {0o700}
    # who delivers passes through, and cannot look around
    assert _rechten(data) == 0o701
    assert _rechten(data / "landing" / "berichten" / "a.xml") == 0o644 and _rechten(data / "landing") == 0o755
    assert _rechten(data.parent / "buiten") == 0o644
    sluit_data_af(data, data.parent / "landing", data / "publicatie", os.getegid())
    assert (_rechten(data), data.stat().st_gid) == (0o710, os.getegid())


def test_publicatie_is_voor_de_groep(data: Path) -> None:
    geef_alles_aan_lezers(data / "publicatie", os.getegid())
    assert _rechten(data / "publicatie" / ".versies" / "x") == 0o750
    assert _rechten(data / "publicatie" / ".versies" / "x" / "index.html") == 0o640
    geef_alles_aan_lezers(data / "publicatie", None)
    assert _rechten(data / "publicatie") == 0o700
    assert _rechten(data / "publicatie" / ".versies" / "x" / "index.html") == 0o600


def test_wat_een_kind_maakt_is_van_de_eigenaar(tmp_path: Path) -> None:
    oud = os.umask(0o022)
    try:
        with alleen_eigenaar():
            subprocess.run(["mkdir", tmp_path / "map"], check=True)
            (tmp_path / "a").touch()
        (tmp_path / "b").touch()
    finally:
        os.umask(oud)
    assert [_rechten(tmp_path / naam) for naam in ("map", "a", "b")] == [0o700, 0o600, 0o644]


def test_groep_als_instelling(tmp_path: Path) -> None:
    eigen = grp.getgrgid(os.getegid()).gr_name
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_PUBLICATIE_GROEP": eigen})
    assert waarden.lezers == groep_id(eigen) == os.getegid()
    assert lees_instellingen(tmp_path, waarden.als_omgeving()) == waarden
    assert lees_instellingen(tmp_path, {}).lezers is None
    with pytest.raises(InstellingFout, match="PUBLICATIE_GROEP: de groep 'bestaat-niet' is er niet"):
        lees_instellingen(tmp_path, {"PEILSTOK_PUBLICATIE_GROEP": "bestaat-niet"})
