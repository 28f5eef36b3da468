package import AdvocacyModel

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
    "{employee} may share {post} on {networks}",
    es: "{employee} puede compartir {post} en {networks}")
  package let rewrite = Phrase(
    "{employee} may share {post} on {networks}, with words the rules add",
    es: "{employee} puede compartir {post} en {networks}, con el texto que añaden las reglas")
  package let deny = Phrase(
    "{employee} may not share {post} on {networks}",
    es: "{employee} no puede compartir {post} en {networks}")
  package let wasAllowed = Phrase(
    "{employee} was allowed to share {post} on {networks}",
    es: "{employee} podía compartir {post} en {networks}")
  package let wasRewritten = Phrase(
    "{employee} was allowed to share {post} on {networks}, with words the rules add",
    es: "{employee} podía compartir {post} en {networks}, con el texto que añaden las reglas")
  package let wasDenied = Phrase(
    "{employee} was not allowed to share {post} on {networks}",
    es: "{employee} no podía compartir {post} en {networks}")
  package let notYet = Phrase(
    "{employee} is scheduled for later, to share {post} on {networks}",
    es: "{employee} compartirá {post} en {networks} más adelante")
  package let notYetUntil = Phrase(
    "{employee} is scheduled for {time}, to share {post} on {networks}",
    es: "{employee} compartirá {post} en {networks} el {time}")
  package let onceApproved = Phrase(
    "{employee} may share {post} on {networks} once it is approved",
    es: "{employee} podrá compartir {post} en {networks} cuando se apruebe")
  package let noRule = Phrase(
    "{verdict}: no rule applies.", es: "{verdict}: no se aplica ninguna regla.")
  package let noRuleWithFacts = Phrase(
    "{verdict}: {facts}. No rule applied.", es: "{verdict}: {facts}. No se aplicó ninguna regla.")
  package let rules = Phrase("{verdict}:", es: "{verdict}:")
  package let factual = Phrase("{verdict}: {facts}.", es: "{verdict}: {facts}.")
  package let askedAt = Phrase("asked {time}", es: "se le propuso el {time}")
  package let decidedAt = Phrase("decided {time}", es: "decidido el {time}")
  package let sharedAt = Phrase("shared {time} ({actions})", es: "compartió: {time} ({actions})")
  package let sharedOn = Phrase(
    "shared on {network} {time} ({actions})", es: "compartió en {network}: {time} ({actions})")

  package let dueMoment = Phrase("due", es: "al tocar")
  package let askedMoment = Phrase("asked", es: "propuesta")
  package let decidedMoment = Phrase("decided", es: "decisión")
  package let sharedMoment = Phrase("shared", es: "al actuar")
  package let thenMoment = Phrase("then", es: "después")
  package let again = Phrase(
    "Judged again at {time}, for the same reasons",
    es: "Juzgado de nuevo ({time}), por los mismos motivos")
  package let againOn = Phrase(
    "Judged again at {time} on {networks}, for the same reasons",
    es: "Juzgado de nuevo en {networks} ({time}), por los mismos motivos")
  package let planned = Phrase("planned for {time}", es: "previsto para el {time}")
  package let plannedOn = Phrase(
    "planned for {time} on {network}", es: "previsto para el {time} en {network}")
  package let waits = Phrase(
    "waits for approval until {time}", es: "espera la aprobación hasta el {time}")
  package let waitsOn = Phrase(
    "waits for approval until {time} on {network}",
    es: "espera la aprobación hasta el {time} en {network}")
  package let prevented = Phrase("prevented {time}: {words}", es: "impedido el {time}: {words}")
  package let preventedOn = Phrase(
    "prevented {time} on {network}: {words}", es: "impedido el {time} en {network}: {words}")
  package let dated = Phrase("{time}: {words}", es: "{time}: {words}")

  package let toChange = Phrase("To change this: {words}", es: "Para cambiarlo: {words}")
  package let tooLate = Phrase(
    "Too late for this post. For later ones: {words}",
    es: "Para esta publicación ya es tarde. Para las próximas: {words}")
  package let toChangeAll = Phrase(
    "What would change it, all of it together:", es: "Lo que lo cambiaría, todo junto:")
  package let nothingChanges = Phrase(
    "Nothing would change it for this post.", es: "Nada lo cambiaría para esta publicación.")
  package let itRead = Phrase("It read: {text}", es: "Decía: {text}")
  package let wouldRead = Phrase("It would read: {text}", es: "Diría: {text}")

  package let approved = Phrase("approved", es: "aprobada")
  package let approvedAs = Phrase("approved as {role}", es: "aprobada como {role}")
  package let approvedBy = Phrase("approved by {person}", es: "aprobada por {person}")
  package let approvedByAs = Phrase(
    "approved by {person} as {role}", es: "aprobada por {person} como {role}")
  package let withdrawn = Phrase("withdrawn", es: "retirada")
  package let withdrawnAs = Phrase("withdrawn as {role}", es: "retirada como {role}")
  package let withdrawnBy = Phrase("withdrawn by {person}", es: "retirada por {person}")
  package let withdrawnByAs = Phrase(
    "withdrawn by {person} as {role}", es: "retirada por {person} como {role}")
  package let noted = Phrase("{words}: {note}", es: "{words}: {note}")
  package let edited = Phrase(
    "found edited in the queue; what was decided stands",
    es: "se encontró cambiada en la cola; lo decidido sigue en pie")
  package let plannedWords = Phrase("planned", es: "previsto")
  package let waitsWords = Phrase(
    "waits for approval until then", es: "espera la aprobación hasta entonces")
  package let preventedWords = Phrase("prevented", es: "impedido")
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

/// What kinds of rules are called, and their verdicts.
package struct RulePhrases: Sendable {
  package let allow = Phrase("allow", es: "permitido")
  package let rewrite = Phrase("rewrite", es: "con texto añadido")
  package let later = Phrase("defer", es: "aplazado")
  package let needsApproval = Phrase("needs approval", es: "requiere aprobación")
  package let deny = Phrase("deny", es: "denegado")

  /// A rule whose type this version doesn't know.
  package let unknown = Phrase("Rule {rule}", es: "Regla {rule}")

  /// The kinds by the words of their types, those of built-in rules by their ids.
  package let titles: [String: Phrase] = [
    "account": Phrase("No account there", es: "Sin cuenta en esa red"),
    "action": Phrase("No action left", es: "Sin acción posible"),
    "adLabel": Phrase("Advertising label", es: "Etiqueta de publicidad"),
    "adoptionCheck": Phrase("Adoption check", es: "Control de adopción"),
    "approval": Phrase("Approval needed", es: "Aprobación necesaria"),
    "authenticAccount": Phrase("Account not confirmed", es: "Cuenta sin confirmar"),
    "autoRepostLimit": Phrase("Repost limit", es: "Límite de compartidos"),
    "blackout": Phrase("Blackout period", es: "Periodo de silencio"),
    "confidentialClass": Phrase("Confidential", es: "Confidencial"),
    "consent": Phrase("No consent", es: "Sin consentimiento"),
    "consentRequired": Phrase("No consent", es: "Sin consentimiento"),
    "cooldown": Phrase("Time between shares", es: "Pausa entre publicaciones"),
    "disclosureReject": Phrase("Disclosure missing", es: "Falta la mención"),
    "disclosureRequired": Phrase("Disclosure", es: "Mención obligatoria"),
    "editRights": Phrase("Right to edit", es: "Derecho a editar"),
    "embargo": Phrase("Embargo", es: "Embargo"),
    "employed": Phrase("Not employed then", es: "Sin empleo en esa fecha"),
    "expertiseScope": Phrase("Not their field", es: "Fuera de su ámbito"),
    "expiry": Phrase("Post over", es: "Publicación caducada"),
    "fair-stagger": Phrase("Staggered with colleagues", es: "Escalonado entre compañeros"),
    "fair-words": Phrase("Same words as a colleague", es: "Mismas palabras que un compañero"),
    "timeBudget": Phrase("Out of time this week", es: "Sin tiempo esta semana"),
    "frequencyCap": Phrase("Shared often enough", es: "Ya compartió bastante"),
    "holidays": Phrase("Holiday", es: "Festivo"),
    "incentiveDisclosure": Phrase("Incentive disclosed", es: "Mención de incentivo"),
    "killSwitch": Phrase("Everything stopped", es: "Todo detenido"),
    "leave": Phrase("On leave", es: "De permiso"),
    "manualOnly": Phrase("By hand only", es: "Solo a mano"),
    "networkAllowed": Phrase("Network not allowed", es: "Red no permitida"),
    "noAutoLike": Phrase("No automatic likes", es: "Sin «me gusta» automáticos"),
    "no-window": Phrase("No free time slot", es: "Sin hueco libre"),
    "welcome-consent": Phrase("No consent to a welcome", es: "Sin consentimiento de bienvenida"),
    "onceOnly": Phrase("Shared before", es: "Ya compartida"),
    "ownOpinion": Phrase("Own opinion", es: "Opinión propia"),
    "paidTimeOnly": Phrase("Outside paid hours", es: "Fuera del horario laboral"),
    "podGuard": Phrase("Too many at once", es: "Demasiados a la vez"),
    "policyAcknowledgement": Phrase("Policy not acknowledged", es: "Norma sin aceptar"),
    "principalPreapproval": Phrase("Principal’s approval", es: "Visto bueno del responsable"),
    "protectedSpeech": Phrase("Protected speech", es: "Expresión protegida"),
    "quietHours": Phrase("Outside working hours", es: "Fuera de horario"),
    "retention": Phrase("Retention", es: "Conservación"),
    "segment": Phrase("Not in this group", es: "Fuera del grupo"),
    "stagger": Phrase("Staggered with colleagues", es: "Escalonado entre compañeros"),
    "suspended": Phrase("Suspended", es: "Suspendido"),
    "testimonial": Phrase("Testimonial", es: "Testimonio"),
    "text-limit": Phrase("Text too long", es: "Texto demasiado largo"),
    "textUniqueness": Phrase("Same words as a colleague", es: "Mismas palabras que un compañero"),
    "tierCapability": Phrase("Training level", es: "Nivel de formación"),
    "tokenValid": Phrase("Account access lapsed", es: "Acceso a la cuenta caducado"),
    "traineeMode": Phrase("Trainee", es: "En formación"),
    "trainingRequired": Phrase("Training missing", es: "Falta de formación"),
    "undisclosableAction": Phrase("Disclosure impossible", es: "Mención imposible"),
    "voluntary": Phrase("Chose to stay out", es: "Prefirió no participar"),
    "withdrawn": Phrase("Post withdrawn", es: "Publicación retirada"),
    "wordBlock": Phrase("Blocked words", es: "Palabras vetadas"),
  ]

  /// The word for a verdict.
  func word(for outcome: Verdict.Outcome) -> Phrase {
    switch outcome {
    case .allow: allow
    case .rewrite: rewrite
    case .defer: later
    case .needsApproval: needsApproval
    case .deny: deny
    }
  }
}

extension Words {
  /// A verdict as people read it.
  func word(for outcome: Verdict.Outcome) -> String {
    say(Catalogue.all.rules.word(for: outcome))
  }

  /// The kind of a rule in every language.
  package func kind(ofRule rule: Rule) -> Sentence {
    guard let phrase = Catalogue.all.rules.titles[rule.type] else {
      return Sentence(alike: rule.type)
    }
    return Sentence(phrase[.english], es: phrase[.spanish])
  }

  /// The kind of a rule for people.
  func title(ofRule rule: RuleID, type: String?) -> String {
    type.flatMap { Catalogue.all.rules.titles[$0] }.map { say($0) }
      ?? self(\.rules.unknown, ["rule": .quoted(rule.text)])
  }
}
