/* Figures are scripts, since a browser refuses fetch on file://, loaded when they are chosen. The publication may have been
   swapped since this page was opened: what is of another version is of another night, and never shown under this page's date. */
import { P, PAGINA, WEG, maak } from "./basis.js";

const VERSIE = document.body.dataset.versie;
export const hoortErbij = (deel) => Boolean(deel) && deel.versie === VERSIE;
export const VEROUDERD = "verouderd";
const beloftes = new Map();
export function laad(deel) {
  if (!PAGINA.delen.includes(deel)) return Promise.resolve();
  if (!beloftes.has(deel)) {
    beloftes.set(deel, new Promise((klaar, mis) => {
      const script = maak("script", { src: "data/" + PAGINA.naam + "/" + deel + ".js?" + VERSIE }); // one kept by the browser is of that version too
      script.addEventListener("load", () => { hoortErbij(P.delen[deel]) ? klaar() : mis(new Error(VEROUDERD)); });
      script.addEventListener("error", () => { beloftes.delete(deel); mis(new Error(deel)); });
      document.head.append(script);
    }));
  }
  return beloftes.get(deel);
}

const gelezen = new Map();
export function rijenVanDeel(deel, bron) {
  const sleutel = deel + "|" + bron;
  if (!gelezen.has(sleutel)) {
    const kolommen = (P.delen[deel] || {})[bron];
    const namen = Object.keys(kolommen || {});
    const waarden = namen.map((naam) => Array.isArray(kolommen[naam]) ? kolommen[naam] : kolommen[naam].i.map((i) => kolommen[naam].w[i]));
    const rijen = (waarden[0] || []).map((_, n) => Object.fromEntries(namen.map((naam, i) => [naam, waarden[i][n]])));
    rijen.forEach((r) => (r.niet_getoond_kolommen || "").split(",").forEach((naam) => { if (naam in r) r[naam] = WEG; }));
    gelezen.set(sleutel, { namen: namen, rijen: rijen });
  }
  return gelezen.get(sleutel);
}
