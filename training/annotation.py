"""The hand-annotation format of `corpus/`: numbered sentences, quoted spans, and its checker.

    python -m training.annotation number DOC.txt
    python -m training.annotation check DOC.txt DOC.ann.json

A span is written `N:quote`, the quote as it stands in sentence N (from 0), `N:quote#2` for its
second occurrence there, `N:*` for the whole sentence. Every key is required; lists may be empty.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from dateline import codebook
from dateline.exports.annotation import find_span, sentences
from dateline.record import Span, normalize

__all__ = ["KEYS", "find_span", "resolve", "sentences"]

KEYS: Final = {
    "actors": "id name kind country sector role mentions",
    "statements": "id content cue quotation source source_span source_type anonymity "
    "anonymity_reason count_claimed addressee addressee_is_outlet on_behalf_of stance parent",
    "events": "id trigger type mode contexts actor actor_spans recipient recipient_spans place "
    "time status according_to same_as magnitude",
}
VALUES: Final = {
    "kind": codebook.ACTOR_KINDS,
    "quotation": codebook.QUOTATIONS,
    "source_type": codebook.SOURCE_TYPES,
    "anonymity": codebook.ANONYMITIES,
    "stance": codebook.STANCES,
    "status": codebook.STATUSES,
}


def resolve(text: str, annotation: dict[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """The annotation with offsets, and what is wrong with it (`None` if it can't be read)."""
    problems = _shape_problems(annotation)
    if problems:
        return None, problems
    numbered = sentences(text)

    def span(where: str, reference: str | None) -> Span | None:
        if not reference:
            return None
        try:
            return find_span(text, numbered, reference)
        except (ValueError, IndexError) as error:
            problems.append(f"{where}: {error}")
            return None

    problems += _reference_problems(annotation)
    return {
        "id": annotation["id"],
        "published": annotation.get("published"),
        "text": text,
        "actors": [_actor(a, span) for a in annotation["actors"]],
        "statements": [_statement(s, span) for s in annotation["statements"]],
        "events": [_event(e, span) for e in annotation["events"]],
    }, problems


_Find = Callable[[str, str | None], Span | None]


def _actor(actor: dict[str, Any], span: _Find) -> dict[str, Any]:
    return {**actor, "mentions": [span(actor["id"], m) for m in actor["mentions"]]}


def _statement(statement: dict[str, Any], span: _Find) -> dict[str, Any]:
    where, source = statement["id"], statement["source"]
    return {
        **statement,
        "source": source if isinstance(source, list) else [source] if source else [],
        "content": [span(where, c) for c in statement["content"]],
        "cue": span(where, statement["cue"]),
        "source_span": span(where, statement["source_span"]),
        "anonymity_reason": span(where, statement["anonymity_reason"]),
    }


def _event(event: dict[str, Any], span: _Find) -> dict[str, Any]:
    where, time = event["id"], event["time"]
    return {
        **event,
        "trigger": span(where, event["trigger"]),
        "place": span(where, event["place"]),
        "actor_spans": [span(where, s) for s in event["actor_spans"]],
        "recipient_spans": [span(where, s) for s in event["recipient_spans"]],
        "time": time and {**time, "span": span(where, time.get("span"))},
    }


def _shape_problems(annotation: dict[str, Any]) -> list[str]:
    problems = []
    for section, names in KEYS.items():
        if section not in annotation:
            problems.append(f"{section}: missing")
        for item in annotation.get(section, []):
            where = f"{section} {item.get('id')}"
            if set(item) != set(names.split()):
                problems.append(f"{where}: keys differ: {sorted(set(item) ^ set(names.split()))}")
            problems += [
                f"{where}: {key} = {item[key]!r}"
                for key, allowed in VALUES.items()
                if key in item and item[key] not in allowed
            ]
    return problems


def _reference_problems(annotation: dict[str, Any]) -> list[str]:
    ids = {section: {x["id"] for x in annotation[section]} for section in KEYS}
    problems = []

    def check(where: str, values: Any, section: str) -> None:
        for value in values if isinstance(values, list) else [values]:
            if value is not None and value not in ids[section]:
                problems.append(f"{where}: no {section[:-1]} {value!r}")

    for actor in annotation["actors"]:
        if not set(actor["sector"]) <= set(codebook.SECTORS):
            problems.append(f"{actor['id']}: sector {actor['sector']}")
    for statement in annotation["statements"]:
        for key in ("source", "addressee", "on_behalf_of"):
            check(statement["id"], statement[key], "actors")
        check(statement["id"], statement["parent"], "statements")
    for event in annotation["events"]:
        check(event["id"], event["actor"] + event["recipient"], "actors")
        check(event["id"], event["according_to"], "statements")
        check(event["id"], event["same_as"], "events")
        modes = codebook.EVENT_MODES.get(event["type"])
        if modes is None or (event["mode"] and event["mode"] not in modes):
            problems.append(f"{event['id']}: {event['type']} {event['mode']}")
        if unknown := set(event["contexts"]) - set(codebook.CONTEXTS):
            problems.append(f"{event['id']}: contexts {sorted(unknown)}")
    return problems


def main(arguments: list[str]) -> int:
    if len(arguments) < 2 or arguments[0] not in ("number", "check"):
        print(__doc__, file=sys.stderr)
        return 2
    text = normalize(Path(arguments[1]).read_text(encoding="utf-8"))
    if arguments[0] == "number":
        for number, (start, end) in enumerate(sentences(text)):
            print(f"[{number}] {text[start:end]}")
        return 0
    resolved, problems = resolve(text, json.loads(Path(arguments[2]).read_text(encoding="utf-8")))
    if problems or resolved is None:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print(f"ok: {', '.join(f'{len(resolved[s])} {s}' for s in KEYS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
