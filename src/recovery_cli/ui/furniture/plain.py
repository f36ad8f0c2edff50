"""Plain lines: whole sentences with their full stop, so that a voice breathes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PLAIN: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "plain-decides-up-to": ("{} decides up to {}.", "{} decide hasta {}.", "{} decide fino a {}."),
        "plain-decides": ("{} decides.", "{} decide.", "{} decide."),
        "plain-goes-on": ("{} goes on.", "Sigue {}.", "Continua {}."),
        "plain-careful": ("Careful.", "Con cuidado.", "Con cautela."),
        "plain-in": ("In {}.", "En {}.", "In {}."),
        "plain-press-enter-said": (
            "Press Enter when it is said.",
            "Pulse Intro cuando lo haya dicho.",
            "Prema Invio quando l'ha detto.",
        ),
        "plain-enter": ("Enter. {}.", "Intro. {}.", "Invio. {}."),
        "plain-help-is": ("Help: h.", "Ayuda: h.", "Aiuto: h."),
        "plain-no-such-key": ("There is no {} here. {}.", "Aquí no hay {}. {}.", "Qui non c'è {}. {}."),
        "plain-or": ("{} or {}", "{} o {}", "{} o {}"),
        "plain-sorry-after": ("Sorry said after {}.", "Disculpa al cabo de {}.", "Scuse dopo {}."),
        "plain-minutes": ("{} minutes", "{} minutos", "{} minuti"),
        "plain-minutes-1": ("1 minute", "1 minuto", "1 minuto"),
        "plain-seconds": ("{} seconds", "{} segundos", "{} secondi"),
        "plain-seconds-1": ("1 second", "1 segundo", "1 secondo"),
        "plain-minute": ("One minute has passed.", "Ha pasado un minuto.", "È passato un minuto."),
        "plain-sorry-was": (
            "Sorry was said after {} seconds.",
            "La disculpa fue a los {} segundos.",
            "Le scuse sono arrivate dopo {} secondi.",
        ),
        "plain-not-yet": ("It is not too late for the words.", "Aún se pueden decir.", "Si possono ancora dire."),
        "plain-help-enter": ("Enter: said, done.", "Intro: dicho, hecho.", "Invio: detto, fatto."),
        "plain-help-number": (
            "A number: the choice in that line. 0: none of these, later.",
            "Un número: lo de esa línea. 0: nada de eso, más tarde.",
            "Un numero: la scelta di quella riga. 0: niente di questo, più tardi.",
        ),
        "plain-help-key": ("{}: {}.", "{}: {}.", "{}: {}."),
        "plain-help-time": ("t: the time.", "t: el tiempo.", "t: il tempo."),
        "plain-help-language": ("l: other language.", "l: otra lengua.", "l: altra lingua."),
        "plain-help-leave": (
            "Ctrl-C: save and leave.",
            "Ctrl-C: guardar y salir.",
            "Ctrl-C: salvare e uscire.",
        ),
        "plain-type-it": ("Type it, then Enter.", "Escríbalo y pulse Intro.", "Lo scriva, poi Invio."),
    }
)
