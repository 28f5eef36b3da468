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
