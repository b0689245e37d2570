"""What may leave the house: per audience a folder that is swapped in as a whole, and nothing in it that was not
marked for it."""

from peilstok.publicatie.melding import meld_niet_vernieuwd
from peilstok.publicatie.publiceren import PublicatieFout, PublicatieSamenvatting, publiceer

__all__ = ["PublicatieFout", "PublicatieSamenvatting", "meld_niet_vernieuwd", "publiceer"]
