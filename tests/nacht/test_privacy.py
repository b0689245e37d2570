"""No Bsn, name, street, telephone number or e-mail address of anyone in any byte that a night writes."""

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from peilstok.demo import DEMO_SLEUTEL, Regio


class Zoeker:
    """Looks for personal data in bytes: digits at any place in a longer run, the rest in any case."""

    def __init__(self, gegevens: frozenset[str]) -> None:
        kaal = {re.sub(r"[\s-]", "", gegeven) for gegeven in gegevens}
        self._cijfers = {gegeven.encode() for gegeven in kaal if gegeven.isdigit()}
        self._lengtes = {len(cijfers) for cijfers in self._cijfers}
        self._tekst = {gegeven.lower().encode() for gegeven in gegevens if not re.sub(r"[\s-]", "", gegeven).isdigit()}
        # mail addresses are many and share their domains: look for those first
        self._mail = {tekst for tekst in self._tekst if b"@" in tekst}
        self._domeinen = {tekst[tekst.index(b"@") :] for tekst in self._mail}

    def vind(self, inhoud: bytes) -> set[bytes]:
        """What was found."""
        inhoud = inhoud.lower()
        gevonden = {tekst for tekst in self._tekst - self._mail if tekst in inhoud}
        if any(domein in inhoud for domein in self._domeinen):
            gevonden |= {tekst for tekst in self._mail if tekst in inhoud}
        for reeks in set(re.findall(rb"\d{9,}", inhoud)):
            for lengte in self._lengtes:
                stukken = {reeks[begin : begin + lengte] for begin in range(len(reeks) - lengte + 1)}
                gevonden |= self._cijfers & stukken
        return gevonden


@pytest.fixture(scope="module")
def zoeker(demo_regio: Regio) -> Zoeker:
    """For everyone in the demo."""
    return Zoeker(demo_regio.persoonsgegevens)


def test_the_search_finds_what_is_there(zoeker: Zoeker, demo_regio: Regio) -> None:
    for gegeven in sorted(demo_regio.persoonsgegevens):
        kaal = re.sub(r"[\s-]", "", gegeven) if not re.search("[a-z]", gegeven, re.IGNORECASE) else gegeven
        assert zoeker.vind(f"<x>{kaal.upper()};".encode()), gegeven


def test_landing_holds_it(zoeker: Zoeker, demo_nacht) -> None:
    assert any(zoeker.vind(pad.read_bytes()) for pad in demo_nacht.landing.rglob("*.xml"))


def test_no_byte_of_the_night_holds_it(zoeker: Zoeker, demo_nacht) -> None:
    bekeken = 0
    for pad in _geschreven(demo_nacht.data):
        bekeken += 1
        assert not zoeker.vind(str(pad.relative_to(demo_nacht.data)).encode()), pad
        gevonden = zoeker.vind(pad.read_bytes())
        assert not gevonden, (pad, len(gevonden))
    assert bekeken > 20
    assert not zoeker.vind(demo_nacht.uitvoer.tekst.encode())


def test_no_table_holds_it(zoeker: Zoeker, demo_nacht, tmp_path: Path) -> None:
    """Pages and columns are compressed on disk: every table once more as text."""
    uit = tmp_path / "tabel.csv"
    gezien: set[str] = set()
    tabellen = 0
    for bestand in _geschreven(demo_nacht.data):
        if bestand.suffix == ".parquet" and _is_van_partij(bestand):
            # its database is filled from it
            continue
        for vraag, con in _tabellen(bestand):
            con.execute(f"copy ({_afgerond(con, vraag)}) to '{uit}' (format csv)")
            tabellen += 1
            inhoud = uit.read_bytes()
            # a published table lies in its folder twice
            if (wat := hashlib.sha256(inhoud).hexdigest()) not in gezien:
                gezien.add(wat)
                gevonden = zoeker.vind(inhoud)
                assert not gevonden, (bestand.name, vraag, len(gevonden))
    assert tabellen > 50


def test_the_key_is_written_nowhere(demo_nacht) -> None:
    for pad in _geschreven(demo_nacht.data):
        assert DEMO_SLEUTEL.encode() not in pad.read_bytes(), pad


def test_only_the_owner_may_read_it(demo_nacht) -> None:
    """Warehouse, logs, outbox, Dagster's administration and, without a group of readers, the publication too."""
    assert stat.S_IMODE(demo_nacht.data.stat().st_mode) == 0o701
    paden = [
        pad
        for pad in demo_nacht.data.rglob("*")
        if not pad.is_symlink() and pad.relative_to(demo_nacht.data).parts[0] != "landing"
    ]
    assert len(paden) > 500
    assert [pad for pad in paden if stat.S_IMODE(pad.lstat().st_mode) & 0o077] == []


def _geschreven(data: Path) -> Iterator[Path]:
    """Every file below DATA that the night wrote, once."""
    for pad in sorted(data.rglob("*")):
        if pad.is_file() and not pad.is_symlink() and not pad.is_relative_to(data / "landing"):
            yield pad


def _is_van_partij(parquet: Path) -> bool:
    """Whether it lies in the folder of another audience than the data team."""
    map_ = parquet.parent.parent
    return (map_ / "MANIFEST.json").is_file() and not map_.name.startswith("datateam-")


def _afgerond(con: duckdb.DuckDBPyConnection, vraag: str) -> str:
    """The same rows, fractions in two decimals: among half a million of sixteen digits some hold a BSN by chance."""
    breuken = [naam for naam, soort, *_ in con.execute(f"describe {vraag}").fetchall() if soort == "DOUBLE"]
    rond = ", ".join(f'round("{naam}", 2) as "{naam}"' for naam in breuken)
    return f"select * replace ({rond}) from ({vraag})" if breuken else vraag


def _tabellen(bestand: Path) -> Iterator[tuple[str, duckdb.DuckDBPyConnection]]:
    if bestand.suffix == ".duckdb":
        with duckdb.connect(str(bestand), read_only=True) as con:
            namen = con.execute(
                "select table_schema, table_name from information_schema.tables order by all"
            ).fetchall()
            for schema, tabel in namen:
                yield f'select * from "{schema}"."{tabel}"', con
    elif bestand.suffix == ".parquet":
        with duckdb.connect() as con:
            yield f"select * from '{bestand}'", con
