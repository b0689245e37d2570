"""How a day is written wherever people read: pages, letters, mails, worklists, the summary of a night. What machines
read (settings, file names, parquet) is ISO."""

from datetime import date


def datum_tekst(dag: date | None) -> str:
    """16-09-2026; an unknown day says so."""
    return "onbekend" if dag is None else f"{dag.day:02}-{dag.month:02}-{dag.year:04}"
