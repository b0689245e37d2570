/* Providers and KPIs with their light: all of them beneath each other, and two to six side by side. */
import { ALLE, P, maak } from "./basis.js";
import { metEenheid, naamVan, uniek } from "./tekst.js";
import { adres, keuze } from "./selectie.js";
import { kruis } from "./rijen.js";
import { gevalVanKpi, naarGevallen } from "./gevallen.js";
import { EENHEDEN, KLEUREN, kpiVan, periodeVan } from "./stoplicht.js";

const NAAST_MIN = 2, NAAST_MAX = 6;
export const gekozenNaast = (k) => uniek((k.naast || "").split("_").filter(Boolean));
const volgordeVan = Object.keys(KLEUREN);
const kpiNaam = (sleutel) => { const [kpi, perceel] = sleutel.split("|"); return kpiVan(kpi).naam + (perceel ? ", perceel " + perceel : ""); };

/* A figure in its colour, with what it counts; empty where the provider has none. */
function cel(r, k) {
  if (!r) return { waarde: null, maat: { eenheid: "", decimalen: 0 }, toon: () => "" };
  const [kpi, perceel] = r["kpi|perceel"].split("|");
  const wat = kpiVan(kpi);
  const [eenheid, decimalen] = EENHEDEN[wat.eenheid] || [wat.eenheid, 1];
  const maat = { eenheid: eenheid, decimalen: decimalen };
  const p = periodeVan(r.periode, r.is_over_12_maanden);
  const aantal = wat.minimum === null ? "" : "n = " + r.noemer.toLocaleString("nl-NL");
  const uitleg = [r.kleur, r.geen_kleur, p.tekst + (r.voorlopig ? "*" : "") + kruis(r), aantal && aantal + " " + wat.telt].filter(Boolean).join(", ");
  const geval = gevalVanKpi(kpi, perceel || "", p, Object.assign({}, k, { aanbieder: r.aanbieder_agb, gemeente: ALLE, zorgterrein: ALLE }));
  return { waarde: r.waarde, maat: maat, kleur: r.kleur, toon: () => maak("span", { class: "oordeel " + r.kleur, title: uitleg },
    maak("span", { "aria-hidden": "true" }, KLEUREN[r.kleur] + " "), maak("span", { class: "alleen-voorlezen" }, r.kleur + " "),
    naarGevallen({ waarde: r.waarde, geval: geval }, metEenheid(r.waarde, maat)), ...(aantal ? [maak("small", {}, aantal)] : [])) };
}

const leegBlad = (blok, noten) => ({ kop: blok.rijkop, kolommen: [], rijen: [], punten: [], noten: noten, voorlopig: false, deels: false, onvolledig: false, periode: "" });
function stand(blad, rijen) {
  blad.voorlopig = rijen.some((r) => r.voorlopig);
  blad.deels = blad.voorlopig && !rijen.every((r) => r.voorlopig);
  blad.onvolledig = rijen.some((r) => r.onvolledig);
}
function perAanbieder(rijen) {
  const uit = new Map();
  rijen.forEach((r) => {
    if (!uit.has(r.aanbieder_agb)) uit.set(r.aanbieder_agb, new Map());
    uit.get(r.aanbieder_agb).set(r["kpi|perceel"], r);
  });
  return uit;
}
const bladPerAanbieder = (code) => "aanbieder.html" + adres(Object.assign({}, keuze, { aanbieder: code }));

/* Red before orange, and of one colour the figure that is furthest on the wrong side. */
function slechtsteEerst(a, b) {
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
  const kleur = volgordeVan.indexOf(a.kleur) - volgordeVan.indexOf(b.kleur);
  return kleur || (a.richting === "hoger" ? a.waarde - b.waarde : b.waarde - a.waarde);
}

export function matrixBlad(blok, k, rijen, noten) {
  const blad = leegBlad(blok, noten);
  if (!rijen.length) return blad;
  const per = perAanbieder(rijen);
  const alle = uniek(rijen.map((r) => r["kpi|perceel"])).sort((a, b) => kpiNaam(a).localeCompare(kpiNaam(b), "nl"));
  const kpis = alle.filter((kpi) => rijen.some((r) => r["kpi|perceel"] === kpi && r.kleur !== "grijs"));
  const sorteer = (k["sorteer." + blok.id] || "");
  const omgekeerd = sorteer.startsWith("-");
  const op = sorteer.replace("-", "");
  const kop = (sleutel, tekst, meer) => Object.assign({ tekst: tekst, lang: tekst, knop: { naam: "sorteer." + blok.id, waarde: op === sleutel && !omgekeerd ? "-" + sleutel : sleutel },
    sortering: op !== sleutel ? "none" : omgekeerd ? "descending" : "ascending" }, meer);
  blad.kolommen = [kop("segment", "Segment", { tekstkolom: true }), ...kpis.map((kpi) => kop(kpi, kpiNaam(kpi))),
    ...kpis.map((kpi) => ({ tekst: "", lang: "Oordeel: " + kpiNaam(kpi), alleenDownload: true }))];
  const naam = (code) => naamVan("aanbieder_agb", code, k);
  const segment = (code) => P.segmenten[code] || "onbekend";
  const opNaam = (a, b) => naam(a).localeCompare(naam(b), "nl");
  const vergelijk = op === "segment" ? (a, b) => segment(a).localeCompare(segment(b), "nl") || opNaam(a, b)
    : kpis.includes(op) ? (a, b) => slechtsteEerst(per.get(a).get(op), per.get(b).get(op)) || opNaam(a, b) : opNaam;
  const codes = [...per.keys()].sort(vergelijk);
  if (omgekeerd) codes.reverse();
  const naast = gekozenNaast(k);
  codes.forEach((code) => {
    const cellen = kpis.map((kpi) => cel(per.get(code).get(kpi), k));
    blad.rijen.push({ naam: naam(code), code: code, link: bladPerAanbieder(code), vink: { code: code, aan: naast.includes(code), vol: naast.length >= NAAST_MAX && !naast.includes(code) },
      gekozen: naast.includes(code), cellen: [{ waarde: segment(code) }, ...cellen, ...cellen.map((c) => ({ waarde: c.kleur || "" }))] });
  });
  stand(blad, rijen);
  if (alle.length > kpis.length) noten.push((alle.length - kpis.length) + " KPI’s staan er niet in: bij geen enkele aanbieder is er een norm en zijn er genoeg gevallen. Ze staan op de pagina per aanbieder.");
  noten.push("Een leeg vakje: voor deze aanbieder is er geen cijfer. Wijs een cijfer aan voor de periode en het aantal waarover het gaat.");
  return blad;
}

export function naastBlad(blok, k, rijen, noten) {
  const blad = leegBlad(blok, noten);
  const per = perAanbieder(rijen);
  const codes = gekozenNaast(k).filter((code) => per.has(code)).slice(0, NAAST_MAX);
  if (codes.length < NAAST_MIN) return blad;
  const eigen = codes.flatMap((code) => [...per.get(code).values()]);
  const kpis = uniek(eigen.map((r) => r["kpi|perceel"])).sort((a, b) => kpiNaam(a).localeCompare(kpiNaam(b), "nl"));
  const namen = codes.map((code) => naamVan("aanbieder_agb", code, k));
  blad.kolommen = [{ tekst: "Norm", lang: "Norm" }, ...namen.map((naam) => ({ tekst: naam, lang: naam })), ...namen.map((naam) => ({ tekst: "", lang: "Oordeel: " + naam, alleenDownload: true }))];
  kpis.forEach((kpi) => {
    const van = codes.map((code) => per.get(code).get(kpi));
    const met = van.find((r) => r && r.norm !== null);
    const cellen = van.map((r) => cel(r, k));
    const [eenheid] = EENHEDEN[kpiVan(kpi.split("|")[0]).eenheid] || [kpiVan(kpi.split("|")[0]).eenheid];
    const maat = { eenheid: eenheid, decimalen: met && met.norm % 1 ? 1 : 0 };
    blad.rijen.push({ naam: kpiNaam(kpi), onder: kpiVan(kpi.split("|")[0]).eigenaar, cellen: [
      { waarde: met ? met.norm : null, maat: maat, toon: () => met ? (met.richting === "hoger" ? "≥ " : "≤ ") + metEenheid(met.norm, maat) : "geen" },
      ...cellen, ...cellen.map((c) => ({ waarde: c.kleur || "" }))] });
  });
  stand(blad, eigen);
  const zonder = gekozenNaast(k).filter((code) => !per.has(code)).map((code) => naamVan("aanbieder_agb", code, k));
  if (zonder.length) noten.push("Zonder cijfers onder deze wet in dit jaar: " + zonder.join(", ") + ".");
  return blad;
}
