import AdvocacyModel

/// The JSON Schema of a company's file of strings: what employees read, in one more language.
package enum StringsSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:strings:1")),
    ("title", .text("What employees read in kits, digests and lists, in one language")),
    ("type", .text("object")),
    (
      "properties",
      .object(
        [(key: "$schema", value: SchemaNode.text("Where editors find this schema."))]
          + KitPhrases.keyed.map { key, phrase in
            (key: key, value: SchemaNode.text("In English: \(phrase[.english])", longest: 1000))
          })
    ),
    ("required", .texts(KitPhrases.keyed.map(\.key))),
    ("additionalProperties", .boolean(false)),
  ])
}
