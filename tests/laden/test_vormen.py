"""The same message in every form a sender's software may give it, files with odd names, and a disk that is full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import LaadSamenvatting, laad_berichten, maak_schema
from tests.berichten.voorbeelden import maak, zet

CATALOGUS = laad_catalogus()
PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
JW301 = CATALOGUS.bericht("Jw", "301")
WORTEL = Path(__file__).parents[2]


def _bericht(nr: int = 1) -> bytes:
    wortel = zet(maak(JW301, True), "Client/Naam/Geslachtsnaam/Achternaam", "Éüçßn & <Zoon>")
    return etree.tostring(zet(wortel, "Header/BerichtIdentificatie/Identificatie", str(nr)))


def _kaal() -> str:
    """Without declaration, as text: prefixes m and b."""
    return etree.tostring(etree.fromstring(_bericht()), encoding="unicode")


def _standaard_namespace(elk: bool) -> bytes:
    """The message's namespace without prefix, that of the basisschema on the root or on each element."""
    tekst = _kaal().replace("<m:", "<").replace("</m:", "</").replace("xmlns:m=", "xmlns=")
    if elk:
        declaratie = f' xmlns:b="{JW301.basis_namespace}"'
        kop, rest = tekst.replace(declaratie, "").split(">", 1)
        tekst = f"{kop}>" + "".join(
            deel.replace(">", f"{declaratie}>", 1) if deel.startswith("b:") else deel for deel in _met_haken(rest)
        )
    return tekst.encode()


def _met_haken(tekst: str) -> list[str]:
    """Split after each `<`, so that a start tag begins its part."""
    delen = tekst.split("<")
    return [f"{deel}<" for deel in delen[:-1]] + delen[-1:]


VORMEN: dict[str, bytes] = {
    "gewoon": _bericht(),
    "BOM": b"\xef\xbb\xbf" + _kaal().encode(),
    "UTF-16": ("<?xml version='1.0' encoding='UTF-16'?>" + _kaal()).encode("utf-16"),
    "UTF-16 groot eind vooraan": ("\ufeff<?xml version='1.0' encoding='UTF-16'?>" + _kaal()).encode("utf-16-be"),
    "Latin-1": ("<?xml version='1.0' encoding='ISO-8859-1'?>" + _kaal()).encode("latin-1"),
    "Windows-1252": ('<?xml version="1.0" encoding="windows-1252"?>' + _kaal()).encode("cp1252"),
    "ASCII": etree.tostring(etree.fromstring(_bericht()), encoding="US-ASCII", xml_declaration=True),
    "CRLF": etree.tostring(etree.fromstring(_bericht()), pretty_print=True).replace(b"\n", b"\r\n"),
    "tabs": etree.tostring(etree.fromstring(_bericht()), pretty_print=True).replace(b"  ", b"\t"),
    "andere voorvoegsels": _bericht().replace(b"m:", b"jw301:").replace(b"xmlns:m=", b"xmlns:jw301="),
    "standaardnamespace": _standaard_namespace(False),
    "namespace op elk element": _standaard_namespace(True),
    "commentaar en PI": _bericht().replace(b"<m:Client>", b"<!-- x --><m:Client><?x y?>"),
    "CDATA": _bericht().replace(b"<b:Plaatsnaam>a", b"<b:Plaatsnaam><![CDATA[a]]>"),
}


def _laad(con: duckdb.DuckDBPyConnection, landing: Path) -> LaadSamenvatting:
    maak_schema(con, CATALOGUS)
    return laad_berichten(con, landing, PSEUDONIEM, processen=1)


def test_elke_vorm_is_hetzelfde_bericht(tmp_path: Path) -> None:
    assert len(set(VORMEN.values())) == len(VORMEN)
    (tmp_path / "berichten").mkdir()
    for naam, inhoud in VORMEN.items():
        (tmp_path / "berichten" / f"{naam}.xml").write_bytes(inhoud)
    with duckdb.connect() as con:
        samenvatting = _laad(con, tmp_path)
        assert samenvatting.afkeuringen == []
        assert samenvatting.geladen == len(VORMEN)
        assert con.execute("SELECT count(*), count(DISTINCT bericht_id) FROM raw.bericht").fetchone() == (
            len(VORMEN),
            1,
        )
        kolommen = "* EXCLUDE (bestand_id, regel)"
        rijen = con.execute(f"SELECT DISTINCT {kolommen} FROM raw.b301_toegewezen_product").fetchall()
        assert len(rijen) == 2


NAMEN = [
    "😀 toewijzing.xml".encode(),
    b"regel\neinde.xml",
    b"'enkel' en \"dubbel\"; -- DROP.xml",
    ("lang" * 60 + ".xml").encode(),
    b"latin-\xe9\xff.xml",
    "é samengesteld e\u0301.xml".encode(),
    "\u202eomgekeerd.xml".encode(),
    b" spatie vooraan.xml",
    b"%s {0} $x.xml",
    b"tab\t\x01\x7f.xml",
]


def test_vreemde_namen(tmp_path: Path) -> None:
    """Each file is loaded and found back under a name that is text; a rerun knows it."""
    (tmp_path / "berichten").mkdir()
    for nr, naam in enumerate(NAMEN):
        (tmp_path / "berichten" / os.fsdecode(naam)).write_bytes(_bericht(nr))
    with duckdb.connect() as con:
        samenvatting = _laad(con, tmp_path)
        assert (samenvatting.geladen, samenvatting.quarantaine) == (len(NAMEN), 0)
        paden = [pad for (pad,) in con.execute("SELECT pad FROM raw.bestand").fetchall()]
        assert len(set(paden)) == len(NAMEN)
        assert "berichten/latin-\\xe9\\xff.xml" in paden and "berichten/😀 toewijzing.xml" in paden
        assert all(pad.encode() for pad in paden)
        assert _laad(con, tmp_path).bekend == len(NAMEN)


VOLLE_SCHIJF = """
import resource, sys
from pathlib import Path
import duckdb
import peilstok.laden.berichten as berichten
from tests.laden.test_vormen import PSEUDONIEM
if __name__ == "__main__":
    berichten.PARTIJ_AANTAL = 40
    gedaan = []
    with duckdb.connect(sys.argv[1]) as con:
        # No file may grow past this: what a full disk does, on any machine.
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
        try:
            berichten.laad_berichten(con, Path(sys.argv[2]), PSEUDONIEM, gedaan.append, processen=int(sys.argv[4]))
        except duckdb.Error as fout:
            print(type(fout).__name__, len(gedaan))
            sys.exit(3)
"""


@pytest.mark.parametrize(("kb", "processen"), [(150, 1), (150, 2), (900, 1)])
def test_volle_schijf_verliest_en_verdubbelt_niets(tmp_path: Path, kb: int, processen: int) -> None:
    """The write-ahead log runs full halfway, or (with more room) the database file at the checkpoint in the end."""
    aantal = 400
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    for nr in range(aantal):
        (tmp_path / "landing" / "berichten" / f"{nr:03}.xml").write_bytes(_bericht(nr))
    database, script = tmp_path / "vol.duckdb", tmp_path / "vol.py"
    script.write_text(VOLLE_SCHIJF)
    with duckdb.connect(str(database)) as con:
        maak_schema(con, CATALOGUS)
    opdracht = [sys.executable, str(script), str(database), str(tmp_path / "landing"), str(kb * 1000), str(processen)]
    uit = subprocess.run(opdracht, capture_output=True, text=True, env={"PYTHONPATH": "."}, timeout=120)
    assert uit.returncode == 3, uit.stdout + uit.stderr
    with duckdb.connect(str(database)) as con:
        half = con.execute("SELECT count(*) FROM raw.bericht").fetchone()
        assert half is not None and (half[0] == aantal) is (kb == 900)
        _laad(con, tmp_path / "landing")
        assert con.execute("SELECT count(*), count(DISTINCT bericht_id) FROM raw.bericht").fetchone() == (
            aantal,
            aantal,
        )
        assert con.execute("SELECT count(*) FROM raw.b301_toegewezen_product").fetchone() == (2 * aantal,)
        assert con.execute("SELECT status, count(*) FROM raw.bestand GROUP BY 1").fetchall() == [("geladen", aantal)]


ZONDER_WACHT = """
import sys
from pathlib import Path
import duckdb
import peilstok.laden.berichten as berichten
from tests.laden.test_vormen import PSEUDONIEM
berichten.PARTIJ_AANTAL = 40
with duckdb.connect() as con:
    print(berichten.laad_berichten(con, Path(sys.argv[1]), PSEUDONIEM, processen=2).geladen)
"""


def test_een_script_zonder_wacht_laadt_met_werkers_en_maar_een_keer(tmp_path: Path) -> None:
    """Workers do not run the script of whoever called the loader; not even when there is no script."""
    (tmp_path / "berichten").mkdir()
    for nr in range(60):
        (tmp_path / "berichten" / f"{nr:02}.xml").write_bytes(_bericht(nr))
    script = tmp_path / "laad.py"
    script.write_text(ZONDER_WACHT)
    for opdracht in ([str(script)], ["-c", ZONDER_WACHT]):
        uit = subprocess.run(
            [sys.executable, *opdracht, str(tmp_path)],
            capture_output=True,
            text=True,
            env={"PYTHONPATH": "."},
            timeout=120,
        )
        assert (uit.stdout, uit.stderr) == ("60\n", "")


@pytest.mark.parametrize(
    ("begin", "waar", "pythonpath"),
    [
        # In the folder the night runs in lies something that is called as a module is.
        ("", "map", str(WORTEL)),
        # Who imports from the folder it is in, and goes elsewhere.
        ("import os, sys; sys.path[:0] = ['']; import tests.laden.test_vormen; os.chdir('/')", "wortel", ""),
        ("import os, sys; sys.path[:0] = ['tests/..']; import tests.laden.test_vormen; os.chdir('/')", "wortel", ""),
        ("import pathlib, sys; sys.path[:0] = [pathlib.Path('/tmp')]", "map", str(WORTEL)),
    ],
)
def test_werkers_vinden_hun_modules(tmp_path: Path, begin: str, waar: str, pythonpath: str) -> None:
    (tmp_path / "berichten").mkdir()
    for nr in range(60):
        (tmp_path / "berichten" / f"{nr:02}.xml").write_bytes(_bericht(nr))
    (tmp_path / "csv.py").write_text("raise RuntimeError('de verkeerde')")
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "laad.py").write_text(f"{begin}\n{ZONDER_WACHT}")
    uit = subprocess.run(
        [sys.executable, str(tmp_path / "script" / "laad.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=tmp_path if waar == "map" else WORTEL,
        env={"PYTHONPATH": pythonpath},
        timeout=120,
    )
    assert (uit.stdout, uit.stderr) == ("60\n", "")
