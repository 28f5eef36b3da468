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
  package let declineNext = Phrase("To take it back: {call}", es: "Para deshacerlo: {call}")
}
