"""What a manager reads when somebody on the floor asks for a signature."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

APPROVAL: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "asks-you": ("{} asks you · {}", "{} le pregunta · {}", "{} le chiede · {}"),
        "began-at": ("{}, began {}, asked {}", "{}, empezó a las {}, lo pidió a las {}", "{}, iniziato {}, chiesto {}"),
        "you-sign-it": ("{}. You sign?", "{}. ¿Firma usted?", "{}. Firma lei?"),
        "yes-i-sign": ("Yes, I sign it", "Sí, firmo", "Sì, firmo"),
        "yes-up-to-another": ("Yes, up to another amount", "Sí, hasta otro importe", "Sì, fino a un altro importo"),
        "i-take-over": ("I am coming, I take over", "Voy yo y me ocupo", "Vengo io e me ne occupo"),
        "no-i-come": (
            "No, and I come and say so myself",
            "No, y voy yo a decirlo",
            "No, e vengo io a dirlo",
        ),
        "nothing-waits": (
            "Nothing waits for you: the note goes out at {}, and is raised by your yes.",
            "Nadie tiene que esperarle: la nota sale por {} y sube con su sí.",
            "Nessuno deve aspettarla: la nota esce per {} e sale con il suo sì.",
        ),
        "nothing-promised": (
            "Nothing waits for you: no sum is promised before your yes.",
            "Nadie tiene que esperarle: no se promete ninguna suma antes de su sí.",
            "Nessuno deve aspettarla: nessuna somma è promessa prima del suo sì.",
        ),
        "why-not": ("Why not? One line, for the record", "¿Por qué no? Una línea", "Perché no? Una riga"),
        "up-to-how-much": ("Up to how much?", "¿Hasta cuánto?", "Fino a quanto?"),
        "not-above-yours": ("Not above {}", "No más de {}", "Non oltre {}"),
        "back-to-due": ("leave it open", "dejarlo abierto", "lasciare aperto"),
        "said-yes": ("You said yes to {}.", "Dijo sí a {}.", "Ha detto sì a {}."),
        "said-yes-goes-on": (
            "You said yes to {}. {} goes on.",
            "Dijo sí a {}. {} sigue.",
            "Ha detto sì a {}. {} prosegue.",
        ),
        "said-no-tells": (
            "No to {}. {} tells the customer by noon tomorrow.",
            "No a {}. {} se lo dice al cliente, mañana a mediodía como muy tarde.",
            "No a {}. {} lo dice al cliente, domani entro mezzogiorno.",
        ),
        "which-unfinished": (
            "{} are not finished. Which one?",
            "Hay {} sin terminar. ¿Cuál?",
            "{} non sono finiti. Quale?",
        ),
        "none-of-them": ("None", "Ninguno", "Nessuno"),
        "a-number": ("A number from 0 to {}.", "Un número de 0 a {}.", "Un numero da 0 a {}."),
        "careful-alone": (
            "Nobody else is here: stay. No gift, no cause. The rest is {}'s, by noon.",
            "No hay nadie más: quédese. Ni regalos ni causas. Lo demás es de {}, mañana.",
            "Non c'è nessun altro: resti. Né omaggi né cause. Il resto domani, {}.",
        ),
        "due-line": ("Due: {}, {}, at {}", "Pendiente: {}, {}, a las {}", "In scadenza: {}, {}, alle {}"),
        "no-business-yet": (
            "No business set up yet: recover init",
            "Aún no hay negocio: recover init",
            "Nessuna attività ancora: recover init",
        ),
        "has-a-mistake": ("has a mistake", "tiene un error", "ha un errore"),
        "left-unanswered": (
            "Left open: {} still asks.",
            "Queda abierto: {} sigue preguntando.",
            "Resta aperto: {} chiede ancora.",
        ),
    }
)
