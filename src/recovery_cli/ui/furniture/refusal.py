"""Why a receipt is not paid: to the operator, and after `say-` to the guest in the note's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REFUSAL: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "reg-reason-already_paid": ("paid already", "ya pagada", "già pagata"),
        "reg-reason-after_claim_by": ("the receipt came late", "el recibo llegó tarde", "la ricevuta è arrivata tardi"),
        "reg-reason-after_clean_by": ("cleaned too late", "limpieza fuera de plazo", "pulizia fuori termine"),
        "reg-reason-other_currency": ("another currency", "otra moneda", "un'altra valuta"),
        "reg-reason-not_this_garment": ("another piece", "otra prenda", "un altro capo"),
        "reg-reason-receipt_used": ("a receipt we have", "un recibo que ya consta", "una ricevuta già registrata"),
        "reg-reason-receipt_before_issue": (
            "a receipt from before",
            "un recibo anterior",
            "una ricevuta precedente",
        ),
        "reg-reason-void": ("void", "anulada", "annullata"),
        "reg-why-already_paid": ("{}: paid already, on {}.", "{}: ya pagada, el {}.", "{}: già pagata, il {}."),
        "reg-why-after_claim_by": (
            "{}: its last day for a receipt was {}.",
            "{}: el último día para el recibo fue el {}.",
            "{}: l'ultimo giorno per la ricevuta era il {}.",
        ),
        "reg-why-after_clean_by": (
            "{}: the receipt is from after {}.",
            "{}: el recibo es posterior al {}.",
            "{}: la ricevuta è successiva al {}.",
        ),
        "reg-why-other_currency": (
            "{}: it is in {}, the receipt is not.",
            "{}: está en {}, el recibo no.",
            "{}: è in {}, la ricevuta no.",
        ),
        "reg-why-not_this_garment": (
            "{}: the receipt is for another piece.",
            "{}: el recibo es de otra prenda.",
            "{}: la ricevuta è di un altro capo.",
        ),
        "reg-why-receipt_used": (
            "{}: this receipt is in the ledger already.",
            "{}: este recibo ya está en el registro.",
            "{}: questa ricevuta è già nel registro.",
        ),
        "reg-why-receipt_before_issue": (
            "{}: the receipt is from before {}.",
            "{}: el recibo es anterior al {}.",
            "{}: la ricevuta è precedente al {}.",
        ),
        "reg-why-void": ("{}: void. {}", "{}: anulada. {}", "{}: annullata. {}"),
        "reg-successor": ("{} counts in its place.", "En su lugar vale {}.", "Al suo posto vale {}."),
        "say-already_paid": (
            "This note was paid on {}. I'll gladly look into it with you.",
            "Esta nota se pagó el {}. Si quiere, lo miramos con usted.",
            "Questa nota è stata pagata il {}. Se vuole, guardiamo insieme.",
        ),
        "say-after_claim_by": (
            "The note ran until {}. I'll ask what we can still do for you.",
            "La nota valía hasta el {}. Pregunto qué podemos hacer por usted.",
            "La nota valeva fino al {}. Chiedo che cosa possiamo fare per lei.",
        ),
        "say-after_clean_by": (
            "The cleaning was to be by {}. I'll ask what we can do for you.",
            "La limpieza era hasta el {}. Pregunto qué podemos hacer por usted.",
            "La pulizia era entro il {}. Chiedo che cosa possiamo fare per lei.",
        ),
        "say-other_currency": (
            "The note is in {}. I'll ask how we can pay you this.",
            "La nota está en {}. Pregunto cómo podemos pagarle esto.",
            "La nota è in {}. Chiedo come possiamo rimborsarla.",
        ),
        "say-not_this_garment": (
            "The note names another piece. Shall we look at it together?",
            "La nota nombra otra prenda. ¿Lo miramos juntos?",
            "La nota nomina un altro capo. Guardiamo insieme?",
        ),
        "say-receipt_used": (
            "We have this receipt already. Is there perhaps another one?",
            "Este recibo ya lo tenemos. ¿Puede que haya otro?",
            "Questa ricevuta l'abbiamo già. Ce n'è forse un'altra?",
        ),
        "say-receipt_before_issue": (
            "The receipt is from before {}. Is there perhaps another one?",
            "El recibo es anterior al {}. ¿Puede que haya otro?",
            "La ricevuta è precedente al {}. Ce n'è forse un'altra?",
        ),
        "say-void": (
            "Another note stands in place of this one. I'll find it for you.",
            "En lugar de esta nota hay otra. Se la busco.",
            "Al posto di questa nota ce n'è un'altra. Gliela cerco.",
        ),
        "say-rest": (
            "We pay you {} now, and I am asking about the other {}.",
            "Le pagamos ahora {}, y por los otros {} ya pregunto.",
            "Le paghiamo ora {}, e per gli altri {} chiedo subito.",
        ),
    }
)
