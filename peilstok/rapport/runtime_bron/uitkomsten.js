"use strict";
// The page Uitkomsten: counts the cases of one provider that meet the choices. Order of a case: uitkomstpagina.py.
(() => {
  const MIN = 5;
  const KEUZES = [...document.querySelectorAll("[data-keuze]")];
  const START = 0, EIND = 1, EERSTE = 2;
  const N = EERSTE + KEUZES.length;
  const RESPONDENT = N, CIJFER = N + 1, SCHAAL = N + 2, ANTWOORD = N + 3, DOEL = N + 4;
  const HULPVORM = EERSTE + KEUZES.findIndex((k) => k.dataset.keuze === "hulpvorm");
  const SCHALEN = {
    1: ["Helemaal mee eens", "Mee eens", "Niet mee eens", "Helemaal mee oneens"],
    2: ["Zelfde of zwaardere hulp", "Lichtere hulp", "Nu niet, later misschien", "Geen hulp meer"],
  };
  const DOELEN = ["Behaald", "Deels behaald", "Gelijk", "Ongunstiger"];
  const bladen = document.getElementById("bladen");
  const waarde = (id) => document.getElementById(id).value;
  let alles = null;

  const noem = (kolom, code) => (NAMEN[kolom] || {})[code] || code || "niet ingevuld";
  const getal = (x, decimalen) => x.toLocaleString("nl-NL", { minimumFractionDigits: decimalen, maximumFractionDigits: decimalen });

  function voldoet(geval) {
    const [van, tot, eindVan, eindTot] = ["start_van", "start_tot", "eind_van", "eind_tot"].map(waarde);
    if ((van && geval[START] < van) || (tot && geval[START] > tot)) return false;
    if ((eindVan && geval[EIND] < eindVan) || (eindTot && geval[EIND] > eindTot)) return false;
    return KEUZES.every((keuze, i) => keuze.value === "*" || geval[EERSTE + i] === keuze.value);
  }
  const meting = (m) => voldoet(m) && (waarde("respondent") === "*" || m[RESPONDENT] === waarde("respondent"));

  // [name, is a total, cases] of each row: those of the selection per hulpvorm, then both totals
  function rijen(lijst, keur) {
    const selectie = lijst.filter(keur);
    const vormen = [...new Set(selectie.map((g) => g[HULPVORM]))].sort();
    return vormen
      .map((vorm) => [noem("hulpvorm", vorm), false, selectie.filter((g) => g[HULPVORM] === vorm)])
      .concat([["Selectie", true, selectie], ["Instelling", true, lijst]]);
  }

  function element(soort, tekst, klasse) {
    const e = document.createElement(soort);
    if (tekst !== undefined) e.textContent = tekst;
    if (klasse) e.className = klasse;
    return e;
  }

  function blad(id, titel, koppen, regels) {
    const deel = element("section");
    const kop = element("h2", titel);
    kop.id = "kop-" + id;
    deel.setAttribute("aria-labelledby", kop.id);
    const tabel = element("table");
    tabel.id = id;
    const boven = tabel.createTHead().insertRow();
    koppen.forEach((naam, i) => {
      const th = element("th", naam, i ? "getal" : "");
      th.scope = "col";
      boven.append(th);
    });
    const romp = tabel.createTBody();
    for (const [naam, som, cellen] of regels) {
      const rij = romp.insertRow();
      if (som) rij.className = "som";
      const th = element("th", naam);
      th.scope = "row";
      rij.append(th, ...cellen.map((cel) => element("td", cel, "getal")));
    }
    const schuif = element("div", undefined, "schuif");
    schuif.append(tabel);
    deel.append(kop, schuif);
    bladen.append(deel);
  }

  const deel = (n, van) => getal((100 * n) / van, 1) + "% (" + n + ")";

  function verdeling(id, titel, lijst, plaats, klassen, extra) {
    const met = lijst.filter((m) => m[plaats] !== null);
    if (!met.length) return;
    const regels = rijen(met, meting).map(([naam, som, gevallen]) => {
      const n = gevallen.length;
      const cellen = n < MIN
        ? Array(klassen.length + extra.length).fill("te weinig")
        : extra.map(([, maak]) => maak(gevallen)).concat(klassen.map(([, hoort]) => deel(gevallen.filter((m) => hoort(m[plaats])).length, n)));
      return [naam, som, [...cellen, String(n)]];
    });
    blad(id, titel, ["Hulpvorm", ...extra.map(([naam]) => naam), ...klassen.map(([naam]) => naam), "# gemeten"], regels);
  }

  function toon() {
    bladen.textContent = "";
    if (!alles) {
      bladen.append(element("p", "Kies een instelling.", "leeg"));
      return;
    }
    const cijfer = (gevallen) => getal(gevallen.reduce((som, m) => som + m[CIJFER], 0) / gevallen.length, 1);
    verdeling("tevredenheid", "Cliënttevredenheid", alles.metingen, CIJFER,
      [["4 of lager", (c) => c <= 4], ["Tussen 4 en 8", (c) => c > 4 && c < 8], ["8 of hoger", (c) => c >= 8]], [["Rapportcijfer", cijfer]]);
    for (const [schaal, namen] of Object.entries(SCHALEN)) {
      verdeling("zonder_hulp_" + schaal, "Zonder hulp verder kunnen (schaal " + schaal + ")",
        alles.metingen.filter((m) => m[SCHAAL] === schaal), ANTWOORD, namen.map((naam, i) => [naam, (a) => a === i + 1]), []);
    }
    verdeling("doelen", "Doelrealisatie", alles.metingen, DOEL, DOELEN.map((naam, i) => [naam, (d) => d === i + 1]), []);
    respons();
  }

  // per month of the end, of the selection; who answered says nothing about a record that was not measured
  function respons() {
    const maanden = new Map();
    for (const r of alles.records) {
      const maand = r[EIND].slice(0, 7);
      if (!maanden.has(maand)) maanden.set(maand, [0, 0, 0, 0]);
      const tel = maanden.get(maand);
      tel[2] += 1;
      tel[3] += r[N];
      if (voldoet(r)) {
        tel[0] += 1;
        tel[1] += r[N];
      }
    }
    const cel = (n, met) => (n < MIN ? (n ? "te weinig" : "–") : deel(met, n));
    const regels = [...maanden].sort().map(([maand, [n, met, alleN, alleMet]]) =>
      [maand.slice(5) + "-" + maand.slice(0, 4), false, [cel(n, met), String(n), cel(alleN, alleMet), String(alleN)]]);
    if (regels.length) blad("respons", "Respons per maand", ["Maand van einde", "Selectie", "# beëindigd", "Instelling", "# beëindigd"], regels);
  }

  function vulKeuzes() {
    KEUZES.forEach((keuze, i) => {
      const kolom = keuze.dataset.keuze;
      const codes = [...new Set([...alles.metingen, ...alles.records].map((g) => g[EERSTE + i]))].sort();
      keuze.length = 1;
      for (const code of codes) keuze.add(new Option(noem(kolom, code), code));
    });
  }

  window.uitkomsten = (agb, inhoud) => {
    // another one was chosen meanwhile
    if (agb !== waarde("aanbieder")) return;
    alles = inhoud;
    vulKeuzes();
    toon();
  };
  const kies = document.getElementById("aanbieder");
  kies.addEventListener("change", () => {
    alles = null;
    toon();
    if (!kies.value) return;
    const script = element("script");
    script.src = "gevallen_" + kies.value + ".js";
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
  document.getElementById("keuzes").addEventListener("change", (e) => {
    if (e.target !== kies) toon();
  });
  document.getElementById("keuzes").addEventListener("reset", () => setTimeout(() => {
    alles = null;
    toon();
  }));
})();
