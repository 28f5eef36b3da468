import AdvocacyModel

/// What the program says to employees who decline or propose something, and to their editors.
package struct PeoplePhrases: Sendable {
  package let campaign = Phrase("the campaign {name}", es: "la campaña {name}")
  package let topic = Phrase("the topic {name}", es: "el tema {name}")
  package let network = Phrase("posts on {name}", es: "las publicaciones en {name}")
  package let declined = Phrase(
    "Recorded: {employee} stays out of {subjects}.",
    es: "Anotado: {employee} no participa en {subjects}.")
  package let declinedActs = Phrase(
    "{acts|planned share|planned shares} will not happen.",
    es: "{acts|publicación prevista|publicaciones previstas} ya no se {acts:hará|harán}.")
  package let declinedSilently = Phrase(
    "Nobody is told, no reason is asked, and it is never held against anybody. What was shared before stays.",
    es:
      "No se le dice a nadie, no se pide ningún motivo y nunca se tiene en cuenta contra nadie. Lo ya compartido queda como está."
  )
  package let alreadyDeclined = Phrase(
    "Nothing to do: {employee} stays out of {subjects} already.",
    es: "Nada que hacer: {employee} ya no participaba en {subjects}.")
  package let takenBack = Phrase(
    "Recorded: {employee} takes part in {subjects} again. What was dropped since does not come back.",
    es:
      "Anotado: {employee} vuelve a participar en {subjects}. Lo que se anuló entretanto no vuelve."
  )
  package let neverDeclined = Phrase(
    "Nothing to do: {employee} has not declined {subjects}.",
    es: "Nada que hacer: {employee} no había rechazado {subjects}.")

  package let proposed = Phrase("Proposed as {name}.", es: "Propuesta registrada: {name}.")
  package let editorsAnswer = Phrase(
    "An editor will answer: {editors}.", es: "Responderá alguien de edición: {editors}.")
  package let noEditor = Phrase(
    "Nobody else has the role \"editor\" yet: name somebody under \"roles\" in config.json.",
    es:
      "Nadie más tiene aún el rol «editor»: hay que nombrar a alguien en «roles», en config.json.")
  package let anybodyAnswers = Phrase(
    "Anybody else on the roster may answer.", es: "Puede responder cualquier otra persona.")
  package let proposedNext = Phrase(
    "See it: advocacy proposals show {name}", es: "Para verla: advocacy proposals show {name}")
  package let accepted = Phrase(
    "Accepted {name} as post {post} by {author}, due {due} on {networks}.",
    es: "Aceptada {name}: publicación {post}, de {author}, para el {due} en {networks}.")
  package let changedByEditor = Phrase(
    "Changed, and shown with the proposal: {fields}.",
    es: "Cambios, que se ven con la propuesta: {fields}.")
  package let proposalDeclined = Phrase(
    "Declined {name} of {author}.", es: "Rechazada {name}, de {author}.")
  package let finished = Phrase(
    "{name} had been accepted; it is in the queue now, as post {post}.",
    es: "{name} ya estaba aceptada; ahora está en la cola, como publicación {post}.")
  package let inQueueAlready = Phrase(
    "Nothing to do: {name} is in the queue, as post {post}.",
    es: "Nada que hacer: {name} está en la cola, como publicación {post}.")
  package let noProposals = Phrase(
    "Nothing was proposed yet: advocacy propose \"…\" --by EMPLOYEE",
    es: "Aún no hay propuestas: advocacy propose \"…\" --by EMPLEADO")
  package let voices = Phrase(
    "{voices|person|people} made {proposals|proposal|proposals}.",
    es: "{voices|persona ha|personas han} hecho {proposals|propuesta|propuestas}.")
  package let answeredAtOnce = Phrase(
    "{accepted} of {answered} answered were accepted, half of them answered the same day.",
    es: "Aceptadas {accepted} de las {answered} respondidas, la mitad el mismo día.")
  package let answeredInDays = Phrase(
    "{accepted} of {answered} answered were accepted, half of them answered within {days|day|days}.",
    es:
      "Aceptadas {accepted} de las {answered} respondidas, la mitad en {days|día|días} o menos.")
  package let noneLikeThat = Phrase("No proposal is like that.", es: "Ninguna propuesta es así.")
  package let waiting = Phrase("waiting", es: "en espera")
  package let acceptedState = Phrase("accepted", es: "aceptada")
  package let declinedState = Phrase("declined", es: "rechazada")
  package let sinceToday = Phrase("since today", es: "desde hoy")
  package let waitingFor = Phrase("for {days|day|days}", es: "desde hace {days|día|días}")
  package let sameDay = Phrase("answered the same day", es: "respuesta el mismo día")
  package let answeredAfter = Phrase(
    "answered after {days|day|days}", es: "respuesta a los {days|día|días}")
  package let erased = Phrase("(erased with its author)", es: "(borrada con su autor)")
  package let shown = Phrase(
    "{name} ({state}), proposed by {author} on {at} for {networks}: {title}",
    es: "{name} ({state}), propuesta por {author} el {at} para {networks}: {title}")
  package let answered = Phrase(
    "{state} by {by} as {role} on {at}", es: "{state} por {by} como {role} el {at}")
  package let answeredNote = Phrase("note: {note}", es: "nota: {note}")
  package let answeredPost = Phrase("post: {post}", es: "publicación: {post}")
  package let changedField = Phrase("changed by the editor: {field}", es: "cambiado: {field}")
  package let feedTitle = Phrase("{company}: our people", es: "{company}: nuestra gente")
  package let fields: [String: Phrase] = [
    "title": Phrase("title", es: "título"), "text": Phrase("text", es: "texto"),
    "networks": Phrase("networks", es: "redes"), "link": Phrase("link", es: "enlace"),
    "campaign": Phrase("campaign", es: "campaña"), "topics": Phrase("topics", es: "temas"),
    "hashtags": Phrase("hashtags", es: "etiquetas"), "date": Phrase("date", es: "fecha"),
    "end": Phrase("end", es: "fin"),
  ]

  package let declineNext = Phrase("To take it back: {call}", es: "Para deshacerlo: {call}")
}

/// What the commands on people say: lists, a person, an import.
package struct RosterPhrases: Sendable {
  package let employee = Phrase("employee", es: "empleado")
  package let name = Phrase("name", es: "nombre")
  package let team = Phrase("team", es: "equipo")
  package let role = Phrase("role", es: "puesto")
  package let country = Phrase("country", es: "país")
  package let language = Phrase("language", es: "idioma")
  package let topics = Phrase("topics", es: "temas")
  package let state = Phrase("state", es: "estado")
  package let consent = Phrase("consent", es: "consentimiento")
  package let evidence = Phrase("evidence", es: "constancia")
  package let accounts = Phrase("accounts", es: "cuentas")
  package let courses = Phrase("courses", es: "cursos")
  package let completed = Phrase("{course}, {day}", es: "{course}, {day}")
  package let account = Phrase(
    "{network} {handle}, {followers|follower|followers}",
    es: "{network} {handle}, {followers|seguidor|seguidores}")
  package let bareAccount = Phrase(
    "{network}, {followers|follower|followers}", es: "{network}, {followers|seguidor|seguidores}")

  package let employed = Phrase("employed", es: "en plantilla")
  package let employedSince = Phrase("employed since {day}", es: "en plantilla desde el {day}")
  package let joins = Phrase("joins on {day}", es: "se incorpora el {day}")
  package let left = Phrase("left; last day {day}", es: "baja; último día {day}")
  package let leave = Phrase("on leave", es: "de permiso")
  package let leaveUntil = Phrase("on leave until {day}", es: "de permiso hasta el {day}")
  package let suspended = Phrase("suspended", es: "en suspenso")
  package let suspendedUntil = Phrase("suspended until {day}", es: "en suspenso hasta el {day}")

  package let noConsent = Phrase("none: never asked", es: "ninguno: nunca se le pide nada")
  package let noConsentShort = Phrase("none", es: "ninguno")
  package let consentSince = Phrase("since {day}", es: "desde el {day}")
  package let consentFromTo = Phrase("{day} to {last}", es: "del {day} al {last}")
  package let consentEnded = Phrase("ended {last}", es: "terminó el {last}")
  package let consentFrom = Phrase("from {day} on", es: "a partir del {day}")
  package let consentOn = Phrase("{when}, on {networks} only", es: "{when}, solo en {networks}")
  package let noEvidence = Phrase(
    "not noted; add consent.evidence, such as a file number",
    es: "sin anotar; añada consent.evidence, por ejemplo un número de expediente")

  package let emptyRoster = Phrase(
    "The roster is empty. Put people under \"employees\" in config.json, or: advocacy roster import FILE.csv",
    es:
      "La plantilla está vacía. Ponga personas bajo \"employees\" en config.json, o: advocacy roster import ARCHIVO.csv"
  )
  package let nobodyLikeThat = Phrase("Nobody is like that.", es: "Nadie cumple eso.")
  package let total = Phrase(
    "{people|person|people}, {consenting} with consent, as of {day}.",
    es: "{people|persona|personas}, {consenting} con consentimiento, a {day}.")
  package let notShown = Phrase(
    "Not shown: {count|person|people} who left before; --all shows them.",
    es: "Sin mostrar: {count|persona|personas} que ya causaron baja; --all las muestra.")
  package let hidden = Phrase(
    "Hidden, terminal too narrow: {columns}.", es: "Oculto, terminal demasiado estrecho: {columns}."
  )
  package let everything = Phrase(
    "All that the workspace holds of them: advocacy roster show {employee} --everything",
    es: "Todo lo que se guarda de esta persona: advocacy roster show {employee} --everything")

  package let importedHeading = Phrase("{file}, as of {day}:", es: "{file}, a {day}:")
  package let wouldChange = Phrase(
    "{file} would change, as of {day}:", es: "{file} cambiaría, a {day}:")
  package let joined = Phrase("joins", es: "alta")
  package let leaves = Phrase("leaves", es: "baja")
  package let changes = Phrase("changes", es: "cambia")
  package let held = Phrase("held back", es: "pendiente")
  package let fromDay = Phrase("from {day}", es: "desde el {day}")
  package let lastDay = Phrase("last day {day}", es: "último día {day}")
  package let fieldChange = Phrase("{field}: {before} → {after}", es: "{field}: {before} → {after}")
  package let fieldNew = Phrase("{field}: {after}", es: "{field}: {after}")
  package let moreLines = Phrase(
    "and {count} more; --format json lists all", es: "y {count} más; --format json las muestra")
  package let nothing = Phrase(
    "nothing to change; {count|person is|people are} as before",
    es: "nada que cambiar; {count|persona sigue|personas siguen} igual")
  package let counts = Phrase(
    "{joined} joined, {left} left, {changed} changed, {held} held back, {same} as before.",
    es: "{joined} altas, {left} bajas, {changed} cambios, {held} pendientes, {same} sin cambios.")
  package let mayBe = Phrase(
    "not on the roster; may be {people}, who is missing from the file: add --same {new}={old}, or --another {new} for somebody else",
    es:
      "no está en la plantilla; puede ser {people}, que falta en el archivo: añada --same {new}={old}, o --another {new} si es otra persona"
  )
  package let notYet = Phrase(
    "{fields} from {day}: import again on that day, since the roster keeps no date with it",
    es:
      "{fields} a partir del {day}: importe de nuevo ese día, porque la plantilla no guarda fecha de eso"
  )
  package let cameBack = Phrase(
    "in the file, but left by the roster (last day {day}): correct \"left\" in the roster",
    es: "está en el archivo, pero de baja en la plantilla (último día {day}): corrija \"left\"")
  package let leftBefore = Phrase(
    "left before they were on the roster (last day {day})",
    es: "baja antes de estar en la plantilla (último día {day})")
  package let erased = Phrase(
    "erased here, and stays so: advocacy roster readmit {new} lets them back",
    es: "se borró aquí y así sigue: advocacy roster readmit {new} lo permite de nuevo")
  package let beginsThen = Phrase(
    "missing from the file on their first day", es: "falta en el archivo en su primer día")
}

/// What employees read of what is theirs: kits, digests, their own list, their calendar.
///
/// These are the texts that a company may have in further languages: the names of the properties are
/// the keys of its files of strings, a contract.
package struct KitPhrases: Sendable {
  /// The days of the week, Monday first, with a blank between.
  package let weekdays = Phrase(
    "Mon Tue Wed Thu Fri Sat Sun", es: "lun mar mié jue vie sáb dom")
  /// The months, with a blank between.
  package let months = Phrase(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    es: "ene feb mar abr may jun jul ago sept oct nov dic")
  package let time = Phrase(
    "{weekday} {day} {month} {clock}", es: "{weekday} {day} {month} {clock}")
  package let timeOfYear = Phrase(
    "{weekday} {day} {month} {year} {clock}", es: "{weekday} {day} {month} {year} {clock}")
  package let dayOfWeek = Phrase("{weekday} {day} {month}", es: "{weekday} {day} {month}")
  package let and = Phrase("{first} and {last}", es: "{first} y {last}")

  package let forWhom = Phrase("For {name}", es: "Para {name}")
  package let minutes = Phrase("about {minutes} min", es: "unos {minutes} min")
  package let until = Phrase("until {time}", es: "hasta el {time}")
  package let from = Phrase("from {time}", es: "desde el {time}")
  package let byHand = Phrase(
    "Nothing is posted for you: you share it yourself, if you like.",
    es: "Nada se publica por ti: lo compartes tú, si quieres.")
  package let open = Phrase("Open {network}", es: "Abrir {network}")
  package let paste = Phrase(
    "{network} takes only the link: copy the text first, then paste it there.",
    es: "{network} solo recibe el enlace: copia antes el texto y pégalo allí.")
  package let yours = Phrase(
    "Change it as you like: it should sound like you.",
    es: "Cámbialo como quieras: debe sonar a ti.")
  package let keep = Phrase("Please leave in: {words}", es: "No quites, por favor: {words}")
  package let noWords = Phrase(
    "Share the company’s post there as it is: {actions}, without words of your own.",
    es: "Comparte allí la publicación de la empresa tal cual: {actions}, sin texto propio.")
  package let like = Phrase("like", es: "«me gusta»")
  package let repost = Phrase("repost", es: "compartir")
  package let or = Phrase("{first} or {last}", es: "{first} o {last}")

  package let why = Phrase("Why you: {reasons}.", es: "Por qué tú: {reasons}.")
  package let agreed = Phrase("you agreed to take part", es: "aceptaste participar")
  package let trained = Phrase(
    "you completed “{course}”", es: "completaste «{course}»")
  package let approved = Phrase("{roles} approved it", es: "lo aprobó {roles}")
  package let sayingNo = Phrase(
    "Saying no needs no reason and is never held against you.",
    es: "Puedes decir que no sin dar motivos; nunca se usará en tu contra.")
  package let howToSayNo = Phrase("To say no: {command}", es: "Para decir que no: {command}")

  package let subject = Phrase("{company}: {title}", es: "{company}: {title}")
  package let digestSubject = Phrase(
    "{company}: {posts|post|posts} to share this week, about {minutes} min",
    es:
      "{company}: {posts|publicación|publicaciones} para compartir esta semana, unos {minutes} min"
  )
  package let digestHeading = Phrase(
    "{posts|post|posts} to share, {first} to {last}",
    es: "{posts|publicación|publicaciones} para compartir, del {first} al {last}")

  package let nothing = Phrase(
    "Nothing is asked of you now.", es: "Ahora no se te pide nada.")
  package let nothingInWeek = Phrase(
    "Nothing is asked of you in that week.", es: "En esa semana no se te pide nada.")
  package let later = Phrase("Later:", es: "Más adelante:")
  package let done = Phrase("You shared:", es: "Has compartido:")
  package let didShare = Phrase("shared {time}", es: "compartida el {time}")
  package let didLike = Phrase("liked {time}", es: "marcada con «me gusta» el {time}")
  package let next = Phrase(
    "Next: {kit}   (or: {decline})", es: "A continuación: {kit}   (o bien: {decline})")
  package let share = Phrase("Share: {title}", es: "Compartir: {title}")
  package let published = Phrase("Published: {title}", es: "Se publica: {title}")

  package init() {}
}

extension KitPhrases {
  /// The phrases by their keys, in the order in which they stand here.
  package static let keyed: [(key: String, phrase: Phrase)] =
    Mirror(reflecting: KitPhrases()).children.compactMap { child in
      guard let key = child.label, let phrase = child.value as? Phrase else { return nil }
      return (key, phrase)
    }
}

/// The JSON Schema of a company's file of strings: what employees read, in one more language.
package enum StringsSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:strings:1")),
    ("title", .text("What employees read in kits, digests and lists, in one language")),
    ("type", .text("object")),
    (
      "properties",
      .object(
        [(key: "$schema", value: SchemaNode.text("Where editors find this schema."))]
          + KitPhrases.keyed.map { key, phrase in
            (key: key, value: SchemaNode.text("In English: \(phrase[.english])", longest: 1000))
          })
    ),
    ("required", .texts(KitPhrases.keyed.map(\.key))),
    ("additionalProperties", .boolean(false)),
  ])
}
