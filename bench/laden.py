"""Loading messages against the floor: reading the same files and parsing them with expat without handlers.

What a team would write instead is measured on the same files: ElementTree with pandas and executemany. What a night
costs whatever its size (importing, compiling schemas, creating tables, starting workers) is printed apart and is not
in the figures per message.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from xml.parsers import expat

import duckdb
import pandas as pd

import peilstok.laden.beoordelen as beoordelen
import peilstok.laden.berichten as laden
from bench.meten import kosten, om_en_om, tabel
from bench.stroom import berichten
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.berichten.veilig import parse
from peilstok.laden import laad_berichten, maak_schema
from peilstok.laden.beoordelen import Oordeel
from peilstok.laden.bronnen import Bestand, lees_bestand, vind_bestanden
from peilstok.laden.opslag import BekendBestand, Opslag, laadinstellingen

CATALOGUS = laad_catalogus()
PSEUDONIEM = Pseudonimiseerder("sleutel van de benchmark")
PER_ARCHIEF = 10_000


class ZonderSchema(Lezer):
    """The loader's reader without validation, to see what validation costs."""

    def _valideer(self, *_: object) -> None:
        pass


def schrijf_landing(map_: Path, aantal: int) -> list[str]:
    """Loose valid messages under `map_`; their addresses."""
    adressen = []
    for nr, bericht in enumerate(berichten(CATALOGUS, aantal)):
        pad = map_ / "berichten" / f"{nr // 1000:04d}" / f"{nr:06d}.xml"
        if nr % 1000 == 0:
            pad.parent.mkdir(parents=True)
        pad.write_bytes(bericht)
        adressen.append(str(pad))
    return adressen


def _lees(adres: str) -> bytes:
    with open(adres, "rb") as bestand:  # noqa: PTH123 - the floor must not pay for Path
        return bestand.read()


def _inhoud(bestanden: list[Bestand]) -> Iterator[bytes]:
    """The bytes of loose files, read as the loader reads them."""
    for bestand in bestanden:
        for lid in lees_bestand(bestand, PSEUDONIEM.hasher):
            assert lid.inhoud is not None
            yield lid.inhoud


def _bodem(adressen: list[str]) -> None:
    for adres in adressen:
        expat.ParserCreate().Parse(_lees(adres), True)


def _parse(bestanden: list[Bestand]) -> None:
    for inhoud in _inhoud(bestanden):
        parse(inhoud)


def _valideer(lezer: Lezer, bestanden: list[Bestand]) -> None:
    for inhoud in _inhoud(bestanden):
        wortel = parse(inhoud)
        lezer._valideer(lezer._herken(wortel), wortel)


def _extractie(lezer: Lezer, bestanden: list[Bestand]) -> None:
    with beoordelen.zonder_gc():
        for inhoud in _inhoud(bestanden):
            lezer.lees(inhoud)


Partij = tuple[Oordeel, list[BekendBestand]]


def _beoordeeld(bestanden: list[Bestand]) -> Iterator[Partij]:
    """The messages as columns, in the portions in which they are committed."""
    beoordelaar = beoordelen.Beoordelaar(CATALOGUS, PSEUDONIEM)
    brokken = laden._brokken(bestanden, PSEUDONIEM.hasher)
    return laden._partijen(laden._afgerond((brok, beoordelaar.beoordeel(brok.leden)) for brok in brokken))


def _bewaar(partijen: list[Partij]) -> None:
    """What the database does: insert, commit, checkpoint."""
    with tempfile.TemporaryDirectory() as map_, duckdb.connect(f"{map_}/bench.duckdb") as con:
        con.execute("SET threads = 1")
        opslag = Opslag(con, CATALOGUS)
        with laadinstellingen(con):
            for oordeel, bekend in partijen:
                opslag.bewaar(oordeel, bekend)
            opslag.los_op()


def _laad(landing: Path, lezer: type[Lezer], processen: int = 1) -> tuple[int, int, float]:
    """(messages, rows, wall seconds) of loading into a fresh database file with one thread, checkpoint included."""
    origineel, beoordelen.Lezer = beoordelen.Lezer, lezer  # type: ignore[misc]
    begin = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as map_, duckdb.connect(f"{map_}/bench.duckdb") as con:
            con.execute("SET threads = 1")
            maak_schema(con, CATALOGUS)
            samenvatting = laad_berichten(con, landing, PSEUDONIEM, processen=processen)
            tabellen = con.execute("SELECT sum(estimated_size) FROM duckdb_tables()").fetchone()
            assert tabellen is not None and samenvatting.quarantaine == 0
            return samenvatting.geladen, int(tabellen[0]), time.perf_counter() - begin
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

        def herhaal() -> None:
            assert laad_berichten(con, landing, PSEUDONIEM).bekend == len(adressen)

        return min(kosten(herhaal) for _ in range(3)) / len(adressen) * 100_000


GEHEUGEN = """
import re, sys, duckdb
from pathlib import Path
from bench.laden import CATALOGUS, PSEUDONIEM
from peilstok.laden import laad_berichten, maak_schema
if __name__ == "__main__":
    con = duckdb.connect(sys.argv[2])
    maak_schema(con, CATALOGUS)
    s = laad_berichten(con, Path(sys.argv[1]), PSEUDONIEM)
    con.close()
    # Not getrusage: its peak is inherited from the process that started this one.
    print(s.geladen, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def _geheugen(landing: Path) -> tuple[int, int]:
    """(messages, peak memory in MB of the loading process), as the night loads: a worker per core."""
    with tempfile.TemporaryDirectory() as map_:
        script = Path(map_) / "meet.py"
        script.write_text(GEHEUGEN)
        opdracht = [sys.executable, str(script), str(landing), f"{map_}/bench.duckdb"]
        uit = subprocess.run(opdracht, capture_output=True, text=True, check=True, env={"PYTHONPATH": "."})
        geladen, megabytes = uit.stdout.split()
        return int(geladen), int(megabytes)


def _import_seconden() -> float:
    """CPU seconds a bare process needs before it can load anything, beyond Python itself."""

    def begin(opdracht: str) -> float:
        code = f"{opdracht}\nimport resource as r; g = r.getrusage(r.RUSAGE_SELF); print(g.ru_utime + g.ru_stime)"
        return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)

    return begin("import peilstok.laden, pandas") - begin("pass")


def meet(aantal: int, rondes: int) -> None:
    """Print the tables for so many loose messages."""
    with tempfile.TemporaryDirectory() as naam:
        landing, een = Path(naam) / "alle", Path(naam) / "een"
        adressen = schrijf_landing(landing, aantal)
        schrijf_landing(een, 1)
        omvang = sum(Path(adres).stat().st_size for adres in adressen) / aantal
        rijen_totaal = _laad(landing, Lezer)[1]
        lezer = ZonderSchema(CATALOGUS, PSEUDONIEM)
        strenge_lezer = Lezer(CATALOGUS, PSEUDONIEM)
        bestanden = [b._replace(pad_hash=PSEUDONIEM.pad_hash(b.pad)) for b in vind_bestanden(landing)]
        partijen = list(_beoordeeld(bestanden))
        eigen = {
            "lezen": lambda: [None for _ in _inhoud(bestanden)],
            "lezen + lxml-parse": lambda: _parse(bestanden),
            "lezen + lxml-parse + schema": lambda: _valideer(strenge_lezer, bestanden),
            "lezen + extractie, zonder schema": lambda: _extractie(lezer, bestanden),
            "laden tot rijen, zonder schema": lambda: _laad(landing, ZonderSchema),
            "laden tot rijen, met schema": lambda: _laad(landing, Lezer),
            "alleen de database: kolommen bewaren": lambda: _bewaar(partijen),
        }
        normen = dict(zip(eigen, ("", "", "", "2,0", "3,0", "4,0", ""), strict=True))
        bodem, metingen = om_en_om(lambda: _bodem(adressen), eigen, rondes)
        vast = min(kosten(lambda: _laad(een, Lezer)) for _ in range(3))
        leeg = min(kosten(lambda: _bewaar([])) for _ in range(3))
        regels = [("lezen + expat zonder handlers (bodem)", f"{bodem / aantal * 1e6:.0f}", "1.00", "")]
        for wat, (tijd, verhouding) in metingen.items():
            los = {"laden": vast, "alleen": leeg}.get(wat.split()[0], 0.0)
            regels.append(
                (wat, f"{(tijd - los) / aantal * 1e6:.0f}", f"{verhouding * (1 - los / tijd):.2f}", normen[wat])
            )
        steekproef = adressen[:: max(1, aantal // 3000)]
        for wat, wegschrijven in (("to_sql", _to_sql), ("executemany", _executemany)):
            per_stuk = kosten(lambda w=wegschrijven: _gebruikelijk(steekproef, w)) / len(steekproef)  # type: ignore[misc]
            regels.append(
                (f"ElementTree + pandas + {wat}", f"{per_stuk * 1e6:.0f}", f"{per_stuk * aantal / bodem:.2f}", "")
            )
        tabel(
            f"Laden van {aantal} berichten van gemiddeld {omvang / 1000:.1f} KB ({rijen_totaal} rijen): CPU in een"
            f" proces, mediaan van {rondes} rondes",
            ("wat", "us per bericht", "x bodem", "hoogstens"),
            regels,
        )
        overig = metingen["laden tot rijen, zonder schema"][0] - vast
        overig -= metingen["lezen + extractie, zonder schema"][0]
        opslaan = metingen["alleen de database: kolommen bewaren"][0] - leeg
        geladen, geheugen = _geheugen(landing)
        wand = {processen: min(_laad(landing, Lezer, processen)[2] for _ in range(2)) for processen in (1, 2)}
        tabel(
            "Overige maten",
            ("wat", "gemeten", "hoogstens"),
            [
                ("kolommen bewaren in de database, us CPU per rij", f"{opslaan / rijen_totaal * 1e6:.1f}", "7"),
                ("alles na de extractie, us CPU per rij", f"{overig / rijen_totaal * 1e6:.1f}", ""),
                ("herhaling over 100.000 bekende bestanden, s CPU", f"{_bekend(landing, adressen):.2f}", "1"),
                (f"geheugen van het ladende proces bij {geladen} berichten, MB", geheugen, "400"),
                ("looptijd met 1 proces, s", f"{wand[1]:.1f}", ""),
                ("looptijd met 2 processen, s", f"{wand[2]:.1f}", ""),
            ],
        )
        tabel(
            "Vaste kosten van een nacht, s CPU (niet in de cijfers per bericht)",
            ("wat", "gemeten"),
            [
                ("bibliotheken laden (pyarrow neemt pandas mee)", f"{_import_seconden():.2f}"),
                (
                    f"schema's van {len(CATALOGUS.berichten)} berichten maken",
                    f"{kosten(lambda: Lezer(CATALOGUS, PSEUDONIEM)):.2f}",
                ),
                ("een bericht laden in een nieuwe database", f"{vast:.2f}"),
            ],
        )


_IDENTIFICATIE = re.compile(rb"(:Identificatie>)[^<]*")


def meet_archieven(aantal: int) -> None:
    """Peak memory over so many messages in tar.gz archives; each is unique by its Identificatie."""
    bron = list(berichten(CATALOGUS, PER_ARCHIEF))
    with tempfile.TemporaryDirectory() as naam:
        (Path(naam) / "berichten").mkdir()
        for archief in range(-(-aantal // PER_ARCHIEF)):
            pad = Path(naam) / "berichten" / f"{archief:04d}.tar.gz"
            with tarfile.open(pad, "w:gz", compresslevel=1) as tar:
                for nr, bericht in enumerate(islice(bron, aantal - archief * PER_ARCHIEF)):
                    info = tarfile.TarInfo(f"{nr:05d}.xml")
                    inhoud = _IDENTIFICATIE.sub(rb"\g<1>%04d%05d" % (archief, nr), bericht, count=1)
                    info.size = len(inhoud)
                    tar.addfile(info, io.BytesIO(inhoud))
        begin = time.perf_counter()
        geladen, geheugen = _geheugen(Path(naam))
        tabel(
            "Geheugen bij archieven",
            ("wat", "gemeten", "hoogstens"),
            [
                (f"geheugen van het ladende proces bij {geladen} berichten, MB", geheugen, "400"),
                ("looptijd, s", f"{time.perf_counter() - begin:.0f}", ""),
            ],
        )
