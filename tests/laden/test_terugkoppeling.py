"""Worklists that come back: every form is read, nothing a clerk types in words is kept, and no file stops the night."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.laden.referentie import ReferentieSamenvatting
from peilstok.werkblad import MAX_KOLOMMEN, MAX_RIJEN, WerkbladFout, lees_werkblad

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
KOP = ("bevinding_id", "status", "toelichting", "datum")
EEN, TWEE, DRIE = ("1" * 32, "2" * 32, "a" * 32)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        maak_schema(verbinding, laad_catalogus())
        yield verbinding


def leg(landing: Path, pad: str, inhoud: bytes | str) -> None:
    doel = landing / pad
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())


def xlsx(rijen: Sequence[Sequence[object]]) -> bytes:
    inhoud = io.BytesIO()
    with xlsxwriter.Workbook(inhoud, {"in_memory": True, "default_date_format": "dd-mm-yy"}) as boek:
        blad = boek.add_worksheet("Blad1")
        for nummer, rij in enumerate(rijen):
            blad.write_row(nummer, 0, rij)
    return inhoud.getvalue()


def laad(con: duckdb.DuckDBPyConnection, landing: Path) -> tuple[ReferentieSamenvatting, list[tuple[str, ...]]]:
    samenvatting = laad_referenties(con, landing, PSEUDONIEM)
    return samenvatting, con.execute("SELECT * FROM raw.ref_kwaliteit_terugkoppeling ORDER BY ALL").fetchall()


def test_csv_en_xlsx_op_elke_diepte_naast_de_tabel(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(tmp_path, "referentie/kwaliteit_terugkoppeling.csv", f"{';'.join(KOP)}\n{EEN};akkoord;;2026-07-01\n")
    leg(tmp_path, "terugkoppeling/a/b/lijst.XLSX", xlsx([KOP, (TWEE, "gecorrigeerd", "", date(2026, 7, 2))]))
    leg(tmp_path, "terugkoppeling/lijst.csv", f"\ufeff{','.join(KOP)}\r\n{DRIE.upper()},Open,,03-07-2026\r\n")
    # Excel's note that somebody has the file open, and what a copy in progress leaves
    leg(tmp_path, "terugkoppeling/~$lijst.xlsx", b"mevrouw Jansen")
    leg(tmp_path, "terugkoppeling/.lijst.xlsx.part", b"x")
    samenvatting, rijen = laad(con, tmp_path)
    assert samenvatting.afgekeurd == [] and samenvatting.geladen == {"kwaliteit_terugkoppeling": 3}
    assert rijen == [
        (EEN, "akkoord", "2026-07-01"),
        (TWEE, "gecorrigeerd", "2026-07-02"),
        (DRIE, "open", "2026-07-03"),
    ]


def test_wat_iemand_in_woorden_schrijft_komt_nergens(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    kop = (*KOP, "opmerking")
    tekst = "Mevrouw Jansen, 999900006"
    leg(tmp_path, "terugkoppeling/x.xlsx", xlsx([kop, (EEN, "akkoord", tekst, "", tekst), (tekst, "open", tekst, "")]))
    leg(tmp_path, "referentie/kwaliteit_terugkoppeling.csv", f"{';'.join(KOP)}\n{TWEE};{tekst};{tekst};{tekst}\n")
    samenvatting, rijen = laad(con, tmp_path)
    assert rijen == [(EEN, "akkoord", None)] and len(samenvatting.afgekeurd) == 2
    for (tabel,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw'").fetchall():
        assert "Jansen" not in str(con.execute(f"FROM raw.{tabel}").fetchall())
    assert "Jansen" not in str(samenvatting) and "999900006" not in str(samenvatting)


def test_rijen_die_niet_kloppen_worden_genoemd(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rijen = [
        KOP,
        (EEN, "klaar", "", ""),
        (),
        ("1,23E+30", "akkoord", "", ""),
        ("", "akkoord", "", ""),
        (TWEE, "akkoord", "", "gisteren"),
        (DRIE, "akkoord", "", ""),
    ]
    leg(tmp_path, "terugkoppeling/lijst van 999900006.xlsx", xlsx(rijen))
    assert laad(con, tmp_path)[1] == [(DRIE, "akkoord", None)]
    vraag = "SELECT pad, regel, reden FROM raw.bestand ORDER BY regel"
    gevonden = con.execute(vraag).fetchall()
    assert [(regel, reden) for _, regel, reden in gevonden] == [
        (2, "status is geen open, gecorrigeerd of akkoord"),
        (4, "bevinding_id is door Excel veranderd in een getal, datum of foutmelding; maak de kolom tekst"),
        (5, "bevinding_id is leeg"),
        (6, "datum is geen datum (jjjj-mm-dd)"),
    ]
    assert all(pad.startswith("terugkoppeling/lijst van bsn-") for pad, *_ in gevonden)
    leg(tmp_path, "terugkoppeling/lijst van 999900006.xlsx", xlsx([KOP]))
    laad(con, tmp_path)
    assert con.execute(vraag).fetchall() == []


def _herschreven(inhoud: bytes, deel: str, nieuw: bytes, **over: int) -> bytes:
    """The workbook with one part replaced."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            doel.writestr(naam, nieuw if naam == deel else bron.read(naam), **over)
    return uit.getvalue()


GOED = xlsx([KOP, (EEN, "akkoord", "", date(2026, 7, 1))])
BLAD = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _met_blad(xml: str) -> bytes:
    return _herschreven(GOED, BLAD, xml.encode())


def _met_rijen(xml: str) -> bytes:
    return _met_blad(f"<worksheet {NS}><sheetData>{xml}</sheetData></worksheet>")


def _liegend(inhoud: bytes) -> bytes:
    """The first header of the archive claims that its part is 10 bytes, with a check sum that fits those."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron:
        lid = bron.getinfo(BLAD)
        begin = bron.read(BLAD)[:10]
    stuk = bytearray(inhoud)
    plaats = stuk.rindex(BLAD.encode()) - 46
    stuk[plaats + 16 : plaats + 20] = zlib.crc32(begin).to_bytes(4, "little")
    stuk[plaats + 24 : plaats + 28] = (10).to_bytes(4, "little")
    assert lid.file_size > 10
    return bytes(stuk)


VIJANDIG = {
    "leeg": b"",
    "tekst": b"bevinding_id;status;toelichting;datum\n",
    "oud_excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "afgebroken": GOED[: len(GOED) // 2],
    "zip_zonder_boek": _herschreven(GOED, "xl/workbook.xml", b"").replace(b"xl/workbook.xml", b"xl/werkboek.xml"),
    "geen_xml": _herschreven(GOED, BLAD, b"\x00\x01"),
    "bom": _herschreven(GOED, BLAD, b"<a>" + b" " * 101 * 1024 * 1024 + b"</a>"),
    "liegende_kop": _liegend(GOED),
    "entiteiten": _met_blad(f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet {NS}>&a;</worksheet>'),
    "verre_cel": _met_rijen('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'),
    "verre_rij": _met_rijen('<row r="1048576"><c><v>1</v></c></row>'),
    "gecodeerde_plaats": _met_rijen('<row><c r="&#88;FD1"><v>1</v></c></row>'),
    "brede_rij": _met_rijen(f"<row>{'<c/>' * (MAX_KOLOMMEN + 1)}</row>"),
    "veel_rijen": _met_rijen("<row/>" * (MAX_RIJEN + 1)),
    "reusachtige_teksten": _herschreven(
        GOED,
        "xl/sharedStrings.xml",
        f'<sst {NS} count="42949672954" uniqueCount="42949672954"><si><t>bevinding_id</t></si></sst>'.encode(),
    ),
    "zonder_kop": xlsx([("id", "status")]),
    "leeg_blad": xlsx([]),
}


@pytest.mark.parametrize("naam", VIJANDIG)
def test_vijandig_bestand_wordt_geweigerd(con: duckdb.DuckDBPyConnection, tmp_path: Path, naam: str) -> None:
    leg(tmp_path, "terugkoppeling/slecht.xlsx", VIJANDIG[naam])
    leg(tmp_path, "terugkoppeling/goed.xlsx", GOED)
    samenvatting, rijen = laad(con, tmp_path)
    assert rijen == [(EEN, "akkoord", "2026-07-01")]
    assert [(a.bestand, a.regel) for a in samenvatting.afgekeurd] == [("terugkoppeling/slecht.xlsx", None)]
    assert samenvatting.afgekeurd[0].reden


def test_andere_soort_verwijzing_en_te_groot(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(tmp_path, "geheim.csv", f"{';'.join(KOP)}\n{EEN};akkoord;;2026-07-01\n")
    leg(tmp_path, "terugkoppeling/boek.xlsm", GOED)
    leg(tmp_path, "terugkoppeling/groot.csv", b" " * (25 * 1024 * 1024 + 1))
    (tmp_path / "terugkoppeling" / "link.csv").symlink_to(tmp_path / "geheim.csv")
    (tmp_path / "terugkoppeling" / "map.csv").mkdir()
    samenvatting, rijen = laad(con, tmp_path)
    assert rijen == []
    assert [(a.bestand.split("/")[1], a.reden) for a in samenvatting.afgekeurd] == [
        ("boek.xlsm", "dit soort bestand wordt niet gelezen; lever .xlsx of .csv aan"),
        ("groot.csv", "het bestand is groter dan 25 MB"),
        ("link.csv", "dit is geen gewoon bestand maar een verwijzing of apparaat"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_beschadigd_werkboek_wordt_gelezen_of_geweigerd(zaad: int) -> None:
    """Whatever bytes change: rows or a refusal, never another error."""
    gen = random.Random(zaad)
    stuk = bytearray(GOED)
    for _ in range(gen.randrange(1, 6)):
        stuk[gen.randrange(len(stuk))] = gen.randrange(256)
    try:
        rijen = list(lees_werkblad(bytes(stuk)))
    except WerkbladFout:
        return
    assert all(isinstance(cel, str) for rij in rijen for cel in rij)


def test_getallen_en_datums_worden_tekst() -> None:
    rijen = list(lees_werkblad(xlsx([("a", 7, 7.5, True), ("", date(2026, 3, 1)), (), ("z",)])))
    assert rijen == [["a", "7", "7,5", "True"], ["", "2026-03-01", "", ""], ["", "", "", ""], ["z", "", "", ""]]


@pytest.mark.parametrize(
    "cel",
    [1.23e31, 12345678901234567890123456789012.0, date(2026, 5, 3), "1,23E+31", "1.23e+31", "#N/B", "#VERW!", "3-mei"],
    ids=str,
)
@pytest.mark.parametrize("soort", ["xlsx", "csv"])
def test_code_die_excel_veranderde_wordt_per_regel_geweigerd(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, cel: object, soort: str
) -> None:
    """32 digits that became 1.23e31 are 32 other digits: a finding that nobody meant, or none."""
    rijen = [KOP, (cel, "akkoord", "", ""), (EEN, "akkoord", "", "")]
    tekst = "".join(";".join(f'"{c}"' for c in rij) + "\n" for rij in rijen)
    leg(tmp_path, f"terugkoppeling/x.{soort}", xlsx(rijen) if soort == "xlsx" else tekst)
    samenvatting, antwoorden = laad(con, tmp_path)
    assert antwoorden == [(EEN, "akkoord", None)]
    assert [(a.regel, a.reden.split(";")[0]) for a in samenvatting.afgekeurd] == [
        (2, "bevinding_id is door Excel veranderd in een getal, datum of foutmelding")
    ]


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(0.1 + 0.2, "0,3"), (1.125, "1,125"), (1e-7, "0,0000001"), (1e15, "1e+15"), (999999999999999, "999999999999999")],
)
def test_getal_is_wat_excel_ervan_weet(waarde: float, tekst: str) -> None:
    assert list(lees_werkblad(xlsx([(waarde,)]))) == [[tekst]]


def test_formule_telt_als_haar_waarde() -> None:
    inhoud = io.BytesIO()
    with xlsxwriter.Workbook(inhoud, {"in_memory": True}) as boek:
        boek.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    assert list(lees_werkblad(inhoud.getvalue())) == [["2"]]


OORDEEL = ("Wet", "Gemeente code", "Toewijzingnummer", "Aanbieder", "Oordeel", "Toelichting", "Datum")


def test_oordelen_over_uitval_naast_die_over_berichten(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """What a list is about follows from its header; words are not kept, an untouched row says nothing, and what stands
    in the table too is told once. Which of two files comes first means nothing."""
    tabel = "wet;gemeente_code;toewijzingnummer;oordeel;toelichting;datum\nWmo;0098;8;toegang;;2026-06-01\n"
    rijen = [
        OORDEEL,
        ("Wmo", "98", "007", "De Wending", "Client", "mevrouw Jansen", date(2026, 7, 2)),
        ("Wmo", "0098", "8", "De Wending", "toegang", "", date(2026, 6, 1)),
        ("Wmo", "0098", "9", "De Wending", "", "", ""),
        ("Wmo", "0098", "10", "De Wending", "", "vergeten", date(2026, 7, 2)),
        ("Wmo", "0098", "11", "De Wending", "verhuisd", "", date(2026, 7, 2)),
    ]
    # the name of a list says nothing either
    for een, ander in (("a", "parameter"), ("parameter", "a")):
        landing = tmp_path / een
        leg(landing, "referentie/uitval_beoordeling.csv", tabel)
        leg(landing, f"terugkoppeling/{een}.xlsx", xlsx(rijen))
        leg(landing, f"terugkoppeling/{ander}.csv", f"{';'.join(KOP)}\n{EEN};akkoord;;2026-07-01\n")
        samenvatting, antwoorden = laad(con, landing)
        assert antwoorden == [(EEN, "akkoord", "2026-07-01")]
        oordelen = con.execute("FROM raw.ref_uitval_beoordeling ORDER BY ALL").fetchall()
        assert [(nummer, oordeel, dag) for _, _, nummer, oordeel, dag in oordelen] == [
            ("7", "client", "2026-07-02"),
            ("8", "toegang", "2026-06-01"),
        ]
        assert [(a.regel, a.reden) for a in samenvatting.afgekeurd] == [
            (5, "oordeel is leeg"),
            (6, "oordeel is geen aanbieder, toegang, client of extern"),
        ]
        assert "Jansen" not in str(con.execute("FROM raw.bestand").fetchall())
