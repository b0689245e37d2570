"""The address of a PostgreSQL database, as a setting says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Adres:
    """`postgresql://user:password@host:port/database`, in parts; the password stays out of repr."""

    host: str
    poort: int
    gebruiker: str
    wachtwoord: str = field(repr=False)
    database: str


def lees_adres(tekst: str) -> Adres:
    """ValueError, without the text itself, when a part is missing."""
    try:
        deel = urlsplit(tekst)
        adres = Adres(
            deel.hostname or "",
            deel.port or 5432,
            unquote(deel.username or ""),
            unquote(deel.password or ""),
            deel.path.removeprefix("/"),
        )
    except ValueError:
        raise ValueError("geen adres van PostgreSQL") from None
    if deel.scheme not in ("postgresql", "postgres") or not (adres.host and adres.gebruiker and adres.database):
        raise ValueError("geen adres van PostgreSQL")
    return adres
