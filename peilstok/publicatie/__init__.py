"""What may leave the house: per audience a folder that is swapped in as a whole, and nothing in it that was not
marked for it."""

from peilstok.publicatie.publiceren import PublicatieFout, PublicatieSamenvatting, publiceer

__all__ = ["PublicatieFout", "PublicatieSamenvatting", "publiceer"]
