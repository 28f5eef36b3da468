/// What a report says on a terminal and in Markdown.
package struct ReportPhrases: Sendable {
  package let title = Phrase("Reach report", es: "Informe de alcance")
  package let noPosts = Phrase(
    "No post went out in this period.", es: "No se publicó nada en este periodo.")
  package let nobodyYet = Phrase(
    "Nobody has acted yet. {outlook}", es: "Nadie ha actuado todavía. {outlook}")
  package let nobodyWaiting = Phrase(
    "Nobody has acted yet: {posts|post waits|posts wait}. `advocacy queue list` tells for what.",
    es:
      "Nadie ha actuado todavía: {posts|publicación espera|publicaciones esperan}. `advocacy queue list` dice a qué."
  )
  package let nobody = Phrase(
    "No employee took part, so the company reached nobody whom its page did not.",
    es: "Ningún empleado participó, así que la empresa no llegó a nadie más que su página.")
  package let headline = Phrase(
    "{employees|employee|employees} brought the company to about {people} {people:person|people} whom its page alone would not have reached: {multiple}.",
    es:
      "{employees|empleado llevó|empleados llevaron} a la empresa hasta unas {people} {people:persona|personas} que su página sola no habría alcanzado: {multiple}."
  )
  package let headlineWithoutPage = Phrase(
    "{employees|employee|employees} brought the company to about {people} {people:person|people} ({range}); it has no page there to compare with.",
    es:
      "{employees|empleado llevó|empleados llevaron} a la empresa hasta unas {people} {people:persona|personas} ({range}); no tiene página en esas redes con que comparar."
  )
  package let outlook = Phrase(
    "So far {acted} of {planned} planned acts, next {next}.",
    es: "Hasta ahora, {acted} de {planned} actos previstos; el próximo, {next}.")
  package let outlookExpected = Phrase(
    "So far {acted} of {planned} planned acts, next {next}; about {multiple} expected when all are done (forecast, not counted).",
    es:
      "Hasta ahora, {acted} de {planned} actos previstos; el próximo, {next}; se esperan unas {multiple} con todos hechos (previsión, no contada)."
  )
  package let byDay = Phrase(
    "additional people by day  {line}", es: "personas adicionales por día  {line}")
  package let narrow = Phrase(
    "Hidden, terminal too narrow: {columns}.", es: "Ocultas por falta de ancho: {columns}.")

  package let nominalNote = Phrase(
    "** {employees|employee|employees} × {likes|like|likes} × {reposts|repost|reposts} counts actions, not people ({product} = {result}).",
    es:
      "** {employees|empleado|empleados} × {likes} «me gusta» × {reposts|compartido|compartidos} cuenta acciones, no personas ({product} = {result})."
  )
  package let nominalNoteOfZero = Phrase(
    "** {employees|employee|employees} × {likes|like|likes} × {reposts|repost|reposts} counts actions, not people ({product} = {result}; none counts as 1).",
    es:
      "** {employees|empleado|empleados} × {likes} «me gusta» × {reposts|compartido|compartidos} cuenta acciones, no personas ({product} = {result}; cero cuenta como 1)."
  )
  package let nominalMean = Phrase(
    "Over {count} pairs of post and network: their mean.",
    es: "De {count} pares de publicación y red: su media.")
  package let sharesNote = Phrase(
    "** Each person whom the page did not reach is split equally among those who brought them (the Shapley value), so that the shares add up to all together. Only they: nobody else brought these people. Alone: whom they would bring if nobody else took part.",
    es:
      "** Cada persona que la página no alcanzó se reparte por igual entre quienes la aportaron (el valor de Shapley), de modo que las partes suman el total. Solo ellos: nadie más aportó a esas personas. Por su cuenta: a quienes aportarían si no participara nadie más."
  )
  package let topicsNote = Phrase(
    "A post with several topics stands in each; the total counts its people once.",
    es:
      "Una publicación con varios temas figura en cada uno; el total cuenta a sus personas una vez."
  )
  package let voices = Phrase("Employees' own voices", es: "La voz de los empleados")
  package let ownPosts = Phrase(
    "{posts|post|posts} written by {authors|employee|employees} reached about {reached} people.",
    es:
      "{posts|publicación escrita|publicaciones escritas} por {authors|empleado|empleados} {posts:alcanzó|alcanzaron} a unas {reached} personas."
  )
  package let postsOfPage = Phrase(
    "{others|post|posts} of the page reached about {byPage}.",
    es:
      "{others|publicación|publicaciones} de la página {others:alcanzó|alcanzaron} a unas {byPage}."
  )
  package let groupsNote = Phrase(
    "People reached in a group are members who are no employees; only there: nothing else in this report reached them.",
    es:
      "Las personas alcanzadas en un grupo son miembros que no son empleados; solo allí: nada más de este informe las alcanzó."
  )
  package let group = Phrase("group", es: "grupo")
  package let members = Phrase("members", es: "miembros")
  package let reachedInside = Phrase("reached", es: "alcanzados")
  package let ofMembers = Phrase("of members", es: "de los miembros")
  package let onlyThere = Phrase("only there", es: "solo allí")
  package let hashtagsNote = Phrase(
    "A post with several hashtags stands in each; the total counts its people once.",
    es:
      "Una publicación con varias etiquetas figura en cada una; el total cuenta a sus personas una vez."
  )

  package let post = Phrase("post", es: "publicación")
  package let campaign = Phrase("campaign", es: "campaña")
  package let topic = Phrase("topic", es: "tema")
  package let hashtag = Phrase("hashtag", es: "etiqueta")
  package let network = Phrase("network", es: "red")
  package let day = Phrase("day", es: "día")
  package let team = Phrase("team", es: "equipo")
  package let employee = Phrase("employee", es: "empleado")
  package let employees = Phrase("employees", es: "empleados")
  package let unattainable = Phrase(
    "{parameter} of {asked} is impossible with audiences this size; {attained} was used",
    es: "{parameter} de {asked} es imposible con audiencias de este tamaño; se usó {attained}")
  package let unattainableOn = Phrase(
    "on {network} {parameter} of {asked} is impossible with audiences this size; {attained} was used",
    es:
      "en {network}, {parameter} de {asked} es imposible con audiencias de este tamaño; se usó {attained}"
  )
  package let leavers = Phrase(
    "{employees|employee|employees} took part and left the roster; their actions are counted, their followers are not",
    es:
      "{employees|empleado|empleados} que participaron ya no están en la plantilla; sus acciones cuentan, sus seguidores no"
  )
  package let merged = Phrase(
    "teams of fewer than {least} who took part are merged; the merged bring at least the additional people shown",
    es:
      "los equipos con menos de {least} participantes van juntos; aportan al menos las personas que se muestran"
  )
  package let noLongerARule = Phrase("No longer in the policy", es: "Ya no está en la política")
  package let date = Phrase("date", es: "fecha")
  package let networks = Phrase("networks", es: "redes")
  package let nominalAlone = Phrase("nominal multiplier", es: "multiplicador nominal")
  package let estimated = Phrase("{name} (estimated)", es: "{name} (estimado)")
  package let lowEnd = Phrase("{name}, low", es: "{name}, mínimo")
  package let highEnd = Phrase("{name}, high", es: "{name}, máximo")
  package let likes = Phrase("likes", es: "me gusta")
  package let reposts = Phrase("reposts", es: "compartidos")
  package let nominal = Phrase("nominal**", es: "nominal**")
  package let pageAlone = Phrase("page alone", es: "solo la página")
  package let withEmployees = Phrase("with employees", es: "con empleados")
  package let additional = Phrase("additional people", es: "personas adicionales")
  package let additionalPerPost = Phrase(
    "additional people per post", es: "personas adicionales por publicación")
  package let multiplier = Phrase("reach multiplier", es: "multiplicador de alcance")
  package let total = Phrase("total", es: "total")
  package let onlyThey = Phrase("reached by nobody else", es: "que nadie más alcanzó")
  package let share = Phrase("share of all brought**", es: "parte de lo aportado**")
  package let error = Phrase("simulation error", es: "error de simulación")
  package let alone = Phrase("would bring alone", es: "aportaría por su cuenta")
  package let perAdvocate = Phrase("per advocate", es: "por participante")
  package let notListed = Phrase("not listed", es: "sin listar")
  package let allTogether = Phrase("all together", es: "todos juntos")
  package let waiting = Phrase("waiting", es: "en espera")

  package let change = Phrase(
    "Change from the other period", es: "Cambio respecto al otro periodo")
  package let against = Phrase("against the other period", es: "frente al otro periodo")
  package let before = Phrase("before", es: "antes")
  package let after = Phrase("after", es: "después")
  package let difference = Phrase("change", es: "cambio")
  package let nothingToCompare = Phrase(
    "Against {period}: nothing to compare with.", es: "Frente a {period}: nada con que comparar.")
  package let againstPeriod = Phrase("Against {period}.", es: "Frente a {period}.")
  package let noClearChange = Phrase(
    "Against {period}: no clear change in additional people, {movement}{perPost}.",
    es: "Frente a {period}: sin cambio claro en personas adicionales, {movement}{perPost}.")
  package let morePeople = Phrase(
    "Against {period}: {amount} more additional people ({low}–{high} more){perPost}.",
    es: "Frente a {period}: {amount} personas adicionales más (de {low} a {high} más){perPost}.")
  package let fewerPeople = Phrase(
    "Against {period}: {amount} fewer additional people ({low}–{high} fewer){perPost}.",
    es: "Frente a {period}: {amount} personas adicionales menos (de {low} a {high} menos){perPost}."
  )
  package let perPost = Phrase("; per post {movement}", es: "; por publicación {movement}")
  package let perPostMore = Phrase(
    "; per post {amount} more ({low}–{high} more)",
    es: "; por publicación {amount} más (de {low} a {high} más)")
  package let perPostFewer = Phrase(
    "; per post {amount} fewer ({low}–{high} fewer)",
    es: "; por publicación {amount} menos (de {low} a {high} menos)")
  package let postsFromTo = Phrase(
    "{posts|post|posts} from {first} to {last}",
    es: "{posts|publicación|publicaciones} del {first} al {last}")
  package let postsFromBefore = Phrase(
    "{posts|post|posts} from {first} before {last}",
    es: "{posts|publicación|publicaciones} del {first}, antes del {last}")
  package let from = Phrase("from {first}", es: "desde {first}")
  package let to = Phrase("to {last}", es: "hasta {last}")
  package let beforeEnd = Phrase("before {last}", es: "antes de {last}")
  package let fromTo = Phrase("from {first} to {last}", es: "del {first} al {last}")
  package let fromBefore = Phrase(
    "from {first} before {last}", es: "desde {first}, antes de {last}")
  package let changeNote = Phrase(
    "Both periods share every draw of the assumed inputs, so that what is unknown about both alike is not in the change's interval.",
    es:
      "Ambos periodos comparten cada sorteo de las variables supuestas, así que lo desconocido de los dos por igual no está en el intervalo del cambio."
  )

  package let who = Phrase("Who took part", es: "Quién participó")
  package let funnel = Phrase(
    "{roster} on the roster → {trained} trained → {allowed} allowed on at least one post → {took} took part.",
    es:
      "{roster} en la lista → {trained} con formación → {allowed} autorizados en alguna publicación → {took} participaron."
  )
  package let rule = Phrase("rule", es: "regla")
  package let verdict = Phrase("verdict", es: "veredicto")
  package let times = Phrase("times", es: "veces")
  package let reason = Phrase("reason", es: "motivo")
  package let others = Phrase("{count} others", es: "otras {count}")
  package let builtIn = Phrase("built in", es: "incorporada")

  package let vendors = Phrase(
    "How other tools would count", es: "Cómo contarían otras herramientas")
  package let method = Phrase("method", es: "método")
  package let formula = Phrase("formula", es: "fórmula")
  package let figure = Phrase("figure", es: "cifra")
  package let ours = Phrase("ours", es: "la nuestra")
  package let inflation = Phrase("inflation", es: "inflación")
  package let people = Phrase("people", es: "personas")
  package let impressions = Phrase("impressions", es: "impresiones")
  package let vendorNote = Phrase(
    "Recomputed from the formulas that the products publish, on this report's own facts; they may count otherwise today. Ours includes the page's people, which favours the others.",
    es:
      "Recalculado con las fórmulas que publican los productos, sobre los datos de este informe; hoy pueden contar de otro modo. La nuestra incluye a las personas de la página, lo que favorece a las demás."
  )

  package let cost = Phrase("Media cost equivalent", es: "Coste publicitario equivalente")
  package let costOf = Phrase("media cost equivalent", es: "coste publicitario equivalente")
  package let costCount = Phrase("count", es: "cantidad")
  package let costPrice = Phrase("price", es: "precio")
  package let costSum = Phrase("cost", es: "coste")
  package let costText = Phrase(
    "{currency} {total} by the rate card \"{card}\" of {date} ({source}).",
    es: "{total} {currency} según la tarifa «{card}» del {date} ({source}).")
  package let costTextWithout = Phrase(
    "{currency} {total} by the rate card \"{card}\" of {date} ({source}); {missing} not counted by a simulation.",
    es:
      "{total} {currency} según la tarifa «{card}» del {date} ({source}); una simulación no cuenta {missing}."
  )
  package let costCaution = Phrase(
    "Media cost equivalent, not value: advertising value equivalents are not the value of communication (Barcelona Principles, AMEC). Nobody would have bought this exposure at these prices.",
    es:
      "Coste publicitario equivalente, no valor: los equivalentes publicitarios no son el valor de la comunicación (Principios de Barcelona, AMEC). Nadie habría comprado esta exposición a esos precios."
  )

  package let moves = Phrase("What moves the result", es: "Qué mueve el resultado")
  package let movesText = Phrase(
    "The biggest unknown is {input}: {figure} {low} if low, {high} if high, about the {center} of this report. How to measure it: advocacy help reach",
    es:
      "Lo que más se desconoce es {input}: {figure} de {low} si es bajo, de {high} si es alto, en torno a {center} en este informe. Cómo medirlo: advocacy help reach"
  )
  package let movesNote = Phrase(
    "Each assumption at the low and at the high end of its range on all networks, the others open as in the report. Set its key in config.json to what you know, and the interval narrows.",
    es:
      "Cada supuesto en el extremo bajo y alto de su rango en todas las redes, los demás abiertos como en el informe. Anote su clave en config.json con lo que sepa y el intervalo se estrecha."
  )
  package let unclear = Phrase(
    "{count|other|others} can't be told from simulation error.",
    es: "{count|otro no se distingue|otros no se distinguen} del error propio de la simulación.")
  package let assumption = Phrase(
    "assumption, as in config.json", es: "supuesto, como en config.json")
  package let atLow = Phrase("at its low", es: "en el bajo")
  package let atHigh = Phrase("at its high", es: "en el alto")
  package let swing = Phrase("swing", es: "recorrido")
  package let meaning = Phrase("what it means", es: "qué significa")

  package let made = Phrase("How it was made", es: "Cómo se hizo")
  package let seed = Phrase("seed", es: "semilla")
  package let draws = Phrase("draws", es: "sorteos")
  package let worlds = Phrase("worlds", es: "mundos")
  package let drawsText = Phrase(
    "{count|draw|draws} of the assumptions", es: "{count|sorteo|sorteos} de los supuestos")
  package let worldsText = Phrase(
    "{blocks|block|blocks} of {worlds|world|worlds}",
    es: "{blocks|bloque|bloques} de {worlds|mundo|mundos}")
  package let worldsInBlocks = Phrase(
    "{worlds|world|worlds} in {blocks|block|blocks}",
    es: "{worlds|mundo|mundos} en {blocks|bloque|bloques}")
  package let simulation = Phrase("simulation", es: "simulación")
  package let simulationError = Phrase("error {error}", es: "error {error}")
  package let interval = Phrase("interval", es: "intervalo")
  package let intervalText = Phrase(
    "{level}: what the assumed inputs leave open, not how posts differ",
    es: "{level}: lo que dejan abierto las variables supuestas, no cuánto varían las publicaciones")
  package let asOf = Phrase("as of", es: "a fecha de")
  package let posts = Phrase("posts", es: "posts")
  package let seen = Phrase("seen", es: "visto")
  package let seenText = Phrase(
    "estimated: of those reached {twice} twice or more, {often} five times or more",
    es: "estimado: de los alcanzados, el {twice} dos o más veces y el {often} cinco o más")
  package let seenOften = Phrase(
    "estimated: of those reached {twice} twice or more, {often} five times or more; more shares would mostly be seen by the same people",
    es:
      "estimado: de los alcanzados, el {twice} dos o más veces y el {often} cinco o más; más compartidos los verían sobre todo las mismas personas"
  )
  package let measured = Phrase("measured", es: "medido")
  package let read = Phrase("read", es: "leído")
  package let assumed = Phrase("assumed", es: "supuesto")
  package let configured = Phrase("configured", es: "configurado")
  package let inputsText = Phrase(
    "{count|input|inputs}: {names}", es: "{count|variable|variables}: {names}")
  package let inputsTextMore = Phrase(
    "{count|input|inputs}: {names} and {more} more",
    es: "{count|variable|variables}: {names} y {more} más")
  package let ledger = Phrase("ledger", es: "registro")
  package let empty = Phrase("empty", es: "vacío")
  package let inputs = Phrase("inputs", es: "variables")
  package let note = Phrase("note", es: "nota")
  package let formulaText = Phrase(
    "reach multiplier = distinct people reached with the employees ÷ distinct people the page reaches alone, both under the same assumptions; nominal multiplier = employees × likes × reposts of one post on one network",
    es:
      "multiplicador de alcance = personas distintas alcanzadas con los empleados ÷ personas distintas que alcanza la página sola, con los mismos supuestos; multiplicador nominal = empleados × «me gusta» × compartidos de una publicación en una red"
  )
  package let postByPost = Phrase("Post by post", es: "Publicación a publicación")
}

/// What a report says should be done next.
package struct AdvicePhrases: Sendable {
  package let heading = Phrase("What to do next", es: "Qué hacer ahora")
  package let nothing = Phrase(
    "Nothing stands out: no approval, rule or training held back enough people to matter, and no assumption moves the result much.",
    es:
      "Nada destaca: ninguna aprobación, regla o formación frenó a suficientes personas y ningún supuesto mueve mucho el resultado."
  )

  package let people = Phrase("about {people} people", es: "unas {people} personas")
  package let missed = Phrase("missed, range {range}", es: "sin alcanzar, rango {range}")
  package let gained = Phrase("to gain, range {range}", es: "por ganar, rango {range}")
  package let atStake = Phrase("at stake, range {range}", es: "en juego, rango {range}")
  package let times = Phrase("{count|time|times}", es: "{count|vez|veces}")
  package let timesUnit = Phrase(
    "held back; people not estimated", es: "frenado; personas sin estimar")

  package let approve = Phrase("Approve sooner", es: "Aprobar antes")
  package let approveText = Phrase(
    "{post} waited {days|day|days} for {roles}, so nobody could share it. Agree on an answer within a day.",
    es:
      "{post} esperó {days|día|días} la aprobación de {roles} y nadie pudo compartirla. Conviene acordar una respuesta en un día."
  )
  package let approveFresh = Phrase(
    "{post} waits for {roles}; nobody can share it until then. Ask for an answer today.",
    es:
      "{post} espera la aprobación de {roles}; hasta entonces nadie puede compartirla. Conviene pedir respuesta hoy."
  )
  package let somebody = Phrase("an approval", es: "una aprobación")
  package let or = Phrase("{first} or {second}", es: "{first} o {second}")

  package let review = Phrase("Look at one rule", es: "Revisar una regla")
  package let reviewText = Phrase(
    "{rule} held somebody back {count|time|times}. Keep it if that is what you meant; otherwise narrow it.",
    es:
      "{rule} frenó a alguien {count|vez|veces}. Manténgala si es lo que se quería; si no, acótela."
  )

  package let train = Phrase("Train {count|person|people}", es: "Formar a {count|persona|personas}")
  package let trainText = Phrase(
    "{count|employee lacks|employees lack} the training {course} and may not share the posts that ask for it. The figure assumes that they share as their colleagues do.",
    es:
      "A {count|empleado le falta|empleados les falta} la formación {course} y no pueden compartir las publicaciones que la piden. La cifra supone que comparten como sus compañeros."
  )
  package let renew = Phrase("Renew one training", es: "Renovar una formación")
  package let renewText = Phrase(
    "The training {course} lapses within 30 days for {count|employee|employees}. Without it they may not share the posts that ask for it.",
    es:
      "La formación {course} caduca en 30 días para {count|empleado|empleados}. Sin ella no pueden compartir las publicaciones que la piden."
  )

  package let measure = Phrase("Measure one assumption", es: "Medir un supuesto")
  package let narrower = Phrase("{share} narrower", es: "un {share} menos")
  package let narrowerUnit = Phrase(
    "range {after} instead of {before}", es: "de rango: {after} en vez de {before}")
  package let measureText = Phrase(
    "{parameter}: no figure of your own is known. Measure it on about ten posts and set {key}.",
    es:
      "{parameter}: no hay dato propio. Mídalo en unas diez publicaciones y anótelo en {key}.")
  package let today = Phrase("today", es: "hoy")
  package let measured = Phrase("measured", es: "medido")
}
