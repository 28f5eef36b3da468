/// All that the program says in more than one language: one list for all of them.
///
/// A phrase can't be left out in a language, since it is made of all of them; a test compares their
/// placeholders. A new command adds a section here.
package struct Catalogue: Sendable {
  package static let all = Catalogue()

  package let page = PagePhrases()
  package let posts = PostPhrases()
  package let advice = AdvicePhrases()
  package let appendix = AppendixPhrases()
  package let rules = RulePhrases()
  package let parameters = ParameterPhrases()
  package let report = ReportPhrases()
  package let explain = ExplainPhrases()
  package let kit = KitPhrases()
  package let people = PeoplePhrases()
  package let roster = RosterPhrases()
}

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
