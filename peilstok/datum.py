"""How a day is written wherever people read: pages, letters, mails, worklists, the summary of a night. What machines
read (settings, file names, parquet) is ISO."""

import re
from datetime import date

# not part of a longer reference
_ISO = re.compile(r"(?<![\w-])([12]\d{3})-(\d{2})-(\d{2})(?![\w-])")


def datum_tekst(dag: date | None) -> str:
    """16-09-2026; an unknown day says so."""
    return "onbekend" if dag is None else f"{dag.day:02}-{dag.month:02}-{dag.year:04}"


def dagen_in_zin(zin: str) -> str:
    """A sentence from the tables, whose days are ISO, as people read it."""
    return _ISO.sub(r"\3-\2-\1", zin)
