"""What stands around every screen: the first row, the last row, the clock, and the chooser."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FRAME: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "decides-up-to": ("{} · {} decides up to {}", "{} · {} decide hasta {}", "{} · {} decide fino a {}"),
        "decides": ("{} · {} decides", "{} · {} decide", "{} · {} decide"),
        "careful": ("{} · {} · careful", "{} · {} · con cuidado", "{} · {} · con cautela"),
        "with": ("{} · {}", "{} · {}", "{} · {}"),
        "in-language": ("{}, in {}", "{}, en {}", "{}, in {}"),
        "in-language-instead": (
            "{}, in {} (not written in {})",
            "{}, en {} (no está en {})",
            "{}, in {} (manca in {})",
        ),
        "other-language": ("Tab: other language", "Tab: otra lengua", "Tab: altra lingua"),
        "back": ("back", "atrás", "indietro"),
        "back-nothing-recorded": ("back, nothing recorded", "atrás, sin anotar nada", "indietro, nulla registrato"),
        "why": ("why", "por qué", "perché"),
        "someone-is-hurt": ("someone is hurt", "hay heridos", "ferito"),
        "save-leave": ("save, leave", "guardar y salir", "salva, esci"),
        "leave": ("leave", "salir", "esci"),
        "any-key": ("any key", "una tecla", "un tasto"),
        "go-on-with-offer": ("go on with the offer", "seguir con la oferta", "continua con la proposta"),
        "go-on": ("go on", "seguir", "continua"),
        "clear": ("clear", "borrar", "cancella"),
        "empty-line": ("< or ! in the empty line:", "< o ! con la línea vacía:", "< o ! a riga vuota:"),
        "empty-line-back": ("< in the empty line:", "< con la línea vacía:", "< a riga vuota:"),
        "keys-here": ("Keys here:", "Teclas aquí:", "Tasti qui:"),
        "clock-sorry": ("{} · sorry said at {}", "{} · disculpa a los {}", "{} · scuse a {}"),
        "clock-not-yet": ("{} · not too late", "{} · aún a tiempo", "{} · ancora in tempo"),
        "clock-began": ("{} · began {}", "{} · empezó {}", "{} · iniziato {}"),
        "what-happened": (
            "What happened?  Press its number, or type a few letters.",
            "¿Qué ha pasado?  Pulse su número o escriba unas letras.",
            "Che cosa è successo?  Prema il numero o scriva qualche lettera.",
        ),
        "where-are-you": (
            "Where are you?  Press its number, or type what happened.",
            "¿Dónde está?  Pulse su número o escriba qué ha pasado.",
            "Dove si trova?  Prema il numero o scriva che cosa è successo.",
        ),
        "did-you-mean": (
            'There is no "{}" here. Did you mean:',
            'Aquí no hay "{}". ¿Quiso decir:',
            'Qui non c\'è "{}". Intendeva:',
        ),
        "something-else": ("Something else", "Otra cosa", "Qualcos'altro"),
        "somewhere-else": ("Somewhere else", "Otro sitio", "Altrove"),
        "is-careful": ("careful", "con cuidado", "con cautela"),
        "type": ("type: {}", "escriba: {}", "scriva: {}"),
        "take-marked": ("take the line marked »", "elegir la línea con »", "prende la riga con »"),
        "widen": ("widen", "ampliar", "allarga"),
        "enter": ("Enter", "Enter", "Enter"),
        "backspace": ("Backspace", "Retroceso", "Backspace"),
    }
)
