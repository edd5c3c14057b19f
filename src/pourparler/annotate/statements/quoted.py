"""Attribution of quotations: by a cue beside them, by a colon before them, by the speaker who was speaking."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from pourparler.annotate.actors import denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.asked import bare_question
from pourparler.annotate.statements.clauses import is_verb, make, speaks
from pourparler.annotate.statements.find import Find, Nearby, Piece, trim
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.sources import source_of

_BACK = 1500  # characters within which somebody may still be speaking
_REACH = 30  # tokens between a quotation and its cue, source and addressee included
_SMALL = 3  # letters of words that titles may leave small
_LONGEST_TITLE = 8  # words
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ENDS = frozenset(".?!:;)]”\"'’")
_NICKNAME = re.compile(r"[A-Z][\w.'’-]* [\"“][A-Z][\w.-]*(?: [A-Z][\w.-]*)?[\"”] [A-Z]")
BESIDE = frozenset({"according to", "tail"})  # "…, X said, according to Y": it is X who goes on speaking


@dataclass(slots=True, eq=False)
class Run:
    """One quotation, over several paragraphs if each repeats the opening mark.

    free: it stands as sentences of its own.
    """

    start: int
    end: int
    pieces: list[Piece]
    free: bool


class Tokens:
    """Tokens of a report by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts: list[int] = doc.to_array(IDX).tolist()

    def after(self, char: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self.starts, char)

    def at(self, char: int) -> int:
        """Index of the token that covers a character, or of the one before it."""
        return max(0, bisect_right(self.starts, char) - 1)


def quote_runs(draft: Draft) -> list[Run]:
    """The quotations of the report, those over several paragraphs joined."""
    text = draft.report.text
    runs: list[Run] = []
    open_end = False
    for quote in draft.quotes:
        if quote.closed and _NICKNAME.match(text, text.rfind(" ", 0, max(0, quote.start - 1)) + 1, quote.end + 2):
            continue
        gap = text[runs[-1].end : quote.start] if runs else ""
        if open_end and runs and not gap.strip() and quote.end > quote.start:
            runs[-1].pieces.append((quote.inner, quote.outer))
            runs[-1].end = quote.end
        else:
            free = _free(text, quote.start, quote.inner)
            runs.append(Run(quote.start, quote.end, [(quote.inner, quote.outer)], free))
        open_end = not quote.closed
    return runs


def _free(text: str, start: int, inner: int) -> bool:
    """Does a quotation open where a sentence may open?"""
    before = text[max(0, start - 80) : start].rstrip(" \t\xa0")
    opens = not before or before[-1] in "\n\r" or before[-1] in _ENDS
    first = text[inner : inner + 3].lstrip("[(…. ")
    return opens and bool(first) and (first[0].isupper() or first[0].isdigit() or text[inner] in "[(….")


def extend(draft: Draft, finds: list[Find], runs: list[Run]) -> None:
    """Never cut a quotation of sentences: content that reaches into one takes all of it."""
    starts = [r.start for r in runs]
    for find in finds:
        if find.verb is not None and inside(runs, starts, find.verb.idx):
            continue
        pieces: list[Piece] = []
        for start, end in find.pieces:
            head, tail = inside(runs, starts, start), inside(runs, starts, end - 1)
            if tail is not None and tail.end > end:
                pieces_end = tail.pieces[-1][1] if len(tail.pieces) == 1 else tail.pieces[0][1]
                end = max(end, pieces_end)
            if head is not None and head.pieces[0][0] < start:
                start = head.pieces[0][0]
            pieces.append((start, end))
            if tail is not None and len(tail.pieces) > 1:
                pieces += tail.pieces[1:]
        find.pieces = [p for s in _merge(_carve(draft, find, pieces)) if (p := trim(draft, *s))] or find.pieces


def _carve(draft: Draft, find: Find, pieces: list[Piece]) -> list[Piece]:
    """Take the attribution's own words out of its content: "A, he said, B" gives A and B."""
    if not find.cue:
        return pieces
    text = draft.report.text
    at = find.cue[0][0]
    source = find.source_span or find.cue[0]
    low, high = min(source[0], at), max(find.cue[-1][1], source[1] if abs(source[1] - at) < 80 else 0)
    out: list[Piece] = []
    for start, end in pieces:
        if not start <= at < end:
            out.append((start, end))
            continue
        if start < low:
            out.append((start, low))
        quote = next((q.start for q in draft.quotes if high <= q.start < end), None)
        comma = text.find(",", high, min(end, high + 60))
        after = quote if quote is not None and text[low - 2 : low].strip()[-1:] in _ENDS else comma + 1
        if after > high and any(c.isalnum() for c in text[after:end]):
            out.append((after, end))
    return out


def _merge(pieces: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for start, end in sorted(pieces):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def inside(runs: list[Run], starts: list[int], char: int) -> Run | None:
    """The quotation that covers a character."""
    i = bisect_right(starts, char) - 1
    return runs[i] if i >= 0 and runs[i].start <= char < runs[i].end else None


def quoted_finds(draft: Draft, finds: list[Find], runs: list[Run]) -> list[Find]:
    """Attributions of the quotations that no clause accounts for; merges into `finds` those that go on speaking."""
    tokens = Tokens(draft.doc)
    starts = [r.start for r in runs]
    nearby = Nearby(finds)
    out: list[Find] = []
    for run in runs:
        if any(_accounts(f, run) for f in nearby.about(run.start, run.end)):
            continue
        around = nearby.about(max(0, run.start - _BACK), run.end + _BACK)
        find = _attribute(draft, run, runs, starts, tokens, around)
        if find is not None:
            out.append(find)
            nearby.add(find)
    return out


def _attribute(
    draft: Draft, run: Run, runs: list[Run], starts: list[int], tokens: Tokens, around: list[Find]
) -> Find | None:
    """A new attribution for a quotation, or None if it belongs to one of those `around` or to nobody."""
    beside = cue_beside(draft, run, runs, starts, tokens)
    if beside is not None and (run.free or speech(draft, run, beside[0])):
        same = next((f for f in around if f.verb == beside[0]), None)
        if same is None:
            return _made(draft, run, *beside, "quotation")
        add(draft, same, run.pieces)
        return None
    verb = introduced(draft, run, tokens)
    if verb is not None:
        find = _made(draft, run, verb, "say", "colon")
        if find is not None:
            find.cue = [(verb.idx, len(draft.report.text[: run.start].rstrip(" \n\t\xa0:")))]
        return find
    heading = _title(draft.report.text[slice(*run.pieces[0])])
    if run.free and not heading and (last := speaking(draft, run, around)) is not None:
        add(draft, last, run.pieces)
    return None


def _made(draft: Draft, run: Run, verb: Token, stance: str, rule: str) -> Find | None:
    pieces = [p for s in run.pieces if (p := trim(draft, *s))]
    return make(draft, verb, stance, pieces, rule) if pieces else None


def _accounts(find: Find, run: Run) -> bool:
    """Does an attribution whose cue stands outside of the quotation hold most of it?"""
    if find.cue and run.start <= find.cue[0][0] < run.end:
        return False
    return find.covers(run.start, run.end) * 2 > run.end - run.start


def add(draft: Draft, find: Find, pieces: list[Piece]) -> None:
    """More content of the same attribution."""
    find.pieces = sorted({*find.pieces, *(p for s in pieces if (p := trim(draft, *s)))})


def cue_beside(draft: Draft, run: Run, runs: list[Run], starts: list[int], tokens: Tokens) -> tuple[Token, str] | None:
    """The cue verb next to a quotation, behind it first ("…," said X), then before it (X said: "…")."""
    table = verbs()

    def cue(token: Token) -> str | None:
        if (
            inside(runs, starts, token.idx) is not None
            or not is_verb(token)
            or not speaks(token)
            or bare_question(token)
        ):
            return None
        return next((c.stance for c in table.get(token.lower_, ()) if "q" in c.frames), None)

    text = draft.report.text
    for i in range(tokens.after(run.end), min(len(tokens.doc), tokens.after(run.end) + _REACH)):
        token = tokens.doc[i]
        if "\n" in token.text or token.text in (".", "?", "!", ":", ";") or inside(runs, starts, token.idx):
            break
        if (stance := cue(token)) is not None:
            if text[run.pieces[-1][1] - 1] == "." and _goes_on(token):
                break
            return token, stance
        if is_verb(token) and token.dep_ not in ("relcl", "acl", "advcl"):
            break
    for i in range(tokens.after(run.start) - 1, max(-1, tokens.after(run.start) - 1 - _REACH), -1):
        token = tokens.doc[i]
        if token.text in (".", "?", "!", ";") or inside(runs, starts, token.idx):
            break
        if "\n" in token.text and not text[: run.start].rstrip().endswith(":"):
            break
        if (stance := cue(token)) is not None:
            return token, stance
        if is_verb(token) and text[: run.start].rstrip()[-1:] not in ":,":
            break
    return None


def _goes_on(verb: Token) -> bool:
    """Does a verb behind a finished sentence bring a content of its own ("… today." She said: "…")?"""
    following = verb.doc[verb.i + 1 : verb.i + 12]
    after = next((t for t in following if t.text in (":", ".") or t.tag_ in ("``", "''")), None)
    return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) or (after is not None and after.text != ".")


def speech(draft: Draft, run: Run, verb: Token) -> bool:
    """Is a quotation within a sentence what the verb says, and not a title or a word held at arm's length?"""
    text = draft.report.text
    before = text[max(0, run.start - 3) : run.start].rstrip()
    ends = run.pieces[-1][1]
    close = 0 <= run.start - verb.idx - len(verb.text) <= 1
    if not close and before[-1:].isalpha() and _title(text[slice(*run.pieces[0])]):
        return False
    return before[-1:] in (",", ":") or text[ends - 1] in ",.?!" or verb.idx + len(verb.text) >= run.start - 1


def _title(words: str) -> bool:
    """Is every word of some length written large, as in the name of a programme or a book?"""
    long = [w for w in words.split() if len(w) > _SMALL]
    return 1 < len(words.split()) <= _LONGEST_TITLE and bool(long) and all(w[0].isupper() for w in long)


def introduced(draft: Draft, run: Run, tokens: Tokens) -> Token | None:
    """The main verb of a sentence that ends in a colon before a quotation, if somebody is its subject."""
    before = draft.report.text[: run.start].rstrip(" \n\t\xa0")
    if not before.endswith(":"):
        return None
    root = draft.doc[tokens.at(len(before) - 1)].sent.root
    subject = source_of(root) if is_verb(root) else None
    if subject is None or root.lemma_ == "be" or draft.quote_at(root.idx) or root.idx > run.start:
        return None
    someone = subject.ent_type_ in _SPEAKERS or subject.lower_ in ("he", "she", "they") or denote(draft, subject)
    return root if someone else None


def speaking(draft: Draft, run: Run, finds: list[Find]) -> Find | None:
    """Who goes on speaking in a quotation without cue: the last speaker quoted in this paragraph or the one before."""
    text = draft.report.text
    cues = [f.cue[0][0] for f in finds if f.cue and not draft.quote_at(f.cue[0][0])]
    open_ones = (
        f
        for f in finds
        if f.end <= run.start
        and f.rule != "signed"
        and not (f.cue and draft.quote_at(f.cue[0][0]))
        and not (f.rule in BESIDE and any(f.covers(at, at + 1) for at in cues))
    )
    last = max(open_ones, key=lambda f: f.end, default=None)
    if last is None or (not draft.quote_at(last.end - 1) and not draft.quote_at(last.start)):
        return None
    until = max([last.end, *(b for _, b in last.cue), last.source_span[1] if last.source_span else 0])
    gap = text[until : run.start]
    breaks = gap.strip(" ").count("\n\n") if "\n\n" in gap else gap.count("\n")
    if breaks > 1 or (breaks == 1 and not _bare(gap)):
        return None
    return last


def _bare(gap: str) -> bool:
    """Is there nothing but the rest of the attribution before the next paragraph?"""
    tail = gap[gap.rfind("\n") + 1 :]
    return not any(c.isalnum() for c in tail) and gap.count(".") <= 1
