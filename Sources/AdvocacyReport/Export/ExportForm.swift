package import AdvocacyCore

/// The forms of a ledger's export, written piece by piece so that no ledger is too large.
package enum ExportForm: String, Sendable, CaseIterable {
  /// One document with everything, a post on each line.
  case json
  /// The actions, one on each line.
  case csv

  /// What stands before the first post.
  package func beginning(ledger: String, links: Int64, head: String) -> String {
    switch self {
    case .json:
      """
      {"schema":"advocacy/ledger-export/1","ledger":"\(ledger)","links":\(links),"head":"\(head)",\
      "posts":[
      """
    case .csv:
      csv { text in
        let names = ["post", "employee", "network", "action", "at", "variant", "disclosed"]
        text.add(names.map(CSVText.Field.text))
      }
    }
  }

  /// One post.
  ///
  /// - Throws: `Failure` with the cause `internal`.
  package func text(of post: ExportedPost, isFirst: Bool) throws(Failure) -> String {
    switch self {
    case .json:
      return (isFirst ? "\n" : ",\n") + (try JSONText.encode(post, isIndented: false))
    case .csv:
      return csv { text in
        for action in post.actions {
          text.add([
            .text(post.id), .text(action.employee), .text(action.network), .text(action.action),
            .text(action.at.rfc3339), .count(action.variant), .count(action.isDisclosed ? 1 : 0),
          ])
        }
      }
    }
  }

  /// What stands behind the last post.
  package var end: String {
    switch self {
    case .json: "\n]}\n"
    case .csv: ""
    }
  }

  private func csv(_ write: (inout CSVText) -> Void) -> String {
    var text = CSVText()
    write(&text)
    return text.text
  }
}
