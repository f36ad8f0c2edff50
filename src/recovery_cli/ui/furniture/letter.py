"""Asking for what a letter still needs: how each kind of value is typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LETTER: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "type-text": (
            "It cannot be left empty.",
            "No puede quedar vacío.",
            "Non può restare vuoto.",
        ),
        "type-money": (
            "An amount with its currency, like 80.00 EUR.",
            "Un importe con su moneda, como 80.00 EUR.",
            "Un importo con la sua valuta, come 80.00 EUR.",
        ),
        "type-date": (
            "A date, like 2026-11-21.",
            "Una fecha, como 2026-11-21.",
            "Una data, come 2026-11-21.",
        ),
        "type-datetime": (
            "A date with its time, like 2026-11-21T21:12.",
            "Una fecha con su hora, como 2026-11-21T21:12.",
            "Una data con l'ora, come 2026-11-21T21:12.",
        ),
        "type-number": ("A number, like 10.", "Un número, como 10.", "Un numero, come 10."),
        "type-flag": ("y or n.", "s o n.", "s o n."),
        "type-email": (
            "A mail address, like ana@example.com.",
            "Un correo, como ana@example.com.",
            "Un indirizzo di posta, come ana@example.com.",
        ),
        "type-phone": (
            "A telephone number, like +34 955 000 000.",
            "Un teléfono, como +34 955 000 000.",
            "Un telefono, come +34 955 000 000.",
        ),
        "type-url": (
            "A web address, like example.com/notes.",
            "Una dirección web, como example.com/notes.",
            "Un indirizzo web, come example.com/notes.",
        ),
        "letter-needs-one": (
            "The letter still needs one thing. Ctrl-C leaves.",
            "A la carta le falta una cosa. Ctrl-C: salir.",
            "Alla lettera manca una cosa. Ctrl-C: uscire.",
        ),
        "letter-needs": (
            "The letter still needs {} things. Ctrl-C leaves.",
            "A la carta le faltan {} cosas. Ctrl-C: salir.",
            "Alla lettera mancano {} cose. Ctrl-C: uscire.",
        ),
        "one-more": (
            "One more? Else only Enter.",
            "¿Otra línea? Si no, solo Intro.",
            "Un'altra riga? Se no, solo Invio.",
        ),
    }
)
