"""Pseudonyms and keyed hashes: the only place where the secret is used (A3, K003-10)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable

# What is looked for in a text, in this order: a mask that is there already, a mail address, a telephone number as only
# telephone numbers are written (mobile, +31, an area code of three digits with a hyphen; ten digits in a row can be any
# number), and nine digits that are not part of a longer number.
MASKER_VERGETEN = "bsn-" + 12 * "0"
"""Mask of a number whose person was forgotten: it says that something stood here, and not who."""
_TE_MASKEREN = re.compile(
    r"(?P<masker>(?:bsn|mail|tel)-[0-9a-f]{12})"
    r"|(?P<mail>[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8})"
    r"|(?P<tel>(?<![0-9])(?<![0-9][ -])(?:"
    r"(?:\+|00)31[ -]?(?:\(0\))?[ -]?[1-9](?:[ -]?[0-9]){8}"
    r"|06[ -]?[1-9](?:[0-9]{7}|[0-9](?:[ -][0-9]{2}){3})"
    r"|0[1-9][0-9]-[0-9]{7}"
    r")(?![0-9]))"
    r"|(?P<bsn>(?<![0-9])[0-9]{9}(?![0-9]))"
)
# Cheaper by two thirds, and almost no text holds any of it.
_VERDACHT = re.compile(r"[0-9]{9}|@|\+31|0031|06[ -]?[1-9]|-[0-9]{7}").search
_GEHEEL_GETAL = re.compile(r"[+-]?[0-9]+")

_TEST_BSN = range(999900006, 999999991)
_NIEMAND = frozenset({"000000000", "999999999"})


def elfproef(bsn: str) -> bool:
    """True when nine digits form a valid Bsn (CS002): the weighted sum divides by 11 and is not the empty number."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()) or bsn in _NIEMAND:
        return False
    a, b, c, d, e, f, g, h, i = map(int, bsn)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


def bevat_bsn(tekst: str) -> bool:
    """Does a number that passes the elfproef stand by itself in this text?"""
    return any(elfproef(nummer) for nummer in re.findall(r"(?<![0-9])[0-9]{9}(?![0-9])", tekst))


def is_test_bsn(bsn: str) -> bool:
    """True for the official test series 999900006..999999990."""
    return len(bsn) == 9 and bsn.isascii() and bsn.isdigit() and int(bsn) in _TEST_BSN


def masker(client_id: str | None) -> str:
    """What stands for a Bsn in a text: the beginning of the pseudonym."""
    return f"bsn-{(client_id or '')[:12]}"


def kaal_getal(tekst: str) -> str:
    """A valid whole number without sign and leading zeros, of any length."""
    kaal = tekst.strip()
    getal = kaal.lstrip("+-0") or "0"
    return f"-{getal}" if kaal.startswith("-") and getal != "0" else getal


class Pseudonimiseerder:
    """Turns personal numbers and content into keyed values; the key never leaves this object.

    `vergeten` are the marks (`merk_client`, `merk_toewijzing`) of who is kept out. ValueError when the key is empty.
    """

    __slots__ = ("_hash_sleutel", "_sleutel", "_vergeten")

    def __init__(self, sleutel: str, vergeten: Collection[str] = ()) -> None:
        if not sleutel.strip():
            raise ValueError("de sleutel voor pseudoniemen is leeg")
        self._sleutel = sleutel.encode()
        self._hash_sleutel = hashlib.sha256(b"peilstok inhoud\x00" + self._sleutel).digest()
        self._vergeten = frozenset(vergeten)

    def __repr__(self) -> str:
        return "Pseudonimiseerder(<geheim>)"

    def client_id(self, bsn: str) -> str | None:
        """HMAC-SHA-256 of the Bsn, 64 hex digits; None for the numbers that mean nobody (K003-10)."""
        if bsn in _NIEMAND:
            return None
        return hmac.digest(self._sleutel, bsn.encode(), "sha256").hex()

    def is_geldig(self, bsn: str) -> bool:
        """Can this number be somebody's Bsn (CS002)."""
        return elfproef(bsn)

    def maskeer(self, tekst: str) -> str:
        """`tekst` with every number that passes the elfproef, mail address and telephone number in it replaced.

        One text has one mask whatever message it stands in, so that references still find each other. A mask stays as
        it is, so that one that was read in a report can be typed.
        """
        return _TE_MASKEREN.sub(self._masker, tekst) if _VERDACHT(tekst) else tekst

    def _masker(self, treffer: re.Match[str]) -> str:
        gevonden = treffer.group()
        match treffer.lastgroup:
            case "bsn":
                return self._bsn_masker(gevonden) if elfproef(gevonden) else gevonden
            case "mail" | "tel" as soort:
                return f"{soort}-{self.inhoud_hash((soort, gevonden))[:12]}"
        return gevonden

    def _bsn_masker(self, bsn: str) -> str:
        client_id = self.client_id(bsn)
        return MASKER_VERGETEN if self.is_vergeten(client_id) else masker(client_id)

    def merk_client(self, client_id: str) -> str:
        """What is kept of a person who is kept out: a keyed hash of the pseudonym, 32 hex digits."""
        return self.inhoud_hash(("vergeten client", client_id))

    def merk_toewijzing(self, wet: str, gemeente_code: str, toewijzingnummer: str) -> str:
        """The same of a toewijzing of that person: tables of the municipality name it without the person."""
        return self.inhoud_hash(("vergeten toewijzing", wet, gemeente_code, toewijzingnummer))

    @property
    def vergeet(self) -> bool:
        """Is anybody kept out."""
        return bool(self._vergeten)

    def is_vergeten(self, client_id: str | None) -> bool:
        """Is this person kept out."""
        return bool(self._vergeten) and client_id is not None and self.merk_client(client_id) in self._vergeten

    def is_toewijzing_vergeten(self, wet: str, gemeente_code: str, toewijzingnummer: str) -> bool:
        """Is this a toewijzing of a person who is kept out."""
        return bool(self._vergeten) and self.merk_toewijzing(wet, gemeente_code, toewijzingnummer) in self._vergeten

    def nummer(self, tekst: str) -> str:
        """A number as it is stored: without sign and leading zeros, masked when it can be a Bsn: nine digits, as
        received or as stored, that pass the elfproef. What is no whole number is masked as a text.

        No Bsn begins with two zeros: a provider that pads its numbers to nine digits (007 is 7) would otherwise lose
        one in eleven of its toewijzingen.
        """
        ontvangen = tekst.strip()
        if len(ontvangen) < 9 and ontvangen.isdigit() and ontvangen.isascii():
            return kaal_getal(ontvangen)
        if not _GEHEEL_GETAL.fullmatch(ontvangen):
            return self.maskeer(ontvangen)
        treffer = _TE_MASKEREN.fullmatch(ontvangen)
        if treffer and treffer.lastgroup == "tel":
            return self._masker(treffer)
        getal, cijfers = kaal_getal(ontvangen), ontvangen.lstrip("+")
        if len(cijfers) == 9 and len(getal) == 8 and elfproef(cijfers):
            return self.maskeer(cijfers)
        return self.maskeer(getal)

    def inhoud_hash(self, delen: Iterable[str]) -> str:
        """Keyed hash over texts in order, 32 hex digits; parts cannot run into one another."""
        # U+001F cannot occur in XML, so it separates safely.
        tekst = "\x1f".join(delen).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(tekst, key=self._hash_sleutel, digest_size=16).hexdigest()

    def pad_hash(self, pad: str) -> str:
        """Keyed hash of a path, 32 hex digits: names of files may hold a Bsn."""
        return self.inhoud_hash((pad,))

    def bytes_hash(self, inhoud: bytes) -> str:
        """Keyed hash over a file's bytes, 32 hex digits."""
        return hashlib.blake2b(inhoud, key=self._hash_sleutel, digest_size=16).hexdigest()

    def hasher(self) -> hashlib.blake2b:
        """`bytes_hash` for bytes that come in parts: feed them with update, end with hexdigest."""
        return hashlib.blake2b(key=self._hash_sleutel, digest_size=16)

    @property
    def vingerafdruk(self) -> str:
        """Tells two keys apart without helping to guess one: scrypt, 32 hex digits."""
        return hashlib.scrypt(self._sleutel, salt=b"peilstok vingerafdruk", n=2**14, r=8, p=1, dklen=16).hex()
