import AdvocacyModel
import StrictJSON

extension ImportFormat {
  /// CSV and what spreadsheets make of it: a row a post.
  ///
  /// Its texts begin with any byte: a text that no other format claims is read as a table.
  package static let table = ImportFormat(
    titles: ["CSV"], extensions: [], sniff: { _ in false }, fields: .inFile,
    read: { file throws(Failure) in
      let table = try TableFile.read(file.bytes, file: file.name)
      try file.mapping.refuseUnknown(among: table.header, of: "the table")
      if file.mapping.isEmpty { try refuseUnknownColumns(of: table) }
      let columns = PostKey.allCases.compactMap { key in
        table.column(file.mapping.name(of: key)).map { (key: key, index: $0) }
      }
      return table.rows.map { row in
        var item = ImportItem(place: table.place(of: row))
        for column in columns {
          let field = row.fields[column.index]
          let isSplit = column.key.isList && column.key != .variants
          item.values[column.key] =
            isSplit ? field.split(separator: ";").map(String.init) : [field]
        }
        return item
      }
    },
    fuzzSeeds: [
      "id,text,url,date\n1,\"Hello, world\",https://a.example/1,2026-11-20\n"
        + "2,Two,,20/11/2026 10:00\n",
      "text;at;networks\nEins;2026-11-20T10:00:00Z;x|linkedin\n",
    ])

  private static func refuseUnknownColumns(of table: Table) throws(Failure) {
    let known = PostKey.allCases.map(\.rawValue)
    for heading in table.header where !known.contains(heading) {
      throw Failure(
        .badData, at: Place(file: table.file, line: 1, path: heading), "unknown column",
        hint: NearMiss.hint(heading, among: known)
          ?? "Say what it holds, for example --map text=\(heading)")
    }
  }
}
