"""Outcome files: every form is read, a file counts as a whole or not, and nothing in it can do harm."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import maak_schema
from peilstok.uitkomsten import UitkomstSamenvatting, laad_uitkomsten
from peilstok.uitkomsten.layout import LAYOUTS, LayoutFout, Layouts, lees_layouts
from tests.uitkomsten.maken import AGB, BSN, LOPEND, NAMEN, ZONDER_METING, Regel, als_csv, als_txt, als_xlsx, regel

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        maak_schema(verbinding, laad_catalogus())
        yield verbinding


def leg(landing: Path, pad: str, inhoud: bytes) -> Path:
    doel = landing / "uitkomsten" / pad
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(inhoud)
    return doel


def laad(con: duckdb.DuckDBPyConnection, landing: Path, **anders: Any) -> UitkomstSamenvatting:
    return laad_uitkomsten(con, landing, PSEUDONIEM, **anders)


def alles(con: duckdb.DuckDBPyConnection, tabel: str, kolommen: str = "*") -> list[tuple[Any, ...]]:
    return con.execute(f"SELECT {kolommen} FROM raw.{tabel} ORDER BY ALL").fetchall()


def fouten(landing: Path, *regels: Regel) -> list[tuple[Any, ...]]:
    """(line, column) of each fault of a file; where there is one, nothing of the file is kept."""
    leg(landing, "a.csv", als_csv(regels))
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        laad(con, landing)
        gevonden = alles(con, "uitkomst_fout", "regel, kolom")
        assert (alles(con, "uitkomst_regel") == []) == bool(gevonden)
        assert alles(con, "uitkomst_aanlevering", "is_goed, regels_aantal, fouten_aantal") == [
            (not gevonden, len(regels), len({nummer for nummer, _ in gevonden} - {None}))
        ]
        return gevonden


REGELS = [
    regel(),
    regel(informant="O", meetdatum="20260301", tevredenheid="10", zonder_hulp="", zonder_hulp_schaal=""),
    regel(bsn=BSN[1], hulpvorm="01", verwijzer="06", productcategorie="45", **LOPEND, **ZONDER_METING),
    regel(bsn="999999999", geboortedatum="20100000", postcode="0384", **ZONDER_METING),
    regel(bsn="000000000", geboortedatum="00000000", **ZONDER_METING),
]


def test_drie_vormen_zijn_dezelfde_aanlevering(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Also in another order of lines and columns: the content is the same, so there is one."""
    leg(tmp_path, "a.CSV", als_csv(REGELS))
    leg(tmp_path, "b.csv", b"\xef\xbb\xbf" + als_csv(REGELS[::-1], ",", NAMEN[::-1]))
    leg(tmp_path, "c.xlsx", als_xlsx(REGELS))
    leg(tmp_path, "diep/er/d.XLSX", als_xlsx(REGELS, NAMEN[::-1], als_getal=True))
    leg(tmp_path, "e.txt", als_txt(REGELS))
    leg(tmp_path, "f.TXT", als_txt(REGELS).replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    assert laad(con, tmp_path).afgekeurd == []
    [rij] = alles(con, "uitkomst_aanlevering", "aanbieder_agb, periode, aanleverdatum::varchar, volgnummer, is_goed")
    assert rij == (AGB, "K1", "2026-04-10", "01", True)
    assert len(alles(con, "uitkomst_regel")) == len(REGELS)
    assert {status for (status,) in alles(con, "bestand", "status")} == {"geladen"}


def test_wat_er_van_een_persoon_blijft(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """The same pseudonym as in messages; of a birth date the month, of a postcode four digits, and no number that
    means nobody as somebody."""
    leg(tmp_path, f"van {BSN[0]}.csv", als_csv(REGELS))
    laad(con, tmp_path)
    kolommen = "client_id, geboortemaand::varchar, pc4, is_test_bsn, persoon_hash is null"
    assert set(alles(con, "uitkomst_regel", kolommen)) == {
        (PSEUDONIEM.client_id(BSN[0]), "2012-05-01", "1111", True, True),
        (PSEUDONIEM.client_id(BSN[1]), "2012-05-01", "1111", True, True),
        (None, None, None, False, False),
        (None, None, "1111", False, False),
    }
    for (tabel,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw'").fetchall():
        inhoud = str(con.execute(f"FROM raw.{tabel}").fetchall())
        assert not any(deel in inhoud for deel in (*BSN[:2], "20120517", "1111AB")), tabel


@pytest.mark.parametrize(
    ("anders", "kolom"),
    [
        ({"bsn": "123456789"}, "bsn"),
        ({"bsn": "99990000"}, "bsn"),
        ({"bsn": ""}, "bsn"),
        ({"geboortedatum": "20120230"}, "geboortedatum"),
        ({"geboortedatum": "00000000"}, "geboortedatum"),
        ({"geboortedatum": "20121301"}, "geboortedatum"),
        ({"geslacht": "1"}, "geslacht"),
        ({"geslacht": "v"}, "geslacht"),
        ({"postcode": "0111AB"}, "postcode"),
        ({"postcode": "1111"}, "postcode"),
        ({"gemeentecode": "9999"}, "gemeentecode"),
        ({"verwijzer": "07"}, "verwijzer"),
        ({"hulpvorm": "05"}, "hulpvorm"),
        ({"hulpvorm": "01"}, "verwijzer"),
        ({"crisis": "03"}, "crisis"),
        ({"datum_aanvang": "20260401", "datum_einde": "", "reden_beeindiging": ""}, "datum_aanvang"),
        ({"datum_einde": "20250831"}, "datum_einde"),
        ({"datum_einde": "20251231"}, "datum_einde"),
        ({"datum_einde": "20260401"}, "datum_einde"),
        ({"datum_einde": ""}, "datum_einde"),
        ({"reden_beeindiging": ""}, "reden_beeindiging"),
        ({"reden_beeindiging": "06"}, "reden_beeindiging"),
        ({"informant": ""}, "informant"),
        ({"informant": "V"}, "informant"),
        ({"meetdatum": "46063"}, "meetdatum"),
        ({"meetdatum": "10-02-26"}, "meetdatum"),
        ({"tevredenheid": "11"}, "tevredenheid"),
        ({"tevredenheid": "0"}, "tevredenheid"),
        ({"tevredenheid": "7,5"}, "tevredenheid"),
        ({"tevredenheid": "=7"}, "tevredenheid"),
        ({"zonder_hulp": "05"}, "zonder_hulp"),
        ({"zonder_hulp_schaal": ""}, "zonder_hulp_schaal"),
        ({"doelrealisatie": "5"}, "doelrealisatie"),
        ({"profiel": "=1+1"}, "profiel"),
        ({"profiel": "te lang"}, "profiel"),
        ({"periode": "H3"}, "periode"),
        ({"verslagjaar": "226"}, "verslagjaar"),
        ({"aanleverdatum": ""}, "aanleverdatum"),
        ({"aanbieder_agb": "65-65605"}, "aanbieder_agb"),
    ],
)
def test_een_foute_regel_keurt_het_bestand_af(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, anders: Regel, kolom: str
) -> None:
    leg(tmp_path, "a.csv", als_csv([regel(bsn=BSN[1]), regel(**anders)]))
    samenvatting = laad(con, tmp_path)
    gevonden = set(alles(con, "uitkomst_fout", "regel, kolom"))
    assert (3, kolom) in gevonden and {nummer for nummer, _ in gevonden} == {3}
    assert alles(con, "uitkomst_regel") == []
    assert alles(con, "uitkomst_aanlevering", "is_goed, regels_aantal, fouten_aantal") == [(False, 2, 1)]
    assert alles(con, "bestand", "status, regel") == [("quarantaine", 3)]
    redenen = str(alles(con, "uitkomst_fout", "reden")) + str(samenvatting)
    assert not any(len(waarde) > 2 and waarde in redenen for waarde in (*anders.values(), *BSN))


def test_verloren_nullen_worden_aangevuld(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """A spreadsheet saved as CSV has lost the zeros in front."""
    kaal = {naam: waarde.lstrip("0") for naam, waarde in regel(aanbieder_agb="01234567").items()}
    leg(tmp_path, "a.csv", als_csv([kaal]))
    leg(tmp_path, "b.csv", als_csv([regel(aanbieder_agb="01234567")]))
    assert laad(con, tmp_path).geladen == 2
    assert len(alles(con, "uitkomst_aanlevering")) == 1


def test_regels_van_een_record(tmp_path: Path) -> None:
    ouder = {"informant": "O"}
    assert fouten(tmp_path, regel(), regel(**ouder)) == []
    assert fouten(tmp_path, regel(), regel(tevredenheid="02")) == [(3, "informant")]
    verschil = regel(**ouder, reden_beeindiging="02", profiel="A1")
    assert fouten(tmp_path, regel(), verschil)[-2:] == [(3, "profiel"), (3, "reden_beeindiging")]


def test_overlap_van_een_client_en_hulpvorm(tmp_path: Path) -> None:
    """Of two records the later one in the file is wrong; on the day that one ends the next may begin, and of people
    without a number nobody knows who they are."""
    een, aansluitend = regel(), regel(datum_aanvang="20260215", **LOPEND, **ZONDER_METING)
    onbekend = {"bsn": "999999999", **LOPEND, **ZONDER_METING}
    goed = [een, aansluitend, regel(datum_aanvang="20250101", hulpvorm="03", **LOPEND)]
    goed += [regel(datum_aanvang="20250101", **onbekend), regel(datum_aanvang="20250201", **onbekend)]
    assert fouten(tmp_path, *goed) == []
    overlap = regel(datum_aanvang="20250101", datum_einde="20260214")
    assert fouten(tmp_path, aansluitend, een, overlap) == [(4, "datum_aanvang")]


def test_wat_in_elke_regel_gelijk_is(tmp_path: Path) -> None:
    ander = regel(bsn=BSN[1], aanbieder_agb="65656056", aanleverdatum="20260411", volgnummer="02")
    assert fouten(tmp_path, regel(volgnummer=""), ander) == [
        (3, "aanbieder_agb"),
        (3, "aanleverdatum"),
        (3, "volgnummer"),
    ]


def test_bestand_zonder_regels_is_afgekeurd(tmp_path: Path) -> None:
    assert fouten(tmp_path) == [(None, "")]


def test_elke_foute_regel_wordt_genoemd(tmp_path: Path) -> None:
    regels = [regel(bsn=nr, tevredenheid="12", crisis="9") for nr in BSN]
    assert len(fouten(tmp_path, *regels)) == 2 * len(BSN)


def test_proef_wordt_alleen_beoordeeld(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Equal bytes below proef and beside it are two deliveries; a folder proef deeper down means nothing."""
    leg(tmp_path, "proef/diep/a.csv", als_csv(REGELS))
    leg(tmp_path, "proef/b.csv", als_csv(REGELS))
    samenvatting = laad(con, tmp_path)
    assert (samenvatting.proef, samenvatting.dubbel, samenvatting.geladen) == (1, 1, 0)
    assert alles(con, "uitkomst_regel") == []
    assert alles(con, "uitkomst_aanlevering", "is_proef, is_goed") == [(True, True)]
    leg(tmp_path, "2026/proef/a.csv", als_csv(REGELS))
    assert laad(con, tmp_path).geladen == 1
    assert alles(con, "uitkomst_aanlevering", "is_proef, is_goed") == [(False, True), (True, True)]


def test_dezelfde_bytes_zijn_dubbel_en_een_bestand_dat_weg_is_blijft(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    pad = leg(tmp_path, "a.csv", als_csv(REGELS))
    leg(tmp_path, "b.csv", als_csv(REGELS))
    leg(tmp_path, "c.csv", als_csv(REGELS[:1]))
    assert laad(con, tmp_path).dubbel == 1
    pad.unlink()
    assert laad(con, tmp_path).bekend == 2
    assert alles(con, "bestand", "pad, status") == [
        ("uitkomsten/a.csv", "geladen"),
        ("uitkomsten/b.csv", "dubbel"),
        ("uitkomsten/c.csv", "geladen"),
    ]
    assert len(alles(con, "uitkomst_aanlevering")) == 2


def _anders(tmp_path: Path, oud: str, nieuw: str) -> Layouts:
    pad = tmp_path / "layout.csv"
    pad.write_text(LAYOUTS.read_text(encoding="utf-8").replace(oud, nieuw), encoding="utf-8")
    return lees_layouts(pad)


def test_wat_is_afgekeurd_wordt_opnieuw_beoordeeld_als_een_lijst_verandert(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    leg(tmp_path, "a.csv", als_csv([regel(hulpvorm="05")]))
    leg(tmp_path, "b.csv", als_csv([regel(bsn=BSN[2])]))
    assert (laad(con, tmp_path).geladen, laad(con, tmp_path).bekend) == (1, 2)
    ruimer = _anders(tmp_path, "01 02 03 04 11", "01 02 03 04 05 11")
    samenvatting = laad(con, tmp_path, layouts=ruimer)
    assert (samenvatting.geladen, samenvatting.bekend, samenvatting.afgekeurd) == (1, 1, [])
    assert alles(con, "bestand", "status, reden, regel") == [("geladen", None, None)] * 2
    assert alles(con, "uitkomst_fout") == [] and len(alles(con, "uitkomst_aanlevering")) == 2


ANDER = """layout,volgorde,naam,kolom,breedte,verplicht,soort,waarden
regio,1,agb,aanbieder_agb,8,ja,agb,
regio,2,jaar,verslagjaar,4,ja,jaar,
regio,3,tijdvak,periode,2,ja,code,1=K1 2=K2 3=K3 4=K4 01=K1 02=K2 03=K3 04=K4
regio,4,aangeleverd,aanleverdatum,8,ja,datum,
regio,5,burgerservicenummer,bsn,9,ja,bsn,
regio,6,geboren,geboortedatum,8,ja,geboortedatum,
regio,7,m_v,geslacht,1,ja,code,1=M 2=V 0=O
regio,8,pc,postcode,6,ja,postcode,
regio,9,gem,gemeentecode,4,ja,gemeente,
regio,10,via,verwijzer,2,ja,code,01 02 03 04 05 06 08
regio,11,vorm,hulpvorm,2,ja,code,01 02 03 04 11 12 13 14
regio,12,spoed,crisis,1,ja,code,J=01 N=02
regio,13,start,datum_aanvang,8,ja,datum,
regio,14,stop,datum_einde,8,,datum,
regio,15,reden,reden_beeindiging,2,,code,01 02 03 04 05
regio,16,wie,informant,1,,code,K=J P=O
regio,17,op,meetdatum,8,,datum,
regio,18,cijfer,tevredenheid,2,,code,01 02 03 04 05 06 07 08 09 10
"""


def test_een_tweede_layout_is_data(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Other names, order, widths and codes, and fewer columns: the same delivery as in the standard layout."""
    pad = tmp_path / "layouts.csv"
    pad.write_text(LAYOUTS.read_text(encoding="utf-8") + ANDER.split("\n", 1)[1], encoding="utf-8")
    layouts = lees_layouts(pad)
    v1, ander = layouts.layouts
    gewoon = regel(
        zonder_hulp="", zonder_hulp_schaal="", doelrealisatie="", postcode="0384", periode="K2", datum_einde="20260415"
    )
    cellen = gewoon | {"periode": "02", "geslacht": "2", "crisis": "N", "informant": "K"}
    namen = [kolom.naam for kolom in ander.kolommen]
    leg(tmp_path, "a.csv", als_csv([{k.naam: cellen[k.kolom] for k in ander.kolommen}], namen=namen))
    leg(tmp_path, "b.txt", als_txt([cellen], ander))
    leg(tmp_path, "c.txt", als_txt([gewoon], v1))
    assert laad(con, tmp_path, layouts=layouts).afgekeurd == []
    assert len(alles(con, "uitkomst_aanlevering")) == 1
    assert alles(con, "uitkomst_regel", "tevredenheid, informant, geslacht") == [(8, "J", "V")]


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        (",bsn,9,", ",burgerservicenummer,9,"),
        (",bsn,9,", ",bsn,90,"),
        ("v1,6,geslacht,geslacht", "v1,6,geslacht,bsn"),
        (",9,ja,bsn,", ",9,ja,sofinummer,"),
    ],
)
def test_een_layout_die_niet_klopt_valt_op(tmp_path: Path, oud: str, nieuw: str) -> None:
    with pytest.raises(LayoutFout):
        _anders(tmp_path, oud, nieuw)


def _bom() -> bytes:
    """A workbook whose sheet unpacks to 110 MB."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(als_xlsx(REGELS))) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            with doel.open(naam, "w") as deel:
                deel.write(bron.read(naam))
                for _ in range(110 if naam.endswith("sheet1.xml") else 0):
                    deel.write(b" " * 1024**2)
    return uit.getvalue()


ONLEESBAAR: dict[str, tuple[str, bytes]] = {
    "leeg": ("a.csv", b""),
    "lege tekst": ("a.txt", b"\n\n"),
    "utf-16": ("a.csv", als_csv(REGELS).decode().encode("utf-16")),
    "windows": ("a.csv", als_csv([regel(profiel="é")]).decode().encode("cp1252")),
    "windows tekst": ("a.txt", als_txt([regel(profiel="é")]).decode().encode("cp1252")),
    "tabs": ("a.csv", als_csv(REGELS, "\t")),
    "zonder kop": ("a.csv", als_csv(REGELS).split(b"\r\n", 1)[1]),
    "kolom te weinig": ("a.csv", als_csv(REGELS, namen=NAMEN[:-1])),
    "kolom dubbel": ("a.csv", als_csv(REGELS, namen=[*NAMEN, "bsn"])),
    "aanhaling open": ("a.csv", als_csv(REGELS) + b'"'),
    "geen werkboek": ("a.xlsx", als_csv(REGELS)),
    "bom": ("a.xlsx", _bom()),
    "nullen": ("a.txt", b"\x00" * 5000),
    "andere soort": ("a.pdf", b"%PDF-1.4"),
    "korte regels": ("a.txt", b"1234567890\n" * 50),
    "te veel regels": ("a.csv", als_csv([]) + b"x\r\n" * 50_001),
}


@pytest.mark.parametrize("geval", ONLEESBAAR)
def test_wat_niet_te_lezen_is_kost_alleen_dat_bestand(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, geval: str
) -> None:
    naam, inhoud = ONLEESBAAR[geval]
    leg(tmp_path, naam, inhoud)
    leg(tmp_path, "z.csv", als_csv(REGELS))
    samenvatting = laad(con, tmp_path)
    assert samenvatting.geladen == 1 and [a.bestand for a in samenvatting.afgekeurd] == [f"uitkomsten/{naam}"]
    assert len(alles(con, "uitkomst_aanlevering")) == 1
    assert alles(con, "bestand", "status") == [("geladen",), ("quarantaine",)]
    assert laad(con, tmp_path).bekend == 2


def test_een_regel_van_een_andere_lengte_is_een_foute_regel(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    inhoud = als_txt([regel(), regel(bsn=BSN[1]), regel(bsn=BSN[2])]).split(b"\n")
    inhoud[1] += b"xx"
    leg(tmp_path, "a.txt", b"\n".join(inhoud))
    laad(con, tmp_path)
    assert alles(con, "uitkomst_fout", "regel, kolom") == [(2, "")]
    leg(tmp_path, "a.txt", als_csv([regel()]).replace(b"\r\n", b";\r\n") + als_csv([regel()]).split(b"\r\n")[1])
    assert len(laad(con, tmp_path).afgekeurd) == 1


def test_verwijzing_en_pijp_worden_niet_gevolgd(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "buiten.csv").write_bytes(als_csv(REGELS))
    leg(tmp_path, "z.csv", als_csv(REGELS))
    (tmp_path / "uitkomsten" / "a.csv").symlink_to(tmp_path / "buiten.csv")
    os.mkfifo(tmp_path / "uitkomsten" / "b.csv")
    samenvatting = laad(con, tmp_path)
    assert samenvatting.geladen == 1 and len(samenvatting.afgekeurd) == 2
    (tmp_path / "uitkomsten" / "a.csv").unlink()
    assert len(laad(con, tmp_path).afgekeurd) == 1
    assert len(alles(con, "bestand")) == 2


def test_een_betere_aanlevering_lost_de_afkeuring_op(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(tmp_path, "a.csv", als_csv([regel(crisis="9")]))
    leg(tmp_path, "b.csv", als_csv([regel(bsn=BSN[1], periode="K2", aanleverdatum="20260701", crisis="9")]))
    laad(con, tmp_path)
    vraag = "SELECT count(*) FROM raw.bestand WHERE status = 'quarantaine' AND opgelost_door IS NULL"
    assert con.execute(vraag).fetchone() == (2,)
    leg(tmp_path, "c.csv", als_csv([regel(volgnummer="02")]))
    laad(con, tmp_path)
    assert con.execute(vraag).fetchone() == (1,)


def test_volgorde_van_aankomst_betekent_niets(tmp_path: Path) -> None:
    """One night or many, and the files under other names: the same deliveries, lines and faults."""
    soorten = (("csv", als_csv), ("txt", als_txt), ("xlsx", als_xlsx))
    inhouden = [
        [regel(bsn=BSN[nr], volgnummer=f"{nr:02}"), regel(bsn=BSN[nr + 1], volgnummer=f"{nr:02}", crisis=crisis)]
        for nr in range(1, 7)
        for crisis in ("01", "9")
    ]
    standen = []
    for zaad in range(3):
        kans = random.Random(zaad)
        bestanden = [(soort, maak(regels)) for regels in inhouden for soort, maak in soorten[: 2 if zaad else 3]]
        kans.shuffle(bestanden)
        landing = tmp_path / str(zaad)
        with duckdb.connect() as con:
            maak_schema(con, laad_catalogus())
            for nummer, (soort, inhoud) in enumerate(bestanden):
                leg(landing, f"{nummer}.{soort}", inhoud)
                if kans.random() < 0.3:
                    laad(con, landing)
            laad(con, landing)
            # the faults of a text file stand a line higher, so its wrong deliveries are others
            goed = "SELECT aanlevering_id FROM raw.uitkomst_aanlevering WHERE is_goed"
            vraag = f"SELECT * EXCLUDE (regel) FROM raw.uitkomst_regel WHERE aanlevering_id IN ({goed}) ORDER BY ALL"
            standen.append((con.execute(f"{goed} ORDER BY ALL").fetchall(), con.execute(vraag).fetchall()))
    assert standen[0] == standen[1] == standen[2] and len(standen[0][0]) == 6


TEKENS = st.one_of(st.characters(), st.sampled_from(list(';,"\r\n\t0123456789=@\x00\u202e')))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_geen_inhoud_stopt_de_nacht(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Any bytes, and any text in the cells of a good file: a judgement, and never a Bsn in what is said of it."""
    landing = tmp_path_factory.mktemp("uitkomsten")
    tekst = st.text(TEKENS, max_size=300).map(lambda t: t.encode("utf-8", "replace").decode())
    ruw = data.draw(st.one_of(st.binary(max_size=300), tekst.map(str.encode)))
    cellen = data.draw(st.dictionaries(st.sampled_from(NAMEN), st.one_of(tekst, st.sampled_from(BSN))))
    leg(landing, "a.csv", ruw)
    leg(landing, "b.txt", ruw)
    leg(landing, "c.csv", als_csv([regel(**cellen)]))
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        laad(con, landing)
        assert con.execute("SELECT count(*) FROM raw.bestand").fetchone() == (3,)
        gezegd = str(con.execute("SELECT reden FROM raw.uitkomst_fout").fetchall())
        assert not any(nr in gezegd for nr in BSN)
