package import AdvocacyModel

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
