/* The stoplicht: a row per KPI (and perceel), its last period of the chosen length, the periods before as a line. */
import { ALLE, P, maak } from "./basis.js";
import { getal, metEenheid, naamVan, uniek } from "./tekst.js";
import { adres, keuze } from "./selectie.js";
import { rijenVanDeel } from "./delen.js";
import { gatNoot, kruis, volgorde } from "./rijen.js";
import { gevalVanKpi, naarGevallen } from "./gevallen.js";

const NS = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;
export const KLEUREN = { rood: "▲", oranje: "■", groen: "✓", grijs: "–" };
export const EENHEDEN = { procent: ["%", 1], euro: ["€", 0] };
const DUREN = ["jaar", "kwartaal", "maand"];
const VERLOOP_MAX = 13; // a month and the year before it
const dag = (datum) => datum.split("-").reverse().join("-"); // as peilstok/datum.py writes it
export const gekozenDuur = (blok, k) => DUREN.includes(k["per." + blok.id]) ? k["per." + blok.id] : "jaar";
export const kpiVan = (kpi) => { const [naam, eenheid, eigenaar, noemer, telt, minimum] = P.kpis[kpi] || [kpi, "", "", "", "", null]; return { naam: naam, eenheid: eenheid, eigenaar: eigenaar, noemer: noemer, telt: telt, minimum: minimum }; };
/* Few: under twice the number below which a figure has no colour. An amount says nothing about how many cases there are. */
const isWeinig = (r, wat) => r.noemer !== null && wat.minimum !== null && r.noemer < wat.minimum * P.warnNoemer / P.minAantal;

/* 2026, 2026-K3 or 2026-09: its length, its number among those, and the number of its last month. A month may stand for the twelve
   that end with it. */
export function periodeVan(tekst, over12) {
  const jaar = Number(tekst.slice(0, 4));
  const rest = tekst.slice(5);
  if (!rest) return { duur: "jaar", nr: jaar, eind: jaar * 12 + 12, tekst: tekst };
  if (rest[0] === "K") return { duur: "kwartaal", nr: jaar * 4 + Number(rest[1]), eind: jaar * 12 + 3 * Number(rest[1]), tekst: rest + " " + jaar };
  const maand = P.maanden.kort[Number(rest) - 1] + " " + jaar;
  return { duur: "maand", nr: jaar * 12 + Number(rest), eind: jaar * 12 + Number(rest), over12: over12, tekst: over12 ? "12 maanden t/m " + maand : maand };
}

/* Columns of the stoplicht that stand together in one text. */
const RIJ = "kpi|perceel", GRENZEN = "richting|norm|bandbreedte", TOEN = "kleur_toen|waarde_toen|kennisdatum_toen";

/* Of every row of the stoplicht its periods of one length up to the selection. What does not exist by the chosen length shows
   the next one that does. */
function verlopen(blok, k, rijen) {
  const tot = k.jaar * 12 + (k.maand || P.keuzes[k.wet].jaren[k.jaar] || 12);
  const telt = (p) => p.duur === "jaar" ? p.nr <= k.jaar : p.eind <= tot;
  // Windows of a year must have passed before a month has its figure, so the last one known may be a year old.
  const isNu = (p) => p.duur === "jaar" ? p.nr === k.jaar : p.eind >= tot - 12;
  const per = new Map();
  rijen.forEach((r) => {
    const p = periodeVan(r.periode, r.is_over_12_maanden);
    if (!telt(p)) return;
    if (!per.has(r[RIJ])) per.set(r[RIJ], new Map());
    const duren = per.get(r[RIJ]);
    duren.set(p.duur, (duren.get(p.duur) || []).concat({ p: p, r: r }));
  });
  const gekozen = gekozenDuur(blok, k);
  const voorkeur = [gekozen].concat(["kwartaal", "maand", "jaar"].filter((duur) => duur !== gekozen));
  return [...per].map(([rij, duren]) => {
    const duur = voorkeur.find((d) => (duren.get(d) || []).some(({ p }) => isNu(p)));
    if (!duur) return null;
    const reeks = duren.get(duur).sort((a, b) => a.p.nr - b.p.nr);
    // a month and twelve months are no one line
    const over12 = reeks[reeks.length - 1].p.over12;
    return { rij: rij, reeks: reeks.filter(({ p }) => p.over12 === over12).slice(-VERLOOP_MAX) };
  }).filter(Boolean);
}

/* Steps of follow-up about a KPI in the selection, the last one first; those to come apart. */
export function stappenVan(blok, k, kpi) {
  const van = (kolom, waarde) => (s) => s[kolom] === ALLE || waarde === ALLE || s[kolom] === waarde;
  const eigen = rijenVanDeel(k.wet, blok.bij).rijen.filter((s) => s.kpi === kpi)
    .filter(van("aanbieder_agb", k.aanbieder)).filter(van("gemeente_code", k.gemeente));
  const opDag = (a, b) => (a.datum || "").localeCompare(b.datum || "");
  return { gezet: eigen.filter((s) => !s.is_komend).sort(opDag).reverse(), komend: eigen.filter((s) => s.is_komend).sort(opDag) };
}

export function stapTekst(s, k) {
  const wie = k.aanbieder === ALLE && s.aanbieder_agb !== ALLE ? ", " + naamVan("aanbieder_agb", s.aanbieder_agb, k) : "";
  return s.soort + ": " + [s.stap, s.status].filter(Boolean).join(", ") + " (" + (s.datum ? dag(s.datum) : "datum onbekend") + wie + ")";
}

function opvolgTekst(blok, k, kpi) {
  const { gezet, komend } = stappenVan(blok, k, kpi);
  const anderen = uniek(gezet.map((s) => s.aanbieder_agb)).length - 1;
  const delen = gezet.slice(0, 1).map((s) => stapTekst(s, k) + (anderen > 0 ? "; ook bij " + anderen + (anderen > 1 ? " andere aanbieders" : " andere aanbieder") : ""));
  return delen.concat(komend.slice(0, 1).map((s) => "straks " + stapTekst(s, k))).join("; ") || "–";
}

function lijntje(reeks, norm, tekst) {
  const [breed, hoog, rand] = [110, 30, 4];
  const svg = (soort, eigenschappen) => { const e = document.createElementNS(NS, soort); Object.entries(eigenschappen).forEach(([n, w]) => e.setAttribute(n, w)); return e; };
  const met = reeks.filter(({ r }) => r.waarde !== null);
  const waarden = met.map(({ r }) => r.waarde).concat(norm === null ? [] : [norm]);
  const [onder, boven] = [Math.min(...waarden), Math.max(...waarden)];
  const eerste = reeks[0].p.nr;
  const stappen = reeks[reeks.length - 1].p.nr - eerste || 1;
  const x = (p) => rand + (breed - 2 * rand) * (p.nr - eerste) / stappen;
  const y = (w) => hoog - rand - (hoog - 2 * rand) * (boven === onder ? 0.5 : (w - onder) / (boven - onder));
  const beeld = svg("svg", { viewBox: "0 0 " + breed + " " + hoog, width: breed, height: hoog, role: "img", "aria-label": "Verloop: " + tekst });
  if (norm !== null) beeld.append(svg("line", { x1: 0, x2: breed, y1: y(norm), y2: y(norm), class: "norm" }));
  // A period without a figure is a gap, not a straight line over it.
  const d = met.map(({ p, r }, i) => (i && met[i - 1].p.nr === p.nr - 1 ? "L" : "M") + x(p).toFixed(1) + " " + y(r.waarde).toFixed(1)).join("");
  beeld.append(svg("path", { d: d }));
  const los = (i) => [i - 1, i + 1].every((j) => !met[j] || Math.abs(met[j].p.nr - met[i].p.nr) > 1);
  met.forEach(({ p, r }, i) => { if (i === met.length - 1 || met.length < 5 || los(i)) beeld.append(svg("circle", { cx: x(p).toFixed(1), cy: y(r.waarde).toFixed(1), r: 3, class: r.voorlopig || r.onvolledig ? "open" : "" })); });
  return beeld;
}

export function stoplichtBlad(blok, k, rijen, noten) {
  const kop = (tekst, meer) => Object.assign({ tekst: tekst, lang: tekst }, meer);
  const blad = { kop: blok.rijkop, rijen: [], punten: [], noten: noten, voorlopig: false, deels: false, onvolledig: false, periode: "cijfers per " + gekozenDuur(blok, k), kolommen: [
    kop("Oordeel", { tekstkolom: true }), kop("Waarde"), kop("Norm"), kop("Trend", { tekstkolom: true }), kop("Verloop", { tekstkolom: true }),
    ...(blok.bij ? [kop("Opvolging", { tekstkolom: true })] : []), kop("Sinds vorige publicatie", { tekstkolom: true }),
    // On the page these stand small in another cell.
    ...["Periode", "Noemer", "Noemer telt", "Geen kleur", "Eenheid", "Bandbreedte", "Beter is", "Vorige waarde", "Eigenaar"].map((tekst) => kop(tekst, { alleenDownload: true }))] };
  const volgorde = Object.keys(KLEUREN);
  const alles = verlopen(blok, k, rijen).map(({ rij, reeks }) => {
    const [kpi, perceel] = rij.split("|");
    return { kpi: kpi, perceel: perceel || "", reeks: reeks, nu: reeks[reeks.length - 1], wat: kpiVan(kpi) };
  }).sort((a, b) => volgorde.indexOf(a.nu.r.kleur) - volgorde.indexOf(b.nu.r.kleur) || a.wat.naam.localeCompare(b.wat.naam, "nl") || a.perceel.localeCompare(b.perceel));
  const moment = uniek(rijen.map((r) => r[TOEN]).filter(Boolean)).map((w) => w.split("|")[2]).sort().pop();
  alles.forEach(({ kpi, perceel, reeks, nu, wat }) => {
    const r = nu.r;
    const [eenheid, decimalen] = EENHEDEN[wat.eenheid] || [wat.eenheid, 1];
    const maat = { eenheid: eenheid, decimalen: decimalen };
    const [richting, ...grenzen] = r[GRENZEN].split("|");
    const [norm, band] = grenzen.map((tekst) => tekst === "" ? null : Number(tekst));
    const grens = norm !== null && band ? (richting === "hoger" ? norm - band : norm + band) : null;
    const kort = { eenheid: eenheid, decimalen: norm !== null && (norm % 1 || (band || 0) % 1) ? 1 : 0 };
    const verloop = reeks.map((deel) => deel.p.tekst + (deel.r.voorlopig ? "*" : "") + kruis(deel.r) + ": " + metEenheid(deel.r.waarde, maat)).join("; ");
    const verschil = r.vorige_waarde === null || r.waarde === null ? 0 : r.waarde - r.vorige_waarde;
    const pijl = { gelijk: "→", onbekend: "" }[r.trend] ?? (verschil > 0 ? "↑" : "↓");
    const [kleurToen, waardeToen] = (r[TOEN] || "||").split("|");
    const toen = !r[TOEN] ? "–" : [kleurToen === r.kleur ? "" : "was " + kleurToen, waardeToen === "" ? "was zonder waarde" : "was " + metEenheid(Number(waardeToen), maat)].filter(Boolean).join(", ");
    const periode = nu.p.tekst + (r.voorlopig ? "*" : "") + kruis(r);
    const aantal = r.noemer === null || wat.minimum === null ? "" : ", n = " + getal(r.noemer, 0) + " " + wat.telt + (r.noemer > 0 && isWeinig(r, wat) ? " (weinig)" : "");
    const naam = wat.naam + (perceel ? ", perceel " + perceel : "");
    const bestaat = document.querySelector("nav a[data-pagina='" + (blok.links[kpi] || "geen") + "']");
    const klein = (tekst) => maak("small", {}, tekst);
    blad.rijen.push({ naam: naam, onder: wat.eigenaar, bron: r, link: bestaat ? blok.links[kpi] + ".html" + adres(keuze) : "", cellen: [
      { waarde: r.kleur, toon: () => maak("span", { class: "oordeel " + r.kleur }, maak("span", { "aria-hidden": "true" }, KLEUREN[r.kleur] + " "), r.kleur, ...(r.geen_kleur ? [klein(r.geen_kleur)] : [])) },
      { waarde: r.waarde, maat: maat, toon: () => maak("span", {}, naarGevallen({ waarde: r.waarde, geval: gevalVanKpi(kpi, perceel, nu.p, k) }, metEenheid(r.waarde, maat)), klein(periode + aantal)) },
      { waarde: norm, maat: kort, toon: () => norm === null ? "geen" : maak("span", {}, (richting === "hoger" ? "≥ " : "≤ ") + metEenheid(norm, kort),
        ...(grens === null ? [] : [klein("oranje tot " + metEenheid(grens, kort))])) },
      { waarde: r.trend, toon: () => maak("span", {}, maak("span", { "aria-hidden": "true" }, pijl + " "), r.trend, ...(r.vorige_waarde === null ? [] : [klein("was " + metEenheid(r.vorige_waarde, maat))])) },
      { waarde: verloop, toon: () => reeks.filter((deel) => deel.r.waarde !== null).length > 1 ? lijntje(reeks, norm, verloop) : "–" },
      ...(blok.bij ? [{ waarde: opvolgTekst(blok, k, kpi) }] : []), { waarde: toen }, { waarde: periode }, { waarde: r.noemer, maat: { eenheid: "", decimalen: 0 } }, { waarde: wat.telt }, { waarde: r.geen_kleur || "" }, { waarde: wat.eenheid },
      { waarde: band, maat: kort }, { waarde: richting }, { waarde: r.vorige_waarde, maat: maat }, { waarde: wat.eigenaar }] });
  });
  if (!alles.length) return blad;
  const zoveel = (kleur) => alles.filter(({ nu }) => nu.r.kleur === kleur).length;
  blad.vooraf = zoveel("rood") + " rood, " + zoveel("oranje") + " oranje, " + zoveel("groen") + " groen; " + zoveel("grijs") + " zonder oordeel. ";
  const standen = alles.map(({ nu }) => Boolean(nu.r.voorlopig));
  blad.voorlopig = standen.some(Boolean);
  blad.deels = blad.voorlopig && !standen.every(Boolean);
  blad.onvolledig = alles.some(({ nu, reeks }) => [nu, ...reeks].some((deel) => deel.r.onvolledig));
  const los = stappenVan(blok, k, null);
  if (blad.voorlopig) noten.push("* = voorlopig: de periode loopt nog, of er komen nog meldingen en correcties binnen.");
  if (blad.onvolledig) noten.push(gatNoot(k, "") + " Zo'n cijfer krijgt geen kleur.");
  noten.push("n = het aantal waarover het cijfer gaat; te weinig daarvan geeft geen kleur en geen trend.");
  if (alles.some(({ nu, wat }) => isWeinig(nu.r, wat))) noten.push("Bij “weinig” schommelen kleur en trend sterk.");
  if (alles.some(({ nu }) => nu.p.over12)) noten.push("Een percentage over een maand met weinig gevallen staat er over de 12 maanden tot en met die maand.");
  if (alles.some(({ nu }) => nu.p.duur !== gekozenDuur(blok, k))) noten.push("Niet elke KPI bestaat per " + gekozenDuur(blok, k) + ": dan staat er de laatste periode die er wel is.");
  if (k.maand && gekozenDuur(blok, k) === "jaar") noten.push("Een jaarcijfer loopt altijd tot de peildatum of het einde van het jaar; kies cijfers per kwartaal of maand voor een eerdere stand.");
  if ([k.gemeente, k.aanbieder, k.zorgterrein].some((w) => w !== ALLE)) noten.push("KPI’s die voor deze selectie niet bestaan of waarvoor niets te tellen was, staan er niet bij.");
  noten.push(moment ? "Vergeleken is met de publicatie van " + dag(moment) + "." : "Er is niets veranderd sinds de vorige publicatie, of dit is de eerste.");
  los.gezet.slice(0, 1).concat(los.komend.slice(0, 1)).forEach((s) => noten.push("Los van een KPI: " + stapTekst(s, k) + "."));
  return blad;
}
