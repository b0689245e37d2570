/* The rows of a block's source in the selection, and what a sheet says of them. */
import { ALLE, P, isGetal } from "./basis.js";
import { maandLang, naamVan } from "./tekst.js";
import { rijenVanDeel } from "./delen.js";

const NAAM_VAN_FILTER = { gemeente: "gemeente", aanbieder: "aanbieder", zorgterrein: "zorgterrein", maand: "maand" };
/* The zorgterreinen of a value of `kolom` (a product or inkoopcategorie), for sources that do not have them. */
function terreinenVan(kolom, code, wet) {
  const plaats = { productcode: 1, inkoopcategorie: 3 }[kolom];
  return P.producten.filter((p) => p[0] === wet && p[plaats] === code).map((p) => p[4]);
}

/* The rows of the block's source in the selection, all years still in it, and what could not be applied. */
export function selecteer(blok, k) {
  const perAanbieder = rijenVanDeel(k.wet + "-" + k.aanbieder, blok.bron);
  const deel = perAanbieder.namen.length ? perAanbieder : rijenVanDeel(k.wet, blok.bron);
  let rijen = deel.rijen;
  const noten = [];
  const geldt = Object.assign({}, k); // the selection that these figures are of
  ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => {
    const eigen = blok.filterkolom[naam];
    const kolom = eigen || P.kolomVanFilter[naam];
    if (deel.namen.includes(kolom)) {
      if (kolom === blok.rij) geldt[naam] = ALLE;
      if (kolom !== blok.rij && (eigen || !(blok.los && k[naam] === ALLE))) rijen = rijen.filter((r) => r[kolom] === k[naam]);
    } else if (k[naam] !== ALLE && !(naam in P.vast) && rijen.length) { // what is fixed, all of this folder is about
      if (naam === "zorgterrein" && P.rijenVanZorgterrein.includes(blok.rij)) {
        rijen = rijen.filter((r) => terreinenVan(blok.rij, r[blok.rij], k.wet).includes(k.zorgterrein));
        noten.push("Een totaal per zorgterrein is er niet: unieke aantallen en aandelen tellen niet op.");
      } else {
        geldt[naam] = ALLE;
        noten.push("Deze cijfers zijn er niet per " + NAAM_VAN_FILTER[naam] + "; u ziet het geheel.");
      }
    }
  });
  if (P.merk && geldt.aanbieder !== ALLE && blok.rij && blok.rij !== "aanbieder_agb" && rijen.length && rijen.every((r) => r[blok.rij] === ALLE)) {
    noten.push("Van één aanbieder staat hier alleen het totaal: fijner zijn de aantallen te klein.");
  }
  if (k.maand && blok.jaareinde) {
    geldt.maand = 0;
    noten.push("Van elk jaar staat hier alleen de laatste maand; de keuze van een maand werkt hier niet.");
  }
  if (k.maand && deel.namen.includes("jaar") && blok.soort !== "stoplicht") {
    geldt.maand = 0;
    noten.push("Dit zijn cijfers over het jaar; de keuze van een maand werkt hier niet.");
  }
  return { rijen: rijen, noten: noten, geldt: geldt, perMaand: deel.namen.includes("maand"), tijdloos: !deel.namen.includes("maand") && !deel.namen.includes("jaar") };
}
/* Beside a figure that reaches before the first month of which every message was received. */
export const kruis = (r) => r && r.onvolledig ? "†" : "";
export const OPEN_TEKEN = { lijn: "; in de grafiek een open teken", staven: "; in de grafiek een lichte staaf" };
export const gatNoot = (k, teken) => {
  const gat = P.gaten.find(([wet, gemeente]) => wet === k.wet && gemeente === k.gemeente);
  return "† = onvolledig" + teken + ". " + (gat && gat[2] ? "Cijfers vanaf " + maandLang(gat[2]) + "; daarvoor ontbreken berichten." : "Er ontbreken berichten.");
};

export const gekozenMaat = (blok, k) => blok.maten.find((m) => m.kolom === k["maat." + blok.id]) || blok.maten[0];
export const waardeVan = (r, maat) => r === undefined || r[maat.kolom] === undefined ? null : r[maat.kolom];

export function rijNaam(blok, code, k, r) {
  if (code === ALLE) return blok.totaalnaam;
  if (code === P.overig) return "Overige" + (r && r.samengenomen_aantal ? " (" + r.samengenomen_aantal + " samen)" : "");
  const gegeven = blok.namen.find(([waarde]) => waarde === code);
  return gegeven ? gegeven[1] : naamVan(blok.rij, code, k);
}

/* For the order alone: what is not known or not shown comes after what is. */
export const grootteVan = (waarde) => isGetal(waarde) ? waarde : -1e15;

/* Rows by name where the block names them, else the largest first; what was taken together and the total last. */
export function volgorde(blok, codes, grootte) {
  const plaats = (code) => code === ALLE ? 1e6 : code === P.overig ? 1e5 : blok.namen.length ? blok.namen.findIndex(([waarde]) => waarde === code) : 0;
  return codes.sort((a, b) => plaats(a) - plaats(b) || grootte(b) - grootte(a) || String(a).localeCompare(String(b)));
}

export function perCode(blok, rijen) {
  const uit = new Map();
  rijen.forEach((r) => {
    const code = blok.rij ? r[blok.rij] : ALLE;
    if (!uit.has(code)) uit.set(code, []);
    uit.get(code).push(r);
  });
  return uit;
}
