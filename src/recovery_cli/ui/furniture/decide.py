"""What `recover decide` says of a case, in sentences that one may repeat to whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DECIDE: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "decide-weighs": ("It weighs {} of 5.", "Pesa {} de 5.", "Pesa {} su 5."),
        "decide-customer-first_time": ("A new {}.", "Nuevo {}.", "Nuovo {}."),
        "decide-customer-regular": ("A regular {}.", "{} habitual.", "{} abituale."),
        "decide-customer-vip": ("A {} of honour.", "{} especial.", "{} di riguardo."),
        "decide-customer-vulnerable": (
            "A {} who needs special care.",
            "{} que necesita más atención.",
            "{} che ha bisogno di più attenzione.",
        ),
        "decide-customer-business": ("A business {}.", "{} de empresa.", "{} aziendale."),
        "decide-role": ("{} decides alone up to {}.", "Decide {} hasta {}.", "Decide {} fino a {}."),
        "decide-role-any": ("{} decides alone.", "Decide {}.", "Decide {}."),
        "decide-or": (", or ", ", o ", ", o "),
        "decide-and": (" and ", " y ", " e "),
        "decide-fact": ("{} {}", "{} {}", "{} {}"),
        "decide-owed-law": ("Owed by law: {}.", "Se debe por ley: {}.", "Dovuto per legge: {}."),
        "decide-owed-promise": (
            "Owed, since we promised it: {}.",
            "Se debe, porque lo prometimos: {}.",
            "Dovuto, perché l'abbiamo promesso: {}.",
        ),
        "decide-fix": ("Always, at once: {}.", "Siempre, en el acto: {}.", "Sempre, subito: {}."),
        "decide-trifle": (
            "At once, nothing asked and nobody written down: {}.",
            "En el acto, sin preguntar ni apuntar a nadie: {}.",
            "Subito, senza chiedere e senza annotare nessuno: {}.",
        ),
        "decide-offer": ("Then offer: {}.", "Luego se ofrece: {}.", "Poi si offre: {}."),
        "decide-or-else": ("Or instead, or as well: {}.", "O en su lugar, o además: {}.", "O invece, o in più: {}."),
        "decide-on-top": ("And on top: {}.", "Y además: {}.", "E in più: {}."),
        "decide-or-this": ("Or on top: {}.", "O además: {}.", "O in più: {}."),
        "decide-careful": (
            "Somebody may be hurt: first that all are well, and no gift.",
            "Puede haber alguien herido: primero, que estén bien; sin regalos.",
            "Qualcuno può essersi fatto male: prima che stiano bene, nessun dono.",
        ),
        "decide-no-more": ("Nothing more is offered.", "No se ofrece nada más.", "Non si offre altro."),
        "decide-signed": (
            "{} ({} signs, nothing waits)",
            "{} (firma {}, nada espera)",
            "{} (firma {}, niente aspetta)",
        ),
        "decide-not": ("{}: not offered; {}", "{}: no se ofrece; {}", "{}: non si offre; {}"),
        "decide-because-us": (
            "It was us, so we make it good.",
            "Fue culpa nuestra, así que lo arreglamos.",
            "È colpa nostra, quindi rimediamo noi.",
        ),
        "decide-because-any": (
            "Whoever it was, we look after it.",
            "Fuera quien fuera, lo atendemos nosotros.",
            "Chiunque sia stato, ce ne occupiamo noi.",
        ),
        "decide-because-manual": ("{}: so says the house.", "{}: así lo hace la casa.", "{}: così fa la casa."),
        "decide-because-cap": (
            "{}: up to {} for everybody.",
            "{}: hasta {} para todos.",
            "{}: fino a {} per tutti.",
        ),
        "decide-because-you": (
            "It can be promised now, without asking anybody.",
            "Se puede prometer ya, sin preguntar a nadie.",
            "Si può promettere subito, senza chiedere a nessuno.",
        ),
        "decide-because-above": (
            "{} signs that sum; apology, help and note do not wait for it.",
            "Ese importe lo firma {}; disculpa, ayuda y nota no esperan.",
            "Quella somma la firma {}; scuse, aiuto e nota non aspettano.",
        ),
        "decide-because-severity": (
            "It weighs {} of 5, so something comes on top.",
            "Pesa {} de 5, así que hay un detalle más.",
            "Pesa {} su 5, quindi c'è qualcosa in più.",
        ),
        "decide-because-value-over-cost": (
            "Of the extras, the most welcome comes first.",
            "De los extras, primero el que más gusta.",
            "Fra gli extra, prima il più gradito.",
        ),
        "decide-because-most-valued": (
            "It went wrong before too, so the best extra comes first.",
            "Ya había pasado antes, así que primero el mejor extra.",
            "Era già successo, quindi prima l'extra migliore.",
        ),
        "decide-left-does-not-fit": (
            "it would not help in this case.",
            "en este caso no ayudaría.",
            "in questo caso non aiuterebbe.",
        ),
        "decide-left-no-cap": ("somebody looks at it first.", "antes hay que verlo.", "prima va guardato."),
        "decide-left-careful": (
            "first we see that everybody is well.",
            "primero, que todos estén bien.",
            "prima vediamo che tutti stiano bene.",
        ),
        "decide-left-price": (
            "with the rest it would be well over the price.",
            "con lo demás pasaría mucho del precio.",
            "con il resto supererebbe di molto il prezzo.",
        ),
        "decide-left-trifling": (
            "the matter is too small for a gift.",
            "es poca cosa para un regalo.",
            "è cosa troppo piccola per un dono.",
        ),
        "decide-left-not-our-fault": (
            "it is for other cases than this one.",
            "es para otros casos.",
            "è per altri casi.",
        ),
        "decide-left-other-row": (
            "in a case like this the house gives something else.",
            "en un caso así la casa da otra cosa.",
            "in un caso così la casa dà altro.",
        ),
        "decide-left-not-in-kind": (
            "it would not make good what went wrong.",
            "no repararía lo que salió mal.",
            "non rimedierebbe a ciò che è andato storto.",
        ),
        "decide-left-exception": (
            "it is one of the exceptions.",
            "es una de las excepciones.",
            "è una delle eccezioni.",
        ),
        "head-failures": ("Failures", "Fallos", "Guasti"),
        "head-tried": ("Cases tried", "Casos probados", "Casi provati"),
        "head-wrong": ("Wrong", "Errores", "Errori"),
        "check-good": (
            "Proved for all {} cases: nothing missing, double or unfair.",
            "Probado en los {} casos: nada falta, se dobla ni es injusto.",
            "Provato per tutti i {} casi: niente manca, è doppio o ingiusto.",
        ),
        "check-wrong": (
            "Found wrong: {}. Each is told with the plainest case in which it shows.",
            "Errores: {}. Cada uno con el caso más sencillo en que aparece.",
            "Errori: {}. Ognuno con il caso più semplice in cui si vede.",
        ),
        "decide-left-decides": ("{} decides it.", "lo decide {}.", "lo decide {}."),
        "decide-left-day": (
            "what may be given today is given, {} decides.",
            "lo de hoy ya se ha dado, decide {}.",
            "quello di oggi è già dato, decide {}.",
        ),
    }
)
