"""Which fields of the content are translated."""

from modeltranslation.translator import TranslationOptions, register

from guide.models import Term, Text


@register(Text)
class TextTranslation(TranslationOptions):
    fields = ("text",)


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("name", "meaning")
