"""What counts as an e-mail address here: one plain address that cannot carry anything else into a mail."""

import re

_LOKAAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADRES = re.compile(rf"(?P<lokaal>{_LOKAAL})@{_LABEL}(?:\.{_LABEL})+")

_MAX_LOKAAL = 64
_MAX_ADRES = 254


def is_adres(tekst: str) -> bool:
    """Whether `tekst` is a bare address `naam@domein.nl` (RFC 5321 without quoted names, address literals and UTF-8).

    No name, no list, no white space or line break: a domain in other letters is written as xn--.
    """
    treffer = _ADRES.fullmatch(tekst)
    return treffer is not None and len(treffer["lokaal"]) <= _MAX_LOKAAL and len(tekst) <= _MAX_ADRES
