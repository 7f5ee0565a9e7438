"""The second look at relations: what the rest of a document says of each reading."""

from importlib.resources import files

import numpy as np
import pytest

from extract.components import MODELS
from extract.relations.encode import encode
from extract.relations.lexicon import load_lexicon
from extract.relations.model import RelationModel
from extract.relations.relate import scenes
from extract.relations.second_look import FAINT, SecondLook, readings
from extract.train.relation_second import Tried, best_threshold, fit_second
from ontology.errors import ModelError
from tests.test_extract_relations_model import analysis_of, names

TEXT = ("橹声街道打造“荷灯”品牌。", "联合芦影公司举办“踏浪节”。", "依托“荷灯”品牌服务老年人。")


@pytest.fixture(scope="module")
def model():
    return RelationModel.load(MODELS / "relations.npz")


def encoded_of(model, *sentences):
    a = analysis_of(*sentences, issuer="橹声街道")
    mentions = names(a, AREA="橹声街道", PROGRAMME="荷灯", EVENT="踏浪节", ORG="芦影公司", GROUP="老年人")
    return encode(scenes(a, mentions, load_lexicon()), model.features)


def test_every_reading_that_is_not_faint_is_looked_at(model):
    encoded = encoded_of(model, *TEXT)
    classes, _ = model.scores(encoded)
    found = readings(encoded, classes, model.labels)
    assert len(found.cls) == (classes[:, 1:] >= FAINT).sum() > 0
    assert (classes[found.candidate, found.cls] >= FAINT).all()
    assert found.values.shape == (len(found.cls), len(model.second.mean))
    assert np.isfinite(found.values).all()
    assert ((model.second.sure(found.values) >= 0) & (model.second.sure(found.values) <= 1)).all()


def test_the_rest_of_the_document_changes_what_is_counted(model):
    alone, among = encoded_of(model, TEXT[1]), encoded_of(model, *TEXT)
    one = readings(alone, model.scores(alone)[0], model.labels)
    all_ = readings(among, model.scores(among)[0], model.labels)
    assert len(one.cls) < len(all_.cls)
    rows = {tuple(row) for row in all_.values.round(4).tolist()}
    assert any(tuple(row) not in rows for row in one.values.round(4).tolist())


def test_a_document_without_readings_has_none(model):
    encoded = encoded_of(model, *TEXT)
    classes = np.zeros((len(encoded.found), len(model.labels)), np.float32)
    classes[:, 0] = 1
    assert not len(readings(encoded, classes, model.labels).cls)
    assert not len(model.second.sure(np.zeros((0, 0), np.float32)))


def tried(place, count, seed):
    """Readings of which the first value tells whether they are right, eight times in ten."""
    rng = np.random.default_rng(seed)
    right = rng.random(count) < 0.4
    told = np.where(rng.random(count) < 0.8, right, ~right)
    values = np.column_stack([told * 2.0 - 1, rng.normal(size=count)])
    return Tried(
        place,
        values,
        ["serves"] * count,
        np.arange(count),
        right,
        np.ones(count),
        {"serves": int(right.sum())},
    )


def test_learns_whom_to_believe_and_how_far():
    fitted = fit_second([tried(f"甲{i}", 120, i) for i in range(8)])
    sure = np.interp(fitted.second.sure(np.array([[1.0, 0.0], [-1.0, 0.0]])), fitted.steps, fitted.levels)
    assert sure[0] == pytest.approx(0.73, abs=0.12)
    assert sure[1] == pytest.approx(0.14, abs=0.12)
    assert 0 < fitted.threshold < 1
    assert 0 < fitted.thresholds["serves"] < 1


def test_too_little_teaches_nothing():
    assert fit_second([tried("甲", 20, 0)]) is None


def test_a_threshold_that_accepts_all_that_is_right():
    one = np.ones(3)
    cut, f1 = best_threshold(np.array([0.8, 0.6, 0.1]), np.array([1.0, 0.0, 0.0]), one, 1)
    assert (cut, f1) == (0.7, 1.0)


def test_thresholds_and_second_look_survive_the_file(model, tmp_path):
    model.save(tmp_path / "again.npz")
    again = RelationModel.load(tmp_path / "again.npz")
    assert again.thresholds == model.thresholds
    assert again.threshold_of("serves") == model.thresholds["serves"] != model.threshold
    assert again.threshold_of("holdsPost") == model.thresholds.get("holdsPost", model.threshold)
    assert np.array_equal(again.second.inner, model.second.inner)
    with pytest.raises(KeyError):
        SecondLook.of({})
    with pytest.raises(ModelError):
        RelationModel.load(tmp_path / "none.npz")


@pytest.mark.parametrize(("table", "columns"), [("verbs.tsv", 5), ("relation_patterns.tsv", 4)])
def test_each_row_of_a_table_says_what_it_is_for(table, columns):
    text = files("extract.lexicon").joinpath(table).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    assert [row for row in rows if len(row) != columns or len(row[-1].strip()) < 2] == []
