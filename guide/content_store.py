"""Writing the content of files to the database: what differs, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models as fields
from django.db import transaction

from guide import content, models
from guide.content import column
from guide.content_files import Tree


@dataclass(frozen=True, slots=True)
class Change:
    """What a load did to one row."""

    table: str
    slug: str
    what: str  # added, changed, removed


def store(tree: Tree) -> tuple[Change, ...]:
    """Make the database hold exactly `tree`; says what changed, nothing when nothing did.

    Two loads at once wait for each other: the version row is locked first.
    """
    models.ContentVersion.objects.get_or_create(pk=1)
    changes: list[Change] = []
    with transaction.atomic():
        version = models.ContentVersion.objects.select_for_update().get(pk=1)
        desired = rows(tree)
        for model, (key, wanted) in desired.items():
            changes += _store_table(model, key, wanted)
        digest = _digest(wanted for _, wanted in desired.values())
        if changes or digest != version.digest:
            version.number += 1
            version.digest = digest
            version.save()
    content.refresh()
    return tuple(changes)


Rows = dict[str, dict[str, Any]]


def rows(tree: Tree) -> dict[type[fields.Model], tuple[str, Rows]]:
    """By model: the name of its key, and the columns each key should have."""
    return {
        models.Source: (
            "key",
            {one.key: {**asdict(one), "order": order} for order, one in enumerate(tree.sources)},
        ),
        models.Fact: (
            "key",
            {
                one.key: {**asdict(one), "sources": list(one.sources), "order": order}
                for order, one in enumerate(tree.facts)
            },
        ),
        models.Value: (
            "name",
            {one.name: {**asdict(one), "facts": list(one.facts)} for one in tree.values},
        ),
        models.Text: (
            "slug",
            {
                one.slug: {
                    "slug": one.slug,
                    "risk": one.risk,
                    "facts": list(one.facts),
                    "states": dict(one.states),
                    **_columns("text", one.words),
                }
                for one in tree.texts
            },
        ),
        models.Article: (
            "slug",
            {
                one.slug: {
                    **asdict(one),
                    "blocks": [{**asdict(b), "facts": list(b.facts)} for b in one.blocks],
                }
                for one in tree.articles
            },
        ),
        models.Term: (
            "key",
            {
                one.key: {
                    "key": one.key,
                    "order": one.order,
                    "theme": one.theme,
                    **_columns("name", one.names),
                    **_columns("meaning", one.meanings),
                }
                for one in tree.terms
            },
        ),
        models.Post: ("country", {one.country: asdict(one) for one in tree.posts}),
    }


def _columns(field: str, words: Mapping[str, str]) -> dict[str, str | None]:
    return {column(field, code): words.get(code) for code in settings.OFFERED_LANGUAGES}


def _store_table(model: type[fields.Model], key: str, wanted: Rows) -> list[Change]:
    manager = model._default_manager
    table = model._meta.model_name or ""
    existing = {row[key]: row for row in content.rows(model)}
    added = [slug for slug in wanted if slug not in existing]
    removed = [slug for slug in existing if slug not in wanted]
    changed = [
        slug
        for slug, row in wanted.items()
        if slug in existing and any(existing[slug][name] != value for name, value in row.items())
    ]
    manager.filter(**{f"{key}__in": removed}).delete()
    manager.bulk_create([model(**wanted[slug]) for slug in added], batch_size=200)
    if changed:
        names = [name for name in wanted[changed[0]] if name != key]
        manager.bulk_update(
            [model(pk=existing[slug]["id"], **wanted[slug]) for slug in changed],
            names,
            batch_size=50,
        )
    return [
        Change(table, slug, what)
        for what, slugs in (("added", added), ("changed", changed), ("removed", removed))
        for slug in slugs
    ]


def _digest(tables: Iterable[Rows]) -> str:
    """The same on every machine that loaded the same files."""
    text = json.dumps(list(tables), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
