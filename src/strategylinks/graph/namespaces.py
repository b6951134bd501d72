"""The namespaces in use; a misspelt term of a closed one is an error, not a new term."""

from __future__ import annotations

from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, XSD, DefinedNamespace
from rdflib.term import URIRef

VOCABULARY = Namespace("https://w3id.org/strategylinks/vocabulary/")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SSSOM = Namespace("https://w3id.org/sssom/")
VANN = Namespace("http://purl.org/vocab/vann/")
SDMX_MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
#: RFC 5147: how the fragment selectors count lines.
RFC5147 = URIRef("http://tools.ietf.org/rfc/rfc5147")


class OA(DefinedNamespace):
    """Hold the terms of the Web Annotation vocabulary that the graph uses."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    FragmentSelector: URIRef
    SpecificResource: URIRef
    TextQuoteSelector: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSignKind: URIRef
    hasSource: URIRef


class SL(DefinedNamespace):
    """Hold the terms of the strategylinks ontology that the graph uses."""

    _NS = Namespace("https://w3id.org/strategylinks/ontology#")
    _fail = True

    Action: URIRef
    Baseline: URIRef
    Correction: URIRef
    CrossReference: URIRef
    DeviationNote: URIRef
    ElementMention: URIRef
    Evidence: URIRef
    Fact: URIRef
    Figure: URIRef
    FlagshipProject: URIRef
    GlossaryTerm: URIRef
    Goal: URIRef
    Indicator: URIRef
    Initiative: URIRef
    Linkage: URIRef
    Mapping: URIRef
    Mention: URIRef
    MonitoringReport: URIRef
    Municipality: URIRef
    Note: URIRef
    Partner: URIRef
    Passage: URIRef
    Programme: URIRef
    ProgressNote: URIRef
    ReaderRun: URIRef
    ReportedTotal: URIRef
    ReportingPeriod: URIRef
    Responsibility: URIRef
    Risk: URIRef
    SkippedPassage: URIRef
    Sign: URIRef
    SourceSpan: URIRef
    StatusAssessment: URIRef
    StrategicPlan: URIRef
    System: URIRef
    Target: URIRef
    accepted: URIRef
    asWritten: URIRef
    belongsTo: URIRef
    byUnit: URIRef
    byteCount: URIRef
    cardinality: URIRef
    checksum: URIRef
    confidence: URIRef
    count: URIRef
    countsStatus: URIRef
    coversPlan: URIRef
    doubt: URIRef
    endDate: URIRef
    firstLine: URIRef
    hasCommonStatus: URIRef
    hasEvidence: URIRef
    hasFigureKind: URIRef
    hasGoalKind: URIRef
    hasJustification: URIRef
    hasLinkageKind: URIRef
    hasMappingKind: URIRef
    hasMappingRelation: URIRef
    hasPeriod: URIRef
    hasResponsibility: URIRef
    hasResponsiblePost: URIRef
    hasResponsibleUnit: URIRef
    hasRole: URIRef
    hasSignKind: URIRef
    hasSource: URIRef
    hasStatusSource: URIRef
    hasStatusValue: URIRef
    hasSuccessorUnit: URIRef
    involvesUnit: URIRef
    isAbout: URIRef
    isDirected: URIRef
    isHeldBy: URIRef
    isInferredFrom: URIRef
    isOfMunicipality: URIRef
    isPartOf: URIRef
    isStatedIn: URIRef
    isSumOf: URIRef
    lastLine: URIRef
    layout: URIRef
    lineCount: URIRef
    linksFrom: URIRef
    linksFromUnit: URIRef
    linksThrough: URIRef
    linksTo: URIRef
    linksToUnit: URIRef
    mapsFrom: URIRef
    mapsFromReport: URIRef
    mapsTo: URIRef
    mapsToReport: URIRef
    measures: URIRef
    mentions: URIRef
    numericValue: URIRef
    ofIndicator: URIRef
    ordinal: URIRef
    periodLabel: URIRef
    rawValue: URIRef
    reason: URIRef
    refersTo: URIRef
    reviewDate: URIRef
    reviewer: URIRef
    scope: URIRef
    sharesGoalWith: URIRef
    startDate: URIRef
    subjectLabel: URIRef
    supports: URIRef
    tableTitle: URIRef
    text: URIRef
    unitOfMeasure: URIRef
    wasCorrectedBy: URIRef
    weight: URIRef


PREFIXES = {
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "sdmx-measure": SDMX_MEASURE,
    "skos": SKOS,
    "sl": SL,
    "vann": VANN,
    "xsd": XSD,
}


def new_graph() -> Graph:
    """Make an empty graph that knows the prefixes in use."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, Namespace(str(namespace)))
    return graph
