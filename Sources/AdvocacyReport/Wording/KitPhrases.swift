import AdvocacyModel

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
