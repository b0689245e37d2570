"""Lines of a mail's header, encoded and folded here.

The standard library folds what is not ASCII differently per patch version, and damages quotes, dashes and a name that
looks encoded itself (`=?utf-8?q?x?=`). Text is therefore either plain on one line, or encoded as a whole (RFC 2047,
base64, whole characters per word). Nothing a name holds can end its line: ValueError.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable

from peilstok.adres import is_adres

_MAX_REGEL = 76
_MAX_WOORD = 75
_VOOR, _NA = "=?utf-8?b?", "?="
_ATOMEN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_VERBODEN = {"Cc", "Cs", "Zl", "Zp"}
"""Categories that end a line, steer a reader or cannot be written: controls, surrogates, line separators."""


def vaste_kop(naam: str, waarde: str) -> str:
    """A header we make ourselves (a date, an id): printable ASCII, one line."""
    if not (waarde.isascii() and waarde.isprintable()):
        raise ValueError(f"{naam}: cannot stand in a header")
    return f"{naam}: {waarde}"


def tekstkop(naam: str, tekst: str) -> str:
    """A header for people, such as the subject: any text without control characters, read back unchanged."""
    _eis_tekst(naam, tekst)
    regel = f"{naam}: {tekst}"
    if regel.isascii() and len(regel) <= _MAX_REGEL and _is_gewoon(tekst):
        return regel
    return _gevouwen(naam, _woorden(naam, tekst))


def adreskop(naam: str, adressen: Iterable[tuple[str, str]]) -> str:
    """A header with addresses, each with the name to show (may be empty)."""
    delen: list[str] = []
    for weergave, adres in adressen:
        if not is_adres(adres):
            raise ValueError(f"{naam}: no address")
        _eis_tekst(naam, weergave)
        if delen:
            delen[-1] += ","
        if not weergave:
            delen.append(adres)
            continue
        gewoon = _ATOMEN.fullmatch(weergave) and len(weergave) <= _MAX_WOORD - len(naam) and _is_gewoon(weergave)
        delen += [*([weergave] if gewoon else _woorden(naam, weergave)), f"<{adres}>"]
    if not delen:
        raise ValueError(f"{naam}: no address")
    return _gevouwen(naam, delen)


def _eis_tekst(naam: str, tekst: str) -> None:
    if any(unicodedata.category(teken) in _VERBODEN for teken in tekst):
        raise ValueError(f"{naam}: cannot stand in a header")


def _is_gewoon(tekst: str) -> bool:
    """Whether a reader leaves this ASCII text alone: nothing that looks encoded, no space that may get lost."""
    return "=?" not in tekst and tekst == " ".join(tekst.split())


def _woorden(naam: str, tekst: str) -> list[str]:
    """`tekst` as encoded words, each of whole characters and short enough for the line that holds the header's name."""
    ruimte = min(_MAX_WOORD, _MAX_REGEL - len(naam) - 2) - len(_VOOR) - len(_NA)
    past = ruimte // 4 * 3
    stukken: list[bytes] = [b""]
    for teken in tekst:
        wit = teken.encode()
        if len(stukken[-1]) + len(wit) > past:
            stukken.append(b"")
        stukken[-1] += wit
    return [f"{_VOOR}{b64encode(stuk).decode()}{_NA}" for stuk in stukken]


def _gevouwen(naam: str, delen: list[str]) -> str:
    """The parts behind the name, a new line where one would not fit. White space between encoded words is none."""
    regels = [f"{naam}: {delen[0]}"]
    for deel in delen[1:]:
        if len(regels[-1]) + 1 + len(deel) <= _MAX_REGEL:
            regels[-1] += f" {deel}"
        else:
            regels.append(f" {deel}")
    return "\r\n".join(regels)
