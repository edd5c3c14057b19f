"""The little language of time patterns, compiled to regular expressions over coded tokens.

A pattern is a sequence of elements parted by blanks: `the? rel=REL n=NUMBER UNITS`. An element is a word or mark
("ago", ","), a CLASS of words.tsv or of the lexer, or a PART of parts.tsv (spliced in). `( … | … )` groups, `? * +`
repeat, `name=` in front of an element or group captures. Every word has one code character that stands for the set of
classes and literal words it belongs to, so that matching is matching one short string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pourparler.errors import RuleError

_PIECE = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9]*)=)?(?P<atom>[()|]|[?*+](?=[\s)|]|$)|[^\s()|]+?(?=[?*+]?(?:[\s()|]|$)))"
)
NOTHING = "x"  # code of a word in no class


@dataclass(slots=True)
class Node:
    """A piece of a pattern: `op` is "seq", "alt", "atom" or one of the repeat signs; atoms carry `text`."""

    op: str
    kids: list[Node] = field(default_factory=list)
    text: str = ""
    name: str = ""


def parse(pattern: str, parts: Mapping[str, Node], where: str) -> Node:
    """The tree of a pattern. Raises RuleError on unbalanced brackets or stray signs."""
    pieces: list[tuple[str, str]] = []
    at = 0
    while pattern[at:].strip():
        m = _PIECE.match(pattern, at)
        if m is None:
            raise RuleError(f"{where}: cannot read the pattern at {pattern[at:]!r}")
        pieces.append((m["name"] or "", m["atom"]))
        at = m.end()
    node, rest = _alternatives(pieces, 0, parts, where)
    if rest != len(pieces):
        raise RuleError(f"{where}: a bracket is closed that was never opened")
    return node


def _alternatives(pieces: list[tuple[str, str]], at: int, parts: Mapping[str, Node], where: str) -> tuple[Node, int]:
    options, current = [], Node("seq")
    while at < len(pieces):
        name, atom = pieces[at]
        if atom == ")":
            break
        if atom == "|":
            options.append(current)
            current = Node("seq")
            at += 1
        elif atom in ("?", "*", "+"):
            if not current.kids:
                raise RuleError(f"{where}: {atom} repeats nothing")
            current.kids[-1] = Node(atom, [current.kids[-1]])
            at += 1
        elif atom == "(":
            kid, at = _alternatives(pieces, at + 1, parts, where)
            if at >= len(pieces):
                raise RuleError(f"{where}: a bracket is never closed")
            current.kids.append(Node("seq", [kid], name=name))
            at += 1
        else:
            kid = Node("seq", [parts[atom]]) if atom in parts else Node("atom", text=atom)
            kid.name = name
            current.kids.append(kid)
            at += 1
    options.append(current)
    return (options[0] if len(options) == 1 else Node("alt", options)), at


def atoms(node: Node) -> Iterable[str]:
    """All words and class names a pattern uses."""
    if node.op == "atom":
        yield node.text
    for kid in node.kids:
        yield from atoms(kid)


def first(node: Node) -> tuple[set[str], bool]:
    """Atoms a match can begin with, and whether it can be empty."""
    if node.op == "atom":
        return {node.text}, False
    if node.op == "alt":
        sets = [first(kid) for kid in node.kids]
        return set().union(*(s for s, _ in sets)), any(e for _, e in sets)
    if node.op in ("?", "*", "+"):
        start, empty = first(node.kids[0])
        return start, empty or node.op != "+"
    out: set[str] = set()
    for kid in node.kids:
        start, empty = first(kid)
        out |= start
        if not empty:
            return out, False
    return out, True


@dataclass(slots=True)
class Emitter:
    """Writes a tree as a regular expression; same-named captures are told apart by a number behind the name."""

    codes: Mapping[str, str]  # atom -> the code characters that it accepts
    where: str
    captures: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def write(self, node: Node) -> str:
        """The regular expression of a tree, its captures noted in `captures`."""
        body = self._body(node)
        if not node.name:
            return body
        group = f"{node.name}{len(self.captures)}_"
        self.captures[group] = (node.name, tuple(a for a in atoms(node) if a.isupper()))
        return f"(?P<{group}>{body})"

    def _body(self, node: Node) -> str:
        if node.op == "atom":
            chars = self.codes.get(node.text, "")
            if not chars:
                raise RuleError(f"{self.where}: no word belongs to {node.text}")
            return f"[{re.escape(chars)}]"
        if node.op == "alt":
            return "(?:" + "|".join(self.write(kid) for kid in node.kids) + ")"
        if node.op in ("?", "*", "+"):
            return f"(?:{self.write(node.kids[0])}){node.op}"
        return "".join(self.write(kid) for kid in node.kids)
