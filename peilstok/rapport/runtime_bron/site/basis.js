/* What every room reads: the data of the site and of this page, and how an element is made. Names come from data: only
   textContent, never innerHTML. */

export const P = window.PEILSTOK;
export const PAGINA = P.pagina;
export const ALLE = P.alle;
/* In the place of a withheld figure: no number, and not empty. Who counts with it gets an error, never a zero. */
export const WEG = Object.freeze({ toJSON: () => "niet getoond",
  [Symbol.toPrimitive]: () => { throw new TypeError("met een cijfer dat niet wordt getoond, is niet te rekenen"); } });
export const isGetal = (waarde) => typeof waarde === "number";

export function maak(soort, eigenschappen, ...kinderen) {
  const element = document.createElement(soort);
  Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
  element.append(...kinderen);
  return element;
}
