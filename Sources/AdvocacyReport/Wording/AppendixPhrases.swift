import AdvocacyModel

/// What the appendix of a report says: how the estimate was made, what it rests on, how to check it.
package struct AppendixPhrases: Sendable {
  package let heading = Phrase(
    "Appendix: how the estimate was made", es: "Anexo: cómo se hizo la estimación")

  package let how = Phrase("How it was made", es: "Cómo se hizo")
  package let howBrief = Phrase(
    "{count|draw|draws} of the assumptions, people counted once",
    es: "{count|sorteo|sorteos} de los supuestos, cada persona contada una vez")
  package let whoMay = Phrase(
    "*Who may share what.* The policy was applied to each of the {roster|employee|employees} for each of the {posts|post|posts} on each network, with trainings and approvals as they stood then.",
    es:
      "*Quién puede compartir qué.* La política se aplicó a cada uno de los {roster|empleado|empleados}, para cada una de las {posts|publicación|publicaciones} y cada red, con las formaciones y aprobaciones vigentes entonces."
  )
  package let whoFollows = Phrase(
    "*Who follows whom.* From follower counts, a market of readers was made for each network. Colleagues share part of their audience, most of all within a team, and part with the page.",
    es:
      "*Quién sigue a quién.* A partir del número de seguidores se formó un público para cada red. Los compañeros comparten parte de su audiencia, sobre todo dentro de un equipo, y otra parte con la página."
  )
  package let whoSees = Phrase(
    "*Who sees a post.* Each follower sees a post with a chance; a share by a colleague is more visible than one by the page. Some readers pass it on.",
    es:
      "*Quién ve una publicación.* Cada seguidor la ve con cierta probabilidad; lo que comparte un compañero se ve más que lo que publica la página. Algunos lectores la comparten."
  )
  package let counting = Phrase(
    "*Counting once.* A person who sees three posts through four colleagues counts as one. The page alone is counted under the same assumptions.",
    es:
      "*Contar una sola vez.* Quien ve tres publicaciones a través de cuatro compañeros cuenta como una persona. La página sola se cuenta con los mismos supuestos."
  )
  package let ranges = Phrase(
    "*The range.* All this was repeated {count} times with other values for what is not known. The mean is the estimate, the middle {level} the range.",
    es:
      "*El rango.* Todo se repitió {count} veces con otros valores para lo que no se sabe. La media es la estimación; el {level} central, el rango."
  )
  package let seenAgain = Phrase(
    "Of the people reached, an estimated {twice} see posts twice or more and {often} five times or more.",
    es:
      "De las personas alcanzadas, se estima que el {twice} ve publicaciones dos o más veces y el {often}, cinco o más."
  )
  package let saysNot = Phrase(
    "What it does not say: whether anyone read, clicked or bought. No network was asked; the figures are not measurements.",
    es:
      "Lo que no dice: si alguien leyó, hizo clic o compró. No se consultó a ninguna red; las cifras no son mediciones."
  )

  package let rests = Phrase("What the estimate rests on", es: "En qué se apoya la estimación")
  package let restsBrief = Phrase(
    "{parameter} moves it most", es: "Lo que más pesa: {parameter}")
  package let restsUnit = Phrase(
    "Multiple of the page’s reach with each assumption at the low and high end of its range, the others open; line: the estimate, {center}",
    es:
      "Múltiplo del alcance de la página con cada supuesto en el extremo bajo y alto de su rango y los demás abiertos; línea: la estimación, {center}"
  )
  package let restsUnitOfPeople = Phrase(
    "People brought with each assumption at the low and high end of its range, the others open; line: the estimate, {center}",
    es:
      "Personas aportadas con cada supuesto en el extremo bajo y alto de su rango y los demás abiertos; línea: la estimación, {center}"
  )
  package let assumption = Phrase("Assumption", es: "Supuesto")
  package let value = Phrase("Value (range)", es: "Valor (rango)")
  package let source = Phrase("Source", es: "Fuente")
  package let restsNote = Phrase(
    "{count|other input moves|other inputs move} the result too little to tell from the simulation’s own error. Set a key in config.json to what you know, and the range narrows.",
    es:
      "{count|otra variable mueve|otras variables mueven} el resultado menos que el error propio de la simulación. Anote en config.json lo que sepa y el rango se estrecha."
  )

  package let inputs = Phrase("All inputs", es: "Todas las variables")
  package let inputsBrief = Phrase(
    "{count|input|inputs} with range and source",
    es: "{count|variable|variables} con rango y fuente")
  package let input = Phrase("Input", es: "Variable")
  package let network = Phrase("Network", es: "Red")
  package let allNetworks = Phrase("all", es: "todas")
  package let fixed = Phrase("fixed", es: "fijo")
  package let basis = Phrase("Known by", es: "Base")

  package let behind = Phrase("The figures behind the charts", es: "Las cifras de los gráficos")
  package let behindBrief = Phrase(
    "Counted in four ways, over time, by post",
    es: "Contadas de cuatro formas, en el tiempo y por publicación")
  package let counts = Phrase(
    "The same posts, counted in four ways",
    es: "Las mismas publicaciones, contadas de cuatro formas")
  package let count = Phrase("Count", es: "Recuento")
  package let figure = Phrase("Figure", es: "Cifra")
  package let meaning = Phrase("What it counts", es: "Qué cuenta")
  package let pageAlone = Phrase("Page alone", es: "Solo la página")
  package let withEmployees = Phrase("With employees", es: "Con los empleados")
  package let gross = Phrase("Gross reach", es: "Alcance bruto")
  package let potential = Phrase("Potential reach", es: "Alcance potencial")
  package let distinct = Phrase("people, each once", es: "personas, cada una una vez")
  package let grossMeaning = Phrase(
    "people, once for every sharer and post",
    es: "personas, una vez por cada quien comparte y publicación")
  package let potentialMeaning = Phrase(
    "followers added up, as if all had looked: a ceiling",
    es: "seguidores sumados, como si todos mirasen: un techo")
  package let overTime = Phrase("Reach over time", es: "Alcance en el tiempo")
  package let after = Phrase("After each post", es: "Tras cada publicación")
  package let ofAll = Phrase("Of all", es: "Del total")
  package let minutes = Phrase("{count} min", es: "{count} min")
  package let hours = Phrase("{count|hour|hours}", es: "{count|hora|horas}")
  package let trend = Phrase("Period by period", es: "Periodo a periodo")
  package let period = Phrase("Period", es: "Periodo")
  package let multiple = Phrase("Multiple", es: "Múltiplo")
  package let allPosts = Phrase("Posts", es: "Publicaciones")
  package let groups = Phrase("All groups", es: "Todos los grupos")
  package let mostOf = Phrase(
    "{shown} of {count}; all are in the CSV.", es: "{shown} de {count}; todas están en el CSV.")

  package let shared = Phrase("Shared audiences", es: "Audiencias comunes")
  package let sharedBrief = Phrase(
    "Where it is high, one more sharer adds less",
    es: "Donde es alto, sumar a otra persona aporta menos")
  package let sharedUnit = Phrase(
    "People whom two of them would both bring, each alone, in per cent of the smaller one’s.",
    es:
      "Personas que aportarían ambos, cada uno por su cuenta, en porcentaje de la audiencia menor.")
  package let pair = Phrase("Most alike", es: "Los más parecidos")
  package let pairOf = Phrase("{first} and {second}", es: "{first} y {second}")
  package let pairText = Phrase(
    "*{pair}, {share}.* {people} people in common.",
    es: "*{pair}, {share}.* {people} personas en común.")

  package let rules = Phrase(
    "Every rule that held somebody back", es: "Todas las reglas que frenaron a alguien")
  package let rulesBrief = Phrase("{count|rule|rules}", es: "{count|regla|reglas}")
  package let rule = Phrase("Rule", es: "Regla")
  package let verdict = Phrase("Verdict", es: "Veredicto")
  package let times = Phrase("Times", es: "Veces")
  package let reason = Phrase("Reason", es: "Motivo")
  package let rulesNote = Phrase(
    "A rule speaks once for each post, network and employee.",
    es: "Una regla actúa una vez por publicación, red y empleado.")

  package let others = Phrase(
    "How other tools would count the same posts",
    es: "Cómo contarían otras herramientas las mismas publicaciones")
  package let othersBrief = Phrase(
    "Between {low} and {high} this report’s figure",
    es: "Entre {low} y {high} la cifra de este informe")
  package let othersUnit = Phrase(
    "“Reach” by the formulas that other products publish, on the same posts, accounts and shares",
    es:
      "«Alcance» según las fórmulas que publican otros productos, con las mismas publicaciones, cuentas y veces compartido"
  )
  package let method = Phrase("Method", es: "Método")
  package let ours = Phrase("This report", es: "Este informe")
  package let oursMeaning = Phrase(
    "people, each counted once", es: "personas, cada una contada una vez")
  package let against = Phrase("Against ours", es: "Frente a este")
  package let othersNote = Phrase(
    "Recomputed from published formulas; the products may count otherwise today. Only the first row counts people once; it includes the page’s people, which favours the others.",
    es:
      "Recalculado a partir de fórmulas publicadas; los productos pueden contar hoy de otro modo. Solo la primera fila cuenta a cada persona una vez; incluye a las de la página, lo que favorece a las demás."
  )
  package let summedFollowers = Phrase(
    "followers × shares, added up", es: "seguidores × veces compartido, sumados")
  package let summedPosts = Phrase(
    "each post’s reach, added up", es: "el alcance de cada publicación, sumado")
  package let discountedFollowers = Phrase(
    "followers × 0.15 (falling to 0.06 above 10 million), added up",
    es: "seguidores × 0,15 (hasta 0,06 por encima de 10 millones), sumados")
  package let independentAudiences = Phrase(
    "followers, as if audiences overlapped by chance alone",
    es: "seguidores, como si las audiencias coincidieran solo por azar")
  package let engagementFormula = Phrase(
    "impressions: 60 × engagements + 25 for each post and network",
    es: "impresiones: 60 × interacciones + 25 por publicación y red")
  package let reportsThatAdd = Phrase(
    "Reports that add up posts", es: "Informes que suman publicaciones")
  package let sainsbury = Phrase("Sainsbury’s formula", es: "Fórmula de Sainsbury")

  package let cost = Phrase("Media cost equivalent", es: "Coste publicitario equivalente")
  package let costBrief = Phrase(
    "Not the value of communication", es: "No es el valor de la comunicación")
  package let costUnit = Phrase(
    "By the rate card {card} of {date} ({source}).",
    es: "Según la tarifa {card} del {date} ({source}).")
  package let costCounted = Phrase("Counted", es: "Concepto")
  package let costCount = Phrase("Count", es: "Cantidad")
  package let costPrice = Phrase("Price", es: "Precio")
  package let costTotal = Phrase("Total", es: "Total")
  package let costNot = Phrase(
    "Advertising value equivalents are not the value of communication (Barcelona Principles, AMEC). Nobody would have bought this exposure at these prices.",
    es:
      "Los equivalentes publicitarios no son el valor de la comunicación (Principios de Barcelona, AMEC). Nadie habría comprado esta exposición a esos precios."
  )
  package let impressions = Phrase("impressions, by the thousand", es: "impresiones, por millar")
  package let participations = Phrase("participations", es: "participaciones")
  package let likes = Phrase("likes", es: "«me gusta»")
  package let comments = Phrase("comments", es: "comentarios")
  package let shares = Phrase("reposts and shares", es: "compartidos")
  package let clicks = Phrase("clicks", es: "clics")

  package let check = Phrase("To check and repeat", es: "Para comprobar y repetir")
  package let checkBrief = Phrase("Seed, hashes and date", es: "Semilla, hashes y fecha")
  package let asOf = Phrase("As of", es: "Datos a fecha de")
  package let inZone = Phrase("{time} ({zone})", es: "{time} ({zone})")
  package let formula = Phrase("Formula", es: "Fórmula")
  package let formulaText = Phrase(
    "multiple = people reached with employees ÷ people reached by the page alone, both under the same assumptions; nominal = employees × likes × reposts of one post on one network",
    es:
      "múltiplo = personas alcanzadas con los empleados ÷ personas alcanzadas solo por la página, con los mismos supuestos; nominal = empleados × «me gusta» × compartidos de una publicación en una red"
  )
  package let draws = Phrase("Draws", es: "Sorteos")
  package let drawsText = Phrase(
    "{count} of the assumptions; simulation error {error}",
    es: "{count} de los supuestos; error de simulación: {error}")
  package let inputCounts = Phrase("Inputs", es: "Variables")
  package let inputCountsText = Phrase(
    "{measured} measured, {read} published, {assumed} assumed, {configured} configured",
    es: "{measured} medidas, {read} publicadas, {assumed} supuestas, {configured} configuradas")
  package let seed = Phrase("Seed", es: "Semilla")
  package let ledger = Phrase("Ledger", es: "Registro")
  package let empty = Phrase("empty", es: "vacío")
  package let hash = Phrase("Inputs’ hash", es: "Hash de las variables")
  package let note = Phrase("Note", es: "Nota")
}

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
