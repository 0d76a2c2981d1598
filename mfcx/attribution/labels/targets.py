"""What was aimed at: «при плане 25» -> «план строительства школ», «96 % плана» -> «выполнение плана по вывозу»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import doing_nouns, is_word, label_words, noun_in
from mfcx.attribution.labels.label_texts import done_to, label_word
from mfcx.attribution.labels.noun_phrases import Phrase, bend, first_modifier, render, tail_of
from mfcx.attribution.labels.parallels import plan_of
from mfcx.attribution.labels.story import Story, Told
from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold, words


def target_label(clause: Clause, story: Story) -> str | None:
    """«построили 12 школ при плане 14», «построили 12 школ, план на год – 14» -> «план строительства школ»."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    dashed = at > 0 and tokens[at].text in DASHES
    while at > 0 and (tokens[at].text in DASHES or tokens[at].lower in words("in") or dashed and _is_term(clause, at)):
        at -= 1
    if at < 1 or not is_word(tokens[at]) or lemmas(tokens[at].lower).isdisjoint(label_words("target")):
        return None
    first = first_modifier(tokens, at, clause.blocked)
    aside = tokens[first - 1].text == "(" or tokens[first - 1].lower in label_words("given")
    aside = aside or (dashed and tokens[first - 1].text == ",")
    told = _level_here(clause, story) if first > 0 and aside else None
    if told is None:
        return None
    noun = noun_in(tokens[at])
    target = render(tokens, Phrase(first, at, at + 1, (noun.number if noun else None) or "sing"), "nomn")
    return f"{target} {bend(_done(told) or _plain(told.label), 'gent')}"


def _is_term(clause: Clause, at: int) -> bool:
    """«план | на год | – 40»."""
    return not words("by").isdisjoint(token.lower for token in clause.tokens[at - 1 : at + 1])


def is_target(label: str) -> bool:
    """Whether a label is of what was aimed at: no level that grows, and none that other figures are of."""
    return any(not lemmas(part.lower()).isdisjoint(label_words("target")) for part in label.split()[:1])


def fulfilled(clause: Clause, plan: Phrase | None, story: Story) -> str:
    """«вывезли 40 тонн мусора – 96 % плана» -> «выполнение плана по вывозу мусора»; a plan not named is one, too."""
    said = render(clause.tokens, plan, "gent") if plan is not None else bend(label_word("plan_noun"), "gent")
    label = plan_of(f"{label_word('done')} {said}", clause)
    told = _level_here(clause, story)
    of = _done(told) if told is not None else ""
    bare = (plan is None or plan.last == plan.head + 1) and f" {label_word('regarding')} " not in label
    return f"{label} {label_word('regarding')} {bend(of, 'datv')}" if bare and of else label


def of_plan(clause: Clause, story: Story) -> str | None:
    """«60 % к плану», «70 % от запланированного объёма»: what a preposition behind the figure leads to is a plan."""
    tokens, first = clause.tokens, clause.quantity.last + 1
    if first > len(tokens) or tokens[first - 1].lower not in words("relative_to"):
        return None
    stop = max(clause.tail(first - 1), tail_of(tokens, first, clause.blocked, 4))
    plan = next((at for at in range(first, stop) if _is_plan(tokens[at])), None)
    if plan is not None:
        return fulfilled(clause, Phrase(first, plan, stop, "sing"), story)
    return fulfilled(clause, None, story) if any(map(_is_planned, tokens[first:stop])) else None


def _is_planned(token: Token) -> bool:
    """«(70 % от) запланированного объёма», «плановых показателей»."""
    return not lemmas(token.lower).isdisjoint(label_words("planned"))


def _is_plan(token: Token) -> bool:
    """«(40 % к) плану»: the noun, and no «плановый» before it."""
    return readings(token.lower)[0].pos == "NOUN" and not lemmas(token.lower).isdisjoint(label_words("plan"))


def is_plan(clause: Clause, whole: Phrase) -> bool:
    """«96 % (годового) плана»: a share of what was planned tells how far it is done."""
    return not lemmas(clause.tokens[whole.head].lower).isdisjoint(label_words("task"))


def _level_here(clause: Clause, story: Story) -> Told | None:
    """The figure told before in the sentence, where it is no change."""
    told = story.told[-1] if story.told else None
    here = told is not None and told.metric.sentence is clause.sentence and told.direction is None
    return told if here else None


def _done(told: Told) -> str:
    """«посеянная площадь льна» -> «сев льна»: what was done, as a noun; nothing where none says so."""
    noun, _, rest = done_to(told.label).partition(" ")
    if fold(noun) not in doing_nouns():
        return ""
    area, _, crop = rest.partition(" ")
    return f"{noun} {crop}" if crop and fold(area) == bend(label_word("area"), "gent") else f"{noun} {rest}".strip()


def _plain(label: str) -> str:
    """«среднее время ожидания» -> «время ожидания»: no mean is aimed at."""
    first, _, rest = label.partition(" ")
    return rest if rest and not lemmas(first.lower()).isdisjoint(label_words("mean")) else label
