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
