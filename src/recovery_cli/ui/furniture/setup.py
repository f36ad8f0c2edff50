"""What `recover init` asks, what it finds wrong with an answer, and what it writes beside the settings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SETUP: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "init-how": (
            "Enter takes what is proposed, {} goes back, {} leaves out, Ctrl-C leaves.",
            "Intro acepta lo propuesto, {} vuelve, {} lo deja vacío, Ctrl-C sale.",
            "Invio accetta la proposta, {} torna indietro, {} lascia vuoto, Ctrl-C esce.",
        ),
        "init-right": (
            "Enter writes it; a number changes an answer",
            "Intro lo escribe; un número cambia una respuesta",
            "Invio scrive; un numero cambia una risposta",
        ),
        "init-business.name": ("Name on the sign", "Nombre comercial", "Nome sull'insegna"),
        "init-business.legal_name": ("Legal name", "Razón social", "Ragione sociale"),
        "init-business.address": ("Address, on one line", "Dirección, en una línea", "Indirizzo, su una riga"),
        "init-business.city": ("Town, as in a date line", "Ciudad, para fechar cartas", "Città, per datare le lettere"),
        "init-country": ("Country, name or ES, IT, GB", "País, nombre o ES, IT, GB", "Paese, nome o ES, IT, GB"),
        "init-timezone": ("Time zone", "Zona horaria", "Fuso orario"),
        "init-business.phone": (
            "Telephone that is answered",
            "Teléfono que alguien atiende",
            "Telefono a cui si risponde",
        ),
        "init-business.email": ("Mail address that is read", "Correo que alguien lee", "Posta che qualcuno legge"),
        "init-business.tax_id": ("Tax number", "NIF", "Partita IVA"),
        "init-business.website": ("Website", "Sitio web", "Sito web"),
        "init-business.logo": ("Logo, a file .svg or .png", "Logotipo, archivo .svg o .png", "Logo, file .svg o .png"),
        "init-business.colour": ("Colour of the house", "Color de la casa", "Colore della casa"),
        "init-business.signatory.name": ("Who signs letters", "Quién firma las cartas", "Chi firma le lettere"),
        "init-business.signatory.role": (
            "Their role, as printed",
            "Su cargo, como se imprime",
            "Il suo ruolo, in stampa",
        ),
        "init-site": ("Site, for note numbers", "Local, para numerar notas", "Sede, per numerare le note"),
        "init-currency": ("Currency, as EUR", "Moneda, como EUR", "Valuta, come EUR"),
        "init-languages": (
            "Customers' languages, in order",
            "Lenguas de clientes, en orden",
            "Lingue dei clienti, in ordine",
        ),
        "init-emergency_number": ("Number when someone is hurt", "Número si hay un herido", "Numero se c'è un ferito"),
        "init-roles.manager.people.0.name": ("Manager's name", "Nombre de responsable", "Nome del responsabile"),
        "init-roles.manager.people.0.phone": (
            "Manager's telephone",
            "Teléfono de responsable",
            "Telefono del responsabile",
        ),
        "init-roles.front_line.limit": (
            "Front line decides up to",
            "Primera línea decide hasta",
            "Al banco si decide fino a",
        ),
        "init-roles.supervisor.limit": ("Shift lead decides up to", "Turno decide hasta", "Capoturno decide fino a"),
        "init-roles.manager.limit": ("Manager decides up to", "Responsable decide hasta", "Responsabile decide fino a"),
        "init-note.clean_by_days": (
            "Days to bring to the cleaner",
            "Días para llevar a limpiar",
            "Giorni per far pulire",
        ),
        "init-note.claim_by_days": ("Days to send the receipt", "Días para enviar el recibo", "Giorni per la ricevuta"),
        "init-note.pay_within_days": ("Days until we have paid", "Días en que pagamos", "Giorni entro cui paghiamo"),
        "init-print_format": ("Notes are printed as", "Las notas se imprimen en", "Le note si stampano in"),
        "init-needed": ("This one is needed.", "Este dato hace falta.", "Questo dato serve."),
        "bad-line": ("Write it on one line.", "Escríbalo en una línea.", "Lo scriva su una riga."),
        "bad-country": (
            '"{}" is no country; write its two letters, as ES. {}',
            '"{}" no es un país; escriba sus dos letras, como ES. {}',
            '"{}" non è un paese; scriva le sue due lettere, come IT. {}',
        ),
        "bad-timezone": (
            '"{}" is no time zone; write one like Europe/Madrid. {}',
            '"{}" no es una zona horaria; escriba por ejemplo Europe/Madrid. {}',
            '"{}" non è un fuso orario; scriva per esempio Europe/Rome. {}',
        ),
        "bad-phone": (
            '"{}" is no telephone number; write it like +34 955 000 000.',
            '"{}" no es un teléfono; escríbalo como +34 955 000 000.',
            '"{}" non è un numero di telefono; lo scriva come +39 06 0000 0000.',
        ),
        "bad-email": (
            '"{}" is no mail address; write it like hola@asador.example.',
            '"{}" no es un correo; escríbalo como hola@asador.example.',
            '"{}" non è un indirizzo; lo scriva come ciao@trattoria.example.',
        ),
        "bad-website": (
            '"{}" is no website; write it like www.asador.example.',
            '"{}" no es un sitio web; escríbalo como www.asador.example.',
            '"{}" non è un sito; lo scriva come www.trattoria.example.',
        ),
        "bad-colour": (
            '"{}" is no colour; write it like #7a2e1f.',
            '"{}" no es un color; escríbalo como #7a2e1f.',
            '"{}" non è un colore; lo scriva come #7a2e1f.',
        ),
        "bad-site": (
            '"{}" is no site; write three capitals and two figures, as SEV01.',
            '"{}" no vale; escriba tres mayúsculas y dos cifras, como SEV01.',
            '"{}" non va; scriva tre maiuscole e due cifre, come ROM01.',
        ),
        "bad-currency": (
            '"{}" is no currency; write its three letters, as EUR.',
            '"{}" no es una moneda; escriba sus tres letras, como EUR.',
            '"{}" non è una valuta; scriva le sue tre lettere, come EUR.',
        ),
        "bad-languages": (
            '"{}" is not spoken here; write some of en, es, it, as: es, en',
            '"{}" no se habla aquí; escriba algunas de en, es, it, así: es, en',
            '"{}" qui non si parla; scriva alcune fra en, es, it, così: it, en',
        ),
        "bad-emergency": (
            '"{}" cannot be dialled; write figures, as 112.',
            '"{}" no se puede marcar; escriba cifras, como 112.',
            '"{}" non si può comporre; scriva cifre, come 112.',
        ),
        "bad-amount": (
            '"{}" is no amount; write it like 30 or 30.00.',
            '"{}" no es un importe; escríbalo como 30 o 30.00.',
            '"{}" non è un importo; lo scriva come 30 o 30.00.',
        ),
        "bad-days": (
            '"{}" does not do; write a whole number from {} to {}.',
            '"{}" no vale; escriba un número entero de {} a {}.',
            '"{}" non va; scriva un numero intero da {} a {}.',
        ),
        "bad-claim": (
            "The receipt comes after the cleaning; write at least {}.",
            "El recibo llega después de la limpieza; escriba al menos {}.",
            "La ricevuta arriva dopo la pulizia; scriva almeno {}.",
        ),
        "bad-choice": (
            '"{}" does not do; write one of: {}',
            '"{}" no vale; escriba uno de: {}',
            '"{}" non va; scriva uno fra: {}',
        ),
        "bad-logo": (
            '"{}" is not here; name an .svg or .png file.',
            '"{}" no está aquí; indique un archivo .svg o .png.',
            '"{}" qui non c\'è; indichi un file .svg o .png.',
        ),
        "bad-logo-taken": (
            "{} lies elsewhere, and here is another {}; give it another name.",
            "{} está en otro lugar y aquí hay otro {}; cámbiele el nombre.",
            "{} sta altrove, e qui c'è un altro {}; gli dia un altro nome.",
        ),
        "note-head": (
            "Written by `recover init`. Change it by hand, then look: recover doctor",
            "Escrito por `recover init`. Cámbielo a mano y compruebe: recover doctor",
            "Scritto da `recover init`. Lo cambi a mano, poi controlli: recover doctor",
        ),
        "note-business": (
            "What stands on every paper.",
            "Lo que figura en cada documento.",
            "Ciò che sta su ogni documento.",
        ),
        "note-site": (
            "Begins the number of every note: leave it as it is once a note is issued.",
            "Empieza el número de cada nota: no lo cambie tras emitir la primera.",
            "Apre il numero di ogni nota: non lo cambi dopo averne emessa una.",
        ),
        "note-country": (
            "How amounts and dates are written; dates and note years are local.",
            "Cómo se escriben importes y fechas; fechas y años son locales.",
            "Come si scrivono importi e date; date e anni sono locali.",
        ),
        "note-languages": (
            "Languages of customers; the first is taken when nobody says otherwise.",
            "Lenguas de los clientes; la primera vale si nadie dice otra.",
            "Lingue dei clienti; la prima vale se nessuno ne dice un'altra.",
        ),
        "note-emergency_number": (
            "Shown when someone is hurt. Dial it once in your mind: is it right here?",
            "Sale cuando hay un herido. Compruebe que aquí es este número.",
            "Appare se c'è un ferito. Controlli che qui sia questo.",
        ),
        "note-playbooks": (
            "Playbooks in use; an empty list means all of them.",
            "Playbooks en uso; una lista vacía los usa todos.",
            "Playbook in uso; una lista vuota li usa tutti.",
        ),
        "note-roles": (
            "Who may give how much, and who is fetched: front_line to owner.",
            "Quién puede dar cuánto y a quién se avisa: front_line a owner.",
            "Chi può dare quanto, e chi si chiama: da front_line a owner.",
        ),
        "note-note": (
            "Terms of the guarantee note, in days from its issue.",
            "Plazos de la nota de garantía, en días desde su emisión.",
            "Termini della nota di garanzia, in giorni dall'emissione.",
        ),
        "note-print_format": (
            "How a note is printed: {}.",
            "Cómo se imprime una nota: {}.",
            "Come si stampa una nota: {}.",
        ),
        "note-rest": (
            "More, if you want it: take the # away.",
            "Más, si lo quiere: quite la #.",
            "Altro, se serve: tolga il #.",
        ),
        "init-done": ("Papers go to {}", "Los documentos van a {}", "I documenti vanno in {}"),
        "init-key": (
            "Notes are signed with key {}",
            "Las notas se firman con la clave {}",
            "Le note si firmano con la chiave {}",
        ),
        "init-next": ("Next:   {}", "Ahora:   {}", "Adesso:   {}"),
        "init-taken": (
            "Taken without asking: {}",
            "Tomado sin preguntar: {}",
            "Preso senza chiedere: {}",
        ),
        "init-other-currency": (
            "{} counts in {}: put your own amounts into {}",
            "{} cuenta en {}: ponga sus importes en {}",
            "{} conta in {}: metta i suoi importi in {}",
        ),
        "init-left": ("Nothing was written.", "No se ha escrito nada.", "Non è stato scritto nulla."),
    }
)
