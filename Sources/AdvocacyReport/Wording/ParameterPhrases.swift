import AdvocacyModel

/// What the assumptions are called, for people who don't configure anything.
package struct ParameterPhrases: Sendable {
  package let participation = Phrase(
    "How many of the allowed take part", es: "Cuántos de los autorizados participan")
  package let measured = Phrase("measured", es: "medido")
  package let read = Phrase("published", es: "publicado")
  package let assumed = Phrase("assumed", es: "supuesto")
  package let configured = Phrase("configured", es: "configurado")

  /// The name of a parameter.
  func name(of parameter: ParameterName) -> Phrase {
    switch parameter {
    case .pageVisibility:
      Phrase(
        "How many followers see a post of the page",
        es: "Cuántos seguidores ven una publicación de la página")
    case .visibilityExponent:
      Phrase(
        "How visibility falls with the number of followers",
        es: "Cómo baja la visibilidad con el número de seguidores")
    case .visibilityRatio:
      Phrase(
        "How visible a colleague’s share is next to the page’s",
        es: "Cuánto se ve lo que comparte un compañero frente a la página")
    case .likeExposure:
      Phrase("How visible a like is", es: "Cuánto se ve un «me gusta»")
    case .appealSpread:
      Phrase(
        "How much posts differ in appeal", es: "Cuánto varía el interés de las publicaciones")
    case .impressionsPerPerson:
      Phrase("How often a person is shown a post", es: "Cuántas veces se muestra a una persona")
    case .shareRate:
      Phrase("How often a reader passes a post on", es: "Con qué frecuencia lo comparte un lector")
    case .deepShareFactor:
      Phrase(
        "How often those further away pass it on", es: "Con qué frecuencia lo comparten los lejanos"
      )
    case .teamOverlap:
      Phrase(
        "Audience shared by colleagues of one team", es: "Audiencia común dentro de un equipo")
    case .companyOverlap:
      Phrase("Audience shared across teams", es: "Audiencia común entre equipos")
    case .pageOverlap:
      Phrase("Audience shared with the page", es: "Audiencia común con la página")
    case .reactionDelayMedianHours:
      Phrase("How soon readers react", es: "Cuándo reaccionan los lectores")
    case .reactionDelaySigma:
      Phrase("How much reaction times differ", es: "Cuánto varía el tiempo de reacción")
    case .followersMu:
      Phrase("Followers of an ordinary account", es: "Seguidores de una cuenta corriente")
    case .followersSigma:
      Phrase("How much follower counts differ", es: "Cuánto varía el número de seguidores")
    case .quoteFactor: Phrase("How visible a quote is", es: "Cuánto se ve una cita")
    case .shareFactor:
      Phrase(
        "How visible a share with words is", es: "Cuánto se ve un compartido con texto propio")
    case .repostFactor:
      Phrase("How visible a plain repost is", es: "Cuánto se ve un compartido sin texto")
    case .commentFactor: Phrase("How visible a comment is", es: "Cuánto se ve un comentario")
    case .activityShape:
      Phrase(
        "How much people differ in whom they follow", es: "Cuánto varía a cuántos sigue cada uno")
    case .lookShape:
      Phrase(
        "How much people differ in how often they look", es: "Cuánto varía lo que mira cada uno")
    case .colleagueShare:
      Phrase("Colleagues among an employee’s followers", es: "Compañeros entre los seguidores")
    case .pageStaffShare:
      Phrase("Staff among the page’s followers", es: "Plantilla entre los seguidores de la página")
    case .appealCorrelation:
      Phrase(
        "How alike a post’s appeal is on two networks", es: "Parecido del interés entre dos redes")
    case .networkCorrelation:
      Phrase("How alike two networks are", es: "Parecido entre dos redes")
    case .secondNetworkOverlap:
      Phrase("Followers on a second network as well", es: "Seguidores también en una segunda red")
    case .deepAudienceCap:
      Phrase("Most followers of a reader", es: "Máximo de seguidores de un lector")
    case .cascadeDepth:
      Phrase("How far a post is passed on", es: "Hasta dónde se comparte una publicación")
    case .marketSize:
      Phrase("People in the market", es: "Personas del mercado")
    }
  }

  /// The word for where a figure comes from.
  func word(for basis: Basis) -> Phrase {
    switch basis {
    case .measured: measured
    case .read: read
    case .assumed: assumed
    case .configured: configured
    }
  }
}

extension Words {
  /// The name of an input; one that this version doesn't know stands under its own.
  func name(ofInput input: String) -> String {
    if input == Behaviour.Participation.name { return self(\.parameters.participation) }
    guard let known = ParameterName(rawValue: input) else { return input }
    return say(Catalogue.all.parameters.name(of: known))
  }
}
