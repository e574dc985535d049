"""The content as the database holds it; `load_content` fills it, `guide.content` reads it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Risk(models.TextChoices):
    """What an error in a translation can do to a person."""

    HARM = "A"  # deadlines, rights, addresses, money, "do not"
    CONFUSION = "B"  # explanations
    LITTLE = "C"  # labels


class ContentVersion(models.Model):
    """One row: which content is in force. Every process looks at it to know if its copy is old."""

    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [  # noqa: RUF012
            models.CheckConstraint(condition=models.Q(pk=1), name="one_content_version")
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.digest[:12]}"


class Text(models.Model):
    """One text; `text` is translated, French is the source."""

    slug = models.CharField(max_length=200, unique=True)
    text = models.TextField(default="")
    risk = models.CharField(max_length=1, choices=Risk.choices)
    facts = models.JSONField(default=list)
    states = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[Text]] = models.Manager()

    class Meta:
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=models.Q(risk__in=Risk.values), name="text_risk_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Article(models.Model):
    """The structure of an article; its words are rows of `Text`."""

    slug = models.SlugField(max_length=100, unique=True)
    app = models.CharField(max_length=40)
    section = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    step = models.PositiveSmallIntegerField(null=True)
    blocks = models.JSONField(default=list)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return self.slug


class Source(models.Model):
    """Where facts were read."""

    key = models.CharField(max_length=20, unique=True)
    order = models.PositiveIntegerField()
    name = models.TextField()
    site = models.TextField()
    dated = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.key


class Fact(models.Model):
    """One statement of law, and how sure it is."""

    key = models.CharField(max_length=20, unique=True)
    order = models.PositiveIntegerField()
    law = models.TextField()
    sources = models.JSONField(default=list)
    confidence = models.CharField(max_length=10)
    read_on = models.DateField()
    check_at = models.TextField()
    new_rules = models.BooleanField(default=False)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.key


class Value(models.Model):
    """A number, amount, address or decision that texts call by name."""

    name = models.CharField(max_length=60, unique=True)
    value = models.TextField()
    facts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A word of the procedures; `name` and `meaning` are translated."""

    key = models.CharField(max_length=60, unique=True)
    order = models.PositiveIntegerField()
    theme = models.CharField(max_length=40)
    name = models.TextField(default="")
    meaning = models.TextField(default="")

    objects: ClassVar[models.Manager[Term]] = models.Manager()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.key


class Post(models.Model):
    """Where families living in a country apply."""

    country = models.CharField(max_length=2, unique=True)
    order = models.PositiveIntegerField()
    city = models.TextField()
    post_country = models.CharField(max_length=2)
    website = models.TextField()
    booking = models.TextField()
    fallback = models.TextField()
    notes = models.TextField()
    as_of = models.CharField(max_length=20)
    confidence = models.CharField(max_length=20)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.country
