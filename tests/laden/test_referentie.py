"""Reference tables: types by suffix, bad rows listed with line and reason, missing files are no error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.laden.referentie import Kolom, beschrijving

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        maak_schema(verbinding, laad_catalogus())
        yield verbinding


def leg(landing: Path, naam: str, inhoud: str | bytes) -> None:
    doel = landing / "referentie" / naam
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())


def test_ontbrekende_tabellen_zijn_leeg(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert len(samenvatting.ontbreekt) == 22 and not samenvatting.afgekeurd
    assert con.execute("SELECT count(*) FROM raw.ref_normen").fetchone() == (0,)


def test_typen_scheidingsteken_en_kolomvolgorde(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "prijzen.csv",
        "\ufeffextra;Wet;productcode;aanbieder_agb;geldig_van;geldig_tot;prijs_eur\r\n"
        "x;Jw;45V01;00000001;2025-01-01;31-12-2025;7500,50\r\n\r\nx;Wmo;02A03;;;;16000\r\n",
    )
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT * FROM raw.ref_prijzen ORDER BY wet").fetchall() == [
        ("Jw", "45V01", "00000001", Decimal("7500.50"), date(2025, 1, 1), date(2025, 12, 31)),
        ("Wmo", "02A03", None, Decimal("16000.00"), None, None),
    ]


def test_slechte_rijen_worden_genoemd_en_de_rest_telt(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "prijzen.csv",
        "wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\n"
        "Jw,45V01,,7500,,\nJw,45V01,,veel,,\nJw,45V01,,1,2025-02-30,\nJw,45V01\n,45V01,,1,,\nJw,x,,1.0051,,\n",
    )
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert samenvatting.geladen == {"prijzen": 1}
    verwacht = [
        (3, "prijs_eur is geen getal"),
        (4, "geldig_van is geen datum (jjjj-mm-dd)"),
        (5, "de rij heeft niet evenveel kolommen als de kop"),
        (6, "wet is leeg"),
        (7, "prijs_eur heeft meer dan 2 decimalen"),
    ]
    vraag = "SELECT regel, reden FROM raw.bestand WHERE pad = 'referentie/prijzen.csv' ORDER BY 1"
    assert con.execute(vraag).fetchall() == verwacht
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute(vraag).fetchall() == verwacht
    leg(tmp_path, "prijzen.csv", "wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\nJw,45V01,,7500,,\n")
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute(vraag).fetchall() == []


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"wet;productcode\nJw;1\n", "kolom aanbieder_agb, prijs_eur, geldig_van, geldig_tot ontbreekt in de kop"),
        (b"", "leeg"),
        (b"wet\tproductcode\n", "tabs"),
        (b"sep=;\nwet;productcode\n", "sep="),
        (b'"wet"x;productcode\n', "geen leesbare CSV"),
        (b'"wet;productcode\n' + b"x" * 200_000, "geen leesbare CSV"),
        (b"wet;wet;productcode;aanbieder_agb;prijs_eur;geldig_van;geldig_tot\n", "meer dan eens"),
        ("wet;caf\u00e9\n".encode("latin-1"), "UTF-8"),
        (b'wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\nJw,"1"x,,1,,\n', "geen leesbare CSV"),
    ],
)
def test_onleesbare_tabel_is_leeg_en_genoemd(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, inhoud: bytes, reden: str
) -> None:
    leg(tmp_path, "prijzen.csv", inhoud)
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert reden in samenvatting.afgekeurd[0].reden
    assert con.execute("SELECT count(*) FROM raw.ref_prijzen").fetchone() == (0,)


def test_elke_vrije_tekst_heeft_een_behandeling() -> None:
    """One rule as data: what is no code, number, date or closed list says what becomes of a person's words."""
    codes = (
        "wet gemeente_code aanbieder_agb jaar productcategorie productcode segment inkoopcategorie zorgterrein perceel "
        "groep methode kpi norm bandbreedte richting toewijzingnummer gebied pc4 wijk_code leeftijdsklasse geslacht "
        "meetdatum instrument domein score bsn bevinding_id datum oordeel soort status vanaf rechtsvorm periode "
        "landelijke_productcode parameter"
    )
    for tabel, kolommen in beschrijving().items():
        for kolom in kolommen:
            assert kolom.behandeling in ("", "weg", "kort", "gemaskeerd", "contact"), (tabel, kolom)
            if not kolom.soort and not kolom.waarden and kolom.naam not in codes.split():
                assert kolom.behandeling, (tabel, kolom.naam)
            if kolom.naam == "toelichting":
                assert kolom.is_weg, tabel


def test_vrije_tekst_wordt_weggelaten_gemaskeerd_of_geweigerd(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "opvolging.csv",
        "soort,aanbieder_agb,gemeente_code,kpi,wet,stap,status,datum,toelichting\n"
        "actie,00000001,,,,bel 06-12345678,lopend,2026-01-01,mevrouw Jansen klaagt\n"
        "actie,00000001,,,,mevrouw Jansen uit Diemen wil geen hulp meer,lopend,2026-01-01,\n",
    )
    leg(
        tmp_path,
        "kpi_afspraken.csv",
        "jaar,aanbieder_agb,kpi,wet,afspraak,toelichting\n"
        "2026,00000001,uitval,,mail a.b@c.nl of 999900006,mevrouw Jansen\n",
    )
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    [(stap,)] = con.execute("SELECT stap FROM raw.ref_opvolging").fetchall()
    [(afspraak,)] = con.execute("SELECT afspraak FROM raw.ref_kpi_afspraken").fetchall()
    assert stap == f"bel {PSEUDONIEM.maskeer('06-12345678')}"
    assert afspraak == PSEUDONIEM.maskeer("mail a.b@c.nl of 999900006") and "@" not in afspraak
    [afkeuring] = samenvatting.afgekeurd
    assert afkeuring.regel == 3 and "langer dan 40 tekens" in afkeuring.reden and "Jansen" not in afkeuring.reden
    kolommen = con.execute("SELECT column_name FROM duckdb_columns() WHERE column_name = 'toelichting'").fetchall()
    assert kolommen == []


def test_een_kolom_die_er_later_bij_kwam_mag_ontbreken_en_leeg_zijn(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Contract chapter 3: these files may also hold `wet`; files from before, and rows without it, load as ever."""
    leg(
        tmp_path,
        "opvolging.csv",
        "soort,aanbieder_agb,gemeente_code,kpi,stap,status,datum,toelichting\nactie,1,,,,,,\n",
    )
    leg(
        tmp_path,
        "kpi_afspraken.csv",
        "jaar,aanbieder_agb,kpi,wet,afspraak,toelichting\n2026,1,uitval,,a,\n2026,1,uitval,jw,b,\n2026,1,uitval,Wlz,c,\n",
    )
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT soort, wet FROM raw.ref_opvolging").fetchall() == [("actie", None)]
    vraag = "SELECT afspraak, wet FROM raw.ref_kpi_afspraken ORDER BY 1"
    assert con.execute(vraag).fetchall() == [("a", None), ("b", "Jw")]
    assert [(fout.regel, fout.reden) for fout in samenvatting.afgekeurd] == [(4, "wet is geen Jw of Wmo")]


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("restrecht_dagen,42", ""),
        ('signaal_kosten_deel,"0,9"', ""),
        ("verwijzer_incl_og,nee", ""),
        ("omvang_regels_vanaf,2022-01-01", ""),
        ("restrecht_dagen,veel", "waarde van restrecht_dagen is geen heel getal van nul of meer"),
        ("restrecht_dagen,99999999", "waarde van restrecht_dagen is hoger dan 36500"),
        ("verwijzer_incl_og,misschien", "waarde van verwijzer_incl_og is geen ja of nee"),
        ("omvang_regels_vanaf,2022-02-30", "waarde van omvang_regels_vanaf is geen datum (jjjj-mm-dd)"),
        ("onbekend,x", "parameter onbekend is niet te wijzigen"),
        ("aansluit_dagen,42", "parameter aansluit_dagen is een instelling"),
        ("restrecht,42", "parameter restrecht bestaat niet"),
    ],
)
def test_een_eigen_keuze_is_van_de_goede_soort(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, rij: str, reden: str
) -> None:
    """A word where a number belongs would stop the night far from the file."""
    leg(tmp_path, "parameter.csv", f"parameter,waarde\n{rij}\n")
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert [fout.reden for fout in samenvatting.afgekeurd] == ([reden] if reden else [])
    assert samenvatting.geladen["parameter"] == (0 if reden else 1)


def _goede_cel(kolom: Kolom, nummer: int) -> str:
    woorden = ("Jw", "Wmo") if kolom.naam == "wet" else kolom.waarden
    if woorden:
        return woorden[nummer % len(woorden)]
    if kolom.soort in ("_van", "_tot", "_datum") or kolom.naam in ("vanaf", "datum", "meetdatum"):
        return "2026-01-01"
    bijzonder = {
        "jaar": "2026",
        "email": "a@b.nl",
        "bsn": "999900006",
        "bevinding_id": "0" * 32,
        "parameter": "restrecht_dagen",
    }
    return bijzonder.get(kolom.naam, "1")


@pytest.mark.parametrize("tabel", sorted(beschrijving()))
def test_wat_het_contract_noemt_wordt_geladen(con: duckdb.DuckDBPyConnection, tmp_path: Path, tabel: str) -> None:
    """Every law and every word of a closed list, with all columns and with only those that must be there."""
    kolommen = beschrijving()[tabel]
    for gekozen in (kolommen, [kolom for kolom in kolommen if not kolom.extra]):
        aantal = max(2, *(len(kolom.waarden) for kolom in kolommen))
        rijen = [",".join(_goede_cel(kolom, nummer) for kolom in gekozen) for nummer in range(aantal)]
        leg(tmp_path, f"{tabel}.csv", "\n".join([",".join(kolom.naam for kolom in gekozen), *rijen]) + "\n")
        samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
        assert samenvatting.afgekeurd == []


def test_nummer_van_een_toewijzing_is_gemaskeerd_zoals_in_een_bericht(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    kop = "wet,gemeente_code,toewijzingnummer,behandelplan_datum,feitelijke_start_datum\n"
    leg(
        tmp_path, "behandelplannen.csv", kop + "".join(f"Jw,0384,{n},,\n" for n in ("999900006", "0999900006", "00123"))
    )
    laad_referenties(con, tmp_path, PSEUDONIEM)
    gelezen = con.execute("SELECT toewijzingnummer FROM raw.ref_behandelplannen").fetchall()
    assert gelezen == [(PSEUDONIEM.nummer("999900006"),)] * 2 + [("123",)]


def test_bsn_wordt_pseudoniem(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "ervaringen.csv",
        "meetdatum,wet,gemeente_code,aanbieder_agb,productcode,bsn,instrument,domein,score\n"
        "2026-01-01,Jw,0384,00000001,45V01,999900006,ZRM,wonen,3\n",
    )
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT client_id FROM raw.ref_ervaringen").fetchone() == (PSEUDONIEM.client_id("999900006"),)


@pytest.mark.parametrize(
    ("kolom", "waarde", "reden"),
    [
        ("plekken_aantal", "1.500", "niet eenduidig"),
        ("plekken_aantal", "1e3", "geen getal"),
        ("plekken_aantal", "1_000", "geen getal"),
        ("plekken_aantal", "١", "geen getal"),
        ("plekken_aantal", "1e999999999", "geen getal"),
        ("plekken_aantal", "9" * 30, "geen getal"),
        ("gemeente_code", "Diemen", "vier cijfers"),
        ("aanbieder_agb", "123456789", "acht cijfers"),
        ("wet", "Wlz", "geen Jw of Wmo"),
        ("jaar", "20\x0026", "teken dat niet kan"),
    ],
)
def test_waarde_die_niet_eenduidig_is_wordt_geweigerd(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, kolom: str, waarde: str, reden: str
) -> None:
    rij = {"jaar": "2026", "wet": "Jw", "gemeente_code": "0384", "aanbieder_agb": "", "productcode": "45V01"}
    rij |= {"plekken_aantal": "2"} | {kolom: waarde}
    leg(tmp_path, "afspraken.csv", ";".join(rij) + "\n" + ";".join(rij.values()) + "\n")
    assert reden in laad_referenties(con, tmp_path, PSEUDONIEM).afgekeurd[0].reden


def test_codes_zonder_voorloopnullen_en_hoofdletters(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """What a spreadsheet makes of codes."""
    leg(
        tmp_path,
        "Afspraken.CSV",
        "Jaar;Wet;gemeente_code;aanbieder_agb;productcode;plekken_aantal\n2026;jw;384;910001;45V01;1,5\n",
    )
    assert not laad_referenties(con, tmp_path, PSEUDONIEM).afgekeurd
    assert con.execute(
        "SELECT wet, gemeente_code, aanbieder_agb, plekken_aantal FROM raw.ref_afspraken"
    ).fetchall() == [("Jw", "0384", "00910001", Decimal("1.5000"))]


def test_onbekende_tabel_en_map_worden_genoemd(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(tmp_path, "prijslijst_999900006.csv", "a\n")
    (tmp_path / "referentie" / "normen.csv").mkdir()
    leg(tmp_path, ".gitkeep", "")
    redenen = {a.bestand: a.reden for a in laad_referenties(con, tmp_path, PSEUDONIEM).afgekeurd}
    assert redenen["referentie/normen.csv"] == "dit is een map en geen bestand"
    onbekend = [bestand for bestand, reden in redenen.items() if reden == "dit is geen bekende tabel"]
    assert len(onbekend) == 1 and "999900006" not in onbekend[0]


def test_tekst_die_een_getal_jaar_datum_of_keuze_is(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Text by the contract, yet models cast it: written in one way, and refused by line where that cannot be."""
    kop = "kpi;wet;perceel;zorgterrein;geldig_van;geldig_tot;norm;bandbreedte;richting;bron\n"
    leg(
        tmp_path,
        "normen.csv",
        kop + "uitval;Wmo;1;;;;12,50;5;Lager;x\nuitval;Wmo;1;;;;veel;5;lager;x\nuitval;Wmo;1;;;;1;5;omlaag;x\n",
    )
    leg(
        tmp_path,
        "begroting.csv",
        "jaar;wet;gemeente_code;zorgterrein;begroting_eur\n2026;Jw;;;100\n26;Jw;;;100\n",
    )
    leg(
        tmp_path,
        "uitval_beoordeling.csv",
        "wet;gemeente_code;toewijzingnummer;oordeel;toelichting;datum\n"
        "Wmo;384;1;Cliënt;;5-3-2026\nWmo;384;1;niemand;;\nWmo;384;1;extern;;2026-02-30\n",
    )
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT norm, bandbreedte, richting FROM raw.ref_normen").fetchall() == [("12.5", "5", "lager")]
    assert con.execute("SELECT jaar FROM raw.ref_begroting").fetchall() == [("2026",)]
    assert con.execute("SELECT oordeel, datum FROM raw.ref_uitval_beoordeling").fetchall() == [("client", "2026-03-05")]
    assert [(a.bestand.split("/")[1], a.regel, a.reden) for a in samenvatting.afgekeurd] == [
        ("begroting.csv", 3, "jaar is geen jaartal van vier cijfers"),
        ("normen.csv", 3, "norm is geen getal"),
        ("normen.csv", 4, "richting is geen hoger of lager"),
        ("uitval_beoordeling.csv", 3, "oordeel is geen aanbieder, toegang, client of extern"),
        ("uitval_beoordeling.csv", 4, "datum is geen datum (jjjj-mm-dd)"),
    ]
