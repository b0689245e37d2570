/* The sheet of a block: columns, and rows of cells (waarde, maat). Table, chart and download are made of it. */
import { ALLE, P, WEG, isGetal } from "./basis.js";
import { hoofdletter, kopVan, maandKort, maandLang, metEenheid, uniek } from "./tekst.js";
import { OPEN_TEKEN, gatNoot, gekozenMaat, grootteVan, kruis, perCode, rijNaam, selecteer, volgorde, waardeVan } from "./rijen.js";
import { celDelen, gevalVan } from "./gevallen.js";
import { stoplichtBlad } from "./stoplicht.js";
import { aandachtBlad } from "./aandacht.js";
import { matrixBlad, naastBlad } from "./matrix.js";

const opJaareinde = (blok) => blok.jaareinde && blok.over === "maand";
export function maakBlad(blok, k) {
  const { rijen, noten, geldt, perMaand, tijdloos } = selecteer(blok, k);
  if (blok.soort === "stoplicht") return stoplichtBlad(blok, k, rijen, noten);
  if (blok.soort === "aandacht") return aandachtBlad(blok, k, rijen.filter((r) => r.jaar === k.jaar), noten);
  if (blok.soort === "matrix") return matrixBlad(blok, k, rijen.filter((r) => r.jaar === k.jaar), noten);
  if (blok.soort === "naast") return naastBlad(blok, k, rijen.filter((r) => r.jaar === k.jaar), noten);
  const tot = k.jaar * 100 + (!blok.jaareinde && k.maand || 12);
  const inJaar = (r, jaar) => tijdloos ? true : perMaand ? Math.floor(r.maand / 100) === jaar && r.maand % 100 <= tot % 100 : r.jaar === jaar;
  // where a year has one month, the years stand side by side instead of its months
  const ditJaar = opJaareinde(blok) ? rijen.filter((r) => r.maand <= tot)
    : blok.venster ? inVenster(rijen.filter((r) => r.maand <= tot), blok.venster) : rijen.filter((r) => inJaar(r, k.jaar));
  const vorig = rijen.filter((r) => inJaar(r, k.jaar - 1));
  const blad = { kop: blok.rijkop || "Wat", kolommen: [], rijen: [], punten: [], noten: noten, voorlopig: false, deels: false, onvolledig: false, periode: "", perMaand: perMaand, tijdloos: tijdloos, geldt: geldt };
  if (!ditJaar.length) return blad;
  const maten = blok.maatkeuze ? [gekozenMaat(blok, k)] : blok.maten;
  const bouw = { maand: overMaanden, maat: overMaten, jaren: overJaren, rijen: overRijen }[blok.over];
  bouw(blok, blad, maten, ditJaar, vorig, k, perMaand);
  const getoond = ditJaar.filter((r) => blok.over !== "maat" || !perMaand || r.maand === blad.laatste);
  const stand = getoond.map((r) => Boolean(r.voorlopig));
  blad.voorlopig = stand.some(Boolean);
  blad.deels = blad.voorlopig && !stand.every(Boolean);
  if (blad.voorlopig && blok.soort !== "kerncijfers") noten.push(!blad.deels ? "Alle cijfers zijn voorlopig: er komen nog late meldingen en correcties binnen."
    : "* = voorlopig" + (!opJaareinde(blok) && OPEN_TEKEN[blok.soort] || "") + ".");
  blad.onvolledig = getoond.some((r) => r.onvolledig);
  if (blad.onvolledig) noten.push(gatNoot(geldt, !opJaareinde(blok) && OPEN_TEKEN[blok.soort] || ""));
  if (opJaareinde(blok)) noten.push("Van elk jaar staat er alleen de laatste maand: van losse maanden zijn de aantallen te klein.");
  if (ditJaar.some((r) => r.is_gedeclareerd === 0)) noten.push("Nog niet alles is gedeclareerd: het bedrag van de laatste maanden groeit nog.");
  if (P.merk && blad.rijen.some((rij) => rij.cellen.some((cel) => cel.waarde === WEG))) noten.push("Niet getoond: < 5 of herleidbaar.");
  const noemers = uniek(maten.map((m) => m.noemer).filter(Boolean));
  if (noemers.some((n) => ditJaar.some((r) => isGetal(r[n]) && r[n] < P.warnNoemer))) noten.push("Let op: soms gaat het om minder dan "
    + P.warnNoemer + " gevallen; dan schommelt een percentage of gemiddelde sterk.");
  return blad;
}

/* The months up to the last one that there is, over the turn of the year. */
const maandNr = (maand) => Math.floor(maand / 100) * 12 + maand % 100;
const maandVan = (nr) => Math.floor((nr - 1) / 12) * 100 + (nr - 1) % 12 + 1;
/* A month in which nothing was counted stands there empty: an axis of time leaves none out. */
const alleMaanden = (van, tot) => Array.from({ length: maandNr(tot) - maandNr(van) + 1 }, (_, i) => maandVan(maandNr(van) + i));
function inVenster(rijen, venster) {
  const eind = Math.max(...rijen.map((r) => maandNr(r.maand)));
  return rijen.filter((r) => maandNr(r.maand) > eind - venster);
}

function overMaanden(blok, blad, maten, ditJaar, vorig, k) {
  const gevonden = uniek(ditJaar.map((r) => r.maand)).sort((a, b) => a - b);
  const venster = blok.venster && !opJaareinde(blok);
  const maanden = venster ? alleMaanden(gevonden[0], gevonden[gevonden.length - 1]) : gevonden;
  const kort = (m) => maandKort(m) + (venster ? " " + String(Math.floor(m / 100)).slice(2) : "");
  blad.maanden = venster ? maanden.map(kort) : P.maanden.kort;
  blad.laatste = maanden[maanden.length - 1];
  const los = new Map(maanden.map((m) => [m, ditJaar.some((r) => r.maand === m && r.voorlopig)]));
  const gat = new Map(maanden.map((m) => [m, kruis(ditJaar.find((r) => r.maand === m && r.onvolledig))]));
  blad.kolommen = maanden.map((m) => ({ tekst: (opJaareinde(blok) ? maandKort(m) + " " + Math.floor(m / 100) : kort(m)) + (los.get(m) ? "*" : "") + gat.get(m), lang: maandLang(m) + (los.get(m) ? "*" : "") + gat.get(m) }));
  const metTotaal = blok.totaal && !blok.jaareinde && !(blok.totaal === "som" && P.merk); // a sum that was not published is not made
  const gatInSom = blok.totaal === "laatste" ? gat.get(blad.laatste) : [...gat.values()].find(Boolean) || "";
  if (metTotaal) blad.kolommen.push({ tekst: blok.totaalkop + gatInSom, lang: blok.totaalkop + gatInSom, totaal: true });
  blok.na.forEach((maat) => blad.kolommen.push({ tekst: kopVan(maat) + gat.get(blad.laatste), lang: kopVan(maat) + gat.get(blad.laatste) }));
  const groepen = perCode(blok, ditJaar);
  const laatsteWaarde = (code) => { const r = groepen.get(code).find((rij) => rij.maand === blad.laatste); return grootteVan(waardeVan(r, maten[0])); };
  const totaal = (eigen, maat) => {
    if (blok.totaal === "laatste") return waardeVan(eigen.find((r) => r.maand === blad.laatste), maat);
    const vanJaar = eigen.filter((r) => Math.floor(r.maand / 100) === k.jaar);
    if (vanJaar.some((r) => [maat.kolom, maat.teller, maat.noemer].some((kolom) => r[kolom] === WEG))) return WEG;
    const som = (kolom) => vanJaar.reduce((t, r) => t + (r[kolom] || 0), 0);
    return maat.teller ? (som(maat.noemer) ? 100 * som(maat.teller) / som(maat.noemer) : null) : som(maat.kolom);
  };
  volgorde(blok, [...groepen.keys()], laatsteWaarde).forEach((code) => maten.forEach((maat) => {
    const eigen = groepen.get(code);
    const bij = new Map(eigen.map((r) => [r.maand, r]));
    const naam = !blok.rij ? kopVan(maat) : rijNaam(blok, code, k, eigen[eigen.length - 1]) + (maten.length > 1 ? ": " + kopVan(maat) : "");
    const geval = (wat, delen) => gevalVan(blok, blad.geldt, wat, delen);
    const cellen = maanden.map((m) => ({ waarde: waardeVan(bij.get(m), maat), maat: maat, geval: geval(maat, celDelen(blok, bij.get(m))) }));
    if (metTotaal) cellen.push({ waarde: totaal(eigen, maat), maat: maat, geval: blok.totaal === "laatste" ? geval(maat, celDelen(blok, bij.get(blad.laatste))) : "" });
    blok.na.forEach((m) => cellen.push({ waarde: waardeVan(bij.get(blad.laatste), m), maat: m, geval: geval(m, celDelen(blok, bij.get(blad.laatste))) }));
    blad.rijen.push({ naam: naam, som: blok.rij !== "" && code === ALLE, cellen: cellen });
    if (maat.alleen_tabel || opJaareinde(blok)) return;
    // A month without a figure between others is a gap, not a straight line over it.
    const gevuld = maanden.map((m) => isGetal(waardeVan(bij.get(m), maat)));
    maanden.slice(gevuld.indexOf(true), gevuld.lastIndexOf(true) + 1).forEach((m) => blad.punten.push(!isGetal(waardeVan(bij.get(m), maat)) ? { reeks: naam,
      som: blok.rij !== "" && code === ALLE, maand: kort(m), waarde: null } : {
      reeks: naam, som: blok.rij !== "" && code === ALLE, maand: kort(m), maand_lang: maandLang(m), waarde: maat.teken * bij.get(m)[maat.kolom],
      tekst: metEenheid(bij.get(m)[maat.kolom], maat), voorlopig: !maat.vast && Boolean(bij.get(m).voorlopig || bij.get(m).onvolledig),
      stand: (maat.vast ? "staat vast" : bij.get(m).voorlopig ? "voorlopig" : "definitief") + (bij.get(m).onvolledig ? ", onvolledig" : ""), norm: blok.norm ? bij.get(m)[blok.norm] : null }));
  }));
}

function overMaten(blok, blad, maten, ditJaar, vorig, k, perMaand) {
  blad.laatste = perMaand ? Math.max(...ditJaar.map((r) => r.maand)) : 0;
  blad.periode = perMaand ? maandLang(blad.laatste) : String(k.jaar);
  const nu = perMaand ? ditJaar.filter((r) => r.maand === blad.laatste) : ditJaar;
  const toen = perMaand ? vorig.filter((r) => r.maand === blad.laatste - 100) : vorig;
  const groepen = perCode(blok, nu);
  const eerder = perCode(blok, toen);
  const gemengd = nu.some((r) => r.voorlopig) && !nu.every((r) => r.voorlopig);
  blad.kolommen = blok.rij ? maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m), tekstkolom: nu.some((r) => typeof r[m.kolom] === "string" && r[m.kolom] !== WEG) })) : [{ tekst: hoofdletter(blad.periode), lang: hoofdletter(blad.periode) }];
  const grootte = blok.punten ? blok.punten.grootte : blok.balken ? blok.balken.verwacht || blok.balken.waarde : maten[0].kolom;
  const maatVoorGrootte = maten.find((m) => m.kolom === grootte);
  volgorde(blok, [...groepen.keys()], (code) => maatVoorGrootte ? grootteVan(waardeVan(groepen.get(code)[0], maatVoorGrootte)) : 0).forEach((code) => {
    const r = groepen.get(code)[0];
    const v = (eerder.get(code) || [])[0];
    const cel = (maat) => ({ waarde: waardeVan(r, maat), vorig: blok.zonder_vorig ? null : waardeVan(v, maat), maat: vanRij(r, maat), norm: blok.norm ? r[blok.norm] : null, geval: gevalVan(blok, blad.geldt, maat, celDelen(blok, r)) });
    const ster = (gemengd && r.voorlopig ? "*" : "") + kruis(r);
    if (blok.rij) blad.rijen.push({ naam: rijNaam(blok, code, k, r) + ster, code: code, som: code === ALLE, bron: r,
      gekozen: blok.rij === "aanbieder_agb" && code === k.aanbieder && code !== ALLE, cellen: maten.map(cel) });
    else maten.forEach((maat) => blad.rijen.push({ naam: kopVan(maat) + ster, bron: r, cellen: [cel(maat)] }));
  });
}

/* Figures of a row in the decimals of that row, where the source gives them. */
const vanRij = (r, maat) => maat.decimalen && r.decimalen !== undefined ? Object.assign({}, maat, { decimalen: r.decimalen }) : maat;

function overRijen(blok, blad, maten, ditJaar, vorig, k) {
  blad.kolommen = maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m), tekstkolom: ditJaar.every((r) => typeof r[m.kolom] !== "number") }));
  const gemengd = ditJaar.some((r) => r.voorlopig) && !ditJaar.every((r) => r.voorlopig);
  blad.rijen = ditJaar.map((r) => ({ naam: rijNaam(blok, r[blok.rij], k, r) + (gemengd && r.voorlopig ? "*" : "") + kruis(r), bron: r,
    cellen: maten.map((m) => ({ waarde: waardeVan(r, m), maat: vanRij(r, m), geval: gevalVan(blok, blad.geldt, m, celDelen(blok, r)) })) }));
}

function overJaren(blok, blad, maten, ditJaar, vorig, k) {
  const jaren = [[k.jaar - 1, vorig], [k.jaar, ditJaar]];
  blad.kolommen = jaren.flatMap(([jaar, rijen]) => maten.map((m) => {
    const tekst = jaar + (rijen.some((r) => r.voorlopig) ? "*" : "") + kruis(rijen.find((r) => r.onvolledig)) + " " + kopVan(m).toLowerCase();
    return { tekst: tekst, lang: tekst };
  }));
  const groepen = jaren.map(([, rijen]) => perCode(blok, rijen));
  volgorde(blok, uniek(groepen.flatMap((g) => [...g.keys()])), (code) => grootteVan(waardeVan((groepen[1].get(code) || [])[0], maten[0]))).forEach((code) =>
    blad.rijen.push({ naam: blok.rij ? rijNaam(blok, code, k, (groepen[1].get(code) || groepen[0].get(code))[0]) : blok.titel, som: blok.rij !== "" && code === ALLE,
      cellen: groepen.flatMap((g) => maten.map((m) => { const r = (g.get(code) || [])[0]; return { waarde: waardeVan(r, m), maat: m, geval: gevalVan(blok, blad.geldt, m, celDelen(blok, r)) }; })) }));
}
