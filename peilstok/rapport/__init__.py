"""Charts and pages from the published tables: plain files that open from disk without a network."""

from peilstok.rapport.aanleververslag import neem_verslagen_over, schrijf_aanleververslagen
from peilstok.rapport.brieven import schrijf_brieven
from peilstok.rapport.bron import DEEL
from peilstok.rapport.cijferpagina import Beschrijving, schrijf_cijferpagina
from peilstok.rapport.doelgroeppagina import schrijf_doelgroeppagina
from peilstok.rapport.gevallenpagina import schrijf_gevallen
from peilstok.rapport.jaarstukken import neem_jaarstukken_over, schrijf_jaarstukken
from peilstok.rapport.kwaliteitspagina import neem_partijrapport_over, schrijf_kwaliteitsrapporten
from peilstok.rapport.lezer import Lezer, Partij
from peilstok.rapport.melding import Melding, zet_melding
from peilstok.rapport.pagina import schrijf_controlepagina
from peilstok.rapport.site import ontbrekend, schrijf_site, schrijf_sites
from peilstok.rapport.tabelbestand import schrijf_csv
from peilstok.rapport.uitkomstpagina import schrijf_uitkomstpagina
from peilstok.rapport.uitvallijst import schrijf_uitvallijsten

__all__ = [
    "DEEL",
    "Beschrijving",
    "Lezer",
    "Melding",
    "Partij",
    "neem_jaarstukken_over",
    "neem_partijrapport_over",
    "neem_verslagen_over",
    "ontbrekend",
    "schrijf_aanleververslagen",
    "schrijf_brieven",
    "schrijf_cijferpagina",
    "schrijf_controlepagina",
    "schrijf_csv",
    "schrijf_doelgroeppagina",
    "schrijf_gevallen",
    "schrijf_jaarstukken",
    "schrijf_kwaliteitsrapporten",
    "schrijf_site",
    "schrijf_sites",
    "schrijf_uitkomstpagina",
    "schrijf_uitvallijsten",
    "zet_melding",
]
