"""Does a time lie ahead or behind? Told from the words around it, by lexicon and by "-ed"."""

from __future__ import annotations

from functools import lru_cache

from pourparler.annotate.rules import load_table
from pourparler.annotate.times.contexts import near
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.sentences import sentence

NIGH = 8  # tokens between a verb in the present and its day to come, at most
REACH = 16  # tokens looked at on either side, at most
FAR = 40  # of a time that begins the sentence and has a long aside behind it: "On Friday, with weeks to go …, it fell"
_STOPS = frozenset(". ; ! ? : ``".split())
_MODALS = frozenset("will would shall ll 'll may might could can should must to be".split())
_UNCHANGED = frozenset("hit cut put let set read quit shut beat bid cost split spread cast rid shed".split())
_DEADLINES = frozenset("until till".split())
_HAVE = frozenset("has have having 've".split())
_ONCE = frozenset("originally initially previously".split())
_SINCE = frozenset("since ago".split())
_CLAUSES = frozenset(", that who which after before when as since because while although".split())
_NO = frozenset("not n't t".split())
_NOT_FINITE = frozenset(
    "to not n't t did do does will would can could may might must shall should the a an his her their its".split()
)
_NO_VERB = frozenset("the a an his her their its this that our my your one two all".split())


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    return {row["word"]: row["cue"] for row in load_table("times/tense.tsv", columns=("word", "cue"))}


def direction(tokens: Tokens, first: int, last: int) -> int:
    """-1 if the words around tokens [first, last) speak of the past, +1 of the future, 0 if they do not tell."""
    before = tokens.lower(first - 1)
    if before in _SINCE:
        return -1
    left, right = _leftward(tokens, first), _rightward(tokens, last)
    if before == "of" and tokens.lower(first - 2) == "deadline":
        return 1
    if before == "by" and left < 0 and _foreseen(tokens, first):
        return 1
    if not left and not right and tokens.lower(last) == "," and _begins(tokens, first):
        right = _rightward(tokens, last, FAR)
    if before in _DEADLINES or (before == "as" and tokens.lower(first - 3) == "as"):
        return _deadline(tokens, first, left, right)
    if tokens.lower(last) in ("'", "’", "'s", "’s"):
        return _possessive(tokens, first, right)
    if tokens.lower(last) == "deadline":
        return left or _leftward(tokens, first, FAR) or 1
    if _qualifies(tokens, first, last):
        return right or (-1 if "since" in (tokens.lower(first - 3), tokens.lower(first - 2)) else 0)
    return right or left if _fronted(tokens, first) else left or right


def _fronted(tokens: Tokens, first: int) -> bool:
    """Does the line begin with the time: "On Friday, envoys left"?"""
    for i in (first, first - 1):
        if 0 < i < len(tokens.starts) and "\n" in tokens.text[tokens.ends[i - 1] : tokens.starts[i]]:
            return tokens.exact(i)[:1].isupper()
    return False


def _foreseen(tokens: Tokens, first: int) -> bool:
    """ "It would act unless a deal was struck by Monday": what must be done by a day to come."""
    low = max(sentence(tokens, first)[0], first - REACH)
    return any(tokens.lower(i) in ("would", "will", "must", "if", "unless") for i in range(low, first))


def _begins(tokens: Tokens, first: int) -> bool:
    """Does a sentence or line begin with the time, or with the word in front of it?"""
    start = sentence(tokens, first)[0]
    return first - start < 2 or _fronted(tokens, first)


def _deadline(tokens: Tokens, first: int, left: int, right: int) -> int:
    """ "until Tuesday" is ahead, unless "not until", or unless the sentence goes on in the past."""
    negated = any(tokens.lower(i) in ("not", "n't", "n’t", "t") for i in range(first - 4, first - 1))
    return -1 if (negated and left <= 0) or (not left and right < 0) else 1 if left >= 0 or right >= 0 else -1


def _possessive(tokens: Tokens, first: int, right: int) -> int:
    """ "Friday's ruling" is behind, "ahead of Friday's vote" ahead."""
    before = tokens.lower(first - 1)
    order = before in ("before", "for") or (before == "of" and tokens.lower(first - 2) in ("ahead", "advance"))
    return 1 if right > 0 or (order and right == 0) else -1


def _qualifies(tokens: Tokens, first: int, last: int) -> bool:
    """Does the time stand in front of a noun with an article: "a June agreement", "the Nov. 6 vote"?"""
    noun = tokens.exact(last)
    if tokens.lower(first - 1) not in _NO_VERB or not (noun.isalpha() and noun.islower()):
        return False
    return noun not in near("after-day") and not _cue(tokens, last)


def _cue(tokens: Tokens, i: int) -> str:
    word = tokens.lower(i)
    if word == "may" and tokens.exact(i) == "May" and tokens.lower(i - 1) not in ("", ".", '"', "“"):
        return ""  # the month
    cue = _cues().get(word)
    if cue is None:
        participle = tokens.lower(i - 1) in _NO_VERB  # "a still unspecified date", "the failed talks"
        past = len(word) > 3 and word.endswith("ed") and tokens.exact(i)[:1].islower()
        return "past" if past and not participle and not word.startswith("un") else ""
    return cue


def _leftward(tokens: Tokens, first: int, reach: int = REACH) -> int:
    """Nearest cue to the left within the sentence; 0 if there is none."""
    infinitive = False
    for i in range(first - 1, max(-1, first - 1 - reach), -1):
        word = tokens.lower(i)
        if (word in _STOPS and not _abbreviation(tokens, i)) or word.isspace():
            return 0
        if word == "to" and _verb_after(tokens, i):
            infinitive = True
        elif verdict := _verdict(tokens, i, infinitive or tokens.lower(i + 1) == "for"):
            return verdict
        elif not infinitive and first - i <= NIGH and _cue(tokens, i) == "present" and _plain_present(tokens, i, first):
            return 1
    return 0


def _plain_present(tokens: Tokens, i: int, first: int) -> bool:
    """ "The vote is Tuesday", "Polls open at 7 a.m. on Sunday": no other clause in between."""
    return tokens.lower(i) not in ("'s", "’s") and not any(tokens.lower(j) in _CLAUSES for j in range(i, first))


def _rightward(tokens: Tokens, last: int, reach: int = REACH) -> int:
    for i in range(last, last + reach):
        word = tokens.lower(i)
        if not word or word.isspace() or (word in _STOPS and not _abbreviation(tokens, i)):
            return 0
        if verdict := _verdict(tokens, i, tokens.lower(i + 1) in ("to", "for")):
            return verdict
    return 0


def _verdict(tokens: Tokens, i: int, infinitive: bool) -> int:
    """What the word at i says: -1, 0 or +1."""
    cue, word = _cue(tokens, i), tokens.lower(i)
    if cue == "past" and word in _UNCHANGED and any(tokens.lower(j) in _MODALS for j in (i - 1, i - 2)):
        return 0  # "to cut", "would cut": the modal tells
    if word in ("expected", "set", "projected") and any(tokens.lower(j) in ("is", "are") for j in (i - 1, i - 2)):
        return 1  # "is expected back Monday"
    if cue == "plain":
        return 0 if tokens.lower(i - 1) in _NOT_FINITE else 1
    if word == "could" and _negated(tokens, i):
        return -1
    if cue == "present":
        return 1 if infinitive else 0
    if cue in ("future", "plan") and tokens.lower(i - 1) in _ONCE:
        return -1
    ahead = cue == "future" or (cue == "plan" and infinitive)
    if ahead:
        had = any(tokens.lower(j) in ("had", "was", "were") for j in range(i - 3, i))
        return -1 if had and tokens.lower(i - 1) == "been" else 1
    if cue not in ("past", "plan") or (tokens.lower(i) in _HAVE and not _participle_after(tokens, i)):
        return 0
    helpers = [tokens.lower(j) for j in range(i - 3, i)]
    if "be" in helpers and any(h in _MODALS and h != "be" for h in helpers):
        return -1 if any(tokens.lower(j) == "could" and _negated(tokens, j) for j in range(i - 4, i)) else 1
    return -1


def _negated(tokens: Tokens, i: int) -> bool:
    """ "could not be reached", "couldn't be reached", "neither could be reached"."""
    return any(tokens.lower(j) in _NO for j in (i + 1, i + 2)) or any(
        tokens.lower(j) in ("neither", "nobody", "none") for j in range(i - 8, i)
    )


def _participle_after(tokens: Tokens, i: int) -> bool:
    """ "has met", "has not yet agreed"; not "has a speech"."""
    return any(_cue(tokens, j) in ("past", "plan") or tokens.lower(j).endswith("en") for j in range(i + 1, i + 4))


def _verb_after(tokens: Tokens, i: int) -> bool:
    nxt = tokens.exact(i + 1)
    return nxt.isalpha() and nxt.islower() and nxt not in _NO_VERB


def _abbreviation(tokens: Tokens, i: int) -> bool:
    """A full stop that ends no sentence: after one letter or a short capitalised word, before a small letter."""
    if tokens.lower(i) != ".":
        return False
    before, after = tokens.exact(i - 1), tokens.exact(i + 1)
    if len(before) == 1 or after[:1].islower() or after[:1].isdigit() or after in (",", "-"):
        return True
    return (before.istitle() and before.lower() in near("before-name")) or before == "vs"
