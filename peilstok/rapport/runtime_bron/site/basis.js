/* What every room reads: the data of the site and of this page, and how an element is made. Names come from data: only
   textContent, never innerHTML. */

export const P = window.PEILSTOK;
export const PAGINA = P.pagina;
export const ALLE = P.alle;
export function maak(soort, eigenschappen, ...kinderen) {
  const element = document.createElement(soort);
  Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
  element.append(...kinderen);
  return element;
}
