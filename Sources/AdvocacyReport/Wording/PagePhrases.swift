/// What the first page of a report says: title, result, trend.
package struct PagePhrases: Sendable {
  package let kind = Phrase("Employee advocacy", es: "Empleados embajadores")
  package let title = Phrase(
    "{company} · {period} · Employee advocacy", es: "{company} · {period} · Empleados embajadores")
  package let subtitle = Phrase(
    "Employee advocacy, {period}", es: "Empleados embajadores, {period}")
  package let subtitleOfMonth = Phrase(
    "Employee advocacy in {period}", es: "Empleados embajadores, {period}")
  package let badge = Phrase(
    "Estimated by simulation, not measured", es: "Estimado por simulación, no medido")
  package let facts = Phrase(
    "{posts|post|posts} on {networks}, as of {day}",
    es: "{posts|publicación|publicaciones} en {networks}, a {day}")
  package let footer = Phrase(
    "{title}. Estimated by simulation, not measured.",
    es: "{title}. Estimado por simulación, no medido.")
  package let noPeriod = Phrase("no posts yet", es: "aún sin publicaciones")

  package let result = Phrase("The result", es: "El resultado")
  package let about = Phrase("about", es: "unas")
  package let ofPage = Phrase("the page’s reach", es: "el alcance de la página")
  package let likely = Phrase("likely {range}×", es: "probable: {range}×")
  package let likelyPeople = Phrase("likely {range}", es: "probable: {range}")
  package let morePeople = Phrase("more people", es: "personas más")
  package let claim = Phrase(
    "Sharing by {took} of {roster} employees brought an estimated *{people|person|people}* who would not have seen the posts on the company page: in all, about {factor}× as many as the page alone ({range}).",
    es:
      "Gracias a {took} de {roster} empleados, las publicaciones llegaron a unas *{people|persona|personas}* que no las habrían visto en la página de empresa: en total, unas {factor} veces las que alcanza la página por sí sola ({range})."
  )
  package let claimWithoutPage = Phrase(
    "Sharing by {took} of {roster} employees brought an estimated *{people|person|people}* ({range}). The company has no page there to compare with.",
    es:
      "Gracias a {took} de {roster} empleados, las publicaciones llegaron a unas *{people|persona|personas}* ({range}). La empresa no tiene página en esas redes con que comparar."
  )
  package let nobody = Phrase(
    "Nobody has shared these posts yet, so they reached only the people who follow the company page.",
    es:
      "Nadie ha compartido todavía estas publicaciones, así que solo llegaron a quienes siguen la página de empresa."
  )
  package let nobodyWaiting = Phrase(
    "Nobody has shared yet: {posts|post waits|posts wait} for an approval or a date.",
    es:
      "Nadie ha compartido todavía: {posts|publicación espera|publicaciones esperan} una aprobación o una fecha."
  )
  package let noPosts = Phrase(
    "No post went out in this period.", es: "No se publicó nada en este periodo.")
  package let outlook = Phrase(
    "So far {acted} of {planned} planned actions are done; with all of them the estimate is about {multiple} (a forecast, not counted here).",
    es:
      "Hasta ahora se han hecho {acted} de las {planned} acciones previstas; con todas, la estimación es de unas {multiple} (previsión, no contada aquí)."
  )
  package let outlookOfActs = Phrase(
    "So far {acted} of {planned} planned actions are done.",
    es: "Hasta ahora se han hecho {acted} de las {planned} acciones previstas.")

  package let pageAlone = Phrase("Company page alone", es: "Solo la página de empresa")
  package let withEmployees = Phrase("With employees", es: "Con los empleados")
  package let more = Phrase(
    "about {people|more person|more people}", es: "unas {people|persona más|personas más}")
  package let zeroPeople = Phrase("0 people", es: "0 personas")
  package let reached = Phrase("People reached", es: "Personas alcanzadas")
  package let heroText = Phrase(
    "Page alone: about {page} people, range {pageRange}. With employees: about {with}, range {withRange}.",
    es:
      "Solo la página: unas {page} personas, rango {pageRange}. Con los empleados: unas {with}, rango {withRange}."
  )
  package let heroTextWithoutPage = Phrase(
    "With employees: about {with} people, range {withRange}.",
    es: "Con los empleados: unas {with} personas, rango {withRange}.")
  package let pageText = Phrase(
    "Company page alone: about {page} people, range {pageRange}.",
    es: "Solo la página de empresa: unas {page} personas, rango {pageRange}.")
  package let heroNote = Phrase(
    "People, each counted once. The line is the estimate; the {level} range {range} is what the assumptions leave open.",
    es:
      "Personas, cada una contada una vez. La línea es la estimación; el rango del {level}, {range}, es lo que los supuestos dejan abierto."
  )

  package let trend = Phrase("Reach over time", es: "Alcance a lo largo del tiempo")
  package let trendRises = Phrase(
    "Up {count} periods in a row", es: "{count} periodos seguidos al alza")
  package let trendFalls = Phrase(
    "Down {count} periods in a row", es: "{count} periodos seguidos a la baja")
  package let trendUnit = Phrase(
    "Reach with employees, in multiples of the page alone; bars: {level} range",
    es: "Alcance en múltiplos de la página sola; barras: rango del {level}")
  package let trendUnitOfPeople = Phrase(
    "People brought by employees; bars: {level} range",
    es: "Personas aportadas por los empleados; barras: rango del {level}")
  package let noTrend = Phrase(
    "A trend appears from the second period on.",
    es: "La tendencia aparece a partir del segundo periodo.")
  package let trendPageAlone = Phrase("page alone", es: "solo la página")
  package let against = Phrase("{now} against {before}", es: "{now} frente a {before}")
  package let periodsFigures = Phrase("The period in figures", es: "El periodo en cifras")
  package let againstUnit = Phrase("Estimates, rounded", es: "Estimaciones redondeadas")
  package let figure = Phrase("Figure", es: "Dato")
  package let before = Phrase("before", es: "antes")
  package let now = Phrase("now", es: "ahora")
  package let rowPage = Phrase("Page alone, people", es: "Solo la página, personas")
  package let rowWith = Phrase("With employees, people", es: "Con los empleados, personas")
  package let rowBrought = Phrase("Brought by employees", es: "Aportadas por los empleados")
  package let rowMultiple = Phrase("Multiple of the page", es: "Múltiplo de la página")
  package let rowEmployees = Phrase("Employees who shared", es: "Empleados que compartieron")
  package let rowPosts = Phrase("Posts shared", es: "Publicaciones compartidas")
  package let of = Phrase("{part} of {whole}", es: "{part} de {whole}")
  package let fromTo = Phrase("{low} to {high}", es: "de {low} a {high}")
  package let clearRise = Phrase(
    "Employees brought about *{people} more* people than before ({range}): a clear change.",
    es: "Los empleados aportaron unas *{people} personas más* que antes ({range}): un cambio claro."
  )
  package let clearFall = Phrase(
    "Employees brought about *{people} fewer* people than before ({range}): a clear change.",
    es:
      "Los empleados aportaron unas *{people} personas menos* que antes ({range}): un cambio claro."
  )
  package let unclear = Phrase(
    "No clear change in the people brought: the ranges overlap.",
    es: "Sin cambio claro en las personas aportadas: los rangos se solapan.")

  package let quarter = Phrase("quarter {number} of {year}", es: "trimestre {number} de {year}")
  package let shortQuarter = Phrase("Q{number} {year}", es: "T{number} {year}")
}

/// What the second page of a report says: posts, teams, time, who took part, what held posts back.
package struct PostPhrases: Sendable {
  package let heading = Phrase(
    "Posts by what they brought", es: "Publicaciones por lo que aportaron")
  package let headingOfFew = Phrase(
    "{count|post|posts} brought {share} of the people",
    es: "{count|publicación aportó|publicaciones aportaron} el {share} de las personas")
  package let unit = Phrase(
    "People brought by employees, by post: estimate and {level} range",
    es: "Personas aportadas por los empleados, por publicación: estimación y rango del {level}")
  package let post = Phrase("Post", es: "Publicación")
  package let brought = Phrase("People brought", es: "Personas aportadas")
  package let range = Phrase("{level} range", es: "Rango del {level}")
  package let pageAlone = Phrase("Page alone", es: "Solo la página")
  package let sharedBy = Phrase("Shared by", es: "Compartida por")
  package let actions = Phrase(
    "Employees × likes × reposts**", es: "Empleados × «me gusta» × compartidos**")
  package let shortActions = Phrase("Actions**", es: "Acciones**")
  package let ofRoster = Phrase("{part} of {whole}", es: "{part} de {whole}")
  package let nobody = Phrase("nobody", es: "nadie")
  package let held = Phrase("waiting", es: "en espera")
  package let missed = Phrase("missed {people}", es: "de {people} posibles")
  package let others = Phrase("and {count|other post|other posts}", es: "y {count|otra|otras}")
  package let inAll = Phrase("{people} in all", es: "{people} en total")
  package let all = Phrase(
    "All {count|post|posts}, people counted once", es: "Total ({count}), cada persona una vez")
  package let sums = Phrase(
    "Posts add up to more than the total, because many people saw several.",
    es: "Las publicaciones suman más que el total porque muchas personas vieron varias.")
  package let dashed = Phrase(
    "Dashed: what the post would have brought if shared ({range}).",
    es: "Discontinuo: lo que habría aportado de compartirse ({range}).")
  package let nominal = Phrase(
    "** Some reports multiply employees, likes and reposts. {product} counts actions, not people; of several posts and networks it is their mean, {mean}.",
    es:
      "** Algunos informes multiplican empleados, «me gusta» y compartidos. {product} cuenta acciones, no personas; de varias publicaciones y redes es su media, {mean}."
  )
  package let nominalOfZero = Phrase("None counts as 1.", es: "Cero cuenta como 1.")

  package let byTeam = Phrase("By team", es: "Por equipos")
  package let byEmployee = Phrase("By employee", es: "Por empleados")
  package let byCampaign = Phrase("By campaign", es: "Por campañas")
  package let byTopic = Phrase("By topic", es: "Por temas")
  package let byHashtag = Phrase("By hashtag", es: "Por etiquetas")
  package let byNetwork = Phrase("By network", es: "Por redes")
  package let byGroup = Phrase("By group", es: "Por grupos")
  package let byDay = Phrase("By day", es: "Por días")
  package let groupUnit = Phrase(
    "People brought by employees; {level} range",
    es: "Personas aportadas por los empleados; rango del {level}")
  package let shareUnit = Phrase(
    "People brought, {level} range; shared people split equally",
    es: "Personas aportadas, rango del {level}; las comunes se reparten por igual")
  package let name = Phrase("Name", es: "Nombre")
  package let people = Phrase("People", es: "Personas")
  package let shared = Phrase(
    "{took} of {roster} shared", es: "{took} de {roster} compartieron")
  package let sharers = Phrase(
    "{took|employee|employees} shared", es: "{took|empleado compartió|empleados compartieron}")
  package let actionsOf = Phrase("{count|action|actions}", es: "{count|acción|acciones}")
  package let postsShared = Phrase(
    "shared by {took} of {roster}", es: "compartidas por {took} de {roster}")
  package let otherTeams = Phrase("Other teams", es: "Otros equipos")
  package let otherGroups = Phrase("and {count|other|others}", es: "y {count|más|más}")
  package let notListed = Phrase("Not listed", es: "Sin listar")
  package let noName = Phrase("without", es: "sin ninguna")
  package let noRanking = Phrase(
    "No ranking of people: teams of at least three only.",
    es: "No se clasifica a las personas: solo equipos de tres o más.")
  package let byName = Phrase(
    "In the order of names, not a ranking.", es: "Por orden de nombre, no es una clasificación.")
  package let moreInCSV = Phrase(
    "All {count} are in the appendix, or in the CSV.",
    es: "Los {count} están en el anexo o en el CSV.")

  package let time = Phrase("Reach over the first week", es: "El alcance en la primera semana")
  package let timeOfFirstDay = Phrase(
    "{share} of the people are reached on the first day",
    es: "El {share} de las personas, el primer día")
  package let timeUnit = Phrase(
    "People reached by days after each post; at the right: the whole and its {level} range",
    es:
      "Personas alcanzadas según los días desde cada publicación; a la derecha, el total y su rango del {level}"
  )
  package let timeTitle = Phrase(
    "People reached in the first week", es: "Personas alcanzadas en la primera semana")
  package let timeText = Phrase(
    "With employees: {points}.", es: "Con los empleados: {points}.")
  package let timePoint = Phrase(
    "{people} after {days|day|days}", es: "{people} tras {days|día|días}")
  package let withEmployees = Phrase("with employees", es: "con los empleados")
  package let days = Phrase("{count|day|days}", es: "{count|día|días}")

  package let who = Phrase("Who could take part", es: "Quién podía participar")
  package let whoTitle = Phrase("Who took part", es: "Quién participó")
  package let whoSay = Phrase(
    "Of *{roster}* employees on the roster, *{trained}* were trained, *{allowed}* were allowed on at least one post, and *{took}* took part.",
    es:
      "De *{roster}* empleados en la lista, *{trained}* tenían la formación, *{allowed}* estaban autorizados en alguna publicación y *{took}* participaron."
  )
  package let whoTook = Phrase("{count} took part", es: "{count|participó|participaron}")
  package let whoAllowed = Phrase(
    "{count} allowed, did not share", es: "{count|autorizado|autorizados} que no compartieron")
  package let whoTrained = Phrase(
    "{count} allowed on no post", es: "{count|no autorizado|no autorizados} en ninguna")
  package let whoUntrained = Phrase("{count} not trained", es: "{count} sin formación")

  package let heldBack = Phrase("What held posts back", es: "Qué frenó las publicaciones")
  package let nothingHeld = Phrase(
    "No rule held anybody back.", es: "Ninguna regla frenó a nadie.")
  package let times = Phrase("{count|time|times}", es: "{count|vez|veces}")
  package let otherRules = Phrase(
    "{count|other rule|other rules} spoke less often; all are in the appendix.",
    es: "{count|otra regla actuó|otras reglas actuaron} menos veces; todas están en el anexo.")
}
