"""``make eval``: how well extraction does against the reference annotation, set by set.

The figures come from ``gold/score.py`` of the reference itself, run on our predictions.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiepu.asked import print_results, results_of
from jiepu.calibration import bins, judge
from jiepu.cli import tell
from jiepu.folds import SETS, Fold, Reference, folds, load_references
from jiepu.sample.themes import score as told_themes
from jiepu.scores import Scores, print_scores
from jiepu.training import extractor_of, train_folds
from ontology.errors import JiepuError

if TYPE_CHECKING:
    from extract.pipeline import Extractor
    from ontology.records import Document, Facts, Mention

ExtractorFor = Callable[[Fold], "Extractor"]
"""Makes the extractor that may be tried on the held-out documents of a fold."""


def shipped(fold: Fold) -> Extractor:
    """Return the extractor as shipped, whatever the fold: what it was trained on, it has seen."""
    from extract.pipeline import load

    return load()


def everything(documents: Sequence[Reference]) -> list[Fold]:
    """Return one fold that holds out all documents, for an extractor that is not trained here."""
    return [Fold(train=(), held_out=tuple(documents))]


def evaluate(
    parts: Iterable[Fold],
    shared: Path,
    *,
    extractor_for: ExtractorFor = shipped,
    given_names: bool = False,
    errors: int = 0,
) -> list[Scores]:
    """Extract the held-out documents of each fold and score them by set.

    Parameters
    ----------
    parts
        Each document that is to be scored is held out in exactly one of them.
    shared
        The folder with the reference, for ``gold/score.py``.
    extractor_for
        Called once a fold.
    given_names
        Whether relations are read between the reference's names instead of those found.
    errors
        How many error lines to keep for each set.

    Raises
    ------
    JiepuError
        If a document cannot be read, or its text is not the one that was annotated.
    """
    by_set: dict[str, list[tuple[Reference, dict[str, Any]]]] = defaultdict(list)
    judged: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    path = shared / "gold" / "aliases.json"
    aliases = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for fold in parts:
        extractor = extractor_for(fold)
        for reference in fold.held_out:
            facts = _facts(extractor, reference, given_names)
            by_set[reference.set].append((reference, prediction(facts)))
            judged[reference.set] += _judged(facts, reference, aliases.get(reference.doc, {}))
    return [
        replace(_score(name, by_set[name], shared, errors), judged=tuple(judged[name]))
        for name in SETS
        if name in by_set
    ]


def _judged(facts: Facts, reference: Reference, aliases: Mapping[str, str]) -> list[tuple[float, bool]]:
    annotated = reference.annotated()
    covered = [(sentence.start, sentence.end) for sentence in annotated.document.sentences]
    keys = ("head", "rel", "tail", "start", "confidence")
    predicted = [{key: getattr(r, key) for key in keys} for r in facts.relations]
    stated = [{key: getattr(r, key) for key in keys[:3]} for r in annotated.relations]
    return judge(predicted, stated, covered, aliases)


def prediction(facts: Facts) -> dict[str, Any]:
    """Return what ``score.py`` reads of ``facts``; relations that were not accepted are left out."""
    return {
        "doc": facts.doc,
        "entities": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type} for m in facts.entities
        ],
        "relations": [
            {"head": r.head, "rel": r.rel, "tail": r.tail, "status": r.status, "start": r.start}
            for r in facts.relations
            if r.accepted
        ],
        "observations": [
            {
                "subject": o.subject,
                "indicator": o.indicator,
                "value": o.value,
                "unit": o.unit,
                "change": o.change,
                "status": o.status,
                "start": o.start,
            }
            for o in facts.observations
        ],
    }


def _facts(extractor: Extractor, reference: Reference, given_names: bool) -> Facts:
    from extract.read import read

    document = read(reference.text, doc=reference.doc)
    annotated = reference.annotated()
    for sentence in annotated.document.sentences:
        span = slice(sentence.start, sentence.end)
        if document.text[span] != annotated.document.text[span]:
            raise JiepuError(
                f"{reference.doc}: 读出的文字与标注的不一致(第 {sentence.start} 字起)",
                f"{reference.doc}: the text as read is not the one that was annotated (at {sentence.start})",
            )
    if given_names:
        return _relations_between(extractor, document, annotated.entities)
    return extractor.extract(document)


def _relations_between(extractor: Extractor, document: Document, names: Sequence[Mention]) -> Facts:
    """Run the pipeline's relations alone, on names that are given instead of found."""
    from extract.extensions import MENTIONS, RELATIONS
    from ontology.records import Facts

    doc = extractor.tokenizer.tokenise(document)
    doc.user_data[MENTIONS] = tuple(names)
    doc = extractor.nlp.get_pipe("jiepu_relations")(doc)
    return Facts(document.doc, document, tuple(names), doc.user_data.get(RELATIONS, ()))


def _score(
    name: str, predicted: Sequence[tuple[Reference, dict[str, Any]]], shared: Path, errors: int
) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for _, record in predicted]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        annotations = [str(reference.annotation) for reference, _ in predicted]
        script = str(shared / "gold" / "score.py")
        done = subprocess.run(  # noqa: S603 - the reference's own script, on files that we name
            [sys.executable, script, str(path), *annotations, "--json", "--errors", str(errors)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise JiepuError(f"score.py 失败: {done.stderr.strip()}", f"score.py failed: {done.stderr.strip()}")
    figures, end = json.JSONDecoder().raw_decode(done.stdout)
    return Scores(name, figures, tuple(done.stdout[end:].strip().splitlines()))


def _only(unseen: Sequence[Fold], wanted: Sequence[Reference]) -> list[Fold]:
    """The folds with nothing held out but the wanted documents."""
    kept = [replace(fold, held_out=tuple(d for d in fold.held_out if d in wanted)) for fold in unseen]
    return [fold for fold in kept if fold.held_out]


def main() -> int:
    """Run ``make eval``: exit status 0, or 1 where the reference is missing or something failed."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.evaluate", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the reference")
    parser.add_argument("--set", dest="sets", action="append", choices=list(SETS), help="only this set")
    parser.add_argument(
        "--models",
        choices=["left-out", "shipped", "both"],
        default="both",
        help="models trained without what is scored, the shipped ones that have SEEN it, or both",
    )
    parser.add_argument("--given-names", action="store_true", help="relations between the reference's names")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print the first N errors of a set"
    )
    parser.add_argument("--details", action="store_true", help="also by type and by relation")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    try:
        documents = load_references(args.shared, args.sets or SETS)
        runs: dict[str, list[Scores]] = {}
        tried: dict[str, Callable[[str], Extractor]] = {}
        if args.models in {"left-out", "both"}:
            unseen = folds(load_references(args.shared))
            models = train_folds(unseen, args.shared)
            trained = {fold.train: found for fold, found in zip(unseen, models, strict=True)}
            left_out = {r.doc: trained[fold.train] for fold in unseen for r in fold.held_out}
            tried["left out"] = lambda doc: extractor_of(left_out[doc])
            runs["left out"] = evaluate(
                _only(unseen, documents),
                args.shared,
                extractor_for=lambda fold: extractor_of(trained[fold.train]),
                given_names=args.given_names,
                errors=args.errors,
            )
        if args.models in {"shipped", "both"}:
            tried["SEEN"] = lambda doc: shipped(Fold((), ()))
            runs["SEEN"] = evaluate(
                everything(documents), args.shared, given_names=args.given_names, errors=args.errors
            )
        asks = "gold" in (args.sets or SETS) and not args.given_names and not args.json
        answers = results_of(args.shared, tried) if asks else {}
    except JiepuError as error:
        tell(f"error: {error.en}")
        return 1
    if args.json:
        figures = {
            run: {
                **{score.set: score.figures for score in scores},
                "calibration": [asdict(b) for b in bins(f for score in scores for f in score.judged)],
            }
            for run, scores in runs.items()
        }
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        for run, scores in runs.items():
            print_scores(run, scores, args.details)
        if answers:
            print_results(answers)
            print(f"themes of the sample's sections: {told_themes()}")
    for run, scores in runs.items():
        for score in scores:
            for line in score.errors:
                print(f"{run}: {score.set}: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
