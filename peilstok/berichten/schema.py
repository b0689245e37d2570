"""Validation compiled from the catalogue: one lxml schema per message.

The schema is written in XSD with the type names of the standard, so that its verdict is that of the official schemas,
also for documents that use xsi:type. It is made in memory; the import of the basisschema is answered by a resolver
and never leaves the process.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from peilstok.berichten.catalogus import Bericht, CatalogusFout, Datatype, Element

_XS = "http://www.w3.org/2001/XMLSchema"
_BASIS_ADRES = "peilstok:basisschema"
_FACETTEN = (
    ("minLength", "min_lengte"),
    ("maxLength", "max_lengte"),
    ("pattern", "patroon"),
    ("minInclusive", "min_waarde"),
    ("maxInclusive", "max_waarde"),
)


def _xs(ouder: etree._Element, naam: str, **attributen: str) -> etree._Element:
    return etree.SubElement(ouder, f"{{{_XS}}}{naam}", attributen)


def _schema(namespace: str, prefixen: dict[str, str]) -> etree._Element:
    return etree.Element(
        f"{{{_XS}}}schema",
        {"targetNamespace": namespace, "elementFormDefault": "qualified"},
        nsmap={"xs": _XS, **prefixen},
    )


def _simple_type(schema: etree._Element, datatype: Datatype) -> None:
    beperking = _xs(_xs(schema, "simpleType", name=datatype.naam), "restriction", base=f"xs:{datatype.basis}")
    for facet, veld in _FACETTEN:
        waarde = getattr(datatype, veld)
        if waarde is not None:
            _xs(beperking, facet, value=str(waarde))
    for code in datatype.codes:
        _xs(beperking, "enumeration", value=code)


def _element(reeks: etree._Element, element: Element) -> None:
    attributen = {"name": element.naam}
    if element.minimum != 1:
        attributen["minOccurs"] = str(element.minimum)
    if element.maximum != 1:
        attributen["maxOccurs"] = "unbounded" if element.maximum is None else str(element.maximum)
    if element.patroon is not None:
        beperking = _xs(
            _xs(_xs(reeks, "element", **attributen), "simpleType"), "restriction", base=f"basis:{element.type}"
        )
        _xs(beperking, "pattern", value=element.patroon)
        return
    attributen["type"] = f"basis:{element.type}" if element.type else f"bericht:{element.naam}"
    _xs(reeks, "element", **attributen)


def _complex_types(schema: etree._Element, elementen: dict[str, Element]) -> None:
    for naam, element in elementen.items():
        reeks = _xs(_xs(schema, "complexType", name=naam), "sequence")
        for kind in element.kinderen:
            _element(reeks, kind)


def _verzamel(bericht: Bericht) -> tuple[dict[str, Datatype], dict[str, Element], dict[str, Element]]:
    """Simple types, groups of the basisschema and classes of the message, each once by name."""
    enkel: dict[str, Datatype] = {}
    groepen: dict[str, Element] = {}
    klassen: dict[str, Element] = {}
    for element in bericht.wortel.doorloop():
        if element.datatype is not None:
            enkel[element.type] = element.datatype
        elif element is not bericht.wortel:
            soort, naam = (groepen, element.type) if element.type else (klassen, element.naam)
            vorig = soort.setdefault(naam, element)
            if [_vorm(k) for k in vorig.kinderen] != [_vorm(k) for k in element.kinderen]:
                raise CatalogusFout(f"veld.csv: {vorig.pad} en {element.pad} heten beide {naam} en verschillen")
    return enkel, groepen, klassen


def _vorm(element: Element) -> tuple[str, str, str | None, int, int | None]:
    return element.naam, element.type, element.patroon, element.minimum, element.maximum


def xsd_teksten(bericht: Bericht) -> tuple[bytes, bytes]:
    """(schema of the message, basisschema) as XSD documents."""
    enkel, groepen, klassen = _verzamel(bericht)
    basis = _schema(bericht.basis_namespace, {"basis": bericht.basis_namespace})
    for datatype in enkel.values():
        _simple_type(basis, datatype)
    _complex_types(basis, groepen)
    schema = _schema(bericht.namespace, {"basis": bericht.basis_namespace, "bericht": bericht.namespace})
    _xs(schema, "import", namespace=bericht.basis_namespace, schemaLocation=_BASIS_ADRES)
    _xs(schema, "element", name=bericht.wortel.naam, type="bericht:Root")
    _complex_types(schema, {"Root": bericht.wortel, **klassen})
    return etree.tostring(schema, pretty_print=True), etree.tostring(basis, pretty_print=True)


class _Basisschema(etree.Resolver):
    """Answers the one import of a generated schema from memory; everything else is refused."""

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud

    def resolve(self, system_url: str, public_id: str, context: object) -> Any:  # type: ignore[override]
        if system_url == _BASIS_ADRES:
            return self.resolve_string(self._inhoud, context)  # type: ignore[call-arg]
        raise CatalogusFout(f"een gegenereerd schema verwijst naar {system_url}")


def compileer(bericht: Bericht) -> etree.XMLSchema:
    """The compiled schema of a message (about two milliseconds)."""
    schema, basis = xsd_teksten(bericht)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Basisschema(basis))
    return etree.XMLSchema(etree.fromstring(schema, parser))
