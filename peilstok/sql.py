"""Names and texts as SQL has them, the same on every engine."""


def citeer(naam: str) -> str:
    """A SQL identifier, quoted."""
    return '"' + naam.replace('"', '""') + '"'


def letterlijk(waarde: object) -> str:
    """A SQL text, quoted."""
    return "'" + str(waarde).replace("'", "''") + "'"
