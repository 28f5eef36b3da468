/// What the program says to employees who decline or propose something, and to their editors.
package struct PeoplePhrases: Sendable {
  package let campaign = Phrase("the campaign {name}", es: "la campaña {name}")
  package let topic = Phrase("the topic {name}", es: "el tema {name}")
  package let network = Phrase("posts on {name}", es: "las publicaciones en {name}")
  package let declined = Phrase(
    "Recorded: {employee} stays out of {subjects}.",
    es: "Anotado: {employee} no participa en {subjects}.")
  package let declinedActs = Phrase(
    "{acts|planned share|planned shares} will not happen.",
    es: "{acts|publicación prevista|publicaciones previstas} ya no se {acts:hará|harán}.")
  package let declinedSilently = Phrase(
    "Nobody is told, no reason is asked, and it is never held against anybody. What was shared before stays.",
    es:
      "No se le dice a nadie, no se pide ningún motivo y nunca se tiene en cuenta contra nadie. Lo ya compartido queda como está."
  )
  package let alreadyDeclined = Phrase(
    "Nothing to do: {employee} stays out of {subjects} already.",
    es: "Nada que hacer: {employee} ya no participaba en {subjects}.")
  package let takenBack = Phrase(
    "Recorded: {employee} takes part in {subjects} again. What was dropped since does not come back.",
    es:
      "Anotado: {employee} vuelve a participar en {subjects}. Lo que se anuló entretanto no vuelve."
  )
  package let neverDeclined = Phrase(
    "Nothing to do: {employee} has not declined {subjects}.",
    es: "Nada que hacer: {employee} no había rechazado {subjects}.")

  package let proposed = Phrase("Proposed as {name}.", es: "Propuesta registrada: {name}.")
  package let editorsAnswer = Phrase(
    "An editor will answer: {editors}.", es: "Responderá alguien de edición: {editors}.")
  package let noEditor = Phrase(
    "Nobody else has the role \"editor\" yet: name somebody under \"roles\" in config.json.",
    es:
      "Nadie más tiene aún el rol «editor»: hay que nombrar a alguien en «roles», en config.json.")
  package let anybodyAnswers = Phrase(
    "Anybody else on the roster may answer.", es: "Puede responder cualquier otra persona.")
  package let proposedNext = Phrase(
    "See it: advocacy proposals show {name}", es: "Para verla: advocacy proposals show {name}")
  package let accepted = Phrase(
    "Accepted {name} as post {post} by {author}, due {due} on {networks}.",
    es: "Aceptada {name}: publicación {post}, de {author}, para el {due} en {networks}.")
  package let changedByEditor = Phrase(
    "Changed, and shown with the proposal: {fields}.",
    es: "Cambios, que se ven con la propuesta: {fields}.")
  package let proposalDeclined = Phrase(
    "Declined {name} of {author}.", es: "Rechazada {name}, de {author}.")
  package let finished = Phrase(
    "{name} had been accepted; it is in the queue now, as post {post}.",
    es: "{name} ya estaba aceptada; ahora está en la cola, como publicación {post}.")
  package let inQueueAlready = Phrase(
    "Nothing to do: {name} is in the queue, as post {post}.",
    es: "Nada que hacer: {name} está en la cola, como publicación {post}.")
  package let noProposals = Phrase(
    "Nothing was proposed yet: advocacy propose \"…\" --by EMPLOYEE",
    es: "Aún no hay propuestas: advocacy propose \"…\" --by EMPLEADO")
  package let voices = Phrase(
    "{voices|person|people} made {proposals|proposal|proposals}.",
    es: "{voices|persona ha|personas han} hecho {proposals|propuesta|propuestas}.")
  package let answeredAtOnce = Phrase(
    "{accepted} of {answered} answered were accepted, half of them answered the same day.",
    es: "Aceptadas {accepted} de las {answered} respondidas, la mitad el mismo día.")
  package let answeredInDays = Phrase(
    "{accepted} of {answered} answered were accepted, half of them answered within {days|day|days}.",
    es:
      "Aceptadas {accepted} de las {answered} respondidas, la mitad en {days|día|días} o menos.")
  package let noneLikeThat = Phrase("No proposal is like that.", es: "Ninguna propuesta es así.")
  package let waiting = Phrase("waiting", es: "en espera")
  package let acceptedState = Phrase("accepted", es: "aceptada")
  package let declinedState = Phrase("declined", es: "rechazada")
  package let sinceToday = Phrase("since today", es: "desde hoy")
  package let waitingFor = Phrase("for {days|day|days}", es: "desde hace {days|día|días}")
  package let sameDay = Phrase("answered the same day", es: "respuesta el mismo día")
  package let answeredAfter = Phrase(
    "answered after {days|day|days}", es: "respuesta a los {days|día|días}")
  package let erased = Phrase("(erased with its author)", es: "(borrada con su autor)")
  package let shown = Phrase(
    "{name} ({state}), proposed by {author} on {at} for {networks}: {title}",
    es: "{name} ({state}), propuesta por {author} el {at} para {networks}: {title}")
  package let answered = Phrase(
    "{state} by {by} as {role} on {at}", es: "{state} por {by} como {role} el {at}")
  package let answeredNote = Phrase("note: {note}", es: "nota: {note}")
  package let answeredPost = Phrase("post: {post}", es: "publicación: {post}")
  package let changedField = Phrase("changed by the editor: {field}", es: "cambiado: {field}")
  package let feedTitle = Phrase("{company}: our people", es: "{company}: nuestra gente")
  package let fields: [String: Phrase] = [
    "title": Phrase("title", es: "título"), "text": Phrase("text", es: "texto"),
    "networks": Phrase("networks", es: "redes"), "link": Phrase("link", es: "enlace"),
    "campaign": Phrase("campaign", es: "campaña"), "topics": Phrase("topics", es: "temas"),
    "hashtags": Phrase("hashtags", es: "etiquetas"), "date": Phrase("date", es: "fecha"),
    "end": Phrase("end", es: "fin"),
  ]

  package let declineNext = Phrase("To take it back: {call}", es: "Para deshacerlo: {call}")
}
