"""Content files, read and checked, as frozen values; pure but for the reading.

A folder of content holds `facts.yaml`, `sources.yaml`, `values.yaml`, `posts.yaml`, and one folder
a language: texts (`<name>.yaml`), `articles/`, `terms.yaml` and `status.yaml`. French is the
source; the other languages mirror it. What is not understood is named with its file and key, so
that a misspelt key is never a text silently lost: in French it stops the load, in a translation
that text stays out, its readers get the French, and `check_content` fails.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from guide.languages import SOURCE

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LINK = re.compile(r"\]\(([^)\s]*)\)")
BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u09e6-\u09ef]")

RISKS = ("A", "B", "C")
"""A: deadlines, rights, addresses, money, "do not"; B: explanations; C: labels."""
KINDS = (
    "do",
    "bring",
    "time",
    "wrong",
    "text",
    "good_to_know",
    "take_care",
    "get_advice",
    "myth",
    "why",
    "ask",
    "prepare",
)
"""The last three get ready for questions: why they come, what to ask oneself, how to prepare."""
FOLDED_KINDS = ("wrong",)
CONFIDENCES = ("high", "medium")
"""What is less sure than that is not stated at all."""
STATES = ("machine", "human", "reviewed")
POST_CONFIDENCES = ("high", "medium", "low", "unverified")


class ContentError(Exception):
    """Content that cannot be used; each problem names its file and its key."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read."""

    key: str
    name: str
    site: str
    dated: str
    """The date of the text itself as far as it is known: "2024", "2024-06", or nothing."""
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of law: its articles, where and when it was read, and how sure it is."""

    key: str
    law: str
    sources: tuple[str, ...]
    confidence: str
    read_on: date
    check_at: str
    new_rules: bool = False
    """May the European rules of 12 June 2026 have changed it?"""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, amount, address or decision that texts call by name."""

    name: str
    value: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language that has it."""

    slug: str
    risk: str
    facts: tuple[str, ...]
    words: Mapping[str, str]
    states: Mapping[str, str]
    where: str = field(compare=False, default="")

    @property
    def placeholders(self) -> frozenset[str]:
        return placeholders(self.words[SOURCE])


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article; its title and text are the texts `title_slug` and `text_slug`."""

    slug: str
    kind: str
    facts: tuple[str, ...]
    risk: str
    folded: bool
    has_title: bool

    @property
    def key(self) -> str:
        return self.slug.rpartition(".")[2]

    @property
    def title_slug(self) -> str:
        return f"{self.slug}.title"

    @property
    def text_slug(self) -> str:
        return f"{self.slug}.text"


@dataclass(frozen=True, slots=True)
class Article:
    """A subject on one page."""

    slug: str
    app: str
    section: str
    order: int
    step: int | None
    blocks: tuple[Block, ...]

    @property
    def title_slug(self) -> str:
        return f"{self.app}.articles.{self.slug}.title"

    @property
    def lead_slug(self) -> str:
        return f"{self.app}.articles.{self.slug}.lead"

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for block in self.blocks for key in block.facts))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the procedures; its name and meaning in each language that has them."""

    key: str
    order: int
    theme: str
    names: Mapping[str, str]
    meanings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Post:
    """Where families living in a country apply; booking, fallback, notes are slugs of texts."""

    country: str
    order: int
    city: str
    post_country: str
    website: str
    booking: str
    fallback: str
    notes: str
    as_of: str
    confidence: str

    @property
    def is_firm(self) -> bool:
        """Sure enough to be said; of the others only "ask before you travel" is."""
        return self.confidence in ("high", "medium")


@dataclass(frozen=True, slots=True)
class Tree:
    """All the content, consistent."""

    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    values: tuple[Value, ...]
    texts: tuple[Text, ...]
    articles: tuple[Article, ...]
    terms: tuple[Term, ...]
    posts: tuple[Post, ...]
    rejected: tuple[str, ...] = ()
    """Why translations were left out."""


def placeholders(words: str) -> frozenset[str]:
    """The names in braces of a text."""
    return frozenset(PLACEHOLDER.findall(words))


def fingerprint(words: str) -> str:
    """Twelve characters that change when the words do; white space aside."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:12]


class _Loader(yaml.CSafeLoader):
    """YAML without duplicate keys, of which the second would silently win, and where `no` and `on`
    are words (a country, a label)."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [
            (tag, pattern) for tag, pattern in resolvers if first in "tTfF" or "bool" not in tag
        ]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is there twice", key_node.start_mark
            )
        seen.add(key)
    return yaml.CSafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises ContentError, naming the file, when it has none."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError([f"{path}: {error}"]) from error


def read(folders: Mapping[str, Path], languages: Iterable[str]) -> Tree:
    """Read the content folder of each app. Raises ContentError with every problem found."""
    return _Reader(folders, tuple(languages)).read()


class _Reader:
    def __init__(self, folders: Mapping[str, Path], languages: tuple[str, ...]) -> None:
        self.folders = {app: path for app, path in folders.items() if path.is_dir()}
        self.languages = languages
        self.translations = {
            folder / code for folder in self.folders.values() for code in self._others()
        }
        self.problems: list[str] = []
        self.rejected: list[str] = []
        self.facts: dict[str, Fact] = {}
        self.sources: dict[str, Source] = {}
        self.values: dict[str, Value] = {}
        self.texts: dict[str, Text] = {}
        self.articles: dict[str, Article] = {}
        self.terms: dict[str, Term] = {}
        self.posts: list[Post] = []
        self.statuses: dict[str, dict[str, Any]] = {code: {} for code in languages}

    def read(self) -> Tree:
        shared = {
            "sources.yaml": self._sources,
            "facts.yaml": self._facts,
            "values.yaml": self._values,
            "posts.yaml": self._posts,
        }
        for name, reader in shared.items():
            for folder in self.folders.values():
                if (folder / name).is_file():
                    reader(folder / name)
        for folder in self.folders.values():
            for path in folder.glob("*.yaml"):
                if path.name not in shared:
                    self._problem(path, "", "is not a file of content")
        for code in self.languages:
            for folder in self.folders.values():
                if (folder / code / "status.yaml").is_file():
                    self._statuses(folder / code / "status.yaml", code)
        for app, folder in self.folders.items():
            self._language_folders(app, folder)
        self._check_links()
        self._check_placeholders()
        self._check_posts()
        if self.problems:
            raise ContentError(self.problems)
        return Tree(
            facts=tuple(self.facts.values()),
            sources=tuple(self.sources.values()),
            values=tuple(self.values.values()),
            texts=tuple(self.texts.values()),
            articles=tuple(sorted(self.articles.values(), key=lambda one: (one.order, one.slug))),
            terms=tuple(self.terms.values()),
            posts=tuple(self.posts),
            rejected=tuple(self.rejected),
        )

    # What every file shares.

    def _problem(self, path: Path, key: object, what: str) -> None:
        self._list(path).append(f"{path}: {key}: {what}" if key else f"{path}: {what}")

    def _list(self, path: Path) -> list[str]:
        """Where to say a problem of that file."""
        is_translation = not self.translations.isdisjoint(path.parents)
        return self.rejected if is_translation else self.problems

    def _top(self, path: Path) -> dict[str, Any]:
        """The mapping a file consists of."""
        try:
            found = load_yaml(path)
        except ContentError as error:
            self._list(path).extend(error.problems)
            return {}
        if found is None:
            return {}
        if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
            self._problem(path, "", "must be a mapping of names")
            return {}
        return found

    def _rows(
        self, path: Path, required: Iterable[str], optional: Iterable[str] = ()
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each entry of a file of mappings that has the keys it needs and no other."""
        for key, row in self._top(path).items():
            if self._has_keys(path, key, row, required, optional):
                yield key, row

    def _has_keys(
        self,
        path: Path,
        key: str,
        row: object,
        required: Iterable[str],
        optional: Iterable[str] = (),
    ) -> bool:
        if not isinstance(row, dict):
            self._problem(path, key, "must be a mapping")
            return False
        required = set(required)
        unknown = set(row) - required - set(optional)
        missing = required - set(row)
        for name in sorted(map(str, unknown)):
            self._problem(path, key, f"unknown key `{name}`")
        for name in sorted(missing):
            self._problem(path, key, f"`{name}` is missing")
        return not unknown and not missing

    def _words(self, path: Path, key: str, value: object) -> str:
        """A text, or nothing and a problem."""
        if not isinstance(value, str) or not value.strip():
            self._problem(path, key, "must be a text")
            return ""
        if BIDI_CONTROLS.search(value):
            self._problem(path, key, "has a bidi control character")
            return ""
        return value.strip()

    def _choice(self, path: Path, key: str, value: object, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            self._problem(path, key, f"`{value}` is none of {', '.join(allowed)}")
            return allowed[0]
        return str(value)

    def _fact_keys(self, path: Path, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._problem(path, key, "`facts` must be a list")
            return ()
        for fact in value:
            if fact not in self.facts:
                self._problem(path, key, f"cites the unknown fact {fact}")
        return tuple(dict.fromkeys(str(fact) for fact in value))

    # Facts, sources, values, posts.

    def _sources(self, path: Path) -> None:
        for key, row in self._rows(path, ("name", "site", "date", "kind")):
            self.sources[key] = Source(
                key=key,
                name=self._words(path, key, row["name"]),
                site=self._words(path, key, row["site"]),
                dated="" if row["date"] is None else str(row["date"]),
                kind=str(row["kind"]),
            )

    def _facts(self, path: Path) -> None:
        required = ("law", "sources", "confidence", "read_on")
        for key, row in self._rows(path, required, ("check_at", "new_rules")):
            confidence = self._choice(path, key, row["confidence"], CONFIDENCES)
            if confidence == "medium" and not row.get("check_at"):
                self._problem(path, key, "is medium: `check_at` must say where to check")
            if not isinstance(row["read_on"], date):
                self._problem(path, key, "`read_on` must be a date")
                continue
            if row.get("new_rules", True) is not True:
                self._problem(path, key, "`new_rules` is `true`, or absent")
            for source in row["sources"]:
                if source not in self.sources:
                    self._problem(path, key, f"names the unknown source {source}")
            self.facts[key] = Fact(
                key=key,
                law=self._words(path, key, row["law"]),
                sources=tuple(row["sources"]),
                confidence=confidence,
                read_on=row["read_on"],
                check_at=str(row.get("check_at") or ""),
                new_rules="new_rules" in row,
            )

    def _values(self, path: Path) -> None:
        for name, row in self._rows(path, ("value", "facts")):
            if not PLACEHOLDER.fullmatch(f"{{{name}}}"):
                self._problem(path, name, "is not a name for a placeholder")
            if name in self.values:
                self._problem(path, name, "another value has this name")
            self.values[name] = Value(
                name=name,
                value=str(row["value"]),
                facts=self._fact_keys(path, name, row["facts"]),
            )

    def _posts(self, path: Path) -> None:
        required = ("city", "confidence")
        optional = (
            "post_country",
            "website",
            "booking",
            "fallback",
            "notes",
            "as_of",
        )
        for order, (country, row) in enumerate(self._rows(path, required, optional)):
            texts = {key: "" if row.get(key) is None else str(row[key]) for key in optional}
            self.posts.append(
                Post(
                    country=country,
                    order=order,
                    city=str(row["city"] or ""),
                    confidence=self._choice(path, country, row["confidence"], POST_CONFIDENCES),
                    **texts,
                )
            )

    def _statuses(self, path: Path, code: str) -> None:
        for slug, row in self._rows(path, ("state", "source", "text"), ("by", "on")):
            if self._choice(path, slug, row["state"], STATES) == "reviewed" and not (
                row.get("by") and row.get("on")
            ):
                self._problem(path, slug, "reviewed: `by` and `on` must say by whom and when")
                continue
            self.statuses[code][slug] = row

    # Texts, articles, terms.

    def _language_folders(self, app: str, folder: Path) -> None:
        french = folder / SOURCE
        seen: set[str] = set()
        for path in sorted(french.glob("*.yaml")):
            if path.name == "status.yaml":
                self._problem(path, "", "French is the source and has no status")
            elif path.name == "terms.yaml":
                self._terms(folder, path)
            else:
                self._text_file(app, folder, path)
            seen.add(path.name)
        for path in sorted((french / "articles").glob("*.yaml")):
            self._article(app, folder, path)
            seen.add(f"articles/{path.name}")
        for code in self.languages:
            for path in sorted((folder / code).rglob("*.yaml")):
                name = str(path.relative_to(folder / code))
                if name not in seen and name != "status.yaml":
                    self._problem(path, "", "translates no French file")

    def _others(self) -> list[str]:
        return [code for code in self.languages if code != SOURCE]

    def _text_file(self, app: str, folder: Path, path: Path) -> None:
        french = self._top(path)
        translations = self._translations(folder, path.name, french)
        for key, value in french.items():
            row = value if isinstance(value, dict) else {"text": value}
            if not self._has_keys(path, key, row, ("text",), ("facts", "risk")):
                continue
            words = {SOURCE: self._words(path, key, row["text"])}
            for code, (other, translated) in translations.items():
                if key in translated:
                    words[code] = self._words(other, key, translated[key])
            self._text(
                path,
                slug=f"{app}.{path.stem}.{key}",
                key=key,
                risk=self._choice(path, key, row.get("risk", "B"), RISKS),
                facts=self._fact_keys(path, key, row.get("facts", [])),
                words=words,
            )

    def _translations(
        self, folder: Path, name: str, french: Mapping[str, Any]
    ) -> dict[str, tuple[Path, dict[str, Any]]]:
        """By language: the file that translates `name`, and its entries."""
        found = {}
        for code in self._others():
            path = folder / code / name
            if path.is_file():
                entries = self._top(path)
                for key in entries:
                    if key not in french:
                        self._problem(path, key, "translates no French text")
                found[code] = (path, entries)
        return found

    def _text(
        self,
        path: Path,
        *,
        slug: str,
        key: str,
        risk: str,
        facts: tuple[str, ...],
        words: dict[str, str],
    ) -> Text:
        names = placeholders(words[SOURCE])
        for code in [code for code in words if code != SOURCE and not words[code]]:
            del words[code]
        for code in [code for code in words if not placeholders(words[code]) <= names]:
            extra = ", ".join(sorted(placeholders(words.pop(code)) - names))
            self.rejected.append(f"{path}: {key}: in `{code}`, the French has no {{{extra}}}")
        cited = dict.fromkeys(facts)
        for name in sorted(names & set(self.values)):
            cited |= dict.fromkeys(self.values[name].facts)
        text = Text(
            slug=slug,
            risk=risk,
            facts=tuple(cited),
            words=words,
            states={code: self._state(slug, code, words) for code in words},
            where=f"{path}: {key}",
        )
        self.texts[slug] = text
        return text

    def _state(self, slug: str, code: str, words: Mapping[str, str]) -> str:
        """What is known of a translation; without a record, nobody has read it."""
        if code in (SOURCE, "en"):
            return "source"
        record = self.statuses[code].get(slug)
        if record is None:
            return "machine"
        if record["text"] != fingerprint(words[code]):
            return "machine"
        if record["source"] != fingerprint(words[SOURCE]):
            return "outdated"
        return str(record["state"])

    def _article(self, app: str, folder: Path, path: Path) -> None:
        french = self._top(path)
        required = ("title", "lead", "order", "section", "blocks")
        if not self._has_keys(path, "", french, required, ("step",)):
            return
        if not isinstance(french["blocks"], list):
            self._problem(path, "blocks", "must be a list")
            return
        blocks = {
            str(block["id"]): block
            for block in french["blocks"]
            if self._has_keys(
                path, "blocks", block, ("id", "kind", "text"), ("title", "facts", "risk", "folded")
            )
        }
        if len(blocks) != len(french["blocks"]):
            self._problem(path, "blocks", "two blocks have the same id, or one is unusable")
        if path.stem in self.articles:
            self._problem(path, "", "another article has this name")
        others = self._article_translations(folder, path, blocks)

        def words(get: str, block: str | None, key: str) -> dict[str, str]:
            found = {}
            for code, (where, entries) in {SOURCE: (path, french), **others}.items():
                part: Any = entries
                if block is not None:
                    part = blocks[block] if code == SOURCE else entries["blocks"].get(block, {})
                if get in part:
                    found[code] = self._words(where, key, part[get])
            return found

        prefix = f"{app}.articles.{path.stem}"
        self._text(
            path,
            slug=f"{prefix}.title",
            key="title",
            risk="C",
            facts=(),
            words=words("title", None, "title"),
        )
        self._text(
            path,
            slug=f"{prefix}.lead",
            key="lead",
            risk="B",
            facts=(),
            words=words("lead", None, "lead"),
        )
        made = []
        for name, row in blocks.items():
            risk = self._choice(path, name, row.get("risk", "B"), RISKS)
            facts = self._fact_keys(path, name, row.get("facts", []))
            text = self._text(
                path,
                slug=f"{prefix}.{name}.text",
                key=name,
                risk=risk,
                facts=facts,
                words=words("text", name, name),
            )
            if "title" in row:
                self._text(
                    path,
                    slug=f"{prefix}.{name}.title",
                    key=f"{name}.title",
                    risk="C",
                    facts=(),
                    words=words("title", name, f"{name}.title"),
                )
            kind = self._choice(path, name, row["kind"], KINDS)
            made.append(
                Block(
                    slug=f"{prefix}.{name}",
                    kind=kind,
                    facts=text.facts,
                    risk=risk,
                    folded=bool(row.get("folded", kind in FOLDED_KINDS)),
                    has_title="title" in row,
                )
            )
        step = french.get("step")
        if not isinstance(french["order"], int) or not isinstance(step, int | None):
            self._problem(path, "order", "`order` and `step` must be numbers")
            return
        self.articles[path.stem] = Article(
            slug=path.stem,
            app=app,
            section=str(french["section"]),
            order=french["order"],
            step=step,
            blocks=tuple(made),
        )

    def _article_translations(
        self, folder: Path, path: Path, blocks: Mapping[str, Any]
    ) -> dict[str, tuple[Path, dict[str, Any]]]:
        found = {}
        for code in self._others():
            other = folder / code / "articles" / path.name
            if not other.is_file():
                continue
            entries = self._top(other)
            if not self._has_keys(other, "", entries, (), ("title", "lead", "blocks")):
                continue
            entries.setdefault("blocks", {})
            for name, block in entries["blocks"].items():
                if name not in blocks:
                    self._problem(other, name, "translates no French block")
                elif self._has_keys(other, name, block, (), ("title", "text")) and (
                    "title" in block and "title" not in blocks[name]
                ):
                    self._problem(other, name, "the French block has no title")
            found[code] = (other, entries)
        return found

    def _terms(self, folder: Path, path: Path) -> None:
        translated = self._translations(folder, path.name, self._top(path))
        rows = self._rows(path, ("term",), ("meaning", "theme"))
        for order, (key, row) in enumerate(rows):
            names = {SOURCE: self._words(path, key, row["term"])}
            meanings = {}
            if row.get("meaning"):
                meanings[SOURCE] = self._words(path, key, row["meaning"])
            for code, (other, entries) in translated.items():
                entry = entries.get(key)
                entry = {"term": entry} if isinstance(entry, str) else entry
                if entry is None or not self._has_keys(other, key, entry, ("term",), ("meaning",)):
                    continue
                if name := self._words(other, key, entry["term"]):
                    names[code] = name
                if entry.get("meaning"):
                    meanings[code] = self._words(other, key, entry["meaning"])
            self.terms[key] = Term(key, order, str(row.get("theme", "")), names, meanings)

    def _check_links(self) -> None:
        for text in self.texts.values():
            for code, words in text.words.items():
                said = self.problems if code == SOURCE else self.rejected
                for target in LINK.findall(words):
                    kind, _, name = target.partition(":")
                    if kind == "article" and name not in self.articles:
                        said.append(f"{text.where}: in `{code}`, the unknown article {name}")
                    elif kind not in ("article", "page", "https"):
                        said.append(f"{text.where}: in `{code}`, the link {target}")

    def _check_placeholders(self) -> None:
        """The pages of articles, terms and posts fill nothing by themselves."""
        for text in self.texts.values():
            name = text.slug.split(".")[1]
            if name in ("articles", "posts"):
                for unknown in sorted(text.placeholders - set(self.values)):
                    self.problems.append(f"{text.where}: {{{unknown}}} is not in any values.yaml")

    def _check_posts(self) -> None:
        for post in self.posts:
            for slug in (post.booking, post.fallback, post.notes):
                if slug and slug not in self.texts:
                    self.problems.append(f"posts.yaml: {post.country}: no text is called {slug}")
            if post.website and not post.website.startswith("https://"):
                self.problems.append(f"posts.yaml: {post.country}: the site must be https")
