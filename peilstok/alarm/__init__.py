"""Say that a night failed or stayed away: each thing once, again after a week, and once more when it is over."""

from peilstok.alarm.kanaal import certificaat_tot, meld
from peilstok.alarm.ronde import Ronde, Sein, houd_bij

__all__ = ["Ronde", "Sein", "certificaat_tot", "houd_bij", "meld"]
