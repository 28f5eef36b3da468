/// What `explain` and the preview of `post` say around the rules' own sentences.
package struct ExplainPhrases: Sendable {
  package let noAccount = Phrase(
    "{employee} has no account on a network of {post}.",
    es: "{employee} no tiene cuenta en ninguna red de {post}.")
  package let noAccounts = Phrase(
    "Nobody has an account on a network of {post}.",
    es: "Nadie tiene cuenta en ninguna red de {post}.")
  package let later = Phrase("Later: {time}, {words}.", es: "Después: {time}, {words}.")

  package let allow = Phrase(
    "{employee} may share {post} on {network}",
    es: "{employee} puede compartir {post} en {network}")
  package let rewrite = Phrase(
    "{employee} may share {post} on {network}, with words the rules add",
    es: "{employee} puede compartir {post} en {network}, con el texto que añaden las reglas")
  package let notYet = Phrase(
    "{employee} is scheduled for later, to share {post} on {network}",
    es: "{employee} compartirá {post} en {network} más adelante")
  package let notYetUntil = Phrase(
    "{employee} is scheduled for {time}, to share {post} on {network}",
    es: "{employee} compartirá {post} en {network} el {time}")
  package let onceApproved = Phrase(
    "{employee} may share {post} on {network} once it is approved",
    es: "{employee} podrá compartir {post} en {network} cuando se apruebe")
  package let deny = Phrase(
    "{employee} may not share {post} on {network}",
    es: "{employee} no puede compartir {post} en {network}")
  package let noRule = Phrase(
    "{verdict}: no rule applies.", es: "{verdict}: no se aplica ninguna regla.")
  package let rules = Phrase("{verdict}:", es: "{verdict}:")
  package let toChange = Phrase("To change this: {words}", es: "Para cambiarlo: {words}")
  package let asIs = Phrase("{words}", es: "{words}")
  package let toChangeAll = Phrase(
    "What would change it, all of it together:", es: "Lo que lo cambiaría, todo junto:")
  package let nothingChanges = Phrase(
    "Nothing would change it for this post.", es: "Nada lo cambiaría para esta publicación.")
  package let itRead = Phrase("It read: {text}", es: "Decía: {text}")
  package let wouldRead = Phrase("It would read: {text}", es: "Diría: {text}")
  package let then = Phrase("Then: {words}", es: "Luego: {words}")
  package let planned = Phrase("planned for {time}", es: "previsto para el {time}")
  package let waits = Phrase(
    "waits for approval until {time}", es: "espera la aprobación hasta el {time}")
  package let acted = Phrase("acted {time}: {words}", es: "actuó el {time}: {words}")
  package let prevented = Phrase("prevented {time}: {words}", es: "impedido el {time}: {words}")
  package let dated = Phrase("{time}: {words}", es: "{time}: {words}")
  package let counts = Phrase(
    "{post} as of {time}: {candidates|candidate|candidates}: {verdicts}.",
    es: "{post} a fecha de {time}: {candidates|candidato|candidatos}: {verdicts}.")
  package let counted = Phrase("{count} {verdict}", es: "{count} {verdict}")
  package let employee = Phrase("employee", es: "empleado")
  package let network = Phrase("network", es: "red")
  package let verdict = Phrase("verdict", es: "veredicto")
  package let because = Phrase("because", es: "motivo")

  package let added = Phrase(
    "Added {post} to {file}, due {time}", es: "{post} añadida a {file}, para el {time}")
  package let wouldAdd = Phrase(
    "Would add {post} to {file}, due {time}", es: "Se añadiría {post} a {file}, para el {time}")
  package let warning = Phrase("warning", es: "aviso")
  package let allowed = Phrase("allowed", es: "permitidos")
  package let denied = Phrase("denied", es: "denegados")
  package let deferred = Phrase("deferred", es: "aplazados")
  package let needApproval = Phrase("needs approval", es: "requieren aprobación")
  package let spoke = Phrase("held back by", es: "reglas que lo frenan")
  package let ruleCount = Phrase("{rule} {outcome} {count}", es: "{rule} {outcome} {count}")
  package let waitsForApproval = Phrase(
    "Waiting for approval. To give one: {command}",
    es: "Espera una aprobación. Para darla: {command}")
  package let nobodyLikely = Phrase(
    "Nobody is likely to take part as things stand.",
    es: "Tal como está, es probable que no participe nadie.")
  package let likely = Phrase(
    "Likely: {employees|employee|employees} with {actions|action|actions} bring about {people} people whom the page alone would not reach.",
    es:
      "Previsión: {employees|empleado|empleados} con {actions|acción|acciones} aportan unas {people} personas que la página sola no alcanzaría."
  )
  package let likelyTimes = Phrase(
    "Likely: {employees|employee|employees} with {actions|action|actions} bring about {people} people whom the page alone would not reach, {multiple}.",
    es:
      "Previsión: {employees|empleado|empleados} con {actions|acción|acciones} aportan unas {people} personas que la página sola no alcanzaría, {multiple}."
  )
  package let next = Phrase("Next: {commands}", es: "A continuación: {commands}")
}
