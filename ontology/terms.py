"""The IRIs of the vocabulary as constants; a test holds them against ``jiepu.ttl``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ontology.records import EntityType, RelationName

JP: Final = "https://w3id.org/jiepu/ontology#"
JPR: Final = "https://w3id.org/jiepu/id/"

PREFIXES: Final[Mapping[str, str]] = {
    "jp": JP,
    "jpr": JPR,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "p-plan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "schema": "http://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "time": "http://www.w3.org/2006/time#",
}

# Resources by the first step of their path, so that written files are short and readable.
_KINDS = (
    "area org place programme project mechanism event policy honour platform person group indicator "
    "document graph claim figure mention evidence definition period day run software"
)
RESOURCE_PREFIXES: Final[Mapping[str, str]] = {f"jpr-{kind}": f"{JPR}{kind}/" for kind in _KINDS.split()}

CLASSES: Final[Mapping[EntityType, str]] = {
    "AREA": JP + "AdministrativeArea",
    "ORG": JP + "Institution",
    "PLACE": JP + "Place",
    "PROGRAMME": JP + "Programme",
    "PROJECT": JP + "Project",
    "MECHANISM": JP + "Mechanism",
    "EVENT": JP + "Event",
    "POLICY": JP + "Policy",
    "HONOUR": JP + "Honour",
    "PLATFORM": JP + "Platform",
    "PERSON": JP + "Person",
    "GROUP": JP + "TargetGroup",
}

RELATIONS: Final[Mapping[RelationName, str]] = {
    "partOf": JP + "partOf",
    "locatedIn": JP + "locatedIn",
    "undertakes": JP + "undertakes",
    "participatesIn": JP + "participatesIn",
    "partnersWith": JP + "partnersWith",
    "reliesOn": JP + "reliesOn",
    "serves": JP + "serves",
    "awarded": JP + "awarded",
    "follows": JP + "follows",
    "guidedBy": JP + "guidedBy",
    "boundedBy": JP + "boundedBy",
    "holdsPost": JP + "holdsPost",
}

THEMES: Final[tuple[str, ...]] = (
    "partyBuilding", "economy", "businessEnvironment", "innovation", "talent", "urbanRenewal", "transport",
    "housing", "urbanManagement", "governance", "propertyManagement", "digitalGovernance", "livelihood",
    "elderlyCare", "childcare", "employment", "education", "health", "socialAssistance", "militarySupport",
    "publicSafety", "ruleOfLaw", "environment", "culture", "civility",
)  # fmt: skip
"""The concepts of the scheme of themes, by their local names."""

# The classes that the ends of a relation may have; a relation that is not listed takes any.
DOMAINS: Final[Mapping[RelationName, frozenset[EntityType]]] = {
    "boundedBy": frozenset({"PLACE", "PROJECT", "AREA"}),
    "holdsPost": frozenset({"PERSON"}),
}
RANGES: Final[Mapping[RelationName, frozenset[EntityType]]] = {
    "locatedIn": frozenset({"AREA", "PLACE"}),
    "serves": frozenset({"GROUP"}),
    "awarded": frozenset({"HONOUR"}),
    "follows": frozenset({"POLICY"}),
    "guidedBy": frozenset({"ORG", "AREA"}),
    "boundedBy": frozenset({"PLACE"}),
    "holdsPost": frozenset({"ORG", "AREA", "PLACE"}),
}


def fits(relation: RelationName, head: EntityType, tail: EntityType) -> bool:
    """Whether a relation may hold between entities of these classes.

    Examples
    --------
    >>> fits("serves", "PROGRAMME", "GROUP"), fits("serves", "PROGRAMME", "PLACE")
    (True, False)
    """
    heads, tails = DOMAINS.get(relation), RANGES.get(relation)
    return (heads is None or head in heads) and (tails is None or tail in tails)
