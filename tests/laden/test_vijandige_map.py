"""Reference tables and worklists that anybody may have put there: none stops the night, and each leaves a line."""

from __future__ import annotations

import os
import random
import resource
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peilstok import werkblad
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema, referentie
from peilstok.laden.bronnen import MAX_MAPDIEPTE
from peilstok.werkblad import Werkbladlezer
from tests.laden.diep import diepe_mappen
from tests.laden.test_terugkoppeling import DRIE, EEN, GOED, KOP, TWEE, VIJANDIG, leg, xlsx
from tests.laden.werkbladlezer_die_sterft import HANG, STERF, VREET

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
PRIJZEN = "wet;productcode;aanbieder_agb;prijs_eur;geldig_van;geldig_tot\n"
REGELS = "SELECT pad, regel, reden FROM raw.bestand WHERE status = 'quarantaine' ORDER BY ALL"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        maak_schema(verbinding, laad_catalogus())
        yield verbinding


def regels(con: duckdb.DuckDBPyConnection, landing: Path) -> dict[str, str]:
    laad_referenties(con, landing, PSEUDONIEM)
    return {pad: reden for pad, _, reden in con.execute(REGELS).fetchall()}


def tel(con: duckdb.DuckDBPyConnection, tabel: str) -> int:
    (aantal,) = con.execute(f"SELECT count(*) FROM raw.ref_{tabel}").fetchall()[0]
    return int(aantal)


def test_wat_geen_gewoon_bestand_is_wordt_niet_geopend(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    geheim = tmp_path / "geheim.csv"
    geheim.write_text(PRIJZEN + "Jw;45V01;;1;;\n")
    for map_ in ("referentie", "terugkoppeling"):
        (landing / map_).mkdir(parents=True)
        os.mkfifo(landing / map_ / "aanbieders.csv")
        (landing / map_ / "prijzen.csv").symlink_to(geheim)
        (landing / map_ / "normen.csv").symlink_to("/dev/zero")
        (landing / map_ / "plafonds.csv").symlink_to(landing / map_ / "plafonds.csv")
        with socket.socket(socket.AF_UNIX) as dood:
            dood.bind(str(landing / map_ / "s.csv"))
    (landing / "terugkoppeling" / "map").symlink_to(tmp_path)
    gevonden = regels(con, landing)
    assert len(gevonden) == 11
    assert {reden for pad, reden in gevonden.items() if not pad.endswith(("s.csv", "map"))} >= {
        "dit is geen gewoon bestand maar een verwijzing of apparaat"
    }
    assert tel(con, "prijzen") == 0


@pytest.mark.parametrize(
    ("kolom", "waarde", "reden"),
    [
        ("normlooptijd_dagen", "99999999999", "normlooptijd_dagen is te groot"),
        ("normlooptijd_dagen", "-2147483649", "normlooptijd_dagen is te groot"),
        ("normlooptijd_dagen", "9" * 19, "normlooptijd_dagen is geen getal"),
        ("rangorde_aantal", "9" * 15, "rangorde_aantal is geen getal"),
        ("product_naam", "a\x1b[2Jb", "product_naam bevat een teken dat niet kan"),
        ("product_naam", "a\u202eb", "product_naam bevat een teken dat niet kan"),
        ("product_naam", "a\uffffb", "product_naam bevat een teken dat niet kan"),
    ],
)
def test_cel_buiten_haar_soort_kost_de_regel(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, kolom: str, waarde: str, reden: str
) -> None:
    kolommen = [k.naam for k in referentie.beschrijving()["producten"]]
    goed = {"wet": "Jw", "productcode": "45V01", "product_naam": "Vaart", "normlooptijd_dagen": "2147483647"}
    rijen = [goed, goed | {kolom: waarde}]
    tekst = "\n".join(";".join(rij.get(k, "") for k in kolommen) for rij in rijen)
    leg(tmp_path, "referentie/producten.csv", f"{';'.join(kolommen)}\n{tekst}\n")
    assert regels(con, tmp_path) == {"referentie/producten.csv": reden}
    assert con.execute("SELECT normlooptijd_dagen, product_naam FROM raw.ref_producten").fetchall() == [
        (2147483647, "Vaart")
    ]


def test_regeleinde_in_een_cel_is_een_spatie(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    kop = "aanbieder_agb;aanbieder_naam;segment\n"
    leg(tmp_path, "referentie/aanbieders.csv", kop + '00000001;"Zorg\r\nReply-To:\u00a0 elders";klein\n')
    assert regels(con, tmp_path) == {}
    assert con.execute("SELECT aanbieder_naam FROM raw.ref_aanbieders").fetchall() == [("Zorg Reply-To: elders",)]


def test_elk_bestand_dat_niet_telt_wordt_genoemd(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rij = "Jw;45V01;;1;;\n"
    for naam in ("prijzen.csv", "PRIJZEN.CSV", "Prijzen.xlsx", "prijzen.csv.bak", "map/prijzen.csv", "~$prijzen.xlsx"):
        leg(tmp_path, f"referentie/{naam}", PRIJZEN + rij * (1 if naam == "prijzen.csv" else 2))
    for naam in (b"latin-\xe9\xff.csv", b"esc\x1b[2J\n.csv", b"\xff\xfe"):
        (tmp_path / "referentie" / os.fsdecode(naam)).write_bytes(b"x")
    gevonden = regels(con, tmp_path)
    assert tel(con, "prijzen") == 1
    dubbel, onbekend = "deze tabel ligt er meer dan eens; alleen prijzen.csv telt", "dit is geen bekende tabel"
    assert gevonden == {
        "referentie/PRIJZEN.CSV": dubbel,
        "referentie/Prijzen.xlsx": dubbel,
        "referentie/prijzen.csv.bak": onbekend,
        "referentie/map": onbekend,
        "referentie/latin-\\xe9\\xff.csv": onbekend,
        "referentie/esc\\x1b[2J\\n.csv": onbekend,
        "referentie/\\xff\\xfe": onbekend,
    }
    assert all(tekst.isprintable() for tekst in gevonden)


def test_tabel_als_xlsx(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    kop = PRIJZEN.strip().split(";")
    leg(tmp_path, "referentie/Prijzen.XLSX", xlsx([kop, ("Jw", "45V01", 910001, 1234.565 - 0.005, "", "2026-12-31")]))
    assert regels(con, tmp_path) == {}
    rij = con.execute("SELECT aanbieder_agb, prijs_eur::VARCHAR, geldig_tot::VARCHAR FROM raw.ref_prijzen").fetchall()
    assert rij == [("00910001", "1234.56", "2026-12-31")]


def test_veel_slechte_rijen_zijn_niet_veel_regels(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(referentie, "_MAX_AFKEURINGEN", 2)
    leg(tmp_path, "referentie/prijzen.csv", PRIJZEN + "x\n" * 5 + "Jw;45V01;;1;;\n")
    laad_referenties(con, tmp_path, PSEUDONIEM)
    gevonden = con.execute("SELECT regel, reden FROM raw.bestand ORDER BY regel NULLS LAST").fetchall()
    assert [regel for regel, _ in gevonden] == [2, 3, None]
    assert gevonden[-1][1] == "nog 3 rijen zijn afgekeurd, die niet apart zijn genoemd" and tel(con, "prijzen") == 1
    monkeypatch.setattr(referentie, "_MAX_RIJEN", 5)
    assert regels(con, tmp_path) == {"referentie/prijzen.csv": "het bestand heeft meer dan 5 rijen"}


def test_map_of_bestand_waar_een_map_hoort(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for naam in ("referentie", "terugkoppeling"):
        (tmp_path / naam).write_bytes(b"x")
    assert set(regels(con, tmp_path)) == {"referentie", "terugkoppeling"}
    for naam in ("referentie", "terugkoppeling"):
        (tmp_path / naam).unlink()
    assert regels(con, tmp_path) == {}


def test_eindeloos_diepe_mappen_zijn_een_regel(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "terugkoppeling").mkdir()
    leg(tmp_path, "terugkoppeling/z.xlsx", GOED)
    with diepe_mappen(tmp_path / "terugkoppeling"):
        (pad,) = regels(con, tmp_path)
    assert pad == "terugkoppeling" + "/d" * (MAX_MAPDIEPTE + 1)
    assert tel(con, "kwaliteit_terugkoppeling") == 1


@pytest.mark.parametrize("inhoud", [STERF, HANG, VREET], ids=["sterft", "hangt", "vreet"])
def test_werkboek_dat_zijn_lezer_velt_kost_dat_bestand(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inhoud: bytes
) -> None:
    monkeypatch.setattr(werkblad, "_MODULE", "tests.laden.werkbladlezer_die_sterft")
    monkeypatch.setattr(werkblad, "SECONDEN", 5)
    leg(tmp_path, "terugkoppeling/a.xlsx", GOED)
    leg(tmp_path, "terugkoppeling/b.xlsx", inhoud)
    leg(tmp_path, "terugkoppeling/c.xlsx", xlsx([KOP, (TWEE, "akkoord", "", "")]))
    gevonden = regels(con, tmp_path)
    assert list(gevonden) == ["terugkoppeling/b.xlsx"]
    assert "liep vast" in gevonden["terugkoppeling/b.xlsx"] or "te groot" in gevonden["terugkoppeling/b.xlsx"]
    assert tel(con, "kwaliteit_terugkoppeling") == 2


def test_lezer_die_tussendoor_is_gedood_kost_niets() -> None:
    with Werkbladlezer() as lezer:
        rijen = lezer.lees(GOED)
        for _ in range(2):
            assert lezer._kind is not None
            lezer._kind.proces.kill()
            lezer._kind.proces.wait()
            assert lezer.lees(GOED) == rijen


def test_lezer_kent_onze_geheimen_niet_en_laat_geen_geheugen_achter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_SLEUTEL", "geheim")
    with Werkbladlezer() as lezer:
        lezer.lees(GOED)
        assert lezer._kind is not None
        nummer = lezer._kind.proces.pid
        with suppress(FileNotFoundError):  # where there is no /proc
            assert b"PEILSTOK_" not in Path(f"/proc/{nummer}/environ").read_bytes()
        if hasattr(resource, "prlimit"):
            assert resource.prlimit(nummer, resource.RLIMIT_CORE) == (0, 0)
            assert resource.prlimit(nummer, resource.RLIMIT_AS)[0] == werkblad.GEHEUGEN


INHOUD = [
    b"",
    PRIJZEN.encode() + b"Jw;45V01;;1;;\n",
    PRIJZEN.encode() + b"Jw;45V01;;1\x1b;;\n\xff",
    b"\xef\xbb\xbf" + PRIJZEN.encode() * 3,
    PRIJZEN.encode().replace(b";", b",") + b'"',
    f"{';'.join(KOP)}\n{DRIE};akkoord;;2026-07-01\n{DRIE};open;;\n".encode(),
    f"{';'.join(KOP)}\n1,23E+31;akkoord;;\n{'9' * 400};akkoord;;9999-99-99\n".encode(),
    GOED,
    *VIJANDIG.values(),
]
NAMEN = ["prijzen.csv", "PRIJZEN.csv", "prijzen.xlsx", "aanbieders.csv", "kwaliteit_terugkoppeling.xlsx", "x.csv", "x"]
NAMEN += ["normen.XLSX", "\x1b\n.xlsx", os.fsdecode(b"\xff.csv"), "\u202e.csv", "a" * 250 + ".csv", "999900006.csv"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_geen_map_houdt_de_nacht_tegen(con: duckdb.DuckDBPyConnection, zaad: int) -> None:
    """Whatever lies there, in whatever shape: it is loaded or it has a line, and what lies beside it counts."""
    gen = random.Random(zaad)
    with TemporaryDirectory() as map_:
        landing = Path(map_)
        leg(landing, "terugkoppeling/zz.csv", f"{';'.join(KOP)}\n{EEN};akkoord;;2026-07-01\n")
        for deel in ("referentie", "terugkoppeling"):
            (landing / deel).mkdir(exist_ok=True)
            for naam in gen.sample(NAMEN, 6):
                _leg_iets(landing / deel / naam, gen)
        samenvatting = laad_referenties(con, landing, PSEUDONIEM)
        lijnen = {pad for pad, _, _ in con.execute(REGELS).fetchall()}
        assert all(pad.isprintable() and "999900006" not in pad for pad in lijnen)
        antwoorden = con.execute("SELECT bevinding_id FROM raw.ref_kwaliteit_terugkoppeling").fetchall()
        assert (EEN,) in antwoorden
        gelezen = sum(1 for _ in (landing / "referentie").iterdir()) - sum(p.startswith("referentie/") for p in lijnen)
        assert gelezen <= len(samenvatting.geladen)


def _leg_iets(pad: Path, gen: random.Random) -> None:
    match gen.randrange(8):
        case 0:
            os.mkfifo(pad)
        case 1:
            pad.symlink_to(gen.choice(["/dev/zero", "/etc/hostname", pad, "/nergens"]))
        case 2:
            pad.mkdir()
        case 3:
            stuk = bytearray(gen.choice(INHOUD))
            for _ in range(gen.randrange(1, 6) if stuk else 0):
                stuk[gen.randrange(len(stuk))] = gen.randrange(256)
            pad.write_bytes(stuk)
        case _:
            pad.write_bytes(gen.choice(INHOUD))
