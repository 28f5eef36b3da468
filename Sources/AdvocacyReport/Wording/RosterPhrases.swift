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
