"""Which language a report is in. Only English is read; anything else is refused by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SHORTEST = 200  # characters; below that no guess is good enough to refuse a report
_SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to that with for from by was is has have had said this its it his her will which they their on at be "
    "are not who would were been but after as an or about more than than when what could should".split()
)
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "yue": "Cantonese", "zh": "Chinese",
}  # fmt: skip


def foreign_language(body: str) -> str | None:
    """Name of the language of a text that is surely not English, else None.

    The share of English function words decides at once for nearly every report; the language model, slow to load, is
    asked only about the rest.
    """
    sample = body[:_SAMPLE]
    if len(body) < SHORTEST or _share_of_english(sample) >= 0.15:
        return None
    code, probability = _identifier().classify(sample)
    if code == "en" or probability < 0.7:
        return None
    return _NAMES.get(code, f"the language with code {code}")


def _share_of_english(sample: str) -> float:
    words = _WORD.findall(sample)
    return sum(w.lower() in _ENGLISH for w in words) / len(words) if words else 0.0


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
