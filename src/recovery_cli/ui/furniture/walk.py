"""The walk up to the offer: words, safety, the fix, fetching somebody, facts, looking back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WALK: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "say-now": ("Say now", "Para decir ahora", "Da dire adesso"),
        "says": ("{} says", "Dice {}", "Dice {}"),
        "said": ("Said", "Dicho", "Detto"),
        "said-before-counts": (
            "also if it was said before",
            "también si ya se dijo antes",
            "anche se già detto prima",
        ),
        "said-and-heard": (
            "Said, and {} has finished",
            "Dicho, y {} ha terminado",
            "Detto, e {} ha finito",
        ),
        "owed-by-law": ("Owed by law: {}.", "Lo debe la ley: {}.", "Spetta per legge: {}."),
        "owed-by-promise": ("Owed, we promised it: {}.", "Se debe, lo prometimos: {}.", "Spetta, è promesso: {}."),
        "said-at": ("said {} by {}", "lo dijo a los {} {}", "detto a {} da {}"),
        "go-forward": ("Go on, nothing changed", "Seguir, sin cambiar nada", "Avanti, senza cambiare"),
        "do": ("Do: {}", "Haga esto: {}", "Da fare: {}"),
        "then-fetch": ("{} Then fetch {}.", "{} Luego avise a {}.", "{} Poi chiami {}."),
        "fetch": ("Fetch {}", "Avise a {}", "Chiami {}"),
        "done": ("Done", "Hecho", "Fatto"),
        "done-looked-after": (
            "Done, {} is being looked after",
            "Hecho, y {} recibe atención",
            "Fatto, {} riceve assistenza",
        ),
        "everything-waits": (
            "Everything else waits. No gift and no note now: {} takes over.",
            "Lo demás espera. Ahora ni regalo ni nota: sigue {}.",
            "Il resto aspetta. Niente omaggi né note adesso: continua {}.",
        ),
        "call": ("Call {}", "Llamar al {}", "Chiamare il {}"),
        "call-when-worse": (
            "bad, spreading, or a child",
            "grave, va a más, o un niño",
            "grave, peggiora, o un bambino",
        ),
        "call-now": ("Call {} now. Say", "Llame ya al {}. Diga", "Chiami subito il {}. Dica"),
        "ambulance": (
            "We need an ambulance: a person is hurt.",
            "Necesitamos una ambulancia: hay una persona herida.",
            "Serve un'ambulanza: c'è una persona ferita.",
        ),
        "is-called": ("{} is called", "Ya se llamó al {}", "{}: chiamato"),
        "somebody-else-calls": (
            "Somebody else is calling",
            "Está llamando otra persona",
            "Sta chiamando qualcun altro",
        ),
        "somebody-to-the-door": (
            "Somebody to the door to lead them in.",
            "Alguien a la puerta, para acompañarlos.",
            "Qualcuno alla porta, per accompagnarli.",
        ),
        "one-by-one": (
            "Do, one by one. A number marks it done.",
            "Haga, uno a uno. El número lo marca hecho.",
            "Da fare, una cosa alla volta. Il numero la segna.",
        ),
        "say-no-cause": (
            "Do not say what caused it. Do not offer anything.",
            "No diga qué lo causó. No ofrezca nada.",
            "Non dica che cosa l'ha causato. Non offra nulla.",
        ),
        "is-here": ("{} is here", "Ya está aquí: {}", "È qui: {}"),
        "takes-the-screen": ("{} takes the screen", "sigue {} en pantalla", "continua {} allo schermo"),
        "hand-over-screen": ("hand over the screen", "cederle la pantalla", "cedere lo schermo"),
        "is-coming-go-on": ("{} is coming, I go on", "{} viene, yo sigo", "{} arriva, continuo io"),
        "is-on-the-way": ("{} is on the way", "{} está en camino", "{} sta arrivando"),
        "go-on-meanwhile": ("go on meanwhile", "seguir mientras tanto", "intanto si continua"),
        "nobody-can-come": ("Nobody can come", "No puede venir nadie", "Non può venire nessuno"),
        "by-mistake": ("Pressed by mistake", "Pulsado por error", "Premuto per errore"),
        "what-do-you-see": (
            "Until {} is here: what do you see?",
            "Hasta que llegue {}: ¿qué ve?",
            "Finché non arriva {}: che cosa vede?",
        ),
        "signal-voice_raised": ("Voice raised", "Alza la voz", "Alza la voce"),
        "signal-asked_for_manager": ("Asked for the manager", "Pide hablar con dirección", "Chiede un responsabile"),
        "signal-repeats_story": ("Tells it again", "Lo cuenta otra vez", "Lo racconta di nuovo"),
        "signal-filming": ("Filming", "Está grabando", "Sta filmando"),
        "signal-leaving": ("Leaving", "Se marcha", "Se ne va"),
        "none-of-these": ("None of these", "Nada de eso", "Niente di questo"),
        "nobody-to-ask": (
            "Nobody to ask: you give what you can, the rest is {}'s, by tomorrow noon.",
            "Nadie a quien preguntar: dé lo que pueda; mañana antes de las 12 sigue {}.",
            "Nessuno a cui chiedere: dia ciò che può; il resto, {}, domani entro le 12.",
        ),
        "ask-above": ("Or ask {}: {}", "O pregunte a {}: {}", "Oppure chieda a {}: {}"),
        "look-or-ask": (
            "Look. Only if you cannot see it, ask:",
            "Mire. Solo si no se ve, pregunte:",
            "Guardi. Solo se non si vede, chieda:",
        ),
        "look": ("Look, do not ask.", "Mire, no pregunte.", "Guardi, non chieda."),
        "for-the-note": (
            "For the note. Look, do not ask.",
            "Para la nota. Mire, no pregunte.",
            "Per la nota. Guardi, non chieda.",
        ),
        "for-the-note-short": ("For the note", "Para la nota", "Per la nota"),
        "nothing-to-say": ("Nothing to say.", "Nada que decir.", "Niente da dire."),
        "nothing-to-say-yet": ("Nothing to say yet.", "Aún nada que decir.", "Ancora niente da dire."),
        "place-of": ("{} of {}", "{} de {}", "{} di {}"),
        "so-far": ("so far: {}", "hasta ahora: {}", "finora: {}"),
        "it-says": ("{}   (it says: {})", "{}   (pone: {})", "{}   (c'è scritto: {})"),
        "left-out": ("left out", "sin indicar", "non indicato"),
        "needed-here": (
            "This one is needed: type it, or < to go back.",
            "Hace falta: escríbalo, o < para volver.",
            "Serve: lo scriva, oppure < per tornare.",
        ),
        "amount-like": ("Digits, like {}.", "Cifras, como {}.", "Cifre, come {}."),
        "went-back": (
            "went back. Nothing is lost: Enter keeps it.",
            "ha vuelto atrás. No se pierde nada: Intro lo deja igual.",
            "è tornato indietro. Nulla è perso: Invio lascia così.",
        ),
        "changed-to": ("changed: {} to {}", "cambiado: {} a {}", "cambiato: {} in {}"),
        "rest-kept": ("the rest is kept", "lo demás sigue", "il resto resta"),
        "changing-makes-new": (
            "{} has the note. Changing this makes a new one.",
            "{} tiene la nota. Si cambia esto, se hace otra.",
            "{} ha la nota. Cambiando questo se ne fa un'altra.",
        ),
        "changing-reissues": (
            "The note is issued. Changing this makes a new one.",
            "La nota está emitida. Si cambia esto, se hace otra.",
            "La nota è emessa. Cambiando questo se ne fa un'altra.",
        ),
        "leave-as-is": ("Leave it as it is", "Dejarlo como está", "Lasciare com'è"),
        "change-it": ("Change it", "Cambiarlo", "Cambiarlo"),
        "old-is-void": ("the old one is void", "la anterior queda anulada", "il vecchio è annullato"),
        "swap-the-paper": (
            "Swap the paper: the old note {} stops being valid.",
            "Cambie el papel: la nota {} deja de valer.",
            "Scambi il foglio: la nota {} non vale più.",
        ),
    }
)
