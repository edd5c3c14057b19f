"""The language pipeline made quicker, its answers unchanged.

Three things cost a spaCy pipeline for English more than they need to. Matrix products go to a generic BLAS that takes
three times as long as NumPy's own for matrices of this size; the attribute ruler tries its two hundred patterns on
every word, though what they say of a word hangs on four of its attributes, and the same few hundred combinations come
again and again; and the lemmatizer remembers only what it had to work out by its longest way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.strings import StringStore
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Match = tuple[int, int, int, int]  # number of the rule, its key, first token, one past the last
_KEY = {"LOWER", "TAG", "DEP", "IS_SPACE"}
_MOST = 200_000  # words remembered at once: an archive has no end of names


class _Ops(NumpyOps):  # type: ignore[misc]  # thinc's operations are compiled, without types
    """Operations of the networks, with products of matrices by NumPy."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, either transposed if so asked."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def quicken(nlp: Language) -> None:
    """Make a loaded pipeline quicker, where it runs on the processor and its ruler is of the usual kind."""
    ops = _Ops()
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops).__name__ == NumpyOps.__name__:
                node.ops = ops
        if isinstance(pipe, AttributeRuler) and _simple(pipe):
            setattr(pipe, "match", _Matches(pipe))  # noqa: B010 (a method, to the type checker)
        if isinstance(pipe, Lemmatizer) and pipe.mode == "rule":
            setattr(pipe, "lemmatize", _Lemmas(pipe))  # noqa: B010


@lru_cache(maxsize=64)
def numbers(words: frozenset[str], strings: StringStore) -> frozenset[int]:
    """By which numbers a pipeline knows these words: to compare numbers costs a tenth of making tokens to read."""
    return frozenset(strings[word] for word in words)


@contextmanager
def one_thread() -> Iterator[None]:
    """Products of matrices on one thread: these are small, and threads that wait for each other burn a processor."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _simple(ruler: AttributeRuler) -> bool:
    """Do its patterns look at nothing but what `_Matches` remembers words by?"""
    tokens = [token for patterns in _patterns(ruler).values() for form in patterns for token in form]
    words = (token.get("LOWER", "") for token in tokens)
    return all(set(token) <= _KEY for token in tokens) and all(
        isinstance(word, str) or (isinstance(word, dict) and word.keys() <= {"IN", "REGEX"}) for word in words
    )


def _patterns(ruler: AttributeRuler) -> dict[str, list[Any]]:
    """Forms of each rule, by its number."""
    rules: list[Any] = ruler.patterns  # spaCy's own type says that they may be anything
    return {str(number): rule["patterns"] for number, rule in enumerate(rules)}


def _named(ruler: AttributeRuler) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words that its patterns for a single word name, and the expressions by which they describe others."""
    words: set[str] = set()
    forms: set[str] = set()
    for patterns in _patterns(ruler).values():
        for word in (form[0].get("LOWER", {}) for form in patterns if len(form) == 1):
            described: dict[str, Any] = {"IN": [word]} if isinstance(word, str) else word
            words.update(described.get("IN", ()))
            forms.update([described["REGEX"]] if "REGEX" in described else [])
    return frozenset(words), tuple(map(re.compile, sorted(forms)))


class _Lemmas:
    """Lemmas by rule, each remembered by word, part of speech and morphology, which is all that they hang on."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatize, self.own = lemmatizer.rule_lemmatize, lemmatizer.cache  # its own memory knows no bound
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for part in index:  # lists of ten thousands of words, searched from the front for each word
            index[part] = frozenset(index[part])
        self.known: dict[tuple[int, int, int], list[str]] = {}

    def __call__(self, token: Token) -> list[str]:
        """The possible lemmas, best first."""
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        if (lemmas := self.known.get(key)) is None:
            if len(self.known) >= _MOST:
                self.known.clear()
                self.own.clear()
            lemmas = self.known[key] = self.lemmatize(token)
        return lemmas


class _Matches:
    """What an attribute ruler's patterns match, in the order of its rules, remembered by kind of word."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.vocab, self.matcher = ruler.vocab, ruler.matcher
        self.known: dict[tuple[int, int, int, bool], list[tuple[int, int]]] = {}
        self.words, self.forms = _named(ruler)
        self.named: dict[int, int] = {}
        self.longer = Matcher(ruler.vocab)
        for number, patterns in _patterns(ruler).items():
            if several := [p for p in patterns if len(p) > 1]:
                self.longer.add(number, several)

    def __call__(self, doc: Doc) -> list[Match]:
        """All matches; of those that set the same word, the later rule comes last."""
        out: list[Match] = []
        for token in doc:
            if (word := self.named.get(token.lower)) is None:
                word = self._name(token)
            key = (word, token.tag, token.dep, token.is_space)
            if (rules := self.known.get(key)) is None:
                rules = self.known[key] = self._single(token)
            out += [(number, name, token.i, token.i + 1) for number, name in rules]
        if longer := self.longer(doc, allow_missing=True):
            out += [(int(self.vocab.strings[name]), name, start, end) for name, start, end in longer]
            out.sort()
        return out

    def _name(self, token: Token) -> int:
        """The word itself where some pattern names or describes it, else 0: one word is like another."""
        if len(self.named) >= _MOST:
            self.named.clear()
        text = token.lower_
        known = text in self.words or any(form.search(text) for form in self.forms)
        self.named[token.lower] = word = token.lower if known else 0
        return word

    def _single(self, token: Token) -> list[tuple[int, int]]:
        """The rules that match a word by itself, asked of a text that holds nothing else."""
        alone = Doc(self.vocab, words=[token.lower_], tags=[token.tag_], deps=[token.dep_], heads=[0])
        found = self.matcher(alone, allow_missing=True)
        return sorted((int(self.vocab.strings[name]), name) for name, _, _ in found)
