"""The methods paragraph: what was worked out how, in words that a paper can take over."""

from __future__ import annotations

from mediaeco.catalog import RELEVANCE
from mediaeco.forming import AppropriatedBy, FormationParameters, MediumFit
from mediaeco.model import Citation, Origin
from mediaeco.reporting.account import Account
from mediaeco.reporting.parameter import AccountParameters, every_parameter
from mediaeco.reporting.source import SOURCES
from mediaeco.reporting.version import software_version
from mediaeco.reporting.wording import counted

__all__ = ["cited", "limits", "methods", "methods_text"]


_FIT = {
    MediumFit.SYNCHRONICITY: "1 - |synchronicity - need| the fit of the medium [dennis2008]",
    MediumFit.RICHNESS: "the richness of the medium [daft1986]",
    MediumFit.NATURALNESS: "the naturalness of the medium [kock2005]",
}
_OF = {
    AppropriatedBy.BOTH: "co-appropriation",
    AppropriatedBy.EITHER: "larger of both sides' appropriation",
    AppropriatedBy.THERAPIST: "therapist's appropriation",
    AppropriatedBy.PATIENT: "patient's appropriation",
}


def methods(account: Account) -> tuple[str, ...]:
    """Tell how the numbers of an account were made, a paragraph an idea.

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    tuple of str
        Paragraphs, with citation keys in square brackets.
    """
    settings = account.parameters.formation
    own = settings.appropriation
    fading = (
        "uses do not fade"
        if own.half_life_days is None
        else f"the weight of a use halves in {own.half_life_days:g} days"
    )
    usual = account.parameters == AccountParameters()
    set_ = (
        "All parameters are the library's defaults."
        if usual
        else "Some parameters were set for this report; the table of parameters marks them."
    )
    counts = counted(len(account.eco.table), "contact")
    sampled = (
        "exactly, over all coalitions"
        if account.shapley_total.exact
        else f"by sampling {account.shapley_total.permutations} orders, each with its reverse "
        f"(seed {account.shapley_total.seed})"
    )
    return (
        f"The record ({counts}) was analysed with mediaeco {software_version()}. Its unit of time "
        "is the contact, counted from 0, the first digital contact, after the claim that the "
        "therapeutic relationship is formed through virtual interactions, by appropriating a media "
        f"ecosystem which therapist and patient create together [valenciarey]. {set_}",
        "Appropriation of a channel by one side is a = access · u^α · quality, from that side's "
        f"own history [crovi2008; carroll2002]. Use is u = m / (m + h), with m sendings (declared "
        f"use from before the therapy included; {fading}) and h = {own.half_use:g}. Quality is the "
        "weighted mean of breadth (Hill number of the purposes [hill1973]), initiative, "
        "transformation (uses outside the declared purposes [desanctis1994]), regularity and "
        "embedding. Co-appropriation J is the geometric mean of both sides.",
        "An element of the frame [bleger1967] counts as agreed when one actor proposed and another "
        "accepted. Observed coverage is the weighted share of the elements that are agreed. "
        "Strength is coverage · constancy^β · (1 - open breaches).",
        "Expected formation is the mean field of a hazard: contact n agrees element e with "
        "probability p = λ · g(n) · (b + (1 - b) J) · (γ k + (1 - γ) m), where "
        "g(n) = (1 + ρ exp(-n / τ)) / (1 + ρ) is the primacy of the first contacts, J the "
        f"{_OF[settings.appropriated_by]} of the channel just before the contact, k the relevance "
        f"of its purposes for e, and m = {_FIT[settings.medium]}. {_shifts(settings)}"
        f"Here λ = {settings.rate:g}, ρ = {settings.primacy:g}, "
        f"τ = {settings.primacy_contacts:g}, b = {settings.exposure:g}, γ = {settings.content:g}; "
        f"a breach undoes the share δ = {settings.breach:g} of what was formed. The form of the "
        "hazard is the library's proposal.",
        "On the scale -log(1 - φ) contributions of contacts add up, so that the part of each "
        "channel, purpose, content, actor and stage is an exact sum. It is told apart into use "
        "(contacts) and effect (contribution per contact), with the rate of the same record "
        "without the group. Shapley values of the channels [shapley1953], of expected coverage "
        f"and of formation per contact, were worked out {sampled}. The removal effect is that of "
        "the Markov chain of the channels over which elements travelled until they were agreed "
        "[anderl2016].",
        "Ruptures are those that were coded, connections that broke, and breaches of agreed "
        "elements [eubanks2018]; load on the boundary is the share of contacts outside the agreed "
        "frame [gutheil1993]. Stages follow the library's default model [orlinsky2004; "
        "cipolletta2017]; its thresholds are library defaults. Contexts are bouts of exchange, "
        "parted by silence or by hand: where they are parted is an observer's choice "
        "[watzlawick1967].",
    )


def limits(account: Account) -> tuple[str, ...]:
    """Tell what an account cannot say.

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    tuple of str
        Sentences.
    """
    told = [
        "The founding study is a grounded theory from interviews with three therapists, and gives "
        "the therapist's perspective alone. It is a source of claims, not of numbers.",
        "Default values are defaults, never findings: none was estimated from data, and this "
        "report fits nothing to the case.",
        "One case is one case. Its numbers describe this record, and have no interval of "
        "uncertainty.",
        "A record is what somebody wrote down. What was said outside the recorded channels, and "
        "what nobody coded, is not in it.",
        "Attribution is not causation: a counterfactual rate is the model's, not an experiment's.",
    ]
    origin = account.case.origin
    if origin is not Origin.RECORDED:
        told.append(f"The case is {origin}: no statement about any real therapy follows from it.")
    return tuple(told)


def cited() -> tuple[str, ...]:
    """List the sources, each with its key and whether it was verified."""
    return tuple(_cited(citation) for citation in SOURCES)


def _cited(citation: Citation) -> str:
    locator = f" {citation.locator}" if citation.locator else ""
    checked = "verified" if citation.verified else "unverified"
    return f"[{citation.key}] {citation.text}{locator} ({checked})"


def methods_text(account: Account) -> str:
    """Write methods, limits, parameters and sources as one Markdown text.

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    str
        The content of ``methods.md``.
    """
    frame = every_parameter(account.parameters, account.eco)
    names = list(frame.columns)
    lines = ["# Methods", ""]
    for text in methods(account):
        lines += [text, ""]
    lines += ["## Limits", "", *(f"- {text}" for text in limits(account)), ""]
    lines += ["## Parameters", "", f"| {' | '.join(names)} |", "|" + " --- |" * len(names)]
    cells = zip(*(frame[name].tolist() for name in names), strict=True)
    lines += [f"| {' | '.join(_celled(value) for value in row)} |" for row in cells]
    relevance = account.parameters.formation.relevance
    kept = "the one that ships" if relevance == RELEVANCE else "set for this report"
    lines += [
        "",
        f"The relevance of purposes for elements ({kept}) is in tables/relevance.csv.",
        "",
    ]
    lines += ["## Sources", "", *(f"- {text}" for text in cited()), ""]
    return "\n".join(lines)


def _celled(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _shifts(settings: FormationParameters) -> str:
    if not settings.channel_effects:
        return ""
    told = ", ".join(f"{name} {shift:+g}" for name, shift in settings.channel_effects.items())
    return f"The log odds of λ are shifted by channel ({told}). "
