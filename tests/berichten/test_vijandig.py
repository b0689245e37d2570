"""Input made to hurt: refused with a reason, in bounded time and memory, without reading anything else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder

LEZER = Lezer(laad_catalogus(), Pseudonimiseerder("sleutel van de test"))
MB = 1024 * 1024
BERICHT = b'<Bericht xmlns="http://www.istandaarden.nl/ijw/3_2/jw305/schema"'


def _lach(diepte: int) -> bytes:
    entiteiten = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, diepte))
    return b'<!DOCTYPE a [<!ENTITY l0 "ha">' + entiteiten + b"]><a>&l%d;</a>" % (diepte - 1)


GEVALLEN: dict[str, tuple[bytes, str]] = {
    "billion laughs": (_lach(12), "DTD"),
    "billion laughs na commentaar": (b"<!--" + b"x" * 9000 + b"-->" + _lach(12), "DTD|entiteit"),
    "kwadratische entiteit": (
        b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 100_000 + b'">]><a>' + b"&x;" * 100_000 + b"</a>",
        "DTD",
    ),
    "entiteit in een kenmerk": (b'<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>', "DTD"),
    "parameterentiteit": (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><a/>', "DTD"),
    "externe DTD": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "DTD"),
    "diepte": (BERICHT + b">" + b"<a>" * 100_000, "diep"),
    "grote tekst": (BERICHT + b">" + b"x" * (11 * MB) + b"</Bericht>", "geen geldige XML"),
    "miljoen kenmerken": (
        BERICHT + b" " + b" ".join(b'a%d="1"' % n for n in range(1_000_000)) + b"/>",
        "geen geldige XML",
    ),
    "veel namespaces": (
        BERICHT + b" " + b" ".join(b'xmlns:a%d="urn:%d"' % (n, n) for n in range(200_000)) + b"/>",
        "ontbreekt",
    ),
    "miljoenen elementen": (b"<a>" + b"<a/>" * (6 * MB) + b"</a>", "meer elementen"),
    "veel onbekende elementen": (BERICHT + b">" + b"<x/>" * MB + b"</Bericht>", "Header"),
    "lange naam": (b"<" + b"a" * (20 * MB) + b"/>", "geen geldige XML"),
    "nulbytes": (b"<a>\x00</a>", "XML"),
    "stuurtekens": (b"<a>\x08</a>", "XML"),
    "UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "onbekend bericht"),
    "tweede wortel": (b"<a/><a/>", "XML"),
    "tekst na de wortel": (b"<a/>rommel", "XML"),
    "XInclude": (
        b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>',
        "onbekend bericht",
    ),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_vijandige_invoer_wordt_geweigerd(naam: str) -> None:
    inhoud, reden = GEVALLEN[naam]
    with pytest.raises(Afkeuring, match=reden):
        LEZER.lees(inhoud)


def test_externe_entiteit_wordt_niet_gelezen(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.txt"
    geheim.write_text("dit-is-geheim")
    inhoud = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{geheim.as_uri()}">]><a>&x;</a>'
    for codering in ("utf-8", "utf-16"):
        with pytest.raises(Afkeuring) as fout:
            LEZER.lees(inhoud.encode(codering))
        assert "geheim" not in fout.value.reden.replace("DTD", "")


def test_geheugen_blijft_begrensd() -> None:
    """The costliest documents that are still parsed stay under 600 MB above the bare process."""
    meting = (
        "import resource; from tests.berichten.test_vijandig import LEZER, BERICHT, MB\n"
        "def piek(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "voor = piek()\n"
        "for kind in (b'<x/>', b'<x></x>', b'<x>1</x>', b'<b:x xmlns:b=\"b\"/>'):\n"
        "    inhoud = BERICHT + b'>' + kind * min(2_900_000 // kind.count(b'<'), 24 * MB // len(kind))\n"
        "    inhoud += b'</Bericht>'\n"
        "    try: LEZER.lees(inhoud)\n"
        "    except Exception as fout: assert 'Header' in str(fout)\n"
        "print((piek() - voor) // 1024)"
    )
    uit = subprocess.run([sys.executable, "-c", meting], capture_output=True, text=True, check=True)
    assert int(uit.stdout) < 600, uit.stdout
