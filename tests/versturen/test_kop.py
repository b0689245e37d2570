"""Headers made of names: read back unchanged by readers that are not ours, and never more than one header."""

from __future__ import annotations

import re
from base64 import b64decode
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peilstok.versturen.kop import adreskop, tekstkop, vaste_kop

NAMEN = [
    "Kinderpraktijk “De Vlieger” – ’s-Hertogenbosch",
    'Stichting Jeugdhulp Fryslân, Súdwest & Zöe-Müller-Lüdenscheidt "Het Nest"',
    "Zorg =?utf-8?q?x?= en meer",
    "=?utf-8?q?Zorg=0d=0aReply-To:_e@v.nl=0d=0a=0d=0aKlik?=",
    "=?utf-8?b?aGFsbG8=?=",
    "é" * 300,
    "x" * 300,
    "een lange naam in gewone letters die niet op een regel van een mail past, met een komma",
    "👩‍⚕️ Zorg 🏥 " * 9,
    "twee  spaties",
]
GEWOON = "Venlo"


def _uit_rfc2047(kop: str) -> str:
    """The text of an unstructured header as RFC 2047 says to read it: chapter 2 for a word, 6.2 for what is between."""
    waarde = re.sub(r"\r\n(?=[ \t])", "", kop).partition(": ")[2]
    woord = r"=\?([!-~]+?)\?([bB])\?([A-Za-z0-9+/=]*)\?="
    waarde = re.sub(rf"(?<=\?=)[ \t]+(?={woord})", "", waarde)
    return re.sub(woord, lambda w: b64decode(w[3], validate=True).decode(w[1]), waarde)


def _uit_stdlib(kop: str) -> str:
    mail = message_from_bytes(f"{kop}\r\n\r\n".encode("ascii"), policy=policy.compat32)
    assert len(mail.keys()) == 1 and mail.get_payload() == ""
    return str(make_header(decode_header(mail[mail.keys()[0]])))


def _op_de_lijn(kop: str) -> None:
    kop.encode("ascii")
    for regel in kop.split("\r\n"):
        assert regel.isprintable() and regel.strip()
        assert len(regel) <= (76 if "=?" in regel else 998)
        assert all(len(woord) <= 75 for woord in regel.split() if woord.startswith("=?"))
    assert all(regel.startswith(" ") for regel in kop.split("\r\n")[1:])


printbaar = st.text().map(lambda tekst: "".join(teken for teken in tekst if teken.isprintable()))
met_vuil = st.lists(st.one_of(printbaar, st.sampled_from(["=?", "?=", "=?utf-8?q?", "_", "=0d=0a", "?b?", " "]))).map(
    "".join
)


def _voorbeelden(toets):  # type: ignore[no-untyped-def]
    for naam in NAMEN:
        toets = example(naam)(toets)
    return toets


@_voorbeelden
@given(naam=met_vuil)
def test_elke_naam_komt_onveranderd_terug(naam: str) -> None:
    tekst = f"Kwaliteit van de berichten, juni 2026: {naam}"
    kop = tekstkop("Subject", tekst)
    _op_de_lijn(kop)
    assert _uit_rfc2047(kop) == tekst
    assert _uit_stdlib(kop) == tekst
    modern = message_from_bytes(f"{kop}\r\n\r\n".encode("ascii"), policy=policy.default)
    assert modern.keys() == ["Subject"] and modern["Subject"] == tekst


@_voorbeelden
@given(naam=met_vuil.filter(str.strip))
def test_elke_weergavenaam_komt_onveranderd_terug(naam: str) -> None:
    kop = adreskop("To", [(naam, "a@b.example.org"), ("", "c@d.example.org"), (GEWOON, "e@f.example.org")])
    _op_de_lijn(kop)
    lang = re.sub(r"\r\n(?=[ \t])", "", kop)
    eerste, tweede, derde = lang.removeprefix("To: ").split(", ")
    weergave = eerste.removesuffix(" <a@b.example.org>")
    assert _uit_rfc2047(f"To: {weergave}") == naam
    assert (tweede, derde) == ("c@d.example.org", "Venlo <e@f.example.org>")
    modern = message_from_bytes(f"{kop}\r\n\r\n".encode("ascii"), policy=policy.default)
    assert [adres.addr_spec for adres in modern["To"].addresses] == ["a@b.example.org", tweede, "e@f.example.org"]


@pytest.mark.parametrize("teken", ["\r", "\n", "\r\n", "\0", "\x0b", "\x85", "\u2028", "\u2029", "\ud800", "\x7f"])
def test_wat_een_regel_eindigt_wordt_geweigerd(teken: str) -> None:
    for maak in (
        lambda: tekstkop("Subject", f"Zorg{teken}Bcc: x@y.nl"),
        lambda: adreskop("To", [(f"Zorg{teken}", "a@b.nl")]),
        lambda: adreskop("To", [("", f"a@b.nl{teken}")]),
        lambda: vaste_kop("Date", f"nu{teken}"),
    ):
        with pytest.raises(ValueError):
            maak()


def test_gewone_tekst_blijft_gewoon() -> None:
    assert tekstkop("Subject", "Kwaliteit: Venlo") == "Subject: Kwaliteit: Venlo"
    assert adreskop("From", [("Peilstok", "p@r.example.org")]) == "From: Peilstok <p@r.example.org>"
    with pytest.raises(ValueError):
        adreskop("To", [])


def test_veel_adressen_gaan_over_meer_regels() -> None:
    adressen = [f"backoffice-{nummer}@zorg.example.org" for nummer in range(40)]
    kop = adreskop("To", [("", adres) for adres in adressen])
    assert all(len(regel) <= 76 for regel in kop.split("\r\n"))
    modern = message_from_bytes(f"{kop}\r\n\r\n".encode("ascii"), policy=policy.default)
    assert [adres.addr_spec for adres in modern["To"].addresses] == adressen
