/* The cases behind one figure. The address says which: #tabel=uitval&jaar=2026&perceel=2, with the columns of the KPI's table; `periode_van` and
   `periode_tot` name a run of them, `telt` the flag of the cases to show first. Which cases belong to it follows from what the KPI's yml declares (hoortErbij). */
(function () {
  "use strict";
  const G = window.GEVALLEN;
  const ALLE = "ALLE";
  const GETOOND = 500; // rows that a page can still show; the download has all
  const VERSIE = document.body.dataset.versie;
  const veld = (id) => document.getElementById(id);
  const maandNaam = (dag) => new Date(dag + "T00:00:00Z").toLocaleDateString("nl-NL", { month: "long", year: "numeric", timeZone: "UTC" });
  const dagNaam = (dag) => dag.split("-").reverse().join("-");
  const getal = (tekst) => Number(tekst).toLocaleString("nl-NL", { maximumFractionDigits: 2 });
  const woord = (kolom) => kolom.replace(/_(code|agb|id)$/, "").replace(/^is_/, "").replaceAll("_", " ");

  function maak(soort, eigenschappen, ...kinderen) {
    const element = document.createElement(soort);
    Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
    element.append(...kinderen);
    return element;
  }

  /* --- parts: scripts, as a browser refuses fetch on file:// --- */
  const beloftes = new Map();
  function laad(naam, plaats) {
    if (!beloftes.has(naam)) {
      beloftes.set(naam, new Promise((klaar, mis) => {
        const script = maak("script", { src: naam + ".js?" + VERSIE });
        script.addEventListener("load", () => plaats[naam] && plaats[naam].versie === VERSIE ? klaar(plaats[naam]) : mis(new Error("verouderd")));
        script.addEventListener("error", () => { beloftes.delete(naam); mis(new Error(naam)); });
        document.head.append(script);
      }));
    }
    return beloftes.get(naam);
  }

  /* Rows of a part, as pak_in (gevallenpagina.py) wrote them. */
  async function pakUit(deel, kolommen) {
    const bytes = Uint8Array.from(atob(deel.data), (teken) => teken.charCodeAt(0));
    const buffer = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
    const lang = new DataView(buffer).getUint32(0, true);
    const kop = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, lang)));
    const rijen = Array.from({ length: kop.n }, () => ({}));
    let plaats = 4 + lang;
    kop.k.forEach(({ w, b }, i) => {
      const eind = plaats + kop.n * b;
      const nummers = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[b](buffer.slice(plaats, eind));
      nummers.forEach((nr, rij) => { rijen[rij][kolommen[i][0]] = nr < w.length ? w[nr] : null; });
      plaats = eind;
    });
    return rijen;
  }

  const uitgepakt = new Map();
  async function gevallenVan(tabel, kpi, nr) {
    const naam = tabel + "-" + nr;
    if (!uitgepakt.has(naam)) uitgepakt.set(naam, await pakUit(await laad(naam, G.delen), kpi.kolommen));
    return uitgepakt.get(naam);
  }

  /* --- which cases a figure counts --- */
  function inPeriode(kpi, waarde, k) {
    if (k.periode_van) return waarde >= k.periode_van && waarde <= k.periode_tot;
    if (kpi.tot_en_met) return waarde <= k[kpi.tijd] && waarde.slice(0, 4) === k[kpi.tijd].slice(0, 4);
    return waarde === k[kpi.tijd];
  }

  function hoortErbij(kpi, geval, k) {
    const eigen = kpi.eigen_totaal && geval[kpi.eigen_totaal] === "ja";
    const alleen = kpi.totaal_alleen;
    for (const kolom of kpi.grain) {
      if (kolom === kpi.tijd) {
        if (!inPeriode(kpi, geval[kolom], k)) return false;
      } else if (kpi.totalen.includes(kolom) && k[kolom] === ALLE) {
        if (eigen && geval[kolom] !== ALLE) return false;
        if (alleen && alleen.kolom === kolom && geval[alleen.waar] !== "ja") return false;
      } else if ((geval[kolom] ?? "") !== k[kolom]) return false;
    }
    // what a row of the table does not have, but the stoplicht does: the KPI that a term is, and zorgterrein
    if (kpi.per_kpi && k[kpi.per_kpi] !== ALLE && geval[kpi.per_kpi] !== k[kpi.per_kpi]) return false;
    if (perTerrein(kpi) && k.zorgterrein !== ALLE) return !eigen && geval.zorgterrein === k.zorgterrein
      && (!kpi.zorgterrein_waar || geval[kpi.zorgterrein_waar] === "ja") && (!alleen || geval[alleen.waar] === "ja");
    return true;
  }

  const perTerrein = (kpi) => "zorgterrein" in kpi.opties && !kpi.grain.includes("zorgterrein");

  /* --- selection --- */
  const keuzeKolommen = (kpi) => [kpi.grain.includes("wet") ? "wet" : null, kpi.tijd, ...kpi.grain.filter((kolom) => kolom !== kpi.tijd && kolom !== "wet"), kpi.per_kpi, perTerrein(kpi) ? "zorgterrein" : null]
    .filter((kolom) => kolom && kolom in kpi.opties);

  /* A wish completed to a selection. An unknown code stays: there are no cases of it then. */
  function volledig(kpi, wens) {
    const k = { tabel: wens.tabel };
    keuzeKolommen(kpi).forEach((kolom) => {
      const opties = kpi.opties[kolom];
      const alle = kpi.totalen.includes(kolom) || opties.includes(ALLE) || ["zorgterrein", kpi.per_kpi].includes(kolom);
      k[kolom] = wens[kolom] ?? (kolom === kpi.tijd ? opties[opties.length - 1] : alle ? ALLE : opties[0]);
    });
    if (wens.periode_van && wens.periode_tot && kpi.tijd !== "jaar") Object.assign(k, { periode_van: wens.periode_van, periode_tot: wens.periode_tot });
    return k;
  }

  // toewijzing_gemeente_code is a gemeente too
  const soortNaam = (kolom) => Object.keys(G.namen).find((soort) => kolom.endsWith(soort));
  function naamVan(kolom, waarde) {
    if (waarde === ALLE) return "alle";
    if (waarde === "" || waarde === null) return "leeg";
    if (waarde === "_ONBEKEND") return "onbekend";
    const soort = soortNaam(kolom);
    const naam = soort && G.namen[soort][waarde];
    return soort === "productcode" && naam ? waarde + " - " + naam : naam || waarde;
  }
  const periodeNaam = (kpi, waarde) => kpi.tijd === "jaar" ? waarde : (kpi.tot_en_met ? "januari t/m " : "") + maandNaam(waarde);

  function vulFilters(kpi, k) {
    const velden = keuzeKolommen(kpi).map((kolom) => {
      const opties = kpi.opties[kolom].map((waarde) => [waarde, kolom === kpi.tijd ? periodeNaam(kpi, waarde) : naamVan(kolom, waarde)]);
      if (kolom === kpi.tijd) opties.reverse(); else opties.sort((a, b) => (b[0] === ALLE) - (a[0] === ALLE) || a[1].localeCompare(b[1], "nl"));
      if (!opties.some(([waarde]) => waarde === k[kolom])) opties.unshift([k[kolom], k[kolom] === ALLE ? "alle" : naamVan(kolom, k[kolom])]);
      if (kolom === kpi.tijd && k.periode_van) opties.unshift(["", maandNaam(k.periode_van) + " t/m " + maandNaam(k.periode_tot)]);
      const keuze = maak("select", { id: "kies-" + kolom }, ...opties.map(([waarde, tekst]) => maak("option", { value: waarde }, tekst)));
      keuze.value = kolom === kpi.tijd && k.periode_van ? "" : k[kolom];
      keuze.addEventListener("change", () => {
        const nieuw = Object.assign({}, k, { [kolom]: keuze.value });
        if (kolom === kpi.tijd) { delete nieuw.periode_van; delete nieuw.periode_tot; }
        ga(nieuw);
      });
      return maak("div", { class: "kolom" }, maak("label", { for: "kies-" + kolom }, woord(kolom)), keuze);
    });
    veld("filters").querySelectorAll(".kolom").forEach((oud) => oud.remove());
    veld("filters").append(...velden);
  }

  const ga = (k) => { location.hash = new URLSearchParams(Object.entries(k).filter(([, waarde]) => waarde !== undefined)).toString(); };

  /* --- the list --- */
  let lijst = null; // { k, kpi, gevallen, kolommen, volgorde }

  const vlaggen = (kpi) => new Set([...kpi.maten.map((maat) => maat.waar), kpi.eigen_totaal]);
  const waarom = (kpi, geval) => kpi.maten.filter((maat) => !maat.waar || geval[maat.waar] === "ja").map((maat) => maat.naam).join("; ");

  /* Every column with something in it, but what the selection says already and what `waarom` says in words. */
  function teTonen(kpi, gevallen) {
    const weg = vlaggen(kpi);
    const eigen = kpi.kolommen.filter(([naam]) => !weg.has(naam)).filter(([naam]) => {
      const eerste = gevallen[0][naam];
      return gevallen.some((g) => g[naam] !== eerste) || eerste !== null && !kpi.grain.includes(naam) && naam !== "wet";
    }).map(([naam, soort, uitleg]) => ({ naam: naam, soort: soort, uitleg: uitleg }));
    return kpi.maten.length ? eigen.concat({ naam: "waarom", soort: "tekst", uitleg: "Waarin het geval meetelt." }) : eigen;
  }

  const celVan = (kpi, geval, kolom) => kolom.naam === "waarom" ? waarom(kpi, geval) : geval[kolom.naam];
  const tekstVan = (kolom, waarde) => waarde === null ? "" : kolom.soort === "getal" ? getal(waarde) : kolom.soort === "datum" ? dagNaam(waarde)
    : soortNaam(kolom.naam) ? naamVan(kolom.naam, waarde) : waarde;

  function getoonde() {
    const telt = veld("telt").value;
    const gekozen = telt ? lijst.gevallen.filter((g) => g[telt] === "ja") : lijst.gevallen;
    if (!lijst.volgorde) return gekozen;
    const { kolom, omlaag } = lijst.volgorde;
    const sleutel = (g) => celVan(lijst.kpi, g, kolom);
    const vergelijk = (a, b) => kolom.soort === "getal" ? Number(a) - Number(b) : kolom.soort === "datum" ? (a < b ? -1 : a > b ? 1 : 0)
      : tekstVan(kolom, a).localeCompare(tekstVan(kolom, b), "nl", { numeric: true });
    // what is empty comes last, either way
    return [...gekozen].sort((x, y) => { const [a, b] = [sleutel(x), sleutel(y)]; return a === null || b === null ? (a === null) - (b === null) : (omlaag ? -1 : 1) * vergelijk(a, b); });
  }

  function toonLijst() {
    const { kpi, kolommen, volgorde } = lijst;
    const rijen = getoonde();
    const koppen = kolommen.map((kolom) => {
      const knop = maak("button", { type: "button", title: kolom.uitleg }, woord(kolom.naam));
      const op = volgorde && volgorde.kolom === kolom;
      knop.addEventListener("click", () => { lijst.volgorde = { kolom: kolom, omlaag: Boolean(op && !volgorde.omlaag) }; toonLijst(); });
      return maak("th", Object.assign({ scope: "col", class: kolom.soort === "getal" ? "getal" : "" }, op ? { "aria-sort": volgorde.omlaag ? "descending" : "ascending" } : {}), knop);
    });
    document.querySelector("thead").replaceChildren(maak("tr", {}, ...koppen));
    document.querySelector("tbody").replaceChildren(...rijen.slice(0, GETOOND).map((geval) => maak("tr", {}, ...kolommen.map((kolom) =>
      maak("td", { class: kolom.soort === "getal" ? "getal" : "" }, tekstVan(kolom, celVan(kpi, geval, kolom)))))));
    veld("noot").textContent = rijen.length > GETOOND ? "U ziet de eerste " + getal(GETOOND) + " van " + getal(rijen.length) + "; de download bevat ze alle." : "";
  }

  function regels() {
    const { kpi, kolommen, k } = lijst;
    const kop = [["Peilstok", "gevallen achter " + woord(k.tabel)], ["Selectie", veld("stand").textContent], ["Peildatum", document.body.dataset.peildatum],
      ["Kennisdatum", document.body.dataset.kennisdatum], ["Let op", "alleen voor het datateam"], []];
    const cel = (kolom, waarde) => waarde !== null && kolom.soort === "getal" ? Number(waarde) : waarde === null ? null : kolom.soort === "datum" ? dagNaam(waarde) : waarde;
    return { kop: kop, namen: kolommen.map((kolom) => kolom.naam), rijen: getoonde().map((g) => kolommen.map((kolom) => cel(kolom, celVan(kpi, g, kolom)))) };
  }

  async function download(soort) {
    const { kop, namen, rijen } = regels();
    const naam = ["peilstok", "gevallen", lijst.k.tabel].join("_") + "." + soort;
    if (soort === "csv") return BESTAND.bewaar(BESTAND.csv([...kop, namen, ...rijen]), naam);
    const cel = (waarde) => waarde === null ? null : typeof waarde === "number" ? { value: waarde, type: Number } : BESTAND.dagcel(waarde);
    const data = [...kop.map((regel) => regel.map(cel)), namen.map((tekst) => ({ value: tekst, type: String, fontWeight: "bold" })), ...rijen.map((regel) => regel.map(cel))];
    return BESTAND.bewaar(await window.writeXlsxFile(data, { sheet: "Gevallen" }).toBlob(), naam);
  }

  /* --- the page --- */
  let beurt = 0;
  function zeg(tekst) {
    veld("lijst").hidden = true;
    veld("stand").textContent = tekst;
    document.body.dataset.klaar = "ja";
  }

  async function toon() {
    const deze = ++beurt;
    document.body.dataset.klaar = "";
    const wens = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const optie = [...veld("tabel").options].find((o) => o.value === wens.tabel && o.value);
    veld("tabel").value = optie ? wens.tabel : "";
    veld("titel").textContent = optie ? optie.dataset.titel : "";
    if (!optie) return zeg("Kies waarover u de gevallen wilt zien.");
    try {
      const kpi = await laad(wens.tabel, G.kpis);
      if (deze !== beurt) return;
      if (!kpi.delen.length) return zeg("Er zijn geen gevallen.");
      const k = volledig(kpi, wens);
      vulFilters(kpi, k);
      const alle = kpi.deelkolom && k[kpi.deelkolom] === ALLE && kpi.totalen.includes(kpi.deelkolom);
      const nodig = kpi.delen.filter(([wet, waarde]) => (!k.wet || wet === k.wet) && (!kpi.deelkolom || alle || waarde === k[kpi.deelkolom]));
      const aantal = nodig.reduce((som, [, , n]) => som + n, 0);
      if (aantal > G.rijenMax) return zeg("Dit cijfer rust op te veel gevallen om als lijst te lezen. Kies hierboven een " + woord(kpi.deelkolom) + ".");
      const delen = await Promise.all([...new Set(nodig.map(([, , , nr]) => nr))].map((nr) => gevallenVan(k.tabel, kpi, nr)));
      if (deze !== beurt) return;
      const gevallen = delen.flat().filter((geval) => hoortErbij(kpi, geval, k));
      const namen = keuzeKolommen(kpi).filter((kolom) => k[kolom] !== ALLE && !(kolom === kpi.tijd && k.periode_van)).map((kolom) => woord(kolom) + " " + (kolom === kpi.tijd ? periodeNaam(kpi, k[kolom]) : naamVan(kolom, k[kolom])));
      if (k.periode_van) namen.push(maandNaam(k.periode_van) + " t/m " + maandNaam(k.periode_tot));
      if (!gevallen.length) return zeg("Bij deze selectie (" + namen.join(", ") + ") zijn er geen gevallen.");
      lijst = { k: k, kpi: kpi, gevallen: gevallen, kolommen: teTonen(kpi, gevallen), volgorde: null };
      veld("stand").textContent = getal(gevallen.length) + (gevallen.length === 1 ? " geval: " : " gevallen: ") + namen.join(", ") + ".";
      const maten = kpi.maten.filter((maat, i) => maat.waar && kpi.maten.findIndex((ander) => ander.waar === maat.waar) === i);
      veld("telt").replaceChildren(maak("option", { value: "" }, "alle gevallen (" + getal(gevallen.length) + ")"),
        ...maten.map((maat) => maak("option", { value: maat.waar }, maat.naam + " (" + getal(gevallen.filter((g) => g[maat.waar] === "ja").length) + ")")));
      if (maten.some((maat) => maat.waar === wens.telt)) veld("telt").value = wens.telt;
      veld("uitleg").replaceChildren(...kpi.maten.flatMap((maat) => [maak("dt", {}, maat.naam), maak("dd", {}, maat.uitleg)]));
      toonLijst();
      veld("lijst").hidden = false;
      document.body.dataset.klaar = "ja";
    } catch (fout) {
      if (deze === beurt) zeg(fout.message === "verouderd" ? "Sinds u deze pagina opende, zijn er nieuwe cijfers gepubliceerd. Laad de pagina opnieuw."
        : "De gevallen (" + fout.message + ") konden niet worden gelezen. Laad de pagina opnieuw. Helpt dat niet: is de hele map gekopieerd?");
    }
  }

  veld("tabel").addEventListener("change", () => ga({ tabel: veld("tabel").value }));
  veld("telt").addEventListener("change", toonLijst);
  veld("filters").addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
  document.querySelectorAll("[data-download]").forEach((knop) => knop.addEventListener("click", () => download(knop.dataset.download)));
  window.addEventListener("hashchange", toon);
  toon();
})();
