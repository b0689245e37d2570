/* Downloads: rows of cells as a file that a Dutch Excel opens. A cell is a text, a number or null. */
"use strict";
window.BESTAND = {
  bewaar(inhoud, naam) {
    const adres = URL.createObjectURL(inhoud);
    const link = document.createElement("a");
    link.href = adres;
    link.download = naam;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(adres), 10000);
  },
  csv(regels) {
    const cel = (waarde) => {
      if (waarde === null) return "";
      if (typeof waarde === "number") return String(waarde).replace(".", ",");
      // Text that a spreadsheet would take for a formula gets an apostrophe before it.
      const tekst = /^[=+\-@\t\r]/.test(waarde) ? "'" + waarde : waarde;
      return /[";\r\n]/.test(tekst) ? '"' + tekst.replaceAll('"', '""') + '"' : tekst;
    };
    return new Blob(["\ufeff" + regels.map((regel) => regel.map(cel).join(";")).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  },
  /* A day (dd-mm-jjjj) is written as one; read as UTC, as the writer does. */
  dagcel(tekst) {
    const d = /^(\d{2})-(\d{2})-(\d{4})$/.exec(tekst);
    return d ? { value: new Date(Date.UTC(d[3], d[2] - 1, d[1])), type: Date, format: "dd-mm-yyyy", align: "left" } : { value: tekst, type: String };
  },
};
