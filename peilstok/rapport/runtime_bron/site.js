/* Makes every block of the page for the reader's selection: one sheet, shown as table and chart, and downloaded.
   Names come from data: only textContent, never innerHTML. Figures come from scripts in data/, since a browser refuses
   fetch on file://. */
(function () {
  "use strict";
  const P = window.PEILSTOK;
  const PAGINA = P.pagina;
  const ALLE = P.alle;
  const WETTEN = { Jw: "Jeugdwet (Jw)", Wmo: "Wmo" };
  const KEUZES = ["wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"];
  const BALKEN_MAX = 20; // rows that can still be read as bars
  const NAAM_VAN_FILTER = { gemeente: "gemeente", aanbieder: "aanbieder", zorgterrein: "zorgterrein", maand: "maand" };

  /* --- text --- */
  const getal = (waarde, decimalen) => waarde === null || waarde === undefined ? "–" : waarde.toLocaleString("nl-NL",
    { minimumFractionDigits: decimalen, maximumFractionDigits: decimalen }).replace("-", "\u2212");
  const schrijf = (waarde, maat) => typeof waarde === "string" ? waarde : (maat.met_plus && waarde > 0 ? "+" : "") + getal(waarde, maat.decimalen);
  const metEenheid = (waarde, maat) => waarde === null || waarde === undefined ? "–"
    : maat.eenheid === "€" ? "€ " + schrijf(waarde, maat) : schrijf(waarde, maat) + (maat.eenheid === "%" ? "%" : maat.eenheid ? " " + maat.eenheid : "");
  const kopVan = (maat) => maat.naam + (["%", "€"].includes(maat.eenheid) ? " (" + maat.eenheid + ")" : "");
  const hoofdletter = (tekst) => tekst.charAt(0).toUpperCase() + tekst.slice(1);
  const maandKort = (maand) => P.maanden.kort[maand % 100 - 1];
  const maandLang = (maand) => P.maanden.lang[maand % 100 - 1] + " " + Math.floor(maand / 100);
  const uniek = (lijst) => [...new Set(lijst)];

  function maak(soort, eigenschappen, ...kinderen) {
    const element = document.createElement(soort);
    Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
    element.append(...kinderen);
    return element;
  }

  const PRODUCT = new Map(P.producten.map(([wet, code, naam]) => [wet + "|" + code, naam]));
  function naamVan(kolom, code, k) {
    if (code === null) return "zonder " + kolom;
    if (code === "_ONBEKEND") return "onbekend";
    if (kolom.includes("|")) {
      const delen = code.split("|");
      return kolom.split("|").map((naam, i) => delen[i] === ALLE ? "" : naamVan(naam, delen[i], k)).filter(Boolean).join(", ") || "alles samen";
    }
    if (kolom === "aanbieder_agb") return P.aanbieders[code] || code;
    if (kolom === "gemeente_code") return P.gemeenten[code] || code;
    if (kolom === "productcode") return PRODUCT.has(k.wet + "|" + code) ? code + " - " + PRODUCT.get(k.wet + "|" + code) : code;
    return code;
  }

  /* --- selection: in the address, so that a colleague can be sent exactly this view, and along to the other pages --- */
  const veld = Object.fromEntries(KEUZES.map((naam) => [naam, document.getElementById("filter-" + naam)]));
  let keuze = {};

  const uitAdres = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  /* A wish from the address or the filters, completed to a selection that exists. An unknown code stays: the page then
     says that there are no figures, instead of silently showing another selection. */
  function volledig(wens) {
    const wetten = Object.keys(P.keuzes);
    const k = Object.assign({}, wens);
    k.wet = wetten.includes(wens.wet) ? wens.wet : wetten[0];
    const jaren = P.keuzes[k.wet].jaren;
    const gewoon = Object.keys(jaren).filter((j) => jaren[j] > 0).pop() || Object.keys(jaren).pop();
    k.jaar = Number(jaren[wens.jaar] === undefined ? gewoon : wens.jaar);
    k.maand = Number(wens.maand) >= 1 && Number(wens.maand) <= (jaren[k.jaar] || 0) ? Number(wens.maand) : 0;
    ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => { k[naam] = /^\w+$/.test(wens[naam] || "") || naam === "zorgterrein" && wens[naam] ? wens[naam] : ALLE; });
    return k;
  }

  function adres(k) {
    const delen = new URLSearchParams();
    Object.entries(k).forEach(([naam, waarde]) => { if (waarde && waarde !== ALLE) delen.set(naam, waarde); });
    return "#" + delen;
  }

  function vulFilters() {
    const mogelijk = P.keuzes[keuze.wet];
    const codes = (lijst, kolom, alle, gekozen) => {
      const namen = lijst.map((code) => [code, naamVan(kolom, code, keuze)]).sort((a, b) => a[1].localeCompare(b[1], "nl"));
      if (gekozen !== ALLE && !lijst.includes(gekozen)) namen.push([gekozen, naamVan(kolom, gekozen, keuze) + " (geen cijfers)"]);
      return [[ALLE, alle]].concat(namen);
    };
    const laatste = mogelijk.jaren[keuze.jaar] || 0;
    const opties = {
      wet: Object.keys(P.keuzes).map((wet) => [wet, WETTEN[wet] || wet]),
      jaar: Object.keys(mogelijk.jaren).sort().reverse().map((jaar) => [jaar, jaar]),
      maand: [["0", "laatste maand"]].concat(P.maanden.lang.slice(0, laatste).map((naam, i) => [String(i + 1), naam])),
      gemeente: codes(mogelijk.gemeenten, "gemeente_code", "Alle gemeenten", keuze.gemeente),
      aanbieder: codes(mogelijk.aanbieders, "aanbieder_agb", "Alle aanbieders", keuze.aanbieder),
      zorgterrein: codes(mogelijk.zorgterreinen, "zorgterrein", "Alle zorgterreinen", keuze.zorgterrein),
    };
    KEUZES.filter((naam) => veld[naam]).forEach((naam) => {
      veld[naam].replaceChildren(...opties[naam].map(([waarde, tekst]) => maak("option", { value: waarde }, tekst)));
      veld[naam].value = String(keuze[naam]);
    });
  }

  /* Only what the page filters on: what it carries along for other pages is not part of what it shows. */
  function selectieTekst(k, zonder) {
    const tekst = { wet: WETTEN[k.wet] || k.wet, jaar: k.jaar + (k.maand && veld.maand ? " tot en met " + P.maanden.lang[k.maand - 1] : ""),
      gemeente: k.gemeente === ALLE ? "alle gemeenten" : naamVan("gemeente_code", k.gemeente, k),
      aanbieder: k.aanbieder === ALLE ? "alle aanbieders" : naamVan("aanbieder_agb", k.aanbieder, k),
      zorgterrein: k.zorgterrein === ALLE ? "alle zorgterreinen" : naamVan("zorgterrein", k.zorgterrein, k) };
    return PAGINA.filters.filter((naam) => naam !== "maand" && naam !== zonder).map((naam) => tekst[naam]).join(", ");
  }

  /* What the page does not filter on is not applied either: the figures must be those that the words say. */
  function toegepast(k) {
    const uit = Object.assign({}, k);
    ["gemeente", "aanbieder", "zorgterrein"].filter((naam) => !PAGINA.filters.includes(naam)).forEach((naam) => { uit[naam] = ALLE; });
    if (!PAGINA.filters.includes("maand")) uit.maand = 0;
    return uit;
  }

  /* --- figures: parts are scripts, loaded when they are chosen. The publication may have been swapped since this page was opened:
     what is of another version is of another night, and never shown under this page's date --- */
  const VERSIE = document.body.dataset.versie;
  const hoortErbij = (deel) => Boolean(deel) && deel.versie === VERSIE;
  const VEROUDERD = "verouderd";
  const beloftes = new Map();
  function laad(deel) {
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
  function rijenVanDeel(deel, bron) {
    const sleutel = deel + "|" + bron;
    if (!gelezen.has(sleutel)) {
      const kolommen = (P.delen[deel] || {})[bron];
      const namen = Object.keys(kolommen || {});
      const waarden = namen.map((naam) => Array.isArray(kolommen[naam]) ? kolommen[naam] : kolommen[naam].i.map((i) => kolommen[naam].w[i]));
      const rijen = (waarden[0] || []).map((_, n) => Object.fromEntries(namen.map((naam, i) => [naam, waarden[i][n]])));
      gelezen.set(sleutel, { namen: namen, rijen: rijen });
    }
    return gelezen.get(sleutel);
  }

  /* The zorgterreinen of a value of `kolom` (a product or inkoopcategorie), for sources that do not have them. */
  function terreinenVan(kolom, code, wet) {
    const plaats = { productcode: 1, inkoopcategorie: 3 }[kolom];
    return P.producten.filter((p) => p[0] === wet && p[plaats] === code).map((p) => p[4]);
  }

  /* The rows of the block's source in the selection, all years still in it, and what could not be applied. */
  function selecteer(blok, k) {
    const perAanbieder = rijenVanDeel(k.wet + "-" + k.aanbieder, blok.bron);
    const deel = perAanbieder.namen.length ? perAanbieder : rijenVanDeel(k.wet, blok.bron);
    let rijen = deel.rijen;
    const noten = [];
    const geldt = Object.assign({}, k); // the selection that these figures are of
    ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => {
      const kolom = P.kolomVanFilter[naam];
      if (deel.namen.includes(kolom)) {
        if (kolom === blok.rij) geldt[naam] = ALLE;
        // what asks for attention is told as seen from a gemeente, or from all of them
        if (blok.soort === "aandacht" && naam === "gemeente") rijen = rijen.filter((r) => r.kijk_gemeente_code === k.gemeente);
        else if (kolom !== blok.rij && !(blok.los && k[naam] === ALLE)) rijen = rijen.filter((r) => r[kolom] === k[naam]);
      } else if (k[naam] !== ALLE && rijen.length) {
        if (naam === "zorgterrein" && ["productcode", "inkoopcategorie"].includes(blok.rij)) {
          rijen = rijen.filter((r) => terreinenVan(blok.rij, r[blok.rij], k.wet).includes(k.zorgterrein));
          noten.push("Een totaal per zorgterrein is er niet: unieke aantallen en aandelen tellen niet op.");
        } else {
          geldt[naam] = ALLE;
          noten.push("Deze cijfers zijn er niet per " + NAAM_VAN_FILTER[naam] + "; u ziet het geheel.");
        }
      }
    });
    if (k.maand && deel.namen.includes("jaar") && blok.soort !== "stoplicht") {
      geldt.maand = 0;
      noten.push("Dit zijn cijfers over het jaar; de keuze van een maand werkt hier niet.");
    }
    return { rijen: rijen, noten: noten, geldt: geldt, perMaand: deel.namen.includes("maand"), tijdloos: !deel.namen.includes("maand") && !deel.namen.includes("jaar") };
  }

  /* --- the cases behind a figure, on a page of their own (only the data team has it): by the columns of the KPI's table --- */
  const opGevallen = (wat) => "gevallen/index.html#" + new URLSearchParams(wat);
  function gevalVan(blok, k, maat, delen) {
    const g = blok.geval;
    if (!g || !(maat.kolom in g.maten)) return "";
    const telt = g.maten[maat.kolom] ? { telt: g.maten[maat.kolom] } : {};
    const alles = Object.assign({ wet: k.wet, gemeente_code: k.gemeente, aanbieder_agb: k.aanbieder, zorgterrein: k.zorgterrein }, g.vast, delen);
    return opGevallen(Object.assign({ tabel: g.tabel }, Object.fromEntries(Object.entries(alles)
      .filter(([kolom, waarde]) => waarde !== null && waarde !== undefined && (g.grain.includes(kolom) || kolom === "wet"))), telt));
  }
  const dagVan = (maand) => Math.floor(maand / 100) + "-" + String(maand % 100).padStart(2, "0") + "-01";
  /* The columns of a row of the source that say which cell it is. */
  function celDelen(blok, r) {
    const uit = {};
    Object.entries(blok.geval && r || {}).forEach(([kolom, waarde]) => {
      const delen = kolom.includes("|") ? String(waarde).split("|") : [kolom === "maand" ? dagVan(waarde) : waarde];
      kolom.split("|").forEach((naam, i) => { if (blok.geval.grain.includes(naam)) uit[naam] = delen[i]; });
    });
    return uit;
  }
  /* Of a figure on the stoplicht: `p` is its period. */
  function gevalVanKpi(kpi, perceel, p, k) {
    const g = P.gevallen[kpi];
    if (!g) return "";
    const jaar = Math.floor((p.eind - 1) / 12);
    const maand = (nr) => dagVan(Math.floor((nr - 1) / 12) * 100 + (nr - 1) % 12 + 1);
    const tijd = {};
    if (g.grain.includes("jaar")) tijd.jaar = jaar;
    else if (g.grain.includes("kwartaal")) tijd.kwartaal = maand(p.eind - 2);
    else if (p.duur === "maand" && !p.over12) tijd.maand = maand(p.eind);
    else {
      const maanden = p.duur === "kwartaal" ? 3 : 12;
      const laatste = p.duur === "jaar" ? jaar * 12 + (P.keuzes[k.wet].jaren[jaar] || 12) : p.eind;
      Object.assign(tijd, { periode_van: maand(p.eind - maanden + 1), periode_tot: maand(laatste) });
    }
    const delen = { wet: k.wet, gemeente_code: k.gemeente, aanbieder_agb: k.aanbieder, zorgterrein: k.zorgterrein };
    if (perceel) delen.perceel = perceel;
    return opGevallen(Object.assign({ tabel: g.tabel }, delen, g.vast, tijd));
  }

  /* --- the sheet of a block: columns, and rows of cells (waarde, maat) --- */
  function maakBlad(blok, k) {
    const { rijen, noten, geldt, perMaand, tijdloos } = selecteer(blok, k);
    if (blok.soort === "stoplicht") return stoplichtBlad(blok, k, rijen, noten);
    if (blok.soort === "aandacht") return aandachtBlad(blok, k, rijen.filter((r) => r.jaar === k.jaar), noten);
    const tot = k.jaar * 100 + (k.maand || 12);
    const inJaar = (r, jaar) => tijdloos ? true : perMaand ? Math.floor(r.maand / 100) === jaar && r.maand % 100 <= tot % 100 : r.jaar === jaar;
    const ditJaar = rijen.filter((r) => inJaar(r, k.jaar));
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
      : "* = voorlopig" + (OPEN_TEKEN[blok.soort] || "") + ".");
    blad.onvolledig = getoond.some((r) => r.onvolledig);
    if (blad.onvolledig) noten.push(gatNoot(geldt, OPEN_TEKEN[blok.soort] || ""));
    const noemers = uniek(maten.map((m) => m.noemer).filter(Boolean));
    if (noemers.some((n) => ditJaar.some((r) => r[n] < P.warnNoemer))) noten.push("Let op: soms gaat het om minder dan "
      + P.warnNoemer + " gevallen; dan schommelt een percentage of gemiddelde sterk.");
    return blad;
  }

  /* Beside a figure that reaches before the first month of which every message was received. */
  const kruis = (r) => r && r.onvolledig ? "†" : "";
  const OPEN_TEKEN = { lijn: "; in de grafiek een open teken", staven: "; in de grafiek een lichte staaf" };
  const gatNoot = (k, teken) => {
    const gat = P.gaten.find(([wet, gemeente]) => wet === k.wet && gemeente === k.gemeente);
    return "† = onvolledig" + teken + ". " + (gat && gat[2] ? "Cijfers vanaf " + maandLang(gat[2]) + "; daarvoor ontbreken berichten." : "Er ontbreken berichten.");
  };

  const gekozenMaat = (blok, k) => blok.maten.find((m) => m.kolom === k["maat." + blok.id]) || blok.maten[0];
  const waardeVan = (r, maat) => r === undefined || r[maat.kolom] === undefined ? null : r[maat.kolom];

  function rijNaam(blok, code, k) {
    if (code === ALLE) return blok.totaalnaam;
    const gegeven = blok.namen.find(([waarde]) => waarde === code);
    return gegeven ? gegeven[1] : naamVan(blok.rij, code, k);
  }

  /* Rows by name where the block names them, else the largest first; the total last. */
  function volgorde(blok, codes, grootte) {
    const plaats = (code) => code === ALLE ? 1e6 : blok.namen.length ? blok.namen.findIndex(([waarde]) => waarde === code) : 0;
    return codes.sort((a, b) => plaats(a) - plaats(b) || grootte(b) - grootte(a) || String(a).localeCompare(String(b)));
  }

  function perCode(blok, rijen) {
    const uit = new Map();
    rijen.forEach((r) => {
      const code = blok.rij ? r[blok.rij] : ALLE;
      if (!uit.has(code)) uit.set(code, []);
      uit.get(code).push(r);
    });
    return uit;
  }

  function overMaanden(blok, blad, maten, ditJaar, vorig, k) {
    const maanden = uniek(ditJaar.map((r) => r.maand)).sort((a, b) => a - b);
    blad.laatste = maanden[maanden.length - 1];
    const los = new Map(maanden.map((m) => [m, ditJaar.some((r) => r.maand === m && r.voorlopig)]));
    const gat = new Map(maanden.map((m) => [m, kruis(ditJaar.find((r) => r.maand === m && r.onvolledig))]));
    blad.kolommen = maanden.map((m) => ({ tekst: maandKort(m) + (los.get(m) ? "*" : "") + gat.get(m), lang: maandLang(m) + (los.get(m) ? "*" : "") + gat.get(m) }));
    const gatInSom = blok.totaal === "laatste" ? gat.get(blad.laatste) : [...gat.values()].find(Boolean) || "";
    if (blok.totaal) blad.kolommen.push({ tekst: blok.totaalkop + gatInSom, lang: blok.totaalkop + gatInSom, totaal: true });
    blok.na.forEach((maat) => blad.kolommen.push({ tekst: kopVan(maat) + gat.get(blad.laatste), lang: kopVan(maat) + gat.get(blad.laatste) }));
    const groepen = perCode(blok, ditJaar);
    const laatsteWaarde = (code) => { const r = groepen.get(code).find((rij) => rij.maand === blad.laatste); return waardeVan(r, maten[0]) || 0; };
    const totaal = (eigen, maat) => {
      if (blok.totaal === "laatste") return waardeVan(eigen.find((r) => r.maand === blad.laatste), maat);
      const som = (kolom) => eigen.reduce((t, r) => t + (r[kolom] || 0), 0);
      return maat.teller ? (som(maat.noemer) ? 100 * som(maat.teller) / som(maat.noemer) : null) : som(maat.kolom);
    };
    volgorde(blok, [...groepen.keys()], laatsteWaarde).forEach((code) => maten.forEach((maat) => {
      const eigen = groepen.get(code);
      const bij = new Map(eigen.map((r) => [r.maand, r]));
      const naam = !blok.rij ? kopVan(maat) : rijNaam(blok, code, k) + (maten.length > 1 ? ": " + kopVan(maat) : "");
      const geval = (wat, delen) => gevalVan(blok, blad.geldt, wat, delen);
      const cellen = maanden.map((m) => ({ waarde: waardeVan(bij.get(m), maat), maat: maat, geval: geval(maat, celDelen(blok, bij.get(m))) }));
      if (blok.totaal) cellen.push({ waarde: totaal(eigen, maat), maat: maat, geval: blok.totaal === "laatste" ? geval(maat, celDelen(blok, bij.get(blad.laatste))) : "" });
      blok.na.forEach((m) => cellen.push({ waarde: waardeVan(bij.get(blad.laatste), m), maat: m, geval: geval(m, celDelen(blok, bij.get(blad.laatste))) }));
      blad.rijen.push({ naam: naam, som: blok.rij !== "" && code === ALLE, cellen: cellen });
      if (maat.alleen_tabel) return;
      // A month without a figure between others is a gap, not a straight line over it.
      const gevuld = maanden.map((m) => waardeVan(bij.get(m), maat) !== null);
      maanden.slice(gevuld.indexOf(true), gevuld.lastIndexOf(true) + 1).forEach((m) => blad.punten.push(waardeVan(bij.get(m), maat) === null ? { reeks: naam,
        som: blok.rij !== "" && code === ALLE, maand: maandKort(m), waarde: null } : {
        reeks: naam, som: blok.rij !== "" && code === ALLE, maand: maandKort(m), maand_lang: maandLang(m), waarde: maat.teken * bij.get(m)[maat.kolom],
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
    blad.kolommen = blok.rij ? maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m) })) : [{ tekst: hoofdletter(blad.periode), lang: hoofdletter(blad.periode) }];
    const grootte = blok.punten ? blok.punten.grootte : blok.balken ? blok.balken.verwacht || blok.balken.waarde : maten[0].kolom;
    const maatVoorGrootte = maten.find((m) => m.kolom === grootte);
    volgorde(blok, [...groepen.keys()], (code) => waardeVan(groepen.get(code)[0], maatVoorGrootte) || 0).forEach((code) => {
      const r = groepen.get(code)[0];
      const v = (eerder.get(code) || [])[0];
      const cel = (maat) => ({ waarde: waardeVan(r, maat), vorig: blok.zonder_vorig ? null : waardeVan(v, maat), maat: vanRij(r, maat), norm: blok.norm ? r[blok.norm] : null, geval: gevalVan(blok, blad.geldt, maat, celDelen(blok, r)) });
      const ster = (gemengd && r.voorlopig ? "*" : "") + kruis(r);
      if (blok.rij) blad.rijen.push({ naam: rijNaam(blok, code, k) + ster, code: code, som: code === ALLE, bron: r,
        gekozen: blok.rij === "aanbieder_agb" && code === k.aanbieder && code !== ALLE, cellen: maten.map(cel) });
      else maten.forEach((maat) => blad.rijen.push({ naam: kopVan(maat) + ster, bron: r, cellen: [cel(maat)] }));
    });
  }

  /* Figures of a row in the decimals of that row, where the source gives them. */
  const vanRij = (r, maat) => maat.decimalen && r.decimalen !== undefined ? Object.assign({}, maat, { decimalen: r.decimalen }) : maat;

  function overRijen(blok, blad, maten, ditJaar, vorig, k) {
    blad.kolommen = maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m), tekstkolom: ditJaar.every((r) => typeof r[m.kolom] !== "number") }));
    const gemengd = ditJaar.some((r) => r.voorlopig) && !ditJaar.every((r) => r.voorlopig);
    blad.rijen = ditJaar.map((r) => ({ naam: rijNaam(blok, r[blok.rij], k) + (gemengd && r.voorlopig ? "*" : "") + kruis(r), bron: r,
      cellen: maten.map((m) => ({ waarde: waardeVan(r, m), maat: vanRij(r, m), geval: gevalVan(blok, blad.geldt, m, celDelen(blok, r)) })) }));
  }

  function overJaren(blok, blad, maten, ditJaar, vorig, k) {
    const jaren = [[k.jaar - 1, vorig], [k.jaar, ditJaar]];
    blad.kolommen = jaren.flatMap(([jaar, rijen]) => maten.map((m) => {
      const tekst = jaar + (rijen.some((r) => r.voorlopig) ? "*" : "") + kruis(rijen.find((r) => r.onvolledig)) + " " + kopVan(m).toLowerCase();
      return { tekst: tekst, lang: tekst };
    }));
    const groepen = jaren.map(([, rijen]) => perCode(blok, rijen));
    volgorde(blok, uniek(groepen.flatMap((g) => [...g.keys()])), (code) => waardeVan((groepen[1].get(code) || [])[0], maten[0]) || 0).forEach((code) =>
      blad.rijen.push({ naam: blok.rij ? rijNaam(blok, code, k) : blok.titel, som: blok.rij !== "" && code === ALLE,
        cellen: groepen.flatMap((g) => maten.map((m) => { const r = (g.get(code) || [])[0]; return { waarde: waardeVan(r, m), maat: m, geval: gevalVan(blok, blad.geldt, m, celDelen(blok, r)) }; })) }));
  }

  /* --- the stoplicht: a row per KPI (and perceel), its last period of the chosen length, the periods before as a line --- */
  const NS = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;
  const KLEUREN = { rood: "▲", oranje: "■", groen: "✓", grijs: "–" };
  const EENHEDEN = { procent: ["%", 1], euro: ["€", 0] };
  const DUREN = ["jaar", "kwartaal", "maand"];
  const VERLOOP_MAX = 13; // a month and the year before it
  const dag = (datum) => datum.split("-").reverse().join("-"); // as peilstok/datum.py writes it
  const gekozenDuur = (blok, k) => DUREN.includes(k["per." + blok.id]) ? k["per." + blok.id] : "jaar";
  const kpiVan = (kpi) => { const [naam, eenheid, eigenaar, noemer, telt, minimum] = P.kpis[kpi] || [kpi, "", "", "", "", null]; return { naam: naam, eenheid: eenheid, eigenaar: eigenaar, noemer: noemer, telt: telt, minimum: minimum }; };
  /* Few: under twice the number below which a figure has no colour. An amount says nothing about how many cases there are. */
  const isWeinig = (r, wat) => r.noemer !== null && wat.minimum !== null && r.noemer < wat.minimum * P.warnNoemer / P.minAantal;

  /* 2026, 2026-K3 or 2026-09: its length, its number among those, and the number of its last month. A month may stand for the twelve
     that end with it. */
  function periodeVan(tekst, over12) {
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
  function stappenVan(blok, k, kpi) {
    const van = (kolom, waarde) => (s) => s[kolom] === ALLE || waarde === ALLE || s[kolom] === waarde;
    const eigen = rijenVanDeel(k.wet, blok.bij).rijen.filter((s) => s.kpi === kpi)
      .filter(van("aanbieder_agb", k.aanbieder)).filter(van("gemeente_code", k.gemeente));
    const opDag = (a, b) => (a.datum || "").localeCompare(b.datum || "");
    return { gezet: eigen.filter((s) => !s.is_komend).sort(opDag).reverse(), komend: eigen.filter((s) => s.is_komend).sort(opDag) };
  }

  function stapTekst(s, k) {
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

  function stoplichtBlad(blok, k, rijen, noten) {
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

  /* What lies outside its norm or went worse, the worst first: the first ones on the page, all of them in the download. */
  const AANDACHT_MAX = 15;
  function aandachtBlad(blok, k, rijen, noten) {
    const kop = (tekst, meer) => Object.assign({ tekst: tekst, lang: tekst }, meer);
    const klein = (tekst) => maak("small", {}, tekst);
    const blad = { kop: blok.rijkop, rijen: [], punten: [], noten: noten, voorlopig: rijen.some((r) => r.voorlopig), deels: rijen.some((r) => !r.voorlopig), onvolledig: false, periode: "", kolommen: [
      kop("Wat", { tekstkolom: true }), kop("Oordeel", { tekstkolom: true }), kop("Waarde"), kop("Norm"), kop("Boven budget (€)"), kop("Vorig jaar", { tekstkolom: true }), kop("Afgesproken", { tekstkolom: true }),
      ...["Periode", "Noemer", "Noemer telt", "Eigenaar"].map((tekst) => kop(tekst, { alleenDownload: true }))] };
    rijen.slice().sort((a, b) => a.rang - b.rang).forEach((r, nr) => {
      const wat = kpiVan(r.kpi);
      const p = periodeVan(r.periode, r.is_over_12_maanden);
      const [eenheid, decimalen] = EENHEDEN[wat.eenheid] || [wat.eenheid, 1];
      const maat = { eenheid: eenheid, decimalen: decimalen };
      const kort = { eenheid: eenheid, decimalen: r.norm !== null && r.norm % 1 ? 1 : 0 };
      const over = { gemeente: r.gemeente_code, aanbieder: r.aanbieder_agb, zorgterrein: r.zorgterrein };
      const cel = Object.assign({}, k, over);
      const bestaat = document.querySelector("nav a[data-pagina='" + (blok.links[r.kpi] || "geen") + "']");
      const { gezet, komend } = stappenVan(blok, cel, r.kpi);
      const stap = komend.slice(0, 1).map((s) => "straks " + stapTekst(s, cel)).concat(gezet.slice(0, 1).map((s) => stapTekst(s, cel)))[0] || "nog niets";
      const aantal = wat.minimum === null ? "" : ", n = " + getal(r.noemer, 0) + " " + wat.telt;
      const naam = naamVan("aanbieder_agb|zorgterrein|gemeente_code", [r.aanbieder_agb, r.zorgterrein, r.gemeente_code].join("|"), k);
      const titel = wat.naam + (r.perceel ? ", perceel " + r.perceel : "");
      const oordeel = r.reden === "norm" ? r.kleur : "slechter";
      blad.rijen.push({ naam: naam, bron: r, verborgen: nr >= AANDACHT_MAX, link: bestaat ? blok.links[r.kpi] + ".html" + adres(Object.assign({}, keuze, over)) : "", cellen: [
        { waarde: titel },
        { waarde: oordeel, toon: () => maak("span", { class: "oordeel " + (r.reden === "norm" ? r.kleur : "grijs") }, maak("span", { "aria-hidden": "true" }, (r.reden === "norm" ? KLEUREN[r.kleur] : "↘") + " "), oordeel) },
        { waarde: r.waarde, maat: maat, toon: () => maak("span", {}, naarGevallen({ waarde: r.waarde, geval: gevalVanKpi(r.kpi, r.perceel, p, cel) }, metEenheid(r.waarde, maat)), klein(p.tekst + (r.voorlopig ? "*" : "") + aantal)) },
        { waarde: r.norm, maat: kort, toon: () => r.norm === null ? "geen" : (r.richting === "hoger" ? "≥ " : "≤ ") + metEenheid(r.norm, kort) },
        { waarde: r.bedrag_eur, maat: { eenheid: "€", decimalen: 0 } },
        { waarde: r.vorige_waarde === null ? "–" : metEenheid(r.vorige_waarde, maat) + (r.verandering ? " (" + (r.verandering === "binnen toeval" ? "verschil kan toeval zijn" : "nu " + r.verandering) + ")" : "") },
        { waarde: stap }, { waarde: p.tekst }, { waarde: r.noemer, maat: { eenheid: "", decimalen: 0 } }, { waarde: wat.telt }, { waarde: wat.eigenaar }] });
    });
    if (rijen.length > AANDACHT_MAX) noten.push("Dit zijn de " + AANDACHT_MAX + " ergste van " + rijen.length + "; de download heeft ze allemaal. Kies een aanbieder, gemeente of zorgterrein voor de rest.");
    if (blad.voorlopig) noten.push("* = voorlopig: de periode loopt nog, of er komen nog meldingen en correcties binnen.");
    return blad;
  }

  /* --- showing a sheet --- */
  const deelVan = (blok, soort) => document.getElementById(soort + "-" + blok.id);

  const naarGevallen = (cel, tekst) => cel.geval && typeof cel.waarde === "number" ? maak("a", { href: cel.geval, class: "gevallen", title: "Toon de gevallen" }, tekst) : tekst;

  function toonTabel(blok, blad, bijschrift) {
    // Roles in full: on a phone a row of these is a card, and a table that is no table loses them.
    const rol = (naam) => deelVan(blok, "blok").classList.contains("kaarten") ? { role: naam } : {};
    const zichtbaar = blad.kolommen.map((kolom, i) => Object.assign({ i: i }, kolom)).filter((kolom) => !kolom.alleenDownload);
    const soort = (kolom, waarde) => (kolom.tekstkolom || typeof waarde === "string" ? "tekst" : "getal") + (kolom.totaal ? " totaal" : "");
    const kop = maak("tr", rol("row"), maak("th", { scope: "col", ...rol("columnheader") }, blad.kop),
      ...zichtbaar.map((kolom) => maak("th", { scope: "col", class: soort(kolom), ...rol("columnheader") }, kolom.tekst)));
    const inhoud = (cel) => cel.toon ? cel.toon() : naarGevallen(cel, schrijf(cel.waarde, cel.maat));
    const lijf = blad.rijen.filter((rij) => !rij.verborgen).map((rij) => maak("tr", { class: rij.som ? "som" : rij.gekozen ? "gekozen" : "", ...rol("row") },
      maak("th", { scope: "row", ...rol("rowheader") }, rij.link ? maak("a", { href: rij.link }, rij.naam) : rij.naam + (rij.gekozen ? " (gekozen)" : ""),
        ...(rij.onder ? [maak("small", {}, rij.onder)] : [])),
      ...zichtbaar.map((kolom) => maak("td", { class: soort(kolom, rij.cellen[kolom.i].waarde) + (rij.cellen[kolom.i].waarde === "–" ? " is-niets" : ""), "data-kop": kolom.tekst, ...rol("cell") }, inhoud(rij.cellen[kolom.i])))));
    deelVan(blok, "tabel").replaceChildren(maak("table", rol("table"), maak("caption", {}, maak("span", {}, bijschrift)),
      maak("thead", rol("rowgroup"), kop), maak("tbody", rol("rowgroup"), ...lijf)));
  }

  function toonKerncijfers(blok, blad) {
    deelVan(blok, "tegels").replaceChildren(...blad.rijen.flatMap((rij) => rij.cellen.map((cel) => {
      const naam = blok.rij ? rij.naam.replace("*", "") + " " + cel.maat.naam : cel.maat.naam;
      const delen = [maak("dt", {}, hoofdletter(naam)), maak("dd", { class: "waarde" }, naarGevallen(cel, metEenheid(cel.waarde, cel.maat)))];
      if (cel.norm !== null && cel.norm !== undefined && cel.waarde !== null) delen.push(maak("dd", { class: "oordeel" },
        (cel.waarde >= cel.norm ? "✓ haalt de norm van " : "▲ onder de norm van ") + getal(cel.norm, cel.norm % 1 ? 1 : 0) + cel.maat.eenheid));
      if (cel.vorig !== null) delen.push(maak("dd", {}, (blad.perMaand ? "een jaar eerder: " : "in heel " + (blad.k.jaar - 1) + ": ") + metEenheid(cel.vorig, cel.maat)));
      return maak("div", {}, ...delen);
    })));
  }

  /* On which side of its mark a name fits in a chart of `breed` pixels, or "" where it would run into another name or off
     the chart (a tooltip has it). The largest first. */
  function naamKanten(punten, breed) {
    const [hoog, lettersBreed, regel, afstand] = [364, 6.5, 14, 13];
    const plaats = (naam, ruimte) => { const w = punten.map((p) => p[naam]); const van = Math.min(...w); const bereik = Math.max(...w) - van || 1; return (p) => ruimte * (p[naam] - van) / bereik; };
    const [x, y] = [plaats("x", breed - 2 * 24), plaats("y", hoog)];
    const bezet = [];
    punten.forEach((p) => {
      const lang = lettersBreed * p.reeks.length;
      const vak = { rechts: [x(p) + afstand, x(p) + afstand + lang], links: [x(p) - afstand - lang, x(p) - afstand] };
      const past = ([van, tot]) => van > -24 && tot < breed - 24 && !bezet.some((b) => b.van < tot && van < b.tot && Math.abs(b.y - y(p)) < regel);
      p.naam_kant = (x(p) > breed / 2 - 24 ? ["links", "rechts"] : ["rechts", "links"]).find((kant) => past(vak[kant])) || "";
      p.naam = p.uitgelicht && p.naam_kant ? p.reeks : "";
      if (p.naam) bezet.push({ van: vak[p.naam_kant][0], tot: vak[p.naam_kant][1], y: y(p) });
    });
  }

  /* From the first maat to the last: of every row the maten between as steps, the largest rows apart, the rest as one. */
  function waterval(blok, blad) {
    const nummers = blok.maten.map((_, i) => i).filter((i) => !blok.maten[i].alleen_tabel);
    const los = blok.rij && blad.rijen.some((rij) => !rij.som) ? blad.rijen.filter((rij) => !rij.som) : blad.rijen;
    const cel = (rij, i) => blok.rij ? rij.cellen[i].waarde || 0 : blad.rijen[i].cellen[0].waarde || 0;
    const som = (rijen, i) => rijen.reduce((t, rij) => t + cel(rij, i), 0);
    const rijen = blok.rij ? los : los.slice(0, 1);
    const omvang = (rij) => nummers.slice(1, -1).reduce((t, i) => t + Math.abs(cel(rij, i)), 0);
    const grootste = new Set([...rijen].sort((a, b) => omvang(b) - omvang(a)).slice(0, P.reeksenMax));
    const groepen = rijen.filter((rij) => grootste.has(rij)).map((rij) => ({ kort: rij.code || rij.naam, naam: rij.naam, rijen: [rij] }));
    const rest = rijen.filter((rij) => !grootste.has(rij));
    if (rest.length) groepen.push({ kort: "overige", naam: rest.length + " overige", rijen: rest });
    const uit = [];
    let stand = 0;
    const balk = (i, w, groep) => {
      const maat = blok.maten[i];
      const van = groep ? stand : 0;
      stand = van + w;
      uit.push({ reeks: groep && blok.rij ? groep.kort + " " + maat.naam.toLowerCase() : maat.naam, lang: groep && blok.rij ? groep.naam + ": " + maat.naam.toLowerCase() : maat.naam,
        van: van, tot: stand, tekst: metEenheid(w, maat), richting: !groep ? "begin en eind" : w >= 0 ? "erbij" : "eraf" });
    };
    balk(nummers[0], som(rijen, nummers[0]));
    groepen.forEach((groep) => nummers.slice(1, -1).forEach((i) => balk(i, som(groep.rijen, i), groep)));
    const eind = nummers[nummers.length - 1];
    balk(eind, som(rijen, eind));
    return uit;
  }

  function balken(blok, blad) {
    const a = blok.balken;
    const los = blad.rijen.some((rij) => !rij.som) ? blad.rijen.filter((rij) => !rij.som) : blad.rijen;
    const met = los.filter((rij) => rij.bron[a.waarde] !== null && (!a.van || rij.bron[a.van] !== null));
    if (met.length > BALKEN_MAX) blad.noten.unshift("De grafiek toont de " + BALKEN_MAX + " grootste van " + met.length + "; de tabel toont ze alle.");
    return met.slice(0, BALKEN_MAX).map((rij) => {
      const teksten = Object.fromEntries(rij.cellen.map((cel) => [cel.maat.kolom, metEenheid(cel.waarde, cel.maat)]));
      const verst = Math.max(rij.bron[a.waarde], a.verwacht && rij.bron[a.verwacht] || 0);
      return Object.assign(teksten, { reeks: rij.naam, lang: rij.naam, van: a.van ? rij.bron[a.van] : 0, waarde: rij.bron[a.waarde],
        verwacht: a.verwacht ? Math.max(rij.bron[a.verwacht] || 0, rij.bron[a.waarde]) : null, streep: rij.bron[a.streep],
        tekst: teksten[a.van ? a.streep : a.verwacht || a.waarde], richting: a.boven && rij.bron[a.streep] !== null && verst > rij.bron[a.streep] ? a.boven : a.onder });
    });
  }

  function punten(blok, blad, k) {
    if (blok.soort === "puntenwolk") {
      const a = blok.punten;
      const los = blad.rijen.filter((rij) => !rij.som);
      const uit = los.filter((rij) => a.minimum.every((kolom) => rij.bron[kolom] >= P.minAantal) && rij.bron[a.x] !== null && rij.bron[a.y] !== null)
        .map((rij) => Object.assign(Object.fromEntries(rij.cellen.map((cel) => [cel.maat.kolom, metEenheid(cel.waarde, cel.maat)])), {
          reeks: rij.naam, x: rij.bron[a.x], y: rij.bron[a.y], n: rij.bron[a.grootte], uitgelicht: k.aanbieder === ALLE || rij.gekozen,
          richting: rij.bron[a.y] > 0 ? a.boven : rij.bron[a.y] < 0 ? a.onder : "gelijk" }));
      // Left of the chart is its axis.
      naamKanten(uit, deelVan(blok, "grafiek").clientWidth - 60);
      if (uit.length) blad.noten.unshift(uit.filter((p) => p.y > 0).length + " van " + uit.length + ": " + a.boven + "."
        + (los.length > uit.length ? " " + (los.length - uit.length) + " niet in de grafiek: minder dan " + P.minAantal + "; zie de tabel." : ""));
      if (uit.some((p) => p.uitgelicht && !p.naam)) blad.noten.push("Niet elke naam past in de grafiek; de tabel noemt ze alle.");
      return { rijen: uit, reeksen: [] };
    }
    if (blok.soort === "waterval") return { rijen: waterval(blok, blad), reeksen: [] };
    if (blok.soort === "balken") return { rijen: balken(blok, blad), reeksen: [] };
    if (blok.soort === "spreiding") {
      const namen = ["waarde", "laagste", "kwart", "mediaan", "driekwart", "hoogste"];
      const uit = blad.rijen.filter((rij) => rij.bron.mediaan !== null && rij.bron.waarde !== null).map((rij) => {
        const r = rij.bron;
        const begin = Math.min(r.laagste, r.waarde);
        const breed = Math.max(r.hoogste, r.waarde) - begin;
        const maat = { decimalen: r.decimalen, eenheid: r.eenheid };
        const plek = breed ? (r.waarde - begin) / breed : 0.5;
        return Object.assign({ reeks: rij.naam, vergeleken_met: r.vergeleken_met, kant: plek < 0.15 ? "links" : plek > 0.85 ? "rechts" : "midden",
          onder: "laagste " + metEenheid(r.laagste, maat), boven: "hoogste " + metEenheid(r.hoogste, maat) },
          ...namen.map((naam) => ({ [naam]: breed ? (r[naam] - begin) / breed : 0.5, ["t_" + naam]: metEenheid(r[naam], maat) })));
      });
      const zonder = blad.rijen.length - uit.length;
      const groepen = uniek(uit.map((p) => p.vergeleken_met));
      if (uit.length) blad.noten.unshift("Vergeleken met " + groepen.join(" of ") + ", deze meegerekend" + (groepen.length > 1 ? "; welke groep verschilt per maat, zie de tabel" : "") + ".");
      if (zonder && uit.length) blad.noten.unshift(zonder + " niet in de grafiek: te weinig aanbieders met ten minste " + P.minAantal + " gevallen om mee te vergelijken.");
      return { rijen: uit, reeksen: [] };
    }
    const los = blad.punten.some((p) => !p.som) ? blad.punten.filter((p) => !p.som) : blad.punten;
    const reeksen = uniek(los.map((p) => p.reeks));
    const getoond = reeksen.slice(0, P.reeksenMax);
    if (reeksen.length > getoond.length) blad.noten.unshift("De grafiek toont de " + getoond.length + " grootste van " + reeksen.length + "; de tabel toont ze alle.");
    return { rijen: los.filter((p) => getoond.includes(p.reeks)), reeksen: getoond };
  }

  /* Per norm and its months a line with a label beside the chart; the note says in words whose norm it is, and when. */
  function normen(blad, smal) {
    const schrijfNorm = (norm) => getal(norm, norm % 1 ? 1 : 0) + "%";
    const lijnen = new Map();
    const zinnen = [];
    const met = blad.punten.filter((p) => p.norm !== null && p.norm !== undefined);
    uniek(met.map((p) => p.reeks)).forEach((reeks) => {
      const eigen = met.filter((p) => p.reeks === reeks);
      const deel = eigen.map((p, i) => ({ norm: p.norm, van: i, tot: i })).filter((d, i) => !i || d.norm !== eigen[i - 1].norm);
      deel.forEach((d, i) => { d.tot = (i + 1 < deel.length ? deel[i + 1].van : eigen.length) - 1; });
      const plaats = (i) => P.maanden.kort.indexOf(eigen[i].maand);
      deel.forEach((d, i) => {
        const lijn = { norm: d.norm, van: i ? plaats(d.van) / 12 : 0, tot: i + 1 < deel.length ? (plaats(d.tot) + 1) / 12 : 1 };
        const sleutel = JSON.stringify(lijn);
        if (!lijnen.has(sleutel)) lijnen.set(sleutel, Object.assign(lijn, { van_wie: [] }));
        lijnen.get(sleutel).van_wie.push(reeks);
      });
      zinnen.push(reeks + " " + deel.map((d, i) => schrijfNorm(d.norm) + (i + 1 < deel.length ? " tot en met " + eigen[d.tot].maand_lang : i ? " vanaf " + eigen[d.van].maand_lang : "")).join(", "));
    });
    if (zinnen.length) blad.noten.push("Streeplijn: de norm; " + zinnen.join(", ") + ".");
    const uit = [...lijnen.values()].sort((a, b) => b.norm - a.norm);
    const laatste = uit.filter((lijn) => lijn.tot === 1);
    laatste.forEach((lijn, i) => {
      // Labels need some 5% of the height each.
      lijn.plek = i ? Math.min(lijn.norm, laatste[i - 1].plek - 5) : lijn.norm;
      lijn.tekst = smal ? schrijfNorm(lijn.norm) : "norm " + schrijfNorm(lijn.norm) + (laatste.length > 1 ? " " + lijn.van_wie.join(", ") : "");
    });
    return uit;
  }

  function toonGrafiek(blok, blad, k, omschrijving) {
    const doel = deelVan(blok, "grafiek");
    const { rijen, reeksen } = punten(blok, blad, k);
    if (!rijen.length) {
      doel.replaceChildren(maak("p", { class: "leeg" }, "Er is te weinig om in een grafiek te vergelijken; de tabel toont wat er is."));
      return Promise.resolve();
    }
    const spec = structuredClone(blok.grafieken[blok.maatkeuze ? blok.maten.indexOf(gekozenMaat(blok, k)) : 0]);
    spec.params = [{ name: "reeksen", value: reeksen }];
    spec.datasets = { rijen: rijen };
    if (blok.balken) spec.datasets.strepen = rijen.filter((rij) => rij.streep !== null);
    if (blok.soort === "spreiding") spec.height = 72 * rijen.length;
    const smal = doel.clientWidth < 600;
    const heeftNorm = blok.norm && (!blok.maatkeuze || gekozenMaat(blok, k).eenheid === "%");
    if (blok.norm) spec.datasets.normen = heeftNorm ? normen(blad, smal) : [];
    spec.layer = spec.layer.filter((laag) => !laag.data || spec.datasets[laag.data.name].length);
    spec.config.legend.columns = smal ? 1 : 4;
    if (smal) spec.config.axisXPoint = spec.config.axisXBand = { labelFontSize: 10 }; // twelve months side by side
    // A height per row: Vega-Lite itself warns when it must fit such a chart to the width of the page.
    if (spec.height.step && smal) {
      // Left of the bars is no room for a name: it stands above its bar, over the width of the chart.
      spec.height = 42 * rijen.length;
      spec.config.scale = { bandPaddingInner: 0.55, bandPaddingOuter: 0.4 };
      spec.config.axisYBand = { labelAlign: "left", labelPadding: -2, labelOffset: -18, labelLimit: doel.clientWidth - 30, ticks: false, domain: false };
    } else {
      if (spec.height.step) spec.height = spec.height.step * rijen.length;
      spec.config.axisY = { labelLimit: 280 };
    }
    spec.description = omschrijving;
    doel.replaceChildren();
    return window.vegaEmbed(doel, spec, { actions: false, renderer: "svg", formatLocale: P.locale.getal, timeFormatLocale: P.locale.tijd })
      .catch(() => doel.replaceChildren(maak("p", { class: "leeg" }, "De grafiek kan in deze browser niet worden getekend. De tabel toont dezelfde cijfers.")));
  }

  function toonBlok(blok, k) {
    const blad = maakBlad(blok, k);
    const leeg = !blad.rijen.length;
    // What is not of a year is as it stands now; figures of a whole year have named it already.
    const geldt = blad.geldt || k;
    const selectie = blad.tijdloos ? selectieTekst(geldt, "jaar") + ", stand op " + P.kennisdatum
      : selectieTekst(geldt) + (blad.periode && blad.periode !== String(k.jaar) ? ", " + blad.periode : "");
    const sectie = deelVan(blok, "blok");
    sectie.classList.toggle("is-leeg", leeg);
    sectie.classList.toggle("is-lang", blad.rijen.length > 12);
    deelVan(blok, "leeg").textContent = leeg ? blok.leeg : "";
    if (blok.bestand) {
      deelVan(blok, "bestand").hidden = leeg;
      if (!leeg) deelVan(blok, "bestand").href = blok.bestand.replace("{aanbieder}", k.aanbieder);
    }
    bladen.set(blok.id, Object.assign(blad, { selectie: selectie, blok: blok, k: k }));
    let getekend = Promise.resolve();
    if (leeg) {
      ["grafiek", "tabel", "tegels"].forEach((soort) => { if (deelVan(blok, soort)) deelVan(blok, soort).replaceChildren(); });
    } else if (blok.soort === "kerncijfers") {
      toonKerncijfers(blok, blad);
      deelVan(blok, "periode").textContent = hoofdletter(blad.periode) + [[blad.voorlopig, "voorlopig"], [blad.onvolledig, "onvolledig"]].filter(([ja]) => ja).map(([, woord]) => " (" + woord + ")").join("") + ".";
    } else {
      const wat = blok.maatkeuze ? kopVan(gekozenMaat(blok, k)) + ". " : blad.vooraf || "";
      toonTabel(blok, blad, wat + selectie + ".");
      if (deelVan(blok, "grafiek") && !sectie.hidden) getekend = toonGrafiek(blok, blad, k, "Grafiek: " + blok.titel + ". " + wat + selectie + ". De tabel geeft dezelfde cijfers.");
      const lijst = deelVan(blok, "lijst");
      lijst.open = lijst.open || blok.soort !== "spreiding" && blad.rijen.length <= 16;
    }
    deelVan(blok, "noot").textContent = leeg ? "" : blad.noten.join(" ");
    return getekend;
  }

  /* --- downloads: the sheet as it is shown, with what a reader needs to know to use it elsewhere --- */
  const bladen = new Map();

  function regels(blad) {
    const maat = blad.blok.maatkeuze ? gekozenMaat(blad.blok, blad.k) : null;
    const kop = [["Peilstok", blad.blok.titel], ["Selectie", blad.selectie], ...(maat ? [["Maat", kopVan(maat)]] : []), ["Peildatum", P.peildatum], ["Kennisdatum", P.kennisdatum],
      ["Stand", (!blad.voorlopig ? "definitief" : blad.deels ? "deels voorlopig (met * gemerkt)" : "voorlopig") + (blad.onvolledig ? "; onvolledig waar een † staat" : "")],
      ...blad.noten.map((noot) => ["Let op", noot]), []];
    const tabel = [[blad.kop, ...blad.kolommen.map((kolom) => kolom.lang)],
      ...blad.rijen.map((rij) => [rij.naam, ...rij.cellen])];
    return { kop: kop, tabel: tabel };
  }

  const kaal = (waarde) => waarde !== null && typeof waarde === "object" ? waarde.waarde ?? null : String(waarde);
  function alsCsv(blad) {
    const { kop, tabel } = regels(blad);
    return BESTAND.csv([...kop, ...tabel].map((regel) => regel.map(kaal)));
  }

  function alsXlsx(blad) {
    const formaat = (maat) => "#,##0" + (maat.decimalen ? "." + "0".repeat(maat.decimalen) : "");
    const cel = (waarde) => waarde !== null && typeof waarde === "object"
      ? waarde.waarde === null ? null : typeof waarde.waarde === "string" ? cel(waarde.waarde) : { value: waarde.waarde, type: Number, format: formaat(waarde.maat) } : BESTAND.dagcel(String(waarde));
    const { kop, tabel } = regels(blad);
    const vet = tabel[0].map((tekst) => ({ value: tekst, type: String, fontWeight: "bold" }));
    const data = [...kop.map((regel) => regel.map(cel)), vet, ...tabel.slice(1).map((regel) => regel.map(cel))];
    return window.writeXlsxFile(data, { sheet: "Peilstok", columns: [{ width: 36 }, ...blad.kolommen.map(() => ({ width: 14 }))] }).toBlob();
  }

  async function download(blokId, soort) {
    const blad = bladen.get(blokId);
    const naam = ["peilstok", PAGINA.naam, blokId, blad.k.wet, blad.k.jaar].join("_") + "." + soort;
    BESTAND.bewaar(soort === "csv" ? alsCsv(blad) : await alsXlsx(blad), naam);
  }

  /* --- one provider: which blocks belong to the conversation with it, and whom to choose --- */
  const GESPREKKEN = ["klein", "regulier", "strategisch"];
  function toonGesprek(k) {
    const keuzeveld = document.getElementById("gesprek");
    if (!keuzeveld) return;
    const segment = P.segmenten[k.aanbieder] || "";
    const vorm = [k.gesprek, segment, "strategisch"].find((naam) => GESPREKKEN.includes(naam));
    keuzeveld.value = vorm;
    document.getElementById("segment").textContent = segment ? "Segment van deze aanbieder: " + segment + "." : "Van deze aanbieder is geen segment bekend.";
    const anders = Object.keys(P.keuzes).filter((wet) => wet !== k.wet && P.keuzes[wet].aanbieders.includes(k.aanbieder));
    if (anders.length && !P.keuzes[k.wet].aanbieders.includes(k.aanbieder)) document.getElementById("segment").textContent
      += " Deze aanbieder heeft geen cijfers onder " + (WETTEN[k.wet] || k.wet) + "; kies " + anders.map((wet) => WETTEN[wet] || wet).join(" of ") + ".";
    document.querySelectorAll("[data-gesprek]").forEach((deel) => { deel.hidden = GESPREKKEN.indexOf(deel.dataset.gesprek) > GESPREKKEN.indexOf(vorm); });
    document.querySelectorAll("[data-vorm]").forEach((deel) => { deel.hidden = deel.dataset.vorm !== vorm; });
    document.body.classList.toggle("kies-eerst", k.aanbieder === ALLE);
    document.getElementById("te-kiezen").replaceChildren(...P.keuzes[k.wet].aanbieders.map((code) => [naamVan("aanbieder_agb", code, k), code])
      .sort((a, b) => a[0].localeCompare(b[0], "nl")).map(([naam, code]) => maak("li", {}, maak("a", { href: adres(Object.assign({}, keuze, { aanbieder: code })) }, naam))));
  }

  /* --- the page --- */
  /* Says why there are no figures; none that stood here stays, nor can be downloaded. */
  function zonderCijfers(...waarom) {
    bladen.clear();
    PAGINA.blokken.forEach((blok) => ["grafiek", "tabel", "tegels", "noot"].forEach((soort) => { if (deelVan(blok, soort)) deelVan(blok, soort).replaceChildren(); }));
    document.body.classList.add("zonder-cijfers");
    document.getElementById("selectie").replaceChildren(...waarom);
  }

  function meldVerouderd() {
    const knop = maak("button", { type: "button" }, "Opnieuw laden");
    knop.addEventListener("click", () => location.reload());
    zonderCijfers("Sinds u deze pagina opende, zijn er nieuwe cijfers gepubliceerd. Laad de pagina opnieuw om ze te zien. ", knop);
  }

  let beurt = 0;
  async function toon() {
    const deze = ++beurt;
    const k = toegepast(keuze);
    document.body.dataset.klaar = "";
    document.body.classList.remove("zonder-cijfers");
    document.getElementById("selectie").textContent = "U ziet: " + selectieTekst(k) + ".";
    toonGesprek(k);
    document.querySelectorAll("a[data-pagina]").forEach((link) => { link.href = link.dataset.pagina + ".html" + adres(keuze); });
    try {
      await Promise.all([laad(k.wet), laad(k.wet + "-" + k.aanbieder)]);
    } catch (fout) {
      if (fout.message === VEROUDERD) meldVerouderd();
      else if (deze === beurt) zonderCijfers("De cijfers van deze selectie (" + fout.message + ") ontbreken naast deze pagina. Laad haar opnieuw. Helpt dat niet: is de hele map gekopieerd?");
      return;
    }
    if (deze !== beurt) return; // the reader chose something else meanwhile
    await Promise.all(PAGINA.blokken.map((blok) => toonBlok(blok, k)));
    if (deze === beurt) document.body.dataset.klaar = "ja";
  }

  function kies(wens) {
    if (!hoortErbij(P) || !hoortErbij(PAGINA)) return meldVerouderd();
    keuze = volledig(wens);
    vulFilters();
    PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => { deelVan(blok, "maat").value = gekozenMaat(blok, keuze).kolom; });
    PAGINA.blokken.filter((blok) => blok.soort === "stoplicht").forEach((blok) => { deelVan(blok, "per").value = gekozenDuur(blok, keuze); });
    return toon();
  }

  function wijzig(deel) {
    const klaar = kies(Object.assign({}, keuze, deel));
    history.replaceState(null, "", adres(keuze));
    return klaar;
  }

  KEUZES.filter((naam) => veld[naam]).forEach((naam) => veld[naam].addEventListener("change", () => wijzig({ [naam]: veld[naam].value })));
  if (document.getElementById("gesprek")) document.getElementById("gesprek").addEventListener("change", (gebeurtenis) => wijzig({ gesprek: gebeurtenis.target.value }));
  document.querySelector(".filters").addEventListener("reset", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    keuze = {};
    wijzig({});
  });
  document.querySelector(".filters").addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
  PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => deelVan(blok, "maat").addEventListener("change", (gebeurtenis) =>
    wijzig({ ["maat." + blok.id]: gebeurtenis.target.value })));
  PAGINA.blokken.filter((blok) => blok.soort === "stoplicht").forEach((blok) => deelVan(blok, "per").addEventListener("change", (gebeurtenis) =>
    wijzig({ ["per." + blok.id]: gebeurtenis.target.value })));
  document.querySelectorAll("[data-download]").forEach((knop) => knop.addEventListener("click", () => download(knop.dataset.blok, knop.dataset.download)));
  // The address is the selection, so jumping to the figures must not overwrite it.
  document.querySelector(".spring").addEventListener("click", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    document.getElementById("inhoud").focus();
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((deel) => { deel.open = true; }));
  window.addEventListener("hashchange", () => kies(uitAdres()));
  kies(uitAdres());
})();
