"""A part of a graph holds some entities and everything that is said of them, and nothing else."""

from graph.excerpt import excerpt


def iri(data, name):
    return next(entity.iri for entity in data.entities if entity.name == name)


def test_claims_stay_where_both_ends_stay(town):
    part = excerpt(town, {iri(town, "云汀街道"), iri(town, "小鹭鸣"), iri(town, "渔灯夜市")})
    assert [claim.rel for claim in part.claims] == ["undertakes", "undertakes"]
    assert {mention.text for mention in part.mentions} == {"云汀街道", "小鹭鸣", "渔灯夜市"}
    assert len(part.figures) == len(town.figures)


def test_documents_stay_that_say_something_of_what_stays(town):
    part = excerpt(town, {iri(town, "小鹭鸣")})
    assert [document.doc for document in part.documents] == ["d0"]
    assert part.claims == part.figures == ()


def test_the_whole_is_a_part_of_itself(town):
    part = excerpt(town, {entity.iri for entity in town.entities})
    assert (part.entities, part.claims, part.documents) == (town.entities, town.claims, town.documents)
