"""Loading messages against the floor: reading the same files and parsing them with expat without handlers.

What a team would write instead is measured on the same files: ElementTree with pandas and executemany.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import duckdb
import pandas as pd
from lxml import etree

from bench.meten import beste, cpu, tabel
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.demo import DemoParameters, maak_regio
from peilstok.laden import laad_berichten, maak_schema

CATALOGUS = laad_catalogus()
PSEUDONIEM = Pseudonimiseerder("sleutel van de benchmark")


class ZonderSchema(Lezer):
    """The loader's reader without validation, to see what validation costs."""

    def _valideer(self, *_: object) -> None:
        pass


def _leden(naam: str, inhoud: bytes) -> list[bytes]:
    if naam.endswith(".xml"):
        return [inhoud]
    try:
        if naam.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
                return [archief.read(lid) for lid in archief.namelist() if lid.endswith(".xml")]
        with tarfile.open(fileobj=io.BytesIO(inhoud), mode="r:gz") as archief_tar:
            return [lid.read() for info in archief_tar if (lid := archief_tar.extractfile(info))]
    except (zipfile.BadZipFile, tarfile.TarError):
        return []


def schrijf_landing(map_: Path, clienten: int) -> list[str]:
    """Loose valid messages of a simulated region (retours included) under `map_`; their addresses."""
    regio = maak_regio(DemoParameters(clienten=clienten, fouten=False))
    adressen = []
    for naam, inhoud in regio.bestanden.items():
        if not naam.startswith("berichten/"):
            continue
        for bericht in _leden(naam, inhoud):
            nr = len(adressen)
            pad = map_ / "berichten" / f"{nr // 1000:04d}" / f"{nr:06d}.xml"
            if nr % 1000 == 0:
                pad.parent.mkdir(parents=True)
            pad.write_bytes(bericht)
            adressen.append(str(pad))
    return adressen


def _lees(adres: str) -> bytes:
    with open(adres, "rb") as bestand:  # noqa: PTH123 - the floor must not pay for Path
        return bestand.read()


def _bodem(adressen: list[str]) -> None:
    for adres in adressen:
        expat.ParserCreate().Parse(_lees(adres), True)


def _extractie(adressen: list[str]) -> None:
    lezer = ZonderSchema(CATALOGUS, PSEUDONIEM)
    for adres in adressen:
        lezer.lees(_lees(adres))


def _laad(landing: Path, lezer: type[Lezer]) -> tuple[int, int]:
    """(messages, rows) loaded into a fresh database file, by one process and one thread."""
    import peilstok.laden.beoordelen as beoordelen

    origineel, beoordelen.Lezer = beoordelen.Lezer, lezer  # type: ignore[misc]
    try:
        with tempfile.TemporaryDirectory() as map_, duckdb.connect(f"{map_}/bench.duckdb") as con:
            con.execute("SET threads = 1")
            maak_schema(con, CATALOGUS)
            samenvatting = laad_berichten(con, landing, PSEUDONIEM, processen=1)
            tabellen = con.execute("SELECT sum(estimated_size) FROM duckdb_tables()").fetchone()
            assert tabellen is not None and samenvatting.quarantaine == 0
            return samenvatting.geladen, int(tabellen[0])
    finally:
        beoordelen.Lezer = origineel  # type: ignore[misc]


def _gebruikelijk(
    adressen: list[str], wegschrijven: Callable[[duckdb.DuckDBPyConnection, pd.DataFrame], object]
) -> None:
    """ElementTree, a dict per message, a data frame: no validation, no pseudonyms, no quarantine."""
    rijen = []
    for adres in adressen:
        wortel = ET.fromstring(_lees(adres))
        rijen.append(
            {
                veld: wortel.findtext(f".//{{*}}{veld}")
                for veld in ("Afzender", "Ontvanger", "Identificatie", "Dagtekening", "Bsn", "ToewijzingNummer")
            }
            | {veld: wortel.findtext(f".//{{*}}{veld}") for veld in ("Categorie", "Code", "Begindatum", "Einddatum")}
        )
    with duckdb.connect() as con:
        wegschrijven(con, pd.DataFrame(rijen))


def _executemany(con: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> None:
    con.execute(f"CREATE TABLE t ({', '.join(f'{k} VARCHAR' for k in frame.columns)})")
    con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(frame.columns))})", frame.values.tolist())


def _to_sql(con: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> None:
    import sqlalchemy

    frame.to_sql("t", sqlalchemy.create_engine("duckdb:///:memory:"), index=False)


def _bekend(landing: Path, adressen: list[str]) -> float:
    """CPU seconds of a rerun over files that are all known, per 100,000."""
    with tempfile.TemporaryDirectory() as map_, duckdb.connect(f"{map_}/bench.duckdb") as con:
        maak_schema(con, CATALOGUS)
        laad_berichten(con, landing, PSEUDONIEM)
        begin = cpu()
        assert laad_berichten(con, landing, PSEUDONIEM).bekend == len(adressen)
        return (cpu() - begin) / len(adressen) * 100_000


GEHEUGEN = """
import resource, sys, duckdb
from pathlib import Path
from bench.laden import CATALOGUS, PSEUDONIEM
from peilstok.laden import laad_berichten, maak_schema
if __name__ == "__main__":
    con = duckdb.connect(sys.argv[2])
    con.execute("SET memory_limit = '128MB'")
    con.execute("SET threads = 1")
    maak_schema(con, CATALOGUS)
    laad_berichten(con, Path(sys.argv[1]), PSEUDONIEM)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _geheugen(landing: Path) -> int:
    """Peak memory in MB of the loading process, its database limited to 128 MB as the night does."""
    with tempfile.TemporaryDirectory() as map_:
        script = Path(map_) / "meet.py"
        script.write_text(GEHEUGEN)
        opdracht = [sys.executable, str(script), str(landing), f"{map_}/bench.duckdb"]
        uit = subprocess.run(opdracht, capture_output=True, text=True, check=True, env={"PYTHONPATH": "."})
        return int(uit.stdout)


def meet(clienten: int) -> None:
    """Print the table for a region of this many clients (about eleven messages each)."""
    with tempfile.TemporaryDirectory() as naam:
        landing = Path(naam)
        adressen = schrijf_landing(landing, clienten)
        aantal = len(adressen)
        rijen_totaal = _laad(landing, Lezer)[1]
        bodem = beste(lambda: _bodem(adressen))
        metingen = [
            ("lezen + expat zonder handlers (bodem)", bodem, ""),
            ("lezen + lxml-parse", beste(lambda: [etree.fromstring(_lees(a)) for a in adressen]), ""),
            ("lezen + extractie, zonder schema", beste(lambda: _extractie(adressen)), "2,0"),
            ("laden tot rijen, zonder schema", beste(lambda: _laad(landing, ZonderSchema)), "3,0"),
            ("laden tot rijen, met schema", beste(lambda: _laad(landing, Lezer)), "4,0"),
            ("ElementTree + pandas + to_sql", beste(lambda: _gebruikelijk(adressen, _to_sql), 1), ""),
            ("ElementTree + executemany", beste(lambda: _gebruikelijk(adressen, _executemany), 1), ""),
        ]
        tabel(
            f"Laden van {aantal} berichten ({rijen_totaal} rijen), CPU in een proces",
            ("wat", "us per bericht", "x bodem", "hoogstens"),
            [(wat, f"{t / aantal * 1e6:.0f}", f"{t / bodem:.2f}", norm) for wat, t, norm in metingen],
        )
        extractie, geladen = metingen[2][1], metingen[3][1]
        tabel(
            "Overige maten",
            ("wat", "gemeten", "hoogstens"),
            [
                ("opslaan, us CPU per rij", f"{(geladen - extractie) / rijen_totaal * 1e6:.1f}", "7"),
                ("herhaling over 100.000 bekende bestanden, s CPU", f"{_bekend(landing, adressen):.2f}", "1"),
                (f"geheugen van het ladende proces bij {aantal} berichten, MB", _geheugen(landing), "400"),
            ],
        )
