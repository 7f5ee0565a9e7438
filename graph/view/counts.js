// How many there would be of each row with the other filters as they are and the row's own facet all on: entities for
// classes, documents and speakers, relations for their kinds, statuses, themes and time.

const BY_ENTITY = {
  class: (entity) => [entity.kind],
  document: (entity) => entity.documents,
  issuer: (entity) => new Set(entity.documents.map((number) => issuerOf[number])),
};

// One look at each claim: what passes counts everywhere, what fails in one facet counts in that facet.
function countClaims(numbers) {
  const { off } = state;
  const dated = [];
  for (const claim of claims) {
    const fails = [];
    if (off.relation.has(claim.relation)) fails.push("relation");
    if (off.status.has(claim.status)) fails.push("status");
    if (!aboutPasses(claim.topics)) fails.push("theme");
    if (!within(claim.months)) fails.push("period");
    if (fails.length > 1) continue;
    if (claim.confidence < state.sure || off.document.has(claim.document) || off.issuer.has(claim.issuer) ||
      off.class.has(entities[claim.head].kind) || off.class.has(entities[claim.tail].kind)) continue;
    const only = fails[0];
    if (!only || only === "relation") numbers.relation[claim.relation] += 1;
    if (!only || only === "status") numbers.status[claim.status] += 1;
    if (!only || only === "theme") for (const theme of claim.topics.length ? claim.topics : [NO_THEME]) numbers.theme[theme] += 1;
    if (!only || only === "period") dated.push(claim);
  }
  return dated;
}

function countEntities(facet, numbers) {
  const kept = state.off[facet];
  state.off[facet] = new Set();
  for (const entity of entities) {
    if (entityPasses(entity)) for (const n of BY_ENTITY[facet](entity)) if (n >= 0) numbers[n] += 1;
  }
  state.off[facet] = kept;
}

// Kept until a filter changes.
let countsKept = null;
function counted() {
  if (!countsKept) {
    countsKept = Object.fromEntries(FACETS.map((facet) => [facet, FACET_IDS[facet].map(() => 0)]));
    countsKept.dated = countClaims(countsKept);
    for (const facet of Object.keys(BY_ENTITY)) countEntities(facet, countsKept[facet]);
  }
  return countsKept;
}
