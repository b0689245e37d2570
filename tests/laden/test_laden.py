"""The loader: every kind of file has a defined outcome, nothing is lost or doubled, whatever happens in between."""

from __future__ import annotations

import gzip
import io
import os
import random
import signal
import subprocess
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import etree

import peilstok.laden.berichten as berichten
import peilstok.laden.bronnen as bronnen
import peilstok.laden.werkers as werkers
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import (
    LaadSamenvatting,
    MagazijnBeschadigd,
    SleutelAfwijking,
    controleer_sleutel,
    laad_berichten,
    maak_schema,
)
from peilstok.laden.beoordelen import VASTGELOPEN
from peilstok.laden.bronnen import MAX_MAPDIEPTE
from tests.berichten.voorbeelden import TEST_BSN, maak, zet
from tests.laden.diep import diepe_mappen
from tests.laden.werker_die_sterft import DODELIJK, EINDELOOS

CATALOGUS = laad_catalogus()
PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


def bericht(nr: int, wet: str = "Jw", berichttype: str = "305") -> bytes:
    """A valid message, different for each `nr`."""
    wortel = maak(CATALOGUS.bericht(wet, berichttype), True)
    return etree.tostring(zet(wortel, "Header/BerichtIdentificatie/Identificatie", str(nr)))


EI = "\r\n".join(r.ljust(180) for r in ("014160200042010001e1", "02" + "1".zfill(12), "99" + "0" * 19, "")).encode()
"""A message of before XML."""


def zip_van(**leden: bytes) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w") as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam.replace("__", "/").replace("_xml", ".xml").replace("_zip", ".zip"), inhoud)
    return stroom.getvalue()


def tar_van(leden: dict[str, bytes]) -> bytes:
    stroom = io.BytesIO()
    with tarfile.open(fileobj=stroom, mode="w:gz") as archief:
        for naam, inhoud in leden.items():
            info = tarfile.TarInfo(naam)
            info.size = len(inhoud)
            archief.addfile(info, io.BytesIO(inhoud))
    return stroom.getvalue()


class Wereld:
    """A landing folder and a warehouse."""

    def __init__(self, map_: Path) -> None:
        self.landing = map_ / "landing"
        self.con = duckdb.connect()
        maak_schema(self.con, CATALOGUS)

    def leg(self, pad: str, inhoud: bytes) -> Path:
        doel = self.landing / "berichten" / pad
        doel.parent.mkdir(parents=True, exist_ok=True)
        doel.write_bytes(inhoud)
        return doel

    def laad(self, **anders: object) -> LaadSamenvatting:
        return laad_berichten(self.con, self.landing, PSEUDONIEM, **({"processen": 1} | anders))  # type: ignore[arg-type]

    def regels(self) -> list[tuple[str, str, str, str | None]]:
        return self.con.execute("SELECT pad, lid, status, reden FROM raw.bestand ORDER BY pad, lid").fetchall()

    def open(self) -> list[tuple[str, str]]:
        """(pad, lid) of what is refused and not settled."""
        return self.con.execute(
            "SELECT pad, lid FROM raw.bestand WHERE status = 'quarantaine' AND opgelost_door IS NULL ORDER BY ALL"
        ).fetchall()

    def inhoud(self) -> list[tuple[object, ...]]:
        """What counts, without the file it came from."""
        return self.con.execute(
            "SELECT b.bericht_id, s.positie, s.toewijzingnummer FROM raw.bericht b JOIN raw.b305_start_product s "
            "USING (bestand_id, bericht_id) ORDER BY ALL"
        ).fetchall()


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    w = Wereld(tmp_path)
    yield w
    w.con.close()


def test_alle_soorten_bestanden(wereld: Wereld) -> None:
    wereld.leg("a.xml", bericht(1))
    wereld.leg("diep/er/B.XML", bericht(2, "Wmo"))
    wereld.leg("c.zip", zip_van(x_xml=bericht(3), map__y_xml=bericht(4), binnen_zip=zip_van(z_xml=bericht(5))))
    wereld.leg(
        "d.tar.gz", tar_van({"/absoluut.xml": bericht(6), "../omhoog.xml": bericht(7), "é\u202e.xml": bericht(8)})
    )
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.dubbel, samenvatting.quarantaine) == (8, 0, 0)
    assert samenvatting.berichten == {("Jw", "305"): 7, ("Wmo", "305"): 1}
    assert ("berichten/c.zip", "binnen.zip/z.xml", "geladen", None) in wereld.regels()
    assert not (wereld.landing.parent / "omhoog.xml").exists()


def test_bekende_bestanden_worden_niet_gelezen(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    wereld.leg("a.xml", bericht(1))
    wereld.leg("b.zip", zip_van(x_xml=bericht(2)))
    wereld.laad()
    eerst = wereld.regels(), wereld.inhoud()
    monkeypatch.setattr(berichten, "lees_bestand", lambda *_: pytest.fail("een bekend bestand is geopend"))
    samenvatting = wereld.laad()
    assert (samenvatting.bekend, samenvatting.geladen) == (2, 0)
    assert (wereld.regels(), wereld.inhoud()) == eerst


def test_gelijke_bytes_zijn_dubbel_goed_of_fout(wereld: Wereld) -> None:
    wereld.leg("a.xml", bericht(1))
    wereld.leg("b.xml", bericht(1))
    wereld.leg("c.xml", b"<x/>")
    wereld.leg("d.zip", zip_van(e_xml=b"<x/>", f_xml=bericht(1)))
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.dubbel, samenvatting.quarantaine) == (1, 3, 1)
    assert len(wereld.inhoud()) == 2
    # And again a night later, under another name.
    wereld.leg("z.xml", bericht(1))
    assert wereld.laad().dubbel == 1


def _zip_met_slechte_leden() -> bytes:
    """One member that cannot be decrypted, one with other bytes than its checksum says, and one that is good."""
    inhoud = bytearray(zip_van(a_xml=bericht(1), b_xml=bericht(2), c_xml=bericht(3)))
    eerste = inhoud.index(b"PK\x01\x02")
    inhoud[eerste + 8] |= 1
    inhoud[inhoud.index(b"PK\x03\x04", 100) + 100] ^= 0xFF
    return bytes(inhoud)


@pytest.mark.parametrize("nachten", [1, 2])
@pytest.mark.parametrize(
    ("naam", "inhoud", "geladen", "slecht"),
    [
        ("a.zip", b"PK\x03\x04rommel", 0, 1),
        ("a.zip", zip_van(), 0, 1),
        ("a.tar.gz", tar_van({"a.xml": bericht(1), "b.bin": random.Random(1).randbytes(4000)})[:-900], 1, 2),
        ("a.txt", b"bel mij even", 0, 1),
        ("a.pdf", b"", 0, 1),
        ("a.xml", b"<a>" + b" " * (25 * 1024 * 1024) + b"</a>", 0, 1),
        ("a.zip", zip_van(**{"leesmij.txt": b"zie de bijlage", "b.pdf": b"x", "c_xml": bericht(1)}), 1, 2),
        ("a.zip", zip_van(a_zip=b"PK rommel", b_xml=b"<a>" + b" " * (26 * 1024 * 1024) + b"</a>"), 0, 2),
        ("a.zip", zip_van(a_zip=zip_van(b_zip=zip_van(c_zip=zip_van(d_xml=bericht(1))))), 0, 1),
        ("a.zip", _zip_met_slechte_leden(), 1, 2),
    ],
    ids=["rommel", "leeg", "half", "txt", "pdf", "groot", "bijlagen", "grote leden", "diep", "slechte leden"],
)
def test_gelijke_bytes_die_niet_gelezen_worden_zijn_dubbel(
    wereld: Wereld, naam: str, inhoud: bytes, geladen: int, slecht: int, nachten: int
) -> None:
    """Contract chapter 4: equal bytes, good or bad. Whichever is first by night, and then by path."""
    wereld.leg(f"2/{naam}", inhoud)
    if nachten == 2:
        wereld.laad()
    wereld.leg(f"1/{naam}", inhoud)
    wereld.laad()
    per_map: dict[str, list[str]] = {"1": [], "2": []}
    for pad, _, status, _ in wereld.regels():
        per_map[pad.split("/")[1]].append(status)
    eerste, tweede = ("2", "1") if nachten == 2 else ("1", "2")
    assert sorted(per_map[eerste]) == ["geladen"] * geladen + ["quarantaine"] * slecht
    assert per_map[tweede] == ["dubbel"] * (geladen + slecht)
    for pad in (wereld.landing / "berichten").rglob("*.*"):
        os.utime(pad, (1, 1))
    eerst = wereld.regels()
    wereld.laad()
    assert wereld.regels() == eerst
    assert wereld.laad().bekend == 2


def test_ongelezen_bestanden_met_andere_bytes_zijn_niet_dubbel(wereld: Wereld) -> None:
    for naam, inhoud in (("a.zip", b"PK rommel"), ("b.zip", b"PK ander"), ("c.txt", b"x"), ("d.txt", b"y")):
        wereld.leg(naam, inhoud)
    wereld.leg("e.zip", _zip_met_slechte_leden())
    wereld.leg("f.zip", _zip_met_slechte_leden() + b"\n")
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.dubbel, samenvatting.quarantaine) == (1, 1, 8)


def test_groot_bestand_van_een_andere_soort_wordt_in_stukken_gelezen(wereld: Wereld) -> None:
    pad = wereld.leg("film.mp4", b"")
    os.truncate(pad, 200 * 1024 * 1024)
    wereld.leg("film.tar.gz", tar_van({"film.mp4": bytes(60 * 1024 * 1024)}))
    tracemalloc.start()
    try:
        wereld.laad()
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert piek < 20 * 1024 * 1024
    assert [status for _, _, status, _ in wereld.regels()] == ["quarantaine"] * 2


@pytest.mark.parametrize("naam", ["a.zip", "a.tar.gz"])
def test_archief_dat_te_veel_uitpakt(wereld: Wereld, monkeypatch: pytest.MonkeyPatch, naam: str) -> None:
    """What is only read to compare it counts too. An equal archive is still recognised."""
    monkeypatch.setattr(bronnen, "MAX_ARCHIEF_BYTES", 5000)
    leden = {"a.txt": bytes(4000), "b.xml": bericht(1), "c.pdf": bytes(9000), "d.xml": bericht(2)}
    inhoud = zip_van(**leden) if naam == "a.zip" else tar_van(leden)
    wereld.leg(f"1/{naam}", inhoud)
    wereld.leg(f"2/{naam}", inhoud)
    samenvatting = wereld.laad()
    assert "uitgepakt te groot" in samenvatting.afkeuringen[-1].reden
    assert samenvatting.dubbel == samenvatting.geladen + samenvatting.quarantaine


def test_aangeraakt_bestand_verandert_niets(wereld: Wereld) -> None:
    for naam, inhoud in (("a.xml", bericht(1)), ("b.xml", bericht(1)), ("c.xml", b"<x/>"), ("d.zip", b"PK rommel")):
        wereld.leg(naam, inhoud)
    wereld.laad()
    eerst = wereld.regels(), wereld.inhoud()
    for pad in (wereld.landing / "berichten").iterdir():
        os.utime(pad, (1, 1))
    wereld.laad()
    assert (wereld.regels(), wereld.inhoud()) == eerst


def test_ander_bestand_op_hetzelfde_pad_is_een_nieuw_bestand(wereld: Wereld) -> None:
    wereld.leg("a.xml", bericht(1))
    wereld.laad()
    wereld.leg("a.xml", bericht(2))
    os.utime(wereld.landing / "berichten/a.xml", (5, 5))
    assert wereld.laad().geladen == 1
    assert len(wereld.regels()) == 2


def _tar_met_kop(soort: bytes, omvang: int) -> bytes:
    """A tar whose extended header claims and has this size."""
    kop = tarfile.TarInfo("kop")
    kop.type, kop.size = soort, omvang
    return gzip.compress(kop.tobuf() + b"a" * omvang + bytes(-omvang % 512 + 1024), 1)


def _tar_met_keten(aantal: int) -> bytes:
    """Long-name headers that each announce another."""
    kop = tarfile.TarInfo("kop")
    kop.type, kop.size = tarfile.GNUTYPE_LONGNAME, 4
    return gzip.compress((kop.tobuf() + b"naam".ljust(512, b"\0")) * aantal)


def _zip_met(methode: int, leugen: int) -> bytes:
    """A zip of 20 MB of zeros in another method than usual, of which the header says it is this small."""
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", methode) as archief:
        archief.writestr("a.xml", bytes(20 * 1024 * 1024))
    inhoud = bytearray(stroom.getvalue())
    plaats = inhoud.index(b"PK\x01\x02") + 24
    inhoud[plaats : plaats + 4] = leugen.to_bytes(4, "little")
    return bytes(inhoud)


def _tar_met_omvang(omvang: str) -> bytes:
    """A tar of which the extended header says how large its member is."""
    lid = tarfile.TarInfo("a.xml")
    lid.pax_headers = {"size": omvang}
    return gzip.compress(lid.tobuf(tarfile.PAX_FORMAT) + bytes(1024))


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("omvang.tar.gz", _tar_met_omvang("9" * 20), "te groot"),
        ("pax.tar.gz", _tar_met_kop(tarfile.XHDTYPE, 40 * 1024 * 1024), "beschadigd"),
        ("naam.tar.gz", _tar_met_kop(tarfile.GNUTYPE_LONGNAME, 40 * 1024 * 1024), "beschadigd"),
        ("keten.tar.gz", _tar_met_keten(3000), "beschadigd"),
        ("lzma.zip", _zip_met(zipfile.ZIP_LZMA, 100), "ongewoon ingepakt"),
        ("bzip2.zip", _zip_met(zipfile.ZIP_BZIP2, 100), "ongewoon ingepakt"),
        ("leugen.zip", _zip_met(zipfile.ZIP_DEFLATED, 100), "beschadigd"),
        ("leeg.xml", b"", "leeg"),
        ("leeg.zip", b"", "beschadigd"),
        ("rommel.zip", b"PK\x03\x04rommel", "beschadigd"),
        ("rommel.tar.gz", b"\x1f\x8brommel", "beschadigd"),
        ("niets.zip", zip_van(), "het archief is leeg"),
        ("niets.tar.gz", tar_van({}), "het archief is leeg"),
        ("brief.docx", b"x", "dit soort bestand wordt niet gelezen"),
        ("wmo303.ei", EI, "EI-standaard (WMO303)"),
        ("wmo303.xml", EI, "EI-standaard (WMO303)"),
        ("wmo303.zip", zip_van(a_txt=EI), "EI-standaard (WMO303)"),
        ("wmo303.tar.gz", tar_van({"a": EI}), "EI-standaard (WMO303)"),
        ("groot.xml", b"<a>" + b" " * (25 * 1024 * 1024) + b"</a>", "25 MB"),
        ("bom.zip", zip_van(a_xml=b"<a>" + b" " * (26 * 1024 * 1024) + b"</a>"), "25 MB"),
        ("diep.zip", zip_van(a_zip=zip_van(b_zip=zip_van(c_zip=zip_van(d_xml=bericht(1))))), "3 lagen"),
        ("half.tar.gz", gzip.compress(b"x" * 700)[:-9], "beschadigd"),
    ],
)
def test_slechte_bestanden_komen_in_quarantaine(wereld: Wereld, naam: str, inhoud: bytes, reden: str) -> None:
    wereld.leg(naam, inhoud)
    wereld.leg("goed.xml", bericht(1))
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.quarantaine) == (1, 1)
    assert reden in samenvatting.afkeuringen[0].reden
    assert wereld.laad().bekend == 2


def test_eindeloos_diepe_mappen_zijn_een_regel(wereld: Wereld) -> None:
    """And what lies beside them, or less deep in them, is read."""
    wereld.leg("a.xml", bericht(1))
    wereld.leg(f"{'d/' * MAX_MAPDIEPTE}b.xml", bericht(2))
    wereld.leg(f"{'d/' * (MAX_MAPDIEPTE + 1)}c.xml", bericht(3))
    wereld.leg("z.xml", bericht(4))
    with diepe_mappen(wereld.landing / "berichten"):
        samenvatting = wereld.laad()
        (diep,) = samenvatting.afkeuringen
        assert samenvatting.geladen == 3 and "mappen diep" in diep.reden
        assert diep.pad == "berichten" + "/d" * (MAX_MAPDIEPTE + 1)
        assert wereld.laad().bekend == 3


def test_lid_zonder_naam_houdt_de_andere_niet_tegen(wereld: Wereld) -> None:
    inhoud = bytearray(zip_van(a=b"x", b_xml=bericht(1)))
    # The one letter of its name becomes an extra field of one byte, here and in the directory.
    inhoud[26:30] = (0x0001_0000).to_bytes(4, "little")
    plaats = inhoud.index(b"PK\x01\x02") + 28
    inhoud[plaats : plaats + 4] = (0x0001_0000).to_bytes(4, "little")
    wereld.leg("a.zip", bytes(inhoud))
    wereld.laad()
    assert [(lid, status) for _, lid, status, _ in wereld.regels()] == [("", "quarantaine"), ("b.xml", "geladen")]


def test_leden_voor_de_breuk_worden_geladen(wereld: Wereld) -> None:
    """A truncated tar: what came through counts, the archive itself is listed as damaged."""
    heel = tar_van({f"{nr}.xml": os.urandom(0) + bericht(nr) for nr in range(40)})
    wereld.leg("half.tar.gz", heel[: len(heel) * 2 // 3])
    samenvatting = wereld.laad()
    assert 0 < samenvatting.geladen < 40
    assert samenvatting.afkeuringen[0].lid == ""
    # The whole archive arrives later: the rest is added, nothing doubles.
    wereld.leg("half.tar.gz", heel)
    wereld.laad()
    assert len(wereld.inhoud()) == 80
    assert wereld.open() == []


def test_versleuteld_lid_en_onjuiste_crc(wereld: Wereld) -> None:
    inhoud = bytearray(zip_van(a_xml=bericht(1)))
    plaats = inhoud.index(b"PK\x01\x02")
    versleuteld = bytes(inhoud[: plaats + 8]) + b"\x01" + bytes(inhoud[plaats + 9 :])
    wereld.leg("versleuteld.zip", versleuteld)
    inhoud[60] ^= 0xFF
    wereld.leg("crc.zip", bytes(inhoud))
    redenen = {a.pad: a.reden for a in wereld.laad().afkeuringen}
    assert "versleuteld" in redenen["berichten/versleuteld.zip"]
    assert "beschadigd" in redenen["berichten/crc.zip"]


def test_verwijzing_wordt_niet_gevolgd(wereld: Wereld) -> None:
    elders = wereld.landing.parent / "elders.xml"
    elders.write_bytes(bericht(1))
    wereld.leg("goed.xml", bericht(2))
    (wereld.landing / "berichten" / "link.xml").symlink_to(elders)
    (wereld.landing / "berichten" / "kring").symlink_to(wereld.landing)
    samenvatting = wereld.laad()
    assert samenvatting.geladen == 1
    assert {a.reden for a in samenvatting.afkeuringen} == {"dit is geen gewoon bestand maar een verwijzing of apparaat"}


def test_dubbele_naam_in_een_archief(wereld: Wereld) -> None:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w") as archief, pytest.warns(UserWarning, match="Duplicate"):
        archief.writestr("a.xml", bericht(1))
        archief.writestr("a.xml", bericht(2))
        archief.writestr("a.xml", bericht(1))
    wereld.leg("a.zip", stroom.getvalue())
    wereld.laad()
    assert [(lid, status) for _, lid, status, _ in wereld.regels()] == [
        ("a.xml", "geladen"),
        ("a.xml (2)", "geladen"),
        ("a.xml (3)", "dubbel"),
    ]


@pytest.mark.parametrize("fout", [PermissionError(13, "nee"), FileNotFoundError(2, "weg"), OSError(5, "io")])
def test_onleesbaar_bestand_wordt_later_opnieuw_geprobeerd(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, fout: OSError
) -> None:
    wereld.leg("a.xml", bericht(1))
    echt: Callable[..., Iterator[object]] = berichten.lees_bestand

    def stuk(*_: object) -> Iterator[object]:
        raise fout
        yield

    monkeypatch.setattr(berichten, "lees_bestand", stuk)
    assert wereld.laad().quarantaine == 1
    monkeypatch.setattr(berichten, "lees_bestand", echt)
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.bekend) == (1, 0)
    assert [status for _, _, status, _ in wereld.regels()] == ["geladen"]


def test_bestand_dat_verdwijnt_voor_het_bekeken_is(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renamed by the transfer, say: it is not there, and nobody has to look into it."""
    for naam in ("berichten/a.xml", "berichten/weg.xml", "weg.xml"):
        wereld.leg(f"../{naam}", bericht(1))
    lees_map = os.scandir

    @contextmanager
    def zonder(map_: str) -> Iterator[list[os.DirEntry[str]]]:
        with lees_map(map_) as items:
            gevonden = list(items)
        Path(map_, "weg.xml").unlink(missing_ok=True)
        yield gevonden

    def weg(pad: Path) -> os.stat_result:
        raise FileNotFoundError(2, str(pad))

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(bronnen.os, "scandir", zonder)
        tijdelijk.setattr(Path, "lstat", weg)
        samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.quarantaine) == (1, 0)
    assert [pad for pad, *_ in wereld.regels()] == ["berichten/a.xml"]


def test_bestand_dat_tijdens_het_lezen_verandert(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = wereld.leg("a.xml", bericht(1)[:200])
    echt = os.read

    def lees(nummer: int, aantal: int) -> bytes:
        pad.write_bytes(bericht(1))
        return echt(nummer, aantal)

    monkeypatch.setattr(os, "read", lees)
    assert "veranderde tijdens het lezen" in wereld.laad().afkeuringen[0].reden
    monkeypatch.undo()
    assert wereld.laad().geladen == 1
    assert [status for _, _, status, _ in wereld.regels()] == ["geladen"]


@pytest.mark.parametrize("partij", [1, 3, 7])
@pytest.mark.parametrize("stap", range(6))
def test_gedood_op_elk_moment(wereld: Wereld, monkeypatch: pytest.MonkeyPatch, partij: int, stap: int) -> None:
    """The run dies at the n-th commit; the next one ends as if nothing happened."""
    for nr in range(4):
        wereld.leg(f"{nr}.xml", bericht(nr))
    wereld.leg("a.zip", zip_van(**{f"l{nr}_xml": bericht(100 + nr) for nr in range(6)}, fout_xml=b"<x/>"))
    wereld.leg("b.tar.gz", tar_van({f"l{nr}.xml": bericht(200 + nr) for nr in range(6)} | {"dubbel.xml": bericht(1)}))
    wereld.leg("c.zip", b"PK rommel")
    wereld.leg("d.zip", zip_van(**{"los.txt": b"PK rommel"}))
    monkeypatch.setattr(berichten, "PARTIJ_AANTAL", partij)
    gedaan = 0

    def onderbreek(_: str) -> None:
        nonlocal gedaan
        gedaan += 1
        if gedaan > stap:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wereld.laad(voortgang=onderbreek)
        raise KeyboardInterrupt
    wereld.laad()
    assert len(wereld.inhoud()) == 16 * 2
    statussen = [status for _, _, status, _ in wereld.regels()]
    assert (statussen.count("geladen"), statussen.count("dubbel"), statussen.count("quarantaine")) == (16, 2, 2)
    assert wereld.laad().bekend == 8


def test_nieuwe_catalogus_beoordeelt_afgekeurde_bestanden_opnieuw(wereld: Wereld) -> None:
    """What an older catalogue refused is judged again, also a copy whose original left; what it accepted is not."""
    wereld.leg("a.xml", bericht(1, berichttype="307"))
    wereld.leg("b.xml", bericht(2, berichttype="305"))
    wereld.leg("c.xml", bericht(1, berichttype="307"))
    oud = replace(CATALOGUS, versie="oud", berichten=tuple(b for b in CATALOGUS.berichten if b.berichttype == "305"))
    samenvatting = wereld.laad(catalogus=oud)
    assert (samenvatting.geladen, samenvatting.dubbel, samenvatting.quarantaine) == (1, 1, 1)
    (wereld.landing / "berichten" / "a.xml").unlink()
    samenvatting = wereld.laad()
    assert (samenvatting.bekend, samenvatting.geladen, samenvatting.quarantaine) == (1, 1, 0)
    assert ("berichten/c.xml", "", "geladen", None) in wereld.regels()
    assert wereld.con.execute("SELECT count(*) FROM raw.b307_stop_product").fetchone() == (2,)


def test_bsn_in_de_bestandsnaam_komt_nergens_terecht(wereld: Wereld) -> None:
    wereld.leg(f"{TEST_BSN}_305.xml", bericht(1))
    wereld.leg(f"map_{TEST_BSN}/kapot.xml", b"<x/>")
    wereld.leg("a.zip", zip_van(**{f"{TEST_BSN}_xml": bericht(2)}))
    samenvatting = wereld.laad()
    assert TEST_BSN not in repr(samenvatting) + repr(wereld.regels())
    assert samenvatting.geladen == 2


def test_andere_sleutel_wordt_geweigerd(wereld: Wereld) -> None:
    controleer_sleutel(wereld.con, PSEUDONIEM)
    controleer_sleutel(wereld.con, PSEUDONIEM)
    with pytest.raises(SleutelAfwijking, match="PEILSTOK_SLEUTEL"):
        controleer_sleutel(wereld.con, Pseudonimiseerder("een andere"))


@pytest.mark.parametrize(
    ("schade", "wat"),
    [
        ("DROP TABLE raw.b305_start_product", "tabel raw.b305_start_product ontbreekt"),
        ("DROP TABLE raw.bericht", "tabel raw.bericht ontbreekt"),
        ("DROP TABLE raw.bestand", "tabel raw.bestand ontbreekt"),
        ("DROP TABLE raw.sleutel", "tabel raw.sleutel ontbreekt"),
        ("ALTER TABLE raw.b305_client DROP geboortemaand", "kolom geboortemaand van tabel raw.b305_client"),
        ("DELETE FROM raw.bericht", "raw.bericht is leeg"),
    ],
)
def test_magazijn_dat_iets_mist_wordt_geweigerd(wereld: Wereld, schade: str, wat: str) -> None:
    wereld.leg("a.xml", bericht(1))
    wereld.laad()
    wereld.con.execute(schade)
    tabellen = wereld.con.execute("SELECT count(*) FROM duckdb_tables()").fetchall()
    for _ in range(2):
        with pytest.raises(MagazijnBeschadigd, match=wat):
            maak_schema(wereld.con, CATALOGUS)
    assert wereld.con.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == tabellen


def test_wat_elke_nacht_wordt_gevuld_mag_ontbreken(wereld: Wereld) -> None:
    """And a warehouse of before this was kept, or with columns that are new, is no damaged one."""
    wereld.leg("a.xml", bericht(1))
    wereld.laad()
    for schade in (
        *("DROP TABLE raw.bekend", "DROP TABLE raw.instelling", "DROP TABLE raw.gemaakt"),
        "DELETE FROM raw.gemaakt WHERE tabel = 'bericht'; ALTER TABLE raw.bericht DROP COLUMN xslt_versie",
    ):
        wereld.con.execute(schade)
        maak_schema(wereld.con, CATALOGUS)
    assert wereld.laad().geladen == 0
    assert wereld.con.execute("SELECT count(*), count(DISTINCT bericht_id) FROM raw.bericht").fetchall() == [(1, 1)]


def test_meer_processen_geven_dezelfde_tabellen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berichten, "PARTIJ_AANTAL", 3)
    inhoud = []
    for processen in (1, 2):
        w = Wereld(tmp_path / str(processen))
        for nr in range(9):
            w.leg(f"{nr}.xml", bericht(nr % 7) if nr != 3 else b"<x/>")
        w.leg("a.zip", zip_van(**{f"l{nr}_xml": bericht(50 + nr) for nr in range(6)}))
        for naam in ("b.zip", "c.zip", "d.pdf"):
            w.leg(naam, b"PK rommel")
        samenvatting = w.laad(processen=processen)
        tabellen = [f"raw.{naam}" for (naam,) in w.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        inhoud.append(
            [samenvatting]
            + [
                w.con.execute(f"SELECT * EXCLUDE (geladen_op) FROM {t} ORDER BY ALL").fetchall()
                for t in tabellen
                if t == "raw.bestand"
            ]
            + [
                w.con.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall()
                for t in sorted(tabellen)
                if t not in ("raw.bestand", "raw.bekend")
            ]
        )
        w.con.close()
    assert inhoud[0] == inhoud[1]


def test_bericht_dat_een_proces_doodt_wordt_geweigerd(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash in the C library under us costs one message, not the night."""
    monkeypatch.setattr(berichten, "PARTIJ_AANTAL", 3)
    monkeypatch.setattr(werkers, "_MODULE", "tests.laden.werker_die_sterft")
    for nr in range(14):
        wereld.leg(f"{nr:02}.xml", bericht(nr) if nr != 7 else DODELIJK)
    samenvatting = wereld.laad(processen=2)
    assert (samenvatting.geladen, samenvatting.quarantaine) == (13, 1)
    assert samenvatting.afkeuringen[0].pad == "berichten/07.xml"
    assert samenvatting.afkeuringen[0].reden == VASTGELOPEN
    # A second one with these bytes is its duplicate.
    gevonden = wereld.con.execute("SELECT inhoud_hash, ongelezen FROM raw.bestand WHERE status = 'quarantaine'")
    assert gevonden.fetchall() == [(PSEUDONIEM.bytes_hash(DODELIJK), True)]


@pytest.mark.parametrize("inhoud", [DODELIJK, EINDELOOS], ids=["sterft", "hangt"])
def test_ook_een_enkel_bericht_wordt_buiten_dit_proces_gelezen(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, inhoud: bytes
) -> None:
    """A night with little news is no less a night."""
    monkeypatch.setattr(werkers, "_MODULE", "tests.laden.werker_die_sterft")
    monkeypatch.setattr(werkers, "_SECONDEN_STUK", 3)
    monkeypatch.setattr(werkers, "_SECONDEN_LID", 8)
    wereld.leg("a.xml", bericht(1))
    wereld.leg("b.xml", inhoud)
    samenvatting = wereld.laad(processen=None)
    assert (samenvatting.geladen, samenvatting.afkeuringen[0].reden) == (1, VASTGELOPEN)


def test_proces_dat_twee_keer_door_iets_anders_sterft_kost_geen_bericht(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when memory is short: the piece, and then the first member by itself."""
    monkeypatch.setattr(berichten, "PARTIJ_AANTAL", 3)
    ontvang, keren = werkers._Werker.ontvang, iter(range(100))

    def sterf_eerst(werker: werkers._Werker, seconden: float) -> werkers.Oordeel:
        if next(keren) < 2:
            werker.proces.kill()
            werker.proces.wait()
            raise EOFError
        return ontvang(werker, seconden)

    monkeypatch.setattr(werkers._Werker, "ontvang", sterf_eerst)
    for nr in range(8):
        wereld.leg(f"{nr}.xml", bericht(nr))
    assert wereld.laad(processen=2).geladen == 8


def test_ctrl_c_is_aan_de_ouder() -> None:
    """A terminal gives it to all processes; what it means is for the one that was started by hand."""
    werker = werkers._Werker(CATALOGUS, PSEUDONIEM)
    try:
        for _ in range(2):
            werker.stuur([])
            assert werker.ontvang(60).gelezen == []
            werker.proces.send_signal(signal.SIGINT)
    finally:
        werker.stop()
    assert werker.proces.returncode == 0


def test_wie_een_fout_bewaart_houdt_geen_processen_vast(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berichten, "PARTIJ_AANTAL", 3)
    gemaakt = []

    class Proces(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **anders: Any) -> None:
            super().__init__(*args, **anders)
            gemaakt.append(self)

    def breek_af(_: str) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr(subprocess, "Popen", Proces)
    for nr in range(12):
        wereld.leg(f"{nr}.xml", bericht(nr))
    with pytest.raises(RuntimeError, match="kapot") as fout:
        wereld.laad(processen=2, voortgang=breek_af)
    assert fout.tb and len(gemaakt) == 2
    assert all(proces.poll() is not None for proces in gemaakt)


def test_een_fout_van_ons_kost_een_bericht_en_niet_de_nacht(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason says where it went wrong, without what the error quotes."""
    lees = Lezer.lees

    def lees_of_struikel(zelf: Lezer, inhoud: bytes, bestand_id: str | None = None) -> object:
        if b">70707<" in inhoud:
            raise ValueError(f"onleesbaar: {TEST_BSN}")
        return lees(zelf, inhoud, bestand_id)

    monkeypatch.setattr(Lezer, "lees", lees_of_struikel)
    wereld.leg("goed.xml", bericht(1))
    wereld.leg("fout.xml", bericht(70707))
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.quarantaine) == (1, 1)
    reden = samenvatting.afkeuringen[0].reden
    assert reden.startswith(f"{VASTGELOPEN}; meld dit aan het datateam (ValueError in test_laden.py regel ")
    assert TEST_BSN not in reden


def test_lege_of_ontbrekende_landing(wereld: Wereld) -> None:
    assert wereld.laad() == LaadSamenvatting()


def test_gecorrigeerd_bericht_lost_de_oude_regel_op(wereld: Wereld) -> None:
    """By its own identity under another name, or on the same place; a line that never came right stays open."""
    goed = bericht(1)
    fout = goed.replace(b"2026-03-15</m:Begindatum>", b"2026-02-30</m:Begindatum>")
    assert fout != goed
    wereld.leg("a.xml", fout)
    wereld.leg("b.xml", b"<x/>")
    wereld.leg("c.xml", b"<y/>")
    wereld.laad()

    def regels() -> list[tuple[str, str, str | None, str | None]]:
        return wereld.con.execute(
            "SELECT f.pad, f.identificatie, g.pad, f.reden FROM raw.bestand f LEFT JOIN raw.bestand g "
            "ON f.opgelost_door = g.bestand_id WHERE f.status = 'quarantaine' ORDER BY 1"
        ).fetchall()

    reden = "Begindatum '2026-02-30' is geen bestaande datum"
    assert regels()[0] == ("berichten/a.xml", "1", None, reden)
    wereld.leg("nieuw/a_correctie.xml", goed)
    wereld.leg("b.xml", bericht(2))
    wereld.laad()
    assert [r[:3] for r in regels()] == [
        ("berichten/a.xml", "1", "berichten/nieuw/a_correctie.xml"),
        ("berichten/b.xml", None, "berichten/b.xml"),
        ("berichten/c.xml", None, None),
    ]


def test_zelfde_naam_in_een_archief_lost_een_ander_bericht_niet_op(wereld: Wereld) -> None:
    """Names in archives come back every week with other messages."""
    wereld.leg("levering.zip", zip_van(a_xml=bericht(1).replace(b"2026-03-15<", b"2026-02-30<")))
    wereld.laad()
    wereld.leg("levering.zip", zip_van(a_xml=bericht(9)))
    wereld.laad()
    assert wereld.con.execute("SELECT opgelost_door FROM raw.bestand WHERE status = 'quarantaine'").fetchall() == [
        (None,)
    ]


def test_goed_archief_lost_het_kapotte_op(wereld: Wereld) -> None:
    """On the place of the broken one or of a copy of it, also when what came first was broken in another way."""
    goed = zip_van(a_xml=bericht(1), b_xml=bericht(2))
    wereld.leg("a.zip", goed[:-30])
    wereld.leg("b.zip", goed[:-30])
    wereld.leg("c.zip", b"PK rommel")
    wereld.leg("d.zip", _zip_met_slechte_leden())
    wereld.laad()
    assert [pad for pad, _ in wereld.open()] == [f"berichten/{naam}.zip" for naam in "acdd"]
    wereld.leg("a.zip", goed[:-20])
    wereld.laad()
    assert [pad for pad, _ in wereld.open()] == [f"berichten/{naam}.zip" for naam in "acdd"]
    wereld.leg("a.zip", goed)
    wereld.leg("d.zip", zip_van(a_xml=bericht(1), b_xml=bericht(2), c_xml=bericht(3)))
    wereld.laad()
    assert wereld.open() == [("berichten/c.zip", "")]
    oplossing = wereld.con.execute(
        "SELECT DISTINCT fout.pad, goed.pad FROM raw.bestand fout JOIN raw.bestand goed "
        "ON fout.opgelost_door = goed.bestand_id ORDER BY ALL"
    ).fetchall()
    assert oplossing == [("berichten/a.zip", "berichten/a.zip"), ("berichten/d.zip", "berichten/d.zip")]
    # Once seen is seen: the same broken bytes are a duplicate, also when they have been settled.
    wereld.leg("e.zip", goed[:-30])
    assert wereld.laad().dubbel == 1


def test_goed_archief_op_de_plaats_van_een_kopie_lost_de_eerste_op(wereld: Wereld) -> None:
    wereld.leg("a.zip", b"PK rommel")
    wereld.leg("b.zip", b"PK rommel")
    wereld.laad()
    # Something else that is no good does not.
    wereld.leg("b.zip", b"PK ander")
    wereld.laad()
    assert wereld.open() == [("berichten/a.zip", ""), ("berichten/b.zip", "")]
    wereld.leg("b.zip", zip_van(a_xml=bericht(1)))
    wereld.laad()
    assert wereld.open() == []


@pytest.mark.parametrize("eerst", ["a.txt", "a.xml"])
def test_bericht_onder_een_verkeerde_naam(wereld: Wereld, eerst: str) -> None:
    """Delivered again under a name that says what it is, it is loaded and the old line is settled."""
    wereld.leg(eerst, bericht(1))
    wereld.laad()
    wereld.leg("a.xml" if eerst == "a.txt" else "a.txt", bericht(1))
    wereld.laad()
    assert wereld.open() == []
    assert len(wereld.inhoud()) == 2


def test_namen_kunnen_geen_regel_op_het_scherm_worden(wereld: Wereld) -> None:
    wereld.leg("naam\nKlaar in 1 seconde.xml", b"<x/>")
    wereld.leg("esc\x1b[31mrood \u202e.xml", b"<x y='1'/>")
    wereld.leg("a.zip", zip_van(**{"x" * 3000 + "_xml": bericht(1)}))
    samenvatting = wereld.laad()
    assert all(a.pad.isprintable() for a in samenvatting.afkeuringen)
    assert "berichten/naam\\nKlaar in 1 seconde.xml" in {a.pad for a in samenvatting.afkeuringen}
    assert max(len(lid) for _, lid, _, _ in wereld.regels()) < 600


def test_bericht_buiten_de_map_berichten_wordt_genoemd(wereld: Wereld) -> None:
    wereld.leg("../los.xml", bericht(1))
    wereld.leg("goed.xml", bericht(2))
    samenvatting = wereld.laad()
    assert samenvatting.geladen == 1
    assert [(a.pad, a.reden) for a in samenvatting.afkeuringen] == [
        ("los.xml", "dit bestand ligt niet in de map berichten en is niet gelezen")
    ]


def test_leesfout_van_de_schijf_is_geen_beschadigd_archief(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    wereld.leg("a.zip", zip_van(a_xml=bericht(1)))

    def stuk(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipFile, "infolist", stuk)
    assert "volgende keer opnieuw" in wereld.laad().afkeuringen[0].reden
    monkeypatch.undo()
    assert wereld.laad().geladen == 1
    assert [status for _, _, status, _ in wereld.regels()] == ["geladen"]


def test_bsn_van_een_ander_in_de_identificatie_staat_nergens(wereld: Wereld) -> None:
    """Masked in the line about the file as it is in the message itself, accepted or refused."""
    ander = "999999990"
    wereld.leg("goed.xml", bericht(int(ander)))
    wereld.leg("fout.xml", bericht(int(ander)).replace(b"2026-03-15<", b"2026-02-30<"))
    wereld.laad()
    gelezen = wereld.con.execute(
        "SELECT f.identificatie, b.identificatie FROM raw.bestand f LEFT JOIN raw.bericht b USING (bestand_id)"
    ).fetchall()
    assert len(gelezen) == 2 and ander not in repr(gelezen)
    assert {rij[0] for rij in gelezen} == {gemaskeerd for _, gemaskeerd in gelezen if gemaskeerd}


def test_archief_naast_de_map_berichten_met_dezelfde_beginletters(wereld: Wereld) -> None:
    wereld.leg("../berichten_week_1.zip", zip_van(a_xml=bericht(1)))
    samenvatting = wereld.laad()
    assert (samenvatting.geladen, samenvatting.quarantaine) == (0, 1)
    assert "ligt niet in de map berichten" in samenvatting.afkeuringen[0].reden


def _kop(wereld: Wereld) -> list[tuple[object, ...]]:
    return wereld.con.execute(
        "SELECT pad[11:], wet, berichttype, release, gemeente_code, aanbieder_agb, dagtekening::VARCHAR "
        "FROM raw.bestand WHERE status = 'quarantaine' ORDER BY pad"
    ).fetchall()


def _met_kop(wet: str, berichttype: str, **velden: str) -> bytes:
    """A message with these values (path -> text), refused because its first class has an element too many."""
    wortel = maak(CATALOGUS.bericht(wet, berichttype), False)
    for pad, tekst in velden.items():
        zet(wortel, f"Header/{pad.replace('__', '/')}", tekst)
    wortel.append(etree.Element("Extra"))
    return etree.tostring(wortel)


def test_van_een_afgekeurd_bericht_blijft_de_kop(wereld: Wereld) -> None:
    """Which law, kind, release, parties and day: without it nobody can say what is missing (marts.dim_dekking)."""
    datum = {"BerichtIdentificatie__Dagtekening": "2022-01-15"}
    oud = _met_kop("Wmo", "301", **datum).replace(b"/3_2/", b"/3_1/")
    wereld.leg("a_release.xml", oud)
    # A type that no release we read has.
    wereld.leg("b_soort.xml", _met_kop("Jw", "305", **datum).replace(b"/3_2/jw305", b"/2_3/jw303"))
    wereld.leg("c_schema.xml", _met_kop("Jw", "307", **datum))
    # A header may hold anything; only what has the form of a code or a date is kept.
    vreemd = {"Afzender": TEST_BSN, "Ontvanger": "Jansen", "BerichtIdentificatie__Dagtekening": "15-01-2022"}
    wereld.leg("d_vreemd.xml", _met_kop("Jw", "307", **vreemd))
    wereld.leg("e_kapot.xml", b"<Bericht")
    wereld.leg("f_anders.xml", b"<Header><Afzender>0384</Afzender></Header>")
    # Equal bytes: not missing twice.
    wereld.leg("g_dubbel.xml", oud)
    wereld.leg("goed.xml", bericht(1))
    wereld.laad()
    partijen = ("0384", "42420001")
    assert _kop(wereld) == [
        ("a_release.xml", "Wmo", "301", "3.1", *partijen, "2022-01-15"),
        ("b_soort.xml", "Jw", "303", "2.3", *partijen, "2022-01-15"),
        ("c_schema.xml", "Jw", "307", "3.2", *partijen, "2022-01-15"),
        ("d_vreemd.xml", "Jw", "307", "3.2", None, None, None),
        ("e_kapot.xml", None, None, None, None, None, None),
        ("f_anders.xml", None, None, None, None, None, None),
    ]


def test_warehouse_van_voor_de_koppen_vult_ze_alsnog(wereld: Wereld) -> None:
    wereld.leg("fout.xml", _met_kop("Jw", "307"))
    wereld.leg("goed.xml", bericht(1))
    wereld.laad()
    verwacht = _kop(wereld)
    for kolom in ("release", "gemeente_code", "aanbieder_agb", "dagtekening"):
        wereld.con.execute(f"ALTER TABLE raw.bestand DROP COLUMN {kolom}")
    # of a time in which it was not kept either which tables were made
    wereld.con.execute("DROP TABLE raw.gemaakt")
    wereld.con.execute("UPDATE raw.bekend SET catalogus_versie = ?", [CATALOGUS.versie])
    wereld.con.execute("UPDATE raw.bestand SET wet = NULL, berichttype = NULL WHERE status = 'quarantaine'")
    samenvatting = wereld.laad()
    assert (samenvatting.bekend, samenvatting.quarantaine) == (1, 1)
    assert _kop(wereld) == verwacht
    assert wereld.laad().bekend == 2
