"""Data for pages as scripts, since a browser refuses fetch on file://."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path


class Scripts:
    """The scripts in folder `map_`, and the version that they are together: it follows from their content."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._som = blake2b(digest_size=8)
        self._geschreven: dict[Path, str] = {}

    def schrijf(self, pad: str, naam: str, waarde: str) -> None:
        """A script that gives `naam` the value `waarde` (an object)."""
        doel = self._map / pad
        doel.parent.mkdir(exist_ok=True)
        tekst = f"{naam} = {waarde};\n"
        self._som.update(f"{pad}\0{tekst}\0".encode())
        doel.write_text(tekst, encoding="utf-8")
        self._geschreven[doel] = naam

    def sluit_af(self) -> str:
        """Put the version at the end of every script, where a part that was cut off has none; returns it."""
        versie = self._som.hexdigest()
        for doel, naam in self._geschreven.items():
            with doel.open("a", encoding="utf-8") as script:
                script.write(f'{naam}.versie = "{versie}";\n')
        return versie
