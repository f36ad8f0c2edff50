"""The customer who comes again: earlier incidents, the third contact, hand-overs, what is seen, the card."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONTACT: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "was-here": (
            "{} has been in touch before: {}, {}, {}.",
            "{} ya contactó antes: {}, {}, {}.",
            "{} ci ha già contattato: {}, {}, {}.",
        ),
        "was-here-more": ("Also {}.", "También {}.", "Anche {}."),
        "ask-nothing-again": (
            "Do not ask again what is there:   {}",
            "No pregunte lo que ya consta:   {}",
            "Non chieda ciò che c'è già:   {}",
        ),
        "perhaps-here": (
            "Perhaps the same person: {}, {}, {}. The name alone says little.",
            "Quizá la misma persona: {}, {}, {}. El nombre solo dice poco.",
            "Forse è la stessa persona: {}, {}, {}. Il nome da solo dice poco.",
        ),
        "quiet-contact": ("contact no. {}", "contacto n.º {}", "contatto n. {}"),
        "quiet-contact-since": ("contact no. {} since {}", "contacto n.º {} desde el {}", "contatto n. {} dal {}"),
        "quiet-perhaps": ("perhaps {}", "quizá {}", "forse {}"),
        "quiet-alerted": ("on {}'s list {}", "en la lista de {} {}", "nella lista di {} {}"),
        "manager-alerted": (
            "On {}'s list: third contact or more. You go on.",
            "En la lista de {}: tercer contacto o más. Siga usted.",
            "Nella lista di {}: terzo contatto o più. Continui lei.",
        ),
        "owner-to-the-end": (
            "Owner to the end: {}",
            "Responsable hasta el final: {}",
            "Responsabile fino alla fine: {}",
        ),
        "second-transfer": (
            "This would be the second transfer: stay if you can.",
            "Sería el segundo traspaso: quédese si puede.",
            "Sarebbe il secondo passaggio: resti, se può.",
        ),
        "another-transfer": (
            "This would be transfer no. {}: stay if you can.",
            "Sería el traspaso n.º {}: quédese si puede.",
            "Sarebbe il passaggio n. {}: resti, se può.",
        ),
        "transferred-often": (
            "Transfers so far: {}. Stay to the end if you can.",
            "Traspasos hasta ahora: {}. Quédese hasta el final si puede.",
            "Passaggi finora: {}. Resti fino alla fine, se può.",
        ),
        "what-do-you-see-now": ("What do you see?", "¿Qué ve?", "Che cosa vede?"),
        "what-you-see": ("what you see", "qué ve", "che cosa vede"),
        "another-sign": ("Something else is seen", "Se ve algo más", "Si vede altro"),
        "calm-voice_raised": (
            "Slower and quieter than they are. Let them finish, then one sentence.",
            "Más despacio y más bajo. Deje terminar; después, una sola frase.",
            "Più piano e più lentamente. Lasci finire, poi una frase sola.",
        ),
        "calm-asked_for_manager": (
            "Say yes at once, and do not ask why.",
            "Diga que sí enseguida, y no pregunte por qué.",
            "Dica subito di sì, e non chieda perché.",
        ),
        "calm-repeats_story": (
            "Listen to the end. Then say in one sentence what you have heard.",
            "Escuche hasta el final. Después diga en una frase lo que ha oído.",
            "Ascolti fino alla fine. Poi dica in una frase che cosa ha sentito.",
        ),
        "calm-filming": (
            "Let them film. Say only what everybody may hear.",
            "Deje que graben. Diga solo lo que puede oír cualquiera.",
            "Lasci filmare. Dica solo ciò che tutti possono sentire.",
        ),
        "calm-leaving": (
            "Do not stand in the way. One promise with an hour, and a way to reach them.",
            "No corte el paso. Una promesa con hora, y cómo avisarle.",
            "Non sbarri la strada. Una promessa con un'ora, e come avvisare.",
        ),
        "card-with": ("With", "Con", "Con"),
        "card-contact": ("Contact", "Contacto", "Contatto"),
        "card-customer": ("Customer", "Cliente", "Cliente"),
        "card-known": ("Known", "Se sabe", "Si sa"),
        "card-mood": ("Mood", "Ánimo", "Umore"),
        "card-next": ("Next", "Sigue", "Adesso"),
        "card-owns": ("{}, to the end", "{}, hasta el final", "{}, fino alla fine"),
        "card-contact-no": ("no. {}", "n.º {}", "n. {}"),
        "card-contact-no-since": ("no. {} since {}", "n.º {} desde el {}", "n. {} dal {}"),
        "card-transfers": ("transfers: {}", "traspasos: {}", "passaggi: {}"),
        "card-perhaps": ("perhaps also {}", "quizá también {}", "forse anche {}"),
        "card-times": ("{} ({} times)", "{} ({} veces)", "{} ({} volte)"),
        "card-calm": ("nothing seen", "nada visto", "nulla di visto"),
        "card-careful": ("Careful: {}", "Con cuidado: {}", "Con cautela: {}"),
        "card-and-more": ("and {} more", "y {} más", "e altri {}"),
        "card-third-contact": (
            "third contact or more: {}",
            "tercer contacto o más: {}",
            "terzo contatto o più: {}",
        ),
    }
)
