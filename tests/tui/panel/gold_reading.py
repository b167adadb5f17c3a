"""A reading as a careful reader would make it, from the gold beside a sample article."""

from typing import Any

import msgspec

from annotations.model import Reading, Span
from tests.sample_articles.gold import ARTICLES, Gold, Located, gold_mentions, located, sample


def gold_reading(name: str) -> Reading:
    """Return the reading that the gold of the sample article `name` describes."""
    document, gold = sample(next(path for path in ARTICLES if path.stem == name))
    text = document.text
    entities = _entities(text, gold)
    ids = {entity["name"]: entity["id"] for entity in entities}
    raw = {
        "id": name,
        "document": msgspec.to_builtins(document),
        "entities": entities,
        "quotes": [_quote(text, f"q{i}", m, ids) for i, m in enumerate(located(text, gold.quotes), 1)],
        "dates": [
            {**_passage(text, m.span), "type": m.mark.type, "value": m.mark.value or ""}
            for m in located(text, gold.dates)
        ],
        "figures": [_figure(text, f"f{i}", m) for i, m in enumerate(located(text, gold.figures), 1)],
        "events": [_event(text, f"v{i}", m) for i, m in enumerate(located(text, gold.events), 1)],
    }
    return msgspec.convert(raw, Reading)


def _passage(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _entities(text: str, gold: Gold) -> list[dict[str, Any]]:
    mentions = sorted(gold_mentions(text, gold.entities, ()).items())
    return [
        {
            "id": f"e{i}",
            "label": entity.label,
            "name": entity.name,
            "aliases": [form for form in entity.forms if form != entity.name],
            "roles": entity.roles,
            "mentions": [_passage(text, span) for span, named in mentions if named is entity],
        }
        for i, entity in enumerate(gold.entities, 1)
    ]


def _quote(text: str, ref: str, one: Located, ids: dict[str, str]) -> dict[str, Any]:
    mark = one.mark
    speaker = None
    if mark.speaker:
        at = text.find(mark.speaker, max(0, one.span.start - 300))
        speaker = {**_passage(text, Span(at, at + len(mark.speaker))), "entity": ids.get(mark.who or "")}
    return {
        **_passage(text, one.span),
        "id": ref,
        "kind": mark.kind,
        "speaker": speaker,
        "stance": mark.stance or "stated",
    }


def _figure(text: str, ref: str, one: Located) -> dict[str, Any]:
    mark = one.mark
    return {
        **_passage(text, one.span),
        "id": ref,
        "value": mark.value,
        "unit": mark.unit,
        "counted": mark.counted,
        "modifier": mark.modifier or "=",
    }


def _event(text: str, ref: str, one: Located) -> dict[str, Any]:
    start = max(text.rfind(". ", 0, one.span.start) + 2, text.rfind("\n", 0, one.span.start) + 1)
    sentence = Span(start, text.find(".", one.span.end))
    return {**_passage(text, sentence), "id": ref, "trigger": _passage(text, one.span), "date": one.mark.date}
